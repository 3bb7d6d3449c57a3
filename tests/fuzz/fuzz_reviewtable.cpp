// SPDX-License-Identifier: Apache-2.0
// A table of answers from a spreadsheet: a sentence that names the file, or rows of which every answer is one
// of the levels'; and a cell that goes out comes back and is no formula.
#include "core/dataset/delimitedtext.h"
#include "core/project/reviewtable.h"

#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::vector<std::string> levels = {"Easy", "普通", "=3"};
    const auto table = parseReviewTable(text, "fuzz", levels);
    if (!table) {
        if (!table.error().message.starts_with("fuzz"))
            std::abort();
    } else {
        for (const std::string& problem : table->problems)
            if (!problem.starts_with("fuzz:"))
                std::abort();
        for (const ReviewTableRow& row : table->rows) {
            if (row.example < 1 || row.revision < 0 || row.line < 1)
                std::abort();
            if (row.answer && reviewAnswerFrom(textOf(*row.answer, levels), levels) != row.answer)
                std::abort();
        }
    }
    const std::string cell = guardedCell(text);
    if (unguardedCell(cell) != text)
        std::abort();
    const bool isSigned = cell.starts_with('+') || cell.starts_with('-');
    if (isSigned && cell.find_first_not_of("+-0123456789.eE") != cell.npos)
        std::abort(); // no number
    if (!cell.empty() && std::string_view("=@\t\r\n").find(cell[0]) != std::string_view::npos)
        std::abort();
    return 0;
}
