// SPDX-License-Identifier: GPL-3.0-or-later
// A text with the words marked that another one does not have, and with what was searched for: for cells and
// for documents. Every mark is told by more than its colour.
#pragma once

#include <QString>
#include <QTextLayout>

#include <cstdint>
#include <string_view>
#include <vector>

namespace dankai::ui {

struct Theme;

enum class RemovedWords
{
    Hide,
    Show, // where they would stand, struck through
};

struct TextMark
{
    enum Kind : std::uint8_t // may stand together
    {
        Added = 1, // underlined on a tint
        Removed = 2, // struck through on a tint
        Match = 4, // of the search: dark on light, light on dark
    };

    qsizetype start = 0; // UTF-16 units
    qsizetype length = 0;
    int kinds = 0;
    bool operator==(const TextMark&) const = default;
};

struct MarkedText
{
    QString text;
    std::vector<TextMark> marks; // in order, apart from one another
    double equalShare = 1; // with what it was compared with
};

MarkedText plainText(std::string_view text);
// Removed words are left out where the texts share too little: two texts through one another cannot be read.
MarkedText differenceFrom(std::string_view before, std::string_view after, RemovedWords removed);
// Marks every place of `needle`, whatever its case; an empty one marks nothing.
void markMatches(MarkedText& text, const QString& needle);

// The first `length` UTF-16 units, not within a grapheme.
MarkedText beginningOf(const MarkedText& text, qsizetype length);

QList<QTextLayout::FormatRange> formatsOf(const MarkedText& text, const Theme& theme);
QString htmlOf(const MarkedText& text, const Theme& theme);

} // namespace dankai::ui
