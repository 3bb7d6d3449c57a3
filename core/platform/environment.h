// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dankai {

// Empty where the variable is not set.
std::string environmentValue(const char* name);

} // namespace dankai
