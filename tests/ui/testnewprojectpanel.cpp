// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"
#include "tests/ui/widgets.h"
#include "ui/start/datastep.h"
#include "ui/start/foundmodels.h"
#include "ui/start/modelstep.h"
#include "ui/start/newprojectpanel.h"
#include "ui/start/planstep.h"
#include "ui/start/selftestpanel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <optional>

using namespace dankai;
using namespace dankai::ui;
using test::pressButton;
using test::saysSomewhere;
namespace fs = std::filesystem;

namespace {

constexpr TrainingMemory muchMemory{std::uint64_t(1) << 40};

QLineEdit* lineNamed(const QWidget& parent, const QString& name)
{
    for (QLineEdit* line : parent.findChildren<QLineEdit*>())
        if (line->accessibleName() == name)
            return line;
    return nullptr;
}

} // namespace

class TestNewProjectPanel : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;

    QString path(const QString& name) const { return m_folder->filePath(name); }

    fs::path root() const { return m_folder->path().toStdString(); }

    ModelPlaces places() const
    {
        ModelPlaces places;
        places.lmStudio = {root() / "models"};
        return places;
    }

    void writeRows(const std::string& name, int count)
    {
        // No raw strings: moc loses its way in them.
        std::ofstream file(root() / name);
        for (int i = 0; i < count; ++i)
            file << "{\"instruction\": \"Question " << i << "\", \"output\": \"Answer "
                 << std::string(1 + i, 'x') << "\", \"level\": " << 1 + i % 3 << "}\n";
    }

    // The first step done with the tiny model.
    void fillModelStep(NewProjectPanel& panel, const QString& name)
    {
        panel.modelStep()->setProjectsFolder(path(QStringLiteral("projects")));
        panel.begin(places(), muchMemory);
        lineNamed(panel, QStringLiteral("Name of the project"))->setText(name);
        QTRY_VERIFY2(panel.modelStep()->missing().isEmpty(), qPrintable(panel.modelStep()->missing()));
    }

private slots:

    void init()
    {
        m_folder.emplace();
        QVERIFY_RESULT(test::writeTinyModel(root() / "models/tiny"));
    }

    void aFoundModelShowsItsFigures()
    {
        FoundModels models;
        const QAbstractItemModelTester tester(
            &models, QAbstractItemModelTester::FailureReportingMode::QtTest);
        FoundModel model;
        model.name = "some/model";
        model.path = "/models/some";
        model.parameters = 134'515'008;
        model.fullBytes = 20'000'000'000;
        model.loraBytes = 5'000'000'000;
        model.fit = ModelFit::LoraOnly;
        models.show({model}, 8'000'000'000);
        QCOMPARE(models.rowCount(), 1);
        const auto text
            = [&](FoundModels::Column column) { return models.index(0, column).data().toString(); };
        QCOMPARE(text(FoundModels::ParametersColumn), QStringLiteral("135 M"));
        for (const char* part : {"in part (LoRA)", "20.0 GB", "5.0 GB", "8.0 GB"})
            QVERIFY2(fitWords(model, 8'000'000'000).contains(QLatin1String(part)), part);
        QVERIFY(text(FoundModels::FitColumn).contains(QStringLiteral("in part (LoRA): 5.0 GB of 8.0 GB")));
        QCOMPARE(models.add(model), 0); // it is there already
        QCOMPARE(models.rowCount(), 1);
        model.path = "/models/other";
        QCOMPARE(models.add(model), 0);
        QCOMPARE(models.rowCount(), 2);
    }

    void threeStepsMakeAProject()
    {
        writeRows("rows.jsonl", 30);
        NewProjectPanel panel;
        fillModelStep(panel, QStringLiteral("Help desk"));
        QCOMPARE(panel.modelStep()->model()->name, std::string("tiny"));
        for (QLineEdit* field : panel.modelStep()->findChildren<QLineEdit*>())
            if (field->accessibleName() == u"Name of the project")
                QTest::keyClick(field, Qt::Key_Return); // as people do who have typed it
        QCOMPARE(panel.step(), 1);
        panel.dataStep()->add({path(QStringLiteral("rows.jsonl"))});
        QVERIFY(!panel.dataStep()->missing().isEmpty()); // it is being read
        QTRY_VERIFY(panel.dataStep()->missing().isEmpty());
        QCOMPARE(panel.dataStep()->scorers(), QStringList{QStringLiteral("column:level")});
        panel.next();
        QCOMPARE(panel.step(), 2);
        QVERIFY(panel.planStep()->plan().has_value());
        QCOMPARE(panel.planStep()->plan()->scorer, std::string("column:level"));

        QSignalSpy created(&panel, &NewProjectPanel::created);
        panel.next();
        QTRY_COMPARE(created.count(), 1);
        const QString folder = created.front().front().toString();
        QCOMPARE(folder, path(QStringLiteral("projects/Help desk")));
        auto project = Project::open(folder.toStdString());
        QVERIFY_RESULT(project);
        QCOMPARE(project->settings().name, std::string("Help desk"));
        QCOMPARE(project->examples().count().value(), std::uint64_t(30));
        const auto plan = project->plans().load("main");
        QVERIFY_RESULT(plan);
        QCOMPARE(plan->rule.kind, RuleKind::Quantiles);
        QCOMPARE(plan->rule.phaseCount, 3);
    }

    void whatIsChosenForOneFileStaysWithIt()
    {
        writeRows("rows.jsonl", 6);
        std::ofstream(root() / "table.csv") << "frage,antwort,stufe\nWas?,Das.,2\nWer?,Der.,1\n";
        DataStep step;
        step.add({path(QStringLiteral("table.csv")), path(QStringLiteral("rows.jsonl"))});
        // The second file is looked at too, without anybody's asking.
        QTRY_VERIFY(step.missing().contains(QStringLiteral("table.csv holds nothing")));
        auto* list = step.findChild<QListWidget*>();
        QTRY_VERIFY(list->item(1)->text().contains(QStringLiteral("6 examples")));
        list->setCurrentRow(0);
        const auto choose = [&](const QString& field, const QString& column) {
            for (QComboBox* box : step.findChildren<QComboBox*>()) {
                if (box->accessibleName() != QStringLiteral("Column of: ") + field)
                    continue;
                QTRY_VERIFY(box->findData(column) >= 0);
                box->setCurrentIndex(box->findData(column));
                emit box->activated(box->currentIndex());
            }
        };
        choose(QStringLiteral("Instruction"), QStringLiteral("frage"));
        choose(QStringLiteral("Response"), QStringLiteral("antwort"));
        QTRY_VERIFY2(step.missing().isEmpty(), qPrintable(step.missing()));
        QVERIFY(list->item(0)->text().contains(QStringLiteral("2 examples")));
        list->setCurrentRow(1);
        list->setCurrentRow(0);
        QTRY_VERIFY(step.missing().isEmpty());
        const auto files = step.files();
        QCOMPARE(files.size(), std::size_t(2));
        QCOMPARE(files[0].options.columns.at("instruction"), std::string("frage"));
        QCOMPARE(files[0].options.columns.at("output"), std::string("antwort"));
        QVERIFY(files[1].options.columns.empty());
        QCOMPARE(
            step.scorers(), (QStringList{QStringLiteral("column:stufe"), QStringLiteral("column:level")}));
    }

    void dataAndPlanMayBeSkipped()
    {
        NewProjectPanel panel;
        fillModelStep(panel, QStringLiteral("Empty"));
        panel.next();
        panel.next();
        QCOMPARE(panel.step(), 2);
        QVERIFY(!panel.planStep()->plan().has_value());
        QSignalSpy created(&panel, &NewProjectPanel::created);
        panel.next();
        QTRY_COMPARE(created.count(), 1);
        auto project = Project::open(created.front().front().toString().toStdString());
        QVERIFY_RESULT(project);
        QCOMPARE(project->examples().count().value(), std::uint64_t(0));
    }

    void aStepThatIsNotDoneSaysSoAndGoesNoFurther()
    {
        NewProjectPanel panel;
        fillModelStep(panel, QStringLiteral("Help desk"));
        auto* name = lineNamed(panel, QStringLiteral("Name of the project"));
        fs::create_directories(root() / "projects/taken/something");
        for (const QString& bad : {QString(), QStringLiteral("taken"), QStringLiteral("..")}) {
            name->setText(bad);
            QVERIFY(!panel.modelStep()->missing().isEmpty());
            panel.next();
            QCOMPARE(panel.step(), 0);
        }
        name->setText(QStringLiteral("a/b"));
        QCOMPARE(panel.modelStep()->folder(), path(QStringLiteral("projects/a-b")));
        // A folder that is no model may be looked at, not taken.
        panel.modelStep()->choose(path(QStringLiteral("projects")));
        QTRY_COMPARE(panel.modelStep()->models()->rowCount(), 2);
        QVERIFY(!panel.modelStep()->missing().isEmpty());
        panel.modelStep()->table()->selectRow(1);
        QVERIFY(panel.modelStep()->missing().isEmpty());

        panel.next();
        panel.dataStep()->add({m_folder->path()});
        QTRY_VERIFY(panel.dataStep()->missing().contains(QStringLiteral("nothing that can be used")));
        panel.next();
        QCOMPARE(panel.step(), 1);
        panel.dataStep()->removeCurrent();
        QVERIFY(panel.dataStep()->missing().isEmpty());
        QVERIFY(panel.dataStep()->files().empty());
    }

    void whatGoesWrongIsSaidAndTheStepsStay()
    {
        NewProjectPanel panel;
        fillModelStep(panel, QStringLiteral("Help desk"));
        panel.next();
        panel.next();
        fs::remove(root() / "models/tiny/tokenizer.json");
        QSignalSpy created(&panel, &NewProjectPanel::created);
        panel.next();
        QTRY_VERIFY(saysSomewhere(panel, QStringLiteral("tokenizer")));
        QCOMPARE(created.count(), 0);
        QCOMPARE(panel.step(), 2);
        QVERIFY(!fs::exists(root() / "projects/Help desk"));
    }

    void aSelfTestIsCopiedAsText()
    {
        SelfTestPanel panel;
        QVERIFY(panel.asText().isEmpty());
        SelfTest test;
        test.machine.cpuFeatures.avx2 = test.machine.cpuFeatures.fma = true;
        test.machine.operatingSystem = "An operating system";
        test.engine.problem = "The program dankai-engine is not there.";
        panel.show(test);
        pressButton(panel, QStringLiteral("Copy as text"));
        const QString text = QGuiApplication::clipboard()->text();
        QCOMPARE(text, panel.asText());
        QVERIFY(text.contains(QStringLiteral("✓ System: An operating system")));
        QVERIFY(
            text.contains(QStringLiteral("✗ Training program: Not there\n  → The program dankai-engine")));
        QVERIFY(text.contains(QStringLiteral("◐ Memory")));
        QVERIFY(saysSomewhere(panel, QStringLiteral("The program dankai-engine is not there.")));
    }

    void theSelfTestAsksThisMachine()
    {
        SelfTestPanel panel;
        panel.begin();
        QTRY_VERIFY_WITH_TIMEOUT(!panel.asText().isEmpty(), 40000);
        QVERIFY(panel.asText().contains(QStringLiteral("Dankai")));
    }
};

QTEST_MAIN(TestNewProjectPanel)
#include "testnewprojectpanel.moc"
