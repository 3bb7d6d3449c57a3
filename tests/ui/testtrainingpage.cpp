// SPDX-License-Identifier: GPL-3.0-or-later
// The Training page on a real project with runs frozen as any run is, and a fake engine in a process of its
// own that replays a record: live, killed, stopped, waiting at a gate; and what comes of it years later.
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/platform/process.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "tests/support/runscript.h"
#include "tests/support/testpaths.h"
#include "tests/support/trainingproject.h"
#include "tests/ui/widgets.h"
#include "ui/plot/curveplot.h"
#include "ui/style/theme.h"
#include "ui/training/checklist.h"
#include "ui/training/gatepanel.h"
#include "ui/training/repeatpanel.h"
#include "ui/training/runcurves.h"
#include "ui/training/rundocuments.h"
#include "ui/training/runform.h"
#include "ui/training/runlistmodel.h"
#include "ui/training/runpane.h"
#include "ui/training/runplots.h"
#include "ui/training/settingpicker.h"
#include "ui/training/startpanel.h"
#include "ui/training/trainingpage.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>

using namespace dankai;
using namespace dankai::ui;

class TestTrainingPage : public QObject
{
    Q_OBJECT

    std::optional<test::TrainingProject> m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<RunWatch> m_watch;
    std::unique_ptr<TrainingPage> m_page;
    std::vector<std::string> m_started; // by the page

    std::filesystem::path folder() const { return m_project->folder(); }

    std::filesystem::path run(const std::string& id) const { return m_project->run(id); }

    std::string freeze(Arm arm = Arm::Phased) { return m_project->freeze(arm); }

    void startEngine(const std::string& id, const test::RunScript& told)
    {
        QVERIFY_RESULT(m_project->startEngine(id, told));
    }

    std::optional<ChildProcess>& engine() { return m_project->engine; }

    RunPane* pane() const { return m_page->runPane(); }

    RunListModel* list() const { return m_page->findChild<RunListModel*>(); }

    // What can be read on the page now.
    bool says(const QString& words) const { return test::saysSomewhere(*m_page, words); }

    QPushButton* button(const QString& text) const
    {
        for (QPushButton* button : m_page->findChildren<QPushButton*>())
            if (test::isShownIn(button, *m_page) && button->text() == text)
                return button;
        return nullptr;
    }

    QAction* action(const QString& text) const
    {
        for (QAction* action : m_page->actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }

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
        for (QPushButton* each : pane()->findChild<GatePanel*>()->findChildren<QPushButton*>())
            if (each->text() == text && test::isShownIn(each, *pane()->findChild<GatePanel*>()))
                return each;
        return nullptr;
    }

    void openPage()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_watch = std::make_unique<RunWatch>(*m_session);
        m_page = std::make_unique<TrainingPage>(
            *m_session, *m_watch, [this](Project&, const std::string& id, QueuePlace) -> Result<> {
                m_started.push_back(id);
                return {};
            });
        m_page->resize(1100, 620);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        QTRY_VERIFY(m_session->isOpen());
    }

private slots:

    void init()
    {
        m_project.emplace();
        m_started.clear();
        QVERIFY_RESULT(m_project->make());
    }

    void cleanup()
    {
        m_page.reset();
        m_watch.reset();
        m_session.reset();
        m_project.reset(); // kills its engine
    }

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

    void aFinishedRunIsARecordWithItsCurveGatesAnswersAndSettings()
    {
        const std::string id = freeze();
        QVERIFY_RESULT(test::writeRunScript(run(id) / runfile::events, {.verdicts = {"pass", "undecided"}}));
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(refreshRun(*project, id));
        }
        openPage();
        QTRY_COMPARE(pane()->standing(), RunStanding::Finished);
        QVERIFY(says(QStringLiteral("Recorded")));
        QVERIFY(says(QStringLiteral("plan main v1 › run 001 › phase 2")));
        QCOMPARE(pane()->history().steps().size(), std::size_t(8));
        QTRY_COMPARE(pane()->curves()->plots()->heldOutPlot()->drawnPoints(), 6); // two sets, three models
        QTRY_COMPARE(pane()->curves()->plots()->lossPlot()->drawnPoints(), 16); // raw and smoothed
        const auto documents = pane()->findChildren<QTextBrowser*>();
        QString read;
        for (const QTextBrowser* browser : documents)
            read += browser->toPlainText();
        QVERIFY(read.contains(u"✓ PASS"));
        QVERIFY(read.contains(u"◐ UNDECIDED"));
        QVERIFY(read.contains(u"n = 12"));
        QVERIFY(button(QStringLiteral("Stop and save")) == nullptr);
        QVERIFY(button(QStringLiteral("Resume")) == nullptr);
        // What was frozen, whatever the plan says now.
        QCOMPARE(readRunFacts(run(id))->spec.maxLength, 200);
        QCOMPARE(readRunFacts(run(id))->planned.size(), std::size_t(2));
        QAbstractItemModelTester tester(
            m_page->findChild<RunListModel*>(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void aLiveRunIsFollowedAndIsThereAgainInANewWindow()
    {
        const std::string id = freeze();
        openPage();
        QTRY_COMPARE(pane()->standing(), RunStanding::NotStarted);
        startEngine(id, {.stepsPerPhase = 100, .isFinished = false});
        QTRY_COMPARE(pane()->standing(), RunStanding::Live);
        QVERIFY(says(QStringLiteral("Live")));
        QTRY_VERIFY(pane()->history().steps().size() > 3);
        QTRY_VERIFY(says(QStringLiteral("left")));
        QVERIFY(button(QStringLiteral("Stop and save")) != nullptr);
        m_page.reset(); // the window is closed
        m_watch.reset();
        m_session.reset();
        QVERIFY(!engine()->wait(std::chrono::milliseconds(0)).has_value());
        openPage();
        QTRY_COMPARE(pane()->standing(), RunStanding::Live);
        QTRY_COMPARE_WITH_TIMEOUT(pane()->history().steps().size(), std::size_t(200), 20000);
        QCOMPARE(pane()->history().steps().step.front(), 1.0);
    }

    void anEngineThatHangsBeforeItsFirstWordIsToldOfAndCanBeStopped()
    {
        const std::string id = freeze();
        {
            auto project = Project::open(folder());
            auto record = project->runs().run(id);
            record->state = RunState::Queued; // a worker has taken it
            QVERIFY_RESULT(project->runs().update(*record));
        }
        QVERIFY_RESULT(m_project->startSilentEngine(id));
        const std::filesystem::path start = run(id) / engineStartFile;
        openPage();
        QTRY_COMPARE(pane()->standing(), RunStanding::Starting);
        QVERIFY(says(QStringLiteral("Starting the engine")));
        QVERIFY(!says(QStringLiteral("has said nothing yet"))); // which is usual so soon

        std::filesystem::last_write_time(
            start, std::filesystem::last_write_time(start) - std::chrono::seconds(95));
        m_page.reset();
        m_watch.reset();
        openPage(); // another day
        QTRY_VERIFY(says(QStringLiteral("The engine was started 2 min ago and has said nothing yet")));
        QVERIFY(says(QString::fromStdString((run(id) / runfile::log).string())));
        QPushButton* stop = button(QStringLiteral("Stop and save"));
        QVERIFY(stop != nullptr && stop->isEnabled());
        stop->click();
        QTRY_VERIFY(engine()->wait(std::chrono::milliseconds(0)).has_value());
        QTRY_COMPARE(pane()->standing(), RunStanding::NotStarted);
        QVERIFY(button(QStringLiteral("Start training")) != nullptr);
        QCOMPARE(Project::open(folder())->runs().run(id)->state, RunState::Frozen);
        // One that dies of itself has failed.
        {
            auto project = Project::open(folder());
            auto record = project->runs().run(id);
            record->state = RunState::Queued;
            QVERIFY_RESULT(project->runs().update(*record));
        }
        QVERIFY_RESULT(m_project->startSilentEngine(id));
        QTRY_COMPARE(pane()->standing(), RunStanding::Starting);
        QVERIFY_RESULT(sendSignal(engine()->id(), ProcessSignal::Kill));
        QTRY_COMPARE(pane()->standing(), RunStanding::Dead);
        QVERIFY(button(QStringLiteral("Resume")) != nullptr);
    }

    void aKilledEngineIsToldAndResumeIsOffered()
    {
        const std::string id = freeze();
        startEngine(id, {.stepsPerPhase = 3, .isFinished = false});
        openPage();
        QTRY_COMPARE(pane()->history().steps().size(), std::size_t(6));
        QCOMPARE(pane()->standing(), RunStanding::Live);
        QVERIFY_RESULT(sendSignal(engine()->id(), ProcessSignal::Kill));
        engine()->wait();
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::Dead, 10000);
        QVERIFY(says(QStringLiteral("The engine ended without a word")));
        QVERIFY(says(QStringLiteral("Saved up to step 4")));
        QVERIFY(says(QStringLiteral("Recorded")));
        QPushButton* resume = button(QStringLiteral("Resume"));
        QVERIFY(resume != nullptr);
        resume->click();
        QTRY_COMPARE(m_started, std::vector<std::string>{id});
        // The next engine goes on after step 4: what came later does not count any more.
        startEngine(id, {.stepsPerPhase = 3});
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::Finished, 10000);
        QCOMPARE(pane()->history().steps().step, (std::vector<double>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(pane()->history().attempts(), 2);
    }

    void stoppingIsAskedOfTheEngineAndRecorded()
    {
        const std::string id = freeze();
        startEngine(id, {.stepsPerPhase = 2000, .isFinished = false});
        openPage();
        QTRY_VERIFY(pane()->history().steps().size() > 2);
        action(QStringLiteral("Stop and save"))->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::Stopped, 10000);
        QVERIFY(button(QStringLiteral("Resume")) != nullptr);
        const auto events = readEvents(run(id) / runfile::events);
        QVERIFY_RESULT(events);
        bool isRecorded = false;
        for (const Event& event : *events)
            if (const auto* decision = std::get_if<event::Decision>(&event.body))
                isRecorded = decision->reason == "dankai-workbench";
        QVERIFY(isRecorded);
    }

    void cancellingAsksFirst()
    {
        const std::string id = freeze();
        startEngine(id, {.stepsPerPhase = 2000, .isFinished = false});
        openPage();
        QTRY_VERIFY(pane()->history().steps().size() > 2);
        action(QStringLiteral("Cancel the training"))->trigger();
        QVERIFY(says(QStringLiteral("Cancel the training at once?")));
        button(QStringLiteral("Keep training"))->click();
        QVERIFY(!says(QStringLiteral("at once?")));
        QCOMPARE(pane()->standing(), RunStanding::Live);
        action(QStringLiteral("Cancel the training"))->trigger();
        for (QPushButton* each : pane()->findChildren<QPushButton*>())
            if (test::isShownIn(each, *m_page) && each->text() == u"Cancel the training"
                && each->parentWidget()->layout()->indexOf(button(QStringLiteral("Keep training"))) >= 0)
                each->click();
        QTRY_COMPARE_WITH_TIMEOUT(pane()->standing(), RunStanding::Dead, 10000);
        QVERIFY(button(QStringLiteral("Resume")) != nullptr);
    }

    void theEvidenceHasRoomBesideTheCurvesOfASmallWindow()
    {
        const std::string id = freeze();
        QVERIFY_RESULT(test::writeRunScript(m_project->run(id) / runfile::events, {}));
        openPage();
        QTRY_COMPARE(pane()->standing(), RunStanding::Finished);
        m_page->resize(1080, 600); // 1280 without the rail
        QApplication::processEvents();
        QVERIFY2(pane()->findChild<GatePanel*>()->parentWidget()->width() >= 340,
            qPrintable(QString::number(pane()->findChild<GatePanel*>()->parentWidget()->width())));
        QVERIFY(pane()->curves()->width() >= 340);
        // Runs of one plan are told apart.
        const QString when = list()->index(0).data(RunListModel::WhenLineRole).toString();
        QVERIFY2(when.contains(QStringLiteral("2 step")), qPrintable(when));
    }

    // A record that tells the memory, too, must not make the window wider than a small screen.
    void everyPlotHasRoomBesideTheEvidence()
    {
        RunHistory history;
        Event event;
        event.body = event::Resources{1, 3'000'000'000, {}, {}, {}};
        history.add(event);
        RunPlots plots;
        plots.resize(420, 560);
        plots.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plots));
        plots.setRun(&history, {}, 10);
        QApplication::processEvents();
        QVERIFY2(plots.minimumSizeHint().width() <= 420,
            qPrintable(QString::number(plots.minimumSizeHint().width())));
        QCOMPARE(plots.width(), 420);
        int seen = 0;
        for (const CurvePlot* plot : plots.findChildren<CurvePlot*>()) {
            if (plot->isHidden())
                continue;
            ++seen;
            QVERIFY2(plot->width() >= 150, qPrintable(plot->accessibleName()));
        }
        QCOMPARE(seen, 6); // two large ones and four small ones
    }

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
        QPushButton* goOn = nullptr;
        QPushButton* stop = nullptr;
        for (QPushButton* each : gates->findChildren<QPushButton*>()) {
            if (each->text() == u"Go on to the next phase")
                goOn = each;
            if (each->text() == u"Stop the run here")
                stop = each;
        }
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
        for (QPushButton* each : pane()->findChild<GatePanel*>()->findChildren<QPushButton*>())
            if (each->text() == u"Stop the run here")
                each->click();
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

    void aRecordOfNonsenseIsASentence()
    {
        const std::string id = freeze();
        std::ofstream(run(id) / runfile::events) << std::string("\0\xff what is this\n{]\n", 18);
        openPage();
        QTRY_COMPARE(pane()->standing(), RunStanding::Unreadable);
        QVERIFY(says(QStringLiteral("events.jsonl:1")));
    }

    void aRunWhoseSettingsAreGoneIsASentence()
    {
        const std::string id = freeze();
        std::filesystem::remove(run(id) / runfile::spec);
        openPage();
        QTRY_COMPARE(pane()->standing(), RunStanding::Unreadable);
        QVERIFY(says(QStringLiteral("run.yaml")));
    }

    void anEngineThatCouldNotBeginIsToldWithItsOwnWords()
    {
        const std::string id = freeze();
        {
            auto project = Project::open(folder());
            auto record = project->runs().run(id);
            record->state = RunState::Queued; // and nothing waits: its worker has come and gone
            QVERIFY_RESULT(project->runs().update(*record));
            std::ofstream(run(id) / runfile::log) << "[2026-01-01] [engine] [error] the model is not there\n";
        }
        openPage();
        QTRY_COMPARE(pane()->standing(), RunStanding::Dead);
        QTRY_VERIFY(says(QStringLiteral("the model is not there")));
        QVERIFY(button(QStringLiteral("Resume")) != nullptr);
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

    void curvesAreSavedAsPictureAndTable()
    {
        const std::string id = freeze();
        QVERIFY_RESULT(test::writeRunScript(run(id) / runfile::events, {}));
        openPage();
        QTRY_COMPARE(pane()->history().steps().size(), std::size_t(8));
        const QString picture = m_project->temporary.filePath(QStringLiteral("curves.png"));
        QCOMPARE(pane()->curves()->savePicture(picture), QString());
        const QImage image(picture);
        QCOMPARE(image.size(), pane()->curves()->plots()->size() * 2);
        const QString table = m_project->temporary.filePath(QStringLiteral("curves.csv"));
        QCOMPARE(pane()->curves()->saveTable(table), QString());
        QFile file(table);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 10); // a header, before training, eight steps
        QVERIFY(pane()
                    ->curves()
                    ->saveTable(m_project->temporary.filePath(QStringLiteral("none/curves.csv")))
                    .contains(u"none/curves.csv"));
    }

    void aSecondRunIsDrawnUnderTheFirst()
    {
        const std::string phased = freeze();
        const std::string oneOff = freeze(Arm::OneOff);
        QVERIFY_RESULT(test::writeRunScript(run(phased) / runfile::events, {}));
        QVERIFY_RESULT(
            test::writeRunScript(run(oneOff) / runfile::events, {.phases = 1, .stepsPerPhase = 8}));
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(refreshRun(*project, phased));
            QVERIFY_RESULT(refreshRun(*project, oneOff));
        }
        openPage();
        QTRY_COMPARE(list()->rowCount(), 2);
        m_page->openRun(QString::fromStdString(phased));
        QTRY_COMPARE(pane()->history().steps().size(), std::size_t(8));
        QTRY_COMPARE(pane()->curves()->plots()->lossPlot()->drawnPoints(), 16);
        for (QComboBox* box : pane()->findChildren<QComboBox*>()) {
            const int other = box->findData(QString::fromStdString(oneOff));
            if (other < 0)
                continue;
            box->setCurrentIndex(other);
            emit box->activated(other);
        }
        QTRY_COMPARE(pane()->curves()->plots()->lossPlot()->drawnPoints(), 24);
    }

    void textFromOutsideStaysText()
    {
        RunHistory history;
        Event event;
        event::Answer answer;
        answer.id = std::to_string(1);
        answer.checkpoint = "base";
        answer.text = "<img src=x> & <b>bold</b>";
        event.body = answer;
        history.add(event);
        RunRow prompt;
        prompt.id = std::to_string(1);
        prompt.messages = {{"user", "<script>?"}};
        const QString html = answersDocument(history, {prompt}, lightTheme());
        QVERIFY(html.contains(u"&lt;img src=x&gt; &amp; &lt;b&gt;"));
        QVERIFY(!html.contains(u"<script>"));
    }
};

QTEST_MAIN(TestTrainingPage)
#include "testtrainingpage.moc"
