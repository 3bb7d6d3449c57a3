// SPDX-License-Identifier: GPL-3.0-or-later
// One tour of the true window with the real engine on the built-in model, as an analyst makes it: import, cut
// by dragging, move an example, train three short phases, read the answers, vote without names.
#include "core/base/json.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/project/demoproject.h"
#include "core/project/newproject.h"
#include "core/project/project.h"
#include "tests/support/testpaths.h"
#include "tests/ui/widgets.h"
#include "ui/comparison/answerspanel.h"
#include "ui/comparison/answertablemodel.h"
#include "ui/comparison/blindvote.h"
#include "ui/comparison/comparisonpage.h"
#include "ui/comparison/votepair.h"
#include "ui/comparison/voteresult.h"
#include "ui/comparison/votesetup.h"
#include "ui/dataset/datapage.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/dataset/importpanel.h"
#include "ui/phase/phaseboard.h"
#include "ui/phase/phasecolumn.h"
#include "ui/phase/phasespage.h"
#include "ui/phase/phaseview.h"
#include "ui/plot/thresholdplot.h"
#include "ui/shell/contextbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/training/runpane.h"
#include "ui/training/startpanel.h"
#include "ui/training/trainingpage.h"

#include <QApplication>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <sstream>

using namespace dankai;
using namespace dankai::ui;
namespace fs = std::filesystem;

constexpr int engineMs = 20 * 60 * 1000; // a busy machine

class TestTour : public QObject
{
    Q_OBJECT

    static constexpr int perLevel = 10;
    QTemporaryDir m_folder;
    std::unique_ptr<PersonalSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    template <class Part>
    Part* part() const
    {
        return m_window->findChild<Part*>();
    }

    // The first rows of each level of the built-in example; the next three are left for the second file.
    void writeFiles()
    {
        const auto files = demoFiles("en");
        QVERIFY_RESULT(files);
        const auto text = readFile(files->examples);
        QVERIFY_RESULT(text);
        std::map<int, int> seen;
        std::string first, second;
        std::istringstream lines(*text);
        for (std::string line; std::getline(lines, line);) {
            const int level = parseJson(line, "demo")->at("level").get<int>();
            const int number = ++seen[level];
            if (number <= perLevel)
                first += line + "\n";
            else if (number == perLevel + 1)
                second += line + "\n";
        }
        QVERIFY_RESULT(writeFileAtomically(at("first.jsonl"), first));
        QVERIFY_RESULT(writeFileAtomically(at("second.jsonl"), second));
    }

private slots:

    void initTestCase()
    {
        if (const auto model = builtInModelFile(); !model)
            QSKIP("The built-in model is not there; packaging/model fetches it.");
        writeFiles();
        ProjectSetup setup;
        setup.project.folder = at("project");
        setup.project.model = *builtInModelFile();
        setup.project.name = "Tour";
        setup.files = {{at("first.jsonl"), {}}};
        setup.plan = demoPlan();
        setup.plan->settings = {{"tokens_per_step", "512"}, {"max_length", "256"},
            {"answers.max_new_tokens", "16"}, {"optimizer.learning_rate", "1e-4"}};
        setup.tokens = TokenNeed::Always;
        const auto made = setUpProject(setup);
        QVERIFY_RESULT(made);
        QVERIFY2(made->planProblem.empty(), made->planProblem.c_str());
        m_settings = std::make_unique<PersonalSettings>(m_folder.filePath(QStringLiteral("settings.ini")));
        m_window = std::make_unique<MainWindow>(*m_settings, at("project"));
        m_window->resize(1280, 720);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanupTestCase() { m_window.reset(); }

    void filesAreImported()
    {
        QVERIFY(m_window->showPage(QStringLiteral("data")));
        const auto* examples = part<DataPage>()->findChild<ExampleTableModel*>();
        QTRY_COMPARE_WITH_TIMEOUT(examples->rowCount(), 3 * perLevel, 60'000);
        part<DataPage>()->importFiles({QString::fromStdString(at("second.jsonl").string())});
        ImportPanel* panel = nullptr;
        QTRY_VERIFY(panel = part<ImportPanel>());
        QPushButton* import = nullptr;
        for (QPushButton* button : panel->findChildren<QPushButton*>())
            if (button->text() == u"Import")
                import = button;
        QTRY_VERIFY_WITH_TIMEOUT(import->isVisible() && import->isEnabled(), 60'000);
        import->click();
        QTRY_COMPARE_WITH_TIMEOUT(examples->rowCount(), 3 * perLevel + 3, 60'000);
        panel->close();
        m_window->activateWindow(); // as a window manager does
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void aThresholdIsDragged()
    {
        QVERIFY(m_window->showPage(QStringLiteral("phases")));
        auto* page = part<PhasesPage>();
        const auto rowsIn = [&](std::size_t column) {
            const auto& columns = page->board().columns();
            return column < columns.size() ? columns[column]->model()->rowCount() : -1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(rowsIn(0) == perLevel && rowsIn(2) == perLevel, 60'000);
        auto* plot = page->findChild<ThresholdPlot*>();
        QTRY_COMPARE(plot->thresholds(), (std::vector<double>{1.5, 2.5}));
        const auto point = [&](double value) { return QPoint(qRound(plot->xAxis->coordToPixel(value)), 60); };
        const auto before = page->contents().contents()->placed;
        QTest::mousePress(plot, Qt::LeftButton, {}, point(2.5));
        QTest::mouseMove(plot, point(2.7));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, point(2.7));
        QTRY_VERIFY(plot->thresholds().back() > 2.6);
        QTRY_VERIFY(page->contents().contents()->placed != before); // split anew
    }

    void anExampleIsMoved()
    {
        auto* page = part<PhasesPage>();
        const auto column = [page](std::size_t index) { return page->board().columns()[index]; };
        // Whatever the dragged threshold asked for must stand before a row is chosen.
        QTRY_VERIFY_WITH_TIMEOUT(
            page->contents().contents() && column(0)->model()->rowCount() == perLevel, 60'000);
        PhaseView* view = column(0)->view();
        view->setFocus();
        view->setCurrentIndex(view->model()->index(0, ExampleTableModel::InstructionColumn));
        QTRY_COMPARE(view->selectedExamples().size(), std::size_t(1));
        const ExampleId moved = view->selectedExamples().front();
        QTest::keyClick(view, Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(column(1)->model()->rowOf(moved) >= 0, 60'000);
        QCOMPARE(column(0)->model()->rowCount(), perLevel - 1);
        // The Data page says so too.
        QVERIFY(m_window->showPage(QStringLiteral("data")));
        const auto* examples = part<DataPage>()->findChild<ExampleTableModel*>();
        const auto phaseOfMoved = [&] {
            for (int row = 0; row < examples->rowCount(); ++row)
                if (examples->idAt(row) == moved)
                    return examples->index(row, ExampleTableModel::PhaseColumn).data().toString();
            return QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(phaseOfMoved(), QStringLiteral("Medium"), 60'000);
        // Which version that made stands above every page.
        QTRY_VERIFY(part<ContextBar>()->text().contains(u"plan main v"));
        QTRY_VERIFY(!part<ContextBar>()->text().contains(u"plan main v1"));
    }

    void threePhasesAreTrained()
    {
        QVERIFY(m_window->showPage(QStringLiteral("training")));
        auto* page = part<TrainingPage>();
        QTRY_VERIFY_WITH_TIMEOUT(page->missing().isEmpty(), 20'000);
        page->newTraining();
        page->startPanel()->startTraining();
        RunPane* pane = page->runPane();
        QTRY_COMPARE_WITH_TIMEOUT(pane->id(), QStringLiteral("001"), 120'000);
        QTRY_COMPARE_WITH_TIMEOUT(pane->standing(), RunStanding::Finished, engineMs);
        const RunHistory& history = pane->history();
        QCOMPARE(history.phases().size(), std::size_t(3));
        QVERIFY(history.steps().size() >= 3);
        QCOMPARE(history.heldOut().size(), std::size_t(3)); // each phase's held-out rows, measured throughout
        for (int phase = 1; phase <= 3; ++phase)
            QVERIFY(fs::exists(
                at("project") / "runs/001/checkpoints" / ("phase_" + std::to_string(phase)) / "config.json"));
    }

    void itsAnswersStandSideBySide()
    {
        QVERIFY(m_window->showPage(QStringLiteral("compare")));
        auto* answers = part<AnswersPanel>();
        QTRY_VERIFY_WITH_TIMEOUT(answers->model()->rowCount() > 0, 60'000);
        QVERIFY2(answers->model()->columnCount() >= 4, // the prompt, the model before, and phases
            std::to_string(answers->model()->columnCount()).c_str());
    }

    void aVoteWithoutNames()
    {
        auto* vote = part<BlindVote>();
        auto* tabs = m_window->findChild<ComparisonPage*>()->findChild<QTabWidget*>();
        tabs->setCurrentWidget(vote);
        auto* setup = vote->findChild<VoteSetup*>();
        QTRY_VERIFY_WITH_TIMEOUT(setup->isVisible(), 60'000);
        setup->setVoter(QStringLiteral("Aiko"));
        QPushButton* begin = nullptr;
        for (QPushButton* button : setup->findChildren<QPushButton*>())
            if (button->text() == u"Begin the vote")
                begin = button;
        QTRY_VERIFY_WITH_TIMEOUT(begin->isEnabled(), 60'000);
        begin->click();
        auto* pair = vote->findChild<VotePair*>();
        QTRY_VERIFY_WITH_TIMEOUT(pair->isVisible(), 60'000);
        for (int asked = 0; pair->isVisible(); ++asked) {
            QVERIFY(asked < 200);
            QTest::keyClick(QApplication::focusWidget(), asked % 2 == 0 ? Qt::Key_A : Qt::Key_T);
        }
        test::pressButton(*vote, QStringLiteral("Show the result"));
        QTRY_VERIFY(vote->findChild<VoteResult*>()->isVisible());
        auto project = Project::open(at("project"));
        QVERIFY_RESULT(project);
        const auto ballots = project->votes().list();
        QVERIFY_RESULT(ballots);
        QCOMPARE(ballots->size(), std::size_t(1));
        const auto votes = project->votes().votes(ballots->front().ballot.id);
        QVERIFY_RESULT(votes);
        QVERIFY(!votes->empty());
    }
};

int main(int argc, char** argv)
{
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(engineMs)); // read before the first function
    QApplication application(argc, argv);
    TestTour test;
    return QTest::qExec(&test, argc, argv);
}

#include "testtour.moc"
