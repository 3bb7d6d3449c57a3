// SPDX-License-Identifier: GPL-3.0-or-later
// Scores on the Difficulty page that take work: those of the project's model, and those that are learnt from
// labels.
#include "core/platform/file.h"
#include "core/project/calibrationrecord.h"
#include "core/project/modelscoringwork.h"
#include "core/project/runlaunch.h"
#include "tests/support/testpaths.h"
#include "tests/ui/difficultypagebench.h"
#include "tests/ui/planfixture.h"
#include "tests/ui/widgets.h"
#include "ui/difficulty/calibrationtab.h"
#include "ui/difficulty/difficultypage.h"
#include "ui/difficulty/figurewords.h"
#include "ui/difficulty/modelbox.h"
#include "ui/difficulty/scorertab.h"
#include "ui/difficulty/scorertablemodel.h"
#include "ui/difficulty/testpane.h"
#include "ui/page/command.h"
#include "ui/plot/spreadplot.h"
#include "ui/session/projectsession.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace dankai;
using namespace dankai::ui;

class TestModelScores : public DifficultyPageTest
{
    Q_OBJECT

    // As a person does.
    static void choose(QComboBox* box, int index)
    {
        QVERIFY(index >= 0);
        box->setCurrentIndex(index);
        emit box->activated(index);
    }

    static int indexOf(const QComboBox* box, const char* beginning)
    {
        return box->findText(QString::fromUtf8(beginning), Qt::MatchStartsWith);
    }

private slots:

    void init() { setUp(); }

    void cleanup() { tearDown(); }

    void whatIsLearntFromLabelsStaysWithItsReport()
    {
        openPage();
        showTab(5);
        auto* labels = named<QComboBox>("Learn from");
        QVERIFY(labels != nullptr);
        QTRY_COMPARE(labels->count(), 1);
        QVERIFY(labels->itemText(0).contains(QStringLiteral("270 label")));
        QVERIFY(isSaid("Nothing was learnt yet"));
        box("Also count what a model makes of the examples")->setChecked(false);
        box("Show what more labels would bring")->setChecked(true);
        QAction* calibrate = commandOf(m_page.get(), QStringLiteral("difficulty.calibrate"));
        QTRY_VERIFY(calibrate->isEnabled());
        calibrate->trigger();
        QVERIFY(!calibrate->isEnabled()); // one at a time
        auto* figures = named<QTableWidget>("How good the calibration is");
        QTRY_VERIFY_WITH_TIMEOUT(figures->isVisible(), patienceMs);
        QVERIFY(calibrate->isEnabled());
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        const auto last = lastCalibration(*project);
        QVERIFY_RESULT(last);
        QVERIFY(last->has_value());
        QCOMPARE((*last)->learntFrom, std::string("imported"));
        QCOMPARE((*last)->withModel, std::uint64_t(0));
        QVERIFY((*last)->curve.size() >= 3);
        const auto shown = [&] {
            QTRY_VERIFY(figures->isVisible());
            QVERIFY(isSaid("Learnt from 270 label"));
            QCOMPARE(figures->rowCount(), 4);
            QCOMPARE(figures->item(0, 1)->text(), scoreWord((*last)->quality.auc.estimate));
            QVERIFY(figures->item(0, 2)->text().contains(QStringLiteral("–")));
            QCOMPARE(
                named<QTableWidget>("Levels of the labels")->rowCount(), (*last)->quality.levels.count());
            auto* curve = m_page->findChild<SpreadPlot*>();
            QVERIFY(curve->isVisible());
            QCOMPARE(curve->graph()->dataCount(), static_cast<int>((*last)->curve.size()));
            QVERIFY(
                isSaid((*last)->quality.doubts.empty() ? "Nothing speaks against" : "Not to be trusted yet"));
        };
        shown();
        // The other tabs know the new scorer, and another window shows the same report.
        showTab(0);
        QTRY_VERIFY(model()->rowOf(calibratedScorer) >= 0);
        QCOMPARE(cell(calibratedScorer, ScorerTableModel::ScoredColumn), QStringLiteral("300"));
        m_page.reset();
        m_session.reset();
        openPage();
        showTab(5);
        figures = named<QTableWidget>("How good the calibration is");
        shown();
    }

    void labelsThatDoNotDoSayWhy()
    {
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project);
            std::vector<Score> few;
            for (int i = 1; i <= 5; ++i)
                few.push_back({ExampleId(i), 1, i, {}, {}, 0, 0, 0});
            QVERIFY_RESULT(project->scores().add("judge:few", 1, few));
        }
        openPage();
        showTab(5);
        auto* labels = named<QComboBox>("Learn from");
        QTRY_COMPARE(labels->count(), 2);
        QAction* calibrate = commandOf(m_page.get(), QStringLiteral("difficulty.calibrate"));
        QTRY_VERIFY(calibrate->isEnabled()); // the first that can be learnt from is chosen
        QCOMPARE(labels->currentData().toString(), QStringLiteral("imported"));
        const int judge = labels->findData(QStringLiteral("judge:few"));
        labels->setCurrentIndex(judge);
        emit labels->activated(judge);
        QVERIFY(isSaid("There are 5 labels; a calibration needs at least 20"));
        QVERIFY(!calibrate->isEnabled());
    }

    void learningIsCancelled()
    {
        openPage();
        showTab(5);
        QTRY_COMPARE(named<QComboBox>("Learn from")->count(), 1);
        box("Also count what a model makes of the examples")->setChecked(false);
        box("Show what more labels would bring")->setChecked(true);
        QAction* calibrate = commandOf(m_page.get(), QStringLiteral("difficulty.calibrate"));
        QTRY_VERIFY(calibrate->isEnabled());
        calibrate->trigger();
        QVERIFY(button("Cancel") != nullptr);
        button("Cancel")->click();
        QTRY_VERIFY_WITH_TIMEOUT(calibrate->isEnabled(), patienceMs);
        QVERIFY(isSaid("Nothing was learnt yet"));
        QCOMPARE(scoredBy(calibratedScorer), std::uint64_t(0));
    }

#ifdef DANKAI_HAS_ENGINE
    void theProjectsModelScores()
    {
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        auto* by = named<QComboBox>("Score the examples by");
        for (const char* scorer :
            {"nll", "loss", "token_error", "perplexity", "ifd", "ifd_loss", "ask_answer", "local_judge"})
            QVERIFY2(by->findData(QString::fromLatin1(scorer)) >= 0, scorer);
        by->setCurrentIndex(by->findData(QStringLiteral("ifd")));
        QVERIFY(isSaid("reads 300 example(s) twice") || isSaid("reads 300 examples twice"));
        QAction* score = m_page->actions().front();
        QVERIFY(score->isEnabled());
        score->trigger();
        QVERIFY(measuringBar()->isVisible());
        QVERIFY(!score->isEnabled());
        by->setCurrentIndex(by->findData(QStringLiteral("length")));
        QVERIFY(score->isEnabled()); // what needs no model need not wait
        QTRY_VERIFY_WITH_TIMEOUT(!measuringBar()->isVisible(), patienceMs);
        QTRY_VERIFY(model()->rowOf("ifd") >= 0);
        QCOMPARE(cell("ifd", ScorerTableModel::ScoredColumn), QStringLiteral("300"));
        QVERIFY(!hasJobs());
        by->setCurrentIndex(by->findData(QStringLiteral("ifd")));
        QTRY_VERIFY(isSaid("looked at every example already"));
    }

    // As a window that is closed leaves it: the engine goes on, and the next window takes over what it
    // measured.
    void aClosedWindowLosesNothing()
    {
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        auto* by = named<QComboBox>("Score the examples by");
        by->setCurrentIndex(by->findData(QStringLiteral("loss")));
        m_page->actions().front()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(hasJobs(), patienceMs);
        m_page.reset();
        m_session.reset();
        const std::filesystem::path job = folder() / "jobs" / "scores-001";
        QVERIFY(std::filesystem::exists(job));
        QTRY_VERIFY_WITH_TIMEOUT(!engineOf(job), patienceMs);
        QCOMPARE(scoredBy("loss"), std::uint64_t(0));
        openPage();
        QTRY_VERIFY_WITH_TIMEOUT(model()->rowOf("loss") >= 0, patienceMs);
        QCOMPARE(cell("loss", ScorerTableModel::ScoredColumn), QStringLiteral("300"));
        QVERIFY(!hasJobs());
    }

    // What the model has not looked at yet is measured first, and a stop keeps what it has.
    void calibratingMeasuresFirst()
    {
        openPage();
        showTab(5);
        QTRY_COMPARE(named<QComboBox>("Learn from")->count(), 1);
        QAction* calibrate = commandOf(m_page.get(), QStringLiteral("difficulty.calibrate"));
        QTRY_VERIFY(calibrate->isEnabled());
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        calibrate->trigger();
        QVERIFY(measuringBar()->isVisible());
        button("Cancel")->click(); // before there is an engine: it is asked as soon as there is
        QTRY_VERIFY_WITH_TIMEOUT(!measuringBar()->isVisible(), patienceMs);
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY(noticed[0][0].toString().contains(QStringLiteral("starting again goes on")));
        QVERIFY(!hasJobs());
        QCOMPARE(scoredBy(calibratedScorer), std::uint64_t(0));
        QVERIFY(scoredBy("nll") < 300);

        QTRY_VERIFY(calibrate->isEnabled());
        calibrate->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(isSaid("The model's view counts for 300 of them"), patienceMs);
        QVERIFY(isSaid("its inner states for 300"));
        QCOMPARE(scoredBy("nll"), std::uint64_t(300));
        QCOMPARE(scoredBy(calibratedScorer), std::uint64_t(300));
        QVERIFY(!hasJobs());
    }

    void aJobOfTheCommandLineIsFollowed()
    {
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project);
            ModelScoringRequest request;
            request.scorers = {"loss"};
            QVERIFY_RESULT(beginModelScoring(*project, request));
        }
        m_session->refresh(); // which what it stores brings about
        QTRY_VERIFY_WITH_TIMEOUT(model()->rowOf("loss") >= 0, patienceMs);
        QCOMPARE(cell("loss", ScorerTableModel::ScoredColumn), QStringLiteral("300"));
        QTRY_VERIFY(!hasJobs());
    }

    // Questions of a file are answered by the model before training, in a job that outlives the window, and
    // counted level by level.
    void testQuestionsAreAnswered()
    {
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project);
            Plan plan;
            plan.name = "main";
            plan.scorer = "imported";
            plan.rule = {RuleKind::Thresholds, 2, {2.5}};
            plan.phases = defaultPhases(2);
            QVERIFY_RESULT(project->plans().save(plan));
        }
        openPage();
        showTab(2);
        QTRY_VERIFY(isSaid("Test questions that people wrote"));
        auto* pane = m_page->findChild<TestPane*>();
        auto* levels = named<QTableWidget>("What the model answers right of each level");
        QVERIFY(!levels->isVisible());
        const std::filesystem::path file = m_folder->path().toStdString() + "/questions.csv";
        QVERIFY_RESULT(writeFileAtomically(file, "question,answer,level\nWhat?,xyzzy,0\n"));
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        pane->ask(QString::fromStdString(file.string()));
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY(noticed[0][0].toString().contains(QStringLiteral("'0' is no level")));
        QVERIFY_RESULT(writeFileAtomically(
            file, "question,answer,level\nWhat?,xyzzy,1\nWho?,xyzzy,1\nWhy?,xyzzy,hard\n"));
        pane->ask(QString::fromStdString(file.string()));
        QTRY_VERIFY_WITH_TIMEOUT(isSaid("The answers stand on the Compare page"), patienceMs);
        QCOMPARE(levels->rowCount(), 2);
        QCOMPARE(levels->item(0, 1)->text(), QStringLiteral("2"));
        QCOMPARE(levels->item(1, 0)->text(), QStringLiteral("3"));
        QCOMPARE(levels->item(1, 3)->text(), QStringLiteral("0 %"));
        QVERIFY(isSaid("none of the 3 test questions"));
        QVERIFY(button("Choose test questions…")->isEnabled());
        QCOMPARE(noticed.size(), 1);
        // Another window shows them too.
        m_page.reset();
        m_session.reset();
        openPage();
        showTab(2);
        QTRY_VERIFY(isSaid("none of the 3 test questions"));
    }

    // One that stands on the disk, or was chosen by hand, beside the project's: on both tabs, and next time
    // too.
    void anotherModelMeasures()
    {
        const std::filesystem::path places = m_folder->path().toStdString() + "/models";
        const std::filesystem::path byHand = m_folder->path().toStdString() + "/by hand";
        QVERIFY_RESULT(test::writeTinyModel(places / "elsewhere", {.seed = 7}));
        QVERIFY_RESULT(test::writeTinyModel(byHand, {.seed = 8}));
        QSettings settings(m_folder->filePath(QStringLiteral("own.ini")), QSettings::IniFormat);
        const auto open = [&] {
            openPage();
            m_page->setModelPlaces([places] {
                ModelPlaces own;
                own.own = {places};
                return own;
            });
            m_page->restoreState(settings);
        };
        open();
        QTRY_COMPARE(model()->rowCount(), 1);
        auto* by = named<QComboBox>("Score the examples by");
        auto* with = m_page->findChild<ScorerTab*>()->findChild<ModelBox*>();
        QVERIFY(!with->isVisible()); // a text needs none
        choose(by, by->findData(QStringLiteral("loss")));
        QVERIFY(with->isVisible());
        QCOMPARE(with->currentText(), QStringLiteral("The project's model"));
        QTRY_VERIFY(indexOf(with, "elsewhere") > 0);
        choose(with, indexOf(with, "elsewhere"));
        QVERIFY(isSaid("elsewhere reads 300 example(s) once"));
        QVERIFY(isSaid("under its name"));
        QAction* score = m_page->actions().front();
        QTRY_VERIFY(score->isEnabled());
        score->trigger();
        QVERIFY(measuringBar()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!measuringBar()->isVisible(), patienceMs);
        QTRY_VERIFY(model()->rowOf("loss:elsewhere") >= 0);
        QCOMPARE(cell("loss:elsewhere", ScorerTableModel::ScoredColumn), QStringLiteral("300"));
        QCOMPARE(scoredBy("loss"), std::uint64_t(0));
        QTRY_VERIFY(isSaid("looked at every example already")); // by the name that it got
        choose(with, 0);
        QVERIFY(isSaid("Needs the project's model, which reads 300 example(s) once"));
        choose(with, indexOf(with, "elsewhere"));

        // The same choice on the other tab, and for the next window.
        m_page->saveState(settings);
        m_page.reset();
        m_session.reset();
        open();
        showTab(5);
        for (const ModelBox* box : m_page->findChildren<ModelBox*>())
            QTRY_VERIFY(box->currentText().startsWith(QStringLiteral("elsewhere")));
        QTRY_COMPARE(named<QComboBox>("Learn from")->count(), 1);
        QAction* calibrate = commandOf(m_page.get(), QStringLiteral("difficulty.calibrate"));
        QTRY_VERIFY(calibrate->isEnabled());
        calibrate->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(
            isSaid("The view of the model elsewhere counts for 300 of them, its inner states for 300"),
            patienceMs);
        QCOMPARE(scoredBy("nll:elsewhere"), std::uint64_t(300));
        QCOMPARE(scoredBy("nll"), std::uint64_t(0));
        QVERIFY(!hasJobs());

        // By hand: what is no model is refused and changes nothing.
        auto* box = m_page->findChild<CalibrationTab*>()->findChild<ModelBox*>();
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        const auto chooseFolder = [&](const std::filesystem::path& path) {
            choose(box, indexOf(box, "Choose a model folder"));
            auto* dialog = box->findChild<QFileDialog*>();
            QVERIFY(dialog != nullptr);
            emit dialog->fileSelected(QString::fromStdString(path.string()));
            delete dialog;
        };
        chooseFolder(places);
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY(box->currentText().startsWith(QStringLiteral("elsewhere")));
        chooseFolder(byHand);
        QTRY_VERIFY(box->currentText().startsWith(QStringLiteral("by hand")));
        chooseFolder(m_folder->path().toStdString() + "/model"); // the project's own
        QTRY_COMPARE(box->currentText(), QStringLiteral("The project's model"));
        // One that is gone when the next window opens is said, and the project's takes its place.
        choose(box, indexOf(box, "elsewhere"));
        m_page->saveState(settings);
        std::filesystem::remove_all(places / "elsewhere");
        m_page.reset();
        m_session.reset();
        openPage();
        QSignalSpy gone(m_page.get(), &Page::noticed);
        m_page->restoreState(settings);
        showTab(5);
        QTRY_COMPARE(gone.size(), 1);
        QVERIFY(gone[0][0].toString().contains(QStringLiteral("elsewhere is not there any more")));
        QCOMPARE(m_page->findChild<CalibrationTab*>()->findChild<ModelBox*>()->currentText(),
            QStringLiteral("The project's model"));
    }

    void aModelThatIsGoneIsAReason()
    {
        std::filesystem::remove_all(m_folder->path().toStdString() + "/model");
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        auto* by = named<QComboBox>("Score the examples by");
        by->setCurrentIndex(by->findData(QStringLiteral("loss")));
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        m_page->actions().front()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(noticed.size() >= 1, patienceMs);
        QVERIFY2(
            noticed[0][0].toString().contains(QStringLiteral("model")), qPrintable(noticed[0][0].toString()));
        QTRY_VERIFY(!measuringBar()->isVisible());
        QVERIFY(!hasJobs());
    }
#endif
};

QTEST_MAIN(TestModelScores)
#include "testmodelscores.moc"
