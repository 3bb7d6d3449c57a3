// SPDX-License-Identifier: Apache-2.0
// How an example stands in the tables, for the stores that read and write it. Internal to this room.
#pragma once

#include "core/project/database.h"
#include "core/project/examplestore.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

constexpr std::int64_t numberOf(ExampleId id)
{
    return static_cast<std::int64_t>(id);
}

constexpr std::int64_t contentId(std::int64_t example, std::int64_t revision)
{
    return example * 65536 + revision;
}

// Binds system, history, instruction, input, response, extra from `first` on; the texts it makes live in
// `buffers`.
struct ContentBuffers
{
    std::string history;
    std::string extra;
};

void bindContent(Statement& statement, int first, const Example& example, ContentBuffers& buffers);
// The same six columns back.
Example contentAt(const Statement& statement, int first);

// The columns instruction_script (of the user turn) and response_script.
std::int64_t scriptNumber(std::string_view text);

std::string_view bytesOf(const ContentHash& hash);
ContentHash hashFrom(std::string_view bytes);

// The columns that storedExampleAt() reads; "e" is examples, "c" contents, "i" imports.
#define DANKAI_EXAMPLE_COLUMNS                                                                               \
    "e.id, e.revision, e.content_hash, e.is_excluded, i.file, e.line, "                                      \
    "c.system, c.history, c.instruction, c.input, c.response, c.extra"
#define DANKAI_EXAMPLE_TABLES                                                                                \
    "examples e JOIN contents c ON c.id = e.id * 65536 + e.revision JOIN imports i ON i.id = e.import"
StoredExample storedExampleAt(const Statement& statement);

// Throws DatabaseFailure where there is none.
StoredExample loadExample(Database& database, ExampleId id);
// Inside a transaction of the caller's; as ExampleStore::edit().
int editExample(Database& database, ExampleId id, const Example& content, std::string_view person);
// Keeps nobody's name: for reviews, which do.
void markExample(Database& database, ExampleId id, std::int64_t isExcluded);

// Calls `visitor` for every row of `sql` (parameter 1: ids greater than, 2: how many), page by page: no
// statement is open while the visitor runs, so that it may write, and no reader keeps the log from being
// folded back. `bindMore` binds further parameters.
void visitPages(Database& database, const char* sql, const std::function<void(Statement&)>& bindMore,
    const ExampleVisitor& visitor);

// The row of a scorer; made where there is none.
std::int64_t scorerId(Database& database, std::string_view name, int version);
std::optional<std::int64_t> knownTokenizerId(Database& database, std::string_view hash);

} // namespace dankai
