// SPDX-License-Identifier: Apache-2.0
// Chat templates to choose for models that come without one. Not a guess: somebody names one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

std::optional<std::string_view> builtInTemplate(std::string_view name);
std::vector<std::string> builtInTemplateNames();

} // namespace dankai
