// SPDX-License-Identifier: Apache-2.0
// Finds the elements of a JSON array, or of JSON values that follow one another, without parsing them.
// Checks only as much grammar as it needs to notice at once that a quote or a bracket is missing.
#pragma once

#include "core/dataset/rowsplitter.h"

namespace dankai {

// No example is nested so deep; the bound keeps the search after a broken row linear.
inline constexpr std::size_t deepestNesting = 64;

enum class JsonSequence
{
    Array, // [ {...}, {...} ]
    Values, // {...} {...}
};

// After a broken element it goes on at the next place that looks like the start of one: a closing brace, a
// comma, an opening brace and the name that the file's first element begins with. Inside a string that
// name's quote would be escaped, so that text which talks about JSON is not taken for a row.
class JsonSplitter final : public RowSplitter
{
public:
    JsonSplitter(JsonSequence sequence, std::size_t maximumRowBytes);

    std::size_t split(std::string_view text, SampleEnd end, std::vector<RowSlice>& rows) override;

    std::vector<std::string> notes() const override { return m_notes; }

private:
    enum class State
    {
        BeforeArray,
        Between,
        InElement,
        Seeking, // after a broken element, for the next
        AfterArray,
        Ignoring, // what stands after the array
    };
    enum class Scan
    {
        Ended, // the element ends before m_position
        NeedsMore,
        Broken,
    };

    void scanBetween(std::string_view text, std::vector<RowSlice>& rows);
    Scan scanElement(std::string_view text);
    bool takeOutsideString(char c);
    void rememberFirstName(std::string_view element);
    void seek(std::string_view text, SampleEnd end);
    std::string brokenRow(std::string_view text) const;
    std::uint64_t lineOf(std::string_view text, std::size_t offset);

    JsonSequence m_sequence;
    std::size_t m_maximumRowBytes;
    State m_state;
    std::size_t m_position = 0; // next byte to look at
    std::size_t m_start = 0; // of the element
    bool m_isInString = false;
    bool m_hasComma = false; // Between: since the last element
    char m_previous = 0; // last byte of grammar in the element: { } [ ] , : " or 0 for a plain value
    std::string m_open; // brackets open in the element, outermost first
    std::string m_firstName; // with its quotes; empty while there is none
    std::size_t m_linesAt = 0; // m_line is the line of this offset
    std::uint64_t m_line = 1;
    std::vector<std::string> m_notes;
};

} // namespace dankai
