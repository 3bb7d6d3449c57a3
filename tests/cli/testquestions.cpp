// SPDX-License-Identifier: Apache-2.0
// dankai test: test questions of people, answered by the real engine and checked by rule, level by level.
#include "core/platform/file.h"
#include "core/run/runfolder.h"
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace dankai;
using dankai::test::runDankai;
using dankai::test::Said;
namespace fs = std::filesystem;

class TestQuestions : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path inFolder(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:

    void whatTheModelAnswersRightIsCounted()
    {
        const std::string project = inFolder("project").string();
        test::makeProject(project, 4);
        const std::string table = inFolder("questions.csv").string();
        std::string rows = "question,answer,level\n";
        for (int i = 0; i < 12; ++i)
            rows += "Say " + std::to_string(i) + ".,xyzzy," + (i < 6 ? "easy" : "hard") + "\n";
        QVERIFY_RESULT(writeFileAtomically(table, rows));
        const auto ask = [&](const std::string& file, std::vector<std::string> more = {}) {
            std::vector<std::string> arguments
                = {"test", project, file, "--device", "cpu", "--max-new-tokens", "8", "--json"};
            arguments.insert(arguments.end(), more.begin(), more.end());
            return runDankai(arguments);
        };
        const Said none = ask(table);
        VERIFY_EXIT(none, 0);
        const Json first = none.json();
        QCOMPARE(first.at("answered").get<int>(), 12);
        QCOMPARE(first.at("model").get<std::string>(), std::string("base"));
        QCOMPARE(first.at("levels").size(), std::size_t(2));
        QCOMPARE(first.at("levels").at(1).at("level").get<int>(), 3);
        QCOMPARE(first.at("levels").at(1).at("n").get<int>(), 6);
        QCOMPARE(first.at("levels").at(1).at("right").get<int>(), 0);
        VERIFY_SAYS(none.all(), "none of the 12 test questions");

        // A tiny model of random weights says nothing but line breaks, so its record is given words: those of
        // a model that knows the easy ones.
        const fs::path record
            = fs::path(project) / "jobs" / first.at("job").get<std::string>() / runfile::events;
        auto reader = LineReader::open(record);
        QVERIFY_RESULT(reader);
        std::string events;
        int answers = 0;
        for (auto line = reader->next(); *line; line = reader->next()) {
            Json event = parseJson(**line, "event").value();
            if (event.contains("id") && event.contains("text")) {
                const bool isEasy = std::stoi(event["id"].get<std::string>().substr(9)) <= 6; // question-6
                event["text"] = isEasy ? "It is\nXYZZY." : "It is not xyzzyx.";
                ++answers;
            }
            events += toJsonLine(event) + "\n";
        }
        QCOMPARE(answers, 12);
        QVERIFY_RESULT(writeFileAtomically(record, events));
        const Said some = runDankai({"test", project, "--json"});
        VERIFY_EXIT(some, 0);
        const Json levels = some.json().at("tests").at(0).at("levels");
        QCOMPARE(levels.at(0).at("right").get<int>(), 6);
        QCOMPARE(levels.at(1).at("right").get<int>(), 0);
        QCOMPARE(levels.at(1).at("step").get<std::string>(), std::string("harder"));
        VERIFY_SAYS(some.all(), "fewer test questions right from level to level");
        const Said shown = runDankai({"test", project});
        VERIFY_EXIT(shown, 0);
        VERIFY_SAYS(shown.out, "12 questions answered");
        VERIFY_EXIT(ask(table), 0); // asked again, both stay
        QCOMPARE(runDankai({"test", project, "--json"}).json().at("tests").size(), std::size_t(2));

        const Said nobody = ask(table, {"--of", "003/phase_2"});
        VERIFY_EXIT(nobody, 2);
        VERIFY_SAYS(nobody.all(), "There is no model '003/phase_2'");
        QVERIFY_RESULT(writeFileAtomically(table, "question,answer,level\na?,x,9\n"));
        const Said wrong = ask(table);
        VERIFY_EXIT(wrong, 2);
        VERIFY_SAYS(wrong.all(), "questions.csv:2: '9' is no level");
        VERIFY_EXIT(ask(inFolder("missing.csv").string()), 2);
        QCOMPARE(runDankai({"test", project, "--json"}).json().at("tests").size(), std::size_t(2));
    }

    void aProjectWithoutTestsSaysHowToWriteOne()
    {
        const std::string project = inFolder("plain").string();
        test::makeProject(project, 4);
        const Said said = runDankai({"test", project});
        VERIFY_EXIT(said, 0);
        VERIFY_SAYS(said.out, "question, answer and level");
    }
};

QTEST_GUILESS_MAIN(TestQuestions)
#include "testquestions.moc"
