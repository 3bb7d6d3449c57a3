// SPDX-License-Identifier: Apache-2.0
// The pre-tokenizer patterns that most byte-level models use, written out by hand: several times
// faster than a regular expression, and free of the machine's edition of Unicode.
#pragma once

#include "core/tokenizer/pretokenizer.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace dankai {

// Appends the words of text[begin, end) to `words`. `text` is valid UTF-8.
void scanGpt2(std::string_view text, std::size_t begin, std::size_t end, std::vector<Word>& words);
// The pattern of Llama 3 (numbers in groups of 3 digits) and of Qwen 2 (1 digit).
void scanLlama3(std::string_view text, std::size_t begin, std::size_t end, std::size_t maxDigits,
    std::vector<Word>& words);
// The pattern of Mistral-Nemo (1 digit, no contractions) and of GPT-4o (3 digits, with contractions), which
// cut words where capitals begin.
void scanCased(std::string_view text, std::size_t begin, std::size_t end, std::size_t maxDigits,
    bool hasContractions, std::vector<Word>& words);
// Cuts before and after every digit, or every run of digits.
void scanDigits(
    std::string_view text, std::size_t begin, std::size_t end, bool isIndividual, std::vector<Word>& words);

} // namespace dankai
