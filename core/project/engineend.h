// SPDX-License-Identifier: Apache-2.0
// The end of an engine: asking for it, the moment between its word of it and its leaving, and what is known
// of one that ended without a word of its own. Does not wait for work to end.
#pragma once

#include "core/base/result.h"
#include "core/protocol/control.h"

#include <filesystem>
#include <string>

namespace dankai {

enum class EngineStop
{
    AfterStep, // everything is saved
    Now, // the last saved state remains
};

// Over the control socket, and by a signal where nobody answers there. Unusable where no engine works on the
// folder; fine where the request was taken.
Result<> stopEngine(const std::filesystem::path& folder, EngineStop how, const std::string& reason);

// Whoever works on the folder holds its lock for a moment yet after the record tells how it ended, and
// whoever has read of that may want to go on at once. Returns when it has left; at once where it works on, or
// where nobody works there; after ten seconds in any case.
void waitUntilLeft(const std::filesystem::path& folder);

// Why an engine is gone that recorded no ending: the last error of its log, else a full disk, else what is
// left to say. `howToResume` is the command that goes on; empty: it is not said.
Error silentEnd(const std::filesystem::path& folder, const std::string& howToResume = {});

} // namespace dankai
