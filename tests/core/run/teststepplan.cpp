// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/run/stepplan.h"

#include <QTest>

#include <map>

using namespace dankai;

namespace {

TokenTable rows(std::initializer_list<int> lengths)
{
    TokenTable table;
    for (const int length : lengths) {
        std::vector<std::uint8_t> masks(static_cast<std::size_t>(length), 0);
        if (length > 1)
            masks.back() = 1;
        table.append(std::vector<std::int32_t>(static_cast<std::size_t>(length), 1), masks);
    }
    return table;
}

RunSpec spec(int phases, int tokensPerStep)
{
    RunSpec s;
    s.tokensPerStep = tokensPerStep;
    s.phases.resize(static_cast<std::size_t>(phases));
    return s;
}

std::map<std::pair<unsigned, unsigned>, int> counts(const PhasePlan& plan)
{
    std::map<std::pair<unsigned, unsigned>, int> result;
    for (const PlannedStep& step : plan.steps) {
        for (const PlannedRow& row : step.rows)
            ++result[{row.phase, row.row}];
    }
    return result;
}

} // namespace

class TestStepPlan : public QObject
{
    Q_OBJECT

private slots:

    void everyRowComesOnceAnEpochAndStepsKeepTheirBudget()
    {
        const std::vector<TokenTable> tables{rows({10, 20, 30, 40, 50, 7, 1, 90})};
        RunSpec s = spec(1, 60);
        s.phases[0].epochs = 3;
        const PhasePlan plan = planPhase(s, 0, tables);
        QCOMPARE(plan.examples, std::uint64_t(7)); // a row of one token has nothing to train
        QCOMPARE(plan.droppedExamples, std::uint64_t(1));
        QCOMPARE(plan.tokens, std::uint64_t(3 * 247));
        QCOMPARE(plan.trainedTokens, std::uint64_t(3 * 7));
        for (const auto& [row, count] : counts(plan))
            QCOMPARE(count, 3);
        for (const PlannedStep& step : plan.steps)
            QVERIFY(step.tokens <= 60 || step.rows.size() == 1);
        QCOMPARE(plan.steps.back().epoch, 3.0);
    }

    void theOrderIsFixedBySeedAndChangesWithTheEpoch()
    {
        const std::vector<TokenTable> tables{rows({2, 3, 4, 5, 6, 7, 8, 9, 10, 11})};
        RunSpec s = spec(1, 1);
        s.phases[0].epochs = 2;
        const PhasePlan first = planPhase(s, 0, tables);
        const PhasePlan again = planPhase(s, 0, tables);
        std::vector<PlannedRow> a, b, second;
        for (std::size_t i = 0; i < 10; ++i) {
            a.push_back(first.steps[i].rows[0]);
            b.push_back(again.steps[i].rows[0]);
            second.push_back(first.steps[10 + i].rows[0]);
        }
        QVERIFY(a == b);
        QVERIFY(a != second);
        s.seed = 1;
        QVERIFY(planPhase(s, 0, tables).steps[0].rows != first.steps[0].rows
            || planPhase(s, 0, tables).steps[1].rows != first.steps[1].rows);
    }

    void replayMakesItsShareOfTheTokens()
    {
        Random random(3);
        std::vector<TokenTable> tables(3);
        for (TokenTable& table : tables) {
            for (int i = 0; i < 200; ++i) {
                const auto length = 10 + random.below(50);
                std::vector<std::uint8_t> masks(length, 1);
                table.append(std::vector<std::int32_t>(length, 1), masks);
            }
        }
        RunSpec s = spec(3, 500);
        s.replayShare = 0.1;
        QCOMPARE(planPhase(s, 0, tables).replayedExamples, std::uint64_t(0));
        const PhasePlan plan = planPhase(s, 2, tables);
        std::uint64_t replayed = 0;
        std::map<unsigned, int> perPhase;
        for (const auto& [row, count] : counts(plan)) {
            QCOMPARE(count, 1); // without repeats as long as there are rows
            ++perPhase[row.first];
            if (row.first != 2)
                replayed += tables[row.first].length(row.second);
        }
        const double share = static_cast<double>(replayed) / static_cast<double>(plan.tokens);
        QVERIFY2(std::abs(share - 0.1) < 0.01, std::to_string(share).c_str());
        QVERIFY(perPhase[0] > 5 && perPhase[1] > 5);
        QCOMPARE(plan.replayedExamples, std::uint64_t(perPhase[0] + perPhase[1]));
    }

    void partOfAnEpochTakesPartOfTheRows()
    {
        const std::vector<TokenTable> tables{rows({10, 10, 10, 10, 10, 10, 10, 10, 10, 10})};
        RunSpec s = spec(1, 20);
        s.phases[0].epochs = 1.5;
        const PhasePlan plan = planPhase(s, 0, tables);
        QCOMPARE(plan.tokens, std::uint64_t(150));
        QCOMPARE(plan.steps.back().epoch, 1.5);
    }

    void aPhaseWithNothingToTrainHasNoSteps()
    {
        const std::vector<TokenTable> tables{rows({1, 1})};
        QVERIFY(planPhase(spec(1, 20), 0, tables).steps.empty());
    }
};

QTEST_APPLESS_MAIN(TestStepPlan)
#include "teststepplan.moc"
