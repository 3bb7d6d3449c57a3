// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/runspage.h"

#include "core/platform/executablepath.h"
#include "core/project/runbin.h"
#include "ui/page/command.h"
#include "ui/page/statepanel.h"
#include "ui/page/tablecopy.h"
#include "ui/run/binpanel.h"
#include "ui/run/bundlepanel.h"
#include "ui/run/differenceview.h"
#include "ui/run/logpanel.h"
#include "ui/run/runmarkspane.h"
#include "ui/run/runmeasuring.h"
#include "ui/run/runtablemodel.h"
#include "ui/session/projectsession.h"
#include "ui/training/runwatch.h"
#include "ui/training/runwords.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int rowHeight = 28;
constexpr int filterWidth = 320;
constexpr int detailHeight = 240;

struct Deleted
{
    std::vector<std::string> runs;
    QString problem; // of the first that was refused
};

} // namespace

RunsPage::RunsPage(ProjectSession& session, QWidget* parent)
    : Page(QStringLiteral("runs"), parent)
    , m_session(session)
    , m_watch(new RunWatch(session, this))
    , m_measuring(new RunMeasuring(this))
    , m_model(new RunTableModel(*m_measuring, this))
    , m_order(new RunTableOrder(this))
    , m_undo(new QUndoStack(this))
    , m_filter(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_bin(new QPushButton(tr("Bin…"), this))
    , m_table(new QTableView(this))
    , m_nothing(new QLabel(this))
    , m_difference(new DifferenceView(session, this))
    , m_detail(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_state(new StatePanel(this))
    , m_binPanel(new BinPanel(session, this))
    , m_logPanel(new LogPanel(this))
    , m_bundlePanel(new BundlePanel(this))
    , m_stack(new QStackedWidget(this))
{
    m_order->setSourceModel(m_model);
    buildTable();
    buildActions();
    m_overview = buildOverview();
    for (QWidget* widget :
        std::initializer_list<QWidget*>{m_overview, m_state, m_binPanel, m_logPanel, m_bundlePanel})
        m_stack->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->addWidget(m_stack);

    connect(m_watch, &RunWatch::changed, this, &RunsPage::showRuns);
    connect(m_watch, &RunWatch::failed, this, &Page::noticed);
    connect(m_measuring, &RunMeasuring::measured, m_model, &RunTableModel::showFigures);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_order->setWords(words);
        showRuns();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPage::showChosen);
    connect(m_table, &QTableView::activated, this, [this] { m_openTraining->trigger(); });
    connect(m_marks, &RunMarksPane::marksWanted, this,
        [this](const QString& run, const RunMarks& marks, int part) {
            const RunListing* listing = m_watch->run(run);
            if (listing == nullptr || listing->record.marks == marks)
                return;
            const QString text = part == RunMarksPane::TagsPart ? tr("change the tags of run %1").arg(run)
                : part == RunMarksPane::NotePart                ? tr("change the note of run %1").arg(run)
                : marks.isPinned                                ? tr("pin run %1").arg(run)
                                                                : tr("unpin run %1").arg(run);
            setMarks({{run.toStdString(), listing->record.marks, marks}}, part, text);
        });
    connect(m_difference, &DifferenceView::saveWanted, this,
        [this] { saveTable(*m_difference->table(), QStringLiteral("difference.csv")); });
    connect(m_bin, &QPushButton::clicked, this, [this] {
        m_binPanel->look();
        m_stack->setCurrentWidget(m_binPanel);
    });
    connect(m_binPanel, &BinPanel::closed, this, &RunsPage::showOverview);
    connect(m_logPanel, &LogPanel::closed, this, &RunsPage::showOverview);
    connect(m_logPanel, &LogPanel::bundleWanted, this, &RunsPage::showBundle);
    connect(m_bundlePanel, &BundlePanel::closed, this, &RunsPage::showOverview);
    connect(m_bundlePanel, &BundlePanel::noticed, this, &Page::noticed);
    connect(m_binPanel, &BinPanel::changed, this, [this] { afterChange({}); });
    connect(m_binPanel, &BinPanel::noticed, this, &Page::noticed);
    connect(&m_session, &ProjectSession::opened, this, &Page::missingChanged);
    connect(&m_session, &ProjectSession::changed, this, &Page::missingChanged);
    m_state->showLoading(tr("Opening the project"));
    m_stack->setCurrentWidget(m_state);
}

RunsPage::~RunsPage()
{
    // What is being typed is said while this page is whole, and nothing after that.
    m_marks->hide();
    m_marks->disconnect(this);
}

QString RunsPage::title() const
{
    return tr("Runs", "page");
}

QString RunsPage::iconName() const
{
    return QStringLiteral("runs");
}

QString RunsPage::missing() const
{
    return m_session.isOpen() && m_session.figures().runs.empty()
        ? tr("There is no run yet: start one on the Training page.")
        : QString();
}

void RunsPage::buildTable()
{
    m_table->setModel(m_order);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setAccessibleName(tr("Runs"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->setSortingEnabled(true);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    const int widths[RunTableModel::ColumnCount]
        = {56, 128, 80, 96, 72, 88, 144, 72, 72, 72, 136, 80, 112, 72, 200};
    for (int column = 0; column < RunTableModel::ColumnCount; ++column) {
        m_table->setColumnWidth(column, widths[column]);
        auto* shown = new QAction(m_model->headerData(column, Qt::Horizontal).toString(), header);
        shown->setCheckable(true);
        shown->setChecked(true);
        connect(shown, &QAction::toggled, m_table,
            [this, column](bool isShown) { m_table->setColumnHidden(column, !isShown); });
        header->addAction(shown);
    }
    m_table->sortByColumn(RunTableModel::CreatedColumn, Qt::DescendingOrder);
}

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
            const RunListing* listing = m_watch->run(run);
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

QWidget* RunsPage::buildOverview()
{
    m_filter->setPlaceholderText(tr("Name, plan, arm, tag, note"));
    m_filter->setAccessibleName(tr("Filter the runs"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(filterWidth);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setText(tr("Choose a run to write a note about it, or several to see in which settings they "
                          "differ."));
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(0, 12, 0, 0);
    auto* save = new QPushButton(tr("Save as CSV…"), this);
    connect(save, &QPushButton::clicked, this, [this] { saveTable(*m_table, QStringLiteral("runs.csv")); });
    m_marks = new RunMarksPane({m_openTraining, m_openReport, m_log, m_delete}, this);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_nothing, m_marks, m_difference})
        m_detail->addWidget(widget);
    auto* overview = new QWidget(this);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_filter);
    top->addWidget(m_count, 1);
    top->addWidget(save);
    top->addWidget(m_bin);
    auto* upper = new QWidget(overview);
    auto* upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, 0, 0, 8);
    upperLayout->setSpacing(8);
    upperLayout->addLayout(top);
    upperLayout->addWidget(m_table, 1);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setCollapsible(0, false);
    m_splitter->setSizes({2 * detailHeight, detailHeight});
    auto* layout = new QVBoxLayout(overview);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    return overview;
}

void RunsPage::setReachablePages(const QStringList& ids)
{
    m_openTraining->setVisible(ids.contains(QStringLiteral("training")));
    m_openReport->setVisible(ids.contains(QStringLiteral("report")));
}

void RunsPage::showRuns()
{
    const std::vector<RunListing>& runs = m_watch->runs();
    m_model->show(runs);
    m_measuring->want(runs, m_session.folder() / "runs");
    const int shown = m_order->rowCount(), all = m_model->rowCount();
    m_count->setText(
        shown == all ? tr("%n run(s)", nullptr, all) : tr("%1 of %n run(s)", nullptr, all).arg(shown));
    showChosen();
    // Whoever looks at something else is not taken away from it.
    if (m_stack->currentWidget() != m_overview && m_stack->currentWidget() != m_state)
        return;
    if (all == 0) {
        m_state->showEmpty(tr("No runs yet"),
            tr("A run is a training with its settings, its data and everything it said. Runs that are "
               "trained "
               "come here to be told apart, compared and tidied up."),
            {tr("Go to Training"), [this] { emit openWanted(QStringLiteral("training"), {}); }});
        m_stack->setCurrentWidget(m_state);
        return;
    }
    m_stack->setCurrentWidget(m_overview);
    if (shown > 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_order->index(0, 0));
}

QStringList RunsPage::chosen() const
{
    QStringList runs;
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
        [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    for (const QModelIndex& row : rows)
        runs.append(row.data(RunTableModel::IdRole).toString());
    return runs;
}

void RunsPage::showChosen()
{
    const QStringList runs = chosen();
    for (QAction* action : {m_openTraining, m_openReport})
        action->setEnabled(runs.size() == 1);
    m_pin->setEnabled(!runs.isEmpty());
    m_delete->setEnabled(!runs.isEmpty());
    if (runs.size() > 1) {
        QStringList headings;
        for (const QString& run : runs)
            if (const RunListing* listing = m_watch->run(run))
                headings.append(run + QStringLiteral("  ") + armWord(listing->record.arm));
        m_difference->show(runs, headings);
        m_detail->setCurrentWidget(m_difference);
        return;
    }
    const RunListing* listing = runs.isEmpty() ? nullptr : m_watch->run(runs.front());
    if (listing == nullptr) {
        m_detail->setCurrentWidget(m_nothing);
        return;
    }
    m_marks->show(*listing);
    m_detail->setCurrentWidget(m_marks);
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
        const RunListing* listing = m_watch->run(run);
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
                    deleted.problem = QString::fromStdString(binned.error().message);
            }
            return deleted;
        },
        [this](const Result<Deleted>& deleted) {
            if (!deleted) {
                afterChange(QString::fromStdString(deleted.error().message));
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
            emit noticed(saved ? tr("Saved as %1").arg(file) : QString::fromStdString(saved.error().message));
        });
    dialog->open();
}

void RunsPage::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("header"), m_table->horizontalHeader()->saveState());
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
}

void RunsPage::restoreState(const QSettings& settings)
{
    QHeaderView* header = m_table->horizontalHeader();
    if (const QByteArray kept = settings.value(QStringLiteral("header")).toByteArray(); !kept.isEmpty()) {
        header->restoreState(kept);
        header->setStretchLastSection(true);
        m_order->sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
    }
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    for (int column = 0; column < RunTableModel::ColumnCount; ++column)
        header->actions().at(column)->setChecked(!m_table->isColumnHidden(column));
}

} // namespace dankai::ui
