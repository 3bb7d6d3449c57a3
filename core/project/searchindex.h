// SPDX-License-Identifier: Apache-2.0
// Full-text search over the current contents, built in batches after the import so that an import is not
// slowed down by it. Finds Japanese by single characters and pairs of them, other scripts by word.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/phase/plan.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dankai {

class Database;

struct SearchIndexState
{
    std::uint64_t indexed = 0; // examples
    std::uint64_t total = 0;

    bool isComplete() const { return indexed >= total; }
};

struct SearchParams
{
    std::uint64_t limit = 1000; // ids returned
    std::uint64_t offset = 0;
};

struct SearchResult
{
    std::vector<ExampleId> ids; // ascending
    std::uint64_t total = 0; // of all that match
    SearchIndexState state; // incomplete: there may be more
};

class SearchIndex final
{
public:
    explicit SearchIndex(Database& database);

    Result<SearchIndexState> state();
    // Goes on where it was left, in short transactions; a stop loses nothing.
    Result<SearchIndexState> build(const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);
    // All words must occur; "two words" in quotes must stand together; a final * finds beginnings.
    Result<SearchResult> search(std::string_view query, const SearchParams& params = {});

private:
    Database* m_database;
};

} // namespace dankai
