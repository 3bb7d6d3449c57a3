// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentence/scorername.h"

#include <QCoreApplication>

namespace dankai::ui {

namespace {

class ScorerNames
{
    Q_DECLARE_TR_FUNCTIONS(ScorerNames)
};

// Of a run's checkpoint, "001/phase_2", of a whole run, "001", or of another model, by its name.
QString wordOfRun(std::string_view name, const QString& checkpoint)
{
    const QString run = checkpoint.section(QLatin1Char('/'), 0, 0);
    const QString phase = checkpoint.section(QLatin1Char('_'), 1);
    if (name == "forgetting")
        return ScorerNames::tr("Forgetting in run %1").arg(run);
    if (name == "loss_drop")
        return phase.isEmpty() ? ScorerNames::tr("Fall of the loss in run %1").arg(run)
                               : ScorerNames::tr("Fall of the loss in phase %1 of run %2").arg(phase, run);
    const QString word = scorerWord(name);
    if (!name.empty() && word == QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())))
        return word % u':' % checkpoint; // of a later version
    if (!checkpoint.contains(QLatin1Char('/')))
        return ScorerNames::tr("%1, by the model %2").arg(word, checkpoint);
    return phase.isEmpty() ? ScorerNames::tr("%1, before run %2").arg(word, run)
                           : ScorerNames::tr("%1, after phase %2 of run %3").arg(word, phase, run);
}

} // namespace

QString scorerWord(std::string_view scorer)
{
    constexpr std::string_view column = "column:";
    const auto toQString = [](std::string_view text) {
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    };
    if (scorer == "imported")
        return ScorerNames::tr("Imported scores");
    if (scorer.starts_with(column))
        return ScorerNames::tr("Column “%1”").arg(toQString(scorer.substr(column.size())));
    constexpr std::string_view judge = "judge:";
    constexpr std::string_view again = "#again"; // core/project/judgejob.h
    if (scorer.starts_with(judge) && scorer.ends_with(again))
        return ScorerNames::tr("Judge %1, asked again")
            .arg(toQString(scorer.substr(judge.size(), scorer.size() - judge.size() - again.size())));
    if (scorer.starts_with(judge))
        return ScorerNames::tr("Judge %1").arg(toQString(scorer.substr(judge.size())));
    if (scorer == "response_length")
        return ScorerNames::tr("Length of the response");
    if (scorer == "length")
        return ScorerNames::tr("Length of instruction and response");
    if (scorer == "compressed_size")
        return ScorerNames::tr("Compressed size of the text");
    if (scorer == "tokens")
        return ScorerNames::tr("Number of tokens");
    if (scorer == "local_judge")
        return ScorerNames::tr("The model itself as a judge");
    if (scorer == "calibrated")
        return ScorerNames::tr("Difficulty learnt from labels");
    if (scorer == "nll")
        return ScorerNames::tr("Surprise of the model at the response, in all");
    if (scorer == "loss")
        return ScorerNames::tr("Loss of the model on the response");
    if (scorer == "token_error")
        return ScorerNames::tr("Share of the response that the model gets wrong");
    if (scorer == "ask_answer")
        return ScorerNames::tr("How much is asked and how surprising the response is");
    if (scorer == "perplexity")
        return ScorerNames::tr("Perplexity of the response");
    if (scorer == "ifd")
        return ScorerNames::tr("Instruction-following difficulty (IFD)");
    if (scorer == "ifd_loss")
        return ScorerNames::tr("Instruction-following difficulty by losses");
    if (const std::size_t colon = scorer.find(':'); colon != std::string_view::npos)
        return wordOfRun(scorer.substr(0, colon), toQString(scorer.substr(colon + 1)));
    return toQString(scorer);
}

} // namespace dankai::ui
