// SPDX-License-Identifier: Apache-2.0
#include "core/project/reviewstatistics.h"

#include "core/project/placedplan.h"
#include "core/project/reviewstore.h"
#include "core/statistics/quantile.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace dankai {

namespace {

// The last placement of one person on one example, where he or she has not changed it to anything else.
struct Rating
{
    int level = 0;
    int revision = 1;
    ReviewReason reason = ReviewReason::Random;
    double probability = 0;
    std::int64_t order = 0; // smaller: said earlier
};

using Ratings = std::map<ExampleId, std::map<std::string, Rating>>;

Ratings ratingsOf(const std::vector<Review>& reviews, int levels)
{
    Ratings ratings;
    for (const Review& review : reviews) {
        if (review.isResolution || review.other || review.reason == ReviewReason::Practice
            || review.levels != levels || !closesQuestion(review.decision)
            || review.decision == ReviewDecision::Skip)
            continue;
        std::map<std::string, Rating>& ofExample = ratings[review.example];
        if (review.decision == ReviewDecision::Place)
            ofExample[review.reviewer]
                = {*review.level, review.revision, review.reason, review.probability, review.id};
        else
            ofExample.erase(review.reviewer);
    }
    return ratings;
}

bool isFromRandomDraw(const Rating& rating)
{
    return rating.reason == ReviewReason::Random || rating.reason == ReviewReason::SecondRating;
}

void countPeople(ReviewStatistics& statistics, const std::vector<Review>& reviews,
    const std::vector<ReviewQueueListing>& queues, const std::vector<ReviewQueue>& wholeQueues)
{
    std::map<std::string, ReviewerFigures> figures;
    std::vector<std::string> order; // who came first
    const auto of = [&](const std::string& name) -> ReviewerFigures& {
        const auto [entry, isNew] = figures.try_emplace(name);
        if (isNew) {
            entry->second.name = name;
            order.push_back(name);
        }
        return entry->second;
    };
    for (auto queue = queues.rbegin(); queue != queues.rend(); ++queue) {
        of(queue->queue.reviewer).asked += queue->asked;
        of(queue->queue.reviewer).answered += queue->answered;
    }
    // The last word of each person on each example, or question where it was one.
    std::map<std::tuple<std::string, ExampleId, std::int64_t>, const Review*> last;
    std::map<std::string, std::vector<double>> seconds;
    std::set<std::pair<std::string, ExampleId>> edited;
    for (const Review& review : reviews) {
        of(review.reviewer);
        if (review.editedTo)
            edited.insert({review.reviewer, review.example});
        if (!closesQuestion(review.decision) || review.isResolution)
            continue;
        last[{review.reviewer, review.example, review.other ? review.id : 0}] = &review;
        if (review.seconds > 0)
            seconds[review.reviewer].push_back(review.seconds);
    }
    std::map<std::pair<std::int64_t, std::size_t>, int> expected;
    for (const ReviewQueue& queue : wholeQueues)
        for (std::size_t place = 0; place < queue.items.size(); ++place)
            if (queue.items[place].expected)
                expected[{queue.id, place}] = *queue.items[place].expected;
    for (const auto& [key, review] : last) {
        ReviewerFigures& person = of(review->reviewer);
        if (review->reason == ReviewReason::Practice) {
            ++person.practice;
            const auto right = expected.find({review->queue.value_or(0), review->place.value_or(0)});
            person.practiceRight += right != expected.end() && review->level == right->second ? 1 : 0;
            continue;
        }
        person.placed += review->decision == ReviewDecision::Place ? 1 : 0;
        person.takenOut += takesOut(review->decision) ? 1 : 0;
        person.ambiguous += review->decision == ReviewDecision::Ambiguous ? 1 : 0;
        person.skipped += review->decision == ReviewDecision::Skip ? 1 : 0;
    }
    for (const auto& [name, example] : edited)
        ++of(name).edited;
    for (auto& [name, times] : seconds) {
        std::ranges::sort(times);
        of(name).medianSeconds = quantileOfSorted(times, 0.5);
    }
    for (const std::string& name : order)
        statistics.reviewers.push_back(figures[name]);
}

void compareOneAnother(ReviewStatistics& statistics, const Ratings& ratings, const BootstrapParams& params)
{
    std::vector<std::string> names;
    for (const ReviewerFigures& person : statistics.reviewers)
        names.push_back(person.name);
    std::vector<std::vector<std::optional<int>>> table(names.size());
    for (const auto& [example, people] : ratings) {
        std::vector<std::optional<int>> row(names.size());
        std::optional<int> revision; // of the first of them: another text is another example
        std::size_t raters = 0;
        bool isRandom = false;
        for (std::size_t person = 0; person < names.size(); ++person) {
            const auto rating = people.find(names[person]);
            if (rating == people.end() || !isFromRandomDraw(rating->second))
                continue;
            if (revision && *revision != rating->second.revision)
                continue;
            revision = rating->second.revision;
            row[person] = rating->second.level;
            isRandom = isRandom || rating->second.reason == ReviewReason::Random;
            ++raters;
        }
        if (raters < 2 || !isRandom)
            continue;
        ++statistics.doublyRated;
        for (std::size_t person = 0; person < names.size(); ++person)
            table[person].push_back(row[person]);
    }
    statistics.alpha = alphaOf(table, statistics.levels, params);
    for (std::size_t one = 0; one < names.size(); ++one) {
        for (std::size_t other = one + 1; other < names.size(); ++other) {
            std::vector<int> first, second;
            for (std::size_t i = 0; i < table[one].size(); ++i) {
                if (!table[one][i] || !table[other][i])
                    continue;
                first.push_back(*table[one][i]);
                second.push_back(*table[other][i]);
            }
            if (!first.empty())
                statistics.pairs.push_back(
                    {names[one], names[other], agreementOfTwo(first, second, statistics.levels, params)});
        }
    }
}

void compareWithScores(ReviewStatistics& statistics, const Ratings& ratings, const PlacedPlan& byRule,
    const BootstrapParams& params)
{
    std::vector<int> people, scores;
    std::vector<std::uint8_t> isEqual;
    std::vector<double> probabilities;
    for (const auto& [example, byPerson] : ratings) {
        const Rating* first = nullptr;
        for (const auto& [name, rating] : byPerson)
            if (rating.probability > 0 && rating.reason != ReviewReason::SecondRating
                && (first == nullptr || rating.order < first->order))
                first = &rating;
        const auto row = byRule.rowOf(example);
        if (first == nullptr || !row)
            continue;
        const auto level = byRule.levelOf(*row);
        if (!level)
            continue; // no score, or excluded by now
        isEqual.push_back(first->level == *level ? 1 : 0);
        probabilities.push_back(std::min(1.0, first->probability));
        if (first->reason == ReviewReason::Random) {
            people.push_back(first->level);
            scores.push_back(*level);
        }
    }
    statistics.againstScores = agreementOfTwo(people, scores, statistics.levels, params);
    statistics.weightedAgainstScores = weightedShare(isEqual, probabilities, params);
    statistics.weightedCount = isEqual.size();
}

void countPairs(ReviewStatistics& statistics, const std::vector<Review>& reviews, const PlacedPlan& byRule)
{
    for (const Review& review : reviews) {
        if (!review.other
            || (review.decision != ReviewDecision::FirstHarder
                && review.decision != ReviewDecision::SecondHarder))
            continue;
        const auto first = byRule.rowOf(review.example), second = byRule.rowOf(*review.other);
        if (!first || !second)
            continue;
        const double difference = byRule.columns.scores[*first] - byRule.columns.scores[*second];
        if (!std::isfinite(difference) || difference == 0)
            continue;
        ++statistics.pairsJudged;
        statistics.pairsAsScores
            += (difference > 0) == (review.decision == ReviewDecision::FirstHarder) ? 1 : 0;
    }
}

} // namespace

Result<ReviewStatistics> reviewStatistics(
    Project& project, const std::string& plan, const BootstrapParams& params)
{
    auto byRule = placePlan(project, plan, HandPlacements::Leave);
    if (!byRule)
        return passOn(byRule);
    ReviewStore store = project.reviews();
    const auto reviews = store.standing(plan);
    if (!reviews)
        return tl::unexpected(reviews.error());
    const auto queues = store.queues(plan);
    if (!queues)
        return tl::unexpected(queues.error());
    const auto conflicts = store.conflicts(plan);
    if (!conflicts)
        return tl::unexpected(conflicts.error());
    std::vector<ReviewQueue> wholeQueues;
    for (const ReviewQueueListing& listing : *queues) {
        auto queue = store.queue(listing.queue.id);
        if (!queue)
            return passOn(queue);
        wholeQueues.push_back(std::move(*queue));
    }
    ReviewStatistics statistics;
    statistics.plan = plan;
    statistics.levels = byRule->levels();
    statistics.conflicts = conflicts->size();
    countPeople(statistics, *reviews, *queues, wholeQueues);
    const Ratings ratings = ratingsOf(*reviews, statistics.levels);
    compareOneAnother(statistics, ratings, params);
    compareWithScores(statistics, ratings, *byRule, params);
    countPairs(statistics, *reviews, *byRule);
    return statistics;
}

} // namespace dankai
