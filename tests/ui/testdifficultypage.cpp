// SPDX-License-Identifier: GPL-3.0-or-later
// The Difficulty page on a real project: scorers in figures, scoring, agreement and validity.
#include "core/project/calibrationrecord.h"
#include "core/project/modelscoringwork.h"
#include "core/project/reviewstore.h"
#include "core/project/runlaunch.h"
#include "tests/support/chatserver.h"
#include "tests/support/testpaths.h"
#include "tests/ui/planfixture.h"
#include "tests/ui/widgets.h"
#include "ui/difficulty/agreementtab.h"
#include "ui/difficulty/difficultypage.h"
#include "ui/difficulty/figurewords.h"
#include "ui/difficulty/scorerdetail.h"
#include "ui/difficulty/scorertab.h"
#include "ui/difficulty/scorertablemodel.h"
#include "ui/difficulty/validitytab.h"
#include "ui/page/command.h"
#include "ui/page/workbar.h"
#include "ui/plot/spreadplot.h"
#include "ui/review/reviewpane.h"
#include "ui/session/projectsession.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace dankai;
using namespace dankai::ui;

class TestDifficultyPage : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<DifficultyPage> m_page;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

    void openPage()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_page = std::make_unique<DifficultyPage>(*m_session);
        m_page->resize(1100, 600);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        QTRY_VERIFY(m_session->isOpen());
    }

    template <class Widget>
    Widget* named(const char* name) const
    {
        for (Widget* widget : m_page->findChildren<Widget*>())
            if (widget->accessibleName() == QLatin1String(name))
                return widget;
        return nullptr;
    }

    bool isSaid(const char* words) const
    {
        for (const QLabel* label : m_page->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(QString::fromUtf8(words)))
                return true;
        return false;
    }

    // One that can be seen.
    QPushButton* button(const char* text) const
    {
        for (QPushButton* button : m_page->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QString::fromUtf8(text))
                return button;
        return nullptr;
    }

    void type(QLineEdit* field, const std::string& text)
    {
        field->selectAll();
        QTest::keyClicks(field, QString::fromStdString(text));
    }

    ScorerTableModel* model() const { return m_page->findChild<ScorerTableModel*>(); }

    QString cell(const char* scorer, int column) const
    {
        return model()->index(model()->rowOf(scorer), column).data().toString();
    }

    void showTab(int index) { m_page->findChild<QTabWidget*>()->setCurrentIndex(index); }

    void score(const QString& scorer)
    {
        auto* by = named<QComboBox>("Score the examples by");
        by->setCurrentIndex(by->findData(scorer));
        QCOMPARE(by->currentData().toString(), scorer);
        m_page->actions().front()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->findChild<ScorerTab*>()->findChild<WorkBar*>()->isBusy()
                && model()->rowOf(scorer.toStdString()) >= 0,
            20000);
    }

    static constexpr int patienceMs = 120000; // a busy machine starts an engine slowly

    WorkBar* measuringBar() const
    {
        return m_page->findChild<WorkBar*>(QString(), Qt::FindDirectChildrenOnly);
    }

    bool hasJobs() const
    {
        auto project = Project::open(folder());
        return project && !modelScoringJobs(*project).empty();
    }

    QCheckBox* box(const char* text) const
    {
        for (QCheckBox* box : m_page->findChildren<QCheckBox*>())
            if (box->text() == QString::fromUtf8(text))
                return box;
        return nullptr;
    }

    std::uint64_t scoredBy(const std::string& scorer) const
    {
        auto project = Project::open(folder());
        const auto figures = project ? project->scores().figures() : Result<std::vector<ScorerFigures>>();
        if (figures)
            for (const ScorerFigures& one : *figures)
                if (one.scorer == scorer)
                    return one.scored;
        return 0;
    }

    void addScores(const std::string& scorer, const std::function<double(int row, double imported)>& value)
    {
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        const auto columns = project->examples().columns({"imported", {}});
        std::vector<Score> scores;
        for (std::size_t i = 0; i < columns->size(); ++i)
            if (!std::isnan(columns->scores[i]))
                scores.push_back(
                    {columns->ids[i], 1, value(static_cast<int>(i), columns->scores[i]), {}, {}, 0, 0, 0});
        QVERIFY_RESULT(project->scores().add(scorer, 1, scores));
    }

    // Of two teams in turn, the second with the higher scores.
    void importTeams()
    {
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        auto import = project->examples().beginImport("teams.jsonl");
        for (int i = 0; i < 100; ++i) {
            ImportedRow row;
            row.example.instruction = "Team question " + std::to_string(i);
            row.example.response = "Yes.";
            row.example.extra = {{"team", i % 2 == 0 ? "sales" : "returns"}};
            row.example.source = {"teams.jsonl", static_cast<std::uint64_t>(i + 1)};
            row.hash = contentHash(row.example);
            row.score = RowScore{"", i % 2 == 0 ? 1.0 : 4.0};
            QVERIFY_RESULT(import->add(row));
        }
        QVERIFY_RESULT(import->finish());
    }

private slots:

    void init()
    {
        m_folder.emplace();
        QVERIFY_RESULT(test::makeScoredProject(folder()));
    }

    void cleanup()
    {
        m_page.reset();
        m_session.reset();
        m_folder.reset();
    }

    void scorersStandInFigures()
    {
        openPage();
        const QAbstractItemModelTester tester(
            model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model()->rowCount(), 1);
        QCOMPARE(cell("imported", ScorerTableModel::ScoredColumn), QStringLiteral("270"));
        QCOMPARE(cell("imported", ScorerTableModel::MissingColumn), QStringLiteral("30"));
        QCOMPARE(cell("imported", ScorerTableModel::HighestColumn), QStringLiteral("4.75"));
        // The responses were made longer where the scores are higher.
        QTRY_VERIFY(isSaid("go along with the length of the response"));
        auto* table = named<QTableWidget>("What the scores go along with");
        QVERIFY(table != nullptr);
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("Length of the response"));
        QCOMPARE(table->item(0, 1)->text(), QStringLiteral("270"));
        QVERIFY(table->item(0, 3)->text().startsWith(u'+'));
    }

    void scoringNeedsNoModel()
    {
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        score(QStringLiteral("compressed_size"));
        QCOMPARE(cell("compressed_size", ScorerTableModel::ScoredColumn), QStringLiteral("300"));
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        score(QStringLiteral("compressed_size")); // again: there is nothing to do, and it says so
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY(noticed[0][0].toString().contains(QStringLiteral("already")));
        // The chosen scorer is shown, not the newest one.
        QTRY_VERIFY(isSaid("Imported scores"));
        auto* list = named<QTableView>("Scorers");
        list->setCurrentIndex(model()->index(model()->rowOf("compressed_size"), 0));
        QTRY_VERIFY(isSaid("Compressed size of the text"));
    }

    void columnsOfTheFileAreGroups()
    {
        importTeams();
        openPage();
        auto* column = named<QComboBox>("Also by a column of the file");
        QTRY_COMPARE(column->count(), 2);
        column->setCurrentIndex(1);
        emit column->activated(1);
        QTRY_VERIFY(isSaid("team is \"returns\" are scored higher"));
    }

    void agreementIsAMatrix()
    {
        addScores("judge:second", [](int row, double imported) {
            return row % 3 == 0 ? 6 - imported : imported; // a third of it upside down
        });
        openPage();
        showTab(1);
        auto* matrix = named<QTableWidget>("Agreement of every two scorers");
        QVERIFY(matrix != nullptr);
        QTRY_COMPARE(matrix->rowCount(), 2);
        QCOMPARE(matrix->item(0, 1)->text(), matrix->item(1, 0)->text());
        QVERIFY(matrix->item(1, 0)->text().startsWith(u'+'));
        QVERIFY(isSaid("Both scored 270 example(s)") || isSaid("Both scored 270 examples"));
        QVERIFY(isSaid("by chance alone"));
        auto* confusion = named<QTableWidget>("How many examples each puts on which level");
        QCOMPARE(confusion->rowCount(), 3);
        int sum = 0;
        for (int row = 0; row < 3; ++row)
            for (int level = 1; level <= 3; ++level)
                sum += confusion->item(row, level)->text().toInt();
        QCOMPARE(sum, 270);
        auto* levels = named<QComboBox>("Compare on");
        levels->setCurrentIndex(levels->findData(2));
        emit levels->activated(levels->currentIndex());
        QTRY_COMPARE(confusion->rowCount(), 2);
        QCOMPARE(named<QTableWidget>("Thresholds that cut the same shares")->rowCount(), 1);
    }

    void aColumnOfTheFileTellsScorersApart()
    {
        importTeams();
        addScores("judge:same", [](int row, double) { return row / 2 % 2; }); // the same for both teams
        openPage();
        showTab(1);
        auto* column = named<QComboBox>("Hold against a column of the file");
        QTRY_COMPARE(column->count(), 3); // none, and one for each team
        const int returns = column->findText(QStringLiteral("team = returns"));
        QVERIFY(returns > 0);
        column->setCurrentIndex(returns);
        emit column->activated(returns);
        auto* table = named<QTableWidget>("Scorers against the column");
        QTRY_COMPARE(table->rowCount(), 2);
        for (int row = 0; row < 2; ++row) {
            QCOMPARE(table->item(row, 1)->text(), QStringLiteral("100"));
            const bool isImported = table->item(row, 0)->text() == QStringLiteral("Imported scores");
            QCOMPARE(
                table->item(row, 2)->text(), isImported ? QStringLiteral("100 %") : QStringLiteral("50 %"));
        }
        column->setCurrentIndex(0);
        emit column->activated(0);
        QTRY_VERIFY(!table->isVisible());
    }

    void whatIsHardAndPoorIsListed()
    {
        addScores("column:quality", [](int, double imported) { return 6 - imported; });
        openPage();
        QTRY_COMPARE(model()->rowCount(), 2);
        auto* list = named<QTableView>("Scorers");
        list->setCurrentIndex(model()->index(model()->rowOf("imported"), 0));
        auto* quality = named<QComboBox>("Hard and poor by");
        const int index = quality->findData(QStringLiteral("column:quality"));
        QVERIFY(index > 0);
        quality->setCurrentIndex(index);
        emit quality->activated(index);
        QTRY_VERIFY(isSaid("examples are hard by Imported scores"));
        auto* poor = named<QTableWidget>("Examples that are hard and poor");
        QCOMPARE(poor->rowCount(), 10);
        QCOMPARE(poor->item(0, 0)->text(), QStringLiteral("4.75"));
        QCOMPARE(poor->item(0, 1)->text(), QStringLiteral("1.25"));
        QVERIFY(poor->item(0, 2)->text().startsWith(QStringLiteral("Question")));
    }

    void oneScorerSaysThatTwoAreNeeded()
    {
        openPage();
        showTab(1);
        QTRY_VERIFY(isSaid("Two scorers are needed"));
    }

    void phasesThatDoNotGetHarderAreNamed()
    {
        openPage();
        showTab(2);
        QTRY_VERIFY(isSaid("No plan yet"));
        QSignalSpy wanted(m_page.get(), &DifficultyPage::pageWanted);
        button("Go to Phases")->click();
        QCOMPARE(wanted.size(), 1);
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
        m_session->refresh();
        QTRY_VERIFY(isSaid("Not measured yet"));
        addScores("loss", [](int row, double imported) { return 5 - imported + 0.1 * (row % 2); });
        m_session->refresh();
        QTRY_VERIFY(isSaid("The phases do not get harder for this model"));
        auto* table = named<QTableWidget>("Loss of the untrained model by phase");
        QTRY_COMPARE(table->rowCount(), 2);
        QVERIFY(table->item(1, 6)->text().contains(QStringLiteral("easier")));
    }

    // Its keys are the page's commands while it is in front, and an answer reaches the plan that others show.
    void peopleSayHowDifficultExamplesAre()
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
        showTab(4);
        auto* pane = m_page->findChild<ReviewPane*>();
        QTRY_VERIFY(pane->isVisible()
            && test::saysSomewhere(*pane, QStringLiteral("How difficult are the examples?")));
        QVERIFY(commandOf(m_page.get(), QStringLiteral("review.level_1")) != nullptr);
        type(named<QLineEdit>("Your name"), "Aiko");
        QSignalSpy refreshed(m_session.get(), &ProjectSession::changed);
        button("Begin")->click();
        QAction* level = commandOf(m_page.get(), QStringLiteral("review.level_1"));
        QTRY_VERIFY(level->isEnabled() && level->isVisible());
        QCOMPARE(level->shortcut(), QKeySequence(Qt::Key_1));
        level->trigger();
        const auto answers = [this] {
            auto project = Project::open(folder());
            const auto standing
                = project ? project->reviews().standing("main") : Result<std::vector<Review>>();
            return standing ? standing->size() : std::size_t(0);
        };
        QTRY_COMPARE(answers(), std::size_t(1));
        QTRY_VERIFY(!refreshed.empty());
        showTab(0);
        QVERIFY(commandOf(m_page.get(), QStringLiteral("review.level_1")) == nullptr);
    }

    void nothingIsSentBeforeItIsAgreedTo()
    {
        const test::ChatServer server({});
        openPage();
        showTab(3);
        auto* url = named<QLineEdit>("Address");
        auto* model = named<QLineEdit>("Model");
        QVERIFY(url != nullptr && model != nullptr);
        QAction* estimate = m_page->actions().front();
        QTRY_VERIFY(estimate->isEnabled());
        QVERIFY(button("Score 300 examples") == nullptr);
        type(url, "not an address");
        estimate->trigger();
        QTRY_VERIFY(isSaid("✗"));
        type(url, server.url());
        type(model, "judge-1");
        named<QDoubleSpinBox>("Price of a million tokens in")->setValue(2);
        named<QDoubleSpinBox>("Price of a million tokens out")->setValue(8);
        QVERIFY(!isSaid("✗")); // of the address that stood there before
        estimate->trigger();
        QTRY_VERIFY(button("Score 300 examples") != nullptr);
        QVERIFY(button("Try on 20 examples") != nullptr);
        QVERIFY(isSaid("All: 300 calls"));
        QVERIFY(isSaid("USD"));
        QVERIFY(isSaid("Nothing leaves this machine"));
        QCOMPARE(server.calls().size(), std::size_t(0));
        // What was agreed to is what was shown: another model is another sum.
        type(model, "judge-2");
        QVERIFY(button("Score 300 examples") == nullptr);
    }

    void aJudgeIsTriedPausedAndGoneOnWith()
    {
        test::ChatServer::Behaviour behaviour;
        behaviour.seconds = 0.2; // so that there is something to pause
        const test::ChatServer server(behaviour);
        openPage();
        showTab(3);
        QAction* estimate = m_page->actions().front();
        QTRY_VERIFY(estimate->isEnabled());
        type(named<QLineEdit>("Address"), server.url());
        type(named<QLineEdit>("Model"), "judge-1");
        named<QSpinBox>("Calls at once")->setValue(4);
        estimate->trigger();
        QTRY_VERIFY(button("Try on 20 examples") != nullptr);
        button("Try on 20 examples")->click();
        auto* jobs = named<QTableWidget>("Jobs of judges");
        auto* said = named<QTableWidget>("What the judge said");
        QTRY_COMPARE_WITH_TIMEOUT(jobs->rowCount(), 1, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(jobs->item(0, 2)->text().contains(QStringLiteral("done")), 60000);
        QTRY_COMPARE(said->rowCount(), 20);
        QVERIFY(!said->item(0, 0)->text().isEmpty());
        QCOMPARE(jobs->item(0, 3)->text(), QStringLiteral("20 of 20"));
        QTRY_VERIFY(model()->rowOf("judge:judge-1") >= 0); // and the first tab knows it
        QVERIFY(std::filesystem::exists(folder() / "judge.yaml"));

        QTRY_VERIFY(estimate->isEnabled());
        estimate->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(button("Score 280 examples") != nullptr, 20000);
        button("Score 280 examples")->click();
        QTRY_COMPARE_WITH_TIMEOUT(jobs->rowCount(), 2, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(button("Pause") != nullptr, 20000);
        button("Pause")->click();
        QTRY_VERIFY_WITH_TIMEOUT(jobs->item(0, 2)->text().contains(QStringLiteral("paused")), 60000);
        QVERIFY(jobs->item(0, 3)->text() != QStringLiteral("280 of 280"));
        QVERIFY(button("Go on") != nullptr);
        button("Go on")->click();
        QTRY_VERIFY_WITH_TIMEOUT(jobs->item(0, 2)->text().contains(QStringLiteral("done")), 120000);
        QCOMPARE(jobs->item(0, 3)->text(), QStringLiteral("280 of 280"));
        QCOMPARE(jobs->item(0, 4)->text(), QStringLiteral("280")); // nothing was paid twice
        QCOMPARE(server.calls().size(), std::size_t(300));
    }

    void whatIsLearntFromLabelsStaysWithItsReport()
    {
        openPage();
        showTab(5);
        auto* labels = named<QComboBox>("Learn from");
        QVERIFY(labels != nullptr);
        QTRY_COMPARE(labels->count(), 1);
        QVERIFY(labels->itemText(0).contains(QStringLiteral("270 label")));
        QVERIFY(isSaid("Nothing was learnt yet"));
        box("Also count what the project's model makes of the examples")->setChecked(false);
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
        box("Also count what the project's model makes of the examples")->setChecked(false);
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
        for (const char* scorer : {"nll", "loss", "perplexity", "ifd", "ifd_loss", "local_judge"})
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

    void anEmptyProjectSaysWhatToDo()
    {
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "empty";
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(folder(), settings));
        openPage();
        QTRY_VERIFY(isSaid("No examples yet"));
        QVERIFY(!m_page->missing().isEmpty());
    }
};

QTEST_MAIN(TestDifficultyPage)
#include "testdifficultypage.moc"
