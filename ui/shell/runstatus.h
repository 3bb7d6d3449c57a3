// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar's word on training: which run an engine works on, how far it is, on what device, with how
// much memory, and what stands in the queue. Also says when a person is wanted: at a gate, and at an end.
#pragma once

#include "core/protocol/runhistory.h"
#include "ui/engine/runfollower.h"
#include "ui/training/runfacts.h"
#include "ui/training/runwatch.h"

#include <QWidget>

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>

class QLabel;
class QProgressBar;
class QToolButton;

namespace dankai::ui {

class RunStatus final : public QWidget
{
    Q_OBJECT

public:
    RunStatus(RunWatch& watch, std::filesystem::path runsFolder, QWidget* parent = nullptr);

    QString text() const; // what is shown, for tests and for people who cannot see it

signals:
    void runChosen(const QString& id); // to be looked at
    // While somebody may be elsewhere: a title, a sentence, and the run that it is about.
    void personWanted(const QString& title, const QString& sentence, const QString& runId);

private:
    void takeRuns();
    void tellEndings();
    void follow(const QString& id);
    void take(const RunNews& news);
    void show();
    QString queueWords() const;

    RunWatch& m_watch;
    std::filesystem::path m_runsFolder;
    QString m_id; // of the run that is followed; empty: none
    std::unique_ptr<RunFollower> m_follower;
    RunHistory m_history;
    std::optional<RunFacts> m_facts;
    bool m_isEngineAlive = false;
    std::int64_t m_engineSinceMs = 0;
    int m_toldGate = 0; // phase of the gate that was told of; 0: none waits
    std::set<std::string> m_working; // ids of runs, at the last look: what ended before is no news

    QToolButton* m_what;
    QProgressBar* m_bar;
    QLabel* m_device;
    QLabel* m_queue;
};

} // namespace dankai::ui
