// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/outputhealth.h"
#include "core/platform/file.h"
#include "core/project/answerset.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <fstream>
#include <optional>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

RunRow prompt(const std::string& id, const std::string& text, const std::string& reference = {})
{
    RunRow row;
    row.id = id;
    row.messages = {{"user", text}};
    row.reference = reference;
    return row;
}

} // namespace

class TestAnswerSet : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;
    AnswerReader* m_reader = nullptr;

    fs::path root() const { return m_folder->path().toStdString(); }

    fs::path run(const std::string& id) const { return m_project->runsFolder() / id; }

    // As the engine leaves it after `phases` phases, with no weights.
    void addRun(const std::string& id, const std::string& arm, int phases, const std::vector<RunRow>& prompts,
        const std::string& model = {})
    {
        RunSpec spec = smallestRunSpec();
        spec.arm = arm;
        spec.model.path = model.empty() ? m_project->modelPath().string() : model;
        spec.phases.resize(static_cast<std::size_t>(phases), spec.phases.front());
        for (int k = 1; k <= phases; ++k)
            spec.phases[static_cast<std::size_t>(k) - 1].file = runfile::phase(k);
        QVERIFY_RESULT(makeFolder(run(id)));
        QVERIFY_RESULT(writeFileAtomically(run(id) / runfile::spec, toYaml(spec)));
        QVERIFY_RESULT(writeFileAtomically(run(id) / runfile::prompts, toJsonLines(prompts)));
        RunRecord record;
        record.id = id;
        record.arm = arm;
        record.plan = "main";
        record.state = RunState::Done;
        QVERIFY_RESULT(m_project->runs().add(record));
    }

    void addAnswers(
        const std::string& id, const std::string& checkpoint, const std::vector<AnswerText>& answers)
    {
        const fs::path folder = run(id) / runfile::results / checkpoint;
        QVERIFY_RESULT(makeFolder(folder));
        QVERIFY_RESULT(writeFileAtomically(folder / runfile::answers, toJsonLines(answers)));
    }

    fs::path addJob(const std::string& id, const std::string& speaker, const std::vector<RunRow>& prompts)
    {
        JobSpec spec;
        spec.kind = JobKind::Answer;
        spec.model.path = m_project->modelPath().string();
        spec.checkpoint = speaker;
        spec.answers.maxNewTokens = 99;
        fs::path folder = m_project->jobsFolder() / id;
        if (auto written = writeJob(folder, spec, toJsonLines(prompts)); !written)
            qFatal("%s", written.error().message.c_str());
        return folder;
    }

    static void say(const fs::path& folder, const std::vector<EventBody>& bodies)
    {
        EventWriter::Params params;
        params.file = folder / runfile::events;
        params.hello.kind = "answer";
        auto writer = EventWriter::open(params);
        QVERIFY_RESULT(writer);
        for (const EventBody& body : bodies)
            QVERIFY_RESULT(writer->write(body));
    }

    std::shared_ptr<const AnswerSet> read()
    {
        auto set = m_reader->read(*m_project);
        if (!set)
            qFatal("%s", set.error().message.c_str());
        return *set;
    }

    static std::string text(const AnswerSet& set, const std::string& speaker, std::size_t row)
    {
        const SpeakerAnswers* answers = set.speaker(speaker);
        if (answers == nullptr || row >= answers->answers.size() || !answers->answers[row])
            return "(none)";
        return answers->answers[row]->text;
    }

private slots:

    void init()
    {
        m_folder.emplace();
        QVERIFY_RESULT(test::writeTinyModel(root() / "model"));
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = (root() / "model").string();
        auto project = Project::create(root() / "project", settings);
        QVERIFY_RESULT(project);
        m_project = std::move(*project);
        m_reader = new AnswerReader;
    }

    void cleanup()
    {
        delete m_reader;
        m_project.reset();
    }

    void aNewProjectHasItsModelAndNothingElse()
    {
        const auto set = read();
        QVERIFY(set->prompts.empty());
        QCOMPARE(set->speakers.size(), std::size_t(1));
        QCOMPARE(set->speakers.front().speaker.key, std::string("base"));
        QVERIFY(!set->speakers.front().speaker.model.empty());
        QVERIFY(set->problems.empty());
    }

    void theSamePromptOfTwoRunsIsOneRow()
    {
        addRun("001", "phased", 2, {prompt("7", "Why?", "Because."), prompt("8", "How?")});
        addRun("002", "one-off", 1, {prompt("x", "How?"), prompt("y", "When?")});
        addAnswers("001", "base", {{"7", "no idea", 2, true, 0.5}, {"8", "so", 1, false}});
        addAnswers("001", "phase_1", {{"7", "because", 1, true}});
        addAnswers("001", "phase_10", {{"7", "ten", 1, true}});
        addAnswers("001", "phase_2", {{"7", "therefore", 1, true}});
        addAnswers("002", "base", {{"x", "so", 1, false}, {"y", "now", 1, true}});
        addAnswers("002", "phase_1", {{"x", "thus", 1, true}, {"not a prompt", "lost", 1, true}});
        const auto set = read();
        QVERIFY2(set->problems.empty(), set->problems.empty() ? "" : set->problems.front().c_str());
        QCOMPARE(set->prompts.size(), std::size_t(3));
        QCOMPARE(set->prompts[0].text(), std::string("Why?"));
        QCOMPARE(set->prompts[0].reference, std::string("Because."));
        QCOMPARE(set->prompts[0].phase, 1);
        std::vector<std::string> keys;
        for (const SpeakerAnswers& answers : set->speakers) {
            keys.push_back(answers.speaker.key);
            QCOMPARE(answers.answers.size(), std::size_t(3));
        }
        QCOMPARE(keys,
            (std::vector<std::string>{"base", "001/phase_1", "001/phase_2", "001/phase_10", "002/phase_1"}));
        QCOMPARE(text(*set, "base", 0), std::string("no idea"));
        QCOMPARE(text(*set, "base", 1), std::string("so")); // equal in both: one answer
        QCOMPARE(set->speaker("base")->answers[1]->others, 0);
        QCOMPARE(text(*set, "base", 2), std::string("now"));
        QCOMPARE(text(*set, "002/phase_1", 1), std::string("thus"));
        QCOMPARE(text(*set, "001/phase_2", 1), std::string("(none)"));
        QCOMPARE(set->speaker("001/phase_2")->speaker.phases, 2);
        QVERIFY(set->speaker("001/phase_2")->speaker.model.empty()); // it was never saved
        QVERIFY(set->speaker("base")->answers[0]->seconds == 0.5);
        QVERIFY(!set->speaker("base")->answers[1]->seconds);
        QCOMPARE(set->promptSets.size(), std::size_t(2));
        QCOMPARE(set->promptSets[1].prompts, (std::vector<std::size_t>{1, 2}));
    }

    void aRunOfAnotherModelHasABaseOfItsOwn()
    {
        addRun("001", "phased", 1, {prompt("1", "Why?")}, "/models/other");
        addAnswers("001", "base", {{"1", "other", 1, true}});
        const auto set = read();
        QCOMPARE(text(*set, "base", 0), std::string("(none)"));
        QCOMPARE(text(*set, "001/base", 0), std::string("other"));
    }

    void whatIsMissingOrCutCostsOnlyItself()
    {
        addRun("001", "phased", 1, {prompt("1", "Why?"), prompt("2", "How?")});
        addAnswers("001", "base", {{"1", "kept", 1, true}, {"2", "cut", 1, true}});
        const fs::path file = run("001") / runfile::results / "base" / runfile::answers;
        fs::resize_file(file, fs::file_size(file) - 9);
        QVERIFY_RESULT(makeFolder(run("001") / runfile::results / "phase_1")); // and no file in it
        addRun("002", "phased", 1, {prompt("1", "Why?")});
        fs::remove(run("002") / runfile::prompts);
        addRun("003", "phased", 1, {prompt("1", "Why?")});
        std::ofstream(run("003") / runfile::spec) << "version: 1\nmodle: {}\n";
        addRun("004", "phased", 1, {prompt("1", "Why?")});
        addAnswers("004", "phase_1", {{"1", "fine", 1, true}});
        std::ofstream(run("004") / runfile::results / "phase_1" / runfile::answers, std::ios::app)
            << "{\"id\":\"2\",\"text\":\"later\",\"tokens\":1,\"is_ended\":true,\"mood\":\"good\"}\n";
        addRun("005", "phased", 1, {prompt("1", "Why?")});
        addAnswers("005", "phase_1", {{"1", "unread", 1, true}});
        std::ofstream(run("005") / runfile::results / "phase_1" / runfile::answers) << "{\n{}\n";
        const auto set = read();
        QCOMPARE(set->prompts.size(), std::size_t(2));
        QCOMPARE(text(*set, "base", 0), std::string("kept"));
        QCOMPARE(text(*set, "base", 1), std::string("(none)"));
        QCOMPARE(text(*set, "004/phase_1", 0), std::string("fine")); // an unknown key is passed over
        QCOMPARE(text(*set, "005/phase_1", 0), std::string("(none)"));
        QCOMPARE(set->problems.size(), std::size_t(2));
        QVERIFY(set->problems[0].find("003") != std::string::npos);
        QVERIFY(set->problems[0].find("run.yaml:2") != std::string::npos);
        QVERIFY(set->problems[1].find("answers.jsonl:1") != std::string::npos);
    }

    void aJobsAnswersStandBesideTheRuns()
    {
        addRun("001", "phased", 1, {prompt("1", "Why?")});
        addAnswers("001", "base", {{"1", "first", 1, true}});
        const fs::path done = addJob("answers-001", "base", {prompt("a", "Why?"), prompt("b", "New?")});
        say(done,
            {event::Stage{"answers", "base", 2}, event::Answer{"base", "a", "second", 2, true, 0.5},
                event::Answer{"base", "b", "yes", 1, true, 0.75}, event::Finished{1}});
        // An engine that was killed, and folders of others.
        const fs::path killed = addJob("answers-002", "001/phase_1", {prompt("a", "Why?")});
        say(killed, {event::Stage{"answers", "001/phase_1", 1}});
        const fs::path failed = addJob("answers-003", "base", {prompt("a", "Why?")});
        say(failed, {event::Failed{"the model is not there", "unusable"}});
        QVERIFY_RESULT(makeFolder(m_project->jobsFolder() / "dry-run-1-1"));
        const auto set = read();
        QVERIFY(set->problems.empty());
        QCOMPARE(set->prompts.size(), std::size_t(2));
        QCOMPARE(text(*set, "base", 0), std::string("second")); // the newer one
        QCOMPARE(set->speaker("base")->answers[0]->others, 1);
        const AnswerSource& source
            = set->sources[static_cast<std::size_t>(set->speaker("base")->answers[0]->source)];
        QCOMPARE(source.job, std::string("answers-001"));
        QCOMPARE(source.answers.maxNewTokens, 99);
        QCOMPARE(text(*set, "base", 1), std::string("yes"));
        QCOMPARE(set->prompts[1].phase, 0);
        QCOMPARE(set->jobs.size(), std::size_t(3));
        QCOMPARE(set->jobs[0].state, AnswerJobState::Done);
        QCOMPARE(set->jobs[0].answered, std::size_t(2));
        QVERIFY(set->jobs[0].isLoaded);
        QVERIFY(!set->jobs[2].isLoaded);
        QCOMPARE(set->jobs[1].state, AnswerJobState::Failed);
        QVERIFY(set->jobs[1].note.find("without a word") != std::string::npos);
        QCOMPARE(set->jobs[2].note, std::string("the model is not there"));
        QCOMPARE(set->promptSets.size(), std::size_t(2)); // one set was asked by two jobs and a run
    }

    void aJobThatWaitsIsTakenOutWithoutATrace()
    {
        addJob("answers-001", "base", {prompt("a", "Why?")});
        QueueEntry entry;
        entry.kind = "job";
        entry.folder = "jobs/answers-001";
        entry.device = "cpu";
        QVERIFY_RESULT(m_project->runs().enqueue(entry));
        QCOMPARE(read()->jobs.front().state, AnswerJobState::Waiting);
        QVERIFY_RESULT(cancelAnswering(*m_project, "answers-001"));
        QVERIFY(read()->jobs.empty());
        QVERIFY(read()->prompts.empty());
        QVERIFY(!cancelAnswering(*m_project, "answers-001"));
    }

    // startAnswering() writes the folders of all models before it queues the first.
    void aJobThatIsNotQueuedYetHasNotFailed()
    {
        const fs::path folder = addJob("answers-001", "base", {prompt("a", "Why?")});
        QCOMPARE(read()->jobs.front().state, AnswerJobState::Waiting);
        QVERIFY(read()->jobs.front().note.empty());
        QVERIFY_RESULT(cancelAnswering(*m_project, "answers-001"));
        QVERIFY(!fs::exists(folder));
        QVERIFY(!cancelAnswering(*m_project, "answers-001"));

        // Whoever wrote it has died before it was queued.
        addJob("answers-002", "base", {prompt("a", "Why?")});
        fs::last_write_time(m_project->jobsFolder() / "answers-002" / jobfile::spec,
            fs::file_time_type::clock::now() - std::chrono::hours(1));
        AnswerJob job = read()->jobs.front();
        QCOMPARE(job.state, AnswerJobState::Failed);
        QVERIFY2(job.note.find("never queued") != std::string::npos, job.note.c_str());
        // One that somebody has started by hand, and whose engine has left nothing but its log.
        const fs::path log = m_project->jobsFolder() / "answers-002" / runfile::log;
        QVERIFY_RESULT(writeFileAtomically(log, "[error] no such model\n"));
        job = read()->jobs.front();
        QCOMPARE(job.state, AnswerJobState::Failed);
        QVERIFY2(job.note.find("no such model") != std::string::npos, job.note.c_str());
    }

    void onlyWhatChangedIsReadAgain()
    {
        addRun("001", "phased", 1, {prompt("1", "Why?")});
        addAnswers("001", "base", {{"1", "first", 1, true}});
        const auto before = read();
        QCOMPARE(read(), before);
        addAnswers("001", "phase_1", {{"1", "then", 1, true}});
        const auto after = read();
        QVERIFY(after != before);
        QCOMPARE(text(*after, "001/phase_1", 0), std::string("then"));
        QCOMPARE(text(*before, "base", 0), std::string("first")); // what somebody still looks at stays
    }

    void whatCannotBeAnsweredIsSaidAndNothingIsWritten()
    {
        AnswerRequest request;
        request.speakers = {"base"};
        auto started = startAnswering(*m_project, request);
        QVERIFY(!started);
        QVERIFY(started.error().message.find("no prompts") != std::string::npos);
        request.prompts = {prompt("1", "Why?")};
        request.speakers = {"base", "001/phase_1"};
        started = startAnswering(*m_project, request);
        QVERIFY(!started);
        QVERIFY(started.error().message.find("001/phase_1") != std::string::npos);
        addRun("001", "phased", 1, {prompt("1", "Why?")});
        addAnswers("001", "phase_1", {{"1", "kept", 1, true}});
        started = startAnswering(*m_project, request);
        QVERIFY(!started);
        QVERIFY(started.error().message.find("weights") != std::string::npos);
        request.speakers.clear();
        QVERIFY(!startAnswering(*m_project, request));
        QVERIFY(!fs::exists(m_project->jobsFolder() / "answers-001"));
    }
};

QTEST_APPLESS_MAIN(TestAnswerSet)
#include "testanswerset.moc"
