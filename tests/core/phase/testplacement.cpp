// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/phase/placement.h"
#include "tests/core/phase/phasecolumns.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace dankai;
using namespace dankai::test;

namespace {

constexpr double unscored = std::numeric_limits<double>::quiet_NaN();

ExampleColumns countedColumns(const std::vector<double>& scores)
{
    Random random(7);
    ExampleColumns columns = columnsOf(scores);
    for (std::size_t i = 0; i < scores.size(); ++i) {
        columns.tokens.push_back(10 + static_cast<std::uint32_t>(random.below(100)));
        columns.responseLengths.push_back(static_cast<std::uint32_t>(i));
    }
    return columns;
}

// As published: nearly two thirds tie at 1.
std::vector<double> realisticScores(std::size_t count)
{
    Random random(9);
    std::vector<double> scores(count);
    for (double& score : scores) {
        const double share = random.uniform();
        if (share < 0.63)
            score = 1;
        else if (share < 0.87)
            score = 1.5 + 0.25 * static_cast<double>(random.below(8));
        else
            score = 3.5 + 0.25 * static_cast<double>(random.below(7));
    }
    return scores;
}

Plan planWith(RuleKind kind, int phaseCount, std::vector<double> thresholds = {})
{
    Plan plan;
    plan.name = "main";
    plan.scorer = "imported";
    plan.rule = {kind, phaseCount, std::move(thresholds)};
    return plan;
}

} // namespace

class TestPlacement : public QObject
{
    Q_OBJECT

private slots:

    void thresholdsIncludeTheirLowerEnd()
    {
        const auto columns = countedColumns({1, 1.5, 3.49, 3.5, 5, unscored, 0});
        const auto placement = placeExamples(planWith(RuleKind::Thresholds, 3, {1.5, 3.5}), columns);
        QVERIFY_RESULT(placement);
        QCOMPARE(placement->places, (std::vector<std::int8_t>{0, 1, 1, 2, 2, unscoredPlace, 0}));
        QCOMPARE(placement->unscored, std::size_t(1));
        QCOMPARE(placement->phases[1].examples, std::size_t(2));
        QCOMPARE(placement->phases[1].meanScore, (1.5 + 3.49) / 2);
        QCOMPARE(placement->phases[1].meanResponseLength, 1.5);
        QCOMPARE(placement->phases[2].tokens, std::uint64_t(columns.tokens[3] + columns.tokens[4]));
        QCOMPARE(placement->phases[2].lowestScore, 3.5);
        QCOMPARE(placement->phases[2].highestScore, 5.0);
    }

    void quantilesAreExactAlthoughMostScoresTie_data()
    {
        QTest::addColumn<int>("phases");
        for (int phases = minimumPhases; phases <= maximumPhases; ++phases)
            QTest::addRow("%d", phases) << phases;
    }

    void quantilesAreExactAlthoughMostScoresTie()
    {
        QFETCH(int, phases);
        const auto columns = countedColumns(realisticScores(1001));
        const auto placement = placeExamples(planWith(RuleKind::Quantiles, phases), columns);
        QVERIFY_RESULT(placement);
        std::size_t least = columns.size(), most = 0;
        for (const PhaseSummary& phase : placement->phases) {
            least = std::min(least, phase.examples);
            most = std::max(most, phase.examples);
        }
        QVERIFY(most - least <= 1);
        QVERIFY(placement->cuts.front().tiesBelow > 0);
        QVERIFY(!placement->notes.empty());
        for (std::size_t k = 1; k < placement->phases.size(); ++k)
            QVERIFY(placement->phases[k - 1].highestScore <= placement->phases[k].lowestScore);
    }

    void tiesAreBrokenByHashNotByLengthOrOrder()
    {
        auto columns = countedColumns(std::vector<double>(100, 1.0));
        for (std::size_t i = 0; i < columns.size(); ++i)
            columns.tokens[i] = static_cast<std::uint32_t>(i + 1); // the later the longer
        const auto placement = placeExamples(planWith(RuleKind::Quantiles, 2), columns);
        QVERIFY_RESULT(placement);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto smaller = std::count_if(columns.hashes.begin(), columns.hashes.end(),
                [&](const ContentHash& hash) { return hash < columns.hashes[i]; });
            QCOMPARE(placement->places[i], static_cast<std::int8_t>(smaller < 50 ? 0 : 1));
        }
        const double ratio = static_cast<double>(placement->phases[0].tokens)
            / static_cast<double>(placement->phases[1].tokens);
        QVERIFY2(ratio > 0.7 && ratio < 1.4, qPrintable(QString::number(ratio)));
    }

    void orderOfRowsDoesNotMatter()
    {
        const auto columns = countedColumns(realisticScores(500));
        std::vector<std::size_t> order(columns.size());
        std::iota(order.begin(), order.end(), std::size_t(0));
        Random(3).shuffle(std::span(order));
        ExampleColumns shuffled = columns;
        for (std::size_t i = 0; i < order.size(); ++i) {
            shuffled.hashes[i] = columns.hashes[order[i]];
            shuffled.scores[i] = columns.scores[order[i]];
            shuffled.tokens[i] = columns.tokens[order[i]];
        }
        for (const RuleKind kind : {RuleKind::Quantiles, RuleKind::EqualTokens, RuleKind::Kde}) {
            const auto first = placeExamples(planWith(kind, 3), columns);
            const auto second = placeExamples(planWith(kind, 3), shuffled);
            QVERIFY_RESULT(first);
            QVERIFY_RESULT(second);
            for (std::size_t i = 0; i < order.size(); ++i)
                QCOMPARE(second->places[i], first->places[order[i]]);
        }
    }

    void equalTokensDifferByOneExample()
    {
        const auto columns = countedColumns(realisticScores(2000));
        for (int phases = minimumPhases; phases <= maximumPhases; ++phases) {
            const auto placement = placeExamples(planWith(RuleKind::EqualTokens, phases), columns);
            QVERIFY_RESULT(placement);
            std::uint64_t least = std::numeric_limits<std::uint64_t>::max(), most = 0;
            for (const PhaseSummary& phase : placement->phases) {
                least = std::min(least, phase.tokens);
                most = std::max(most, phase.tokens);
            }
            QVERIFY2(most - least <= 2 * 110, qPrintable(QString::number(most - least)));
        }
    }

    void equalTokensLeaveNoPhaseEmpty()
    {
        auto columns = countedColumns({1, 2, 3});
        columns.tokens = {1000000, 1, 1};
        const auto placement = placeExamples(planWith(RuleKind::EqualTokens, 3), columns);
        QVERIFY_RESULT(placement);
        QCOMPARE(placement->places, (std::vector<std::int8_t>{0, 1, 2}));
        columns.tokens.clear();
        const auto uncounted = placeExamples(planWith(RuleKind::EqualTokens, 3), columns);
        QVERIFY(!uncounted);
        QVERIFY(uncounted.error().message.find("token counts") != std::string::npos);
    }

    void kdeCutsAtTheValley()
    {
        Random random(1);
        std::vector<double> scores;
        for (int i = 0; i < 600; ++i)
            scores.push_back((i % 3) * 5 + random.normal() * 0.5);
        const auto placement = placeExamples(planWith(RuleKind::Kde, 3), countedColumns(scores));
        QVERIFY_RESULT(placement);
        for (std::size_t i = 0; i < scores.size(); ++i)
            QCOMPARE(placement->places[i], static_cast<std::int8_t>(i % 3));
        QVERIFY(placement->notes.empty());
    }

    void kdeWithoutValleysHalvesTheLargestPhase()
    {
        const auto placement
            = placeExamples(planWith(RuleKind::Kde, 4), countedColumns(std::vector<double>(400, 2.0)));
        QVERIFY_RESULT(placement);
        for (const PhaseSummary& phase : placement->phases)
            QCOMPARE(phase.examples, std::size_t(100));
        QVERIFY(placement->notes.front().find("0 valleys") != std::string::npos);
    }

    void emptyPhasesAreRefusedInASentence()
    {
        const auto columns = countedColumns({3.5, 4, 5, unscored});
        const Plan plan = planWith(RuleKind::Thresholds, 3, {1.5, 3.5});
        const auto refused = placeExamples(plan, columns);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unusable);
        QCOMPARE(refused.error().message,
            std::string(
                "Phase 1 of plan 'main' would be empty: the phases would hold 0 / 0 / 3 examples. 3 of 4 "
                "examples have a score, from 3.5 to 5; use other thresholds, fewer phases, or "
                "quantiles."));
        const auto allowed = placeExamples(plan, columns, EmptyPhases::Allow);
        QVERIFY_RESULT(allowed);
        QCOMPARE(allowed->phases[2].examples, std::size_t(3));

        const auto unscoredOnly = placeExamples(planWith(RuleKind::Quantiles, 2), countedColumns({unscored}));
        QVERIFY(!unscoredOnly);
        QVERIFY(unscoredOnly.error().message.find("score them first") != std::string::npos);
        QVERIFY(!placeExamples(planWith(RuleKind::Quantiles, 3), countedColumns({1, 2})));
        QVERIFY(!placeExamples(planWith(RuleKind::Kde, 3), countedColumns({1, 2})));
        QVERIFY(!placeExamples(planWith(RuleKind::EqualTokens, 3), countedColumns({1, 2})));
        QVERIFY(!placeExamples(planWith(RuleKind::Kde, 3), countedColumns({})));
    }

    void movesByHandChangeNothingElse()
    {
        auto columns = countedColumns(realisticScores(300));
        columns.scores[7] = unscored;
        Plan plan = planWith(RuleKind::Quantiles, 3);
        const auto before = placeExamples(plan, columns);
        QVERIFY_RESULT(before);
        const int elsewhere = before->places[2] == 1 ? 2 : 1;
        // Moved, excluded, an unscored one placed, one that stands there already, one that is gone.
        plan.overrides = {{ExampleId(3), elsewhere}, {ExampleId(5), std::nullopt}, {ExampleId(8), 0},
            {ExampleId(10), before->places[9]}, {ExampleId(5000), 1}};
        const auto after = placeExamples(plan, columns);
        QVERIFY_RESULT(after);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i != 2 && i != 4 && i != 7)
                QCOMPARE(after->places[i], before->places[i]);
        }
        QCOMPARE(after->places[2], static_cast<std::int8_t>(elsewhere));
        QCOMPARE(after->places[4], excludedPlace);
        QCOMPARE(after->places[7], std::int8_t(0));
        QCOMPARE(after->movedByHand, std::size_t(3));
        QCOMPARE(after->overridesWithoutExample, std::size_t(1));
        QCOMPARE(after->excluded, std::size_t(1));
        QCOMPARE(after->unscored, std::size_t(0));
        QCOMPARE(after->phases[0].scored + 1, after->phases[0].examples);
    }

    void excludedFromTheProjectAreNoOnesRows()
    {
        auto columns = countedColumns({1, 2, 3, 4});
        columns.isExcluded = {0, 1, 0, 0};
        Plan plan = planWith(RuleKind::Quantiles, 2);
        plan.overrides = {{ExampleId(2), 1}};
        const auto placement = placeExamples(plan, columns);
        QVERIFY_RESULT(placement);
        QCOMPARE(placement->places, (std::vector<std::int8_t>{0, excludedPlace, 1, 1}));
        QCOMPARE(placement->excluded, std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestPlacement)
#include "testplacement.moc"
