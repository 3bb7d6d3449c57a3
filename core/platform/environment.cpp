// SPDX-License-Identifier: Apache-2.0
#include "core/platform/environment.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

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

std::string personName()
{
    std::vector<char> buffer(16384);
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
        return environmentValue("USER");
    // The first part of the comment is the full name; "&" in it stands for the name to log in with.
    std::string name(found->pw_gecos != nullptr ? found->pw_gecos : "");
    name.erase(std::min(name.find(','), name.size()));
    return name.empty() || name.find('&') != std::string::npos ? found->pw_name : name;
}

} // namespace dankai
