// SPDX-License-Identifier: Apache-2.0
#include "core/project/demoproject.h"

#include "core/platform/executablepath.h"
#include "core/project/promptfile.h"
#include "core/project/runadoption.h"
#include "core/project/runqueue.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

Result<DemoFiles> demoFiles(std::string_view language)
{
    const auto resources = resourcesFolder();
    if (!resources)
        return tl::unexpected(resources.error());
    const std::string name(language);
    return DemoFiles{*resources / "demo" / ("helpdesk." + name + ".jsonl"),
        *resources / "demo" / ("prompts." + name + ".jsonl")};
}

std::string demoName(std::string_view language)
{
    return language == "ja" ? "社内ヘルプデスク" : "Help desk";
}

Plan demoPlan()
{
    Plan plan;
    plan.name = "main";
    plan.scorer = demoScorer;
    plan.rule = {RuleKind::Thresholds, 3, {1.5, 2.5}};
    plan.phases = defaultPhases(3);
    plan.phases[0].name = "Easy";
    plan.phases[1].name = "Medium";
    plan.phases[2].name = "Hard";
    plan.heldOut.testShare = 0.15;
    plan.heldOut.validationShare = 0.1;
    return plan;
}

RunRequest demoRun(Arm arm, const std::vector<RunRow>& prompts)
{
    RunRequest request;
    request.plan = demoPlan().name;
    request.arm = arm;
    request.prompts = prompts;
    request.settings = {{"tokens_per_step", "1024"}, {"max_length", "512"},
        {"optimizer.learning_rate", "1e-4"}, {"answers.max_new_tokens", "64"}};
    return request;
}

Result<Project> makeDemoProject(
    const DemoProject& wanted, const StageProgress& progress, const StopFlag* stop)
{
    const auto files = demoFiles(wanted.language);
    if (!files)
        return tl::unexpected(files.error());
    fs::path model = wanted.model;
    if (model.empty()) {
        const auto builtIn = builtInModelFile();
        if (!builtIn)
            return tl::unexpected(builtIn.error());
        model = *builtIn;
    }
    ProjectSetup setup;
    setup.project = {wanted.folder, model, demoName(wanted.language), ""};
    setup.files = {{files->examples, {}}};
    setup.plan = demoPlan();
    const RunRequest run = demoRun(Arm::Phased, {});
    setup.plan->settings = {run.settings.begin(), run.settings.end()};
    setup.tokens = TokenNeed::Always;
    auto made = setUpProject(setup, progress, stop);
    if (!made)
        return passOn(made);
    if (!made->planProblem.empty())
        return failed(made->planProblem);
    return std::move(made->project);
}

Result<std::string> queueDemoRuns(
    Project& project, std::string_view language, const StageProgress& progress, const StopFlag* stop)
{
    const auto files = demoFiles(language);
    if (!files)
        return tl::unexpected(files.error());
    const auto prompts = readPromptFile(files->prompts);
    if (!prompts)
        return tl::unexpected(prompts.error());
    std::string first;
    for (const Arm arm : {Arm::Phased, Arm::OneOff}) {
        const auto prepared = prepareRun(project, demoRun(arm, *prompts), progress, stop);
        if (!prepared)
            return tl::unexpected(prepared.error());
        if (auto queued = enqueueRun(project, prepared->id, QueuePlace::Last); !queued)
            return passOn(queued);
        if (first.empty())
            first = prepared->id;
    }
    return first;
}

Result<bool> addDemoRecord(Project& project)
{
    const auto resources = resourcesFolder();
    if (!resources)
        return tl::unexpected(resources.error());
    const fs::path record = *resources / "demo" / "record";
    std::vector<fs::path> folders;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(record, ignored))
        if (fs::exists(entry.path() / runfile::manifest, ignored))
            folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    const auto runs = project.runs().list();
    if (!runs)
        return tl::unexpected(runs.error());
    if (folders.empty() || !runs->empty())
        return !runs->empty() && isAdopted(project.runsFolder() / runs->front().id);
    for (const fs::path& folder : folders) {
        const auto spec = readRunSpec(folder);
        if (!spec)
            return tl::unexpected(spec.error());
        if (spec->model.hash != project.settings().modelHash)
            return false;
        if (auto adopted = adoptRun(project, folder, demoPlan().name); !adopted)
            return passOn(adopted);
    }
    return true;
}

} // namespace dankai
