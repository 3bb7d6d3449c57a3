// SPDX-License-Identifier: Apache-2.0
// The engine's voice: events to the record from any thread, and from there to the logs of other tools.
#pragma once

#include "core/base/result.h"
#include "core/pipeline/runlogs.h"
#include "core/protocol/eventlog.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

namespace dankai {

enum class WithRunLogs
{
    No,
    Yes,
};

class Recorder final
{
public:
    static Result<std::unique_ptr<Recorder>> open(const std::filesystem::path& folder,
        const event::Hello& hello, std::uint64_t resumedAfter, std::int64_t step, WithRunLogs logs);

    Result<> say(EventBody body);
    // To the disk; the seq of the last event.
    Result<std::uint64_t> sync();
    Json trainerState();

private:
    Recorder(EventWriter writer);

    std::mutex m_mutex;
    EventWriter m_writer;
    std::optional<RunLogs> m_logs;
};

} // namespace dankai
