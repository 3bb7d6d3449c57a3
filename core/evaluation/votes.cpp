// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/votes.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <utility>

namespace dankai {

namespace {

constexpr double lengthDeviation = 2; // of phi's prior
constexpr int newtonSteps = 50;
constexpr double newtonEnd = 1e-12;

double logistic(double x)
{
    return 1 / (1 + std::exp(-x));
}

double valueOf(Preference preference)
{
    return preference == Preference::First ? 1 : preference == Preference::Second ? 0 : 0.5;
}

// First, second, neither.
std::size_t classOf(Preference preference)
{
    return preference == Preference::First ? 0 : preference == Preference::Second ? 1 : 2;
}

// All first votes on one prompt.
struct PromptVotes
{
    double sum = 0;
    double votes = 0;
    double wins = 0;
    double decided = 0;
    double bothBad = 0;
    double difference = 0;

    double mean() const { return sum / votes; }
};

// Symmetric 2 x 2.
struct Matrix
{
    double a = 0, b = 0, d = 0;

    void add(double weight, double x)
    {
        a += weight;
        b += weight * x;
        d += weight * x * x;
    }

    Matrix inverse() const
    {
        const double determinant = a * d - b * b;
        return {d / determinant, -b / determinant, a / determinant};
    }
};

void countTags(const CastVote& vote, VoteSummary& summary)
{
    for (const VoteTag tag : vote.tags) {
        const auto index = static_cast<std::size_t>(tag);
        if (vote.preference != Preference::First)
            ++summary.tagsAgainstFirst[index];
        if (vote.preference != Preference::Second)
            ++summary.tagsAgainstSecond[index];
    }
}

VoteStanding standingOf(const VoteSummary& summary)
{
    if (summary.prompts < fewestVotedPrompts)
        return VoteStanding::TooFew;
    if (summary.winShare.lower > 0.5)
        return VoteStanding::FirstBetter;
    return summary.winShare.upper < 0.5 ? VoteStanding::SecondBetter : VoteStanding::Undecided;
}

} // namespace

std::optional<Preference> preferenceOf(VoteChoice choice, bool isFirstShownAsA)
{
    switch (choice) {
    case VoteChoice::A:
        return isFirstShownAsA ? Preference::First : Preference::Second;
    case VoteChoice::B:
        return isFirstShownAsA ? Preference::Second : Preference::First;
    case VoteChoice::Tie:
        return Preference::Tie;
    case VoteChoice::BothBad:
        return Preference::BothBad;
    case VoteChoice::Skip:
        break;
    }
    return std::nullopt;
}

CastVote reversed(CastVote vote)
{
    std::swap(vote.firstLength, vote.secondLength);
    vote.isFirstShownAsA = !vote.isFirstShownAsA;
    if (vote.preference == Preference::First)
        vote.preference = Preference::Second;
    else if (vote.preference == Preference::Second)
        vote.preference = Preference::First;
    return vote;
}

VoteAgreement agreementOf(std::span<const Preference> one, std::span<const Preference> other)
{
    assert(one.size() == other.size());
    VoteAgreement agreement;
    agreement.n = one.size();
    if (one.empty())
        return agreement;
    std::array<double, 3> ones{}, others{};
    double same = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        const std::size_t left = classOf(one[i]);
        const std::size_t right = classOf(other[i]);
        ++ones[left];
        ++others[right];
        same += left == right ? 1 : 0;
    }
    const double n = static_cast<double>(one.size());
    agreement.observed = same / n;
    for (std::size_t i = 0; i < ones.size(); ++i)
        agreement.chance += ones[i] / n * (others[i] / n);
    if (agreement.chance < 1)
        agreement.kappa = (agreement.observed - agreement.chance) / (1 - agreement.chance);
    return agreement;
}

double smallestDetectableShare(std::uint64_t prompts)
{
    if (prompts == 0)
        return 1;
    const double quantiles = normalQuantile(0.975) + normalQuantile(0.8);
    return std::min(1.0, quantiles / (2 * std::sqrt(static_cast<double>(prompts))));
}

Interval lengthControlledShare(std::span<const LengthPair> pairs, double confidence)
{
    Interval interval{0.5, 0, 1, confidence};
    if (pairs.empty())
        return interval;
    double squares = 0;
    for (const LengthPair& pair : pairs)
        squares += pair.difference * pair.difference;
    const double scale = std::sqrt(squares / static_cast<double>(pairs.size()));
    std::vector<double> lengths(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i)
        lengths[i] = scale > 0 ? std::tanh(pairs[i].difference / scale) : 0;

    const double priorOfPhi = 1 / (lengthDeviation * lengthDeviation);
    double theta = 0, phi = 0;
    Matrix information;
    for (int step = 0; step < newtonSteps; ++step) {
        const double own = logistic(theta);
        double gradientTheta = 0.5 - own; // of the two halves
        double gradientPhi = -phi * priorOfPhi;
        information = {own * (1 - own), 0, priorOfPhi};
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const double p = logistic(theta + phi * lengths[i]);
            gradientTheta += pairs[i].value - p;
            gradientPhi += (pairs[i].value - p) * lengths[i];
            information.add(p * (1 - p), lengths[i]);
        }
        const Matrix inverse = information.inverse();
        const double moveTheta = inverse.a * gradientTheta + inverse.b * gradientPhi;
        const double movePhi = inverse.b * gradientTheta + inverse.d * gradientPhi;
        // The likelihood is concave, but a whole step from afar may leap over its top.
        const double shrink = std::max({1.0, std::abs(moveTheta) / 2, std::abs(movePhi) / 2});
        theta += moveTheta / shrink;
        phi += movePhi / shrink;
        if (std::abs(moveTheta) + std::abs(movePhi) < newtonEnd)
            break;
    }
    const double own = logistic(theta);
    Matrix scores{0.5 * own * own + 0.5 * (1 - own) * (1 - own), 0, priorOfPhi};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const double residual = pairs[i].value - logistic(theta + phi * lengths[i]);
        scores.add(residual * residual, lengths[i]);
    }
    const Matrix bread = information.inverse();
    const double variance
        = bread.a * bread.a * scores.a + 2 * bread.a * bread.b * scores.b + bread.b * bread.b * scores.d;
    const double half = normalQuantile(1 - (1 - confidence) / 2) * std::sqrt(variance);
    interval.estimate = own;
    interval.lower = logistic(theta - half);
    interval.upper = logistic(theta + half);
    return interval;
}

VoteSummary summariseVotes(std::span<const CastVote> votes, double confidence)
{
    VoteSummary summary;
    std::map<std::string, PromptVotes> prompts;
    std::map<std::pair<std::string, std::string>, Preference> firstVotes; // [prompt, voter]
    std::uint64_t left = 0;
    for (const CastVote& vote : votes) {
        if (!vote.isAutomatic
            && std::find(summary.voters.begin(), summary.voters.end(), vote.voter) == summary.voters.end())
            summary.voters.push_back(vote.voter);
        if (!vote.preference) {
            summary.skipped += vote.isRepeat ? 0 : 1;
            continue;
        }
        const Preference preference = *vote.preference;
        if (preference == Preference::First || preference == Preference::Second) {
            ++summary.preferences;
            left += (preference == Preference::First) == vote.isFirstShownAsA ? 1 : 0;
        }
        if (vote.isRepeat) {
            ++summary.repeats;
            continue;
        }
        // One who votes on the same pair in a second ballot is not a second voice.
        if (!vote.isAutomatic && !firstVotes.emplace(std::pair(vote.prompt, vote.voter), preference).second)
            continue;
        ++summary.votes;
        summary.wins += preference == Preference::First ? 1 : 0;
        summary.losses += preference == Preference::Second ? 1 : 0;
        summary.ties += preference == Preference::Tie ? 1 : 0;
        summary.bothBad += preference == Preference::BothBad ? 1 : 0;
        summary.identical += vote.isAutomatic ? 1 : 0;
        summary.meanFirstLength += static_cast<double>(vote.firstLength);
        summary.meanSecondLength += static_cast<double>(vote.secondLength);
        countTags(vote, summary);
        PromptVotes& prompt = prompts[vote.prompt];
        prompt.sum += valueOf(preference);
        prompt.votes += 1;
        prompt.wins += preference == Preference::First ? 1 : 0;
        prompt.decided += preference == Preference::First || preference == Preference::Second ? 1 : 0;
        prompt.bothBad += preference == Preference::BothBad ? 1 : 0;
        prompt.difference = static_cast<double>(vote.firstLength) - static_cast<double>(vote.secondLength);
    }

    std::vector<double> values, decided, bad;
    std::vector<LengthPair> lengths;
    for (const auto& [id, prompt] : prompts) {
        values.push_back(prompt.mean());
        bad.push_back(prompt.bothBad / prompt.votes);
        lengths.push_back({prompt.mean(), prompt.difference});
        if (prompt.decided > 0)
            decided.push_back(prompt.wins / prompt.decided);
    }
    summary.prompts = values.size();
    summary.decidedPrompts = decided.size();
    if (summary.votes > 0) {
        summary.meanFirstLength /= static_cast<double>(summary.votes);
        summary.meanSecondLength /= static_cast<double>(summary.votes);
    }
    summary.winShare = shareInterval(values, confidence);
    summary.winShareWithoutTies = shareInterval(decided, confidence);
    summary.bothBadShare = shareInterval(bad, confidence);
    summary.leftShare = wilsonInterval(left, summary.preferences, confidence);
    if (summary.decidedPrompts >= fewestForLengthControl)
        summary.lengthControlled = lengthControlledShare(lengths, confidence);
    summary.standing = standingOf(summary);

    std::vector<Preference> one, other;
    for (const CastVote& vote : votes) {
        const auto first = firstVotes.find({vote.prompt, vote.voter});
        if (vote.isRepeat && vote.preference && first != firstVotes.end()) {
            one.push_back(first->second);
            other.push_back(*vote.preference);
        }
    }
    summary.withThemselves = agreementOf(one, other);
    one.clear();
    other.clear();
    for (auto first = firstVotes.begin(); first != firstVotes.end(); ++first) {
        for (auto second = std::next(first); second != firstVotes.end(); ++second) {
            if (first->first.first != second->first.first)
                break; // the map is in the order of prompts
            one.push_back(first->second);
            other.push_back(second->second);
        }
    }
    summary.amongVoters = agreementOf(one, other);
    return summary;
}

} // namespace dankai
