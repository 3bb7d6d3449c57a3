// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/rowsplitter.h"

namespace dankai {

std::string tooLongRow(std::size_t maximumRowBytes)
{
    return "the row is longer than " + std::to_string(maximumRowBytes >> 20)
        + " MiB, which no example is; check that rows end where they should";
}

std::size_t LineSplitter::split(std::string_view text, SampleEnd end, std::vector<RowSlice>& rows)
{
    std::size_t start = 0;
    for (;;) {
        std::size_t newline = text.find('\n', start + m_scanned);
        const bool isLast = newline == std::string_view::npos;
        if (isLast && end == SampleEnd::Cut)
            break;
        if (isLast)
            newline = text.size();
        const std::string_view row = text.substr(start, newline - start);
        const std::size_t first = row.find_first_not_of(" \t\r");
        if (!m_isSkipping && first != std::string_view::npos) {
            const std::size_t last = row.find_last_not_of(" \t\r");
            RowSlice slice{start + first, last + 1 - first, m_line, {}};
            if (slice.length > m_maximumRowBytes)
                slice.problem = tooLongRow(m_maximumRowBytes);
            rows.push_back(std::move(slice));
        }
        m_isSkipping = false;
        m_scanned = 0;
        ++m_line;
        start = newline + 1;
        if (isLast || start == text.size()) {
            if (isLast || end == SampleEnd::OfFile)
                return text.size();
            break;
        }
    }
    if (text.size() - start > m_maximumRowBytes && !m_isSkipping) {
        rows.push_back({start, 0, m_line, tooLongRow(m_maximumRowBytes)});
        m_isSkipping = true;
    }
    if (m_isSkipping)
        start = text.size();
    m_scanned = text.size() - start;
    return start;
}

} // namespace dankai
