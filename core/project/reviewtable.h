// SPDX-License-Identifier: Apache-2.0
// Questions of a review as a spreadsheet and its answers back. UTF-8 with a byte order mark, RFC 4180; a cell
// that a spreadsheet would compute gets an apostrophe in front, which the reader takes away again. Texts are
// there to be read: what was changed in them is said and not taken.
#pragma once

#include "core/base/result.h"
#include "core/difficulty/review.h"
#include "core/project/project.h"
#include "core/project/reviewstore.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// What a spreadsheet keeps of a cell is 32,767 units of UTF-16; longer texts are cut.
inline constexpr std::size_t maximumCellCharacters = 16000;

struct ReviewTableRow
{
    std::uint64_t line = 0; // of its first character, from 1
    std::int64_t example = 0;
    int revision = 0; // 0: the table does not say
    std::optional<ReviewAnswer> answer; // nothing: not answered
    std::string note;
    std::optional<std::string> instruction; // nothing: no such column
    std::optional<std::string> input;
    std::optional<std::string> response;

    bool operator==(const ReviewTableRow&) const = default;
};

struct ReviewTable
{
    std::vector<ReviewTableRow> rows;
    std::vector<std::string> problems; // a sentence with file:line for each row that cannot be taken
};

// Unusable where it is no table or lacks the columns "example" and "decision" (or 事例番号 and 判断). Rows
// that answer the same example differently are problems, all of them. `levels`: names, easiest first.
Result<ReviewTable> parseReviewTable(
    std::string_view text, const std::string& name, std::span<const std::string> levels);

// The questions of a queue about single examples, without practice, with what was answered so far. Names of
// columns and of decisions in Japanese where `language` is ja. How many rows.
Result<std::uint64_t> writeReviewTable(Project& project, const ReviewQueue& queue,
    const std::filesystem::path& path, const std::string& language);

struct ReviewTableOutcome
{
    std::size_t rows = 0; // with an answer or a note
    std::size_t applied = 0; // answers and notes that are new
    std::size_t unchanged = 0; // that were known already
    std::size_t unanswered = 0;
    std::vector<std::string> problems; // with file:line; the other rows are applied
};

// In any encoding that an import reads. Each row is stored for itself; applying twice changes nothing.
Result<ReviewTableOutcome> applyReviewTable(Project& project, const std::string& plan,
    const std::string& reviewer, const std::filesystem::path& path);

} // namespace dankai
