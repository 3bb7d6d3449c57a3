// SPDX-License-Identifier: GPL-3.0-or-later
// A run on the Training page: live, killed, hung, stopped, and what its record shows years later.
#include "core/protocol/eventlog.h"
#include "tests/support/runscript.h"
#include "tests/ui/trainingpagebench.h"
#include "ui/plot/curveplot.h"
#include "ui/style/theme.h"
#include "ui/training/gatepanel.h"
#include "ui/training/runcurves.h"
#include "ui/training/rundocuments.h"
#include "ui/training/runplots.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLayout>
#include <QPushButton>
#include <QTextBrowser>

#include <fstream>

using namespace dankai;
using namespace dankai::ui;

class TestTrainingPage : public TrainingPageTest
{
    Q_OBJECT

private slots:

    void init() { setUp(); }

    void cleanup() { tearDown(); }

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
        openPage();
        QTRY_COMPARE(pane()->standing(), RunStanding::Starting);
        QVERIFY(says(QStringLiteral("Starting the engine")));
        QVERIFY(!says(QStringLiteral("has said nothing yet"))); // which is usual so soon

        test::ageEngineStart(run(id), std::chrono::seconds(95));
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
