// SPDX-License-Identifier: Apache-2.0
// Starting other programs, finding out later whether they still run, and the memory of this one.
// No pipes between processes: what a detached process says stands in files (events.jsonl, a log).
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dankai {

// Names one process for ever: ids are given again, an id with its start time is not.
struct ProcessId
{
    int pid = 0;
    // Opaque, below 2^53 (exact in any JSON reader): clock ticks since boot and a mark of the boot.
    std::uint64_t startTime = 0;

    bool operator==(const ProcessId&) const = default;
};

ProcessId currentProcess();
// Nothing where no such process runs.
std::optional<ProcessId> processWithPid(int pid);
// A process that has ended but was not waited for counts as dead.
bool isProcessAlive(int pid, std::uint64_t startTime);

inline bool isProcessAlive(const ProcessId& process)
{
    return isProcessAlive(process.pid, process.startTime);
}

enum class ProcessSignal
{
    Interrupt, // cooperative: SIGINT
    Terminate, // cooperative: SIGTERM
    Kill,
};

// Checks the start time first, so that a reused id is never hit. Fine where the process has ended.
Result<> sendSignal(const ProcessId& process, ProcessSignal signal);

struct SpawnParams
{
    std::filesystem::path program;
    std::vector<std::string> arguments; // without the program's name
    std::filesystem::path workingFolder; // empty: the one of this process
    std::vector<std::pair<std::string, std::string>> environment; // set on top of this process's
    // Appended to; empty: /dev/null for a detached process, inherited for an attached one.
    std::filesystem::path standardOutputFile;
    std::filesystem::path standardErrorFile;
};

// A process in a session of its own: no terminal, no signal of this one's terminal, and it outlives this
// process. Standard input is /dev/null. A program that cannot be started at all is an error here.
Result<ProcessId> spawnDetached(const SpawnParams& params);

// A child that belongs to this process. Its destructor kills it if it still runs.
class ChildProcess final
{
public:
    static Result<ChildProcess> spawn(const SpawnParams& params);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;
    ~ChildProcess();

    const ProcessId& id() const { return m_id; }

    // The exit code (128 + signal where a signal ended it); nothing where it still runs after `timeout`.
    std::optional<int> wait(std::chrono::milliseconds timeout);
    int wait();

private:
    ChildProcess() = default;

    ProcessId m_id;
    std::optional<int> m_exitCode;
};

std::uint64_t residentBytes(); // of this process, now
std::uint64_t peakResidentBytes(); // since it started, or since resetPeakResidentBytes()
// So that the peak of one part of the work can be told. False where the system does not let it.
bool resetPeakResidentBytes();

} // namespace dankai
