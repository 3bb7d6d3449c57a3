// SPDX-License-Identifier: Apache-2.0
// Runs that go on from a phase of another one: what they inherit stays as it was, what they train is what an
// uninterrupted run would have trained.
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/project/runfork.h"
#include "core/protocol/eventlog.h"
#include "tests/engine/pipeline/enginefixture.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <csignal>

using namespace dankai;
using namespace dankai::test;

class TestFork : public QObject
{
    Q_OBJECT

    EngineFixture m_engine;
    std::filesystem::path m_parent;

    RunSpec paper() const
    {
        RunSpec spec = m_engine.spec();
        spec.carryOver = CarryOver::Paper;
        return spec;
    }

    static ForkChanges from(int phase, std::vector<std::pair<std::string, std::string>> settings = {})
    {
        ForkChanges changes;
        changes.fork = {"parent", phase, "the rate was too high"};
        changes.settings = std::move(settings);
        return changes;
    }

    std::filesystem::path at(const std::string& name) const { return m_engine.root() / name; }

    // Forks the finished run and trains the fork to its end.
    void train(const std::string& name, const ForkChanges& changes) const
    {
        QVERIFY_RESULT(forkRun(m_parent, at(name), changes));
        const int code = EngineFixture::run("run", at(name));
        QVERIFY2(code == 0, EngineFixture::log(at(name)).c_str());
    }

    static void sameFile(const std::filesystem::path& first, const std::filesystem::path& second)
    {
        const auto one = readFile(first);
        const auto other = readFile(second);
        QVERIFY_RESULT(one);
        QVERIFY_RESULT(other);
        QVERIFY2(*one == *other, first.c_str());
    }

    static void sameModel(const std::filesystem::path& first, const std::filesystem::path& second)
    {
        const auto one = modelHash(first);
        const auto other = modelHash(second);
        QVERIFY_RESULT(one);
        QVERIFY_RESULT(other);
        QCOMPARE(*one, *other);
    }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY_RESULT(m_engine.makeModel());
        auto folder = m_engine.freeze("parent", paper());
        QVERIFY_RESULT(folder);
        m_parent = *folder;
        const int code = EngineFixture::run("run", m_parent);
        QVERIFY2(code == 0, EngineFixture::log(m_parent).c_str());
    }

    void withNothingChangedItEqualsItsParent_data()
    {
        QTest::addColumn<int>("phase");
        for (const int phase : {1, 2, 3})
            QTest::addRow("from phase %d", phase) << phase;
    }

    void withNothingChangedItEqualsItsParent()
    {
        QFETCH(int, phase);
        const std::string name = "same" + std::to_string(phase);
        train(name, from(phase));
        const auto results = resultsOf(at(name));
        const auto expected = resultsOf(m_parent);
        for (std::size_t i = 0; i < std::min(results.size(), expected.size()); ++i)
            QCOMPARE(QString::fromStdString(results[i]), QString::fromStdString(expected[i]));
        QCOMPARE(results.size(), expected.size());
        sameModel(at(name) / "checkpoints/phase_3", m_parent / "checkpoints/phase_3");
        QVERIFY(eventsOf<event::Warning>(at(name)).empty());
        // Only its own phases were worked on.
        for (const event::Stage& stage : eventsOf<event::Stage>(at(name)))
            QVERIFY2(stage.checkpoint.empty() || stage.checkpoint >= checkpointName(phase),
                stage.checkpoint.c_str());
    }

    void aChangeBeginsAtItsPhase()
    {
        train("changed", from(2, {{"phases.2.learning_rate", "1e-4"}, {"replay_share", "0.3"}}));
        const auto spec = readRunSpec(at("changed"));
        QVERIFY_RESULT(spec);
        QVERIFY(!spec->isMatched);
        QVERIFY(spec->fork && spec->fork->run == "parent" && spec->fork->reason == "the rate was too high");
        for (const char* checkpoint : {"base", "phase_1"})
            for (const char* file : {"loss_validation.jsonl", "loss_test.jsonl", "answers.jsonl"})
                sameFile(
                    at("changed") / "results" / checkpoint / file, m_parent / "results" / checkpoint / file);
        sameModel(at("changed") / "checkpoints/phase_1", m_parent / "checkpoints/phase_1");
        const auto steps = eventsOf<event::Step>(at("changed"));
        const auto before = eventsOf<event::Step>(m_parent);
        QVERIFY(steps.size() > before.size()); // more is reviewed
        std::uint64_t tokens = 0;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            QCOMPARE(steps[i].step, std::int64_t(i + 1));
            tokens += steps[i].tokens;
            QCOMPARE(steps[i].totalTokens, tokens);
            if (steps[i].phase == 1)
                QCOMPARE(toJsonLine(Event{0, 0, 0, steps[i]}), toJsonLine(Event{0, 0, 0, before[i]}));
            else // of an inherited phase the parent's own total stands
                QCOMPARE(steps[i].totalSteps, std::int64_t(steps.size()));
            if (steps[i].phase == 2)
                QVERIFY(steps[i].learningRate <= 1e-4);
        }
        QCOMPARE(eventsOf<event::Gate>(at("changed")).size(), std::size_t(3));
        const auto validation = [](const std::filesystem::path& folder) {
            return readFile(folder / "results/phase_2/loss_validation.jsonl").value();
        };
        QVERIFY(validation(at("changed")) != validation(m_parent));
    }

    void fewerPhasesAndAForkOfAFork()
    {
        ForkChanges shorter = from(2);
        shorter.phases = 2;
        train("shorter", shorter);
        QCOMPARE(eventsOf<event::PhaseFinished>(at("shorter")).size(), std::size_t(2));
        sameModel(at("shorter") / "checkpoints/phase_2", m_parent / "checkpoints/phase_2");
        ForkChanges again = from(2, {{"optimizer.learning_rate", "1e-3"}});
        again.fork.run = "shorter";
        QVERIFY_RESULT(forkRun(at("shorter"), at("again"), again));
        QCOMPARE(EngineFixture::run("run", at("again")), 0);
        QCOMPARE(eventsOf<event::Gate>(at("again")).size(), std::size_t(2));
        sameFile(at("again") / "results/phase_1/answers.jsonl", m_parent / "results/phase_1/answers.jsonl");
    }

    void killedAndResumedItEqualsTheUninterruptedOne_data()
    {
        QTest::addColumn<QString>("fault");
        for (const char* fault : {"tensors_before_rename:1", "state_after_rename:2", "stage_finished:1",
                 "checkpoint_after_rename:1", "stage_finished:7"})
            QTest::newRow(fault) << QString::fromLatin1(fault);
    }

    void killedAndResumedItEqualsTheUninterruptedOne()
    {
        QFETCH(QString, fault);
        const auto folder = at("killed " + fault.toStdString());
        QVERIFY_RESULT(forkRun(m_parent, folder, from(2)));
        QCOMPARE(EngineFixture::run("run", folder, {"--fault", fault.toStdString()}), 128 + SIGKILL);
        const int code = EngineFixture::run("run", folder);
        QVERIFY2(code == 0, EngineFixture::log(folder).c_str());
        QVERIFY(resultsOf(folder) == resultsOf(m_parent));
        sameModel(folder / "checkpoints/phase_3", m_parent / "checkpoints/phase_3");
    }

    void momentsThatAreNotThereAreTold()
    {
        train("moderate", from(2, {{"carry_over", "moderate"}}));
        const auto warnings = eventsOf<event::Warning>(at("moderate"));
        QCOMPARE(warnings.size(), std::size_t(1));
        QVERIFY2(warnings[0].message.find("no optimizer moments") != std::string::npos,
            warnings[0].message.c_str());
        train("from the base", from(1, {{"carry_over", "moderate"}})); // there are none to be kept
        QVERIFY(eventsOf<event::Warning>(at("from the base")).empty());
    }

    void aDryRunCountsWhatIsInherited()
    {
        QVERIFY_RESULT(forkRun(m_parent, at("dry"), from(3, {{"tokens_per_step", "500"}})));
        const int code = EngineFixture::run("run", at("dry"), {"--dry-run"});
        QVERIFY2(code == 0, EngineFixture::log(at("dry")).c_str());
        const auto said = readEvents(at("dry") / "engine.out");
        QVERIFY_RESULT(said);
        const auto first = std::find_if(said->begin(), said->end(),
            [](const Event& event) { return std::holds_alternative<event::PhaseStarted>(event.body); });
        QVERIFY(first != said->end());
        const auto& started = std::get<event::PhaseStarted>(first->body);
        QCOMPARE(started.phase, 3);
        QCOMPARE(started.firstStep, eventsOf<event::PhaseStarted>(m_parent).at(2).firstStep);
    }

    void whatTheInheritedPhasesWereMadeWithStays_data()
    {
        QTest::addColumn<QString>("key");
        for (const char* key : {"max_length", "seed", "phases.1.epochs", "phases.2", "answers.temperature",
                 "model.path", "matched", "fork.phase", "held_out_phases", "phases.2.held_out"})
            QTest::newRow(key) << QString::fromLatin1(key);
    }

    void whatTheInheritedPhasesWereMadeWithStays()
    {
        QFETCH(QString, key);
        const auto refused = forkRun(m_parent, at("refused"), from(2, {{key.toStdString(), "1"}}));
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("cannot change this") != std::string::npos,
            refused.error().message.c_str());
        QVERIFY(!std::filesystem::exists(at("refused")));
    }

    void aPhaseThatIsNotThereIsASentence()
    {
        QVERIFY(!forkRun(m_parent, at("none"), from(4)));
        QVERIFY(!forkRun(m_parent, at("none"), from(0)));
        ForkChanges longer = from(2);
        longer.phases = 4;
        QVERIFY(!forkRun(m_parent, at("none"), longer));
        // Not trained yet
        auto folder = m_engine.freeze("fresh", paper());
        QVERIFY_RESULT(folder);
        const auto early = forkRun(*folder, at("none"), from(2));
        QVERIFY(!early);
        QVERIFY2(early.error().message.find("has not been judged") != std::string::npos,
            early.error().message.c_str());
    }

    void damageIsOneSentence_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("isRemoved");
        QTest::addColumn<QString>("sentence");
        const QString start = QStringLiteral("checkpoint that this run goes on from");
        QTest::newRow("checkpoint gone") << "checkpoints/phase_1/model.safetensors" << true << start;
        QTest::newRow("checkpoint edited") << "checkpoints/phase_1/config.json" << false << start;
        QTest::newRow("results gone") << "results/phase_1/answers.jsonl" << true << "is missing since";
        QTest::newRow("results edited") << "results/base/loss_test.jsonl" << false << "was edited after";
        QTest::newRow("settings edited") << "run.yaml" << false << "was edited after";
    }

    void damageIsOneSentence()
    {
        QFETCH(QString, file);
        QFETCH(bool, isRemoved);
        QFETCH(QString, sentence);
        const auto folder = at(std::string("damaged ") + QTest::currentDataTag());
        QVERIFY_RESULT(forkRun(m_parent, folder, from(2)));
        const auto path = folder / file.toStdString();
        const auto bytes = readFile(path);
        QVERIFY_RESULT(bytes);
        std::filesystem::remove(path); // a file of its own, so that the parent's stays whole
        std::string edited = *bytes + "\n";
        if (file == u"run.yaml") // it would begin elsewhere
            edited.replace(edited.find("phase: 2"), 8, "phase: 3");
        if (!isRemoved)
            QVERIFY_RESULT(writeFileAtomically(path, edited));
        QCOMPARE(EngineFixture::run("run", folder), 2);
        QVERIFY2(EngineFixture::log(folder).find(sentence.toStdString()) != std::string::npos,
            EngineFixture::log(folder).c_str());
    }

    void aParentWithoutItsModelIsASentence()
    {
        const auto moved = at("parent's model");
        std::filesystem::rename(m_parent / "checkpoints/phase_1", moved);
        const auto forked = forkRun(m_parent, at("orphan"), from(2));
        std::filesystem::rename(moved, m_parent / "checkpoints/phase_1");
        QVERIFY(!forked);
        QVERIFY2(forked.error().message.find("model after phase 1") != std::string::npos,
            forked.error().message.c_str());
        QVERIFY(!std::filesystem::exists(at("orphan")));
    }
};

QTEST_APPLESS_MAIN(TestFork)
#include "testfork.moc"
