// SPDX-License-Identifier: Apache-2.0
// Runs that wait for a device: adding them, taking them out, the detached worker that takes them one after
// another, and whether a device is free now. The same steps for the command line and the workbench.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/platform/process.h"
#include "core/project/project.h"

#include <optional>
#include <span>
#include <string>

namespace dankai {

enum class QueuePlace
{
    First,
    Last,
};

// Ends what a worker left leased that died or whose lease ran out without a word, as on a full disk, where no
// engine works on `folder` (runs/<id> or jobs/<id>): nobody would take it out, and it would stand in the way.
Result<> endAbandonedLeases(Project& project, const std::string& folder);

// Adds runs/<id> and makes sure that a worker for its device is there.
Result<> enqueueRun(Project& project, const std::string& id, QueuePlace place);

// The same for a job's folder jobs/<id>; `device` may be "auto".
Result<> enqueueJob(Project& project, const std::string& id, const std::string& device);

// Takes a run that waits out of the queue; it is Frozen again, or Stopped where it has been trained before.
// Unusable where it does not wait.
Result<> unqueueRun(Project& project, const std::string& id);
Result<> moveInQueue(Project& project, const std::string& id, QueuePlace place);

// Fine where no other run of this project is being trained.
Result<> checkDeviceIsFree(Project& project, const std::string& exceptRun);

// The worker of a device; nothing where none runs.
std::optional<ProcessId> queueWorker(const Project& project, const std::string& device);
// Starts "dankai queue-worker", the command line's, which stands beside this program.
Result<> ensureQueueWorker(const Project& project, const std::string& device);

// A worker for every device that something of `entries` waits for.
Result<> ensureWorkersForWhatWaits(const Project& project, std::span<const QueueEntry> entries);

// Takes what waits for the device until nothing does, or until `stop`; the body of the hidden command.
Result<> workOffQueue(Project& project, const std::string& device, const StopFlag* stop = nullptr);

} // namespace dankai
