// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/statistics/agreement.h"
#include "core/statistics/interval.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>
#include <optional>
#include <vector>

using namespace dankai;

class TestAgreement : public QObject
{
    Q_OBJECT

    Json m_golden; // scikit-learn and krippendorff; tests/golden/make_agreement_golden.py

    std::vector<int> ratings(const char* name) const { return m_golden.at(name).get<std::vector<int>>(); }

private slots:

    void initTestCase() { m_golden = test::goldenJson("agreement.json"); }

    void kappasMatchScikitLearn()
    {
        const std::vector<int> first = ratings("first"), second = ratings("second");
        QCOMPARE(
            confusionMatrix(first, second, 5), m_golden.at("confusion").get<std::vector<std::uint64_t>>());
        const Agreement agreement = agreementOf(first, second, 5);
        QCOMPARE(agreement.n, std::uint64_t(60));
        QVERIFY(std::abs(agreement.kappa - m_golden.at("kappa").get<double>()) < 1e-12);
        QVERIFY(
            std::abs(weightedKappa(first, second, 5) - m_golden.at("weighted_kappa").get<double>()) < 1e-12);
    }

    void kappaIsThatOfCohen()
    {
        const std::vector<int> a = {0, 1, 2, 2, 1, 0}, b = {0, 1, 2, 1, 1, 1};
        // By hand: observed sum of squared distances 2; expected over the margins (2,2,2) x (1,4,1) = 6.
        QVERIFY(std::abs(weightedKappa(a, b, 3) - (1 - 2.0 / 6.0)) < 1e-12);
        QCOMPARE(weightedKappa(a, a, 3), 1.0);
        // 4 of 6 are equal; by chance (2*1 + 2*4 + 2*1) / 36 = 1/3.
        const Agreement agreement = agreementOf(a, b, 3);
        QVERIFY(std::abs(agreement.observed - 4.0 / 6) < 1e-12);
        QVERIFY(std::abs(agreement.byChance - 1.0 / 3) < 1e-12);
        QVERIFY(std::abs(agreement.kappa - 0.5) < 1e-12);
    }

    // Where chance alone agrees there is nothing to say.
    void withoutAChoiceThereIsNoKappa()
    {
        const std::vector<int> one = {1, 1}, none;
        QVERIFY(std::isnan(weightedKappa(one, one, 3)));
        QVERIFY(std::isnan(agreementOf(one, one, 3).kappa));
        QCOMPARE(agreementOf(one, one, 3).byChance, 1.0);
        QVERIFY(std::isnan(agreementOf(none, none, 3).kappa));
        const std::vector<std::vector<std::optional<int>>> alike = {{1, 1}, {1, 1}}, single = {{0, 1, 2}};
        QVERIFY(std::isnan(krippendorffAlpha(alike, 3)));
        QVERIFY(std::isnan(krippendorffAlpha(single, 3)));
        QVERIFY(std::isnan(krippendorffAlpha({}, 3)));
    }

    void alphaMatchesKrippendorff()
    {
        std::vector<std::vector<std::optional<int>>> raters;
        for (const Json& row : m_golden.at("raters")) {
            raters.emplace_back();
            for (const Json& value : row)
                raters.back().push_back(value.is_null() ? std::nullopt : std::optional(value.get<int>()));
        }
        for (const auto& [name, kind] :
            {std::pair("nominal", RatingDistance::Nominal), std::pair("ordinal", RatingDistance::Ordinal),
                std::pair("interval", RatingDistance::Interval)})
            QVERIFY2(
                std::abs(krippendorffAlpha(raters, 5, kind) - m_golden.at("alpha").at(name).get<double>())
                    < 1e-12,
                name);
    }

    void areaMatchesScikitLearn()
    {
        const auto scores = m_golden.at("scores").get<std::vector<double>>();
        const auto positive = m_golden.at("positive").get<std::vector<std::uint8_t>>();
        QVERIFY(std::abs(areaUnderCurve(scores, positive) - m_golden.at("auc").get<double>()) < 1e-12);
        const std::vector<std::uint8_t> none(scores.size(), 0);
        QVERIFY(std::isnan(areaUnderCurve(scores, none)));
    }

    // Of 400 samples with a known area about 95 % of the intervals hold it: normal scores one standard
    // deviation apart have an area of 0.7602 (the normal distribution at 1/sqrt(2)).
    void intervalsOfAnAreaHoldIt()
    {
        Random random(7);
        int held = 0;
        constexpr int samples = 400;
        for (int sample = 0; sample < samples; ++sample) {
            std::vector<double> scores;
            std::vector<std::uint8_t> positive;
            for (int i = 0; i < 120; ++i) {
                positive.push_back(i % 3 == 0 ? 1 : 0);
                scores.push_back(random.normal() + positive.back());
            }
            const Interval interval = bootstrapStatistic(scores.size(),
                [&](std::span<const std::size_t> items) {
                    std::vector<double> drawn;
                    std::vector<std::uint8_t> isPositive;
                    for (const std::size_t item : items) {
                        drawn.push_back(scores[item]);
                        isPositive.push_back(positive[item]);
                    }
                    return areaUnderCurve(drawn, isPositive);
                },
                {.resamples = 300, .seed = static_cast<std::uint64_t>(sample)});
            held += interval.lower <= 0.7602 && 0.7602 <= interval.upper ? 1 : 0;
        }
        const double share = static_cast<double>(held) / samples;
        QVERIFY2(share > 0.91 && share < 0.985, std::to_string(share).c_str());
    }
};

QTEST_APPLESS_MAIN(TestAgreement)
#include "testagreement.moc"
