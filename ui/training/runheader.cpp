// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runheader.h"

#include "ui/page/command.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QAction>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>

#include <utility>

namespace dankai::ui {

namespace {

constexpr int barSteps = 1000;

} // namespace

RunHeader::RunHeader(const std::vector<QAction*>& actions, QMenu* saveMenu, QWidget* parent)
    : QWidget(parent)
    , m_controls(new QWidget(this))
    , m_context(new QLabel(this))
    , m_badge(new QLabel(this))
    , m_stage(new QLabel(this))
    , m_left(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_notice(new QWidget(this))
    , m_noticeText(new QLabel(m_notice))
    , m_yes(new QPushButton(m_notice))
    , m_no(new QPushButton(tr("Keep training"), m_notice))
{
    m_context->setFont(typeFont(TypeSize::Heading));
    m_badge->setFont(typeFont(TypeSize::Caption));
    for (QLabel* label : {m_context, m_badge, m_stage, m_left, m_noticeText})
        label->setTextFormat(Qt::PlainText);
    m_left->setForegroundRole(QPalette::PlaceholderText);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_context);
    first->addWidget(m_badge, 0, Qt::AlignVCenter);
    first->addStretch();
    auto* controls = new QHBoxLayout(m_controls);
    controls->setContentsMargins(0, 0, 0, 0);
    controls->setSpacing(8);
    first->addWidget(m_controls);
    for (QAction* action : actions) {
        QPushButton* button = makeCommandButton(action, m_controls);
        button->setProperty("primary", action == actions.back());
        controls->addWidget(button);
    }
    auto* save = new QPushButton(tr("Save…"), m_controls);
    save->setStyleSheet(QStringLiteral("QPushButton::menu-indicator { image: none; }"));
    save->setMenu(saveMenu);
    controls->addWidget(save);
    auto* second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_stage);
    second->addWidget(m_left, 1);

    m_notice->setAutoFillBackground(true);
    m_notice->setBackgroundRole(QPalette::AlternateBase);
    m_noticeText->setWordWrap(true);
    m_noticeText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // whatever path is in it
    m_noticeText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* notice = new QHBoxLayout(m_notice);
    notice->setContentsMargins(12, 8, 12, 8);
    notice->setSpacing(8);
    notice->addWidget(m_noticeText, 1);
    notice->addWidget(m_no);
    notice->addWidget(m_yes);
    connect(m_yes, &QPushButton::clicked, this, [this] {
        const auto accepted = std::exchange(m_accepted, {});
        endAsking();
        if (accepted)
            accepted();
    });
    connect(m_no, &QPushButton::clicked, this, &RunHeader::endAsking);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_bar);
    layout->addWidget(m_notice);
    endAsking();
}

void RunHeader::setPresenting(bool isPresenting)
{
    m_controls->setVisible(!isPresenting);
}

void RunHeader::showRun(const RunHistory& history, const Shown& shown)
{
    const int phases = shown.facts != nullptr ? static_cast<int>(shown.facts->spec.phases.size()) : 0;
    QString context;
    if (shown.listing != nullptr)
        context = tr("plan %1 v%2")
                      .arg(QString::fromStdString(shown.listing->record.plan))
                      .arg(shown.listing->record.planRevision)
            + QStringLiteral(" › ");
    context += tr("run %1").arg(shown.id);
    if (shown.facts != nullptr && isAdapted(shown.facts->spec))
        context += tr(" (adapted from run %1)").arg(QString::fromStdString(shown.facts->spec.fork->run));
    if (history.phaseNow() > 0 && phases > 1)
        context += QStringLiteral(" › ") + tr("phase %1").arg(history.phaseNow());
    m_context->setText(context);

    const bool isNow = isLive(shown.standing);
    m_badge->setVisible(isNow || !history.isEmpty());
    const bool isWaiting = shown.standing == RunStanding::Waiting; // nothing runs
    m_badge->setText(isWaiting ? tr("Waits for you") : isNow ? tr("Live") : tr("Recorded"));
    const Theme& theme = themeOf(this);
    const QString badge
        = QStringLiteral("border: 1px solid %1; border-radius: 4px; padding: 1px 8px; color: %1")
              .arg((isWaiting ? theme.undecided
                      : isNow ? theme.pass
                              : theme.quietText)
                       .name());
    if (badge != m_badge->styleSheet())
        m_badge->setStyleSheet(badge);

    const int queuePlace = shown.listing != nullptr ? shown.listing->queuePlace : 0;
    const bool isStarting = shown.standing == RunStanding::Starting; // there is no step yet
    m_stage->setText(shown.isStopping && isNow
            ? isStarting ? tr("Stopping the engine") : tr("Stops after this step")
            : standingWords(shown.standing, history, phases, queuePlace));
    QString time;
    if (shown.standing == RunStanding::Live && shown.facts != nullptr) {
        const double now = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
        if (const auto left = history.timeLeft(shown.facts->planned, now))
            time = tr("about %1 left").arg(durationWords(left->total));
    } else if (!isNow && !history.isEmpty()) {
        time = whenWords(static_cast<qint64>(history.lastTime() * 1000));
    }
    m_left->setText(time);
    const bool hasShare = history.totalSteps() > 0 && history.steps().size() > 0;
    m_bar->setVisible(isNow);
    m_bar->setRange(0, hasShare ? barSteps : 0);
    if (hasShare)
        m_bar->setValue(static_cast<int>(
            barSteps * history.steps().step.back() / static_cast<double>(history.totalSteps())));
    if (!isNow && m_accepted)
        endAsking(); // there is nothing left to keep or to end
}

void RunHeader::showNotice(const QString& sentence)
{
    m_sentence = sentence;
    if (m_accepted)
        return;
    m_noticeText->setText(sentence);
    m_notice->setVisible(!sentence.isEmpty());
}

void RunHeader::ask(const QString& question, const QString& yes, std::function<void()> accepted)
{
    m_accepted = std::move(accepted);
    m_noticeText->setText(question);
    m_yes->setText(yes);
    m_yes->show();
    m_no->show();
    m_notice->show();
    m_no->setFocus(Qt::OtherFocusReason); // the harmless answer
}

void RunHeader::endAsking()
{
    m_accepted = {};
    m_yes->hide();
    m_no->hide();
    showNotice(m_sentence);
}

} // namespace dankai::ui
