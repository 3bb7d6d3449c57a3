// SPDX-License-Identifier: Apache-2.0
// The error of calibrations by known values, and its interval by how often it covers a truth that was
// simulated.
#include "core/base/random.h"
#include "core/statistics/calibrationerror.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

using namespace dankai;

namespace {

constexpr double width = 2; // of the predictions, which are uniform

struct Predictions
{
    std::vector<double> predicted, observed;
};

Predictions drawn(std::size_t n, const std::function<double(double)>& truth, double noise, Random& random)
{
    Predictions drawn;
    for (std::size_t i = 0; i < n; ++i) {
        drawn.predicted.push_back(1 + width * random.uniform());
        drawn.observed.push_back(truth(drawn.predicted.back()) + noise * random.normal());
    }
    return drawn;
}

} // namespace

class TestCalibrationError : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void knownValues()
    {
        std::vector<double> predicted(40), observed;
        std::iota(predicted.begin(), predicted.end(), 0.0);
        for (const double value : predicted)
            observed.push_back(value + (value < 20 ? 1 : -0.5));
        const Interval error = calibrationError(predicted, observed, {.resamples = 200});
        QCOMPARE(error.estimate, 0.75); // the sign does not matter
        // Within each tenth all are off by the same, so nothing of it is noise.
        QVERIFY(error.lower > 0.6 && error.upper < 0.9);
        // Errors that cancel out within every tenth are none.
        for (std::size_t i = 0; i < observed.size(); ++i)
            observed[i] = predicted[i] + (i % 2 == 0 ? 1 : -1);
        const Interval cancelled = calibrationError(predicted, observed, {.resamples = 200});
        QCOMPARE(cancelled.estimate, 0.0);
        QCOMPARE(cancelled.lower, 0.0);
        QCOMPARE(calibrationError({}, {}), Interval());
        const std::vector<double> one = {3}, other = {5};
        QCOMPARE(calibrationError(one, other).estimate, 2.0);
        QCOMPARE(calibrationError(one, other).lower, 0.0); // one value says nothing of its noise
    }

    void theIntervalCoversTheTruth_data()
    {
        QTest::addColumn<double>("shift");
        QTest::addColumn<double>("slope");
        QTest::addColumn<int>("values");
        QTest::addColumn<double>("error"); // of a tilt: mean of |slope - 1| |x| over x of the width
        for (const int values : {30, 100}) {
            const auto name
                = [values](const char* what) { return QByteArray(what) + " " + QByteArray::number(values); };
            QTest::newRow(name("right")) << 0.0 << 1.0 << values << 0.0;
            QTest::newRow(name("a little off")) << 0.1 << 1.0 << values << 0.1;
            QTest::newRow(name("far off")) << 0.6 << 1.0 << values << 0.6;
            QTest::newRow(name("too steep")) << 0.0 << 0.4 << values << 0.6 * width / 4;
        }
    }

    void theIntervalCoversTheTruth()
    {
        QFETCH(double, shift);
        QFETCH(double, slope);
        QFETCH(int, values);
        QFETCH(double, error);
        constexpr int repetitions = 300;
        const double centre = 1 + width / 2;
        Random random(17);
        int covered = 0;
        double widths = 0;
        for (int i = 0; i < repetitions; ++i) {
            const Predictions sample = drawn(
                static_cast<std::size_t>(values),
                [&](double x) { return centre + slope * (x - centre) + shift; }, 0.5, random);
            const Interval interval = calibrationError(
                sample.predicted, sample.observed, {.resamples = 200, .seed = random.next()});
            QVERIFY(0 <= interval.lower && interval.lower <= interval.estimate
                && interval.estimate <= interval.upper);
            covered += interval.lower <= error && error <= interval.upper ? 1 : 0;
            widths += interval.upper - interval.lower;
        }
        // 95 in 100, less three standard deviations of 300 trials.
        QVERIFY2(covered >= 0.912 * repetitions,
            qPrintable(QString("covers %1 of %2").arg(covered).arg(repetitions)));
        // And says something: noise of 0.5 in a tenth of so many values, to both sides and once as a bias.
        const double noise = 0.5 / std::sqrt(values / 10.0);
        QVERIFY2(widths / repetitions < 2.5 * noise,
            qPrintable(QString("%1 wide, noise %2").arg(widths / repetitions).arg(noise)));
    }
};

QTEST_APPLESS_MAIN(TestCalibrationError)
#include "testcalibrationerror.moc"
