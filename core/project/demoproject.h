// SPDX-License-Identifier: Apache-2.0
// The built-in example, a company help desk in three levels of difficulty: its files, its plan, its runs, and
// the whole project in one step. What `dankai demo` and the workbench make is the same.
#pragma once

#include "core/base/result.h"
#include "core/phase/arm.h"
#include "core/phase/plan.h"
#include "core/project/newproject.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

inline constexpr std::string_view demoScorer = "column:level";

struct DemoFiles
{
    std::filesystem::path examples;
    std::filesystem::path prompts;
};

// `language`: "en" or "ja". Failed where Dankai's own resources are not there.
Result<DemoFiles> demoFiles(std::string_view language);
// "Help desk", "社内ヘルプデスク"
std::string demoName(std::string_view language);
Plan demoPlan();
// Small enough for minutes on two cores: short steps, so that each phase has some, and short answers.
RunRequest demoRun(Arm arm, const std::vector<RunRow>& prompts);

struct DemoProject
{
    std::filesystem::path folder;
    std::filesystem::path model; // empty: the built-in one
    std::string language = "en";
};

// The model hashed, the examples imported and scored, tokens counted, the plan stored with the settings of
// demoRun(). As setUpProject().
Result<Project> makeDemoProject(
    const DemoProject& wanted, const StageProgress& progress = {}, const StopFlag* stop = nullptr);

// Freezes the phased run and its twin, everything at once, and queues both; the id of the first. They train
// whether or not anybody waits.
Result<std::string> queueDemoRuns(Project& project, std::string_view language,
    const StageProgress& progress = {}, const StopFlag* stop = nullptr);

// The runs of the record that Dankai brings: a real training of this example with the built-in model
// (packaging/record makes it). Nothing is added where the record is not there, the project's model is another
// one, or the project has runs. Whether the record is in the project now.
Result<bool> addDemoRecord(Project& project);

} // namespace dankai
