// SPDX-License-Identifier: GPL-3.0-or-later
// The Phases page as a person uses it: keys, drops, thresholds, filters, names.
#include "tests/support/testpaths.h"
#include "tests/ui/phasespagebench.h"
#include "tests/ui/planfixture.h"
#include "tests/ui/widgets.h"
#include "ui/phase/exampledrag.h"
#include "ui/phase/examplereader.h"
#include "ui/phase/phaseboard.h"
#include "ui/phase/phasecolumn.h"
#include "ui/phase/phasespage.h"
#include "ui/phase/planbar.h"
#include "ui/plot/thresholdplot.h"

#include <QAbstractItemModelTester>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>
#include <QUrl>

#include <algorithm>
#include <ranges>

using namespace dankai;
using namespace dankai::ui;

class TestPhasesPage : public PhasesPageTest
{
    Q_OBJECT

private slots:

    void init() { setUp(); }

    void cleanup() { tearDown(); }

    void columnsHoldThePhasesInOrder()
    {
        openPlan();
        QCOMPARE(m_page->board().columns().size(), std::size_t(5));
        for (PhaseColumn* column : m_page->board().columns())
            new QAbstractItemModelTester(
                column->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, this);
        QCOMPARE(rowsIn(3), test::planExamples / 10); // without a score
        QCOMPARE(rowsIn(4), 0);
        double last = 0;
        for (int phase = 0; phase < 3; ++phase) {
            for (int row = 0; row < rowsIn(phase); ++row) {
                const double score = column(phase)
                                         ->model()
                                         ->index(row, ExampleTableModel::DifficultyColumn)
                                         .data(ExampleTableModel::SortRole)
                                         .toDouble();
                QVERIFY(score >= last);
                last = score;
            }
        }
        QTRY_VERIFY(column(0)
                        ->model()
                        ->index(0, ExampleTableModel::InstructionColumn)
                        .data()
                        .toString()
                        .startsWith(u"Question"));
    }

    void keysMoveTheSelection()
    {
        openPlan();
        const int easy = rowsIn(0), medium = rowsIn(1);
        select(0, 0, 2);
        const ExampleId first = column(0)->model()->idAt(0);
        press(0, Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(rowsIn(0), easy - 3);
        QTRY_COMPARE(rowsIn(1), medium + 3);
        const int row = column(1)->model()->rowOf(first);
        QVERIFY(column(1)->model()->index(row, 0).data(PhaseModel::IsMovedRole).toBool());
        QVERIFY(column(1)->model()->index(row, 0).data(Qt::ToolTipRole).toString().contains(u"Phase 1"));
        // The list goes on where it was, so the next key moves the next example.
        QCOMPARE(column(0)->view()->currentIndex().row(), 0);
        QCOMPARE(column(0)->view()->selectedExamples().size(), std::size_t(1));
        press(0, Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(rowsIn(1), medium + 4);
        press(0, Qt::Key_Delete);
        QTRY_COMPARE(rowsIn(4), 1);
        press(0, Qt::Key_0, Qt::ControlModifier);
        QTRY_COMPARE(rowsIn(4), 2);
        select(1, row, row);
        press(1, Qt::Key_Backspace);
        QTRY_COMPARE(column(1)->model()->rowOf(first), -1);
        QVERIFY(column(0)->model()->rowOf(first) >= 0);
        QTest::keyClick(m_page.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(column(1)->model()->rowOf(first) >= 0);
        QCOMPARE(m_document->undoStack()->index(), 4);
    }

    // Whoever comes by keyboard has chosen nothing yet.
    void theFirstKeyMovesTheExampleInSight()
    {
        openPlan();
        PhaseView* view = column(0)->view();
        view->clearSelection();
        column(1)->view()->setFocus();
        view->setFocus(Qt::ActiveWindowFocusReason);
        QCOMPARE(view->selectedExamples().size(), std::size_t(1));
        const int easy = rowsIn(0);
        QTest::keyClick(view, Qt::Key_End);
        QCOMPARE(view->currentIndex().row(), easy - 1);
        view->resize(view->width(), view->height() - 60); // its figures take a line more
        QVERIFY(view->viewport()->rect().contains(view->visualRect(view->currentIndex())));
        QTest::keyClick(view, Qt::Key_Home);
        QCOMPARE(view->currentIndex().row(), 0);
        QTest::keyClick(view, Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(view->selectedExamples().size(), static_cast<std::size_t>(easy));
        QTest::keyClick(view, Qt::Key_Home);
        press(0, Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(rowsIn(0), easy - 1);
    }

    void dropsMoveWhatWasDragged()
    {
        openPlan();
        const int easy = rowsIn(0), hard = rowsIn(2);
        PhaseModel* from = column(0)->model();
        QModelIndexList dragged = {from->index(0, ExampleTableModel::InstructionColumn),
            from->index(0, ExampleTableModel::DifficultyColumn),
            from->index(4, ExampleTableModel::InstructionColumn)};
        std::unique_ptr<QMimeData> data(from->mimeData(dragged));
        QVERIFY(column(2)->model()->canDropMimeData(data.get(), Qt::MoveAction, -1, -1, {}));
        QVERIFY(column(2)->model()->dropMimeData(data.get(), Qt::MoveAction, -1, -1, {}));
        QTRY_COMPARE(rowsIn(2), hard + 2);
        QTRY_COMPARE(rowsIn(0), easy - 2);
        // Nothing can be dropped among what has no score, nor what is no example.
        QVERIFY(!column(3)->model()->canDropMimeData(data.get(), Qt::MoveAction, -1, -1, {}));
        QMimeData text;
        text.setText(QStringLiteral("text"));
        QVERIFY(!column(2)->model()->dropMimeData(&text, Qt::MoveAction, -1, -1, {}));
        // Through the view, onto the column of what is left out.
        QWidget* viewport = column(4)->view()->viewport();
        QDragEnterEvent enter(QPoint(10, 10), Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(viewport, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(viewport, &drop);
        QVERIFY(drop.isAccepted());
        QTRY_COMPARE(rowsIn(4), 2);
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();
        QTRY_COMPARE(rowsIn(0), easy);
        QVERIFY(m_document->plan().overrides.empty());
    }

    void aHoveringDragChangesTheFigures()
    {
        openPlan();
        const auto examplesShown = [this](int index) {
            for (const QLabel* label : column(index)->findChildren<QLabel*>()) {
                if (label->text() == QString::number(rowsIn(index)))
                    return true;
            }
            return false;
        };
        QVERIFY(examplesShown(0) && examplesShown(1));
        emit column(1)->view()->dragHovers({column(0)->model()->idAt(0)});
        QVERIFY(!examplesShown(0) && !examplesShown(1));
        emit column(1)->view()->dragHovers({});
        QVERIFY(examplesShown(0) && examplesShown(1));
    }

    void aFilterResultMovesAsAWhole()
    {
        openPlan();
        QLineEdit* search = nullptr;
        for (QLineEdit* field : m_page->findChildren<QLineEdit*>()) {
            if (field->accessibleName() == u"Search")
                search = field;
        }
        QVERIFY(search->isEnabled());
        search->setText(QStringLiteral("Needle"));
        const auto shown = [this] { return rowsIn(0) + rowsIn(1) + rowsIn(2) + rowsIn(3) + rowsIn(4); };
        const int needles = test::planExamples / 50;
        QTRY_COMPARE(shown(), needles);
        m_page->setFocus(); // as the window does: the keys belong to the first list
        QVERIFY(column(0)->view()->hasFocus());
        QTest::keyClick(column(0)->view(), Qt::Key_3, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(rowsIn(2), needles);
        QCOMPARE(m_document->plan().overrides.size(), std::size_t(needles));
        search->clear();
        QTRY_COMPARE(shown(), test::planExamples);
        // Only what was moved by hand.
        QTest::keyClick(m_page.get(), Qt::Key_M, Qt::ControlModifier);
        QTRY_COMPARE(shown(), needles);
        m_document->undoStack()->undo();
        QTRY_COMPARE(shown(), 0);
        QTest::keyClick(m_page.get(), Qt::Key_M, Qt::ControlModifier);
        QTRY_COMPARE(shown(), test::planExamples);
        // Without a filter there is nothing that was found.
        const int count = m_document->undoStack()->index();
        QTest::keyClick(m_page.get(), Qt::Key_3, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_document->undoStack()->index(), count);
    }

    void aDraggedThresholdBecomesTheRule()
    {
        openPlan();
        auto* plot = m_page->findChild<ThresholdPlot*>();
        QTRY_COMPARE(plot->thresholds(), (std::vector<double>{1.5, 3.5}));
        const int easy = rowsIn(0);
        const auto at = [&](double value) { return QPoint(qRound(plot->xAxis->coordToPixel(value)), 60); };
        QTest::mousePress(plot, Qt::LeftButton, {}, at(1.5));
        QTest::mouseMove(plot, at(2.3));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, at(2.3));
        QTRY_VERIFY(rowsIn(0) > easy);
        QCOMPARE(m_document->undoStack()->count(), 1);
        m_document->undoStack()->undo();
        QTRY_COMPARE(rowsIn(0), easy);
        QTRY_COMPARE(plot->thresholds(), (std::vector<double>{1.5, 3.5}));
        // From another rule it is the same.
        m_document->setRule({RuleKind::Quantiles, 2, {}});
        QTRY_COMPARE(m_page->board().columns().size(), std::size_t(4));
        QTRY_COMPARE(plot->thresholds().size(), std::size_t(1));
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Left);
        QTest::keyClick(plot, Qt::Key_Return);
        QCOMPARE(m_document->plan().rule.kind, RuleKind::Thresholds);
    }

    void theChosenExampleIsReadInFull()
    {
        openPlan();
        auto* reader = m_page->findChild<ExampleReader*>();
        QVERIFY(!reader->isVisible());
        select(0, 1, 1);
        press(0, Qt::Key_F3);
        QVERIFY(reader->isVisible());
        auto* text = reader->findChild<QTextBrowser*>();
        const auto id = static_cast<qint64>(column(0)->model()->idAt(1));
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("Question %1").arg(id)));
        press(0, Qt::Key_Down);
        const auto next = static_cast<qint64>(column(0)->model()->idAt(2));
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("Question %1").arg(next)));
        QVERIFY2(
            text->toPlainText().contains(u"where the rule of the plan"), qPrintable(text->toPlainText()));
        QVERIFY(text->toPlainText().contains(u"just above"));
        // A neighbour is a step away, and a move is told with its name at once.
        const qint64 neighbour = [&] {
            const QString html = text->toHtml();
            const qsizetype at = html.indexOf(QStringLiteral("example:"));
            return html.mid(at + 8, html.indexOf(u'"', at) - at - 8).toLongLong();
        }();
        QVERIFY(neighbour > 0);
        emit text->anchorClicked(QUrl(QStringLiteral("example:%1").arg(neighbour)));
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("Question %1").arg(neighbour))
            || text->toPlainText().contains(QStringLiteral("Needle %1").arg(neighbour)));
        select(0, 3, 3);
        const ExampleId moved = column(0)->model()->idAt(3);
        m_document->setPerson(QStringLiteral("佐藤"));
        m_document->moveExamples({moved}, 1);
        QTRY_VERIFY(m_document->isPlaced());
        const auto* rows = column(1)->model();
        QTRY_VERIFY(std::ranges::any_of(
            std::views::iota(0, rows->rowCount()), [&](int row) { return rows->idAt(row) == moved; }));
        for (int row = 0; row < rows->rowCount(); ++row)
            if (rows->idAt(row) == moved)
                select(1, row, row);
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("佐藤 put it there by hand")));
        // Another list's example when that list is entered, and no selection is left behind.
        select(2, 0, 0);
        const auto hard = static_cast<qint64>(column(2)->model()->idAt(0));
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("Question %1").arg(hard)));
        QVERIFY(column(0)->view()->selectedExamples().empty());
    }

    void aPlanThatCannotBePlacedLeavesTheRuleToBeChanged()
    {
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project);
            ProjectSettings settings = project->settings();
            settings.modelPath = "gone"; // and with it the tokens
            QVERIFY_RESULT(project->saveSettings(settings));
            Plan plan;
            plan.name = "main";
            plan.scorer = "imported";
            plan.rule = {RuleKind::EqualTokens, 3, {}};
            QVERIFY_RESULT(project->plans().save(plan));
        }
        openPage();
        const auto isSaid = [this] {
            for (const QLabel* label : m_page->findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().contains(u"needs token counts"))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(isSaid());
        QVERIFY(m_page->findChild<PlanBar*>()->isVisible());
        m_document->setRule({RuleKind::Quantiles, 3, {}});
        QTRY_COMPARE(rowsIn(0), test::planExamples / 10 * 3);
        QVERIFY(!isSaid());
    }

    void aProjectWithoutScoresSaysWhatToDo()
    {
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "empty";
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(folder(), settings));
        openPage();
        QTRY_VERIFY(m_session->isOpen());
        QVERIFY(m_page->missing().contains(u"no examples"));
        QVERIFY(primaryButton() == nullptr);
        QVERIFY(m_page->board().columns().empty());
        // No key of the page does anything without a plan.
        QTest::keyClick(m_page.get(), Qt::Key_1, Qt::ControlModifier);
        QTest::keyClick(m_page.get(), Qt::Key_Delete);
        QTest::keyClick(m_page.get(), Qt::Key_F2);
    }

    void examplesWithoutAScoreAreScoredHere()
    {
        m_folder.emplace();
        ProjectSettings settings;
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(folder(), settings));
        const auto import = [this](int from, int to) {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project);
            auto rows = project->examples().beginImport("rows.jsonl");
            QVERIFY_RESULT(rows);
            for (int i = from; i < to; ++i) {
                ImportedRow row;
                row.example.instruction = "Question " + std::to_string(i);
                row.example.response = std::string(static_cast<std::size_t>(i + 1), 'x');
                row.hash = contentHash(row.example);
                QVERIFY_RESULT(rows->add(row));
            }
            QVERIFY_RESULT(rows->finish());
        };
        import(0, 30);
        openPage();
        QTRY_VERIFY(test::saysSomewhere(*m_page, QStringLiteral("No difficulty scores yet")));
        test::pressButton(*m_page, QStringLiteral("Score by the length of the response"));
        QPushButton* make = nullptr;
        QTRY_VERIFY((make = primaryButton()) != nullptr && make->text() == u"Make a plan");
        make->click();
        QTRY_COMPARE(rowsIn(0) + rowsIn(1) + rowsIn(2), 30);
        QVERIFY(test::saysSomewhere(*m_page, QStringLiteral("Difficulty by Length of the response")));

        import(30, 34); // later, when there is a plan
        m_session->refresh();
        QTRY_VERIFY(test::saysSomewhere(*m_page, QStringLiteral("4 example(s) have no score yet")));
        test::pressButton(*m_page, QStringLiteral("Score them"));
        QTRY_COMPARE(rowsIn(0) + rowsIn(1) + rowsIn(2), 34);
        QVERIFY(!test::saysSomewhere(*m_page, QStringLiteral("have no score yet")));
    }
};

QTEST_MAIN(TestPhasesPage)
#include "testphasespage.moc"
