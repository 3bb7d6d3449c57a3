// SPDX-License-Identifier: GPL-3.0-or-later
// A run that waits at a gate: go on with a reason, stop, roll back, repeat with changes.
#include "core/platform/file.h"
#include "core/protocol/eventlog.h"
#include "tests/support/runscript.h"
#include "tests/ui/trainingpagebench.h"
#include "ui/training/gatepanel.h"
#include "ui/training/repeatpanel.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextBrowser>

#include <algorithm>
#include <optional>

using namespace dankai;
using namespace dankai::ui;

class TestGatePanel : public TrainingPageTest
{
    Q_OBJECT

    // As an engine leaves the model before training measured: what a repetition of phase 1 takes over.
    void writeBaseResults(const std::string& id) const
    {
        for (const std::string& file : inheritedResults({id, 1, {}})) {
            std::filesystem::create_directories((run(id) / file).parent_path());
            QVERIFY_RESULT(writeFileAtomically(run(id) / file, ""));
        }
    }

    QPushButton* gateButton(const QString& text) const
    {
        const auto* gates = pane()->findChild<GatePanel*>();
        for (QPushButton* each : gates->findChildren<QPushButton*>())
            if (each->text() == text && test::isShownIn(each, *gates))
                return each;
        return nullptr;
    }

private slots:

    void init() { setUp(); }

    void cleanup() { tearDown(); }

    void goingOnAgainstAGateNeedsAReason()
    {
        const std::string id = freeze();
        startEngine(id, {.verdicts = {"undecided", "pass"}, .isAsking = true});
        openPage();
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::Waiting, 10000);
        auto* gates = pane()->findChild<GatePanel*>();
        QVERIFY(gates->isVisible()); // it comes forward by itself
        QVERIFY(says(QStringLiteral("Waits for you")));
        QVERIFY(!says(QStringLiteral("Live")));
        QTRY_COMPARE(
            list()->index(0).data(RunListModel::StateRole).toInt(), static_cast<int>(RunState::Waiting));
        QPushButton* goOn = gateButton(QStringLiteral("Go on to the next phase"));
        QPushButton* stop = gateButton(QStringLiteral("Stop the run here"));
        QVERIFY(goOn != nullptr && stop != nullptr);
        QVERIFY(!goOn->isEnabled());
        QVERIFY(stop->isEnabled());
        auto* reason = gates->findChild<QLineEdit*>();
        reason->setText(QStringLiteral("   "));
        QVERIFY(!goOn->isEnabled());
        reason->setText(QStringLiteral("The answers read well"));
        QVERIFY(goOn->isEnabled());
        goOn->click();
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::Finished, 10000);
        const auto& decisions = pane()->history().phases().at(1).decisions;
        QCOMPARE(decisions.size(), std::size_t(1));
        QCOMPARE(decisions.front().reason, std::string("The answers read well"));
        QTRY_VERIFY(gates->findChild<QTextBrowser*>()->toPlainText().contains(u"The answers read well"));
    }

    void stoppingAtAGateEndsTheRun()
    {
        const std::string id = freeze();
        startEngine(id, {.verdicts = {"fail"}, .isAsking = true});
        openPage();
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::Waiting, 10000);
        test::pressButton(*pane()->findChild<GatePanel*>(), QStringLiteral("Stop the run here"));
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::StoppedByGate, 10000);
        QVERIFY(says(QStringLiteral("A person stopped the run at the gate after phase 1")));
    }

    void rollingBackSaysWhatStands()
    {
        const std::string id = freeze();
        startEngine(id, {.verdicts = {"pass", "fail"}, .isAsking = true});
        openPage();
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::Waiting, 10000);
        auto* gates = pane()->findChild<GatePanel*>();
        auto* backTo = gates->findChild<QComboBox*>();
        QCOMPARE(backTo->count(), 2); // after phase 1, before training
        QCOMPARE(backTo->currentData().toInt(), 1); // the least that is lost
        // By keyboard: the command leads to the reason, Tab from there to the answers.
        QVERIFY(action(QStringLiteral("Answer the gate that waits"))->isEnabled());
        action(QStringLiteral("Answer the gate that waits"))->trigger();
        auto* reason = gates->findChild<QLineEdit*>();
        QTRY_VERIFY(reason->hasFocus());
        QTest::keyClicks(reason, QStringLiteral("worse than before"));
        for (int i = 0; i < 20 && !backTo->hasFocus(); ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(backTo->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::StoppedByGate, 10000);
        QCOMPARE(pane()->history().rolledBackTo(), std::optional(1));
        QTRY_VERIFY(says(QStringLiteral("Rolled back to the model after phase 1")));
        QVERIFY(says(QStringLiteral("worse than before")));
        QVERIFY(gates->findChild<QTextBrowser*>()->toPlainText().contains(
            u"Rolled back to the model after phase 1: worse than before"));
        QVERIFY(!action(QStringLiteral("Answer the gate that waits"))->isEnabled());
        QVERIFY(gateButton(QStringLiteral("Repeat from a phase with changes…")) != nullptr);
    }

    void repeatingAtAGateMakesAnotherRunAndEndsThisOne()
    {
        const std::string id = freeze();
        writeBaseResults(id);
        startEngine(id, {.verdicts = {"fail"}, .isAsking = true});
        openPage();
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::Waiting, 10000);
        QPushButton* repeat = gateButton(QStringLiteral("Repeat phase 1 with changes…"));
        QVERIFY(repeat != nullptr);
        repeat->click();
        auto* panel = pane()->findChild<RepeatPanel*>();
        QVERIFY(panel->isVisible());
        QVERIFY(pane()->findChild<GatePanel*>()->findChild<QTextBrowser*>()->isVisible()); // the evidence
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
        QVERIFY(repeat->hasFocus());
        QTest::keyClick(repeat, Qt::Key_Space);
        const auto field = [panel](const QString& name) -> QLineEdit* {
            for (QLineEdit* each : panel->findChildren<QLineEdit*>())
                if (each->accessibleName() == name)
                    return each;
            return nullptr;
        };
        field(QStringLiteral("Learning rate of the run"))->setText(QStringLiteral("fast"));
        QPushButton* train = gateButton(QStringLiteral("Train it so"));
        train->click();
        QVERIFY(says(QStringLiteral("“fast” is no learning rate")));
        QVERIFY(m_started.empty());
        field(QStringLiteral("Learning rate of the run"))->setText(QStringLiteral("2e-5"));
        field(QStringLiteral("Reason"))->setText(QStringLiteral("too fast"));
        train->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_started, (std::vector<std::string>{"002"}), 20000);
        const auto spec = readRunSpec(run("002"));
        QVERIFY_RESULT(spec);
        QVERIFY(spec->fork == (ForkReference{id, 1, "too fast"}));
        QCOMPARE(spec->optimizer.learningRate, 2e-5);
        const auto parent = readRunSpec(run(id));
        QVERIFY_RESULT(parent);
        QCOMPARE(spec->phases, parent->phases); // nothing else was touched
        const auto events = readEvents(run(id) / runfile::events);
        QVERIFY_RESULT(events);
        const auto decision = std::find_if(events->begin(), events->end(),
            [](const Event& event) { return std::holds_alternative<event::Decision>(event.body); });
        QVERIFY(decision != events->end());
        QCOMPARE(std::get<event::Decision>(decision->body).decision, std::string("repeat"));
        QTRY_COMPARE(pane()->id(), QStringLiteral("002")); // it comes to be shown, not started yet
        QTRY_COMPARE(pane()->standing(), RunStanding::NotStarted);
        QVERIFY(says(QStringLiteral("adapted from run 001")));
        QTRY_VERIFY(list()->index(0).data().toString().contains(u"adapted"));
        QCOMPARE(list()->index(0).data(RunListModel::StateRole).toInt(), static_cast<int>(RunState::Frozen));
    }

    void goingOnPastAGateThatFailedNeedsAReason()
    {
        RunSpec spec;
        spec.phases = {{"Easy", "", 1, {}, {}}, {"Hard", "", 2, 1e-4, {}}};
        RunHistory history;
        for (const EventBody& body : test::bodiesOf({.verdicts = {"fail"}}))
            history.add({1, 1, 1, body});
        QCOMPARE(lastRepeatablePhase(history, spec), 2);
        QCOMPARE(lastRepeatablePhase(RunHistory(), spec), 0);
        RepeatPanel panel;
        QSignalSpy wanted(&panel, &RepeatPanel::wanted);
        panel.begin(history, spec, 2, 2, {});
        QPushButton* accept = nullptr;
        for (QPushButton* each : panel.findChildren<QPushButton*>())
            if (each->property("primary").toBool())
                accept = each;
        QVERIFY(!accept->isEnabled());
        auto* first = panel.findChildren<QComboBox*>().front();
        first->setCurrentIndex(0);
        emit first->activated(0);
        QVERIFY(accept->isEnabled()); // the phase itself again
        first->setCurrentIndex(1);
        emit first->activated(1);
        for (QLineEdit* each : panel.findChildren<QLineEdit*>()) {
            if (each->accessibleName() == u"Reason")
                each->setText(QStringLiteral("it is small"));
            if (each->accessibleName() == u"Learning rate of Hard")
                each->clear(); // as the run's
            if (each->accessibleName() == u"Learning rate of Easy")
                each->setText(QStringLiteral("1")); // of a phase that is taken over
        }
        accept->click();
        QCOMPARE(wanted.size(), 1);
        const auto changes = wanted.front().front().value<ForkChanges>();
        QCOMPARE(changes.fork.phase, 2);
        QCOMPARE(changes.fork.reason, std::string("it is small"));
        QCOMPARE(changes.settings.size(), std::size_t(1));
        QCOMPARE(changes.settings[0].first, std::string("phases.2.learning_rate"));
        QCOMPARE(QString::fromStdString(changes.settings[0].second).toDouble(), spec.optimizer.learningRate);
    }
};

QTEST_MAIN(TestGatePanel)
#include "testgatepanel.moc"
