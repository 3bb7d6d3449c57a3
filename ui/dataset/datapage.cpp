// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/datapage.h"

#include "core/project/exampleexport.h"
#include "core/tokenizer/conversationencoder.h"
#include "ui/dataset/examplecommands.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/dataset/exampleview.h"
#include "ui/dataset/filterbar.h"
#include "ui/dataset/importpanel.h"
#include "ui/page/command.h"
#include "ui/page/detachablepane.h"
#include "ui/page/statepanel.h"
#include "ui/page/workbar.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
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
    , m_encoder(std::make_shared<std::shared_ptr<ConversationEncoder>>())
{
    setAcceptDrops(true);
    m_stack->addWidget(buildTable());
    m_stack->addWidget(m_state);
    auto* left = new QWidget(this);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 8, 0);
    leftLayout->setSpacing(8);
    leftLayout->addWidget(m_filters);
    leftLayout->addWidget(m_stack, 1);
    leftLayout->addWidget(m_exporting);
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

void DataPage::buildActions()
{
    addCommand(this, QStringLiteral("data.search"), [this] { m_filters->focusSearch(); });
    addCommand(this, QStringLiteral("data.import"), [this] { chooseFiles(); });
    addCommand(this, QStringLiteral("data.export"), [this] { chooseExport(); });
    addCommand(this, QStringLiteral("data.clear_filters"), [this] { m_filters->clear(); });
    addAction(m_viewPane->action());
    addCommand(this, QStringLiteral("data.edit"), [this] { m_view->beginEditing(); });
    addCommandOf(m_table, this, QStringLiteral("data.exclude"), [this] { setExcluded(selectedIds(), true); });
    addCommandOf(
        m_table, this, QStringLiteral("data.restore"), [this] { setExcluded(selectedIds(), false); });
    addHistoryCommands(this, m_undo, id());
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
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setAccessibleName(tr("Examples"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(ExampleTableModel::NumberColumn, Qt::AscendingOrder);
    header->setSectionsClickable(true);
    header->moveSection(ExampleTableModel::PhaseColumn, ExampleTableModel::InstructionColumn);
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    const int widths[ExampleTableModel::ColumnCount] = {72, 88, 320, 320, 72, 72, 160, 88, 120};
    for (int column = 0; column < ExampleTableModel::ColumnCount; ++column) {
        m_table->setColumnWidth(column, widths[column]);
        auto* shown = new QAction(m_model->headerData(column, Qt::Horizontal).toString(), header);
        shown->setCheckable(true);
        shown->setChecked(true);
        connect(shown, &QAction::toggled, m_table,
            [this, column](bool isShown) { m_table->setColumnHidden(column, !isShown); });
        header->addAction(shown);
    }
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

void DataPage::takeProject()
{
    emit missingChanged();
    m_filters->takeFigures();
    m_browser->reload(m_filters->query());
}

void DataPage::showAnswer(const BrowseAnswer& answer)
{
    const QModelIndex current = m_table->currentIndex();
    const bool hasCurrent = current.isValid();
    const ExampleId kept = hasCurrent ? m_model->idAt(current.row()) : ExampleId();
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
    if (shown == 0) {
        m_state->showEmpty(tr("Nothing matches"), tr("No example passes the search and the filters."),
            {tr("Clear filters"), [this] { m_filters->clear(); }});
        m_stack->setCurrentWidget(m_state);
        m_view->showNothing({});
        return;
    }
    m_stack->setCurrentWidget(m_table);
    const int row = hasCurrent ? m_model->rowOf(kept) : -1;
    m_table->setCurrentIndex(m_model->index(std::max(0, row), ExampleTableModel::InstructionColumn));
    showCurrent();
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
    m_session.questions().ask(
        this,
        [id = m_model->idAt(current.row()), encoder = m_encoder](
            Project& project, const StopFlag&) { return readDetail(project, id, *encoder); },
        [this, generation](Result<ExampleDetail> detail) {
            if (generation != m_detailGeneration)
                return;
            if (detail)
                m_view->show(*detail);
            else
                m_view->showNothing(QString::fromStdString(detail.error().message));
        });
}

std::vector<ExampleId> DataPage::selectedIds() const
{
    std::vector<ExampleId> ids;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        ids.push_back(m_model->idAt(index.row()));
    return ids;
}

void DataPage::setExcluded(const std::vector<ExampleId>& ids, bool isExcluded)
{
    if (!ids.empty())
        m_undo->push(new ExcludeCommand(m_session, ids, isExcluded, [this] { afterEdit(); }));
}

void DataPage::setPhases(const QStringList& names)
{
    m_phases = names;
}

void DataPage::showMenu(const QPoint& position)
{
    const std::vector<ExampleId> ids = selectedIds();
    if (ids.empty())
        return;
    QMenu menu(this);
    for (int phase = 0; phase < static_cast<int>(m_phases.size()); ++phase)
        menu.addAction(tr("Move to %1").arg(m_phases.at(phase)), this,
            [this, ids, phase] { emit moveWanted(ids, phase); });
    if (!m_phases.isEmpty()) {
        menu.addAction(tr("Take out of the plan"), this, [this, ids] { emit moveWanted(ids, -1); });
        menu.addSeparator();
    }
    menu.addAction(tr("Exclude"), this, [this, ids] { setExcluded(ids, true); });
    menu.addAction(tr("Restore"), this, [this, ids] { setExcluded(ids, false); });
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

void DataPage::save(ExampleId id, const Example& content)
{
    // The old content is read where the new one is written, so that undo knows what to put back.
    m_session.questions().ask(
        this, [id](Project& project, const StopFlag&) { return project.examples().example(id); },
        [this, id, content](Result<StoredExample> stored) {
            if (!stored) {
                emit noticed(QString::fromStdString(stored.error().message));
                return;
            }
            m_undo->push(
                new EditCommand(m_session, id, stored->example, content, [this](const QString& error) {
                    if (!error.isEmpty()) {
                        emit noticed(error);
                        return;
                    }
                    m_view->endEditing();
                    afterEdit();
                }));
        });
}

void DataPage::afterEdit()
{
    m_browser->reload();
    showCurrent();
}

void DataPage::chooseFiles()
{
    auto* dialog = new QFileDialog(this, tr("Import files"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Examples (*.json *.jsonl *.csv *.tsv *.txt)"), tr("All files (*)")});
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, &DataPage::importFiles);
    dialog->open();
}

void DataPage::chooseExport()
{
    if (m_model->rowCount() == 0) {
        emit noticed(tr("There is nothing to export: no example is shown."));
        return;
    }

    struct Choice
    {
        QString filter;
        RowFormat format;
        QString extension;
    };

    const std::vector<Choice> choices = {
        {tr("Alpaca, a JSON array (*.json)"), RowFormat::Alpaca, QStringLiteral("json")},
        {tr("Alpaca, JSON lines (*.jsonl)"), RowFormat::Alpaca, QStringLiteral("jsonl")},
        {tr("Messages, JSON lines (*.jsonl)"), RowFormat::Messages, QStringLiteral("jsonl")},
        {tr("Table for a spreadsheet (*.csv)"), RowFormat::Csv, QStringLiteral("csv")},
    };
    auto* dialog = new QFileDialog(this, tr("Export %n example(s)", nullptr, m_model->rowCount()));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QStringList filters;
    for (const Choice& choice : choices)
        filters.append(choice.filter);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(choices.front().extension);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, choices](const QString& filter) {
        const auto chosen = std::ranges::find(choices, filter, &Choice::filter);
        if (chosen != choices.end())
            dialog->setDefaultSuffix(chosen->extension);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, choices](const QString& file) {
        const auto chosen = std::ranges::find(choices, dialog->selectedNameFilter(), &Choice::filter);
        exportTo(file, chosen == choices.end() ? RowFormat::Alpaca : chosen->format);
    });
    dialog->open();
}

void DataPage::exportTo(const QString& file, RowFormat format)
{
    ExampleExport request;
    request.file = file.toStdString();
    request.format = format;
    request.scorer = m_browser->query().scorer;
    request.ids.reserve(m_model->rows().size());
    for (const std::uint32_t row : m_model->rows())
        request.ids.push_back(m_model->columns().ids[row]);
    const WorkBar::Watch watch = m_exporting->begin(tr("Exporting"));
    m_session.work().ask(
        this,
        [request = std::move(request), watch](Project& project, const StopFlag&) {
            return exportExamples(project, request, watch.progress, watch.stop.get());
        },
        [this, file](const Result<ExportOutcome>& outcome) {
            m_exporting->end();
            if (!outcome) {
                emit noticed(QString::fromStdString(outcome.error().message));
                return;
            }
            const QLocale locale;
            QString sentence = tr("%1: %2 examples written.")
                                   .arg(QFileInfo(file).fileName(),
                                       locale.toString(static_cast<qulonglong>(outcome->written)));
            if (outcome->leftOut > 0)
                sentence += tr(" %1 were left out, since this format has no place for earlier turns: export "
                               "them as messages.")
                                .arg(locale.toString(static_cast<qulonglong>(outcome->leftOut)));
            emit noticed(sentence);
        });
}

void DataPage::importFiles(const QStringList& files)
{
    if (m_import == nullptr) {
        m_import = std::make_unique<ImportPanel>(m_session, this);
        connect(m_import.get(), &ImportPanel::imported, this, [this](const QString& sentence) {
            emit noticed(sentence);
            m_session.refresh();
            m_session.buildSearchIndex();
        });
    }
    m_import->begin(files);
}

void DataPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event)
{
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    importFiles(files);
}

void DataPage::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("header"), m_table->horizontalHeader()->saveState());
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    m_viewPane->saveState(settings, QStringLiteral("details"));
}

void DataPage::restoreState(const QSettings& settings)
{
    const QSignalBlocker quiet(m_table->horizontalHeader());
    m_table->horizontalHeader()->restoreState(settings.value(QStringLiteral("header")).toByteArray());
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_viewPane->restoreState(settings, QStringLiteral("details"));
    m_table->horizontalHeader()->setSortIndicator(ExampleTableModel::NumberColumn, Qt::AscendingOrder);
    for (int column = 0; column < ExampleTableModel::ColumnCount; ++column)
        m_table->horizontalHeader()->actions().at(column)->setChecked(!m_table->isColumnHidden(column));
}

} // namespace dankai::ui
