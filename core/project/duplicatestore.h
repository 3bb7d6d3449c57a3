// SPDX-License-Identifier: Apache-2.0
// Which examples of a project are nearly the same, as they were last compared. The comparison takes some 20 s
// of a core for a million examples, so its result is kept; an edited example leaves its group until it is
// compared again. How texts are compared stands in core/dataset/minhash.h.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/phase/plan.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dankai {

class Database;

struct NearDuplicateState
{
    std::uint64_t compared = 0; // examples; what was imported or edited since is not among them
    std::uint64_t total = 0;
    std::uint64_t inGroups = 0; // examples that have a near-duplicate, excluded ones too

    bool isComplete() const { return compared >= total; }

    bool operator==(const NearDuplicateState&) const = default;
};

struct NearDuplicate
{
    ExampleId id{};
    double similarity = 0; // to the one that was asked for, 0 to 1; low where a chain of others joins the two
    bool isExcluded = false;
};

struct NearDuplicateGroup
{
    std::vector<NearDuplicate> others; // in the order of ids
    std::size_t total = 0; // of all others: there may be more than were asked for
};

class NearDuplicateStore final
{
public:
    explicit NearDuplicateStore(Database& database);

    Result<NearDuplicateState> state();
    // Compares all examples with one another. Reads without holding anybody up; a stop changes nothing.
    Result<NearDuplicateState> search(const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);
    Result<NearDuplicateGroup> othersOf(ExampleId id, std::size_t limit);

private:
    Database* m_database;
};

} // namespace dankai
