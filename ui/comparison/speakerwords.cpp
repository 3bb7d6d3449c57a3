// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/speakerwords.h"

#include "ui/style/theme.h"
#include "ui/training/runwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace dankai::ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(SpeakerWords)
};

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QString speakerRunWord(const Speaker& speaker)
{
    return Words::tr("Run %1, %2")
        .arg(QString::fromStdString(speaker.run), runArmWord(speaker.arm, speaker.isAdapted));
}

QString speakerPhaseWord(const Speaker& speaker)
{
    if (speaker.phase == 0)
        return speaker.checkpoint == baseSpeaker ? Words::tr("before training")
                                                 : QString::fromStdString(speaker.checkpoint);
    return speaker.phases == 1 ? Words::tr("after training") : Words::tr("after phase %1").arg(speaker.phase);
}

QString speakerWord(const AnswerSet& set, std::string_view key)
{
    if (key == referenceKey)
        return Words::tr("Reference answer");
    if (key == baseSpeaker)
        return Words::tr("Before training");
    const SpeakerAnswers* answers = set.speaker(key);
    if (answers == nullptr)
        return toQString(key);
    return speakerRunWord(answers->speaker) + QStringLiteral(" › ") + speakerPhaseWord(answers->speaker);
}

QString columnWord(const AnswerSet& set, std::string_view key, const std::vector<std::string>& columns)
{
    const SpeakerAnswers* answers = set.speaker(key);
    if (answers == nullptr || answers->speaker.phase == 0)
        return speakerWord(set, key);
    if (answers->speaker.phases == 1)
        return speakerRunWord(answers->speaker);
    const bool isAlone = std::all_of(columns.begin(), columns.end(), [&](const std::string& other) {
        const SpeakerAnswers* column = set.speaker(other);
        return column == nullptr || column->speaker.phases == 1 || column->speaker.run.empty()
            || column->speaker.run == answers->speaker.run;
    });
    return isAlone ? checkpointWord(answers->speaker.checkpoint) : speakerWord(set, key);
}

QColor speakerColour(const AnswerSet& set, std::string_view key, const Theme& theme)
{
    const SpeakerAnswers* answers = set.speaker(key);
    if (key == referenceKey)
        return theme.accent;
    if (answers == nullptr || answers->speaker.phase == 0)
        return theme.baseModel;
    const Speaker& speaker = answers->speaker;
    if (speaker.phases == 1)
        return theme.oneOff;
    return theme.phase(speaker.phase - 1, std::max(speaker.phases, speaker.phase));
}

QString promptSetWord(const PromptSet& set)
{
    const QString count = QLocale().toString(static_cast<qulonglong>(set.prompts.size()));
    if (!set.run.empty())
        return Words::tr("Frozen prompts of run %1 (%2)").arg(QString::fromStdString(set.run), count);
    return Words::tr("Asked on %1 (%2)").arg(whenWords(set.recordedMs), count);
}

const RecordedAnswer* recordedAnswer(const AnswerSet& set, std::string_view key, std::size_t prompt)
{
    const SpeakerAnswers* answers = set.speaker(key);
    if (answers == nullptr || prompt >= answers->answers.size() || !answers->answers[prompt])
        return nullptr;
    return &*answers->answers[prompt];
}

const std::string* answerText(const AnswerSet& set, std::string_view key, std::size_t prompt)
{
    if (key == referenceKey)
        return set.prompts[prompt].reference.empty() ? nullptr : &set.prompts[prompt].reference;
    const RecordedAnswer* answer = recordedAnswer(set, key, prompt);
    return answer == nullptr ? nullptr : &answer->text;
}

QString charactersWord(qint64 characters)
{
    return Words::tr("%n character(s)", nullptr, static_cast<int>(characters));
}

QString tokensWord(qint64 tokens)
{
    return Words::tr("%n token(s)", nullptr, static_cast<int>(tokens));
}

QString secondsWord(double seconds)
{
    return Words::tr("%1 s").arg(QLocale().toString(seconds, 'f', seconds < 10 ? 1 : 0));
}

} // namespace dankai::ui
