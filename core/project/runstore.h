// SPDX-License-Identifier: Apache-2.0
// What runs there are and what waits, in project.db: rows that point at folders.
// The truth about a run is its folder (events.jsonl); states here are what was last seen.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

class Database;

enum class RunState
{
    Frozen, // its folder is there, nothing trained yet
    Queued,
    Running,
    Waiting, // for a person's decision at a gate
    Done,
    Stopped, // on request or by a gate
    Failed,
};

std::string_view nameOf(RunState state);
std::optional<RunState> runStateFrom(std::string_view name);

// What people say of a run. Changes nothing of it, also when it was frozen long ago.
struct RunMarks
{
    std::string note;
    std::vector<std::string> tags; // without line feeds
    bool isPinned = false; // is not deleted by mistake

    bool operator==(const RunMarks&) const = default;
};

struct RunRecord
{
    std::string id; // the folder's name under runs/
    std::string name; // for people; may be empty
    std::string plan;
    std::int64_t planRevision = 0;
    std::string planHash;
    std::string arm;
    std::string manifestHash;
    std::string parent; // of a forked run
    RunState state = RunState::Frozen;
    std::uint64_t tokens = 0; // realised; 0 until known
    std::uint64_t trainedTokens = 0;
    std::uint64_t steps = 0;
    std::int64_t createdMs = 0; // since 1970; filled in by the store
    std::int64_t startedMs = 0; // 0: not yet
    std::int64_t finishedMs = 0;
    std::string note; // why it failed or stopped
    RunMarks marks;
    std::int64_t binnedMs = 0; // when it was deleted to the bin; 0: it was not

    bool operator==(const RunRecord&) const = default;
};

enum class QueueState
{
    Waiting,
    Leased,
    Done,
    Failed,
    Cancelled,
};

std::string_view nameOf(QueueState state);

struct QueueEntry
{
    std::int64_t id = 0;
    std::string kind = "run"; // run | job
    std::string folder; // relative to the project: runs/<id> or jobs/<id>
    std::string device; // the lease's resource: cpu, cuda:0, ...
    int priority = 0; // higher first, then the older
    QueueState state = QueueState::Waiting;
    std::string holder; // who leased it: host and process
    std::int64_t leasedUntilMs = 0;
    int attempts = 0;
    std::string note;
    std::int64_t createdMs = 0;
};

class RunStore final
{
public:
    explicit RunStore(Database& database);

    // "001", "002", ...: free in the database and among the names in `taken`.
    Result<std::string> nextId(const std::vector<std::string>& taken = {});
    Result<> add(const RunRecord& run);
    Result<> update(const RunRecord& run); // all fields but id, createdMs, marks and binnedMs
    Result<RunRecord> run(const std::string& id); // in the bin too; unusable where there is none
    Result<std::vector<RunRecord>> list(); // oldest first, without those in the bin

    Result<> setMarks(const std::string& id, const RunMarks& marks);
    // The folder is core/project/runbin.h's; here only where the run is listed.
    Result<> setBinned(const std::string& id, bool isBinned);
    Result<std::vector<RunRecord>> binned(); // the one deleted last first
    // Of a run in the bin whose folder is gone for good: it is listed nowhere, and its number stays taken.
    Result<> setEmptied(const std::string& id);

    Result<std::int64_t> enqueue(const QueueEntry& entry);
    Result<std::vector<QueueEntry>> queue(); // in the order in which they will be taken, then the finished
    // The next entry for `device`, leased for so long; nothing where none waits or the device is leased to
    // someone whose lease has not run out. Entries whose lease ran out wait again.
    Result<std::optional<QueueEntry>> lease(
        const std::string& device, const std::string& holder, std::int64_t milliseconds);
    // Unusable where somebody else took the entry meanwhile.
    Result<> renew(std::int64_t id, const std::string& holder, std::int64_t milliseconds);
    Result<> finish(
        std::int64_t id, const std::string& holder, QueueState state, const std::string& note = {});
    // Of a waiting entry; one that is leased must be stopped through its run.
    Result<> cancel(std::int64_t id);

private:
    Database* m_database;
};

} // namespace dankai
