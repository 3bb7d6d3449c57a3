// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/runspage.h"

#include "ui/page/command.h"
#include "ui/page/listtable.h"
#include "ui/page/statepanel.h"
#include "ui/page/textfield.h"
#include "ui/run/binpanel.h"
#include "ui/run/bundlepanel.h"
#include "ui/run/differenceview.h"
#include "ui/run/logpanel.h"
#include "ui/run/runmarkspane.h"
#include "ui/run/runmeasuring.h"
#include "ui/run/runtablemodel.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"
#include "ui/training/runwatch.h"
#include "ui/training/runwords.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace dankai::ui {

namespace {

constexpr int filterWidth = 320;
constexpr int detailHeight = 240;
constexpr int cellPadding = 24;

} // namespace

RunsPage::RunsPage(ProjectSession& session, const RunWatch& watch, QWidget* parent)
    : Page(QStringLiteral("runs"), parent)
    , m_session(session)
    , m_watch(watch)
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

    connect(&m_watch, &RunWatch::changed, this, &RunsPage::showRuns);
    connect(m_measuring, &RunMeasuring::measured, m_model, &RunTableModel::showFigures);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_order->setWords(words);
        showRuns();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPage::showChosen);
    connect(m_table, &QTableView::activated, this, [this] { m_openTraining->trigger(); });
    connect(m_marks, &RunMarksPane::marksWanted, this,
        [this](const QString& run, const RunMarks& marks, int part) {
            const RunListing* listing = m_watch.run(run);
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
    connect(m_binPanel, &BinPanel::changed, this, [this] {
        m_measuring->measureAgain();
        m_measuring->want(m_watch.runs(), m_session.folder() / "runs");
        afterChange({});
    });
    connect(m_binPanel, &BinPanel::noticed, this, &Page::noticed);
    connect(&m_session, &ProjectSession::opened, this, &Page::missingChanged);
    connect(&m_session, &ProjectSession::changed, this, &Page::missingChanged);
    m_state->showLoading(tr("Opening the project"));
    m_stack->setCurrentWidget(m_state);
    if (m_watch.hasAnswer())
        showRuns();
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
    makeListTable(m_table, tr("Runs"));
    arrangeColumns(m_table,
        std::array<int, RunTableModel::ColumnCount>{
            56, 128, 80, 96, 72, 88, 144, 72, 72, 72, 136, 80, 112, 72, 200});
    int widestState = 0;
    for (const QString& text : RunTableModel::everyState())
        widestState = std::max(widestState, m_table->fontMetrics().horizontalAdvance(text));
    m_table->setColumnWidth(RunTableModel::StateColumn, widestState + cellPadding);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->sortByColumn(RunTableModel::CreatedColumn, Qt::DescendingOrder);
}

QWidget* RunsPage::buildOverview()
{
    m_filter->setPlaceholderText(tr("Name, plan, arm, tag, note"));
    m_filter->setAccessibleName(tr("Filter the runs"));
    m_filter->setClearButtonEnabled(true);
    limitSearch(m_filter);
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
    const std::vector<RunListing>& runs = m_watch.runs();
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
            if (const RunListing* listing = m_watch.run(run))
                headings.append(run + QStringLiteral("  ") + runArmWord(listing->record));
        m_difference->show(runs, headings);
        m_detail->setCurrentWidget(m_difference);
        return;
    }
    const RunListing* listing = runs.isEmpty() ? nullptr : m_watch.run(runs.front());
    if (listing == nullptr) {
        m_detail->setCurrentWidget(m_nothing);
        return;
    }
    m_marks->show(*listing);
    m_detail->setCurrentWidget(m_marks);
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
        restoreColumns(m_table, kept);
        header->setStretchLastSection(true);
        m_order->sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
    }
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
}

} // namespace dankai::ui
