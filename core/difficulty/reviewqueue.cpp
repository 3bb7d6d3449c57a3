// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/reviewqueue.h"

#include "core/base/random.h"
#include "core/statistics/quantile.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <string>

namespace dankai {

namespace {

// Parts of what is neither random nor a second rating.
struct Purpose
{
    ReviewReason reason;
    double part;
    std::size_t wanted = 0;
    std::vector<std::size_t> frame = {};
};

// A frame twice as large as what is drawn from it: still the examples that matter most, and every one of them
// with a known chance below one.
constexpr std::size_t frameFactor = 2;

double logChoose(double n, double k)
{
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

// That one example of a frame is asked about: drawn among `random` of `population`, or else among `wanted` of
// those of its frame that were not. How many of the others of the frame the random draw took is
// hypergeometric.
double inclusion(std::size_t population, std::size_t random, std::size_t frame, std::size_t wanted)
{
    const auto n = static_cast<double>(population);
    const auto drawn = static_cast<double>(random);
    const double atRandom = drawn / n;
    if (frame == 0 || random >= population)
        return atRandom;
    const auto others = static_cast<double>(frame - 1);
    const std::size_t most = std::min(random, frame - 1);
    double purposely = 0;
    for (std::size_t taken = 0; taken <= most; ++taken) {
        const auto m = static_cast<double>(taken);
        const double outside = n - 1 - others; // examples of no concern here
        if (drawn - m > outside)
            continue;
        const double chance
            = std::exp(logChoose(others, m) + logChoose(outside, drawn - m) - logChoose(n - 1, drawn));
        purposely += chance * std::min(1.0, static_cast<double>(wanted) / (static_cast<double>(frame) - m));
    }
    return atRandom + (1 - atRandom) * purposely;
}

std::span<const double> measureOf(const ReviewCandidates& candidates, ReviewReason reason)
{
    switch (reason) {
    case ReviewReason::Disagreement:
        return candidates.disagreement;
    case ReviewReason::NearCut:
    case ReviewReason::Duplicate: // of two that are nearly the same, one may stand on the other side
        return candidates.nearness;
    case ReviewReason::HardAndPoor:
        return candidates.hardAndPoor;
    default:
        return {};
    }
}

std::vector<std::size_t> shuffledRows(std::vector<std::size_t> rows, std::uint64_t seed, std::string_view use)
{
    Random random(seedFor(seed, use));
    random.shuffle(std::span(rows));
    return rows;
}

class Draw final
{
public:
    Draw(const ReviewCandidates& candidates, const ReviewDraw& draw)
        : m_candidates(candidates)
        , m_draw(draw)
        , m_isFramed(candidates.mayBeAsked.size())
    {
        for (std::size_t row = 0; row < candidates.mayBeAsked.size(); ++row)
            if (candidates.mayBeAsked[row] != 0)
                m_population.push_back(row);
    }

    std::vector<DrawnExample> make()
    {
        drawSecondRatings();
        const std::size_t asked = std::min(m_draw.examples - m_drawn.size(), m_population.size());
        std::size_t random = static_cast<std::size_t>(
            std::ceil(std::clamp(m_draw.randomShare, 0.0, 1.0) * static_cast<double>(asked)));
        if (asked == m_population.size())
            random = asked; // all of them: nothing to choose
        random += makeFrames(asked - random);
        drawRandom(random);
        for (const Purpose& purpose : m_purposes)
            drawPurposely(purpose, random);
        Random order(seedFor(m_draw.seed, "review/order"));
        order.shuffle(std::span(m_drawn));
        return std::move(m_drawn);
    }

private:
    void drawSecondRatings()
    {
        const auto wanted = static_cast<std::size_t>(
            std::ceil(std::clamp(m_draw.secondShare, 0.0, 1.0) * static_cast<double>(m_draw.examples)));
        const std::vector<std::size_t> rows
            = shuffledRows({m_candidates.ratedByOthers.begin(), m_candidates.ratedByOthers.end()},
                m_draw.seed, "review/second");
        const std::size_t count = std::min(wanted, rows.size());
        for (std::size_t i = 0; i < count; ++i)
            m_drawn.push_back({rows[i], ReviewReason::SecondRating,
                static_cast<double>(count) / static_cast<double>(rows.size())});
    }

    // Whether the reason can ask about this row and no frame holds it yet.
    bool isFor(ReviewReason reason, std::size_t row) const
    {
        if (m_isFramed[row] != 0)
            return false;
        if (reason == ReviewReason::Duplicate)
            return row < m_candidates.isDuplicate.size() && m_candidates.isDuplicate[row] != 0;
        const std::span<const double> measure = measureOf(m_candidates, reason);
        return row < measure.size() && std::isfinite(measure[row]);
    }

    // The rows that it can ask about, the largest value first.
    std::vector<std::size_t> rowsFor(ReviewReason reason) const
    {
        std::vector<std::size_t> rows;
        std::ranges::copy_if(
            m_population, std::back_inserter(rows), [&](std::size_t row) { return isFor(reason, row); });
        const std::span<const double> measure = measureOf(m_candidates, reason);
        // Equal values must not be taken in the order of import.
        rows = shuffledRows(std::move(rows), m_draw.seed, "review/ties");
        const auto valueOf = [&](std::size_t row) {
            return row < measure.size() && std::isfinite(measure[row]) ? measure[row] : -1.0;
        };
        std::ranges::stable_sort(
            rows, [&](std::size_t one, std::size_t other) { return valueOf(one) > valueOf(other); });
        return rows;
    }

    // Gives each reason its frame; how many of `count` no frame could take.
    std::size_t makeFrames(std::size_t count)
    {
        // The rare ones choose first: an example that is hard and poor lies near no cut.
        m_purposes = {{ReviewReason::HardAndPoor, 0.15}, {ReviewReason::Duplicate, 0.15},
            {ReviewReason::Disagreement, 0.35}, {ReviewReason::NearCut, 0.35}};
        double parts = 0;
        for (const Purpose& purpose : m_purposes)
            if (std::ranges::any_of(
                    m_population, [&](std::size_t row) { return isFor(purpose.reason, row); }))
                parts += purpose.part;
        std::size_t left = count;
        for (Purpose& purpose : m_purposes) {
            const std::vector<std::size_t> rows = rowsFor(purpose.reason);
            if (rows.empty() || parts <= 0)
                continue;
            // What an earlier reason could not use is shared among the later ones.
            purpose.wanted = std::min({left, rows.size(),
                static_cast<std::size_t>(std::lround(static_cast<double>(left) * purpose.part / parts))});
            parts -= purpose.part;
            left -= purpose.wanted;
            purpose.frame.assign(rows.begin(),
                rows.begin()
                    + static_cast<std::ptrdiff_t>(std::min(rows.size(), frameFactor * purpose.wanted)));
            for (const std::size_t row : purpose.frame)
                m_isFramed[row] = 1;
        }
        return left;
    }

    void drawRandom(std::size_t count)
    {
        m_isDrawn.assign(m_isFramed.size(), 0);
        std::vector<double> probability(m_isFramed.size());
        for (const std::size_t row : m_population)
            probability[row] = inclusion(m_population.size(), count, 0, 0);
        for (const Purpose& purpose : m_purposes) {
            const double ofFrame
                = inclusion(m_population.size(), count, purpose.frame.size(), purpose.wanted);
            for (const std::size_t row : purpose.frame)
                probability[row] = ofFrame;
        }
        const std::vector<std::size_t> rows = shuffledRows(m_population, m_draw.seed, "review/random");
        for (std::size_t i = 0; i < std::min(count, rows.size()); ++i) {
            m_isDrawn[rows[i]] = 1;
            m_drawn.push_back({rows[i], ReviewReason::Random, probability[rows[i]]});
        }
    }

    void drawPurposely(const Purpose& purpose, std::size_t random)
    {
        std::vector<std::size_t> rows;
        for (const std::size_t row : purpose.frame)
            if (m_isDrawn[row] == 0)
                rows.push_back(row);
        rows = shuffledRows(std::move(rows), m_draw.seed, "review/" + std::string(nameOf(purpose.reason)));
        rows.resize(std::min(rows.size(), purpose.wanted));
        const double probability
            = inclusion(m_population.size(), random, purpose.frame.size(), purpose.wanted);
        for (const std::size_t row : rows)
            m_drawn.push_back({row, purpose.reason, probability});
    }

    const ReviewCandidates& m_candidates;
    const ReviewDraw& m_draw;
    std::vector<std::size_t> m_population; // rows that may be asked about, ascending
    std::vector<std::uint8_t> m_isFramed;
    std::vector<std::uint8_t> m_isDrawn;
    std::vector<Purpose> m_purposes;
    std::vector<DrawnExample> m_drawn;
};

} // namespace

std::vector<DrawnExample> drawReview(const ReviewCandidates& candidates, const ReviewDraw& draw)
{
    return Draw(candidates, draw).make();
}

std::vector<DrawnPair> drawPairs(const std::vector<std::size_t>& byDifficulty,
    const std::vector<std::size_t>& cuts, std::size_t pairs, std::uint64_t seed)
{
    struct Sides
    {
        std::size_t below; // the next position below, plus one
        std::size_t above;
    };

    std::vector<Sides> sides;
    sides.reserve(cuts.size());
    for (const std::size_t cut : cuts)
        sides.push_back({cut, cut});
    std::vector<std::uint8_t> isTaken(byDifficulty.size());
    Random random(seedFor(seed, "review/pairs"));
    std::vector<DrawnPair> drawn;
    for (bool isGoingOn = true; isGoingOn && drawn.size() < pairs;) {
        isGoingOn = false;
        for (Sides& side : sides) {
            while (side.below > 0 && isTaken[side.below - 1] != 0)
                --side.below;
            while (side.above < byDifficulty.size() && isTaken[side.above] != 0)
                ++side.above;
            if (drawn.size() == pairs || side.below == 0 || side.above >= byDifficulty.size())
                continue;
            isTaken[side.below - 1] = 1;
            isTaken[side.above] = 1;
            DrawnPair pair{byDifficulty[side.below - 1], byDifficulty[side.above]};
            if (random.below(2) != 0)
                std::swap(pair.first, pair.second); // the place must not say which the scores call harder
            drawn.push_back(pair);
            isGoingOn = true;
        }
    }
    return drawn;
}

double secondsPerQuestion(std::vector<double> secondsTaken)
{
    if (secondsTaken.size() < 3)
        return usualSecondsPerQuestion;
    std::ranges::sort(secondsTaken);
    return quantileOfSorted(secondsTaken, 0.5);
}

} // namespace dankai
