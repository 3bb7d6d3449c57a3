// SPDX-License-Identifier: Apache-2.0
// Unicode normal forms ahead of tokenization, for the few byte-level models that ask for one.
#pragma once

#include "core/tokenizer/tokenizerspec.h"

#include <span>
#include <string>
#include <string_view>

namespace dankai {

// `text` is valid UTF-8. The view is `text` where nothing changes, else `storage`.
std::string_view normalized(
    std::string_view text, std::span<const NormalizerStep> steps, std::string& storage);

} // namespace dankai
