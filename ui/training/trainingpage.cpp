// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/trainingpage.h"

#include "ui/page/command.h"
#include "ui/page/statepanel.h"
#include "ui/training/runlistmodel.h"
#include "ui/training/runpane.h"
#include "ui/training/startpanel.h"

#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr int listGap = 16;
constexpr int listWidth = 208;
constexpr int shortestList = 160;

} // namespace

TrainingPage::TrainingPage(ProjectSession& session, RunWatch& watch, QWidget* parent)
    : TrainingPage(session, watch, enqueueRun, parent)
{ }

TrainingPage::TrainingPage(ProjectSession& session, RunWatch& watch, const RunStart& start, QWidget* parent)
    : Page(QStringLiteral("training"), parent)
    , m_session(session)
    , m_watch(watch)
    , m_model(new RunListModel(this))
    , m_list(new QListView(this))
    , m_new(new QPushButton(tr("New training…"), this))
    , m_state(new StatePanel(this))
    , m_pane(new RunPane(session, m_watch, start, this))
    , m_startPanel(new StartPanel(session, start, this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RunDelegate(m_list));
    m_list->setAccessibleName(tr("Runs"));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_new->setProperty("primary", true);
    auto* left = new QWidget(this);
    left->setMinimumWidth(shortestList);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(8);
    leftLayout->addWidget(m_list, 1);
    leftLayout->addWidget(m_new);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_state, m_pane, m_startPanel})
        m_stack->addWidget(widget);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_stack);
    showList(false); // until there is a run
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setCollapsible(1, false);
    m_splitter->setSizes({listWidth, 900});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->addWidget(m_splitter);

    buildActions();
    connect(m_new, &QPushButton::clicked, this, &TrainingPage::newTraining);
    connect(&m_watch, &RunWatch::changed, this, &TrainingPage::showRuns);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
            if (index.isValid())
                showRun();
        });
    connect(m_list, &QListView::clicked, this, &TrainingPage::showRun);
    connect(m_pane, &RunPane::noticed, this, &Page::noticed);
    connect(m_pane, &RunPane::changed, this, [this] { m_watch.lookAt(m_pane->id()); });
    connect(m_pane, &RunPane::repeated, this, [this](const QString& id) {
        openRun(id);
        m_watch.look();
    });
    connect(m_pane, &RunPane::anewWanted, this, [this](const QString& id) {
        newTraining();
        if (const RunListing* listing = m_watch.run(id))
            m_startPanel->fillFrom(listing->record);
    });
    connect(m_startPanel, &StartPanel::noticed, this, &Page::noticed);
    connect(m_startPanel, &StartPanel::closed, this, [this] {
        if (m_list->currentIndex().isValid())
            showRun();
        else
            showRuns();
    });
    connect(m_startPanel, &StartPanel::started, this, [this](const QString& id) {
        openRun(id);
        m_watch.look();
    });
    connect(&m_session, &ProjectSession::opened, this, [this] {
        m_startPanel->takeProject();
        emit missingChanged();
    });
    connect(&m_session, &ProjectSession::changed, this, [this] {
        if (!m_startPanel->isBusy())
            m_startPanel->takeProject();
        emit missingChanged();
    });
    m_state->showLoading(tr("Opening the project"));
    m_stack->setCurrentWidget(m_state);
    m_new->setEnabled(m_session.isOpen());
    if (m_watch.hasAnswer())
        showRuns();
}

TrainingPage::~TrainingPage() = default;

QString TrainingPage::title() const
{
    return tr("Training", "page");
}

QString TrainingPage::iconName() const
{
    return QStringLiteral("training");
}

QString TrainingPage::missing() const
{
    if (!m_session.isOpen())
        return {};
    if (m_session.figures().examples == 0)
        return tr("There are no examples yet: import a file on the Data page.");
    if (m_session.figures().plans.empty())
        return tr("There is no plan yet: split the examples into phases first.");
    return {};
}

void TrainingPage::buildActions()
{
    tellKeys(m_new, addCommand(this, QStringLiteral("training.new"), [this] { newTraining(); }));
    addCommand(this, QStringLiteral("training.check"), [this] {
        newTraining();
        m_startPanel->check();
    });
    for (QAction* action : m_pane->commands())
        addAction(action);
}

void TrainingPage::newTraining()
{
    if (!m_session.isOpen())
        return;
    m_startPanel->takeProject();
    m_stack->setCurrentWidget(m_startPanel);
}

void TrainingPage::setPresenting(bool isPresenting)
{
    m_isPresenting = isPresenting;
    showList(!isPresenting && m_model->rowCount() > 0);
    m_pane->setPresenting(isPresenting);
}

// Without it everything begins at the page's edge.
void TrainingPage::showList(bool isShown)
{
    m_splitter->widget(0)->setVisible(isShown);
    m_stack->setContentsMargins(isShown ? listGap : 0, 0, 0, 0);
}

void TrainingPage::openRun(const QString& id)
{
    m_wanted = id;
    showRuns();
}

void TrainingPage::showRuns()
{
    const QString current = m_list->currentIndex().data(RunListModel::IdRole).toString();
    m_model->show(m_watch.runs());
    m_new->setEnabled(true);
    int row = m_model->rowOf(m_wanted);
    const bool isWanted = row >= 0;
    if (isWanted)
        m_wanted.clear();
    else
        row = m_model->rowOf(current);
    if (row < 0 && m_model->rowCount() > 0)
        row = 0;
    // An empty list beside the sentence that says so is only empty.
    showList(row >= 0 && !m_isPresenting);
    if (row < 0) {
        if (m_stack->currentWidget() == m_startPanel)
            return;
        m_state->showEmpty(tr("No training yet"),
            tr("A training goes through the plan phase by phase and tests the model after each. It can run "
               "on its own "
               "for hours: the window may be closed meanwhile."),
            {tr("New training…"), [this] { newTraining(); }});
        m_stack->setCurrentWidget(m_state);
        return;
    }
    {
        const QSignalBlocker quiet(m_list->selectionModel());
        m_list->setCurrentIndex(m_model->index(row));
    }
    m_list->viewport()->update();
    // Somebody who is preparing a new training is not taken away from it.
    if (isWanted || m_stack->currentWidget() != m_startPanel)
        showRun();
}

void TrainingPage::showRun()
{
    const QString id = m_list->currentIndex().data(RunListModel::IdRole).toString();
    if (id.isEmpty())
        return;
    m_pane->open(id);
    m_stack->setCurrentWidget(m_pane);
    emit missingChanged(); // the window's context names the run
}

void TrainingPage::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    m_pane->saveState(settings);
}

void TrainingPage::restoreState(const QSettings& settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_pane->restoreState(settings);
}

} // namespace dankai::ui
