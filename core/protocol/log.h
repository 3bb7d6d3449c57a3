// SPDX-License-Identifier: Apache-2.0
// A program's log for people, on stderr; what programs read is the record (eventlog.h). spdlog stays out of
// this header, since LibTorch brings an fmt of its own.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace dankai {

// Besides stderr the log stands in this file from now on, and in a few older ones beside it when it has
// grown; made with its folder. Called once, before anything is logged.
Result<> keepLogIn(const std::filesystem::path& file, const std::string& program);

void logInfo(std::string_view message);
void logWarning(std::string_view message);
void logError(std::string_view message);

} // namespace dankai
