// SPDX-License-Identifier: Apache-2.0
#include "core/project/duplicatestore.h"

#include "core/dataset/minhash.h"
#include "core/project/examplerows.h"

#include <algorithm>
#include <string>

namespace dankai {

namespace {

// What is compared: contents never change, so whatever is edited meanwhile, these are of one point in time.
struct Compared
{
    std::vector<std::int64_t> ids; // ascending
    std::vector<std::int32_t> revisions;
};

NearDuplicateState stateOf(Database& database)
{
    NearDuplicateState state;
    state.total = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM examples"));
    const auto waiting = static_cast<std::uint64_t>(
        database.number("SELECT (SELECT count(*) FROM examples WHERE id > "
                        "(SELECT searched_to FROM near_duplicate_state)) + "
                        "(SELECT count(*) FROM near_duplicate_pending WHERE example <= "
                        "(SELECT searched_to FROM near_duplicate_state))"));
    state.compared = state.total - std::min(state.total, waiting);
    state.inGroups = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM near_duplicates"));
    return state;
}

Compared readCompared(Database& database)
{
    Compared compared;
    Statement rows(database, "SELECT id, revision FROM examples ORDER BY id");
    while (rows.step()) {
        compared.ids.push_back(rows.integer(0));
        compared.revisions.push_back(static_cast<std::int32_t>(rows.integer(1)));
    }
    return compared;
}

std::string textOf(Database& database, std::int64_t example, std::int64_t revision)
{
    Statement find(
        database, "SELECT system, history, instruction, input, response, extra FROM contents WHERE id = ?1");
    find.bind(1, contentId(example, revision));
    return find.step() ? searchableText(contentAt(find, 0)) : std::string();
}

std::int32_t revisionIn(const Compared& compared, std::int64_t example)
{
    const auto found = std::ranges::lower_bound(compared.ids, example);
    return found == compared.ids.end() || *found != example
        ? 0
        : compared.revisions[static_cast<std::size_t>(found - compared.ids.begin())];
}

void keep(Database& database, const Compared& compared, const NearDuplicateGroups& groups)
{
    Transaction transaction(database);
    // What was edited while the comparison ran waits for the next one.
    std::vector<std::int64_t> isStillPending, isCompared;
    {
        Statement pending(database,
            "SELECT p.example, e.revision FROM near_duplicate_pending p JOIN examples e ON e.id = p.example");
        while (pending.step())
            (revisionIn(compared, pending.integer(0)) == pending.integer(1) ? isCompared : isStillPending)
                .push_back(pending.integer(0));
    }
    Statement forget(database, "DELETE FROM near_duplicate_pending WHERE example = ?1");
    for (const std::int64_t example : isCompared)
        forget.bind(1, example).run();
    Statement clear(database, "DELETE FROM near_duplicates");
    clear.run();
    std::vector<std::uint32_t> sizes(groups.group.size(), 0);
    for (const std::uint32_t group : groups.group)
        ++sizes[group];
    Statement add(database, "INSERT INTO near_duplicates (example, first) VALUES (?1, ?2)");
    for (std::size_t i = 0; i < groups.group.size(); ++i)
        if (sizes[groups.group[i]] > 1 && !std::ranges::binary_search(isStillPending, compared.ids[i]))
            add.bind(1, compared.ids[i]).bind(2, compared.ids[groups.group[i]]).run();
    Statement mark(database, "UPDATE near_duplicate_state SET searched_to = ?1");
    mark.bind(1, compared.ids.empty() ? 0 : compared.ids.back()).run();
    transaction.commit();
}

} // namespace

NearDuplicateStore::NearDuplicateStore(Database& database)
    : m_database(&database)
{ }

Result<NearDuplicateState> NearDuplicateStore::state()
{
    return guarded([&] {
        const ReadTransaction reading(*m_database);
        return stateOf(*m_database);
    });
}

Result<NearDuplicateState> NearDuplicateStore::search(const ProgressCallback& progress, const StopFlag* stop)
{
    return guarded([&] {
        const Compared compared = readCompared(*m_database);
        NearDuplicateParams params;
        params.threads = 1; // the texts come by one connection, which belongs to this thread
        auto groups = findNearDuplicates(
            compared.ids.size(),
            [&](std::size_t index, std::string& buffer) -> std::string_view {
                buffer = textOf(*m_database, compared.ids[index], compared.revisions[index]);
                return buffer;
            },
            params, progress, stop);
        require(groups);
        keep(*m_database, compared, *groups);
        return stateOf(*m_database);
    });
}

Result<NearDuplicateGroup> NearDuplicateStore::othersOf(ExampleId id, std::size_t limit)
{
    return guarded([&] {
        const ReadTransaction reading(*m_database);
        NearDuplicateGroup group;
        Statement rows(*m_database,
            "SELECT e.id, e.revision, e.is_excluded, (SELECT revision FROM examples WHERE id = ?1) "
            "FROM near_duplicates own JOIN near_duplicates other ON other.first = own.first "
            "JOIN examples e ON e.id = other.example WHERE own.example = ?1 AND e.id <> ?1 ORDER BY e.id");
        rows.bind(1, numberOf(id));
        std::string own;
        for (; rows.step(); ++group.total) {
            if (group.others.size() >= limit)
                continue;
            if (own.empty())
                own = textOf(*m_database, numberOf(id), rows.integer(3));
            const std::string other = textOf(*m_database, rows.integer(0), rows.integer(1));
            group.others.push_back({ExampleId(rows.integer(0)),
                ngramSimilarity(own, other, NearDuplicateParams().ngram), rows.integer(2) != 0});
        }
        return group;
    });
}

} // namespace dankai
