// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/delimitedtext.h"

#include <algorithm>
#include <charconv>

namespace dankai {

namespace {

// Lines that end in `text`: LF, CRLF or CR.
std::uint64_t countLineEnds(std::string_view text)
{
    auto count = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    for (std::size_t cr = text.find('\r'); cr != std::string_view::npos; cr = text.find('\r', cr + 1)) {
        if (cr + 1 >= text.size() || text[cr + 1] != '\n')
            ++count;
    }
    return count;
}

// "-0.5", "+3", "1e-4": a spreadsheet reads them as the numbers that they are.
bool isWholeNumberText(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    if (text.starts_with('+') || text.find_first_not_of("+-0123456789.eE") != text.npos)
        return false; // from_chars() knows "inf" and "nan" too
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

// Whether a spreadsheet takes a cell of this text for a formula, or for one that was guarded.
bool needsGuard(std::string_view text)
{
    const std::size_t first = text.find_first_not_of('\'');
    return first != text.npos && std::string_view("=+-@\t\r\n").find(text[first]) != std::string_view::npos
        && !isWholeNumberText(text.substr(first));
}

} // namespace

DelimitedSplitter::DelimitedSplitter(char delimiter, std::size_t maximumRowBytes)
    : m_delimiter(delimiter)
    , m_maximumRowBytes(maximumRowBytes)
{ }

void DelimitedSplitter::endRow(
    std::string_view text, std::size_t rowEnd, std::size_t next, std::vector<RowSlice>& rows)
{
    const std::size_t length = rowEnd - m_start;
    if (length > 0)
        rows.push_back({m_start, length, m_line,
            length > m_maximumRowBytes ? tooLongRow(m_maximumRowBytes) : std::string()});
    m_line += countLineEnds(text.substr(m_start, next - m_start));
    m_start = next;
    m_position = next;
    m_state = State::FieldStart;
}

void DelimitedSplitter::reject(std::string_view text, std::string problem, std::vector<RowSlice>& rows)
{
    rows.push_back({m_start, std::min(m_position, text.size()) - m_start, m_line, std::move(problem)});
    m_position = m_start;
    m_state = State::Skipping;
}

std::size_t DelimitedSplitter::split(std::string_view text, SampleEnd end, std::vector<RowSlice>& rows)
{
    const bool isWhole = end == SampleEnd::OfFile;
    for (;;) {
        if (m_position >= text.size()) {
            if (m_state == State::Quoted && isWhole) {
                reject(text, "a quote that opens in this row is never closed", rows);
                continue;
            }
            if (m_state == State::Quoted && text.size() - m_start > m_maximumRowBytes) {
                reject(text, tooLongRow(m_maximumRowBytes) + "; a quote that opens in it may not be closed",
                    rows);
                continue;
            }
            break;
        }
        const char c = text[m_position];
        if (m_state == State::Quoted) {
            const std::size_t quote = text.find('"', m_position);
            if (quote == std::string_view::npos) {
                m_position = text.size();
                continue;
            }
            m_position = quote + 1;
            m_state = State::AfterQuote;
            continue;
        }
        if (c == '\n' || c == '\r') {
            if (c == '\r' && m_position + 1 == text.size() && !isWhole)
                break; // a newline may follow
            const bool isPair = c == '\r' && m_position + 1 < text.size() && text[m_position + 1] == '\n';
            const std::size_t next = m_position + (isPair ? 2 : 1);
            if (m_state == State::Skipping) {
                ++m_line;
                m_start = next;
                m_position = next;
                m_state = State::FieldStart;
            } else {
                endRow(text, m_position, next, rows);
            }
            continue;
        }
        switch (m_state) {
        case State::FieldStart:
            if (c == '"')
                m_state = State::Quoted;
            else if (c != m_delimiter)
                m_state = State::Plain;
            break;
        case State::Plain:
            if (c == m_delimiter)
                m_state = State::FieldStart;
            break;
        case State::AfterQuote:
            if (c == '"') {
                m_state = State::Quoted;
            } else if (c == m_delimiter) {
                m_state = State::FieldStart;
            } else {
                reject(text,
                    "after a closing quote comes neither the delimiter nor the end of the row; a quote "
                    "inside a "
                    "quoted field is written twice (\"\")",
                    rows);
                continue;
            }
            break;
        case State::Quoted:
        case State::Skipping:
            break;
        }
        ++m_position;
    }

    if (isWhole) {
        if (m_state != State::Skipping)
            endRow(text, text.size(), text.size(), rows);
        return text.size();
    }
    if (m_state != State::Skipping && m_state != State::Quoted && text.size() - m_start > m_maximumRowBytes) {
        reject(text, tooLongRow(m_maximumRowBytes), rows);
        m_position = text.size();
    }
    if (m_state == State::Skipping) {
        // Bytes of a row that is given up are not needed again; a CR whose LF may follow is.
        m_start = m_position;
    }
    const std::size_t done = m_start;
    m_position -= done;
    m_start = 0;
    return done;
}

Result<std::vector<std::string>> parseDelimitedRow(std::string_view row, char delimiter)
{
    std::vector<std::string> fields;
    std::size_t i = 0;
    for (;;) {
        std::string& field = fields.emplace_back();
        if (i < row.size() && row[i] == '"') {
            ++i;
            for (;; ++i) {
                if (i >= row.size())
                    return unusable("a quote that opens in this row is never closed");
                if (row[i] == '"') {
                    if (i + 1 >= row.size() || row[i + 1] != '"')
                        break;
                    ++i;
                }
                if (row[i] != '\r') {
                    field += row[i];
                } else {
                    field += '\n';
                    if (i + 1 < row.size() && row[i + 1] == '\n')
                        ++i;
                }
            }
            ++i;
            if (i < row.size() && row[i] != delimiter)
                return unusable("after a closing quote comes neither the delimiter nor the end of the row");
        } else {
            const std::size_t end = std::min(row.find(delimiter, i), row.size());
            field = row.substr(i, end - i);
            i = end;
        }
        if (i >= row.size())
            return fields;
        ++i; // the delimiter; after a last one comes an empty field
    }
}

std::string delimitedField(std::string_view text, char delimiter)
{
    const bool hasOuterBlank
        = !text.empty() && (text.front() == ' ' || text.back() == ' ' || text.front() == '\t');
    if (!hasOuterBlank && text.find_first_of("\"\r\n") == std::string_view::npos
        && text.find(delimiter) == std::string_view::npos)
        return std::string(text);
    std::string field = "\"";
    for (const char character : text) {
        field += character;
        if (character == '"')
            field += character;
    }
    return field + '"';
}

std::string guardedCell(std::string_view text)
{
    return needsGuard(text) ? "'" + std::string(text) : std::string(text);
}

std::string unguardedCell(std::string_view cell)
{
    return std::string(cell.starts_with('\'') && needsGuard(cell) ? cell.substr(1) : cell);
}

std::string spreadsheetField(std::string_view text, char delimiter)
{
    return delimitedField(guardedCell(text), delimiter);
}

std::optional<char> sniffDelimiter(std::string_view sample, SampleEnd end)
{
    constexpr std::size_t rowsLookedAt = 50;
    std::optional<char> best;
    std::size_t bestScore = 0;
    for (const char delimiter : {',', '\t', ';', '|'}) {
        DelimitedSplitter splitter(delimiter, std::max<std::size_t>(sample.size(), 1));
        std::vector<RowSlice> slices;
        splitter.split(sample, end, slices);
        if (slices.empty() && end == SampleEnd::Cut)
            continue;
        std::size_t columns = 0;
        std::size_t agreeing = 0;
        std::size_t seen = 0;
        for (const RowSlice& slice : slices) {
            if (seen == rowsLookedAt)
                break;
            if (!slice.problem.empty())
                continue;
            const auto fields = parseDelimitedRow(sample.substr(slice.offset, slice.length), delimiter);
            if (!fields)
                continue;
            if (seen == 0)
                columns = fields->size();
            ++seen;
            agreeing += fields->size() == columns ? 1 : 0;
        }
        if (columns < 2 || agreeing * 10 < seen * 7)
            continue;
        const std::size_t score
            = agreeing * 1000 / std::max<std::size_t>(seen, 1) * 100 + std::min<std::size_t>(columns, 99);
        if (score > bestScore) {
            bestScore = score;
            best = delimiter;
        }
    }
    return best;
}

} // namespace dankai
