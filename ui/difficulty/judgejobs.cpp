// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/judgejobs.h"

#include "core/platform/file.h"
#include "ui/difficulty/figurewords.h"
#include "ui/engine/enginecommands.h"
#include "ui/page/listtable.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/sentencegap.h"
#include "ui/session/projectsession.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <fstream>

namespace dankai::ui {

namespace {

constexpr int lookEveryMs = 1500;
constexpr int saidExamples = 20;
constexpr int saidColumnWidth = 300;

enum JobColumn
{
    NameColumn,
    ScorerColumn,
    StateColumn,
    ScoredColumn,
    CallsColumn,
    CostColumn,
    NoteColumn,
    JobColumnCount
};

struct Said
{
    QString score;
    QString instruction;
    QString reply;
};

QString counted(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString stateWord(const JudgeJob& job)
{
    switch (job.state) {
    case JudgeJobState::Running:
        return JudgeJobs::tr("▶ running");
    case JudgeJobState::Done:
        return JudgeJobs::tr("✓ done");
    case JudgeJobState::Stopped:
        return JudgeJobs::tr("Ⅱ paused");
    case JudgeJobState::Failed:
        break;
    }
    return JudgeJobs::tr("✗ failed");
}

QString costWord(double cost, const std::string& currency)
{
    return currency.empty()
        ? noFigure()
        : QLocale().toString(cost, 'f', cost < 0.1 ? 4 : 2) + u' ' + QString::fromStdString(currency);
}

// Of the first examples of a job, as they were asked.
Result<std::vector<Said>> readSaid(Project& project, const std::string& job, const std::string& scorer)
{
    std::vector<Said> said;
    const std::filesystem::path file = project.jobsFolder() / job / judgefile::rows;
    std::ifstream rows(file);
    std::string line;
    while (static_cast<int>(said.size()) < saidExamples && std::getline(rows, line)) {
        const auto row = parseJudgeRow(line, file.string());
        if (!row)
            return tl::unexpected(row.error());
        const auto scores = project.scores().scoresOf(row->id);
        if (!scores)
            return tl::unexpected(scores.error());
        const auto found = std::ranges::find_if(*scores, [&](const auto& entry) {
            return entry.first == scorer && entry.second.revision == row->revision;
        });
        if (found == scores->end())
            continue;
        const Score& score = found->second;
        said.push_back({score.value ? scoreWord(*score.value) : noFigure(),
            QString::fromStdString(userTurn(row->example)).simplified(),
            QString::fromStdString(score.raw).simplified()});
    }
    return said;
}

} // namespace

JudgeJobs::JudgeJobs(ProjectSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_commands(new EngineCommands(this))
    , m_table(new QTableWidget(0, JobColumnCount, this))
    , m_ledger(new QLabel(this))
    , m_pause(new QPushButton(tr("Pause"), this))
    , m_goOn(new QPushButton(tr("Go on"), this))
    , m_said(new QTableWidget(0, 3, this))
{
    makeListTable(m_table, tr("Jobs of judges"), compactRowHeight);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalHeaderLabels(
        {tr("Job"), tr("Model"), tr("State"), tr("Scored"), tr("Calls"), tr("Cost"), tr("Note")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    makeListTable(m_said, tr("What the judge said"), compactRowHeight);
    m_said->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_said->setHorizontalHeaderLabels({tr("Score"), tr("Instruction"), tr("Reply")});
    m_said->horizontalHeader()->setStretchLastSection(true);
    m_said->setColumnWidth(0, 56);
    m_said->setColumnWidth(1, saidColumnWidth);
    m_ledger->setTextFormat(Qt::PlainText);
    m_ledger->setWordWrap(true);
    m_ledger->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_pause->setToolTip(tr("Waits for the calls that are under way; nothing is paid twice when it goes on"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_ledger, 1);
    buttons->addWidget(m_pause);
    buttons->addWidget(m_goOn);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_said, 2);

    connect(m_pause, &QPushButton::clicked, this, &JudgeJobs::pause);
    connect(m_goOn, &QPushButton::clicked, this, &JudgeJobs::goOn);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &JudgeJobs::showChosen);
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &JudgeJobs::look);
    show(std::vector<JudgeJob>());
}

bool JudgeJobs::isAnyRunning() const
{
    return std::ranges::any_of(
        m_jobs, [](const JudgeJob& job) { return job.state == JudgeJobState::Running; });
}

void JudgeJobs::look()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return listJudgeJobs(project); },
        [this](Result<std::vector<JudgeJob>> jobs) {
            m_isAsking = false;
            if (!jobs) {
                m_timer.stop();
                emit failed(translatedCore(jobs.error().message));
                return;
            }
            const bool wasRunning = isAnyRunning();
            std::ranges::reverse(*jobs);
            show(std::move(*jobs));
            if (isAnyRunning())
                m_timer.start();
            else
                m_timer.stop();
            if (wasRunning && !isAnyRunning())
                m_session.refresh(); // its scores are in the project now
        });
}

void JudgeJobs::choose(const std::string& job)
{
    m_wanted = job;
    look();
}

const JudgeJob* JudgeJobs::chosen() const
{
    const int row = m_table->currentRow();
    return row < 0 || row >= static_cast<int>(m_jobs.size()) ? nullptr
                                                             : &m_jobs[static_cast<std::size_t>(row)];
}

void JudgeJobs::show(std::vector<JudgeJob> jobs)
{
    const JudgeJob* before = chosen();
    std::string wanted = before != nullptr ? before->id : std::string();
    if (std::ranges::any_of(jobs, [&](const JudgeJob& job) { return job.id == m_wanted; })) {
        wanted = m_wanted;
        m_wanted.clear();
    }
    m_jobs = std::move(jobs);
    {
        const QSignalBlocker blocker(m_table);
        m_table->setRowCount(static_cast<int>(m_jobs.size()));
        int row = 0, current = 0;
        for (const JudgeJob& job : m_jobs) {
            const event::Ledger& ledger = job.ledger;
            putCell(m_table, row, NameColumn, QString::fromStdString(job.id), false);
            putCell(m_table, row, ScorerColumn,
                QString::fromStdString(job.spec.scorer.substr(job.spec.scorer.find(':') + 1)), false);
            putCell(m_table, row, StateColumn, stateWord(job), false);
            putCell(m_table, row, ScoredColumn,
                tr("%1 of %2").arg(counted(ledger.scored), counted(ledger.total)));
            putCell(m_table, row, CallsColumn, counted(ledger.calls));
            putCell(m_table, row, CostColumn, costWord(ledger.cost, ledger.currency));
            putCell(m_table, row, NoteColumn, translatedCore(job.note), false);
            m_table->item(row, NoteColumn)->setToolTip(translatedCore(job.note));
            if (job.id == wanted)
                current = row;
            ++row;
        }
        if (!m_jobs.empty())
            m_table->setCurrentCell(current, 0);
    }
    showChosen();
}

void JudgeJobs::showChosen()
{
    const JudgeJob* job = chosen();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_table, m_ledger, m_said})
        widget->setVisible(job != nullptr);
    m_pause->setVisible(job != nullptr && job->state == JudgeJobState::Running);
    m_pause->setEnabled(true);
    m_goOn->setVisible(
        job != nullptr && (job->state == JudgeJobState::Stopped || job->state == JudgeJobState::Failed));
    if (job == nullptr)
        return;
    const event::Ledger& ledger = job->ledger;
    QString text
        = tr("%1 calls: %2 confirmed, %3 that may have been paid, %4 not sent; %5 tokens in, %6 out.")
              .arg(counted(ledger.calls), counted(ledger.confirmed), counted(ledger.unknown),
                  counted(ledger.notSent), counted(ledger.tokensIn), counted(ledger.tokensOut));
    if (ledger.unscored + ledger.postponed > 0)
        text += sentenceGap()
            + tr("Without a number: %1; without an answer: %2.")
                  .arg(counted(ledger.unscored), counted(ledger.postponed));
    if (!ledger.currency.empty() && ledger.unknownCost > 0)
        text += sentenceGap()
            + tr("Of the cost at most %1 more may be due.")
                  .arg(costWord(ledger.unknownCost, ledger.currency));
    m_ledger->setText(text);
    showSaid(job->id);
}

void JudgeJobs::showSaid(const std::string& id)
{
    const JudgeJob* job = chosen();
    const std::string wanted = id + ' '
        + std::to_string(std::min<std::uint64_t>(job->ledger.scored, saidExamples)) + ' '
        + std::string(nameOf(job->state));
    if (wanted == m_saidOf)
        return;
    m_saidOf = wanted;
    m_session.questions().ask(
        this,
        [id, scorer = job->spec.scorer](
            Project& project, const StopFlag&) { return readSaid(project, id, scorer); },
        [this, wanted](const Result<std::vector<Said>>& said) {
            if (wanted != m_saidOf)
                return;
            if (!said) {
                emit failed(translatedCore(said.error().message));
                return;
            }
            m_said->setRowCount(static_cast<int>(said->size()));
            for (int row = 0; row < m_said->rowCount(); ++row) {
                const Said& one = (*said)[static_cast<std::size_t>(row)];
                putCell(m_said, row, 0, one.score);
                putCell(m_said, row, 1, one.instruction, false);
                putCell(m_said, row, 2, one.reply, false);
                m_said->item(row, 1)->setToolTip(one.instruction);
                m_said->item(row, 2)->setToolTip(one.reply);
            }
        });
}

void JudgeJobs::pause()
{
    const JudgeJob* job = chosen();
    if (job == nullptr)
        return;
    m_pause->setEnabled(false);
    m_commands->stop(m_session.folder() / "jobs" / job->id, EngineStop::AfterStep, "paused in the window",
        [this](const Result<ControlReply>& reply) {
            if (!reply)
                emit failed(translatedCore(reply.error().message));
            look();
        });
}

void JudgeJobs::goOn()
{
    const JudgeJob* job = chosen();
    if (job == nullptr)
        return;
    m_goOn->setEnabled(false);
    m_session.work().ask(
        this, [id = job->id](Project& project, const StopFlag&) { return launchJudge(project, id); },
        [this](const Result<ProcessId>& worker) {
            m_goOn->setEnabled(true);
            if (!worker)
                emit failed(translatedCore(worker.error().message));
            look();
        });
}

} // namespace dankai::ui
