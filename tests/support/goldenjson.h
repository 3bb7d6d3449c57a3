// SPDX-License-Identifier: Apache-2.0
// Golden files in JSON. One that is not there or cannot be read ends the test program: there is nothing to
// compare with.
#pragma once

#include "core/base/json.h"

#include <filesystem>
#include <string>

namespace dankai::test {

Json jsonFile(const std::filesystem::path& path);
// Under tests/golden: goldenJson("statistics.json").
Json goldenJson(const std::string& relative);

} // namespace dankai::test
