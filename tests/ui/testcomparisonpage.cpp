// SPDX-License-Identifier: GPL-3.0-or-later
// The Compare page on a real project: answers that runs have recorded, and answers that the real engine gives
// on a tiny model, in a queue worker of its own.
#include "core/evaluation/outputhealth.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/project/answerset.h"
#include "core/project/runlaunch.h"
#include "core/run/runfolder.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"
#include "tests/ui/widgets.h"
#include "ui/comparison/answerdetail.h"
#include "ui/comparison/answeringpanel.h"
#include "ui/comparison/answerspanel.h"
#include "ui/comparison/answertable.h"
#include "ui/comparison/answertablemodel.h"
#include "ui/comparison/comparisonpage.h"
#include "ui/comparison/frozencolumn.h"
#include "ui/comparison/speakertree.h"
#include "ui/comparison/speakerwords.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace dankai;
using namespace dankai::ui;
using test::pressButton;
using test::saysSomewhere;
namespace fs = std::filesystem;

namespace {

RunRow prompt(const std::string& id, const std::string& text, const std::string& reference = {})
{
    RunRow row;
    row.id = id;
    row.messages = {{"user", text}};
    row.reference = reference;
    return row;
}

// Every page of texts, in one line a row: what a table of strings would show.
QStringList shownTexts(const AnswerTableModel& model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, column).data().toString());
    return texts;
}

QString markedWords(const MarkedText& text, int kind)
{
    QStringList words;
    for (const TextMark& mark : text.marks)
        if ((mark.kinds & kind) != 0)
            words.append(text.text.mid(mark.start, mark.length));
    return words.join(u'|');
}

} // namespace

class TestComparisonPage : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<ComparisonPage> m_page;

    fs::path root() const { return m_folder->path().toStdString(); }

    fs::path project() const { return root() / "project"; }

    AnswersPanel* panel() const { return m_page->findChild<AnswersPanel*>(); }

    AnswerTableModel* model() const { return panel()->model(); }

    QAction* action(const QString& text) const
    {
        for (QAction* action : m_page->actions())
            if (action->text() == text)
                return action;
        qFatal("no command %s", qPrintable(text));
    }

    // A run with checkpoints of one model that can answer.
    void addRun(const std::string& id, const std::string& arm, int phases, const std::vector<RunRow>& prompts)
    {
        auto opened = Project::open(project());
        QVERIFY_RESULT(opened);
        RunSpec spec = smallestRunSpec();
        spec.arm = arm;
        spec.model.path = (root() / "model").string();
        spec.phases.resize(static_cast<std::size_t>(phases), spec.phases.front());
        for (int k = 1; k <= phases; ++k) {
            spec.phases[static_cast<std::size_t>(k) - 1].file = runfile::phase(k);
            const fs::path saved = opened->runsFolder() / id / runfile::checkpoints / checkpointName(k);
            QVERIFY_RESULT(makeFolder(saved.parent_path()));
            fs::copy(root() / "model", saved, fs::copy_options::recursive);
        }
        QVERIFY_RESULT(writeFileAtomically(opened->runsFolder() / id / runfile::spec, toYaml(spec)));
        QVERIFY_RESULT(
            writeFileAtomically(opened->runsFolder() / id / runfile::prompts, toJsonLines(prompts)));
        RunRecord record;
        record.id = id;
        record.arm = arm;
        record.plan = "main";
        record.state = RunState::Done;
        record.finishedMs = 1;
        QVERIFY_RESULT(opened->runs().add(record));
    }

    void addAnswers(
        const std::string& id, const std::string& checkpoint, const std::vector<AnswerText>& answers) const
    {
        const fs::path folder = project() / "runs" / id / runfile::results / checkpoint;
        QVERIFY_RESULT(makeFolder(folder));
        QVERIFY_RESULT(writeFileAtomically(folder / runfile::answers, toJsonLines(answers)));
    }

    void addUsualRuns()
    {
        addRun("001", "phased", 2,
            {prompt("1", "How do I return it?", "Within 30 days."), prompt("2", "What does E-47 mean?"),
                prompt("3", "保証期間はいつまでですか。")});
        addRun("002", "one-off", 1, {prompt("x", "How do I return it?")});
        addAnswers("001", "base",
            {{"1", "Send it back in a box.", 7, true, 0.5}, {"2", "The same", 2, true, 0.6},
                {"3", "保証期間は一年です。", 9, true, 0.7}});
        addAnswers("001", "phase_1",
            {{"1", "Send it back in the box.", 7, true}, {"2", "The same", 2, true},
                {"3", "保証期間は二年です。", 9, true}});
        addAnswers(
            "001", "phase_2", {{"1", "Send it back in the old box", 128, false}, {"2", "The same", 2, true}});
        addAnswers("002", "phase_1", {{"x", "No.", 2, true}});
    }

    void openPage()
    {
        m_session = std::make_unique<ProjectSession>(project());
        m_page = std::make_unique<ComparisonPage>(*m_session);
        m_page->resize(1100, 620);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        QTRY_VERIFY(m_session->isOpen());
    }

private slots:

    void theAnswersHeaderIsAsHighAsItsTwoLines()
    {
        AnswerTableModel none(nullptr);
        AnswerHeader header(none);
        header.setModel(&none);
        for (const int percent : {100, 182, 364}) {
            applyTextScale(*qApp, percent);
            const int lines = QFontMetrics(typeFont(TypeSize::Body)).height()
                + QFontMetrics(typeFont(TypeSize::Caption)).height();
            QVERIFY(header.sizeHint().height() >= lines);
        }
        applyTextScale(*qApp, 100);
    }

    void init()
    {
        m_folder.emplace();
        QVERIFY_RESULT(test::writeTinyModel(root() / "model"));
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = (root() / "model").string();
        QVERIFY_RESULT(Project::create(project(), settings));
    }

    void cleanup()
    {
        m_page.reset();
        m_session.reset();
    }

    void withoutARunThePageSaysWhatIsMissing()
    {
        openPage();
        QTRY_VERIFY(saysSomewhere(*m_page, QStringLiteral("No answers yet")));
        QVERIFY(m_page->missing().contains(u"trained"));
        QSignalSpy wanted(m_page.get(), &ComparisonPage::pageWanted);
        pressButton(*m_page, QStringLiteral("Go to Training"));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.front().front().toString(), QStringLiteral("training"));
    }

    void rowsArePromptsAndColumnsAreModels()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        const QAbstractItemModelTester tester(model());
        QCOMPARE(model()->columns(),
            (std::vector<std::string>{"base", "001/phase_1", "001/phase_2", "002/phase_1"}));
        QCOMPARE(model()->reference(), std::string("base"));
        QCOMPARE(shownTexts(*model(), 4), (QStringList{QStringLiteral("No."), QString(), QString()}));
        QCOMPARE(model()->headerData(2, Qt::Horizontal).toString(), QStringLiteral("After phase 1"));
        QCOMPARE(model()->headerData(4, Qt::Horizontal).toString(), QStringLiteral("Run 002, one-off"));
        QCOMPARE(
            speakerWord(*model()->set(), "001/phase_1"), QStringLiteral("Run 001, phased › after phase 1"));
        QVERIFY(model()->caption(model()->index(0, 3)).contains(u"cut at the limit"));
        QVERIFY(model()->caption(model()->index(0, 1)).contains(u"0.5 s"));
        QVERIFY(!model()->caption(model()->index(0, 2)).contains(u" s"));
        QCOMPARE(model()->caption(model()->index(1, 4)), QStringLiteral("no answer yet"));
        const ColumnFigures figures = model()->figures(3);
        QCOMPARE(figures.answers, std::size_t(2));
        QCOMPARE(figures.meanTokens, 65.0);
        QCOMPARE(figures.cut, std::size_t(1));
        QVERIFY(!figures.meanSeconds);
        QVERIFY(m_page->missing().isEmpty());
    }

    void wordsThatTheReferenceDoesNotHaveAreMarked()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        const MarkedText english = model()->markedText(model()->index(0, 2), RemovedWords::Hide);
        QCOMPARE(english.text, QStringLiteral("Send it back in the box."));
        QCOMPARE(markedWords(english, TextMark::Added), QStringLiteral("the"));
        const MarkedText both = model()->markedText(model()->index(0, 2), RemovedWords::Show);
        QCOMPARE(both.text, QStringLiteral("Send it back in athe box."));
        QCOMPARE(markedWords(both, TextMark::Removed), QStringLiteral("a"));
        const MarkedText japanese = model()->markedText(model()->index(2, 2), RemovedWords::Hide);
        QVERIFY(markedWords(japanese, TextMark::Added).startsWith(u"二"));
        QVERIFY(!markedWords(japanese, TextMark::Added).contains(u"保証"));
        QVERIFY(model()->markedText(model()->index(0, 1), RemovedWords::Show).marks.empty()); // the reference
        // Little in common: what is missing stays out.
        QCOMPARE(model()->markedText(model()->index(0, 4), RemovedWords::Show).text, QStringLiteral("No."));
        // A mark is more than a colour.
        for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
            const auto formats = formatsOf(both, *theme);
            QCOMPARE(formats.size(), 2);
            QVERIFY(formats[0].format.fontStrikeOut());
            QVERIFY(formats[1].format.underlineStyle() != QTextCharFormat::NoUnderline);
            QVERIFY(
                contrastRatio(formats[0].format.foreground().color(), formats[0].format.background().color())
                >= 4.5);
            QVERIFY(contrastRatio(theme->text, formats[1].format.background().color()) >= 4.5);
        }
        // Another reference by its digit.
        action(QStringLiteral("Compare with model 2"))->trigger();
        QCOMPARE(model()->reference(), std::string("001/phase_1"));
        QCOMPARE(markedWords(model()->markedText(model()->index(0, 1), RemovedWords::Hide), TextMark::Added),
            QStringLiteral("a"));
    }

    void onlyDifferentHidesWhatIsTheSame()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        QVERIFY(saysSomewhere(*m_page, QStringLiteral("2 of 3 differ")));
        auto* table = m_page->findChild<AnswerTable*>();
        table->setCurrentIndex(model()->index(0, 2));
        action(QStringLiteral("Next prompt with a difference"))->trigger();
        QCOMPARE(table->currentIndex().row(), 2);
        action(QStringLiteral("Previous prompt with a difference"))->trigger();
        QCOMPARE(table->currentIndex().row(), 0);
        table->setCurrentIndex(model()->index(2, 2));
        action(QStringLiteral("Only different"))->trigger();
        QCOMPARE(model()->rowCount(), 2);
        QCOMPARE(table->currentIndex(), model()->index(1, 2)); // the same prompt stays current
        // Compared among themselves nothing of this row differs.
        action(QStringLiteral("Only different"))->trigger();
        QCOMPARE(model()->rowCount(), 3);
    }

    void thePromptStaysInSightWhereColumnsAreScrolled()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        auto* table = m_page->findChild<AnswerTable*>();
        auto* frozen = table->findChild<FrozenColumn*>();
        m_page->resize(2400, 700);
        QTRY_VERIFY(frozen->isHidden()); // everything is in sight
        QVERIFY(model()->columnCount() >= 3);
        m_page->resize(720, 500);
        QTRY_VERIFY(frozen->isVisible());
        QScrollBar* sideways = table->horizontalScrollBar();
        QVERIFY(sideways->maximum() > 0);
        sideways->setValue(sideways->maximum());
        QCOMPARE(frozen->mapTo(table->window(), QPoint()).x(),
            table->viewport()->mapTo(table->window(), QPoint()).x());
        QCOMPARE(frozen->columnWidth(0), table->columnWidth(0));
        QCOMPARE(frozen->rowHeight(2), table->rowHeight(2));
        // A click on a prompt makes it current, with the columns where they are.
        QTest::mouseClick(frozen->viewport(), Qt::LeftButton, {},
            frozen->visualRect(model()->index(1, 0)).topLeft() + QPoint(20, 10));
        QCOMPARE(table->currentIndex(), model()->index(1, 0));
        QCOMPARE(sideways->value(), sideways->maximum());
        // A cell that becomes current is not covered.
        table->setCurrentIndex(model()->index(1, 1));
        QVERIFY(table->visualRect(model()->index(1, 1)).left() >= frozen->width());
        // Dragged in one, moved in both.
        frozen->horizontalHeader()->resizeSection(0, 210);
        QCOMPARE(table->columnWidth(0), 210);
    }

    void draggedWidthsComeBack()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        m_page->findChild<AnswerTable*>()->horizontalHeader()->resizeSection(2, 333);
        QSettings settings(m_folder->filePath(QStringLiteral("own.ini")), QSettings::IniFormat);
        m_page->saveState(settings);
        m_page.reset();
        openPage();
        m_page->restoreState(settings);
        QTRY_COMPARE(model()->rowCount(), 3);
        auto* table = m_page->findChild<AnswerTable*>();
        QCOMPARE(table->columnWidth(2), 333);
        QVERIFY(table->columnWidth(1) != 333);
        m_page->resize(m_page->width() + 300, m_page->height());
        QCOMPARE(table->columnWidth(2), 333);
    }

    void searchLooksIntoPromptsAndAnswers()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        auto* search = m_page->findChild<QLineEdit*>(QStringLiteral("search"));
        search->setText(QStringLiteral("SAME"));
        QTRY_COMPARE(model()->rowCount(), 1);
        QCOMPARE(markedWords(model()->markedText(model()->index(0, 1), RemovedWords::Hide), TextMark::Match),
            QStringLiteral("same"));
        search->setText(QStringLiteral("保証"));
        QTRY_COMPARE(shownTexts(*model(), 0), QStringList(QStringLiteral("保証期間はいつまでですか。")));
        search->setText(QStringLiteral("nowhere"));
        QTRY_COMPARE(model()->rowCount(), 0);
        QVERIFY(saysSomewhere(*m_page, QStringLiteral("holds “nowhere”")));
        pressButton(*m_page, QStringLiteral("Show all prompts"));
        QTRY_COMPARE(model()->rowCount(), 3);
        // A match within a marked word is both.
        search->setText(QStringLiteral("the b"));
        QTRY_COMPARE(model()->rowCount(), 1);
        const MarkedText marked = model()->markedText(model()->index(0, 2), RemovedWords::Hide);
        QCOMPARE(markedWords(marked, TextMark::Match), QStringLiteral("the| b"));
        QCOMPARE(markedWords(marked, TextMark::Added), QStringLiteral("the"));
    }

    void theDetailShowsAllAnswersInFull()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        auto* detail = m_page->findChild<AnswerDetail*>();
        m_page->findChild<AnswerTable*>()->setCurrentIndex(model()->index(0, 0));
        const QString text = detail->toPlainText();
        QVERIFY(text.contains(u"How do I return it?"));
        QVERIFY(text.contains(u"the old box"));
        QVERIFY(text.contains(u"in common"));
        QVERIFY(text.contains(u"athe box."));
        m_page->resize(1600, 500);
        QTest::qWait(50);
        QCOMPARE(detail->toPlainText().count(u"How do I return it?"), 1);
        action(QStringLiteral("Show the words that are missing"))->trigger();
        QVERIFY(!detail->toPlainText().contains(u"athe box."));
    }

    void textFromOutsideStaysText()
    {
        addRun("001", "phased", 2, {prompt("1", "<script>?")});
        addAnswers("001", "base", {{"1", "<b>bold</b> %1 & so", 3, true}});
        addAnswers("001", "phase_1", {{"1", "<i>thin</i> %2 & so", 3, true}});
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        auto* detail = m_page->findChild<AnswerDetail*>();
        action(QStringLiteral("Show the words that are missing"))->trigger();
        QTRY_VERIFY(detail->toPlainText().contains(u"<b>bold</b> %1 & so"));
        QVERIFY(detail->toPlainText().contains(u"<script>?"));
        QVERIFY(detail->toPlainText().contains(u"thin</i> %2"));
    }

    void columnsAndReferenceAreRemembered()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        auto* tree = m_page->findChild<SpeakerTree*>(QStringLiteral("columns"));
        QVERIFY(tree != nullptr);
        QList<QTreeWidgetItem*> found = tree->findItems(QStringLiteral("Reference answer"), Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        found.front()->setCheckState(0, Qt::Checked);
        tree->findItems(QStringLiteral("Run 002, one-off"), Qt::MatchExactly)
            .front()
            ->setCheckState(0, Qt::Unchecked);
        const std::vector<std::string> columns{
            "base", "001/phase_1", "001/phase_2", std::string(referenceKey)};
        QCOMPARE(model()->columns(), columns);
        panel()->setReference(QStringLiteral("reference"));
        QCOMPARE(model()->differentRows(), 1); // only one prompt has a reference answer
        QSettings settings(m_folder->filePath(QStringLiteral("page.ini")), QSettings::IniFormat);
        m_page->saveState(settings);
        m_page = std::make_unique<ComparisonPage>(*m_session);
        m_page->restoreState(settings);
        QTRY_COMPARE(model()->rowCount(), 3);
        QCOMPARE(model()->columns(), columns);
        QCOMPARE(model()->reference(), std::string(referenceKey));
    }

    void theTableIsCopiedAndSaved()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        const QString path = m_folder->filePath(QStringLiteral("answers.csv"));
        QCOMPARE(panel()->saveTable(path), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray csv = file.readAll();
        QVERIFY(csv.startsWith("\xef\xbb\xbfprompt,"));
        QVERIFY(csv.contains("\"Run 002, one-off tokens\""));
        QVERIFY(csv.contains("Send it back in a box.,22,7,0.500,yes"));
        QVERIFY(csv.contains("Send it back in the old box,27,128,,no"));
        QCOMPARE(csv.count('\n'), 4);
        QVERIFY(panel()->saveTable(m_folder->filePath(QStringLiteral("none/a.csv"))).contains(u"none/a.csv"));
        action(QStringLiteral("Copy the table"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("text/csv")), csv);
        m_page->findChild<AnswerTable*>()->setCurrentIndex(model()->index(0, 2));
        action(QStringLiteral("Copy the answer"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Send it back in the box."));
    }

    void whatARunLeavesBrokenIsSaidAndTheRestIsShown()
    {
        addUsualRuns();
        QVERIFY_RESULT(
            writeFileAtomically(project() / "runs/002" / runfile::spec, "version: 1\nmodle: {}\n"));
        openPage();
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        QTRY_COMPARE(model()->rowCount(), 3);
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY(noticed.front().front().toString().contains(u"run.yaml:2"));
    }

    void thousandsOfPromptsAreShown()
    {
        std::vector<RunRow> prompts;
        std::vector<AnswerText> before, after;
        for (int i = 0; i < 3000; ++i) {
            const std::string id = std::to_string(i);
            prompts.push_back(prompt(id, "Question " + id));
            before.push_back({id, "Answer " + id + "\nand more of it", 9, true});
            after.push_back({id, i % 2 == 0 ? before.back().text : "Other " + id, 9, true});
        }
        addRun("001", "phased", 2, prompts);
        addAnswers("001", "base", before);
        addAnswers("001", "phase_1", after);
        openPage();
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 3000, 20000);
        action(QStringLiteral("Only different"))->trigger();
        QCOMPARE(model()->rowCount(), 1500);
        auto* table = m_page->findChild<AnswerTable*>();
        table->setCurrentIndex(model()->index(1499, 0));
        QVERIFY(table->visualRect(model()->index(1499, 0)).isValid());
        QVERIFY(table->rowHeight(0) > table->fontMetrics().height());
        table->grab(); // draws the last rows
    }

    void aRequestThatCannotBeIsASentence()
    {
        addUsualRuns();
        openPage();
        QTRY_COMPARE(model()->rowCount(), 3);
        panel()->askPrompts();
        AnsweringPanel* asking = panel()->answeringPanel();
        asking->setTypedPrompts(QStringLiteral("  \n"));
        asking->ask();
        QVERIFY(saysSomewhere(*m_page, QStringLiteral("There is no prompt yet")));
        asking->setPromptFile(m_folder->filePath(QStringLiteral("none.jsonl")));
        asking->ask();
        QVERIFY(saysSomewhere(*m_page, QStringLiteral("none.jsonl")));
        pressButton(*m_page, QStringLiteral("Back"));
        QVERIFY(m_page->findChild<AnswerTable*>()->isVisible());
    }

#ifdef DANKAI_HAS_ENGINE
    void theEngineAnswersUnattendedAndWhatFailsIsTold()
    {
        addRun("001", "phased", 2, {prompt("1", "Why?")});
        addAnswers("001", "base", {{"1", "Because.", 2, true}});
        // The weights of phase 2 are broken: its job fails, the others go on.
        QVERIFY_RESULT(
            writeFileAtomically(project() / "runs/001/checkpoints/phase_2/model.safetensors", "broken"));
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        panel()->askPrompts();
        AnsweringPanel* asking = panel()->answeringPanel();
        asking->setTypedPrompts(QStringLiteral("How much is it?\nいつ届きますか。"));
        asking->findChild<QSpinBox*>()->setValue(12);
        auto* tree = asking->findChild<SpeakerTree*>();
        tree->findItems(QStringLiteral("Run 001, phased"), Qt::MatchExactly)
            .front()
            ->setCheckState(0, Qt::Checked);
        QCOMPARE(tree->checked(), (std::vector<std::string>{"base", "001/phase_1", "001/phase_2"}));
        asking->ask();
        QTRY_VERIFY(!asking->isVisible());
        // Closing the window at once stops nothing.
        m_page.reset();
        m_session.reset();
        openPage();
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 3, 60000);
        const auto job = [this](std::size_t index) {
            const AnswerSet* set = model()->set();
            return index < set->jobs.size() ? set->jobs[index].state : AnswerJobState::Waiting;
        };
        QTRY_COMPARE_WITH_TIMEOUT(job(0), AnswerJobState::Done, 60000);
        QTRY_COMPARE_WITH_TIMEOUT(job(1), AnswerJobState::Done, 60000);
        QTRY_COMPARE_WITH_TIMEOUT(job(2), AnswerJobState::Failed, 60000);
        QVERIFY(saysSomewhere(*m_page, QStringLiteral("model.safetensors")));
        QCOMPARE(model()->set()->jobs[2].speaker, std::string("001/phase_2"));
        const RecordedAnswer* answer = recordedAnswer(*model()->set(), "001/phase_1", 2);
        QVERIFY(answer != nullptr);
        QVERIFY(answer->tokens > 0 && answer->tokens <= 12);
        QVERIFY(answer->seconds && *answer->seconds > 0);
        // The same weights with the same seed say the same.
        QCOMPARE(answer->text, recordedAnswer(*model()->set(), "base", 2)->text);
        pressButton(*m_page, QStringLiteral("Hide"));
        QVERIFY(!saysSomewhere(*m_page, QStringLiteral("model.safetensors")));
        // The jobs and what they said are kept.
        QVERIFY(fs::exists(project() / "jobs/answers-001/results.jsonl"));
    }

    void cancellingEndsTheJobsAndKeepsWhatWasAnswered()
    {
        addRun("001", "phased", 1, {prompt("1", "Why?")});
        openPage();
        QTRY_COMPARE(model()->rowCount(), 1);
        panel()->askPrompts();
        AnsweringPanel* asking = panel()->answeringPanel();
        QString many;
        for (int i = 0; i < 4000; ++i)
            many += QStringLiteral("Question number %1 of many\n").arg(i);
        asking->setTypedPrompts(many);
        asking->findChild<QSpinBox*>()->setValue(200);
        auto* tree = asking->findChild<SpeakerTree*>();
        for (QTreeWidgetItem* item : tree->findItems(QStringLiteral("Before training"), Qt::MatchExactly))
            item->setCheckState(0, Qt::Checked);
        for (QTreeWidgetItem* item : tree->findItems(QStringLiteral("Run 001, phased"), Qt::MatchExactly))
            item->setCheckState(0, Qt::Checked);
        QCOMPARE(tree->checked().size(), std::size_t(2));
        asking->ask();
        const auto jobs = [this] { return model()->set()->jobs; };
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().empty() && jobs().front().answered > 0, 60000);
        QCOMPARE(jobs().front().state, AnswerJobState::Running);
        QCOMPARE(jobs().back().state, AnswerJobState::Waiting);
        QTRY_VERIFY(saysSomewhere(*m_page, QStringLiteral("Live")));
        QTRY_VERIFY(saysSomewhere(*m_page, QStringLiteral("waits its turn")));
        QTRY_VERIFY(saysSomewhere(*m_page, QStringLiteral(" of 4")));
        auto cancels = m_page->findChildren<QPushButton*>();
        cancels.removeIf([this](const QPushButton* button) {
            return button->text() != u"Cancel" || !test::isShownIn(button, *m_page);
        });
        QCOMPARE(cancels.size(), 2);
        cancels.back()->click(); // the one that waits
        cancels.front()->click();
        QTRY_VERIFY_WITH_TIMEOUT(
            jobs().size() == 1 && jobs().front().state == AnswerJobState::Stopped, 60000);
        QVERIFY(jobs().front().answered > 0);
        QVERIFY(recordedAnswer(*model()->set(), "base", 1) != nullptr);
        QTRY_VERIFY(saysSomewhere(*m_page, QStringLiteral("Recorded")));
        QVERIFY(!fs::exists(project() / "jobs/answers-002"));
    }
#endif
};

QTEST_MAIN(TestComparisonPage)
#include "testcomparisonpage.moc"
