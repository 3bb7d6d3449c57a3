// SPDX-License-Identifier: Apache-2.0
// Reads a number from a column that an imported file carried beside the example.
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>

namespace dankai {

// A JSON number, or a string with one (core/dataset/scoretext.h); true, null, lists and objects are not.
std::optional<double> parseColumnScore(const Json& value);
// The value as it stood: a string without its quotes, anything else as JSON.
std::string rawColumnText(const Json& value);

} // namespace dankai
