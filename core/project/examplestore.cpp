// SPDX-License-Identifier: Apache-2.0
#include "core/project/examplestore.h"

#include "core/base/utf8.h"
#include "core/project/examplerows.h"
#include "core/project/searchrows.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>

namespace dankai {

namespace {

constexpr int maximumRevision = 65535;

[[noreturn]] void refuseMissing(ExampleId id)
{
    throw DatabaseFailure{Error{
        ErrorCode::Unusable, "There is no example " + std::to_string(numberOf(id)) + " in this project."}};
}

// One number for every example in the order of ids, filled from rows (example, revision, value).
template <class T, class Set>
void mergeColumn(const std::vector<ExampleId>& ids, const std::vector<std::int32_t>& revisions,
    std::vector<T>& column, Statement& rows, Set&& set)
{
    std::size_t at = 0;
    while (rows.step()) {
        const std::int64_t example = rows.integer(0);
        while (at < ids.size() && numberOf(ids[at]) < example)
            ++at;
        if (at < ids.size() && numberOf(ids[at]) == example && revisions[at] == rows.integer(1))
            set(column[at], rows);
    }
}

struct Identities
{
    std::vector<ExampleId> ids;
    std::vector<std::int32_t> revisions;
};

void readScores(
    Database& database, const std::string& scorer, const Identities& all, std::vector<double>& scores)
{
    scores.assign(all.ids.size(), std::numeric_limits<double>::quiet_NaN());
    // Ascending versions and attempts, so that the newest is written last and stays.
    Statement versions(database, "SELECT id FROM scorers WHERE name = ?1 ORDER BY version");
    versions.bind(1, std::string_view(scorer));
    while (versions.step()) {
        Statement rows(database,
            "SELECT example, revision, value FROM scores WHERE scorer = ?1 ORDER BY example, revision, "
            "attempt");
        rows.bind(1, versions.integer(0));
        mergeColumn(all.ids, all.revisions, scores, rows, [](double& score, const Statement& row) {
            score = row.isNull(2) ? std::numeric_limits<double>::quiet_NaN() : row.real(2);
        });
    }
}

// The same file imported twice is one source. Fills `names`; the result says which name an import has.
std::map<std::int64_t, std::uint32_t> readSources(Database& database, std::vector<std::string>& names)
{
    std::map<std::int64_t, std::uint32_t> sources;
    Statement imports(database, "SELECT id, file FROM imports ORDER BY id");
    while (imports.step()) {
        const std::string_view file = imports.text(1);
        const auto found = std::ranges::find(names, file);
        sources.emplace(imports.integer(0), static_cast<std::uint32_t>(found - names.begin()));
        if (found == names.end())
            names.emplace_back(file);
    }
    return sources;
}

// Groups of near-duplicates as rows. One of whom all others are excluded or were edited stands alone.
void readNearDuplicates(Database& database, const std::vector<ExampleId>& ids, ExampleColumns& columns)
{
    struct Group
    {
        std::uint32_t first = noNearDuplicate;
        std::size_t size = 0;
    };

    std::unordered_map<std::int64_t, Group> groups; // by the number under which they are kept
    const auto forEach = [&](auto&& use) {
        Statement rows(database, "SELECT example, first FROM near_duplicates ORDER BY example");
        for (std::size_t at = 0; rows.step();) {
            while (at < ids.size() && numberOf(ids[at]) < rows.integer(0))
                ++at;
            if (at < ids.size() && numberOf(ids[at]) == rows.integer(0) && columns.isExcluded[at] == 0)
                use(static_cast<std::uint32_t>(at), groups[rows.integer(1)]);
        }
    };
    forEach([](std::uint32_t row, Group& group) {
        group.first = std::min(group.first, row);
        ++group.size;
    });
    if (groups.empty())
        return;
    columns.nearDuplicates.assign(ids.size(), noNearDuplicate);
    forEach([&](std::uint32_t row, const Group& group) {
        if (group.size > 1)
            columns.nearDuplicates[row] = group.first;
    });
}

constexpr std::uint32_t noSource = std::numeric_limits<std::uint32_t>::max();

// A number of a later version is a script that this one has no name for.
TextScript scriptFrom(std::int64_t number)
{
    return number >= 0 && number < static_cast<std::int64_t>(textScripts.size())
        ? static_cast<TextScript>(number)
        : TextScript::Other;
}

} // namespace

StoredExample loadExample(Database& database, ExampleId id)
{
    Statement find(
        database, "SELECT " DANKAI_EXAMPLE_COLUMNS " FROM " DANKAI_EXAMPLE_TABLES " WHERE e.id = ?1");
    find.bind(1, numberOf(id));
    if (!find.step())
        refuseMissing(id);
    return storedExampleAt(find);
}

namespace {

void addChange(Database& database, ExampleId id, ExampleChangeKind kind, int revision,
    const std::string& person, std::int64_t changedMs)
{
    Statement add(database,
        "INSERT INTO example_changes (example, kind, revision, person, changed_ms) "
        "VALUES (?1, ?2, ?3, ?4, ?5)");
    add.bind(1, numberOf(id))
        .bind(2, nameOf(kind))
        .bind(3, std::int64_t(revision))
        .bind(4, std::string_view(person))
        .bind(5, changedMs)
        .run();
}

std::optional<ExampleChangeKind> changeKindFrom(std::string_view name)
{
    for (const auto kind : {ExampleChangeKind::Exclude, ExampleChangeKind::Restore, ExampleChangeKind::Edit})
        if (name == nameOf(kind))
            return kind;
    return std::nullopt;
}

// Edits that stand in no row of example_changes: every content after the first is one.
std::vector<ExampleChange> editsOfBefore(Database& database, ExampleId id, int revision)
{
    std::vector<ExampleChange> edits;
    if (revision < 2)
        return edits;
    Statement rows(database,
        "SELECT c.id % 65536, c.created_ms, (SELECT p.name FROM reviews r JOIN reviewers p ON p.id = "
        "r.reviewer WHERE r.example = ?1 AND r.edited_to = c.id % 65536) FROM contents c "
        "WHERE c.id BETWEEN ?2 AND ?3 AND NOT EXISTS (SELECT 1 FROM example_changes x WHERE x.example = ?1 "
        "AND x.kind = 'edit' AND x.revision = c.id % 65536) ORDER BY c.id");
    rows.bind(1, numberOf(id)).bind(2, contentId(numberOf(id), 2)).bind(3, contentId(numberOf(id), revision));
    while (rows.step())
        edits.push_back({ExampleChangeKind::Edit, static_cast<int>(rows.integer(0)),
            std::string(rows.text(2)), rows.integer(1)});
    return edits;
}

} // namespace

std::string_view nameOf(ExampleChangeKind kind)
{
    switch (kind) {
    case ExampleChangeKind::Exclude:
        return "exclude";
    case ExampleChangeKind::Restore:
        return "restore";
    case ExampleChangeKind::Edit:
        break;
    }
    return "edit";
}

int editExample(Database& database, ExampleId id, const Example& content, std::string_view person)
{
    const StoredExample current = loadExample(database, id);
    const ContentHash hash = contentHash(content);
    Statement find(database, "SELECT id FROM examples WHERE content_hash = ?1");
    find.bindBlob(1, bytesOf(hash));
    if (find.step() && find.integer(0) != numberOf(id))
        throw DatabaseFailure{Error{ErrorCode::Unusable,
            "Example " + std::to_string(find.integer(0))
                + " has exactly this content already; exclude one of the two instead."}};
    if (current.revision >= maximumRevision)
        throw DatabaseFailure{Error{ErrorCode::Unusable,
            "Example " + std::to_string(numberOf(id)) + " cannot be edited more often."}};
    const int revision = current.revision + 1;
    const std::int64_t now = nowMs();
    ContentBuffers buffers;
    Statement addContent(database,
        "INSERT INTO contents (id, created_ms, system, history, instruction, input, response, extra) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    addContent.bind(1, contentId(numberOf(id), revision)).bind(2, now);
    bindContent(addContent, 3, content, buffers);
    addContent.run();
    Statement update(database,
        "UPDATE examples SET revision = ?2, content_hash = ?3, response_length = ?4, "
        "instruction_script = ?5, response_script = ?6 WHERE id = ?1");
    update.bind(1, numberOf(id))
        .bind(2, std::int64_t(revision))
        .bindBlob(3, bytesOf(hash))
        .bind(4, static_cast<std::int64_t>(codePointCount(content.response)))
        .bind(5, scriptNumber(userTurn(content)))
        .bind(6, scriptNumber(content.response))
        .run();
    addChange(database, id, ExampleChangeKind::Edit, revision, toValidUtf8(person), now);
    reindex(database, numberOf(id), current.example, content);
    return revision;
}

void markExample(Database& database, ExampleId id, std::int64_t isExcluded)
{
    Statement update(database, "UPDATE examples SET is_excluded = ?2 WHERE id = ?1");
    update.bind(1, numberOf(id)).bind(2, isExcluded).run();
    if (database.changes() == 0)
        refuseMissing(id);
}

namespace {

// What stands as it is wanted already is nobody's change.
void mark(Database& database, std::span<const ExampleId> ids, ExampleChangeKind kind, std::string_view person)
{
    const std::int64_t isExcluded = kind == ExampleChangeKind::Exclude ? 1 : 0;
    const std::string name = toValidUtf8(person);
    const std::int64_t now = nowMs();
    Transaction transaction(database);
    for (const ExampleId id : ids) {
        Statement find(database, "SELECT is_excluded, revision FROM examples WHERE id = ?1");
        find.bind(1, numberOf(id));
        if (!find.step())
            refuseMissing(id);
        if (find.integer(0) == isExcluded)
            continue;
        const auto revision = static_cast<int>(find.integer(1));
        find.reset();
        markExample(database, id, isExcluded);
        addChange(database, id, kind, revision, name, now);
    }
    transaction.commit();
}

} // namespace

ExampleStore::ExampleStore(Database& database)
    : m_database(&database)
{ }

Result<std::uint64_t> ExampleStore::count()
{
    return guarded(
        [&] { return static_cast<std::uint64_t>(m_database->number("SELECT count(*) FROM examples")); });
}

Result<StoredExample> ExampleStore::example(ExampleId id)
{
    return guarded([&] { return loadExample(*m_database, id); });
}

Result<std::optional<ExampleId>> ExampleStore::find(const ContentHash& hash)
{
    return guarded([&]() -> std::optional<ExampleId> {
        Statement find(*m_database, "SELECT id FROM examples WHERE content_hash = ?1");
        find.bindBlob(1, bytesOf(hash));
        if (!find.step())
            return std::nullopt;
        return ExampleId(find.integer(0));
    });
}

Result<Example> ExampleStore::revision(ExampleId id, int revision)
{
    return guarded([&] {
        const StoredExample current = loadExample(*m_database, id);
        Statement find(*m_database,
            "SELECT system, history, instruction, input, response, extra FROM contents WHERE id = ?1");
        find.bind(1, contentId(numberOf(id), revision));
        if (revision < 1 || revision > current.revision || !find.step())
            throw DatabaseFailure{Error{ErrorCode::Unusable,
                "Example " + std::to_string(numberOf(id)) + " has revisions 1 to "
                    + std::to_string(current.revision) + ", not " + std::to_string(revision) + "."}};
        Example content = contentAt(find, 0);
        content.source = current.example.source;
        return content;
    });
}

Result<> ExampleStore::visit(const ExampleVisitor& visitor)
{
    return guarded([&] {
        visitPages(
            *m_database,
            "SELECT " DANKAI_EXAMPLE_COLUMNS " FROM " DANKAI_EXAMPLE_TABLES
            " WHERE e.id > ?1 ORDER BY e.id LIMIT ?2",
            [](Statement&) {}, visitor);
    });
}

Result<> ExampleStore::visit(std::span<const ExampleId> ids, const ExampleVisitor& visitor)
{
    return guarded([&] {
        for (const ExampleId id : ids) {
            auto visited = visitor(loadExample(*m_database, id));
            require(visited);
        }
    });
}

Result<ExampleColumns> ExampleStore::columns(const ColumnsWanted& wanted)
{
    return guarded([&] {
        ExampleColumns columns;
        Identities all;
        // One point in time for all columns, whatever others write meanwhile.
        const ReadTransaction reading(*m_database);
        const auto count = static_cast<std::size_t>(m_database->number("SELECT count(*) FROM examples"));
        all.ids.reserve(count);
        all.revisions.reserve(count);
        columns.hashes.reserve(count);
        columns.isExcluded.reserve(count);
        columns.isEdited.reserve(count);
        columns.responseLengths.reserve(count);
        columns.instructionScripts.reserve(count);
        columns.responseScripts.reserve(count);
        columns.sources.reserve(count);
        Statement rows(*m_database,
            "SELECT id, revision, content_hash, is_excluded, response_length, instruction_script, "
            "response_script, import FROM examples ORDER BY id");
        const std::map<std::int64_t, std::uint32_t> sources = readSources(*m_database, columns.sourceNames);
        while (rows.step()) {
            all.ids.push_back(ExampleId(rows.integer(0)));
            all.revisions.push_back(static_cast<std::int32_t>(rows.integer(1)));
            columns.hashes.push_back(hashFrom(rows.blob(2)));
            columns.isExcluded.push_back(rows.integer(3) != 0 ? 1 : 0);
            columns.isEdited.push_back(rows.integer(1) > 1 ? 1 : 0);
            columns.responseLengths.push_back(static_cast<std::uint32_t>(rows.integer(4)));
            columns.instructionScripts.push_back(scriptFrom(rows.integer(5)));
            columns.responseScripts.push_back(scriptFrom(rows.integer(6)));
            const auto source = sources.find(rows.integer(7));
            columns.sources.push_back(source == sources.end() ? noSource : source->second);
        }
        readNearDuplicates(*m_database, all.ids, columns);
        readScores(*m_database, wanted.scorer, all, columns.scores);
        if (const auto tokenizer = knownTokenizerId(*m_database, wanted.tokenizerHash)) {
            columns.tokens.assign(all.ids.size(), 0);
            Statement counts(*m_database,
                "SELECT example, revision, tokens FROM token_counts WHERE tokenizer = ?1 ORDER BY example");
            counts.bind(1, *tokenizer);
            mergeColumn(all.ids, all.revisions, columns.tokens, counts,
                [](std::uint32_t& tokens, const Statement& row) {
                    tokens = static_cast<std::uint32_t>(row.integer(2));
                });
        }
        columns.ids = std::move(all.ids);
        return columns;
    });
}

Result<int> ExampleStore::edit(ExampleId id, const Example& content, std::string_view person)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        const int revision = editExample(*m_database, id, content, person);
        transaction.commit();
        return revision;
    });
}

Result<> ExampleStore::exclude(std::span<const ExampleId> ids, std::string_view person)
{
    return guarded([&] { mark(*m_database, ids, ExampleChangeKind::Exclude, person); });
}

Result<> ExampleStore::include(std::span<const ExampleId> ids, std::string_view person)
{
    return guarded([&] { mark(*m_database, ids, ExampleChangeKind::Restore, person); });
}

Result<std::vector<ExampleChange>> ExampleStore::changes(ExampleId id)
{
    return guarded([&] {
        Statement find(*m_database, "SELECT revision FROM examples WHERE id = ?1");
        find.bind(1, numberOf(id));
        if (!find.step())
            refuseMissing(id);
        std::vector<ExampleChange> changes
            = editsOfBefore(*m_database, id, static_cast<int>(find.integer(0)));
        Statement rows(*m_database,
            "SELECT kind, revision, person, changed_ms FROM example_changes WHERE example = ?1 ORDER BY id");
        rows.bind(1, numberOf(id));
        while (rows.step())
            if (const auto kind = changeKindFrom(rows.text(0)))
                changes.push_back(
                    {*kind, static_cast<int>(rows.integer(1)), std::string(rows.text(2)), rows.integer(3)});
        return changes;
    });
}

Result<> ExampleStore::putTokenCounts(const std::string& tokenizerHash, std::span<const TokenCount> counts)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        std::optional<std::int64_t> tokenizer = knownTokenizerId(*m_database, tokenizerHash);
        if (!tokenizer) {
            Statement add(*m_database, "INSERT INTO tokenizers (hash) VALUES (?1)");
            add.bind(1, std::string_view(tokenizerHash)).run();
            tokenizer = m_database->lastRowId();
        }
        Statement put(*m_database,
            "INSERT OR REPLACE INTO token_counts (tokenizer, example, revision, tokens, trained_tokens) "
            "VALUES (?1, ?2, ?3, ?4, ?5)");
        for (const TokenCount& count : counts)
            put.bind(1, *tokenizer)
                .bind(2, numberOf(count.example))
                .bind(3, std::int64_t(count.revision))
                .bind(4, std::int64_t(count.tokens))
                .bind(5, std::int64_t(count.trainedTokens))
                .run();
        transaction.commit();
    });
}

Result<> ExampleStore::visitUncounted(const std::string& tokenizerHash, const ExampleVisitor& visitor)
{
    return guarded([&] {
        visitPages(
            *m_database,
            "SELECT " DANKAI_EXAMPLE_COLUMNS " FROM " DANKAI_EXAMPLE_TABLES
            " WHERE e.id > ?1 AND NOT EXISTS (SELECT 1 FROM token_counts t WHERE t.tokenizer = "
            "(SELECT id FROM tokenizers WHERE hash = ?3) AND t.example = e.id AND t.revision = e.revision) "
            "ORDER BY e.id LIMIT ?2",
            [&](Statement& statement) { statement.bind(3, std::string_view(tokenizerHash)); }, visitor);
    });
}

Result<std::vector<std::uint32_t>> ExampleStore::trainedTokens(const std::string& tokenizerHash)
{
    return guarded([&] {
        std::vector<std::uint32_t> tokens;
        Statement rows(*m_database,
            "SELECT coalesce(t.trained_tokens, 0) FROM examples e LEFT JOIN token_counts t ON t.tokenizer = "
            "(SELECT id FROM tokenizers WHERE hash = ?1) AND t.example = e.id AND t.revision = e.revision "
            "ORDER BY e.id");
        rows.bind(1, std::string_view(tokenizerHash));
        while (rows.step())
            tokens.push_back(static_cast<std::uint32_t>(rows.integer(0)));
        return tokens;
    });
}

} // namespace dankai
