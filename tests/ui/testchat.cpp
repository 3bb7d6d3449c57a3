// SPDX-License-Identifier: GPL-3.0-or-later
// The Chat tab with the real engine on a tiny model of random weights.
#include "core/platform/file.h"
#include "core/project/chat.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"
#include "tests/support/silentengine.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"
#include "tests/ui/widgets.h"
#include "ui/comparison/chatcolumn.h"
#include "ui/comparison/chatengine.h"
#include "ui/comparison/chatinput.h"
#include "ui/comparison/chatsetup.h"
#include "ui/comparison/chattab.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolTip>

#include <optional>

using namespace dankai;
using namespace dankai::ui;

namespace {

// The model before training, an arm's last, and that of a run that goes on from it with changes.
std::vector<ChatSpeaker> speakersOfAnArmAndAnAdaptedRun()
{
    ChatSpeaker arm;
    arm.run = "001";
    arm.arm = "phased";
    arm.checkpoint = "phase_2";
    ChatSpeaker adapted = arm;
    adapted.run = "002";
    adapted.isAdapted = true;
    return {ChatSpeaker(), arm, adapted};
}

} // namespace

class TestChat : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<ChatTab> m_tab;
    QStringList m_notices;

    static constexpr int patienceMs = 60000; // a busy machine starts an engine slowly

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

    ChatInput* input() const { return m_tab->findChild<ChatInput*>(); }

    ChatSetup* setup() const { return m_tab->findChild<ChatSetup*>(); }

    const ChatEngine& engine(std::size_t index) const { return *m_tab->engines().at(index); }

    QString transcript(std::size_t index) const
    {
        return m_tab->findChildren<ChatColumn*>()
            .at(static_cast<qsizetype>(index))
            ->findChild<QTextBrowser*>()
            ->toPlainText();
    }

    void openTab()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_tab = std::make_unique<ChatTab>(*m_session);
        connect(
            m_tab.get(), &ChatTab::noticed, this, [this](const QString& said) { m_notices.append(said); });
        m_tab->resize(1100, 620);
        m_tab->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_tab.get()));
        QTRY_VERIFY(m_session->isOpen());
    }

    void beginChat(int models)
    {
        QTRY_VERIFY(setup()->isVisible());
        int number = 0;
        for (QCheckBox* box : setup()->findChildren<QCheckBox*>())
            box->setChecked(number++ < models);
        test::pressButton(*m_tab, QStringLiteral("Begin the chat"));
        QTRY_COMPARE(m_tab->engines().size(), static_cast<std::size_t>(models));
    }

    void setLongest(int tokens) { m_tab->findChild<QSpinBox*>()->setValue(tokens); }

    void send(const QString& question)
    {
        input()->setPlainText(question);
        QTest::keyClick(input(), Qt::Key_Return);
    }

    bool isAnswered(std::size_t index, std::size_t turns) const
    {
        return engine(index).turns().size() == turns && engine(index).standing() == ChatStanding::Ready
            && engine(index).turns().back().end != ChatTurnEnd::Writing;
    }

    void endEngines()
    {
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator(folder() / "jobs", ignored))
            if (const auto process = engineOf(entry.path())) {
                (void)sendSignal(*process, ProcessSignal::Kill);
                QTRY_VERIFY(!isProcessAlive(*process)); // before another one is started
            }
    }

private slots:

    void init()
    {
        m_folder.emplace();
        m_notices.clear();
        const std::filesystem::path model = m_folder->path().toStdString() + "/model";
        QVERIFY_RESULT(test::writeTinyModel(model));
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = model.string();
        auto project = Project::create(folder(), settings);
        QVERIFY_RESULT(project);
        RunRecord run;
        run.id = "001";
        run.arm = "phased";
        run.state = RunState::Done;
        QVERIFY_RESULT(project->runs().add(run));
        test::TinyModelParams other;
        other.seed = 2;
        QVERIFY_RESULT(
            test::writeTinyModel(project->runsFolder() / "001" / runfile::checkpoints / "phase_1", other));
    }

    void cleanup()
    {
        m_tab.reset();
        m_session.reset();
        endEngines();
    }

    void twoModelsAnswerOneQuestionSideBySide()
    {
        openTab();
        beginChat(2);
        setLongest(16);
        m_tab->findChild<QDoubleSpinBox*>()->setValue(2); // greedy, random weights may say the same
        send(QStringLiteral("Hello <b>you</b>"));
        QVERIFY(input()->toPlainText().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(0, 1) && isAnswered(1, 1), patienceMs);
        QCOMPARE(engine(0).turns().front().question, std::string("Hello <b>you</b>"));
        QVERIFY(engine(0).turns().front().answer != engine(1).turns().front().answer); // other weights
        QVERIFY(engine(0).turns().front().tokens <= 16);
        QCOMPARE(engine(0).turns().front().seed, engine(1).turns().front().seed);
        QVERIFY(transcript(0).contains(u"Hello <b>you</b>")); // text stays text
        QVERIFY(test::saysSomewhere(*m_tab, QStringLiteral("After phase 1 (run 001, phased)")));
        // A second question goes on with the first, whether random weights answered anything or not.
        send(QStringLiteral("And more?"));
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(0, 2) && isAnswered(1, 2), patienceMs);
        QVERIFY(transcript(0).contains(u"Hello <b>you</b>"));
        // The first question is one prompt, whoever answered it; an example is the answer's.
        const auto columns = m_tab->findChildren<ChatColumn*>();
        emit columns[1]->pinWanted(ChatPin::Prompt, 0);
        QTRY_VERIFY(transcript(1).contains(u"kept as a prompt"));
        QVERIFY(transcript(0).contains(u"kept as a prompt"));
        emit columns[0]->unpinWanted(ChatPin::Prompt, 0);
        QTRY_VERIFY(!transcript(1).contains(u"kept as a prompt"));
        if (engine(1).turns().front().answer.empty())
            return; // random weights: nothing to keep
        emit columns[1]->pinWanted(ChatPin::Example, 0);
        QTRY_VERIFY(transcript(1).contains(u"kept as an example"));
        QVERIFY(!transcript(0).contains(u"kept as an example"));
    }

    void theConversationIsThereAgainAndItsEngineComesBack()
    {
        openTab();
        beginChat(1);
        setLongest(16);
        send(QStringLiteral("Hello"));
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(0, 1), patienceMs);
        const std::string answer = engine(0).turns().front().answer;
        m_tab.reset();
        m_session.reset();
        endEngines();
        openTab();
        QTRY_COMPARE(m_tab->engines().size(), std::size_t(1));
        QTRY_COMPARE(engine(0).turns().size(), std::size_t(1));
        QCOMPARE(engine(0).turns().front().answer, answer);
        QTRY_VERIFY(engine(0).standing() == ChatStanding::Resting);
        QVERIFY(test::saysSomewhere(*m_tab, QStringLiteral("the next question loads it")));
        send(QStringLiteral("Are you back?"));
        QTRY_VERIFY_WITH_TIMEOUT(engine(0).standing() == ChatStanding::Ready, patienceMs);
        QCOMPARE(engine(0).turns().back().question, std::string("Are you back?"));
    }

    void stopEndsTheAnswerAndNotTheEngine()
    {
        openTab();
        beginChat(1);
        setLongest(2048); // until the tiny context is full
        m_tab->findChild<QDoubleSpinBox*>()->setValue(2);
        QTRY_VERIFY_WITH_TIMEOUT(engine(0).standing() == ChatStanding::Ready, patienceMs);
        send(QStringLiteral("Go on"));
        for (QAction* action : m_tab->commands())
            if (action->text() == u"Stop the answers") {
                QTRY_VERIFY(action->isEnabled() || isAnswered(0, 1));
                action->trigger();
            }
        QTRY_VERIFY_WITH_TIMEOUT(engine(0).standing() == ChatStanding::Ready, patienceMs);
        QVERIFY(engineOf(engine(0).seat().folder).has_value());
    }

    void clearBeginsANewConversation()
    {
        openTab();
        beginChat(1);
        setLongest(16);
        send(QStringLiteral("First"));
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(0, 1), patienceMs);
        for (QAction* action : m_tab->commands())
            if (action->text() == u"Clear the conversation")
                action->trigger();
        QVERIFY(engine(0).turns().empty());
        QVERIFY(!transcript(0).contains(u"First"));
        send(QStringLiteral("Second"));
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(0, 1), patienceMs);
        QCOMPARE(engine(0).turns().front().question, std::string("Second"));
        std::size_t asked = 0;
        const auto events = readEvents(engine(0).seat().folder / runfile::events);
        QVERIFY_RESULT(events);
        for (const Event& event : *events)
            if (const auto* said = std::get_if<event::Asked>(&event.body)) {
                QCOMPARE(said->earlier, std::uint64_t(0));
                ++asked;
            }
        QCOMPARE(asked, std::size_t(2)); // the record keeps both
    }

    void anEngineThatDiesIsToldAndStartedAgain()
    {
        openTab();
        beginChat(1);
        QTRY_VERIFY_WITH_TIMEOUT(engine(0).standing() == ChatStanding::Ready, patienceMs);
        QVERIFY_RESULT(sendSignal(*engineOf(engine(0).seat().folder), ProcessSignal::Kill));
        QTRY_VERIFY_WITH_TIMEOUT(engine(0).standing() == ChatStanding::Dead, patienceMs);
        QTRY_VERIFY(test::saysSomewhere(*m_tab, QStringLiteral("The engine ended without a word")));
        test::pressButton(*m_tab, QStringLiteral("Start it again"));
        QTRY_VERIFY_WITH_TIMEOUT(engine(0).standing() == ChatStanding::Ready, patienceMs);
        QVERIFY(engine(0).problem().isEmpty());
    }

    void anEngineThatHangsIsToldOfAndCanBeStopped()
    {
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        const auto speakers = chatSpeakers(*project);
        QVERIFY_RESULT(speakers);
        const auto seats = dankai::beginChat(*project, {speakers->front()});
        QVERIFY_RESULT(seats);
        auto hanging = test::startSilentEngine(seats->front().folder);
        QVERIFY_RESULT(hanging);
        openTab();
        QTRY_VERIFY(!m_tab->engines().empty() && engine(0).standing() == ChatStanding::Starting);
        QVERIFY(!test::saysSomewhere(*m_tab, QStringLiteral("has said nothing yet"))); // usual so soon
        m_tab.reset();
        m_session.reset();
        test::ageEngineStart(seats->front().folder, std::chrono::seconds(95));
        openTab();
        QTRY_VERIFY(
            test::saysSomewhere(*m_tab, QStringLiteral("started 2 min ago and has said nothing yet")));
        test::pressButton(*m_tab, QStringLiteral("Stop the engine"));
        QTRY_VERIFY(hanging->wait(std::chrono::milliseconds(0)).has_value());
        QTRY_VERIFY(
            engine(0).standing() == ChatStanding::Dead || engine(0).standing() == ChatStanding::Resting);
        QVERIFY(!test::saysSomewhere(*m_tab, QStringLiteral("has said nothing yet")));
    }

    void aModelThatIsGoneIsASentence()
    {
        openTab();
        QTRY_VERIFY(setup()->isVisible());
        std::filesystem::remove(m_folder->path().toStdString() + "/model/model.safetensors");
        beginChat(1);
        QTRY_VERIFY_WITH_TIMEOUT(engine(0).standing() == ChatStanding::Dead, patienceMs);
        QTRY_VERIFY2(engine(0).problem().contains(u"model"), qPrintable(engine(0).problem()));
    }

    void turnsAreKeptAsPromptsAndExamples()
    {
        openTab();
        beginChat(1);
        setLongest(16);
        send(QStringLiteral("Keep me"));
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(0, 1), patienceMs);
        QVERIFY(!engine(0).turns().front().answer.empty());
        auto* column = m_tab->findChild<ChatColumn*>();
        emit column->pinWanted(ChatPin::Prompt, 0);
        QTRY_COMPARE(m_notices.size(), 1);
        QVERIFY(m_notices.back().contains(u"prompts.jsonl"));
        emit column->pinWanted(ChatPin::Prompt, 0);
        QTRY_COMPARE(m_notices.size(), 2);
        QVERIFY(m_notices.back().contains(u"already"));
        emit column->pinWanted(ChatPin::Example, 0);
        QTRY_COMPARE(m_notices.size(), 3);
        QTRY_VERIFY(transcript(0).contains(u"kept as an example"));
        auto project = Project::open(folder());
        QCOMPARE(pinnedPrompts(*project)->front().messages.front().content, std::string("Keep me"));
        QCOMPARE(
            project->examples().example(ExampleId(1))->example.response, engine(0).turns().front().answer);
        QTRY_COMPARE(m_session->figures().examples, std::uint64_t(1));
        // What this chat has kept can be taken back, and kept again.
        QVERIFY(transcript(0).contains(u"take back"));
        auto* reading = column->findChild<QTextBrowser*>();
        QVERIFY(reading->toHtml().contains(u"href=\"unpin:prompt:0\""));
        emit reading->anchorClicked(QUrl(QStringLiteral("unpin:prompt:0")));
        QTRY_COMPARE(m_notices.size(), 4);
        QVERIFY(pinnedPrompts(*project)->empty());
        QTRY_VERIFY(transcript(0).contains(u"Keep as a prompt"));
        emit column->unpinWanted(ChatPin::Example, 0);
        QTRY_COMPARE(m_notices.size(), 5);
        QVERIFY(project->examples().example(ExampleId(1))->isExcluded);
        QTRY_VERIFY(!transcript(0).contains(u"take back"));
        QVERIFY(reading->toHtml().contains(u"href=\"pin:example:0\""));
        emit reading->anchorClicked(QUrl(QStringLiteral("pin:example:0")));
        QTRY_COMPARE(m_notices.size(), 6);
        QVERIFY(!project->examples().example(ExampleId(1))->isExcluded);
    }

    void theEnterOfAnInputMethodDoesNotSend()
    {
        ChatInput input;
        input.show();
        QSignalSpy sends(&input, &ChatInput::sendWanted);
        input.setPlainText(QStringLiteral("text"));
        QTest::keyClick(&input, Qt::Key_Return);
        QCOMPARE(sends.count(), 1);
        QTest::keyClick(&input, Qt::Key_Enter, Qt::ControlModifier);
        QCOMPARE(sends.count(), 2);
        QTest::keyClick(&input, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(sends.count(), 2);
        QCOMPARE(input.toPlainText().count(u'\n'), 1);
        QInputMethodEvent composing(QStringLiteral("へん"), {});
        QApplication::sendEvent(&input, &composing);
        QTest::keyClick(&input, Qt::Key_Return);
        QCOMPARE(sends.count(), 2);
        // What was offered is taken over, and the same Enter comes after it.
        QInputMethodEvent committed;
        committed.setCommitString(QStringLiteral("返"));
        QApplication::sendEvent(&input, &committed);
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"));
        QApplication::sendEvent(&input, &enter);
        QCOMPARE(sends.count(), 2);
        QVERIFY(input.toPlainText().contains(u"返"));
        QCoreApplication::processEvents();
        QTest::keyClick(&input, Qt::Key_Return);
        QCOMPARE(sends.count(), 3);
    }

    void tenMegabytesAreNotPastedIntoTheQuestion()
    {
        ChatInput input;
        input.show();
        input.setPlainText(QStringLiteral("What is this: "));
        QGuiApplication::clipboard()->setText(QString(10'000'000, u'x'));
        input.paste();
        QCOMPARE(input.toPlainText(), QStringLiteral("What is this: "));
        QVERIFY2(QToolTip::text().contains(u"10,000,000 characters"), qPrintable(QToolTip::text()));
    }

    void anAdaptedRunIsMarked()
    {
        ChatSetup setup;
        const std::vector<ChatSpeaker> speakers = speakersOfAnArmAndAnAdaptedRun();
        setup.take(speakers, 0);
        const auto boxes = setup.findChildren<QCheckBox*>();
        QCOMPARE(boxes.size(), 3);
        QVERIFY(boxes[1]->text().contains(u"run 001, phased)"));
        QVERIFY(boxes[2]->text().contains(u"run 002, phased, adapted)"));
        // A training has saved more models while the page is in sight: every one of them is.
        setup.resize(700, 500);
        setup.show();
        QVERIFY(QTest::qWaitForWindowExposed(&setup));
        setup.take({speakers[0], speakers[1]}, 0);
        setup.take(speakers, 0);
        QCoreApplication::processEvents();
        int height = 0;
        for (const QCheckBox* box : setup.findChildren<QCheckBox*>())
            height += box->height();
        QVERIFY(setup.findChild<QScrollArea*>()->height() >= height);
    }

    void aChatBeginsWithTheModelsOfAnArm()
    {
        ChatSetup setup;
        setup.take(speakersOfAnArmAndAnAdaptedRun(), 0);
        const auto boxes = setup.findChildren<QCheckBox*>();
        QCOMPARE(boxes.size(), 3);
        // No arm, so not what one looks at first.
        QVERIFY(boxes[0]->isChecked() && boxes[1]->isChecked() && !boxes[2]->isChecked());
    }

    void memoryIsSaidBeforeLoading()
    {
        ChatSetup setup;
        ChatSpeaker large;
        large.memoryBytes = std::uint64_t(3) << 30;
        ChatSpeaker other = large;
        other.run = "001";
        other.checkpoint = "phase_1";
        setup.take({large, other}, std::uint64_t(5) << 30);
        QVERIFY(test::saysSomewhere(setup, QStringLiteral("some may not start")));
        setup.take({large, other}, std::uint64_t(7) << 30);
        QVERIFY(!test::saysSomewhere(setup, QStringLiteral("some may not start")));
        QVERIFY(test::saysSomewhere(setup, QStringLiteral("model(s), about")));
        std::vector<ChatSpeaker> five(5, large);
        setup.take(five, 0);
        for (QCheckBox* box : setup.findChildren<QCheckBox*>())
            box->setChecked(true);
        QVERIFY(test::saysSomewhere(setup, QStringLiteral("At most four")));
    }
};

QTEST_MAIN(TestChat)
#include "testchat.moc"
