// SPDX-License-Identifier: Apache-2.0
// An engine that hangs before it takes its folder; noted as launchEngine() does it.
#pragma once

#include "core/platform/executablepath.h"
#include "core/platform/process.h"
#include "core/project/enginestart.h"
#include "core/run/runfolder.h"

#include <chrono>
#include <filesystem>

namespace dankai::test {

inline Result<ChildProcess> startSilentEngine(const std::filesystem::path& folder)
{
    SpawnParams params;
    params.program = *siblingExecutable("fake_engine");
    params.arguments = {folder.string(), "silent"};
    params.standardErrorFile = folder / runfile::log;
    auto engine = ChildProcess::spawn(params);
    if (!engine)
        return engine;
    if (auto noted = noteEngineStart(folder, engine->id()); !noted)
        return passOn(noted);
    return engine;
}

// As if it had been started so long ago.
inline void ageEngineStart(const std::filesystem::path& folder, std::chrono::seconds age)
{
    const std::filesystem::path start = folder / engineStartFile;
    std::filesystem::last_write_time(start, std::filesystem::last_write_time(start) - age);
}

} // namespace dankai::test
