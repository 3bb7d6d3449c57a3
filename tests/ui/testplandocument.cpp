// SPDX-License-Identifier: GPL-3.0-or-later
// The open plan: every command done, undone and redone with its states compared, in memory and in the
// project; survival over reopening; a plan that another program changes.
#include "tests/support/testpaths.h"
#include "tests/ui/planfixture.h"
#include "ui/phase/exampledrag.h"
#include "ui/phase/plandocument.h"

#include <QDateTime>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

#include <optional>

using namespace dankai;
using namespace dankai::ui;

namespace {

// All of a plan that undo has to bring back.
std::string stateOf(const Plan& plan)
{
    std::string state = toJsonLine(toJson(plan));
    for (const Override& move : plan.overrides)
        state += " " + std::to_string(static_cast<std::int64_t>(move.example)) + ">"
            + std::to_string(move.phase.value_or(-1)) + " by " + move.placedBy + " at "
            + std::to_string(move.placedMs);
    return state;
}

} // namespace

class TestPlanDocument : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<PlanDocument> m_document;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

    void open()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_document = std::make_unique<PlanDocument>(*m_session);
        QTRY_VERIFY(m_session->isOpen());
    }

    void close()
    {
        m_document.reset();
        m_session.reset();
    }

    void openWithPlan()
    {
        open();
        m_document->create("main", "imported");
        QTRY_VERIFY(m_document->isPlaced());
    }

    // What stands in the project, read by somebody else.
    std::string storedState(const std::string& name = "main") const
    {
        auto project = Project::open(folder());
        if (!project)
            return project.error().message;
        const auto plan = project->plans().load(name);
        return plan ? stateOf(*plan) : plan.error().message;
    }

    std::size_t examplesIn(int phase) const
    {
        return m_document->placed()->placement.phases[static_cast<std::size_t>(phase)].examples;
    }

    std::vector<ExampleId> someOf(std::int8_t place, std::size_t count) const
    {
        std::vector<ExampleId> ids;
        const auto placed = m_document->placed();
        for (std::size_t row = 0; row < placed->placement.places.size() && ids.size() < count; ++row) {
            if (placed->placement.places[row] == place)
                ids.push_back(placed->materials->columns->ids[row]);
        }
        return ids;
    }

private slots:

    void init()
    {
        m_folder.emplace();
        QVERIFY_RESULT(test::makeScoredProject(folder()));
    }

    void cleanup() { close(); }

    void theFirstPlanFollowsTheScores()
    {
        openWithPlan();
        // Scores from 1 to 4.75: the paper's cuts fit, and no phase is empty.
        QCOMPARE(m_document->plan().rule, paperRule());
        QCOMPARE(m_document->plan().settings.at("carry_over"), std::string("moderate"));
        QCOMPARE(m_document->plan().settings.at("replay_share"), std::string("0.05"));
        QCOMPARE(m_document->placed()->placement.unscored, std::size_t(test::planExamples / 10));
        QCOMPARE(m_document->placed()->materials->uncounted, std::size_t(0));
        QVERIFY(examplesIn(0) > 0 && examplesIn(1) > 0 && examplesIn(2) > 0);
        // Responses grow with the score, so length explains the phases.
        QVERIFY(m_document->placed()->lengthShare > largeLengthShare);
        QCOMPARE(storedState(), stateOf(m_document->plan()));
    }

    void everyCommandIsUndoneAndRedone_data()
    {
        QTest::addColumn<int>("command");
        const char* names[] = {"rule", "scorer", "thresholds", "split", "merge", "remove", "reorder",
            "rename", "phase settings", "settings", "defaults", "move", "take out", "unscored in",
            "back to the rule", "split quantiles", "merge quantiles"};
        int number = 0;
        for (const char* name : names)
            QTest::newRow(name) << number++;
    }

    void everyCommandIsUndoneAndRedone()
    {
        QFETCH(const int, command);
        openWithPlan();
        // Moves that survive, are renumbered or fall back.
        m_document->moveExamples(someOf(0, 3), 2);
        m_document->moveExamples(someOf(1, 2), std::nullopt);
        QTRY_VERIFY(m_document->isPlaced());
        if (command >= 15) {
            m_document->setRule({RuleKind::Quantiles, 3, {}});
            QTRY_VERIFY(m_document->isPlaced());
        }
        const int count = m_document->undoStack()->count();
        const std::string before = stateOf(m_document->plan());
        const auto placesBefore = m_document->placed()->placement.places;
        switch (command) {
        case 0:
            m_document->setRule({RuleKind::EqualTokens, 2, {}});
            break;
        case 1:
            m_document->setScorer("instruction_length");
            break;
        case 2:
            m_document->setThresholds({2, 3});
            break;
        case 3:
        case 15:
            m_document->splitPhase(1);
            break;
        case 4:
        case 16:
            m_document->mergePhases(1);
            break;
        case 5:
            m_document->removePhase(2);
            break;
        case 6:
            m_document->movePhase(2, 0);
            break;
        case 7:
            m_document->renamePhase(0, QStringLiteral("易しい"));
            break;
        case 8:
            m_document->setPhaseSettings(1, {"Phase 2", 3, 2e-5});
            break;
        case 9:
            m_document->setSettings(QStringLiteral("gate"), {{"gate.policy", "ask"}, {"matched", "false"}});
            break;
        case 10:
            m_document->setDefaults(ChainDefaults::Paper);
            break;
        case 11:
            m_document->moveExamples(someOf(1, 40), 0);
            break;
        case 12:
            m_document->moveExamples(someOf(2, 5), std::nullopt);
            break;
        case 13:
            m_document->moveExamples(someOf(unscoredPlace, 7), 1);
            break;
        case 14:
            m_document->moveBackToRule(someOf(2, 300));
            break;
        default:
            QFAIL("no such command");
        }
        QCOMPARE(m_document->undoStack()->count(), count + 1);
        QVERIFY(!m_document->undoStack()->undoText().isEmpty());
        const std::string after = stateOf(m_document->plan());
        QVERIFY(after != before);
        QTRY_VERIFY(m_document->isSaved());
        QCOMPARE(storedState(), after);
        QTRY_VERIFY(m_document->isPlaced());
        const auto placesAfter = m_document->placed()->placement.places;

        m_document->undoStack()->undo();
        QCOMPARE(stateOf(m_document->plan()), before);
        QTRY_VERIFY(m_document->isSaved());
        QCOMPARE(storedState(), before);
        QTRY_VERIFY(m_document->isPlaced());
        QVERIFY(m_document->placed()->placement.places == placesBefore);

        m_document->undoStack()->redo();
        QCOMPARE(stateOf(m_document->plan()), after);
        QTRY_VERIFY(m_document->isSaved());
        QCOMPARE(storedState(), after);
        QTRY_VERIFY(m_document->isPlaced());
        QVERIFY(m_document->placed()->placement.places == placesAfter);
        QTRY_VERIFY(m_document->isSaved());
    }

    void aHistoryIsUndoneToItsBeginning()
    {
        openWithPlan();
        const std::string opened = stateOf(m_document->plan());
        std::vector<std::string> states = {opened};
        const auto note = [&] { states.push_back(stateOf(m_document->plan())); };
        m_document->moveExamples(someOf(0, 4), 2);
        note();
        m_document->splitPhase(2);
        note();
        QTRY_VERIFY(m_document->isPlaced());
        m_document->moveExamples(someOf(3, 4), 0);
        note();
        m_document->mergePhases(0);
        note();
        m_document->setRule({RuleKind::Quantiles, 2, {}});
        note();
        for (auto state = states.rbegin(); state != states.rend(); ++state) {
            QCOMPARE(stateOf(m_document->plan()), *state);
            m_document->undoStack()->undo();
        }
        for (const std::string& state : states) {
            QCOMPARE(stateOf(m_document->plan()), state);
            m_document->undoStack()->redo();
        }
        QTRY_VERIFY(m_document->isSaved());
        QCOMPARE(storedState(), states.back());
    }

    void theLastChangeIsStoredWhenTheWindowCloses()
    {
        openWithPlan();
        m_document->moveExamples(someOf(0, 20), 1);
        m_document->setThresholds({2, 3});
        m_document->moveExamples(someOf(2, 9), std::nullopt);
        const std::string last = stateOf(m_document->plan());
        close(); // at once, while the first write is under way
        QCOMPARE(storedState(), last);
        open();
        QTRY_VERIFY(m_document->isPlaced());
        QCOMPARE(stateOf(m_document->plan()), last);
        QCOMPARE(m_document->undoStack()->count(), 0);
    }

    void movesSurviveAResplitAndHomeIsNoMove()
    {
        openWithPlan();
        const auto moved = someOf(0, 5);
        m_document->moveExamples(moved, 2);
        QTRY_VERIFY(m_document->isPlaced());
        m_document->setRule({RuleKind::Quantiles, 3, {}});
        QTRY_VERIFY(m_document->isPlaced());
        QCOMPARE(m_document->placed()->placement.phases[2].movedIn, std::size_t(5));
        QCOMPARE(m_document->moveOf(moved.front())->phase, std::optional(2));
        // Dragged back to where the rule has it, an example is marked no more.
        m_document->moveExamples(moved, 0);
        QVERIFY(m_document->plan().overrides.empty());
        // What stands there already is not moved at all.
        QTRY_VERIFY(m_document->isPlaced());
        const int count = m_document->undoStack()->count();
        m_document->moveExamples(someOf(1, 10), 1);
        QCOMPARE(m_document->undoStack()->count(), count);
    }

    void movesSayWhoMadeThemWhen()
    {
        openWithPlan();
        const std::int64_t before = QDateTime::currentMSecsSinceEpoch();
        m_document->setPerson(QStringLiteral(" 佐藤 "));
        const std::vector<ExampleId> moved = someOf(0, 2);
        m_document->moveExamples(moved, 2);
        QTRY_VERIFY(m_document->isPlaced());
        const Override first = *m_document->moveOf(moved.front());
        QCOMPARE(first.placedBy, std::string("佐藤"));
        QVERIFY(first.placedMs >= before && first.placedMs <= QDateTime::currentMSecsSinceEpoch());
        m_document->setPerson(QStringLiteral("Aiko"));
        m_document->moveExamples({moved.front()}, 1);
        QTRY_VERIFY(m_document->isPlaced());
        const Override second = *m_document->moveOf(moved.front());
        QCOMPARE(second.placedBy, std::string("Aiko"));
        // An undo is no new decision: the one before stands again, with its own name and time.
        m_document->undoStack()->undo();
        QCOMPARE(*m_document->moveOf(moved.front()), first);
        m_document->undoStack()->redo();
        QCOMPARE(*m_document->moveOf(moved.front()), second);
        QTRY_VERIFY(m_document->isSaved());
        QCOMPARE(storedState(), stateOf(m_document->plan()));
    }

    void thresholdsThatAreDraggedSayWhatTheyWillGive()
    {
        openWithPlan();
        m_document->moveExamples(someOf(0, 6), 1);
        QTRY_VERIFY(m_document->isPlaced());
        const std::vector<double> thresholds = {2.25, 4};
        const auto live = m_document->preview().at(thresholds);
        m_document->setThresholds(thresholds);
        QTRY_VERIFY(m_document->isPlaced());
        for (std::size_t k = 0; k < live.size(); ++k) {
            QCOMPARE(live[k].examples, m_document->placed()->placement.phases[k].examples);
            QCOMPARE(live[k].tokens, m_document->placed()->placement.phases[k].tokens);
        }
    }

    void examplesAreReadOnceHoweverFastTheEditsCome()
    {
        openWithPlan();
        QTRY_VERIFY(m_document->isSaved());
        m_document->reload(); // as when the page is shown
        for (int i = 0; i < 5; ++i)
            m_document->setThresholds({1.5 + 0.1 * i, 3.5});
        QTRY_VERIFY(m_document->isPlaced());
        const auto materials = m_document->placed()->materials;
        for (int i = 0; i < 5; ++i)
            m_document->setThresholds({1.5 + 0.1 * i, 3.6});
        QTRY_VERIFY(m_document->isPlaced());
        QCOMPARE(m_document->placed()->materials, materials);
    }

    void examplesAreReadAgainOnlyWhereTheyChanged()
    {
        openWithPlan();
        QTRY_VERIFY(m_document->isSaved());
        QSignalSpy changed(m_session.get(), &ProjectSession::changed);
        QTRY_VERIFY(!m_session->figures().plans.empty()); // of the plan that was made
        QTRY_VERIFY(m_document->isPlaced());
        const auto materials = m_document->placed()->materials;
        changed.clear();
        m_session->refresh();
        QVERIFY(changed.wait());
        m_document->setThresholds({2, 3});
        QTRY_VERIFY(m_document->isPlaced());
        QCOMPARE(m_document->placed()->materials, materials);
        auto other = Project::open(folder());
        QVERIFY_RESULT(other);
        Score score;
        score.example = ExampleId(10); // it had none
        score.value = 4.5;
        QVERIFY_RESULT(other->scores().add("imported", 1, std::span(&score, 1)));
        m_session->refresh();
        QTRY_COMPARE(m_document->placed()->placement.unscored, std::size_t(test::planExamples / 10 - 1));
        QVERIFY(m_document->placed()->materials != materials);
    }

    void anotherProgramsChangeIsReadAgain()
    {
        openWithPlan();
        m_document->moveExamples(someOf(0, 3), 1);
        QTRY_VERIFY(m_document->isSaved());
        auto other = Project::open(folder());
        QVERIFY_RESULT(other);
        auto theirs = other->plans().load("main");
        QVERIFY_RESULT(theirs);
        theirs->rule.thresholds = {1.25, 4.5};
        QVERIFY_RESULT(other->plans().save(*theirs));
        QSignalSpy noticed(m_document.get(), &PlanDocument::noticed);
        m_document->renamePhase(0, QStringLiteral("Easy"));
        QTRY_COMPARE(noticed.count(), 1);
        QVERIFY2(noticed.first().first().toString().contains(u"Another program"),
            qPrintable(noticed.first().first().toString()));
        QCOMPARE(m_document->plan().rule.thresholds, (std::vector<double>{1.25, 4.5}));
        QCOMPARE(m_document->plan().phases[0].name, std::string("Phase 1"));
        QCOMPARE(m_document->undoStack()->count(), 0);
        // And it can be changed again.
        m_document->renamePhase(0, QStringLiteral("Easy"));
        QTRY_VERIFY(m_document->isSaved());
        QCOMPARE(storedState(), stateOf(m_document->plan()));
    }

    void anotherProgramsChangeIsNoticedWithoutOneOfOurs()
    {
        openWithPlan();
        QTRY_VERIFY(m_document->isSaved());
        auto other = Project::open(folder());
        QVERIFY_RESULT(other);
        auto theirs = other->plans().load("main");
        QVERIFY_RESULT(theirs);
        theirs->rule.thresholds = {1.25, 4.5};
        QVERIFY_RESULT(other->plans().save(*theirs));
        m_session->refresh();
        QTRY_COMPARE(m_document->plan().rule.thresholds, (std::vector<double>{1.25, 4.5}));
        QVERIFY_RESULT(other->plans().remove("main", 3 - 1));
        QSignalSpy noticed(m_document.get(), &PlanDocument::noticed);
        m_session->refresh();
        QTRY_VERIFY(!m_document->isOpen());
        QVERIFY(noticed.first().first().toString().contains(u"deleted"));
    }

    void plansAreDuplicatedChosenAndDeleted()
    {
        openWithPlan();
        m_document->moveExamples(someOf(0, 3), 1);
        const std::string first = stateOf(m_document->plan());
        QCOMPARE(m_document->freeName("main"), std::string("main 2"));
        m_document->duplicate("main 2");
        QTRY_COMPARE(m_document->plan().name, std::string("main 2"));
        QTRY_VERIFY(m_document->isPlaced());
        QCOMPARE(m_document->plan().overrides.size(), std::size_t(3));
        m_document->renamePhase(0, QStringLiteral("Easy"));
        m_document->open("main");
        QTRY_COMPARE(m_document->plan().name, std::string("main"));
        QCOMPARE(stateOf(m_document->plan()), first);
        m_document->remove();
        QTRY_COMPARE(m_document->plan().name, std::string("main 2"));
        QCOMPARE(m_document->plan().phases[0].name, std::string("Easy"));
        m_document->remove();
        QTRY_VERIFY(!m_document->isOpen());
        QTRY_VERIFY(m_session->figures().plans.empty());
    }

    void whatCannotBeIsASentence()
    {
        openWithPlan();
        QSignalSpy noticed(m_document.get(), &PlanDocument::noticed);
        const std::string before = stateOf(m_document->plan());
        m_document->setThresholds({3, 2});
        m_document->renamePhase(0, QStringLiteral("Phase 2"));
        m_document->setSettings(QStringLiteral("gate"), {{"gate.policy", "ask"}}); // in a matched run
        m_document->setSettings(QStringLiteral("nonsense"), {{"speed", "fast"}});
        QCOMPARE(noticed.count(), 4);
        QCOMPARE(stateOf(m_document->plan()), before);
        QCOMPARE(m_document->undoStack()->count(), 0);
        m_document->moveExamples({ExampleId(99999)}, 1); // nobody's
        QCOMPARE(m_document->undoStack()->count(), 0);
    }

    void uncountedTokensAreCountedBeforeTheyAreSplit()
    {
        {
            auto project = Project::open(folder());
            QVERIFY_RESULT(project);
            Example edited = project->examples().example(ExampleId(1))->example;
            edited.response = "Another answer";
            QVERIFY_RESULT(project->examples().edit(ExampleId(1), edited)); // its count is of the old text
        }
        openWithPlan();
        QCOMPARE(m_document->placed()->materials->uncounted, std::size_t(1));
        QSignalSpy counting(m_document.get(), &PlanDocument::countingChanged);
        m_document->setRule({RuleKind::EqualTokens, 3, {}});
        QVERIFY(m_document->isCounting());
        QCOMPARE(m_document->plan().rule, paperRule());
        QTRY_COMPARE(m_document->plan().rule.kind, RuleKind::EqualTokens);
        QTRY_VERIFY(m_document->isPlaced() && m_document->placed()->materials->uncounted == 0);
        QCOMPARE(counting.last().at(1).toLongLong(), 0);
    }

    void dragsCarryIdsOrAToken()
    {
        openWithPlan();
        const auto few = someOf(0, 3);
        std::unique_ptr<QMimeData> small(makeExampleDrag(*m_document, few));
        QVERIFY(isExampleDrag(*m_document, *small));
        QCOMPARE(draggedExamples(*m_document, *small), few);
        std::vector<ExampleId> many;
        for (std::size_t i = 0; i < inlineExamples + 1; ++i)
            many.push_back(ExampleId(static_cast<std::int64_t>(i)));
        std::unique_ptr<QMimeData> large(makeExampleDrag(*m_document, many));
        QVERIFY(large->data(exampleMimeType()).size() < 1000);
        QCOMPARE(draggedCount(*large), many.size());
        QCOMPARE(draggedExamples(*m_document, *large), many);
        for (int i = 0; i < 4; ++i)
            m_document->keep({ExampleId(1)}); // later drags push it out
        QVERIFY(draggedExamples(*m_document, *large).empty());
        QMimeData other;
        other.setData(exampleMimeType(), QByteArray("nonsense"));
        QVERIFY(!isExampleDrag(*m_document, other));
        QVERIFY(draggedExamples(*m_document, other).empty());
    }
};

QTEST_MAIN(TestPlanDocument)
#include "testplandocument.moc"
