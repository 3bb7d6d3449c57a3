// SPDX-License-Identifier: Apache-2.0
// --set key=value: takes the two apart and knows the keys of run.yaml, so that a misspelt one is named with
// those near it. What a value may be is core/run's to say.
#pragma once

#include "core/base/result.h"

#include <string>
#include <utility>
#include <vector>

namespace dankai {

// Every key that withSetting() takes, with one phase as phases.1.
std::vector<std::string> settingNames();
Result<std::pair<std::string, std::string>> parseSetting(const std::string& text);
Result<std::vector<std::pair<std::string, std::string>>> parseSettings(const std::vector<std::string>& texts);

} // namespace dankai
