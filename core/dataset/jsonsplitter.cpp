// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/jsonsplitter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dankai {

namespace {

constexpr std::string_view blanks = " \t\r\n";

// A place to go on must be recognised with all its white space in one piece.
constexpr std::size_t longestBoundary = 4096;

// The bytes that end a run of ordinary text inside a string: quote, backslash, and the newline that no
// string holds.
constexpr auto stringStops = [] {
    std::array<bool, 256> stops{};
    stops[static_cast<unsigned char>('"')] = true;
    stops[static_cast<unsigned char>('\\')] = true;
    stops[static_cast<unsigned char>('\n')] = true;
    return stops;
}();

// Where the element starts whose first name stands at `name`: its opening brace, provided that an
// element ends before it. npos otherwise.
std::size_t elementStartBefore(std::string_view text, std::size_t name)
{
    const auto lastInk = [&](std::size_t before) {
        return before == 0 ? std::string_view::npos : text.find_last_not_of(blanks, before - 1);
    };
    const std::size_t brace = lastInk(name);
    if (brace == std::string_view::npos || text[brace] != '{')
        return std::string_view::npos;
    std::size_t before = lastInk(brace);
    if (before != std::string_view::npos && text[before] == ',')
        before = lastInk(before);
    if (before == std::string_view::npos || text[before] != '}')
        return std::string_view::npos;
    return brace;
}

} // namespace

JsonSplitter::JsonSplitter(JsonSequence sequence, std::size_t maximumRowBytes)
    : m_sequence(sequence)
    , m_maximumRowBytes(maximumRowBytes)
    , m_state(sequence == JsonSequence::Array ? State::BeforeArray : State::Between)
{ }

std::uint64_t JsonSplitter::lineOf(std::string_view text, std::size_t offset)
{
    const auto begin = text.begin();
    m_line += static_cast<std::uint64_t>(std::count(
        begin + static_cast<std::ptrdiff_t>(m_linesAt), begin + static_cast<std::ptrdiff_t>(offset), '\n'));
    m_linesAt = offset;
    return m_line;
}

void JsonSplitter::scanBetween(std::string_view text, std::vector<RowSlice>& rows)
{
    if (m_state == State::Ignoring)
        m_position = text.size();
    while (m_position < text.size()) {
        const char c = text[m_position];
        if (blanks.find(c) != std::string_view::npos) {
            ++m_position;
            continue;
        }
        if (m_state == State::AfterArray) {
            rows.push_back({m_position, 0, lineOf(text, m_position),
                "there is text after the end of the list; it was not read"});
            m_position = text.size();
            m_state = State::Ignoring;
            return;
        }
        if (m_state == State::BeforeArray) {
            m_state = State::Between;
            ++m_position;
            continue;
        }
        if (c == ',') {
            m_hasComma = true;
            ++m_position;
            continue;
        }
        if (c == ']' && m_sequence == JsonSequence::Array) {
            if (m_hasComma)
                m_notes.push_back("Line " + std::to_string(lineOf(text, m_position))
                    + ": a comma after the last row, which JSON does not allow, was overlooked.");
            m_state = State::AfterArray;
            ++m_position;
            continue;
        }
        m_hasComma = false;
        m_state = State::InElement;
        m_start = m_position;
        m_isInString = false;
        m_previous = 0;
        m_open.clear();
        return;
    }
}

// False where the byte cannot stand here.
bool JsonSplitter::takeOutsideString(char c)
{
    const char inside = m_open.empty() ? 0 : m_open.back();
    switch (c) {
    case '{':
    case '[':
        if (!m_open.empty() && m_previous != ':'
            && !(inside == '[' && (m_previous == '[' || m_previous == ',')))
            return false;
        m_open += c;
        if (m_open.size() > deepestNesting)
            return false;
        break;
    case '}':
    case ']':
        if (inside != (c == '}' ? '{' : '['))
            return false;
        m_open.pop_back();
        break;
    case '"':
        if (m_previous == '"' || m_previous == '}' || m_previous == ']')
            return false;
        m_isInString = true;
        break;
    case ':':
        if (m_previous != '"')
            return false;
        break;
    case ',':
        break;
    default: // a digit or letter of a number, true, false or null
        if (m_previous == '"' || m_previous == '}' || m_previous == '{')
            return false;
        return true; // what follows a plain value follows what stood before it, which is lax and enough
    }
    m_previous = c;
    return true;
}

JsonSplitter::Scan JsonSplitter::scanElement(std::string_view text)
{
    const std::size_t size = text.size();
    std::size_t i = m_position;
    while (i < size) {
        if (m_isInString) {
            while (i < size && !stringStops[static_cast<unsigned char>(text[i])])
                ++i;
            if (i == size)
                break;
            if (text[i] == '\\') {
                if (i + 1 >= size)
                    break;
                i += 2;
                continue;
            }
            if (text[i] == '\n') {
                m_position = i;
                return Scan::Broken;
            }
            m_isInString = false;
            ++i;
            continue;
        }
        const char c = text[i];
        if (blanks.find(c) != std::string_view::npos) {
            ++i;
            continue;
        }
        // A plain value in place of an object ends at the comma or the bracket that follows it.
        if (m_open.empty() && i > m_start && (c == ',' || c == ']')) {
            m_position = i;
            return Scan::Ended;
        }
        if (!takeOutsideString(c)) {
            m_position = i;
            return Scan::Broken;
        }
        ++i;
        if (m_open.empty() && (c == '}' || c == ']')) {
            m_position = i;
            return Scan::Ended;
        }
    }
    m_position = i;
    return Scan::NeedsMore;
}

void JsonSplitter::rememberFirstName(std::string_view element)
{
    if (!m_firstName.empty() || element.empty() || element.front() != '{')
        return;
    const std::size_t quote = element.find_first_not_of(blanks, 1);
    if (quote == std::string_view::npos || element[quote] != '"')
        return;
    const std::size_t end = element.find('"', quote + 1);
    if (end != std::string_view::npos)
        m_firstName = element.substr(quote, end + 1 - quote);
}

// Sets m_position and m_start to where reading can go on, or behind everything that need not be seen again.
void JsonSplitter::seek(std::string_view text, SampleEnd end)
{
    const std::string_view wanted = m_firstName.empty() ? std::string_view("\"") : m_firstName;
    for (std::size_t at = text.find(wanted, m_start + 1); at != std::string_view::npos;
         at = text.find(wanted, at + 1)) {
        const std::size_t start = elementStartBefore(text, at);
        if (start != std::string_view::npos && start > m_start) {
            m_position = start;
            m_state = State::Between;
            return;
        }
    }
    m_position = text.size();
    if (end == SampleEnd::Cut)
        m_start = std::max(m_start, text.size() - std::min(text.size(), longestBoundary));
}

std::size_t JsonSplitter::split(std::string_view text, SampleEnd end, std::vector<RowSlice>& rows)
{
    const auto reject = [&](std::string problem) {
        rows.push_back({m_start, 0, lineOf(text, m_start), std::move(problem)});
        m_state = State::Seeking;
        seek(text, end);
    };
    if (m_state == State::Seeking)
        seek(text, end);
    for (;;) {
        Scan scan = Scan::NeedsMore;
        while (m_position < text.size()) {
            if (m_state != State::InElement) {
                scanBetween(text, rows);
                continue;
            }
            scan = scanElement(text);
            if (scan == Scan::NeedsMore)
                break;
            if (scan == Scan::Broken) {
                reject(brokenRow(text));
                continue;
            }
            const std::string_view element = text.substr(m_start, m_position - m_start);
            rememberFirstName(element);
            rows.push_back({m_start, element.size(), lineOf(text, m_start),
                element.size() > m_maximumRowBytes ? tooLongRow(m_maximumRowBytes) : std::string()});
            m_state = State::Between;
        }
        if (m_state == State::InElement && text.size() - m_start > m_maximumRowBytes)
            reject(tooLongRow(m_maximumRowBytes));
        else if (m_state == State::InElement && end == SampleEnd::OfFile)
            reject("the file ends inside this row; it may have been cut off");
        else
            break;
        if (m_state == State::Seeking)
            break;
    }
    if (end == SampleEnd::OfFile)
        return text.size();

    const std::size_t done = m_state == State::InElement || m_state == State::Seeking ? m_start : m_position;
    lineOf(text, done);
    m_linesAt = 0;
    m_position -= done;
    m_start = 0;
    return done;
}

std::string JsonSplitter::brokenRow(std::string_view text) const
{
    if (m_open.size() > deepestNesting)
        return "the row is nested deeper than " + std::to_string(deepestNesting) + " levels";
    const auto begin = text.begin();
    const auto line = m_line
        + static_cast<std::uint64_t>(std::count(begin + static_cast<std::ptrdiff_t>(m_linesAt),
            begin + static_cast<std::ptrdiff_t>(m_position), '\n'));
    const char c = text[m_position];
    const bool isShown = static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 0x7f;
    return "the row is not valid JSON: a quote, comma or bracket is missing or too many before "
        + (isShown ? std::string("'") + c + "' in line " : "the end of line ") + std::to_string(line);
}

} // namespace dankai
