// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answerjobsbar.h"

#include "ui/comparison/speakerwords.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int barWidth = 160;
constexpr int lineHeight = 34;
constexpr int linesInSight = 3;

QString stateText(const AnswerJob& job)
{
    const QLocale locale;
    switch (job.state) {
    case AnswerJobState::Waiting:
        return AnswerJobsBar::tr("waits its turn");
    case AnswerJobState::Running: {
        if (!job.isLoaded)
            return AnswerJobsBar::tr("Loading the model");
        if (job.answered == 0)
            return AnswerJobsBar::tr("Answering the first of %1")
                .arg(locale.toString(static_cast<qulonglong>(job.prompts)));
        const QString done = AnswerJobsBar::tr("%1 of %2")
                                 .arg(locale.toString(static_cast<qulonglong>(job.answered)),
                                     locale.toString(static_cast<qulonglong>(job.prompts)));
        return job.secondsLeft ? done + QStringLiteral(" · ")
                + AnswerJobsBar::tr("about %1 left").arg(durationWords(*job.secondsLeft))
                               : done;
    }
    case AnswerJobState::Failed:
        return AnswerJobsBar::tr("failed: %1").arg(translatedCore(job.note));
    case AnswerJobState::Done:
    case AnswerJobState::Stopped:
        break;
    }
    return {};
}

} // namespace

AnswerJobsBar::AnswerJobsBar(QWidget* parent)
    : QWidget(parent)
    , m_area(new QScrollArea(this))
    , m_content(new QWidget(m_area))
    , m_grid(new QGridLayout(m_content))
{
    m_grid->setContentsMargins(12, 4, 12, 4);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_area->setWidget(m_content);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_content->setAutoFillBackground(true);
    m_content->setBackgroundRole(QPalette::AlternateBase);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_area);
    hide();
}

void AnswerJobsBar::setHiddenJobs(const QStringList& jobs)
{
    m_hidden = jobs;
}

void AnswerJobsBar::makeLines(const std::vector<AnswerJob>& jobs)
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the button that was pressed
        delete item;
    }
    m_lines.clear();
    for (const AnswerJob& job : jobs) {
        Line line;
        line.job = QString::fromStdString(job.id);
        line.name = new QLabel(m_content);
        line.state = new QLabel(m_content);
        for (QLabel* label : {line.name, line.state})
            label->setTextFormat(Qt::PlainText);
        line.state->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line.state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        line.bar = new QProgressBar(m_content);
        line.bar->setTextVisible(false);
        line.bar->setFixedWidth(barWidth);
        line.bar->setAccessibleName(tr("Progress"));
        line.cancel = new QPushButton(tr("Cancel"), m_content);
        line.restart = new QPushButton(tr("Answer again"), m_content);
        line.hide = new QPushButton(tr("Hide"), m_content);
        connect(line.cancel, &QPushButton::clicked, this, [this, id = line.job, button = line.cancel] {
            button->setEnabled(false);
            emit cancelWanted(id);
        });
        connect(line.restart, &QPushButton::clicked, this, [this, id = line.job, button = line.restart] {
            button->setEnabled(false);
            emit restartWanted(id);
        });
        connect(line.hide, &QPushButton::clicked, this, [this, id = line.job] {
            m_hidden.append(id);
            emit hiddenChanged();
        });
        const int row = static_cast<int>(m_lines.size());
        m_grid->addWidget(line.name, row, 0);
        m_grid->addWidget(line.state, row, 1);
        m_grid->addWidget(line.bar, row, 2);
        m_grid->addWidget(line.cancel, row, 3);
        m_grid->addWidget(line.restart, row, 4);
        m_grid->addWidget(line.hide, row, 5);
        m_lines.push_back(line);
    }
}

void AnswerJobsBar::showJobs(const AnswerSet& set)
{
    std::vector<AnswerJob> jobs;
    for (const AnswerJob& job : set.jobs) {
        const bool isToldFailure
            = job.state == AnswerJobState::Failed && !m_hidden.contains(QString::fromStdString(job.id));
        if (isOpen(job)) {
            m_hidden.removeAll(QString::fromStdString(job.id)); // it was begun again
            jobs.push_back(job);
        } else if (isToldFailure) {
            jobs.push_back(job);
        }
    }
    // What runs is looked for first.
    std::stable_sort(jobs.begin(), jobs.end(), [](const AnswerJob& a, const AnswerJob& b) {
        return (a.state == AnswerJobState::Running) > (b.state == AnswerJobState::Running);
    });
    const bool isSameJobs = std::equal(jobs.begin(), jobs.end(), m_jobs.begin(), m_jobs.end(),
        [](const AnswerJob& a, const AnswerJob& b) { return a.id == b.id && a.state == b.state; });
    if (!isSameJobs)
        makeLines(jobs);
    m_jobs = jobs;
    const Theme& theme = themeOf(this);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const AnswerJob& job = jobs[i];
        const Line& line = m_lines[i];
        const bool isFailed = job.state == AnswerJobState::Failed;
        line.name->setText((isFailed ? QStringLiteral("✗ ") : QString()) + speakerWord(set, job.speaker));
        QPalette colours = palette();
        colours.setColor(QPalette::WindowText, isFailed ? theme.fail : theme.quietText);
        line.state->setPalette(colours);
        line.state->setText(stateText(job));
        line.state->setToolTip(isFailed ? translatedCore(job.note) : QString());
        line.bar->setVisible(job.state == AnswerJobState::Running);
        line.bar->setRange(0, job.answered == 0 ? 0 : static_cast<int>(job.prompts));
        line.bar->setValue(static_cast<int>(job.answered));
        line.cancel->setVisible(isOpen(job));
        line.restart->setVisible(isFailed);
        line.hide->setVisible(isFailed);
    }
    setFixedHeight(std::min<int>(static_cast<int>(jobs.size()), linesInSight) * scaledPixels(lineHeight) + 8);
    setVisible(!jobs.empty() && !m_isPresenting);
}

void AnswerJobsBar::setPresenting(bool isPresenting)
{
    m_isPresenting = isPresenting;
    setVisible(!m_jobs.empty() && !isPresenting);
}

} // namespace dankai::ui
