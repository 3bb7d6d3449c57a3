// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"
#include "tests/ui/widgets.h"
#include "ui/shell/openpath.h"
#include "ui/shell/personalsettings.h"
#include "ui/shell/startpage.h"
#include "ui/start/projectcopies.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

using namespace dankai;
using namespace dankai::ui;
using test::pressButton;
using test::saysSomewhere;
namespace fs = std::filesystem;

class TestStartPage : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<PersonalSettings> m_settings;

    QString path(const QString& name) const { return m_folder->filePath(name); }

    fs::path root() const { return m_folder->path().toStdString(); }

private slots:

    void init()
    {
        m_folder.emplace();
        m_settings = std::make_unique<PersonalSettings>(path(QStringLiteral("settings.ini")));
        QVERIFY_RESULT(test::writeTinyModel(root() / "models/tiny"));
    }

    void aProjectThatIsGoneStaysListedUntilItIsRemoved()
    {
        m_settings->addRecentProject(path(QStringLiteral("gone")));
        StartPage page(*m_settings);
        auto* list = page.findChild<QListWidget*>(QStringLiteral("recent"));
        QCOMPARE(list->count(), 1);
        QVERIFY(list->item(0)->text().contains(QStringLiteral("not there any more")));
        QSignalSpy chosen(&page, &StartPage::projectChosen);
        emit list->itemActivated(list->item(0));
        QCOMPARE(chosen.count(), 0);
        QVERIFY(saysSomewhere(page, QStringLiteral("holds no project")));
        pressButton(page, QStringLiteral("Remove from the list"));
        QCOMPARE(list->count(), 0);
        QVERIFY(m_settings->recentProjects().isEmpty());
    }

    void aProjectIsDuplicatedArchivedAndRestored()
    {
        ProjectSettings settings;
        settings.name = "desk";
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(root() / "desk", settings));
        StartPage page(*m_settings);
        QSignalSpy noticed(&page, &Page::noticed);
        page.copies()->duplicateTo(path(QStringLiteral("desk")), path(QStringLiteral("copy")), true);
        QTRY_COMPARE(noticed.count(), 1);
        QCOMPARE(m_settings->recentProjects(), QStringList{path(QStringLiteral("copy"))});
        QCOMPARE(page.findChild<QListWidget*>(QStringLiteral("recent"))->count(), 1);
        page.copies()->archiveTo(path(QStringLiteral("desk")), path(QStringLiteral("desk.tar.zst")), false);
        QTRY_COMPARE(noticed.count(), 2);
        page.copies()->restoreTo(path(QStringLiteral("desk.tar.zst")), path(QStringLiteral("again")));
        QTRY_COMPARE(noticed.count(), 3);
        for (const char* name : {"copy", "again"})
            QCOMPARE(Project::open(root() / name)->settings().name, std::string("desk"));
        // What is there is not written over; the sentence says so.
        page.copies()->restoreTo(path(QStringLiteral("desk.tar.zst")), path(QStringLiteral("again")));
        QTRY_COMPARE(noticed.count(), 4);
        QVERIFY(noticed.back().front().toString().contains(u"is there already"));
    }

    void anArchiveThatIsOpenedIsOfferedAndRestored()
    {
        ProjectSettings settings;
        settings.name = "desk";
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(root() / "desk", settings));
        StartPage page(*m_settings);
        page.setProjectsFolder(path(QStringLiteral("projects")));
        QSignalSpy noticed(&page, &Page::noticed), chosen(&page, &StartPage::projectChosen);
        page.copies()->archiveTo(path(QStringLiteral("desk")), path(QStringLiteral("desk.dankai")), false);
        QTRY_COMPARE(noticed.count(), 1);
        page.offerRestore(path(QStringLiteral("desk.dankai")));
        QVERIFY(saysSomewhere(page, QStringLiteral("“desk.dankai” is the archive of a project")));
        pressButton(page, QStringLiteral("Not now"));
        QVERIFY(!saysSomewhere(page, QStringLiteral("is the archive of a project")));
        QVERIFY(!fs::exists(root() / "projects")); // nothing without a yes
        for (const char* folder : {"projects/desk", "projects/desk-2"}) { // the second time the name is taken
            chosen.clear();
            page.offerRestore(path(QStringLiteral("desk.dankai")));
            pressButton(page, QStringLiteral("Restore and open"));
            QTRY_COMPARE(chosen.count(), 1);
            QCOMPARE(chosen.front().front().toString(), path(QString::fromLatin1(folder)));
        }
        QCOMPARE(Project::open(root() / "projects/desk-2")->settings().name, std::string("desk"));
        QVERIFY(!saysSomewhere(page, QStringLiteral("is the archive of a project")));
        // One that cannot be read opens nothing and says why.
        std::ofstream(root() / "broken.dankai") << "no archive";
        page.offerRestore(path(QStringLiteral("broken.dankai")));
        const qsizetype before = noticed.count();
        pressButton(page, QStringLiteral("Restore and open"));
        QTRY_COMPARE(noticed.count(), before + 1);
        QVERIFY(noticed.back().front().toString().contains(u"broken.dankai"));
        QVERIFY(saysSomewhere(page, QStringLiteral("“broken.dankai” is the archive of a project")));
        QCOMPARE(chosen.count(), 1);
    }

    void aPathFromOutsideIsAProjectOrAnArchive()
    {
        ProjectSettings settings;
        settings.name = "desk";
        settings.modelPath = "model";
        const fs::path desk = root() / "desk";
        QVERIFY_RESULT(Project::create(desk, settings));
        fs::create_directories(desk / "runs/001");
        std::ofstream(desk / "runs/001/run.yaml") << "version: 1\n";
        std::ofstream(root() / "desk.dankai") << "x";
        std::ofstream(root() / "desk.tar.zst") << "x";
        std::ofstream(root() / "note.txt") << "x";
        for (const fs::path& inside : {desk, desk / "", desk / "project.db", desk / "project.yaml",
                 desk / "runs/001/run.yaml", desk / "runs"}) {
            QCOMPARE(openPathOf(inside).project, desk);
            QVERIFY(openPathOf(inside).archive.empty());
        }
        for (const fs::path& archive : {root() / "desk.dankai", root() / "desk.tar.zst"}) {
            QCOMPARE(openPathOf(archive).archive, archive);
            QVERIFY(openPathOf(archive).project.empty());
        }
        std::ofstream(root() / "ben.dankai-review") << "x";
        QCOMPARE(openPathOf(root() / "ben.dankai-review").package, root() / "ben.dankai-review");
        QVERIFY(openPathOf(root() / "ben.dankai-review").project.empty());
        // What is neither is handed on as it is, for the sentence about it.
        for (const fs::path& other : {root() / "note.txt", root() / "nowhere", desk / "nowhere", root()}) {
            QCOMPARE(openPathOf(other).project, other);
            QVERIFY(openPathOf(other).archive.empty());
        }
        QVERIFY(openPathOf({}).project.empty());
        const fs::path here = fs::current_path();
        fs::current_path(desk);
        QCOMPARE(openPathOf("project.db").project, desk);
        fs::current_path(here);
    }

    void aDroppedProjectOpens()
    {
        ProjectSettings settings;
        settings.name = "desk";
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(root() / "desk", settings));
        StartPage page(*m_settings);
        QSignalSpy chosen(&page, &StartPage::projectChosen);
        const auto drop = [&](const QString& folder) {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(folder)});
            QDragEnterEvent enter(QPoint(1, 1), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&page, &enter);
            QVERIFY(enter.isAccepted());
            QDropEvent event(QPointF(1, 1), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&page, &event);
        };
        drop(path(QStringLiteral("models")));
        QCOMPARE(chosen.count(), 0);
        drop(path(QStringLiteral("desk")));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().toString(), path(QStringLiteral("desk")));
        drop(path(QStringLiteral("desk/project.db")));
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen.back().front().toString(), path(QStringLiteral("desk")));
        std::ofstream(root() / "other.dankai") << "x";
        drop(path(QStringLiteral("other.dankai")));
        QVERIFY(saysSomewhere(page, QStringLiteral("“other.dankai” is the archive of a project")));
        QCOMPARE(chosen.count(), 2);
    }

    void theExampleIsMadeOnceAndOpened()
    {
        qputenv("DANKAI_BUILT_IN_MODEL", (root() / "models/tiny").c_str());
        StartPage page(*m_settings);
        page.setProjectsFolder(path(QStringLiteral("projects")));
        QSignalSpy chosen(&page, &StartPage::projectChosen);
        page.openExample(StartPage::Example::Open);
        QTRY_COMPARE_WITH_TIMEOUT(chosen.count(), 1, 30000);
        const QString folder = chosen.front().front().toString();
        QCOMPARE(folder, path(QStringLiteral("projects/dankai-example")));
        {
            auto project = Project::open(folder.toStdString());
            QVERIFY_RESULT(project);
            QVERIFY(project->examples().count().value() > 100);
            QVERIFY_RESULT(project->plans().load("main"));
        }
        const auto made = fs::last_write_time(folder.toStdString() + "/project.yaml");
        page.openExample(StartPage::Example::Open);
        QTRY_COMPARE(chosen.count(), 2);
        QCOMPARE(fs::last_write_time(folder.toStdString() + "/project.yaml"), made);

        // Without the model there is a sentence.
        qputenv("DANKAI_BUILT_IN_MODEL", (root() / "nowhere").c_str());
        page.setProjectsFolder(path(QStringLiteral("others")));
        page.openExample(StartPage::Example::Open);
        QTRY_VERIFY(saysSomewhere(page, QStringLiteral("built-in model is not at")));
        qunsetenv("DANKAI_BUILT_IN_MODEL");
    }

    void anExampleWhoseRecordDoesNotFitOpensWithoutIt()
    {
        qputenv("DANKAI_BUILT_IN_MODEL", (root() / "models/tiny").c_str());
        const fs::path resources = root() / "resources";
        fs::create_directories(resources);
        fs::copy(test::sourcePath("resources") / "demo", resources / "demo", fs::copy_options::recursive);
        std::ofstream(resources / "demo/record/001/run.yaml") << "colour: red\n";
        qputenv("DANKAI_RESOURCES", resources.c_str());
        const auto usual = qScopeGuard([] {
            qunsetenv("DANKAI_RESOURCES");
            qunsetenv("DANKAI_BUILT_IN_MODEL");
        });
        StartPage page(*m_settings);
        page.setProjectsFolder(path(QStringLiteral("projects")));
        QSignalSpy chosen(&page, &StartPage::projectChosen);
        page.openExample(StartPage::Example::Open);
        QTRY_COMPARE_WITH_TIMEOUT(chosen.count(), 1, 30000);
        const auto at = chosen.front().at(1).value<OpenAt>();
        QCOMPARE(at.page, QStringLiteral("data"));
        QVERIFY2(at.sentence.startsWith(u"The example is here without the record of its training: ")
                && at.sentence.contains(u"run.yaml:1"),
            qPrintable(at.sentence));
        auto project = Project::open(chosen.front().front().toString().toStdString());
        QVERIFY_RESULT(project);
        QVERIFY(project->examples().count().value() > 100);
        QVERIFY(project->runs().list()->empty());
    }

    void tabsGoAsTheButtonsStand()
    {
        StartPage page(*m_settings);
        page.resize(1000, 600);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        const QWidget* review = page.findChild<QCheckBox*>(QStringLiteral("reviewer"));
        const QWidget* place = review->parentWidget();
        int top = review->geometry().bottom();
        // Backwards from the last one, always up or to the left.
        int left = 0;
        int seen = 0;
        for (QWidget* each = review->previousInFocusChain(); each->parentWidget() == place;
             each = each->previousInFocusChain()) {
            if (each->focusPolicy() == Qt::NoFocus)
                continue;
            const bool isBefore = each->y() < top - 5 || (std::abs(each->y() - top) <= 5 && each->x() < left);
            QVERIFY(isBefore || seen == 0);
            top = each->y();
            left = each->x();
            ++seen;
        }
        QCOMPARE(seen, 4);
    }

    void theFolderForProjectsIsRemembered()
    {
        StartPage page(*m_settings);
        page.setProjectsFolder(path(QStringLiteral("mine")));
        page.saveState(m_settings->store());
        StartPage other(*m_settings);
        QVERIFY(other.projectsFolder() != path(QStringLiteral("mine")));
        other.restoreState(m_settings->store());
        QCOMPARE(other.projectsFolder(), path(QStringLiteral("mine")));
    }
};

QTEST_MAIN(TestStartPage)
#include "teststartpage.moc"
