// SPDX-License-Identifier: Apache-2.0
#include "core/platform/sleepguard.h"

#include "core/platform/executablepath.h"

#include <string>

namespace dankai {

SleepGuard::SleepGuard(const std::string& why)
{
    const auto program = programInPath("systemd-inhibit");
    const auto watcher = programInPath("tail");
    if (!program || !watcher)
        return;
    SpawnParams params;
    params.program = *program;
    // The lock lasts as long as the command does, and `tail --pid` ends with this process, killed or not.
    params.arguments = {"--what=sleep:idle", "--who=Dankai", "--why=" + why, "--mode=block",
        watcher->string(), "--pid=" + std::to_string(currentProcess().pid), "--follow", "/dev/null"};
    params.standardOutputFile = "/dev/null";
    params.standardErrorFile = "/dev/null";
    if (auto holder = ChildProcess::spawn(params))
        m_holder = std::move(*holder);
}

} // namespace dankai
