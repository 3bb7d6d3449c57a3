// SPDX-License-Identifier: GPL-3.0-or-later
// The Data page on a real project store with a real tokenizer: lazy rows, search, filters, edits with undo,
// import.
#include "core/platform/file.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"
#include "tests/ui/widgets.h"
#include "ui/dataset/datapage.h"
#include "ui/dataset/duplicatesearch.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/dataset/exampleview.h"
#include "ui/dataset/filterbar.h"
#include "ui/dataset/importpanel.h"
#include "ui/page/command.h"
#include "ui/page/workbar.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>
#include <QToolTip>
#include <QUndoStack>
#include <QUrl>

#include <algorithm>
#include <fstream>
#include <optional>

using namespace dankai;
using namespace dankai::ui;

namespace {

constexpr int exampleCount = 500;

} // namespace

class TestDataPage : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<DataPage> m_page;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

    QTableView* table() const { return m_page->findChild<QTableView*>(); }

    ExampleTableModel* model() const { return m_page->findChild<ExampleTableModel*>(); }

    QString textAt(int row, int column) const { return model()->index(row, column).data().toString(); }

    void fillProject()
    {
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        auto import = project->examples().beginImport("manual.jsonl");
        QVERIFY_RESULT(import);
        for (int i = 1; i <= exampleCount; ++i) {
            ImportedRow row;
            row.example.instruction = i % 100 == 0
                ? "保証期間外の返品について、返信を書いてください。" + std::to_string(i)
                : "Question number " + std::to_string(i) + "\nwith a second line";
            row.example.response = "Answer " + std::to_string(i);
            row.example.source = {"manual.jsonl", static_cast<std::uint64_t>(i)};
            row.hash = contentHash(row.example);
            row.score = RowScore{std::to_string(i % 5 + 1), static_cast<double>(i % 5 + 1)};
            QVERIFY_RESULT(import->add(row));
        }
        QVERIFY_RESULT(import->finish());
        QVERIFY_RESULT(project->search().build());
    }

    void makePlan()
    {
        auto project = Project::open(folder());
        Plan plan;
        plan.name = "main";
        plan.scorer = "imported";
        plan.rule = {RuleKind::Thresholds, 2, {3.0}};
        plan.phases = {{"First", 1, {}}, {"Second", 1, {}}};
        QVERIFY_RESULT(project->plans().save(plan));
    }

    QComboBox* choice(const char* name)
    {
        for (QComboBox* box : m_page->findChildren<QComboBox*>())
            if (box->accessibleName() == QLatin1String(name))
                return box;
        qFatal("there is no choice '%s'", name);
        return nullptr;
    }

    // As a person does: the entry is taken from the list.
    void choose(const char* name, const QString& entry)
    {
        QComboBox* box = choice(name);
        const int index = box->findText(entry);
        QVERIFY2(index >= 0, qPrintable(entry));
        box->setCurrentIndex(index);
        emit box->activated(index);
    }

    void openPage()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_page = std::make_unique<DataPage>(*m_session);
        m_page->resize(1280, 720);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

private slots:

    void initTestCase() { qRegisterMetaType<BrowseAnswer>(); }

    void init()
    {
        m_folder.emplace();
        const std::filesystem::path modelFolder = m_folder->path().toStdString() + "/model";
        QVERIFY_RESULT(test::writeTinyModel(modelFolder));
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = modelFolder.string();
        QVERIFY_RESULT(Project::create(folder(), settings));
    }

    void cleanup()
    {
        m_page.reset();
        m_session.reset();
    }

    void rowsAreFetchedWhenTheyAreSeen()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(textAt(0, ExampleTableModel::InstructionColumn),
            QStringLiteral("Question number 1 with a second line"));
        QCOMPARE(textAt(0, ExampleTableModel::SourceColumn), QStringLiteral("manual.jsonl:1"));
        QCOMPARE(textAt(0, ExampleTableModel::DifficultyColumn), QStringLiteral("2"));
        table()->scrollToBottom();
        QTRY_COMPARE(
            textAt(exampleCount - 2, ExampleTableModel::ResponseColumn), QStringLiteral("Answer 499"));
    }

    void searchFindsJapaneseAndFiltersHold()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        auto* search = m_page->findChild<QLineEdit*>();
        search->setText(QStringLiteral("返品"));
        QTRY_COMPARE(model()->rowCount(), exampleCount / 100);
        search->setText(QStringLiteral("no such word anywhere"));
        QTRY_COMPARE(model()->rowCount(), 0);
        search->clear();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
    }

    void downAndEnterLeadFromTheSearchToWhatItFound()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        auto* search = m_page->findChild<QLineEdit*>();
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Return}) {
            search->setFocus();
            QTRY_VERIFY(search->hasFocus());
            search->setText(key == Qt::Key_Down ? QStringLiteral("保証") : QStringLiteral("返品"));
            QTest::keyClick(search, key);
            QVERIFY(table()->hasFocus());
            QTRY_COMPARE(model()->rowCount(), exampleCount / 100);
            QVERIFY(table()->hasFocus());
        }
        search->setText(QStringLiteral("no such word anywhere"));
        QTRY_COMPARE(model()->rowCount(), 0);
        search->setFocus();
        QTest::keyClick(search, Qt::Key_Down);
        QVERIFY(search->hasFocus()); // there is nothing to go to
    }

    void choicesFilterByPhaseLanguageAndFinding()
    {
        fillProject();
        makePlan();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        // Example 1 has score 2, below the threshold of 3.
        QTRY_COMPARE(textAt(0, ExampleTableModel::PhaseColumn), QStringLiteral("First"));
        choose("Phase", QStringLiteral("Second"));
        QTRY_COMPARE(model()->rowCount(), exampleCount / 5 * 3);
        choose("Language", QStringLiteral("Japanese"));
        QTRY_COMPARE(model()->rowCount(), 0); // every hundredth has score 1
        choose("Phase", QStringLiteral("First"));
        QTRY_COMPARE(model()->rowCount(), exampleCount / 100);
        choose("Finding", QStringLiteral("Answered in another language"));
        QTRY_COMPARE(model()->rowCount(), exampleCount / 100); // a Japanese question, "Answer 100"
        choose("Language", QStringLiteral("English and other Latin letters"));
        QTRY_COMPARE(model()->rowCount(), 0);
        m_page->findChild<FilterBar*>()->clear();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        QCOMPARE(choice("Phase")->currentIndex(), 0);
    }

    void nearDuplicatesAreFoundShownAndLeadToOneAnother()
    {
        fillProject();
        {
            auto project = Project::open(folder());
            auto import = project->examples().beginImport("more.jsonl");
            for (const char* end : {"", "!"}) {
                ImportedRow row;
                row.example.instruction = "A customer wants to send back a washing machine that is too loud.";
                row.example.response = std::string("Of course: we shall fetch it on Monday") + end;
                row.hash = contentHash(row.example);
                QVERIFY_RESULT(import->add(row));
            }
            QVERIFY_RESULT(import->finish());
        }
        openPage();
        choose("Finding", QStringLiteral("Nearly the same as another"));
        // Compared without being asked, and the table follows.
        const auto idsShown = [this] {
            std::vector<int> ids;
            for (int row = 0; row < model()->rowCount(); ++row)
                ids.push_back(static_cast<int>(model()->idAt(row)));
            return ids;
        };
        QTRY_VERIFY(std::ranges::count(idsShown(), exampleCount + 1) == 1);
        QVERIFY(std::ranges::count(idsShown(), exampleCount + 2) == 1);
        const int row = model()->rowOf(ExampleId(exampleCount + 1));
        QCOMPARE(model()->rowOf(ExampleId(exampleCount + 2)), row + 1);
        table()->setCurrentIndex(model()->index(row, 0));
        auto* reading = m_page->findChild<ExampleView*>()->findChild<QTextBrowser*>();
        QTRY_VERIFY(reading->toPlainText().contains(u"Example 502"));
        QVERIFY2(reading->toPlainText().contains(u"% alike"), qPrintable(reading->toPlainText()));
        emit reading->anchorClicked(QUrl(QStringLiteral("example:502")));
        QCOMPARE(table()->currentIndex().row(), row + 1);
        QTRY_VERIFY(reading->toPlainText().contains(u"Example 501"));
        // Filters that hide the other one are taken back.
        auto* search = m_page->findChild<QLineEdit*>();
        search->setText(QStringLiteral("Monday"));
        QTRY_COMPARE(model()->rowCount(), 2);
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        emit reading->anchorClicked(QUrl(QStringLiteral("example:3")));
        QTRY_COMPARE(model()->rowCount(), exampleCount + 2);
        QTRY_COMPARE(model()->idAt(table()->currentIndex().row()), ExampleId(3));
        QCOMPARE(noticed.count(), 1);
    }

    void aLargeProjectIsComparedWhenSomebodyAsks()
    {
        fillProject();
        m_session = std::make_unique<ProjectSession>(folder());
        QTRY_VERIFY(m_session->isOpen());
        WorkBar bar;
        DuplicateSearch search(*m_session, &bar);
        const NearDuplicateState large{0, DuplicateSearch::mostUnasked + 1, 0};
        search.take(large, false);
        QVERIFY(!search.isRunning());
        search.take(large, true);
        QVERIFY(search.isRunning());
        QVERIFY(!bar.isHidden());
        bar.findChild<QPushButton*>()->click();
        QTRY_VERIFY(!search.isRunning());
        QVERIFY(bar.isHidden());
        // Stopped is stopped, until it is asked for again.
        search.take(large, true);
        QVERIFY(!search.isRunning());
        search.take(large, false);
        search.take(large, true);
        QVERIFY(search.isRunning());
        QTRY_VERIFY(!search.isRunning());
        QVERIFY(Project::open(folder())->nearDuplicates().state()->isComplete());
    }

    void aPlanThatIsMadeLaterShowsItsPhases()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        QCOMPARE(choice("Phase")->count(), 1);
        makePlan(); // by another connection, as another program would
        m_session->refresh();
        QTRY_COMPARE(textAt(0, ExampleTableModel::PhaseColumn), QStringLiteral("First"));
        QVERIFY(choice("Phase")->findText(QStringLiteral("Second")) > 0);
    }

    void aChangedPlanIsReadWithoutReadingEveryExampleAnew()
    {
        fillProject();
        makePlan();
        openPage();
        QTRY_COMPARE(textAt(0, ExampleTableModel::PhaseColumn), QStringLiteral("First"));
        // Until everything else has come to rest.
        const auto isCompared
            = [this] { return Project::open(folder())->nearDuplicates().state()->isComplete(); };
        QTRY_VERIFY(isCompared() && !m_page->findChild<DuplicateSearch*>()->isRunning());
        std::shared_ptr<const BrowsedData> seen;
        int answers = 0;
        connect(m_page->findChild<ExampleBrowser*>(), &ExampleBrowser::answered, m_page.get(),
            [&](const BrowseAnswer& answer) {
                ++answers;
                seen = answer.data;
            });
        m_session->refresh();
        QTRY_VERIFY(seen != nullptr);
        QTest::qWait(200);
        const std::shared_ptr<const BrowsedData> kept = seen;
        const int before = answers;
        // As the window saves a plan: on the connection of its questions.
        m_session->questions().change(
            m_page.get(),
            [](Project& project, const StopFlag&) -> Result<> {
                auto plan = project.plans().load("main");
                if (!plan)
                    return passOn(plan);
                plan->phases[0].name = "Renamed";
                plan->rule.thresholds = {2.0}; // example 1 has score 2
                if (auto saved = project.plans().save(*plan); !saved)
                    return passOn(saved);
                return {};
            },
            [this](const Result<>& saved) {
                QVERIFY_RESULT(saved);
                m_page->takePlan();
            });
        QTRY_COMPARE(textAt(0, ExampleTableModel::PhaseColumn), QStringLiteral("Second"));
        QVERIFY(choice("Phase")->findText(QStringLiteral("Renamed")) > 0);
        QVERIFY(answers > before);
        QCOMPARE(seen, kept);
    }

    void aKeptFilterComesBackWhole()
    {
        fillProject();
        makePlan();
        ExampleQuery query;
        query.text = "返品";
        query.filter.place = std::int8_t(0);
        query.plan = "main";
        query.scorer = "imported";
        query.order = ExampleOrder::Score;
        query.direction = OrderDirection::Descending;
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project->filters().save({"returns", query}));
        }
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        auto* menu = m_page->findChild<FilterBar*>()->findChild<QMenu*>();
        emit menu->aboutToShow();
        const auto named = [menu](const QString& text) -> QAction* {
            const auto actions = menu->actions();
            const auto found = std::ranges::find(actions, text, &QAction::text);
            return found == actions.end() ? nullptr : *found;
        };
        QTRY_VERIFY(named(QStringLiteral("returns")) != nullptr);
        named(QStringLiteral("returns"))->trigger();
        QTRY_COMPARE(model()->rowCount(), exampleCount / 100);
        QCOMPARE(m_page->findChild<QLineEdit*>()->text(), QStringLiteral("返品"));
        QCOMPARE(choice("Phase")->currentText(), QStringLiteral("First"));
        QCOMPARE(table()->horizontalHeader()->sortIndicatorSection(),
            static_cast<int>(ExampleTableModel::DifficultyColumn));
        QVERIFY(m_page->findChild<FilterBar*>()->query() == query);
    }

    void whatIsShownIsWrittenToAFile()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        choose("Language", QStringLiteral("Japanese"));
        QTRY_COMPARE(model()->rowCount(), exampleCount / 100);
        const auto actions = m_page->actions();
        const auto action
            = std::ranges::find(actions, QStringLiteral("Export what is shown…"), &QAction::text);
        QVERIFY(action != actions.end());
        (*action)->trigger();
        auto* dialog = m_page->findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->selectNameFilter(dialog->nameFilters().constLast());
        const QString file = m_folder->path() + QStringLiteral("/out.csv");
        dialog->selectFile(file);
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
        QTRY_COMPARE(noticed.count(), 1);
        QVERIFY2(noticed.first().first().toString().contains(u"5 examples written"),
            qPrintable(noticed.first().first().toString()));
        const auto text = readFile(file.toStdString());
        QVERIFY_RESULT(text);
        QCOMPARE(std::ranges::count(*text, '\n'), std::ptrdiff_t(exampleCount / 100 + 1));
    }

    void theFolderOfTheLastImportIsOfferedAgain()
    {
        fillProject();
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("data/here")));
        const QString file = m_folder->filePath(QStringLiteral("data/here/more.jsonl"));
        QVERIFY_RESULT(
            writeFileAtomically(file.toStdString(), R"({"instruction":"Why?","input":"","output":"So."})"));
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        const auto import = [this] {
            commandOf(m_page.get(), QStringLiteral("data.import"))->trigger();
            return m_page->findChild<QFileDialog*>();
        };
        QFileDialog* dialog = import();
        dialog->setDirectory(QFileInfo(file).absolutePath());
        dialog->selectFile(file);
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
        QTRY_VERIFY(m_page->findChild<QFileDialog*>() == nullptr);
        QSettings settings(m_folder->filePath(QStringLiteral("own.ini")), QSettings::IniFormat);
        m_page->saveState(settings);
        m_page.reset();
        openPage();
        m_page->restoreState(settings);
        QCOMPARE(import()->directory().absolutePath(), QFileInfo(file).absolutePath());
    }

    void columnsThatNobodyCanGuessAreChosen()
    {
        const std::string file = m_folder->path().toStdString() + "/table.csv";
        {
            std::ofstream out(file);
            out << "No;Ask;Say\n1;First?;One.\n2;Second?;Two.\n";
        }
        openPage();
        QTRY_VERIFY(m_session->isOpen());
        m_page->importFiles({QString::fromStdString(file)});
        auto* panel = m_page->findChild<ImportPanel*>();
        const auto says = [panel](QStringView text) {
            return std::ranges::any_of(panel->findChildren<QLabel*>(),
                [text](const QLabel* label) { return label->text().contains(text); });
        };
        QTRY_VERIFY(says(u"Choose them here"));
        choose("Column of: Instruction", QStringLiteral("Ask"));
        choose("Column of: Response", QStringLiteral("Say"));
        QTRY_COMPARE(panel->findChildren<QTableWidget*>().at(0)->rowCount(), 2);
        QCOMPARE(panel->findChildren<QTableWidget*>().at(0)->item(1, 1)->text(), QStringLiteral("Second?"));
        // The next look at the same file keeps what was chosen.
        QCOMPARE(choice("Column of: Response")->currentText(), QStringLiteral("Say"));
    }

    void sortingKeepsTheCurrentExample()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        table()->setCurrentIndex(model()->index(123, 0));
        const ExampleId current = model()->idAt(123);
        table()->sortByColumn(ExampleTableModel::DifficultyColumn, Qt::DescendingOrder);
        QTRY_COMPARE(model()
                         ->index(0, ExampleTableModel::DifficultyColumn)
                         .data(ExampleTableModel::SortRole)
                         .toDouble(),
            5.0);
        QTRY_VERIFY(table()->currentIndex().row() == model()->rowOf(current));
    }

    void excludingIsUndoneAndRedone()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        table()->selectRow(2);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Delete);
        const auto isExcluded
            = [this] { return model()->index(2, 0).data(ExampleTableModel::IsExcludedRole).toBool(); };
        QTRY_VERIFY(isExcluded());
        const auto fontAt = [this](int row) {
            return model()
                ->index(row, ExampleTableModel::InstructionColumn)
                .data(Qt::FontRole)
                .value<QFont>();
        };
        QVERIFY(fontAt(2).strikeOut()); // marked where it is read
        QVERIFY(!fontAt(1).strikeOut());
        QCOMPARE(m_page->undoStack()->count(), 1);
        m_page->undoStack()->undo();
        QTRY_VERIFY(!isExcluded());
        m_page->undoStack()->redo();
        QTRY_VERIFY(isExcluded());
    }

    void examplesCanBeMovedToPhasesFromHere()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        m_page->setPhases({QStringLiteral("Easy"), QStringLiteral("Hard")});
        table()->selectRow(2);
        QSignalSpy wanted(m_page.get(), &DataPage::moveWanted);
        // The menu runs a loop of its own until something is chosen.
        QTimer::singleShot(0, this, [this] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("Move to Hard"));
            QVERIFY(menu->actions().contains(commandOf(m_page.get(), QStringLiteral("data.exclude"))));
            menu->actions().at(1)->trigger();
            menu->close();
        });
        emit table()->customContextMenuRequested(QPoint(10, 70));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().at(0).value<std::vector<ExampleId>>(), std::vector<ExampleId>{ExampleId(3)});
        QCOMPARE(wanted.first().at(1).toInt(), 1);
    }

    void whatUndoBringsBackIsChosen()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        choose("Excluded examples", QStringLiteral("Not excluded"));
        table()->selectRow(30);
        table()->selectionModel()->select(
            model()->index(33, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_COMPARE(model()->rowCount(), exampleCount - 2);
        QCOMPARE(table()->currentIndex().row(), 30); // the next one, not the first of all
        table()->selectRow(400);
        m_page->undoStack()->undo();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        QTRY_COMPARE(table()->currentIndex().row(), 30);
        std::vector<int> chosen;
        for (const QModelIndex& index : table()->selectionModel()->selectedRows())
            chosen.push_back(index.row());
        std::ranges::sort(chosen);
        QCOMPARE(chosen, (std::vector<int>{30, 33}));
    }

    void undoingAnExclusionLeavesEarlierOnesAlone()
    {
        fillProject();
        {
            auto project = Project::open(folder());
            const std::vector<ExampleId> earlier = {ExampleId(2)};
            QVERIFY_RESULT(project->examples().exclude(earlier));
        }
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        const auto isExcluded = [this](int row) {
            return model()->index(row, 0).data(ExampleTableModel::IsExcludedRole).toBool();
        };
        QTRY_VERIFY(isExcluded(1));
        table()->selectAll();
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(isExcluded(0) && isExcluded(exampleCount - 1));
        m_page->undoStack()->undo();
        QTRY_VERIFY(!isExcluded(0));
        QVERIFY(isExcluded(1));
    }

    void anEditMakesANewRevisionAndCanBeUndone()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        auto* view = m_page->findChild<ExampleView*>();
        auto* reading = view->findChild<QTextBrowser*>();
        QTRY_VERIFY(reading->toPlainText().contains(u"Answer 1"));
        view->beginEditing();
        const auto fields = view->findChildren<QPlainTextEdit*>();
        QCOMPARE(fields.size(), 3);
        QVERIFY(!view->hasUnsavedText());
        fields.at(2)->setPlainText(QStringLiteral("A better answer"));
        QVERIFY(view->hasUnsavedText());
        for (QPushButton* button : view->findChildren<QPushButton*>()) {
            if (button->property("primary").toBool())
                button->click();
        }
        QTRY_COMPARE(textAt(0, ExampleTableModel::ResponseColumn), QStringLiteral("A better answer"));
        // The score was of the old text.
        QTRY_COMPARE(textAt(0, ExampleTableModel::DifficultyColumn), QString(QChar(0x2013)));
        m_page->undoStack()->undo();
        QTRY_COMPARE(textAt(0, ExampleTableModel::ResponseColumn), QStringLiteral("Answer 1"));
    }

    void whyAnExampleIsWhereItIsStandsBesideIt()
    {
        fillProject();
        makePlan();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        auto* reading = m_page->findChild<ExampleView*>()->findChild<QTextBrowser*>();
        const auto shows
            = [reading](const char* words) { return reading->toPlainText().contains(QLatin1String(words)); };
        QTRY_VERIFY(shows("where the rule of the plan"));
        QVERIFY2(shows("its score 2 is below 3"), qPrintable(reading->toPlainText()));
        QVERIFY2(
            shows("At 3, between Phase 1: First and Phase 2: Second"), qPrintable(reading->toPlainText()));
        QVERIFY(shows("Imported scores, version 1"));
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project);
            const Override move[] = {{ExampleId(1), 1, "佐藤", QDateTime::currentMSecsSinceEpoch()}};
            QVERIFY_RESULT(project->plans().move("main", 1, move));
        }
        m_page->takePlan();
        QTRY_VERIFY(reading->toPlainText().contains(QStringLiteral("佐藤 put it there by hand")));
    }

    void anEditToAnotherExamplesTextIsRefusedWithASentence()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        auto* view = m_page->findChild<ExampleView*>();
        QTRY_VERIFY(view->findChild<QTextBrowser*>()->toPlainText().contains(u"Answer 1"));
        view->beginEditing();
        const auto fields = view->findChildren<QPlainTextEdit*>();
        fields.at(0)->setPlainText(QStringLiteral("Question number 2\nwith a second line"));
        fields.at(2)->setPlainText(QStringLiteral("Answer 2"));
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        for (QPushButton* button : view->findChildren<QPushButton*>()) {
            if (button->property("primary").toBool())
                button->click();
        }
        QTRY_COMPARE(noticed.count(), 1);
        QVERIFY(noticed.first().first().toString().contains(u"has exactly this content already"));
        QVERIFY(view->hasUnsavedText()); // what was typed is still there
    }

    // What was asked for before somebody began to edit arrives behind it.
    void whoBeginsToEditKeepsTheFields()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        auto* view = m_page->findChild<ExampleView*>();
        QTRY_VERIFY(view->findChild<QTextBrowser*>()->toPlainText().contains(u"Answer 1"));
        m_page->takePlan(); // reads the example again
        view->beginEditing();
        view->findChildren<QPlainTextEdit*>().at(0)->setPlainText(QStringLiteral("Typed"));
        bool isAnswered = false;
        m_session->questions().ask(
            m_page.get(), [](Project&, const StopFlag&) -> Result<int> { return 1; },
            [&](const Result<int>&) { isAnswered = true; });
        QTRY_VERIFY(isAnswered);
        QVERIFY(view->hasUnsavedText());
        m_page->takePlan();
        view->endEditing();
        QVERIFY(!view->isEditing());
    }

    void theModelsTokensAreShown()
    {
        fillProject();
        auto project = Project::open(folder());
        DetailReaders readers;
        const auto detail = readDetail(*project, ExampleId(1), readers);
        QVERIFY_RESULT(detail);
        QVERIFY2(detail->tokensMissing.empty(), detail->tokensMissing.c_str());
        QString all, trained;
        for (const ShownToken& token : detail->tokens) {
            all += token.text;
            if (token.isTrained)
                trained += token.text;
        }
        QVERIFY(all.contains(u"Question number 1"));
        QCOMPARE(trained, QStringLiteral("Answer 1<|im_end|>"));
    }

    void charactersOfSeveralTokensStandWhole()
    {
        fillProject();
        auto project = Project::open(folder());
        auto stored = project->examples().example(ExampleId(1));
        QVERIFY_RESULT(stored);
        Example content = stored->example;
        content.instruction = "返品はできますか";
        QVERIFY_RESULT(project->examples().edit(ExampleId(1), content));
        DetailReaders readers;
        const auto detail = readDetail(*project, ExampleId(1), readers);
        QVERIFY_RESULT(detail);
        QString all;
        std::size_t tokens = 0;
        for (const ShownToken& token : detail->tokens) {
            all += token.text;
            tokens += token.text.isEmpty() ? 0 : 1 + static_cast<std::size_t>(token.more);
        }
        QVERIFY2(all.contains(u"返品はできますか"), qPrintable(all));
        QVERIFY(!all.contains(QChar::ReplacementCharacter));
        QCOMPARE(tokens, detail->tokens.size());
    }

    void theCutIsWhereTheNextRunCuts()
    {
        fillProject();
        auto project = Project::open(folder());
        DetailReaders readers;
        // Neither the project nor a plan says anything: the model's positions are less than the default.
        auto detail = readDetail(*project, ExampleId(1), readers);
        QVERIFY_RESULT(detail);
        QCOMPARE(detail->maxLength, static_cast<std::size_t>(test::TinyModelParams().maxPositions));
        Plan plan;
        plan.name = "short";
        plan.scorer = "imported";
        plan.settings = {{"max_length", "20"}};
        QVERIFY_RESULT(project->plans().save(plan));
        detail = readDetail(*project, ExampleId(1), readers);
        QVERIFY_RESULT(detail);
        QCOMPARE(detail->maxLength, std::size_t{20});
    }

    void aDroppedFileIsShownBeforeItIsStored()
    {
        const std::string file = m_folder->path().toStdString() + "/new.jsonl";
        {
            std::ofstream out(file);
            out << R"({"instruction": "First?", "output": "One."})" << '\n'
                << "this is not JSON\n"
                << R"({"instruction": "Second?", "output": "Two."})" << '\n';
        }
        openPage();
        QTRY_VERIFY(m_session->isOpen());
        QVERIFY(m_page->missing().contains(u"no examples"));
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(QString::fromStdString(file))});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_page.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_page.get(), &drop);
        auto* panel = m_page->findChild<ImportPanel*>();
        QVERIFY(panel != nullptr);
        const auto tables = panel->findChildren<QTableWidget*>();
        QTRY_COMPARE(tables.at(0)->rowCount(), 2);
        QCOMPARE(tables.at(1)->rowCount(), 1);
        QCOMPARE(tables.at(1)->item(0, 0)->text(), QStringLiteral("2"));
        QCOMPARE(m_session->figures().examples, std::uint64_t(0)); // nothing is stored yet
        for (QPushButton* button : panel->findChildren<QPushButton*>()) {
            if (button->isDefault())
                button->click();
        }
        QTRY_COMPARE(model()->rowCount(), 2);
        QTRY_VERIFY(!panel->isVisible());
        QVERIFY(m_page->missing().isEmpty());
    }

    void aFolderThatIsDroppedIsASentence()
    {
        openPage();
        QTRY_VERIFY(m_session->isOpen());
        const QTemporaryDir empty;
        m_page->importFiles({empty.path()});
        auto* panel = m_page->findChild<ImportPanel*>();
        const auto hasSentence = [panel] {
            for (const QLabel* label : panel->findChildren<QLabel*>()) {
                if (label->text().contains(u"holds no "))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(hasSentence());
    }

    void tenMegabytesThatArePastedAreASentence()
    {
        fillProject();
        openPage();
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        QGuiApplication::clipboard()->setText(QString(10'000'000, u'x'));
        QLineEdit* search = nullptr;
        for (QLineEdit* field : m_page->findChildren<QLineEdit*>())
            if (field->accessibleName() == u"Search")
                search = field;
        search->paste();
        QCOMPARE(search->text().size(), qsizetype(1000));
        QVERIFY2(QToolTip::text().contains(u"Only the first 1,000"), qPrintable(QToolTip::text()));
        QTRY_COMPARE(model()->rowCount(), 0); // it was searched for, and the page goes on
        search->clear();
        QTRY_COMPARE(model()->rowCount(), exampleCount);

        table()->setCurrentIndex(model()->index(0, 0));
        auto* view = m_page->findChild<ExampleView*>();
        QTRY_VERIFY(view->findChild<QTextBrowser*>()->toPlainText().contains(u"Answer"));
        test::pressButton(*view, QStringLiteral("Edit"));
        QPlainTextEdit* instruction = view->findChildren<QPlainTextEdit*>().front();
        const QString before = instruction->toPlainText();
        instruction->paste();
        QCOMPARE(instruction->toPlainText(), before);
        QVERIFY2(QToolTip::text().contains(u"Nothing was pasted"), qPrintable(QToolTip::text()));
        QGuiApplication::clipboard()->setText(QStringLiteral("short"));
        instruction->paste();
        QVERIFY(instruction->toPlainText().contains(u"short"));
    }

    void anExampleOfMegabytesIsShownInPartAndNotEdited()
    {
        {
            auto project = Project::open(folder());
            auto import = project->examples().beginImport("manual.jsonl");
            ImportedRow row;
            row.example.instruction = "Why?";
            row.example.response = std::string(300'000, 'x') + "end";
            row.hash = contentHash(row.example);
            QVERIFY_RESULT(import->add(row));
            QVERIFY_RESULT(import->finish());
        }
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        table()->setCurrentIndex(model()->index(0, 0));
        auto* reading = m_page->findChild<ExampleView*>()->findChild<QTextBrowser*>();
        QTRY_VERIFY(reading->toPlainText().contains(u"more characters, which are not shown"));
        QVERIFY(!reading->toPlainText().contains(u"end"));
        for (const QPushButton* button : m_page->findChildren<QPushButton*>())
            if (button->text() == u"Edit")
                QVERIFY(!button->isEnabled());
    }

    void longTextsEndAtACharacter()
    {
        const std::string family = "👨‍👩‍👧‍👦";
        std::string text;
        for (int i = 0; i < 100; ++i)
            text += family;
        const QString line = beginningOnOneLine(text, 20);
        QVERIFY(line.endsWith(QChar(0x2026)));
        QCOMPARE(line.chopped(1), QString::fromStdString(family)); // 11 units each: one whole family
        QCOMPARE(beginningOnOneLine("  two\n\nlines ", 20), QStringLiteral("two lines"));
        QCOMPARE(beginningOnOneLine("", 20), QString());
    }
};

QTEST_MAIN(TestDataPage)
#include "testdatapage.moc"
