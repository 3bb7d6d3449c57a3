// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/file.h"
#include "tests/support/testpaths.h"
#include "ui/comparison/votesetup.h"
#include "ui/dataset/examplecommands.h"
#include "ui/dataset/importpanel.h"
#include "ui/page/page.h"
#include "ui/page/problembar.h"
#include "ui/plot/curveplot.h"
#include "ui/review/reviewsetup.h"
#include "ui/settings/settingsmodel.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/damagebar.h"
#include "ui/shell/glossary.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/startpage.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolTip>
#include <QUndoStack>

#include <algorithm>
#include <fstream>

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
        QVERIFY(!window.showPage(QStringLiteral("runs")));
        QVERIFY(window.showPage(QStringLiteral("settings"))); // the personal ones
    }

    void personalSettingsAreAppliedFromTheTable()
    {
        MainWindow window(*m_settings, folder());
        auto* page = window.findChild<SettingsPage*>();
        QVERIFY(page != nullptr);
        QSignalSpy theme(&window, &MainWindow::themeChosen), scale(&window, &MainWindow::textScaleChosen);
        page->change(QStringLiteral("appearance/theme"), QStringLiteral("dark"));
        QCOMPARE(theme.count(), 1);
        QCOMPARE(theme.front().front().value<ThemeChoice>(), ThemeChoice::Dark);
        page->change(QStringLiteral("appearance/text_scale"), QStringLiteral("125"));
        QCOMPARE(scale.count(), 1);
        QCOMPARE(scale.front().front().toInt(), 125);
        page->change(QStringLiteral("models/folders"), QStringLiteral("/data/models; /mnt/more"));
        QCOMPARE(m_settings->modelFolders(),
            (QStringList{QStringLiteral("/data/models"), QStringLiteral("/mnt/more")}));
        page->undoStack()->undo();
        QVERIFY(m_settings->modelFolders().isEmpty());
        page->change(QStringLiteral("window/hides_training"), QStringLiteral("true"));
        QCoreApplication::processEvents(); // pages are made anew
        QVERIFY(!window.pageIds().contains(QStringLiteral("runs")));
        QVERIFY(m_settings->hidesTraining());
    }

    void theLayoutGoesBackToTheFirstDay()
    {
        MainWindow window(*m_settings, folder());
        m_settings->setWindowGeometry(window.saveGeometry());
        m_settings->store().setValue(QStringLiteral("pages/data/header"), QByteArray("kept"));
        QVERIFY(window.showPage(QStringLiteral("settings")));
        for (QPushButton* button : window.currentPage()->findChildren<QPushButton*>())
            if (button->text() == u"Reset the layout")
                button->click();
        QCoreApplication::processEvents();
        QVERIFY(m_settings->windowGeometry().isEmpty());
        QVERIFY(!m_settings->store().contains(QStringLiteral("pages/data/header")));
        QCOMPARE(window.currentPage()->id(), QStringLiteral("settings"));
    }

    void theWindowIsKeptWhileItIsOpen()
    {
        MainWindow window(*m_settings, folder());
        window.show();
        window.resize(1310, 730);
        QTRY_VERIFY_WITH_TIMEOUT(!m_settings->windowGeometry().isEmpty(), 5000);
        // Another one, as after a kill: nothing was closed.
        MainWindow next(*m_settings, folder());
        QCOMPARE(next.size(), QSize(1310, 730));
        QVERIFY(m_settings->store().contains(QStringLiteral("pages/data/header")));
    }

    void theNameOfTheSettingsIsTheOneToReviewAndToVoteUnder()
    {
        m_settings->setPersonName(QStringLiteral("Aiko"));
        // As versions kept them beside it.
        m_settings->store().setValue(QStringLiteral("pages/difficulty/reviewer"), QStringLiteral("Ben"));
        m_settings->store().setValue(QStringLiteral("pages/compare/voter"), QStringLiteral("Ben"));
        MainWindow window(*m_settings, folder());
        const auto* review = window.findChild<ReviewSetup*>();
        const auto* vote = window.findChild<VoteSetup*>();
        QCOMPARE(review->reviewer(), QStringLiteral("Aiko"));
        QCOMPARE(vote->voter(), QStringLiteral("Aiko"));
        // Changed in the table of the Settings page, it is another from then on.
        auto* model = window.findChild<SettingsModel*>();
        const int row = model->rowOf(QStringLiteral("person/name"));
        QVERIFY(model->setData(model->index(row, SettingsModel::ValueColumn), QStringLiteral("Chie")));
        QCOMPARE(review->reviewer(), QStringLiteral("Chie"));
        QCOMPARE(vote->voter(), QStringLiteral("Chie"));
    }

    void filesMayBeDroppedOnEveryPage()
    {
        MainWindow window(*m_settings, folder());
        window.show();
        QVERIFY(window.showPage(QStringLiteral("settings")));
        const QString file = m_folder->filePath(QStringLiteral("rows.jsonl"));
        std::ofstream(file.toStdString()) << R"({"instruction": "What?", "output": "That."})" << '\n';
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({5, 5}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &drop);
        QCOMPARE(window.currentPage()->id(), QStringLiteral("data"));
        QTRY_VERIFY(window.findChild<ImportPanel*>() != nullptr);
        QMimeData text;
        text.setText(QStringLiteral("words"));
        QDragEnterEvent other({5, 5}, Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &other);
        QVERIFY(!other.isAccepted());
    }

    void noSearchFieldTakesTenMegabytes()
    {
        MainWindow window(*m_settings, folder());
        const Glossary glossary(&window);
        const CommandPalette palette({}, &window);
        QGuiApplication::clipboard()->setText(QString(10'000'000, u'x'));
        int fields = 0;
        for (QLineEdit* field : window.findChildren<QLineEdit*>()) {
            if (!field->isClearButtonEnabled() && field->parent() != &palette)
                continue;
            field->paste();
            QVERIFY2(field->text().size() == 1000, qPrintable(field->accessibleName()));
            QVERIFY(QToolTip::text().contains(u"Only the first 1,000"));
            ++fields;
        }
        QVERIFY2(fields >= 8, qPrintable(QString::number(fields)));
        // Nor does a sentence repeat all that is searched for.
        QCoreApplication::processEvents();
        for (const QLabel* label : window.findChildren<QLabel*>())
            QVERIFY(label->text().count(u'x') < 200);
        QGuiApplication::clipboard()->clear();
    }

    // Its runs' frozen rows would be imported otherwise.
    void anotherProjectThatIsDroppedIsOpened()
    {
        MainWindow window(*m_settings, folder());
        QSignalSpy dropped(&window, &MainWindow::projectDropped);
        const QString other = m_folder->filePath(QStringLiteral("other"));
        ProjectSettings settings;
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(other.toStdString(), settings));
        const QString archive = m_folder->filePath(QStringLiteral("old.dankai"));
        for (const QString& path : {other, archive}) {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(path)});
            QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&window, &enter);
            QVERIFY(enter.isAccepted());
            QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&window, &drop);
            QCOMPARE(dropped.count(), 1);
            QCOMPARE(dropped.takeFirst().front().toString(), path);
        }
        QVERIFY(window.findChild<ImportPanel*>() == nullptr);
    }

    void aProjectOpensItsDataAndIsRemembered()
    {
        MainWindow window(*m_settings, folder());
        QCOMPARE(window.currentPage()->id(), QStringLiteral("data"));
        QTRY_VERIFY(window.windowTitle().contains(u"help desk"));
        QCOMPARE(m_settings->recentProjects(), QStringList{QString::fromStdString(folder().string())});
        const auto* recent = window.startPage()->findChild<QListWidget*>(QStringLiteral("recent"));
        QCOMPARE(recent->count(), 1); // without being left and come back to
    }

    void aFolderThatIsNoProjectIsASentenceOnTheStartPage()
    {
        MainWindow window(*m_settings, m_folder->path().toStdString());
        QTRY_COMPARE(window.currentPage()->id(), QStringLiteral("start"));
        const auto isSaid = [&window] {
            const auto* bar = window.startPage()->findChild<ProblemBar*>();
            return !bar->isHidden()
                && bar->findChildren<QLabel*>().back()->text().contains(u"holds no project");
        };
        QVERIFY(isSaid());
        QVERIFY(m_settings->recentProjects().isEmpty());
        // No page waits for a project that does not come.
        QTRY_VERIFY(!window.showPage(QStringLiteral("data")));
        QVERIFY(isSaid()); // on the page that is made anew, too
        for (QPushButton* button : window.startPage()->findChild<ProblemBar*>()->findChildren<QPushButton*>())
            button->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"holds no project"));
        QVERIFY(window.showPage(QStringLiteral("settings")));
    }

    void aFolderThatIsNotThereIsASimpleSentence()
    {
        MainWindow window(*m_settings, m_folder->path().toStdString() + "/nowhere");
        const auto isSaid = [&window] {
            return std::ranges::any_of(window.findChildren<QLabel*>(),
                [](const QLabel* label) { return label->text().contains(u"/nowhere does not exist"); });
        };
        QTRY_VERIFY(isSaid());
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

    void aPresentationShowsThePageAlone()
    {
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project);
            RunRecord run; // without one there is no list to hide
            run.id = "001";
            run.arm = "phased";
            run.state = RunState::Done;
            QVERIFY_RESULT(project->runs().add(run));
        }
        MainWindow window(*m_settings, folder());
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const qreal usual = QApplication::font().pointSizeF();
        const QSize size = window.size();
        QVERIFY(window.showPage(QStringLiteral("data")));
        window.setPresenting(true); // not a page for an audience
        QVERIFY(!window.isPresenting());
        QVERIFY(window.showPage(QStringLiteral("training")));
        const auto runs = [&]() -> QListView* {
            for (QListView* list : window.currentPage()->findChildren<QListView*>())
                if (list->accessibleName() == u"Runs")
                    return list;
            return nullptr;
        };
        QTRY_VERIFY(runs()->isVisible());
        QTest::keyClick(&window, Qt::Key_F11);
        QTRY_VERIFY(window.isPresenting());
        QCOMPARE(window.currentPage()->id(), QStringLiteral("training"));
        QVERIFY(window.isFullScreen());
        QVERIFY(!window.statusBar()->isVisible());
        QVERIFY(QApplication::font().pointSizeF() > 1.3 * usual);
        // Nothing is smaller than 20 px, which stand in points at 96 dpi.
        QVERIFY(typeFont(TypeSize::Caption).pointSizeF() >= 20 * 0.75 - 0.01);
        QVERIFY(!runs()->isVisible());
        // Of the tabs beside the curves that of the settings is for whoever trains.
        auto* tabs = window.currentPage()->findChild<QTabWidget*>();
        for (int tab = 0; tab < tabs->count(); ++tab)
            QCOMPARE(tabs->isTabVisible(tab), tabs->tabText(tab) != u"Settings");
        const auto plots = window.currentPage()->findChildren<CurvePlot*>();
        QCOMPARE(std::ranges::count_if(plots, &QWidget::isVisible), 2); // the losses
        for (const CurvePlot* plot : plots) {
            QCOMPARE(plot->focusPolicy(), Qt::NoFocus); // no ring is drawn around one
            if (!plot->isVisible())
                continue;
            // The highest value at the axis leaves the title free.
            const int halfLine = QFontMetrics(typeFont(TypeSize::Caption)).height() / 2;
            int titles = 0;
            for (int i = 0; i < plot->itemCount(); ++i)
                if (const auto* text = qobject_cast<QCPItemText*>(plot->item(i));
                    text != nullptr && text->text() == plot->accessibleName()) {
                    ++titles;
                    QVERIFY(text->bottom->pixelPosition().y() + halfLine <= plot->axisRect()->top() + 1);
                }
            QCOMPARE(titles, 1);
        }
        QTest::keyClick(&window, Qt::Key_Escape);
        QTRY_VERIFY(!window.isPresenting());
        QVERIFY(!window.isFullScreen());
        QVERIFY(window.statusBar()->isVisible());
        QCOMPARE(QApplication::font().pointSizeF(), usual);
        QCOMPARE(window.currentPage()->id(), QStringLiteral("training"));
        QCOMPARE(window.size(), size);
        QVERIFY(!window.isMaximized());
        // What was hidden from the audience is where it was.
        QTRY_VERIFY(runs()->isVisible() && runs()->width() > 100);
    }

    void aMaximizedWindowIsMaximizedAfterAPresentation()
    {
        MainWindow window(*m_settings, folder());
        window.resize(1000, 600);
        window.showMaximized();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const QRect normal = window.normalGeometry();
        QVERIFY(window.showPage(QStringLiteral("training")));
        window.setPresenting(true);
        QVERIFY(window.isFullScreen());
        window.setPresenting(false);
        QVERIFY(!window.isFullScreen());
        QVERIFY(window.isMaximized());
        QCOMPARE(window.normalGeometry(), normal);
    }

    void anAudienceReadsWhateverTheScreen()
    {
        QCOMPARE(presentationScale(100, 720), 182); // 11 px become 20
        QCOMPARE(presentationScale(100, 1080), 182);
        QCOMPARE(presentationScale(100, 2160), 364);
        QCOMPARE(presentationScale(400, 1080), 400);
    }

    void aDamagedDatabaseIsToldAndRescued()
    {
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project);
            auto import = project->examples().beginImport("rows.jsonl");
            QVERIFY_RESULT(import);
            for (int i = 0; i < 2000; ++i) {
                ImportedRow row;
                row.example.instruction = "Question number " + std::to_string(i);
                row.example.response = std::string(300, 'a');
                row.hash = contentHash(row.example);
                QVERIFY_RESULT(import->add(row));
            }
            QVERIFY_RESULT(import->finish());
        }
        // The page that holds the text of the first example.
        const std::filesystem::path file = folder() / "project.db";
        const std::string bytes = readFile(file).value();
        const std::size_t at = bytes.find("Question number 0");
        QVERIFY(at != std::string::npos);
        std::fstream(file, std::ios::binary | std::ios::in | std::ios::out)
                .seekp(static_cast<std::streamoff>(at / 8192 * 8192))
            << std::string(8192, '\xff');

        {
            MainWindow window(*m_settings, folder());
            window.resize(1280, 720);
            window.show();
            auto* bar = window.findChild<DamageBar*>();
            QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), 20'000);
            QVERIFY(window.startPage()->findChild<ProblemBar*>()->isHidden()); // it is told once
            // From now on it is only read.
            QString refusal;
            ExcludeCommand exclude(*window.session(), {ExampleId{1500}}, true, "Aiko",
                [&](const QString& error, const std::vector<ExampleId>&) { refusal = error; });
            exclude.redo();
            QTRY_VERIFY2(refusal.contains(u"reading only"), qPrintable(refusal));
            QSignalSpy chosen(&window, &MainWindow::rescueChosen);
            bar->findChild<QPushButton*>()->click();
            QCOMPARE(chosen.front().front().toString(), QString::fromStdString(folder().string()));
        }
        MainWindow start(*m_settings, {});
        QSignalSpy opened(&start, &MainWindow::projectChosen);
        start.startPage()->rescue(QString::fromStdString(folder().string()));
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
        const QString sentence = opened.front().at(1).value<OpenAt>().sentence;
        QVERIFY2(sentence.startsWith(u"Rescued: 19"), qPrintable(sentence)); // of 2,000
        QVERIFY2(sentence.contains(u"could not be read"), qPrintable(sentence));
        MainWindow again(*m_settings, folder());
        again.show();
        QTRY_VERIFY(again.session()->isOpen());
        QVERIFY(again.session()->figures().examples > 1900);
        QTest::qWait(200);
        QVERIFY(!again.findChild<DamageBar*>()->isVisible());
    }

    void theGlossaryFindsWordsAndMeanings()
    {
        Glossary glossary(nullptr);
        auto* text = glossary.findChild<QTextBrowser*>();
        auto* field = glossary.findChild<QLineEdit*>();
        QVERIFY(text->toPlainText().contains(u"Carry-over"));
        field->setText(QStringLiteral("optimizer"));
        QVERIFY(text->toPlainText().contains(u"Carry-over"));
        QVERIFY(!text->toPlainText().contains(u"Forgetting"));
        field->setText(QStringLiteral("zebra"));
        QVERIFY(text->toPlainText().contains(u"No word"));
        for (const GlossaryEntry& entry : Glossary::entries())
            QVERIFY(!entry.word.isEmpty() && !entry.fieldsWord.isEmpty()
                && (entry.meaning.endsWith(u'.') || entry.meaning.endsWith(u'?')));
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
        // A slip of the finger is told, and closes nothing.
        CommandPalette other({&first, &second}, &parent);
        other.show();
        QTest::keyClicks(other.findChild<QLineEdit*>(), QStringLiteral("drak"));
        QTest::keyClick(other.findChild<QLineEdit*>(), Qt::Key_Return);
        QVERIFY(other.isVisible());
        QVERIFY(other.findChild<QListWidget*>()->item(0)->text().contains(u"No command"));
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

    // Screens of 1280 by 720 are the smallest that Dankai is made for.
    void theWindowFitsASmallScreen_data()
    {
        QTest::addColumn<QLocale::Language>("language");
        QTest::newRow("English") << QLocale::English;
        QTest::newRow("Japanese") << QLocale::Japanese;
    }

    void theWindowFitsASmallScreen()
    {
        QFETCH(QLocale::Language, language);
        auto& application = *qobject_cast<QApplication*>(QCoreApplication::instance());
        InstalledLanguage translation;
        translation.install(application, language);
        applyTheme(application, Appearance::Light); // its paddings take room
        {
            MainWindow window(*m_settings, folder());
            window.resize(1280, 720);
            window.show();
            for (const QString& page : window.pageIds()) {
                window.showPage(page);
                QCoreApplication::processEvents();
                const QSize least = window.minimumSizeHint();
                QVERIFY2(least.width() <= 1280 && least.height() <= 720,
                    qPrintable(
                        QStringLiteral("%1: %2 x %3").arg(page).arg(least.width()).arg(least.height())));
                QCOMPARE(window.size(), QSize(1280, 720));
            }
        }
        application.setStyleSheet({});
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
