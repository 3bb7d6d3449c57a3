// SPDX-License-Identifier: Apache-2.0
// What every stage of a chain works with: the opened run and where it stands, the engine's voice and ear, and
// the loaded model. Knows no stage and no order (chainstages.h, chain.h).
#pragma once

#include "core/base/result.h"
#include "core/kernels/memorymeter.h"
#include "core/pipeline/chain.h"
#include "core/pipeline/controlserver.h"
#include "core/platform/filelock.h"
#include "core/run/runfolder.h"
#include "core/run/stepplan.h"
#include "core/tokenizer/tokenizer.h"
#include "core/train/optimizer.h"
#include "core/train/resumestore.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace dankai {

struct ChainWork
{
    explicit ChainWork(const ChainParams& chainParams)
        : params(chainParams)
        , store(chainParams.folder / runfile::resume, chainParams.faultPoint)
    { }

    const ChainParams& params;

    // From openChain() on
    std::optional<FileLock> lock;
    OpenedRun run;
    ResumeStore store;
    ResumeState state;
    // Opened by whoever runs the chain, once openChain() has shown that there is something to do.
    std::unique_ptr<Recorder> recorder;

    // From prepareChain() on
    std::unique_ptr<ControlServer> control;
    ModelReference modelReference; // where the model stands here that `opened` is
    std::optional<OpenedAdapter> startAdapter; // of the run that this one goes on from
    EngineSetup setup;
    std::optional<MemoryMeter> memory;
    std::vector<PhasePlan> plans; // of all phases; empty of those that are inherited
    std::vector<std::int64_t> stepsOfPhases; // of all phases, as planned when they were trained
    std::int64_t totalSteps = 0; // of all phases
    std::optional<OpenedModel> opened;
    std::optional<Tokenizer> tokenizer;
    std::optional<LanguageModel> model; // with the weights of `state`
    std::optional<Optimizer> optimizer;
    std::uint64_t measuredBytes = 0; // the peak that was said last; 0: none yet
    std::optional<ControlRequest> decision; // of a person, where it ends the run at a gate

    Result<> say(EventBody body) { return recorder->say(std::move(body)); }

    bool isStopping() const { return isStopRequested(params.stop); }

    std::filesystem::path resultsFolder() const
    {
        return params.folder / runfile::results / checkpointName(state.phase);
    }
};

// Takes the folder's lock, freezes it where nobody has, verifies it, and finds where it stands.
Result<> openChain(ChainWork& work);
// The weights before any training of this run, into the model that is loaded.
Result<> reloadStart(ChainWork& work);
// Everything that the first stage needs, the memory included. Needs `recorder`.
Result<> prepareChain(ChainWork& work);

// Says the peak of this attempt so far where it has grown by more than a hundredth; `what` reached it.
Result<> sayMeasuredMemory(ChainWork& work, std::string_view what);

// To those who ask over the socket.
void showStatus(ChainWork& work, bool isWaiting = false);

std::string_view nameOf(ChainStage stage);

} // namespace dankai
