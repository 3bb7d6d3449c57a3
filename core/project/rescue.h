// SPDX-License-Identifier: Apache-2.0
// What can still be read of a damaged project.db, brought into a new one. The damaged file is kept beside it.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dankai {

struct RescuedTable
{
    std::string name; // as core/project/schema.cpp has it
    std::uint64_t kept = 0; // rows
    std::uint64_t dropped = 0; // rows that could be read, but what they belong to could not
    bool hasGaps = false; // some rows could not be read, and nothing says how many

    bool operator==(const RescuedTable&) const = default;
};

struct Rescue
{
    std::vector<RescuedTable> tables; // those that had rows, or gaps
    std::filesystem::path damaged; // where the damaged file stands now

    std::uint64_t kept(std::string_view table) const;
};

// Whether this is the sentence of a store that came upon damage in project.db.
bool saysDamage(const Error& error);

// Whether every page of the project's database can be read and agrees with the others; reads all of it.
// Failed where the file cannot even be opened for another reason than damage.
Result<bool> isDatabaseWhole(const std::filesystem::path& folder);

// Close every program that has the project open first. Unusable where the database is whole, or where its
// first page is lost, which says what the rest means; the project is then as it was.
Result<Rescue> rescueProject(const std::filesystem::path& folder, const ProgressCallback& progress = {},
    const StopFlag* stop = nullptr);

} // namespace dankai
