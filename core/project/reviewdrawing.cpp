// SPDX-License-Identifier: Apache-2.0
// The part of reviewing.h that draws: anchors, practice, questions, pairs.
#include "core/base/random.h"
#include "core/difficulty/reviewmeasures.h"
#include "core/project/placedplan.h"
#include "core/project/reviewing.h"

#include <algorithm>
#include <random>
#include <set>

namespace dankai {

namespace {

// Of one level: the middle half of its scores, in which nobody would doubt the level.
std::vector<std::size_t> clearRows(const PlacedPlan& placed, int level)
{
    std::vector<std::size_t> rows;
    for (const std::size_t row : placed.byDifficulty)
        if (placed.levelOf(row) == level)
            rows.push_back(row);
    const std::size_t quarter = rows.size() / 4;
    return {rows.begin() + static_cast<std::ptrdiff_t>(quarter),
        rows.end() - static_cast<std::ptrdiff_t>(quarter)};
}

Result<std::vector<ReviewAnchor>> anchorsOf(Project& project, const PlacedPlan& placed)
{
    auto anchors = project.reviews().anchors(placed.plan.name, placed.levels());
    if (!anchors)
        return anchors;
    bool isNew = false;
    for (int level = 0; level < placed.levels(); ++level) {
        if (std::ranges::any_of(*anchors, [&](const ReviewAnchor& anchor) { return anchor.level == level; }))
            continue;
        std::vector<std::size_t> rows = clearRows(placed, level);
        std::erase_if(rows, [&](std::size_t row) {
            return std::ranges::count(*anchors, placed.columns.ids[row], &ReviewAnchor::example) > 0;
        });
        if (rows.empty())
            continue;
        // At the lower quarter of lengths: short enough to stay in sight, and no oddity.
        const auto lengthOf = [&](std::size_t row) { return placed.columns.responseLengths[row]; };
        const auto chosen = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 4);
        std::ranges::nth_element(rows, chosen, {},
            [&](std::size_t row) { return std::pair(lengthOf(row), placed.columns.hashes[row]); });
        anchors->push_back({placed.columns.ids[*chosen], level, false});
        isNew = true;
    }
    std::ranges::stable_sort(*anchors, {}, &ReviewAnchor::level);
    if (isNew)
        if (auto stored = project.reviews().setAnchors(placed.plan.name, placed.levels(), *anchors); !stored)
            return passOn(stored);
    return anchors;
}

// Who was asked what, and what they said.
struct Asked
{
    std::set<ExampleId> byAnybody;
    std::set<ExampleId> byThisPerson;
    bool hadPractice = false;
    std::vector<ExampleId> ratedByOthers; // placed after a random draw
};

Result<Asked> askedOf(Project& project, const PlacedPlan& placed, const std::string& reviewer)
{
    Asked asked;
    const auto items = project.reviews().asked(placed.plan.name);
    if (!items)
        return tl::unexpected(items.error());
    for (const AskedExample& item : *items) {
        asked.byAnybody.insert(item.example);
        if (item.reviewer != reviewer)
            continue;
        asked.byThisPerson.insert(item.example);
        asked.hadPractice = asked.hadPractice || item.reason == ReviewReason::Practice;
    }
    const auto reviews = project.reviews().standing(placed.plan.name);
    if (!reviews)
        return tl::unexpected(reviews.error());
    std::set<ExampleId> rated;
    for (const Review& review : *reviews) {
        if (review.other)
            continue;
        asked.byAnybody.insert(review.example);
        if (review.reviewer == reviewer)
            asked.byThisPerson.insert(review.example);
        else if (review.reason == ReviewReason::Random && review.decision == ReviewDecision::Place
            && review.levels == placed.levels())
            rated.insert(review.example);
    }
    for (const ExampleId example : rated)
        if (!asked.byThisPerson.contains(example))
            asked.ratedByOthers.push_back(example);
    return asked;
}

Result<std::vector<std::vector<double>>> sharesOfScorers(Project& project)
{
    const auto figures = project.scores().figures();
    if (!figures)
        return tl::unexpected(figures.error());
    std::vector<std::vector<double>> shares;
    for (const ScorerFigures& scorer : *figures) {
        if (scorer.scored == 0)
            continue;
        const auto columns = project.examples().columns({scorer.scorer, {}});
        if (!columns)
            return tl::unexpected(columns.error());
        shares.push_back(rankShares(columns->scores));
    }
    return shares;
}

Result<ReviewCandidates> candidatesOf(
    Project& project, const ReviewRequest& request, const PlacedPlan& placed, const Asked& asked)
{
    ReviewCandidates candidates;
    const std::size_t count = placed.columns.size();
    candidates.mayBeAsked.assign(count, 0);
    for (std::size_t row = 0; row < count; ++row)
        candidates.mayBeAsked[row] = placed.placement.places[row] != excludedPlace
                && !asked.byAnybody.contains(placed.columns.ids[row])
            ? 1
            : 0;
    for (const ExampleId example : asked.ratedByOthers)
        if (const auto row = placed.rowOf(example); row && placed.placement.places[*row] != excludedPlace)
            candidates.ratedByOthers.push_back(static_cast<std::uint32_t>(*row));
    const std::vector<double> difficulty = rankShares(placed.columns.scores);
    std::vector<double> cuts;
    for (const std::size_t cut : placed.cuts)
        cuts.push_back((static_cast<double>(cut) - 0.5)
            / std::max(1.0, static_cast<double>(placed.byDifficulty.size()) - 1));
    candidates.nearness = nearnessToCuts(difficulty, cuts);
    auto shares = sharesOfScorers(project);
    if (!shares)
        return passOn(shares);
    candidates.disagreement = rankSpread(*shares);
    if (!request.qualityScorer.empty()) {
        const auto quality = project.examples().columns({request.qualityScorer, {}});
        if (!quality)
            return tl::unexpected(quality.error());
        candidates.hardAndPoor = hardAndPoor(difficulty, rankShares(quality->scores));
    }
    candidates.isDuplicate.assign(count, 0);
    for (std::size_t row = 0; row < placed.columns.nearDuplicates.size(); ++row)
        candidates.isDuplicate[row] = placed.columns.nearDuplicates[row] != noNearDuplicate ? 1 : 0;
    return candidates;
}

// One level after the other, at random among the rows that are clear, which then are no questions any more.
std::vector<ReviewItem> drawPractice(
    const PlacedPlan& placed, ReviewCandidates& candidates, std::size_t count, std::uint64_t seed)
{
    Random random(seedFor(seed, "review/practice"));
    std::vector<std::vector<std::size_t>> ofLevel;
    for (int level = 0; level < placed.levels(); ++level) {
        std::vector<std::size_t> rows = clearRows(placed, level);
        std::erase_if(rows, [&](std::size_t row) { return candidates.mayBeAsked[row] == 0; });
        random.shuffle(std::span(rows));
        ofLevel.push_back(std::move(rows));
    }
    std::vector<ReviewItem> items;
    for (bool isGoingOn = true; isGoingOn && items.size() < count;) {
        isGoingOn = false;
        for (int level = 0; level < placed.levels() && items.size() < count; ++level) {
            std::vector<std::size_t>& rows = ofLevel[static_cast<std::size_t>(level)];
            if (rows.empty())
                continue;
            ReviewItem item;
            item.example = placed.columns.ids[rows.back()];
            item.reason = ReviewReason::Practice;
            item.expected = level;
            items.push_back(item);
            candidates.mayBeAsked[rows.back()] = 0;
            rows.pop_back();
            isGoingOn = true;
        }
    }
    random.shuffle(std::span(items)); // else the levels would be known by their order
    return items;
}

std::vector<ReviewItem> pairItems(const PlacedPlan& placed, const ReviewCandidates& candidates,
    const std::set<std::size_t>& drawn, std::size_t pairs, std::uint64_t seed)
{
    std::vector<std::size_t> rows;
    std::vector<std::size_t> cuts(placed.cuts.size());
    for (std::size_t position = 0; position < placed.byDifficulty.size(); ++position) {
        const std::size_t row = placed.byDifficulty[position];
        if (candidates.mayBeAsked[row] == 0 || drawn.contains(row))
            continue;
        rows.push_back(row);
        for (std::size_t cut = 0; cut < cuts.size(); ++cut)
            cuts[cut] += position < placed.cuts[cut] ? 1 : 0;
    }
    std::vector<ReviewItem> items;
    for (const DrawnPair& pair : drawPairs(rows, cuts, pairs, seed)) {
        ReviewItem item;
        item.example = placed.columns.ids[pair.first];
        item.other = placed.columns.ids[pair.second];
        item.reason = ReviewReason::Pair;
        items.push_back(item);
    }
    return items;
}

Result<int> revisionOf(Project& project, ExampleId example)
{
    const auto stored = project.examples().example(example);
    if (!stored)
        return tl::unexpected(stored.error());
    return stored->revision;
}

} // namespace

Result<ReviewQueue> beginReview(Project& project, const ReviewRequest& request)
{
    const auto name = reviewerName(request.reviewer);
    if (!name)
        return tl::unexpected(name.error());
    auto placed = placePlan(project, request.plan);
    if (!placed)
        return passOn(placed);
    const auto anchors = anchorsOf(project, *placed);
    if (!anchors)
        return tl::unexpected(anchors.error());
    const auto asked = askedOf(project, *placed, *name);
    if (!asked)
        return tl::unexpected(asked.error());
    auto candidates = candidatesOf(project, request, *placed, *asked);
    if (!candidates)
        return passOn(candidates);
    for (const ReviewAnchor& anchor : *anchors)
        if (const auto row = placed->rowOf(anchor.example))
            candidates->mayBeAsked[*row] = 0;

    ReviewDraw draw = request.draw;
    while (draw.seed == 0)
        draw.seed = std::random_device()() & 0x7FFFFFFFU;
    ReviewQueue queue;
    queue.plan = request.plan;
    queue.reviewer = *name;
    queue.levels = placed->levels();
    queue.seed = draw.seed;
    if (!asked->hadPractice)
        queue.items = drawPractice(*placed, *candidates, request.practice, draw.seed);
    queue.population
        = static_cast<std::uint64_t>(std::ranges::count(candidates->mayBeAsked, std::uint8_t(1)));
    std::set<std::size_t> rows;
    std::size_t questions = 0;
    for (const DrawnExample& drawn : drawReview(*candidates, draw)) {
        ReviewItem item;
        item.example = placed->columns.ids[drawn.row];
        item.reason = drawn.reason;
        item.probability = drawn.probability;
        queue.items.push_back(item);
        rows.insert(drawn.row);
        ++questions;
    }
    if (questions == 0)
        return unusable("There is no example left to ask " + *name + " about in plan '" + request.plan
            + "': people were asked about all that are not excluded.");
    for (const ReviewItem& item : pairItems(*placed, *candidates, rows, request.pairs, draw.seed))
        queue.items.push_back(item);
    for (ReviewItem& item : queue.items) {
        auto revision = revisionOf(project, item.example);
        if (!revision)
            return passOn(revision);
        item.revision = *revision;
        if (!item.other)
            continue;
        revision = revisionOf(project, *item.other);
        if (!revision)
            return passOn(revision);
        item.otherRevision = *revision;
    }
    return project.reviews().begin(queue);
}

Result<std::vector<ReviewAnchor>> proposeAnchors(Project& project, const std::string& plan)
{
    auto placed = placePlan(project, plan);
    if (!placed)
        return passOn(placed);
    return anchorsOf(project, *placed);
}

} // namespace dankai
