// SPDX-License-Identifier: Apache-2.0
#include "core/project/runqueue.h"

#include "core/platform/executablepath.h"
#include "core/platform/filelock.h"
#include "core/platform/gpu.h"
#include "core/platform/machine.h"
#include "core/project/engineend.h"
#include "core/project/modelplace.h"
#include "core/project/runlaunch.h"
#include "core/project/sharedphases.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <set>
#include <thread>

namespace dankai {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t leaseMs = 60'000;
constexpr auto renewEvery = 15s;

fs::path lockPath(const Project& project, std::string device)
{
    std::replace(device.begin(), device.end(), ':', '-');
    return project.folder() / ("queue-worker." + device + ".lock");
}

// Who holds a lease: the machine's name and the process, so that a dead holder is noticed at once.
std::string holderName()
{
    const ProcessId self = currentProcess();
    return machineFacts().hostName + " " + std::to_string(self.pid) + " " + std::to_string(self.startTime);
}

bool isDeadHolder(const std::string& holder, const std::string& host)
{
    if (!holder.starts_with(host + " "))
        return false; // of another machine: only its lease's end tells
    int pid = 0;
    unsigned long long startTime = 0;
    if (std::sscanf(holder.c_str() + host.size(), "%d %llu", &pid, &startTime) != 2)
        return false;
    return !isProcessAlive(pid, startTime);
}

// The device that "auto" will turn out to be, since the lease is for a thing and not for a wish.
std::string leasedDevice(const std::string& device)
{
    if (device != "auto" && !device.empty())
        return device;
    return gpuFacts().gpus.empty() ? "cpu" : "cuda:0";
}

Result<std::string> deviceOf(const Project& project, const std::string& id)
{
    const auto spec = readRunSpec(project.runsFolder() / id);
    if (!spec)
        return tl::unexpected(spec.error());
    return leasedDevice(spec->execution.device);
}

// Gives back what a worker held that died: its engine may live on and is then waited for, not started anew.
Result<> releaseDeadLeases(Project& project, const std::string& device, const std::string& host)
{
    RunStore runs = project.runs();
    const auto entries = runs.queue();
    if (!entries)
        return tl::unexpected(entries.error());
    for (const QueueEntry& entry : *entries) {
        if (entry.state != QueueState::Leased || entry.device != device || !isDeadHolder(entry.holder, host))
            continue;
        // A lease that has run out lets its entry wait again.
        if (auto expired = runs.renew(entry.id, entry.holder, -1); !expired)
            return expired;
    }
    return {};
}

Result<> workOff(Project& project, const QueueEntry& entry, const std::string& holder, const StopFlag* stop)
{
    RunStore runs = project.runs();
    const fs::path folder = project.folder() / entry.folder;
    // One that is leaving is not the one that was asked for.
    waitUntilLeft(folder);
    std::optional<ProcessId> engine = engineOf(folder);
    if (!engine) {
        // Now and not when it was queued: what it shares phases with may have waited before it. Where that
        // fails it trains them itself.
        if (entry.kind != "job")
            (void)takePhasesOfFinishedRuns(project, folder.filename().string());
        const auto started = launchEngine(folder, entry.kind == "job" ? EngineTask::Job : EngineTask::Run);
        if (!started)
            return runs.finish(entry.id, holder, QueueState::Failed, started.error().message);
        engine = *started;
    }
    auto renewed = std::chrono::steady_clock::now();
    while (isProcessAlive(*engine)) {
        if (isStopRequested(stop))
            return {}; // the engine goes on; the lease runs out or the next worker takes it
        std::this_thread::sleep_for(200ms);
        if (std::chrono::steady_clock::now() - renewed < renewEvery)
            continue;
        renewed = std::chrono::steady_clock::now();
        if (auto kept = runs.renew(entry.id, holder, leaseMs); !kept)
            return kept;
    }
    if (entry.kind == "job")
        return runs.finish(entry.id, holder, QueueState::Done);
    const auto record = refreshRun(project, fs::path(entry.folder).filename().string());
    if (!record)
        return runs.finish(entry.id, holder, QueueState::Failed, record.error().message);
    return runs.finish(entry.id, holder,
        record->state == RunState::Failed ? QueueState::Failed : QueueState::Done, record->note);
}

Result<bool> isSomethingWaiting(Project& project, const std::string& device)
{
    const auto entries = project.runs().queue();
    if (!entries)
        return tl::unexpected(entries.error());
    return std::any_of(entries->begin(), entries->end(), [&](const QueueEntry& entry) {
        return entry.device == device
            && (entry.state == QueueState::Waiting || entry.state == QueueState::Leased);
    });
}

// The queue, once a worker has noticed that the engine it followed into this folder is gone: it looks five
// times a second, and whoever has read of the end may want to go on at once.
Result<std::vector<QueueEntry>> settledQueue(Project& project, const std::string& folder)
{
    if (auto ended = endAbandonedLeases(project, folder); !ended)
        return passOn(ended);
    waitUntilLeft(project.folder() / folder);
    auto entries = project.runs().queue();
    for (int tries = 0; tries < 100 && entries; ++tries) {
        const bool isHeld = std::ranges::any_of(*entries, [&](const QueueEntry& entry) {
            return entry.folder == folder && entry.state == QueueState::Leased;
        });
        if (!isHeld || engineOf(project.folder() / folder))
            break;
        std::this_thread::sleep_for(50ms);
        entries = project.runs().queue();
    }
    return entries;
}

std::string stopCommand(const Project& project, const std::string& id)
{
    return "dankai stop " + project.folder().string() + " --run " + id;
}

std::string deviceIsTaken(
    const Project& project, const std::string& device, const std::string& by, const std::string& id)
{
    return "Run " + by + " is being trained on " + device + ". Wait for it, stop it ("
        + stopCommand(project, by) + "), or let run " + id + " wait: dankai queue "
        + project.folder().string() + " add " + id;
}

std::string isInTraining(const Project& project, const std::string& id)
{
    return "Run " + id + " is being trained; end it with: " + stopCommand(project, id);
}

Result<QueueEntry> waitingEntry(Project& project, const std::string& id)
{
    const auto entries = project.runs().queue();
    if (!entries)
        return tl::unexpected(entries.error());
    for (const QueueEntry& entry : *entries) {
        if (entry.folder != "runs/" + id)
            continue;
        if (entry.state == QueueState::Waiting)
            return entry;
        if (entry.state == QueueState::Leased)
            return unusable(isInTraining(project, id));
    }
    return unusable("Run " + id + " does not wait in the queue.");
}

} // namespace

Result<> endAbandonedLeases(Project& project, const std::string& folder)
{
    RunStore runs = project.runs();
    const auto entries = runs.queue();
    if (!entries)
        return tl::unexpected(entries.error());
    const std::int64_t now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch())
                                 .count();
    const std::string host = machineFacts().hostName;
    for (const QueueEntry& entry : *entries) {
        if (entry.state != QueueState::Leased || entry.folder != folder
            || (entry.leasedUntilMs >= now && !isDeadHolder(entry.holder, host))
            || engineOf(project.folder() / folder))
            continue;
        if (auto ended = runs.finish(entry.id, entry.holder, QueueState::Failed); !ended)
            return ended;
    }
    return {};
}

Result<> enqueueRun(Project& project, const std::string& id, QueuePlace place)
{
    QueueEntry entry;
    entry.folder = "runs/" + id;
    const auto entries = settledQueue(project, entry.folder);
    if (!entries)
        return tl::unexpected(entries.error());
    RunStore runs = project.runs();
    auto record = runs.run(id);
    if (!record)
        return passOn(record);
    if (auto followed = followMovedModel(project, id); !followed)
        return followed;
    const auto device = deviceOf(project, id);
    if (!device)
        return tl::unexpected(device.error());
    entry.device = *device;
    for (const QueueEntry& other : *entries) {
        if (other.state != QueueState::Waiting && other.state != QueueState::Leased)
            continue;
        if (other.folder == entry.folder)
            return unusable("Run " + id + " is in the queue already.");
        if (place == QueuePlace::First)
            entry.priority = std::max(entry.priority, other.priority + 1);
    }
    if (auto queued = runs.enqueue(entry); !queued)
        return passOn(queued);
    record->state = RunState::Queued;
    if (auto updated = runs.update(*record); !updated)
        return updated;
    return ensureQueueWorker(project, *device);
}

Result<> enqueueJob(Project& project, const std::string& id, const std::string& device)
{
    RunStore runs = project.runs();
    QueueEntry entry;
    entry.kind = "job";
    entry.folder = "jobs/" + id;
    const auto entries = settledQueue(project, entry.folder);
    if (!entries)
        return tl::unexpected(entries.error());
    entry.device = leasedDevice(device);
    for (const QueueEntry& other : *entries)
        if (other.folder == entry.folder
            && (other.state == QueueState::Waiting || other.state == QueueState::Leased))
            return unusable("The job " + id + " is in the queue already.");
    if (auto queued = runs.enqueue(entry); !queued)
        return passOn(queued);
    return ensureQueueWorker(project, entry.device);
}

Result<> unqueueRun(Project& project, const std::string& id)
{
    const auto entry = waitingEntry(project, id);
    if (!entry)
        return tl::unexpected(entry.error());
    RunStore runs = project.runs();
    auto record = runs.run(id);
    if (!record)
        return passOn(record);
    if (auto cancelled = runs.cancel(entry->id); !cancelled)
        return cancelled;
    record->state = record->steps > 0 && record->startedMs != 0 ? RunState::Stopped : RunState::Frozen;
    return runs.update(*record);
}

Result<> moveInQueue(Project& project, const std::string& id, QueuePlace place)
{
    const auto entry = waitingEntry(project, id);
    if (!entry)
        return tl::unexpected(entry.error());
    if (auto cancelled = project.runs().cancel(entry->id); !cancelled)
        return cancelled;
    return enqueueRun(project, id, place);
}

Result<> checkDeviceIsFree(Project& project, const std::string& exceptRun)
{
    const auto records = project.runs().list();
    if (!records)
        return tl::unexpected(records.error());
    const auto wanted = deviceOf(project, exceptRun);
    if (!wanted)
        return tl::unexpected(wanted.error());
    for (const RunRecord& record : *records) {
        if (record.id == exceptRun || !engineOf(project.runsFolder() / record.id))
            continue;
        const auto used = deviceOf(project, record.id);
        if (used && *used == *wanted)
            return failed(deviceIsTaken(project, *used, record.id, exceptRun));
    }
    return {};
}

std::optional<ProcessId> queueWorker(const Project& project, const std::string& device)
{
    return FileLock::holder(lockPath(project, device));
}

Result<> ensureQueueWorker(const Project& project, const std::string& device)
{
    // Always one more: it ends at once where another works, and so none is missed that is just ending.
    auto program = siblingExecutable("dankai");
    if (!program)
        return passOn(program);
    SpawnParams params;
    params.program = std::move(*program);
    params.arguments = {"queue-worker", project.folder().string(), "--device", device};
    params.standardErrorFile = project.folder() / "queue-worker.log";
    auto started = spawnDetached(params);
    if (!started)
        return passOn(started);
    return {};
}

Result<> ensureWorkersForWhatWaits(const Project& project, std::span<const QueueEntry> entries)
{
    std::set<std::string> devices;
    for (const QueueEntry& entry : entries)
        if (entry.state == QueueState::Waiting || entry.state == QueueState::Leased)
            devices.insert(entry.device);
    for (const std::string& device : devices)
        if (!queueWorker(project, device))
            if (auto started = ensureQueueWorker(project, device); !started)
                return started;
    return {};
}

Result<> workOffQueue(Project& project, const std::string& device, const StopFlag* stop)
{
    std::optional<FileLock> lock;
    for (int tries = 0; tries < 30 && !lock; ++tries) {
        auto acquired = FileLock::tryAcquire(lockPath(project, device));
        if (!acquired)
            return passOn(acquired);
        lock = std::move(*acquired);
        if (!lock)
            std::this_thread::sleep_for(100ms);
    }
    if (!lock)
        return {}; // another one works
    const std::string host = machineFacts().hostName;
    const std::string holder = holderName();
    while (!isStopRequested(stop)) {
        if (auto released = releaseDeadLeases(project, device, host); !released)
            return released;
        auto entry = project.runs().lease(device, holder, leaseMs);
        if (!entry)
            return passOn(entry);
        if (*entry) {
            if (auto done = workOff(project, **entry, holder, stop); !done)
                return done;
            continue;
        }
        const auto waits = isSomethingWaiting(project, device);
        if (!waits)
            return tl::unexpected(waits.error());
        if (!*waits)
            return {};
        std::this_thread::sleep_for(1s); // leased by another machine
    }
    return {};
}

} // namespace dankai
