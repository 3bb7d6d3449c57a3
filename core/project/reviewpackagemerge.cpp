// SPDX-License-Identifier: Apache-2.0
// The part of reviewpackage.h that reads and changes a project: what goes into a package, and its way back.
#include "core/base/utf8.h"
#include "core/platform/file.h"
#include "core/project/reviewing.h"
#include "core/project/reviewpackage.h"

#include <algorithm>
#include <set>

namespace dankai {

namespace {

// What a reader sees and what the content's hash is over.
Example withoutColumns(Example example)
{
    example.extra = {};
    example.source = {};
    return example;
}

Result<Example> textOf(Project& project, ExampleId id)
{
    auto stored = project.examples().example(id);
    if (!stored)
        return passOn(stored);
    return withoutColumns(std::move(stored->example));
}

PackageAnswer answerFrom(const Review& review)
{
    PackageAnswer answer;
    answer.place = review.place.value_or(0);
    answer.decision = review.decision;
    answer.level = review.level;
    answer.note = review.note;
    answer.seconds = review.seconds;
    answer.decidedMs = review.decidedMs;
    return answer;
}

std::string sourceKeyOf(const ReviewPackage& package, const PackageAnswer& answer)
{
    return package.key + ":" + std::to_string(answer.place) + ":" + std::to_string(answer.decidedMs);
}

class Merging final
{
public:
    Merging(Project& project, const ReviewPackage& package, const ReviewQueue& queue, const std::string& name)
        : m_project(project)
        , m_package(package)
        , m_queue(queue)
        , m_name(name)
    { }

    Result<PackageMerge> merge()
    {
        m_merge.plan = m_queue.plan;
        m_merge.reviewer = m_queue.reviewer;
        auto known = readKnown();
        if (!known)
            return passOn(known);
        if (auto withdrawn = withdrawWhatWasTakenBack(); !withdrawn)
            return passOn(withdrawn);
        for (const PackageAnswer& answer : m_package.answers)
            if (auto added = add(answer); !added)
                return passOn(added);
        auto conflicts = m_project.reviews().conflicts(m_queue.plan);
        if (!conflicts)
            return passOn(conflicts);
        for (ReviewConflict& conflict : *conflicts)
            if (std::ranges::any_of(m_queue.items,
                    [&](const ReviewItem& item) { return !item.other && item.example == conflict.example; }))
                m_merge.conflicts.push_back(std::move(conflict));
        return std::move(m_merge);
    }

private:
    Result<> readKnown()
    {
        const auto standing = m_project.reviews().standing(m_queue.plan);
        if (!standing)
            return tl::unexpected(standing.error());
        for (const Review& review : *standing)
            if (review.queue == m_queue.id)
                m_standing.push_back(review);
        return {};
    }

    Result<> withdrawWhatWasTakenBack()
    {
        std::set<std::string> there;
        for (const PackageAnswer& answer : m_package.answers)
            there.insert(sourceKeyOf(m_package, answer));
        for (const Review& review : m_standing) {
            if (!review.sourceKey.starts_with(m_package.key + ":") || there.contains(review.sourceKey))
                continue;
            if (auto withdrawn = m_project.reviews().withdraw(review.id); !withdrawn)
                return passOn(withdrawn);
            ++m_merge.withdrawn;
        }
        return {};
    }

    void problem(const PackageAnswer& answer, const std::string& sentence)
    {
        m_merge.problems.push_back(
            m_name + ", question " + std::to_string(answer.place + 1) + ": " + sentence);
    }

    Result<> add(const PackageAnswer& answer)
    {
        const std::string key = sourceKeyOf(m_package, answer);
        const auto isKnown = m_project.reviews().knowsSource(key);
        if (!isKnown)
            return tl::unexpected(isKnown.error());
        // What was answered in the project before the package was written went out with it.
        const bool wentOut = std::ranges::any_of(m_standing, [&](const Review& review) {
            return review.place == answer.place && review.decidedMs == answer.decidedMs;
        });
        if (*isKnown || wentOut) {
            ++m_merge.unchanged;
            return {};
        }
        if (answer.place >= m_queue.items.size()) {
            problem(answer, "There is no such question in the project.");
            return {};
        }
        const ReviewItem& item = m_queue.items[answer.place];
        const auto question = std::ranges::find(m_package.questions, answer.place, &PackageQuestion::place);
        for (const auto& [id, text] : {std::pair(std::optional(item.example), &question->example),
                 std::pair(item.other, question->other ? &*question->other : nullptr)}) {
            if (!id)
                continue;
            const auto stored = m_project.examples().example(*id);
            if (!stored) {
                problem(answer, stored.error().message);
                return {};
            }
            if (text == nullptr || contentHash(*text) != stored->hash) {
                problem(answer,
                    "Example " + std::to_string(static_cast<std::int64_t>(*id))
                        + " has another text than the package. The answer is not taken; ask again.");
                return {};
            }
        }
        Review review;
        review.plan = m_queue.plan;
        review.reviewer = m_queue.reviewer;
        review.queue = m_queue.id;
        review.place = answer.place;
        review.example = item.example;
        review.decision = answer.decision;
        review.level = answer.level;
        review.note = answer.note;
        review.seconds = answer.seconds;
        review.decidedMs = answer.decidedMs;
        review.source = reviewFromPackage;
        review.sourceKey = key;
        if (auto decided = m_project.reviews().decide(review); !decided) {
            if (decided.error().code != ErrorCode::Unusable)
                return passOn(decided); // a full disk is no answer's mistake
            problem(answer, decided.error().message);
            return {};
        }
        ++m_merge.added;
        return {};
    }

    Project& m_project;
    const ReviewPackage& m_package;
    const ReviewQueue& m_queue;
    const std::string& m_name;
    std::vector<Review> m_standing; // of the queue
    PackageMerge m_merge;
};

} // namespace

Result<ReviewPackage> writeReviewPackage(Project& project, const ReviewQueue& queue,
    const std::filesystem::path& path, const std::string& language)
{
    auto guide = reviewGuide(project, queue.plan, language);
    if (!guide)
        return passOn(guide);
    const auto answers = project.reviews().answers(queue);
    if (!answers)
        return tl::unexpected(answers.error());
    ReviewPackage package;
    package.key = queue.key;
    package.plan = queue.plan;
    package.reviewer = queue.reviewer;
    package.language = language;
    package.levels = std::move(guide->levels);
    package.definition = std::move(guide->definition);
    if (std::cmp_not_equal(queue.levels, package.levels.size()))
        return unusable("Plan '" + queue.plan + "' has " + std::to_string(package.levels.size())
            + " levels now and had " + std::to_string(queue.levels)
            + " when these questions were drawn. Answer or skip them and draw anew.");
    for (const ReviewAnchor& anchor : guide->anchors) {
        auto example = textOf(project, anchor.example);
        if (!example)
            return passOn(example);
        package.anchors.push_back({anchor.level, std::move(*example)});
    }
    for (std::size_t place = 0; place < queue.items.size(); ++place) {
        const ReviewItem& item = queue.items[place];
        PackageQuestion question;
        question.place = place;
        auto example = project.examples().example(item.example);
        if (!example)
            return passOn(example);
        if (example->isExcluded && !(*answers)[place])
            continue; // by another person meanwhile
        question.example = withoutColumns(std::move(example->example));
        if (item.other) {
            auto other = textOf(project, *item.other);
            if (!other)
                return passOn(other);
            question.other = std::move(*other);
        }
        question.expected = item.expected;
        package.questions.push_back(std::move(question));
        if ((*answers)[place])
            package.answers.push_back(answerFrom(*(*answers)[place]));
    }
    std::ranges::stable_sort(package.answers, {}, &PackageAnswer::decidedMs);
    if (package.open() == 0)
        return unusable(queue.reviewer + " has answered everything. Draw new questions first.");
    if (auto written = writeFileAtomically(path, toText(package)); !written)
        return passOn(written);
    return package;
}

Result<PackageMerge> mergeReviewPackage(Project& project, const std::filesystem::path& path)
{
    const auto package = openReviewPackage(path);
    if (!package)
        return tl::unexpected(package.error());
    const auto queue = project.reviews().queueOfKey(package->key);
    if (!queue)
        return tl::unexpected(queue.error());
    if (!*queue)
        return unusable(path.string()
            + " is a review package of another project: these questions were not drawn here. Merge it where "
              "they were.");
    const std::string name = path.string();
    return Merging(project, *package, **queue, name).merge();
}

} // namespace dankai
