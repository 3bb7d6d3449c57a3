// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/statistics/isotonic.h"
#include "core/statistics/ordinalregression.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using namespace dankai;

class TestRegression : public QObject
{
    Q_OBJECT

    Json m_golden; // scikit-learn and statsmodels; tests/golden/make_agreement_golden.py

    std::vector<double> column(const Json& json) const { return json.get<std::vector<double>>(); }

    FeatureMatrix features() const { return {column(m_golden.at("x")), 4}; }

private slots:

    void initTestCase() { m_golden = test::goldenJson("agreement.json"); }

    void twoLevelsAreScikitLearnsLogisticRegression()
    {
        std::vector<int> binary = m_golden.at("levels").get<std::vector<int>>();
        for (int& level : binary)
            level = level > 0 ? 1 : 0;
        const Json& expected = m_golden.at("logistic");
        const auto fitted = OrdinalRegression::fit(features(), binary, 2, expected.at("strength"));
        const auto weights = column(expected.at("weights"));
        for (std::size_t i = 0; i < weights.size(); ++i)
            QVERIFY(std::abs(fitted.weights()[i] - weights[i]) < 1e-6);
        QVERIFY(std::abs(fitted.thresholds()[0] + expected.at("intercept").get<double>()) < 1e-6);
    }

    // It has no penalty; one of 1e-9 is none.
    void threeLevelsAreStatsmodelsOrderedModel()
    {
        const std::vector<int> levels = m_golden.at("levels").get<std::vector<int>>();
        const auto fitted = OrdinalRegression::fit(features(), levels, 3, 1e-9);
        const Json& expected = m_golden.at("ordered");
        const auto weights = column(expected.at("weights")), thresholds = column(expected.at("thresholds"));
        for (std::size_t i = 0; i < weights.size(); ++i)
            QVERIFY(std::abs(fitted.weights()[i] - weights[i]) < 1e-5);
        for (std::size_t i = 0; i < thresholds.size(); ++i)
            QVERIFY(std::abs(fitted.thresholds()[i] - thresholds[i]) < 1e-5);
    }

    void probabilitiesAreThoseOfTheModel()
    {
        const std::vector<int> levels = m_golden.at("levels").get<std::vector<int>>();
        const FeatureMatrix x = features();
        const auto fitted = OrdinalRegression::fit(x, levels, 3, 1);
        for (std::size_t row = 0; row < x.rows(); ++row) {
            const auto probabilities = fitted.probabilities(x.row(row));
            QVERIFY(std::abs(std::accumulate(probabilities.begin(), probabilities.end(), 0.0) - 1) < 1e-12);
            QVERIFY(std::ranges::all_of(probabilities, [](double p) { return p >= 0; }));
            QVERIFY(
                std::abs(probabilities[1] + 2 * probabilities[2] - fitted.expectedLevel(x.row(row))) < 1e-12);
        }
    }

    void anEarlierFitChangesNothing()
    {
        const std::vector<int> levels = m_golden.at("levels").get<std::vector<int>>();
        const auto start = OrdinalRegression::fit(features(), levels, 3, 30);
        const auto cold = OrdinalRegression::fit(features(), levels, 3, 0.3);
        const auto warm = OrdinalRegression::fit(features(), levels, 3, 0.3, &start);
        for (std::size_t i = 0; i < cold.weights().size(); ++i)
            QVERIFY(std::abs(cold.weights()[i] - warm.weights()[i]) < 1e-6);
    }

    // More columns than rows, levels that a plane parts, values far from one another: the penalty gives an
    // end.
    void hardCasesEnd()
    {
        Random random(3);
        FeatureMatrix wide;
        wide.columns = 200;
        std::vector<int> levels;
        for (int row = 0; row < 30; ++row) {
            levels.push_back(row % 5);
            for (std::size_t column = 0; column < wide.columns; ++column)
                wide.values.push_back(random.normal() + (column == 0 ? 50.0 * levels.back() : 0));
        }
        const auto fitted = OrdinalRegression::fit(wide, levels, 5, 0.01);
        QVERIFY(std::ranges::is_sorted(fitted.thresholds()));
        for (std::size_t row = 0; row < wide.rows(); ++row) {
            const double level = fitted.expectedLevel(wide.row(row));
            QVERIFY2(std::abs(level - levels[row]) < 0.2, std::to_string(level).c_str());
        }
    }

    void isotonicMatchesScikitLearn()
    {
        const Json& golden = m_golden.at("isotonic");
        const auto x = column(golden.at("x")), y = column(golden.at("y")),
                   weights = column(golden.at("weights"));
        const auto points = column(golden.at("points"));
        const auto plain = column(golden.at("plain")), weighted = column(golden.at("weighted"));
        const auto fitted = IsotonicRegression::fit(x, y);
        const auto fittedWeighted = IsotonicRegression::fit(x, y, weights);
        for (std::size_t i = 0; i < points.size(); ++i) {
            QVERIFY(std::abs(fitted(points[i]) - plain[i]) < 1e-9);
            QVERIFY(std::abs(fittedWeighted(points[i]) - weighted[i]) < 1e-9);
        }
        QCOMPARE(IsotonicRegression()(3), 0.0);
        const std::vector<double> oneX = {2}, oneY = {5};
        QCOMPARE(IsotonicRegression::fit(oneX, oneY)(-1), 5.0);
    }
};

QTEST_APPLESS_MAIN(TestRegression)
#include "testregression.moc"
