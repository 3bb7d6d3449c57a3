// SPDX-License-Identifier: Apache-2.0
// GPT-2's spelling of bytes as visible characters, in which byte-level vocabularies are written: "Ġ" is a
// space. Nothing else of GPT-2.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dankai {

std::string toByteAlphabet(std::string_view bytes);
// Nothing where a character is not of the alphabet: then the text is an added token written as it is.
std::optional<std::string> fromByteAlphabet(std::string_view text);

} // namespace dankai
