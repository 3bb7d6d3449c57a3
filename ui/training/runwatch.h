// SPDX-License-Identifier: GPL-3.0-or-later
// What runs the project has, which of them an engine works on, and what waits: looked at every now and then
// on the session's thread, since other programs start and end them too. Does not read curves.
#pragma once

#include "ui/session/projectsession.h"

#include <QObject>
#include <QTimer>

#include <set>
#include <string>
#include <vector>

namespace dankai::ui {

struct RunListing
{
    RunRecord record;
    bool isEngineAlive = false;
    int queuePlace = 0; // 1 is taken next; 0: does not wait

    // Its engine is there and has not said a word yet.
    bool isStarting() const
    {
        return isEngineAlive && (record.state == RunState::Frozen || record.state == RunState::Queued);
    }

    bool operator==(const RunListing&) const = default;
};

// What stands in the queue, besides runs that an engine works on.
struct QueueFigures
{
    int waitingRuns = 0;
    int waitingJobs = 0; // in which models answer
    int workingJobs = 0;
    bool operator==(const QueueFigures&) const = default;
};

struct RunsSeen
{
    std::vector<RunListing> runs; // newest first
    QueueFigures queue;
    QString problem; // why nobody works off what waits; empty: somebody does, or nothing waits
};

// All runs, with what their folders say where that may have changed. Makes sure that somebody works off what
// waits. `changed`: the id of a run that is known to stand otherwise than its row says; `wereAlive`: of those
// that an engine worked on at the last look.
Result<RunsSeen> lookAtRuns(
    Project& project, const std::string& changed = {}, const std::set<std::string>& wereAlive = {});

class RunWatch final : public QObject
{
    Q_OBJECT

public:
    explicit RunWatch(ProjectSession& session, QObject* parent = nullptr);

    const std::vector<RunListing>& runs() const { return m_runs; }

    const QueueFigures& queue() const { return m_queue; }

    bool hasAnswer() const { return m_hasAnswer; } // runs() is what was seen, not what is not known yet

    const RunListing* run(const QString& id) const;
    void look();
    // Whoever follows this run has seen it change.
    void lookAt(const QString& id);

signals:
    void changed();
    void failed(const QString& sentence);

private:
    ProjectSession& m_session;
    std::vector<RunListing> m_runs;
    QueueFigures m_queue;
    QTimer m_timer;
    std::string m_changedRun;
    bool m_isAsking = false;
    bool m_isAskedAgain = false;
    bool m_hasAnswer = false;
    QString m_problem; // said once
};

} // namespace dankai::ui
