// SPDX-License-Identifier: GPL-3.0-or-later
// The Data page on a real project store with a real tokenizer: lazy rows, search, filters, edits with undo,
// import.
#include "core/platform/file.h"
#include "tests/support/testpaths.h"
#include "tests/ui/datapagebench.h"
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
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolTip>
#include <QUrl>

#include <algorithm>
#include <fstream>

using namespace dankai;
using namespace dankai::ui;

class TestDataPage : public DataPageTest
{
    Q_OBJECT

private slots:

    void initTestCase() { qRegisterMetaType<BrowseAnswer>(); }

    void init() { setUp(); }

    void cleanup() { tearDown(); }

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

    void aFileIsShownBeforeItIsStored()
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
        m_page->importFiles({QString::fromStdString(file)});
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

    void aFolderIsASentence()
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
};

QTEST_MAIN(TestDataPage)
#include "testdatapage.moc"
