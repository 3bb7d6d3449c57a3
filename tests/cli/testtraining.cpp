// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/platform/process.h"
#include "core/project/engineend.h"
#include "core/project/project.h"
#include "core/project/runqueue.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <thread>

using namespace dankai;
using dankai::test::runDankai;
using dankai::test::Said;
using dankai::test::tinyModel;
namespace fs = std::filesystem;

class TestTraining : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string m_project;

    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    static std::vector<std::string> quick(std::vector<std::string> arguments)
    {
        for (const char* setting : {"tokens_per_step=400", "answers.max_new_tokens=8", "gate.resamples=200",
                 "optimizer.learning_rate=0.01"}) {
            arguments.emplace_back("--set");
            arguments.emplace_back(setting);
        }
        return arguments;
    }

    static bool waitFor(const std::function<bool()>& condition)
    {
        for (int i = 0; i < 1200; ++i) {
            if (condition())
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return false;
    }

    Json run(const std::string& id) const
    {
        const Json runs = runDankai({"status", m_project, "--json"}).json()["runs"];
        for (const Json& entry : runs)
            if (entry["run"] == id)
                return entry;
        return {};
    }

private slots:

    void initTestCase()
    {
        m_project = at("desk").string();
        dankai::test::makeProject(m_project, 60);
    }

    void phasedThenOneOff()
    {
        const Said phased = runDankai(quick({"train", m_project, "--json"}));
        VERIFY_EXIT(phased, 0);
        const Json result = phased.json();
        QCOMPARE(result["state"].get<std::string>(), std::string("done"));
        QCOMPARE(result["losses"]["models"].size(), std::size_t(4)); // base and three phases
        for (const Json& model : result["losses"]["models"])
            QVERIFY(std::isfinite(model["test_loss"]["all"].get<double>()));
        const double before = result["losses"]["models"][0]["test_loss"]["all"].get<double>();
        const double after = result["losses"]["models"][3]["test_loss"]["all"].get<double>();
        QVERIFY2(after < before, phased.out.c_str());
        QVERIFY(fs::exists(fs::path(m_project) / "runs/001/checkpoints/phase_3/model.safetensors"));

        const Said oneOff = runDankai(quick({"train", m_project, "--arm", "one-off"}));
        VERIFY_EXIT(oneOff, 0);
        VERIFY_SAYS(oneOff.out, "Run 002 is done");

        const Said evaluated = runDankai({"evaluate", m_project, "--json"});
        VERIFY_EXIT(evaluated, 0);
        QCOMPARE(evaluated.json()["models"].size(), std::size_t(5));
        const Said words = runDankai({"evaluate", m_project});
        VERIFY_EXIT(words, 0);
        VERIFY_SAYS(words.out, "Easy (n ");

        const Said answered = runDankai({"answer", m_project, "--json"});
        VERIFY_EXIT(answered, 0);
        QCOMPARE(answered.json()["prompts"][0]["answers"].size(), std::size_t(5));

        for (const char* language : {"en", "ja"}) {
            const fs::path page = at(std::string("report.") + language + ".html");
            const Said report
                = runDankai({"report", m_project, "--language", language, "--output", page.string()});
            VERIFY_EXIT(report, 0);
            const auto html = readFile(page);
            QVERIFY_RESULT(html);
            QVERIFY(html->find("<svg") != std::string::npos);
            QVERIFY(html->find("<script") == std::string::npos);
            QVERIFY(html->find("src=") == std::string::npos);
        }
    }

    void anExportGivesTheSameLosses()
    {
        const fs::path target = at("exported");
        const Said exported = runDankai({"export", m_project, "--run", "001", "--to", target.string()});
        VERIFY_EXIT(exported, 0);
        const Said own = runDankai({"evaluate", m_project, "--run", "001", "--json"});
        const Said measured
            = runDankai({"evaluate", m_project, "--run", "001", "--model", target.string(), "--json"});
        VERIFY_EXIT(measured, 0);
        for (const Json& set : measured.json()["test"]) {
            const double expected
                = own.json()["models"][3]["test_loss"]["phase_" + std::to_string(set["phase"].get<int>())]
                      .get<double>();
            QVERIFY(std::abs(set["loss"].get<double>() - expected) < 1e-5);
        }
        const Said again = runDankai({"export", m_project, "--run", "001", "--to", target.string()});
        VERIFY_EXIT(again, 2); // nothing is overwritten
    }

    void toolsWorkOnAModel()
    {
        const fs::path rows = at("rows.jsonl");
        QVERIFY_RESULT(writeFileAtomically(rows, dankai::test::leveledRows(2)));
        const Said losses
            = runDankai({"loss", "--model", tinyModel().string(), "--data", rows.string(), "--json"});
        VERIFY_EXIT(losses, 0);
        QCOMPARE(losses.json()["rows"].size(), std::size_t(6));
        // A random model of 259 tokens knows nothing.
        QVERIFY(std::abs(losses.json()["loss"].get<double>() - std::log(259.0)) < 0.5);
        const Said generated = runDankai({"generate", "--model", tinyModel().string(), "--prompt", "Hello",
            "--max-new-tokens", "5", "--json"});
        VERIFY_EXIT(generated, 0);
        QVERIFY(generated.json()["tokens"].get<int>() <= 5);
        const Said gpu = runDankai(
            {"loss", "--model", tinyModel().string(), "--data", rows.string(), "--device", "cuda:9"});
        QVERIFY2(gpu.exitCode == 1 || gpu.exitCode == 2, gpu.all().c_str());
        VERIFY_SAYS(gpu.err, "error: ");
    }

    void aDryRunLeavesNothingBehind()
    {
        VERIFY_EXIT(runDankai({"split", m_project, "--plan", "tried", "--scorer", "column:level",
                        "--quantiles", "2"}),
            0);
        const Json before = runDankai({"status", m_project, "--json"}).json()["runs"];
        const Said said = runDankai(quick({"train", m_project, "--plan", "tried", "--dry-run", "--json"}));
        VERIFY_EXIT(said, 0);
        QVERIFY(said.json()["preflight"].contains("figures"));
        const Json after = runDankai({"status", m_project, "--json"}).json();
        QCOMPARE(after["runs"].size(), before.size());
        QVERIFY(!fs::exists(fs::path(m_project) / "jobs") || fs::is_empty(fs::path(m_project) / "jobs"));
        // Nor are the plan's held-out rows drawn for good: it may still be cut otherwise.
        for (const Json& plan : after["plans"]) {
            if (plan["plan"] == "tried")
                QVERIFY(!plan["held_out_drawn"].get<bool>());
        }
        VERIFY_SAYS(toJsonLine(after["plans"]), "tried");
        QVERIFY(!runDankai({"split", m_project, "--plan", "tried", "--json"})
                     .json()["keeps_held_out_rows"]
                     .get<bool>());
        QVERIFY(runDankai({"split", m_project, "--json"}).json()["keeps_held_out_rows"].get<bool>());
    }

    void stopAndResume()
    {
        std::vector<std::string> arguments = quick({"train", m_project, "--detach", "--json"});
        arguments.insert(arguments.end(), {"--set", "phases.1.epochs=2000"});
        const Said started = runDankai(arguments);
        VERIFY_EXIT(started, 0);
        const std::string id = started.json()["run"].get<std::string>();
        const Said busy = runDankai(quick({"train", m_project})); // the engine holds its folder already
        VERIFY_EXIT(busy, 1);
        VERIFY_SAYS(busy.err, "is being trained on");
        QVERIFY(waitFor([&] { return run(id).value("step", 0) > 0; }));
        const Said stopped = runDankai({"stop", m_project, "--run", id, "--json"});
        VERIFY_EXIT(stopped, 0);
        QVERIFY2(stopped.json()["has_ended"].get<bool>(), stopped.all().c_str());
        QCOMPARE(run(id)["state"].get<std::string>(), std::string("stopped"));
        const int steps = run(id)["steps"].get<int>();
        QVERIFY(steps > 0);

        const Said resumed = runDankai({"train", m_project, "--resume", id, "--detach"});
        VERIFY_EXIT(resumed, 0);
        QVERIFY(waitFor([&] { return run(id).value("step", 0) > steps; }));
        const Said killed = runDankai({"stop", m_project, "--run", id, "--kill"});
        VERIFY_EXIT(killed, 0);
        QVERIFY(waitFor([&] { return run(id)["state"] != "running"; }));

        const fs::path rows = fs::path(m_project) / "runs" / id / "phase_1.jsonl";
        const auto bytes = readFile(rows);
        QVERIFY_RESULT(bytes);
        QVERIFY_RESULT(writeFileAtomically(rows, *bytes + "\n"));
        const Said edited = runDankai({"train", m_project, "--resume", id});
        VERIFY_EXIT(edited, 2);
        VERIFY_SAYS(edited.err, "phase_1.jsonl");
    }

    void aPersonDecidesAboutAGateThatWaits()
    {
        std::vector<std::string> arguments = quick({"train", m_project, "--detach", "--json"});
        for (const char* setting : {"matched=false", "gate.policy=ask", "gate.min_gain=1"}) // nothing passes
            arguments.insert(arguments.end(), {"--set", setting});
        const Said started = runDankai(arguments);
        VERIFY_EXIT(started, 0);
        const std::string id = started.json()["run"].get<std::string>();
        const auto waitsAfter = [&](int phase) {
            const Json seen = run(id);
            return seen.value("is_waiting", false) && seen.value("phase", 0) == phase;
        };
        QVERIFY(waitFor([&] { return waitsAfter(1); }));
        VERIFY_EXIT(runDankai({"decide", m_project, "continue"}), 2); // without a reason
        const Said goesOn
            = runDankai({"decide", m_project, "continue", "--reason", "a first look at all phases"});
        VERIFY_EXIT(goesOn, 0);
        VERIFY_SAYS(goesOn.out, "goes on after phase 1");
        QVERIFY(waitFor([&] { return waitsAfter(2); }));
        const fs::path folder = fs::path(m_project) / "runs" / id;
        VERIFY_EXIT(runDankai({"decide", folder.string(), "stop", "--reason", "seen enough"}), 0);
        QVERIFY(waitFor([&] { return run(id)["state"] == "stopped"; }));
        const auto events = readFile(folder / "events.jsonl");
        QVERIFY_RESULT(events);
        for (const char* reason : {"a first look at all phases", "seen enough"})
            VERIFY_SAYS(*events, reason);
        const Said late = runDankai({"decide", m_project, "continue", "--reason", "x"});
        VERIFY_EXIT(late, 2);
        VERIFY_SAYS(late.err, "No run of this project waits");
    }

    void aPersonRepeatsAPhaseAndRollsBack()
    {
        std::vector<std::string> arguments = quick({"train", m_project, "--detach", "--json"});
        for (const char* setting : {"matched=false", "gate.policy=ask", "gate.min_gain=1"}) // nothing passes
            arguments.insert(arguments.end(), {"--set", setting});
        const Said started = runDankai(arguments);
        VERIFY_EXIT(started, 0);
        const std::string first = started.json()["run"].get<std::string>();
        const auto waitsAfter = [&](const std::string& id, int phase) {
            return waitFor([&] {
                const Json seen = run(id);
                return seen.value("is_waiting", false) && seen.value("phase", 0) == phase;
            });
        };
        const auto decide = [&](std::vector<std::string> words) {
            words.insert(words.begin(), {"decide", m_project});
            words.insert(words.end(), {"--reason", "the rate was too high", "--json"});
            return runDankai(words);
        };
        QVERIFY(waitsAfter(first, 1));
        VERIFY_EXIT(decide({"roll-back"}), 2); // to where?
        VERIFY_EXIT(decide({"continue", "--set", "phases.1.epochs=2"}), 2);
        const Said refused = decide({"repeat", "--set", "max_length=100"});
        VERIFY_EXIT(refused, 2);
        VERIFY_SAYS(refused.err, "cannot change this");
        VERIFY_EXIT(decide({"repeat", "--from-phase", "2"}), 2); // not reached yet
        QVERIFY(waitsAfter(first, 1)); // nothing of that was a decision
        VERIFY_EXIT(decide({"continue"}), 0);
        QVERIFY(waitsAfter(first, 2));

        const Said repeated
            = decide({"repeat", "--set", "phases.2.learning_rate=0.001", "--set", "gate.policy=record"});
        VERIFY_EXIT(repeated, 0);
        QCOMPARE(repeated.json()["phase"].get<int>(), 2);
        const std::string second = repeated.json()["run"].get<std::string>();
        QVERIFY(waitFor([&] { return run(second)["state"] == "done"; }));
        QCOMPARE(run(second)["parent"].get<std::string>(), first);
        QCOMPARE(run(first)["state"].get<std::string>(), std::string("stopped"));
        VERIFY_SAYS(run(first)["note"].get<std::string>(), "repeated with changes");
        const fs::path runs = fs::path(m_project) / "runs";
        for (const char* file : {"results/phase_1/loss_test.jsonl", "results/base/answers.jsonl"}) {
            const auto before = readFile(runs / first / file);
            const auto after = readFile(runs / second / file);
            QVERIFY_RESULT(before);
            QVERIFY_RESULT(after);
            QVERIFY(*before == *after);
        }
        // No arm: it is compared where it is named.
        const Said arms = runDankai({"evaluate", m_project, "--json"});
        VERIFY_EXIT(arms, 0);
        for (const Json& model : arms.json()["models"])
            QVERIFY(model["run"] != second);
        const Said named = runDankai({"evaluate", m_project, "--run", second, "--json"});
        VERIFY_EXIT(named, 0);
        QCOMPARE(named.json()["models"].size(), std::size_t(4)); // base, the inherited phase, two more

        const Said again = runDankai({"train", m_project, "--repeat", first, "--from-phase", "2", "--set",
            "phases.2.epochs=2", "--detach", "--json"});
        VERIFY_EXIT(again, 0);
        const std::string third = again.json()["run"].get<std::string>();
        QVERIFY(waitsAfter(third, 2));
        VERIFY_EXIT(decide({"roll-back", "--to", "2"}), 2); // its own phase
        const Said back = decide({"roll-back", "--to", "1"});
        VERIFY_EXIT(back, 0);
        QCOMPARE(back.json()["to_phase"].get<int>(), 1);
        QVERIFY(waitFor([&] { return run(third)["state"] == "stopped"; }));
        QVERIFY(
            waitFor([&] { return !FileLock::holder(runs / third / "engine.lock"); })); // the device is free
        VERIFY_SAYS(run(third)["note"].get<std::string>(), "rolled back from phase 2 to phase 1");
        const Said exported
            = runDankai({"export", m_project, "--run", third, "--to", at("standing").string(), "--json"});
        VERIFY_EXIT(exported, 0);
        QCOMPARE(exported.json()["checkpoint"].get<std::string>(), std::string("phase_1"));

        const Said goesOn = runDankai({"train", m_project, "--repeat", third, "--from-phase", "2", "--phases",
            "2", "--set", "gate.policy=record", "--reason", "half of it", "--json"});
        VERIFY_EXIT(goesOn, 0);
        QCOMPARE(goesOn.json()["parent"].get<std::string>(), third);
        QCOMPARE(goesOn.json()["state"].get<std::string>(), std::string("done"));
        VERIFY_EXIT(runDankai({"train", m_project, "--repeat", first}), 2); // from which phase?
        const Said unknown = runDankai(
            {"train", m_project, "--repeat", first, "--from-phase", "9", "--set", "gate.resamples=200"});
        VERIFY_EXIT(unknown, 2);
        VERIFY_SAYS(unknown.err, "There is no phase 9");
    }

    void everyOrderIsQueuedAndGoesOnFromWhatIsTrained()
    {
        // Of a project of its own, so that what is finished is known.
        const std::string project = at("orders").string();
        dankai::test::makeProject(project, 30);
        const auto train = [&](std::vector<std::string> words) {
            words.insert(words.begin(), {"train", project});
            words.emplace_back("--json");
            return runDankai(quick(words));
        };
        const Said phased = train({}); // 001
        VERIFY_EXIT(phased, 0);
        const Said other = train({"--arm", "order:1-3-2"});
        VERIFY_EXIT(other, 0);
        const fs::path runs = fs::path(project) / "runs";
        const auto manifest = parseJson(*readFile(runs / "002/manifest.json"), "manifest");
        QVERIFY((*manifest)["inherited"]["run"] == Json("001"));
        QVERIFY((*manifest)["inherited"]["phase"] == Json(2));
        const auto losses = [&](const char* run) {
            std::vector<std::string> all;
            for (const char* checkpoint : {"base", "phase_1", "phase_2", "phase_3"})
                all.push_back(*readFile(runs / run / "results" / checkpoint / "loss_test.jsonl"));
            return all;
        };
        const Said alone = train({"--arm", "order:1-3-2", "--from-scratch"}); // 003
        VERIFY_EXIT(alone, 0);
        QVERIFY(!parseJson(*readFile(runs / "003/manifest.json"), "manifest")->contains("inherited"));
        QVERIFY(losses("002") == losses("003"));
        QVERIFY(losses("002")[2] != losses("001")[2]);

        VERIFY_EXIT(train({"--arm", "permutations", "--dry-run"}), 2);
        const Said queued = train({"--arm", "permutations"});
        VERIFY_EXIT(queued, 0);
        QCOMPARE(queued.json()["runs"].size(), std::size_t(6));
        const std::string last = queued.json()["runs"][5]["run"].get<std::string>();
        QVERIFY(waitFor([&] {
            const Json status = runDankai({"status", project, "--json"}).json();
            for (const Json& record : status["runs"])
                if (record["run"] == last)
                    return record["state"] == "done";
            return false;
        }));
        // 3-1-2 was trained before 3-2-1 and begins with the same phase.
        const auto reversed = parseJson(*readFile(runs / last / "manifest.json"), "manifest");
        QVERIFY((*reversed)["arm"] == Json("reversed"));
        QVERIFY((*reversed)["inherited"]["phase"] == Json(2));
        // They stay arms of the plan, and took as many tokens as really trained.
        const fs::path page = at("orders.html");
        VERIFY_EXIT(runDankai({"report", project, "--language", "en", "--output", page.string()}), 0);
        const std::string html = *readFile(page);
        VERIFY_SAYS(html, "phases in the order 2-3-1");
        VERIFY_SAYS(html, "All arms trained on the same number of tokens as phased");
    }

    void theQueueTakesRunsOneAfterAnother()
    {
        const Said first = runDankai(quick({"train", m_project, "--queue", "--json"}));
        VERIFY_EXIT(first, 0);
        const Said second = runDankai(quick({"train", m_project, "--arm", "random", "--queue", "--json"}));
        VERIFY_EXIT(second, 0);
        const std::string id = second.json()["run"].get<std::string>();
        const Said listed = runDankai({"queue", m_project, "--json"});
        VERIFY_EXIT(listed, 0);
        const Json entries = listed.json()["queue"];
        QVERIFY(!entries.empty());
        for (const Json& entry : entries)
            QCOMPARE(entry["kind"].get<std::string>(), std::string("run"));
        QVERIFY(waitFor([&] { return run(id)["state"] == "done"; }));
        QCOMPARE(
            run(first.json()["run"].get<std::string>())["state"].get<std::string>(), std::string("done"));
        const Said twice = runDankai({"queue", m_project, "add", id});
        VERIFY_EXIT(twice, 2);
    }

    // Its worker looks five times a second whether the engine is gone, and holds the run until then.
    void aRunIsQueuedAgainTheMomentItsEndIsTold()
    {
        std::vector<std::string> arguments = quick({"train", m_project, "--queue", "--json"});
        arguments.insert(arguments.end(), {"--set", "phases.1.epochs=2000"});
        const Said queued = runDankai(arguments);
        VERIFY_EXIT(queued, 0);
        const std::string id = queued.json()["run"].get<std::string>();
        QVERIFY(waitFor([&] { return run(id).value("step", 0) > 0; }));
        auto project = Project::open(m_project);
        QVERIFY_RESULT(project);
        const fs::path folder = project->runsFolder() / id;
        QVERIFY_RESULT(stopEngine(folder, EngineStop::AfterStep, "test"));
        while (!hasToldEnd(*readEvents(folder / runfile::events)))
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        QVERIFY_RESULT(enqueueRun(*project, id, QueuePlace::Last));
        const int steps = run(id)["steps"].get<int>();
        QVERIFY(waitFor([&] { return run(id).value("step", 0) > steps; }));
        VERIFY_EXIT(runDankai({"stop", m_project, "--run", id}), 0);
    }

    void aQueueWhoseWorkerDiedGoesOn()
    {
        std::vector<std::string> ids;
        for (int i = 0; i < 2; ++i) {
            const Said said = runDankai(quick({"train", m_project, "--queue", "--json"}));
            VERIFY_EXIT(said, 0);
            ids.push_back(said.json()["run"].get<std::string>());
        }
        const fs::path lock = fs::path(m_project) / "queue-worker.cpu.lock";
        QVERIFY(
            waitFor([&] { return FileLock::holder(lock).has_value() || run(ids[1])["state"] == "done"; }));
        if (const auto worker = FileLock::holder(lock)) {
            QVERIFY_RESULT(sendSignal(*worker, ProcessSignal::Kill));
            QVERIFY(waitFor([&] { return !isProcessAlive(*worker); }));
        }
        VERIFY_EXIT(runDankai({"queue", m_project}), 0); // looking is enough
        QVERIFY(waitFor([&] { return run(ids[0])["state"] == "done" && run(ids[1])["state"] == "done"; }));
    }
};

QTEST_APPLESS_MAIN(TestTraining)
#include "testtraining.moc"
