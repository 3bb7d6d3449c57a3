// SPDX-License-Identifier: Apache-2.0
// Why an example stands where it does: held against the placement itself and against neighbours that are
// looked for one by one, over random columns with ties, gaps and moves.
#include "core/phase/placementreason.h"
#include "tests/core/phase/phasecolumns.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

using namespace dankai;
using namespace dankai::test;

namespace {

// Everything that reasonFor() reads, kept together.
struct Placed
{
    Plan plan;
    ExampleColumns columns;
    std::unique_ptr<ScoreOrder> order;
    Placement placement;
    std::vector<std::int8_t> rulePlaces;

    PlacementView view() const { return {plan, columns, *order, placement}; }
};

Placed placed(Plan plan, ExampleColumns columns)
{
    Placed made{std::move(plan), std::move(columns), {}, {}, {}};
    made.order = std::make_unique<ScoreOrder>(made.columns);
    Plan ruleAlone = made.plan;
    ruleAlone.overrides.clear();
    auto byRule = placeExamples(ruleAlone, made.columns, *made.order, EmptyPhases::Allow);
    auto byAll = placeExamples(made.plan, made.columns, *made.order, EmptyPhases::Allow);
    if (!byRule || !byAll)
        qFatal("cannot be placed");
    made.rulePlaces = std::move(byRule->places);
    made.placement = std::move(*byAll);
    return made;
}

Plan planOf(Rule rule)
{
    Plan plan;
    plan.name = "main";
    plan.scorer = "length";
    plan.rule = std::move(rule);
    return plan;
}

} // namespace

class TestPlacementReason : public QObject
{
    Q_OBJECT

private slots:

    void reasonsAreThoseOfThePlacement_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isReordered");
        for (const RuleKind kind :
            {RuleKind::Thresholds, RuleKind::Quantiles, RuleKind::EqualTokens, RuleKind::Kde})
            for (const bool isReordered : {false, true})
                QTest::addRow("%s%s", std::string(nameOf(kind)).c_str(), isReordered ? ", reordered" : "")
                    << static_cast<int>(kind) << isReordered;
    }

    void reasonsAreThoseOfThePlacement()
    {
        QFETCH(const int, kind);
        QFETCH(const bool, isReordered);
        Random random(static_cast<std::uint64_t>(kind) + 5);
        Rule rule{static_cast<RuleKind>(kind), 3, {}, {}};
        if (rule.kind == RuleKind::Thresholds)
            rule.thresholds = {1.5, 3.5}; // which many scores are exactly
        if (isReordered)
            rule.bands = {2, 0, 1};
        Plan plan = planOf(rule);
        ExampleColumns columns = randomColumns(random, 400);
        for (const ExampleId id : columns.ids)
            if (random.below(8) == 0)
                plan.overrides.push_back({id, static_cast<int>(random.below(3)), "佐藤", 5});
        const Placed made = placed(plan, columns);
        const PlacementView view = made.view();
        const std::vector<std::uint32_t> positions = positionsOf(view);
        const auto& order = *made.order;
        for (std::size_t row = 0; row < columns.size(); ++row) {
            const PlacementReason reason = reasonFor(view, row);
            const PlacementReason again = reasonFor(view, row, positions);
            QCOMPARE(again.position, reason.position);
            QCOMPARE(again.sentences, reason.sentences);
            const std::int8_t place = made.placement.places[row], byRule = made.rulePlaces[row];
            QCOMPARE(reason.phase.value_or(-1), place < 0 ? -1 : int(place));
            QCOMPARE(reason.rulePhase.value_or(-1), byRule < 0 ? -1 : int(byRule));
            QCOMPARE(reason.isExcluded, columns.isExcluded[row] != 0);
            QVERIFY(!reason.sentences.empty());
            if (reason.position)
                QCOMPARE(std::size_t(order.rows()[*reason.position]), row);
            QCOMPARE(reason.scored, order.size());
            if (!reason.phase && !reason.rulePhase) {
                QVERIFY(reason.cuts.empty());
                continue;
            }
            const int shown = reason.phase.value_or(reason.rulePhase.value_or(0));
            QVERIFY(!reason.cuts.empty() && reason.cuts.size() <= 2);
            for (const CutNeighbours& cut : reason.cuts) {
                QVERIFY(cut.phaseBelow == shown || cut.phaseAbove == shown);
                // The last of what the rule puts below, the first of what it puts above, but not this one.
                const std::vector<int> bands = bandsOfPhases(rule);
                const int band = bands[static_cast<std::size_t>(cut.phaseBelow)];
                std::optional<std::size_t> below, above;
                for (const std::uint32_t other : order.rows()) {
                    if (other == row)
                        continue;
                    const int of = bands[static_cast<std::size_t>(made.rulePlaces[other])];
                    if (of <= band)
                        below = other;
                    else if (!above)
                        above = other;
                }
                QCOMPARE(cut.below, below);
                QCOMPARE(cut.above, above);
            }
        }
    }

    void sentencesNameWhatWasCutOn()
    {
        const Placed byThresholds
            = placed(planOf({RuleKind::Thresholds, 3, {1.5, 3.5}}), columnsOf({1, 1.5, 2, 3.5, 4}));
        const auto first
            = [](const Placed& made, std::size_t row) { return reasonFor(made.view(), row).sentences.at(0); };
        QCOMPARE(
            first(byThresholds, 0), std::string("The rule puts it into phase 1: its score 1 is below 1.5."));
        QCOMPARE(first(byThresholds, 1),
            std::string("The rule puts it into phase 2: its score 1.5 is not below 1.5 and is below 3.5."));
        QCOMPARE(first(byThresholds, 3),
            std::string("The rule puts it into phase 3: its score 3.5 is not below 3.5."));

        const Placed byRank = placed(planOf({RuleKind::Quantiles, 2, {}}), columnsOf({2, 2, 2, 5}));
        const PlacementReason tied = reasonFor(byRank.view(), 0);
        QCOMPARE(tied.sentences.size(), std::size_t(2)); // equal scores stand on both sides
        QVERIFY(tied.sentences[1].find("content hash") != std::string::npos);
        QCOMPARE(tied.cuts.at(0).tiesBelow, std::size_t(2));
        QCOMPARE(tied.cuts.at(0).tiesAbove, std::size_t(1));
        QCOMPARE(first(byRank, 3),
            std::string(
                "The rule cuts the order of difficulty into parts of the same number of examples: with "
                "its score 5 it is number 4 of 4, and phase 2 takes the numbers 3 to 4."));

        ExampleColumns columns = columnsOf({1, std::numeric_limits<double>::quiet_NaN(), 5});
        columns.isExcluded = {0, 0, 1};
        const Placed gaps = placed(planOf({RuleKind::Thresholds, 2, {3}}), columns);
        QVERIFY(first(gaps, 1).find("no score") != std::string::npos);
        QCOMPARE(first(gaps, 2), std::string("It is excluded from every plan."));
        // Nobody else stands above the cut.
        const PlacementReason alone = reasonFor(gaps.view(), 0);
        QVERIFY(!alone.cuts.at(0).below && !alone.cuts.at(0).above);
    }

    void aMoveByHandShowsTheCutsOfWhereItStands()
    {
        Plan plan = planOf({RuleKind::Thresholds, 3, {2, 4}});
        plan.overrides = {{ExampleId(1), 2, "Aiko", 1'700'000'000'000}, {ExampleId(2), std::nullopt}};
        const Placed made = placed(plan, columnsOf({1, 1.5, 3, 5}));
        const PlacementReason moved = reasonFor(made.view(), 0);
        QCOMPARE(*moved.rulePhase, 0);
        QCOMPARE(*moved.phase, 2);
        QCOMPARE(moved.move->placedBy, std::string("Aiko"));
        QCOMPARE(moved.cuts.size(), std::size_t(1));
        QCOMPARE(moved.cuts[0].score, 4.0);
        const PlacementReason out = reasonFor(made.view(), 1);
        QVERIFY(!out.phase && out.move && !out.move->phase);
        QCOMPARE(*out.rulePhase, 0);
        QCOMPARE(out.cuts[0].score, 2.0);
    }
};

QTEST_APPLESS_MAIN(TestPlacementReason)
#include "testplacementreason.moc"
