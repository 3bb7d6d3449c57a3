// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dankai {

// Empty where the variable is not set.
std::string environmentValue(const char* name);
// Of this process and of those that it starts from now on; before it has a second thread.
void setEnvironmentValue(const char* name, const std::string& value);

// Of whoever runs this process, as the machine knows them: the full name where there is one, else the name to
// log in with; empty where neither is known.
std::string personName();

} // namespace dankai
