// SPDX-License-Identifier: GPL-3.0-or-later
// What the Data page does with chosen examples, with undo, and the pane that shows one of them.
#include "tests/support/testpaths.h"
#include "tests/ui/datapagebench.h"
#include "tests/ui/widgets.h"
#include "ui/dataset/datapage.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/dataset/exampleview.h"
#include "ui/page/command.h"

#include <QDateTime>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>
#include <QUndoStack>

#include <algorithm>

using namespace dankai;
using namespace dankai::ui;

class TestExampleEditing : public DataPageTest
{
    Q_OBJECT

private slots:

    void init() { setUp(); }

    void cleanup() { tearDown(); }

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

    void whoExcludesAndEditsIsKeptAndShown()
    {
        fillProject();
        {
            auto project = Project::open(folder());
            const std::vector<ExampleId> earlier = {ExampleId(1)};
            QVERIFY_RESULT(project->examples().exclude(earlier)); // before there were names
        }
        openPage();
        m_page->setPerson(QStringLiteral(" 佐藤 "));
        QTRY_COMPARE(model()->rowCount(), exampleCount);
        auto* view = m_page->findChild<ExampleView*>();
        auto* reading = view->findChild<QTextBrowser*>();
        QTRY_VERIFY(reading->toPlainText().contains(u"What was changed by hand"));
        QVERIFY(reading->toPlainText().contains(u"no name kept"));
        const auto shows = [reading](QStringView words) { return reading->toPlainText().contains(words); };
        table()->selectRow(1);
        QTRY_VERIFY(shows(u"Answer 2"));
        QVERIFY(!shows(u"What was changed by hand"));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(shows(u"excluded"));
        QVERIFY(shows(u"佐藤"));
        m_page->undoStack()->undo();
        QTRY_VERIFY(shows(u"restored"));
        view->beginEditing();
        view->findChildren<QPlainTextEdit*>().at(2)->setPlainText(QStringLiteral("A better answer"));
        for (QPushButton* button : view->findChildren<QPushButton*>())
            if (button->property("primary").toBool())
                button->click();
        QTRY_VERIFY(shows(u"edited, revision 2"));
        const auto changes = Project::open(folder())->examples().changes(ExampleId(2));
        QVERIFY_RESULT(changes);
        QCOMPARE(changes->size(), std::size_t(3));
        for (const ExampleChange& change : *changes)
            QCOMPARE(change.person, std::string("佐藤"));
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
        m_page->setPerson(QStringLiteral("Aiko"));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(reading->toPlainText().contains(QStringLiteral("Aiko took it out by hand")));
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

QTEST_MAIN(TestExampleEditing)
#include "testexampleediting.moc"
