// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/statistics/density.h"
#include "core/statistics/interval.h"
#include "core/statistics/quantile.h"
#include "core/statistics/rank.h"
#include "core/statistics/smoothing.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <vector>

using namespace dankai;

class TestStatistics : public QObject
{
    Q_OBJECT

    Json m_golden; // what scipy says; tests/golden/make_statistics_golden.py

    std::vector<double> column(const char* name) const
    {
        return m_golden.at(name).get<std::vector<double>>();
    }

private slots:

    void initTestCase() { m_golden = test::goldenJson("statistics.json"); }

    void quantilesMatchNumpy()
    {
        const auto expected = column("quantiles");
        const auto found = quantiles(column("normal"), column("shares"));
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY(std::abs(found[i] - expected[i]) < 1e-12);
    }

    void densityMatchesScipy_data()
    {
        QTest::addColumn<bool>("isWeighted");
        QTest::newRow("plain") << false;
        QTest::newRow("weighted") << true;
    }

    void densityMatchesScipy()
    {
        QFETCH(bool, isWeighted);
        const auto expected = column(isWeighted ? "weighted_density" : "density");
        const auto points = column("points");
        DensityParams params;
        params.rule = BandwidthRule::NormalReference;
        params.gridPoints = 16384;
        const auto density = estimateDensity(
            column("two_peaks"), isWeighted ? column("weights") : std::vector<double>(), params);
        double integral = 0;
        for (const double value : density.values)
            integral += value * density.step;
        QVERIFY(std::abs(integral - 1) < 5e-3); // three bandwidths of margin cut some of the tails
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double place = (points[i] - density.start) / density.step;
            const double value = place < 0 || place >= static_cast<double>(density.values.size() - 1)
                ? 0
                : std::lerp(density.values[static_cast<std::size_t>(place)],
                    density.values[static_cast<std::size_t>(place) + 1], place - std::floor(place));
            QVERIFY2(std::abs(value - expected[i]) < 1e-5,
                qPrintable(QStringLiteral("at %1: %2, scipy %3").arg(points[i]).arg(value).arg(expected[i])));
        }
    }

    void valleysStandBetweenPeaksDeepestFirst()
    {
        const auto density = estimateDensity(column("two_peaks"));
        const auto found = valleys(density);
        QVERIFY(!found.empty());
        QVERIFY(found.front().position > 1 && found.front().position < 3);
        for (std::size_t i = 1; i < found.size(); ++i)
            QVERIFY(found[i - 1].depth >= found[i].depth);

        Density flat;
        flat.start = 0;
        flat.step = 1;
        flat.values = {0, 5, 1, 1, 1, 3, 2, 4, 0};
        const auto byHand = valleys(flat);
        QCOMPARE(byHand.size(), std::size_t(2));
        QCOMPARE(byHand[0].position, 3.0); // the middle of the flat bottom
        QCOMPARE(byHand[0].depth, 3.0); // below the 4 on its right
        QCOMPARE(byHand[1].position, 6.0);
        QCOMPARE(byHand[1].depth, 2.0);
    }

    void densityOfNothingIsEmpty()
    {
        QVERIFY(estimateDensity({}).values.empty());
        const std::vector<double> same(100, 2.5);
        QVERIFY(estimateDensity(same).values.empty());
        QVERIFY(valleys(Density()).empty());
        // One far outlier must not turn the grid coarser than the density.
        std::vector<double> far(1000);
        std::iota(far.begin(), far.end(), 0.0);
        far.push_back(1e7);
        const auto density = estimateDensity(far);
        QVERIFY(density.step < density.bandwidth);
    }

    void spearmanAndRanksMatchScipy()
    {
        QCOMPARE(ranks(column("tied")), column("ranks"));
        QVERIFY(std::abs(spearmanCorrelation(column("tied"), column("other"))
                    - m_golden.at("spearman").get<double>())
            < 1e-12);
        const std::vector<double> constant(5, 1.0), rising = {1, 2, 3, 4, 5};
        QVERIFY(std::isnan(spearmanCorrelation(constant, rising)));
        QCOMPARE(spearmanCorrelation(rising, rising), 1.0);
    }

    void signTestMatchesScipy()
    {
        for (const Json& row : m_golden.at("sign_tests")) {
            const double p = signTest(row.at("wins"), row.at("losses"));
            const double expected = row.at("p");
            QVERIFY2(std::abs(p - expected) <= 1e-9 * expected,
                qPrintable(QStringLiteral("%1, scipy %2").arg(p).arg(expected)));
        }
        QCOMPARE(signTest(0, 0), 1.0);
    }

    void wilsonMatchesScipy()
    {
        for (const Json& row : m_golden.at("wilson")) {
            const Interval found = wilsonInterval(row.at("successes"), row.at("total"), row.at("confidence"));
            QVERIFY(std::abs(found.lower - row.at("lower").get<double>()) < 1e-12);
            QVERIFY(std::abs(found.upper - row.at("upper").get<double>()) < 1e-12);
        }
        QCOMPARE(wilsonInterval(0, 0), (Interval{0, 0, 1, 0.95}));
    }

    void normalQuantileMatchesScipy()
    {
        for (const Json& row : m_golden.at("normal_quantiles"))
            QVERIFY(std::abs(normalQuantile(row.at("probability")) - row.at("value").get<double>()) < 1e-12);
    }

    void bootstrapMatchesScipyAndItsSeed()
    {
        BootstrapParams params;
        params.resamples = 100000;
        const auto values = column("normal");
        const Interval found = bootstrapMean(values, params);
        // Both sides draw at random: the ends agree within a few thousandths of the width.
        QVERIFY(std::abs(found.lower - m_golden.at("bootstrap").at("lower").get<double>()) < 0.01);
        QVERIFY(std::abs(found.upper - m_golden.at("bootstrap").at("upper").get<double>()) < 0.01);
        QCOMPARE(bootstrapMean(values, params), found);
        params.seed = 2;
        QVERIFY(bootstrapMean(values, params) != found);
        QCOMPARE(bootstrapMean({}, params).upper, 0.0);
    }

    void bootstrapCoversTheTruth()
    {
        // 95 % intervals of a paired difference of 0.5 must hold it in about 95 % of repeated experiments.
        Random random(11);
        BootstrapParams params;
        params.resamples = 600;
        int hits = 0;
        const int experiments = 1000;
        for (int experiment = 0; experiment < experiments; ++experiment) {
            std::vector<double> before(60), after(60);
            for (std::size_t i = 0; i < before.size(); ++i) {
                before[i] = random.normal();
                after[i] = before[i] + 0.5 + random.normal();
            }
            params.seed = static_cast<std::uint64_t>(experiment);
            const Interval interval = bootstrapDifference(before, after, params);
            hits += interval.lower <= 0.5 && 0.5 <= interval.upper ? 1 : 0;
        }
        QVERIFY2(hits > 920 && hits < 975, qPrintable(QString::number(hits)));
    }

    void clustersWidenTheInterval()
    {
        // Ten prompts from each of eight documents that differ: drawing prompts alone would be overconfident.
        Random random(3);
        std::vector<double> values;
        std::vector<std::uint32_t> clusters;
        for (std::uint32_t document = 0; document < 8; ++document) {
            const double level = random.normal();
            for (int i = 0; i < 10; ++i) {
                values.push_back(level + 0.1 * random.normal());
                clusters.push_back(document * 1000);
            }
        }
        const Interval alone = bootstrapMean(values), together = bootstrapMean(values, {}, clusters);
        QCOMPARE(alone.estimate, together.estimate);
        QVERIFY(together.upper - together.lower > 2 * (alone.upper - alone.lower));
    }

    void ratioWeighsByItsDenominator()
    {
        const std::vector<double> losses = {10, 1}, tokens = {10, 100};
        QCOMPARE(bootstrapRatio(losses, tokens).estimate, 0.1);
    }

    void theExponentialMeanIsItsClosedForm()
    {
        // After n values x: sum of weight^(n - 1 - i) x_i, over the sum of these weights.
        const std::vector<double> values = {3.5, 2.25, 4.0, -1.0, 0.5, 2.0};
        for (const double weight : {0.0, 0.3, 0.9, 0.99}) {
            ExponentialMean mean(weight);
            for (std::size_t n = 1; n <= values.size(); ++n) {
                double sum = 0;
                double total = 0;
                for (std::size_t i = 0; i < n; ++i) {
                    const double w = std::pow(weight, static_cast<double>(n - 1 - i));
                    sum += w * values[i];
                    total += w;
                }
                QVERIFY(std::abs(mean.add(values[n - 1]) - sum / total) < 1e-12);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestStatistics)
#include "teststatistics.moc"
