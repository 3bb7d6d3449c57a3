// SPDX-License-Identifier: Apache-2.0
// Base64 (RFC 4648) of the character map in tokenizer.json.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dankai {

std::string toBase64(std::string_view bytes);
// Nothing where a character is not of the alphabet. The padding may be left out.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace dankai
