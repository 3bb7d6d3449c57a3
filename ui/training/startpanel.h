// SPDX-License-Identifier: GPL-3.0-or-later
// A new training, as the form beside it says: checked before any time is spent on it, then queued. Follows no
// run.
#pragma once

#include "core/project/runlaunch.h"
#include "core/project/trialrun.h"
#include "ui/session/projectsession.h"
#include "ui/training/runstart.h"

#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace dankai::ui {

class CheckList;
class RunForm;

class StartPanel final : public QWidget
{
    Q_OBJECT

public:
    StartPanel(ProjectSession& session, RunStart start, QWidget* parent = nullptr);
    ~StartPanel() override;

    // The project has changed: its plans are listed anew.
    void takeProject();
    // As this run was made, to be changed.
    void fillFrom(const RunRecord& record);

    // What check() and startTraining() begin with; empty: they cannot begin, and why is shown.
    std::vector<RunRequest> beginWork();
    void check();
    void startTraining();
    void cancel();

    bool isBusy() const { return m_isBusy; }

signals:
    void started(const QString& id); // the first of those queued
    void closed();
    void noticed(const QString& sentence);

private:
    void setBusy(bool isBusy, const QString& what = {});
    void showProgress(const QString& what, double share);
    void showTrial(const TrialRun& trial);
    void showProblem(const QString& sentence);
    void updateButtons();
    StageProgress progressHere(quint64 generation);

    ProjectSession& m_session;
    RunStart m_start;
    std::shared_ptr<StopFlag> m_stop;
    quint64 m_generation = 0;
    bool m_isBusy = false;

    RunForm* m_form;
    QPushButton* m_check;
    QPushButton* m_begin;
    QPushButton* m_cancel;
    QProgressBar* m_bar;
    QLabel* m_what;
    QLabel* m_summary;
    CheckList* m_findings;
    QTableWidget* m_rows;
};

} // namespace dankai::ui
