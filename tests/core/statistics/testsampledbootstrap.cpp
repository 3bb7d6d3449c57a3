// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/statistics/rank.h"
#include "core/statistics/sampledbootstrap.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>

using namespace dankai;

namespace {

struct Pairs
{
    std::vector<double> first;
    std::vector<double> second;

    double spearman(std::span<const std::size_t> items) const
    {
        std::vector<double> some, other;
        for (const std::size_t item : items) {
            some.push_back(first[item]);
            other.push_back(second[item]);
        }
        return spearmanCorrelation(some, other);
    }
};

Pairs drawPairs(std::size_t n, double correlation, std::uint64_t seed)
{
    Random random(seed);
    Pairs pairs;
    for (std::size_t i = 0; i < n; ++i) {
        const double one = random.normal();
        pairs.first.push_back(one);
        pairs.second.push_back(
            correlation * one + std::sqrt(1 - correlation * correlation) * random.normal());
    }
    return pairs;
}

} // namespace

class TestSampledBootstrap : public QObject
{
    Q_OBJECT

private slots:

    void fewItemsAreThePlainBootstrap()
    {
        const Pairs pairs = drawPairs(200, 0.5, 1);
        const auto statistic = [&](std::span<const std::size_t> items) { return pairs.spearman(items); };
        SampledBootstrapParams params;
        const Interval sampled = bootstrapSampled(200, statistic, params);
        BootstrapParams plain;
        plain.resamples = params.resamples;
        plain.seed = seedFor(params.seed, "bootstrap");
        QCOMPARE(sampled, bootstrapStatistic(200, statistic, plain));
        params.confidence = 0.99; // stretched by 2.5758 / 1.96
        const Interval wide = bootstrapSampled(200, statistic, params);
        QVERIFY(std::abs((wide.upper - wide.estimate) / (sampled.upper - sampled.estimate) - 1.31421) < 1e-4);
    }

    void theWidthIsThatOfAllItems()
    {
        // The standard error of a correlation of 0.5 in ranks is near (1 - 0.48^2) / sqrt(n) times 1.06
        // (Bonett and Wright 2000); the sample's own width would be more than six times as wide.
        const Pairs pairs = drawPairs(40000, 0.5, 2);
        const auto statistic = [&](std::span<const std::size_t> items) { return pairs.spearman(items); };
        const Interval interval = bootstrapSampled(40000, statistic);
        QCOMPARE(interval.estimate, spearmanCorrelation(pairs.first, pairs.second));
        const double r = interval.estimate;
        const double expected = 2 * 1.96 * (1 - r * r) * std::sqrt((1 + r * r / 2) / (40000 - 3.0));
        QVERIFY(std::abs((interval.upper - interval.lower) / expected - 1) < 0.15);
    }

    void ninetyFiveOfAHundredHoldTheTruth()
    {
        // Spearman's correlation of normals is 6 / pi asin(r / 2) (Pearson 1907).
        const double truth = 6 / M_PI * std::asin(0.6 / 2);
        int held = 0;
        constexpr int trials = 200;
        for (std::uint64_t seed = 0; seed < trials; ++seed) {
            const Pairs pairs = drawPairs(1000, 0.6, 100 + seed);
            SampledBootstrapParams params;
            params.maximumItems = 250;
            params.resamples = 300;
            params.seed = seed;
            const Interval interval = bootstrapSampled(
                1000, [&](std::span<const std::size_t> items) { return pairs.spearman(items); }, params);
            held += interval.lower <= truth && truth <= interval.upper ? 1 : 0;
        }
        QVERIFY2(held >= 178 && held <= 198, std::to_string(held).c_str()); // 89 % to 99 %
    }

    void nothingIsNoFigure()
    {
        const auto statistic = [](std::span<const std::size_t>) { return std::nan(""); };
        QVERIFY(std::isnan(bootstrapSampled(0, statistic).estimate));
        QVERIFY(std::isnan(bootstrapSampled(5000, statistic).estimate));
        const Interval kept = keptWithin({0.9, 0.5, 1.2, 0.95}, -1, 1);
        QCOMPARE(kept.upper, 1.0);
        QCOMPARE(kept.lower, 0.5);
    }
};

QTEST_APPLESS_MAIN(TestSampledBootstrap)
#include "testsampledbootstrap.moc"
