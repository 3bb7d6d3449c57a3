// SPDX-License-Identifier: Apache-2.0
#include "core/project/modelscoringwork.h"

#include "core/project/judgesettings.h"
#include "core/project/runlaunch.h"

#include <algorithm>

namespace dankai {

std::optional<ModelScoringWork> runningModelScoring(const Project& project)
{
    for (const std::string& job : modelScoringJobs(project))
        if (const auto engine = engineOf(project.jobsFolder() / job))
            return ModelScoringWork{job, *engine, 0, true};
    return std::nullopt;
}

Result<> takeLeftModelScoring(Project& project)
{
    for (const std::string& job : modelScoringJobs(project)) {
        if (engineOf(project.jobsFolder() / job))
            continue;
        auto taker = MeasurementTaker::open(project, job);
        if (!taker)
            return passOn(taker);
        if (auto taken = taker->take(project); !taken)
            return passOn(taken);
        if (auto removed = removeModelScoring(project, job); !removed)
            return removed;
    }
    return {};
}

Result<ModelScoringWork> beginModelScoring(Project& project, ModelScoringRequest request)
{
    if (auto left = takeLeftModelScoring(project); !left)
        return passOn(left);
    if (const auto running = runningModelScoring(project))
        return *running;
    if (!request.judge && std::ranges::count(request.scorers, localJudgeScorer) > 0) {
        auto language = request.judgeLanguage.empty() ? judgeLanguage(project) : request.judgeLanguage;
        if (!language)
            return passOn(language);
        auto settings = readJudgeSettings(project.folder(), *language);
        if (!settings)
            return passOn(settings);
        request.judge = std::move(settings->prompt);
    }
    const auto job = prepareModelScoring(project, request);
    if (!job)
        return tl::unexpected(job.error());
    if (!*job)
        return ModelScoringWork();
    const auto engine = launchEngine(project.jobsFolder() / (*job)->id, EngineTask::Job);
    if (!engine) {
        (void)removeModelScoring(project, (*job)->id);
        return tl::unexpected(engine.error());
    }
    return ModelScoringWork{(*job)->id, *engine, (*job)->examples, false};
}

} // namespace dankai
