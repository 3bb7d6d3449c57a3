// SPDX-License-Identifier: GPL-3.0-or-later
// What the Phases page lets people say of phases: names, how many there are, their settings.
#include "tests/ui/phasespagebench.h"
#include "tests/ui/planfixture.h"
#include "tests/ui/widgets.h"
#include "ui/page/command.h"
#include "ui/phase/phaseboard.h"
#include "ui/phase/phasecolumn.h"
#include "ui/phase/phasesettings.h"
#include "ui/phase/phasespage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>
#include <QUndoStack>

using namespace dankai;
using namespace dankai::ui;

class TestPhaseSettings : public PhasesPageTest
{
    Q_OBJECT

private slots:

    void init() { setUp(); }

    void cleanup() { tearDown(); }

    void phasesAreRenamedInPlace()
    {
        openPlan();
        column(1)->beginRenaming();
        auto* name = column(1)->findChild<QLineEdit*>();
        QVERIFY(name->hasFocus());
        QTest::keyClick(name, Qt::Key_Backspace); // of the text, not of the plan
        QTest::keyClicks(name, QStringLiteral("Medium"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(m_document->plan().phases[1].name, std::string("Medium"));
        QCOMPARE(name->text(), QStringLiteral("Medium"));
        QCOMPARE(m_document->undoStack()->count(), 1);
        column(1)->beginRenaming();
        QTest::keyClicks(name, QStringLiteral("Other"));
        QTest::keyClick(name, Qt::Key_Escape);
        QCOMPARE(name->text(), QStringLiteral("Medium"));
        QCOMPARE(m_document->undoStack()->count(), 1);
    }

    void phasesComeAndGo()
    {
        openPlan();
        m_document->splitPhase(1);
        QTRY_COMPARE(m_page->board().columns().size(), std::size_t(6));
        QTRY_COMPARE(rowsIn(0) + rowsIn(1) + rowsIn(2) + rowsIn(3), test::planExamples / 10 * 9);
        m_document->movePhase(3, 0);
        QTRY_VERIFY(rowsIn(0) > 0
            && column(0)
                    ->model()
                    ->index(0, ExampleTableModel::DifficultyColumn)
                    .data(ExampleTableModel::SortRole)
                    .toDouble()
                >= 3.5);
        m_document->removePhase(0);
        m_document->removePhase(0);
        QTRY_COMPARE(m_page->board().columns().size(), std::size_t(4));
        while (m_document->undoStack()->canUndo())
            m_document->undoStack()->undo();
        QTRY_COMPARE(m_page->board().columns().size(), std::size_t(5));
    }

    void settingsAreNotCutOff()
    {
        openPlan();
        commandOf(m_page.get(), QStringLiteral("phases.settings"))->trigger();
        const auto* pane = m_page->findChild<PhaseSettingsPane*>();
        QTRY_VERIFY(pane->isVisible());
        QTRY_VERIFY(
            pane->findChildren<QSpinBox*>().size() + pane->findChildren<QDoubleSpinBox*>().size() >= 3);
        QTRY_VERIFY2(pane->width() <= pane->parentWidget()->width(),
            qPrintable(QStringLiteral("%1 of %2").arg(pane->parentWidget()->width()).arg(pane->width())));
    }

    void settingsAreCommands()
    {
        openPlan();
        QComboBox* gate = nullptr;
        QSpinBox* replay = nullptr;
        for (QComboBox* box : m_page->findChildren<QComboBox*>()) {
            if (box->findData(QStringLiteral("ask")) >= 0)
                gate = box;
        }
        for (QSpinBox* box : m_page->findChildren<QSpinBox*>()) {
            if (box->maximum() == 90)
                replay = box;
        }
        QVERIFY(gate != nullptr && replay != nullptr);
        QCOMPARE(replay->value(), 5);
        gate->setCurrentIndex(gate->findData(QStringLiteral("ask")));
        emit gate->activated(gate->currentIndex());
        QCOMPARE(m_document->plan().settings.at("gate.policy"), std::string("ask"));
        QCOMPARE(m_document->plan().settings.at("matched"), std::string("false"));
        replay->setValue(20);
        emit replay->editingFinished();
        QCOMPARE(m_document->plan().settings.at("replay_share"), std::string("0.2"));
        m_document->undoStack()->undo();
        QCOMPARE(replay->value(), 5);
        m_document->undoStack()->undo();
        QVERIFY(!m_document->plan().settings.contains("matched"));
        QCOMPARE(gate->currentData().toString(), QStringLiteral("record"));
    }

    // What becomes of an adapter is asked only where one is trained.
    void adaptersAreCarriedOverAsChosen()
    {
        openPlan();
        QComboBox* adapter = nullptr;
        for (QComboBox* box : m_page->findChildren<QComboBox*>()) {
            if (box->findData(QStringLiteral("merge")) >= 0)
                adapter = box;
        }
        QVERIFY(adapter != nullptr);
        QVERIFY(adapter->parentWidget()->isHidden());
        m_document->setSettings(QStringLiteral("test"), {{"fine_tuning", "lora"}});
        QVERIFY(!adapter->parentWidget()->isHidden());
        QCOMPARE(adapter->currentData().toString(), QStringLiteral("continue"));
        adapter->setCurrentIndex(adapter->findData(QStringLiteral("merge")));
        emit adapter->activated(adapter->currentIndex());
        QCOMPARE(m_document->plan().settings.at("lora.between_phases"), std::string("merge"));
        m_document->undoStack()->undo();
        QCOMPARE(adapter->currentData().toString(), QStringLiteral("continue"));
        m_document->undoStack()->undo();
        QVERIFY(adapter->parentWidget()->isHidden());
    }
};

QTEST_MAIN(TestPhaseSettings)
#include "testphasesettings.moc"
