// SPDX-License-Identifier: GPL-3.0-or-later
// The review pane as a reviewer uses it: by keys alone, with the project's own database below.
#include "core/project/reviewstatistics.h"
#include "tests/core/project/reviewproject.h"
#include "tests/ui/widgets.h"
#include "ui/review/reviewcommands.h"
#include "ui/review/reviewedit.h"
#include "ui/review/reviewguideview.h"
#include "ui/review/reviewpane.h"
#include "ui/review/reviewquestionview.h"
#include "ui/review/reviewsetup.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTest>
#include <QTextBrowser>

#include <cmath>
#include <memory>
#include <optional>

using namespace dankai;
using namespace dankai::ui;

class TestReviewPane : public QObject
{
    Q_OBJECT

    std::optional<test::ReviewProject> m_desk;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<QWidget> m_window;
    ReviewPane* m_pane = nullptr;

    template <class Widget>
    Widget* part() const
    {
        return m_pane->findChild<Widget*>();
    }

    bool says(const QString& words) const { return test::saysSomewhere(*m_pane, words); }

    QString text(const char* name) const
    {
        for (const QTextBrowser* browser : m_pane->findChildren<QTextBrowser*>())
            if (browser->accessibleName() == QLatin1String(name))
                return browser->toPlainText();
        return {};
    }

    void openPane(const QString& reviewer = QStringLiteral("佐藤"))
    {
        m_window.reset();
        m_session = std::make_unique<ProjectSession>(m_desk->folder());
        m_window = std::make_unique<QWidget>();
        m_pane = new ReviewPane(*m_session, m_window.get());
        m_pane->setPerson(reviewer);
        m_pane->resize(1200, 660);
        m_window->resize(1200, 660);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTRY_VERIFY(part<ReviewSetup>()->isVisible());
    }

    void begin()
    {
        test::pressButton(*m_pane, QStringLiteral("Begin"));
        QTRY_VERIFY(part<ReviewQuestionView>()->isVisible());
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    // Keys answer from the moment at which the question is there.
    bool isAsking() const
    {
        return m_pane->commands()[mostReviewLevels + static_cast<int>(ReviewKey::Skip)]->isEnabled();
    }

    // Each answer is on the disk before the next question is here.
    void answer(Qt::Key key)
    {
        QTRY_VERIFY(isAsking());
        const std::size_t before = standing().size();
        press(key);
        QTRY_COMPARE(standing().size(), before + 1);
    }

    std::vector<Review> standing()
    {
        auto reviews = m_desk->reviews().standing("main");
        return reviews ? *reviews : std::vector<Review>();
    }

private slots:

    void init() { m_desk.emplace(); }

    void cleanup()
    {
        m_window.reset();
        m_session.reset();
        m_desk.reset();
    }

    void aNameIsAskedFor()
    {
        openPane({});
        QVERIFY(part<ReviewSetup>()->findChild<QLineEdit*>()->hasFocus());
        test::pressButton(*m_pane, QStringLiteral("Begin"));
        QVERIFY(says(QStringLiteral("First say who reviews.")));
        QVERIFY(!part<ReviewQuestionView>()->isVisible());
    }

    void keysAnswerWhileAnInputMethodIsOn()
    {
        openPane();
        begin();
        QTRY_VERIFY(isAsking());
        auto* question = part<ReviewQuestionView>();
        QVERIFY(!test::isTakenByInputMethods(QApplication::focusWidget()));
        // Nor wherever a click or the Tab key puts the focus.
        for (QWidget* widget : question->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            widget->setFocus();
            QVERIFY2(
                !test::isTakenByInputMethods(QApplication::focusWidget()), widget->metaObject()->className());
        }
        for (QTextBrowser* text : question->findChildren<QTextBrowser*>())
            if (text->isVisible())
                QTest::mouseClick(text->viewport(), Qt::LeftButton);
        QVERIFY(!test::isTakenByInputMethods(QApplication::focusWidget()));
        question->setFocus();
        test::compose(QApplication::focusWidget(), QStringLiteral("１"));
        answer(Qt::Key_2);
        // A note is text, and is composed.
        QTRY_VERIFY(isAsking());
        press(Qt::Key_N);
        auto* note = question->findChild<QLineEdit*>();
        QTRY_VERIFY(note->hasFocus());
        QVERIFY(test::isTakenByInputMethods(note));
        test::compose(note, QStringLiteral("要確認"));
        QCOMPARE(note->text(), QStringLiteral("要確認"));
        QTest::keyClick(note, Qt::Key_Return);
        QVERIFY(!test::isTakenByInputMethods(QApplication::focusWidget()));
        answer(Qt::Key_1);
        QCOMPARE(standing().back().note, std::string("要確認"));
    }

    void practiceAndASetByKeysAlone()
    {
        openPane();
        begin();
        QVERIFY(says(QStringLiteral("Practice, 1 of 5")));
        QVERIFY(
            text("What difficulty means, with an example of each level").contains(u"An example of “難しい”"));
        for (int i = 0; i < 5; ++i)
            answer(Qt::Key_2);
        QTRY_VERIFY(says(QStringLiteral("1 of 15, about")) || says(QStringLiteral("1 of 15, less")));
        QVERIFY(m_desk->project().plans().load("main")->overrides.empty());
        // No score and no reason is in sight while a question is open.
        for (const char* secret : {"1.00", "random", "near_cut", "column", "imported"})
            QVERIFY2(!text("The example").contains(QLatin1String(secret)), secret);
        answer(Qt::Key_1);
        answer(Qt::Key_X);
        answer(Qt::Key_Slash); // the question mark's key without Shift
        answer(Qt::Key_P);
        answer(Qt::Key_W);
        answer(Qt::Key_S);
        const std::vector<Review> reviews = standing();
        QCOMPARE(reviews.size(), std::size_t(11));
        const ReviewDecision wanted[] = {ReviewDecision::Place, ReviewDecision::Exclude,
            ReviewDecision::Ambiguous, ReviewDecision::Personal, ReviewDecision::Wrong, ReviewDecision::Skip};
        for (std::size_t i = 0; i < 6; ++i) {
            QCOMPARE(reviews[5 + i].decision, wanted[i]);
            QCOMPARE(reviews[5 + i].reviewer, std::string("佐藤"));
        }
        for (int i = 6; i < 14; ++i)
            answer(Qt::Key_3);
        QVERIFY(!says(QStringLiteral("left. This is a good place for a pause")));
        answer(Qt::Key_3);
        QTRY_VERIFY(says(QStringLiteral("This is a good place for a pause")));
        // The sentence's figure is what the store counts.
        const auto queue = m_desk->reviews().newestQueue("main", "佐藤");
        const auto outcome = reviewSetOutcome(m_desk->project(), **queue, 0);
        QVERIFY_RESULT(outcome);
        QVERIFY(outcome->change.moved > 0);
        QVERIFY(outcome->change.movedNearCut == 0 || says(QString::number(outcome->change.movedNearCut)));
        // Keys can be changed meanwhile, and the sentence names the one that is set.
        auto* takeBack = part<ReviewQuestionView>()->undoCommand();
        const QList<QKeySequence> keys = takeBack->shortcuts();
        QVERIFY(says(QStringLiteral("pause. Z takes the last answer back.")));
        takeBack->setShortcuts({Qt::Key_Backspace});
        QVERIFY(says(QStringLiteral("pause. Backspace takes the last answer back.")));
        takeBack->setShortcuts(QList<QKeySequence>());
        QVERIFY(!says(QStringLiteral("takes the last answer back")));
        takeBack->setShortcuts(keys);
        // Enter goes on, Z takes the last one back from here too.
        press(Qt::Key_Z);
        QTRY_COMPARE(standing().size(), std::size_t(19));
        QTRY_VERIFY(says(QStringLiteral("15 of 15")));
        answer(Qt::Key_2);
        QTRY_VERIFY(says(QStringLiteral("This is a good place for a pause")));
        press(Qt::Key_Space); // the button has the focus
        QTRY_VERIFY(says(QStringLiteral("1 of 15")));
    }

    void itGoesOnAfterARestartAndTakesBack()
    {
        openPane();
        begin();
        for (int i = 0; i < 7; ++i)
            answer(Qt::Key_3);
        const Review last = standing().back();
        QCOMPARE(m_desk->phaseOf(static_cast<std::int64_t>(last.example)), 2);
        openPane();
        begin();
        QVERIFY(says(QStringLiteral("3 of 15")));
        QTRY_VERIFY(isAsking());
        press(Qt::Key_Z);
        QTRY_COMPARE(standing().size(), std::size_t(6));
        QTRY_VERIFY(says(QStringLiteral("2 of 15")));
        QVERIFY(m_desk->project().plans().load("main")->overrides.size() == 1);
    }

    void anotherPersonHasQuestionsOfItsOwn()
    {
        openPane();
        begin();
        answer(Qt::Key_1);
        openPane(QStringLiteral("鈴木"));
        begin();
        QVERIFY(says(QStringLiteral("Practice, 1 of 5")));
        QVERIFY(says(QStringLiteral("鈴木")));
    }

    void aTextIsEditedAndANoteKept()
    {
        openPane();
        begin();
        for (int i = 0; i < 5; ++i)
            answer(Qt::Key_1);
        QTRY_VERIFY(isAsking());
        press(Qt::Key_E);
        QTRY_VERIFY(part<ReviewEdit>()->isVisible());
        auto* field = qobject_cast<QPlainTextEdit*>(QApplication::focusWidget());
        QVERIFY(field != nullptr);
        QTest::keyClicks(field, QStringLiteral("123 xpw")); // letters and digits are text here
        QCOMPARE(standing().size(), std::size_t(5));
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(standing().size(), std::size_t(6));
        QCOMPARE(standing().back().decision, ReviewDecision::Edit);
        QTRY_VERIFY(text("The example").contains(u"123 xpw"));
        QVERIFY(says(QStringLiteral("1 of 15"))); // the question is still open
        QTRY_VERIFY(isAsking());
        press(Qt::Key_N);
        auto* note = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(note != nullptr);
        QTest::keyClicks(note, QStringLiteral("typo in 2"));
        press(Qt::Key_Return);
        answer(Qt::Key_2);
        QCOMPARE(standing().back().note, std::string("typo in 2"));
        QCOMPARE(standing().back().revision, 2);
    }

    void conflictsAreSettledOneByOne()
    {
        for (const std::int64_t example : {4, 5, 6}) {
            m_desk->place("佐藤", example, 1);
            m_desk->place("鈴木", example, 2);
        }
        openPane(QStringLiteral("高橋"));
        const QString settle = QStringLiteral("Settle 3 example(s) that people place differently");
        QTRY_VERIFY(part<ReviewSetup>()->findChildren<QPushButton*>()[1]->isVisible());
        test::pressButton(*m_pane, settle);
        QTRY_VERIFY(part<ReviewQuestionView>()->isVisible());
        QVERIFY(says(QStringLiteral("佐藤: 普通 · 鈴木: 難しい")));
        QTRY_VERIFY(isAsking());
        press(Qt::Key_S); // left to others
        QTRY_VERIFY(says(QStringLiteral("2 example(s) that people place differently")));
        QTRY_VERIFY(isAsking());
        press(Qt::Key_3);
        QTRY_VERIFY(says(QStringLiteral("1 example(s) that people place differently")));
        QTRY_VERIFY(isAsking());
        press(Qt::Key_X);
        QTRY_VERIFY(says(QStringLiteral("Nothing is left to settle")));
        QCOMPARE(m_desk->phaseOf(4), 1);
        QCOMPARE(m_desk->phaseOf(5), 2);
        QCOMPARE(m_desk->phaseOf(6), int(excludedPlace));
        QCOMPARE(m_desk->reviews().conflicts("main")->size(), std::size_t(1));
    }

    void howFarPeopleAgreeIsSaid()
    {
        const ReviewQueue first = m_desk->begin("佐藤");
        for (std::size_t place = 0; place < first.items.size(); ++place)
            if (!first.items[place].other)
                m_desk->answer(first, place, ReviewDecision::Place, static_cast<int>(place % 3));
        for (std::size_t place = 35; place < first.items.size(); ++place)
            m_desk->answer(first, place, ReviewDecision::Skip);
        const ReviewQueue second = m_desk->begin("鈴木", 30, 9);
        for (std::size_t place = 0; place < second.items.size(); ++place)
            if (second.items[place].reason == ReviewReason::SecondRating)
                m_desk->answer(second, place, ReviewDecision::Place, static_cast<int>(place % 2));
        openPane();
        const auto statistics = reviewStatistics(m_desk->project(), "main");
        QVERIFY_RESULT(statistics);
        QCOMPARE(statistics->pairs.size(), std::size_t(1));
        const RatingAgreement& agreement = statistics->pairs.front().agreement;
        QTRY_VERIFY(says(QStringLiteral("佐藤 and 鈴木 agree on %1% (by chance alone %2%), over 6 example(s)")
                             .arg(std::lround(agreement.observed.estimate * 100))
                             .arg(std::lround(agreement.byChance * 100))));
    }

    void pairsHaveTheirOwnAnswers()
    {
        openPane();
        part<ReviewSetup>()->findChild<QSpinBox*>()->setValue(15);
        begin();
        for (int i = 0; i < 5 + 15; ++i) {
            if (says(QStringLiteral("Next set")))
                break;
            answer(Qt::Key_2);
        }
        QTRY_VERIFY(says(QStringLiteral("This is a good place for a pause")));
        press(Qt::Key_Space);
        QTRY_VERIFY(says(QStringLiteral("Which is harder?")));
        answer(Qt::Key_1);
        answer(Qt::Key_2);
        const std::size_t before = standing().size();
        QTRY_VERIFY(isAsking());
        press(Qt::Key_X); // of one example only
        press(Qt::Key_4);
        QTest::qWait(50);
        QCOMPARE(standing().size(), before);
        answer(Qt::Key_3);
        QTRY_VERIFY(says(QStringLiteral("All your questions are answered.")));
        const std::vector<Review> reviews = standing();
        QCOMPARE(reviews[20].decision, ReviewDecision::FirstHarder);
        QCOMPARE(reviews[21].decision, ReviewDecision::SecondHarder);
        QCOMPARE(reviews[22].decision, ReviewDecision::EquallyHard);
    }
};

QTEST_MAIN(TestReviewPane)
#include "testreviewpane.moc"
