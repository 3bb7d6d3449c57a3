// SPDX-License-Identifier: Apache-2.0
// dankai agreement on rows whose figures are worked out by hand.
#include "core/platform/file.h"
#include "core/project/project.h"
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace dankai;
using dankai::test::runDankai;
using dankai::test::Said;
namespace fs = std::filesystem;

class TestAgreement : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string m_project;

    // Twelve rows at a time: a and b are raters of 1 to 3 who differ twice, quality falls where a rises, and
    // hard is what a calls 3, but for one.
    static std::string rows(int times)
    {
        constexpr int b[12] = {1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3};
        std::string text;
        for (int time = 0; time < times; ++time)
            for (int i = 0; i < 12; ++i) {
                const int a = 1 + i / 4;
                text += toJsonLine({{"instruction", "Task " + std::to_string(12 * time + i)}, {"input", ""},
                            {"output", std::string(static_cast<std::size_t>(10 * a + time % 10), 'x')},
                            {"a", a}, {"b", b[i]}, {"quality", 4 - a}, {"hard", i >= 8 || i == 0 ? 1 : 0},
                            {"department", i % 2 == 0 ? "sales" : "returns"}})
                    + "\n";
            }
        return text;
    }

    Json agreement(const std::vector<std::string>& options)
    {
        std::vector<std::string> arguments{"agreement", m_project, "--json"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const Said said = runDankai(arguments);
        if (said.exitCode != 0)
            QTest::qFail(said.all().c_str(), __FILE__, __LINE__);
        return said.json();
    }

    Said refused(const std::vector<std::string>& options)
    {
        std::vector<std::string> arguments{"agreement", m_project};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return runDankai(arguments);
    }

private slots:

    void initTestCase()
    {
        const fs::path base = m_folder.path().toStdString();
        m_project = (base / "desk").string();
        VERIFY_EXIT(runDankai({"init", m_project, "--model", test::tinyModel().string()}), 0);
        const Said early = refused({});
        VERIFY_EXIT(early, 2);
        VERIFY_SAYS(early.err, "dankai score");
        QVERIFY_RESULT(writeFileAtomically(base / "rows.jsonl", rows(10)));
        VERIFY_EXIT(runDankai({"import", m_project, (base / "rows.jsonl").string()}), 0);
        VERIFY_EXIT(
            runDankai({"score", m_project, "--scorer", "column:a,column:b,column:quality,response_length"}),
            0);
    }

    void twoRatersOfTheSameLevels()
    {
        const Json said = agreement({"--scorer", "column:a,column:b"});
        QCOMPARE(said["pairs"].size(), std::size_t(1));
        const Json pair = said["pairs"][0];
        QCOMPARE(pair["n"].get<int>(), 120);
        const Json levels = pair["levels"];
        QCOMPARE(levels["kind"].get<std::string>(), std::string("values"));
        QCOMPARE(
            levels["confusion"].get<std::vector<int>>(), (std::vector<int>{30, 10, 0, 0, 30, 10, 0, 0, 40}));
        QCOMPARE(levels["equal"].get<double>(), 10.0 / 12);
        QCOMPARE(levels["equal_by_chance"].get<double>(), (4.0 * 3 + 4 * 4 + 4 * 5) / 144);
        // 1 - sum(w O) / sum(w E): 2 of 12 one level apart; by chance (rows 4, 4, 4; columns 3, 4, 5)
        // 4*4+4*3+4*5+4*4 = 64 pairs of 144 one apart and 4*5+4*3 = 32 two apart, which weigh four times.
        QVERIFY(std::abs(levels["weighted_kappa"]["estimate"].get<double>()
                    - (1 - (2.0 / 12) / ((64 + 4 * 32) / 144.0)))
            < 1e-12);
        // All that have scores, where none is named.
        QCOMPARE(agreement({})["pairs"].size(), std::size_t(6));
    }

    void thresholdsAreMappedByShares()
    {
        const Json said = agreement(
            {"--scorer", "column:a,response_length", "--thresholds", "1.5,2.5"})["pairs"][0]["levels"];
        QCOMPARE(said["kind"].get<std::string>(), std::string("thresholds"));
        // 10 to 19, 20 to 29 and 30 to 39 characters: the same thirds.
        QCOMPARE(said["second_thresholds"].get<std::vector<double>>(), (std::vector<double>{20, 30}));
        QCOMPARE(said["weighted_kappa"]["estimate"].get<double>(), 1.0);
        VERIFY_EXIT(refused({"--thresholds", "1.5"}), 2);
        const Said falling = refused({"--scorer", "column:a", "--thresholds", "2,1"});
        VERIFY_EXIT(falling, 2);
        VERIFY_SAYS(falling.err, "must rise");
    }

    void labelsOfRows()
    {
        const Json said = agreement({"--scorer", "column:a", "--against-column", "hard"})["label"];
        QCOMPARE(said["scorers"][0]["positives"].get<int>(), 50);
        // Five of twelve are hard: four of level 3 beat all seven others; one of level 1 ties with three.
        QVERIFY(std::abs(said["scorers"][0]["auc"]["estimate"].get<double>() - (4 * 7 + 1.5) / 35) < 1e-12);
        const Json text = agreement(
            {"--scorer", "column:a", "--against-column", "department=sales"})["label"]["scorers"][0];
        QCOMPARE(text["auc"]["estimate"].get<double>(), 0.5);
        QVERIFY(text["auc"]["lower"].get<double>() < 0.5);
        const Json rating = agreement({"--scorer", "column:a", "--against-column", "b"})["label"];
        QCOMPARE(rating["pairs"][0]["levels"]["equal"].get<double>(), 10.0 / 12);

        const Said words = refused({"--against-column", "department"});
        VERIFY_EXIT(words, 2);
        VERIFY_SAYS(words.err, "for instance department=");
        const Said missing = refused({"--against-column", "product"});
        VERIFY_EXIT(missing, 2);
        VERIFY_SAYS(missing.err, "department, hard");
        const Said value = refused({"--against-column", "department=legal"});
        VERIFY_EXIT(value, 2);
        VERIFY_SAYS(value.err, "legal");
    }

    void biasByLengthAndColumn()
    {
        const Json said = agreement({"--scorer", "column:a", "--column", "department"})["bias"][0];
        QCOMPARE(said["n"].get<int>(), 120);
        QCOMPARE(said["different_values"].get<int>(), 3);
        QCOMPARE(said["values"][0]["n"].get<int>(), 40);
        QVERIFY(said["response_length"]["spearman"]["estimate"].get<double>() > 0.9);
        QVERIFY(toJsonLine(said["findings"]).find("length of the response") != std::string::npos);
        const Json department = said["groups"].back();
        QCOMPARE(department["column"].get<std::string>(), std::string("department"));
        QCOMPARE(department["groups"].size(), std::size_t(2));
        QCOMPARE(department["groups"][0]["n"].get<int>(), 60);
        QCOMPARE(department["groups"][0]["above_others"]["estimate"].get<double>(), 0.5);
        const Said shown = refused({"--scorer", "column:a", "--bias"}); // for people
        VERIFY_EXIT(shown, 0);
        VERIFY_SAYS(shown.out, "response length");
        VERIFY_SAYS(shown.out, "1: 33.3 %");
    }

    void hardAndPoorAreListed()
    {
        const Json said = agreement(
            {"--scorer", "column:b", "--quality", "column:quality", "--list", "3"})["hard_and_poor"][0];
        // b is 3 in five of twelve; quality is 1 in four of twelve, which are among them.
        QCOMPARE(said["hard_from"].get<double>(), 3.0);
        QCOMPARE(said["poor_below"].get<double>(), 2.0);
        QCOMPARE(said["both"].get<int>(), 40);
        QVERIFY(std::abs(said["expected"].get<double>() - 50.0 * 40 / 120) < 1e-12);
        QCOMPARE(said["examples"].size(), std::size_t(3));
        QVERIFY(said["examples"][0]["where"].get<std::string>().find("rows.jsonl:9") != std::string::npos);
        VERIFY_EXIT(refused({"--poor-below", "2"}), 2); // of no scorer
    }

    void repeatsAndValidity()
    {
        QCOMPARE(agreement({"--scorer", "column:a"})["repeats"][0]["examples"].get<int>(), 0);
        const Said alone = refused({"--scorer", "column:a"});
        VERIFY_EXIT(alone, 0);
        VERIFY_SAYS(alone.out, "nothing to agree with");
        VERIFY_EXIT(runDankai({"split", m_project, "--scorer", "column:a", "--thresholds", "1.5,2.5",
                        "--names", "Easy,Medium,Hard"}),
            0);
        const Json without = agreement({"--plan", "main"})["validity"];
        QVERIFY(toJsonLine(without["findings"]).find("has a loss") != std::string::npos);
        {
            auto project = Project::open(m_project);
            QVERIFY_RESULT(project);
            const auto columns = project->examples().columns({"column:a", {}});
            QVERIFY_RESULT(columns);
            std::vector<Score> losses, again;
            for (std::size_t i = 0; i < columns->size(); ++i) {
                // Medium is 1 above easy, hard is 0.5 below medium; each 0.1 around its mean.
                const double mean = columns->scores[i] == 1 ? 2 : columns->scores[i] == 2 ? 3 : 2.5;
                losses.push_back({columns->ids[i], 1, mean + (i % 2 == 0 ? 0.1 : -0.1), {}, {}, 0, 0, 0});
                again.push_back({columns->ids[i], 1, columns->scores[i] + (i < 12 ? 1 : 0), {}, {}, 0, 0, 0});
            }
            QVERIFY_RESULT(project->scores().add("loss", 1, losses));
            for (Score& loss : losses) // what it gets wrong rises all the way
                loss.value = *loss.value > 2.85 ? 0.5 : *loss.value > 2.25 ? 0.75 : 0.25;
            QVERIFY_RESULT(project->scores().add("token_error", 1, losses));
            QVERIFY_RESULT(project->scores().add("column:a", 1, std::span(again).first(24)));
        }
        const Json repeats = agreement({"--scorer", "column:a"})["repeats"][0];
        QCOMPARE(repeats["examples"].get<int>(), 24);
        QCOMPARE(repeats["first_equals_last"].get<double>(), 0.5);
        QCOMPARE(repeats["mean_difference"].get<double>(), 0.5);
        // The second scores of twelve examples count from now on; the plan is cut by them.
        const Json validity = agreement({"--scorer", "column:b", "--plan", "main"})["validity"];
        QCOMPARE(validity["gets_harder"].get<bool>(), false);
        QCOMPARE(validity["phases"][1]["step"].get<std::string>(), std::string("harder"));
        QCOMPARE(validity["phases"][2]["step"].get<std::string>(), std::string("easier"));
        QVERIFY(toJsonLine(validity["findings"]).find("finds Hard easier than Medium") != std::string::npos);
        VERIFY_SAYS(refused({"--scorer", "column:b", "--plan", "main"}).out, "easier");
        QCOMPARE(validity["gets_less_right"].get<bool>(), true);
        const Json accuracy = validity["phases"][2]["accuracy"];
        const auto right = [&](int phase) {
            return validity["phases"][phase]["accuracy"]["tokens_right"]["estimate"].get<double>();
        };
        QVERIFY(right(0) > right(1) && right(1) > right(2) && right(2) >= 0.25);
        QVERIFY(std::abs(accuracy["difference"]["estimate"].get<double>() - (right(2) - right(1))) < 1e-12);
        QCOMPARE(accuracy["step"].get<std::string>(), std::string("harder"));
        QVERIFY(accuracy.contains("short_responses"));
        VERIFY_SAYS(refused({"--scorer", "column:b", "--plan", "main"}).out, "tokens right");
        QVERIFY(toJsonLine(without["findings"]).find("token_error") == std::string::npos); // after the loss
        VERIFY_EXIT(refused({"--plan", "other"}), 2);
    }
};

QTEST_APPLESS_MAIN(TestAgreement)
#include "testagreement.moc"
