// SPDX-License-Identifier: Apache-2.0
#include "core/phase/arm.h"
#include "core/phase/budget.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace dankai;

class TestArm : public QObject
{
    Q_OBJECT

    Plan m_plan;
    ExampleColumns m_columns;
    Placement m_placement;
    std::vector<HeldOutRole> m_roles;

    ArmSplit split(Arm arm, double replayShare = 0)
    {
        const auto result = splitForArm(m_plan, m_columns, m_placement, m_roles, {arm, replayShare});
        if (!result)
            qFatal("%s", result.error().message.c_str());
        return *result;
    }

    static std::multiset<std::uint32_t> allRows(const ArmSplit& split)
    {
        std::multiset<std::uint32_t> rows;
        for (const ArmPhase& phase : split.phases)
            rows.insert(phase.rows.begin(), phase.rows.end());
        return rows;
    }

private slots:

    void init()
    {
        m_plan = Plan();
        m_plan.name = "main";
        m_plan.rule.phaseCount = 3;
        m_plan.phases = defaultPhases(3);
        m_columns = ExampleColumns();
        m_roles.clear();
        for (int i = 0; i < 100; ++i) {
            m_columns.ids.push_back(ExampleId(i + 1));
            m_columns.hashes.emplace_back();
            m_columns.hashes.back().bytes[0] = static_cast<std::uint8_t>(i * 37 % 256);
            m_columns.scores.push_back(i);
            m_columns.tokens.push_back(static_cast<std::uint32_t>(100 + i));
            m_roles.push_back(i % 10 == 0 ? HeldOutRole::Test
                    : i % 10 == 1         ? HeldOutRole::Validation
                                          : HeldOutRole::Train);
        }
        const auto placement = placeExamples(m_plan, m_columns);
        QVERIFY_RESULT(placement);
        m_placement = *placement;
    }

    void everyArmTrainsOnTheSameRowsAndIsTestedOnTheSameSets()
    {
        const ArmSplit phased = split(Arm::Phased);
        QCOMPARE(allRows(phased).size(), std::size_t(80));
        std::set<std::uint32_t> seeds;
        for (const ArmInfo& info : arms()) {
            const ArmSplit other = split(info.arm);
            QCOMPARE(allRows(other), allRows(phased));
            QCOMPARE(other.test, phased.test);
            QCOMPARE(other.validation, phased.validation);
            QCOMPARE(other.heldOutPhases, (std::vector<std::string>{"Phase 1", "Phase 2", "Phase 3"}));
            QCOMPARE(armFrom(info.name).value(), info.arm);
            seeds.insert(other.orderSeed);
            for (const ArmPhase& phase : other.phases) {
                QVERIFY(std::is_sorted(phase.rows.begin(), phase.rows.end()));
                for (const std::uint32_t row : phase.rows)
                    QCOMPARE(m_roles[row], HeldOutRole::Train);
            }
        }
        QCOMPARE(seeds.size(), arms().size());
        QVERIFY(!armFrom("sideways"));
    }

    void armsArrangeAsTheirNamesSay()
    {
        const ArmSplit phased = split(Arm::Phased), reversed = split(Arm::Reversed),
                       random = split(Arm::Random), oneOff = split(Arm::OneOff);
        QCOMPARE(reversed.phases.size(), std::size_t(3));
        for (std::size_t k = 0; k < 3; ++k) {
            QCOMPARE(reversed.phases[k].rows, phased.phases[2 - k].rows);
            QCOMPARE(reversed.phases[k].name, phased.phases[2 - k].name);
            QCOMPARE(reversed.phases[k].heldOut, std::vector<int>{3 - static_cast<int>(k)});
            QCOMPARE(random.phases[k].heldOut, (std::vector<int>{1, 2, 3}));
            QCOMPARE(random.phases[k].rows.size(), phased.phases[k].rows.size());
            QVERIFY(random.phases[k].rows != phased.phases[k].rows);
        }
        QCOMPARE(split(Arm::Random).phases[0].rows, random.phases[0].rows);
        m_plan.seed = 4;
        QVERIFY(split(Arm::Random).phases[0].rows != random.phases[0].rows);
        QCOMPARE(oneOff.phases.size(), std::size_t(1));
        QCOMPARE(oneOff.phases[0].epochs, 1.0);
    }

    void oneOffTrainsAsManyTokens()
    {
        m_plan.phases[0].epochs = 1;
        m_plan.phases[1].epochs = 2;
        m_plan.phases[2].epochs = 3;
        const double replayShare = 0.2;
        double once = 0, wanted = 0;
        const ArmSplit phased = split(Arm::Phased);
        for (std::size_t k = 0; k < 3; ++k) {
            double tokens = 0;
            for (const std::uint32_t row : phased.phases[k].rows)
                tokens += m_columns.tokens[row];
            once += tokens;
            wanted += tokens * phased.phases[k].epochs / (k > 0 ? 0.8 : 1.0);
        }
        const ArmSplit oneOff = split(Arm::OneOff, replayShare);
        QVERIFY(std::abs(oneOff.phases[0].epochs * once - wanted) < 1e-6);
        m_plan.phases[1].learningRate = 1e-4;
        QCOMPARE(split(Arm::OneOff).notes.size(), std::size_t(1));
    }

    void aPhaseWithoutTrainingRowsIsRefused()
    {
        for (std::size_t row = 0; row < m_roles.size(); ++row) {
            if (m_placement.places[row] == 1)
                m_roles[row] = HeldOutRole::Test;
        }
        const auto refused = splitForArm(m_plan, m_columns, m_placement, m_roles, {});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("'Phase 2'") != std::string::npos);
        m_roles.pop_back();
        QVERIFY(!splitForArm(m_plan, m_columns, m_placement, m_roles, {}));
    }

    void budgetsAreComparedWithTheFirstArm()
    {
        const std::vector<ArmBudget> equal
            = {{"phased", 3, 90000, 60000, 60}, {"one-off", 1, 90100, 60100, 58}};
        const BudgetCheck fine = checkBudget(equal);
        QVERIFY2(fine.isEqual, fine.sentence.c_str());

        const std::vector<ArmBudget> unequal = {{"phased", 3, 90000, 60000, 60},
            {"one-off", 1, 90000, 60000, 58}, {"random", 3, 80000, 60000, 60}};
        const BudgetCheck broken = checkBudget(unequal);
        QVERIFY(!broken.isEqual);
        QVERIFY(broken.differences[0].isWithin);
        QVERIFY(!broken.differences[1].isWithin);
        QVERIFY(broken.sentence.find("random took -11.1 %") != std::string::npos);
        const std::vector<ArmBudget> steps
            = {{"phased", 3, 90000, 60000, 60}, {"one-off", 3, 90000, 60000, 66}};
        QVERIFY(!checkBudget(steps).isEqual);
        QVERIFY(checkBudget({}).isEqual);
    }
};

QTEST_APPLESS_MAIN(TestArm)
#include "testarm.moc"
