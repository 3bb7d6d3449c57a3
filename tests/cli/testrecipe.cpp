// SPDX-License-Identifier: Apache-2.0
// A recipe trains, with torch and transformers on two processes, what Dankai's engine trains from the same
// frozen run: step by step the same losses, and the same weights in the end. Its results are read back and
// are a run like any other. What a recipe cannot do is refused, and so are results that are not whole.
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/run/runfolder.h"
#include "tests/cli/commandline.h"
#include "tests/support/runevents.h"
#include "tests/support/testpaths.h"

#include <unistd.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

using namespace dankai;
using dankai::test::eventsOf;
using dankai::test::runDankai;
using dankai::test::Said;
namespace fs = std::filesystem;

namespace {

// The largest difference of any two weights of the models in both folders, and the largest weight.
std::pair<double, double> largestDifference(const fs::path& first, const fs::path& second)
{
    const auto a = openModel(first), b = openModel(second);
    if (!a || !b)
        return {1e9, 1};
    double difference = 0, largest = 0;
    for (const WeightInfo& weight : a->weights->weights()) {
        std::vector<float> x(static_cast<std::size_t>(weight.valueCount())), y(x.size());
        if (!a->weights->readFloat(weight.name, x) || !b->weights->readFloat(weight.name, y))
            return {1e9, 1};
        for (std::size_t i = 0; i < x.size(); ++i) {
            difference = std::max(difference, std::abs(static_cast<double>(x[i]) - y[i]));
            largest = std::max(largest, std::abs(static_cast<double>(x[i])));
        }
    }
    return {difference, largest};
}

} // namespace

class TestRecipe : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    // Of two phases; every test has its own.
    std::string newProject(const std::string& name) const
    {
        const std::string project = at(name).string();
        test::makeProject(project, 16);
        const Said split = runDankai({"split", project, "--plan", "two", "--thresholds", "2.5"});
        if (split.exitCode != 0)
            throw std::runtime_error(split.all());
        return project;
    }

    // A command with the settings of every run here, and more of them.
    static std::vector<std::string> withSettings(std::vector<std::string> words, const QStringList& settings)
    {
        for (const char* setting : {"tokens_per_step=500", "answers.max_new_tokens=4", "gate.resamples=100",
                 "optimizer.learning_rate=0.003"})
            words.insert(words.end(), {"--set", setting});
        for (const QString& setting : settings)
            words.insert(words.end(), {"--set", setting.toStdString()});
        return words;
    }

    static std::vector<std::string> exportOf(
        const std::string& project, const fs::path& target, const QStringList& settings)
    {
        return withSettings(
            {"export", project, "--as", "recipe", "--plan", "two", "--to", target.string(), "--json"},
            settings);
    }

    // With as many processes; the words that it ended with where it failed.
    static std::string train(const fs::path& recipe, int processes, const QStringList& options = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("OMP_NUM_THREADS", "1");
        environment.insert("GLOO_SOCKET_IFNAME", "lo");
        process.setProcessEnvironment(environment);
        QStringList words;
        static int port
            = 20000 + ::getpid() % 20000; // another for each, since the last may be held for a while
        if (processes > 1)
            words << "-m"
                  << "torch.distributed.run"
                  << "--nproc-per-node" << QString::number(processes) << "--master-addr"
                  << "127.0.0.1"
                  << "--master-port" << QString::number(port++);
        words << QString::fromStdString((recipe / "train.py").string()) << "--device"
              << "cpu" << options;
        process.start(QString::fromStdString(test::transformersPython()->string()), words);
        if (process.waitForFinished(600000) && process.exitStatus() == QProcess::NormalExit
            && process.exitCode() == 0)
            return {};
        process.kill();
        process.waitForFinished();
        return "it failed: " + process.readAllStandardError().right(4000).toStdString();
    }

private slots:

    void aRecipeTrainsWhatTheEngineTrains_data()
    {
        QTest::addColumn<int>("processes");
        QTest::addColumn<QStringList>("settings");
        QTest::newRow("every weight, one process") << 1 << QStringList{};
        QTest::newRow("every weight, two processes") << 2 << QStringList{};
        QTest::newRow("moments kept, rows repeated")
            << 2
            << QStringList{"carry_over=moderate", "replay_share=0.2", "phases.2.epochs=1.5",
                   "optimizer.decay_norms=true", "optimizer.max_grad_norm=0.5"};
        QTest::newRow("one schedule over all")
            << 2 << QStringList{"carry_over=continuous", "schedule.kind=linear", "optimizer.max_grad_norm=0"};
        QTest::newRow("an adapter") << 2 << QStringList{"fine_tuning=lora", "lora.rank=4"};
    }

    void aRecipeTrainsWhatTheEngineTrains()
    {
        QFETCH(int, processes);
        QFETCH(QStringList, settings);
        if (!test::transformersPython())
            QSKIP(("transformers is not there: " + test::transformersMissingReason()).c_str());
        const std::string tag = QTest::currentDataTag();
        const std::string project = newProject(tag);
        const fs::path recipe = at(tag + " recipe");
        VERIFY_EXIT(runDankai(exportOf(project, recipe, settings)), 0);
        fs::copy(recipe / "run", at(tag + " own"), fs::copy_options::recursive);

        // A small budget, so that a step is several micro-batches.
        const std::string problem = train(recipe, processes, {"--micro-batch-tokens", "200"});
        QVERIFY2(problem.empty(), problem.c_str());
        const Said adopted = runDankai({"adopt", project, recipe.string(), "--json"});
        VERIFY_EXIT(adopted, 0);
        QCOMPARE(
            adopted.json()["run"].get<std::string>(), std::string("001")); // the one that was frozen for it
        QCOMPARE(adopted.json()["state"].get<std::string>(), std::string("done"));
        VERIFY_EXIT(runDankai({"run", at(tag + " own").string()}), 0);

        const fs::path theirs = at(tag) / "runs/001", own = at(tag + " own");
        const auto steps = eventsOf<event::Step>(theirs), ownSteps = eventsOf<event::Step>(own);
        QVERIFY(ownSteps.size() >= 6);
        QCOMPARE(steps.size(), ownSteps.size());
        double worst = 0, worstNorm = 0;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const event::Step &a = steps[i], &b = ownSteps[i];
            QCOMPARE(a.step, b.step);
            QCOMPARE(a.phase, b.phase);
            QCOMPARE(a.learningRate, b.learningRate);
            QCOMPARE(a.tokens, b.tokens);
            QCOMPARE(a.trainedTokens, b.trainedTokens);
            QCOMPARE(a.totalTokens, b.totalTokens);
            QCOMPARE(a.examples, b.examples);
            QCOMPARE(a.epoch, b.epoch);
            worst = std::max(worst, std::abs(a.loss - b.loss) / b.loss);
            worstNorm = std::max(worstNorm, std::abs(a.gradNorm - b.gradNorm) / b.gradNorm);
        }
        const auto measured = eventsOf<event::Evaluated>(theirs),
                   ownMeasured = eventsOf<event::Evaluated>(own);
        QCOMPARE(measured.size(), ownMeasured.size());
        double worstHeldOut = 0;
        for (std::size_t i = 0; i < measured.size(); ++i) {
            const event::Evaluated &a = measured[i], &b = ownMeasured[i];
            QCOMPARE(a.checkpoint, b.checkpoint);
            QCOMPARE(a.set, b.set);
            QCOMPARE(a.heldOutPhase, b.heldOutPhase);
            QCOMPARE(a.tokens, b.tokens);
            QCOMPARE(a.n, b.n);
            worstHeldOut = std::max(worstHeldOut, std::abs(a.loss - b.loss) / b.loss);
        }
        const auto [difference, largest]
            = largestDifference(theirs / "checkpoints/phase_2", own / "checkpoints/phase_2");
        qInfo(
            "%zu steps: losses off by %.1e of their size, gradients' norms by %.1e, held-out losses by %.1e; "
            "weights by %.1e of the largest",
            steps.size(), worst, worstNorm, worstHeldOut, difference / largest);
        QVERIFY(worst < 1e-5);
        QVERIFY(worstNorm < 1e-4);
        QVERIFY(worstHeldOut < 1e-5);
        QVERIFY(difference < 1e-4 * largest);
        // The first phase was a training.
        QVERIFY(ownSteps.back().loss < ownSteps.front().loss);
    }

    void whatWasReadBackIsARunLikeAnyOther()
    {
        if (!test::transformersPython())
            QSKIP(("transformers is not there: " + test::transformersMissingReason()).c_str());
        const std::string project = newProject("home");
        const fs::path recipe = at("home recipe");
        VERIFY_EXIT(runDankai(exportOf(project, recipe, {"fine_tuning=lora"})), 0);
        const std::string problem = train(recipe, 1);
        QVERIFY2(problem.empty(), problem.c_str());
        // A second training would write over the first.
        QVERIFY(train(recipe, 1).find("was tried before") != std::string::npos);
        VERIFY_EXIT(runDankai({"adopt", project, recipe.string()}), 0);
        const Said again = runDankai({"adopt", project, recipe.string()});
        VERIFY_EXIT(again, 2);
        VERIFY_SAYS(again.err, "was read back before: it is run 001");

        const Said status = runDankai({"status", project, "--json"});
        VERIFY_EXIT(status, 0);
        const Json run = status.json()["runs"].at(0);
        QVERIFY(run.at("trained_elsewhere").get<bool>());
        VERIFY_SAYS(
            run.at("note").get<std::string>(), "trained elsewhere, on 1 x CPU (engine recipe, torch ");
        fs::remove_all(recipe); // it needs nothing of it any more
        // What other runs would have trained is not taken from it, but from one that was trained here.
        const std::vector<std::string> same
            = withSettings({"train", project, "--plan", "two", "--device", "cpu"}, {"fine_tuning=lora"});
        const Said own = runDankai(same);
        VERIFY_EXIT(own, 0);
        QVERIFY2(own.all().find("taken from run") == std::string::npos, own.all().c_str());
        const Said shared = runDankai(same);
        VERIFY_EXIT(shared, 0);
        VERIFY_SAYS(shared.all(), "taken from run 002");
        VERIFY_EXIT(runDankai({"report", project, "--run", "001", "--output", at("home.html").string()}), 0);
        const auto page = readFile(at("home.html"));
        QVERIFY_RESULT(page);
        VERIFY_SAYS(*page, "by a recipe");
        VERIFY_EXIT(runDankai({"evaluate", project, "--run", "001"}), 0);
        const Said exported
            = runDankai({"export", project, "--run", "001", "--as", "hf", "--to", at("home model").string()});
        VERIFY_EXIT(exported, 0); // the adapter finds the project's model
    }

    void theSameFromAGgufFile()
    {
        if (!test::transformersPython())
            QSKIP(("transformers is not there: " + test::transformersMissingReason()).c_str());
        const std::string hf = newProject("hf");
        VERIFY_EXIT(runDankai({"train", hf, "--plan", "two", "--set", "tokens_per_step=2000", "--set",
                        "gate.resamples=100", "--set", "answers.max_new_tokens=2"}),
            0);
        VERIFY_EXIT(
            runDankai({"export", hf, "--run", "001", "--as", "gguf", "--to", at("tiny.gguf").string()}), 0);
        const std::string project = at("gguf").string();
        VERIFY_EXIT(runDankai({"init", project, "--model", at("tiny.gguf").string()}), 0);
        VERIFY_EXIT(runDankai({"import", project, at("hf.jsonl").string()}), 0);
        VERIFY_EXIT(runDankai({"score", project, "--scorer", "column:level"}), 0);
        VERIFY_EXIT(runDankai({"split", project, "--plan", "two", "--thresholds", "2.5"}), 0);
        const fs::path recipe = at("gguf recipe");
        const Said exported = runDankai(exportOf(project, recipe, {}));
        VERIFY_EXIT(exported, 0);
        QVERIFY(exported.json()["is_model_inside"].get<bool>());
        const std::string problem = train(recipe, 1);
        QVERIFY2(problem.empty(), problem.c_str());
        VERIFY_EXIT(runDankai({"adopt", project, recipe.string()}), 0);
        // Another base model than the run's is none that it may begin with.
        fs::remove(recipe / "run/events.jsonl");
        QVERIFY(train(recipe, 1, {"--model", QString::fromStdString(test::tinyModel().string())})
                    .find("is not the one that the run was frozen for")
            != std::string::npos);
    }

    void whatARecipeCannotDoIsRefused_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<QString>("words");
        QTest::newRow("4 bits") << QStringList{"fine_tuning=qlora"} << "fine_tuning: qlora";
        QTest::newRow("early stopping")
            << QStringList{"matched=false", "early_stopping.patience=2"} << "early_stopping.patience: 2";
        QTest::newRow("a gate") << QStringList{"matched=false", "gate.policy=ask"} << "gate.policy: ask";
    }

    void whatARecipeCannotDoIsRefused()
    {
        QFETCH(QStringList, settings);
        QFETCH(QString, words);
        const std::string tag = QTest::currentDataTag();
        const Said said = runDankai(exportOf(newProject(tag), at(tag + " recipe"), settings));
        VERIFY_EXIT(said, 2);
        VERIFY_SAYS(said.all(), words.toStdString());
        QVERIFY(!fs::exists(at(tag + " recipe")));
    }

    void wrongUsageIsExplained()
    {
        const std::string project = newProject("usage");
        const auto refused = [&](std::vector<std::string> more, const char* words) {
            std::vector<std::string> arguments{
                "export", project, "--as", "recipe", "--to", at("nowhere").string()};
            arguments.insert(arguments.end(), more.begin(), more.end());
            const Said said = runDankai(arguments);
            VERIFY_EXIT(said, 2);
            VERIFY_SAYS(said.err, words);
        };
        refused({}, "needs either --run NUMBER");
        refused({"--run", "001", "--plan", "two"}, "needs either --run NUMBER");
        refused({"--run", "001"}, "001");
        refused({"--run", "001", "--set", "seed=2"}, "cannot be changed");
        refused({"--plan", "two", "--phase", "1"}, "A recipe is of a whole run");
        refused({"--plan", "two", "--set", "fine_tuning=lora", "--set", "lora.dropout=0.1"}, "drops nothing");
        refused({"--plan", "two", "--set", "fine_tuning=lora", "--set", "lora.between_phases=merge"},
            "one adapter through all phases");
        const Said arm = runDankai(
            {"export", project, "--as", "hf", "--run", "001", "--arm", "one-off", "--to", at("x").string()});
        VERIFY_EXIT(arm, 2);
        VERIFY_SAYS(arm.err, "--as recipe");
    }

    void whatIsNotWholeIsNotReadBack()
    {
        const std::string project = newProject("whole");
        const fs::path recipe = at("whole recipe");
        VERIFY_EXIT(runDankai(exportOf(project, recipe, {})), 0);
        const auto refused = [&](const fs::path& folder, const char* words) {
            const Said said = runDankai({"adopt", project, folder.string()});
            VERIFY_EXIT(said, 2);
            VERIFY_SAYS(said.err, words);
        };
        refused(recipe, "was not trained yet");
        refused(at("nothing"), "is neither a recipe");
        const fs::path events = recipe / "run/events.jsonl";
        const auto begin
            = [&](const std::string& line) { QVERIFY_RESULT(writeFileAtomically(events, line)); };
        begin("{\"event\": \"step\", \"seq\": 1, \"time\": 1, \"attempt\": 1, \"loss\": \"low\"}\n{}\n");
        refused(recipe, "events.jsonl:1");
        begin("{\"event\": \"hello\", \"seq\": 1, \"time\": 1, \"attempt\": 0, \"version\": 1, \"kind\": "
              "\"run\"}\n");
        const fs::path losses = recipe / "run/results/base/loss_test.jsonl";
        fs::create_directories(losses.parent_path());
        QVERIFY_RESULT(
            writeFileAtomically(losses, "{\"id\": \"none\", \"phase\": 1, \"tokens\": 3, \"nll\": 1.5}\n"));
        refused(recipe, "is not of this run's held-out rows");
        fs::remove(losses);
        QVERIFY_RESULT(writeFileAtomically(recipe / "run/phase_1.jsonl", "edited"));
        refused(recipe, "phase_1.jsonl");
        // Nothing of all that has touched the run that waits.
        const Said status = runDankai({"status", project, "--json"});
        QCOMPARE(status.json()["runs"].at(0).at("state").get<std::string>(), std::string("frozen"));
    }
};

QTEST_APPLESS_MAIN(TestRecipe)
#include "testrecipe.moc"
