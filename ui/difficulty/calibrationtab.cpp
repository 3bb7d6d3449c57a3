// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/calibrationtab.h"

#include "core/project/calibrationrecord.h"
#include "ui/difficulty/calibrationreport.h"
#include "ui/difficulty/measuringjob.h"
#include "ui/difficulty/measuringmodels.h"
#include "ui/difficulty/modelbox.h"
#include "ui/page/command.h"
#include "ui/page/statepanel.h"
#include "ui/page/workbar.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int choiceWidth = 440;
// Of the learning curve; those that leave too few labels to be judged on are left out.
constexpr std::uint64_t curveCounts[] = {20, 30, 50, 80, 120, 200, 300, 500, 800};

} // namespace

CalibrationTab::CalibrationTab(
    ProjectSession& session, MeasuringJob& measuring, MeasuringModels& models, QWidget* parent)
    : DifficultyTab(parent)
    , m_session(session)
    , m_measuring(measuring)
    , m_models(models)
    , m_labels(new QComboBox(this))
    , m_problem(new QLabel(this))
    , m_usesModel(new QCheckBox(tr("Also count what a model makes of the examples"), this))
    , m_model(new ModelBox(models, this))
    , m_cost(new QLabel(this))
    , m_hasCurve(new QCheckBox(tr("Show what more labels would bring"), this))
    , m_calibrate(makeCommand(this, QStringLiteral("difficulty.calibrate"), [this] { calibrate(); }))
    , m_work(new WorkBar(this))
    , m_report(new CalibrationReport(this))
    , m_reportArea(new QScrollArea(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
{
    m_reportArea->setWidget(m_report);
    m_reportArea->setWidgetResizable(true);
    m_reportArea->setFrameShape(QFrame::NoFrame);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_reportArea);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(24);
    layout->addWidget(buildChoice());
    layout->addWidget(m_stack, 1);

    connect(m_labels, &QComboBox::activated, this, &CalibrationTab::showChosen);
    connect(m_usesModel, &QCheckBox::toggled, this, &CalibrationTab::showChosen);
    connect(&m_measuring, &MeasuringJob::busyChanged, this, &CalibrationTab::showChosen);
    connect(&m_session, &ProjectSession::opened, this, &CalibrationTab::look);
    connect(&m_session, &ProjectSession::changed, this, &CalibrationTab::look);
    m_state->showLoading(tr("Opening the project"));
    showChosen();
}

CalibrationTab::~CalibrationTab()
{
    m_work->end();
}

QWidget* CalibrationTab::buildChoice()
{
    auto* left = new QWidget(this);
    left->setFixedWidth(choiceWidth);
    auto* heading = new QLabel(tr("Learn from labels how difficult every example is"), left);
    heading->setFont(typeFont(TypeSize::Heading));
    auto* note = new QLabel(
        tr("Some dozens of labels, of people or of a judge, are enough to begin with. What is learnt is "
           "stored at once as a scorer, which plans can cut by; scores from before stay."),
        left);
    for (QLabel* label : {note, m_cost}) {
        label->setFont(typeFont(TypeSize::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    for (QLabel* label : {heading, note, m_cost, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_labels->setAccessibleName(tr("Learn from"));
    m_labels->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* label = new QLabel(tr("Learn from"), left);
    label->setBuddy(m_labels);
    m_usesModel->setChecked(true);
    m_hasCurve->setToolTip(tr("The learning curve: takes several times as long"));
    auto* choice = new QHBoxLayout;
    choice->setSpacing(8);
    choice->addWidget(label);
    choice->addWidget(m_labels, 1);
    QPushButton* button = makeCommandButton(m_calibrate, left);
    button->setProperty("primary", true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(button);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(heading);
    column->addWidget(note);
    column->addLayout(choice);
    column->addWidget(m_problem);
    column->addWidget(m_usesModel);
    column->addWidget(m_model);
    column->addWidget(m_cost);
    column->addWidget(m_hasCurve);
    column->addLayout(buttons);
    column->addWidget(m_work);
    column->addStretch();
    return left;
}

std::vector<QAction*> CalibrationTab::commands() const
{
    return {m_calibrate};
}

void CalibrationTab::showEvent(QShowEvent* event)
{
    DifficultyTab::showEvent(event);
    m_models.look();
    look();
}

// Only while somebody looks: counting the labels reads all examples.
void CalibrationTab::look()
{
    const std::int64_t version = m_session.figures().dataVersion;
    if (!m_session.isOpen() || !isVisible() || version == m_shownVersion)
        return;
    m_shownVersion = version;
    m_session.work().ask(
        this,
        [](Project& project, const StopFlag&) -> Result<Look> {
            auto sources = labelSources(project);
            if (!sources)
                return passOn(sources);
            return Look{std::move(*sources), lastCalibration(project)};
        },
        [this, question = ++m_question](Result<Look> look) {
            if (question != m_question)
                return;
            if (!look) {
                m_shownVersion = -1;
                m_state->showError(translatedCore(look.error().message));
                m_stack->setCurrentWidget(m_state);
                return;
            }
            m_isRead = true;
            offer(std::move(look->sources));
            showLast(look->last);
        });
}

void CalibrationTab::offer(std::vector<LabelSource> sources)
{
    const QString before = m_labels->currentData().toString();
    m_sources = std::move(sources);
    m_labels->clear();
    for (const LabelSource& source : m_sources)
        m_labels->addItem(
            tr("%1 (%n label(s))", nullptr, static_cast<int>(source.labels)).arg(labelsWord(source.name)),
            QString::fromStdString(source.name));
    const int index = m_labels->findData(before);
    const auto usable
        = std::ranges::find_if(m_sources, [](const LabelSource& source) { return source.problem.empty(); });
    m_labels->setCurrentIndex(index >= 0 ? index
            : usable == m_sources.end()  ? std::min(0, m_labels->count() - 1)
                                         : static_cast<int>(usable - m_sources.begin()));
    showChosen();
}

const LabelSource* CalibrationTab::chosen() const
{
    const int index = m_labels->currentIndex();
    return index < 0 || index >= static_cast<int>(m_sources.size())
        ? nullptr
        : &m_sources[static_cast<std::size_t>(index)];
}

void CalibrationTab::showChosen()
{
    const LabelSource* source = chosen();
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, themeOf(this).undecided);
    m_problem->setPalette(colours);
    m_problem->setText(source != nullptr
            ? (source->problem.empty() ? QString() : QStringLiteral("◐ ") + translatedCore(source->problem))
            : m_isRead ? QStringLiteral("◐ ")
                + tr("There are no labels yet. Let a judge score some examples, review some, or score by a "
                     "column of the file.")
                       : QString());
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_labels->setEnabled(source != nullptr);
    m_model->setEnabled(m_usesModel->isChecked());
    m_cost->setText(m_usesModel->isChecked()
            ? tr("The model reads each example once. How long that takes shows when it has begun; it goes on "
                 "when the window is closed, and what it has read once is kept.")
            : tr("Learns from the text alone, which takes seconds."));
    m_calibrate->setEnabled(source != nullptr && source->problem.empty() && !m_work->isBusy()
        && (!m_usesModel->isChecked() || !m_measuring.isBusy()));
}

void CalibrationTab::calibrate()
{
    const LabelSource* source = chosen();
    if (source == nullptr || !m_calibrate->isEnabled())
        return;
    CalibrationRequest request;
    request.labels = source->name;
    request.usesModel = m_usesModel->isChecked();
    if (m_hasCurve->isChecked())
        request.curve.assign(std::begin(curveCounts), std::end(curveCounts));
    if (!request.usesModel) {
        learn(request);
        return;
    }
    const std::shared_ptr<ModelReading> reading = m_models.reading();
    m_measuring.begin(
        [labels = request.labels, reading](Project& project, const ProgressCallback& progress,
            const StopFlag& stop) -> Result<ModelScoringRequest> {
            // Before the model is asked about everything.
            if (auto enough = checkLabels(project, labels); !enough)
                return passOn(enough);
            if (auto read = reading->read(project, progress, stop); !read)
                return passOn(read);
            const auto layer = calibrationStateLayer(project, reading->model);
            if (!layer)
                return tl::unexpected(layer.error());
            ModelScoringRequest measured;
            measured.scorers = calibrationScorers();
            measured.stateLayer = *layer;
            measured.model = reading->model;
            return measured;
        },
        this,
        [this, request, reading](MeasuringEnd end) mutable {
            request.model = reading->model;
            if (end == MeasuringEnd::Finished)
                learn(request);
            else if (end == MeasuringEnd::Stopped)
                emit noticed(tr("Stopped. What the model has read is kept; starting again goes on."));
        });
}

void CalibrationTab::learn(const CalibrationRequest& wanted)
{
    const WorkBar::Watch watch = m_work->begin(tr("Learning from the labels"));
    showChosen();
    m_session.work().ask(
        this,
        [wanted, watch](
            Project& project, const StopFlag& ending) -> Result<std::optional<CalibrationOutcome>> {
            CalibrationRequest request = wanted;
            request.stop = watch.stop.get();
            request.progress = [&](const Progress& progress) {
                if (isStopRequested(&ending))
                    *watch.stop = true;
                watch.progress(progress);
            };
            if (const auto outcome = dankai::calibrate(project, request); !outcome)
                return tl::unexpected(outcome.error());
            return lastCalibration(project);
        },
        [this](const Result<std::optional<CalibrationOutcome>>& last) {
            m_work->end();
            showChosen();
            if (last)
                showLast(last);
            else if (last.error().code != ErrorCode::Stopped)
                emit noticed(translatedCore(last.error().message));
            m_session.refresh();
        });
}

void CalibrationTab::showLast(const Result<std::optional<CalibrationOutcome>>& last)
{
    if (!last)
        m_state->showError(translatedCore(last.error().message));
    else if (!*last)
        m_state->showEmpty(tr("Nothing was learnt yet"),
            tr("Here stands how good it is on labels that it had not seen, and what speaks against trusting "
               "it."));
    else
        m_report->show(**last);
    m_stack->setCurrentWidget(last && *last ? static_cast<QWidget*>(m_reportArea) : m_state);
}

} // namespace dankai::ui
