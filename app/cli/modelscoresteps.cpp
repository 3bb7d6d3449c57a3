// SPDX-License-Identifier: Apache-2.0
#include "app/cli/modelscoresteps.h"

#include "core/project/judgesettings.h"
#include "core/project/modelscoring.h"
#include "core/project/runlaunch.h"

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

Result<ModelScored> scoreByModel(Project& project, const Console& console,
    std::span<const std::string> scorers, const JobOptions& options, int stateLayer)
{
    ModelScored scored;
    // Of commands that were killed, or left with a second Ctrl-C.
    for (const std::string& job : modelScoringJobs(project)) {
        if (const auto engine = engineOf(project.jobsFolder() / job)) {
            console.note("An engine works on job " + job + " of an earlier command; its scores come first.");
            const auto end = followJob(project, console, job, *engine);
            if (!end)
                return tl::unexpected(end.error());
            if (*end != EngineEnd::Finished) {
                scored.end = *end;
                return scored;
            }
            continue;
        }
        auto taker = MeasurementTaker::open(project, job);
        if (!taker)
            return passOn(taker);
        if (auto taken = taker->take(project); !taken)
            return passOn(taken);
        if (auto removed = removeModelScoring(project, job); !removed)
            return passOn(removed);
    }
    ModelScoringRequest request;
    request.scorers.assign(scorers.begin(), scorers.end());
    request.execution = jobSpecFrom(options, JobKind::Measure, project.modelPath()).execution;
    request.maxLength = options.maxLength;
    request.stateLayer = stateLayer;
    if (std::ranges::count(scorers, localJudgeScorer) > 0) {
        const auto settings = readJudgeSettings(project.folder(), "en");
        if (!settings)
            return tl::unexpected(settings.error());
        request.judge = settings->prompt;
    }
    request.chatTemplate = options.chatTemplate;
    const auto job = prepareModelScoring(project, request);
    if (!job)
        return tl::unexpected(job.error());
    if (!*job)
        return scored; // every example has these scores
    scored.looked = (*job)->examples;
    const auto engine = launchEngine(project.jobsFolder() / (*job)->id, EngineTask::Job);
    if (!engine) {
        (void)removeModelScoring(project, (*job)->id);
        return tl::unexpected(engine.error());
    }
    const auto end = followJob(project, console, (*job)->id, *engine);
    if (!end)
        return tl::unexpected(end.error());
    scored.end = *end;
    return scored;
}

} // namespace dankai
