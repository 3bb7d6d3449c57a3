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

    ArmSplit split(const ArmChoice& arm, double replayShare = 0)
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
            m_columns.responseLengths.push_back(static_cast<std::uint32_t>(i * 7 % 50)); // each length twice
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
            const ArmChoice choice
                = info.arm == Arm::Order ? ArmChoice(Arm::Order, {2, 3, 1}) : ArmChoice(info.arm);
            const ArmSplit other = split(choice);
            if (info.arm == Arm::LastOnly)
                QCOMPARE(other.phases.front().rows, phased.phases.back().rows);
            else
                QCOMPARE(allRows(other), allRows(phased));
            QCOMPARE(other.test, phased.test);
            QCOMPARE(other.validation, phased.validation);
            QCOMPARE(other.heldOutPhases, (std::vector<std::string>{"Phase 1", "Phase 2", "Phase 3"}));
            QCOMPARE(nameOf(armFrom(nameOf(choice)).value()), nameOf(choice));
            QCOMPARE(armKindFrom(nameOf(choice)).value(), info.arm);
            seeds.insert(other.orderSeed);
            for (const ArmPhase& phase : other.phases) {
                QVERIFY(std::is_sorted(phase.rows.begin(), phase.rows.end()));
                for (const std::uint32_t row : phase.rows)
                    QCOMPARE(m_roles[row], HeldOutRole::Train);
            }
        }
        // What differs in its schedule alone, and what may begin alike, has one order within its phases.
        QCOMPARE(seeds.size(), std::size_t(5));
        QCOMPARE(split(Arm::OneOffCycles).orderSeed, split(Arm::OneOff).orderSeed);
        QCOMPARE(split({Arm::Order, {2, 1, 3}}).orderSeed, phased.orderSeed);
        QCOMPARE(split(Arm::Reversed).orderSeed, phased.orderSeed);
    }

    void namesAreOrders_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("means");
        for (const auto& [name, means] :
            std::vector<std::pair<const char*, const char*>>{{"order:2-1-3", "order:2-1-3"},
                {"order:1-2-3", "phased"}, {"order:3-2-1", "reversed"}, {"order:2-1", "reversed"},
                {"order:8-1-2-3-4-5-6-7", "order:8-1-2-3-4-5-6-7"}, {"length", "length"}, {"sideways", ""},
                {"order", ""}, {"order:", ""}, {"order:2", ""}, {"order:1", ""}, {"order:2-2-1", ""},
                {"order:1-3", ""}, {"order:0-1", ""}, {"order:2-1-", ""}, {"order:2 1", ""},
                {"order:-2-1", ""}, {"order:9-1-2-3-4-5-6-7-8", ""}, {"order:x", ""}})
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(means);
    }

    void namesAreOrders()
    {
        QFETCH(QString, name);
        QFETCH(QString, means);
        const auto arm = armFrom(name.toStdString());
        QCOMPARE(arm.has_value(), !means.isEmpty());
        if (arm)
            QCOMPARE(QString::fromStdString(nameOf(*arm)), means);
        else
            QVERIFY2(
                arm.error().message.find("order:2-1-3") != std::string::npos, arm.error().message.c_str());
    }

    void ordersAreThePhasesInThatOrder()
    {
        const ArmSplit phased = split(Arm::Phased), other = split({Arm::Order, {3, 1, 2}});
        for (std::size_t k = 0; k < 3; ++k) {
            const ArmPhase& phase = phased.phases[std::size_t(k == 0 ? 2 : k - 1)];
            QCOMPARE(other.phases[k].rows, phase.rows);
            QCOMPARE(other.phases[k].name, phase.name);
            QCOMPARE(other.phases[k].heldOut, phase.heldOut);
            QCOMPARE(other.phases[k].epochs, phase.epochs);
        }
        const auto short2 = splitForArm(m_plan, m_columns, m_placement, m_roles, {{Arm::Order, {2, 1}}, 0});
        QVERIFY(!short2);
        QVERIFY2(
            short2.error().message.find("3 phases") != std::string::npos, short2.error().message.c_str());
        QVERIFY(!splitForArm(m_plan, m_columns, m_placement, m_roles, {Arm::Order, 0}));
    }

    void permutationsAreEveryOrderOnce()
    {
        const auto three = permutationsOf(m_plan);
        QVERIFY_RESULT(three);
        std::vector<std::string> names;
        for (const ArmChoice& choice : *three)
            names.push_back(nameOf(choice));
        QCOMPARE(names,
            (std::vector<std::string>{
                "phased", "order:1-3-2", "order:2-1-3", "order:2-3-1", "order:3-1-2", "reversed"}));
        m_plan.phases = defaultPhases(4);
        QCOMPARE(permutationsOf(m_plan).value().size(), std::size_t(24));
        m_plan.phases.clear(); // the rule's number stands
        m_plan.rule.phaseCount = 5;
        const auto many = permutationsOf(m_plan);
        QVERIFY(!many);
        QVERIFY2(many.error().message.find("120 runs") != std::string::npos, many.error().message.c_str());
    }

    void lengthCutsFromShortToLong()
    {
        const ArmSplit phased = split(Arm::Phased), length = split(Arm::Length);
        std::uint32_t longest = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            QCOMPARE(length.phases[k].rows.size(), phased.phases[k].rows.size());
            QCOMPARE(length.phases[k].heldOut, (std::vector<int>{1, 2, 3}));
            std::uint32_t most = 0;
            for (const std::uint32_t row : length.phases[k].rows) {
                QVERIFY(m_columns.responseLengths[row] >= longest);
                most = std::max(most, m_columns.responseLengths[row]);
            }
            longest = most;
        }
        // Where the plan begins with what is hardest, so do the longest answers.
        m_plan.rule.bands = {2, 1, 0};
        const ArmSplit turned = split(Arm::Length);
        const auto meanLength = [&](const ArmPhase& phase) {
            double sum = 0;
            for (const std::uint32_t row : phase.rows)
                sum += m_columns.responseLengths[row];
            return sum / static_cast<double>(phase.rows.size());
        };
        QVERIFY(meanLength(turned.phases[0]) > meanLength(turned.phases[1]));
        QVERIFY(meanLength(turned.phases[1]) > meanLength(turned.phases[2]));
        m_columns.responseLengths.clear();
        QVERIFY(!splitForArm(m_plan, m_columns, m_placement, m_roles, {Arm::Length, 0}));
    }

    void cyclesAreAsLongAsThePhasesTheyAreOf()
    {
        m_plan.phases[1].epochs = 2;
        m_plan.phases[2].learningRate = 1e-5;
        const ArmSplit oneOff = split(Arm::OneOff), cycles = split(Arm::OneOffCycles);
        QCOMPARE(cycles.phases.size(), std::size_t(1));
        QCOMPARE(cycles.phases[0].rows, oneOff.phases[0].rows);
        QCOMPARE(cycles.phases[0].epochs, oneOff.phases[0].epochs);
        QVERIFY(cycles.notes.empty()); // every cycle has its phase's learning rate
        QVERIFY(!oneOff.notes.empty());
        const ArmSplit phased = split(Arm::Phased);
        std::vector<double> tokens;
        for (const ArmPhase& phase : phased.phases) {
            double sum = 0;
            for (const std::uint32_t row : phase.rows)
                sum += m_columns.tokens[row];
            tokens.push_back(sum * phase.epochs);
        }
        const double all = tokens[0] + tokens[1] + tokens[2];
        QCOMPARE(cycles.phases[0].cycles.size(), std::size_t(3));
        for (std::size_t k = 0; k < 3; ++k)
            QVERIFY(std::abs(cycles.phases[0].cycles[k].share - tokens[k] / all) < 1e-12);
        QCOMPARE(cycles.phases[0].cycles[2].learningRate.value(), 1e-5);
        QVERIFY(!cycles.phases[0].cycles[0].learningRate);
    }

    void everyMatchedArmTrainsAsManyTokens_data()
    {
        QTest::addColumn<QString>("arm");
        for (const char* arm :
            {"one-off", "one-off-cycles", "random", "length", "reversed", "order:2-3-1", "order:1-3-2"})
            QTest::newRow(arm) << QString::fromLatin1(arm);
    }

    void everyMatchedArmTrainsAsManyTokens()
    {
        QFETCH(QString, arm);
        m_plan.phases[1].epochs = 2;
        m_plan.phases[2].epochs = 3;
        const double replayShare = 0.2;
        const auto trained = [&](const ArmSplit& split) {
            double sum = 0;
            for (std::size_t k = 0; k < split.phases.size(); ++k) {
                double tokens = 0;
                for (const std::uint32_t row : split.phases[k].rows)
                    tokens += m_columns.tokens[row];
                sum += tokens * split.phases[k].epochs / (k > 0 ? 1 - replayShare : 1);
            }
            return sum;
        };
        const double wanted = trained(split(Arm::Phased, replayShare));
        const double got = trained(split(armFrom(arm.toStdString()).value(), replayShare));
        QVERIFY2(std::abs(got / wanted - 1) <= 0.005, qPrintable(QString::number(got / wanted)));
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

    void anArmOfAPartIsNoMissedBudget()
    {
        const std::vector<ArmBudget> arms
            = {{"phased", 3, 90000, 60000, 60}, {"last-only", 1, 20000, 15000, 13, true}};
        const BudgetCheck check = checkBudget(arms);
        QVERIFY(check.isEqual);
        QVERIFY2(check.sentence.find("last-only is an arm of a part of the data: it took -77.8 %")
                != std::string::npos,
            check.sentence.c_str());
        QVERIFY(check.sentence.find("same number") == std::string::npos);
        std::vector<ArmBudget> more = arms;
        more.push_back({"one-off", 1, 90100, 60000, 58});
        QVERIFY(checkBudget(more).sentence.find("same number of tokens as phased (within 0.1 %)")
            != std::string::npos);
        more[1].tokens = 99000; // more than the plan: no part of it
        QVERIFY(!checkBudget(more).isEqual);
    }
};

QTEST_APPLESS_MAIN(TestArm)
#include "testarm.moc"
