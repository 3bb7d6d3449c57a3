// SPDX-License-Identifier: Apache-2.0
// Rows and fields of CSV and TSV after RFC 4180: quoted fields may hold delimiters, newlines and "" for a
// quote. Line ends are LF, CRLF or CR. Knows nothing about what the columns mean.
#pragma once

#include "core/base/result.h"
#include "core/dataset/rowsplitter.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// A quote inside a field that does not begin with one is an ordinary character. After a row whose quotes
// do not close it goes on at the line after that row's first.
class DelimitedSplitter final : public RowSplitter
{
public:
    DelimitedSplitter(char delimiter, std::size_t maximumRowBytes);

    std::size_t split(std::string_view text, SampleEnd end, std::vector<RowSlice>& rows) override;

private:
    enum class State
    {
        FieldStart,
        Plain,
        Quoted,
        AfterQuote,
        Skipping, // to the next line, after a broken row
    };

    void endRow(std::string_view text, std::size_t rowEnd, std::size_t next, std::vector<RowSlice>& rows);
    void reject(std::string_view text, std::string problem, std::vector<RowSlice>& rows);

    char m_delimiter;
    std::size_t m_maximumRowBytes;
    State m_state = State::FieldStart;
    std::size_t m_start = 0; // of the row
    std::size_t m_position = 0;
    std::uint64_t m_line = 1; // of m_start
};

// The fields of one row as DelimitedSplitter cuts it; CRLF and CR inside quotes become LF.
Result<std::vector<std::string>> parseDelimitedRow(std::string_view row, char delimiter);

// The text as one field: in quotes where the delimiter, a quote, a line end or outer blanks ask for them.
std::string delimitedField(std::string_view text, char delimiter);

// A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end), as a cell
// that it shows as text: behind an apostrophe, as OWASP advises against CSV injection. Numbers stay as they
// are, and a text that begins with an apostrophe before such a sign gets one more, so that unguardedCell()
// gives every text back.
std::string guardedCell(std::string_view text);
std::string unguardedCell(std::string_view cell);

// guardedCell() as one field: what every table that people open in a spreadsheet is written with.
std::string spreadsheetField(std::string_view text, char delimiter);

// The delimiter among , tab ; | with which the first rows have the same number of fields, at least two;
// the one with the most fields where there are several. Nothing for text that is no table.
std::optional<char> sniffDelimiter(std::string_view sample, SampleEnd end);

} // namespace dankai
