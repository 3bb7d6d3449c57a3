// SPDX-License-Identifier: GPL-3.0-or-later
// The Difficulty page on a real project: scorers in figures, scoring, agreement and validity.
#include "core/project/reviewstore.h"
#include "tests/support/chatserver.h"
#include "tests/support/testpaths.h"
#include "tests/ui/difficultypagebench.h"
#include "tests/ui/planfixture.h"
#include "tests/ui/widgets.h"
#include "ui/difficulty/difficultypage.h"
#include "ui/difficulty/scorertab.h"
#include "ui/difficulty/scorertablemodel.h"
#include "ui/page/command.h"
#include "ui/review/reviewpane.h"
#include "ui/session/projectsession.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

#include <algorithm>

using namespace dankai;
using namespace dankai::ui;

class TestDifficultyPage : public DifficultyPageTest
{
    Q_OBJECT

private slots:

    void init() { setUp(); }

    void cleanup() { tearDown(); }

    void scorersStandInFigures()
    {
        openPage();
        const QAbstractItemModelTester tester(
            model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model()->rowCount(), 1);
        QCOMPARE(cell("imported", ScorerTableModel::ScoredColumn), QStringLiteral("270"));
        QCOMPARE(cell("imported", ScorerTableModel::MissingColumn), QStringLiteral("30"));
        QVERIFY(cell("imported", ScorerTableModel::RangeColumn).endsWith(u" – 4.75"));
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
        auto* right = named<QTableWidget>("What the untrained model gets right by phase");
        QVERIFY(!right->isVisible());
        QVERIFY(isSaid("token_error"));
        addScores("token_error", [](int, double imported) { return imported < 2.5 ? 0.25 : 0.5; });
        m_session->refresh();
        QTRY_VERIFY(right->isVisible());
        QCOMPARE(right->item(0, 2)->text(), QStringLiteral("75 %"));
        QCOMPARE(right->item(1, 2)->text(), QStringLiteral("50 %"));
        QVERIFY(right->item(1, 4)->text().contains(QStringLiteral("harder")));
        QVERIFY(isSaid("gets fewer tokens right in every phase"));
        QVERIFY(isSaid("The phases do not get harder for this model")); // the loss says so still
    }

    // What the loss calls harder and what the model gets right contradict one another: nobody says "harder".
    void accuracyMayContradictTheLoss()
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
        addScores("loss", [](int row, double imported) { return imported + 0.1 * (row % 2); });
        openPage();
        showTab(2);
        QTRY_VERIFY(isSaid("The phases get harder for this model"));
        addScores("token_error", [](int, double imported) { return imported < 2.5 ? 0.5 : 0.25; });
        m_session->refresh();
        QTRY_VERIFY(isSaid("The phases do not get harder for this model"));
        QVERIFY(isSaid("By this measure the later phase is the easier one"));
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
        // The first tab reads it when somebody looks, and not before.
        QTRY_VERIFY(std::ranges::find(m_session->figures().scorers, "judge:judge-1", &ScorerFigures::scorer)
            != m_session->figures().scorers.end());
        QVERIFY(model()->rowOf("judge:judge-1") < 0);
        showTab(0);
        QTRY_VERIFY(model()->rowOf("judge:judge-1") >= 0);
        showTab(3);
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
