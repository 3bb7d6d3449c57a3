// SPDX-License-Identifier: Apache-2.0
// What people say of examples, and what follows from it in the plan and the project: placed, taken back, in
// conflict, after a new cut and after a restart.
#include "core/project/reviewstatistics.h"
#include "tests/core/project/reviewproject.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace dankai;
using test::ReviewProject;

namespace {

bool says(const Error& error, const std::string& words)
{
    if (error.message.find(words) == std::string::npos) {
        qWarning("%s", error.message.c_str());
        return false;
    }
    return true;
}

} // namespace

class TestProjectReview : public QObject
{
    Q_OBJECT

private slots:

    void aPlacementIsAMoveThatANewCutKeeps()
    {
        ReviewProject desk;
        QCOMPARE(desk.phaseOf(5), 0);
        const std::int64_t before = desk.project().plans().load("main")->revision;
        const Review placed = desk.place(" 佐藤 ", 5, 2);
        QCOMPARE(placed.reviewer, std::string("佐藤"));
        QCOMPARE(placed.levels, 3);
        QCOMPARE(placed.revision, 1);
        QVERIFY(placed.decidedMs > 0);
        QCOMPARE(desk.phaseOf(5), 2);
        Plan plan = *desk.project().plans().load("main");
        QCOMPARE(plan.revision, before + 1); // an undo made from the plan before must not overwrite it
        // Where the rule has it already a placement is kept too: the next cut must not move it.
        desk.place("佐藤", 40, 1);
        plan = *desk.project().plans().load("main");
        QCOMPARE(plan.overrides.size(), std::size_t(2));
        plan.rule.thresholds = {2.5, 2.75}; // example 40 would be easy now
        QVERIFY_RESULT(desk.project().plans().save(plan));
        QCOMPARE(desk.phaseOf(5), 2);
        QCOMPARE(desk.phaseOf(40), 1);
        QCOMPARE(desk.phaseOf(41), 0);
        // A new score does not move it either.
        QVERIFY_RESULT(desk.project().scores().add(
            std::string(importedScoreName), 1, std::vector<Score>{{ExampleId(5), 1, 1.0, {}, {}, 0, 0, 0}}));
        QCOMPARE(desk.phaseOf(5), 2);
    }

    void everyDecisionIsTakenBackAfterARestart()
    {
        ReviewProject desk;
        desk.place("佐藤", 5, 1);
        desk.place("佐藤", 5, 2); // changed his mind
        QVERIFY_RESULT(desk.reviews().decide(ReviewProject::review("佐藤", 6, ReviewDecision::Exclude)));
        QVERIFY_RESULT(desk.reviews().decide(ReviewProject::review("佐藤", 7, ReviewDecision::Personal)));
        QVERIFY_RESULT(desk.reviews().decide(ReviewProject::review("鈴木", 8, ReviewDecision::Wrong)));
        QVERIFY_RESULT(desk.reviews().decide(ReviewProject::review("佐藤", 9, ReviewDecision::Ambiguous)));
        for (const std::int64_t example : {6, 7, 8})
            QCOMPARE(desk.phaseOf(example), int(excludedPlace));
        QCOMPARE(desk.phaseOf(9), 0);
        desk.reopen();
        const auto undo = [&](const std::string& name) {
            const auto undone = desk.reviews().undo("main", name);
            if (!undone)
                qFatal("%s", undone.error().message.c_str());
            return *undone ? static_cast<std::int64_t>((*undone)->review.example) : 0;
        };
        QCOMPARE(undo("佐藤"), 9);
        QCOMPARE(undo("佐藤"), 7);
        QCOMPARE(desk.phaseOf(7), 0);
        QCOMPARE(undo("佐藤"), 6); // not the other person's
        QCOMPARE(desk.phaseOf(8), int(excludedPlace));
        QCOMPARE(undo("佐藤"), 5);
        QCOMPARE(desk.phaseOf(5), 1); // what was said before stands again
        QCOMPARE(undo("佐藤"), 5);
        QCOMPARE(desk.phaseOf(5), 0);
        QCOMPARE(undo("佐藤"), 0);
        QVERIFY(desk.project().plans().load("main")->overrides.empty());
        // Nothing is removed: it is known who said what when.
        const auto history = desk.reviews().history(ExampleId(5));
        QVERIFY_RESULT(history);
        QCOMPARE(history->size(), std::size_t(2));
        QVERIFY(history->at(0).withdrawnMs && history->at(1).withdrawnMs);
    }

    void whatSomebodyMovedByHandSinceStays()
    {
        ReviewProject desk;
        Plan plan = *desk.project().plans().load("main");
        QVERIFY_RESULT(
            desk.project().plans().move("main", plan.revision, std::vector<Override>{{ExampleId(5), 1}}));
        desk.place("佐藤", 5, 2); // newer than the move
        QCOMPARE(desk.phaseOf(5), 2);
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤"));
        QCOMPARE(desk.phaseOf(5), 1); // back to the move, not to the rule
        desk.place("佐藤", 5, 2);
        plan = *desk.project().plans().load("main");
        QVERIFY_RESULT(
            desk.project().plans().move("main", plan.revision, std::vector<Override>{{ExampleId(5), 0}}));
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤"));
        QCOMPARE(desk.phaseOf(5), 0); // moved since
        QCOMPARE(desk.project().plans().load("main")->overrides.size(), std::size_t(1));
        desk.place("佐藤", 5, 1);
        plan = *desk.project().plans().load("main");
        QVERIFY_RESULT(
            desk.project().plans().move("main", plan.revision, std::vector<Override>{{ExampleId(5), 2}}));
        desk.place("佐藤", 5, 1); // said once more: newer again
        QCOMPARE(desk.phaseOf(5), 1);
    }

    void aNewOrderOfThePhasesKeepsLevels()
    {
        ReviewProject desk;
        desk.place("佐藤", 5, 2);
        Plan plan = *desk.project().plans().load("main");
        plan.rule.bands = {2, 1, 0}; // hard first
        std::swap(plan.phases[0], plan.phases[2]);
        for (Override& move : plan.overrides)
            move.phase = 2 - *move.phase; // as core/phase/planedit.h renumbers them
        QVERIFY_RESULT(desk.project().plans().save(plan));
        QCOMPARE(desk.phaseOf(5), 0);
        const auto guide = reviewGuide(desk.project(), "main", "ja");
        QCOMPARE(guide->levels, (std::vector<std::string>{"易しい", "普通", "難しい"}));
        desk.place("佐藤", 6, 2);
        QCOMPARE(desk.phaseOf(6), 0); // the level that is called hard
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤"));
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤"));
        QCOMPARE(desk.phaseOf(5), 2);
        QVERIFY(desk.project().plans().load("main")->overrides.empty());
    }

    void anEditIsARevisionAndGoesBack()
    {
        ReviewProject desk;
        const Example before = desk.project().examples().example(ExampleId(5))->example;
        Example content = before;
        content.response = "書き直した回答です。";
        const auto edited
            = desk.reviews().edit(ReviewProject::review("佐藤", 5, ReviewDecision::Edit), content);
        QVERIFY_RESULT(edited);
        QCOMPARE(edited->editedTo.value_or(0), 2);
        QCOMPARE(desk.phaseOf(5), int(unscoredPlace)); // its score is of the text before
        const auto undone = desk.reviews().undo("main", "佐藤");
        QVERIFY_RESULT(undone);
        QVERIFY(!(*undone)->isTextKept);
        QCOMPARE(desk.project().examples().example(ExampleId(5))->example.response, before.response);
        // Edited again by somebody else: the decision is withdrawn and the newer text stays.
        QVERIFY_RESULT(desk.reviews().edit(ReviewProject::review("佐藤", 5, ReviewDecision::Edit), content));
        content.response = "さらに直した回答です。";
        QVERIFY_RESULT(desk.project().examples().edit(ExampleId(5), content));
        QVERIFY((*desk.reviews().undo("main", "佐藤"))->isTextKept);
        QCOMPARE(desk.project().examples().example(ExampleId(5))->example.response, content.response);
        // What was judged is not there any more.
        Review stale = ReviewProject::review("佐藤", 5, ReviewDecision::Place, 1);
        stale.revision = 1;
        const auto refused = desk.reviews().decide(stale);
        QVERIFY(!refused && says(refused.error(), "was edited since"));
        QVERIFY(!desk.reviews().edit(ReviewProject::review("佐藤", 5, ReviewDecision::Place, 1), content));
        QVERIFY(!desk.reviews().decide(ReviewProject::review("佐藤", 5, ReviewDecision::Edit)));
    }

    void wrongDecisionsAreSentences()
    {
        ReviewProject desk;
        const auto refusal = [&](const Review& review) {
            const auto decided = desk.reviews().decide(review);
            return decided ? std::string("was taken") : decided.error().message;
        };
        const auto refuses = [&](const Review& review, const std::string& words) {
            return refusal(review).find(words) != std::string::npos;
        };
        QVERIFY(refuses(ReviewProject::review("佐藤", 999, ReviewDecision::Place, 1), "no example 999"));
        QVERIFY(refuses(ReviewProject::review("佐藤", 5, ReviewDecision::Place, 3), "no level 4"));
        QVERIFY(refuses(ReviewProject::review("佐藤", 5, ReviewDecision::Place), "needs a level"));
        QVERIFY(refuses(ReviewProject::review("佐藤", 5, ReviewDecision::Skip, 1), "no other decision"));
        QVERIFY(refuses(ReviewProject::review("  ", 5, ReviewDecision::Skip), "who reviews"));
        QVERIFY(refuses(ReviewProject::review("佐\n藤", 5, ReviewDecision::Skip), "one line"));
        QVERIFY(refuses(ReviewProject::review("佐藤", 5, ReviewDecision::FirstHarder), "in pairs only"));
        Review other = ReviewProject::review("佐藤", 5, ReviewDecision::Place, 1);
        other.plan = "other";
        QVERIFY(refuses(other, "no plan 'other'"));
        Review resolution = ReviewProject::review("佐藤", 5, ReviewDecision::Place, 1);
        resolution.isResolution = true;
        QVERIFY(refuses(resolution, "Nobody disagrees"));
        QVERIFY(desk.reviews().standing("main")->empty());
        QCOMPARE(desk.project().plans().load("main")->revision, std::int64_t(1));
    }

    void peopleInConflictAreListedAndResolved()
    {
        ReviewProject desk;
        desk.place("佐藤", 5, 1);
        desk.place("鈴木", 5, 2);
        desk.place("佐藤", 6, 1);
        desk.place("鈴木", 6, 1);
        QVERIFY_RESULT(desk.reviews().decide(ReviewProject::review("佐藤", 7, ReviewDecision::Exclude)));
        QVERIFY_RESULT(desk.reviews().decide(ReviewProject::review("鈴木", 7, ReviewDecision::Wrong)));
        desk.place("佐藤", 8, 2);
        QVERIFY_RESULT(desk.reviews().decide(ReviewProject::review("鈴木", 8, ReviewDecision::Ambiguous)));
        QCOMPARE(desk.phaseOf(5), 1); // the first one stands until it is resolved
        auto conflicts = desk.reviews().conflicts("main");
        QVERIFY_RESULT(conflicts);
        QCOMPARE(conflicts->size(), std::size_t(1)); // two ways out are one place; no opinion is none
        QCOMPARE(conflicts->front().example, ExampleId(5));
        QCOMPARE(conflicts->front().opinions.size(), std::size_t(2));
        QCOMPARE(conflicts->front().opinions[0].reviewer, std::string("佐藤"));
        Review resolution = ReviewProject::review("高橋", 5, ReviewDecision::Place, 2);
        resolution.isResolution = true;
        QVERIFY_RESULT(desk.reviews().decide(resolution));
        QCOMPARE(desk.phaseOf(5), 2);
        QVERIFY(desk.reviews().conflicts("main")->empty());
        QVERIFY_RESULT(desk.reviews().undo("main", "高橋"));
        QCOMPARE(desk.phaseOf(5), 1);
        QCOMPARE(desk.reviews().conflicts("main")->size(), std::size_t(1));
        // The first one takes it back: the second opinion holds by itself.
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤")); // of example 8
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤")); // 7
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤")); // 6
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤"));
        QCOMPARE(desk.phaseOf(5), 2);
        QVERIFY(desk.reviews().conflicts("main")->empty());
    }

    void aQueueIsKeptAsItWasDrawn()
    {
        ReviewProject desk;
        const ReviewQueue queue = desk.begin("佐藤");
        QCOMPARE(queue.items.size(), std::size_t(5 + 30 + 3));
        QCOMPARE(queue.population, std::uint64_t(90 - 3 - 5)); // without anchors and practice
        const auto read = desk.reviews().queue(queue.id);
        QVERIFY_RESULT(read);
        QVERIFY(*read == queue);
        QVERIFY(*desk.reviews().newestQueue("main", "佐藤") == queue);
        QVERIFY(*desk.reviews().queueOfKey(queue.key) == queue);
        QVERIFY(!*desk.reviews().queueOfKey(std::string(32, '0')));
        const auto anchors = desk.reviews().anchors("main", 3);
        QCOMPARE(anchors->size(), std::size_t(3));
        std::set<ExampleId> seen;
        for (const ReviewAnchor& anchor : *anchors) {
            QCOMPARE(desk.phaseOf(static_cast<std::int64_t>(anchor.example)), anchor.level);
            seen.insert(anchor.example);
        }
        std::map<ReviewReason, int> reasons;
        for (std::size_t place = 0; place < queue.items.size(); ++place) {
            const ReviewItem& item = queue.items[place];
            ++reasons[item.reason];
            QVERIFY(seen.insert(item.example).second); // an anchor is never a question
            QCOMPARE(item.reason == ReviewReason::Practice, place < 5);
            QCOMPARE(item.reason == ReviewReason::Pair, place >= 35);
            QCOMPARE(item.other.has_value(), place >= 35);
            if (item.expected)
                QCOMPARE(desk.phaseOf(static_cast<std::int64_t>(item.example)), *item.expected);
            if (item.reason == ReviewReason::Random || item.reason == ReviewReason::NearCut)
                QVERIFY(item.probability > 0 && item.probability < 1);
        }
        QCOMPARE(reasons[ReviewReason::Random], 11); // 35 % of 30, rounded up
        QCOMPARE(reasons[ReviewReason::NearCut], 19); // one scorer only: nothing to disagree
        QVERIFY(!setOf(queue, 4));
        QCOMPARE(setOf(queue, 5).value_or(9), std::size_t(0));
        QCOMPARE(setOf(queue, 20).value_or(9), std::size_t(1));
        QCOMPARE(setCount(queue), std::size_t(3));
        ReviewRequest again;
        again.plan = "main";
        again.reviewer = "佐藤";
        const auto refused = beginReview(desk.project(), again);
        QVERIFY(!refused && says(refused.error(), "38 questions left"));
    }

    void questionsComeInTheirOrderWithTheTimeLeft()
    {
        ReviewProject desk;
        const ReviewQueue queue = desk.begin("佐藤");
        auto next = nextReviewQuestion(desk.project(), queue);
        QVERIFY_RESULT(next);
        QCOMPARE((*next)->place, std::size_t(0));
        QVERIFY(!(*next)->set);
        QCOMPARE((*next)->setSize, std::size_t(5));
        QCOMPARE((*next)->secondsLeftInSet, 5 * usualSecondsPerQuestion);
        for (std::size_t place = 0; place < 5; ++place)
            desk.answer(queue, place, ReviewDecision::Place, 1, place == 4 ? 4000 : 12);
        QVERIFY(desk.project().plans().load("main")->overrides.empty()); // practice counts nowhere
        next = nextReviewQuestion(desk.project(), queue);
        QCOMPARE((*next)->place, std::size_t(5));
        QCOMPARE((*next)->set.value_or(9), std::size_t(0));
        QCOMPARE((*next)->left, std::size_t(33));
        QCOMPARE((*next)->secondsLeftInSet, 15 * 12.0); // the long pause counts nothing
        // A note leaves it open; another person excludes it, and it waits for nobody.
        desk.answer(queue, 5, ReviewDecision::Note);
        QCOMPARE((*nextReviewQuestion(desk.project(), queue))->place, std::size_t(5));
        QVERIFY_RESULT(desk.project().examples().exclude(std::vector<ExampleId>{queue.items[5].example}));
        QCOMPARE((*nextReviewQuestion(desk.project(), queue))->place, std::size_t(6));
        for (std::size_t place = 6; place < queue.items.size(); ++place)
            desk.answer(queue, place, ReviewDecision::Skip);
        QVERIFY(!*nextReviewQuestion(desk.project(), queue));
        // No practice a second time, and no question either.
        const ReviewQueue second = desk.begin("佐藤", 20, 8);
        for (const ReviewItem& item : second.items) {
            QVERIFY(item.reason != ReviewReason::Practice);
            for (const ReviewItem& before : queue.items)
                QVERIFY(item.other || before.other || item.example != before.example);
        }
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤")); // of the first queue, whose last it was
        QVERIFY(*nextReviewQuestion(desk.project(), queue));
    }

    void secondRatingsComeFromTheOthersRandomOnes()
    {
        ReviewProject desk;
        const ReviewQueue first = desk.begin("佐藤");
        for (std::size_t place = 0; place < first.items.size(); ++place)
            desk.answer(first, place,
                first.items[place].other ? ReviewDecision::FirstHarder : ReviewDecision::Place,
                first.items[place].other ? std::nullopt : std::optional(1));
        const ReviewQueue second = desk.begin("鈴木", 30, 9);
        std::size_t seconds = 0;
        for (const ReviewItem& item : second.items) {
            const auto before = std::ranges::find(first.items, item.example, &ReviewItem::example);
            const bool wasAsked = before != first.items.end() && !before->other && !item.other;
            QCOMPARE(wasAsked, item.reason == ReviewReason::SecondRating);
            if (!wasAsked)
                continue;
            ++seconds;
            QCOMPARE(before->reason, ReviewReason::Random);
            QVERIFY(std::abs(item.probability - 6.0 / 11) < 1e-12);
        }
        QCOMPARE(seconds, std::size_t(6)); // 20 % of 30
    }

    void aSetEndsOnWhatItChanged()
    {
        ReviewProject desk;
        const ReviewQueue queue = desk.begin("佐藤");
        for (std::size_t place = 0; place < 5; ++place)
            desk.answer(queue, place, ReviewDecision::Place, 0);
        std::size_t moved = 0, takenOut = 0;
        for (std::size_t place = 5; place < 20; ++place) {
            const auto example = static_cast<std::int64_t>(queue.items[place].example);
            const int phase = desk.phaseOf(example);
            if (place % 3 == 0) { // where it stands: moves nothing
                desk.answer(queue, place, ReviewDecision::Place, phase);
            } else if (place % 3 == 1) {
                desk.answer(queue, place, ReviewDecision::Place, (phase + 1) % 3);
                ++moved;
            } else {
                desk.answer(queue, place, ReviewDecision::Exclude);
                ++moved;
                ++takenOut;
            }
        }
        const auto outcome = reviewSetOutcome(desk.project(), queue, 0);
        QVERIFY_RESULT(outcome);
        QCOMPARE(outcome->questions, std::size_t(15));
        QCOMPARE(outcome->answered, std::size_t(15));
        QCOMPARE(outcome->change.moved, moved);
        QCOMPARE(outcome->change.takenOut, takenOut);
        QVERIFY(outcome->change.movedNearCut <= moved);
        QCOMPARE(reviewSetOutcome(desk.project(), queue, 1)->change.moved, std::size_t(0));
        QVERIFY(!reviewSetOutcome(desk.project(), queue, 3));
        // Where the rule cuts by number, what is taken out moves others over the cut: they count.
        Plan plan = *desk.project().plans().load("main");
        plan.rule = {RuleKind::Quantiles, 3, {}};
        QVERIFY_RESULT(desk.project().plans().save(plan));
        QVERIFY(reviewSetOutcome(desk.project(), queue, 0)->change.moved > moved);
    }

    // Two people of known answers; every figure is worked out by hand.
    void statisticsEqualFiguresByHand()
    {
        ReviewProject desk;
        const ReviewQueue first = desk.begin("佐藤");
        std::map<ExampleId, int> said;
        int count = 0;
        for (std::size_t place = 0; place < first.items.size(); ++place) {
            const ReviewItem& item = first.items[place];
            if (item.reason == ReviewReason::Practice) {
                desk.answer(first, place, ReviewDecision::Place,
                    place == 0 ? (*item.expected + 1) % 3 : *item.expected);
            } else if (item.other) {
                // Always the one that the plan calls harder, but for the last pair.
                const bool isFirst = desk.phaseOf(static_cast<std::int64_t>(item.example))
                    > desk.phaseOf(static_cast<std::int64_t>(*item.other));
                const bool says = place + 1 == first.items.size() ? !isFirst : isFirst;
                desk.answer(first, place, says ? ReviewDecision::FirstHarder : ReviewDecision::SecondHarder);
            } else {
                // As the plan has it, but for every fourth.
                const int phase = desk.phaseOf(static_cast<std::int64_t>(item.example));
                const int level = count++ % 4 == 3 ? (phase + 1) % 3 : phase;
                said[item.example] = level;
                desk.answer(first, place, ReviewDecision::Place, level);
            }
        }
        const ReviewQueue second = desk.begin("鈴木", 30, 9);
        std::vector<int> ones, others;
        for (std::size_t place = 0; place < second.items.size(); ++place) {
            const ReviewItem& item = second.items[place];
            if (item.reason != ReviewReason::SecondRating)
                continue;
            const int level = ones.size() % 3 == 2 ? (said[item.example] + 1) % 3 : said[item.example];
            ones.push_back(said[item.example]);
            others.push_back(level);
            desk.answer(second, place, ReviewDecision::Place, level);
        }
        QCOMPARE(ones.size(), std::size_t(6));
        const auto statistics = reviewStatistics(desk.project(), "main");
        QVERIFY_RESULT(statistics);
        QCOMPARE(statistics->doublyRated, std::size_t(6));
        QCOMPARE(statistics->pairs.size(), std::size_t(1));
        const RatingAgreement& agreement = statistics->pairs[0].agreement;
        QCOMPARE(agreement.n, std::uint64_t(6));
        QCOMPARE(agreement.observed.estimate, 4.0 / 6);
        QCOMPARE(agreement.weightedKappa.estimate, agreementOfTwo(ones, others, 3).weightedKappa.estimate);
        std::vector<std::vector<std::optional<int>>> ratings(2);
        ratings[0].assign(ones.begin(), ones.end());
        ratings[1].assign(others.begin(), others.end());
        QVERIFY(std::abs(statistics->alpha.estimate - alphaOf(ratings, 3).estimate) < 1e-12);
        QVERIFY(statistics->alpha.lower <= statistics->alpha.estimate);
        QCOMPARE(statistics->conflicts, std::size_t(2));
        QCOMPARE(statistics->pairsJudged, std::size_t(3));
        QCOMPARE(statistics->pairsAsScores, std::size_t(2));
        // Against the scores: 11 random ones without weights, all 30 with them.
        std::uint64_t equal = 0, random = 0;
        double weights = 0, equalWeights = 0;
        for (const ReviewItem& item : first.items) {
            if (item.reason == ReviewReason::Practice || item.other)
                continue;
            const int byRule = (static_cast<int>(item.example) - 1) / 30;
            const bool isEqual = said[item.example] == byRule;
            weights += 1 / item.probability;
            equalWeights += isEqual ? 1 / item.probability : 0;
            if (item.reason != ReviewReason::Random)
                continue;
            ++random;
            equal += isEqual ? 1 : 0;
        }
        QCOMPARE(statistics->againstScores.n, random);
        QVERIFY(std::abs(statistics->againstScores.observed.estimate
                    - static_cast<double>(equal) / static_cast<double>(random))
            < 1e-12);
        QCOMPARE(statistics->weightedCount, std::size_t(30));
        QVERIFY(std::abs(statistics->weightedAgainstScores.estimate - equalWeights / weights) < 1e-12);
        const ReviewerFigures& person = statistics->reviewers[0];
        QCOMPARE(person.name, std::string("佐藤"));
        QCOMPARE(person.asked, std::size_t(38));
        QCOMPARE(person.answered, std::size_t(38));
        QCOMPARE(person.placed, std::size_t(30));
        QCOMPARE(person.practice, std::size_t(5));
        QCOMPARE(person.practiceRight, std::size_t(4));
        QCOMPARE(person.medianSeconds, 10.0);
        QCOMPARE(statistics->reviewers[1].placed, std::size_t(6));
        // Another text is another example: its ratings are not compared any more.
        const auto rated = std::ranges::find(second.items, ReviewReason::SecondRating, &ReviewItem::reason);
        Example content = desk.project().examples().example(rated->example)->example;
        content.response += " 改";
        QVERIFY_RESULT(desk.project().examples().edit(rated->example, content));
        desk.place("鈴木", static_cast<std::int64_t>(rated->example), 0);
        QCOMPARE(reviewStatistics(desk.project(), "main")->doublyRated, std::size_t(5));
    }

    void nothingToCompareIsNoFigure()
    {
        ReviewProject desk;
        auto statistics = reviewStatistics(desk.project(), "main");
        QVERIFY_RESULT(statistics);
        QVERIFY(std::isnan(statistics->alpha.estimate));
        QVERIFY(statistics->reviewers.empty() && statistics->pairs.empty());
        QCOMPARE(statistics->againstScores.n, std::uint64_t(0));
        desk.place("佐藤", 5, 1);
        desk.place("鈴木", 5, 1); // nobody drew it
        statistics = reviewStatistics(desk.project(), "main");
        QCOMPARE(statistics->doublyRated, std::size_t(0));
        QCOMPARE(statistics->reviewers.size(), std::size_t(2));
        QVERIFY(!reviewStatistics(desk.project(), "none"));
    }

    void aGuideIsTheProjectsOwn()
    {
        ReviewProject desk;
        QVERIFY(reviewGuide(desk.project(), "main", "ja")->definition.starts_with("難易度とは"));
        QVERIFY_RESULT(desk.reviews().setDefinition("main", "窓口で即答できるなら易しい。"));
        QCOMPARE(reviewGuide(desk.project(), "main", "ja")->definition,
            std::string("窓口で即答できるなら易しい。"));
        const std::vector<ReviewAnchor> chosen = {{ExampleId(3), 0, true}, {ExampleId(4), 0, true}};
        QVERIFY_RESULT(desk.reviews().setAnchors("main", 3, chosen));
        const auto all = proposeAnchors(desk.project(), "main");
        QVERIFY_RESULT(all);
        QCOMPARE(all->size(), std::size_t(4)); // two chosen ones stay, the other levels get theirs
        QVERIFY(all->at(0) == chosen[0] && all->at(1) == chosen[1]);
        QVERIFY(!all->at(2).isChosen);
        QVERIFY(!desk.reviews().setAnchors("main", 3, std::vector<ReviewAnchor>{{ExampleId(3), 3, true}}));
        QVERIFY(!desk.reviews().setAnchors(
            "main", 3, std::vector<ReviewAnchor>{{ExampleId(3), 1, true}, {ExampleId(3), 0, true}}));
        QCOMPARE(desk.reviews().anchors("main", 3)->size(), std::size_t(4)); // a refusal changes nothing
    }
};

QTEST_APPLESS_MAIN(TestProjectReview)
#include "testreview.moc"
