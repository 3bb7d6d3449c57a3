// SPDX-License-Identifier: Apache-2.0
// Agreement, bias and validity of scorers against scipy and scikit-learn, and what they say where there is
// little or nothing to compare.
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/difficulty/scoreagreement.h"
#include "core/difficulty/scorebias.h"
#include "core/difficulty/scorefindings.h"
#include "core/difficulty/scorevalidity.h"
#include "core/statistics/rank.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace dankai;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

void compareNumbers(double found, double expected, const char* what)
{
    QVERIFY2(std::abs(found - expected) < 1e-9,
        (std::string(what) + ": " + std::to_string(found) + " instead of " + std::to_string(expected))
            .c_str());
}

void compareIntervals(const Interval& found, const Json& expected, const char* what)
{
    compareNumbers(found.estimate, expected[0].get<double>(), what);
    compareNumbers(found.lower, expected[1].get<double>(), what);
    compareNumbers(found.upper, expected[2].get<double>(), what);
}

bool says(const std::vector<std::string>& findings, std::string_view words)
{
    return std::ranges::any_of(
        findings, [&](const std::string& finding) { return finding.find(words) != finding.npos; });
}

} // namespace

class TestScoreComparison : public QObject
{
    Q_OBJECT

    Json m_golden;

    std::vector<double> column(const char* name) const
    {
        std::vector<double> values;
        for (const Json& value : m_golden[name])
            values.push_back(value.is_null() ? none : value.get<double>());
        return values;
    }

private slots:

    void initTestCase() { m_golden = test::goldenJson("scorecomparison.json"); }

    void agreementIsThatOfTheReferences()
    {
        AgreementParams params;
        params.firstThresholds = {2.5, 3.5};
        const ScoreAgreement found = agreementBetween(column("rating"), column("size"), params);
        QCOMPARE(found.n, std::uint64_t(240));
        compareNumbers(found.spearman.estimate, m_golden["spearman"], "spearman");
        QVERIFY(found.spearman.lower < found.spearman.estimate);
        QVERIFY(found.spearman.upper > found.spearman.estimate);
        QVERIFY(found.levels.has_value());
        QCOMPARE(found.levels->kind, LevelKind::Thresholds);
        QCOMPARE(found.levels->secondCuts, m_golden["mapped"].get<std::vector<double>>());
        QCOMPARE(found.levels->confusion, m_golden["confusion"].get<std::vector<std::uint64_t>>());
        compareNumbers(found.levels->weightedKappa.estimate, m_golden["weighted_kappa"], "weighted kappa");
        compareNumbers(found.levels->kappa, m_golden["kappa"], "kappa");

        // The other way round: the thresholds are of the second.
        AgreementParams turned;
        turned.secondThresholds = {2.5, 3.5};
        const ScoreAgreement other = agreementBetween(column("size"), column("rating"), turned);
        QCOMPARE(other.levels->firstCuts, found.levels->secondCuts);
        QCOMPARE(other.levels->equalShare, found.levels->equalShare);
        QCOMPARE(other.levels->weightedKappa.estimate, found.levels->weightedKappa.estimate);
    }

    void labelsAndGroupsAreThoseOfTheReferences()
    {
        const LabelAgreement label = agreementWithLabel(column("size"), column("label"));
        QCOMPARE(label.n, std::uint64_t(240));
        compareIntervals(label.area, m_golden["area"], "AUC");

        GroupColumn groups{"department", {}, {"sales", "support", "returns"}};
        for (const Json& group : m_golden["group"])
            groups.groups.push_back(group.get<std::uint32_t>());
        std::vector<std::uint32_t> lengths;
        for (const double length : column("length"))
            lengths.push_back(static_cast<std::uint32_t>(length));
        std::vector<double> positions;
        for (std::size_t i = 0; i < lengths.size(); ++i)
            positions.push_back(static_cast<double>(i));
        const ScorerBias bias = biasOf(column("size"), lengths, positions, std::vector{groups});
        QCOMPARE(bias.looks, std::size_t(5)); // length, place and three groups
        compareNumbers(bias.confidence, 1 - 0.05 / 5, "confidence");
        compareNumbers(bias.onResponseLength.spearman.estimate, m_golden["on_length"], "length");
        compareNumbers(bias.onResponseLength.varianceShare, std::pow(m_golden["on_length"].get<double>(), 2),
            "share of variance");
        compareNumbers(bias.groups[0].varianceShare, m_golden["eta_squared"], "eta squared");
        QCOMPARE(bias.groups[0].groups.size(), std::size_t(3));
        for (const GroupDifference& group : bias.groups[0].groups) {
            compareIntervals(group.above, m_golden["group_areas"][group.group], "group");
            compareNumbers(group.mean, m_golden["group_means"][group.group], "mean");
        }
        for (std::size_t i = 0; i < distributionShares.size(); ++i)
            compareNumbers(bias.distribution.quantiles[i], m_golden["quantiles"][i], "quantile");
        compareNumbers(bias.distribution.deviation, m_golden["deviation"], "deviation");
        QVERIFY(!bias.distribution.scale); // no rating
        QVERIFY(bias.distribution.counts.empty());
        compareNumbers(distributionOf(column("rating")).entropy, m_golden["entropy"], "entropy");
    }

    void lossPerBucketIsThatOfTheReferences()
    {
        std::vector<std::int8_t> buckets;
        for (const Json& bucket : m_golden["bucket"])
            buckets.push_back(bucket.get<std::int8_t>());
        const auto found = lossPerBucket(column("losses"), buckets, 3);
        QCOMPARE(found.size(), std::size_t(3));
        std::uint64_t n = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            n += found[i].n + found[i].withoutLoss;
            compareNumbers(found[i].mean.estimate, m_golden["loss_means"][i], "mean loss");
        }
        QCOMPARE(n, std::uint64_t(240));
        compareIntervals(found[1].difference, m_golden["loss_steps"][0], "first step");
        compareIntervals(found[2].difference, m_golden["loss_steps"][1], "second step");
        QCOMPARE(found[0].step, BucketStep::First);
    }

    void cutsNeverPartEqualValues()
    {
        const std::vector<double> sorted{1, 1, 1, 1, 1, 2, 2, 3, 3, 3};
        // 5 of 10 lie below 2, 7 below 3; thirds are nearest to these.
        QCOMPARE(cutsAtShares(sorted, std::vector<double>{1.0 / 3, 2.0 / 3}), (std::vector<double>{2, 3}));
        QCOMPARE(sharesBelow(sorted, std::vector<double>{1, 2, 2.5, 3, 4}),
            (std::vector<double>{0, 0.5, 0.7, 0.7, 1}));
        QCOMPARE(
            cutsAtShares(sorted, std::vector<double>{0, 0.2, 0.26, 1}), (std::vector<double>{1, 1, 2, 3}));
        QCOMPARE(cutsAtShares(std::vector<double>{4, 4}, std::vector<double>{0.5}), std::vector<double>{4});
        QCOMPARE(levelOf(1.9, std::vector<double>{2, 3}), 0);
        QCOMPARE(levelOf(2, std::vector<double>{2, 3}), 1); // a cut is the first of the upper level
        QCOMPARE(levelOf(9, std::vector<double>{2, 2}), 2); // nothing stands between equal cuts
        // What maps onto itself comes back.
        const std::vector<double> cuts{2, 3};
        QCOMPARE(cutsAtShares(sorted, sharesBelow(sorted, cuts)), cuts);
    }

    void fewSharedValuesAreLevels()
    {
        const std::vector<double> judge{1, 2, 3, 4, 5, 3, 2, 4, none, 1};
        const std::vector<double> second{1, 2, 3, 4, 4, 4, 2, 3, 2, none}; // never says 5
        const ScoreAgreement found = agreementBetween(judge, second);
        QCOMPARE(found.n, std::uint64_t(8));
        QVERIFY(found.levels.has_value());
        QCOMPARE(found.levels->kind, LevelKind::Values);
        QCOMPARE(found.levels->levels(), 5);
        QCOMPARE(found.levels->equalShare, 5.0 / 8);
        // By hand: rows 1: 1, 2: 2, 3: 2, 4: 2, 5: 1 of 8; columns 1: 1, 2: 2, 3: 2, 4: 3.
        QCOMPARE(found.levels->equalByChance, (1.0 * 1 + 2 * 2 + 2 * 2 + 2 * 3) / 64);
        // A label of 0 and 1 is no level of a rating from 1 to 5.
        const std::vector<double> label{0, 0, 1, 1, 1, 0, 0, 1, 0, 0};
        QCOMPARE(agreementBetween(judge, label).levels->kind, LevelKind::EqualShares);
        AgreementParams params;
        params.areValuesLevels = false;
        params.levels = 2;
        QCOMPARE(agreementBetween(judge, second, params).levels->levels(), 2);
    }

    void littleOrNothingToCompareIsNoFigure()
    {
        const std::vector<double> nothing(5, none), constant(5, 2), values{1, 2, 3, 4, 5};
        const ScoreAgreement empty = agreementBetween(nothing, values);
        QCOMPARE(empty.n, std::uint64_t(0));
        QVERIFY(std::isnan(empty.spearman.estimate));
        QVERIFY(!empty.levels);
        const ScoreAgreement flat = agreementBetween(constant, values);
        QCOMPARE(flat.n, std::uint64_t(5));
        QVERIFY(std::isnan(flat.spearman.estimate));
        QVERIFY(std::isnan(agreementBetween({}, {}).spearman.estimate));

        const LabelAgreement one = agreementWithLabel(values, constant); // nothing is labelled 0
        QCOMPARE(one.positives, std::uint64_t(5));
        QVERIFY(std::isnan(one.area.estimate));
        const LabelAgreement single = agreementWithLabel(values, std::vector<double>{0, 0, 0, 0, 1});
        QCOMPARE(single.area.estimate, 1.0);
        QCOMPARE(single.area.lower, 0.0); // one positive says nothing of the spread
        QCOMPARE(single.area.upper, 1.0);

        const ScorerBias bias = biasOf(nothing, std::vector<std::uint32_t>(5, 1), values, {});
        QCOMPARE(bias.distribution.n, std::uint64_t(0));
        QCOMPARE(bias.distribution.withoutScore, std::uint64_t(5));
        QVERIFY(says(findingsOf(bias, {}), "No example has a score"));
        const ScorerBias same = biasOf(constant, std::vector<std::uint32_t>(5, 1), values, {});
        QVERIFY(says(findingsOf(same, {}), "tells nothing apart"));
        QVERIFY(hardAndPoor(nothing, values).rows.empty());
        QVERIFY(says(findingsOf(hardAndPoor(nothing, values), "a", "b"), "No example has a score of both"));
    }

    void repeatsAreHeldAgainstOneAnother()
    {
        const std::vector<std::vector<double>> values{{3, 4}, {2, 2}, {5, 3, 5}, {1}, {4, 4}};
        const RepeatAgreement found = agreementOfRepeats(values);
        QCOMPARE(found.items, std::uint64_t(4));
        QCOMPARE(found.values, std::uint64_t(9));
        QCOMPARE(found.equalShare, 0.75); // 3 and 4 differ
        QCOMPARE(found.meanDifference, 0.25);
        // Squares within: 0.5 + 0 + (2/3 + 2/3)^2-free form 8/3 + 0, over 9 - 4 degrees of freedom.
        compareNumbers(found.withinDeviation, std::sqrt((0.5 + 8.0 / 3) / 5), "deviation");
        compareNumbers(found.firstAndLast.spearman.estimate,
            spearmanCorrelation(std::vector<double>{3, 2, 5, 4}, std::vector<double>{4, 2, 5, 4}),
            "spearman");
        QVERIFY(found.alpha > 0.4 && found.alpha < 1);
        QCOMPARE(agreementOfRepeats(std::vector<std::vector<double>>{{1}, {}}).items, std::uint64_t(0));
    }

    void crowdedRatingsAreNamed()
    {
        std::vector<double> judge; // 70 of 100 in [2.5, 3.5], as of a judge that never commits itself
        for (int i = 0; i < 100; ++i)
            judge.push_back(i < 70 ? 3 : i < 80 ? 2 : i < 90 ? 4 : 5);
        const ScoreDistribution found = distributionOf(judge, ScaleRange{1, 5});
        QCOMPARE(found.middleLowest, 2.5);
        QCOMPARE(found.middleHighest, 3.5);
        QCOMPARE(found.middleShare, 0.7);
        QCOMPARE(found.mostFrequent.value, 3.0);
        compareNumbers(found.entropy, -(0.7 * std::log2(0.7) + 3 * 0.1 * std::log2(0.1)), "entropy");
        std::vector<std::uint32_t> lengths;
        std::vector<double> positions;
        for (std::uint32_t i = 0; i < 100; ++i) {
            lengths.push_back(i * 37 % 101);
            positions.push_back(i * 53 % 101);
        }
        BiasParams params;
        params.scale = ScaleRange{1, 5};
        const std::vector<std::string> findings
            = findingsOf(biasOf(judge, lengths, positions, {}, params), {});
        QVERIFY(says(findings, "70 % of the scores lie from 2.5 to 3.5"));
        QVERIFY(says(findings, "70 % of the scores are exactly 3"));
        QVERIFY(!says(findings, "length of the response"));
    }

    void whatGoesAlongIsNamed()
    {
        Random random(7);
        std::vector<double> scores, positions;
        std::vector<std::uint32_t> lengths;
        GroupColumn column{"department", {}, {"sales", "returns", "few"}};
        for (int i = 0; i < 400; ++i) {
            const bool isReturn = i % 2 == 1;
            const auto length = static_cast<std::uint32_t>(random.below(500));
            lengths.push_back(length);
            positions.push_back(i);
            scores.push_back(length / 200.0 + (isReturn ? 1.5 : 0) + i / 400.0 + random.normal() * 0.3);
            column.groups.push_back(i < 5 ? 2 : isReturn ? 1 : 0);
        }
        const std::vector columns{column};
        const ScorerBias bias = biasOf(scores, lengths, positions, columns);
        QCOMPARE(bias.groups[0].groups.size(), std::size_t(2)); // five examples are no group
        QCOMPARE(bias.groups[0].leftOut, std::uint64_t(5));
        const auto findings = findingsOf(bias, columns);
        QVERIFY(says(findings, "go along with the length of the response"));
        QVERIFY(says(findings, "change with the place in the file"));
        QVERIFY(says(findings, R"(department is "returns" are scored higher)"));
        QVERIFY(!says(findings, "are scored lower")); // of two groups that says the same again

        // Noise is not named: five of a hundred scorers of noise would be, were each look taken by itself.
        int named = 0;
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            Random noise(seed);
            std::vector<double> drawn;
            GroupColumn four{"source", {}, {"a", "b", "c", "d"}};
            for (int i = 0; i < 200; ++i) {
                drawn.push_back(noise.normal());
                four.groups.push_back(static_cast<std::uint32_t>(noise.below(4)));
            }
            BiasParams params;
            params.bootstrap.resamples = 200;
            const std::vector fours{four};
            named += findingsOf(
                         biasOf(drawn, std::vector<std::uint32_t>(lengths.begin(), lengths.begin() + 200),
                             std::vector<double>(positions.begin(), positions.begin() + 200), fours, params),
                         fours)
                         .empty()
                ? 0
                : 1;
        }
        QVERIFY2(named <= 10, std::to_string(named).c_str());
    }

    void bucketsThatDoNotGetHarderAreNamed()
    {
        Random random(3);
        std::vector<double> losses;
        std::vector<std::int8_t> buckets;
        for (int i = 0; i < 600; ++i) {
            const int bucket = i % 3;
            buckets.push_back(static_cast<std::int8_t>(bucket));
            losses.push_back((bucket == 1 ? 3.0 : 2.0) + 0.5 * random.normal());
        }
        buckets.push_back(-1); // in no phase
        losses.push_back(99);
        const std::vector<std::string> names{"Easy", "Medium", "Hard"};
        const auto found = lossPerBucket(losses, buckets, 3);
        QCOMPARE(found[1].step, BucketStep::Harder);
        QCOMPARE(found[2].step, BucketStep::Easier);
        QVERIFY(says(findingsOf(found, names, "judge:x"), "finds Hard easier than Medium"));
        QVERIFY(!says(findingsOf(found, names, "judge:x"), "every phase harder"));
        QVERIFY(says(findingsOf(found, names, "perplexity"), "proves nothing"));
        QVERIFY(says(findingsOf(found, names, "loss:Qwen"), "two models agree"));
        QVERIFY(!says(findingsOf(found, names, "loss:Qwen"), "proves nothing"));
        QVERIFY(!says(findingsOf(found, names, "local_judge"), "proves nothing"));

        std::vector<std::int8_t> inOrder; // the first third is truly harder than nothing: two buckets only
        for (const std::int8_t bucket : buckets)
            inOrder.push_back(static_cast<std::int8_t>(bucket == 1 ? 1 : bucket < 0 ? -1 : 0));
        QVERIFY(says(findingsOf(lossPerBucket(losses, inOrder, 2), {names.data(), 2}, "judge:x"),
            "finds every phase harder"));
        const auto few = lossPerBucket({losses.data(), 30}, {buckets.data(), 30}, 3);
        QCOMPARE(few[1].step, BucketStep::Undecided); // ten of each
        QVERIFY(says(findingsOf(few, names, "judge:x"), "cannot be said"));
        const std::vector<double> noLosses(buckets.size(), none);
        QVERIFY(says(findingsOf(lossPerBucket(noLosses, buckets, 3), names, "judge:x"), "has a loss"));
    }

    // By hand: shares of tokens, and short responses of which every token is ranked first.
    void accuracyPerBucketIsWhatIsRight()
    {
        std::vector<double> errors;
        std::vector<std::uint32_t> lengths;
        std::vector<std::int8_t> buckets;
        for (int i = 0; i < 120; ++i) {
            const int bucket = i % 3;
            buckets.push_back(static_cast<std::int8_t>(bucket));
            // Easy 0 or 0.2, medium 0.4 or 0.6, hard 0.1 or 0.3: the tenth is hard and easier.
            const double low = bucket == 0 ? 0 : bucket == 1 ? 0.4 : 0.1;
            errors.push_back(low + (i / 3 % 2 == 0 ? 0 : 0.2));
            lengths.push_back(i < 60 ? 5 : 500);
        }
        buckets.push_back(-1);
        errors.push_back(0);
        lengths.push_back(1);
        buckets.push_back(0); // not measured
        errors.push_back(none);
        lengths.push_back(1);
        const auto found = accuracyPerBucket(errors, lengths, buckets, 3);
        QCOMPARE(found[0].n, std::uint64_t(40));
        QCOMPARE(found[0].withoutAccuracy, std::uint64_t(1));
        QVERIFY(std::abs(found[0].mean.estimate - 0.9) < 1e-12);
        QVERIFY(std::abs(found[1].mean.estimate - 0.5) < 1e-12);
        QVERIFY(std::abs(found[2].mean.estimate - 0.8) < 1e-12);
        // Forty values at +-0.1: the standard error is 0.1 / sqrt(39).
        QVERIFY(
            std::abs(found[0].mean.upper - found[0].mean.estimate - 1.959964 * 0.1 / std::sqrt(39.0)) < 1e-6);
        QVERIFY(found[0].mean.lower < found[0].mean.estimate);
        QVERIFY(std::abs(found[1].difference.estimate + 0.4) < 1e-12);
        QVERIFY(found[1].difference.lower < found[1].difference.upper && found[1].difference.upper < 0);
        QCOMPARE(found[0].step, BucketStep::First);
        QCOMPARE(found[1].step, BucketStep::Harder);
        QCOMPARE(found[2].step, BucketStep::Easier);
        for (const BucketAccuracy& bucket : found)
            QCOMPARE(bucket.shortAnswers, std::uint64_t(20));
        QCOMPARE(found[0].exact, wilsonInterval(10, 20));
        QCOMPARE(found[1].exact, wilsonInterval(0, 20));

        const std::vector<std::string> names{"Easy", "Medium", "Hard"};
        const auto said = findingsOf(found, names);
        QVERIFY(says(said, "gets more of Hard right than of Medium: 80 % of the tokens against 50 %"));
        QVERIFY(!says(said, "in every phase"));
        QVERIFY(says(said, "1 of 121 examples have no accuracy"));
        const auto two = findingsOf(std::span(found).first(2), {names.data(), 2});
        QVERIFY(says(two, "fewer tokens right in every phase"));
        const auto few
            = accuracyPerBucket({errors.data(), 30}, {lengths.data(), 30}, {buckets.data(), 30}, 3);
        QVERIFY(says(findingsOf(few, names), "cannot be said"));
        const std::vector<double> nothing(errors.size(), none);
        QVERIFY(says(findingsOf(accuracyPerBucket(nothing, lengths, buckets, 3), names), "token_error"));
    }

    void hardAndPoorAreTwoAxes()
    {
        const std::vector<double> difficulty{1, 2, 3, 4, 5, 6, 7, 8, 9, none};
        const std::vector<double> quality{9, 8, 7, 6, 5, 4, 1, 9, 2, 1};
        const HardAndPoor found = hardAndPoor(difficulty, quality);
        QCOMPARE(found.n, std::uint64_t(9));
        QCOMPARE(found.hardFrom, 7.0);
        QCOMPARE(found.poorBelow, 5.0);
        QCOMPARE(found.hard, std::uint64_t(3));
        QCOMPARE(found.poor, std::uint64_t(3));
        QCOMPARE(found.expected, 1.0);
        QCOMPARE(found.rows, (std::vector<std::uint32_t>{8, 6})); // 9 of 9 and 2 of 9; 7 of 9 and 1 of 9
        QCOMPARE(hardAndPoor(difficulty, quality, 9.0, 2.5).rows, std::vector<std::uint32_t>{8});
    }
};

QTEST_APPLESS_MAIN(TestScoreComparison)
#include "testscorecomparison.moc"
