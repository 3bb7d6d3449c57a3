// SPDX-License-Identifier: Apache-2.0
// Calibrated difficulty: levels of labels, what a fit says of itself against what is true of labels that were
// simulated, and the columns that it reads.
#include "core/base/random.h"
#include "core/difficulty/calibration.h"
#include "core/difficulty/calibrationfeatures.h"
#include "core/difficulty/examplefeatures.h"
#include "core/statistics/agreement.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace dankai;

namespace {

struct Sample
{
    FeatureMatrix features;
    std::vector<double> labels;
};

// Ordered labels 1, 2, 3 that follow from the first two of `columns` columns, weighed by `signal`, and from
// logistic noise: a proportional odds model with known weights.
Sample simulated(std::size_t n, std::size_t columns, double signal, std::uint64_t seed)
{
    Random random(seed);
    Sample sample;
    sample.features.columns = columns;
    for (std::size_t row = 0; row < n; ++row) {
        const std::size_t begin = sample.features.values.size();
        for (std::size_t column = 0; column < columns; ++column)
            sample.features.values.push_back(random.normal());
        const double u = random.uniform();
        const double hard = signal * (sample.features.values[begin] + sample.features.values[begin + 1])
            + std::log((u + 1e-12) / (1 - u + 1e-12));
        sample.labels.push_back(hard < 0 ? 1 : hard < 2 ? 2 : 3);
    }
    return sample;
}

double aucOf(const Calibration& calibration, const Sample& sample)
{
    std::vector<double> predicted;
    std::vector<std::uint8_t> above1, above2;
    for (std::size_t row = 0; row < sample.labels.size(); ++row) {
        predicted.push_back(calibration.difficulty(sample.features.row(row)));
        above1.push_back(sample.labels[row] > 1 ? 1 : 0);
        above2.push_back(sample.labels[row] > 2 ? 1 : 0);
    }
    return (areaUnderCurve(predicted, above1) + areaUnderCurve(predicted, above2)) / 2;
}

Example exampleOf(std::string instruction, std::string input, std::string response)
{
    Example example;
    example.instruction = std::move(instruction);
    example.input = std::move(input);
    example.response = std::move(response);
    return example;
}

} // namespace

class TestCalibration : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void levelsAreTheValuesWhereTheyAreFew()
    {
        std::vector<double> labels;
        for (int i = 0; i < 10; ++i)
            labels.insert(labels.end(), {1, 3, 2});
        const auto levels = levelsOf(labels);
        QVERIFY_RESULT(levels);
        QCOMPARE(levels->values, (std::vector<double>{1, 2, 3}));
        QCOMPARE(levels->cuts, (std::vector<double>{2, 3}));
        QCOMPARE(levels->counts, (std::vector<std::uint64_t>{10, 10, 10}));
        QCOMPARE(levels->levelOf(2), 1);
        QCOMPARE(levels->levelOf(0.5), 0);
        QCOMPARE(levels->levelOf(9), 2);
    }

    void fractionsBecomeFiveLevelsOfAboutTheSameSize()
    {
        std::vector<double> labels;
        for (int i = 0; i < 200; ++i)
            labels.push_back(1 + i % 50 * 0.08);
        const auto levels = levelsOf(labels);
        QVERIFY_RESULT(levels);
        QCOMPARE(levels->count(), 5);
        for (const std::uint64_t count : levels->counts)
            QCOMPARE(count, std::uint64_t(40));
        // Most real scores tie at the lowest value: it stays one level.
        labels.insert(labels.end(), 400, 1.0);
        const auto tied = levelsOf(labels);
        QVERIFY_RESULT(tied);
        QCOMPARE(tied->levelOf(1.0), 0);
        QVERIFY(tied->cuts.front() > 1.0);
        std::uint64_t sum = 0;
        for (const auto count : tied->counts) {
            QVERIFY(count >= 3);
            sum += count;
        }
        QCOMPARE(sum, std::uint64_t(labels.size()));
    }

    void rareLevelsJoinANeighbour()
    {
        std::vector<double> labels(30, 1.0);
        labels.insert(labels.end(), 20, 2.0);
        labels.insert(labels.end(), 2, 3.0);
        const auto levels = levelsOf(labels);
        QVERIFY_RESULT(levels);
        QCOMPARE(levels->counts, (std::vector<std::uint64_t>{30, 22}));
        QCOMPARE(levels->values[1], 46.0 / 22);
    }

    void whatCannotBeLearntIsSaid()
    {
        const auto sentence = [](std::vector<double> labels) {
            const auto levels = levelsOf(labels);
            return levels ? std::string() : levels.error().message;
        };
        QVERIFY(sentence({}).starts_with("There are 0 labels"));
        QVERIFY(sentence({1, 5}).starts_with("There are 2 labels; a calibration needs at least 20"));
        QVERIFY(sentence(std::vector<double>(50, 3.0)).starts_with("All 50 labels are alike"));
        std::vector<double> nearlyAlike(50, 1.0);
        nearlyAlike[7] = 5;
        QVERIFY(sentence(nearlyAlike).starts_with("Fewer than 3 labels differ"));
    }

    // Its own figure is that of labels it has never seen, which a large fresh sample tells.
    void whatItSaysOfItselfIsTrue()
    {
        const Sample fresh = simulated(4000, 12, 1.2, 999);
        int covered = 0;
        constexpr int repetitions = 40;
        double said = 0, is = 0;
        for (int i = 0; i < repetitions; ++i) {
            const Sample sample = simulated(160, 12, 1.2, static_cast<std::uint64_t>(i + 1));
            CalibrationParams params;
            params.resamples = 300;
            const auto fitted = Calibration::fit(sample.features, sample.labels, params);
            QVERIFY_RESULT(fitted);
            const double truth = aucOf(*fitted, fresh);
            const Interval& auc = fitted->quality().auc;
            covered += auc.lower <= truth && truth <= auc.upper ? 1 : 0;
            said += auc.estimate / repetitions;
            is += truth / repetitions;
        }
        QVERIFY2(covered >= 34, qPrintable(QString::number(covered)));
        QVERIFY2(std::abs(said - is) < 0.015, qPrintable(QString("%1 %2").arg(said).arg(is)));
        QVERIFY(is > 0.8);
    }

    // More columns than labels, and nothing in them.
    void noiseIsNotSoldAsKnowledge()
    {
        int doubted = 0;
        double said = 0;
        constexpr int repetitions = 20;
        for (int i = 0; i < repetitions; ++i) {
            const Sample sample = simulated(80, 200, 0, static_cast<std::uint64_t>(i + 50));
            CalibrationParams params;
            params.resamples = 300;
            const auto fitted = Calibration::fit(sample.features, sample.labels, params);
            QVERIFY_RESULT(fitted);
            said += fitted->quality().auc.estimate / repetitions;
            doubted += fitted->quality().doubts.empty() ? 0 : 1;
        }
        QVERIFY2(std::abs(said - 0.5) < 0.05, qPrintable(QString::number(said)));
        QVERIFY2(doubted >= 17, qPrintable(QString::number(doubted)));
    }

    void fewLabelsAreDoubted()
    {
        const Sample sample = simulated(25, 3, 2, 5);
        const auto fitted = Calibration::fit(sample.features, sample.labels, {});
        QVERIFY_RESULT(fitted);
        QVERIFY(std::ranges::any_of(fitted->quality().doubts,
            [](const std::string& doubt) { return doubt.starts_with("It has learnt from 25 labels only"); }));
        QVERIFY(!fitted->quality().isIsotonic);
    }

    // Predictions come out on the labels' scale, and what is predicted is on average what was labelled.
    void predictionsAreOnTheScaleOfTheLabels()
    {
        const Sample sample = simulated(1200, 6, 1.5, 3);
        const auto fitted = Calibration::fit(sample.features, sample.labels, {});
        QVERIFY_RESULT(fitted);
        QVERIFY(fitted->quality().isIsotonic);
        QVERIFY(fitted->quality().calibrationError.estimate < 0.12);
        QVERIFY(fitted->quality().weightedKappa.lower > 0.3);
        QVERIFY(fitted->quality().doubts.empty());
        const Sample fresh = simulated(3000, 6, 1.5, 4);
        double said = 0, is = 0;
        for (std::size_t row = 0; row < fresh.labels.size(); ++row) {
            const double value = fitted->difficulty(fresh.features.row(row));
            QVERIFY(value > 0.999 && value < 3.001);
            said += value / 3000;
            is += fresh.labels[row] / 3000;
        }
        QVERIFY(std::abs(said - is) < 0.06);
        // The first two columns decide; the others are noise.
        const std::vector<double> parts = fitted->contributions(std::vector<double>(6, 1.0));
        QVERIFY(parts[0] > 1 && parts[1] > 1);
        for (std::size_t column = 2; column < 6; ++column)
            QVERIFY(std::abs(parts[column]) < 0.3);
    }

    void moreLabelsAreShownToBeBetter()
    {
        const Sample sample = simulated(700, 40, 1, 8);
        LearningCurveParams params;
        params.counts = {10, 40, 160, 500, 690};
        params.draws = 6;
        const auto curve = learningCurve(sample.features, sample.labels, params);
        QVERIFY_RESULT(curve);
        QCOMPARE(curve->size(), std::size_t(3)); // 10 are too few, 690 leave too few to predict
        for (std::size_t i = 0; i < curve->size(); ++i) {
            QCOMPARE((*curve)[i].draws, 6);
            QVERIFY(i == 0 || (*curve)[i].meanAuc > (*curve)[i - 1].meanAuc);
            QVERIFY((*curve)[i].deviation < 0.1);
        }
        const auto again = learningCurve(sample.features, sample.labels, params);
        QVERIFY_RESULT(again);
        QCOMPARE((*again)[1].meanAuc, (*curve)[1].meanAuc); // the seed decides
    }

    void aStopIsHeard()
    {
        StopFlag stop = true;
        CalibrationParams params;
        params.stop = &stop;
        const Sample sample = simulated(60, 3, 1, 1);
        const auto fitted = Calibration::fit(sample.features, sample.labels, params);
        QVERIFY(!fitted && fitted.error().code == ErrorCode::Stopped);
    }

    void columnsOfTheTextAreWhatTheyAreCalled()
    {
        const Example example
            = exampleOf("Compare two cats.", "Tom, Kit", "Tom is big.\nKit is small: 3 kg; Tom 5!");
        const std::vector<double> values = textFeatures(example);
        const auto at = [&](std::string_view name) {
            const auto names = textFeatureNames();
            return values[static_cast<std::size_t>(std::ranges::find(names, name) - names.begin())];
        };
        QCOMPARE(values.size(), textFeatureNames().size());
        QCOMPARE(at("prompt_length"), std::log1p(26.0)); // with the newline between instruction and input
        QCOMPARE(at("input_length"), std::log1p(8.0));
        QCOMPARE(at("response_length"), std::log1p(38.0));
        QCOMPARE(at("response_words"), std::log1p(10.0)); // tom is big kit is small 3 kg tom 5
        QCOMPARE(at("different_words"), std::log1p(8.0));
        QCOMPARE(at("share_of_different_words"), 0.8);
        QCOMPARE(at("new_words"), std::log1p(6.0)); // but for tom and kit
        QCOMPARE(at("lines"), std::log1p(1.0));
        QCOMPARE(at("sentences"), std::log1p(2.0));
        QCOMPARE(at("digits"), std::log1p(2.0));
        QCOMPARE(at("question_marks"), 0.0);
    }

    void japaneseHasWordsToo()
    {
        const Example write = exampleOf("返品のメールを書いてください。", "", "承知しました。");
        const Example compare = exampleOf("返品の規定を比べてください。", "", "承知しました。");
        const auto norm = [](const std::vector<double>& v) {
            return std::inner_product(v.begin(), v.end(), v.begin(), 0.0);
        };
        const std::vector<double> first = hashedWords(write), second = hashedWords(compare);
        QVERIFY(std::abs(norm(first) - 1) < 1e-12);
        const double likeness = std::inner_product(first.begin(), first.end(), second.begin(), 0.0);
        QVERIFY2(likeness > 0.2 && likeness < 0.95, qPrintable(QString::number(likeness)));
        QCOMPARE(norm(hashedWords(exampleOf("", "", "x"))), 0.0);
        // 承知 知し しま まし した
        const auto names = textFeatureNames();
        const auto words = std::ranges::find(names, "response_words") - names.begin();
        QCOMPARE(textFeatures(write)[static_cast<std::size_t>(words)], std::log1p(5.0));
    }

    void groupsWeighTheSameHoweverManyColumnsTheyHave()
    {
        const CalibrationColumns columns(true, 64);
        QCOMPARE(columns.groups().size(), std::size_t(4));
        QCOMPARE(columns.nameOf(0), std::string_view("prompt_length"));
        QCOMPARE(columns.nameOf(columns.groups()[2].begin), std::string_view("nll"));
        QCOMPARE(columns.nameOf(columns.count() - 1), std::string_view("states"));
        for (std::size_t column = 0; column < columns.count(); ++column)
            QVERIFY(!columns.wordsFor(column).empty());
        QCOMPARE(columns.wordsFor(2), std::string_view("length of the response"));
        Standardisation standardisation(columns);
        Random random(4);
        std::vector<std::vector<double>> rows;
        for (int i = 0; i < 500; ++i) {
            auto& row = rows.emplace_back();
            for (std::size_t column = 0; column < columns.count(); ++column)
                row.push_back(1000 * static_cast<double>(column) + random.normal() * 10);
            if (i % 10 == 0)
                row[3] = std::nan(""); // not known
            row[5] = 7; // the same everywhere
            standardisation.see(row);
        }
        for (auto& row : rows)
            standardisation.apply(row);
        QCOMPARE(rows[0][3], 0.0);
        QCOMPARE(rows[1][5], 0.0);
        const auto variance = [&](std::size_t column) {
            double sum = 0;
            for (const auto& row : rows)
                sum += row[column] * row[column] / 500;
            return sum;
        };
        const ColumnGroup& states = columns.groups()[3];
        double ofStates = 0;
        for (std::size_t i = 0; i < states.count; ++i)
            ofStates += variance(states.begin + i);
        double ofModel = 0;
        const ColumnGroup& model = columns.groups()[2];
        for (std::size_t i = 0; i < model.count; ++i)
            ofModel += variance(model.begin + i);
        const CalibrationColumns wider(true, 640);
        Standardisation other(wider);
        QVERIFY(ofStates > 0 && ofModel > 0);
        // Ten times the columns, the same variance together.
        Random again(4);
        std::vector<std::vector<double>> wide;
        for (int i = 0; i < 200; ++i) {
            auto& row = wide.emplace_back();
            for (std::size_t column = 0; column < wider.count(); ++column)
                row.push_back(again.normal());
            other.see(row);
        }
        double ofWide = 0;
        for (auto& row : wide) {
            other.apply(row);
            for (std::size_t i = 0; i < 640; ++i) {
                const double value = row[wider.groups()[3].begin + i];
                ofWide += value * value / 200;
            }
        }
        QVERIFY(std::abs(ofWide / ofStates - 1) < 1e-9);
    }

    void whatTheModelDidNotSayIsNotKnown()
    {
        const CalibrationColumns columns(true, 2);
        const double unknown = std::nan("");
        const Example example = exampleOf("a", "", "b");
        const std::vector<double> with = columns.row(example, {10, 2, 0.5}, std::vector<float>{3, 4});
        const std::size_t model = columns.groups()[2].begin;
        QCOMPARE(with[model], std::log1p(10.0));
        QCOMPARE(with[model + 1], 2.0);
        QCOMPARE(with[model + 2], 4.0); // without the prompt
        QCOMPARE(with[model + 4], std::log1p(5.0)); // tokens
        QCOMPARE(with.back(), 4.0);
        const std::vector<double> without = columns.row(example, {unknown, unknown, unknown}, {});
        QVERIFY(std::isnan(without[model]) && std::isnan(without.back()));
        QVERIFY(std::isfinite(without[0]));
    }
};

QTEST_GUILESS_MAIN(TestCalibration)
#include "testcalibration.moc"
