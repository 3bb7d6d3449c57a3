// SPDX-License-Identifier: Apache-2.0
#include "core/project/rescue.h"

#include "core/platform/file.h"
#include "core/project/database.h"
#include "core/project/schema.h"

#include <sqlite3.h>

#include <algorithm>
#include <ctime>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

constexpr const char* databaseName = "project.db";
constexpr std::int64_t beforeAll = std::numeric_limits<std::int64_t>::min();
constexpr std::uint64_t rowsBetweenReports = 1000;

struct Finalizer
{
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

using RawStatement = std::unique_ptr<sqlite3_stmt, Finalizer>;

// A name of the schema as SQL.
std::string quoted(const std::string& name)
{
    std::string text = "\"";
    for (const char c : name)
        text.append(c == '"' ? 2 : 1, c);
    return text + "\"";
}

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + quoted(name);
    return text;
}

// Copies what can be read, table by table, of whatever schema both files have.
class Copier final
{
public:
    Copier(Database& damaged, Database& whole, const ProgressCallback& progress, const StopFlag* stop)
        : m_damaged(damaged.handle())
        , m_whole(whole)
        , m_progress(progress)
        , m_stop(stop)
    { }

    std::vector<RescuedTable> copyAll()
    {
        std::vector<RescuedTable> tables;
        for (const std::string& name : tablesOf())
            tables.push_back(copy(name));
        return tables;
    }

    // Rows whose parents are lost, by the schema's own references.
    void dropOrphans(std::vector<RescuedTable>& tables)
    {
        // A lost import costs nothing but the name of its file.
        m_whole.execute(
            "INSERT OR IGNORE INTO imports (id, file, started_ms) "
            "SELECT DISTINCT import, '?', 0 FROM examples WHERE import NOT IN (SELECT id FROM imports)");
        const auto drop = [&](const std::string& table, const std::string& sql) {
            m_whole.execute(sql.c_str());
            const auto found = std::find_if(
                tables.begin(), tables.end(), [&](const RescuedTable& entry) { return entry.name == table; });
            if (found == tables.end())
                return;
            const auto dropped = static_cast<std::uint64_t>(m_whole.changes());
            found->kept -= std::min(found->kept, dropped);
            found->dropped += dropped;
        };
        // An example's text of its present revision; core/project/examplerows.h has the rule of these ids.
        drop("examples", "DELETE FROM examples WHERE id * 65536 + revision NOT IN (SELECT id FROM contents)");
        drop("contents", "DELETE FROM contents WHERE id / 65536 NOT IN (SELECT id FROM examples)");
        for (const RescuedTable& table : std::vector(tables)) {
            for (const auto& reference : referencesOf(table.name)) {
                drop(table.name,
                    "DELETE FROM " + quoted(table.name) + " WHERE " + quoted(reference.column)
                        + " IS NOT NULL AND " + quoted(reference.column) + " NOT IN (SELECT "
                        + quoted(reference.parentColumn) + " FROM " + quoted(reference.parent) + ")");
            }
        }
    }

private:
    struct Reference
    {
        std::string column;
        std::string parent;
        std::string parentColumn;
    };

    struct Reading
    {
        std::uint64_t rows = 0;
        std::int64_t last = beforeAll; // key of the last row
        bool isBroken = false;
    };

    // In the order in which they were made, so that parents come first. Left out: what is counted anew.
    std::vector<std::string> tablesOf()
    {
        std::vector<std::string> names;
        Statement statement(m_whole,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'search%' AND name NOT LIKE 'near_duplicate%' "
            "AND name NOT IN ('score_state', 'scorer_figures') ORDER BY rowid");
        while (statement.step())
            names.emplace_back(statement.text(0));
        return names;
    }

    std::vector<std::string> columnsOf(sqlite3* database, const std::string& table, bool onlyKey)
    {
        std::vector<std::pair<int, std::string>> found;
        const RawStatement statement = prepare(database, "PRAGMA table_info(" + quoted(table) + ")");
        while (statement && sqlite3_step(statement.get()) == SQLITE_ROW) {
            const int keyPlace = sqlite3_column_int(statement.get(), 5); // from 1; 0: not in the key
            if (!onlyKey || keyPlace > 0)
                found.emplace_back(onlyKey ? keyPlace : 0, textOf(statement.get(), 1));
        }
        std::stable_sort(
            found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<std::string> names;
        names.reserve(found.size());
        for (auto& [place, name] : found)
            names.push_back(std::move(name));
        return names;
    }

    std::vector<Reference> referencesOf(const std::string& table)
    {
        std::vector<Reference> references;
        const RawStatement statement
            = prepare(m_whole.handle(), "PRAGMA foreign_key_list(" + quoted(table) + ")");
        while (statement && sqlite3_step(statement.get()) == SQLITE_ROW) {
            Reference reference{
                textOf(statement.get(), 3), textOf(statement.get(), 2), textOf(statement.get(), 4)};
            if (reference.parentColumn.empty())
                reference.parentColumn = "id";
            references.push_back(std::move(reference));
        }
        return references;
    }

    bool hasRowId(const std::string& table)
    {
        const RawStatement statement = prepare(m_whole.handle(), "PRAGMA table_list(" + quoted(table) + ")");
        return statement && sqlite3_step(statement.get()) == SQLITE_ROW
            && sqlite3_column_int(statement.get(), 4) == 0;
    }

    static std::string textOf(sqlite3_stmt* statement, int column)
    {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        return text == nullptr ? std::string() : std::string(text);
    }

    static RawStatement prepare(sqlite3* database, const std::string& sql)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            return {};
        return RawStatement(statement);
    }

    RescuedTable copy(const std::string& table)
    {
        RescuedTable result{table};
        const std::vector<std::string> wanted = columnsOf(m_whole.handle(), table, false);
        const std::vector<std::string> there = columnsOf(m_damaged, table, false);
        if (there.empty()) { // the damaged file does not know this table
            result.hasGaps = true;
            return result;
        }
        m_columns.clear();
        for (const std::string& name : wanted)
            if (std::find(there.begin(), there.end(), name) != there.end())
                m_columns.push_back(name);
        std::string marks;
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            marks += i == 0 ? "?" : ", ?";
        m_insert = prepare(m_whole.handle(),
            "INSERT OR IGNORE INTO " + quoted(table) + " (" + joined(m_columns) + ") VALUES (" + marks + ")");
        if (!m_insert)
            m_whole.fail(SQLITE_ERROR);

        const std::vector<std::string> key = columnsOf(m_whole.handle(), table, true);
        if (hasRowId(table)) {
            copyByNumber(result, table, "rowid", {});
        } else if (key.size() > 1 && key[1] == "example") {
            // Rows of one parent (a scorer, a plan) ascend by example.
            std::string parent;
            for (const Reference& reference : referencesOf(table))
                if (reference.column == key[0])
                    parent = reference.parent;
            for (const std::int64_t id : idsOf(parent))
                copyByNumber(result, table, "example", quoted(key[0]) + " = " + std::to_string(id) + " AND ");
        } else {
            copyFromBothEnds(result, table, key);
        }
        m_insert.reset();
        return result;
    }

    std::vector<std::int64_t> idsOf(const std::string& table)
    {
        std::vector<std::int64_t> ids;
        const RawStatement statement = prepare(m_whole.handle(), "SELECT id FROM " + quoted(table));
        while (statement && sqlite3_step(statement.get()) == SQLITE_ROW)
            ids.push_back(sqlite3_column_int64(statement.get(), 0));
        return ids;
    }

    // Rows whose key is above `after`, until the end or the first that cannot be read.
    Reading read(sqlite3_stmt* select, std::int64_t after)
    {
        Reading reading;
        reading.last = after;
        sqlite3_reset(select);
        if (sqlite3_bind_parameter_count(select) > 0)
            sqlite3_bind_int64(select, 1, after);
        int code = SQLITE_DONE;
        while ((code = sqlite3_step(select)) == SQLITE_ROW) {
            reading.last = sqlite3_column_int64(select, 0);
            insert(select);
            ++reading.rows;
            if (++m_rows % rowsBetweenReports == 0) {
                if (m_progress)
                    m_progress({m_rows, 0});
                if (isStopRequested(m_stop))
                    throw DatabaseFailure{Error{ErrorCode::Stopped, "The rescue was stopped on request."}};
            }
        }
        reading.isBroken = code != SQLITE_DONE;
        sqlite3_reset(select);
        return reading;
    }

    void insert(sqlite3_stmt* select)
    {
        sqlite3_reset(m_insert.get());
        for (int i = 0; i < static_cast<int>(m_columns.size()); ++i)
            sqlite3_bind_value(m_insert.get(), i + 1, sqlite3_column_value(select, i + 1));
        if (const int code = sqlite3_step(m_insert.get()); code != SQLITE_DONE)
            m_whole.fail(code); // a full disk: nothing to do with the damage
        m_inserted += static_cast<std::uint64_t>(sqlite3_changes64(m_whole.handle()));
    }

    // Past a damaged page there are good ones: the first key behind it is looked for by doubling and halving.
    void copyByNumber(
        RescuedTable& result, const std::string& table, const std::string& key, const std::string& condition)
    {
        const std::string from
            = " FROM " + quoted(table) + " WHERE " + condition + key + " > ?1 ORDER BY " + key;
        const RawStatement select = prepare(m_damaged, "SELECT " + key + ", " + joined(m_columns) + from);
        // Only the key: a row whose long text is lost does not hide the rows behind it.
        const RawStatement probe = prepare(m_damaged, "SELECT " + key + from + " LIMIT 1");
        if (!select || !probe) {
            result.hasGaps = true;
            return;
        }
        const auto firstAfter = [&](std::int64_t after) -> std::optional<std::int64_t> {
            sqlite3_reset(probe.get());
            sqlite3_bind_int64(probe.get(), 1, after);
            const int code = sqlite3_step(probe.get());
            std::optional<std::int64_t> found;
            if (code == SQLITE_ROW)
                found = sqlite3_column_int64(probe.get(), 0);
            else if (code == SQLITE_DONE)
                found = std::numeric_limits<std::int64_t>::max(); // readable, and nothing there
            sqlite3_reset(probe.get());
            return found;
        };
        const std::uint64_t before = m_inserted;
        std::int64_t after = beforeAll;
        for (;;) {
            const Reading reading = read(select.get(), after);
            if (!reading.isBroken)
                break;
            result.hasGaps = true;
            after = std::max<std::int64_t>(reading.last, -1); // keys begin at 0 or 1
            if (const auto next = firstAfter(after)) {
                after = *next; // this row alone is lost
            } else {
                std::int64_t lost = after;
                std::int64_t step = 1;
                std::optional<std::int64_t> found;
                while (!found && lost < std::numeric_limits<std::int64_t>::max() / 2 - step) {
                    found = firstAfter(after + step);
                    if (!found) {
                        lost = after + step;
                        step *= 2;
                    }
                }
                if (!found)
                    break;
                std::int64_t good = after + step;
                while (good - lost > 1) {
                    const std::int64_t middle = lost + (good - lost) / 2;
                    (firstAfter(middle) ? good : lost) = middle;
                }
                after = good;
            }
            if (after == std::numeric_limits<std::int64_t>::max())
                break;
        }
        result.kept += m_inserted - before;
    }

    // A small table of texts as keys.
    void copyFromBothEnds(RescuedTable& result, const std::string& table, const std::vector<std::string>& key)
    {
        const std::uint64_t before = m_inserted;
        for (const char* order : {" ASC", " DESC"}) {
            std::string by;
            for (const std::string& column : key)
                by += (by.empty() ? " ORDER BY " : ", ") + quoted(column) + order;
            const RawStatement select
                = prepare(m_damaged, "SELECT 0, " + joined(m_columns) + " FROM " + quoted(table) + by);
            if (select && !read(select.get(), 0).isBroken)
                break;
            result.hasGaps = true;
        }
        result.kept += m_inserted - before;
    }

    sqlite3* m_damaged;
    Database& m_whole;
    const ProgressCallback& m_progress;
    const StopFlag* m_stop;
    std::vector<std::string> m_columns; // of the table that is copied
    RawStatement m_insert; // into it
    std::uint64_t m_rows = 0; // read so far
    std::uint64_t m_inserted = 0;
};

bool isWhole(Database& database)
{
    try {
        Statement statement(database, "PRAGMA integrity_check(1)");
        return statement.step() && statement.text(0) == "ok";
    } catch (const DatabaseFailure& failure) {
        if (saysDamage(failure.error))
            return false;
        throw;
    }
}

Error cannotRescue(const fs::path& place)
{
    return {ErrorCode::Unusable,
        place.string()
            + ": the pages that say what the rest means cannot be read, so nothing can be rescued. Put "
              "back a backup; the file stays as it is."};
}

std::string timeStamp()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y%m%d-%H%M%S", &parts);
    return text;
}

void addSuffix(fs::path& path, const char* suffix)
{
    path += suffix;
}

// The damaged file stays under a name of its own; from the last rename on the project is the rescued one.
void takePlace(const fs::path& whole, const fs::path& place, const fs::path& damaged)
{
    std::error_code error;
    fs::create_hard_link(place, damaged, error);
    if (error) { // a file system without links
        auto moved = renamePath(place, damaged);
        require(moved);
    }
    // Its log must not be taken for the new file's.
    fs::path log = place, logKept = damaged, shared = place;
    addSuffix(log, "-wal");
    addSuffix(logKept, "-wal");
    addSuffix(shared, "-shm");
    if (fs::exists(log, error)) {
        auto moved = renamePath(log, logKept);
        require(moved);
    }
    fs::remove(shared, error);
    auto renamed = renamePath(whole, place);
    require(renamed);
    auto synced = syncFolder(place.parent_path());
    require(synced);
}

} // namespace

std::uint64_t Rescue::kept(std::string_view table) const
{
    for (const RescuedTable& entry : tables)
        if (entry.name == table)
            return entry.kept;
    return 0;
}

bool saysDamage(const Error& error)
{
    return error.code == ErrorCode::Unusable && error.message.find(damageWords) != std::string::npos;
}

Result<bool> isDatabaseWhole(const fs::path& folder)
{
    return guarded([&] {
        try {
            Database database(folder / databaseName, Database::Access::ReadOnly);
            return isWhole(database);
        } catch (const DatabaseFailure& failure) {
            if (failure.error.code == ErrorCode::Unusable)
                return false;
            throw;
        }
    });
}

Result<Rescue> rescueProject(const fs::path& folder, const ProgressCallback& progress, const StopFlag* stop)
{
    const fs::path place = folder / databaseName;
    fs::path fresh = place;
    addSuffix(fresh, ".rescued");
    const auto removeFresh = [&] {
        std::error_code ignored;
        fs::remove(fresh, ignored);
    };
    auto rescued = guarded([&] {
        Rescue rescue;
        {
            Database damaged(place, Database::Access::ReadOnly);
            if (isWhole(damaged))
                throw DatabaseFailure{Error{ErrorCode::Unusable,
                    place.string() + " is whole: every page of it can be read. There is nothing to rescue."}};
            const std::int64_t version = damaged.number("PRAGMA user_version");
            if (version < 1 || version > newestSchema()
                || damaged.number("SELECT count(*) FROM sqlite_master WHERE name = 'examples'") != 1) {
                throw DatabaseFailure{cannotRescue(place)};
            }
            removeFresh();
            Database whole(fresh, Database::Access::Create);
            whole.execute("PRAGMA page_size = 8192; PRAGMA foreign_keys = OFF;");
            bringSchemaUpTo(whole, static_cast<int>(version));
            {
                Transaction transaction(whole);
                Copier copier(damaged, whole, progress, stop);
                rescue.tables = copier.copyAll();
                copier.dropOrphans(rescue.tables);
                transaction.commit();
            }
            bringSchemaUpToDate(whole);
            if (whole.number("SELECT count(*) FROM pragma_foreign_key_check") != 0 || !isWhole(whole)) {
                throw DatabaseFailure{Error{ErrorCode::Failed,
                    "What was rescued of " + place.string()
                        + " does not fit together. The project is as it was."}};
            }
        }
        rescue.damaged = place;
        addSuffix(rescue.damaged, (".damaged-" + timeStamp()).c_str());
        takePlace(fresh, place, rescue.damaged);
        std::erase_if(rescue.tables, [](const RescuedTable& table) {
            return table.kept == 0 && table.dropped == 0 && !table.hasGaps;
        });
        return rescue;
    });
    if (rescued)
        return rescued;
    removeFresh();
    // Its own sentence would send people here again.
    if (saysDamage(rescued.error()))
        return tl::unexpected(cannotRescue(place));
    return rescued;
}

} // namespace dankai
