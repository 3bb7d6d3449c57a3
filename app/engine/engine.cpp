// SPDX-License-Identifier: Apache-2.0
// dankai-engine: everything that needs the model, in a process of its own. stderr is log, exit codes are
// those of core/base/exitcode.h, the record is events.jsonl in the folder it is given. A module that main.cpp
// loads when LibTorch is there.
#include "app/engine/engine.h"

#include "core/base/exitcode.h"
#include "core/base/json.h"
#include "core/base/version.h"
#include "core/kernels/libtorchinuse.h"
#include "core/pipeline/chain.h"
#include "core/pipeline/dryrun.h"
#include "core/pipeline/job.h"
#include "core/platform/libtorch.h"
#include "core/platform/sleepguard.h"
#include "core/protocol/log.h"

#include <CLI/CLI.hpp>
#include <torch/headeronly/version.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

using namespace dankai;

static_assert(std::string_view(TORCH_VERSION).starts_with(neededLibTorch),
    "main.cpp looks for another LibTorch than this was compiled with");

StopFlag stopRequested = false;

// The first asks for a stop after this step, with everything saved; the second ends the process.
extern "C" void onSignal(int)
{
    if (stopRequested.exchange(true))
        _exit(static_cast<int>(ExitCode::Stopped));
}

// Only while it works on a folder.
void catchSignals()
{
    struct sigaction action = {};
    action.sa_handler = onSignal;
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        sigaction(number, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // a front end that left a socket
}

int report(const Error& error)
{
    logError(error.message);
    return static_cast<int>(exitCodeOf(error.code));
}

void addOverrides(CLI::App& command, ExecutionOverrides& overrides)
{
    command.add_option("--device", overrides.device, "auto, cpu or cuda:N instead of the folder's");
    command.add_option("--precision", overrides.precision, "auto, float32, bfloat16 or bfloat16_split");
    command.add_option("--threads", overrides.threads, "CPU threads; 0 = physical cores");
    command.add_option("--micro-batch-tokens", overrides.microBatchTokens, "tokens forward at once");
    command.add_option("--model", overrides.modelPath, "where the same model stands on this machine");
}

// For tests of crashes: NAME:COUNT kills this process like a power cut when it passes that point for the
// COUNTth time. Points: tensors_before_rename, tensors_after_rename, state_before_rename,
// state_after_rename, checkpoint_before_rename, checkpoint_after_rename, stage_finished.
FaultPoint makeFaultPoint(const std::string& fault)
{
    if (fault.empty())
        return {};
    const std::size_t colon = fault.find(':');
    const std::string name = fault.substr(0, colon);
    int remaining = colon == std::string::npos ? 1 : std::atoi(fault.c_str() + colon + 1);
    return [name, remaining](const char* point) mutable {
        if (name == point && --remaining == 0)
            std::raise(SIGKILL);
    };
}

int runFolder(const ChainParams& params)
{
    catchSignals();
    const SleepGuard guard("Training in " + params.folder.string());
    auto end = runChain(params);
    if (!end)
        return report(end.error());
    switch (*end) {
    case ChainEnd::Finished:
        return static_cast<int>(ExitCode::Done);
    case ChainEnd::Stopped:
        return static_cast<int>(ExitCode::Stopped);
    case ChainEnd::GateSaidNo:
        return static_cast<int>(ExitCode::GateSaidNo);
    }
    return static_cast<int>(ExitCode::Failed);
}

int dryRun(const ChainParams& params)
{
    std::uint64_t seq = 0;
    auto done = runDry({params.folder, params.overrides, [&](EventBody body) {
                            const Event event{++seq, 0, 1, std::move(body)};
                            std::puts(toJsonLine(event).c_str());
                            std::fflush(stdout);
                        }});
    return done ? static_cast<int>(ExitCode::Done) : report(done.error());
}

int job(JobParams& params)
{
    catchSignals();
    params.stop = &stopRequested;
    const SleepGuard guard("Work in " + params.folder.string());
    auto done = runJob(params);
    return done ? static_cast<int>(ExitCode::Done) : report(done.error());
}

int doctor()
{
    // A GPU first: the libraries of CUDA must be there before torch is asked anything.
    std::string cuda = cudaProblem();
    if (cuda.empty()) {
        auto gpu = openDevice({"cuda", 0});
        cuda = gpu ? gpu->note : gpu.error().message;
    }
    auto device = openDevice({"cpu", 0});
    if (!device)
        return report(device.error());
    const LibTorch torch = libTorchInUse();
    const Json facts = {{"engine_version", versionText}, {"cpu", device->description},
        {"threads", device->threads}, {"instruction_set", device->instructionSet},
        {"cpu_matmul", device->cpuMatmul}, {"cuda_problem", cuda}, {"libtorch_version", torch.version},
        {"libtorch_folder", torch.folder.string()}};
    std::fputs(toPrettyJson(facts).c_str(), stdout);
    return static_cast<int>(ExitCode::Done);
}

int runCommand(int argc, char** argv)
{
    CLI::App app{"Dankai's engine: trains, evaluates and answers in the folder it is given."};
    app.set_version_flag("--version", versionText);
    app.require_subcommand(1);

    ChainParams chain;
    chain.stop = &stopRequested;
    bool isDry = false;
    std::string fault;
    CLI::App* run = app.add_subcommand("run", "Run or resume a run folder");
    run->add_option("folder", chain.folder, "The run folder")->required();
    run->add_flag("--dry-run", isDry, "Pre-flight and one step on the longest batch; events on stdout");
    run->add_option("--fault", fault, "For tests: die at POINT:COUNT")->group("");
    addOverrides(*run, chain.overrides);

    JobParams jobParams;
    CLI::App* jobCommand
        = app.add_subcommand("job", "Run a job folder: loss, evaluate, answer, generate, chat");
    jobCommand->add_option("folder", jobParams.folder, "The job folder")->required();
    addOverrides(*jobCommand, jobParams.overrides);

    app.add_subcommand("doctor", "Say what this engine can use, as JSON");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::Unusable);
    }
    if (run->parsed()) {
        chain.faultPoint = makeFaultPoint(fault);
        return isDry ? dryRun(chain) : runFolder(chain);
    }
    return jobCommand->parsed() ? job(jobParams) : doctor();
}

} // namespace

int dankaiEngine(int argc, char** argv)
{
    const int code = runCommand(argc, argv);
    // Everything is saved and closed. LibTorch's threads and the GPU driver are not taken down in an order
    // that their static objects could rely on, so nobody waits for them.
    std::fflush(nullptr);
    std::_Exit(code);
}
