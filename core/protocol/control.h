// SPDX-License-Identifier: Apache-2.0
// What a front end may ask of a running engine over the local socket in its folder: one JSON line each way.
// Sending and serving the lines is platform's and pipeline's.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace dankai {

enum class ControlKind
{
    Status,
    Stop, // after this step, with everything saved
    Kill, // now; the last resume state remains
    Decide, // the gate that waits: continue or stop
};

struct ControlRequest
{
    ControlKind kind = ControlKind::Status;
    std::string decision; // Decide: "continue" or "stop"
    std::string reason; // kept in the record
    bool operator==(const ControlRequest&) const = default;
};

struct ControlReply
{
    bool isAccepted = false;
    std::string message; // a sentence where it is not
    // The state at this moment; the record says the rest.
    std::string stage;
    int phase = 0;
    std::int64_t step = 0;
    std::int64_t totalSteps = 0;
    bool isWaiting = false; // for a decision
    bool isStopping = false;
    bool operator==(const ControlReply&) const = default;
};

std::string toJsonLine(const ControlRequest& request); // {"request":"stop",...}
Result<ControlRequest> parseControlRequest(std::string_view line);
std::string toJsonLine(const ControlReply& reply);
Result<ControlReply> parseControlReply(std::string_view line);

// To the engine of this run or job folder, waiting for its reply.
Result<ControlReply> sendControl(const std::filesystem::path& folder, const ControlRequest& request);

} // namespace dankai
