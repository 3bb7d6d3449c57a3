// SPDX-License-Identifier: GPL-3.0-or-later
// The answering jobs that run, wait or failed, one line each: how far it is, the time left, a cancel; or why
// it failed, and again. Hidden where there are none.
#pragma once

#include "core/project/answerset.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace dankai::ui {

class AnswerJobsBar final : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerJobsBar(QWidget* parent = nullptr);

    void showJobs(const AnswerSet& set);
    // Nothing of it to an audience.
    void setPresenting(bool isPresenting);

    // Failures that somebody has seen and put away, by job.
    const QStringList& hiddenJobs() const { return m_hidden; }

    void setHiddenJobs(const QStringList& jobs);

signals:
    void cancelWanted(const QString& job);
    void restartWanted(const QString& job);
    void hiddenChanged(); // showJobs() shows less now

private:
    struct Line
    {
        QString job;
        QLabel* name;
        QLabel* state;
        QProgressBar* bar;
        QPushButton* cancel;
        QPushButton* restart;
        QPushButton* hide;
    };

    void makeLines(const std::vector<AnswerJob>& jobs);

    QScrollArea* m_area;
    QWidget* m_content;
    QGridLayout* m_grid;
    std::vector<Line> m_lines;
    QStringList m_hidden;
    std::vector<AnswerJob> m_jobs; // of the last set
    bool m_isPresenting = false;
};

} // namespace dankai::ui
