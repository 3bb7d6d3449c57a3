// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/dataset/heldout.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <vector>

using namespace dankai;

namespace {

ContentHash hashOf(std::uint64_t number)
{
    Random random(number + 1000);
    ContentHash hash;
    for (auto& byte : hash.bytes)
        byte = static_cast<std::uint8_t>(random.next());
    return hash;
}

// Rows with some groups of several, a few of which reach over phases.
std::vector<HeldOutCandidate> randomCandidates(std::uint64_t seed, std::size_t count, int phases)
{
    Random random(seed);
    std::vector<HeldOutCandidate> candidates;
    for (std::size_t i = 0; i < count; ++i) {
        HeldOutCandidate candidate;
        candidate.phase = static_cast<int>(random.below(static_cast<std::uint64_t>(phases)));
        candidate.hash = hashOf(seed * 1000003 + i);
        candidate.group = static_cast<std::uint32_t>(i);
        if (i > 0 && random.below(10) < 2)
            candidate.group = candidates[random.below(i)].group;
        candidates.push_back(candidate);
    }
    return candidates;
}

} // namespace

class TestHeldOut : public QObject
{
    Q_OBJECT

private slots:

    void propertiesHoldForRandomData()
    {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            Random random(seed);
            const int phases = static_cast<int>(1 + random.below(8));
            const auto candidates = randomCandidates(seed, random.below(2000), phases);
            HeldOutParams params;
            params.seed = seed;
            params.validationShare = 0.02 * static_cast<double>(random.below(6));
            params.testShare = 0.02 * static_cast<double>(random.below(6));
            const auto split = splitHeldOut(candidates, phases, params);
            QVERIFY(split.has_value());

            std::map<std::uint32_t, std::set<HeldOutRole>> rolesOfGroup;
            std::vector<HeldOutPhase> counted(static_cast<std::size_t>(phases));
            for (std::size_t i = 0; i < candidates.size(); ++i) {
                rolesOfGroup[candidates[i].group].insert(split->roles[i]);
                HeldOutPhase& phase = counted[static_cast<std::size_t>(candidates[i].phase)];
                ++phase.candidates;
                phase.validation += split->roles[i] == HeldOutRole::Validation ? 1 : 0;
                phase.test += split->roles[i] == HeldOutRole::Test ? 1 : 0;
            }
            for (const auto& [group, roles] : rolesOfGroup)
                QCOMPARE(roles.size(), std::size_t(1));
            for (std::size_t phase = 0; phase < counted.size(); ++phase) {
                QCOMPARE(counted[phase].validation, split->phases[phase].validation);
                QCOMPARE(counted[phase].test, split->phases[phase].test);
                const double size = static_cast<double>(counted[phase].candidates);
                QVERIFY(static_cast<double>(counted[phase].test) <= params.maximumShare * size);
                QVERIFY(static_cast<double>(counted[phase].validation) <= params.maximumShare * size);
                QVERIFY(counted[phase].test <= params.maximumPerPhase);
                // Singles are four fifths of the rows, so a phase of some size fills its sets.
                if (counted[phase].candidates >= 100) {
                    QVERIFY(params.testShare == 0 || counted[phase].test >= params.minimumPerPhase);
                    QVERIFY(
                        params.validationShare == 0 || counted[phase].validation >= params.minimumPerPhase);
                }
                if (params.testShare == 0)
                    QCOMPARE(counted[phase].test, std::size_t(0));
            }
        }
    }

    void orderAndNumberingDoNotMatterAndTheSeedDoes()
    {
        const auto candidates = randomCandidates(3, 1500, 3);
        const auto split = splitHeldOut(candidates, 3);
        std::vector<std::size_t> order(candidates.size());
        std::iota(order.begin(), order.end(), std::size_t(0));
        Random(9).shuffle(std::span(order));
        std::vector<HeldOutCandidate> shuffled;
        for (const std::size_t index : order) {
            shuffled.push_back(candidates[index]);
            shuffled.back().group = 1000000 - shuffled.back().group;
        }
        const auto again = splitHeldOut(shuffled, 3);
        for (std::size_t i = 0; i < order.size(); ++i)
            QVERIFY(again->roles[i] == split->roles[order[i]]);
        HeldOutParams params;
        params.seed = 2;
        QVERIFY(splitHeldOut(candidates, 3, params)->roles != split->roles);
    }

    // A held-out set is a fair sample: each single row is drawn as often as any other.
    void everyRowIsDrawnAsOftenAsAnyOther()
    {
        std::vector<HeldOutCandidate> candidates;
        for (std::uint32_t i = 0; i < 200; ++i)
            candidates.push_back({0, hashOf(i), i});
        std::vector<int> testedTimes(candidates.size(), 0);
        HeldOutParams params;
        params.testShare = 0.1;
        constexpr int rounds = 2000;
        for (int round = 0; round < rounds; ++round) {
            params.seed = static_cast<std::uint64_t>(round);
            const auto split = splitHeldOut(candidates, 1, params);
            for (std::size_t i = 0; i < candidates.size(); ++i)
                testedTimes[i] += split->roles[i] == HeldOutRole::Test ? 1 : 0;
        }
        // 20 of 200, binomial with a standard deviation of 13.4 around 200: five of them.
        for (const int times : testedTimes)
            QVERIFY2(times > 133 && times < 267, std::to_string(times).c_str());
    }

    void sharesMinimumAndMaximumAreKept()
    {
        std::vector<HeldOutCandidate> candidates;
        const auto addPhase = [&](int phase, int count) {
            for (int i = 0; i < count; ++i) {
                const auto number = static_cast<std::uint32_t>(candidates.size());
                candidates.push_back({phase, hashOf(number), number});
            }
        };
        addPhase(0, 10000); // 5 % is 500, at most 200
        addPhase(1, 1000); // 50
        addPhase(2, 100); // 5, at least 10
        addPhase(3, 20); // at most a fifth each: 4
        addPhase(4, 4); // too few
        addPhase(5, 0);
        const auto split = splitHeldOut(candidates, 6);
        const std::size_t expected[] = {200, 50, 10, 4, 0, 0};
        for (std::size_t phase = 0; phase < 6; ++phase) {
            QCOMPARE(split->phases[phase].test, expected[phase]);
            QCOMPARE(split->phases[phase].validation, expected[phase]);
        }
        QCOMPARE(split->warnings.size(), std::size_t(2));
        QVERIFY(split->warnings[0].starts_with("Phase 4 holds only 4 examples"));
        QVERIFY(split->warnings[1].starts_with("Phase 5 has 4 examples, too few"));
    }

    void duplicatesThatFillAPhaseAreNamed()
    {
        std::vector<HeldOutCandidate> candidates;
        for (std::uint32_t i = 0; i < 100; ++i)
            candidates.push_back({0, hashOf(i), 0});
        const auto split = splitHeldOut(candidates, 1);
        QCOMPARE(split->phases[0].test, std::size_t(0));
        QCOMPARE(split->warnings.size(), std::size_t(1));
        QVERIFY(split->warnings[0].find("duplicates hang together") != std::string::npos);
    }

    void wrongParamsAreSentences()
    {
        HeldOutParams params;
        params.testShare = 1.5;
        QVERIFY(!splitHeldOut({}, 1, params));
        params = {};
        params.maximumShare = 0.7;
        QVERIFY(!splitHeldOut({}, 1, params));
        const std::vector<HeldOutCandidate> stray = {{3, {}, 0}};
        QVERIFY(!splitHeldOut(stray, 3));
        QVERIFY(splitHeldOut({}, 0).has_value());
    }
};

QTEST_APPLESS_MAIN(TestHeldOut)
#include "testheldout.moc"
