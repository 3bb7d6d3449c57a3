// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/chatcolumn.h"

#include "ui/comparison/chatengine.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#include <cmath>

namespace dankai::ui {

namespace {

constexpr int clockMs = 1000;
// Loading LibTorch from a cold disk takes some ten seconds.
constexpr double usualSilenceSeconds = 30;
// "pin:prompt:3" keeps the fourth turn as a prompt, "unpin:example:3" takes it back from the examples.
const QString pinVerb = QStringLiteral("pin");
const QString unpinVerb = QStringLiteral("unpin");
const QString promptKind = QStringLiteral("prompt");
const QString exampleKind = QStringLiteral("example");

QString textOf(const QString& text)
{
    return text.toHtmlEscaped();
}

QString secondsWords(double seconds)
{
    return QString::number(seconds, 'f', seconds < 10 ? 1 : 0);
}

} // namespace

QString speakerWords(const ChatSpeaker& speaker)
{
    QString checkpoint = checkpointWord(speaker.checkpoint);
    if (speaker.run.empty())
        return checkpoint;
    const QString run = QString::fromStdString(speaker.run);
    return speaker.arm.empty()
        ? ChatColumn::tr("%1 (run %2)").arg(checkpoint, run)
        : ChatColumn::tr("%1 (run %2, %3)").arg(checkpoint, run, runArmWord(speaker.arm, speaker.isAdapted));
}

ChatColumn::ChatColumn(ChatEngine& engine, QWidget* parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_name(new QLabel(speakerWords(engine.seat().speaker), this))
    , m_stateText(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_again(new QPushButton(tr("Start it again"), this))
    , m_end(new QPushButton(tr("Stop the engine"), this))
    , m_reading(new QTextBrowser(this))
{
    m_name->setFont(typeFont(TypeSize::Heading));
    m_stateText->setFont(typeFont(TypeSize::Caption));
    m_stateText->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {m_name, m_stateText, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        // A long name or sentence must not make the column wider than its neighbours.
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_name->setToolTip(m_name->text());
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reading->setFont(typeFont(TypeSize::Reading));
    m_reading->setOpenLinks(false);
    m_reading->setAccessibleName(tr("Conversation with %1").arg(m_name->text()));
    m_reading->setMinimumWidth(120);
    m_reading->document()->setDocumentMargin(12);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_name);
    layout->addWidget(m_stateText);
    layout->addWidget(m_problem);
    layout->addWidget(m_again, 0, Qt::AlignLeft);
    layout->addWidget(m_end, 0, Qt::AlignLeft);
    layout->addWidget(m_reading, 1);
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, &ChatColumn::showAll);
    connect(&m_engine, &ChatEngine::changed, this, &ChatColumn::showAll);
    connect(m_again, &QPushButton::clicked, &m_engine, &ChatEngine::start);
    connect(m_end, &QPushButton::clicked, &m_engine, &ChatEngine::stop);
    connect(m_reading, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) { take(url.toString()); });
    showAll();
}

void ChatColumn::markPinned(ChatPin pin, const std::string& turnId, PinOutcome outcome)
{
    m_pinned.emplace(std::pair(pin, turnId), outcome);
    showAll();
}

void ChatColumn::markUnpinned(ChatPin pin, const std::string& turnId)
{
    m_pinned.erase({pin, turnId});
    showAll();
}

void ChatColumn::take(const QString& link)
{
    const QStringList parts = link.split(u':');
    if (parts.size() != 3)
        return;
    const ChatPin pin = parts[1] == promptKind ? ChatPin::Prompt : ChatPin::Example;
    const std::size_t turn = parts[2].toULongLong();
    if (parts[0] == pinVerb)
        emit pinWanted(pin, turn);
    else if (parts[0] == unpinVerb)
        emit unpinWanted(pin, turn);
}

void ChatColumn::showState()
{
    QString text;
    switch (m_engine.standing()) {
    case ChatStanding::Resting:
        text = tr("not loaded; the next question loads it");
        break;
    case ChatStanding::Starting:
        text = tr("loading the model");
        break;
    case ChatStanding::Ready:
        text = tr("ready");
        break;
    case ChatStanding::Writing:
        text = tr("writing, %1 s").arg(std::lround(m_engine.secondsWriting()));
        break;
    case ChatStanding::Dead:
        text = tr("its engine has ended");
        break;
    }
    m_stateText->setText(text);
}

void ChatColumn::showAll()
{
    const bool isWriting = m_engine.standing() == ChatStanding::Writing;
    const bool isTimed = isWriting || m_engine.standing() == ChatStanding::Starting;
    if (isTimed && !m_clock.isActive())
        m_clock.start();
    else if (!isTimed)
        m_clock.stop();
    showState();
    const double silent = m_engine.secondsSilent();
    const bool isTooLong = silent >= usualSilenceSeconds;
    const QString problem = isTooLong ? tr("The engine was started %1 ago and has said nothing yet. If it "
                                           "stays silent, stop it and start it "
                                           "again.")
                                            .arg(durationWords(silent))
                                      : m_engine.problem();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_end->setVisible(isTooLong);
    m_again->setVisible(m_engine.standing() == ChatStanding::Dead);
    // What somebody has selected to copy stays.
    if (m_reading->textCursor().hasSelection() && !m_reading->textCursor().selectedText().trimmed().isEmpty()
        && isWriting)
        return;
    const QString html = document();
    if (html == m_shown)
        return;
    m_shown = html;
    QScrollBar* bar = m_reading->verticalScrollBar();
    const bool wasAtEnd = bar->value() >= bar->maximum() - 8;
    const int before = bar->value();
    m_reading->setHtml(html);
    bar->setValue(wasAtEnd ? bar->maximum() : before);
}

QString ChatColumn::pinLinks(std::size_t turn) const
{
    const Theme& theme = themeOf(this);
    const auto link = [&](const QString& verb, const QString& kind, const QString& text) {
        return QStringLiteral("<a href=\"%1:%2:%3\" style=\"color:%4\">%5</a>")
            .arg(verb, kind)
            .arg(turn)
            .arg(theme.accent.name(), text);
    };
    const auto words = [&](ChatPin pin, const QString& kind, const QString& text, const QString& done) {
        const auto pinned = m_pinned.find({pin, m_engine.turns()[turn].id});
        if (pinned == m_pinned.end())
            return link(pinVerb, kind, text);
        return pinned->second == PinOutcome::Added
            ? done + QStringLiteral(" (") + link(unpinVerb, kind, tr("take back")) + u')'
            : done;
    };
    QString asPrompt = words(ChatPin::Prompt, promptKind, tr("Keep as a prompt"), tr("kept as a prompt"));
    if (m_engine.turns()[turn].answer.empty())
        return asPrompt;
    return asPrompt + QStringLiteral(" · ")
        + words(ChatPin::Example, exampleKind, tr("Keep as an example"), tr("kept as an example"));
}

QString ChatColumn::document() const
{
    const Theme& theme = themeOf(this);
    const QString question = QStringLiteral(
        "<table width=\"100%\" cellspacing=\"0\" cellpadding=\"8\" style=\"margin:12px 0 4px\"><tr>"
        "<td bgcolor=\"%1\" style=\"white-space:pre-wrap\">%2</td></tr></table>");
    const QString body
        = QStringLiteral("<p style=\"margin:4px 0;white-space:pre-wrap;line-height:140%\">%1</p>");
    const QString foot = QStringLiteral("<p style=\"margin:0 0 4px;font-size:small;color:%1\">%2</p>");
    QString html;
    const std::vector<ChatTurn>& turns = m_engine.turns();
    for (std::size_t i = 0; i < turns.size(); ++i) {
        const ChatTurn& turn = turns[i];
        html += question.arg(theme.raised.name(), textOf(QString::fromStdString(turn.question)));
        const QString answer = textOf(QString::fromStdString(turn.answer)).trimmed();
        if (!answer.isEmpty())
            html += body.arg(answer);
        const ChatStanding standing = m_engine.standing();
        const bool isGone = standing == ChatStanding::Resting || standing == ChatStanding::Dead;
        QString end;
        switch (turn.end == ChatTurnEnd::Writing && isGone ? ChatTurnEnd::CutShort : turn.end) {
        case ChatTurnEnd::Writing:
            if (answer.isEmpty())
                html += foot.arg(theme.quietText.name(), QStringLiteral("…"));
            continue;
        case ChatTurnEnd::EndOfTurn:
            end = answer.isEmpty() ? tr("an empty answer") : QString();
            break;
        case ChatTurnEnd::Length:
            end = tr("cut off at the limit");
            break;
        case ChatTurnEnd::Cancelled:
            end = tr("stopped by you");
            break;
        case ChatTurnEnd::Failed:
            end = textOf(translatedCore(turn.message));
            break;
        case ChatTurnEnd::CutShort:
            end = tr("its engine ended before the answer did");
            break;
        }
        QStringList parts;
        if (turn.tokens > 0)
            parts.append(tr("%n token(s), %1 s", nullptr, static_cast<int>(turn.tokens))
                             .arg(secondsWords(turn.seconds)));
        if (!end.isEmpty())
            parts.append(end);
        parts.append(pinLinks(i));
        html += foot.arg(theme.quietText.name(), parts.join(QStringLiteral(" · ")));
    }
    if (const QString waiting = m_engine.waitingQuestion(); !waiting.isEmpty())
        html += question.arg(theme.raised.name(), textOf(waiting))
            + foot.arg(theme.quietText.name(), QStringLiteral("…"));
    return html;
}

void ChatColumn::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showAll();
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
