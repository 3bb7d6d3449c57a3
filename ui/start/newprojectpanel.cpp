// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/newprojectpanel.h"

#include "core/project/newproject.h"
#include "ui/page/command.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/sentencegap.h"
#include "ui/start/datastep.h"
#include "ui/start/modelstep.h"
#include "ui/start/planstep.h"
#include "ui/start/stagebar.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

// What was made, to be said once it is open. The project is closed on the work's thread.
struct Made
{
    QString folder;
    std::uint64_t added = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t rejected = 0;
    QString planProblem;
};

QString sentenceOf(const Made& made)
{
    const QLocale locale;
    const auto number = [&](std::uint64_t count) { return locale.toString(static_cast<qulonglong>(count)); };
    QString sentence = made.added + made.duplicates + made.rejected == 0
        ? NewProjectPanel::tr("The project is made.")
        : NewProjectPanel::tr("The project is made: %1 examples added, %2 were there twice, %3 left out.")
              .arg(number(made.added), number(made.duplicates), number(made.rejected));
    if (!made.planProblem.isEmpty())
        sentence += sentenceGap() + NewProjectPanel::tr("There is no plan yet: %1").arg(made.planProblem);
    return sentence;
}

} // namespace

NewProjectPanel::NewProjectPanel(QWidget* parent)
    : QWidget(parent)
    , m_work(new BackgroundWork(this))
    , m_stack(new QStackedWidget(this))
    , m_model(new ModelStep(this))
    , m_data(new DataStep(this))
    , m_plan(new PlanStep(this))
    , m_bar(new StageBar(this))
    , m_missing(new QLabel(this))
    , m_back(new QPushButton(this))
    , m_next(new QPushButton(this))
{
    setAcceptDrops(true);
    auto* steps = new QHBoxLayout;
    steps->setSpacing(24);
    for (const QString& name : {tr("1  Model"), tr("2  Data"), tr("3  Plan")}) {
        auto* label = new QLabel(name, this);
        steps->addWidget(label);
        m_names.push_back(label);
    }
    steps->addStretch();
    for (QWidget* step : std::initializer_list<QWidget*>{m_model, m_data, m_plan})
        m_stack->addWidget(step);
    m_missing->setWordWrap(true);
    m_missing->setTextFormat(Qt::PlainText);
    m_missing->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_next->setProperty("primary", true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(m_back);
    buttons->addWidget(m_missing, 1);
    buttons->addWidget(m_next);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(steps);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_bar);
    layout->addLayout(buttons);

    addCommand(this, QStringLiteral("start.next_step"), [this] {
        if (isVisible())
            next();
    });
    addCommand(this, QStringLiteral("start.step_before"), [this] {
        if (isVisible())
            m_back->click();
    });
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (step() == 0)
            emit closed();
        else
            goTo(step() - 1);
    });
    connect(m_next, &QPushButton::clicked, this, &NewProjectPanel::next);
    connect(m_model, &ModelStep::changed, this, &NewProjectPanel::showMissing);
    connect(m_model, &ModelStep::finished, this, &NewProjectPanel::next);
    connect(m_data, &DataStep::changed, this, &NewProjectPanel::showMissing);
    connect(m_bar, &StageBar::cancelWanted, m_work, &BackgroundWork::stop);
    showStep();
}

void NewProjectPanel::begin(const ModelPlaces& places, const TrainingMemory& memory)
{
    m_model->begin(places, memory);
    goTo(0);
}

int NewProjectPanel::step() const
{
    return m_stack->currentIndex();
}

void NewProjectPanel::goTo(int step)
{
    if (m_work->isBusy())
        return;
    if (step == 2)
        m_plan->setData(!m_data->files().empty(), m_data->scorers());
    m_stack->setCurrentIndex(step);
    showStep();
    m_stack->currentWidget()->setFocus();
}

void NewProjectPanel::next()
{
    if (!m_next->isEnabled())
        return;
    if (step() < 2)
        goTo(step() + 1);
    else
        make();
}

void NewProjectPanel::showStep()
{
    for (int i = 0; i < static_cast<int>(m_names.size()); ++i) {
        QLabel* label = m_names[static_cast<std::size_t>(i)];
        label->setFont(typeFont(TypeSize::Heading));
        label->setForegroundRole(i == step() ? QPalette::WindowText : QPalette::PlaceholderText);
    }
    m_back->setText(step() == 0 ? tr("Cancel") : tr("Back"));
    m_next->setText(step() < 2 ? tr("Next") : tr("Make the project"));
    showMissing();
}

void NewProjectPanel::showMissing()
{
    const QString missing = step() == 0 ? m_model->missing() : step() == 1 ? m_data->missing() : QString();
    m_missing->setText(missing);
    const bool isBusy = m_work->isBusy();
    m_next->setEnabled(missing.isEmpty() && !isBusy);
    m_back->setEnabled(!isBusy);
    m_stack->setEnabled(!isBusy);
}

void NewProjectPanel::make()
{
    const FoundModel* model = m_model->model();
    if (model == nullptr)
        return;
    ProjectSetup setup;
    setup.project = {m_model->folder().toStdString(), model->path, m_model->name().toStdString(), ""};
    if (model->fit == ModelFit::LoraOnly) // all of it would not fit; the settings page has the choice
        setup.project.run["fine_tuning"] = "lora";
    setup.files = m_data->files();
    setup.plan = m_plan->plan();
    const StageProgress tell = m_bar->begin();
    m_work->begin(
        [setup = std::move(setup), tell](const StopFlag& stop) -> Result<Made> {
            const auto made = setUpProject(setup, tell, &stop);
            if (!made)
                return tl::unexpected(made.error());
            return Made{QString::fromStdString(made->project.folder().string()), made->added,
                made->duplicates, made->rejected, translatedCore(made->planProblem)};
        },
        [this](const Result<Made>& made) {
            m_bar->end();
            showStep();
            if (made)
                emit created(made->folder, sentenceOf(*made));
            else if (made.error().code == ErrorCode::Stopped)
                m_missing->setText(tr("It was cancelled. Nothing is left behind."));
            else
                m_missing->setText(translatedCore(made.error().message));
        });
    showMissing();
}

void NewProjectPanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && !m_work->isBusy())
        event->acceptProposedAction();
}

// A model is dropped on the first step, files of examples on the second.
void NewProjectPanel::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    if (step() == 0)
        m_model->choose(paths.front());
    else {
        goTo(1);
        m_data->add(paths);
    }
}

} // namespace dankai::ui
