// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/scorefindings.h"

#include "core/difficulty/losschange.h"
#include "core/difficulty/measurement.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace dankai {

namespace {

constexpr double crowdedMiddle = 0.5; // twice what a quarter would hold
constexpr double crowdedValue = 1.0 / 3; // more than a phase of three holds
constexpr double smallVarianceShare = 0.01; // Cohen's f = 0.1, as largeVarianceShare
// Where a group is above the others in so many pairs they differ by what Cohen calls a medium effect:
// d = 0.5 gives the normal's share of d / sqrt(2).
constexpr double mediumPairShare = 0.638;
constexpr std::size_t mostGroupFindings = 4; // of a column

std::string number(double value, int digits = 2)
{
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    std::string shown = text;
    if (shown.find('.') != shown.npos) { // 3.50 is 3.5, 4.00 is 4
        shown.erase(shown.find_last_not_of('0') + 1);
        if (shown.back() == '.')
            shown.pop_back();
    }
    return shown == "-0" ? "0" : shown;
}

std::string percent(double share)
{
    char text[40];
    std::snprintf(text, sizeof text, "%.0f %%", 100 * share);
    return text;
}

bool holds(const Interval& interval, double value)
{
    return interval.lower <= value && value <= interval.upper;
}

// Of two groups the one above the other; of more those that differ most. All of them stand in the table.
std::vector<GroupDifference> conspicuous(const GroupDependence& column)
{
    std::vector<GroupDifference> found;
    const auto distance = [](const GroupDifference& group) { return std::abs(group.above.estimate - 0.5); };
    for (const GroupDifference& group : column.groups)
        if (!holds(group.above, 0.5) && distance(group) >= mediumPairShare - 0.5
            && (column.groups.size() > 2 || group.above.estimate > 0.5))
            found.push_back(group);
    std::stable_sort(
        found.begin(), found.end(), [&](const GroupDifference& left, const GroupDifference& right) {
            return distance(left) > distance(right);
        });
    if (found.size() > mostGroupFindings)
        found.resize(mostGroupFindings);
    return found;
}

// loss:Qwen2.5-0.5B; checkpoints of a run are named with a slash, and loss_drop is of a run.
bool isOfAnotherModel(const std::string& scorer)
{
    const std::size_t colon = scorer.find(':');
    return colon != scorer.npos && scorer.find('/', colon) == scorer.npos
        && modelScorerNamed(std::string_view(scorer).substr(0, colon)) != nullptr;
}

} // namespace

std::vector<std::string> findingsOf(const ScorerBias& bias, std::span<const GroupColumn> columns)
{
    std::vector<std::string> findings;
    const ScoreDistribution& distribution = bias.distribution;
    if (distribution.n == 0) {
        findings.emplace_back("No example has a score of this scorer in its current content.");
        return findings;
    }
    const double n = static_cast<double>(distribution.n);
    const double mostShare = static_cast<double>(distribution.mostFrequent.n) / n;
    if (distribution.different == 1) {
        findings.push_back("All scores are " + number(distribution.mostFrequent.value)
            + ": this scorer tells nothing apart.");
        return findings;
    }
    if (distribution.scale && distribution.middleShare > crowdedMiddle)
        findings.push_back(percent(distribution.middleShare) + " of the scores lie from "
            + number(distribution.middleLowest) + " to " + number(distribution.middleHighest)
            + ", the middle quarter of the scale: this scorer seldom commits itself (regression to the "
              "mean). "
              "Thresholds of another scorer will not fit it.");
    if (mostShare > crowdedValue)
        findings.push_back(percent(mostShare) + " of the scores are exactly "
            + number(distribution.mostFrequent.value)
            + ". A split into equal phases has to part them by content hash, that is by chance.");
    const Dependence& length = bias.onResponseLength;
    if (length.varianceShare >= largeVarianceShare)
        findings.push_back("The scores go along with the length of the response (Spearman "
            + number(length.spearman.estimate) + ", " + percent(length.varianceShare)
            + " of the variance of their ranks). An effect of phases cut by them may be one of length: "
              "train the arm that is split by length too.");
    const Dependence& position = bias.onPosition;
    if (!holds(position.spearman, 0) && position.varianceShare >= smallVarianceShare)
        findings.push_back("The scores change with the place in the file (Spearman "
            + number(position.spearman.estimate)
            + "). Where the file is not sorted by difficulty, the scorer "
              "drifted, or it was asked in the order of the file: score a sample again in another order.");
    for (std::size_t i = 0; i < bias.groups.size() && i < columns.size(); ++i) {
        for (const GroupDifference& group : conspicuous(bias.groups[i])) {
            const double share = group.above.estimate;
            const std::string name = columns[i].names[group.group];
            const std::string column = columns[i].name;
            if (share > 0.5)
                findings.push_back("Examples whose " + column + " is \"" + name
                    + "\" are scored higher than the others: in " + percent(share) + " of pairs ("
                    + percent(group.above.lower) + " to " + percent(group.above.upper)
                    + ", n = " + std::to_string(group.n) + ").");
            else
                findings.push_back("Examples whose " + column + " is \"" + name
                    + "\" are scored lower than the others: in " + percent(1 - share) + " of pairs ("
                    + percent(1 - group.above.upper) + " to " + percent(1 - group.above.lower)
                    + ", n = " + std::to_string(group.n) + ").");
        }
    }
    return findings;
}

std::vector<std::string> findingsOf(std::span<const BucketLoss> buckets, std::span<const std::string> names,
    const std::string& scorer, const std::string& shownAs, const std::string& lossShownAs)
{
    std::vector<std::string> findings;
    const std::string shown = shownAs.empty() ? scorer : shownAs;
    std::uint64_t withLoss = 0, withoutLoss = 0;
    for (const BucketLoss& bucket : buckets) {
        withLoss += bucket.n;
        withoutLoss += bucket.withoutLoss;
    }
    if (withLoss == 0) {
        findings.push_back(
            "No example of the plan has a loss of the untrained model yet. Score it with the scorer \""
            + lossShownAs + "\" to see whether the phases get harder.");
        return findings;
    }
    if (withoutLoss > 0)
        findings.push_back(std::to_string(withoutLoss) + " of " + std::to_string(withLoss + withoutLoss)
            + " examples have no loss of the untrained model and do not count here.");
    if (isOfLosses(scorer) && isOfAnotherModel(scorer))
        findings.push_back("The plan is cut by " + shown
            + ", which follows from another model's loss: that its phases get harder says that the two "
              "models "
              "agree, not that people would.");
    else if (isOfLosses(scorer))
        findings.push_back("The plan is cut by " + shown
            + ", which says itself how well the untrained model predicts the responses: that its phases get "
              "harder proves nothing.");
    bool isEveryHarder = true;
    for (std::size_t i = 1; i < buckets.size() && i < names.size(); ++i) {
        const BucketLoss& bucket = buckets[i];
        isEveryHarder = isEveryHarder && bucket.step == BucketStep::Harder;
        if (bucket.step == BucketStep::Easier)
            findings.push_back("The untrained model finds " + names[i] + " easier than " + names[i - 1]
                + ": its loss is lower by " + number(-bucket.difference.estimate, 3) + " ("
                + number(-bucket.difference.upper, 3) + " to " + number(-bucket.difference.lower, 3)
                + " nats per token). What " + shown + " calls hard is not hard for this model.");
        else if (bucket.step == BucketStep::Undecided)
            findings.push_back("Whether the untrained model finds " + names[i] + " harder than "
                + names[i - 1] + " cannot be said: the difference of its loss is "
                + number(bucket.difference.estimate, 3) + " (" + number(bucket.difference.lower, 3) + " to "
                + number(bucket.difference.upper, 3) + " nats per token, n = "
                + std::to_string(buckets[i - 1].n) + " and " + std::to_string(bucket.n) + ").");
    }
    if (isEveryHarder && buckets.size() > 1)
        findings.emplace_back("The untrained model finds every phase harder than the one before.");
    return findings;
}

std::vector<std::string> findingsOf(
    std::span<const BucketAccuracy> buckets, std::span<const std::string> names)
{
    std::vector<std::string> findings;
    std::uint64_t measured = 0, without = 0;
    for (const BucketAccuracy& bucket : buckets) {
        measured += bucket.n;
        without += bucket.withoutAccuracy;
    }
    if (measured == 0) {
        findings.emplace_back(
            "How many tokens of the responses the untrained model gets right is not measured "
            "yet. The scorer \"token_error\" measures it.");
        return findings;
    }
    if (without > 0)
        findings.push_back(std::to_string(without) + " of " + std::to_string(measured + without)
            + " examples have no accuracy of the untrained model and do not count in it.");
    bool isEveryHarder = true;
    for (std::size_t i = 1; i < buckets.size() && i < names.size(); ++i) {
        const BucketAccuracy& bucket = buckets[i];
        const BucketAccuracy& before = buckets[i - 1];
        isEveryHarder = isEveryHarder && bucket.step == BucketStep::Harder;
        if (bucket.step == BucketStep::Easier)
            findings.push_back("The untrained model gets more of " + names[i] + " right than of "
                + names[i - 1] + ": " + percent(bucket.mean.estimate) + " of the tokens against "
                + percent(before.mean.estimate) + " (" + number(100 * bucket.difference.lower, 1) + " to "
                + number(100 * bucket.difference.upper, 1)
                + " points more). By this measure the later phase is the easier one.");
        else if (bucket.step == BucketStep::Undecided)
            findings.push_back("Whether the untrained model gets less of " + names[i] + " right than of "
                + names[i - 1] + " cannot be said: the difference is "
                + number(100 * bucket.difference.estimate, 1) + " points ("
                + number(100 * bucket.difference.lower, 1) + " to " + number(100 * bucket.difference.upper, 1)
                + ", n = " + std::to_string(before.n) + " and " + std::to_string(bucket.n) + ").");
    }
    if (isEveryHarder && buckets.size() > 1)
        findings.emplace_back(
            "The untrained model gets fewer tokens right in every phase than in the one before.");
    return findings;
}

std::vector<std::string> findingsOf(
    const HardAndPoor& found, const std::string& difficulty, const std::string& quality)
{
    std::vector<std::string> findings;
    if (found.n == 0) {
        findings.emplace_back("No example has a score of both " + difficulty + " and " + quality + ".");
        return findings;
    }
    const double both = static_cast<double>(found.rows.size());
    findings.push_back(std::to_string(found.rows.size()) + " of " + std::to_string(found.n)
        + " examples are hard by " + difficulty + " (from " + number(found.hardFrom) + ") and poor by "
        + quality + " (below " + number(found.poorBelow) + "); " + number(found.expected, 0)
        + " would be if the two had nothing to do with one another.");
    if (both > 1.25 * found.expected && found.rows.size() >= 20)
        findings.emplace_back(
            "Hard and poor come together here. Look at these examples before the last phase is "
            "trained: some may be hard because they are wrong or unclear.");
    return findings;
}

} // namespace dankai
