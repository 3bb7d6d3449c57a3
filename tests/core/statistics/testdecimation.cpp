// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/decimation.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace dankai;

class TestDecimation : public QObject
{
    Q_OBJECT

    static std::vector<double> upTo(std::size_t size)
    {
        std::vector<double> x(size);
        for (std::size_t i = 0; i < size; ++i)
            x[i] = static_cast<double>(i + 1);
        return x;
    }

private slots:

    void noPeakIsLostAndNoMorePointsThanAsked()
    {
        std::mt19937 engine(7);
        std::normal_distribution<double> noise(3, 1);
        const auto x = upTo(100000);
        std::vector<double> y(x.size());
        for (double& value : y)
            value = noise(engine);
        y[4711] = 1000;
        y[77777] = -1000;
        constexpr int columns = 800;
        const auto points = decimated(x, y, 1, 100000, columns);
        QVERIFY(points.x.size() <= 2 * columns + 2);
        QVERIFY(std::is_sorted(points.x.begin(), points.x.end()));
        QCOMPARE(*std::max_element(points.y.begin(), points.y.end()), 1000.0);
        QCOMPARE(*std::min_element(points.y.begin(), points.y.end()), -1000.0);
        QCOMPARE(points.x.front(), 1.0);
        QCOMPARE(points.x.back(), 100000.0);
        // The extremes of every column are those of all its points.
        const double width = (100000.0 - 1) / columns;
        for (int column = 0; column < columns; ++column) {
            double highest = -1e9;
            double shown = -1e9;
            for (std::size_t i = 0; i < x.size(); ++i)
                if (static_cast<int>((x[i] - 1) / width) == column)
                    highest = std::max(highest, y[i]);
            for (std::size_t i = 0; i < points.x.size(); ++i)
                if (static_cast<int>((points.x[i] - 1) / width) == column)
                    shown = std::max(shown, points.y[i]);
            QCOMPARE(shown, highest);
        }
    }

    void aPartReachesBeyondItsEdges()
    {
        const auto x = upTo(10);
        const std::vector<double> y = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        const auto points = decimated(x, y, 3.5, 6.5, 100);
        QCOMPARE(points.x, (std::vector<double>{3, 4, 5, 6, 7}));
        QCOMPARE(decimated(x, y, 20, 30, 100).x, (std::vector<double>{10}));
        QCOMPARE(decimated(x, y, -5, 0, 100).x, (std::vector<double>{1}));
    }

    void whatIsNoNumberIsLeftOut()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const auto x = upTo(6);
        const std::vector<double> y = {nan, 2, nan, 4, std::numeric_limits<double>::infinity(), nan};
        QCOMPARE(decimated(x, y, 1, 6, 100).y, (std::vector<double>{2, 4}));
        QCOMPARE(decimated(x, y, 1, 6, 1).y, (std::vector<double>{2, 4}));
        QVERIFY(decimated({}, {}, 0, 1, 10).x.empty());
        const std::vector<double> none(6, nan);
        QVERIFY(decimated(x, none, 1, 6, 2).x.empty());
    }
};

QTEST_APPLESS_MAIN(TestDecimation)
#include "testdecimation.moc"
