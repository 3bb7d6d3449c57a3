// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/checkpoint/openmodel.h"
#include "core/evaluation/losstable.h"
#include "core/evaluation/outputhealth.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/protocol/control.h"
#include "core/protocol/eventlog.h"
#include "core/run/resumestate.h"
#include "core/tokenizer/tokenizer.h"
#include "tests/engine/pipeline/enginefixture.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <chrono>
#include <csignal>
#include <fstream>
#include <map>
#include <thread>

using namespace dankai;
using namespace dankai::test;

class TestChain : public QObject
{
    Q_OBJECT

    EngineFixture m_engine;
    std::filesystem::path m_done;

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY_RESULT(m_engine.makeModel());
        auto folder = m_engine.freeze("done", m_engine.spec());
        QVERIFY_RESULT(folder);
        m_done = *folder;
        const int code = EngineFixture::run("run", m_done);
        QVERIFY2(code == 0, EngineFixture::log(m_done).c_str());
    }

    void everyPhaseLeavesItsResults()
    {
        QCOMPARE(eventsOf<event::PhaseStarted>(m_done).size(), std::size_t(3));
        QCOMPARE(eventsOf<event::PhaseFinished>(m_done).size(), std::size_t(3));
        QCOMPARE(eventsOf<event::CheckpointSaved>(m_done).size(), std::size_t(3));
        QCOMPARE(eventsOf<event::Gate>(m_done).size(), std::size_t(3));
        QCOMPARE(eventsOf<event::Finished>(m_done).size(), std::size_t(1));
        // Base and three phases, on validation and test of three phases.
        QCOMPARE(eventsOf<event::Evaluated>(m_done).size(), std::size_t(4 * 2 * 3));
        QCOMPARE(eventsOf<event::Answer>(m_done).size(), std::size_t(4 * 6));
        for (const char* checkpoint : {"base", "phase_1", "phase_2", "phase_3"}) {
            auto losses = readLosses(m_done / "results" / checkpoint / "loss_test.jsonl");
            QVERIFY_RESULT(losses);
            QCOMPARE(losses->size(), std::size_t(27));
            auto answers = readAnswers(m_done / "results" / checkpoint / "answers.jsonl");
            QVERIFY_RESULT(answers);
            QCOMPARE(answers->size(), std::size_t(6));
        }
        std::uint64_t tokens = 0;
        const auto steps = eventsOf<event::Step>(m_done);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            QCOMPARE(steps[i].step, std::int64_t(i + 1));
            QCOMPARE(steps[i].totalSteps, std::int64_t(steps.size()));
            tokens += steps[i].tokens;
        }
        QCOMPARE(steps.back().totalTokens, tokens);
    }

    void trainingLowersTheHeldOutLoss()
    {
        std::map<int, double> losses;
        for (const event::Evaluated& evaluated : eventsOf<event::Evaluated>(m_done)) {
            if (evaluated.set == "test")
                losses[evaluated.phase] += evaluated.nll / static_cast<double>(evaluated.tokens);
        }
        QVERIFY(losses[1] < losses[0]);
        QVERIFY(losses[3] < losses[0]);
    }

    void checkpointsAreModelFolders()
    {
        for (int phase = 1; phase <= 3; ++phase) {
            const auto folder = m_done / "checkpoints" / checkpointName(phase);
            QVERIFY_RESULT(openModel(folder));
            auto tokenizer = Tokenizer::open(folder);
            auto original = Tokenizer::open(m_engine.modelPath());
            QVERIFY_RESULT(tokenizer);
            QVERIFY_RESULT(original);
            QCOMPARE(tokenizer->hash(), original->hash());
            QVERIFY(std::filesystem::exists(folder / "trainer_state.json"));
        }
    }

    void theMemoryIsEstimatedBeforeAndMeasuredAfter()
    {
        const auto memory = eventsOf<event::Memory>(m_done);
        QVERIFY(memory.size() >= 2);
        QVERIFY(memory[0].estimatedBytes > 0);
        QCOMPARE(memory[0].measuredBytes, std::uint64_t(0));
        for (std::size_t i = 1; i < memory.size(); ++i)
            QVERIFY(memory[i].measuredBytes > memory[i - 1].measuredBytes);
    }

    // A step of 250 tokens at most never fills the usual micro-batch of 2,048: no room is planned for that.
    void theMicroBatchIsNoLargerThanAStep()
    {
        std::uint64_t largest = 0;
        for (const event::Step& step : eventsOf<event::Step>(m_done))
            largest = std::max(largest, step.tokens);
        QCOMPARE(std::uint64_t(eventsOf<event::Device>(m_done).at(0).microBatchTokens), largest);
    }

    void otherToolsFindTheirLogs()
    {
        auto log = readFile(m_done / "trainer_log.jsonl");
        QVERIFY_RESULT(log);
        auto first = parseJson(log->substr(0, log->find('\n')), "log");
        QVERIFY_RESULT(first);
        for (const char* key : {"current_steps", "total_steps", "loss", "lr", "epoch", "percentage",
                 "elapsed_time", "remaining_time", "throughput", "total_tokens"})
            QVERIFY2(first->contains(key), key);
        auto state = parseJson(*readFile(m_done / "trainer_state.json"), "state");
        QVERIFY_RESULT(state);
        QCOMPARE(state->at("global_step").get<std::size_t>(), eventsOf<event::Step>(m_done).size());
        for (const char* phase : {"base", "phase_1", "phase_3"})
            QVERIFY(!std::filesystem::is_empty(m_done / "tensorboard" / phase));
    }

    void aFinishedRunStaysAsItIs()
    {
        auto before = readFile(m_done / "events.jsonl");
        QCOMPARE(EngineFixture::run("run", m_done), 0);
        auto after = readFile(m_done / "events.jsonl");
        QVERIFY(*before == *after);
        // The tensors are gone, the last checkpoint has them.
        int files = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(m_done / "resume"))
            ++files;
        QCOMPARE(files, 1);
    }

    void twoEnginesOnOneFolderAreOneSentence()
    {
        auto folder = m_engine.freeze("locked", m_engine.spec());
        QVERIFY_RESULT(folder);
        auto lock = FileLock::tryAcquire(*folder / "engine.lock");
        QVERIFY_RESULT(lock);
        QVERIFY(lock->has_value());
        QCOMPARE(EngineFixture::run("run", *folder), 2);
        QVERIFY2(EngineFixture::log(*folder).find("another engine") != std::string::npos,
            EngineFixture::log(*folder).c_str());
        QVERIFY(!std::filesystem::exists(*folder / "events.jsonl"));
    }

    void unusableFoldersAreOneSentence_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("edited rows") << "phase_2.jsonl"
                                     << "was edited after the run was frozen";
        QTest::newRow("edited settings") << "run.yaml"
                                         << "run.yaml";
        QTest::newRow("other model") << "model"
                                     << "is not the model that was frozen";
        QTest::newRow("foreign resume state") << "resume"
                                              << "not a resume state";
        QTest::newRow("resume state beyond the run") << "phase"
                                                     << "no state of this run";
    }

    void unusableFoldersAreOneSentence()
    {
        QFETCH(QString, damage);
        QFETCH(QString, sentence);
        auto folder = m_engine.freeze("unusable" + damage.toStdString(), m_engine.spec());
        QVERIFY_RESULT(folder);
        std::vector<std::string> options;
        if (damage == "model") {
            const auto other = m_engine.root() / "other";
            std::filesystem::copy(m_engine.modelPath(), other);
            auto config = readFile(other / "config.json");
            QVERIFY_RESULT(writeFileAtomically(other / "config.json", *config + " "));
            std::filesystem::resize_file(
                other / "model.safetensors", std::filesystem::file_size(other / "model.safetensors") - 4);
            std::ofstream(other / "model.safetensors", std::ios::app | std::ios::binary).write("\1\2\3\4", 4);
            options = {"--model", other.string()};
        } else if (damage == "resume") {
            std::filesystem::create_directories(*folder / "resume");
            std::ofstream(*folder / "resume/state.json") << "{\"version\":1}";
        } else if (damage == "phase") {
            ResumeState state;
            state.manifestHash = toHex(sha256(*readFile(*folder / "manifest.json")));
            state.phase = 9;
            state.stage = ChainStage::Training;
            std::filesystem::create_directories(*folder / "resume");
            QVERIFY_RESULT(writeFileAtomically(*folder / "resume/state.json", toJsonText(state)));
        } else {
            std::ofstream(*folder / damage.toStdString(), std::ios::app) << "seed: 7\n";
        }
        QCOMPARE(EngineFixture::run("run", *folder, options), 2);
        QVERIFY2(EngineFixture::log(*folder).find(sentence.toStdString()) != std::string::npos,
            EngineFixture::log(*folder).c_str());
    }

    void aFailureInTheMiddleLeavesTheLastGoodState()
    {
        auto folder = m_engine.freeze("blocked", m_engine.spec());
        QVERIFY_RESULT(folder);
        std::ofstream(*folder / "checkpoints") << "in the way";
        QVERIFY(EngineFixture::run("run", *folder) != 0);
        const auto failures = eventsOf<event::Failed>(*folder);
        QCOMPARE(failures.size(), std::size_t(1));
        QVERIFY(!failures[0].message.empty());
        std::filesystem::remove(*folder / "checkpoints");
        const int code = EngineFixture::run("run", *folder);
        QVERIFY2(code == 0, EngineFixture::log(*folder).c_str());
        QVERIFY(resultsOf(*folder) == resultsOf(m_done));
    }

    void aResumeThatComputesInAnotherWaySaysSo()
    {
        auto folder = m_engine.freeze("other batches", m_engine.spec());
        QVERIFY_RESULT(folder);
        QCOMPARE(EngineFixture::run("run", *folder, {"--fault", "stage_finished:4"}), 128 + SIGKILL);
        QVERIFY(eventsOf<event::Warning>(*folder).empty());
        const int code = EngineFixture::run("run", *folder, {"--micro-batch-tokens", "130"});
        QVERIFY2(code == 0, EngineFixture::log(*folder).c_str());
        const auto warnings = eventsOf<event::Warning>(*folder);
        QCOMPARE(warnings.size(), std::size_t(1));
        QVERIFY2(warnings[0].message.find("micro_batch_tokens 130 instead of 2") != std::string::npos,
            warnings[0].message.c_str());
    }

    // Before anything is written: it may be what fills the disk.
    void whatAKilledEngineLeftIsRemovedFirst()
    {
        auto folder = m_engine.freeze("rest", m_engine.spec());
        QVERIFY_RESULT(folder);
        std::filesystem::create_directories(*folder / "resume");
        const auto rest = *folder / "resume/weights-1.bin.tmp4711-0";
        std::ofstream(rest) << "half of it";
        QCOMPARE(EngineFixture::run("run", *folder, {"--model", "/nowhere"}), 2);
        QVERIFY(!std::filesystem::exists(rest));
    }

    void theSocketAnswersAndStops()
    {
        RunSpec spec = m_engine.spec();
        for (PhaseSpec& phase : spec.phases)
            phase.epochs = 200;
        auto folder = m_engine.freeze("socket", spec);
        QVERIFY_RESULT(folder);
        auto process = EngineFixture::start("run", *folder);
        QVERIFY_RESULT(process);
        ControlReply status;
        for (int i = 0; i < 600 && status.step < 3; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            if (auto reply = sendControl(*folder, {ControlKind::Status, "", ""}))
                status = *reply;
        }
        QCOMPARE(status.stage, std::string("training"));
        QCOMPARE(status.phase, 1);
        QVERIFY(status.totalSteps > 100);
        auto refused = sendControl(*folder, {ControlKind::Decide, "continue", ""});
        QVERIFY_RESULT(refused);
        QVERIFY(!refused->isAccepted);
        auto reply = sendControl(*folder, {ControlKind::Stop, "", "enough"});
        QVERIFY_RESULT(reply);
        QVERIFY(reply->isAccepted && reply->isStopping);
        QCOMPARE(process->wait(), 3);
        // What came in is in the record, and so is how it ended.
        const auto decisions = eventsOf<event::Decision>(*folder);
        QCOMPARE(decisions.size(), std::size_t(1));
        QCOMPARE(decisions[0].reason, std::string("enough"));
        QCOMPARE(eventsOf<event::Stopped>(*folder).size(), std::size_t(1));
        QVERIFY(!sendControl(*folder, {ControlKind::Status, "", ""}));
    }

    void aGateWaitsForAPerson()
    {
        RunSpec spec = m_engine.spec();
        spec.isMatched = false;
        spec.gate.policy = GatePolicy::Ask;
        spec.optimizer.learningRate = 0; // nothing is learnt: undecided
        auto folder = m_engine.freeze("ask", spec);
        QVERIFY_RESULT(folder);
        auto process = EngineFixture::start("run", *folder);
        QVERIFY_RESULT(process);
        const auto decide = [&](int phase, const char* decision) {
            for (int i = 0; i < 600; ++i) {
                auto reply = sendControl(*folder, {ControlKind::Status, "", ""});
                if (reply && reply->isWaiting && reply->phase == phase) {
                    auto done = sendControl(*folder, {ControlKind::Decide, decision, "seen"});
                    return done && done->isAccepted;
                }
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
            }
            return false;
        };
        QVERIFY2(decide(1, "continue"), EngineFixture::log(*folder).c_str());
        QVERIFY(decide(2, "stop"));
        QCOMPARE(process->wait(), 4);
        const auto decisions = eventsOf<event::Decision>(*folder);
        QCOMPARE(decisions.size(), std::size_t(2));
        QCOMPARE(decisions[1].decision, std::string("stop"));
        QCOMPARE(decisions[1].phase, 2);
        QVERIFY(eventsOf<event::Stopped>(*folder).at(0).isByGate);
    }

    void aPersonRollsBack()
    {
        RunSpec spec = m_engine.spec();
        spec.isMatched = false;
        spec.gate.policy = GatePolicy::Ask;
        spec.optimizer.learningRate = 0; // nothing is learnt: undecided
        auto folder = m_engine.freeze("rollback", spec);
        QVERIFY_RESULT(folder);
        auto process = EngineFixture::start("run", *folder);
        QVERIFY_RESULT(process);
        ControlReply status;
        for (int i = 0; i < 600 && !status.isWaiting; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            if (auto reply = sendControl(*folder, {ControlKind::Status, "", ""}))
                status = *reply;
        }
        QVERIFY2(status.isWaiting && status.phase == 1, EngineFixture::log(*folder).c_str());
        ControlRequest request{ControlKind::Decide, "roll_back", "it learnt nothing"};
        request.toPhase = 1; // its own phase is none to go back to
        auto refused = sendControl(*folder, request);
        QVERIFY_RESULT(refused);
        QVERIFY(!refused->isAccepted);
        QVERIFY2(refused->message.find("to phase 0") != std::string::npos, refused->message.c_str());
        request.toPhase = 0;
        auto accepted = sendControl(*folder, request);
        QVERIFY_RESULT(accepted);
        QVERIFY2(accepted->isAccepted, accepted->message.c_str());
        QCOMPARE(process->wait(), 4);
        const auto decisions = eventsOf<event::Decision>(*folder);
        QCOMPARE(decisions.size(), std::size_t(1)); // what was refused is none
        QCOMPARE(decisions[0].toPhase, std::optional(0));
        QCOMPARE(decisions[0].phase, 1);
        const auto stopped = eventsOf<event::Stopped>(*folder);
        QCOMPARE(stopped.size(), std::size_t(1));
        QVERIFY(stopped[0].isByGate);
        QCOMPARE(
            stopped[0].reason, std::string("rolled back from phase 1 to before training: it learnt nothing"));
    }

    void aGateThatStopsEndsWithItsOwnCode()
    {
        RunSpec spec = m_engine.spec();
        spec.isMatched = false;
        spec.gate.policy = GatePolicy::Stop;
        spec.optimizer.learningRate = 0;
        auto folder = m_engine.freeze("stopgate", spec);
        QVERIFY_RESULT(folder);
        QCOMPARE(EngineFixture::run("run", *folder), 4);
        QVERIFY(eventsOf<event::Gate>(*folder).at(0).verdict != "pass");
    }

    void aDryRunLeavesNothing()
    {
        auto folder = m_engine.freeze("dry", m_engine.spec());
        QVERIFY_RESULT(folder);
        const int code = EngineFixture::run("run", *folder, {"--dry-run"});
        QVERIFY2(code == 0, EngineFixture::log(*folder).c_str());
        auto out = readFile(*folder / "engine.out");
        QVERIFY_RESULT(out);
        std::map<std::string, int> types;
        for (std::size_t begin = 0; begin < out->size(); begin = out->find('\n', begin) + 1) {
            auto event
                = parseEvent(std::string_view(*out).substr(begin, out->find('\n', begin) - begin), "out");
            QVERIFY_RESULT(event);
            ++types[std::string(typeNameOf((*event)->body))];
            if (const auto* step = std::get_if<event::Step>(&(*event)->body))
                QVERIFY(step->loss > 0 && step->gradNorm > 0);
            if (const auto* memory = std::get_if<event::Memory>(&(*event)->body))
                QVERIFY(memory->measuredBytes > 0 && memory->estimatedBytes > 0);
        }
        QCOMPARE(types["phase_started"], 3);
        QCOMPARE(types["step"], 1);
        QCOMPARE(types["memory"], 1);
        QVERIFY(!std::filesystem::exists(*folder / "events.jsonl"));
        QVERIFY(!std::filesystem::exists(*folder / "resume"));
    }
};

QTEST_APPLESS_MAIN(TestChain)
#include "testchain.moc"
