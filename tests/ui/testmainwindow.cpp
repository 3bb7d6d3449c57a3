// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testpaths.h"
#include "ui/page/page.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/shortcutsheet.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace dankai;
using namespace dankai::ui;

class TestMainWindow : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<PersonalSettings> m_settings;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

private slots:

    void init()
    {
        m_folder.emplace();
        m_settings = std::make_unique<PersonalSettings>(m_folder->filePath(QStringLiteral("settings.ini")));
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(folder(), settings));
    }

    void withoutAProjectThereIsTheStartPage()
    {
        MainWindow window(*m_settings, {});
        QCOMPARE(window.currentPage()->id(), QStringLiteral("start"));
        QVERIFY(!window.showPage(QStringLiteral("data")));
    }

    void aProjectOpensItsDataAndIsRemembered()
    {
        MainWindow window(*m_settings, folder());
        QCOMPARE(window.currentPage()->id(), QStringLiteral("data"));
        QTRY_VERIFY(window.windowTitle().contains(u"help desk"));
        QCOMPARE(m_settings->recentProjects(), QStringList{QString::fromStdString(folder().string())});
    }

    void aFolderThatIsNoProjectIsASentenceOnTheStartPage()
    {
        MainWindow window(*m_settings, m_folder->path().toStdString());
        QTRY_COMPARE(window.currentPage()->id(), QStringLiteral("start"));
        bool isSaid = false;
        for (const QLabel* label : window.findChildren<QLabel*>())
            isSaid = isSaid || label->text().contains(u"holds no project");
        QVERIFY(isSaid);
        QVERIFY(m_settings->recentProjects().isEmpty());
    }

    void aChosenProjectOpensWhereItIsWanted()
    {
        MainWindow window(*m_settings, folder());
        window.openAt({});
        QCOMPARE(window.currentPage()->id(), QStringLiteral("data"));
        window.openAt({QStringLiteral("training"), QStringLiteral("001"), QStringLiteral("It is made.")});
        QCOMPARE(window.currentPage()->id(), QStringLiteral("training"));
        bool isSaid = false;
        for (const QLabel* label : window.findChildren<QLabel*>())
            isSaid = isSaid || label->text() == u"It is made.";
        QVERIFY(isSaid);
    }

    void aReviewerSeesNoTrainingUntilItIsSwitchedBack()
    {
        MainWindow window(*m_settings, folder());
        QVERIFY(window.showPage(QStringLiteral("training")));
        QVERIFY(window.showPage(QStringLiteral("start")));
        const auto toggle = [&] {
            auto* box = window.currentPage()->findChild<QCheckBox*>(QStringLiteral("reviewer"));
            QVERIFY(box != nullptr);
            box->click();
            QCoreApplication::processEvents(); // pages are made anew
        };
        toggle();
        QVERIFY(!window.showPage(QStringLiteral("training")));
        QVERIFY(m_settings->hidesTraining());
        QCOMPARE(window.currentPage()->id(), QStringLiteral("start"));
        QVERIFY(window.showPage(QStringLiteral("data")));
        QVERIFY(window.showPage(QStringLiteral("start")));
        toggle();
        QVERIFY(window.showPage(QStringLiteral("training")));
        QVERIFY(!m_settings->hidesTraining());
    }

    void thePaletteFindsAndGivesCommands()
    {
        QVERIFY(matchOf(QStringLiteral("Import files"), QStringLiteral("imp")) > 0);
        QVERIFY(matchOf(QStringLiteral("Import files"), QStringLiteral("files imp")) > 0);
        QVERIFY(matchOf(QStringLiteral("Import files"), QStringLiteral("import"))
            > matchOf(QStringLiteral("Do not import"), QStringLiteral("import")));
        QCOMPARE(matchOf(QStringLiteral("Import files"), QStringLiteral("export")), 0);
        QAction first(QStringLiteral("Go to Data")), second(QStringLiteral("Theme: dark"));
        QSignalSpy given(&second, &QAction::triggered);
        QWidget parent;
        CommandPalette palette({&first, &second}, &parent);
        palette.show();
        QTest::keyClicks(palette.findChild<QLineEdit*>(), QStringLiteral("dark"));
        QCOMPARE(palette.findChild<QListWidget*>()->count(), 1);
        QTest::keyClick(palette.findChild<QLineEdit*>(), Qt::Key_Return);
        QCOMPARE(given.count(), 1);
        QVERIFY(!palette.isVisible());
    }

    void everyCommandWithAKeyStandsOnTheSheet()
    {
        MainWindow window(*m_settings, folder());
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_F1);
        auto* sheet = window.findChild<ShortcutSheet*>();
        QVERIFY(sheet != nullptr);
        QStringList texts;
        for (const QLabel* label : sheet->findChildren<QLabel*>())
            texts.append(label->text());
        for (const QAction* action : window.currentPage()->actions()) {
            if (!action->shortcut().isEmpty())
                QVERIFY2(texts.contains(action->text()), qPrintable(action->text()));
        }
    }

    void theLanguageChangesWhileItRuns()
    {
        auto& application = *qobject_cast<QApplication*>(QCoreApplication::instance());
        InstalledLanguage language;
        language.install(application, QLocale::Japanese);
        {
            MainWindow window(*m_settings, folder());
            QCOMPARE(window.currentPage()->title(), QStringLiteral("データ"));
            language.install(application, QLocale::English);
            window.rebuildPages();
            QCOMPARE(window.currentPage()->id(), QStringLiteral("data"));
            QCOMPARE(window.currentPage()->title(), QStringLiteral("Data"));
        }
    }

    void everyButtonHasAName()
    {
        MainWindow window(*m_settings, folder());
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(&window))
                continue;
            const bool isNamed
                = !widget->accessibleName().isEmpty() || !widget->property("text").toString().isEmpty();
            if (qobject_cast<const QLineEdit*>(widget) || widget->inherits("QAbstractButton")
                || widget->inherits("QComboBox") || widget->inherits("QTableView"))
                QVERIFY2(isNamed || widget->objectName().startsWith(u"qt_"),
                    qPrintable(QString::fromLatin1(widget->metaObject()->className())));
        }
    }
};

QTEST_MAIN(TestMainWindow)
#include "testmainwindow.moc"
