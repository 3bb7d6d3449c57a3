// SPDX-License-Identifier: Apache-2.0
// The engine's log on stderr, for people; what programs read is the record (eventlog.h). spdlog stays out of
// this header, since LibTorch brings an fmt of its own.
#pragma once

#include <string_view>

namespace dankai {

void logInfo(std::string_view message);
void logWarning(std::string_view message);
void logError(std::string_view message);

} // namespace dankai
