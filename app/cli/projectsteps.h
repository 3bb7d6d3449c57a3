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
#include "core/project/newproject.h"
#include "core/project/project.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dankai {

// "SmolLM2 (134.5 M parameters, 30 layers)"
std::string modelWords(const MadeProject& made);

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

// With a progress line; as scoreExamples().
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
