// SPDX-License-Identifier: Apache-2.0
// Letters, numbers and spaces as Hugging Face's tokenizers sees them, whatever edition of Unicode the
// machine's libraries follow. Only what pre-tokenizers ask for; everything else is ICU.
#pragma once

#include <cstdint>

namespace dankai {

enum UnicodeClass : std::uint8_t
{
    LetterClass = 1, // \p{L}
    NumberClass = 2, // \p{N}
    SpaceClass = 4, // \s
    UpperClass = 16, // \p{Lu}, \p{Lt}
    LowerClass = 32, // \p{Ll}
    CaselessClass = 64, // \p{Lm}, \p{Lo}, \p{M}
    NumericClass = 8, // what the Digits pre-tokenizer splits on: \p{N} of a newer edition of Unicode
};

// Bits of UnicodeClass for every code point, indexed by it: [0x110000].
const std::uint8_t* unicodeClasses();

} // namespace dankai
