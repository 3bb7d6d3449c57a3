// SPDX-License-Identifier: Apache-2.0
// A table in a terminal: columns aligned by display width, long cells cut with an ellipsis where the terminal
// is narrow. No lines around cells: space separates.
#pragma once

#include "app/cli/console.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace dankai {

enum class Align
{
    Left,
    Right,
};

struct Column
{
    std::string header;
    Align align = Align::Right;
    bool mayShrink = false; // gives way where the table is wider than the terminal
};

struct Cell
{
    Cell() = default;

    Cell(std::string cellText, Ink cellInk = Ink::Plain) // a row is written as a list of texts
        : text(std::move(cellText))
        , ink(cellInk)
    { }

    Cell(const char* cellText)
        : text(cellText)
    { }

    std::string text;
    Ink ink = Ink::Plain;
};

class TextTable final
{
public:
    explicit TextTable(std::vector<Column> columns)
        : m_columns(std::move(columns))
    { }

    void add(std::vector<Cell> row) { m_rows.push_back(std::move(row)); }

    void addRule() { m_rows.emplace_back(); }

    bool isEmpty() const { return m_rows.empty(); }

    void print(const Console& console) const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<Cell>> m_rows; // empty: a rule
};

// Texts beside one another, each wrapped in its own column under its heading; below one another where the
// terminal has no room for columns of at least 24.
void printSideBySide(const Console& console, const std::vector<std::string>& headings,
    const std::vector<std::string>& texts, std::size_t maxLines);

} // namespace dankai
