// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/testpane.h"

#include "core/project/testanswering.h"
#include "core/project/testfile.h"
#include "ui/difficulty/figuretable.h"
#include "ui/difficulty/figurewords.h"
#include "ui/page/workbar.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"
#include "ui/style/type.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr int followEveryMs = 1000;
constexpr int textWidth = 720;

enum TestColumn
{
    LevelColumn,
    CountColumn,
    RightColumn,
    ShareColumn,
    RangeColumn,
    VerdictColumn,
    LevelColumnCount
};

QString counted(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

} // namespace

TestPane::TestPane(ProjectSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_note(new QLabel(this))
    , m_choose(new QPushButton(tr("Choose test questions…"), this))
    , m_levels(new QTableWidget(0, LevelColumnCount, this))
    , m_findings(new QLabel(this))
    , m_work(new WorkBar(this))
{
    auto* heading = new QLabel(tr("Test questions that people wrote"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    m_note->setFont(typeFont(TypeSize::Caption));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {m_note, m_findings}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setMaximumWidth(textWidth);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_choose->setToolTip(
        tr("A table (CSV) with the columns question, answer (what counts as right; several apart by |) and "
           "level (1, the easiest, to 8; or easy, medium, hard). Optional: wrong (what an answer must not "
           "hold), check (holds or is) and id."));
    makeFigureTable(m_levels, tr("What the model answers right of each level"));
    m_levels->setHorizontalHeaderLabels(
        {tr("Level"), tr("Questions"), tr("Right"), tr("Share"), tr("95 % band"), tr("Says")});
    m_follow.setInterval(followEveryMs);

    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(heading);
    top->addWidget(m_choose);
    top->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(m_work);
    column->addWidget(m_levels);
    column->addLayout(rowOf(m_findings));
    column->addLayout(rowOf(m_note));
    column->addStretch();

    connect(m_choose, &QPushButton::clicked, this, &TestPane::chooseFile);
    connect(&m_follow, &QTimer::timeout, this, &TestPane::look);
    connect(m_work, &WorkBar::cancelled, this, [this] {
        m_session.questions().change(
            this, [job = m_job](Project& project, const StopFlag&) { return cancelAnswering(project, job); },
            [this](const Result<>& cancelled) {
                if (!cancelled)
                    emit noticed(translatedCore(cancelled.error().message));
                look();
            });
    });
    show(std::nullopt);
}

TestPane::~TestPane()
{
    m_work->end(); // what is asked goes on without a window
}

void TestPane::look()
{
    if (!m_session.isOpen())
        return;
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return lookAtTest(project); },
        [this, question = ++m_question](const Result<std::optional<TestLook>>& look) {
            if (question != m_question)
                return;
            if (!look)
                emit noticed(translatedCore(look.error().message));
            else
                show(*look);
        });
}

void TestPane::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Test questions"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Test questions (*.csv *.tsv *.txt *.json *.jsonl)"), tr("All files (*)")});
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &TestPane::ask);
    dialog->open();
}

void TestPane::ask(const QString& path)
{
    m_isAsking = true;
    m_choose->setEnabled(false);
    m_session.work().ask(
        this,
        [file = path.toStdString()](Project& project, const StopFlag&) -> Result<std::string> {
            auto questions = readTestFile(file);
            if (!questions)
                return passOn(questions);
            TestRequest request;
            request.questions = std::move(*questions);
            return startTest(project, request);
        },
        [this](const Result<std::string>& job) {
            m_isAsking = false;
            m_choose->setEnabled(true);
            if (!job)
                emit noticed(translatedCore(job.error().message));
            look();
        });
}

void TestPane::show(const std::optional<TestLook>& look)
{
    const bool isOpen = look && dankai::isOpen(look->job);
    m_choose->setEnabled(!isOpen && !m_isAsking);
    if (isOpen)
        m_follow.start();
    else
        m_follow.stop();
    if (look)
        showWork(look->job);
    const std::vector<LevelAccuracy> levels = look ? look->levels : std::vector<LevelAccuracy>();
    m_levels->setVisible(!levels.empty());
    m_levels->setRowCount(static_cast<int>(levels.size()));
    for (int row = 0; row < m_levels->rowCount(); ++row) {
        const LevelAccuracy& level = levels[static_cast<std::size_t>(row)];
        putCell(m_levels, row, LevelColumn, QString::number(level.level));
        putCell(m_levels, row, CountColumn, counted(level.n));
        putCell(m_levels, row, RightColumn, counted(level.right));
        putCell(m_levels, row, ShareColumn, shareWord(level.accuracy.estimate));
        putCell(m_levels, row, RangeColumn, shareRangeWord(level.accuracy));
        putCell(m_levels, row, VerdictColumn, stepWord(level.step), false);
    }
    fitToFigures(m_levels);
    const QStringList findings = look && !isOpen ? look->findings : QStringList();
    m_findings->setText(QStringLiteral("• ") + findings.join(QStringLiteral("\n• ")));
    m_findings->setVisible(!findings.isEmpty());
    QString note;
    if (!look)
        note = tr(
            "Questions with the answers that count as right and how difficult each is. The model answers "
            "them "
            "before it is trained, so that what people find hard can be held against what is hard for it.");
    else if (look->job.state == AnswerJobState::Failed)
        note = QStringLiteral("✗ ") + translatedCore(look->job.note);
    else if (look->job.state == AnswerJobState::Stopped)
        note = tr("Stopped after %1 of %2 questions.")
                   .arg(counted(look->job.answered), counted(look->job.prompts));
    else if (!isOpen)
        note = look->cutAnswers == 0
            ? tr("The answers stand on the Compare page.")
            : tr("The answers stand on the Compare page; %n was/were cut at the limit.", nullptr,
                static_cast<int>(look->cutAnswers));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void TestPane::showWork(const AnswerJob& job)
{
    if (!dankai::isOpen(job)) {
        m_work->end();
        m_job.clear();
        return;
    }
    if (m_job != job.id) {
        m_job = job.id;
        m_work->begin(tr("Putting the test questions to the model"));
    }
    ProgressReport now;
    if (job.prompts > 0)
        now.share = static_cast<double>(job.answered) / static_cast<double>(job.prompts);
    if (job.secondsLeft)
        now.secondsLeft = static_cast<int>(*job.secondsLeft) + 1;
    m_work->report(job.state == AnswerJobState::Waiting ? tr("Waiting for what runs before")
            : !job.isLoaded                             ? tr("Loading the model")
                                                        : tr("The model has answered %1 of %2 test questions")
                                  .arg(counted(job.answered), counted(job.prompts)),
        now);
}

} // namespace dankai::ui
