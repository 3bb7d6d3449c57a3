// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/project/project.h"
#include "core/run/jobspec.h"
#include "core/tokenizer/tokenizer.h"
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"

#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace dankai;
using dankai::test::leveledRows;
using dankai::test::runDankai;
using dankai::test::Said;
using dankai::test::tinyModel;
namespace fs = std::filesystem;

class TestData : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    std::string newProject(const std::string& name) const
    {
        const std::string folder = at(name).string();
        const Said said = runDankai({"init", folder, "--model", tinyModel().string()});
        return said.exitCode == 0 ? folder : "failed: " + said.all();
    }

    std::string written(const std::string& name, const std::string& bytes) const
    {
        return writeFileAtomically(at(name), bytes) ? at(name).string() : "failed";
    }

private slots:

    void aProjectIsCopiedArchivedAndRestored()
    {
        const std::string project = newProject("original");
        const std::string rows = written("copied.jsonl", leveledRows(5));
        VERIFY_EXIT(runDankai({"import", project, rows}), 0);
        const std::string archive = at("original.tar.zst").string();
        for (const auto& [command, from, to] :
            {std::tuple(std::string("duplicate"), project, at("copy").string()),
                std::tuple(std::string("archive"), project, archive),
                std::tuple(std::string("restore"), archive, at("restored").string())}) {
            const Said said = runDankai({command, from, to, "--json"});
            VERIFY_EXIT(said, 0);
            QVERIFY(said.json()["files"].get<int>() >= 2);
            VERIFY_EXIT(runDankai({command, from, to}), 2); // is not written over
        }
        for (const char* name : {"copy", "restored"}) {
            const Said status = runDankai({"status", at(name).string(), "--json"});
            VERIFY_EXIT(status, 0);
            QCOMPARE(status.json()["examples"].get<int>(), 15);
        }
    }

    void whyExamplesStandWhereTheyDoIsTold()
    {
        const std::string folder = at("explained").string();
        test::makeProject(folder, 10);
        const Said text = runDankai({"explain", folder, "12"});
        VERIFY_EXIT(text, 0);
        VERIFY_SAYS(text.out, "it stands in phase");
        VERIFY_SAYS(text.out, "by the rule");
        VERIFY_SAYS(text.out, "The rule");
        VERIFY_SAYS(text.out, "The nearest examples at the cuts");
        const Said json = runDankai({"explain", folder, "12", "--plan", "main", "--json"});
        VERIFY_EXIT(json, 0);
        const Json placement = json.json().at("placement");
        QCOMPARE(placement.at("placed_by").get<std::string>(), std::string("rule"));
        QVERIFY(!placement.at("cuts").empty());
        // A person's word stands above the rule, with name and time.
        const int level = placement.at("phase").get<int>() == 1 ? 2 : 1;
        VERIFY_EXIT(runDankai({"review", folder, "place", std::to_string(level), "--example", "12",
                        "--reviewer", "Aiko"}),
            0);
        const Said moved = runDankai({"explain", folder, "12", "--json"});
        VERIFY_EXIT(moved, 0);
        QCOMPARE(moved.json()["placement"]["placed_by"].get<std::string>(), std::string("review"));
        QCOMPARE(moved.json()["placement"]["person"].get<std::string>(), std::string("Aiko"));
        QCOMPARE(moved.json()["placement"]["phase"].get<int>(), level);
        VERIFY_SAYS(runDankai({"explain", folder, "12"}).out, "by a review of Aiko");

        // What was done by hand in the window too.
        {
            auto project = Project::open(folder);
            const ExampleId excluded[] = {ExampleId(3)}, restored[] = {ExampleId(4)};
            QVERIFY_RESULT(project->examples().exclude(excluded, "Aiko"));
            QVERIFY_RESULT(project->examples().exclude(restored));
            QVERIFY_RESULT(project->examples().include(restored, "Ken"));
        }
        VERIFY_SAYS(runDankai({"explain", folder, "3"}).out, "is excluded, by hand of Aiko");
        const Said changed = runDankai({"explain", folder, "4"});
        VERIFY_SAYS(changed.out, "What was changed by hand");
        VERIFY_SAYS(changed.out, "not kept");
        VERIFY_SAYS(changed.out, "Ken");
        const Said now = runDankai({"explain", folder, "12", "--json"}); // one fewer is ranked
        VERIFY_EXIT(now, 0);

        const std::string csv = at("audit.csv").string(), lines = at("audit.jsonl").string();
        for (const std::string& file : {csv, lines}) {
            const Said audit
                = runDankai({"export", folder, "--as", "audit", "--plan", "main", "--to", file, "--json"});
            VERIFY_EXIT(audit, 0);
            QCOMPARE(audit.json()["examples"].get<int>(), 30);
            QCOMPARE(audit.json()["by_people"].get<int>(), 2);
        }
        QVERIFY(readFile(csv)->starts_with("\xEF\xBB\xBFid,"));
        std::string all = *readFile(lines);
        for (int i = 1; i < 12; ++i)
            all.erase(0, all.find('\n') + 1);
        QVERIFY(*parseJson(all.substr(0, all.find('\n')), lines) == now.json());
        VERIFY_EXIT(runDankai({"export", folder, "--as", "audit", "--plan", "main", "--to", folder}), 2);
    }

    void aJobOfAnswersIsTakenOutOfTheQueue()
    {
        const std::string folder = newProject("answering");
        // Where somebody holds the worker's lock nothing is taken.
        const auto lock = FileLock::tryAcquire(fs::path(folder) / "queue-worker.cpu.lock");
        QVERIFY_RESULT(lock);
        QVERIFY(lock->has_value());
        {
            auto project = Project::open(folder);
            QVERIFY_RESULT(project);
            for (const char* id : {"answers-001", "answers-002"}) {
                JobSpec spec;
                spec.kind = JobKind::Answer;
                spec.model.path = tinyModel().string();
                spec.checkpoint = "base";
                QVERIFY_RESULT(writeJob(project->jobsFolder() / id, spec,
                    R"({"id":"1","messages":[{"role":"user","content":"Why?"}]})"
                    "\n"));
                QueueEntry entry;
                entry.kind = "job";
                entry.folder = std::string("jobs/") + id;
                entry.device = "cpu";
                QVERIFY_RESULT(project->runs().enqueue(entry));
            }
        }
        const auto waiting = [&] {
            std::vector<std::string> names;
            const Json queue = runDankai({"queue", folder, "--json"}).json()["queue"];
            for (const Json& entry : queue)
                if (entry["state"] == "waiting")
                    names.push_back(entry["folder"].get<std::string>());
            return names;
        };
        QCOMPARE(waiting(), (std::vector<std::string>{"jobs/answers-001", "jobs/answers-002"}));
        const Said moved = runDankai({"queue", folder, "first", "answers-002"});
        VERIFY_EXIT(moved, 2);
        VERIFY_SAYS(moved.err, "remove answers-002");
        VERIFY_EXIT(runDankai({"queue", folder, "remove", "answers-001"}), 0);
        QCOMPARE(waiting(), std::vector<std::string>{"jobs/answers-002"});
        QVERIFY(!fs::exists(fs::path(folder) / "jobs/answers-001"));
        VERIFY_EXIT(runDankai({"queue", folder, "remove", "jobs/answers-002"}), 0); // as its folder is called
        QVERIFY(waiting().empty());
        const Said twice = runDankai({"queue", folder, "remove", "answers-002"});
        VERIFY_EXIT(twice, 2);
        VERIFY_SAYS(twice.err, "neither waits nor runs");
    }

    void fromFilesToPhases()
    {
        const std::string project = newProject("desk");
        const std::string file = written("rows.jsonl",
            leveledRows(30) + "{\"instruction\":\"broken\n"
                + leveledRows(1)); // the last three are duplicates
        const Said imported = runDankai({"import", project, file, "--json"});
        VERIFY_EXIT(imported, 0);
        const Json report = imported.json()["files"][0];
        QCOMPARE(report["added"].get<int>(), 90);
        QCOMPARE(report["duplicates"].get<int>(), 3);
        QCOMPARE(report["rejected"].get<int>(), 1);
        QCOMPARE(report["rejections"][0]["line"].get<int>(), 91);
        VERIFY_SAYS(imported.err, "rows.jsonl:91");

        const Said scored
            = runDankai({"score", project, "--scorer", "column:level,compressed_size", "--json"});
        VERIFY_EXIT(scored, 0);
        QCOMPARE(scored.json()["scorers"][0]["scored"].get<int>(), 90);
        QCOMPARE(scored.json()["scorers"][0]["new"].get<int>(), 90);
        const Said again = runDankai({"score", project, "--scorer", "column:level", "--json"});
        QCOMPARE(again.json()["scorers"][0]["new"].get<int>(), 0); // idempotent

        const Said ambiguous = runDankai({"split", project, "--quantiles", "3"});
        VERIFY_EXIT(ambiguous, 2);
        VERIFY_SAYS(ambiguous.err, "Choose one with --scorer");
        const Said split
            = runDankai({"split", project, "--scorer", "column:level", "--thresholds", "1.5,2.5", "--json"});
        VERIFY_EXIT(split, 0);
        QCOMPARE(split.json()["phases"].size(), std::size_t(3));
        for (int phase = 0; phase < 3; ++phase) {
            QCOMPARE(split.json()["phases"][phase]["examples"].get<int>(), 30);
            QCOMPARE(split.json()["phases"][phase]["mean_score"].get<double>(), phase + 1.0);
            QVERIFY(split.json()["phases"][phase]["tokens"].get<int>() > 30 * 20);
        }
        const Said anew
            = runDankai({"split", project, "--equal-tokens", "4", "--scorer", "compressed_size", "--json"});
        VERIFY_EXIT(anew, 0);
        QCOMPARE(anew.json()["revision"].get<int>(), 2);
        QCOMPARE(anew.json()["phases"].size(), std::size_t(4));
        const Said status = runDankai({"status", project, "--json"});
        VERIFY_EXIT(status, 0);
        QCOMPARE(status.json()["examples"].get<int>(), 90);
        QCOMPARE(status.json()["plans"][0]["revision"].get<int>(), 2);
    }

    void examplesGoToOtherProgramsAndComeBack()
    {
        const std::string project = newProject("export");
        VERIFY_EXIT(runDankai({"import", project, written("out.jsonl", leveledRows(20))}), 0);
        VERIFY_EXIT(runDankai({"score", project, "--scorer", "column:level"}), 0);
        VERIFY_EXIT(runDankai({"split", project, "--scorer", "column:level", "--thresholds", "1.5,2.5"}), 0);
        int number = 0;
        for (const char* format : {"alpaca", "messages", "sharegpt", "prompt-completion", "csv"}) {
            const std::string file = at("out " + std::to_string(++number)).string();
            const Said all = runDankai({"export", project, "--as", format, "--to", file, "--json"});
            VERIFY_EXIT(all, 0);
            QCOMPARE(all.json()["files"][0]["examples"].get<int>(), 60);
            const std::string other = newProject("in " + std::to_string(number));
            const Said back = runDankai({"import", other, file, "--json"});
            VERIFY_EXIT(back, 0);
            QCOMPARE(back.json()["files"][0]["format"].get<std::string>(), std::string(format));
            QCOMPARE(back.json()["files"][0]["added"].get<int>(), 60);
            const std::string phase = at("phase " + std::to_string(number)).string();
            const Said one = runDankai({"export", project, "--as", format, "--plan", "main", "--phase", "2",
                "--to", phase, "--json"});
            VERIFY_EXIT(one, 0);
            QCOMPARE(one.json()["files"][0]["examples"].get<int>(), 20);
        }
        // One entry for each phase, beside what is listed already.
        const std::string folder = at("llamafactory").string();
        fs::create_directories(folder);
        QVERIFY_RESULT(writeFileAtomically(
            fs::path(folder) / "dataset_info.json", R"({"theirs": {"file_name": "theirs.json"}})"));
        VERIFY_EXIT(
            runDankai({"export", project, "--as", "llamafactory", "--plan", "main", "--to", folder}), 0);
        const auto list = parseJson(*readFile(fs::path(folder) / "dataset_info.json"), "list");
        QVERIFY_RESULT(list);
        QCOMPARE(list->size(), std::size_t(4));
        QVERIFY((*list)["main_phase_3"]["file_name"] == Json("main_phase_3.json"));
        const std::string other = newProject("from llamafactory");
        VERIFY_EXIT(runDankai({"import", other, folder}), 2); // which of them?
        const Said two
            = runDankai({"import", other, folder, "--dataset", "main_phase_1,main_phase_3", "--json"});
        VERIFY_EXIT(two, 0);
        QCOMPARE(two.json()["examples"].get<int>(), 40);
        VERIFY_EXIT(
            runDankai({"export", project, "--as", "alpaca", "--phase", "1", "--to", folder + "/x"}), 2);
        VERIFY_EXIT(runDankai({"export", project, "--as", "alpaca", "--plan", "main", "--phase", "4", "--to",
                        folder + "/x"}),
            2);
        VERIFY_EXIT(runDankai({"export", project, "--as", "csv", "--run", "1", "--to", folder + "/x"}), 2);
        VERIFY_EXIT(
            runDankai({"export", project, "--as", "csv", "--filter", "none", "--to", folder + "/x"}), 2);
    }

    void aDataFolderIsItsTrainingFiles()
    {
        fs::create_directories(at("hub/data"));
        written("hub/data/train-00000-of-00002.jsonl", leveledRows(2, 1));
        written("hub/data/train-00001-of-00002.jsonl", leveledRows(2, 2));
        written("hub/data/test-00000-of-00001.jsonl", leveledRows(2, 3));
        const std::string project = newProject("from hub");
        const Said imported = runDankai({"import", project, at("hub").string(), "--json"});
        VERIFY_EXIT(imported, 0);
        QCOMPARE(imported.json()["files"].size(), std::size_t(2));
        QCOMPARE(imported.json()["examples"].get<int>(), 12);
        VERIFY_SAYS(imported.err, "test-00000-of-00001.jsonl is left alone");
    }

    void twoProcessesImportIntoOneProject()
    {
        const std::string project = newProject("shared");
        const std::string first = written("first.jsonl", leveledRows(300, 1));
        const std::string second = written("second.jsonl", leveledRows(300, 2));
        Said said[2];
        std::thread other([&] { said[1] = runDankai({"import", project, second, "--json"}); });
        said[0] = runDankai({"import", project, first, "--json"});
        other.join();
        VERIFY_EXIT(said[0], 0);
        VERIFY_EXIT(said[1], 0);
        const Said status = runDankai({"status", project, "--json"});
        QCOMPARE(status.json()["examples"].get<int>(), 1800);
    }

    void tokenizeGivesTheModelsIds()
    {
        const auto tokenizer = Tokenizer::open(tinyModel());
        QVERIFY_RESULT(tokenizer);
        const std::string text = "Hello, 返品! <|im_end|>";
        const Said said
            = runDankai({"tokenize", "--model", tinyModel().string()}, toJsonLine({{"text", text}}) + "\n");
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json()["ids"].get<std::vector<std::int32_t>>(), tokenizer->encodeWithAffixes(text));
        const Said bytes // that are no UTF-8: one U+FFFD for each maximal part
            = runDankai({"tokenize", "--model", tinyModel().string()}, "{\"text\":\"a\xff\xe3\x81 b\"}\n");
        VERIFY_EXIT(bytes, 0);
        QCOMPARE(bytes.json()["ids"].get<std::vector<std::int32_t>>(),
            tokenizer->encodeWithAffixes("a\uFFFD\uFFFD b"));
        const Said broken
            = runDankai({"tokenize", "--model", tinyModel().string()}, "{\"text\":\"a\"}\n{\"txt\":1}\n");
        VERIFY_EXIT(broken, 2);
        VERIFY_SAYS(broken.err, "standard input:2");
    }

    void badInputIsOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments"); // {project} and {file:NAME} are replaced
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("words");
        const QStringList import{"import", "{project}", "{file}"};
        QTest::newRow("no file") << QStringList{"import", "{project}", "/no/such/file.jsonl"} << QByteArray()
                                 << 2 << "/no/such/file.jsonl";
        QTest::newRow("empty file") << import << QByteArray("") << 2 << "empty";
        QTest::newRow("no known format") << import
                                         << QByteArray("\x7f"
                                                       "ELF\x01\x02\x03 nothing readable")
                                         << 2 << "bad-input";
        QTest::newRow("one 50 MB line")
            << import << QByteArray("{\"instruction\":\"") + QByteArray(50'000'000, 'x') + QByteArray("\n")
            << 2 << "bad-input";
        QTest::newRow("unknown scorer")
            << QStringList{"score", "{project}", "--scorer", "leng"} << QByteArray() << 2 << "length";
        QTest::newRow("column without numbers")
            << QStringList{"score", "{project}", "--scorer", "column:nothing"} << QByteArray() << 2
            << "No example got a score";
        QTest::newRow("nothing to split")
            << QStringList{"split", "{project}"} << QByteArray() << 2 << "No example has a score yet";
        QTest::newRow("unknown plan")
            << QStringList{"train", "{project}", "--plan", "other"} << QByteArray() << 2 << "other";
        QTest::newRow("unknown arm") << QStringList{"train", "{project}", "--arm", "sideways"} << QByteArray()
                                     << 2 << "phased, one-off";
        QTest::newRow("order of nothing") << QStringList{"train", "{project}", "--arm", "order:1-1"}
                                          << QByteArray() << 2 << "Write every phase once";
        QTest::newRow("Parquet") << import << QByteArray("PAR1\x15\x04\x15\x00", 8) << 2
                                 << "pandas.read_parquet";
        QTest::newRow("--dataset of a file")
            << QStringList{"import", "{project}", "{file}", "--dataset", "x"}
            << QByteArray("{\"instruction\":\"i\",\"output\":\"o\"}\n") << 2 << "--dataset names an entry";
        QTest::newRow("unknown setting") << QStringList{"train", "{project}", "--set", "learning_rat=1"}
                                         << QByteArray() << 2 << "Did you mean 'optimizer.learning_rate'?";
        QTest::newRow("unknown run") << QStringList{"stop", "{project}", "--run", "77"} << QByteArray() << 2
                                     << "77";
        QTest::newRow("no model") << QStringList{"init", "{folder}/new", "--model", "/no/such/model"}
                                  << QByteArray() << 2 << "/no/such/model";
        QTest::newRow("truncated gguf") << QStringList{"init", "{folder}/new", "--model", "{file}.gguf"}
                                        << QByteArray("GGUF\x03\x00\x00\x00\xff\xff", 10) << 2 << "bad-input";
        QTest::newRow("project twice")
            << QStringList{"init", "{project}", "--model", "{model}"} << QByteArray() << 2 << "already";
        QTest::newRow("foreign tokenizer") << QStringList{"init", "{folder}/new", "--model", "{foreign}"}
                                           << QByteArray() << 2 << "the tokenizer does not fit the model";
        QTest::newRow("no prompts") << QStringList{"train", "{project}", "--prompts", "{file}"}
                                    << QByteArray("{\"words\":1}\n") << 2 << "bad-input:1";
        QTest::newRow("explain nobody")
            << QStringList{"explain", "{project}", "4711"} << QByteArray() << 2 << "4711";
        QTest::newRow("explain no number")
            << QStringList{"explain", "{project}", "first"} << QByteArray() << 2 << "EXAMPLE";
        QTest::newRow("explain in no plan") << QStringList{"explain", "{project}", "1", "--plan", "other"}
                                            << QByteArray() << 2 << "Make one with: dankai split";
        const QStringList audit{"export", "{project}", "--as", "audit", "--to", "{folder}/audit.csv"};
        QTest::newRow("audit of no plan") << audit << QByteArray() << 2 << "--as audit needs --plan NAME";
        QTest::newRow("audit of another plan")
            << audit + QStringList{"--plan", "other"} << QByteArray() << 2 << "Make one with: dankai split";
        QTest::newRow("audit of a phase") << audit + QStringList{"--plan", "main", "--phase", "1"}
                                          << QByteArray() << 2 << "An audit is of all examples";
        QTest::newRow("export nothing")
            << QStringList{"export", "{project}", "--run", "1", "--to", "{folder}/out"} << QByteArray() << 2
            << "There is no run";
    }

    void badInputIsOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, bytes);
        QFETCH(int, exitCode);
        QFETCH(QString, words);
        const QString project = QString::fromStdString(at("bad").string());
        if (!fs::exists(at("bad")))
            QCOMPARE(newProject("bad"), at("bad").string());
        const std::string file = written("bad-input", bytes.toStdString());
        written("bad-input.gguf", bytes.toStdString());
        const fs::path foreign = at("foreign"); // with a token more than the model has rows
        if (!fs::exists(foreign)) {
            fs::copy(tinyModel(), foreign);
            Json tokenizer = *parseJson(*readFile(foreign / "tokenizer.json"), "tokenizer.json");
            tokenizer["model"]["vocab"]["more"] = tokenizer["model"]["vocab"].size();
            fs::remove(foreign / "tokenizer.json");
            QVERIFY_RESULT(writeFileAtomically(foreign / "tokenizer.json", tokenizer.dump()));
        }
        std::vector<std::string> list;
        for (QString argument : arguments)
            list.push_back(argument.replace("{project}", project)
                               .replace("{foreign}", QString::fromStdString(foreign.string()))
                               .replace("{file}", QString::fromStdString(file))
                               .replace("{folder}", m_folder.path())
                               .replace("{model}", QString::fromStdString(tinyModel().string()))
                               .toStdString());
        const Said said = runDankai(list);
        VERIFY_EXIT(said, exitCode);
        VERIFY_SAYS(said.err, words.toStdString());
        QVERIFY2(said.err.find("error: ") != std::string::npos, said.all().c_str());
    }

    void anUnknownKeyInTheProjectsSettingsIsNamedWithItsLine()
    {
        const std::string project = newProject("misspelt");
        const fs::path yaml = fs::path(project) / "project.yaml";
        const auto text = readFile(yaml);
        QVERIFY_RESULT(text);
        const auto line = std::count(text->begin(), text->end(), '\n') + 1;
        QVERIFY_RESULT(writeFileAtomically(yaml, *text + "colour: blue\n"));
        const Said said = runDankai({"status", project});
        VERIFY_EXIT(said, 2);
        VERIFY_SAYS(said.err, "project.yaml:" + std::to_string(line));
        VERIFY_SAYS(said.err, "colour");
    }
};

QTEST_APPLESS_MAIN(TestData)
#include "testdata.moc"
