// SPDX-License-Identifier: GPL-3.0-or-later
// One run, live or from its record: where it stands, its curves, gates, answers and the settings it was
// frozen with. Asks the engine to stop or to go on; who trains it is the queue's and the engine's business.
#pragma once

#include "core/protocol/runhistory.h"
#include "ui/engine/enginecommands.h"
#include "ui/engine/runfollower.h"
#include "ui/training/runfacts.h"
#include "ui/training/runstanding.h"
#include "ui/training/runstart.h"
#include "ui/training/runwatch.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSettings;
class QSplitter;
class QTabWidget;
class QTextBrowser;

namespace dankai::ui {

class GatePanel;
class RunPlots;
class RunProgress;
class RunSettings;

class RunPane final : public QWidget
{
    Q_OBJECT

public:
    RunPane(ProjectSession& session, const RunWatch& watch, RunStart start, QWidget* parent = nullptr);
    ~RunPane() override;

    void open(const QString& id);

    const QString& id() const { return m_id; }

    RunStanding standing() const;

    const RunHistory& history() const { return m_history; }

    RunPlots* plots() const { return m_plots; }

    // To be added to the page, for the palette and the F1 sheet.
    const std::vector<QAction*>& commands() const { return m_commands; }

    // Empty where it was saved; else what went wrong.
    QString savePicture(const QString& file) const;
    QString saveTable(const QString& file) const;

    void saveState(QSettings& settings) const;
    void restoreState(const QSettings& settings);

signals:
    void noticed(const QString& sentence);
    void repeatWanted(const QString& id);
    void changed(); // its standing, or something in the queue

private:
    void buildActions();
    QWidget* buildHeader();
    QWidget* buildTools();
    void take(const RunNews& news);
    void takeFacts(RunFacts facts);
    void takeCompared(const RunNews& news);
    void compare(const QString& id);
    void fillCompared();
    void showAll();
    void showHeader();
    void showNotice();
    void askWhyItDied();
    void runQueued(const QString& what, std::function<Result<>(Project&, const std::string&)> change);
    void stopEngineNow(EngineStop how);
    void saveAs(const QString& title, const QString& filter, const QString& suffix,
        QString (RunPane::*save)(const QString&) const);

    ProjectSession& m_session;
    const RunWatch& m_watch;
    RunStart m_start;
    EngineCommands* m_engine;

    QString m_id;
    std::filesystem::path m_folder;
    std::unique_ptr<RunFollower> m_follower;
    RunHistory m_history;
    std::optional<RunFacts> m_facts;
    QString m_factsProblem;
    QString m_recordProblem;
    QString m_whyDead;
    bool m_hasArrived = false;
    bool m_isEngineAlive = false;
    bool m_isStopping = false;
    QString m_answersShown; // so that an unchanged text keeps its place and selection
    quint64 m_generation = 0;

    QString m_comparedId;
    std::unique_ptr<RunFollower> m_comparedFollower;
    RunHistory m_comparedHistory;
    std::optional<RunFacts> m_comparedFacts;

    QTimer m_clock; // time left goes on between events
    std::vector<QAction*> m_commands;
    std::vector<QAction*> m_saveActions; // of those
    QAction* m_stopAction;
    QAction* m_endAction;
    QAction* m_resumeAction;
    QAction* m_unqueueAction;
    QAction* m_firstAction;

    QLabel* m_context;
    QLabel* m_badge;
    QLabel* m_stage;
    QLabel* m_left;
    QProgressBar* m_bar;
    QWidget* m_notice;
    QLabel* m_noticeText;
    QComboBox* m_smoothing;
    QComboBox* m_compared;
    RunPlots* m_plots;
    QTabWidget* m_tabs;
    RunProgress* m_progress;
    GatePanel* m_gates;
    QTextBrowser* m_answers;
    RunSettings* m_settings;
    QSplitter* m_splitter;
};

} // namespace dankai::ui
