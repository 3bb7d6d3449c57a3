// SPDX-License-Identifier: Apache-2.0
// What a run would find before it costs anything: the pre-flight of the frozen rows and one real step on the
// longest batch, with the memory estimated and measured. Of the run folder it writes nothing but what
// freezing writes, where another tool made the folder and nobody has frozen it yet.
#pragma once

#include "core/base/result.h"
#include "core/pipeline/enginesetup.h"
#include "core/protocol/event.h"

#include <filesystem>
#include <functional>

namespace dankai {

struct DryRunParams
{
    std::filesystem::path folder;
    ExecutionOverrides overrides;
    std::function<void(EventBody)> say; // device, findings, memory, phase_started of each phase, step
};

Result<> runDry(const DryRunParams& params);

} // namespace dankai
