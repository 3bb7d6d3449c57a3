// SPDX-License-Identifier: Apache-2.0
// Runs that wait for a device: adding them, the detached worker that takes them one after another, and
// whether a device is free now.
#pragma once

#include "app/cli/console.h"
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

// Adds runs/<id> and makes sure that a worker for its device is there.
Result<> enqueueRun(Project& project, const std::string& id, QueuePlace place);

// Fine where no other run of this project is being trained.
Result<> checkDeviceIsFree(Project& project, const std::string& exceptRun);

// The worker of a device; nothing where none runs.
std::optional<ProcessId> queueWorker(const Project& project, const std::string& device);
Result<> ensureQueueWorker(const Project& project, const std::string& device);

// A worker for every device that something of `entries` waits for.
Result<> ensureWorkersForWhatWaits(const Project& project, std::span<const QueueEntry> entries);

// Takes what waits for the device until nothing does; the body of the hidden command.
Result<> workOffQueue(Project& project, const std::string& device);

} // namespace dankai
