// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/chain.h"

#include "core/base/version.h"
#include "core/pipeline/chainstages.h"
#include "core/pipeline/chainwork.h"
#include "core/platform/heap.h"
#include "core/protocol/log.h"
#include "core/train/phasetraining.h"

#include <c10/util/Exception.h>

#include <chrono>

namespace dankai {

namespace {

using Clock = std::chrono::steady_clock;

// `state` to the stage after this one.
void advance(ResumeState& state, int phases)
{
    const bool isLastOfPhase
        = state.phase == 0 ? state.stage == ChainStage::Answers : state.stage == ChainStage::Gate;
    if (!isLastOfPhase) {
        state.stage = static_cast<ChainStage>(static_cast<int>(state.stage) + 1);
    } else if (state.phase == phases) {
        state.stage = ChainStage::Done;
    } else {
        ++state.phase;
        state.phaseStep = 0;
        state.stage = ChainStage::Training;
    }
}

// Saves that the stage is done. Only training makes new weights; every other stage leaves the file of
// weights that the state names.
Result<> finishStage(ChainWork& work)
{
    const bool hasNewWeights = work.state.stage == ChainStage::Training;
    advance(work.state, static_cast<int>(work.run.spec.phases.size()));
    giveBackFreeMemory();
    if (work.params.faultPoint)
        work.params.faultPoint("stage_finished");
    if (hasNewWeights) {
        work.state.bestWeights.clear();
        const bool areMomentsRead = work.run.spec.carryOver != CarryOver::Paper
            && !mergesAdapters(work.run.spec)
            && work.state.phase < static_cast<int>(work.run.spec.phases.size());
        auto saved = saveState(
            *work.model, *work.optimizer, work.store, work.state, [&work] { return work.recorder->sync(); },
            areMomentsRead ? Moments::Keep : Moments::Drop);
        if (!saved)
            return passOn(saved);
        return work.say(std::move(*saved));
    }
    if (work.state.stage == ChainStage::Done)
        work.state.weights.clear(); // the last checkpoint has them
    auto seq = work.recorder->sync();
    if (!seq)
        return passOn(seq);
    work.state.eventSeq = *seq;
    return work.store.commit(work.state);
}

Result<ChainEnd> walk(ChainWork& work)
{
    while (work.state.stage != ChainStage::Done) {
        showStatus(work);
        const std::string_view stage = nameOf(work.state.stage);
        auto next = runStage(work);
        if (!next)
            return passOn(next);
        if (*next == Next::Stopped)
            return ChainEnd::Stopped;
        if (*next == Next::GateSaidNo)
            return ChainEnd::GateSaidNo;
        if (work.measuredBytes > 0) { // training has begun: that is what was estimated
            if (auto said = sayMeasuredMemory(work, stage); !said)
                return passOn(said);
        }
        if (auto finished = finishStage(work); !finished)
            return passOn(finished);
        if (work.isStopping() && work.state.stage != ChainStage::Done)
            return ChainEnd::Stopped;
    }
    return ChainEnd::Finished;
}

std::string whyAtGate(const ChainWork& work)
{
    const std::string phase = "phase " + std::to_string(work.state.phase);
    if (!work.decision)
        return "the gate of " + phase + " did not pass";
    const std::string why = work.decision->reason.empty() ? "" : ": " + work.decision->reason;
    if (work.decision->decision == gatedecision::repeat)
        return phase + " is repeated with changes by another run" + why;
    if (const auto to = work.decision->toPhase)
        return "rolled back from " + phase + " to "
            + (*to == 0 ? "before training" : "phase " + std::to_string(*to)) + why;
    return "stopped by a person at the gate of " + phase + why;
}

} // namespace

Result<ChainEnd> runChain(const ChainParams& params)
{
    const auto start = Clock::now();
    ChainWork work(params);
    if (auto opened = openChain(work); !opened)
        return passOn(opened);
    if (work.state.stage == ChainStage::Done) {
        logInfo(params.folder.string() + " has finished already");
        return ChainEnd::Finished;
    }
    event::Hello hello;
    hello.engineVersion = versionText;
    hello.kind = "run";
    hello.name = work.run.spec.name;
    auto recorder
        = Recorder::open(params.folder, hello, work.state.eventSeq, work.state.step, WithRunLogs::Yes);
    if (!recorder)
        return passOn(recorder);
    work.recorder = std::move(*recorder);

    auto end = [&]() -> Result<ChainEnd> {
        try {
            if (auto ready = prepareChain(work); !ready)
                return passOn(ready);
            return walk(work);
        } catch (const c10::Error& error) {
            return failed(std::string("the engine failed: ") + error.what_without_backtrace());
        } catch (const std::bad_alloc&) {
            return failed("the memory ran out; use a smaller execution.micro_batch_tokens");
        } catch (const std::exception& exception) {
            return failed(std::string("the engine failed: ") + exception.what());
        }
    }();
    if (!end && end.error().code == ErrorCode::Stopped)
        end = ChainEnd::Stopped;
    if (end && *end == ChainEnd::Stopped && !(work.control && work.control->hasStopRequest())) {
        if (auto said = work.say(event::Decision{"stop_after_step", "", "signal", 0}); !said)
            return passOn(said);
    }
    // The last word of the attempt. Where even that cannot be written (a full disk), stderr has it.
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    EventBody last = event::Finished{seconds};
    if (!end)
        last = event::Failed{
            end.error().message, end.error().code == ErrorCode::Unusable ? "unusable" : "failed"};
    else if (*end == ChainEnd::Stopped)
        last = event::Stopped{"stopped on request; everything is saved", work.state.step, false};
    else if (*end == ChainEnd::GateSaidNo)
        last = event::Stopped{whyAtGate(work), work.state.step, true};
    auto said = work.say(std::move(last));
    if (end && !said)
        return passOn(said);
    return end;
}

} // namespace dankai
