// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/datapage.h"

#include "core/tokenizer/conversationencoder.h"
#include "ui/dataset/examplecommands.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/dataset/exampleview.h"
#include "ui/dataset/importpanel.h"
#include "ui/page/statepanel.h"
#include "ui/plot/histogramplot.h"
#include "ui/style/type.h"

#include <QAction>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QUndoStack>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr int typingPauseMs = 200;
constexpr int rowHeight = 28;
constexpr int shortestSearchField = 240;
// A search for more than this is a paste by mistake; the field would take seconds to draw it.
constexpr int longestSearch = 1000;

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
    , m_search(new QLineEdit(this))
    , m_scorer(new QComboBox(this))
    , m_exclusion(new QComboBox(this))
    , m_clear(new QPushButton(tr("Clear filters"), this))
    , m_count(new QLabel(this))
    , m_scoreHistogram(new HistogramPlot(this))
    , m_tokenHistogram(new HistogramPlot(this))
    , m_table(new QTableView(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new ExampleView(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_encoder(std::make_shared<std::shared_ptr<ConversationEncoder>>())
{
    setAcceptDrops(true);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPauseMs);

    m_stack->addWidget(buildTable());
    m_stack->addWidget(m_state);
    auto* left = new QWidget(this);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(8);
    leftLayout->addWidget(buildFilters());
    leftLayout->addWidget(m_stack, 1);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_view);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setCollapsible(0, false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->addWidget(m_splitter);

    buildActions();
    connect(&m_typing, &QTimer::timeout, this, &DataPage::queryChanged);
    connect(m_browser, &ExampleBrowser::answered, this, &DataPage::showAnswer);
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
    const auto add = [this](const QString& text, const QKeySequence& key, auto slot) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    add(tr("Search the examples"), QKeySequence::Find, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    add(tr("Import files…"), QKeySequence(Qt::CTRL | Qt::Key_I), [this] { chooseFiles(); });
    add(tr("Clear filters"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), [this] { clearFilters(); });
    add(tr("Edit the example"), QKeySequence(Qt::Key_F2), [this] { m_view->beginEditing(); });
    auto* exclude = add(tr("Exclude the selected examples"), QKeySequence(Qt::Key_Delete),
        [this] { setExcluded(selectedIds(), true); });
    auto* restore = add(tr("Restore the selected examples"), QKeySequence(Qt::SHIFT | Qt::Key_Delete),
        [this] { setExcluded(selectedIds(), false); });
    // Delete belongs to the text while one is edited.
    for (QAction* action : {exclude, restore})
        action->setShortcutContext(Qt::WidgetShortcut), m_table->addAction(action);
    auto* undo = m_undo->createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    auto* redo = m_undo->createRedoAction(this, tr("Redo"));
    redo->setShortcut(QKeySequence::Redo);
    for (QAction* action : {undo, redo}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
}

QWidget* DataPage::buildFilters()
{
    auto* filters = new QWidget(this);
    m_search->setPlaceholderText(tr("Search instructions and responses"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(longestSearch);
    m_search->setAccessibleName(tr("Search"));
    m_search->setMinimumWidth(shortestSearchField);
    m_scorer->setAccessibleName(tr("Difficulty by"));
    m_scorer->setToolTip(tr("Whose scores are shown as the difficulty"));
    m_scorer->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_exclusion->setAccessibleName(tr("Excluded examples"));
    m_exclusion->addItem(tr("All examples"), static_cast<int>(ExclusionFilter::Any));
    m_exclusion->addItem(tr("Not excluded"), static_cast<int>(ExclusionFilter::Included));
    m_exclusion->addItem(tr("Excluded"), static_cast<int>(ExclusionFilter::Excluded));
    m_count->setTextFormat(Qt::PlainText);

    auto* import = new QPushButton(tr("Import files…"), filters);
    import->setProperty("primary", true);
    connect(import, &QPushButton::clicked, this, &DataPage::chooseFiles);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_search, 1);
    first->addWidget(m_scorer);
    first->addWidget(m_exclusion);
    first->addWidget(m_clear);
    first->addWidget(import);

    const auto captioned = [&](const QString& caption, HistogramPlot* plot) {
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        auto* label = new QLabel(caption, filters);
        label->setFont(typeFont(TypeSize::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
        plot->setAccessibleName(caption);
        column->addWidget(label);
        column->addWidget(plot);
        return column;
    };
    auto* second = new QHBoxLayout;
    second->setSpacing(16);
    second->addLayout(captioned(tr("Difficulty: drag to choose a range"), m_scoreHistogram), 1);
    second->addLayout(captioned(tr("Tokens: drag to choose a range"), m_tokenHistogram), 1);

    auto* layout = new QVBoxLayout(filters);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_count);

    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &DataPage::queryChanged);
    connect(m_scorer, &QComboBox::activated, this, &DataPage::queryChanged);
    connect(m_exclusion, &QComboBox::activated, this, &DataPage::queryChanged);
    connect(m_clear, &QPushButton::clicked, this, &DataPage::clearFilters);
    const auto choose = [this](ValueRange ExampleFilter::*which, const ValueRange& range) {
        BrowseQuery query = m_browser->query();
        query.filter.*which = range;
        m_browser->setQuery(query);
    };
    connect(m_scoreHistogram, &HistogramPlot::rangeChosen, this,
        [choose](const ValueRange& range) { choose(&ExampleFilter::score, range); });
    connect(m_tokenHistogram, &HistogramPlot::rangeChosen, this,
        [choose](const ValueRange& range) { choose(&ExampleFilter::tokens, range); });
    return filters;
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
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    const int widths[ExampleTableModel::ColumnCount] = {72, 88, 320, 320, 72, 72, 160, 88};
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
        BrowseQuery query = m_browser->query();
        query.order = wanted;
        query.direction
            = order == Qt::AscendingOrder ? OrderDirection::Ascending : OrderDirection::Descending;
        m_browser->setQuery(query);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DataPage::showCurrent);
    return m_table;
}

void DataPage::takeProject()
{
    const QString chosen = m_scorer->currentData().toString();
    m_scorer->clear();
    for (const ScorerFigures& scorer : m_session.figures().scorers)
        m_scorer->addItem(QString::fromStdString(scorer.scorer), QString::fromStdString(scorer.scorer));
    if (m_scorer->count() == 0)
        m_scorer->addItem(tr("No scores yet"), QString());
    // What a plan cuts on is what people want to see first.
    int index = m_scorer->findData(chosen);
    if (index < 0 && !m_session.figures().plans.empty())
        index = m_scorer->findData(QString::fromStdString(m_session.figures().plans.front().scorer));
    m_scorer->setCurrentIndex(std::max(0, index));
    m_scorer->setEnabled(!m_session.figures().scorers.empty());
    emit missingChanged();
    BrowseQuery query = m_browser->query();
    query.scorer = m_scorer->currentData().toString().toStdString();
    const bool isNew = query == m_browser->query();
    m_browser->setQuery(query);
    if (isNew)
        m_browser->reload();
}

void DataPage::queryChanged()
{
    m_typing.stop();
    BrowseQuery query = m_browser->query();
    query.text = m_search->text();
    query.scorer = m_scorer->currentData().toString().toStdString();
    query.filter.exclusion = static_cast<ExclusionFilter>(m_exclusion->currentData().toInt());
    m_browser->setQuery(query);
}

void DataPage::clearFilters()
{
    const QSignalBlocker quiet(m_search);
    m_search->clear();
    m_exclusion->setCurrentIndex(0);
    BrowseQuery query = m_browser->query();
    query.text.clear();
    query.filter = {};
    m_browser->setQuery(query);
}

void DataPage::showAnswer(const BrowseAnswer& answer)
{
    const QModelIndex current = m_table->currentIndex();
    const bool hasCurrent = current.isValid();
    const ExampleId kept = hasCurrent ? m_model->idAt(current.row()) : ExampleId();
    m_model->show(answer.columns, answer.rows);
    m_scoreHistogram->setHistogram(answer.scores);
    m_scoreHistogram->setRange(m_browser->query().filter.score);
    m_tokenHistogram->setHistogram(answer.tokens);
    m_tokenHistogram->setRange(m_browser->query().filter.tokens);

    const QLocale locale;
    const auto total = static_cast<qulonglong>(answer.columns->size());
    const auto shown = static_cast<qulonglong>(answer.rows.size());
    QString count = shown == total
        ? tr("%n example(s)", nullptr, static_cast<int>(total))
        : tr("%1 of %2 examples").arg(locale.toString(shown), locale.toString(total));
    if (!answer.searchIndex.isComplete() && !m_browser->query().text.isEmpty())
        count += tr(" - the search index is being built; %1 of %2 are in it")
                     .arg(locale.toString(static_cast<qulonglong>(answer.searchIndex.indexed)),
                         locale.toString(static_cast<qulonglong>(answer.searchIndex.total)));
    m_count->setText(count);
    const BrowseQuery& query = m_browser->query();
    m_clear->setEnabled(!query.text.isEmpty() || query.filter != ExampleFilter());

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
            {tr("Clear filters"), [this] { clearFilters(); }});
        m_stack->setCurrentWidget(m_state);
        m_view->showNothing({});
        return;
    }
    m_stack->setCurrentWidget(m_table);
    const int row = hasCurrent ? m_model->rowOf(kept) : -1;
    m_table->setCurrentIndex(m_model->index(std::max(0, row), ExampleTableModel::InstructionColumn));
    showCurrent();
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
}

void DataPage::restoreState(const QSettings& settings)
{
    const QSignalBlocker quiet(m_table->horizontalHeader());
    m_table->horizontalHeader()->restoreState(settings.value(QStringLiteral("header")).toByteArray());
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_table->horizontalHeader()->setSortIndicator(ExampleTableModel::NumberColumn, Qt::AscendingOrder);
    for (int column = 0; column < ExampleTableModel::ColumnCount; ++column)
        m_table->horizontalHeader()->actions().at(column)->setChecked(!m_table->isColumnHidden(column));
}

} // namespace dankai::ui
