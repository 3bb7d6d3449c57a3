// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/datapage.h"

#include "core/tokenizer/conversationencoder.h"
#include "ui/dataset/duplicatesearch.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/dataset/exampleview.h"
#include "ui/dataset/filterbar.h"
#include "ui/dataset/importpanel.h"
#include "ui/page/columnfill.h"
#include "ui/page/command.h"
#include "ui/page/detachablepane.h"
#include "ui/page/listtable.h"
#include "ui/page/statepanel.h"
#include "ui/page/workbar.h"
#include "ui/sentence/coresentence.h"

#include <QHeaderView>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace dankai::ui {

namespace {

// Finding a row costs a walk over all of them.
constexpr std::size_t mostChosen = 200;

ExampleOrder orderOf(int column)
{
    switch (column) {
    case ExampleTableModel::DifficultyColumn:
        return ExampleOrder::Score;
    case ExampleTableModel::TokensColumn:
        return ExampleOrder::Tokens;
    case ExampleTableModel::LengthColumn:
        return ExampleOrder::ResponseLength;
    default:
        return ExampleOrder::Id;
    }
}

int columnOf(ExampleOrder order)
{
    switch (order) {
    case ExampleOrder::Score:
        return ExampleTableModel::DifficultyColumn;
    case ExampleOrder::Tokens:
        return ExampleTableModel::TokensColumn;
    case ExampleOrder::ResponseLength:
        return ExampleTableModel::LengthColumn;
    case ExampleOrder::Id:
        break;
    }
    return ExampleTableModel::NumberColumn;
}

} // namespace

DataPage::DataPage(ProjectSession& session, QWidget* parent)
    : Page(QStringLiteral("data"), parent)
    , m_session(session)
    , m_browser(new ExampleBrowser(session, this))
    , m_model(new ExampleTableModel(session, this))
    , m_undo(new QUndoStack(this))
    , m_filters(new FilterBar(session, this))
    , m_table(new QTableView(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new ExampleView(this))
    , m_viewPane(new DetachablePane(m_view, QStringLiteral("data.detach"), tr("Details"), this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_exporting(new WorkBar(this))
    , m_comparing(new WorkBar(this))
    , m_duplicates(new DuplicateSearch(session, m_comparing, this))
    , m_readers(std::make_shared<DetailReaders>())
{
    m_stack->addWidget(buildTable());
    m_stack->addWidget(m_state);
    auto* left = new QWidget(this);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 8, 0);
    leftLayout->setSpacing(8);
    leftLayout->addWidget(m_filters);
    leftLayout->addWidget(m_stack, 1);
    leftLayout->addWidget(m_exporting);
    leftLayout->addWidget(m_comparing);
    buildActions();
    buildFilters();
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_viewPane);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setCollapsible(0, false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->addWidget(m_splitter);

    connect(m_filters, &FilterBar::queryChanged, m_browser, &ExampleBrowser::setQuery);
    connect(m_filters, &FilterBar::resultsWanted, this, [this] {
        if (m_stack->currentWidget() == m_table)
            m_table->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_filters, &FilterBar::noticed, this, &Page::noticed);
    connect(m_browser, &ExampleBrowser::answered, this, &DataPage::showAnswer);
    connect(m_browser, &ExampleBrowser::placed, this, &DataPage::showPlaces);
    connect(m_browser, &ExampleBrowser::failed, this, [this](const QString& sentence) {
        m_state->showError(sentence, {tr("Try again"), [this] { m_browser->reload(); }});
        m_stack->setCurrentWidget(m_state);
    });
    connect(m_model, &ExampleTableModel::fetchFailed, this, &Page::noticed);
    connect(m_view, &ExampleView::saveWanted, this,
        [this](qint64 id, const Example& content) { save(ExampleId(id), content); });
    connect(m_duplicates, &DuplicateSearch::failed, this, &Page::noticed);
    connect(m_view, &ExampleView::exampleWanted, this, [this](qint64 id) { goTo(ExampleId(id)); });
    connect(m_view, &ExampleView::exclusionWanted, this,
        [this](qint64 id, bool isExcluded) { setExcluded({ExampleId(id)}, isExcluded); });
    connect(&m_session, &ProjectSession::opened, this, &DataPage::takeProject);
    connect(&m_session, &ProjectSession::changed, this, &DataPage::takeProject);
    m_state->showLoading(tr("Opening the project"));
    m_stack->setCurrentWidget(m_state);
    if (m_session.isOpen())
        takeProject();
}

DataPage::~DataPage() = default;

QString DataPage::title() const
{
    return tr("Data", "page");
}

QString DataPage::iconName() const
{
    return QStringLiteral("data");
}

QString DataPage::missing() const
{
    return m_session.isOpen() && m_session.figures().examples == 0
        ? tr("There are no examples yet: import a file.")
        : QString();
}

void DataPage::buildFilters()
{
    auto* exportButton = new QPushButton(tr("Export…"), m_filters);
    exportButton->setToolTip(tr("Write what is shown to a file"));
    connect(exportButton, &QPushButton::clicked, this, &DataPage::chooseExport);
    tellKeys(exportButton, commandOf(this, QStringLiteral("data.export")));
    m_filters->addButton(exportButton);
    QPushButton* importButton = makeCommandButton(commandOf(this, QStringLiteral("data.import")), m_filters);
    importButton->setProperty("primary", true);
    m_filters->addButton(importButton);
}

QWidget* DataPage::buildTable()
{
    m_table->setModel(m_model);
    makeListTable(m_table, tr("Examples"));
    arrangeColumns(
        m_table, std::array<int, ExampleTableModel::ColumnCount>{72, 88, 320, 320, 72, 72, 160, 88, 120});
    m_fill
        = new ColumnFill(m_table, {ExampleTableModel::InstructionColumn, ExampleTableModel::ResponseColumn});
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(true);
    header->setSortIndicator(ExampleTableModel::NumberColumn, Qt::AscendingOrder);
    header->setSectionsClickable(true);
    header->moveSection(ExampleTableModel::PhaseColumn, ExampleTableModel::InstructionColumn);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        const ExampleOrder wanted = orderOf(column);
        if (columnOf(wanted) != column) {
            // Texts have no order here; the indicator goes back to what the rows really stand in.
            const QSignalBlocker quiet(m_table->horizontalHeader());
            m_table->horizontalHeader()->setSortIndicator(columnOf(m_browser->query().order),
                m_browser->query().direction == OrderDirection::Ascending ? Qt::AscendingOrder
                                                                          : Qt::DescendingOrder);
            return;
        }
        m_filters->setOrder(
            wanted, order == Qt::AscendingOrder ? OrderDirection::Ascending : OrderDirection::Descending);
    });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this, &DataPage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DataPage::showCurrent);
    return m_table;
}

// Whatever a plan is placed by may have changed; a question under way goes on with what it was given.
void DataPage::forgetPlacedPlan()
{
    m_session.questions().ask(
        this,
        [readers = m_readers](Project&, const StopFlag&) -> Result<> {
            readers->explainer.reset();
            return {};
        },
        [](const Result<>&) {});
}

void DataPage::takeProject()
{
    forgetPlacedPlan();
    emit missingChanged();
    m_filters->takeFigures();
    m_browser->reload(m_filters->query());
}

void DataPage::takePlan()
{
    m_isPlanOld = !isVisible();
    if (m_isPlanOld)
        return;
    forgetPlacedPlan();
    m_browser->reloadPlans();
    showCurrent();
}

void DataPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_isPlanOld)
        takePlan();
}

void DataPage::showAnswer(const BrowseAnswer& answer)
{
    const QModelIndex current = m_table->currentIndex();
    std::vector<ExampleId> kept = std::exchange(m_wanted, {});
    if (kept.empty() && current.isValid())
        kept.push_back(m_model->idAt(current.row()));
    const bool wantsDuplicates = m_filters->query().filter.finding == ExampleFinding::NearDuplicate;
    m_duplicates->take(answer.data->nearDuplicates, wantsDuplicates);
    m_model->show({answer.data, &answer.data->columns}, answer.rows);
    m_filters->show(answer);
    {
        // A kept filter brings its own order.
        const QSignalBlocker quiet(m_table->horizontalHeader());
        m_table->horizontalHeader()->setSortIndicator(columnOf(m_filters->query().order),
            m_filters->query().direction == OrderDirection::Ascending ? Qt::AscendingOrder
                                                                      : Qt::DescendingOrder);
    }
    const std::size_t total = answer.data->columns.size(), shown = answer.rows.size();

    if (total == 0) {
        m_state->showEmpty(tr("No examples yet"),
            tr("Examples are instructions with the answer that you would like to read. Import a file of "
               "them: "
               "JSON, JSONL, CSV or TSV. You can also drop files on this window."),
            {tr("Import files…"), [this] { chooseFiles(); }});
        m_stack->setCurrentWidget(m_state);
        m_view->showNothing({});
        return;
    }
    if (shown == 0 && wantsDuplicates && m_duplicates->isRunning()) {
        m_state->showLoading(tr("The examples are being compared with one another"));
        m_stack->setCurrentWidget(m_state);
        m_view->showNothing({});
        return;
    }
    if (shown == 0) {
        m_state->showEmpty(tr("Nothing matches"), tr("No example passes the search and the filters."),
            {tr("Clear filters"), [this] { m_filters->clear(); }});
        m_stack->setCurrentWidget(m_state);
        m_view->showNothing({});
        return;
    }
    m_stack->setCurrentWidget(m_table);
    std::vector<int> rows;
    for (const ExampleId id : kept)
        if (const int row = m_model->rowOf(id); row >= 0 && rows.size() < mostChosen)
            rows.push_back(row);
    // What is no longer shown leaves its place to the one that has moved up.
    if (rows.empty())
        rows.push_back(kept.empty() ? 0 : std::min(std::max(0, current.row()), m_model->rowCount() - 1));
    m_table->setCurrentIndex(m_model->index(rows.front(), ExampleTableModel::InstructionColumn));
    for (const int row : rows)
        m_table->selectionModel()->select(
            m_model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    showCurrent();
}

void DataPage::goTo(ExampleId id)
{
    if (const int row = m_model->rowOf(id); row >= 0) {
        m_table->setCurrentIndex(m_model->index(row, ExampleTableModel::InstructionColumn));
        return;
    }
    m_wanted = {id};
    m_filters->clear();
    emit noticed(tr("The filters are cleared to show example %1.").arg(static_cast<qint64>(id)));
}

void DataPage::showPlaces(const std::shared_ptr<const Places>& places)
{
    // The names that came with the answer are those of the same moment.
    m_model->setPlaces(places, m_filters->phaseNames());
}

void DataPage::showCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid() || m_view->hasUnsavedText())
        return;
    const quint64 generation = ++m_detailGeneration;
    const ExampleId id = m_model->idAt(current.row());
    m_session.questions().ask(
        this,
        [id, readers = m_readers](
            Project& project, const StopFlag&) { return readDetail(project, id, *readers); },
        [this, generation, id](Result<ExampleDetail> detail) {
            // Whoever has begun to edit meanwhile keeps the fields.
            if (generation != m_detailGeneration || m_view->hasUnsavedText() || m_view->isEditing(id))
                return;
            if (!detail) {
                m_view->showNothing(translatedCore(detail.error().message));
                return;
            }
            m_view->show(*detail);
            const std::string& plan = m_filters->query().plan;
            const auto& explanation = detail->explanation;
            const bool isExplained
                = explanation && explanation->placement && explanation->placement->plan == plan;
            if (!plan.empty() && !isExplained)
                explainCurrent(id, plan);
        });
}

// Behind the text, since a million examples are placed in a second.
void DataPage::explainCurrent(ExampleId id, const std::string& plan)
{
    m_session.questions().ask(
        this,
        [id, plan, readers = m_readers](
            Project& project, const StopFlag&) { return readExplainedDetail(project, id, plan, *readers); },
        [this, generation = m_detailGeneration](Result<ExampleDetail> detail) {
            // Why a plan cannot be placed is said where plans are made.
            if (generation == m_detailGeneration && detail && !m_view->isEditing())
                m_view->show(*detail);
        });
}

std::vector<ExampleId> DataPage::selectedIds() const
{
    std::vector<ExampleId> ids;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        ids.push_back(m_model->idAt(index.row()));
    return ids;
}

void DataPage::setPhases(const QStringList& names)
{
    m_phases = names;
}

void DataPage::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("header"), m_fill->saveState());
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    m_viewPane->saveState(settings, QStringLiteral("details"));
    settings.setValue(QStringLiteral("import-folder"), m_importFolder);
    settings.setValue(QStringLiteral("export-folder"), m_exportFolder);
}

void DataPage::restoreState(const QSettings& settings)
{
    const QSignalBlocker quiet(m_table->horizontalHeader());
    restoreColumns(m_table, settings.value(QStringLiteral("header")).toByteArray());
    m_fill->takeWidths();
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_viewPane->restoreState(settings, QStringLiteral("details"));
    // A folder that is gone leaves the dialog where it would begin by itself.
    m_importFolder = settings.value(QStringLiteral("import-folder")).toString();
    m_exportFolder = settings.value(QStringLiteral("export-folder")).toString();
    m_table->horizontalHeader()->setSortIndicator(ExampleTableModel::NumberColumn, Qt::AscendingOrder);
}

} // namespace dankai::ui
