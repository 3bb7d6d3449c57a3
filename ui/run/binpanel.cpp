// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/binpanel.h"

#include "ui/page/listtable.h"
#include "ui/page/statepanel.h"
#include "ui/page/tablecopy.h"
#include "ui/page/workbar.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace dankai::ui {

namespace { } // namespace

BinPanel::BinPanel(ProjectSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_total(new QLabel(this))
    , m_table(new QTableWidget(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_restore(new QPushButton(tr("Restore the chosen runs"), this))
    , m_empty(new QPushButton(tr("Empty the bin…"), this))
    , m_question(new QWidget(this))
    , m_questionText(new QLabel(m_question))
    , m_yes(new QPushButton(tr("Remove for good"), m_question))
    , m_no(new QPushButton(tr("Keep them"), m_question))
    , m_work(new WorkBar(this))
{
    auto* back = new QPushButton(tr("Back to the runs"), this);
    auto* heading = new QLabel(tr("Bin"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    m_total->setForegroundRole(QPalette::PlaceholderText);
    m_table->setColumnCount(6);
    m_table->setHorizontalHeaderLabels({tr("Run", "column"), tr("Name", "column"), tr("Plan", "column"),
        tr("Arm", "column"), tr("Deleted", "column"), tr("On disk", "column")});
    makeListTable(m_table, tr("Runs in the bin"));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    addCopyCommand(m_table);
    m_restore->setProperty("primary", true);
    m_question->setAutoFillBackground(true);
    m_question->setBackgroundRole(QPalette::AlternateBase);
    m_questionText->setWordWrap(true);
    m_questionText->setTextFormat(Qt::PlainText);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);

    auto* top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(back);
    top->addWidget(heading);
    top->addWidget(m_total, 1);
    auto* question = new QHBoxLayout(m_question);
    question->setContentsMargins(12, 8, 12, 8);
    question->addWidget(m_questionText, 1);
    question->addWidget(m_no);
    question->addWidget(m_yes);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_empty);
    buttons->addWidget(m_restore);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_question);
    layout->addWidget(m_work);
    layout->addLayout(buttons);

    connect(back, &QPushButton::clicked, this, &BinPanel::closed);
    connect(m_restore, &QPushButton::clicked, this, &BinPanel::restoreChosen);
    connect(m_empty, &QPushButton::clicked, this, [this] { ask(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { ask(false); });
    connect(m_yes, &QPushButton::clicked, this, &BinPanel::empty);
    connect(m_table, &QTableWidget::itemSelectionChanged, this,
        [this] { m_restore->setEnabled(m_table->selectionModel()->hasSelection()); });
    ask(false);
}

void BinPanel::ask(bool isAsking)
{
    if (isAsking)
        m_questionText->setText(tr("%n run(s) are removed with their saved models and cannot be restored "
                                   "after that. %1 become free.",
            nullptr, static_cast<int>(m_contents.runs.size()))
                                    .arg(bytesWords(m_contents.totalBytes)));
    m_question->setVisible(isAsking);
    if (isAsking)
        m_no->setFocus();
}

void BinPanel::look()
{
    ask(false);
    m_restore->setEnabled(false);
    m_empty->setEnabled(false);
    m_state->showLoading(tr("Looking into the bin"));
    m_stack->setCurrentWidget(m_state);
    // Counting bytes takes its time; other questions need not wait for it.
    m_session.work().ask(
        this, [](Project& project, const StopFlag& stop) { return lookIntoBin(project, &stop); },
        [this](const Result<BinContents>& contents) {
            if (contents)
                show(*contents);
            else
                m_state->showError(
                    translatedCore(contents.error().message), {tr("Try again"), [this] { look(); }});
        });
}

void BinPanel::show(const BinContents& contents)
{
    m_contents = contents;
    m_total->setText(tr("%n run(s), %1", nullptr, static_cast<int>(contents.runs.size()))
                         .arg(bytesWords(contents.totalBytes)));
    m_table->setRowCount(static_cast<int>(contents.runs.size()));
    for (std::size_t i = 0; i < contents.runs.size(); ++i) {
        const RunRecord& run = contents.runs[i];
        int column = 0;
        for (const QString& text : {QString::fromStdString(run.id), QString::fromStdString(run.name),
                 QString(QString::fromStdString(run.plan) + QStringLiteral(" v%1").arg(run.planRevision)),
                 runArmWord(run), whenWords(run.binnedMs), bytesWords(contents.bytes[i])}) {
            auto* item = new QTableWidgetItem(text);
            if (column == m_table->columnCount() - 1)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(static_cast<int>(i), column++, item);
        }
    }
    m_table->resizeColumnsToContents();
    m_empty->setEnabled(!contents.runs.empty());
    if (contents.runs.empty()) {
        m_state->showEmpty(tr("The bin is empty"),
            tr("Runs that are deleted come here first, with everything in their folders, and can be "
               "restored."));
        return;
    }
    m_stack->setCurrentWidget(m_table);
    m_table->selectRow(0);
    m_table->setFocus();
}

void BinPanel::restoreChosen()
{
    std::vector<std::string> runs;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        runs.push_back(m_contents.runs[static_cast<std::size_t>(index.row())].id);
    if (runs.empty())
        return;
    const int count = static_cast<int>(runs.size());
    m_session.questions().change(
        this,
        [runs = std::move(runs)](Project& project, const StopFlag&) -> Result<> {
            for (const std::string& run : runs)
                if (auto restored = restoreRun(project, run); !restored)
                    return restored;
            return {};
        },
        [this, count](const Result<>& restored) {
            emit noticed(restored ? tr("%n run(s) are back among the others.", nullptr, count)
                                  : translatedCore(restored.error().message));
            emit changed();
            look();
        });
}

void BinPanel::empty()
{
    ask(false);
    m_empty->setEnabled(false);
    m_restore->setEnabled(false);
    const WorkBar::Watch watch = m_work->begin(tr("Emptying the bin"));
    m_session.work().ask(
        this,
        [watch](Project& project, const StopFlag&) {
            return emptyBin(project, watch.progress, watch.stop.get());
        },
        [this](const Result<std::uint64_t>& freed) {
            m_work->end();
            emit noticed(freed ? tr("The bin is empty; %1 became free.").arg(bytesWords(*freed))
                               : translatedCore(freed.error().message));
            emit changed();
            look();
        });
}

} // namespace dankai::ui
