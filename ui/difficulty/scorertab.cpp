// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/scorertab.h"

#include "core/difficulty/measurement.h"
#include "core/difficulty/scorer.h"
#include "core/project/newproject.h"
#include "core/project/scorereading.h"
#include "ui/difficulty/measuringjob.h"
#include "ui/difficulty/measuringmodels.h"
#include "ui/difficulty/modelbox.h"
#include "ui/difficulty/scorerdetail.h"
#include "ui/difficulty/scorerlook.h"
#include "ui/difficulty/scorertablemodel.h"
#include "ui/page/columnfill.h"
#include "ui/page/command.h"
#include "ui/page/listtable.h"
#include "ui/page/statepanel.h"
#include "ui/page/workbar.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/scorername.h"
#include "ui/sentence/sentencegap.h"
#include "ui/session/projectsession.h"
#include "ui/style/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace dankai::ui {

namespace {

constexpr int detailWidth = 610;
constexpr int listWidth = 480;

QString costOfOther(const ModelScorer& scorer, const MeasuringModel& model, int examples)
{
    const QString reads = scorer.needsJudge
        ? ScorerTab::tr("%1 is asked a judge's question about %n example(s).", nullptr, examples)
        : scorer.needsDirect
        ? ScorerTab::tr("%1 reads %n example(s) twice: with and without the instruction.", nullptr, examples)
        : ScorerTab::tr("%1 reads %n example(s) once.", nullptr, examples);
    return reads.arg(model.name) + sentenceGap()
        + ScorerTab::tr("Its scores stand under its name, beside those of the project's model.");
}

} // namespace

ScorerTab::ScorerTab(
    ProjectSession& session, MeasuringJob& measuring, MeasuringModels& models, QWidget* parent)
    : DifficultyTab(parent)
    , m_session(session)
    , m_measuring(measuring)
    , m_models(models)
    , m_model(new ScorerTableModel(this))
    , m_table(new QTableView(this))
    , m_detail(new ScorerDetail(this))
    , m_detailArea(new QScrollArea(this))
    , m_detailState(new StatePanel(this))
    , m_detailStack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_by(new QComboBox(this))
    , m_withLabel(new QLabel(tr("With"), this))
    , m_with(new ModelBox(models, this))
    , m_cost(new QLabel(this))
    , m_work(new WorkBar(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
{
    m_score = makeCommand(this, QStringLiteral("difficulty.score"), [this] { score(); });
    buildLayout();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ScorerTab::showChosen);
    connect(m_detail, &ScorerDetail::columnChosen, this, &ScorerTab::showChosen);
    connect(m_by, &QComboBox::currentIndexChanged, this, &ScorerTab::showCost);
    connect(m_by, &QComboBox::activated, this, &ScorerTab::lookForModels);
    connect(&m_models, &MeasuringModels::changed, this, &ScorerTab::showCost);
    connect(&m_measuring, &MeasuringJob::busyChanged, this, &ScorerTab::showCost);
    connect(&m_session, &ProjectSession::opened, this, &ScorerTab::showScorers);
    connect(&m_session, &ProjectSession::changed, this, &ScorerTab::showScorers);
    m_state->showLoading(tr("Opening the project"));
}

ScorerTab::~ScorerTab()
{
    m_work->end(); // what is scored stays
}

void ScorerTab::buildLayout()
{
    m_table->setModel(m_model);
    makeListTable(m_table, tr("Scorers"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    arrangeColumns(m_table, std::array<int, ScorerTableModel::ColumnCount>{168, 72, 60, 72, 80, 56, 88});
    new ColumnFill(m_table, {ScorerTableModel::NameColumn});

    m_by->setAccessibleName(tr("Score the examples by"));
    m_by->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* label = new QLabel(tr("Score the examples by"), this);
    label->setBuddy(m_by);
    m_withLabel->setBuddy(m_with);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(label);
    top->addWidget(m_by);
    top->addWidget(m_withLabel);
    top->addWidget(m_with);
    top->addWidget(makeCommandButton(m_score, this));
    top->addWidget(m_work, 1);
    top->addStretch();
    m_cost->setFont(typeFont(TypeSize::Caption));
    m_cost->setForegroundRole(QPalette::PlaceholderText);
    m_cost->setTextFormat(Qt::PlainText);
    m_cost->setWordWrap(true);

    m_detailArea->setWidget(m_detail);
    m_detailArea->setWidgetResizable(true);
    m_detailArea->setFrameShape(QFrame::NoFrame);
    m_detailArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_detailStack->addWidget(m_detailState);
    m_detailStack->addWidget(m_detailArea);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_detailStack);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setCollapsible(0, false);
    m_splitter->setSizes({listWidth, detailWidth});

    m_all = new QWidget(this);
    auto* column = new QVBoxLayout(m_all);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(m_cost);
    column->addWidget(m_splitter, 1);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_all);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_detailState->showEmpty(tr("No scores yet"),
        tr("A scorer says how difficult an example is. Compressed size needs no model and takes seconds; a "
           "column "
           "of your file may hold a difficulty already. Choose one above."));
}

std::vector<QAction*> ScorerTab::commands() const
{
    return {m_score};
}

// Only while somebody looks: kept columns and biases are read off all examples.
void ScorerTab::showScorers()
{
    const ProjectFigures& figures = m_session.figures();
    if (!m_session.isOpen() || !isVisible())
        return;
    if (figures.examples == 0) {
        m_state->showEmpty(tr("No examples yet"),
            tr("Difficulty is scored example by example. Import a file first."),
            {tr("Go to Data"), [this] { emit pageWanted(QStringLiteral("data")); }});
        m_stack->setCurrentWidget(m_state);
        return;
    }
    const std::string before = chosen();
    m_model->show(figures.scorers, figures.examples);
    // Columns of zeros take the room from what is read.
    const auto isZero = [&](std::uint64_t ScorerFigures::*figure) {
        return std::ranges::all_of(
            figures.scorers, [&](const ScorerFigures& scorer) { return scorer.*figure == 0; });
    };
    m_table->setColumnHidden(ScorerTableModel::NoNumberColumn, isZero(&ScorerFigures::withoutValue));
    m_table->setColumnHidden(ScorerTableModel::StaleColumn, isZero(&ScorerFigures::stale));
    m_stack->setCurrentWidget(m_all);
    std::vector<std::string> scored;
    for (const ScorerFigures& one : figures.scorers)
        if (one.scored > 0)
            scored.push_back(one.scorer);
    m_detail->setScorers(scored);
    askColumns();
    offerScorers();
    if (m_model->rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model->index(std::max(0, m_model->rowOf(before)), 0));
    showChosen();
}

std::string ScorerTab::chosen() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_model->at(index.row()).scorer : std::string();
}

void ScorerTab::showChosen()
{
    const std::string scorer = chosen();
    if (scorer.empty())
        return;
    const std::string column = m_detail->column().toStdString();
    const std::string quality = m_detail->quality().toStdString();
    const std::string wanted = scorer + '\n' + column + '\n' + quality;
    const std::int64_t version = m_session.figures().dataVersion;
    if (wanted == m_shown && version == m_shownVersion)
        return;
    if (scorer != m_shown.substr(0, m_shown.find('\n'))) {
        m_detailState->showLoading(tr("Looking at the scores"));
        m_detailStack->setCurrentWidget(m_detailState);
    }
    m_shown = wanted;
    m_shownVersion = version;
    m_session.work().ask(
        this,
        [scorer, column, quality](
            Project& project, const StopFlag&) { return lookAtScorer(project, scorer, column, quality); },
        [this, scorer, question = ++m_question](const Result<ScorerLook>& look) {
            if (question != m_question)
                return;
            if (!look) {
                m_shown.clear();
                m_detailState->showError(translatedCore(look.error().message));
                m_detailStack->setCurrentWidget(m_detailState);
                return;
            }
            m_detail->show(scorerWord(scorer), *look);
            m_detailStack->setCurrentWidget(m_detailArea);
        });
}

// The columns can only be others where examples have come.
void ScorerTab::askColumns()
{
    const std::uint64_t examples = m_session.figures().examples;
    if (m_columnsOf == examples)
        return;
    m_columnsOf = examples;
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return keptColumnNames(project); },
        [this](const Result<std::vector<std::string>>& names) {
            if (!names) {
                emit noticed(translatedCore(names.error().message));
                return;
            }
            m_columns.clear();
            for (const std::string& name : *names)
                m_columns.append(QString::fromStdString(name));
            m_detail->setColumns(m_columns);
            offerScorers();
        });
}

void ScorerTab::offerScorers()
{
    const QString before = m_by->currentData().toString();
    m_by->clear();
    const auto offer
        = [this](const std::string& name) { m_by->addItem(scorerWord(name), QString::fromStdString(name)); };
    for (const ScorerInfo& info : scorers())
        if (info.reads == ScorerReads::Text || info.reads == ScorerReads::Tokens
            || info.reads == ScorerReads::Model)
            offer(std::string(info.name));
    for (const QString& column : m_columns)
        offer("column:" + column.toStdString());
    const int usual = m_by->findData(QStringLiteral("compressed_size"));
    const int index = m_by->findData(before);
    m_by->setCurrentIndex(index < 0 ? usual : index);
    showCost();
}

const ScorerFigures* ScorerTab::figuresOf(const std::string& scorer) const
{
    const std::vector<ScorerFigures>& all = m_session.figures().scorers;
    const auto found = std::ranges::find(all, scorer, &ScorerFigures::scorer);
    return found == all.end() ? nullptr : &*found;
}

void ScorerTab::showCost()
{
    const std::string scorer = m_by->currentData().toString().toStdString();
    const ModelScorer* byModel = modelScorerNamed(scorer);
    for (QWidget* ofModel : std::initializer_list<QWidget*>{m_withLabel, m_with})
        ofModel->setVisible(byModel != nullptr);
    m_score->setEnabled(
        !scorer.empty() && !m_work->isBusy() && (byModel == nullptr || !m_measuring.isBusy()));
    if (byModel == nullptr) {
        m_cost->setText(scorer == "tokens"
                ? tr("Needs the tokenizer of the project's model, not the model itself; takes seconds.")
                : tr("Needs no model and takes seconds."));
        return;
    }
    // One whose scores are not known by its place may have looked at them all the same.
    const std::optional<std::string> name = m_models.nameOf(scorer);
    const ScorerFigures* figures = name ? figuresOf(*name) : nullptr;
    const std::uint64_t examples = m_session.figures().examples;
    const std::uint64_t looked = figures == nullptr ? 0 : figures->scored + figures->withoutValue;
    const int left
        = static_cast<int>(std::min<std::uint64_t>(examples - std::min(looked, examples), 1'000'000'000));
    if (left == 0) {
        m_cost->setText(tr("The model has looked at every example already."));
        return;
    }
    const MeasuringModel* other = m_models.chosen();
    const QString once = other != nullptr ? costOfOther(*byModel, *other, left)
        : byModel->needsJudge
        ? tr("Needs the project's model, which is asked a judge's question about %n example(s).", nullptr,
            left)
        : byModel->needsDirect
        ? tr("Needs the project's model, which reads %n example(s) twice: with and without the instruction.",
            nullptr, left)
        : tr("Needs the project's model, which reads %n example(s) once.", nullptr, left);
    m_cost->setText(once + sentenceGap()
        + tr("How long that takes shows when it has begun; it goes on when the window is closed, and what is "
             "scored is kept."));
}

void ScorerTab::score()
{
    const std::string scorer = m_by->currentData().toString().toStdString();
    if (!m_score->isEnabled())
        return;
    if (modelScorerNamed(scorer) != nullptr)
        scoreByModel(scorer);
    else
        scoreByText(scorer);
}

void ScorerTab::scoreByModel(const std::string& scorer)
{
    const std::optional<std::string> name = m_models.nameOf(scorer);
    if (const ScorerFigures* figures = name ? figuresOf(*name) : nullptr; figures != nullptr
        && figures->scored + figures->withoutValue >= m_session.figures().examples
        && scorer != localJudgeScorer) { // whose question may be another one now
        emit noticed(tr("%1 has scored every example already.").arg(scorerWord(*name)));
        return;
    }
    const std::shared_ptr<ModelReading> reading = m_models.reading();
    m_measuring.begin(
        [scorer, reading](Project& project, const ProgressCallback& progress,
            const StopFlag& stop) -> Result<ModelScoringRequest> {
            if (auto read = reading->read(project, progress, stop); !read)
                return passOn(read);
            ModelScoringRequest request;
            request.scorers = {scorer};
            request.model = reading->model;
            return request;
        },
        this,
        [this, scorer, reading](MeasuringEnd end) {
            if (end == MeasuringEnd::Stopped)
                emit noticed(tr("Stopped. What is scored is kept; scoring again goes on."));
            else if (end == MeasuringEnd::Finished && scorer == localJudgeScorer)
                sayIfUnjudged(reading->model ? scorerBy(scorer, *reading->model) : scorer);
        });
}

// Not every model answers as it is asked to.
void ScorerTab::sayIfUnjudged(const std::string& scorer)
{
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return project.scores().figures(); },
        [this, scorer](const Result<std::vector<ScorerFigures>>& figures) {
            if (figures && std::ranges::none_of(*figures, [&](const ScorerFigures& one) {
                    return one.scorer == scorer && one.scored > 0;
                }))
                emit noticed(
                    tr("The model does not answer a judge's question with a digit, or the question is "
                       "too long for it. Use a model that follows instructions, or a judge on an "
                       "endpoint."));
        });
}

void ScorerTab::showEvent(QShowEvent* event)
{
    DifficultyTab::showEvent(event);
    lookForModels();
    showScorers();
}

// Only where somebody may choose one.
void ScorerTab::lookForModels()
{
    if (isVisible() && modelScorerNamed(m_by->currentData().toString().toStdString()) != nullptr)
        m_models.look();
}

void ScorerTab::scoreByText(const std::string& scorer)
{
    const WorkBar::Watch watch = m_work->begin(tr("Scoring: %1").arg(scorerWord(scorer)));
    showCost();
    m_session.work().ask(
        this,
        [scorer, watch](Project& project, const StopFlag& ending) {
            const auto look = [&](std::string_view, const Progress& progress) {
                if (isStopRequested(&ending))
                    *watch.stop = true;
                watch.progress(progress);
            };
            return scoreExamples(project, scorer, look, watch.stop.get());
        },
        [this, scorer](const Result<ScoredNow>& scored) {
            m_work->end();
            showCost();
            if (!scored && scored.error().code != ErrorCode::Stopped)
                emit noticed(translatedCore(scored.error().message));
            else if (scored && scored->looked == 0)
                emit noticed(tr("%1 has scored every example already.").arg(scorerWord(scorer)));
            else if (scored && scored->withValue == 0)
                emit noticed(tr("%1: no example holds a number.").arg(scorerWord(scorer)));
            m_session.refresh();
        });
}

void ScorerTab::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("scorers_splitter"), m_splitter->saveState());
}

void ScorerTab::restoreState(const QSettings& settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("scorers_splitter")).toByteArray());
}

} // namespace dankai::ui
