// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runwatch.h"

#include "core/project/engineend.h"
#include "core/project/enginestart.h"
#include "core/project/runlaunch.h"
#include "core/project/runqueue.h"
#include "ui/sentence/coresentence.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int lookEveryMs = 2000;

// Reading a run's whole record takes time with its length, so it is done where the row and the engine
// disagree; the run that is looked at tells its state itself.
bool mayHaveChanged(const RunRecord& record, bool isEngineAlive)
{
    const bool isSaidToWork = record.state == RunState::Running || record.state == RunState::Waiting;
    return isSaidToWork != isEngineAlive;
}

} // namespace

Result<RunsSeen> lookAtRuns(
    Project& project, const std::string& changed, const std::set<std::string>& wereAlive)
{
    auto records = project.runs().list();
    if (!records)
        return passOn(records);
    const auto queue = project.runs().queue();
    if (!queue)
        return tl::unexpected(queue.error());
    std::vector<RunListing> listings;
    for (RunRecord& record : *records) {
        RunListing listing;
        listing.isEngineAlive = engineOf(project.runsFolder() / record.id).has_value();
        listing.record = std::move(record);
        // An engine may end before its first word reaches the row, which then agrees that nothing works.
        const bool hasEnded = !listing.isEngineAlive && wereAlive.contains(listing.record.id);
        if (hasEnded || listing.record.id == changed
            || mayHaveChanged(listing.record, listing.isEngineAlive)) {
            // A record that cannot be read is the opened run's to say; the list stays.
            if (auto seen = refreshRun(project, listing.record.id))
                listing.record = std::move(*seen);
        }
        listings.push_back(std::move(listing));
    }
    QueueFigures figures;
    int place = 0;
    std::set<std::string> inQueue;
    for (const QueueEntry& entry : *queue) {
        const bool isWaiting = entry.state == QueueState::Waiting;
        if (!isWaiting && entry.state != QueueState::Leased)
            continue;
        const std::string id = std::filesystem::path(entry.folder).filename().string();
        inQueue.insert(id);
        place += isWaiting ? 1 : 0;
        if (entry.kind == "job")
            ++(isWaiting ? figures.waitingJobs : figures.workingJobs);
        else
            figures.waitingRuns += isWaiting ? 1 : 0;
        for (RunListing& listing : listings)
            if (isWaiting && listing.record.id == id)
                listing.queuePlace = place;
    }
    // An engine that could not even begin leaves nothing in its record, and its run would wait for ever.
    for (RunListing& listing : listings) {
        RunRecord& record = listing.record;
        if (record.state != RunState::Queued || listing.isEngineAlive || inQueue.contains(record.id))
            continue;
        const auto folder = project.runsFolder() / record.id;
        if (wasStoppedBeforeBegin(folder)) {
            record.state = record.steps > 0 && record.startedMs != 0 ? RunState::Stopped : RunState::Frozen;
        } else {
            record.state = RunState::Failed;
            record.note = silentEnd(folder).message;
        }
        if (auto updated = project.runs().update(record); !updated)
            return passOn(updated);
    }
    // A worker that was killed, or a machine that was switched off, must not leave the queue standing.
    RunsSeen seen;
    if (place > 0)
        if (const auto working = ensureWorkersForWhatWaits(project, *queue); !working)
            seen.problem = translatedCore(working.error().message);
    std::reverse(listings.begin(), listings.end());
    seen.runs = std::move(listings);
    seen.queue = figures;
    return seen;
}

RunWatch::RunWatch(ProjectSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &RunWatch::look);
    connect(&m_session, &ProjectSession::opened, this, [this] {
        look();
        m_timer.start();
    });
    connect(&m_session, &ProjectSession::changed, this, &RunWatch::look);
    if (m_session.isOpen()) {
        look();
        m_timer.start();
    }
}

const RunListing* RunWatch::run(const QString& id) const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(),
        [name = id.toStdString()](const RunListing& listing) { return listing.record.id == name; });
    return found == m_runs.end() ? nullptr : &*found;
}

void RunWatch::lookAt(const QString& id)
{
    m_changedRun = id.toStdString();
    look();
}

void RunWatch::look()
{
    if (m_isAsking) {
        m_isAskedAgain = true;
        return;
    }
    m_isAsking = true;
    std::set<std::string> wereAlive;
    for (const RunListing& listing : m_runs)
        if (listing.isEngineAlive)
            wereAlive.insert(listing.record.id);
    m_session.questions().ask(
        this,
        [changed = std::exchange(m_changedRun, {}), wereAlive = std::move(wereAlive)](
            Project& project, const StopFlag&) { return lookAtRuns(project, changed, wereAlive); },
        [this](Result<RunsSeen> seen) {
            m_isAsking = false;
            const QString problem = seen ? seen->problem : translatedCore(seen.error().message);
            if (std::exchange(m_problem, problem) != problem && !problem.isEmpty())
                emit failed(problem);
            if (seen && (seen->runs != m_runs || seen->queue != m_queue || !m_hasAnswer)) {
                m_hasAnswer = true;
                m_queue = seen->queue;
                m_runs = std::move(seen->runs);
                emit changed();
            }
            if (std::exchange(m_isAskedAgain, false))
                look();
        });
}

} // namespace dankai::ui
