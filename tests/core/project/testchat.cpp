// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"
#include "core/project/chat.h"
#include "core/run/jobspec.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <optional>

using namespace dankai;

class TestChat : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;

    std::filesystem::path prompts() const { return pinnedPromptFile(*m_project); }

private slots:

    void init()
    {
        m_project.reset();
        m_folder.emplace();
        const std::filesystem::path base = m_folder->path().toStdString();
        QVERIFY_RESULT(test::writeTinyModel(base / "model"));
        ProjectSettings settings;
        settings.name = "chat";
        settings.modelPath = (base / "model").string();
        auto made = Project::create(base / "project", settings);
        QVERIFY_RESULT(made);
        m_project.emplace(std::move(*made));
    }

    void cleanup() { m_project.reset(); }

    void theBaseAndEveryCheckpointCanSpeak()
    {
        RunRecord run;
        run.id = "001";
        run.arm = "phased";
        run.parent = "000";
        QVERIFY_RESULT(m_project->runs().add(run));
        const auto checkpoints = m_project->runsFolder() / "001/checkpoints";
        QVERIFY_RESULT(test::writeTinyModel(checkpoints / "phase_1"));
        QVERIFY_RESULT(makeFolder(checkpoints / "phase_2")); // nothing in it yet
        const auto speakers = chatSpeakers(*m_project);
        QVERIFY_RESULT(speakers);
        QCOMPARE(speakers->size(), std::size_t(2));
        QVERIFY(speakers->front().run.empty());
        QCOMPARE(speakers->front().checkpoint, std::string("base"));
        QCOMPARE((*speakers)[1].run, std::string("001"));
        QCOMPARE((*speakers)[1].arm, std::string("phased"));
        QVERIFY((*speakers)[1].isAdapted);
        QVERIFY((*speakers)[1].memoryBytes > 0);

        QVERIFY(lastChat(*m_project)->empty());
        const auto seats = beginChat(*m_project, *speakers);
        QVERIFY_RESULT(seats);
        const auto again = beginChat(*m_project, {(*speakers)[1]});
        QVERIFY_RESULT(again);
        QVERIFY(again->front().folder != seats->front().folder);
        const auto text = readFile(seats->back().folder / jobfile::spec);
        QVERIFY_RESULT(text);
        const auto spec = parseJobSpec(*text, "job.yaml");
        QVERIFY_RESULT(spec);
        QCOMPARE(spec->kind, JobKind::Chat);
        QCOMPARE(spec->checkpoint, std::string("001/phase_1"));
        QVERIFY(*parseJobSpec(toYaml(*spec), "again") == *spec);
        const auto last = lastChat(*m_project);
        QVERIFY_RESULT(last);
        QCOMPARE(last->size(), std::size_t(1));
        QCOMPARE(last->front().folder, again->front().folder);
        QCOMPARE(last->front().speaker.run, std::string("001"));
        QCOMPARE(last->front().speaker.arm, std::string("phased"));
        QVERIFY(last->front().speaker.isAdapted);
        QCOMPARE(last->front().speaker.checkpoint, std::string("phase_1"));
        QCOMPARE(last->front().speaker.model, (*speakers)[1].model);
    }

    void aChatHasOneToFourModels()
    {
        QVERIFY(!beginChat(*m_project, {}));
        const auto speakers = chatSpeakers(*m_project);
        QVERIFY(!beginChat(*m_project, std::vector<ChatSpeaker>(5, speakers->front())));
        QVERIFY(lastChat(*m_project)->empty()); // nothing was made
    }

    void promptsArePinnedOnceAndAnsweredByLaterRuns()
    {
        const std::vector<Message> first{{"user", "返品できますか"}};
        const std::vector<Message> second{{"user", "a"}, {"assistant", "b"}, {"user", "c"}};
        QVERIFY(pinnedPrompts(*m_project)->empty());
        QVERIFY(*pinPrompt(*m_project, first) == PinOutcome::Added);
        QVERIFY(*pinPrompt(*m_project, second) == PinOutcome::Added);
        QVERIFY(*pinPrompt(*m_project, first) == PinOutcome::WasThere);
        const auto pinned = pinnedPrompts(*m_project);
        QVERIFY_RESULT(pinned);
        QCOMPARE(pinned->size(), std::size_t(2));
        QVERIFY((*pinned)[0].messages == first);
        QVERIFY((*pinned)[1].messages == second);
        QVERIFY((*pinned)[0].id != (*pinned)[1].id);
        QVERIFY(!pinPrompt(*m_project, {{"user", "a"}, {"assistant", "b"}})); // asks nothing
        QCOMPARE(pinnedPrompts(*m_project)->size(), std::size_t(2));
    }

    void aPinnedPromptIsTakenBackAndTheOthersStay()
    {
        std::ofstream(prompts()) << R"({"id": "own",  "prompt": "by hand"})" << '\n';
        const std::string before = *readFile(prompts());
        const std::vector<Message> first{{"user", "返品できますか"}}, second{{"user", "b"}};
        QVERIFY_RESULT(pinPrompt(*m_project, first));
        QVERIFY_RESULT(pinPrompt(*m_project, second));
        QVERIFY_RESULT(unpinPrompt(*m_project, first));
        QCOMPARE(pinnedPrompts(*m_project)->size(), std::size_t(2));
        QVERIFY(pinnedPrompts(*m_project)->back().messages == second);
        QVERIFY_RESULT(unpinPrompt(*m_project, second));
        QCOMPARE(*readFile(prompts()), before);
        QVERIFY_RESULT(unpinPrompt(*m_project, second)); // already gone
        // A line of a person's own is theirs to take out.
        QVERIFY(!unpinPrompt(*m_project, {{"user", "by hand"}}));
        QCOMPARE(*readFile(prompts()), before);
        // The only one, too.
        std::filesystem::remove(prompts());
        QVERIFY_RESULT(pinPrompt(*m_project, first));
        QVERIFY_RESULT(unpinPrompt(*m_project, first));
        QVERIFY(pinnedPrompts(*m_project)->empty());
        QVERIFY(*pinPrompt(*m_project, first) == PinOutcome::Added);
    }

    void aPinnedExampleIsTakenBackAndComesAgain()
    {
        const std::vector<Message> messages{{"system", "Be brief."}, {"user", "a"}};
        QVERIFY(*pinExample(*m_project, messages, "d", {}) == PinOutcome::Added);
        QVERIFY_RESULT(unpinExample(*m_project, messages, "d"));
        QVERIFY(m_project->examples().example(ExampleId(1))->isExcluded);
        QVERIFY(*pinExample(*m_project, messages, "d", {}) == PinOutcome::Added);
        QVERIFY(!m_project->examples().example(ExampleId(1))->isExcluded);
        QCOMPARE(*m_project->examples().count(), std::uint64_t(1));
        Example edited = m_project->examples().example(ExampleId(1))->example;
        edited.response = "e";
        QVERIFY_RESULT(m_project->examples().edit(ExampleId(1), edited));
        const auto refused = unpinExample(*m_project, messages, "d");
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("Data page") != std::string::npos);
    }

    void aFileOfOtherPromptsIsNotSpoiled()
    {
        std::ofstream(prompts()) << "plain prompt, one a line";
        QVERIFY(!pinPrompt(*m_project, {{"user", "x"}}));
        QCOMPARE(*readFile(prompts()), std::string("plain prompt, one a line"));
        std::ofstream(prompts())
            << R"({"id": "chat-2", "prompt": "by hand"})"; // without a newline at its end
        QVERIFY(*pinPrompt(*m_project, {{"user", "x"}}) == PinOutcome::Added);
        const auto pinned = pinnedPrompts(*m_project);
        QVERIFY_RESULT(pinned);
        QCOMPARE(pinned->size(), std::size_t(2));
        QCOMPARE((*pinned)[1].id, std::string("chat-3"));
    }

    void aTurnBecomesAnExampleWithItsHistory()
    {
        const std::vector<Message> messages{
            {"system", "Be brief."}, {"user", "a"}, {"assistant", "b"}, {"user", "c"}};
        ChatSpeaker speaker;
        speaker.run = "001";
        speaker.checkpoint = "phase_2";
        QVERIFY(*pinExample(*m_project, messages, "d", speaker) == PinOutcome::Added);
        QVERIFY(*pinExample(*m_project, messages, "d", speaker) == PinOutcome::WasThere);
        QVERIFY(!pinExample(*m_project, messages, "", speaker));
        const auto stored = m_project->examples().example(ExampleId(1));
        QVERIFY_RESULT(stored);
        QCOMPARE(*m_project->examples().count(), std::uint64_t(1));
        QCOMPARE(stored->example.instruction, std::string("c"));
        QCOMPARE(stored->example.response, std::string("d"));
        QCOMPARE(stored->example.system, std::string("Be brief."));
        QCOMPARE(stored->example.history.size(), std::size_t(2));
        QCOMPARE(stored->example.source.file, std::string("chat"));
        QCOMPARE(stored->example.extra["chat_model"].get<std::string>(), std::string("001/phase_2"));
    }
};

QTEST_APPLESS_MAIN(TestChat)
#include "testchat.moc"
