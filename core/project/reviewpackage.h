// SPDX-License-Identifier: Apache-2.0
// A queue of questions as one file that a colleague answers without the project and without a model, and its
// way back. JSON lines: the head, the anchors and the questions, and behind them every answer as it was
// given, so that an answer is one appended line, a cut last line costs that answer only, and any tool can
// read it. No scores, no reasons and no other person's answers are in it.
#pragma once

#include "core/base/result.h"
#include "core/dataset/example.h"
#include "core/difficulty/review.h"
#include "core/project/project.h"
#include "core/project/reviewstore.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

inline constexpr int reviewPackageVersion = 1;
inline constexpr std::string_view reviewPackageEnding = ".dankai-review";

struct PackageAnchor
{
    int level = 0;
    Example example;

    bool operator==(const PackageAnchor&) const = default;
};

struct PackageQuestion
{
    std::size_t place = 0; // in the queue
    Example example; // without columns that nobody trains on
    std::optional<Example> other; // of a pair
    std::optional<int> expected; // of practice: told after the answer

    bool operator==(const PackageQuestion&) const = default;
};

struct PackageAnswer
{
    std::size_t place = 0;
    ReviewDecision decision = ReviewDecision::Skip; // no edit: a text is changed in the project
    std::optional<int> level;
    std::string note;
    double seconds = 0;
    std::int64_t decidedMs = 0;

    bool operator==(const PackageAnswer&) const = default;
};

struct ReviewPackage
{
    std::string key; // of the queue
    std::string plan;
    std::string reviewer;
    std::string language; // of the definition
    std::vector<std::string> levels; // names, easiest first
    std::string definition;
    std::vector<PackageAnchor> anchors;
    std::vector<PackageQuestion> questions; // by place
    std::vector<PackageAnswer> answers; // that stand, in the order in which they were given

    // The last closing answer to one question.
    const PackageAnswer* answerTo(std::size_t place) const;
    // The first question without one.
    const PackageQuestion* next() const;
    std::size_t open() const; // questions without one
    double secondsLeft() const; // at this person's pace so far

    bool operator==(const ReviewPackage&) const = default;
};

// Unusable, with file:line, where it is none; a cut last line is left out.
Result<ReviewPackage> parseReviewPackage(std::string_view text, const std::string& name);
Result<ReviewPackage> openReviewPackage(const std::filesystem::path& path);
// The whole of it as it would be written anew.
std::string toText(const ReviewPackage& package);

// The questions of a queue, with what was answered in the project so far. Unusable where everything is.
Result<ReviewPackage> writeReviewPackage(Project& project, const ReviewQueue& queue,
    const std::filesystem::path& path, const std::string& language);

// Appends to the file, which must be that of `package`. Unusable where the decision does not fit the
// question.
Result<> answerInPackage(
    const std::filesystem::path& path, ReviewPackage& package, const PackageAnswer& given);
// Takes the last answer back; nothing where there is none.
Result<std::optional<PackageAnswer>> undoInPackage(const std::filesystem::path& path, ReviewPackage& package);

struct PackageMerge
{
    std::string plan;
    std::string reviewer;
    std::size_t added = 0;
    std::size_t withdrawn = 0; // merged before and taken back in the package since
    std::size_t unchanged = 0;
    std::vector<std::string> problems; // answers that could not be taken: a sentence for each
    std::vector<ReviewConflict> conflicts; // of the plan, about examples of this package
};

// Merging twice changes nothing. Unusable where the package is of another project.
Result<PackageMerge> mergeReviewPackage(Project& project, const std::filesystem::path& path);

} // namespace dankai
