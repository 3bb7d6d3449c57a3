// SPDX-License-Identifier: Apache-2.0
// Freezing runs of a plan; engines are started in tests/engine and tests/cli.
#include "core/checkpoint/openmodel.h"
#include "core/project/chat.h"
#include "core/project/modelplace.h"
#include "core/project/runlaunch.h"
#include "core/run/runfolder.h"
#include "core/run/runspec.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace dankai;

class TestRunLaunch : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;

    // Makes the plan, or changes it.
    void savePlan(std::map<std::string, std::string> settings)
    {
        Plan plan;
        if (auto stored = m_project->plans().load("main"))
            plan.revision = stored->revision;
        plan.name = "main";
        plan.scorer = importedScoreName;
        plan.rule = {RuleKind::Thresholds, 2, {3.0}};
        plan.settings = std::move(settings);
        QVERIFY_RESULT(m_project->plans().save(plan));
    }

    Result<RunSpec> frozen(Arm arm, std::vector<std::pair<std::string, std::string>> settings = {})
    {
        RunRequest request;
        request.plan = "main";
        request.arm = arm;
        request.settings = std::move(settings);
        const QTemporaryDir target;
        const std::filesystem::path folder = target.path().toStdString() + "/run";
        auto prepared = prepareRunFolder(*m_project, request, folder);
        if (!prepared)
            return passOn(prepared);
        return readRunSpec(folder);
    }

private slots:

    void init()
    {
        m_project.reset();
        m_folder.emplace();
        const std::filesystem::path base = m_folder->path().toStdString();
        QVERIFY_RESULT(test::writeTinyModel(base / "model"));
        ProjectSettings settings;
        settings.name = "launch";
        settings.modelPath = (base / "model").string();
        settings.run = {{"max_length", "100"}};
        auto made = Project::create(base / "project", settings);
        QVERIFY_RESULT(made);
        m_project.emplace(std::move(*made));
        auto session = m_project->examples().beginImport("rows.jsonl");
        QVERIFY_RESULT(session);
        for (int i = 0; i < 60; ++i) {
            ImportedRow row;
            row.example.instruction = "question " + std::to_string(i * 7919 % 99991);
            row.example.response = "answer " + std::to_string(i * 104729 % 99991);
            row.hash = contentHash(row.example);
            row.score = RowScore{std::to_string(i % 5 + 1), static_cast<double>(i % 5 + 1)};
            QVERIFY_RESULT(session->add(row));
        }
        QVERIFY_RESULT(session->finish());
    }

    void cleanup() { m_project.reset(); }

    void aModelThatIsGoneIsSaidWithThePlaceWhereAnotherIsChosen()
    {
        RunRequest request;
        request.plan = "main";
        savePlan({});
        QVERIFY_RESULT(m_project->changeSettings({{"model.hash", *modelHash(m_project->modelPath())}}));
        const auto prepared = prepareRun(*m_project, request);
        QVERIFY_RESULT(prepared);
        const std::filesystem::path model = m_project->modelPath();
        const std::filesystem::path moved = model.parent_path() / "moved";
        std::filesystem::rename(model, moved);
        const auto saysWhere = [&](const Error& error) {
            return error.message.find(model.string()) != std::string::npos
                && error.message.find("Settings page") != std::string::npos
                && error.message.find((m_project->folder() / "project.yaml").string()) != std::string::npos;
        };
        const auto refused = prepareRun(*m_project, request);
        QVERIFY(!refused);
        QVERIFY2(saysWhere(refused.error()), refused.error().message.c_str());
        const auto chat = beginChat(*m_project, {chatSpeakers(*m_project)->front()});
        QVERIFY(!chat);
        QVERIFY2(saysWhere(chat.error()), chat.error().message.c_str());

        // Once the project knows the new place, what was frozen goes on there, and nowhere else.
        QVERIFY_RESULT(followMovedModel(*m_project, prepared->id));
        QCOMPARE(readRunSpec(m_project->runsFolder() / prepared->id)->model.path, model.string());
        QVERIFY_RESULT(
            m_project->changeSettings({{"model.path", moved.string()}, {"model.hash", "of another"}}));
        QVERIFY_RESULT(followMovedModel(*m_project, prepared->id));
        QCOMPARE(readRunSpec(m_project->runsFolder() / prepared->id)->model.path, model.string());
        QVERIFY_RESULT(m_project->changeSettings({{"model.hash", prepared->frozen.spec.model.hash}}));
        QVERIFY_RESULT(followMovedModel(*m_project, prepared->id));
        QCOMPARE(readRunSpec(m_project->runsFolder() / prepared->id)->model.path, moved.string());
        QVERIFY_RESULT(openRun(m_project->runsFolder() / prepared->id));
    }

    void pinnedPromptsAreAnsweredBesidesTestRows()
    {
        savePlan({});
        const auto promptsOf = [&](const std::vector<RunRow>& given) {
            RunRequest request;
            request.plan = "main";
            request.prompts = given;
            const QTemporaryDir target;
            const std::filesystem::path folder = target.path().toStdString() + "/run";
            const auto prepared = prepareRunFolder(*m_project, request, folder);
            if (!prepared)
                qFatal("%s", prepared.error().message.c_str());
            return *readRunRows(folder / runfile::prompts);
        };
        const std::size_t testRows = promptsOf({}).size();
        QVERIFY_RESULT(pinPrompt(*m_project, {{"user", "Is it open on Sunday?"}}));
        const auto prompts = promptsOf({});
        QCOMPARE(prompts.size(), testRows + 1);
        QCOMPARE(prompts.back().messages.back().content, std::string("Is it open on Sunday?"));
        QCOMPARE(promptsOf({{"own", 1, {{"user", "Only this"}}, {}}}).size(), std::size_t(1));
    }

    void settingsOfProjectPlanAndRequestComeInThisOrder()
    {
        savePlan({});
        auto spec = frozen(Arm::Phased);
        QVERIFY_RESULT(spec);
        QCOMPARE(spec->maxLength, 100);
        QCOMPARE(*nextMaxLength(*m_project), 100);
        savePlan({{"max_length", "50"}, {"replay_share", "0.25"}});
        spec = frozen(Arm::Phased);
        QVERIFY_RESULT(spec);
        QCOMPARE(spec->maxLength, 50);
        QCOMPARE(spec->replayShare, 0.25);
        QCOMPARE(*nextMaxLength(*m_project), 50);
        spec = frozen(Arm::Phased, {{"max_length", "60"}, {"replay_share", "0.5"}});
        QVERIFY_RESULT(spec);
        QCOMPARE(spec->maxLength, 60);
        QCOMPARE(spec->replayShare, 0.5);
    }

    void aOneOffRunTrainsAsLongAsAPhasedOneThatReplays()
    {
        savePlan({{"replay_share", "0.5"}});
        const auto phased = frozen(Arm::Phased), oneOff = frozen(Arm::OneOff);
        QVERIFY_RESULT(phased);
        QVERIFY_RESULT(oneOff);
        QCOMPARE(oneOff->phases.size(), std::size_t(1));
        QVERIFY(oneOff->phases[0].epochs > 1);
    }

    void theModelsPositionsAreTheLimit()
    {
        ProjectSettings settings = m_project->settings();
        settings.run.clear();
        QVERIFY_RESULT(m_project->saveSettings(settings));
        QCOMPARE(*nextMaxLength(*m_project), static_cast<int>(test::TinyModelParams().maxPositions));
    }

    void aSettingThatIsNoneIsNamed()
    {
        savePlan({});
        const auto spec = frozen(Arm::Phased, {{"replay_share", "7"}});
        QVERIFY(!spec);
        QCOMPARE(spec.error().code, ErrorCode::Unusable);
        QVERIFY(spec.error().message.find("replay_share") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestRunLaunch)
#include "testrunlaunch.moc"
