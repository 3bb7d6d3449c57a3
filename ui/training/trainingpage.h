// SPDX-License-Identifier: GPL-3.0-or-later
// The Training page: the runs of the project, the one that is looked at, and a new one. Nothing here keeps an
// engine alive or ends with the window.
#pragma once

#include "ui/page/page.h"
#include "ui/session/projectsession.h"
#include "ui/training/runstart.h"

class QListView;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace dankai::ui {

class RunListModel;
class RunPane;
class RunWatch;
class StartPanel;
class StatePanel;

class TrainingPage final : public Page
{
    Q_OBJECT

public:
    // `watch` is the window's, which outlives the page and says itself what fails. `start` hands a frozen run
    // over to be trained.
    TrainingPage(ProjectSession& session, RunWatch& watch, const RunStart& start, QWidget* parent = nullptr);
    TrainingPage(ProjectSession& session, RunWatch& watch, QWidget* parent = nullptr);
    ~TrainingPage() override;

    QString title() const override;
    QString iconName() const override;
    QString missing() const override;
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

    bool canPresent() const override { return true; }

    void setPresenting(bool isPresenting) override;

    void openRun(const QString& id);
    void newTraining();

    RunPane* runPane() const { return m_pane; }

    StartPanel* startPanel() const { return m_startPanel; }

private:
    void buildActions();
    void showList(bool isShown);
    void showRuns();
    void showRun();

    ProjectSession& m_session;
    RunWatch& m_watch;
    RunListModel* m_model;
    QListView* m_list;
    QPushButton* m_new;
    StatePanel* m_state;
    RunPane* m_pane;
    bool m_isPresenting = false;
    StartPanel* m_startPanel;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    QString m_wanted; // to be opened as soon as it is in the list
};

} // namespace dankai::ui
