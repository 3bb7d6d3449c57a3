// SPDX-License-Identifier: Apache-2.0
#include "core/phase/arm.h"
#include "core/project/heldoutdraw.h"
#include "tests/core/project/storefixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace dankai;

class TestHeldOutDraw : public test::StoreTest
{
    Q_OBJECT

    Plan m_plan;
    ExampleColumns m_columns;
    Placement m_placement;

    static Example exampleOf(int number)
    {
        // Every character follows from the number, so that no two are near one another.
        const auto mixed
            = [number](int word) { return std::to_string((number + 3) * (word + 7) * 7919 % 99991); };
        Example example;
        example.instruction
            = "返品の番号" + mixed(1) + "について、保証" + mixed(2) + "を確かめる " + mixed(3);
        example.response = mixed(4) + " と " + mixed(5) + " です。" + mixed(6);
        return example;
    }

    void importScored(const std::vector<Example>& examples, double score)
    {
        std::vector<ImportedRow> rows;
        rows.reserve(examples.size());
        for (const Example& example : examples)
            rows.push_back(test::rowOf(example.instruction, example.response, rows.size() + 1,
                RowScore{std::to_string(score), score}));
        import(rows);
    }

    void place()
    {
        auto columns = m_project->examples().columns({m_plan.scorer, ""});
        QVERIFY_RESULT(columns);
        m_columns = std::move(*columns);
        auto placement = placeExamples(m_plan, m_columns);
        QVERIFY_RESULT(placement);
        m_placement = std::move(*placement);
    }

    HeldOutDraw draw(DrawFor purpose)
    {
        auto drawn = drawHeldOut(*m_project, m_plan, m_columns, m_placement, purpose);
        if (!drawn)
            qFatal("%s", drawn.error().message.c_str());
        return std::move(*drawn);
    }

    static std::size_t rowWith(const HeldOutDraw& draw, HeldOutRole role)
    {
        return static_cast<std::size_t>(
            std::find(draw.roles.begin(), draw.roles.end(), role) - draw.roles.begin());
    }

private slots:

    void init()
    {
        setUp();
        std::vector<Example> easy, hard;
        for (int i = 0; i < 100; ++i)
            (i < 50 ? easy : hard).push_back(exampleOf(i));
        importScored(easy, 1);
        importScored(hard, 2);
        m_plan = {};
        m_plan.name = "main";
        m_plan.scorer = importedScoreName;
        m_plan.rule = {RuleKind::Thresholds, 2, {1.5}};
        QVERIFY_RESULT(m_project->plans().save(m_plan));
        place();
    }

    void cleanup() { m_project.reset(); }

    void aTrialChangesNothingAndTheRunDrawsTheSame()
    {
        const HeldOutDraw trial = draw(DrawFor::Trial);
        QVERIFY(!*m_project->plans().isHeldOutFrozen("main"));
        const HeldOutDraw run = draw(DrawFor::Run);
        QVERIFY(*m_project->plans().isHeldOutFrozen("main"));
        QVERIFY(run.isNew);
        QVERIFY(trial.roles == run.roles);
        for (const int phase : {0, 1}) {
            std::size_t test = 0, validation = 0;
            for (std::size_t row = 0; row < run.roles.size(); ++row) {
                test += m_placement.places[row] == phase && run.roles[row] == HeldOutRole::Test;
                validation += m_placement.places[row] == phase && run.roles[row] == HeldOutRole::Validation;
            }
            QCOMPARE(test, std::size_t(10));
            QCOMPARE(validation, std::size_t(10));
        }
        const HeldOutDraw later = draw(DrawFor::Run);
        QVERIFY(!later.isNew);
        QVERIFY(later.roles == run.roles);
        QCOMPARE(later.leftOut, std::size_t(0));
        QVERIFY2(later.warnings.empty(), later.warnings.empty() ? "" : later.warnings.front().c_str());
    }

    void whatComesLaterAndIsNearToAHeldOutRowIsNotTrainedOn()
    {
        const HeldOutDraw first = draw(DrawFor::Run);
        const auto near = [&](HeldOutRole role) {
            const ExampleId id = m_columns.ids[rowWith(first, role)];
            Example example = m_project->examples().example(id)->example;
            example.response += "。";
            return example;
        };
        // The same question with quite another answer is near, too; a near-duplicate of a training row is
        // not.
        Example asked = near(HeldOutRole::Test);
        asked.response = "それは別の話です。窓口で聞いてください。";
        importScored({near(HeldOutRole::Test), near(HeldOutRole::Validation), asked, near(HeldOutRole::Train),
                         exampleOf(1000)},
            2);
        place();
        const HeldOutDraw second = draw(DrawFor::Run);
        QCOMPARE(second.roles.size(), std::size_t(105));
        QVERIFY(std::equal(first.roles.begin(), first.roles.end(), second.roles.begin()));
        for (const std::size_t row : {100, 101, 102})
            QCOMPARE(nameOf(second.roles[row]), nameOf(HeldOutRole::LeftOut));
        for (const std::size_t row : {103, 104})
            QCOMPARE(nameOf(second.roles[row]), nameOf(HeldOutRole::Train));
        QCOMPARE(second.leftOut, std::size_t(3));
        QVERIFY(second.warnings.front().find("3 examples are left out of training") != std::string::npos);

        const auto split = splitForArm(m_plan, m_columns, m_placement, second.roles, {});
        QVERIFY_RESULT(split);
        for (const auto* rows : {&split->phases[1].rows, &split->validation[1], &split->test[1]}) {
            for (const std::uint32_t row : {100U, 101U, 102U})
                QVERIFY(std::find(rows->begin(), rows->end(), row) == rows->end());
        }
    }

    void aCutThatLeavesAPhaseWithoutTestRowsSaysSo()
    {
        draw(DrawFor::Run);
        importScored({exampleOf(2000), exampleOf(2001), exampleOf(2002)}, 9);
        m_plan.rule = {RuleKind::Thresholds, 2, {8}};
        place();
        const HeldOutDraw kept = draw(DrawFor::Run);
        QCOMPARE(kept.warnings.size(), std::size_t(1));
        QVERIFY2(
            kept.warnings[0].find("Phase 2 has no test rows") != std::string::npos, kept.warnings[0].c_str());
    }
};

QTEST_APPLESS_MAIN(TestHeldOutDraw)
#include "testheldoutdraw.moc"
