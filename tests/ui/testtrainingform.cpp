// SPDX-License-Identifier: GPL-3.0-or-later
// A new training: the form, what it freezes, and the list of checks before it begins.
#include "tests/ui/trainingpagebench.h"
#include "ui/training/checklist.h"
#include "ui/training/runform.h"
#include "ui/training/settingpicker.h"
#include "ui/training/startpanel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QPlainTextEdit>

#include <algorithm>
#include <set>

using namespace dankai;
using namespace dankai::ui;

class TestTrainingForm : public TrainingPageTest
{
    Q_OBJECT

private slots:

    void init() { setUp(); }

    void cleanup() { tearDown(); }

    void withoutARunThereIsAFirstStep()
    {
        openPage();
        QTRY_VERIFY(says(QStringLiteral("No training yet")));
        QVERIFY(m_page->missing().isEmpty());
    }

    void theFormBeginsWhereItsNeighboursDo()
    {
        openPage();
        QTRY_VERIFY(says(QStringLiteral("No training yet")));
        const int edge = m_page->layout()->contentsMargins().left();
        test::pressButton(*m_page, QStringLiteral("New training…"));
        const auto begins = [&](const QString& words) {
            for (const QLabel* label : m_page->findChildren<QLabel*>())
                if (label->text() == words && label->isVisible())
                    return label->mapTo(m_page.get(), QPoint()).x();
            return -1;
        };
        QTRY_COMPARE(begins(QStringLiteral("New training")), edge);
        QCOMPARE(begins(QStringLiteral("Plan")), edge);
    }

    void aNewTrainingIsFrozenAndHandedOverForEachArm()
    {
        openPage();
        m_page->newTraining();
        StartPanel* panel = m_page->startPanel();
        for (QCheckBox* box : panel->findChildren<QCheckBox*>())
            box->setChecked(box->property("arm").toInt() <= static_cast<int>(Arm::OneOff));
        panel->findChild<QPlainTextEdit*>()->setPlainText(
            QStringLiteral("tokens_per_step = 512\n\noptimizer.learning_rate=2e-4\n"));
        for (QComboBox* box : panel->findChildren<QComboBox*>())
            if (const int ask = box->findData(QStringLiteral("ask")); ask >= 0)
                box->setCurrentIndex(ask);
        panel->startTraining();
        QTRY_COMPARE_WITH_TIMEOUT(m_started, (std::vector<std::string>{"001", "002"}), 20000);
        const auto first = readRunSpec(run("001"));
        QVERIFY_RESULT(first);
        QCOMPARE(first->arm, std::string("phased"));
        QCOMPARE(first->tokensPerStep, 512);
        QCOMPARE(first->optimizer.learningRate, 2e-4);
        QCOMPARE(first->gate.policy, GatePolicy::Ask);
        QVERIFY(!first->isMatched); // else the gate would only record
        QCOMPARE(readRunSpec(run("002"))->arm, std::string("one-off"));
        QTRY_COMPARE(pane()->id(), QStringLiteral("001"));
        QTRY_COMPARE(list()->rowCount(), 2);
    }

    void everyArmIsThereAndEveryOrderIsARunOfItsOwn()
    {
        openPage();
        m_page->newTraining();
        StartPanel* panel = m_page->startPanel();
        std::set<int> arms;
        for (QCheckBox* box : panel->findChildren<QCheckBox*>()) {
            const auto arm = static_cast<Arm>(box->property("arm").toInt());
            arms.insert(static_cast<int>(arm));
            QVERIFY(!box->text().isEmpty() && !box->toolTip().isEmpty());
            box->setChecked(arm == Arm::Order || arm == Arm::Reversed || arm == Arm::LastOnly);
        }
        QCOMPARE(arms.size(), dankai::arms().size());
        panel->startTraining();
        QTRY_COMPARE_WITH_TIMEOUT(m_started.size(), std::size_t(3), 30000);
        std::multiset<std::string> names;
        for (const std::string& id : m_started)
            names.insert(readRunSpec(run(id))->arm);
        // Two phases have two orders, of which one was wanted anyway.
        QCOMPARE(names, (std::multiset<std::string>{"last-only", "phased", "reversed"}));
    }

    void aSettingIsChosenByItsNameAndReadInWords()
    {
        openPage();
        m_page->newTraining();
        StartPanel* panel = m_page->startPanel();
        auto* picker = panel->findChild<SettingPicker*>();
        auto* lines = panel->findChild<QPlainTextEdit*>();
        lines->setPlainText(QStringLiteral("phases.2.epochs=2\nreplay_share = 0.3"));
        picker->choose(QStringLiteral("replay_share"));
        picker->add(); // nothing is typed yet
        QCOMPARE(lines->toPlainText().count(u'\n'), 1);
        picker->setValue(QStringLiteral("0.1"));
        test::pressButton(*picker, QStringLiteral("Add"));
        QCOMPARE(lines->toPlainText(), QStringLiteral("phases.2.epochs=2\nreplay_share=0.1"));
        // One with a few values is chosen, in words.
        picker->choose(QStringLiteral("over_length"));
        picker->setValue(QStringLiteral("drop"));
        picker->add();
        QVERIFY(lines->toPlainText().endsWith(u"over_length=drop"));
        QVERIFY(test::saysSomewhere(*panel, QStringLiteral("Longer examples: ")));
        QVERIFY(!test::saysSomewhere(*panel, QStringLiteral("over_length")));
        const auto requests = panel->findChild<RunForm*>()->requests();
        QVERIFY_RESULT(requests);
        const auto& settings = requests->front().settings;
        QVERIFY(std::ranges::find(settings, std::pair(std::string("replay_share"), std::string("0.1")))
            != settings.end());
        QCOMPARE(settings.size(), std::size_t(3));
    }

    void aSettingThatIsNoneIsASentenceAndNothingIsMade()
    {
        openPage();
        m_page->newTraining();
        StartPanel* panel = m_page->startPanel();
        auto* settings = panel->findChild<QPlainTextEdit*>();
        settings->setPlainText(QStringLiteral("faster please"));
        panel->startTraining();
        QVERIFY(says(QStringLiteral("'faster please' is not a setting")));
        settings->setPlainText(QStringLiteral("no.such.key=1"));
        panel->startTraining();
        QTRY_VERIFY_WITH_TIMEOUT(!panel->isBusy(), 20000);
        QVERIFY(says(QStringLiteral("no.such.key")));
        QVERIFY(m_started.empty());
        QVERIFY(!std::filesystem::exists(run("001")));
    }

    void findingsStandByWeightEachWithWhatToDo()
    {
        TrialRun trial;
        trial.prepared.frozen.preflight.findings = {{Severity::Note, "template", "a note", 0, {}},
            {Severity::Warning, "truncation", "3 answers are cut", 3, {}},
            {Severity::Error, "leakage", "2 rows are held out too", 2, {}}};
        trial.findings
            = {{"warning", "truncation", "3 answers are cut", 3}, {"warning", "disk_space", "little", 0}};
        trial.memory = {{"training", 1000, 2000}};
        const auto rows = checkRowsOf(trial);
        QCOMPARE(rows.front().severity, Severity::Error);
        QVERIFY(rows.front().advice.contains(u"Exclude"));
        int cut = 0, disk = 0, passed = 0;
        for (const CheckRow& row : rows) {
            cut += row.sentence == u"3 answers are cut" ? 1 : 0;
            disk += row.sentence == u"little" ? 1 : 0;
            passed += row.isPassed ? 1 : 0;
            QVERIFY(row.severity != Severity::Warning || !row.advice.isEmpty());
        }
        QCOMPARE(cut, 1); // the engine's echo is left out
        QCOMPARE(disk, 1);
        QCOMPARE(passed, 3); // mask, duplicates, memory
        QVERIFY(rows.back().isPassed);
    }

    void longFindingsAreReadInFull()
    {
        CheckList list;
        const QString sentence = QStringLiteral(
            "This sentence is far longer than the list is wide, and nothing of it may be cut. ")
                                     .repeated(4);
        list.resize(300, 200);
        list.showRows({{Severity::Warning, false, sentence, QStringLiteral("Do this.")},
            {Severity::Note, true, QStringLiteral("/a/path/without/any/blank").repeated(20), {}}});
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        QVERIFY(test::saysSomewhere(list, sentence));
        for (const QLabel* label : list.findChildren<QLabel*>()) {
            QVERIFY(label->width() <= list.viewport()->width());
            if (label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
    }
};

QTEST_MAIN(TestTrainingForm)
#include "testtrainingform.moc"
