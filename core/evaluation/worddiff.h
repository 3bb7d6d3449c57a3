// SPDX-License-Identifier: Apache-2.0
// What words two texts share and where they differ, by ICU's word borders, so that texts without spaces
// (Japanese, Chinese) are compared by words too. Knows nothing of meaning: a reordered sentence is removed
// here and added there.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace dankai {

enum class DiffKind
{
    Equal,
    Removed, // only in the text before
    Added, // only in the text after
};

// A stretch of whole words, spaces and punctuation. Offsets are bytes of UTF-8; the range in the text that
// does not have it is empty and says where it would stand.
struct DiffPart
{
    DiffKind kind = DiffKind::Equal;
    std::size_t beforeBegin = 0;
    std::size_t beforeEnd = 0;
    std::size_t afterBegin = 0;
    std::size_t afterEnd = 0;
    bool operator==(const DiffPart&) const = default;
};

struct WordDiff
{
    // In order, without gaps over both texts; of one change, what was removed comes first.
    std::vector<DiffPart> parts;
    // Share of both texts' bytes that is equal: 1 the same, 0 nothing in common.
    double equalShare = 1;
    // The texts differ in too much for a word by word comparison: what lies between their common beginning
    // and end is one change.
    bool isCoarse = false;

    bool isEqual() const { return parts.empty() || (parts.size() == 1 && parts[0].kind == DiffKind::Equal); }
};

// Bytes that are not UTF-8 are compared as they are. Takes time with length x changes, which is bounded: two
// answers of a hundred thousand words each are compared in well under a second.
WordDiff diffWords(std::string_view before, std::string_view after);

// Byte offsets where segments end (words, spaces, punctuation); the last one is the text's size.
std::vector<std::size_t> wordEnds(std::string_view text);
// Segments that hold letters, digits, kana or ideographs.
std::size_t wordCount(std::string_view text);

} // namespace dankai
