// SPDX-License-Identifier: Apache-2.0
// What a front end may ask of a running engine over the local socket in its folder: one JSON line each way.
// Sending and serving the lines is platform's and pipeline's.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/protocol/event.h"
#include "core/run/runspec.h"
#include "core/tokenizer/message.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class ControlKind
{
    Status,
    Stop, // after this step, with everything saved
    Kill, // now; the last resume state remains
    Decide, // the gate that waits
    Generate, // of a chat: one answer, which goes into the record
    Cancel, // the answer that is being written; the engine stays
};

// One answer to a whole conversation.
struct GenerateRequest
{
    static constexpr std::size_t longestId = 100; // bytes
    static constexpr std::size_t mostMessages = 1000;

    std::string id; // names the answer in the record
    std::vector<Message> messages; // system?, then user and assistant in turns; the last one is the user's
    AnswerSpec answers;
    std::uint64_t seed = 0;
    bool operator==(const GenerateRequest&) const = default;
};

struct ControlRequest
{
    ControlKind kind = ControlKind::Status;
    std::string decision; // Decide: one of gatedecision (event.h)
    std::string reason; // kept in the record
    std::string id = {}; // Cancel: of the answer that is meant; empty: whichever is being written
    std::optional<GenerateRequest> generate = {}; // Generate
    std::optional<int> toPhase = {}; // Decide: of roll_back, 0 ... the phase before the gate's
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
// Whatever bytes come in: a request that is whole and in range, or a sentence.
Result<ControlRequest> parseControlRequest(std::string_view line);
std::string toJsonLine(const ControlReply& reply);
Result<ControlReply> parseControlReply(std::string_view line);

// To the engine of this run or job folder, waiting for its reply.
Result<ControlReply> sendControl(const std::filesystem::path& folder, const ControlRequest& request);

} // namespace dankai
