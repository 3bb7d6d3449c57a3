// SPDX-License-Identifier: Apache-2.0
// The figures while a threshold is dragged are those of the placement that follows, whatever was moved by
// hand.
#include "core/phase/lengthranks.h"
#include "core/phase/placementpreview.h"
#include "core/phase/planedit.h"
#include "tests/core/phase/phasecolumns.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace dankai;
using namespace dankai::test;

namespace {

std::vector<Override> randomMoves(Random& random, const ExampleColumns& columns, int phaseCount)
{
    std::vector<Override> moves;
    for (const ExampleId id : columns.ids) {
        if (random.below(6) != 0)
            continue;
        const auto place = static_cast<int>(random.below(static_cast<std::uint64_t>(phaseCount) + 1));
        moves.push_back({id, place == phaseCount ? std::nullopt : std::optional(place)});
    }
    moves.push_back({ExampleId(1'000'000), 0}); // of an example that is gone
    return moves;
}

bool isNear(double first, double second)
{
    return std::abs(first - second) <= 1e-9 * std::max(1.0, std::abs(first));
}

} // namespace

class TestPreview : public QObject
{
    Q_OBJECT

private slots:

    void figuresAreThoseOfThePlacement()
    {
        Random random(11);
        for (int round = 0; round < 200; ++round) {
            const ExampleColumns columns = randomColumns(random, random.below(300));
            Plan plan;
            plan.name = "main";
            const int count = 2 + static_cast<int>(random.below(4));
            plan.rule = {RuleKind::Thresholds, count, {}};
            for (int k = 1; k < count; ++k)
                plan.rule.thresholds.push_back(k == 1 ? 0 : k + random.uniform() - 0.5);
            if (round % 3 == 0) {
                plan.rule.bands = bandsOfPhases(plan.rule);
                random.shuffle(std::span(plan.rule.bands));
            }
            if (round % 4 != 0)
                plan.overrides = randomMoves(random, columns, count);
            const auto order = std::make_shared<const ScoreOrder>(columns);
            const PlacementPreview preview(plan, columns, order);
            // Dragged from elsewhere to where they stand.
            std::vector<double> elsewhere = plan.rule.thresholds;
            elsewhere.back() += 0.3;
            (void)preview.at(elsewhere);
            const auto figures = preview.at(plan.rule.thresholds);
            const auto placed = placeExamples(plan, columns, EmptyPhases::Allow);
            QVERIFY_RESULT(placed);
            QCOMPARE(figures.size(), placed->phases.size());
            for (std::size_t k = 0; k < figures.size(); ++k) {
                const PhaseSummary& live = figures[k];
                const PhaseSummary& then = placed->phases[k];
                QCOMPARE(live.examples, then.examples);
                QCOMPARE(live.movedIn, then.movedIn);
                QCOMPARE(live.scored, then.scored);
                QCOMPARE(live.tokens, then.tokens);
                QVERIFY(isNear(live.meanScore, then.meanScore));
                QCOMPARE(live.lowestScore, then.lowestScore);
                QCOMPARE(live.highestScore, then.highestScore);
                QVERIFY(isNear(live.meanResponseLength, then.meanResponseLength));
            }
        }
    }

    void aKeptOrderPlacesTheSame()
    {
        Random random(12);
        for (const RuleKind kind :
            {RuleKind::Thresholds, RuleKind::Quantiles, RuleKind::EqualTokens, RuleKind::Kde}) {
            const ExampleColumns columns = randomColumns(random, 500);
            Plan plan;
            plan.name = "main";
            plan.rule = {kind, 3, {}};
            if (kind == RuleKind::Thresholds)
                plan.rule.thresholds = {1, 2.5};
            plan.rule.bands = {2, 0, 1};
            plan.overrides = randomMoves(random, columns, 3);
            const ScoreOrder order(columns);
            const auto with = placeExamples(plan, columns, order);
            const auto without = placeExamples(plan, columns);
            QVERIFY_RESULT(with);
            QVERIFY_RESULT(without);
            QVERIFY(with->places == without->places);
            QCOMPARE(with->movedByHand, without->movedByHand);
        }
    }

    void bandsSayWhichPhaseHoldsWhichDifficulty()
    {
        Random random(13);
        const ExampleColumns columns = randomColumns(random, 400);
        Plan plan;
        plan.name = "main";
        plan.rule = {RuleKind::Quantiles, 3, {}};
        const auto inOrder = placeExamples(plan, columns);
        plan.rule.bands = {2, 0, 1}; // the hardest first
        const auto reordered = placeExamples(plan, columns);
        QVERIFY_RESULT(inOrder);
        QVERIFY_RESULT(reordered);
        const std::int8_t phaseOfBand[] = {1, 2, 0};
        for (std::size_t row = 0; row < columns.size(); ++row) {
            const std::int8_t band = inOrder->places[row];
            QCOMPARE(reordered->places[row], band < 0 ? band : phaseOfBand[band]);
        }
        QVERIFY(reordered->phases[0].meanScore > reordered->phases[2].meanScore);
    }

    void aHoveringDragShowsWhatTheDropWillGive()
    {
        Random random(14);
        const ExampleColumns columns = randomColumns(random, 300);
        Plan plan;
        plan.name = "main";
        plan.rule = {RuleKind::Thresholds, 3, {1, 2.5}};
        plan.overrides = randomMoves(random, columns, 3);
        const auto before = placeExamples(plan, columns, EmptyPhases::Allow);
        QVERIFY_RESULT(before);
        std::vector<ExampleId> dragged = {ExampleId(2)}; // nobody's
        for (const ExampleId id : columns.ids) {
            if (random.below(3) == 0)
                dragged.push_back(id);
        }
        std::sort(dragged.begin(), dragged.end());
        for (const std::int8_t target : {std::int8_t(1), excludedPlace}) {
            const auto moved
                = withMoves(plan, dragged, target >= 0 ? std::optional<int>(target) : std::nullopt);
            QVERIFY_RESULT(moved);
            const auto after = placeExamples(moved->plan, columns, EmptyPhases::Allow);
            QVERIFY_RESULT(after);
            const auto shown = summariesAfterMove(columns, *before, dragged, target);
            for (std::size_t k = 0; k < shown.size(); ++k) {
                QCOMPARE(shown[k].examples, after->phases[k].examples);
                QCOMPARE(shown[k].scored, after->phases[k].scored);
                QCOMPARE(shown[k].tokens, after->phases[k].tokens);
                QVERIFY(isNear(shown[k].meanScore, after->phases[k].meanScore));
                QVERIFY(isNear(shown[k].meanResponseLength, after->phases[k].meanResponseLength));
            }
        }
    }

    void lengthExplainsNothingOrEverything()
    {
        // Phases that are lengths: everything. Phases dealt out in turn over sorted lengths: next to nothing.
        std::vector<std::uint32_t> lengths;
        std::vector<std::int8_t> byLength, inTurn;
        for (int i = 0; i < 600; ++i) {
            lengths.push_back(static_cast<std::uint32_t>(i / 200 * 100));
            byLength.push_back(static_cast<std::int8_t>(i / 200));
            inTurn.push_back(static_cast<std::int8_t>(i % 3));
        }
        const LengthRanks ranks(lengths);
        QCOMPARE(ranks.shareBetweenPhases(byLength, 3), 1.0);
        QVERIFY(ranks.shareBetweenPhases(inTurn, 3) < 0.001);
        // By hand: lengths 1 2 3 4 have ranks 1 2 3 4, means 1.5 and 3.5; between 4, total 5.
        const std::vector<std::uint32_t> four = {1, 2, 3, 40};
        const std::vector<std::int8_t> halves = {0, 0, 1, 1};
        QCOMPARE(LengthRanks(four).shareBetweenPhases(halves, 2), 0.8);
        const std::vector<std::int8_t> nowhere = {-1, -2, -1, -1};
        QCOMPARE(LengthRanks(four).shareBetweenPhases(nowhere, 2), 0.0);
        const std::vector<std::uint32_t> equal = {7, 7, 7, 7};
        QCOMPARE(LengthRanks(equal).shareBetweenPhases(halves, 2), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestPreview)
#include "testpreview.moc"
