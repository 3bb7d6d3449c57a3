// SPDX-License-Identifier: Apache-2.0
#include "core/project/runstore.h"

#include "core/project/database.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace dankai {

namespace {

constexpr std::array<std::pair<RunState, std::string_view>, 7> runStates = {{
    {RunState::Frozen, "frozen"},
    {RunState::Queued, "queued"},
    {RunState::Running, "running"},
    {RunState::Waiting, "waiting"},
    {RunState::Done, "done"},
    {RunState::Stopped, "stopped"},
    {RunState::Failed, "failed"},
}};

constexpr std::array<std::pair<QueueState, std::string_view>, 5> queueStates = {{
    {QueueState::Waiting, "waiting"},
    {QueueState::Leased, "leased"},
    {QueueState::Done, "done"},
    {QueueState::Failed, "failed"},
    {QueueState::Cancelled, "cancelled"},
}};

QueueState queueStateFrom(std::string_view name)
{
    for (const auto& [state, known] : queueStates) {
        if (known == name)
            return state;
    }
    return QueueState::Failed;
}

[[noreturn]] void refuse(std::string sentence)
{
    throw DatabaseFailure{Error{ErrorCode::Unusable, std::move(sentence)}};
}

#define DANKAI_RUN_COLUMNS                                                                                   \
    "id, name, plan, plan_revision, plan_hash, arm, manifest_hash, parent, state, tokens, trained_tokens, "  \
    "steps, created_ms, started_ms, finished_ms, note, remark, tags, is_pinned, binned_ms"

std::vector<std::string> tagsFrom(std::string_view lines)
{
    std::vector<std::string> tags;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        if (end != 0)
            tags.emplace_back(lines.substr(0, end));
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    }
    return tags;
}

RunRecord runAt(const Statement& row)
{
    RunRecord run;
    run.id = row.text(0);
    run.name = row.text(1);
    run.plan = row.text(2);
    run.planRevision = row.integer(3);
    run.planHash = row.text(4);
    run.arm = row.text(5);
    run.manifestHash = row.text(6);
    run.parent = row.text(7);
    run.state = runStateFrom(row.text(8)).value_or(RunState::Failed);
    run.tokens = static_cast<std::uint64_t>(row.integer(9));
    run.trainedTokens = static_cast<std::uint64_t>(row.integer(10));
    run.steps = static_cast<std::uint64_t>(row.integer(11));
    run.createdMs = row.integer(12);
    run.startedMs = row.integer(13);
    run.finishedMs = row.integer(14);
    run.note = row.text(15);
    run.marks.note = row.text(16);
    run.marks.tags = tagsFrom(row.text(17));
    run.marks.isPinned = row.integer(18) != 0;
    run.binnedMs = row.integer(19);
    return run;
}

// Everything but created_ms, as parameters 1 to 15.
void bindRun(Statement& statement, const RunRecord& run)
{
    statement.bind(1, std::string_view(run.id))
        .bind(2, std::string_view(run.name))
        .bind(3, std::string_view(run.plan))
        .bind(4, run.planRevision)
        .bind(5, std::string_view(run.planHash))
        .bind(6, std::string_view(run.arm))
        .bind(7, std::string_view(run.manifestHash))
        .bind(8, std::string_view(run.parent))
        .bind(9, nameOf(run.state))
        .bind(10, static_cast<std::int64_t>(run.tokens))
        .bind(11, static_cast<std::int64_t>(run.trainedTokens))
        .bind(12, static_cast<std::int64_t>(run.steps))
        .bind(13, run.startedMs)
        .bind(14, run.finishedMs)
        .bind(15, std::string_view(run.note));
}

[[noreturn]] void refuseMissingRun(const std::string& id)
{
    refuse("There is no run '" + id + "' in this project; dankai status lists those there are.");
}

#define DANKAI_QUEUE_COLUMNS                                                                                 \
    "id, kind, folder, device, priority, state, holder, leased_until_ms, attempts, note, created_ms"

QueueEntry entryAt(const Statement& row)
{
    QueueEntry entry;
    entry.id = row.integer(0);
    entry.kind = row.text(1);
    entry.folder = row.text(2);
    entry.device = row.text(3);
    entry.priority = static_cast<int>(row.integer(4));
    entry.state = queueStateFrom(row.text(5));
    entry.holder = row.text(6);
    entry.leasedUntilMs = row.integer(7);
    entry.attempts = static_cast<int>(row.integer(8));
    entry.note = row.text(9);
    entry.createdMs = row.integer(10);
    return entry;
}

[[noreturn]] void refuseLostLease(std::int64_t id, const std::string& holder)
{
    refuse("Entry " + std::to_string(id) + " of the queue is not leased by " + holder
        + " any more: the lease ran out and somebody else may have taken it. Leave its run alone.");
}

} // namespace

std::string_view nameOf(RunState state)
{
    for (const auto& [value, name] : runStates) {
        if (value == state)
            return name;
    }
    return {};
}

std::optional<RunState> runStateFrom(std::string_view name)
{
    for (const auto& [state, known] : runStates) {
        if (known == name)
            return state;
    }
    return std::nullopt;
}

std::string_view nameOf(QueueState state)
{
    for (const auto& [value, name] : queueStates) {
        if (value == state)
            return name;
    }
    return {};
}

RunStore::RunStore(Database& database)
    : m_database(&database)
{ }

Result<std::string> RunStore::nextId(const std::vector<std::string>& taken)
{
    return guarded([&] {
        Statement find(*m_database, "SELECT 1 FROM runs WHERE id = ?1");
        for (std::int64_t number = m_database->number("SELECT count(*) FROM runs") + 1;; ++number) {
            char text[24];
            std::snprintf(text, sizeof text, "%03lld", static_cast<long long>(number));
            std::string id = text;
            find.bind(1, std::string_view(id));
            const bool isTaken = find.step() || std::find(taken.begin(), taken.end(), id) != taken.end();
            find.reset();
            if (!isTaken)
                return id;
        }
    });
}

Result<> RunStore::add(const RunRecord& run)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Statement find(*m_database, "SELECT 1 FROM runs WHERE id = ?1");
        find.bind(1, std::string_view(run.id));
        if (find.step())
            refuse("There is a run '" + run.id + "' already; another program made it. Try again.");
        Statement add(*m_database,
            "INSERT INTO runs (id, name, plan, plan_revision, plan_hash, arm, manifest_hash, parent, state, "
            "tokens, trained_tokens, steps, started_ms, finished_ms, note, created_ms) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
        bindRun(add, run);
        add.bind(16, nowMs()).run();
        transaction.commit();
    });
}

Result<> RunStore::update(const RunRecord& run)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Statement update(*m_database,
            "UPDATE runs SET name = ?2, plan = ?3, plan_revision = ?4, plan_hash = ?5, arm = ?6, "
            "manifest_hash = ?7, parent = ?8, state = ?9, tokens = ?10, trained_tokens = ?11, steps = ?12, "
            "started_ms = ?13, finished_ms = ?14, note = ?15 WHERE id = ?1");
        bindRun(update, run);
        update.run();
        if (m_database->changes() == 0)
            refuseMissingRun(run.id);
        transaction.commit();
    });
}

Result<RunRecord> RunStore::run(const std::string& id)
{
    return guarded([&] {
        Statement find(*m_database, "SELECT " DANKAI_RUN_COLUMNS " FROM runs WHERE id = ?1");
        find.bind(1, std::string_view(id));
        if (!find.step())
            refuseMissingRun(id);
        return runAt(find);
    });
}

Result<std::vector<RunRecord>> RunStore::list()
{
    return guarded([&] {
        std::vector<RunRecord> runs;
        Statement rows(*m_database,
            "SELECT " DANKAI_RUN_COLUMNS " FROM runs WHERE binned_ms = 0 ORDER BY created_ms, id");
        while (rows.step())
            runs.push_back(runAt(rows));
        return runs;
    });
}

Result<std::vector<RunRecord>> RunStore::binned()
{
    return guarded([&] {
        std::vector<RunRecord> runs;
        Statement rows(*m_database,
            "SELECT " DANKAI_RUN_COLUMNS
            " FROM runs WHERE binned_ms <> 0 AND emptied_ms = 0 ORDER BY binned_ms DESC, id DESC");
        while (rows.step())
            runs.push_back(runAt(rows));
        return runs;
    });
}

Result<> RunStore::setMarks(const std::string& id, const RunMarks& marks)
{
    return guarded([&] {
        std::string tags;
        for (const std::string& tag : marks.tags) {
            if (tag.empty() || tag.find('\n') != std::string::npos)
                refuse("A tag is a word or some words on one line.");
            tags.append(tags.empty() ? "" : "\n").append(tag);
        }
        Transaction transaction(*m_database);
        Statement update(*m_database, "UPDATE runs SET remark = ?2, tags = ?3, is_pinned = ?4 WHERE id = ?1");
        update.bind(1, std::string_view(id)).bind(2, std::string_view(marks.note));
        update.bind(3, std::string_view(tags)).bind(4, std::int64_t(marks.isPinned ? 1 : 0)).run();
        if (m_database->changes() == 0)
            refuseMissingRun(id);
        transaction.commit();
    });
}

Result<> RunStore::setBinned(const std::string& id, bool isBinned)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Statement update(*m_database, "UPDATE runs SET binned_ms = ?2 WHERE id = ?1 AND emptied_ms = 0");
        update.bind(1, std::string_view(id)).bind(2, isBinned ? nowMs() : std::int64_t(0)).run();
        if (m_database->changes() == 0)
            refuseMissingRun(id);
        transaction.commit();
    });
}

Result<> RunStore::setEmptied(const std::string& id)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Statement update(*m_database, "UPDATE runs SET emptied_ms = ?2 WHERE id = ?1 AND binned_ms <> 0");
        update.bind(1, std::string_view(id)).bind(2, nowMs()).run();
        if (m_database->changes() == 0)
            refuseMissingRun(id);
        transaction.commit();
    });
}

Result<std::int64_t> RunStore::enqueue(const QueueEntry& entry)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Statement add(*m_database,
            "INSERT INTO queue (kind, folder, device, priority, state, holder, leased_until_ms, attempts, "
            "note, "
            "created_ms) VALUES (?1, ?2, ?3, ?4, 'waiting', '', 0, 0, ?5, ?6)");
        add.bind(1, std::string_view(entry.kind))
            .bind(2, std::string_view(entry.folder))
            .bind(3, std::string_view(entry.device))
            .bind(4, std::int64_t(entry.priority))
            .bind(5, std::string_view(entry.note))
            .bind(6, nowMs())
            .run();
        const std::int64_t id = m_database->lastRowId();
        transaction.commit();
        return id;
    });
}

Result<std::vector<QueueEntry>> RunStore::queue()
{
    return guarded([&] {
        std::vector<QueueEntry> entries;
        Statement rows(*m_database,
            "SELECT " DANKAI_QUEUE_COLUMNS " FROM queue ORDER BY CASE state WHEN 'leased' THEN 0 "
            "WHEN 'waiting' THEN 1 ELSE 2 END, priority DESC, id");
        while (rows.step())
            entries.push_back(entryAt(rows));
        return entries;
    });
}

Result<std::optional<QueueEntry>> RunStore::lease(
    const std::string& device, const std::string& holder, std::int64_t milliseconds)
{
    return guarded([&]() -> std::optional<QueueEntry> {
        Transaction transaction(*m_database);
        const std::int64_t now = nowMs();
        Statement expire(*m_database,
            "UPDATE queue SET state = 'waiting', holder = '' WHERE state = 'leased' AND leased_until_ms < "
            "?1");
        expire.bind(1, now).run();
        Statement busy(*m_database, "SELECT 1 FROM queue WHERE state = 'leased' AND device = ?1");
        busy.bind(1, std::string_view(device));
        std::optional<QueueEntry> entry;
        if (!busy.step()) {
            Statement next(*m_database,
                "SELECT " DANKAI_QUEUE_COLUMNS " FROM queue WHERE state = 'waiting' AND device = ?1 "
                "ORDER BY priority DESC, id LIMIT 1");
            next.bind(1, std::string_view(device));
            if (next.step())
                entry = entryAt(next);
        }
        if (entry) {
            entry->state = QueueState::Leased;
            entry->holder = holder;
            entry->leasedUntilMs = now + milliseconds;
            ++entry->attempts;
            Statement take(*m_database,
                "UPDATE queue SET state = 'leased', holder = ?2, leased_until_ms = ?3, attempts = attempts + "
                "1 "
                "WHERE id = ?1");
            take.bind(1, entry->id).bind(2, std::string_view(holder)).bind(3, entry->leasedUntilMs).run();
        }
        busy.reset();
        transaction.commit();
        return entry;
    });
}

Result<> RunStore::renew(std::int64_t id, const std::string& holder, std::int64_t milliseconds)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Statement renew(*m_database,
            "UPDATE queue SET leased_until_ms = ?3 WHERE id = ?1 AND holder = ?2 AND state = 'leased'");
        renew.bind(1, id).bind(2, std::string_view(holder)).bind(3, nowMs() + milliseconds).run();
        if (m_database->changes() == 0)
            refuseLostLease(id, holder);
        transaction.commit();
    });
}

Result<> RunStore::finish(
    std::int64_t id, const std::string& holder, QueueState state, const std::string& note)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Statement finish(*m_database,
            "UPDATE queue SET state = ?3, note = ?4 WHERE id = ?1 AND holder = ?2 AND state = 'leased'");
        finish.bind(1, id).bind(2, std::string_view(holder)).bind(3, nameOf(state));
        finish.bind(4, std::string_view(note)).run();
        if (m_database->changes() == 0)
            refuseLostLease(id, holder);
        transaction.commit();
    });
}

Result<> RunStore::cancel(std::int64_t id)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Statement cancel(
            *m_database, "UPDATE queue SET state = 'cancelled' WHERE id = ?1 AND state = 'waiting'");
        cancel.bind(1, id).run();
        if (m_database->changes() == 0)
            refuse("Entry " + std::to_string(id)
                + " does not wait in the queue. A run that has begun is stopped with: dankai stop");
        transaction.commit();
    });
}

} // namespace dankai
