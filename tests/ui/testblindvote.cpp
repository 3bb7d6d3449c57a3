// SPDX-License-Identifier: GPL-3.0-or-later
// A blind vote on answers that a frozen run folder records, by keys as a person gives them, with the
// project's own database below.
#include "core/evaluation/outputhealth.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"
#include "tests/support/trainingproject.h"
#include "tests/ui/widgets.h"
#include "ui/comparison/answerwatch.h"
#include "ui/comparison/blindvote.h"
#include "ui/comparison/votepair.h"
#include "ui/comparison/voteplot.h"
#include "ui/comparison/voteresult.h"
#include "ui/comparison/votesetup.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QTextBrowser>

#include <optional>

using namespace dankai;
using namespace dankai::ui;

class TestBlindVote : public QObject
{
    Q_OBJECT

    static constexpr int promptCount = 12; // the last one is answered alike

    std::optional<test::TrainingProject> m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<QWidget> m_window;
    BlindVote* m_vote = nullptr;

    std::filesystem::path folder() const { return m_project->folder(); }

    template <class Widget>
    Widget* part() const
    {
        return m_vote->findChild<Widget*>();
    }

    bool says(const QString& words) const { return test::saysSomewhere(*m_vote, words); }

    QString text(const char* name) const
    {
        for (const QTextBrowser* browser : part<VotePair>()->findChildren<QTextBrowser*>())
            if (browser->accessibleName() == QLatin1String(name))
                return browser->toPlainText();
        return {};
    }

    static std::string answerOf(const std::string& checkpoint, int prompt)
    {
        if (prompt == promptCount)
            return "The same <answer>.";
        return (checkpoint == "base" ? "Untrained words on " : "A trained answer to ")
            + std::to_string(prompt);
    }

    void recordRun()
    {
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        RunRequest request;
        request.plan = "main";
        for (int i = 1; i <= promptCount; ++i)
            request.prompts.push_back(
                {"p" + std::to_string(i), 1, {{"user", "Prompt " + std::to_string(i)}}, {}});
        const auto prepared = prepareRun(*project, request);
        QVERIFY_RESULT(prepared);
        for (const char* checkpoint : {"base", "phase_1", "phase_2"}) {
            std::vector<AnswerText> answers;
            for (int i = 1; i <= promptCount; ++i)
                answers.push_back({"p" + std::to_string(i), answerOf(checkpoint, i) + "\n", 5, true, {}});
            const auto results = project->runsFolder() / prepared->id / runfile::results / checkpoint;
            QVERIFY_RESULT(makeFolder(results));
            QVERIFY_RESULT(writeFileAtomically(results / runfile::answers, toJsonLines(answers)));
        }
    }

    void openTab(const QString& voter = QStringLiteral("Aiko"))
    {
        m_window.reset();
        m_session = std::make_unique<ProjectSession>(folder());
        m_window = std::make_unique<QWidget>();
        m_vote = new BlindVote(*m_session, *new AnswerWatch(*m_session, m_window.get()), m_window.get());
        m_vote->setPerson(voter);
        m_vote->resize(1100, 620);
        m_window->resize(1100, 620);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTRY_VERIFY(m_session->isOpen());
    }

    void beginVote(int prompts = promptCount, int repeatPercent = 0)
    {
        QTRY_VERIFY(part<VoteSetup>()->isVisible());
        const auto spins = part<VoteSetup>()->findChildren<QSpinBox*>();
        spins[0]->setValue(prompts);
        spins[1]->setValue(repeatPercent);
        test::pressButton(*m_vote, QStringLiteral("Begin the vote"));
        QTRY_VERIFY(part<VotePair>()->isVisible());
    }

    void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

    // For the trained answer, wherever it stands.
    void voteForTraining() { press(text("Answer A").startsWith(u"A trained") ? Qt::Key_A : Qt::Key_B); }

    Result<std::vector<StoredVote>> stored()
    {
        auto project = Project::open(folder());
        return project->votes().votes(project->votes().list()->front().ballot.id);
    }

private slots:

    void init()
    {
        m_project.emplace();
        QVERIFY_RESULT(m_project->make());
    }

    void cleanup()
    {
        m_window.reset();
        m_session.reset();
    }

    void withoutAnswersItSaysWhatIsMissing()
    {
        openTab();
        QTRY_VERIFY(says(QStringLiteral("No answers to vote on yet")));
        QVERIFY(!part<VotePair>()->isVisible());
    }

    void answersThatComeLaterAreSeen()
    {
        openTab();
        QTRY_VERIFY(says(QStringLiteral("No answers to vote on yet")));
        recordRun();
        m_window->findChild<AnswerWatch*>()->look();
        QTRY_VERIFY(part<VoteSetup>()->isVisible());
    }

    // While a training answers phase after phase, the offer goes along until somebody chooses.
    void theNewestModelIsOfferedUntilOneIsChosen()
    {
        recordRun();
        const std::filesystem::path results = folder() / "runs" / "001" / runfile::results;
        std::filesystem::rename(results / "phase_2", folder() / "later");
        openTab();
        QTRY_VERIFY(part<VoteSetup>()->isVisible());
        QComboBox* second = part<VoteSetup>()->findChildren<QComboBox*>()[1];
        QVERIFY(second->currentText().endsWith(u"after phase 1"));
        std::filesystem::rename(folder() / "later", results / "phase_2");
        m_window->findChild<AnswerWatch*>()->look();
        QTRY_VERIFY(second->currentText().endsWith(u"after phase 2"));

        second->setCurrentIndex(1);
        emit second->activated(1);
        std::filesystem::rename(results / "phase_2", folder() / "later");
        m_window->findChild<AnswerWatch*>()->look();
        QTRY_COMPARE(second->count(), 2);
        std::filesystem::rename(folder() / "later", results / "phase_2");
        m_window->findChild<AnswerWatch*>()->look();
        QTRY_COMPARE(second->count(), 3);
        QVERIFY(second->currentText().endsWith(u"after phase 1"));
    }

    void keysWorkWhileAnInputMethodIsOn()
    {
        recordRun();
        openTab();
        beginVote();
        auto* pair = part<VotePair>();
        QCOMPARE(QApplication::focusWidget(), pair);
        QVERIFY(!test::isTakenByInputMethods(pair));
        for (QWidget* widget : pair->findChildren<QWidget*>())
            QVERIFY2(widget->focusPolicy() == Qt::NoFocus || !test::isTakenByInputMethods(widget),
                widget->metaObject()->className());
        const std::size_t before = stored()->size(); // where both answers are the same it is cast by itself
        test::compose(pair, QStringLiteral("あ"));
        QCOMPARE(stored()->size(), before);
        // Also from every widget that the Tab key leads to.
        int done = 0;
        for (QPushButton* button : pair->findChildren<QPushButton*>()) {
            if (!button->isVisible() || !button->isEnabled() || done > 6)
                continue;
            button->setFocus();
            QTest::keyClick(button, Qt::Key_T);
            QVERIFY(says(QStringLiteral("%1 of 11").arg(++done + 1)));
        }
        QVERIFY(done > 4);
    }

    void aWholeVoteByKeysUntilTheResult()
    {
        recordRun();
        openTab();
        beginVote();
        QVERIFY(says(QStringLiteral("1 of 11"))); // the same answer twice is a tie that nobody is asked about
        for (int i = 0; i < 11; ++i) {
            QVERIFY(part<VotePair>()->isVisible());
            QVERIFY(says(QStringLiteral("%1 of 11").arg(i + 1)));
            if (i == 5)
                press(Qt::Key_T);
            else
                voteForTraining();
        }
        QTRY_VERIFY(says(QStringLiteral("All pairs are answered")));
        QVERIFY(!part<VoteResult>()->isVisible());
        test::pressButton(*m_vote, QStringLiteral("Show the result"));
        QTRY_VERIFY(part<VoteResult>()->isVisible());
        // 10 wins of the trained model, two ties, over 12 prompts.
        QVERIFY(says(QStringLiteral("Run 001, phased › after phase 2 is preferred")));
        const QString details = part<VoteResult>()->findChild<QTextBrowser*>()->toPlainText();
        QVERIFY2(details.contains(u"10 vote"), qPrintable(details));
        QVERIFY(details.contains(u"1 of them the same text"));
        QVERIFY(details.contains(u"Aiko"));
        QVERIFY(part<VotePlot>()->accessibleDescription().contains(u"92 %")); // 11 of 12
        QVERIFY(QTest::qWaitFor([&] { return stored()->size() == 12; }));
    }

    // A run that goes on from another one with changes is told from an arm, and never the first choice.
    void anAdaptedRunIsMarked()
    {
        recordRun();
        recordRun();
        {
            auto project = Project::open(folder());
            RunRecord adapted = project->runs().run("002").value();
            adapted.parent = "001";
            QVERIFY_RESULT(project->runs().update(adapted));
        }
        openTab();
        QTRY_VERIFY(part<VoteSetup>()->isVisible());
        const auto models = part<VoteSetup>()->findChildren<QComboBox*>();
        QCOMPARE(models[0]->currentText(), QStringLiteral("Before training"));
        QCOMPARE(models[1]->currentText(), QStringLiteral("Run 001, phased › after phase 2"));
        QVERIFY(models[1]->findText(QStringLiteral("Run 002, phased, adapted › after phase 2")) >= 0);
    }

    void nothingTellsWhichModelItIs()
    {
        recordRun();
        openTab();
        beginVote();
        QSet<QString> left;
        for (int i = 0; i < 11; ++i) {
            for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
                if (!widget->isVisible())
                    continue;
                QStringList words{widget->toolTip(), widget->accessibleName(),
                    widget->accessibleDescription(), widget->windowTitle(), widget->objectName()};
                if (const auto* label = qobject_cast<const QLabel*>(widget))
                    words.append(label->text());
                if (const auto* button = qobject_cast<const QPushButton*>(widget))
                    words.append(button->text());
                for (const QString& word : words)
                    for (const auto* name : {"001", "phase", "base", "Before training", "After"})
                        QVERIFY2(!word.contains(QLatin1String(name), Qt::CaseInsensitive), qPrintable(word));
            }
            left.insert(text("Answer A").startsWith(u"A trained") ? QStringLiteral("trained")
                                                                  : QStringLiteral("base"));
            press(Qt::Key_S);
        }
        QCOMPARE(left.size(), 2); // neither is always on one side
    }

    void tagsGoWithTheVoteAndUndoTakesItBack()
    {
        recordRun();
        openTab();
        beginVote();
        const QString first = text("Answer A");
        press(Qt::Key_1);
        press(Qt::Key_3);
        press(Qt::Key_4);
        press(Qt::Key_4); // off again
        press(Qt::Key_B);
        QVERIFY(says(QStringLiteral("2 of 11")));
        QTRY_COMPARE(stored()->size(), std::size_t(2));
        QCOMPARE(stored()->back().tags, (std::vector<VoteTag>{VoteTag::FactualError, VoteTag::TooLong}));
        QCOMPARE(stored()->back().choice, VoteChoice::B);
        press(Qt::Key_Z);
        QVERIFY(says(QStringLiteral("1 of 11")));
        QCOMPARE(text("Answer A"), first);
        QTRY_COMPARE(stored()->size(), std::size_t(1));
        press(Qt::Key_Z); // nothing left to take back
        QVERIFY(says(QStringLiteral("1 of 11")));
        press(Qt::Key_N);
        QTest::keyClick(part<VotePair>(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(says(QStringLiteral("1 of 11")));
        press(Qt::Key_A);
        QTRY_COMPARE(stored()->size(), std::size_t(2));
        QVERIFY(stored()->back().tags.empty());
        // All three stand in the file.
        auto project = Project::open(folder());
        QCOMPARE(project->votes().votesWithWithdrawn(project->votes().list()->front().ballot.id)->size(),
            std::size_t(4));
    }

    void theLastVoteCanBeTakenBackBeforeTheResult()
    {
        recordRun();
        openTab();
        beginVote(2);
        int asked = 0;
        while (part<VotePair>()->isVisible() && asked < 3) {
            press(Qt::Key_A);
            ++asked;
        }
        QTRY_VERIFY(says(QStringLiteral("All pairs are answered")));
        press(Qt::Key_Z);
        QTRY_VERIFY(part<VotePair>()->isVisible());
        QVERIFY(says(QStringLiteral("%1 of %1").arg(asked)));
    }

    void leavingAndComingBackGoesOn()
    {
        recordRun();
        openTab();
        beginVote();
        press(Qt::Key_A);
        press(Qt::Key_B);
        const QString third = text("Answer A");
        m_session.reset(); // every vote is stored when the workers have ended
        openTab(); // another start of the program
        QTRY_VERIFY(part<VotePair>()->isVisible());
        QVERIFY(says(QStringLiteral("3 of 11")));
        QCOMPARE(text("Answer A"), third);
        test::pressButton(*m_vote, QStringLiteral("Go on later"));
        QTRY_VERIFY(part<VoteSetup>()->isVisible());
        QVERIFY(part<QTableWidget>()->item(0, 3)->text() == u"2 of 11");
        test::pressButton(*m_vote, QStringLiteral("Go on with this vote"));
        QTRY_VERIFY(part<VotePair>()->isVisible());
        QVERIFY(says(QStringLiteral("3 of 11")));
        // Somebody else is not put before a vote that is not his.
        m_session.reset();
        openTab(QStringLiteral("Ben"));
        QTRY_VERIFY(part<VoteSetup>()->isVisible());
    }

    void endingEarlyAsksInThePageAndSaysHowLittleItIs()
    {
        recordRun();
        openTab();
        beginVote();
        voteForTraining();
        test::pressButton(*m_vote, QStringLiteral("End now…"));
        QVERIFY(says(QStringLiteral("End the vote here?")));
        QTest::keyClick(part<VotePair>(), Qt::Key_A); // no vote while it asks
        QVERIFY(says(QStringLiteral("2 of 11")));
        test::pressButton(*m_vote, QStringLiteral("Keep voting"));
        QVERIFY(!says(QStringLiteral("End the vote here?")));
        test::pressButton(*m_vote, QStringLiteral("End now…"));
        test::pressButton(*m_vote, QStringLiteral("End and show the result"));
        QTRY_VERIFY(part<VoteResult>()->isVisible());
        QVERIFY(says(QStringLiteral("Too few votes")));
        QVERIFY(says(QStringLiteral("at least 8")));
        test::pressButton(*m_vote, QStringLiteral("To the vote sessions"));
        QTRY_VERIFY(part<VoteSetup>()->isVisible());
        test::pressButton(*m_vote, QStringLiteral("Show the result"));
        QTRY_VERIFY(part<VoteResult>()->isVisible());
    }

    void anotherTabsKeysDoNotVote()
    {
        recordRun();
        openTab();
        beginVote();
        for (QAction* action : m_vote->commands())
            QVERIFY(action->isEnabled() || action->text() == u"Take back");
        m_vote->hide();
        for (QAction* action : m_vote->commands())
            QVERIFY(!action->isEnabled());
        m_vote->show();
        press(Qt::Key_T);
        QVERIFY(says(QStringLiteral("2 of 11")));
    }

    void aRunFolderThatIsGoneIsASentence()
    {
        recordRun();
        openTab();
        beginVote();
        press(Qt::Key_A);
        m_session.reset();
        std::filesystem::remove_all(folder() / "runs/001");
        openTab();
        QTRY_VERIFY(says(QStringLiteral("not in the project any more")));
    }

    void theChoiceSaysWhatItCanTell()
    {
        recordRun();
        openTab();
        QTRY_VERIFY(part<VoteSetup>()->isVisible());
        QVERIFY(says(QStringLiteral("12 of the same prompt")));
        QVERIFY(says(QStringLiteral("41 points"))); // 1.4 / sqrt(12)
        const auto boxes = part<VoteSetup>()->findChildren<QComboBox*>();
        QCOMPARE(boxes[0]->count(), 3);
        boxes[1]->setCurrentIndex(0);
        QVERIFY(says(QStringLiteral("Choose two different models.")));
        boxes[1]->setCurrentIndex(1);
        part<VoteSetup>()->findChild<QLineEdit*>()->clear();
        for (const QPushButton* button : part<VoteSetup>()->findChildren<QPushButton*>())
            QVERIFY(button->text() != u"Begin the vote" || !button->isEnabled());
        QVERIFY(says(QStringLiteral("First say who votes."))); // not greyed without a word
        part<VoteSetup>()->setVoter(QStringLiteral("Hana"));
        QVERIFY(!says(QStringLiteral("First say who votes.")));
    }

    void anUndecidedVoteIsSaidToBeOne()
    {
        ShownResult result;
        result.first = QStringLiteral("one");
        result.second = QStringLiteral("two");
        std::vector<CastVote> votes(20);
        for (std::size_t i = 0; i < votes.size(); ++i) {
            votes[i].prompt = std::to_string(i);
            votes[i].voter = "a";
            votes[i].preference = i < 12 ? Preference::First : Preference::Second;
            votes[i].firstLength = 100 + i;
            votes[i].secondLength = 90;
        }
        result.summary = summariseVotes(votes);
        QVERIFY(verdictOf(result).startsWith(u"Undecided"));
        for (CastVote& vote : votes)
            vote.preference = Preference::Second;
        result.summary = summariseVotes(votes);
        QCOMPARE(verdictOf(result), QStringLiteral("two is preferred"));
    }
};

QTEST_MAIN(TestBlindVote)
#include "testblindvote.moc"
