// SPDX-License-Identifier: GPL-3.0-or-later
// What is done on the Runs page: open, pin, note, delete, save. What it shows stands in runspage.cpp.
#include "core/platform/executablepath.h"
#include "core/project/runbin.h"
#include "ui/page/command.h"
#include "ui/page/tablecopy.h"
#include "ui/run/binpanel.h"
#include "ui/run/bundlepanel.h"
#include "ui/run/logpanel.h"
#include "ui/run/runmarkspane.h"
#include "ui/run/runspage.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"
#include "ui/training/runwatch.h"

#include <QAction>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QUndoStack>

#include <algorithm>

namespace dankai::ui {

namespace {

struct Deleted
{
    std::vector<std::string> runs;
    QString problem; // of the first that was refused
};

} // namespace

void RunsPage::buildActions()
{
    m_openTraining = addCommand(
        this, QStringLiteral("runs.open_training"), [this] { open(QStringLiteral("training")); });
    m_openReport
        = addCommand(this, QStringLiteral("runs.open_report"), [this] { open(QStringLiteral("report")); });
    m_log = addCommand(this, QStringLiteral("runs.log"), [this] { showLog(); });
    addCommand(this, QStringLiteral("runs.filter"), [this] {
        if (m_stack->currentWidget() == m_logPanel) {
            m_logPanel->focusSearch();
            return;
        }
        m_filter->setFocus();
        m_filter->selectAll();
    });
    addCommand(this, QStringLiteral("runs.find_below"), [this] { m_logPanel->find(LogDirection::Down); });
    addCommand(this, QStringLiteral("runs.find_above"), [this] { m_logPanel->find(LogDirection::Up); });
    addCommand(this, QStringLiteral("runs.note"), [this] {
        if (m_detail->currentWidget() == m_marks)
            m_marks->edit();
    });
    m_pin = addCommand(this, QStringLiteral("runs.pin"), [this] {
        const QStringList runs = chosen();
        const bool isPinning = std::ranges::any_of(runs, [this](const QString& run) {
            const RunListing* listing = m_watch.run(run);
            return listing != nullptr && !listing->record.marks.isPinned;
        });
        setPinned(isPinning);
    });
    m_delete = addCommandOf(m_table, this, QStringLiteral("runs.delete"), [this] { deleteChosen(); });
    addCommand(this, QStringLiteral("runs.bundle"), [this] { showBundle(); });
    addCommand(this, QStringLiteral("runs.bin"), [this] { m_bin->click(); });
    addCommand(
        this, QStringLiteral("runs.save_table"), [this] { saveTable(*m_table, QStringLiteral("runs.csv")); });
    QAction* copy = addCopyCommand(m_table);
    addAction(copy);
    addHistoryCommands(this, m_undo, id());
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this, [this, copy](const QPoint& position) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (QAction* action : {m_openTraining, m_openReport, m_log, m_pin, copy, m_delete})
            menu->addAction(action);
        menu->popup(m_table->viewport()->mapToGlobal(position));
    });
}

void RunsPage::open(const QString& page)
{
    const QStringList runs = chosen();
    if (runs.size() == 1)
        emit openWanted(page, runs.front());
}

void RunsPage::showLog()
{
    const QStringList runs = chosen();
    const QString run = runs.size() == 1 ? runs.front() : QString();
    m_logPanel->show(run, m_session.folder() / "runs" / run.toStdString());
    m_stack->setCurrentWidget(m_logPanel);
}

void RunsPage::showBundle()
{
    SupportBundleParams params;
    params.project = m_session.folder();
    for (const QString& run : chosen())
        params.runs.push_back(run.toStdString());
    params.workbenchLog = stateFolder() / "workbench.log";
    m_logPanel->close();
    m_stack->setCurrentWidget(m_bundlePanel);
    m_bundlePanel->begin(params);
}

void RunsPage::showOverview()
{
    m_stack->setCurrentWidget(m_overview);
    showRuns();
    m_table->setFocus();
}

void RunsPage::afterChange(const QString& problem)
{
    if (!problem.isEmpty())
        emit noticed(problem);
    m_session.refresh(); // this connection's own commits are not noticed otherwise
}

void RunsPage::setMarks(const std::vector<MarksChange>& changes, int part, const QString& text)
{
    writeMarks(m_session, changes, true,
        [guard = QPointer<RunsPage>(this), changes, part, text](const QString& problem) {
            if (guard.isNull())
                return;
            if (problem.isEmpty())
                guard->m_undo->push(
                    new MarksCommand(guard->m_session, changes, part, text, [guard](const QString& later) {
                        if (!guard.isNull())
                            guard->afterChange(later);
                    }));
            guard->afterChange(problem);
        });
}

void RunsPage::setPinned(bool isPinned)
{
    std::vector<MarksChange> changes;
    for (const QString& run : chosen()) {
        const RunListing* listing = m_watch.run(run);
        if (listing == nullptr || listing->record.marks.isPinned == isPinned)
            continue;
        MarksChange change{run.toStdString(), listing->record.marks, listing->record.marks};
        change.after.isPinned = isPinned;
        changes.push_back(std::move(change));
    }
    if (changes.empty())
        return;
    const int count = static_cast<int>(changes.size());
    setMarks(
        changes, 0, isPinned ? tr("pin %n run(s)", nullptr, count) : tr("unpin %n run(s)", nullptr, count));
}

void RunsPage::deleteChosen()
{
    std::vector<std::string> runs;
    for (const QString& run : chosen())
        runs.push_back(run.toStdString());
    if (runs.empty())
        return;
    m_session.questions().change(
        this,
        [runs = std::move(runs)](Project& project, const StopFlag&) -> Result<Deleted> {
            Deleted deleted;
            for (const std::string& run : runs) {
                if (const auto binned = binRun(project, run))
                    deleted.runs.push_back(run);
                else if (deleted.problem.isEmpty())
                    deleted.problem = translatedCore(binned.error().message);
            }
            return deleted;
        },
        [this](const Result<Deleted>& deleted) {
            if (!deleted) {
                afterChange(translatedCore(deleted.error().message));
                return;
            }
            if (!deleted->runs.empty())
                m_undo->push(new DeleteCommand(
                    m_session, deleted->runs, [guard = QPointer<RunsPage>(this)](const QString& problem) {
                        if (!guard.isNull())
                            guard->afterChange(problem);
                    }));
            const int count = static_cast<int>(deleted->runs.size());
            QString sentence = count == 0
                ? QString()
                : tr("%n run(s) went to the bin; undo brings them back.", nullptr, count);
            if (!deleted->problem.isEmpty())
                sentence += (sentence.isEmpty() ? QString() : QStringLiteral(" ")) + deleted->problem;
            afterChange(sentence);
        });
}

void RunsPage::saveTable(const QTableView& table, const QString& name)
{
    auto* dialog = new QFileDialog(this, tr("Save as CSV"), {}, tr("Table for a spreadsheet (*.csv)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, cells = cellsOf(table, TableRows::All)](const QString& file) {
            const auto saved = saveAsCsv(file, cells);
            emit noticed(saved ? tr("Saved as %1").arg(file) : translatedCore(saved.error().message));
        });
    dialog->open();
}

} // namespace dankai::ui
