// SPDX-License-Identifier: Apache-2.0
#include "app/cli/modelscoresteps.h"

#include "core/project/modelscoringwork.h"

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

Result<ModelScored> scoreByModel(Project& project, const Console& console,
    std::span<const std::string> scorers, const JobOptions& options, int stateLayer)
{
    ModelScoringRequest request;
    request.scorers.assign(scorers.begin(), scorers.end());
    request.execution = jobSpecFrom(options, JobKind::Measure, project.modelPath()).execution;
    request.maxLength = options.maxLength;
    request.stateLayer = stateLayer;
    request.chatTemplate = options.chatTemplate;
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

} // namespace dankai
