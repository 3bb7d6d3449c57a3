// SPDX-License-Identifier: Apache-2.0
// Runs a parsed chat template: scopes, loops, macros, output. Bounded in time, memory and stack, so that a
// foreign template cannot hang or crash the program.
#pragma once

#include "core/tokenizer/jinjasyntax.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace dankai {

struct JinjaLimits
{
    std::size_t maxOutputBytes = std::size_t(64) << 20;
    std::int64_t workUnits = std::int64_t(1) << 28; // JinjaBudget
};

struct JinjaContext
{
    std::vector<std::pair<std::string, JinjaValue>> variables;
    std::function<std::string(const std::string&)> strftimeNow; // format -> text; may throw JinjaError
    JinjaLimits limits;
};

// Throws JinjaError with the line.
std::string renderJinja(const JinjaBody& body, const JinjaContext& context);

} // namespace dankai
