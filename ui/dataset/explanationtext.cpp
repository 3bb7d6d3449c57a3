// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/explanationtext.h"

#include "ui/sentence/coresentence.h"
#include "ui/sentence/phasename.h"
#include "ui/sentence/scorername.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

namespace dankai::ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Explanation)
};

QString shownTime(std::int64_t milliseconds)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(milliseconds), QLocale::ShortFormat);
}

QString shownPhase(const ExplainedPlacement& placement, int phase)
{
    return numberedPhaseWord(placement.phases[static_cast<std::size_t>(phase)], phase + 1);
}

QString placeSentence(const ExplainedPlacement& placement)
{
    const PlacementReason& reason = placement.reason;
    const QString plan = QString::fromStdString(placement.plan);
    const QString person = QString::fromStdString(placement.person);
    const bool isKnown = !person.isEmpty() && placement.placedMs != 0;
    const QString time = isKnown ? shownTime(placement.placedMs) : QString();
    if (reason.phase) {
        const QString phase = shownPhase(placement, *reason.phase);
        if (placement.placedBy == PlacedBy::Rule)
            return Words::tr("It stands in %1, where the rule of the plan “%2” puts it.").arg(phase, plan);
        if (!isKnown)
            return Words::tr("It stands in %1 of the plan “%2”: somebody put it there by hand, before names "
                             "were kept.")
                .arg(phase, plan);
        if (placement.placedBy == PlacedBy::Review)
            return Words::tr("It stands in %1 of the plan “%2”: %3 said so in a review (%4).")
                .arg(phase, plan, person, time);
        return Words::tr("It stands in %1 of the plan “%2”: %3 put it there by hand (%4).")
            .arg(phase, plan, person, time);
    }
    if (placement.placedBy == PlacedBy::Review && isKnown)
        return Words::tr("It stands in no phase of the plan “%1”: %2 took it out in a review (%3).")
            .arg(plan, person, time);
    if (placement.placedBy == PlacedBy::Person && isKnown)
        return Words::tr("It stands in no phase of the plan “%1”: %2 took it out by hand (%3).")
            .arg(plan, person, time);
    if (placement.placedBy == PlacedBy::Nobody)
        return Words::tr("It stands in no phase of the plan “%1”.").arg(plan);
    return Words::tr("It stands in no phase of the plan “%1”: somebody took it out by hand.").arg(plan);
}

QString cell(const QString& html, const char* alignment = "left")
{
    return QStringLiteral("<td align='%1' style='padding-right:16px; white-space:nowrap'>%2</td>")
        .arg(QLatin1String(alignment), html);
}

// Texts of any length have rows of their own: the pane is as narrow as a column.
QString textRow(const QString& text)
{
    return text.isEmpty() ? QString()
                          : QStringLiteral("<tr><td colspan='3' style='padding-bottom:8px'>%1</td></tr>")
                                .arg(text.toHtmlEscaped());
}

QString neighbourRows(
    const QString& side, const std::optional<ExplainedNeighbour>& neighbour, const Theme& theme)
{
    if (!neighbour)
        return QStringLiteral("<tr>%1<td colspan='2'>%2</td></tr>")
            .arg(cell(side.toHtmlEscaped()), Words::tr("no other example").toHtmlEscaped());
    const auto id = static_cast<qint64>(neighbour->example);
    const QString link = QStringLiteral("<a style='color:%1' href='%2%3'>%4</a>")
                             .arg(theme.accent.name(), QLatin1String(exampleScheme), QString::number(id),
                                 Words::tr("Example %1").arg(id).toHtmlEscaped());
    return QStringLiteral("<tr>%1%2%3</tr>")
               .arg(cell(side.toHtmlEscaped()), cell(link),
                   cell(QLocale().toString(neighbour->score, 'g', 4), "right"))
        + textRow(QString::fromStdString(neighbour->beginning));
}

QString neighbourTable(const ExplainedPlacement& placement, const Theme& theme)
{
    QString rows;
    for (const auto& [cut, below, above] : placement.cuts) {
        rows += QStringLiteral("<tr><td colspan='3' style='color:%1'>%2</td></tr>")
                    .arg(theme.quietText.name(),
                        Words::tr("At %1, between %2 and %3")
                            .arg(QLocale().toString(cut.score, 'g', 4), shownPhase(placement, cut.phaseBelow),
                                shownPhase(placement, cut.phaseAbove))
                            .toHtmlEscaped());
        rows += neighbourRows(Words::tr("just below"), below, theme);
        rows += neighbourRows(Words::tr("just above"), above, theme);
    }
    return rows.isEmpty() ? QString() : QStringLiteral("<table>%1</table>").arg(rows);
}

QString decisionWords(const Review& review, const Explanation& explanation)
{
    switch (review.decision) {
    case ReviewDecision::Place: {
        if (!review.level)
            break;
        const auto& placement = explanation.placement;
        if (!placement || review.plan != placement->plan || review.levels != placement->rule.phaseCount)
            return Words::tr("level %1 of %2").arg(*review.level + 1).arg(review.levels);
        return shownPhase(
            *placement, phasesOfBands(placement->rule)[static_cast<std::size_t>(*review.level)]);
    }
    case ReviewDecision::Exclude:
    case ReviewDecision::Personal:
    case ReviewDecision::Wrong:
        return Words::tr("taken out");
    case ReviewDecision::Ambiguous:
        return Words::tr("cannot be placed");
    case ReviewDecision::Skip:
        return Words::tr("no opinion");
    case ReviewDecision::Edit:
        return Words::tr("text changed");
    case ReviewDecision::Note:
        return Words::tr("a remark");
    case ReviewDecision::FirstHarder:
    case ReviewDecision::SecondHarder:
    case ReviewDecision::EquallyHard:
        return Words::tr("compared with another example");
    }
    return {};
}

QString peopleTable(const Explanation& explanation)
{
    QString rows;
    for (const Review& review : explanation.reviews) {
        QString decision = decisionWords(review, explanation);
        if (review.withdrawnMs)
            decision += Words::tr(" (taken back)");
        rows += QStringLiteral("<tr>%1%2<td>%3</td></tr>")
                    .arg(cell(shownTime(review.decidedMs).toHtmlEscaped()),
                        cell(QString::fromStdString(review.reviewer).toHtmlEscaped()),
                        decision.toHtmlEscaped())
            + textRow(QString::fromStdString(review.note));
    }
    return rows.isEmpty() ? QString() : QStringLiteral("<table>%1</table>").arg(rows);
}

QString changeWords(const ExampleChange& change)
{
    switch (change.kind) {
    case ExampleChangeKind::Exclude:
        return Words::tr("excluded");
    case ExampleChangeKind::Restore:
        return Words::tr("restored");
    case ExampleChangeKind::Edit:
        break;
    }
    return Words::tr("edited, revision %1").arg(change.revision);
}

} // namespace

QString changesText(std::span<const ExampleChange> changes, const Theme& theme)
{
    QString rows;
    for (const ExampleChange& change : changes) {
        const QString person = change.person.empty()
            ? QStringLiteral("<span style='color:%1'>%2</span>")
                  .arg(theme.quietText.name(), Words::tr("no name kept").toHtmlEscaped())
            : QString::fromStdString(change.person).toHtmlEscaped();
        rows += QStringLiteral("<tr>%1%2<td>%3</td></tr>")
                    .arg(cell(shownTime(change.changedMs).toHtmlEscaped()), cell(person),
                        changeWords(change).toHtmlEscaped());
    }
    return rows.isEmpty() ? QString() : QStringLiteral("<table>%1</table>").arg(rows);
}

ExplanationText explanationText(const Explanation& explanation, const Theme& theme)
{
    ExplanationText text;
    text.people = peopleTable(explanation);
    if (!explanation.placement)
        return text;
    const ExplainedPlacement& placement = *explanation.placement;
    QStringList lines = {placeSentence(placement)};
    for (const std::string& sentence : placement.reason.sentences)
        lines.append(translatedCore(sentence));
    for (QString& line : lines)
        line = line.toHtmlEscaped();
    text.why = lines.join(QStringLiteral("<br>"));
    text.neighbours = neighbourTable(placement, theme);
    return text;
}

QString scorerOfVersion(std::string_view scorer, int version)
{
    return version < 1 ? scorerWord(scorer)
                       : Words::tr("%1, version %2").arg(scorerWord(scorer), QString::number(version));
}

} // namespace dankai::ui
