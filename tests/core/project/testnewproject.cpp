// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/openmodel.h"
#include "core/project/demoproject.h"
#include "core/project/newproject.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

using namespace dankai;
namespace fs = std::filesystem;

class TestNewProject : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;

    fs::path root() const { return m_folder->path().toStdString(); }

private slots:

    void init()
    {
        m_folder.emplace();
        QVERIFY_RESULT(test::writeTinyModel(root() / "model"));
    }

    void aProjectKnowsItsModel()
    {
        const auto made = makeProject({root() / "desk/", root() / "model", "", ""});
        QVERIFY_RESULT(made);
        QCOMPARE(made->project.settings().name, std::string("desk"));
        const auto hash = modelHash(root() / "model");
        QVERIFY_RESULT(hash);
        QCOMPARE(made->project.settings().modelHash, *hash);
        QVERIFY(fs::exists(root() / "desk/project.yaml"));
        const auto again = makeProject({root() / "desk", root() / "model", "", ""});
        QVERIFY(!again.has_value());
        QVERIFY(again.error().message.find("holds a project already") != std::string::npos);
    }

    void aModelThatCannotBeOpenedMakesNoFolder()
    {
        QVERIFY(!makeProject({root() / "desk", root() / "nowhere", "", ""}).has_value());
        const StopFlag stop = true;
        const auto stopped = makeProject({root() / "desk", root() / "model", "", ""}, {}, &stop);
        QVERIFY(!stopped.has_value());
        QCOMPARE(stopped.error().code, ErrorCode::Stopped);
        QVERIFY(!fs::exists(root() / "desk"));
    }

    void aPlanThatTheExamplesDoNotAllowIsASentenceAndNoLoss()
    {
        std::ofstream(root() / "rows.jsonl") << R"({"instruction": "a", "output": "b", "level": 3})" << '\n'
                                             << R"({"instruction": "c", "output": "d", "level": 3})" << '\n'
                                             << R"({"instruction": "c", "output": "d", "level": 3})" << '\n'
                                             << "{\n";
        ProjectSetup setup;
        setup.project = {root() / "desk", root() / "model", "Desk", ""};
        setup.files = {{root() / "rows.jsonl", {}}};
        setup.plan.emplace();
        setup.plan->name = "main";
        setup.plan->scorer = "column:level";
        setup.plan->rule = {RuleKind::Thresholds, 2, {2.0}};
        auto made = setUpProject(setup);
        QVERIFY_RESULT(made);
        QCOMPARE(made->added, std::uint64_t(2));
        QCOMPARE(made->duplicates, std::uint64_t(1));
        QCOMPARE(made->rejected, std::uint64_t(1));
        QVERIFY(!made->planProblem.empty());
        const auto plans = made->project.plans().list();
        QVERIFY_RESULT(plans);
        QVERIFY(plans->empty());
    }

    void aFileThatCannotBeReadLeavesNoProject()
    {
        ProjectSetup setup;
        setup.project = {root() / "desk", root() / "model", "Desk", ""};
        setup.files = {{root() / "nowhere.jsonl", {}}};
        QVERIFY(!setUpProject(setup).has_value());
        QVERIFY(!fs::exists(root() / "desk"));
        // A folder that a person had made stays.
        fs::create_directories(root() / "desk");
        QVERIFY(!setUpProject(setup).has_value());
        QVERIFY(fs::exists(root() / "desk"));
    }

    void theDemoIsAProjectWithAPlan_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("Japanese") << QStringLiteral("ja");
    }

    void theDemoIsAProjectWithAPlan()
    {
        QFETCH(QString, language);
        std::set<std::string> stages;
        auto project = makeDemoProject({root() / "demo", root() / "model", language.toStdString()},
            [&](std::string_view stage, const Progress&) { stages.emplace(stage); });
        QVERIFY_RESULT(project);
        QVERIFY(stages.contains("reading the model"));
        QVERIFY(stages.contains("counting tokens"));
        QCOMPARE(project->settings().name, demoName(language.toStdString()));
        const auto count = project->examples().count();
        QVERIFY_RESULT(count);
        QVERIFY(*count > 100);
        const auto plan = project->plans().load("main");
        QVERIFY_RESULT(plan);
        QCOMPARE(plan->rule, demoPlan().rule);
        QCOMPARE(plan->settings.at("tokens_per_step"), std::string("1024"));
        // Every example has a level, so none is left out of the phases.
        const auto figures = project->scores().figures();
        QVERIFY_RESULT(figures);
        QCOMPARE(figures->size(), std::size_t(1));
        QCOMPARE(figures->front().scored, *count);
    }

    void aDemoThatIsStoppedLeavesNothing()
    {
        StopFlag stop = false;
        const auto project = makeDemoProject(
            {root() / "demo", root() / "model", "en"},
            [&](std::string_view stage, const Progress&) { stop = stage == "counting tokens"; }, &stop);
        QVERIFY(!project.has_value());
        QCOMPARE(project.error().code, ErrorCode::Stopped);
        QVERIFY(!fs::exists(root() / "demo"));
    }
};

QTEST_APPLESS_MAIN(TestNewProject)
#include "testnewproject.moc"
