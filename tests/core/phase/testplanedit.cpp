// SPDX-License-Identifier: Apache-2.0
#include "core/phase/planedit.h"
#include "core/phase/scoreorder.h"
#include "tests/core/phase/phasecolumns.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;
using namespace dankai::test;

namespace {

Plan threePhases()
{
    Plan plan;
    plan.name = "main";
    plan.revision = 4;
    plan.scorer = "imported";
    plan.rule = paperRule();
    plan.phases = {{"Easy", 1, std::nullopt}, {"Phase 2", 2, 1e-4}, {"Hard", 3, std::nullopt}};
    plan.overrides = {{ExampleId(1), 2}, {ExampleId(2), std::nullopt}, {ExampleId(3), 1}, {ExampleId(4), 0}};
    return plan;
}

std::vector<std::string> namesOf(const Plan& plan)
{
    std::vector<std::string> names;
    for (const PhaseSettings& phase : plan.phases)
        names.push_back(phase.name);
    return names;
}

using Names = std::vector<std::string>;
using Moves = std::vector<Override>;

} // namespace

class TestPlanEdit : public QObject
{
    Q_OBJECT

private slots:

    void anotherRuleKeepsSettingsAndMoves()
    {
        const auto four = withRule(threePhases(), {RuleKind::Quantiles, 4, {}});
        QVERIFY_RESULT(four);
        QCOMPARE(namesOf(four->plan), (Names{"Easy", "Phase 2", "Hard", "Phase 4"}));
        QCOMPARE(four->plan.phases[1].epochs, 2.0);
        QCOMPARE(four->plan.overrides, threePhases().overrides);
        QCOMPARE(four->movesTakenBack, std::size_t(0));
        const auto two = withRule(threePhases(), {RuleKind::Kde, 2, {}});
        QVERIFY_RESULT(two);
        QCOMPARE(two->movesTakenBack, std::size_t(1));
        QCOMPARE(
            two->plan.overrides, (Moves{{ExampleId(2), std::nullopt}, {ExampleId(3), 1}, {ExampleId(4), 0}}));
        QVERIFY(!withRule(threePhases(), {RuleKind::Kde, 9, {}}));
        QVERIFY(!withRule(threePhases(), {RuleKind::Thresholds, 3, {2, 1}}));
    }

    void aSplitPutsThePhaseBehind()
    {
        const auto split = withPhaseSplit(threePhases(), 0, 1.2);
        QVERIFY_RESULT(split);
        QCOMPARE(split->plan.rule.thresholds, (std::vector<double>{1.2, 1.5, 3.5}));
        QCOMPARE(namesOf(split->plan), (Names{"Easy", "Phase 2", "Phase 3", "Hard"}));
        QCOMPARE(split->plan.phases[2].epochs, 2.0); // the old phase 2, renumbered
        QCOMPARE(split->plan.overrides,
            (Moves{{ExampleId(1), 3}, {ExampleId(2), std::nullopt}, {ExampleId(3), 2}, {ExampleId(4), 0}}));
        QVERIFY(!withPhaseSplit(threePhases(), 0, 1.5));
        QVERIFY(!withPhaseSplit(threePhases(), 2, 3.5));
        QVERIFY(!withPhaseSplit(threePhases(), 3, 4));
    }

    void aMergeUndoesASplit()
    {
        const Plan before = threePhases();
        const auto split = withPhaseSplit(before, 1, 2);
        QVERIFY_RESULT(split);
        const auto merged = withPhasesMerged(split->plan, 1);
        QVERIFY_RESULT(merged);
        QCOMPARE(planHash(merged->plan), planHash(before));
    }

    void mergedPhasesKeepTheirMoves()
    {
        const auto merged = withPhasesMerged(threePhases(), 1);
        QVERIFY_RESULT(merged);
        QCOMPARE(merged->movesTakenBack, std::size_t(0));
        QCOMPARE(merged->plan.rule.thresholds, std::vector<double>{1.5});
        QCOMPARE(merged->plan.overrides,
            (Moves{{ExampleId(1), 1}, {ExampleId(2), std::nullopt}, {ExampleId(3), 1}, {ExampleId(4), 0}}));
        QVERIFY(!withPhasesMerged(threePhases(), 2)); // there is no next
        QVERIFY(!withPhasesMerged(merged->plan, 0)); // a plan has two phases at least
        Plan quantiles = threePhases();
        quantiles.rule = {RuleKind::Quantiles, 3, {}};
        const auto refused = withPhasesMerged(quantiles, 0);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("thresholds") != std::string::npos);
    }

    void aRemovedPhaseGivesItsRangeToItsNeighbour()
    {
        const auto middle = withoutPhase(threePhases(), 1);
        QVERIFY_RESULT(middle);
        QCOMPARE(middle->plan.rule.thresholds, std::vector<double>{3.5});
        QCOMPARE(middle->movesTakenBack, std::size_t(1));
        QCOMPARE(namesOf(middle->plan), (Names{"Easy", "Hard"}));
        const auto lowest = withoutPhase(threePhases(), 0);
        QVERIFY_RESULT(lowest);
        QCOMPARE(lowest->plan.rule.thresholds, std::vector<double>{3.5});
        QCOMPARE(namesOf(lowest->plan), (Names{"Phase 1", "Hard"}));
        Plan quantiles = threePhases();
        quantiles.rule = {RuleKind::Quantiles, 3, {}};
        const auto fewer = withoutPhase(quantiles, 2);
        QVERIFY_RESULT(fewer);
        QCOMPARE(fewer->plan.rule.phaseCount, 2);
    }

    void reorderedPhasesKeepTheirExamples()
    {
        const auto columns = columnsOf({1, 1.2, 2, 3, 4, 5, 2.5, 3.5});
        const Plan plan = threePhases();
        const auto before = placeExamples(plan, columns, EmptyPhases::Allow);
        QVERIFY_RESULT(before);
        const auto moved = withPhaseAt(plan, 2, 0);
        QVERIFY_RESULT(moved);
        QCOMPARE(namesOf(moved->plan), (Names{"Hard", "Easy", "Phase 3"}));
        QCOMPARE(moved->plan.rule.bands, (std::vector<int>{2, 0, 1}));
        const auto after = placeExamples(moved->plan, columns, EmptyPhases::Allow);
        QVERIFY_RESULT(after);
        const std::int8_t newPlace[] = {1, 2, 0};
        for (std::size_t row = 0; row < columns.size(); ++row) {
            const std::int8_t place = before->places[row];
            QCOMPARE(after->places[row], place < 0 ? place : newPlace[place]);
        }
        // Hard and Easy do not touch; back in order all is as it was.
        QVERIFY(!withPhasesMerged(moved->plan, 0));
        QVERIFY_RESULT(withPhasesMerged(moved->plan, 1));
        const auto back = withPhaseAt(moved->plan, 0, 2);
        QVERIFY_RESULT(back);
        QCOMPARE(planHash(back->plan), planHash(plan));
    }

    void splittingAndRemovingKeepAnOwnOrder()
    {
        const auto moved = withPhaseAt(threePhases(), 2, 0); // hard, easy, medium
        const auto split = withPhaseSplit(moved->plan, 0, 4.5);
        QVERIFY_RESULT(split);
        QCOMPARE(split->plan.rule.bands, (std::vector<int>{2, 3, 0, 1}));
        const auto removed = withoutPhase(split->plan, 2); // easy: its range goes to medium
        QVERIFY_RESULT(removed);
        QCOMPARE(removed->plan.rule.bands, (std::vector<int>{1, 2, 0}));
        QCOMPARE(removed->plan.rule.thresholds, (std::vector<double>{3.5, 4.5}));
    }

    void bandsAreStoredAndRead()
    {
        const auto moved = withPhaseAt(threePhases(), 2, 0);
        QVERIFY_RESULT(moved);
        const auto read = planFromJson(toJson(moved->plan), "test");
        QVERIFY_RESULT(read);
        QCOMPARE(read->rule, moved->plan.rule);
        Plan same = threePhases();
        same.rule.bands = {0, 1, 2};
        QCOMPARE(planHash(same), planHash(threePhases()));
        same.rule.bands = {0, 1, 1};
        QVERIFY(!checkPlan(same));
        same.rule.bands = {0, 1};
        QVERIFY(!checkPlan(same));
    }

    void cutsBecomeThresholds()
    {
        const auto columns = columnsOf({1, 1, 1, 1, 1, 1, 2, 3, 4});
        const ScoreOrder order(columns);
        Plan plan = threePhases();
        plan.overrides.clear();
        plan.rule = {RuleKind::Quantiles, 3, {}}; // both cuts: 1 and the first of 2
        const auto placed = placeExamples(plan, columns);
        QVERIFY_RESULT(placed);
        const auto thresholds = thresholdsOf(placed->cuts, order);
        QVERIFY_RESULT(thresholds);
        QCOMPARE(*thresholds, (std::vector<double>{1, 1.5})); // on no score, where there is one on both sides
        const std::vector<Cut> twice = {{1, 3, 3}, {1, 3, 3}};
        QCOMPARE(thresholdsOf(twice, order).value(), (std::vector<double>{1, 1.5}));
        QCOMPARE(betweenScores(3, order), 2.5);
        QCOMPARE(betweenScores(2.25, order), 2.5); // what lies between them already parts the same
        QCOMPARE(betweenScores(9, order), 9.0);
        const std::vector<Cut> tooMany = {{4, 0, 1}, {4, 0, 1}};
        QVERIFY(!thresholdsOf(tooMany, order));
    }

    void theMiddleLeavesBothHalvesSomething()
    {
        const auto columns = columnsOf({1, 1, 1, 1, 2, 3, 4, 5});
        const ScoreOrder order(columns);
        const std::vector<double> thresholds = {3};
        QCOMPARE(middleOf(thresholds, 0, order), std::optional(2.0)); // most score 1
        QCOMPARE(middleOf(thresholds, 1, order), std::optional(4.0));
        const std::vector<double> one = {2};
        QVERIFY(!middleOf(one, 0, order)); // all score 1
        const std::vector<double> none = {9};
        QVERIFY(!middleOf(none, 1, order));
    }

    void movesAreMergedInOrder()
    {
        const std::vector<ExampleId> ids = {ExampleId(2), ExampleId(5)};
        const auto moved = withMoves(threePhases(), ids, 1);
        QVERIFY_RESULT(moved);
        QCOMPARE(moved->plan.overrides,
            (Moves{{ExampleId(1), 2}, {ExampleId(2), 1}, {ExampleId(3), 1}, {ExampleId(4), 0},
                {ExampleId(5), 1}}));
        const auto back = withoutMoves(moved->plan, ids);
        QVERIFY_RESULT(back);
        QCOMPARE(back->plan.overrides, (Moves{{ExampleId(1), 2}, {ExampleId(3), 1}, {ExampleId(4), 0}}));
        QVERIFY(!withMoves(threePhases(), ids, 3));
    }

    void settingsAndDefaults()
    {
        auto paper = withDefaults(threePhases(), ChainDefaults::Paper);
        QVERIFY_RESULT(paper);
        QCOMPARE(paper->plan.settings.at("carry_over"), std::string("paper"));
        QCOMPARE(paper->plan.phases[0].epochs, 2.0);
        auto evidence = withDefaults(paper->plan, ChainDefaults::Evidence);
        QVERIFY_RESULT(evidence);
        QCOMPARE(evidence->plan.settings.at("replay_share"), std::string("0.05"));
        QCOMPARE(evidence->plan.phases[1].learningRate, std::optional(1e-4));
        const auto without = withSettings(evidence->plan, {{"carry_over", std::nullopt}, {"seed", "5"}});
        QVERIFY_RESULT(without);
        QVERIFY(!without->plan.settings.contains("carry_over"));
        QCOMPARE(without->plan.settings.at("seed"), std::string("5"));
        QVERIFY(!withPhaseSettings(threePhases(), 0, {"Hard", 1, std::nullopt})); // a name twice
        QVERIFY_RESULT(withPhaseSettings(threePhases(), 0, {"易しい", 1, std::nullopt}));
    }
};

QTEST_APPLESS_MAIN(TestPlanEdit)
#include "testplanedit.moc"
