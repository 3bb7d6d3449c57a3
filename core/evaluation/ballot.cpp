// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/ballot.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace dankai {

namespace {

constexpr std::pair<std::string_view, VoteChoice> choices[] = {
    {"a", VoteChoice::A},
    {"b", VoteChoice::B},
    {"tie", VoteChoice::Tie},
    {"both_bad", VoteChoice::BothBad},
    {"skip", VoteChoice::Skip},
};

constexpr std::pair<std::string_view, VoteTag> tags[] = {
    {"factual_error", VoteTag::FactualError},
    {"ignored_instruction", VoteTag::IgnoredInstruction},
    {"too_long", VoteTag::TooLong},
    {"tone", VoteTag::Tone},
};
static_assert(std::size(tags) == voteTagCount);

// Questions between the two times that a prompt is asked, so that nobody remembers the first.
constexpr double questionsBetween = 5;

struct Place
{
    double key = 0;
    BallotQuestion question;
};

} // namespace

std::string_view nameOf(VoteChoice choice)
{
    for (const auto& [name, known] : choices)
        if (known == choice)
            return name;
    return {};
}

std::optional<VoteChoice> voteChoiceFrom(std::string_view name)
{
    for (const auto& [known, choice] : choices)
        if (known == name)
            return choice;
    return std::nullopt;
}

std::string_view nameOf(VoteTag tag)
{
    for (const auto& [name, known] : tags)
        if (known == tag)
            return name;
    return {};
}

std::optional<VoteTag> voteTagFrom(std::string_view name)
{
    for (const auto& [known, tag] : tags)
        if (known == name)
            return tag;
    return std::nullopt;
}

std::vector<BallotQuestion> drawBallot(std::span<const BallotPair> pairs, const BallotDraw& draw)
{
    std::vector<std::size_t> order(pairs.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    Random promptRandom(seedFor(draw.seed, "ballot/prompts"));
    promptRandom.shuffle(std::span(order));
    order.resize(std::min(order.size(), draw.prompts));

    std::vector<BallotQuestion> questions;
    std::vector<Place> asked;
    for (const std::size_t index : order) {
        const BallotPair& pair = pairs[index];
        BallotQuestion question;
        question.prompt = pair.prompt;
        question.isIdentical = pair.isIdentical;
        question.firstLength = pair.firstLength;
        question.secondLength = pair.secondLength;
        if (pair.isIdentical)
            questions.push_back(std::move(question));
        else
            asked.push_back({static_cast<double>(asked.size()), std::move(question)});
    }

    // Exactly half on each side: coins alone could leave one speaker on the left most of the time.
    std::vector<std::uint8_t> sides(asked.size());
    Random sideRandom(seedFor(draw.seed, "ballot/sides"));
    const std::size_t left = asked.size() / 2 + (asked.size() % 2 != 0 ? sideRandom.below(2) : 0);
    std::fill_n(sides.begin(), left, std::uint8_t(1));
    sideRandom.shuffle(std::span(sides));
    for (std::size_t i = 0; i < asked.size(); ++i)
        asked[i].question.isFirstShownAsA = sides[i] != 0;

    const double count = static_cast<double>(asked.size());
    const auto repeats = static_cast<std::size_t>(
        std::min(count, std::round(std::clamp(draw.repeatShare, 0.0, 1.0) * count)));
    std::vector<std::size_t> twice(asked.size());
    std::iota(twice.begin(), twice.end(), std::size_t(0));
    Random repeatRandom(seedFor(draw.seed, "ballot/repeats"));
    repeatRandom.shuffle(std::span(twice));
    twice.resize(repeats);
    for (const std::size_t index : twice) {
        Place again = asked[index];
        again.question.isRepeat = true;
        again.question.isFirstShownAsA = !again.question.isFirstShownAsA;
        const double earliest = asked[index].key + questionsBetween;
        const double latest = std::max(count, earliest + 1);
        again.key = earliest + repeatRandom.uniform() * (latest - earliest) + 0.5;
        asked.push_back(std::move(again));
    }
    std::stable_sort(
        asked.begin(), asked.end(), [](const Place& one, const Place& other) { return one.key < other.key; });
    for (Place& place : asked)
        questions.push_back(std::move(place.question));
    return questions;
}

} // namespace dankai
