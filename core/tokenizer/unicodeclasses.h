// SPDX-License-Identifier: Apache-2.0
// Letters, numbers and spaces as Hugging Face's tokenizers sees them, whatever edition of Unicode the
// machine's libraries follow. Only what pre-tokenizers ask for; everything else is ICU.
#pragma once

#include <cstdint>

namespace dankai {

enum UnicodeClass : std::uint8_t
{
    letterClass = 1, // \p{L}
    numberClass = 2, // \p{N}
    spaceClass = 4, // \s
    upperClass = 16, // \p{Lu}, \p{Lt}
    lowerClass = 32, // \p{Ll}
    caselessClass = 64, // \p{Lm}, \p{Lo}, \p{M}
    numericClass = 8, // what the Digits pre-tokenizer splits on: \p{N} of a newer edition of Unicode
};

// Bits of UnicodeClass for every code point, indexed by it: [0x110000].
const std::uint8_t* unicodeClasses();

} // namespace dankai
