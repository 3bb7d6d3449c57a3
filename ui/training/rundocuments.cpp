// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/rundocuments.h"

#include "core/report/gatewords.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/phasename.h"
#include "ui/style/theme.h"
#include "ui/training/runwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace dankai::ui {

namespace {

class Documents
{
    Q_DECLARE_TR_FUNCTIONS(RunDocuments)
};

QString textOf(const std::string& text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

// "✓ The loss ...": a mark, and where the record has no evidence to say it from, core's sentence.
QString reasonText(const std::string& reason)
{
    const QString text = QString::fromStdString(reason);
    const qsizetype begin = text.isEmpty() || text.front().isLetter() ? 0 : text.indexOf(u' ') + 1;
    return QString(text.first(begin) + translatedCore(text.sliced(begin))).toHtmlEscaped();
}

QString phaseWord(const RunSpec& spec, int phase)
{
    const bool isThere = phase >= 1 && static_cast<std::size_t>(phase) <= spec.phases.size();
    return numberedPhaseWord(
        isThere ? spec.phases[static_cast<std::size_t>(phase) - 1].name : std::string(), phase)
        .toHtmlEscaped();
}

QString quiet(const QString& text, const Theme& theme)
{
    return QStringLiteral("<p style=\"margin:0;color:%1\">%2</p>").arg(theme.quietText.name(), text);
}

} // namespace

QString gatesDocument(const RunHistory& history, const RunSpec& spec, const Theme& theme)
{
    const Words say{QLocale().language() == QLocale::Japanese ? Language::Japanese : Language::English};
    QString all;
    for (const auto& [number, phase] : history.phases()) {
        if (!phase.gate)
            continue;
        const std::string& verdict = phase.gate->verdict;
        QString html;
        html += QStringLiteral("<p style=\"margin:0 0 8px\"><b>%1</b><br><b style=\"color:%2\">%3 %4</b></p>")
                    .arg(Documents::tr("Gate after %1", "a phase and its name").arg(phaseWord(spec, number)),
                        verdictColour(verdict, theme).name(), verdictSign(verdict), verdictWord(verdict));
        if (number <= inheritedPhases(spec))
            html += quiet(
                Documents::tr("Judged in run %1, from which this one goes on").arg(textOf(spec.fork->run)),
                theme);
        for (const std::string& reason : gateReasons(*phase.gate, say))
            html += QStringLiteral("<p style=\"margin:0 0 6px\">%1</p>").arg(reasonText(reason));
        for (const event::Decision& decision : phase.decisions) {
            const QString what = decision.decision == gatedecision::goOn
                ? Documents::tr("Went on as an exception: %1")
                : decision.decision == gatedecision::repeat
                ? Documents::tr("Repeated with changes by another run: %1")
                : !decision.toPhase ? Documents::tr("Stopped by a person: %1")
                : *decision.toPhase == 0
                ? Documents::tr("Rolled back to the model before training: %1")
                : Documents::tr("Rolled back to the model after phase %1: %2").arg(*decision.toPhase);
            const QString why
                = decision.reason.empty() ? Documents::tr("no reason given") : textOf(decision.reason);
            html += QStringLiteral("<p style=\"margin:0 0 6px;color:%1\">%2</p>")
                        .arg(theme.undecided.name(), what.arg(why));
        }
        all.prepend(all.isEmpty() ? html : html + QStringLiteral("<hr>")); // the newest first
    }
    return all.isEmpty() ? quiet(
               Documents::tr(
                   "After each phase a gate tests whether going on is justified. None has been reached yet."),
               theme)
                         : all;
}

QString answersDocument(const RunHistory& history, const std::vector<RunRow>& prompts, const Theme& theme)
{
    if (history.answers().empty())
        return quiet(
            Documents::tr("Answers to the same prompts appear here before training and after each phase."),
            theme);
    const QString body = QStringLiteral("<p style=\"margin:0 0 8px;white-space:pre-wrap\">%1</p>");
    QString html;
    for (const RunRow& prompt : prompts) {
        if (!html.isEmpty())
            html += QStringLiteral("<hr>");
        const QString question = prompt.messages.empty() ? QString() : textOf(prompt.messages.back().content);
        html
            += QStringLiteral("<p style=\"margin:0 0 8px;white-space:pre-wrap\"><b>%1</b></p>").arg(question);
        for (const event::Answer& answer : history.answers()) {
            if (answer.id != prompt.id)
                continue;
            QString heading = checkpointWord(answer.checkpoint);
            if (!answer.isEnded)
                heading += Documents::tr(" (cut off at the limit)");
            const QString text = textOf(answer.text).trimmed();
            html += quiet(heading, theme)
                + body.arg(text.isEmpty() ? Documents::tr("(an empty answer)") : text);
        }
        if (!prompt.reference.empty())
            html += quiet(Documents::tr("A good answer"), theme) + body.arg(textOf(prompt.reference));
    }
    return html;
}

} // namespace dankai::ui
