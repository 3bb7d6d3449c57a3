// SPDX-License-Identifier: Apache-2.0
#include "core/project/labelcolumn.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <optional>

using namespace dankai;

class TestScoreReading : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;
    std::vector<ExampleId> m_ids;

    void import(const char* file, const std::vector<Json>& columns)
    {
        auto session = m_project->examples().beginImport(file);
        QVERIFY_RESULT(session);
        std::uint64_t line = 0;
        for (const Json& column : columns) {
            ImportedRow row;
            row.example.instruction = std::string(file) + " " + std::to_string(++line);
            row.example.response = line % 2 == 0 ? "はい、承知しました。" : "Yes.";
            row.example.extra = column;
            row.example.source = {file, line};
            row.hash = contentHash(row.example);
            QVERIFY_RESULT(session->add(row));
        }
        QVERIFY_RESULT(session->finish());
        m_ids = m_project->examples().columns()->ids;
    }

    void score(
        const char* scorer, int version, const std::vector<std::optional<double>>& values, int revision = 1)
    {
        std::vector<Score> scores;
        for (std::size_t i = 0; i < values.size(); ++i)
            scores.push_back({m_ids[i], revision, values[i], {}, {}, 0, 0, 0});
        QVERIFY_RESULT(m_project->scores().add(scorer, version, scores));
    }

private slots:

    void init()
    {
        m_project.reset();
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "test";
        settings.modelPath = "model";
        auto made = Project::create(m_folder->path().toStdString(), settings);
        QVERIFY_RESULT(made);
        m_project.emplace(std::move(*made));
        import("a.jsonl",
            {Json{{"team", "sales"},
                 { "hard",
                     1 }},
                Json{{"team", "support"},
                    { "hard",
                        "0" }},
                Json{{"team", "sales"},
                    { "hard",
                        true }},
                Json {
                    { "team",
                        nullptr }
                }});
    }

    void scorersStandBesideOneAnother()
    {
        score("length", 1, {1.0, 2.0, std::nullopt, 4.0});
        score("column:x", 1, {5.0, 6.0, 7.0, 8.0});
        QVERIFY_RESULT(m_project->examples().exclude(std::vector{m_ids[1]}));
        const auto read = readScorerValues(*m_project, std::vector<std::string>{"length", "column:x"});
        QVERIFY_RESULT(read);
        QCOMPARE(read->columns.size(), std::size_t(4));
        QCOMPARE(read->scorers, (std::vector<std::string>{"length", "column:x"}));
        QCOMPARE(read->values[0][0], 1.0);
        QVERIFY(std::isnan(read->values[0][1])); // excluded by a person
        QVERIFY(std::isnan(read->values[0][2])); // looked at, and no number found
        QCOMPARE(read->values[1][2], 7.0);
        QVERIFY(std::isnan(read->values[1][1]));

        const auto missing = readScorerValues(*m_project, std::vector<std::string>{"judge:x"});
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::Unusable);
        QVERIFY(missing.error().message.find("column:x, length") != std::string::npos);
    }

    void noScoresAtAllSaySo()
    {
        const auto missing = readScorerValues(*m_project, std::vector<std::string>{"length"});
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("dankai score") != std::string::npos);
    }

    void repeatsAreOfTheNewestVersionAndTheCurrentContent()
    {
        score("judge:x", 1, {1.0, 1.0, 1.0, 1.0});
        score("judge:x", 1, {2.0, 2.0, 2.0, 2.0}); // of an earlier prompt
        score("judge:x", 2, {3.0, 4.0, 5.0, 1.0});
        score("judge:x", 2, {3.5, std::nullopt, 5.0});
        score("judge:x", 2, {4.0});
        const auto repeated = readRepeatedScores(*m_project, "judge:x");
        QVERIFY_RESULT(repeated);
        QCOMPARE(*repeated, (std::vector<std::vector<double>>{{3, 3.5, 4}, {5, 5}}));
        Example edited = m_project->examples().example(m_ids[0])->example;
        edited.response = "No.";
        QVERIFY_RESULT(m_project->examples().edit(m_ids[0], edited));
        QCOMPARE(readRepeatedScores(*m_project, "judge:x")->size(), std::size_t(1)); // the other is stale
        QVERIFY(readRepeatedScores(*m_project, "length")->empty());
    }

    void columnsAreLabels()
    {
        const auto choices = labelChoices(*m_project);
        QVERIFY_RESULT(choices);
        QCOMPARE(*choices,
            (std::vector<LabelChoice>{{"hard", std::nullopt}, {"team", "sales"}, {"team", "support"}}));
        const auto columns = m_project->examples().columns();
        QVERIFY_RESULT(columns);
        const auto hard = readLabelColumn(*m_project, (*choices)[0], *columns);
        QVERIFY_RESULT(hard);
        QVERIFY(hard->isBinary);
        QCOMPARE(hard->values[1], 0.0);
        QVERIFY(std::isnan(hard->values[3]));
        const auto sales = readLabelColumn(*m_project, (*choices)[1], *columns);
        QVERIFY_RESULT(sales);
        QCOMPARE(sales->words, std::string("team = sales"));
        QCOMPARE((std::vector<double>(sales->values.begin(), sales->values.begin() + 3)),
            (std::vector<double>{1, 0, 1}));
        QVERIFY(std::isnan(sales->values[3]));
        QVERIFY(!readLabelColumn(*m_project, {"team", "legal"}, *columns));
        const auto words = readLabelColumn(*m_project, {"team", std::nullopt}, *columns);
        QVERIFY(!words);
        QVERIFY2(
            words.error().message.find("sales, support") != std::string::npos, words.error().message.c_str());
        // Without the one that is not easy there is nothing to tell apart.
        QVERIFY_RESULT(m_project->examples().exclude(std::vector{m_ids[1]}));
        const auto left = m_project->examples().columns();
        QVERIFY_RESULT(left);
        QVERIFY(!readLabelColumn(*m_project, (*choices)[0], *left));
    }

    void columnsAreGroupsAndNumbers()
    {
        const auto team = readKeptColumn(*m_project, "team", m_ids);
        QVERIFY_RESULT(team);
        QCOMPARE(team->withValue, std::uint64_t(3));
        QCOMPARE(team->texts.names, (std::vector<std::string>{"sales", "support"}));
        QCOMPARE(team->texts.groups, (std::vector<std::uint32_t>{0, 1, 0, noGroup}));
        QVERIFY(std::isnan(team->numbers[0]));
        const auto hard = readKeptColumn(*m_project, "hard", m_ids);
        QVERIFY_RESULT(hard);
        QCOMPARE(hard->numbers[0], 1.0);
        QCOMPARE(hard->numbers[1], 0.0); // a number that is written as text
        QCOMPARE(hard->numbers[2], 1.0); // true
        QVERIFY(std::isnan(hard->numbers[3]));
        const auto missing = readKeptColumn(*m_project, "department", m_ids);
        QVERIFY(!missing);
        QVERIFY2(
            missing.error().message.find("hard, team") != std::string::npos, missing.error().message.c_str());

        std::vector<Json> varied;
        for (std::size_t i = 0; i <= mostColumnValues; ++i)
            varied.push_back(Json{{"ticket", "T" + std::to_string(i)}});
        import("b.jsonl", varied);
        const auto ticket = readKeptColumn(*m_project, "ticket", m_ids);
        QVERIFY_RESULT(ticket);
        QVERIFY(ticket->isTooVaried);
        QVERIFY(ticket->texts.names.empty());
        QCOMPARE(ticket->texts.groups.back(), noGroup);
        QCOMPARE(ticket->withValue, std::uint64_t(mostColumnValues + 1));
    }

    void groupsAndPlacesComeWithTheColumns()
    {
        import("b.jsonl", {Json{}, Json {}});
        const auto columns = m_project->examples().columns();
        QVERIFY_RESULT(columns);
        const std::vector<double> positions = positionsInFiles(*columns);
        QCOMPARE(positions, (std::vector<double>{0.125, 0.375, 0.625, 0.875, 0.25, 0.75}));
        const std::vector<GroupColumn> groups = groupColumnsOf(*columns);
        QCOMPARE(groups.size(), std::size_t(3));
        QCOMPARE(groups[1].name, std::string("response_language"));
        QCOMPARE(groups[1].names[groups[1].groups[0]], std::string("latin"));
        QCOMPARE(groups[1].names[groups[1].groups[1]], std::string("japanese"));
        QCOMPARE(groups[2].names, (std::vector<std::string>{"a.jsonl", "b.jsonl"}));
        QCOMPARE(groups[2].groups, (std::vector<std::uint32_t>{0, 0, 0, 0, 1, 1}));
    }

    void bucketsStandInTheOrderOfDifficulty()
    {
        score("column:x", 1, {1.0, 4.0, 2.0, std::nullopt});
        Plan plan;
        plan.name = "main";
        plan.scorer = "column:x";
        plan.rule = {RuleKind::Thresholds, 3, {1.5, 3.5}, {2, 0, 1}}; // the hardest is trained first
        plan.phases = defaultPhases(3);
        plan.phases[0].name = "Hard";
        plan.phases[1].name = "Easy";
        plan.phases[2].name = "Medium";
        QVERIFY_RESULT(m_project->plans().save(plan));
        const auto buckets = readPlanBuckets(*m_project, "main");
        QVERIFY_RESULT(buckets);
        QCOMPARE(buckets->scorer, std::string("column:x"));
        QCOMPARE(buckets->names, (std::vector<std::string>{"Easy", "Medium", "Hard"}));
        QCOMPARE(buckets->cuts, (std::vector<double>{1.5, 3.5}));
        QCOMPARE(buckets->buckets, (std::vector<std::int8_t>{0, 2, 1, unscoredPlace}));
        QVERIFY(!readPlanBuckets(*m_project, "other"));
    }
};

QTEST_APPLESS_MAIN(TestScoreReading)
#include "testscorereading.moc"
