// SPDX-License-Identifier: Apache-2.0
// Finds where the rows of a text begin and end, block by block, and finds its way again after a broken one.
// Does not understand a row: that is RowParser's work (core/dataset/datasetformat.h).
#pragma once

#include "core/dataset/textencoding.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct RowSlice
{
    std::size_t offset = 0;
    std::size_t length = 0;
    std::uint64_t line = 0; // of the first byte, from 1
    std::string problem; // a sentence: why there is no row to parse here; empty for a row
};

class RowSplitter
{
public:
    virtual ~RowSplitter() = default;

    // Appends the rows that end in `text` and returns how many bytes are done with; the caller hands the
    // rest in again, followed by more. With SampleEnd::OfFile all bytes are done with.
    virtual std::size_t split(std::string_view text, SampleEnd end, std::vector<RowSlice>& rows) = 0;

    // What a person should know about the file as a whole, once it has ended.
    virtual std::vector<std::string> notes() const { return {}; }
};

// The sentence for a row that is longer than an import takes.
std::string tooLongRow(std::size_t maximumRowBytes);

// One row per line; blank lines are no rows.
class LineSplitter final : public RowSplitter
{
public:
    explicit LineSplitter(std::size_t maximumRowBytes)
        : m_maximumRowBytes(maximumRowBytes)
    { }

    std::size_t split(std::string_view text, SampleEnd end, std::vector<RowSlice>& rows) override;

private:
    std::size_t m_maximumRowBytes;
    std::size_t m_scanned = 0; // bytes of the unfinished row known to hold no newline
    std::uint64_t m_line = 1;
    bool m_isSkipping = false; // inside a row that was rejected for its length
};

} // namespace dankai
