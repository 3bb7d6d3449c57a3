// SPDX-License-Identifier: Apache-2.0
// An example's turns as JSON, for files of our own that carry examples to people and judges: {"system",
// "history": [{"role", "content"}], "instruction", "input", "response"}; what is empty is left out, but for
// instruction and response. Neither its columns nor where it came from. Foreign files are read by their
// formats (datasetformat.h).
#pragma once

#include "core/base/json.h"
#include "core/dataset/example.h"

#include <span>

namespace dankai {

// [{"role", "content"}, ...]
Json messagesJson(std::span<const Message> messages);

Json exampleJson(const Example& example);
// Throws Json::exception where a text is missing or is none; other keys are left alone.
Example exampleFromJson(const Json& json);

} // namespace dankai
