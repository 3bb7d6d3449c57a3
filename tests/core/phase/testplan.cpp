// SPDX-License-Identifier: Apache-2.0
#include "core/phase/plan.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

class TestPlan : public QObject
{
    Q_OBJECT

    static Plan samplePlan()
    {
        Plan plan;
        plan.name = "main";
        plan.scorer = "column:score";
        plan.rule = {RuleKind::Thresholds, 3, {1.5, 3.5}};
        plan.seed = 18446744073709551615U;
        plan.heldOut.testShare = 0.1;
        plan.phases = defaultPhases(3);
        plan.phases[2].learningRate = 1e-4;
        plan.phases[1].epochs = 0.5;
        plan.settings = {{"carry_over", "moderate"}, {"replay_share", "0.05"}};
        return plan;
    }

private slots:

    void jsonKeepsEverything()
    {
        const Plan plan = samplePlan();
        const auto read = planFromJson(toJson(plan), "plan");
        QVERIFY_RESULT(read);
        QCOMPARE(toJsonLine(toJson(*read)), toJsonLine(toJson(plan)));
        QCOMPARE(planHash(*read), planHash(plan));
        QCOMPARE(read->seed, plan.seed);
        QCOMPARE(read->phases, plan.phases);
        QCOMPARE(read->settings, plan.settings);
    }

    void jsonIsStrict_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown key") << R"({"format":1,"name":"a","colour":2})"
                                     << "plan.colour";
        QTest::newRow("unknown key of the rule") << R"({"format":1,"name":"a","rule":{"kind":"kde","n":3}})"
                                                 << "rule.n";
        QTest::newRow("rule") << R"({"format":1,"name":"a","rule":{"kind":"guess"}})"
                              << "rule.kind";
        QTest::newRow("type") << R"({"format":1,"name":7})"
                              << "plan.name";
        QTest::newRow("fraction") << R"({"format":1,"name":"a","rule":{"kind":"kde","phases":2.5}})"
                                  << "rule.phases";
        QTest::newRow("range") << R"({"format":1,"name":"a","rule":{"kind":"kde","phases":5000000000}})"
                               << "rule.phases";
        QTest::newRow("negative seed") << R"({"format":1,"name":"a","seed":-1})"
                                       << "plan.seed";
        QTest::newRow("phases") << R"({"format":1,"name":"a","phases":{}})"
                                << "plan.phases";
        QTest::newRow("format") << R"({"format":9,"name":"a"})"
                                << "plan.format";
        QTest::newRow("nine phases") << R"({"format":1,"name":"a","rule":{"kind":"kde","phases":9}})"
                                     << "2 to 8";
        QTest::newRow("list") << "[]"
                              << "plan";
    }

    void jsonIsStrict()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const auto json = parseJson(text.toStdString(), "test");
        QVERIFY_RESULT(json);
        const auto plan = planFromJson(*json, "project.db, plan 'a'");
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::Unusable);
        QVERIFY2(plan.error().message.find(named.toStdString()) != std::string::npos,
            plan.error().message.c_str());
    }

    void wrongPlansAreNamed_data()
    {
        QTest::addColumn<int>("change");
        for (int change = 0; change < 9; ++change)
            QTest::addRow("%d", change) << change;
    }

    void wrongPlansAreNamed()
    {
        QFETCH(int, change);
        Plan plan = samplePlan();
        QVERIFY_RESULT(checkPlan(plan));
        switch (change) {
        case 0:
            plan.rule.thresholds = {3.5, 1.5};
            break;
        case 1:
            plan.rule.thresholds = {1.5};
            break;
        case 2:
            plan.rule.kind = RuleKind::Quantiles; // with thresholds
            break;
        case 3:
            plan.phases.pop_back();
            break;
        case 4:
            plan.phases[0].name = plan.phases[1].name;
            break;
        case 5:
            plan.phases[0].epochs = 0;
            break;
        case 6:
            plan.overrides = {{ExampleId(3), 3}};
            break;
        case 7:
            plan.overrides = {{ExampleId(3), 1}, {ExampleId(3), 2}};
            break;
        case 8:
            plan.name.clear();
            break;
        }
        const auto checked = checkPlan(plan);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, ErrorCode::Unusable);
    }

    void hashIsOverWhatDecides()
    {
        const Plan plan = samplePlan();
        Plan same = plan;
        same.name = "other";
        same.revision = 7;
        QCOMPARE(planHash(same), planHash(plan));
        Plan moved = plan;
        moved.overrides = {{ExampleId(1), std::nullopt}};
        Plan movedElsewhere = plan;
        movedElsewhere.overrides = {{ExampleId(1), 0}};
        Plan reseeded = plan;
        reseeded.seed = 1;
        QVERIFY(planHash(moved) != planHash(plan));
        QVERIFY(planHash(moved) != planHash(movedElsewhere));
        QVERIFY(planHash(reseeded) != planHash(plan));
    }

    void rulesHaveNames()
    {
        for (const RuleKind kind :
            {RuleKind::Thresholds, RuleKind::Quantiles, RuleKind::EqualTokens, RuleKind::Kde})
            QCOMPARE(ruleKindFrom(nameOf(kind)).value(), kind);
        QVERIFY(!ruleKindFrom("jenks"));
    }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "testplan.moc"
