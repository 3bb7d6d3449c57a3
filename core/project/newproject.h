// SPDX-License-Identifier: Apache-2.0
// From a model and a folder to a project, and from its examples to scores: the same steps for the command
// line and the workbench. Shows nothing.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/checkpoint/modelconfig.h"
#include "core/dataset/importer.h"
#include "core/phase/plan.h"
#include "core/project/project.h"
#include "core/project/runlaunch.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct NewProject
{
    std::filesystem::path folder;
    std::filesystem::path model;
    std::string name; // for people; empty: the folder's name
    std::string chatTemplate; // as ProjectSettings has it
    std::map<std::string, std::string> run = {}; // settings of all of its runs, by their paths in run.yaml
};

struct MadeProject
{
    Project project;
    ModelConfig model;
};

// Opens the model whole first and hashes it (progress in bytes), so that a folder is made only for one that
// can be trained. Unusable where the model is not, or where the folder holds a project already.
Result<MadeProject> makeProject(
    const NewProject& wanted, const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

struct ScoredNow
{
    std::uint64_t looked = 0; // examples that had no score of this version
    std::uint64_t withValue = 0;
};

// Scores what the scorer has not scored yet; nothing to do for one whose scores the import stored. Stopping
// keeps what is scored.
Result<ScoredNow> scoreExamples(Project& project, std::string_view scorer, const StageProgress& progress = {},
    const StopFlag* stop = nullptr);

struct FileToImport
{
    std::filesystem::path file;
    ImportOptions options;
};

enum class TokenNeed
{
    WherePlanNeedsThem, // to cut at equal tokens
    Always,
};

// A project in one step: model, data and plan. Data and plan may be missing.
struct ProjectSetup
{
    NewProject project;
    std::vector<FileToImport> files;
    std::optional<Plan> plan; // its scorer scores what was imported
    TokenNeed tokens = TokenNeed::WherePlanNeedsThem;
};

struct SetUpProject
{
    Project project;
    std::uint64_t added = 0; // examples
    std::uint64_t duplicates = 0;
    std::uint64_t rejected = 0; // rows
    // Why the plan is not there although it was wanted: these examples cannot be cut like that. A sentence.
    std::string planProblem;
};

// Unusable or failed as each of its steps. Where it is stopped or fails after the folder was made, nothing is
// left of a folder that was not there before.
Result<SetUpProject> setUpProject(
    const ProjectSetup& setup, const StageProgress& progress = {}, const StopFlag* stop = nullptr);

} // namespace dankai
