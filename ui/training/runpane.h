// SPDX-License-Identifier: GPL-3.0-or-later
// One run, live or from its record: where it stands, its curves, gates, answers and the settings it was
// frozen with. Asks the engine to stop or to go on; who trains it is the queue's and the engine's business.
#pragma once

#include "core/protocol/runhistory.h"
#include "core/run/fork.h"
#include "ui/engine/enginecommands.h"
#include "ui/engine/runfollower.h"
#include "ui/training/runfacts.h"
#include "ui/training/runstanding.h"
#include "ui/training/runstart.h"
#include "ui/training/runwatch.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QSettings;
class QSplitter;
class QTabWidget;
class QTextBrowser;

namespace dankai::ui {

class DetachablePane;
class GatePanel;
class RunCurves;
class RunHeader;
class RunProgress;
class RunSettings;

class RunPane final : public QWidget
{
    Q_OBJECT

public:
    RunPane(ProjectSession& session, const RunWatch& watch, RunStart start, QWidget* parent = nullptr);
    ~RunPane() override;

    void open(const QString& id);
    void setPresenting(bool isPresenting);

    const QString& id() const { return m_id; }

    RunStanding standing() const;

    const RunHistory& history() const { return m_history; }

    RunCurves* curves() const { return m_curves; }

    // To be added to the page, for the palette and the F1 sheet.
    std::vector<QAction*> commands() const;

    void saveState(QSettings& settings) const;
    void restoreState(const QSettings& settings);

signals:
    void noticed(const QString& sentence);
    void repeated(const QString& id); // by a new run, which is queued
    void anewWanted(const QString& id); // the plan again with other settings
    void changed(); // its standing, or something in the queue

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildActions();
    void take(const RunNews& news);
    void takeFacts(RunFacts facts);
    void askWhyItDied();
    void showAll();
    void showHeader();
    QString happened(RunStanding standing) const;
    void runQueued(const QString& what, std::function<Result<>(Project&, const std::string&)> change);
    void stop(EngineStop how);
    void repeat(const ForkChanges& wanted, bool isAtGate);

    ProjectSession& m_session;
    const RunWatch& m_watch;
    RunStart m_start;
    EngineCommands* m_engine;

    QString m_id;
    std::filesystem::path m_folder;
    RunHistory m_history;
    std::optional<RunFacts> m_facts;
    QString m_factsProblem;
    QString m_recordProblem;
    QString m_whyDead;
    bool m_hasArrived = false;
    bool m_isEngineAlive = false;
    std::int64_t m_engineSinceMs = 0;
    bool m_isDiskFull = false; // and nothing that happens is recorded
    bool m_isStopping = false;
    QString m_answersShown; // so that an unchanged text keeps its place and selection
    quint64 m_generation = 0; // answers about an earlier run are dropped
    std::unique_ptr<RunFollower> m_follower;

    QTimer m_clock; // time left goes on between events
    std::vector<QAction*> m_commands;
    QAction* m_stopAction;
    QAction* m_endAction;
    QAction* m_resumeAction;
    QAction* m_unqueueAction;
    QAction* m_firstAction;
    QAction* m_answerAction;
    QAction* m_repeatAction;

    RunHeader* m_header = nullptr; // made after its actions
    RunCurves* m_curves;
    QTabWidget* m_tabs;
    DetachablePane* m_tabsPane;
    RunProgress* m_progress;
    GatePanel* m_gates;
    QTextBrowser* m_answers;
    RunSettings* m_settings;
    QSplitter* m_splitter;
};

} // namespace dankai::ui
