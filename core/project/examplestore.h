// SPDX-License-Identifier: Apache-2.0
// Examples in project.db: bulk import with duplicates found, content revisions, columns of all examples.
// Does not parse files (core/dataset) and does not score.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/dataset/example.h"
#include "core/dataset/importer.h"
#include "core/phase/placement.h"
#include "core/phase/plan.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

class Database;

// The scorer's name under which scores of an imported file are kept; core/difficulty/scorer.h.
inline constexpr std::string_view importedScoreName = "imported";

struct DuplicateRow
{
    SourcePosition position; // of the row that was not stored
    ExampleId first{}; // the example that has the same content
    SourcePosition firstPosition;
};

struct ImportOutcome
{
    std::uint64_t added = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t scoresAdded = 0; // with a value
    std::uint64_t scoresAddedToEarlier = 0; // of duplicates that brought a score
    std::uint64_t scoresWithoutValue = 0; // kept with their raw text
    std::uint64_t columnsAddedToEarlier = 0; // duplicates whose unknown columns the earlier example had not
    std::vector<DuplicateRow> firstDuplicates; // the first hundred
};

// Gets the rows of one file. Committed in batches of some thousand rows, so that others can write in
// between and a cut import loses nothing: the same import again finds its earlier rows as duplicates.
class ImportSession final
{
public:
    ImportSession(ImportSession&&) noexcept;
    ImportSession& operator=(ImportSession&&) noexcept;
    ~ImportSession(); // without finish(): what is not committed yet is rolled back

    Result<> add(const ImportedRow& row);
    Result<ImportOutcome> finish(); // commits the rest

private:
    friend class ExampleStore;
    struct State;
    explicit ImportSession(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

struct StoredExample
{
    ExampleId id{};
    int revision = 1;
    ContentHash hash;
    bool isExcluded = false;
    Example example;
};

enum class ExampleChangeKind
{
    Exclude,
    Restore,
    Edit,
};

std::string_view nameOf(ExampleChangeKind kind); // exclude, restore, edit

// What somebody did to an example by hand. An exclusion by a review is not among them: the review says it.
struct ExampleChange
{
    ExampleChangeKind kind = ExampleChangeKind::Edit;
    int revision = 1; // that an edit made; else the one that stood
    std::string person; // empty: not known, of before names were kept
    std::int64_t changedMs = 0; // since 1970
    bool operator==(const ExampleChange&) const = default;
};

struct ColumnsWanted
{
    std::string scorer; // empty: no scores
    std::string tokenizerHash; // empty: no tokens
};

// Called with a view that is valid during the call; an error ends the reading and is handed on.
using ExampleVisitor = std::function<Result<>(const StoredExample&)>;

struct TokenCount
{
    ExampleId example{};
    int revision = 1;
    std::uint32_t tokens = 0; // of the whole rendered example, nothing cut off
    std::uint32_t trainedTokens = 0; // of these, targets of the loss
};

class ExampleStore final
{
public:
    explicit ExampleStore(Database& database);

    // `file` as it was given on the command line: it becomes the examples' source.
    Result<ImportSession> beginImport(const std::string& file);

    Result<std::uint64_t> count(); // excluded ones too
    Result<StoredExample> example(ExampleId id);
    Result<std::optional<ExampleId>> find(const ContentHash& hash);
    // An earlier content; revision 1 is what was imported.
    Result<Example> revision(ExampleId id, int revision);

    // In the order of ids, or in that of `ids`.
    Result<> visit(const ExampleVisitor& visitor);
    Result<> visit(std::span<const ExampleId> ids, const ExampleVisitor& visitor);

    // Columns of every example, ascending by id. Stale scores (of an earlier revision) count as none.
    Result<ExampleColumns> columns(const ColumnsWanted& wanted = {});

    // A new content revision: its scores become stale. Unusable where another example has that content.
    // `person`: whose doing it is, here and below; empty: not known.
    Result<int> edit(ExampleId id, const Example& content, std::string_view person = {});
    // From every plan; exclude() keeps everything, include() takes it back.
    Result<> exclude(std::span<const ExampleId> ids, std::string_view person = {});
    Result<> include(std::span<const ExampleId> ids, std::string_view person = {});
    // Oldest first. Of edits from before names were kept the time is known and, where a review made them, the
    // person; of exclusions from then nothing is.
    Result<std::vector<ExampleChange>> changes(ExampleId id);

    // The token cache of one tokenizer and template; counts of older revisions do not count.
    Result<> putTokenCounts(const std::string& tokenizerHash, std::span<const TokenCount> counts);
    // Examples without a count, in the order of ids.
    Result<> visitUncounted(const std::string& tokenizerHash, const ExampleVisitor& visitor);
    // 0 where not counted; one entry per example as in columns().
    Result<std::vector<std::uint32_t>> trainedTokens(const std::string& tokenizerHash);

private:
    Database* m_database;
};

} // namespace dankai
