// SPDX-License-Identifier: Apache-2.0
// Numbers that a text has by itself and that go along with difficulty.
// Language-blind: nothing here knows words.
#pragma once

#include "core/dataset/example.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dankai {

// Code points of every turn, history and system included.
std::uint64_t textLength(const Example& example);
// Code points of the response.
std::uint64_t responseLength(const Example& example);
// Bytes of all turns after zlib (deflate, level 6, no header). Of all features that need no model the one
// that tells hard from easy best on the published scores (AUC 0.69).
std::size_t compressedSize(const Example& example);
std::size_t compressedSize(std::string_view text);

} // namespace dankai
