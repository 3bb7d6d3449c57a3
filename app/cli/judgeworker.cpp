// SPDX-License-Identifier: Apache-2.0
// dankai judge-worker: the detached process of a judge's job. It is of this program and not of the engine's,
// since a judge needs no LibTorch.
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "core/platform/sleepguard.h"
#include "core/project/judgework.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <memory>

namespace dankai {

CommandBody defineJudgeWorker(CLI::App& app)
{
    auto folder = std::make_shared<std::string>();
    app.add_option("FOLDER", *folder, "the job's folder")->required();
    return [folder](const Console&) -> Result<ExitCode> {
        std::signal(SIGPIPE, SIG_IGN); // a front end that left its socket
        const SleepGuard guard("Judging in " + *folder);
        return workOffJudging({*folder, &interruptFlag()});
    };
}

} // namespace dankai
