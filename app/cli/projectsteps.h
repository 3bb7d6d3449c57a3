// SPDX-License-Identifier: Apache-2.0
// The steps of the work that both their own command and the demo take: making a project, importing, scoring,
// splitting, training. Each says what it did through the console; JSON results are the caller's.
#pragma once

#include "app/cli/console.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/dataset/importer.h"
#include "core/phase/arm.h"
#include "core/phase/plan.h"
#include "core/project/project.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dankai {

struct NewProject
{
    std::filesystem::path folder;
    std::filesystem::path model;
    std::string name;
    std::string chatTemplate;
};

struct MadeProject
{
    Project project;
    std::string modelWords; // "SmolLM2 (Llama, 134.5 M parameters)"
    std::int64_t parameters = 0;
};

Result<MadeProject> makeProject(
    const NewProject& wanted, const ProgressCallback& progress, const StopFlag* stop);

// Opens it and makes sure that its model is there where `needsModel`.
Result<Project> openProject(const std::filesystem::path& folder, OpenMode mode = OpenMode::ReadWrite);

struct ImportedFile
{
    ImportReport report;
    ImportOutcome outcome;
};

Result<ImportedFile> importInto(Project& project, const Console& console, const std::filesystem::path& file,
    const ImportOptions& options);
Json toJson(const ImportedFile& imported);

// One scorer; idempotent. How many examples it scored now.
struct ScoredNow
{
    std::uint64_t looked = 0;
    std::uint64_t withValue = 0;
};

Result<ScoredNow> scoreProject(Project& project, const Console& console, const std::string& scorer);

// Lowest, mean or highest score as a cell of a table; a dash where nothing has a score.
std::string figure(const ScorerFigures& scorer, double value);
Json toJson(const ScorerFigures& scorer);

struct SplitResult
{
    Plan plan;
    Placement placement;
    bool hasTokens = false;
    bool keepsHeldOut = false; // drawn for runs that there are
};

enum class TokenCounting
{
    Count,
    Skip,
};

// Stores the plan (a new revision where there is one of this name) and prints its table.
Result<SplitResult> splitProject(Project& project, const Console& console, Plan plan, TokenCounting counting);
Json toJson(const SplitResult& split);

} // namespace dankai
