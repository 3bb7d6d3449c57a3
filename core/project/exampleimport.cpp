// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/scorer.h"
#include "core/project/examplerows.h"
#include "core/project/examplestore.h"

#include <algorithm>

namespace dankai {

namespace {

// A batch scatters its hashes over the whole index, so small ones would write the index again and again;
// it takes a second or two, less than what others wait for the writer's place.
constexpr std::uint64_t batchRows = 100000;
constexpr std::uint64_t batchBytes = std::uint64_t(64) << 20;
constexpr std::size_t duplicatesListed = 100;

// Of text that the importer has made valid UTF-8: every byte that continues no code point begins one.
std::int64_t countCodePoints(std::string_view text)
{
    return std::count_if(text.begin(), text.end(),
        [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

} // namespace

struct ImportSession::State
{
    // clang 14 cannot make an aggregate through make_unique.
    State(Database& projectDatabase, std::string fileName)
        : database(projectDatabase)
        , file(std::move(fileName))
    { }

    Database& database;
    std::string file;
    std::int64_t import = 0;
    std::int64_t scorer = 0;
    std::int64_t startedMs = nowMs();
    std::uint64_t rowsInBatch = 0;
    std::uint64_t bytesInBatch = 0;
    ImportOutcome outcome;
    std::optional<Transaction> transaction;
    ContentBuffers buffers;

    Statement addExample{database,
        "INSERT INTO examples (content_hash, import, line, response_length, instruction_script, "
        "response_script) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (content_hash) DO NOTHING"};
    Statement addContent{database,
        "INSERT INTO contents (id, created_ms, system, history, instruction, input, response, extra) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
    Statement findFirst{database,
        "SELECT e.id, e.revision, e.line, i.file FROM examples e JOIN imports i ON i.id = e.import "
        "WHERE e.content_hash = ?1"};
    Statement addScore{database,
        "INSERT INTO scores (scorer, example, revision, attempt, value, raw, created_ms) VALUES (?1, ?2, ?3, "
        "1 + (SELECT coalesce(max(attempt), 0) FROM scores WHERE scorer = ?1 AND example = ?2 AND revision = "
        "?3), "
        "?4, ?5, ?6)"};
    // The same import again must not pile up the same scores.
    Statement hasScore{database,
        "SELECT 1 FROM scores WHERE scorer = ?1 AND example = ?2 AND revision = ?3 AND value IS ?4 AND raw = "
        "?5"};
    Statement readExtra{database, "SELECT extra FROM contents WHERE id = ?1"};
    Statement setExtra{database, "UPDATE contents SET extra = ?2 WHERE id = ?1"};
    Statement setCounts{
        database, "UPDATE imports SET added = ?2, duplicates = ?3, finished_ms = ?4 WHERE id = ?1"};

    void begin()
    {
        transaction.emplace(database);
        if (import != 0)
            return;
        Statement add(database, "INSERT INTO imports (file, started_ms) VALUES (?1, ?2)");
        add.bind(1, std::string_view(file)).bind(2, startedMs).run();
        import = database.lastRowId();
        scorer = scorerId(database, importedScoreName, 1);
    }

    void commit(bool isLast)
    {
        setCounts.bind(1, import)
            .bind(2, static_cast<std::int64_t>(outcome.added))
            .bind(3, static_cast<std::int64_t>(outcome.duplicates))
            .bindOptional(4, isLast ? std::optional(nowMs()) : std::nullopt)
            .run();
        transaction->commit();
        transaction.reset();
        rowsInBatch = bytesInBatch = 0;
    }

    void add(const ImportedRow& row)
    {
        if (!transaction)
            begin();
        const Example& example = row.example;
        addExample.bindBlob(1, bytesOf(row.hash))
            .bind(2, import)
            .bind(3, static_cast<std::int64_t>(example.source.line))
            .bind(4, countCodePoints(example.response))
            .bind(5, scriptNumber(userTurn(example)))
            .bind(6, scriptNumber(example.response))
            .run();
        if (database.changes() > 0) {
            const std::int64_t id = database.lastRowId();
            addContent.bind(1, contentId(id, 1)).bind(2, startedMs);
            bindContent(addContent, 3, example, buffers);
            addContent.run();
            ++outcome.added;
            keepScore(row, id, 1);
        } else {
            keepDuplicate(row);
        }
        ++rowsInBatch;
        bytesInBatch += example.instruction.size() + example.input.size() + example.response.size()
            + buffers.extra.size() + buffers.history.size();
        if (rowsInBatch >= batchRows || bytesInBatch >= batchBytes)
            commit(false);
    }

private:
    void keepDuplicate(const ImportedRow& row)
    {
        findFirst.bindBlob(1, bytesOf(row.hash));
        findFirst.step();
        const std::int64_t first = findFirst.integer(0);
        const std::int64_t revision = findFirst.integer(1);
        ++outcome.duplicates;
        if (outcome.firstDuplicates.size() < duplicatesListed)
            outcome.firstDuplicates.push_back({row.example.source, ExampleId(first),
                {std::string(findFirst.text(3)), static_cast<std::uint64_t>(findFirst.integer(2))}});
        findFirst.reset();
        if (keepScore(row, first, revision))
            ++outcome.scoresAddedToEarlier;
        if (keepColumns(row.example.extra, contentId(first, revision)))
            ++outcome.columnsAddedToEarlier;
    }

    // Columns that only the duplicate has; where both have one the first import's value stays.
    bool keepColumns(const Json& extra, std::int64_t content)
    {
        if (!extra.is_object())
            return false;
        Json kept = Json::object();
        readExtra.bind(1, content);
        if (readExtra.step() && !readExtra.isNull(0)) {
            auto stored = parseJson(readExtra.text(0), "project.db");
            require(stored);
            kept = std::move(*stored);
        }
        readExtra.reset();
        const std::size_t before = kept.size();
        for (const auto& [column, value] : extra.items()) {
            if (!kept.contains(column))
                kept[column] = value;
        }
        if (kept.size() == before)
            return false;
        buffers.extra = toJsonLine(kept);
        setExtra.bind(1, content).bind(2, std::string_view(buffers.extra)).run();
        return true;
    }

    bool keepScore(const ImportedRow& row, std::int64_t example, std::int64_t revision)
    {
        if (!row.score)
            return false;
        const auto bindAll = [&](Statement& statement) {
            statement.bind(1, scorer).bind(2, example).bind(3, revision);
            if (row.score->value)
                statement.bind(4, *row.score->value);
            else
                statement.bindNull(4);
            statement.bind(5, std::string_view(row.score->raw));
        };
        bindAll(hasScore);
        const bool isThere = hasScore.step();
        hasScore.reset();
        if (isThere)
            return false;
        bindAll(addScore);
        addScore.bind(6, startedMs).run();
        ++(row.score->value ? outcome.scoresAdded : outcome.scoresWithoutValue);
        return true;
    }
};

ImportSession::ImportSession(std::unique_ptr<State> state)
    : m_state(std::move(state))
{ }

ImportSession::ImportSession(ImportSession&&) noexcept = default;
ImportSession& ImportSession::operator=(ImportSession&&) noexcept = default;
ImportSession::~ImportSession() = default;

Result<> ImportSession::add(const ImportedRow& row)
{
    return guarded([&] { m_state->add(row); });
}

Result<ImportOutcome> ImportSession::finish()
{
    return guarded([&] {
        if (!m_state->transaction)
            m_state->begin();
        m_state->commit(true);
        return m_state->outcome;
    });
}

Result<ImportSession> ExampleStore::beginImport(const std::string& file)
{
    return guarded([&] { return ImportSession(std::make_unique<ImportSession::State>(*m_database, file)); });
}

} // namespace dankai
