// SPDX-License-Identifier: Apache-2.0
// dankai calibrate: labels of some examples, a score with its reasons for every one.
#include "core/base/random.h"
#include "core/platform/file.h"
#include "core/project/calibrationrecord.h"
#include "core/project/hiddenstatestore.h"
#include "core/project/modelscoring.h"
#include "core/project/reviewstore.h"
#include "core/project/runlaunch.h"
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace dankai;
using dankai::test::runDankai;
using dankai::test::Said;
namespace fs = std::filesystem;

class TestCalibrate : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    static constexpr int examples = 120;

    // Hard examples ask to compare and have long answers; the first `labelled` say so in a column.
    std::string newProject(const std::string& name, int labelled, bool isAlike = false) const
    {
        const fs::path folder = fs::path(m_folder.path().toStdString()) / name;
        const Said made = runDankai({"init", folder.string(), "--model", test::tinyModel().string()});
        if (made.exitCode != 0)
            qFatal("%s", made.all().c_str());
        Random random(7);
        std::string rows;
        for (int i = 0; i < examples; ++i) {
            const bool isHard = i % 3 == 0;
            const int length = 3 + static_cast<int>(random.below(isHard ? 30 : 14));
            std::string output;
            for (int k = 0; k < length; ++k)
                output += "w" + std::to_string(random.below(500)) + " ";
            Json row = {{"instruction", (isHard ? "Compare " : "Name ") + std::to_string(i)}, {"input", ""},
                {"output", output}};
            if (i < labelled)
                row["level"] = isAlike || !isHard ? 1 : 2;
            rows += toJsonLine(row) + "\n";
        }
        const fs::path data = folder.string() + ".jsonl";
        if (!writeFileAtomically(data, rows))
            qFatal("cannot write");
        for (const std::vector<std::string>& command :
            {std::vector<std::string>{"import", folder.string(), data.string()},
                {"score", folder.string(), "--scorer", "column:level"}}) {
            const Said said = runDankai(command);
            if (said.exitCode != 0 && labelled > 0)
                qFatal("%s", said.all().c_str());
        }
        return folder.string();
    }

    static Said calibrate(const std::string& project, std::vector<std::string> more = {})
    {
        std::vector<std::string> command = {"calibrate", project, "--device", "cpu", "--json"};
        command.insert(command.end(), more.begin(), more.end());
        return runDankai(command);
    }

private Q_SLOTS:

    void everyExampleGetsAScoreWithItsReasons()
    {
        const std::string folder = newProject("all", 60);
        const Said said = calibrate(folder, {"--curve", "30"});
        VERIFY_EXIT(said, 0);
        const Json result = said.json();
        QCOMPARE(result.at("labels").get<int>(), 60);
        QCOMPARE(result.at("learnt_from").get<std::string>(), std::string("column:level"));
        QCOMPARE(result.at("scored").get<int>(), examples);
        QCOMPARE(result.at("with_model").get<int>(), examples);
        QCOMPARE(result.at("with_states").get<int>(), examples);
        QCOMPARE(result.at("version").get<int>(), 1);
        QVERIFY(result.at("auc").at("lower").get<double>() > 0.7);
        double shares = 0;
        const Json& groups = result.at("groups");
        QCOMPARE(groups.size(), std::size_t(4));
        for (const Json& share : groups)
            shares += share.get<double>();
        QVERIFY(std::abs(shares - 1) < 1e-9);
        QCOMPARE(result.at("learning_curve").size(), std::size_t(1));

        auto project = Project::open(folder);
        QVERIFY_RESULT(project);
        // Those that had no label are told apart as well.
        double hard = 0, easy = 0;
        int hards = 0, easies = 0;
        const auto columns = project->examples().columns({calibratedScorer, {}});
        QVERIFY_RESULT(columns);
        for (std::size_t row = 60; row < columns->size(); ++row) {
            QVERIFY(columns->scores[row] >= 1 && columns->scores[row] <= 2);
            (row % 3 == 0 ? hard : easy) += columns->scores[row];
            ++(row % 3 == 0 ? hards : easies);
        }
        QVERIFY(hard / hards > easy / easies + 0.3);
        const auto scores = project->scores().scoresOf(columns->ids[100]);
        QVERIFY_RESULT(scores);
        const auto found = std::ranges::find_if(
            *scores, [](const auto& named) { return named.first == calibratedScorer; });
        QVERIFY(found != scores->end());
        const auto why = parseJson(found->second.raw, "raw");
        QVERIFY_RESULT(why);
        QCOMPARE(why->at("reasons").size(), std::size_t(4));
        const bool isHarder = why->at("reasons").at(0).at(1).get<double>() > 0;
        QVERIFY2(found->second.rationale.starts_with(isHarder ? "Seems harder: " : "Seems easier: "),
            found->second.rationale.c_str());
        const auto kept = project->scores().newestSettings(calibratedScorer);
        QVERIFY_RESULT(kept);
        QVERIFY(kept->has_value() && (*kept)->find("weighted_kappa") != std::string::npos);

        // The same again: nothing is measured, stored or counted up.
        const Said again = calibrate(folder);
        VERIFY_EXIT(again, 0);
        QCOMPARE(again.json().at("version").get<int>(), 1);
        QVERIFY(again.json().at("auc") == result.at("auc"));
        // The record says the same, with the curve that was drawn before: it holds as long as the labels do.
        const auto record = lastCalibration(*project);
        QVERIFY_RESULT(record);
        QVERIFY(record->has_value());
        Json recorded = toJson(**record);
        QVERIFY(recorded.at("learning_curve") == result.at("learning_curve"));
        recorded["learning_curve"] = Json::array();
        QCOMPARE(recorded.dump(), again.json().dump());
        const auto sources = labelSources(*project);
        QVERIFY_RESULT(sources);
        QCOMPARE(sources->size(), std::size_t(1)); // what was learnt is no label
        QCOMPARE(sources->front().name, std::string("column:level"));
        QCOMPARE(sources->front().labels, std::uint64_t(60));
        QVERIFY(sources->front().problem.empty());
        QCOMPARE(project->scores().scoresOf(columns->ids[100])->size(), scores->size());
        // Another seed is another calibration; the plan cuts on the newest.
        const Said other = calibrate(folder, {"--seed", "4"});
        VERIFY_EXIT(other, 0);
        QCOMPARE(other.json().at("version").get<int>(), 2);
        VERIFY_EXIT(
            runDankai({"split", folder, "--plan", "main", "--scorer", "calibrated", "--quantiles", "3"}), 0);
    }

    void withoutTheModelTheTextIsEnough()
    {
        const std::string folder = newProject("text", 60);
        const Said said = calibrate(folder, {"--no-model"});
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json().at("with_model").get<int>(), 0);
        QCOMPARE(said.json().at("scored").get<int>(), examples);
        QVERIFY(!fs::exists(fs::path(folder) / "states"));
    }

    // People's placements are labels like any others; those of an edited text are not.
    void reviewsAreLabels()
    {
        const std::string folder = newProject("reviewed", 60);
        VERIFY_EXIT(
            runDankai({"split", folder, "--plan", "main", "--scorer", "column:level", "--thresholds", "1.5"}),
            0);
        auto project = Project::open(folder);
        QVERIFY_RESULT(project);
        for (int i = 0; i < 45; ++i) {
            Review review;
            review.plan = "main";
            review.reviewer = i % 2 == 0 ? "Aya" : "Ken";
            review.example = ExampleId(61 + i);
            review.decision = ReviewDecision::Place;
            review.level = (60 + i) % 3 == 0 ? 1 : 0;
            QVERIFY_RESULT(project->reviews().decide(review));
        }
        const Said said = calibrate(folder, {"--no-model", "--labels", "reviews:main"});
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json().at("labels").get<int>(), 45);
        QCOMPARE(said.json().at("levels").size(), std::size_t(2));
        QCOMPARE(said.json().at("levels").at(1).at("value").get<double>(), 2.0);
        // Nobody drew them, which is said.
        const Json doubts = said.json().at("doubts");
        QVERIFY(std::ranges::any_of(doubts, [](const Json& doubt) {
            return doubt.get<std::string>().find("not drawn at random") != std::string::npos;
        }));
        auto stored = project->examples().example(ExampleId(63));
        QVERIFY_RESULT(stored);
        stored->example.response = "another answer";
        QVERIFY_RESULT(project->examples().edit(ExampleId(63), stored->example));
        const Said again = calibrate(folder, {"--no-model", "--labels", "reviews:main"});
        VERIFY_EXIT(again, 0);
        QCOMPARE(again.json().at("labels").get<int>(), 44);
        const Said unknown = calibrate(folder, {"--no-model", "--labels", "reviews:other"});
        QCOMPARE(unknown.exitCode, 2);
    }

    // An edited example's old states do not count, and a new one's are measured; nothing else is.
    void whatIsEditedIsMeasuredAnew()
    {
        const std::string folder = newProject("edited", 60);
        VERIFY_EXIT(calibrate(folder), 0);
        auto project = Project::open(folder);
        QVERIFY_RESULT(project);
        const auto layer = calibrationStateLayer(*project);
        QVERIFY_RESULT(layer);
        auto stored = project->examples().example(ExampleId(100));
        QVERIFY_RESULT(stored);
        stored->example.response = "another answer";
        QVERIFY_RESULT(project->examples().edit(ExampleId(100), stored->example));
        QVERIFY(!HiddenStateStore::open(*project, *layer)->has(ExampleId(100), 2));
        VERIFY_EXIT(calibrate(folder), 0);
        const auto states = HiddenStateStore::open(*project, *layer);
        QVERIFY(states->has(ExampleId(100), 2) && states->has(ExampleId(100), 1));
        std::size_t files = 0;
        for ([[maybe_unused]] const auto& entry : fs::directory_iterator(fs::path(folder) / "states"))
            ++files;
        QCOMPARE(files, std::size_t(2));
        // A file that somebody broke is measured again.
        for (const auto& entry : fs::directory_iterator(fs::path(folder) / "states"))
            QVERIFY_RESULT(writeFileAtomically(entry.path(), "broken"));
        QCOMPARE(HiddenStateStore::open(*project, *layer)->problems().size(), std::size_t(2));
        const Said repaired = calibrate(folder, {"--seed", "9"});
        VERIFY_EXIT(repaired, 0);
        QCOMPARE(repaired.json().at("with_states").get<int>(), examples);
    }

    // What a killed engine has measured is used, and the rest is measured.
    void aKilledMeasurementGoesOn()
    {
        const std::string folder = newProject("killed", 60);
        auto project = Project::open(folder);
        QVERIFY_RESULT(project);
        ModelScoringRequest request;
        request.scorers = calibrationScorers();
        request.stateLayer = *calibrationStateLayer(*project);
        request.execution.device = "cpu";
        const auto job = prepareModelScoring(*project, request);
        QVERIFY_RESULT(job);
        const fs::path jobFolder = project->jobsFolder() / (*job)->id;
        const auto engine = launchEngine(jobFolder, EngineTask::Job);
        QVERIFY_RESULT(engine);
        for (int i = 0; i < 2000 && engineOf(jobFolder); ++i)
            QTest::qWait(10);
        // As a kill would leave it: half of the results, and states that end within a row.
        const auto results = readFile(jobFolder / jobfile::results);
        QVERIFY_RESULT(results);
        std::size_t half = 0;
        for (int line = 0; line < examples / 2; ++line)
            half = results->find('\n', half) + 1;
        fs::resize_file(jobFolder / jobfile::results, half);
        fs::resize_file(jobFolder / jobfile::states, fs::file_size(jobFolder / jobfile::states) * 3 / 4 + 3);
        const Said said = calibrate(folder);
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json().at("with_model").get<int>(), examples);
        QCOMPARE(said.json().at("with_states").get<int>(), examples);
        QVERIFY(fs::is_empty(fs::path(folder) / "jobs"));
    }

    // Another model's view, with its hidden states, beside that of the project's own.
    void anotherModelsViewCounts()
    {
        const std::string folder = newProject("other", 60);
        const fs::path other = fs::path(m_folder.path().toStdString()) / "larger";
        QVERIFY_RESULT(test::writeTinyModel(other, {.hiddenSize = 48, .layerCount = 4, .seed = 7}));
        const Said said = calibrate(folder, {"--model", other.string()});
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json().at("model").get<std::string>(), std::string("larger"));
        QCOMPARE(said.json().at("with_model").get<int>(), examples);
        QCOMPARE(said.json().at("with_states").get<int>(), examples);
        auto project = Project::open(folder);
        QVERIFY_RESULT(project);
        const auto scoredBy = [&](const std::string& scorer) {
            std::uint64_t scored = 0;
            const auto figures = project->scores().figures();
            for (const ScorerFigures& one : *figures)
                scored += one.scorer == scorer ? one.scored : 0;
            return scored;
        };
        QCOMPARE(scoredBy("nll:larger"), std::uint64_t(examples));
        QCOMPARE(scoredBy("nll"), std::uint64_t(0));
        const auto known = knownOtherModels(*project);
        QVERIFY_RESULT(known);
        QCOMPARE(known->size(), std::size_t(1));
        const auto layer = calibrationStateLayer(*project, known->front());
        QVERIFY_RESULT(layer);
        QCOMPARE(*layer, 3);
        const auto states = HiddenStateStore::open(*project, *layer, statesModel(*project, known->front()));
        QVERIFY(states->has(ExampleId(1), 1));
        QCOMPARE(states->columns(), std::size_t(4 * 48));
        QVERIFY(!HiddenStateStore::open(*project, *layer)->has(ExampleId(1), 1)); // not the project's
        // What it has read is not read again; the project's own is another calibration.
        const auto filesOf = [&] {
            std::size_t files = 0;
            for ([[maybe_unused]] const auto& entry : fs::directory_iterator(fs::path(folder) / "states"))
                ++files;
            return files;
        };
        QCOMPARE(calibrate(folder, {"--model", other.string()}).json().at("version").get<int>(), 1);
        QCOMPARE(filesOf(), std::size_t(1));
        const Said own = calibrate(folder);
        VERIFY_EXIT(own, 0);
        QCOMPARE(own.json().at("version").get<int>(), 2);
        QCOMPARE(own.json().at("model").get<std::string>(), std::string());
        QCOMPARE(own.json().at("with_states").get<int>(), examples);
        QCOMPARE(scoredBy("nll"), std::uint64_t(examples));
        QCOMPARE(filesOf(), std::size_t(2));
        // The record says whose view it was.
        VERIFY_EXIT(calibrate(folder, {"--model", other.string()}), 0);
        QCOMPARE((*lastCalibration(*project))->model, std::string("larger"));

        const Said both = calibrate(folder, {"--model", other.string(), "--no-model"});
        VERIFY_EXIT(both, 2);
        const Said missing = calibrate(folder, {"--model", other.string() + "-gone"});
        VERIFY_EXIT(missing, 2);
        VERIFY_SAYS(missing.all(), "larger-gone");
    }

    // States are of a template as well: those of another one than the project's count all the same.
    void anotherTemplateHasItsOwnStates()
    {
        const std::string folder = newProject("template", 60);
        const Said said = calibrate(folder, {"--chat-template", "plain"});
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json().at("with_states").get<int>(), examples);
        const Said usual = calibrate(folder);
        VERIFY_EXIT(usual, 0);
        QCOMPARE(usual.json().at("with_states").get<int>(), examples);
        QCOMPARE(usual.json().at("version").get<int>(), 2);
    }

    // Nobody needs to have scored by the column before, also where it came with later rows.
    void aColumnThatIsNamedIsRead()
    {
        const std::string folder = newProject("raw", 0);
        const fs::path data = folder + "-labelled.jsonl";
        std::string rows;
        for (int i = 0; i < 40; ++i)
            rows += toJsonLine(Json{{"instruction", "Tell " + std::to_string(i)}, {"input", ""},
                        {"output", std::string(static_cast<std::size_t>(5 + i), 'x')}, {"level", i / 20}})
                + "\n";
        QVERIFY_RESULT(writeFileAtomically(data, rows));
        VERIFY_EXIT(runDankai({"import", folder, data.string()}), 0);
        const Said said = calibrate(folder, {"--labels", "column:level", "--no-model"});
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json().at("labels").get<int>(), 40);
        QCOMPARE(said.json().at("scored").get<int>(), examples + 40);
    }

    void whatCannotBeLearntIsSaidBeforeAnythingIsMeasured()
    {
        const auto refused = [](const Said& said, const char* sentence) {
            QVERIFY2(
                said.exitCode == 2 && said.all().find(sentence) != std::string::npos, said.all().c_str());
        };
        const std::string none = newProject("none", 0);
        refused(calibrate(none), "There are no labels to learn from");
        refused(calibrate(none, {"--labels", "column:level"}), "There are 0 labels");
        refused(calibrate(none, {"--labels", "difficulty"}), "There is no scorer 'difficulty'");
        refused(calibrate(none, {"--labels", "calibrated"}), "cannot learn from a calibration");
        refused(runDankai({"score", none, "--scorer", "calibrated"}), "dankai calibrate");
        const std::string two = newProject("two", 2);
        refused(calibrate(two), "There are 2 labels; a calibration needs at least 20");
        const std::string alike = newProject("alike", 60, true);
        refused(calibrate(alike), "All 60 labels are alike");
        QVERIFY(!fs::exists(fs::path(alike) / "states"));
        VERIFY_EXIT(runDankai({"score", two, "--scorer", "length"}), 0);
    }
};

QTEST_GUILESS_MAIN(TestCalibrate)
#include "testcalibrate.moc"
