// SPDX-License-Identifier: Apache-2.0
// An engine between its start and the moment at which it takes its folder by the lock: the time in which it
// loads its libraries and may hang without a word. Who started it is written down beside the lock, so that it
// can be found and ended. Does not start anything.
#pragma once

#include "core/base/result.h"
#include "core/platform/process.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace dankai {

inline constexpr const char* engineStartFile = "engine-start.lock"; // a name that archives leave out

// By whoever has started `engine` for the folder, at once.
Result<> noteEngineStart(const std::filesystem::path& folder, const ProcessId& engine);
// Once it has taken the folder: its lock tells the rest.
void forgetEngineStart(const std::filesystem::path& folder);

// The engine that was started for the folder, lives and has not been seen to take it.
std::optional<ProcessId> startingEngine(const std::filesystem::path& folder);
// Before a signal that ends it: it will leave no word of its own, and has not failed.
Result<> noteStopBeforeBegin(const std::filesystem::path& folder, const ProcessId& engine);
// Whether the last start came to nothing because somebody ended it.
bool wasStoppedBeforeBegin(const std::filesystem::path& folder);

// When the engine that works on the folder was started or took it, in milliseconds since 1970: what is older
// in the record is of an earlier one. Nothing where none works.
std::optional<std::int64_t> engineSinceMs(const std::filesystem::path& folder);

} // namespace dankai
