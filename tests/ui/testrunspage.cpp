// SPDX-License-Identifier: GPL-3.0-or-later
// The Runs page on a real project with runs frozen as any run is and a record as an engine writes it.
#include "core/platform/file.h"
#include "core/project/runbin.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "tests/support/runscript.h"
#include "tests/support/testpaths.h"
#include "tests/ui/planfixture.h"
#include "tests/ui/widgets.h"
#include "ui/page/tablecopy.h"
#include "ui/run/binpanel.h"
#include "ui/run/bundlepanel.h"
#include "ui/run/differenceview.h"
#include "ui/run/logmodel.h"
#include "ui/run/logpanel.h"
#include "ui/run/runmarkspane.h"
#include "ui/run/runmeasuring.h"
#include "ui/run/runspage.h"
#include "ui/run/runtablemodel.h"
#include "ui/session/projectsession.h"
#include "ui/training/runwatch.h"
#include "ui/training/runwords.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionViewItem>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include <fstream>
#include <optional>

using namespace dankai;
using namespace dankai::ui;

class TestRunsPage : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<RunWatch> m_watch;
    std::unique_ptr<RunsPage> m_page;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

    std::filesystem::path run(const std::string& id) const { return folder() / "runs" / id; }

    QTableView* table() const
    {
        for (QTableView* view : m_page->findChildren<QTableView*>())
            if (view->accessibleName() == u"Runs")
                return view;
        return nullptr;
    }

    RunTableModel* model() const { return m_page->findChild<RunTableModel*>(); }

    RunMarksPane* marks() const { return m_page->findChild<RunMarksPane*>(); }

    QString cell(const QString& id, int column) const
    {
        return model()->index(model()->rowOf(id), column).data().toString();
    }

    // What it says of files that other runs hold too; nothing where there are none.
    QString sharedWords(const QString& id) const
    {
        return model()->index(model()->rowOf(id), RunTableModel::DiskColumn).data(Qt::ToolTipRole).toString();
    }

    QAction* action(const QString& text) const
    {
        for (QAction* action : m_page->actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }

    void choose(const QStringList& ids)
    {
        table()->clearSelection();
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            if (ids.contains(table()->model()->index(row, 0).data(RunTableModel::IdRole).toString()))
                table()->selectionModel()->select(
                    table()->model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }

    std::string freeze(Arm arm, std::vector<std::pair<std::string, std::string>> settings = {})
    {
        auto project = Project::open(folder());
        RunRequest request;
        request.plan = "main";
        request.arm = arm;
        request.settings = std::move(settings);
        auto prepared = prepareRun(*project, request);
        if (!prepared)
            qFatal("%s", prepared.error().message.c_str());
        return prepared->id;
    }

    void openPage()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_watch = std::make_unique<RunWatch>(*m_session);
        m_page = std::make_unique<RunsPage>(*m_session, *m_watch);
        m_page->setReachablePages({QStringLiteral("training")});
        m_page->resize(1200, 640);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        QTRY_VERIFY(m_session->isOpen());
    }

    RunMarks storedMarks(const std::string& id) const
    {
        return Project::open(folder(), OpenMode::ReadOnly)->runs().run(id)->marks;
    }

private slots:

    void init()
    {
        m_folder.emplace();
        QVERIFY_RESULT(test::makeScoredProject(folder()));
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        Plan plan;
        plan.name = "main";
        plan.scorer = project->scores().figures()->front().scorer;
        plan.rule = {RuleKind::Thresholds, 2, {2.5}};
        plan.phases = defaultPhases(2);
        plan.heldOut.testShare = 0.1;
        plan.heldOut.validationShare = 0.1;
        plan.settings["max_length"] = "120";
        QVERIFY_RESULT(project->plans().save(plan));
    }

    void cleanup()
    {
        m_page.reset();
        m_watch.reset();
        m_session.reset();
    }

    void noStateIsCut()
    {
        freeze(Arm::Phased);
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        const QStringList states = RunTableModel::everyState();
        QVERIFY(states.size() > 10);
        QStyleOptionViewItem option;
        option.initFrom(table());
        option.font = table()->font();
        for (const QString& state : states) {
            option.text = state;
            option.features = QStyleOptionViewItem::HasDisplay;
            const QSize needed
                = table()->style()->sizeFromContents(QStyle::CT_ItemViewItem, &option, QSize(), table());
            QVERIFY2(table()->columnWidth(RunTableModel::StateColumn) >= needed.width(), qPrintable(state));
        }
    }

    void withoutARunThereIsAFirstStep()
    {
        openPage();
        QTRY_VERIFY(test::saysSomewhere(*m_page, QStringLiteral("No runs yet")));
        QVERIFY(!m_page->missing().isEmpty());
        QSignalSpy wanted(m_page.get(), &RunsPage::openWanted);
        test::pressButton(*m_page, QStringLiteral("Go to Training"));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.front().front().toString(), QStringLiteral("training"));
    }

    void aRunThatNobodyHasNamedIsCalledByItsPlanAndArm()
    {
        RunRecord record;
        record.plan = "main";
        record.arm = "random";
        record.name = "main, random"; // as core names it
        QCOMPARE(runNameWord(record), QStringLiteral("main, random split"));
        record.parent = "001";
        record.name = "main, random, from phase 2, from phase 3";
        QCOMPARE(runNameWord(record), QStringLiteral("main, random split, from phase 2, from phase 3"));
        record.name = "the second try, random"; // somebody's own words
        QCOMPARE(runNameWord(record), QStringLiteral("the second try, random"));
        const std::string id = freeze(Arm::Random);
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        QCOMPARE(model()->index(0, RunTableModel::NameColumn).data().toString(),
            QStringLiteral("main, random split"));
        QCOMPARE(readRunSpec(run(id))->name, std::string("main, random"));
    }

    void aRunThatWasTrainedElsewhereSaysSo()
    {
        const std::string id = freeze(Arm::Phased);
        QVERIFY_RESULT(test::writeRunScript(run(id) / runfile::events, {}));
        QVERIFY_RESULT(writeFileAtomically(run(id) / "adopted.json", "{}"));
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(refreshRun(*project, id));
        }
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        QCOMPARE(cell(QStringLiteral("001"), RunTableModel::StateColumn), QStringLiteral("done elsewhere"));
    }

    void theTableSaysWhatAFolderTells()
    {
        const std::string id = freeze(Arm::Phased);
        freeze(Arm::OneOff);
        QVERIFY_RESULT(test::writeRunScript(run(id) / runfile::events, {.verdicts = {"pass"}}));
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(refreshRun(*project, id));
        }
        // As runs that begin alike hold their first checkpoints.
        std::filesystem::create_hard_link(run(id) / runfile::validation, folder() / "elsewhere");
        openPage();
        QTRY_COMPARE(model()->rowCount(), 2);
        QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester orderTester(
            table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(cell(QStringLiteral("001"), RunTableModel::PlanColumn), QStringLiteral("main v1"));
        QCOMPARE(cell(QStringLiteral("001"), RunTableModel::ArmColumn), QStringLiteral("phased"));
        QCOMPARE(cell(QStringLiteral("001"), RunTableModel::StateColumn), QStringLiteral("done"));
        QTRY_COMPARE(cell(QStringLiteral("001"), RunTableModel::PhasesColumn), QStringLiteral("2"));
        QTRY_COMPARE(cell(QStringLiteral("002"), RunTableModel::PhasesColumn), QStringLiteral("1"));
        const StopFlag stop = false;
        const RunFigures figures = measureRun(run("001"), stop);
        QVERIFY(figures.loss.has_value());
        QVERIFY(figures.lossExamples > 0);
        const QString loss = cell(QStringLiteral("001"), RunTableModel::LossColumn);
        QVERIFY2(loss.contains(QStringLiteral("(n = %1)").arg(figures.lossExamples)), qPrintable(loss));
        QVERIFY2(loss.startsWith(QString::number(*figures.loss, 'f', 4)), qPrintable(loss));
        QCOMPARE(cell(QStringLiteral("002"), RunTableModel::LossColumn), QStringLiteral("–"));
        QVERIFY(figures.disk.own > 10'000);
        QVERIFY(cell(QStringLiteral("001"), RunTableModel::DiskColumn).contains(u"kB"));
        QVERIFY(figures.disk.shared > 0);
        QVERIFY(sharedWords(QStringLiteral("001")).contains(u"shares with other runs"));
        QVERIFY(sharedWords(QStringLiteral("002")).isEmpty());
        // What has no value comes last in both directions.
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            table()->sortByColumn(RunTableModel::LossColumn, order);
            QCOMPARE(table()->model()->index(0, 0).data().toString(), QStringLiteral("001"));
        }
        table()->sortByColumn(RunTableModel::IdColumn, Qt::DescendingOrder);
        QCOMPARE(table()->model()->index(0, 0).data().toString(), QStringLiteral("002"));

        auto* filter = m_page->findChild<QLineEdit*>();
        for (QLineEdit* line : m_page->findChildren<QLineEdit*>())
            if (line->accessibleName() == u"Filter the runs")
                filter = line;
        filter->setText(QStringLiteral("one-off main"));
        QCOMPARE(table()->model()->rowCount(), 1);
        QVERIFY(test::saysSomewhere(*m_page, QStringLiteral("1 of 2 run(s)")));
        filter->clear();
        QCOMPARE(table()->model()->rowCount(), 2);
    }

    void notesTagsAndPinsAreKeptAndUndone()
    {
        freeze(Arm::Phased);
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        QTRY_VERIFY(marks()->isVisible());
        auto* note = marks()->findChild<QPlainTextEdit*>();
        note->setFocus();
        note->insertPlainText(QStringLiteral("会議のため"));
        action(QStringLiteral("Filter the runs"))->trigger(); // the focus goes elsewhere
        QTRY_COMPARE(storedMarks("001").note, std::string("会議のため"));
        QTRY_COMPARE(cell(QStringLiteral("001"), RunTableModel::NoteColumn), QStringLiteral("会議のため"));
        auto* tags = marks()->findChild<QLineEdit*>();
        tags->setText(QStringLiteral("baseline、 meeting, baseline,"));
        emit tags->editingFinished();
        QTRY_COMPARE(storedMarks("001").tags, (std::vector<std::string>{"baseline", "meeting"}));
        QTRY_COMPARE(
            cell(QStringLiteral("001"), RunTableModel::TagsColumn), QStringLiteral("baseline, meeting"));
        action(QStringLiteral("Pin or unpin the chosen runs"))->trigger();
        QTRY_VERIFY(storedMarks("001").isPinned);
        QTRY_VERIFY(marks()->findChild<QCheckBox*>()->isChecked());
        QTRY_COMPARE(m_page->undoStack()->count(), 3);

        // A pinned run says why it stays.
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        action(QStringLiteral("Delete to the bin"))->trigger();
        QTRY_COMPARE(noticed.count(), 1);
        QVERIFY(noticed.front().front().toString().contains(u"pinned"));
        QCOMPARE(m_page->undoStack()->count(), 3);

        for (int step = 0; step < 3; ++step)
            m_page->undoStack()->undo();
        QTRY_COMPARE(storedMarks("001"), RunMarks{});
        QTRY_VERIFY(note->toPlainText().isEmpty());
        m_page->undoStack()->redo();
        QTRY_COMPARE(storedMarks("001").note, std::string("会議のため"));
        QTRY_COMPARE(note->toPlainText(), QStringLiteral("会議のため"));
    }

    void aNoteIsKeptWhenAnotherRunIsChosen()
    {
        freeze(Arm::Phased);
        freeze(Arm::OneOff);
        openPage();
        QTRY_COMPARE(model()->rowCount(), 2);
        choose({QStringLiteral("001")});
        auto* note = marks()->findChild<QPlainTextEdit*>();
        note->insertPlainText(QStringLiteral("of the first"));
        choose({QStringLiteral("002")});
        QVERIFY(note->toPlainText().isEmpty());
        QTRY_COMPARE(storedMarks("001").note, std::string("of the first"));
        QVERIFY(storedMarks("002").note.empty());
    }

    void deletedRunsGoToTheBinAndComeBack()
    {
        freeze(Arm::Phased);
        freeze(Arm::OneOff);
        std::filesystem::create_hard_link(run("001") / runfile::validation, run("002") / "linked");
        openPage();
        QTRY_COMPARE(model()->rowCount(), 2);
        choose({QStringLiteral("001"), QStringLiteral("002")});
        action(QStringLiteral("Delete to the bin"))->trigger();
        QTRY_COMPARE(model()->rowCount(), 0);
        QVERIFY(!std::filesystem::exists(run("001")));
        QTRY_VERIFY(test::saysSomewhere(*m_page, QStringLiteral("No runs yet")));
        m_page->undoStack()->undo();
        QTRY_COMPARE(model()->rowCount(), 2);
        QVERIFY(std::filesystem::exists(run("001") / runfile::spec));
        m_page->undoStack()->redo();
        QTRY_COMPARE(model()->rowCount(), 0);

        action(QStringLiteral("Show the bin"))->trigger();
        auto* bin = m_page->findChild<BinPanel*>();
        auto* binned = bin->findChild<QTableWidget*>();
        QTRY_COMPARE(binned->rowCount(), 2);
        QTRY_VERIFY(bin->isVisible());
        binned->selectRow(0);
        const QString restored = binned->item(0, 0)->text();
        test::pressButton(*bin, QStringLiteral("Restore the chosen runs"));
        QTRY_COMPARE(binned->rowCount(), 1);
        QTRY_COMPARE(model()->rowCount(), 1);
        QCOMPARE(model()->index(0, 0).data().toString(), restored);
        QTRY_VERIFY(sharedWords(restored).contains(u"shares with other runs"));

        // The question stands on the page and says what becomes free.
        test::pressButton(*bin, QStringLiteral("Empty the bin…"));
        QVERIFY(test::saysSomewhere(*bin, QStringLiteral("become free")));
        QVERIFY(test::saysSomewhere(*bin, QStringLiteral("kB")));
        test::pressButton(*bin, QStringLiteral("Keep them"));
        QVERIFY(!test::saysSomewhere(*bin, QStringLiteral("become free")));
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        QCOMPARE(lookIntoBin(*project)->runs.size(), std::size_t(1));
        test::pressButton(*bin, QStringLiteral("Empty the bin…"));
        test::pressButton(*bin, QStringLiteral("Remove for good"));
        QTRY_VERIFY(test::saysSomewhere(*bin, QStringLiteral("The bin is empty")));
        QVERIFY(lookIntoBin(*project)->runs.empty());
        QTRY_VERIFY(sharedWords(restored).isEmpty()); // it is the last that holds them
        test::pressButton(*bin, QStringLiteral("Back to the runs"));
        QVERIFY(table()->isVisible());
    }

    void chosenRunsAreComparedInTheirSettings()
    {
        freeze(Arm::Phased);
        freeze(Arm::Phased, {{"optimizer.learning_rate", "0.0001"}});
        freeze(Arm::Phased, {{"optimizer.learning_rate", "0.0001"}});
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        choose({QStringLiteral("001"), QStringLiteral("002")});
        auto* difference = m_page->findChild<DifferenceView*>();
        const DifferenceModel* rows = difference->model();
        QTRY_COMPARE(rows->rowCount(), 1);
        QAbstractItemModelTester tester(
            const_cast<DifferenceModel*>(rows), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(rows->index(0, 0).data().toString(), QStringLiteral("Learning rate"));
        QCOMPARE(
            rows->index(0, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("optimizer.learning_rate"));
        const QStringList values{rows->index(0, 1).data().toString(), rows->index(0, 2).data().toString()};
        QVERIFY(values.contains(QStringLiteral("0.0003")));
        QVERIFY(values.contains(QStringLiteral("0.0001")));
        choose({QStringLiteral("002"), QStringLiteral("003")});
        QTRY_VERIFY(test::saysSomewhere(*difference, QStringLiteral("No difference")));
        choose({QStringLiteral("001"), QStringLiteral("002"), QStringLiteral("003")});
        QTRY_COMPARE(rows->columnCount(), 4);
        choose({QStringLiteral("003")});
        QVERIFY(marks()->isVisible());
    }

    void aTableIsCopiedForSpreadsheets()
    {
        freeze(Arm::Phased);
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        auto* note = marks()->findChild<QPlainTextEdit*>();
        note->insertPlainText(QStringLiteral("a \"quoted\" word, 返品\nand a line"));
        action(QStringLiteral("Filter the runs"))->trigger();
        QTRY_VERIFY(!cell(QStringLiteral("001"), RunTableModel::NoteColumn).isEmpty());
        for (int column = 0; column < RunTableModel::ColumnCount; ++column)
            table()->setColumnHidden(column,
                column != RunTableModel::IdColumn && column != RunTableModel::NoteColumn
                    && column != RunTableModel::TokensColumn);
        const QByteArray csv = asCsv(cellsOf(*table(), TableRows::All));
        const auto tokens = Project::open(folder())->runs().run("001")->tokens;
        QVERIFY(tokens > 1000); // a grouped number would be two cells
        QVERIFY(csv.startsWith("\xEF\xBB\xBF"));
        QCOMPARE(QString::fromUtf8(csv.mid(3)),
            QStringLiteral("Run,Tokens,Note\r\n001,%1,\"a \"\"quoted\"\" word, 返品 and a line\"\r\n")
                .arg(tokens));
        action(QStringLiteral("Copy for a spreadsheet"))->trigger();
        const QMimeData* copied = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(copied->data(QStringLiteral("text/csv")), csv);
        QCOMPARE(copied->text(),
            QStringLiteral("Run\tTokens\tNote\n001\t%1\ta \"quoted\" word, 返品 and a line\n").arg(tokens));
        const QString file = m_folder->filePath(QStringLiteral("table.csv"));
        QVERIFY_RESULT(saveAsCsv(file, cellsOf(*table(), TableRows::All)));
        QCOMPARE(QByteArray::fromStdString(*readFile(file.toStdString())), csv);
    }

    void aLogIsFollowedSearchedAndThinned()
    {
        const std::string id = freeze(Arm::Phased);
        std::ofstream(run(id) / runfile::log)
            << "[2026-11-27 01:00:00.000] [engine] [info] loading\n"
            << "[2026-11-27 01:00:01.000] [engine] [error] the disk is full\n";
        QVERIFY_RESULT(test::writeRunScript(run(id) / runfile::events, {.verdicts = {"pass"}}));
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        action(QStringLiteral("Show its log"))->trigger();
        auto* panel = m_page->findChild<LogPanel*>();
        LogModel* log = panel->model();
        QTRY_COMPARE(log->rowCount(), 2);
        QAbstractItemModelTester tester(log, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(panel->isVisible());
        QVERIFY(log->index(1).data().toString().endsWith(u"the disk is full"));
        std::ofstream(run(id) / runfile::log, std::ios::app)
            << "[2026-11-27 01:00:02.000] [engine] [info] 返品 at the end\n";
        QTRY_COMPARE(log->rowCount(), 3);
        log->setLeastLevel(LogLevel::Warning);
        QCOMPARE(log->rowCount(), 1);
        log->setLeastLevel(LogLevel::Debug);
        QCOMPARE(log->rowCount(), 3);
        auto* view = panel->findChild<QListView*>();
        QLineEdit* search = nullptr;
        for (QLineEdit* line : panel->findChildren<QLineEdit*>())
            if (line->accessibleName() == u"Search the log")
                search = line;
        QVERIFY(search != nullptr);
        search->setText(QStringLiteral("返品"));
        panel->find(LogDirection::Down);
        QTRY_COMPARE(view->currentIndex().row(), 2);
        search->setText(QStringLiteral("DISK"));
        panel->find(LogDirection::Up);
        QTRY_COMPARE(view->currentIndex().row(), 1);
        panel->find(LogDirection::Up);
        QTRY_VERIFY(test::saysSomewhere(*panel, QStringLiteral("Not found")));
        // A record is read as words with their figures.
        log->open(run(id) / runfile::events);
        QTRY_VERIFY(log->rowCount() > 5);
        const QString step = shownLogLine(
            R"({"event":"step","seq":3,"time":1000000000.5,"attempt":1,"step":2,"loss":2.25,"text":"a\nb"})");
        QVERIFY2(step.endsWith(u"  step  step=2  loss=2.25  text=a b"), qPrintable(step));
        test::pressButton(*panel, QStringLiteral("Back to the runs"));
        QVERIFY(table()->isVisible());
        QCOMPARE(log->rowCount(), 0);
    }

    void aBundleIsShownBeforeItIsWritten()
    {
        const std::string id = freeze(Arm::Phased);
        std::ofstream(run(id) / runfile::log)
            << "[t] [engine] [error] while reading 'Question 17 of this test'\n";
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        action(QStringLiteral("Make a support bundle…"))->trigger();
        auto* panel = m_page->findChild<BundlePanel*>();
        auto* files = panel->findChild<QListWidget*>();
        QTRY_VERIFY_WITH_TIMEOUT(files->count() > 3, 60000); // the self-test asks an engine
        auto* text = panel->findChild<QPlainTextEdit*>();
        QVERIFY(text->toPlainText().contains(u"operating_system"));
        const QString file = m_folder->filePath(QStringLiteral("support.zip"));
        QSignalSpy noticed(panel, &BundlePanel::noticed);
        panel->writeTo(file);
        QTRY_COMPARE(noticed.count(), 1);
        QVERIFY(QFileInfo(file).size() > 500);
    }

    void theArrangementIsRemembered()
    {
        freeze(Arm::Phased);
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        table()->setColumnHidden(RunTableModel::NoteColumn, true);
        table()->sortByColumn(RunTableModel::DiskColumn, Qt::AscendingOrder);
        QSettings settings(m_folder->filePath(QStringLiteral("page.ini")), QSettings::IniFormat);
        m_page->saveState(settings);
        RunsPage again(*m_session, *m_watch);
        again.restoreState(settings);
        const QHeaderView* header = nullptr;
        for (const QTableView* view : again.findChildren<QTableView*>())
            if (view->accessibleName() == u"Runs")
                header = view->horizontalHeader();
        QVERIFY(header != nullptr);
        QVERIFY(header->isSectionHidden(RunTableModel::NoteColumn));
        QVERIFY(!header->actions().at(RunTableModel::NoteColumn)->isChecked());
        QCOMPARE(header->sortIndicatorSection(), int(RunTableModel::DiskColumn));
    }
};

QTEST_MAIN(TestRunsPage)
#include "testrunspage.moc"
