// SPDX-License-Identifier: Apache-2.0
// What people are asked and how far they agree: answers as people write them, draws whose probabilities are
// held against frequencies, and raters of known habits.
#include "core/base/random.h"
#include "core/difficulty/review.h"
#include "core/difficulty/reviewagreement.h"
#include "core/difficulty/reviewmeasures.h"
#include "core/difficulty/reviewqueue.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

using namespace dankai;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

const std::vector<std::string> levels = {"Easy", "普通", "Hard"};

ReviewCandidates allKinds(std::size_t count)
{
    ReviewCandidates candidates;
    candidates.mayBeAsked.assign(count, 1);
    candidates.disagreement.assign(count, unknown);
    candidates.nearness.assign(count, unknown);
    candidates.hardAndPoor.assign(count, unknown);
    candidates.isDuplicate.assign(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        candidates.nearness[i] = 1 - std::abs(static_cast<double>(i) / static_cast<double>(count) - 0.4987);
        candidates.disagreement[i] = static_cast<double>(i * 7 % count) / static_cast<double>(count);
        if (i % 10 == 3)
            candidates.hardAndPoor[i] = static_cast<double>(i);
        candidates.isDuplicate[i] = i % 8 == 1 ? 1 : 0;
    }
    return candidates;
}

} // namespace

class TestReview : public QObject
{
    Q_OBJECT

private slots:

    void answersAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("decision"); // empty: none
        QTest::addColumn<int>("level");

        const struct
        {
            const char* text;
            const char* decision;
            int level = -1;
        } rows[] = {
            {"1", "place", 0},
            {" 3 ", "place", 2},
            {"２", "place", 1},
            {"easy", "place", 0},
            {"ＨＡＲＤ", "place", 2},
            {"普通", "place", 1},
            {"2 普通", "place", 1},
            {"第3段階", "place", 2},
            {"第３段階", "place", 2},
            {"Phase 1", "place", 0},
            {"Exclude", "exclude"},
            {"除外", "exclude"},
            {"x", "exclude"},
            {"？", "ambiguous"},
            {"あいまい", "ambiguous"},
            {"個人情報", "personal"},
            {"Wrong or out of date", "wrong"},
            {"見送り", "skip"},
            {"note", "note"},
            {"first", "first"},
            {"", ""},
            {"0", ""},
            {"4", ""},
            {"-1", ""},
            {"1.5", ""},
            {"2 Hard", ""}, // its number and its name are two levels
            {"place", ""},
            {"edit", ""},
            {"第段階", ""},
            {"99999999999999999999", ""},
            {"\xff", ""},
        };

        for (const auto& row : rows)
            QTest::newRow(row.text) << QString::fromUtf8(row.text) << QString::fromUtf8(row.decision)
                                    << row.level;
    }

    void answersAreReadAsPeopleWriteThem()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, decision);
        QFETCH(const int, level);
        const auto answer = reviewAnswerFrom(text.toStdString(), levels);
        QCOMPARE(answer.has_value(), !decision.isEmpty());
        if (!answer)
            return;
        QCOMPARE(QString::fromUtf8(nameOf(answer->decision).data(),
                     static_cast<qsizetype>(nameOf(answer->decision).size())),
            decision);
        QCOMPARE(answer->level.value_or(-1), level);
        QCOMPARE(reviewAnswerFrom(textOf(*answer, levels), levels), answer);
    }

    void namesComeBack()
    {
        for (int i = 0; i <= static_cast<int>(ReviewReason::Unasked); ++i) {
            const auto reason = static_cast<ReviewReason>(i);
            QVERIFY(!nameOf(reason).empty());
            QVERIFY(reviewReasonFrom(nameOf(reason)) == reason);
        }
        for (int i = 0; i <= static_cast<int>(ReviewDecision::EquallyHard); ++i) {
            const auto decision = static_cast<ReviewDecision>(i);
            QVERIFY(!nameOf(decision).empty());
            QVERIFY(reviewDecisionFrom(nameOf(decision)) == decision);
        }
        // A level that is called as another's number.
        const std::vector<std::string> twisted = {"2", "1"};
        for (int level : {0, 1}) {
            const ReviewAnswer answer{ReviewDecision::Place, level};
            QVERIFY(reviewAnswerFrom(textOf(answer, twisted), twisted) == answer);
        }
    }

    void scoresStayHiddenWhereAgreementIsMeasured()
    {
        QVERIFY(!mayShowScores(ReviewReason::Random));
        QVERIFY(!mayShowScores(ReviewReason::SecondRating));
        QVERIFY(mayShowScores(ReviewReason::NearCut));
    }

    void aDrawHasItsShares()
    {
        ReviewCandidates candidates = allKinds(1000);
        for (std::uint32_t row = 0; row < 40; ++row) {
            candidates.mayBeAsked[row] = 0;
            candidates.ratedByOthers.push_back(row);
        }
        ReviewDraw draw;
        draw.examples = 100;
        draw.seed = 5;
        const std::vector<DrawnExample> drawn = drawReview(candidates, draw);
        QCOMPARE(drawn.size(), std::size_t(100));
        std::map<ReviewReason, int> counts;
        std::set<std::size_t> rows;
        for (const DrawnExample& example : drawn) {
            ++counts[example.reason];
            QVERIFY(rows.insert(example.row).second);
            QVERIFY(example.probability > 0 && example.probability <= 1);
            QCOMPARE(example.reason == ReviewReason::SecondRating, example.row < 40);
        }
        QCOMPARE(counts[ReviewReason::SecondRating], 20);
        QCOMPARE(counts[ReviewReason::Random], 28); // 35 % of 80
        QCOMPARE(counts[ReviewReason::HardAndPoor], 8);
        QCOMPARE(counts[ReviewReason::Duplicate], 8);
        QCOMPARE(counts[ReviewReason::Disagreement] + counts[ReviewReason::NearCut], 36);
        QCOMPARE(drawReview(candidates, draw), drawn);
        draw.seed = 6;
        QVERIFY(drawReview(candidates, draw) != drawn);
    }

    void whatNoFrameCanFillIsRandom()
    {
        ReviewCandidates candidates;
        candidates.mayBeAsked.assign(50, 1);
        ReviewDraw draw;
        draw.examples = 20;
        for (const DrawnExample& example : drawReview(candidates, draw)) {
            QVERIFY(example.reason == ReviewReason::Random);
            QCOMPARE(example.probability, 0.4);
        }
        draw.examples = 80; // more than there are
        const std::vector<DrawnExample> all = drawReview(allKinds(50), draw);
        QCOMPARE(all.size(), std::size_t(50));
        for (const DrawnExample& example : all) {
            QVERIFY(example.reason == ReviewReason::Random);
            QCOMPARE(example.probability, 1.0);
        }
        QVERIFY(drawReview({}, draw).empty());
    }

    // Each example's stated chance is that with which draws ask about it.
    void probabilitiesAreTheFrequencies()
    {
        constexpr int draws = 20000;
        const ReviewCandidates candidates = allKinds(60); // no values tie, so that every draw has its frames
        ReviewDraw draw;
        draw.examples = 20;
        draw.secondShare = 0;
        std::vector<int> asked(60);
        std::vector<double> stated(60);
        for (int i = 0; i < draws; ++i) {
            draw.seed = static_cast<std::uint64_t>(i);
            for (const DrawnExample& example : drawReview(candidates, draw)) {
                ++asked[example.row];
                stated[example.row] += example.probability;
            }
        }
        int purposely = 0;
        for (std::size_t row = 0; row < 60; ++row) {
            const double frequency = static_cast<double>(asked[row]) / draws;
            const double mean = stated[row] / asked[row];
            const double error = std::sqrt(mean * (1 - mean) / draws);
            QVERIFY2(std::abs(frequency - mean) < 5 * error,
                qPrintable(QStringLiteral("row %1: %2, stated %3").arg(row).arg(frequency).arg(mean)));
            purposely += mean > 0.3 ? 1 : 0;
        }
        QVERIFY(purposely > 10); // both kinds were there
    }

    void pairsStandOnBothSidesOfACut()
    {
        std::vector<std::size_t> byDifficulty(30);
        for (std::size_t i = 0; i < 30; ++i)
            byDifficulty[i] = 29 - i; // row 29 is the easiest
        const std::vector<DrawnPair> pairs = drawPairs(byDifficulty, {10, 20}, 5, 3);
        QCOMPARE(pairs.size(), std::size_t(5));
        std::set<std::size_t> rows;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            QVERIFY(rows.insert(pairs[i].first).second);
            QVERIFY(rows.insert(pairs[i].second).second);
            const std::size_t easier = std::max(pairs[i].first, pairs[i].second);
            const std::size_t cut = i % 2 == 0 ? 10 : 20;
            QCOMPARE(easier, 29 - (cut - 1 - i / 2));
            QCOMPARE(std::min(pairs[i].first, pairs[i].second), 29 - (cut + i / 2));
        }
        QCOMPARE(drawPairs(byDifficulty, {10}, 100, 3).size(), std::size_t(10));
        QVERIFY(drawPairs(byDifficulty, {0, 30}, 4, 3).empty()); // one side is empty
        QVERIFY(drawPairs({}, {}, 4, 3).empty());
    }

    void measuresAreRanks()
    {
        const std::vector<double> shares = rankShares(std::vector<double>{30, unknown, 10, 20, 20});
        QCOMPARE(shares[0], 1.0);
        QVERIFY(std::isnan(shares[1]));
        QCOMPARE(shares[2], 0.0);
        QCOMPARE(shares[3], 0.5);
        QCOMPARE(shares[4], 0.5);
        QCOMPARE(rankShares(std::vector<double>{7})[0], 0.5);
        const std::vector<double> spread = rankSpread(
            std::vector<std::vector<double>>{{0, 0.2, unknown}, {1, 0.5, 0.1}, {0.5, unknown, unknown}});
        QCOMPARE(spread[0], 1.0);
        QVERIFY(std::abs(spread[1] - 0.3) < 1e-12);
        QVERIFY(std::isnan(spread[2]));
        const std::vector<double> nearness
            = nearnessToCuts(std::vector<double>{0, 0.3, 0.65, unknown}, std::vector<double>{0.25, 0.75});
        QCOMPARE(nearness[0], 0.75);
        QVERIFY(std::abs(nearness[1] - 0.95) < 1e-12);
        QVERIFY(std::abs(nearness[2] - 0.9) < 1e-12);
        QVERIFY(std::isnan(nearness[3]));
        const std::vector<double> poor = hardAndPoor(
            std::vector<double>{0.9, 0.9, 0.5, unknown}, std::vector<double>{0.1, 0.5, 0.1, 0.1});
        QVERIFY(std::abs(poor[0] - 0.8) < 1e-12);
        QVERIFY(std::isnan(poor[1]) && std::isnan(poor[2]) && std::isnan(poor[3]));
    }

    // Worked out by hand: 13 of 20 equal, rows 8/6/6, columns 7/7/6.
    void agreementEqualsFiguresByHand()
    {
        std::vector<int> first, second;
        const int counts[3][3] = {{5, 2, 1}, {1, 4, 1}, {1, 1, 4}};
        for (int a = 0; a < 3; ++a)
            for (int b = 0; b < 3; ++b)
                for (int i = 0; i < counts[a][b]; ++i) {
                    first.push_back(a);
                    second.push_back(b);
                }
        const RatingAgreement agreement = agreementOfTwo(first, second, 3);
        QCOMPARE(agreement.n, std::uint64_t(20));
        QVERIFY(std::abs(agreement.observed.estimate - 13.0 / 20) < 1e-12);
        const double chance = (8.0 * 7 + 6.0 * 7 + 6.0 * 6) / 400;
        QVERIFY(std::abs(agreement.byChance - chance) < 1e-12);
        QVERIFY(std::abs(agreement.kappa - (0.65 - chance) / (1 - chance)) < 1e-12);
        // Squared distances: observed 2+1+1+1 at 1, 1+1 at 4; expected from the margins.
        const double observed = 5 * 1 + 2 * 4;
        const double expected = (8 * (7 * 1 + 6 * 4) + 6 * (7 * 1 + 6 * 1) + 6 * (7 * 4 + 7 * 1)) / 20.0;
        QVERIFY(std::abs(agreement.weightedKappa.estimate - (1 - observed / expected)) < 1e-12);
        QVERIFY(agreement.weightedKappa.lower < agreement.weightedKappa.estimate);
        QVERIFY(agreement.weightedKappa.upper > agreement.weightedKappa.estimate);
        QVERIFY(agreement.observed.lower < 0.65 && agreement.observed.upper > 0.65);
        QVERIFY(std::isnan(agreementOfTwo({}, {}, 3).weightedKappa.estimate));
        const std::vector<int> same = {1, 1, 1}; // nothing can be said of people who know one level only
        QVERIFY(std::isnan(agreementOfTwo(same, same, 3).weightedKappa.estimate));
    }

    // Two raters who know the level with a known chance and guess else: their kappa is the square of it.
    void simulatedRatersHaveTheirKappa()
    {
        constexpr double knows = 0.8;
        int covered = 0;
        double sum = 0;
        constexpr int studies = 100;
        for (int study = 0; study < studies; ++study) {
            Random random(static_cast<std::uint64_t>(study));
            std::vector<int> first, second;
            std::vector<std::vector<std::optional<int>>> ratings(2);
            for (int i = 0; i < 150; ++i) {
                const int level = static_cast<int>(random.below(3));
                const auto rate
                    = [&] { return random.uniform() < knows ? level : static_cast<int>(random.below(3)); };
                first.push_back(rate());
                second.push_back(rate());
                ratings[0].push_back(first.back());
                ratings[1].push_back(second.back());
            }
            BootstrapParams params;
            params.resamples = 400;
            const RatingAgreement agreement = agreementOfTwo(first, second, 3, params);
            const Interval alpha = alphaOf(ratings, 3, params);
            sum += agreement.weightedKappa.estimate;
            const double truth = knows * knows; // of weighted kappa too: guesses are uniform
            covered
                += agreement.weightedKappa.lower <= truth && truth <= agreement.weightedKappa.upper ? 1 : 0;
            QVERIFY(std::abs(alpha.estimate - agreement.weightedKappa.estimate) < 0.05);
        }
        QVERIFY2(std::abs(sum / studies - knows * knows) < 0.02, qPrintable(QString::number(sum / studies)));
        QVERIFY2(covered >= 88, qPrintable(QString::number(covered))); // of 95 expected
    }

    // Half of the rare group disagrees; asked about ten times as often, it must not weigh more for it.
    void weightsTakeTheDrawBack()
    {
        std::vector<std::uint8_t> isEqual;
        std::vector<double> probabilities;
        for (int i = 0; i < 100; ++i) { // 100 of 200 rare ones: half equal
            isEqual.push_back(i % 2 == 0 ? 1 : 0);
            probabilities.push_back(0.5);
        }
        for (int i = 0; i < 40; ++i) { // 40 of 800 others: all equal
            isEqual.push_back(1);
            probabilities.push_back(0.05);
        }
        const Interval share = weightedShare(isEqual, probabilities);
        QVERIFY(std::abs(share.estimate - 0.9) < 1e-12); // unweighted it would be 0.64
        QVERIFY(share.lower < 0.9 && share.upper > 0.9 && share.lower > 0.8);
    }
};

QTEST_APPLESS_MAIN(TestReview)
#include "testreview.moc"
