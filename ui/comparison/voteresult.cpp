// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/voteresult.h"

#include "ui/comparison/voteplot.h"
#include "ui/sentence/sentencegap.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <cmath>

namespace dankai::ui {

namespace {

constexpr int widest = 900;
constexpr std::uint64_t fewestForKappa = 10; // of fewer it says nothing

int percent(double share)
{
    return static_cast<int>(std::lround(share * 100));
}

QString agreementWords(const VoteAgreement& agreement)
{
    QString words = VoteResult::tr("%1 % (by chance %2 %), n = %3")
                        .arg(percent(agreement.observed))
                        .arg(percent(agreement.chance))
                        .arg(agreement.n);
    if (agreement.kappa && agreement.n >= fewestForKappa)
        words += QStringLiteral(", κ = %1").arg(*agreement.kappa, 0, 'f', 2);
    return words;
}

QString row(const QString& name, const QString& value, const Theme& theme)
{
    return QStringLiteral("<tr><td style=\"padding:3px 24px 3px 0;color:%1\">%2</td>"
                          "<td style=\"padding:3px 0\">%3</td></tr>")
        .arg(theme.quietText.name(), name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString tagWord(VoteTag tag)
{
    switch (tag) {
    case VoteTag::FactualError:
        return VoteResult::tr("factual error");
    case VoteTag::IgnoredInstruction:
        return VoteResult::tr("instruction ignored");
    case VoteTag::TooLong:
        return VoteResult::tr("too long");
    case VoteTag::Tone:
        return VoteResult::tr("tone");
    }
    return {};
}

QString tagWords(const std::array<std::uint64_t, voteTagCount>& counts)
{
    QStringList words;
    for (std::size_t tag = 0; tag < counts.size(); ++tag)
        if (counts[tag] > 0)
            words.append(QStringLiteral("%1 %2").arg(tagWord(static_cast<VoteTag>(tag))).arg(counts[tag]));
    return words.join(QStringLiteral(", "));
}

} // namespace

QString verdictOf(const ShownResult& result)
{
    switch (result.summary.standing) {
    case VoteStanding::TooFew:
        return VoteResult::tr("Too few votes to say which is better");
    case VoteStanding::Undecided:
        return VoteResult::tr("Undecided: neither is shown to be better");
    case VoteStanding::FirstBetter:
        return VoteResult::tr("%1 is preferred").arg(result.first);
    case VoteStanding::SecondBetter:
        return VoteResult::tr("%1 is preferred").arg(result.second);
    }
    return {};
}

VoteResult::VoteResult(QWidget* parent)
    : QWidget(parent)
    , m_verdict(new QLabel(this))
    , m_what(new QLabel(this))
    , m_plot(new VotePlot(this))
    , m_details(new QTextBrowser(this))
    , m_back(new QPushButton(tr("To the vote sessions"), this))
{
    m_verdict->setFont(typeFont(TypeSize::Title));
    for (QLabel* label : {m_verdict, m_what}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_what->setForegroundRole(QPalette::PlaceholderText);
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setOpenLinks(false);
    m_details->setAccessibleName(tr("Details of the vote"));
    m_details->viewport()->setAutoFillBackground(false);
    connect(m_back, &QPushButton::clicked, this, &VoteResult::backWanted);
    auto* column = new QWidget(this);
    column->setMaximumWidth(scaledPixels(widest));
    auto* rows = new QVBoxLayout(column);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(12);
    rows->addWidget(m_verdict);
    rows->addWidget(m_what);
    rows->addWidget(m_plot);
    rows->addWidget(m_details, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_back);
    auto* centre = new QHBoxLayout;
    centre->addStretch(1);
    centre->addWidget(column, 20);
    centre->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 16, 0, 0);
    layout->addLayout(centre, 1);
    layout->addLayout(buttons);
}

void VoteResult::take(const ShownResult& result)
{
    m_result = result;
    showAll();
}

void VoteResult::showAll()
{
    const Theme& theme = themeOf(this);
    const VoteSummary& summary = m_result.summary;
    const bool isDecided
        = summary.standing == VoteStanding::FirstBetter || summary.standing == VoteStanding::SecondBetter;
    m_verdict->setText((isDecided ? QStringLiteral("✓ ") : QStringLiteral("◐ ")) + verdictOf(m_result));
    QPalette palette = m_verdict->palette();
    palette.setColor(QPalette::WindowText, isDecided ? theme.pass : theme.undecided);
    m_verdict->setPalette(palette);
    const QString prompts = tr("%n pair(s)", nullptr, static_cast<int>(summary.prompts));
    QString what;
    switch (summary.standing) {
    case VoteStanding::TooFew:
        what = tr("There are votes on %1; at least %2 pairs are needed before anything is said to be better.")
                   .arg(prompts)
                   .arg(fewestVotedPrompts);
        break;
    case VoteStanding::Undecided:
        what = tr(
            "Over %1 the 95 % interval of the win rate holds 50 %. That does not show that both are equally "
            "good: more pairs may tell them apart.")
                   .arg(prompts);
        break;
    case VoteStanding::FirstBetter:
    case VoteStanding::SecondBetter:
        what = tr("Over %1 the whole 95 % interval of the win rate lies on one side of 50 %.").arg(prompts);
        break;
    }
    if (summary.prompts > 0)
        what += sentenceGap() + tr("The win rate is that of %1.").arg(m_result.first);
    m_what->setText(what);
    std::vector<ShareRow> rows{{tr("Win rate, ties as half"), summary.winShare, false}};
    if (summary.decidedPrompts > 0)
        rows.push_back({tr("Without ties"), summary.winShareWithoutTies, false});
    if (summary.lengthControlled)
        rows.push_back({tr("At equal length of the answers"), *summary.lengthControlled, true});
    m_plot->draw(
        std::move(rows), QStringLiteral("← ") + m_result.second, m_result.first + QStringLiteral(" →"));
    m_details->setHtml(details());
}

QString VoteResult::details() const
{
    const Theme& theme = themeOf(this);
    const VoteSummary& summary = m_result.summary;
    QString html = QStringLiteral("<table cellspacing=\"0\">");
    const auto add = [&](const QString& name, const QString& value) { html += row(name, value, theme); };
    const auto votes = [](std::uint64_t count) { return tr("%n vote(s)", nullptr, static_cast<int>(count)); };
    add(tr("Better: %1").arg(m_result.first), votes(summary.wins));
    add(tr("Better: %1").arg(m_result.second), votes(summary.losses));
    QString ties = votes(summary.ties);
    if (summary.identical > 0)
        ties += tr(", %1 of them the same text, which nobody was asked about").arg(summary.identical);
    add(tr("Ties", "votes"), ties);
    add(tr("Both bad", "votes"),
        votes(summary.bothBad)
            + (summary.prompts > 0 ? QStringLiteral(", ") + shareWords(summary.bothBadShare) : QString()));
    if (summary.skipped > 0)
        add(tr("Skipped"), votes(summary.skipped));
    QStringList voters;
    for (const std::string& voter : summary.voters)
        voters.append(QString::fromStdString(voter));
    add(tr("Voters"), voters.join(QStringLiteral(", ")));
    add(tr("Mean length of the answers"),
        tr("%1 characters against %2")
            .arg(std::lround(summary.meanFirstLength))
            .arg(std::lround(summary.meanSecondLength)));
    if (!summary.lengthControlled)
        add(tr("At equal length of the answers"),
            tr("not said: %1 pairs with a preference are needed, %2 are there")
                .arg(fewestForLengthControl)
                .arg(summary.decidedPrompts));
    if (const QString tags = tagWords(summary.tagsAgainstFirst); !tags.isEmpty())
        add(tr("Said against %1").arg(m_result.first), tags);
    if (const QString tags = tagWords(summary.tagsAgainstSecond); !tags.isEmpty())
        add(tr("Said against %1").arg(m_result.second), tags);
    add(tr("Voters agree with themselves"),
        summary.withThemselves.n > 0 ? agreementWords(summary.withThemselves)
                                     : tr("no pair was asked twice"));
    if (summary.voters.size() > 1)
        add(tr("Voters agree with one another"),
            summary.amongVoters.n > 0 ? agreementWords(summary.amongVoters) : tr("no pair has two voters"));
    if (summary.preferences > 0)
        add(tr("The left answer was preferred"),
            tr("%1 of %2 preferences").arg(shareWords(summary.leftShare)).arg(summary.preferences));
    return html + QStringLiteral("</table>");
}

void VoteResult::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_back->setFocus();
}

void VoteResult::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && !m_result.first.isEmpty())
        showAll();
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
