// SPDX-License-Identifier: Apache-2.0
// The actions of dankai review: on a project, on files that go out and come back, and on a package that is
// answered without a project. What is drawn, stored and counted stands in core/project/reviewing.h and
// beside.
#pragma once

#include "app/cli/console.h"
#include "core/base/exitcode.h"
#include "core/base/result.h"
#include "core/project/reviewing.h"
#include "core/project/reviewpackage.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

struct ReviewOptions
{
    std::string place; // the project's folder, or a review package
    std::string action = "list";
    std::vector<std::string> values; // of the action: a decision, a file, a level
    std::string plan;
    std::string reviewer;
    std::optional<std::int64_t> example;
    std::string note;
    double seconds = 0;
    std::size_t count = 2 * reviewSetSize;
    double randomShare = 0.35;
    double secondShare = 0.2;
    std::size_t practice = 5;
    std::size_t pairs = 3;
    std::string quality;
    std::uint64_t seed = 0;
    std::string language = "en";
    std::string definition;
    bool isRemoved = false;
    std::optional<std::string> instruction;
    std::optional<std::string> input;
    std::optional<std::string> response;
};

// The plan and the reviewer, where one is not named and there is only one.
Result<std::string> reviewedPlan(Project& project, const ReviewOptions& options);
Result<std::string> reviewingPerson(Project& project, const ReviewOptions& options);

struct PlanReviewer
{
    std::string plan;
    std::string reviewer;
};

// Both of them.
Result<PlanReviewer> planReviewer(Project& project, const ReviewOptions& options);

// What an action of one person works on.
struct ReviewDesk
{
    std::string plan;
    std::string reviewer;
    ReviewGuide guide;
    std::optional<ReviewQueue> queue; // the newest
};

Result<ReviewDesk> openReviewDesk(Project& project, const ReviewOptions& options);
std::int64_t exampleNumber(ExampleId id);
std::string reviewCommand(const ReviewOptions& options, const std::string& rest); // to be typed next

Result<ExitCode> listReviews(const Console& console, Project& project, const ReviewOptions& options);
Result<ExitCode> showAnchors(const Console& console, Project& project, const ReviewOptions& options);
Result<ExitCode> showConflicts(const Console& console, Project& project, const ReviewOptions& options);
Result<ExitCode> resolveConflict(const Console& console, Project& project, const ReviewOptions& options);
Result<ExitCode> showReviewHistory(const Console& console, Project& project, const ReviewOptions& options);

Result<ExitCode> exportReview(const Console& console, Project& project, const ReviewOptions& options);
Result<ExitCode> applyReview(const Console& console, Project& project, const ReviewOptions& options);
Result<ExitCode> packReview(const Console& console, Project& project, const ReviewOptions& options);
Result<ExitCode> mergeReview(const Console& console, Project& project, const ReviewOptions& options);
Result<ExitCode> showReviewStatistics(const Console& console, Project& project, const ReviewOptions& options);
// show, place, undo and list on a file.
Result<ExitCode> reviewPackageFile(const Console& console, const ReviewOptions& options);

// A question as a person reads it in a terminal. `heading` says where it stands.
struct ShownQuestion
{
    std::string heading;
    const Example* example = nullptr;
    const Example* other = nullptr;
    std::string definition;
    std::vector<std::pair<int, const Example*>> anchors; // level and example
    std::vector<std::string> levels;
};

void printQuestion(const Console& console, const ShownQuestion& question);
Json toJson(const Review& review, std::span<const std::string> levels);
Json textsJson(const Example& example);
Json conflictsJson(const std::vector<ReviewConflict>& conflicts, std::span<const std::string> levels);
void printConflicts(const Console& console, const std::vector<ReviewConflict>& conflicts,
    std::span<const std::string> levels);
// "1 Easy", "exclude", ... or unusable with what may be said.
Result<ReviewAnswer> decisionFrom(const ReviewOptions& options, std::span<const std::string> levels);
// The one file that the action names.
Result<std::string> fileOf(const ReviewOptions& options, const char* example);

} // namespace dankai
