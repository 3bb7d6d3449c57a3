// SPDX-License-Identifier: Apache-2.0
#include "app/cli/texttable.h"

#include "app/cli/textwidth.h"

#include <algorithm>
#include <numeric>

namespace dankai {

namespace {

constexpr std::size_t gap = 2;

std::string repeated(std::string_view piece, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += piece;
    return text;
}

std::string padded(const Console& console, const Cell& cell, std::size_t width, Align align, bool isLast)
{
    const std::string text = fitToWidth(cell.text, width);
    const std::string blanks(width - std::min(width, displayWidth(text)), ' ');
    const std::string shown = console.paint(cell.ink, text);
    if (align == Align::Right)
        return blanks + shown;
    return isLast ? shown : shown + blanks; // no blanks at a line's end
}

} // namespace

void TextTable::print(const Console& console) const
{
    std::vector<std::size_t> widths;
    for (const Column& column : m_columns)
        widths.push_back(displayWidth(column.header));
    for (const auto& row : m_rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i].text));

    std::size_t total
        = gap * (widths.size() - 1) + std::accumulate(widths.begin(), widths.end(), std::size_t(0));
    for (std::size_t i = 0; i < widths.size() && total > console.width(); ++i) {
        if (!m_columns[i].mayShrink)
            continue;
        const std::size_t least = std::min<std::size_t>(widths[i], 12);
        const std::size_t taken = std::min(widths[i] - least, total - console.width());
        widths[i] -= taken;
        total -= taken;
    }

    const auto line = [&](const std::vector<Cell>& cells) {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0)
                text += std::string(gap, ' ');
            text += padded(console, cells[i], widths[i], m_columns[i].align, i + 1 == m_columns.size());
        }
        console.print(text);
    };
    const std::string rule = console.paint(Ink::Faint, repeated("─", total));
    std::vector<Cell> headers;
    for (const Column& column : m_columns)
        headers.emplace_back(column.header, Ink::Faint);
    line(headers);
    console.print(rule);
    for (const auto& row : m_rows) {
        if (row.empty())
            console.print(rule);
        else
            line(row);
    }
}

void printSideBySide(const Console& console, const std::vector<std::string>& headings,
    const std::vector<std::string>& texts, std::size_t maxLines)
{
    constexpr std::size_t columnGap = 3;
    const std::size_t count = texts.size();
    if (count == 0)
        return;
    const std::size_t usable = std::min<std::size_t>(console.width(), 200);
    // As many beside one another as have room; the rest follows below.
    std::size_t perRow = count;
    while (perRow > 1 && (usable - columnGap * (perRow - 1)) / perRow < 24)
        --perRow;
    // Rows of equal length look better than a full one and a rest.
    const std::size_t rows = (count + perRow - 1) / perRow;
    perRow = (count + rows - 1) / rows;
    const std::size_t width = std::min<std::size_t>((usable - columnGap * (perRow - 1)) / perRow, 80);
    for (std::size_t first = 0; first < count; first += perRow) {
        const std::size_t end = std::min(first + perRow, count);
        std::vector<std::vector<std::string>> columns;
        std::size_t height = 0;
        for (std::size_t i = first; i < end; ++i) {
            auto lines = wrapToWidth(texts[i], width);
            if (lines.size() > maxLines) {
                lines.resize(maxLines);
                lines.back() = fitToWidth(lines.back() + " …", width);
            }
            height = std::max(height, lines.size());
            columns.push_back(std::move(lines));
        }
        const auto printLine = [&](auto cellAt) {
            std::string text;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const Cell cell = cellAt(i);
                const bool isLast = i + 1 == columns.size();
                text += padded(console, cell, width, Align::Left, isLast)
                    + (isLast ? std::string() : std::string(columnGap, ' '));
            }
            text.erase(text.find_last_not_of(' ') + 1);
            console.print(text);
        };
        printLine([&](std::size_t i) { return Cell(headings[first + i], Ink::Accent); });
        for (std::size_t row = 0; row < height; ++row)
            printLine([&](std::size_t i) { return Cell(row < columns[i].size() ? columns[i][row] : ""); });
        if (end < count)
            console.print();
    }
}

} // namespace dankai
