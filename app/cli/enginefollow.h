// SPDX-License-Identifier: Apache-2.0
// Follows an engine through the events in its folder, shows where it is, and asks it to stop on Ctrl-C.
// The engine does not need to be followed: leaving changes nothing for it.
#pragma once

#include "app/cli/console.h"
#include "core/base/exitcode.h"
#include "core/base/result.h"
#include "core/platform/process.h"
#include "core/protocol/event.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace dankai {

enum class EngineEnd
{
    Finished,
    Stopped, // on request
    StoppedByGate,
    LeftRunning, // somebody pressed Ctrl-C twice
};

struct FollowParams
{
    std::filesystem::path folder;
    ProcessId engine;
    std::string howToResume; // the command, for the sentence after a stop
    std::string howToDecide; // the command, for the sentence at a gate that waits
    // Called with every event that counts, before the display; for results that are printed as they come.
    std::function<void(const Event&)> onEvent;
    bool isQuiet = false; // no progress: the results themselves are being printed
};

struct FollowOutcome
{
    EngineEnd end = EngineEnd::Finished;
    std::string reason;
};

// Waits until the engine has ended. What it failed of is an error.
Result<FollowOutcome> followEngine(const Console& console, const FollowParams& params);

ExitCode exitCodeOf(EngineEnd end);

} // namespace dankai
