// SPDX-License-Identifier: Apache-2.0
#include "core/platform/environment.h"

#include <cstdlib>

namespace dankai {

std::string environmentValue(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

void setEnvironmentValue(const char* name, const std::string& value)
{
    ::setenv(name, value.c_str(), 1);
}

} // namespace dankai
