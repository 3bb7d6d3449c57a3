// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/columnscore.h"

#include "core/dataset/scoretext.h"

#include <cmath>

namespace dankai {

std::optional<double> parseColumnScore(const Json& value)
{
    if (value.is_string())
        return parseScore(value.get_ref<const std::string&>());
    if (!value.is_number())
        return std::nullopt;
    const double number = value.get<double>();
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::string rawColumnText(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : toJsonLine(value);
}

} // namespace dankai
