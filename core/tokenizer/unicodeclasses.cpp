// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/unicodeclasses.h"

#include <span>
#include <vector>

namespace dankai {

namespace {

struct CodePointRange
{
    std::uint32_t first;
    std::uint32_t last;
};

#include "core/tokenizer/unicodeclasses.inc"

void mark(std::vector<std::uint8_t>& classes, std::span<const CodePointRange> ranges, UnicodeClass bit)
{
    for (const CodePointRange& range : ranges)
        for (std::uint32_t point = range.first; point <= range.last; ++point)
            classes[point] |= bit;
}

std::vector<std::uint8_t> makeClasses()
{
    std::vector<std::uint8_t> classes(0x110000);
    mark(classes, letterRanges, LetterClass);
    mark(classes, numberRanges, NumberClass);
    mark(classes, spaceRanges, SpaceClass);
    mark(classes, numericRanges, NumericClass);
    mark(classes, upperRanges, UpperClass);
    mark(classes, lowerRanges, LowerClass);
    mark(classes, caselessRanges, CaselessClass);
    return classes;
}

} // namespace

const std::uint8_t* unicodeClasses()
{
    static const std::vector<std::uint8_t> classes = makeClasses();
    return classes.data();
}

} // namespace dankai
