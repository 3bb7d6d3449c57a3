// SPDX-License-Identifier: Apache-2.0
// Who put an example where it stands, kept through moves, reviews and their undo; and the audit that says it
// of all examples.
#include "core/dataset/delimitedtext.h"
#include "core/platform/file.h"
#include "core/project/auditexport.h"
#include "core/project/explanation.h"
#include "tests/core/project/reviewproject.h"

#include <QTest>

#include <algorithm>
#include <sstream>

using namespace dankai;
using test::ReviewProject;

namespace {

constexpr std::int64_t someTime = 1'764'000'000'000;

Explanation explained(ReviewProject& desk, std::int64_t example)
{
    const auto explainer = Explainer::open(desk.project(), "main");
    if (!explainer)
        qFatal("%s", explainer.error().message.c_str());
    auto explanation = explainer->explain(desk.project(), ExampleId(example));
    if (!explanation)
        qFatal("%s", explanation.error().message.c_str());
    return std::move(*explanation);
}

void move(ReviewProject& desk, const Override& to)
{
    const auto plan = desk.project().plans().load("main");
    const auto moved = desk.project().plans().move("main", plan->revision, std::vector<Override>{to});
    if (!moved)
        qFatal("%s", moved.error().message.c_str());
}

std::vector<std::vector<std::string>> tableOf(const std::string& text)
{
    DelimitedSplitter splitter(',', 1 << 20);
    std::vector<RowSlice> slices;
    splitter.split(text, SampleEnd::OfFile, slices);
    std::vector<std::vector<std::string>> rows;
    for (const RowSlice& slice : slices) {
        auto fields = parseDelimitedRow(std::string_view(text).substr(slice.offset, slice.length), ',');
        if (!fields)
            qFatal("%s", fields.error().message.c_str());
        rows.push_back(std::move(*fields));
    }
    return rows;
}

} // namespace

class TestExplanation : public QObject
{
    Q_OBJECT

private slots:

    void theRuleItsValueAndItsNeighboursAreNamed()
    {
        ReviewProject desk;
        const std::vector<Score> judged = {{ExampleId(40), 1, 4.0, "raw", "Needs two steps.", 0, 0, 0}};
        QVERIFY_RESULT(desk.project().scores().add("judge:m", 1, judged));
        QVERIFY_RESULT(desk.project().scores().add("judge:m", 3, judged));
        QVERIFY_RESULT(desk.project().scores().add(
            "length", 1, std::vector<Score>{{ExampleId(40), 1, 17.0, {}, {}, 0, 0, 0}}));
        const Explanation explanation = explained(desk, 40);
        QCOMPARE(explanation.source.file, std::string("rows.jsonl"));
        QVERIFY(explanation.beginning.starts_with("返品の番号"));
        QCOMPARE(explanation.scores.size(), std::size_t(3));
        QCOMPARE(explanation.scores[0].scorer, std::string(importedScoreName)); // that of the plan first
        QCOMPARE(explanation.scores[1].scorer, std::string("judge:m"));
        QCOMPARE(explanation.scores[1].score.version, 3);
        QCOMPARE(explanation.scores[1].score.rationale, std::string("Needs two steps."));
        const ExplainedPlacement& placement = *explanation.placement;
        QCOMPARE(placement.placedBy, PlacedBy::Rule);
        QCOMPARE(*placement.reason.score, 2.0);
        QCOMPARE(*placement.reason.phase, 1);
        QCOMPARE(placement.phases[1], std::string("普通"));
        QCOMPARE(placement.cuts.size(), std::size_t(2));
        for (const ExplainedCut& cut : placement.cuts) {
            QVERIFY(cut.below && cut.above);
            QCOMPARE(cut.above->score, cut.below->score + 1);
            const auto neighbour = desk.project().examples().example(cut.below->example);
            QVERIFY(neighbour->example.instruction.starts_with(cut.below->beginning));
        }
        // An edit makes its scores those of an earlier text.
        Example content = desk.project().examples().example(ExampleId(40))->example;
        content.response += "。";
        QVERIFY_RESULT(desk.project().examples().edit(ExampleId(40), content));
        const Explanation edited = explained(desk, 40);
        QVERIFY(edited.scores[0].isOfEarlierText);
        QCOMPARE(edited.placement->placedBy, PlacedBy::Nobody);
        QVERIFY(!edited.placement->reason.phase && !edited.placement->reason.score);
    }

    void whereTheScorerHasSaidNothingNobodyPlaces()
    {
        ReviewProject desk;
        for (const char* scorer : {"judge:silent", ""}) {
            Plan plan = *desk.project().plans().load("main");
            plan.name = "silent:" + std::string(scorer);
            plan.revision = 0;
            plan.scorer = scorer;
            QVERIFY_RESULT(desk.project().plans().save(plan));
            const auto explainer = Explainer::open(desk.project(), plan.name);
            QVERIFY_RESULT(explainer);
            QCOMPARE(explainer->placed(), std::size_t(0));
            const auto explanation = explainer->explain(desk.project(), ExampleId(40));
            QVERIFY_RESULT(explanation);
            QCOMPARE(explanation->placement->placedBy, PlacedBy::Nobody);
            QVERIFY(!explanation->placement->reason.score);
        }
    }

    void movesKeepNameAndTime()
    {
        ReviewProject desk;
        move(desk, {ExampleId(5), 2, "佐藤", someTime});
        move(desk, {ExampleId(6), std::nullopt, "Aiko", someTime + 1});
        move(desk, {ExampleId(7), 1}); // of a program that knew no names
        desk.reopen();
        const ExplainedPlacement moved = *explained(desk, 5).placement;
        QCOMPARE(moved.placedBy, PlacedBy::Person);
        QCOMPARE(moved.person, std::string("佐藤"));
        QCOMPARE(moved.placedMs, someTime);
        QCOMPARE(*moved.reason.rulePhase, 0);
        const ExplainedPlacement out = *explained(desk, 6).placement;
        QCOMPARE(out.placedBy, PlacedBy::Person);
        QCOMPARE(out.person, std::string("Aiko"));
        QVERIFY(!out.reason.phase);
        const ExplainedPlacement unnamed = *explained(desk, 7).placement;
        QCOMPARE(unnamed.placedBy, PlacedBy::Person);
        QVERIFY(unnamed.person.empty() && unnamed.placedMs == 0);
        // Saving the whole plan, as a new cut does, loses none of it.
        Plan plan = *desk.project().plans().load("main");
        plan.rule.thresholds = {1.25, 2.75};
        QVERIFY_RESULT(desk.project().plans().save(plan));
        QCOMPARE(desk.project().plans().load("main")->overrides, plan.overrides);
        QCOMPARE(explained(desk, 5).placement->placedMs, someTime);
        // Names decide no placement.
        Plan other = plan;
        other.overrides[0].placedBy = "Ken";
        QCOMPARE(planHash(other), planHash(plan));
    }

    void reviewsAreToldFromMovesAndGiveThemBack()
    {
        ReviewProject desk;
        move(desk, {ExampleId(5), 1, "Ken", someTime});
        const Review placed = desk.place("佐藤", 5, 2);
        const ExplainedPlacement reviewed = *explained(desk, 5).placement;
        QCOMPARE(reviewed.placedBy, PlacedBy::Review);
        QCOMPARE(reviewed.person, std::string("佐藤"));
        QCOMPARE(reviewed.placedMs, placed.decidedMs);
        QCOMPARE(*reviewed.reason.phase, 2);
        // What stood before comes back with its own name and time.
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤"));
        const Explanation back = explained(desk, 5);
        QCOMPARE(back.placement->placedBy, PlacedBy::Person);
        QCOMPARE(back.placement->person, std::string("Ken"));
        QCOMPARE(back.placement->placedMs, someTime);
        QCOMPARE(back.reviews.size(), std::size_t(1));
        QVERIFY(back.reviews[0].withdrawnMs.has_value()); // nothing is forgotten
        // Moved by hand after a review it is the mover's.
        desk.place("佐藤", 8, 2);
        move(desk, {ExampleId(8), 1, "Ken", someTime});
        QCOMPARE(explained(desk, 8).placement->placedBy, PlacedBy::Person);
        QCOMPARE(explained(desk, 8).placement->person, std::string("Ken"));
        // The first who said so withdraws, and the second says the same.
        desk.place("佐藤", 9, 2);
        desk.place("鈴木", 9, 2);
        QVERIFY_RESULT(desk.reviews().undo("main", "佐藤"));
        const ExplainedPlacement second = *explained(desk, 9).placement;
        QCOMPARE(second.placedBy, PlacedBy::Review);
        QCOMPARE(second.person, std::string("鈴木"));
        // Taken out in a review, and excluded by hand on the Data page.
        QVERIFY_RESULT(desk.reviews().decide(ReviewProject::review("鈴木", 10, ReviewDecision::Wrong)));
        QCOMPARE(explained(desk, 10).placement->placedBy, PlacedBy::Review);
        QCOMPARE(explained(desk, 10).placement->person, std::string("鈴木"));
        const ExampleId excluded[] = {ExampleId(11)};
        QVERIFY_RESULT(desk.project().examples().exclude(excluded));
        QCOMPARE(explained(desk, 11).placement->placedBy, PlacedBy::Person);
        QVERIFY(explained(desk, 11).placement->person.empty());
        // Whoever does so says who; what a review took out is somebody else's once it was put back by hand.
        const ExampleId ten[] = {ExampleId(10)}, twelve[] = {ExampleId(12)};
        QVERIFY_RESULT(desk.project().examples().exclude(twelve, "Ken"));
        QCOMPARE(explained(desk, 12).placement->placedBy, PlacedBy::Person);
        QCOMPARE(explained(desk, 12).placement->person, std::string("Ken"));
        QVERIFY(explained(desk, 12).placement->placedMs > 0);
        QVERIFY_RESULT(desk.project().examples().include(ten, "Aiko"));
        QCOMPARE(explained(desk, 10).placement->placedBy, PlacedBy::Rule);
        QVERIFY_RESULT(desk.project().examples().exclude(ten, "Ken"));
        QCOMPARE(explained(desk, 10).placement->placedBy, PlacedBy::Person);
        QCOMPARE(explained(desk, 10).placement->person, std::string("Ken"));
        // A review's edit has its reviewer's name.
        Example content = desk.project().examples().example(ExampleId(13))->example;
        content.response += "。";
        QVERIFY_RESULT(desk.reviews().edit(ReviewProject::review("佐藤", 13, ReviewDecision::Edit), content));
        const Explanation edited = explained(desk, 13);
        QCOMPARE(edited.changes.size(), std::size_t(1));
        QCOMPARE(edited.changes[0].person, std::string("佐藤"));
        QCOMPARE(toJson(edited)["changes"][0]["person"].get<std::string>(), std::string("佐藤"));
        QCOMPARE(toJson(edited)["changes"][0]["kind"].get<std::string>(), std::string("edit"));
        // The plan as it would be without reviews has the moves from before with their names.
        desk.place("佐藤", 5, 2);
        std::vector<ExampleId> back2;
        const auto before = desk.reviews().withoutReviews(*desk.project().plans().load("main"), {}, back2);
        QVERIFY_RESULT(before);
        const auto first = std::ranges::find(before->overrides, ExampleId(5), &Override::example);
        QVERIFY(first != before->overrides.end());
        QCOMPARE(*first, (Override{ExampleId(5), 1, "Ken", someTime}));
    }

    void anAuditSaysItOfEveryExample()
    {
        ReviewProject desk;
        move(desk, {ExampleId(5), 2, "佐藤, \"文\"", someTime});
        desk.place("鈴木", 6, 1);
        const ExampleId excluded[] = {ExampleId(8)};
        QVERIFY_RESULT(desk.project().examples().exclude(excluded, "Ken"));
        const auto csv = desk.at("audit.csv");
        Progress last;
        const auto written
            = exportAudit(desk.project(), {"main", csv}, [&](const Progress& progress) { last = progress; });
        QVERIFY_RESULT(written);
        QCOMPARE(written->written, std::uint64_t(90));
        QCOMPARE(written->placed, std::uint64_t(89));
        QCOMPARE(written->byPeople, std::uint64_t(3));
        QCOMPARE(last.done, std::uint64_t(90));
        QCOMPARE(last.total, std::uint64_t(90));
        const std::string text = *readFile(csv);
        QVERIFY(text.starts_with("\xEF\xBB\xBFid,file,line,"));
        const auto rows = tableOf(text.substr(3));
        QCOMPARE(rows.size(), std::size_t(91));
        const auto field = [&](std::size_t row, const char* column) {
            const auto found = std::ranges::find(rows[0], column);
            return rows[row].at(static_cast<std::size_t>(found - rows[0].begin()));
        };
        QCOMPARE(field(5, "id"), std::string("5"));
        QCOMPARE(field(5, "phase"), std::string("3"));
        QCOMPARE(field(5, "phase_name"), std::string("難しい"));
        QCOMPARE(field(5, "rule_phase"), std::string("1"));
        QCOMPARE(field(5, "placed_by"), std::string("person"));
        QCOMPARE(field(5, "person"), std::string("佐藤, \"文\""));
        QCOMPARE(field(5, "when"), std::string("2025-11-24T16:00:00Z"));
        QCOMPARE(field(5, "scores"), std::string("imported v1 = 1.0"));
        QCOMPARE(field(6, "placed_by"), std::string("review"));
        QCOMPARE(field(7, "placed_by"), std::string("rule"));
        QCOMPARE(field(7, "when"), std::string());
        QCOMPARE(field(8, "phase"), std::string());
        QCOMPARE(field(8, "person"), std::string("Ken"));
        QCOMPARE(field(8, "changes"), "exclude " + field(8, "when") + " Ken");
        QCOMPARE(field(7, "changes"), std::string());
        // The hardest of the easy ones and the easiest of the next stand beside the first cut.
        QVERIFY(field(7, "below_lower_cut").empty() && !field(7, "below_upper_cut").empty());
        const Explanation seventh = explained(desk, 7);
        QCOMPARE(field(7, "above_upper_cut"),
            std::to_string(static_cast<std::int64_t>(seventh.placement->cuts[0].above->example)));

        for (const char* name : {"audit.json", "audit.jsonl"}) {
            QVERIFY_RESULT(exportAudit(desk.project(), {"main", desk.at(name)}));
            const std::string json = *readFile(desk.at(name));
            Json all = Json::array();
            if (std::string_view(name).ends_with('l')) {
                std::istringstream lines(json);
                for (std::string line; std::getline(lines, line);)
                    all.push_back(*parseJson(line, name));
            } else {
                all = *parseJson(json, name);
            }
            QCOMPARE(all.size(), std::size_t(90));
            QVERIFY(all[6] == toJson(seventh));
            QCOMPARE(all[4]["placement"]["person"].get<std::string>(), std::string("佐藤, \"文\""));
        }

        // Stopped, the file keeps what it held.
        const StopFlag stop = true;
        const auto cut = exportAudit(desk.project(), {"main", csv}, {}, &stop);
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, ErrorCode::Stopped);
        QCOMPARE(*readFile(csv), text);
    }

    void whatCannotBeExplainedIsSaid()
    {
        ReviewProject desk;
        const auto says = [](const auto& result, const char* words) {
            if (result || result.error().code != ErrorCode::Unusable
                || result.error().message.find(words) == std::string::npos) {
                qWarning("%s", result ? "no error" : result.error().message.c_str());
                return false;
            }
            return true;
        };
        QVERIFY(says(exportAudit(desk.project(), {"main", desk.at("audit.txt")}), ".csv, .json or .jsonl"));
        QVERIFY(says(exportAudit(desk.project(), {"other", desk.at("audit.csv")}), "Its plans are 'main'"));
        QVERIFY(says(explainExample(desk.project(), ExampleId(91), nullptr), "91"));
        Plan plan = *desk.project().plans().load("main");
        plan.scorer = "loss"; // which nobody has run
        QVERIFY_RESULT(desk.project().plans().save(plan));
        QVERIFY(says(exportAudit(desk.project(), {"main", desk.at("audit.csv")}), "no example into a phase"));
        QVERIFY(!std::filesystem::exists(desk.at("audit.csv")));
        QCOMPARE(explained(desk, 5).placement->placedBy, PlacedBy::Nobody);
        const auto withoutPlan = explainExample(desk.project(), ExampleId(5), nullptr);
        QVERIFY_RESULT(withoutPlan);
        QVERIFY(!withoutPlan->placement);
        QVERIFY(toJson(*withoutPlan)["placement"].is_null());
    }
};

QTEST_APPLESS_MAIN(TestExplanation)
#include "testexplanation.moc"
