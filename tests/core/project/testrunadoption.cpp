// SPDX-License-Identifier: Apache-2.0
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/project/demoproject.h"
#include "core/project/runadoption.h"
#include "tests/support/testpaths.h"
#include "tests/support/trainingproject.h"

#include <QTest>

#include <fstream>

using namespace dankai;
namespace fs = std::filesystem;

class TestRunAdoption : public QObject
{
    Q_OBJECT

    std::optional<test::TrainingProject> m_project;
    std::string m_trained; // id of a run with a whole record

private slots:

    void init()
    {
        m_project.emplace();
        QVERIFY_RESULT(m_project->make());
        m_trained = m_project->freeze();
        const fs::path folder = m_project->run(m_trained);
        QVERIFY_RESULT(test::writeRunScript(folder / runfile::events, {}));
        std::ofstream(folder / runfile::lock) << "someone";
        fs::create_directories(folder / "results" / "base");
        std::ofstream(folder / "results" / "base" / "answers.jsonl") << "{}\n";
    }

    void aTrainedRunBecomesAnotherProjects()
    {
        const fs::path moved = m_project->temporary.path().toStdString() + "/moved";
        fs::rename(m_project->run(m_trained), moved); // and its model's path is nobody's any more
        auto project = Project::open(m_project->folder());
        QVERIFY_RESULT(project);
        const auto record = adoptRun(*project, moved, "main");
        QVERIFY_RESULT(record);
        QCOMPARE(record->state, RunState::Done);
        QCOMPARE(record->plan, std::string("main"));
        QCOMPARE(record->arm, std::string("phased"));
        QVERIFY(record->steps > 0);
        QVERIFY(record->id != m_trained); // the number is taken for good
        const fs::path folder = project->runsFolder() / record->id;
        QVERIFY(isAdopted(folder));
        QVERIFY(!isAdopted(moved));
        QVERIFY(!fs::exists(folder / runfile::lock));
        QVERIFY(fs::exists(folder / "results" / "base" / "answers.jsonl"));
        const auto opened = openRun(folder); // every file still agrees with its manifest
        QVERIFY_RESULT(opened);
        QCOMPARE(fs::path(opened->spec.model.path), project->modelPath());
        QCOMPARE(project->runs().list()->size(), std::size_t(2));
    }

    void whatWasTrainedElsewhereComesBackToItsRun()
    {
        const std::string waiting = m_project->freeze();
        const fs::path away = m_project->temporary.path().toStdString() + "/away";
        fs::copy(m_project->run(waiting), away, fs::copy_options::recursive);
        auto project = Project::open(m_project->folder());
        QVERIFY_RESULT(project);
        const auto early = readBackRun(*project, away);
        QVERIFY(!early);
        QVERIFY(early.error().message.find("was not trained yet") != std::string::npos);
        QVERIFY_RESULT(test::writeRunScript(away / runfile::events, {}));
        fs::create_directories(away / "checkpoints/phase_1");
        std::ofstream(away / "checkpoints/phase_1/adapter_config.json")
            << "{\"base_model_name_or_path\": \"/elsewhere\", \"r\": 4}";
        const auto record = readBackRun(*project, away);
        QVERIFY_RESULT(record);
        QCOMPARE(record->id, waiting);
        QCOMPARE(record->state, RunState::Done);
        QVERIFY2(record->note.starts_with("It was trained elsewhere, on "), record->note.c_str());
        QVERIFY(isAdopted(m_project->run(waiting)));
        QVERIFY(!isAdopted(m_project->run(m_trained)));
        const auto adapter = readFile(m_project->run(waiting) / "checkpoints/phase_1/adapter_config.json");
        QVERIFY_RESULT(adapter);
        const auto config = parseJson(*adapter, "adapter");
        QCOMPARE(config->at("base_model_name_or_path").get<std::string>(), project->modelPath().string());
        QCOMPARE(config->at("r").get<int>(), 4);
        const auto again = readBackRun(*project, away);
        QVERIFY(!again);
        QVERIFY(again.error().message.find("it is run " + waiting) != std::string::npos);
        // Trained anew, it is another run: the one that waited has its record.
        std::ofstream(away / runfile::events, std::ios::app) << "\n";
        const auto second = readBackRun(*project, away);
        QVERIFY_RESULT(second);
        QVERIFY(second->id != waiting);
        QCOMPARE(second->plan, std::string("main"));
    }

    void whatWasEditedOrIsOfAnotherModelIsRefused()
    {
        auto project = Project::open(m_project->folder());
        QVERIFY_RESULT(project);
        const fs::path folder = m_project->run(m_trained);
        ProjectSettings settings = project->settings();
        settings.modelHash = std::string(64, '0');
        QVERIFY_RESULT(project->saveSettings(settings));
        const auto foreign = adoptRun(*project, folder, "main");
        QVERIFY(!foreign);
        QVERIFY(foreign.error().message.find("another model") != std::string::npos);
        std::ofstream(folder / runfile::validation, std::ios::app) << "\n";
        const auto edited = adoptRun(*project, folder, "main");
        QVERIFY(!edited);
        QVERIFY(edited.error().message.find("validation.jsonl") != std::string::npos);
        QCOMPARE(project->runs().list()->size(), std::size_t(1));
        for (const auto& entry : fs::directory_iterator(project->runsFolder()))
            QCOMPARE(entry.path().filename().string(), m_trained);
    }

    void theExamplesRecordIsTheExamples()
    {
        const auto model = builtInModelFile();
        if (!model)
            QSKIP("The built-in model is not there; packaging/model fetches it.");
        const fs::path folder = m_project->temporary.path().toStdString() + "/example";
        auto project = makeDemoProject({folder, {}, "en"});
        QVERIFY_RESULT(project);
        const auto added = addDemoRecord(*project);
        QVERIFY_RESULT(added);
        QVERIFY(*added);
        const auto runs = project->runs().list();
        QCOMPARE(runs->size(), std::size_t(2));
        const auto plan = project->plans().load("main");
        for (const RunRecord& run : *runs) {
            QCOMPARE(run.state, RunState::Done);
            QCOMPARE(run.planHash, planHash(*plan));
            const auto opened = openRun(project->runsFolder() / run.id);
            QVERIFY_RESULT(opened);
        }
        QVERIFY(*addDemoRecord(*project)); // once
        QCOMPARE(project->runs().list()->size(), std::size_t(2));
        // It shows what this version trains: freezing the same now gives the same rows.
        auto request = demoRun(Arm::Phased, {});
        const auto again = prepareRun(*project, request);
        QVERIFY_RESULT(again);
        for (int phase = 1; phase <= 3; ++phase) {
            const auto now = readFile(again->frozen.folder / runfile::phase(phase));
            const auto then = readFile(project->runsFolder() / runs->front().id / runfile::phase(phase));
            QVERIFY_RESULT(now);
            QVERIFY2(
                *now == *then, "the example has changed since its record: packaging/record makes it anew");
        }
    }
};

QTEST_APPLESS_MAIN(TestRunAdoption)

#include "testrunadoption.moc"
