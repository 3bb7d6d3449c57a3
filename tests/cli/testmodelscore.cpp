// SPDX-License-Identifier: Apache-2.0
// dankai score with scorers that the project's model gives: every example once, whatever was cut short
// before.
#include "core/difficulty/measurement.h"
#include "core/platform/file.h"
#include "core/project/judgesettings.h"
#include "core/project/modelscoring.h"
#include "core/project/runlaunch.h"
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <thread>

using namespace dankai;
using dankai::test::runDankai;
using dankai::test::Said;
namespace fs = std::filesystem;

class TestModelScore : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    // 30 examples that fit and one that does not.
    std::string newProject(const std::string& name) const
    {
        const fs::path folder = fs::path(m_folder.path().toStdString()) / name;
        test::makeProject(folder, 10);
        const fs::path data = folder.string() + "-long.jsonl";
        if (!writeFileAtomically(data,
                toJsonLine({{"instruction", "Repeat"}, {"input", ""}, {"output", std::string(40000, 'x')}})
                    + "\n"))
            qFatal("cannot write");
        const Said said = runDankai({"import", folder.string(), data.string()});
        if (said.exitCode != 0)
            qFatal("%s", said.all().c_str());
        return folder.string();
    }

    static ModelScoringRequest byLoss()
    {
        ModelScoringRequest request;
        request.scorers = {"loss"};
        return request;
    }

    static Said score(const std::string& project, const std::string& scorers)
    {
        return runDankai({"score", project, "--scorer", scorers, "--device", "cpu", "--json"});
    }

    // Of each example, newest first.
    static std::map<std::int64_t, std::vector<Score>> scoresOf(
        const std::string& folder, const std::string& scorer)
    {
        std::map<std::int64_t, std::vector<Score>> found;
        auto project = Project::open(folder);
        if (!project)
            qFatal("%s", project.error().message.c_str());
        std::vector<ExampleId> ids;
        const auto visited = project->examples().visit([&](const StoredExample& stored) -> Result<> {
            ids.push_back(stored.id);
            return {};
        });
        for (const ExampleId id : ids) {
            const auto scores = project->scores().scoresOf(id);
            if (!scores)
                qFatal("%s", scores.error().message.c_str());
            for (const auto& [name, score] : *scores)
                if (name == scorer)
                    found[static_cast<std::int64_t>(id)].push_back(score);
        }
        return visited ? found : std::map<std::int64_t, std::vector<Score>>();
    }

    static void everyExampleHasOneScore(const std::string& project, const std::string& scorer)
    {
        const auto scores = scoresOf(project, scorer);
        QCOMPARE(scores.size(), std::size_t(31));
        int without = 0;
        for (const auto& [id, ofExample] : scores) {
            QCOMPARE(ofExample.size(), std::size_t(1));
            without += ofExample[0].value ? 0 : 1;
            if (!ofExample[0].value)
                QCOMPARE(parseMeasurement(ofExample[0].raw, "raw").value().unmeasured,
                    std::string(unmeasured::tooLong));
        }
        QCOMPARE(without, 1);
    }

private Q_SLOTS:

    void everyExampleIsScoredOnce()
    {
        const std::string project = newProject("once");
        const Said first = score(project, "loss,ifd");
        VERIFY_EXIT(first, 0);
        const Json scorers = first.json().at("scorers");
        QCOMPARE(scorers.size(), std::size_t(2));
        for (const Json& scorer : scorers) {
            QCOMPARE(scorer.at("new").get<int>(), 31);
            QCOMPARE(scorer.at("scored").get<int>(), 30);
            QCOMPARE(scorer.at("without_value").get<int>(), 1);
        }
        everyExampleHasOneScore(project, "loss");
        everyExampleHasOneScore(project, "ifd");
        everyExampleHasOneScore(project, "token_error"); // in the pass of the loss
        QVERIFY(fs::is_empty(fs::path(project) / "jobs"));
        // The same numbers as `dankai loss` gives, which reads rows of a file.
        double sum = 0;
        for (const auto& [id, scores] : scoresOf(project, "loss")) {
            if (!scores[0].value)
                continue;
            const Measurement measured = parseMeasurement(scores[0].raw, "raw").value();
            QVERIFY(std::abs(*scores[0].value - measured.nll / static_cast<double>(measured.tokens)) < 1e-12);
            sum += measured.nll;
        }
        const Said loss = runDankai({"loss", "--model", test::tinyModel().string(), "--data",
            project + ".jsonl", "--device", "cpu", "--json"});
        VERIFY_EXIT(loss, 0);
        double expected = 0;
        const Json rows = loss.json().at("rows");
        for (const Json& row : rows)
            expected += row.at("nll").get<double>();
        QVERIFY2(std::abs(sum - expected) < 1e-4 * expected,
            (std::to_string(sum) + ", " + std::to_string(expected)).c_str());

        const Said again = score(project, "loss,ifd");
        VERIFY_EXIT(again, 0);
        QCOMPARE(again.json().at("scorers").at(0).at("new").get<int>(), 0);
        everyExampleHasOneScore(project, "loss");
        // Another scorer looks at all of them; the plan may cut on it.
        VERIFY_EXIT(score(project, "nll"), 0);
        everyExampleHasOneScore(project, "nll");
        VERIFY_EXIT(runDankai({"split", project, "--plan", "ifd", "--scorer", "ifd", "--quantiles", "3"}), 0);
    }

    // A command that was killed leaves a job behind: half measured, with an engine or without.
    void whatAnEarlierCommandLeftIsTaken()
    {
        const std::string project = newProject("left");
        std::string job;
        {
            auto opened = Project::open(project);
            QVERIFY_RESULT(opened);
            const auto prepared = prepareModelScoring(*opened, byLoss());
            QVERIFY_RESULT(prepared);
            QVERIFY(*prepared);
            job = (*prepared)->id;
            QCOMPARE((*prepared)->examples, std::uint64_t(31));
        }
        const fs::path folder = fs::path(project) / "jobs" / job;
        std::string lines;
        auto rows = LineReader::open(folder / "rows.jsonl");
        QVERIFY_RESULT(rows);
        for (int i = 0; i < 10; ++i) {
            const auto row = rows->next();
            lines += toJsonLine(Measurement{parseJson(**row, "row").value().at("id"), 4, 8.0, {}, {}}) + "\n";
        }
        QVERIFY_RESULT(writeFileAtomically(folder / "results.jsonl", lines + "{\"id\":\"1"));
        const Said said = score(project, "loss");
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json().at("scorers").at(0).at("new").get<int>(), 21);
        everyExampleHasOneScore(project, "loss");
        int taken = 0;
        for (const auto& [id, scores] : scoresOf(project, "loss"))
            taken += scores[0].value == 2.0 ? 1 : 0;
        QCOMPARE(taken, 10);
        QVERIFY(fs::is_empty(fs::path(project) / "jobs"));
    }

    void anEngineThatStillWorksIsWaitedFor()
    {
        const std::string project = newProject("works");
        {
            auto opened = Project::open(project);
            QVERIFY_RESULT(opened);
            const auto prepared = prepareModelScoring(*opened, byLoss());
            QVERIFY_RESULT(prepared);
            QVERIFY_RESULT(launchEngine(opened->jobsFolder() / (*prepared)->id, EngineTask::Job));
        }
        VERIFY_EXIT(score(project, "loss"), 0);
        everyExampleHasOneScore(project, "loss");
    }

    // Its scores go by what it is asked: another question is another version, and all are asked again.
    void theModelIsAJudgeOfItsOwn()
    {
        const std::string project = newProject("judge");
        const auto ask = [&](const std::string& question) -> Result<> {
            auto settings
                = readJudgeSettings(project, "en"); // whose own question is too long for a tiny model
            if (!settings)
                return passOn(settings);
            settings->prompt.system.clear();
            settings->prompt.examples.clear();
            settings->prompt.question = question;
            settings->endpoint.url = "http://localhost:1/v1";
            return writeFileAtomically(judgeFile(project), toYaml(*settings));
        };
        QVERIFY_RESULT(ask("{instruction} {response}"));
        const Said alone = score(project, "local_judge");
        VERIFY_EXIT(alone, 2);
        VERIFY_SAYS(alone.all(), "does not answer a judge's question with a digit");
        const auto scores = scoresOf(project, "local_judge");
        QCOMPARE(scores.size(), std::size_t(31));
        for (const auto& [id, ofExample] : scores) {
            QCOMPARE(ofExample.size(), std::size_t(1));
            const Measurement said = parseMeasurement(ofExample[0].raw, "raw").value();
            // A tiny model of random weights hardly ever writes a digit: then there is no score, with the
            // reason kept.
            QCOMPARE(ofExample[0].value.has_value(), said.judged.has_value() && said.judgedMass >= 0.5);
            if (said.unmeasured.empty())
                QVERIFY(said.judged && *said.judged >= 1 && *said.judged <= 5);
        }
        const Said again = score(project, "local_judge,loss");
        VERIFY_EXIT(again, 0);
        QCOMPARE(scoresOf(project, "loss").size(), std::size_t(31));
        QCOMPARE(scoresOf(project, "local_judge").begin()->second.size(), std::size_t(1));
        QVERIFY_RESULT(ask("Another question: {instruction} {response}"));
        const Said other = score(project, "loss,local_judge");
        VERIFY_EXIT(other, 0);
        QCOMPARE(other.json().at("scorers").at(1).at("new").get<int>(), 31);
        QCOMPARE(scoresOf(project, "loss").begin()->second.size(), std::size_t(1));
        QCOMPARE(scoresOf(project, "local_judge").begin()->second.size(), std::size_t(2));
    }

    // Scores of another model stand under its name, whatever the project's own says.
    void anotherModelScoresUnderItsName()
    {
        const std::string project = newProject("other");
        const fs::path folder = m_folder.path().toStdString();
        const fs::path other = folder / "other, model", namesake = folder / "elsewhere" / "other, model";
        QVERIFY_RESULT(test::writeTinyModel(other, {.seed = 7}));
        QVERIFY_RESULT(test::writeTinyModel(namesake, {.seed = 8}));
        const auto ask = [&](const char* scorers, const fs::path& model) {
            return runDankai({"score", project, "--scorer", scorers, "--model", model.string(), "--device",
                "cpu", "--json"});
        };
        VERIFY_EXIT(score(project, "loss"), 0);
        const Said said = ask("loss,length,ifd", other);
        VERIFY_EXIT(said, 0);
        const Json scorers = said.json().at("scorers");
        const std::string name = "loss:other--model";
        QCOMPARE(scorers.at(0).at("scorer").get<std::string>(), name);
        QCOMPARE(scorers.at(0).at("new").get<int>(), 31);
        QCOMPARE(scorers.at(1).at("scorer").get<std::string>(), std::string("length"));
        QCOMPARE(scorers.at(2).at("scorer").get<std::string>(), std::string("ifd:other--model"));
        everyExampleHasOneScore(project, name);
        everyExampleHasOneScore(project, "loss"); // it did not get a second one
        // Each model's are what `dankai loss` says of that model.
        for (const auto& [scorer, model] :
            {std::pair(name, other), {std::string("loss"), test::tinyModel()}}) {
            const Said alone = runDankai({"loss", "--model", model.string(), "--data", project + ".jsonl",
                "--device", "cpu", "--json"});
            VERIFY_EXIT(alone, 0);
            const Json rows = alone.json().at("rows");
            const auto scores = scoresOf(project, scorer);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const double expected
                    = rows[i].at("nll").get<double>() / static_cast<double>(rows[i].at("tokens").get<int>());
                QVERIFY(std::abs(*scores.at(static_cast<std::int64_t>(i) + 1)[0].value - expected) < 1e-4);
            }
        }
        QVERIFY(scoresOf(project, name).at(1)[0].value != scoresOf(project, "loss").at(1)[0].value);
        QCOMPARE(ask("loss", other).json().at("scorers").at(0).at("new").get<int>(), 0); // it is known
        // Another model of that name gets another one.
        const Said second = ask("loss", namesake);
        VERIFY_EXIT(second, 0);
        const std::string apart = second.json().at("scorers").at(0).at("scorer").get<std::string>();
        QVERIFY2(apart.starts_with(name + "-") && apart.size() == name.size() + 9, apart.c_str());
        everyExampleHasOneScore(project, apart);
        everyExampleHasOneScore(project, name);
        // It is known wherever it stands, also where its folder is called something else.
        const fs::path copied = folder / "elsewhere" / "a copy";
        fs::copy(other, copied, fs::copy_options::recursive);
        const Said moved = ask("loss", copied);
        VERIFY_EXIT(moved, 0);
        QCOMPARE(moved.json().at("scorers").at(0).at("scorer").get<std::string>(), name);
        QCOMPARE(moved.json().at("scorers").at(0).at("new").get<int>(), 0);
        // Hugging Face's cache calls folders by commits, which say nothing.
        const fs::path cached = folder / "hub/models--Some-One--Tiny-7/snapshots/0123456789abcdef";
        QVERIFY_RESULT(test::writeTinyModel(cached, {.seed = 9}));
        const Said ofCache = ask("loss", cached);
        VERIFY_EXIT(ofCache, 0);
        QCOMPARE(
            ofCache.json().at("scorers").at(0).at("scorer").get<std::string>(), std::string("loss:Tiny-7"));
        // Plans are cut by it, and what they are worth is said beside the project's own model.
        VERIFY_EXIT(
            runDankai({"split", project, "--plan", "by-other", "--scorer", name, "--quantiles", "3"}), 0);
        const Said validity
            = runDankai({"agreement", project, "--scorer", name + ",loss", "--plan", "by-other", "--json"});
        VERIFY_EXIT(validity, 0);
        QVERIFY(toJsonLine(validity.json()).find("two models agree") != std::string::npos);
        QCOMPARE(validity.json()["validity"]["phases"][0]["n"].get<int>(), 10);
        QCOMPARE(validity.json()["validity"]["phases"][0]["accuracy"]["n"].get<int>(), 10);
        QVERIFY(fs::is_empty(fs::path(project) / "jobs"));

        const Said own = ask("loss", test::tinyModel());
        VERIFY_EXIT(own, 2);
        VERIFY_SAYS(own.all(), "is the project's own model");
        const Said missing = ask("loss", folder / "no such model");
        VERIFY_EXIT(missing, 2);
        VERIFY_SAYS(missing.all(), "no such model");
        fs::create_directories(folder / "empty");
        VERIFY_EXIT(ask("ifd", folder / "empty"), 2);
        const Said byText = ask("length", other);
        VERIFY_EXIT(byText, 2);
        VERIFY_SAYS(byText.all(), "--model is of a judge and of scorers by a model");
        VERIFY_EXIT(
            runDankai({"score", project, "--scorer", "loss", "--run", "001", "--model", other.string()}), 2);
    }

    // The question is in the language of the data where nobody has written one, and of a version of its own.
    void theQuestionSpeaksTheLanguageOfTheData()
    {
        const std::string project = newProject("languages");
        const std::string japanese = fs::path(m_folder.path().toStdString()) / "japanese.jsonl";
        std::string lines;
        for (int i = 0; i < 40; ++i)
            lines += toJsonLine({{"instruction", "返品について書いてください。" + std::to_string(i)},
                         {"input", ""}, {"output", "承知しました。"}})
                + "\n";
        const auto language = [&] {
            auto opened = Project::open(project);
            return opened ? judgeLanguage(*opened).value_or("?") : "?";
        };
        const auto kept = [&] {
            return Project::open(project)->scores().newestSettings("local_judge").value().value_or("");
        };
        QCOMPARE(language(), std::string("en"));
        (void)score(project, "local_judge"); // of a tiny model no numbers come
        QCOMPARE(kept(), readJudgeSettings(project, "en")->prompt.question);
        QVERIFY_RESULT(writeFileAtomically(japanese, lines));
        VERIFY_EXIT(runDankai({"import", project, japanese}), 0);
        QCOMPARE(language(), std::string("ja"));
        const auto versions = [&] { return scoresOf(project, "local_judge").at(1); };
        QCOMPARE(versions().size(), std::size_t(1));
        (void)score(project, "local_judge");
        QCOMPARE(kept(), readJudgeSettings(project, "ja")->prompt.question);
        QCOMPARE(versions().size(), std::size_t(2));
        QVERIFY(versions()[0].version > versions()[1].version);
        (void)runDankai({"score", project, "--scorer", "local_judge", "--language", "en", "--device", "cpu"});
        QCOMPARE(kept(), readJudgeSettings(project, "en")->prompt.question);
    }

    // What a run's checkpoints say of each example, against each checkpoint measured alone.
    void aRunsCheckpointsAreScorers()
    {
        const std::string project = newProject("run");
        const auto ofRun = [&](const char* scorers, std::vector<std::string> more = {}) {
            std::vector<std::string> arguments
                = {"score", project, "--scorer", scorers, "--run", "001", "--device", "cpu", "--json"};
            arguments.insert(arguments.end(), more.begin(), more.end());
            return runDankai(arguments);
        };
        const Said missing = ofRun("loss_drop");
        VERIFY_EXIT(missing, 2);
        VERIFY_SAYS(missing.all(), "There is no run");
        const Said without = score(project, "forgetting");
        VERIFY_EXIT(without, 2);
        VERIFY_SAYS(without.all(), "give --run NUMBER");
        VERIFY_EXIT(runDankai({"train", project, "--device", "cpu", "--set", "tokens_per_step=400", "--set",
                        "answers.max_new_tokens=4", "--set", "gate.resamples=200", "--set",
                        "optimizer.learning_rate=0.01"}),
            0);
        const fs::path run = fs::path(project) / "runs/001";
        QVERIFY(fs::exists(run / "checkpoints/phase_3"));

        const Said said = ofRun("loss_drop,forgetting");
        VERIFY_EXIT(said, 0);
        const Json scorers = said.json().at("scorers");
        QCOMPARE(scorers.at(0).at("scorer").get<std::string>(), std::string("loss_drop:001"));
        QCOMPARE(scorers.at(1).at("scorer").get<std::string>(), std::string("forgetting:001"));
        for (const Json& scorer : scorers) {
            QCOMPARE(scorer.at("new").get<int>(), 31);
            QCOMPARE(scorer.at("scored").get<int>(), 30);
        }
        // Rows of the file are examples 1, 2, ... of the project.
        std::vector<std::vector<double>> losses(31); // of each example from 1, checkpoint by checkpoint
        for (const fs::path& model : {test::tinyModel(), run / "checkpoints/phase_1",
                 run / "checkpoints/phase_2", run / "checkpoints/phase_3"}) {
            const Said alone = runDankai({"loss", "--model", model.string(), "--data", project + ".jsonl",
                "--device", "cpu", "--json"});
            VERIFY_EXIT(alone, 0);
            const Json rows = alone.json().at("rows");
            QCOMPARE(rows.size(), std::size_t(30));
            for (std::size_t i = 0; i < rows.size(); ++i)
                losses[i + 1].push_back(
                    rows[i].at("nll").get<double>() / static_cast<double>(rows[i].at("tokens").get<int>()));
        }
        const auto drops = scoresOf(project, "loss_drop:001"), forgot = scoresOf(project, "forgetting:001");
        const auto first = scoresOf(project, "loss:001/phase_1"), base = scoresOf(project, "loss:001/base");
        double fallen = 0;
        for (std::int64_t id = 1; id <= 30; ++id) {
            const std::vector<double>& own = losses[static_cast<std::size_t>(id)];
            QVERIFY(std::abs(*drops.at(id)[0].value - (own[0] - own[3])) < 1e-4);
            QVERIFY(std::abs(*forgot.at(id)[0].value - (own[3] - std::min({own[0], own[1], own[2]}))) < 1e-4);
            QVERIFY(std::abs(*first.at(id)[0].value - own[1]) < 1e-4);
            QVERIFY(std::abs(*base.at(id)[0].value - own[0]) < 1e-4);
            QVERIFY(drops.at(id)[0].rationale.starts_with("Its loss went from "));
            QCOMPARE(drops.at(id)[0].version, 3); // of the last phase
            fallen += *drops.at(id)[0].value;
        }
        QVERIFY(fallen > 0); // the training taught something
        // The project's own loss is no checkpoint's.
        QVERIFY(scoresOf(project, "loss").empty());
        // What was measured stays: the second time costs nothing, another phase only the subtraction.
        const Said again = ofRun("forgetting,loss_drop");
        VERIFY_EXIT(again, 0);
        QCOMPARE(again.json().at("scorers").at(0).at("new").get<int>(), 0);
        VERIFY_EXIT(ofRun("loss_drop", {"--phase", "2"}), 0);
        const auto inPhase = scoresOf(project, "loss_drop:001/phase_2");
        for (std::int64_t id = 1; id <= 30; ++id)
            QVERIFY(std::abs(*inPhase.at(id)[0].value
                        - (losses[static_cast<std::size_t>(id)][1] - losses[static_cast<std::size_t>(id)][2]))
                < 1e-4);
        QVERIFY(fs::is_empty(fs::path(project) / "jobs"));
        VERIFY_EXIT(
            runDankai({"split", project, "--plan", "drop", "--scorer", "loss_drop:001", "--quantiles", "3"}),
            0);
        const Said outside = ofRun("loss", {"--phase", "4"});
        VERIFY_EXIT(outside, 2);
        VERIFY_SAYS(outside.all(), "there is no phase 4");
        VERIFY_EXIT(ofRun("length"), 2);
        VERIFY_EXIT(ofRun("local_judge"), 2);
    }

    // Losses on held-out rows stand in the run's record: they need no weights.
    void whatTheRunRecordedIsTaken()
    {
        const std::string project = newProject("recorded");
        VERIFY_EXIT(runDankai({"split", project, "--thresholds", "1.5,2.5", "--validation-share", "0.2",
                        "--test-share", "0.2"}),
            0);
        VERIFY_EXIT(runDankai({"train", project, "--device", "cpu", "--set", "tokens_per_step=400", "--set",
                        "answers.max_new_tokens=4", "--set", "gate.resamples=200"}),
            0);
        const fs::path run = fs::path(project) / "runs/001";
        std::map<std::int64_t, double> recorded;
        for (const char* file : {"loss_validation.jsonl", "loss_test.jsonl"}) {
            auto lines = LineReader::open(run / "results/phase_2" / file);
            QVERIFY_RESULT(lines);
            for (auto line = lines->next(); line && *line; line = lines->next()) {
                const Json loss = parseJson(**line, file).value();
                recorded[std::stoll(loss.at("id").get<std::string>())]
                    = loss.at("nll").get<double>() / static_cast<double>(loss.at("tokens").get<int>());
            }
        }
        QVERIFY(recorded.size() >= 4);
        // One of them is edited: what was recorded is of another text.
        const std::int64_t edited = recorded.begin()->first;
        {
            auto opened = Project::open(project);
            QVERIFY_RESULT(opened);
            Example changed = opened->examples().example(ExampleId(edited))->example;
            changed.response += " and more";
            QVERIFY_RESULT(opened->examples().edit(ExampleId(edited), changed));
        }
        fs::remove_all(run / "checkpoints/phase_2");
        const Said said = runDankai({"score", project, "--scorer", "loss", "--run", "001", "--phase", "2",
            "--device", "cpu", "--json"});
        VERIFY_EXIT(said, 2);
        VERIFY_SAYS(said.all(), "The weights of 001/phase_2 are not there");
        const auto taken = scoresOf(project, "loss:001/phase_2");
        QCOMPARE(taken.size(), recorded.size() - 1);
        for (const auto& [id, scores] : taken) {
            QVERIFY(id != edited);
            QCOMPARE(*scores[0].value, recorded.at(id));
        }
    }

    void anEditedExampleIsLookedAtAgain()
    {
        const std::string project = newProject("edited");
        VERIFY_EXIT(score(project, "loss"), 0);
        {
            auto opened = Project::open(project);
            QVERIFY_RESULT(opened);
            std::optional<StoredExample> first;
            (void)opened->examples().visit([&](const StoredExample& stored) -> Result<> {
                first = stored;
                return stopped("enough");
            });
            Example changed = first->example;
            changed.response += " and more";
            QVERIFY_RESULT(opened->examples().edit(first->id, changed));
        }
        const Said again = score(project, "loss");
        VERIFY_EXIT(again, 0);
        QCOMPARE(again.json().at("scorers").at(0).at("new").get<int>(), 1);
        QCOMPARE(again.json().at("scorers").at(0).at("scored").get<int>(), 30);
    }
};

QTEST_GUILESS_MAIN(TestModelScore)
#include "testmodelscore.moc"
