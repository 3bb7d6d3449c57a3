// SPDX-License-Identifier: Apache-2.0
#include "app/cli/modelscoresteps.h"

#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/wording.h"
#include "core/difficulty/losschange.h"
#include "core/difficulty/measurement.h"
#include "core/project/modelscoringwork.h"

#include <algorithm>
#include <chrono>

namespace dankai {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds takeEvery(5);

// Until the engine has ended; what it measured is in the project then, and the job is gone.
Result<EngineEnd> followJob(
    Project& project, const Console& console, const std::string& job, const ProcessId& engine)
{
    auto taker = MeasurementTaker::open(project, job);
    if (!taker)
        return passOn(taker);
    Result<> stored;
    auto lastTaken = Clock::now();
    const auto take = [&] {
        lastTaken = Clock::now();
        if (auto taken = taker->take(project); !taken)
            stored = passOn(taken);
    };
    FollowParams follow;
    follow.folder = project.jobsFolder() / job;
    follow.engine = engine;
    follow.howToResume = "dankai score " + project.folder().string();
    follow.onEvent = [&](const Event&) {
        if (stored && Clock::now() - lastTaken > takeEvery)
            take();
    };
    const auto ended = followEngine(console, follow);
    if (stored)
        take(); // also of an engine that failed: what it measured before is good
    if (!stored)
        return passOn(stored);
    if (!ended)
        return tl::unexpected(ended.error());
    if (ended->end == EngineEnd::LeftRunning)
        return ended->end; // the next command takes what it measures from now on
    if (auto removed = removeModelScoring(project, job); !removed)
        console.warn(removed.error().message);
    return ended->end;
}

} // namespace

Result<std::optional<OtherModel>> readOtherModel(
    Project& project, const Console& console, const std::string& path)
{
    if (path.empty())
        return std::nullopt;
    ProgressLine line(console, "Reading the model");
    auto model = otherModel(project, path, line.callback(), &interruptFlag());
    line.clear();
    if (!model)
        return passOn(model);
    return std::optional(std::move(*model));
}

Result<ModelScored> scoreByModel(Project& project, const Console& console,
    std::span<const std::string> scorers, const JobOptions& options, const ModelScoringChoice& choice)
{
    ModelScoringRequest request;
    request.scorers.assign(scorers.begin(), scorers.end());
    request.execution = jobSpecFrom(options, JobKind::Measure, project.modelPath()).execution;
    request.maxLength = options.maxLength;
    request.stateLayer = choice.stateLayer;
    request.chatTemplate = options.chatTemplate;
    request.checkpoint = choice.checkpoint;
    request.model = choice.model;
    request.judgeLanguage = choice.judgeLanguage;
    ModelScored scored;
    for (;;) {
        const auto begun = beginModelScoring(project, request);
        if (!begun)
            return tl::unexpected(begun.error());
        if (begun->job.empty())
            return scored; // every example has these scores
        if (begun->isEarlier)
            console.note(
                "An engine works on job " + begun->job + " of an earlier command; its scores come first.");
        else
            scored.looked = begun->examples;
        const auto end = followJob(project, console, begun->job, begun->engine);
        if (!end)
            return tl::unexpected(end.error());
        scored.end = *end;
        if (!begun->isEarlier || *end != EngineEnd::Finished)
            return scored;
    }
}

Result<CheckpointScored> scoreByCheckpoints(Project& project, const Console& console,
    std::span<const std::string> scorers, const std::string& run, std::optional<int> phase,
    const JobOptions& options)
{
    if (!options.chatTemplate.empty())
        return unusable("A checkpoint is measured with the chat template that it was trained with; leave "
                        "--chat-template away.");
    const auto checkpoints = checkpointsOf(project, run);
    if (!checkpoints)
        return tl::unexpected(checkpoints.error());
    const int last = static_cast<int>(checkpoints->size()) - 1;
    if (phase && *phase > last)
        return unusable("Run " + checkpoints->front().run + " has finished "
            + counted(static_cast<std::uint64_t>(last), "phase", "phases") + "; there is no phase "
            + std::to_string(*phase) + ".");
    CheckpointScored scored;
    const auto measure = [&](const MeasuredCheckpoint& checkpoint,
                             std::span<const std::string> names) -> Result<std::uint64_t> {
        std::uint64_t looked = 0;
        if (std::ranges::count(names, std::string_view("loss")) > 0) {
            auto recorded = takeRecordedLosses(project, checkpoint);
            if (!recorded)
                return recorded;
            looked += *recorded;
        }
        const auto measured = scoreByModel(project, console, names, options, {.checkpoint = checkpoint});
        if (!measured)
            return tl::unexpected(measured.error());
        scored.end = measured->end;
        return looked + measured->looked;
    };
    std::vector<std::string> byModel;
    bool isOfChanges = false;
    for (const std::string& name : scorers) {
        if (modelScorerNamed(name) != nullptr && name != localJudgeScorer)
            byModel.push_back(name);
        else if (name == lossDropScorer || name == forgettingScorer)
            isOfChanges = true;
        else
            return unusable("The scorer " + name
                + " is not of a run's checkpoint. Those are loss, token_error, nll, perplexity, ifd, "
                  "ifd_loss, ask_answer, loss_drop and forgetting.");
    }
    std::uint64_t looked = 0;
    if (!byModel.empty()) {
        const auto& checkpoint = (*checkpoints)[static_cast<std::size_t>(phase.value_or(last))];
        const auto measured = measure(checkpoint, byModel);
        if (!measured)
            return tl::unexpected(measured.error());
        looked = *measured;
    }
    if (isOfChanges) {
        const std::string loss[] = {"loss"};
        for (const MeasuredCheckpoint& checkpoint : *checkpoints) {
            const bool isNeeded = !phase || checkpoint.phase == *phase || checkpoint.phase + 1 == *phase;
            if (!isNeeded || scored.end != EngineEnd::Finished)
                continue;
            if (const auto measured = measure(checkpoint, loss); !measured)
                return tl::unexpected(measured.error());
        }
    }
    for (const std::string& name : scorers) {
        if (std::ranges::count(byModel, name) > 0) {
            scored.scorers.push_back(
                scorerAt(name, (*checkpoints)[static_cast<std::size_t>(phase.value_or(last))]));
            scored.looked.push_back(looked);
        } else if (scored.end == EngineEnd::Finished) {
            const auto stored = storeLossChanges(project, name, *checkpoints, phase);
            if (!stored)
                return tl::unexpected(stored.error());
            scored.scorers.push_back(stored->scorer);
            scored.looked.push_back(stored->looked);
        }
    }
    return scored;
}

} // namespace dankai
