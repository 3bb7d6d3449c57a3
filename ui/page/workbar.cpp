// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/workbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace dankai::ui {

namespace {

constexpr int barSteps = 1000;
constexpr int barWidth = 160;
constexpr int mostSeconds = 120; // from there on in minutes

} // namespace

WorkBar::WorkBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(barWidth);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (!m_stop)
            return;
        *m_stop = true;
        m_cancel->setEnabled(false);
        m_text->setText(tr("Stopping"));
        emit cancelled();
    });
    hide();
}

WorkBar::Watch WorkBar::begin(const QString& what)
{
    if (m_stop)
        *m_stop = true;
    m_what = what;
    m_stop = std::make_shared<StopFlag>(false);
    m_text->setText(what);
    m_bar->setRange(0, 0);
    m_cancel->setEnabled(true);
    show();
    return {relayProgress(this,
                [this, stop = m_stop](const ProgressReport& progress) {
                    if (stop == m_stop)
                        report(m_what, progress);
                }),
        m_stop};
}

void WorkBar::report(const QString& what, const ProgressReport& now)
{
    if (!m_stop || *m_stop)
        return;
    m_what = what;
    m_bar->setRange(0, now.share > 0 ? barSteps : 0);
    m_bar->setValue(static_cast<int>(now.share * barSteps));
    const int seconds = now.secondsLeft.value_or(0);
    m_text->setText(!now.secondsLeft ? m_what
            : seconds < mostSeconds
            ? tr("%1, about %n second(s) left", nullptr, seconds).arg(m_what)
            : tr("%1, about %n minute(s) left", nullptr, (seconds + 59) / 60).arg(m_what));
}

void WorkBar::end()
{
    m_stop.reset();
    hide();
}

} // namespace dankai::ui
