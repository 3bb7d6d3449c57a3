// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runpane.h"

#include "core/report/curvecsv.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/training/gatepanel.h"
#include "ui/training/rundocuments.h"
#include "ui/training/runplots.h"
#include "ui/training/runprogress.h"
#include "ui/training/runsettings.h"
#include "ui/training/runwords.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int clockMs = 1000;
constexpr int barSteps = 1000;
constexpr int sideWidth = 320;
constexpr int choiceWidth = 150;

struct Smoothing
{
    const char* name;
    double weight;
};

constexpr Smoothing smoothings[] = {
    {QT_TRANSLATE_NOOP("dankai::ui::RunPane", "No smoothing"), 0},
    {QT_TRANSLATE_NOOP("dankai::ui::RunPane", "Little smoothing"), 0.6},
    {QT_TRANSLATE_NOOP("dankai::ui::RunPane", "Smoothed"), 0.8},
    {QT_TRANSLATE_NOOP("dankai::ui::RunPane", "Strongly smoothed"), 0.95},
    {QT_TRANSLATE_NOOP("dankai::ui::RunPane", "Very strongly smoothed"), 0.99},
};
constexpr int usualSmoothing = 2;

double now()
{
    return static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
}

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

RunPane::RunPane(ProjectSession& session, const RunWatch& watch, RunStart start, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_watch(watch)
    , m_start(std::move(start))
    , m_engine(new EngineCommands(this))
    , m_context(new QLabel(this))
    , m_badge(new QLabel(this))
    , m_stage(new QLabel(this))
    , m_left(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_notice(new QWidget(this))
    , m_noticeText(new QLabel(m_notice))
    , m_smoothing(new QComboBox(this))
    , m_compared(new QComboBox(this))
    , m_plots(new RunPlots(this))
    , m_tabs(new QTabWidget(this))
    , m_progress(new RunProgress(this))
    , m_gates(new GatePanel(this))
    , m_answers(new QTextBrowser(this))
    , m_settings(new RunSettings(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    buildActions();
    m_answers->setFrameShape(QFrame::NoFrame);
    m_answers->setAccessibleName(tr("Answers to the prompts"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_progress, tr("Progress"));
    m_tabs->addTab(m_gates, tr("Gates"));
    m_tabs->addTab(m_answers, tr("Answers"));
    m_tabs->addTab(m_settings, tr("Settings"));
    auto* curves = new QWidget(this);
    auto* curvesLayout = new QVBoxLayout(curves);
    curvesLayout->setContentsMargins(0, 0, 8, 0);
    curvesLayout->setSpacing(4);
    curvesLayout->addWidget(buildTools());
    curvesLayout->addWidget(m_plots, 1);
    m_splitter->addWidget(curves);
    m_splitter->addWidget(m_tabs);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(0, false);
    m_splitter->setSizes({700, sideWidth});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildHeader());
    layout->addWidget(m_notice);
    layout->addWidget(m_splitter, 1);
    m_notice->hide();

    connect(m_gates, &GatePanel::decided, this, [this](const QString& decision, const QString& reason) {
        const quint64 generation = m_generation;
        m_engine->decide(m_folder, decision.toStdString(), reason.toStdString(),
            [this, generation](const Result<ControlReply>& reply) {
                if (generation != m_generation)
                    return;
                if (!reply)
                    m_gates->refuse(textOf(reply.error().message));
                if (m_follower)
                    m_follower->lookNow();
            });
    });
    connect(m_gates, &GatePanel::repeatWanted, this, [this] { emit repeatWanted(m_id); });
    connect(&m_watch, &RunWatch::changed, this, [this] {
        fillCompared();
        showHeader();
        showNotice();
    });
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_isEngineAlive) {
            showHeader();
            if (m_facts)
                m_progress->showRun(m_history, *m_facts, true);
        }
    });
    m_clock.start();
}

RunPane::~RunPane() = default;

void RunPane::buildActions()
{
    const auto add = [this](const QString& text, const QKeySequence& key, auto slot) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        m_commands.push_back(action);
        return action;
    };
    m_stopAction = add(tr("Stop and save"), QKeySequence(Qt::CTRL | Qt::Key_Period),
        [this] { stopEngineNow(EngineStop::AfterStep); });
    m_stopAction->setToolTip(tr("After this step, with everything saved; resume goes on from there."));
    m_endAction = add(tr("Cancel the training"), {}, [this] { stopEngineNow(EngineStop::Now); });
    m_resumeAction = add(tr("Resume"), QKeySequence(Qt::CTRL | Qt::Key_R), [this] {
        runQueued(tr("Run %1 is queued; it goes on as soon as its device is free.").arg(m_id),
            [start = m_start](
                Project& project, const std::string& id) { return start(project, id, QueuePlace::First); });
    });
    m_unqueueAction = add(tr("Take out of the queue"), {}, [this] {
        runQueued(tr("Run %1 no longer waits.").arg(m_id),
            [](Project& project, const std::string& id) { return unqueueRun(project, id); });
    });
    m_firstAction = add(tr("Move to the front of the queue"), {}, [this] {
        runQueued(tr("Run %1 is next.").arg(m_id), [](Project& project, const std::string& id) {
            return moveInQueue(project, id, QueuePlace::First);
        });
    });
    add(tr("Show the whole curve"), QKeySequence(Qt::CTRL | Qt::Key_0),
        [this] { m_plots->showEverything(); });
    m_saveActions.push_back(add(tr("Save the curves as a picture…"), {}, [this] {
        saveAs(tr("Save the curves as a picture"), tr("Picture (*.png)"), QStringLiteral("png"),
            &RunPane::savePicture);
    }));
    m_saveActions.push_back(add(tr("Save the curves as a table…"), {}, [this] {
        saveAs(tr("Save the curves as a table"), tr("Table (*.csv)"), QStringLiteral("csv"),
            &RunPane::saveTable);
    }));
    m_saveActions.push_back(
        add(tr("Copy the curves as a picture"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] {
            QGuiApplication::clipboard()->setImage(m_plots->image());
            emit noticed(tr("The picture is on the clipboard."));
        }));
}

QWidget* RunPane::buildHeader()
{
    auto* header = new QWidget(this);
    m_context->setFont(typeFont(TypeSize::Heading));
    m_badge->setFont(typeFont(TypeSize::Caption));
    for (QLabel* label : {m_context, m_badge, m_stage, m_left})
        label->setTextFormat(Qt::PlainText);
    m_left->setForegroundRole(QPalette::PlaceholderText);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_context);
    first->addWidget(m_badge, 0, Qt::AlignVCenter);
    first->addStretch();
    // Each stands there only while it can be used.
    for (QAction* action : {m_firstAction, m_unqueueAction, m_endAction, m_stopAction, m_resumeAction}) {
        auto* button = new QPushButton(action->text(), header);
        button->setToolTip(action->toolTip());
        button->setProperty("primary", action == m_resumeAction);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [action, button] {
            button->setText(action->text());
            button->setToolTip(action->toolTip());
            button->setVisible(action->isVisible());
            button->setEnabled(action->isEnabled());
        });
        first->addWidget(button);
    }
    auto* save = new QPushButton(tr("Save…"), header);
    save->setStyleSheet(QStringLiteral("QPushButton::menu-indicator { image: none; }"));
    auto* menu = new QMenu(save);
    for (QAction* action : m_saveActions)
        menu->addAction(action);
    save->setMenu(menu);
    first->addWidget(save);
    auto* second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_stage);
    second->addWidget(m_left, 1);
    auto* layout = new QVBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_bar);

    m_notice->setAutoFillBackground(true);
    m_notice->setBackgroundRole(QPalette::AlternateBase);
    m_noticeText->setWordWrap(true);
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // whatever path is in it
    m_noticeText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* notice = new QHBoxLayout(m_notice);
    notice->setContentsMargins(12, 8, 12, 8);
    notice->addWidget(m_noticeText, 1);
    return header;
}

QWidget* RunPane::buildTools()
{
    auto* tools = new QWidget(this);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Exponential mean of the training loss, begun anew in each phase"));
    for (const Smoothing& smoothing : smoothings)
        m_smoothing->addItem(tr(smoothing.name), smoothing.weight);
    m_smoothing->setCurrentIndex(usualSmoothing);
    m_plots->setSmoothing(smoothings[usualSmoothing].weight);
    m_compared->setAccessibleName(tr("Compare with another run"));
    for (QComboBox* box : {m_smoothing, m_compared}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumWidth(choiceWidth);
    }
    auto* logarithmic = new QCheckBox(tr("Logarithmic"), tools);
    logarithmic->setToolTip(tr("Loss on a logarithmic scale"));
    auto* everything = new QPushButton(tr("Whole curve"), tools);
    everything->setToolTip(tr("The wheel zooms, dragging pans, Shift and dragging chooses a range."));
    auto* layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_smoothing);
    layout->addWidget(m_compared);
    layout->addWidget(logarithmic);
    layout->addStretch();
    layout->addWidget(everything);
    connect(m_smoothing, &QComboBox::currentIndexChanged, this,
        [this] { m_plots->setSmoothing(m_smoothing->currentData().toDouble()); });
    connect(
        m_compared, &QComboBox::activated, this, [this] { compare(m_compared->currentData().toString()); });
    connect(logarithmic, &QCheckBox::toggled, m_plots, &RunPlots::setLogarithmic);
    connect(everything, &QPushButton::clicked, m_plots, &RunPlots::showEverything);
    return tools;
}

void RunPane::open(const QString& id)
{
    if (id == m_id)
        return;
    ++m_generation;
    m_id = id;
    m_folder = m_session.folder() / "runs" / id.toStdString();
    m_follower.reset();
    m_comparedFollower.reset();
    m_plots->clearRun();
    m_history.clear();
    m_comparedHistory.clear();
    m_facts.reset();
    m_comparedFacts.reset();
    m_comparedId.clear();
    m_factsProblem.clear();
    m_recordProblem.clear();
    m_whyDead.clear();
    m_hasArrived = false;
    m_isEngineAlive = false;
    m_isStopping = false;
    m_answersShown.clear();
    m_answers->clear();
    m_progress->clear();
    m_settings->clear();
    fillCompared();
    showAll();
    m_session.questions().ask(
        this, [folder = m_folder](Project&, const StopFlag&) { return readRunFacts(folder); },
        [this, generation = m_generation](Result<RunFacts> facts) {
            if (generation != m_generation)
                return;
            if (facts) {
                takeFacts(std::move(*facts));
            } else {
                m_factsProblem = textOf(facts.error().message);
                m_hasArrived = true;
                showAll();
            }
        });
}

void RunPane::takeFacts(RunFacts facts)
{
    m_facts = std::move(facts);
    std::int64_t steps = 0;
    for (const PlannedPhase& phase : m_facts->planned)
        steps += phase.steps;
    m_plots->setRun(&m_history, m_facts->spec, steps);
    m_settings->showRun(*m_facts);
    showAll();
    m_follower = std::make_unique<RunFollower>(m_folder);
    connect(m_follower.get(), &RunFollower::arrived, this, &RunPane::take);
}

void RunPane::take(const RunNews& news)
{
    const bool wasAlive = m_isEngineAlive;
    const bool wasWaiting = standing() == RunStanding::Waiting;
    m_hasArrived = true;
    m_isEngineAlive = news.isEngineAlive;
    if (!news.problem.isEmpty())
        m_recordProblem = news.problem;
    if (news.isAnew)
        m_history.clear();
    for (const Event& event : news.events)
        m_history.add(event);
    if (!m_isEngineAlive || (wasAlive != m_isEngineAlive))
        m_isStopping = false;
    m_plots->update(news.isAnew);
    if (standing() == RunStanding::Dead)
        askWhyItDied();
    else
        m_whyDead.clear();
    showAll();
    const bool isWaiting = standing() == RunStanding::Waiting;
    if (isWaiting && !wasWaiting)
        m_tabs->setCurrentWidget(m_gates); // nothing goes on before that
    if (wasAlive != m_isEngineAlive || isWaiting != wasWaiting)
        emit changed();
}

void RunPane::askWhyItDied()
{
    m_session.questions().ask(
        this,
        [folder = m_folder](
            Project&, const StopFlag&) -> Result<std::string> { return silentEnd(folder).message; },
        [this, generation = m_generation](const Result<std::string>& why) {
            if (generation != m_generation || !why)
                return;
            m_whyDead = textOf(*why);
            showNotice();
        });
}

RunStanding RunPane::standing() const
{
    RunSigns signs;
    signs.hasArrived = m_hasArrived;
    signs.hasProblem = !m_recordProblem.isEmpty() || !m_factsProblem.isEmpty();
    signs.isEngineAlive = m_isEngineAlive;
    signs.listing = m_watch.run(m_id);
    return standingOf(m_history, signs);
}

void RunPane::showAll()
{
    showHeader();
    showNotice();
    if (!m_facts)
        return;
    m_progress->showRun(m_history, *m_facts, m_isEngineAlive);
    m_gates->showGates(m_history, m_facts->spec, m_isEngineAlive);
    const QString answers = answersDocument(m_history, m_facts->prompts, themeOf(this));
    if (answers != m_answersShown) {
        m_answersShown = answers;
        m_answers->setHtml(answers);
    }
}

void RunPane::showHeader()
{
    const RunStanding standing = this->standing();
    const RunListing* listing = m_watch.run(m_id);
    const int queuePlace = listing != nullptr ? listing->queuePlace : 0;
    const int phases = m_facts ? static_cast<int>(m_facts->spec.phases.size()) : 0;
    QString context;
    if (listing != nullptr)
        context = tr("plan %1 v%2").arg(textOf(listing->record.plan)).arg(listing->record.planRevision)
            + QStringLiteral(" › ");
    context += tr("run %1").arg(m_id);
    if (m_history.phaseNow() > 0 && phases > 1)
        context += QStringLiteral(" › ") + tr("phase %1").arg(m_history.phaseNow());
    m_context->setText(context);

    const bool isNow = isLive(standing);
    m_badge->setVisible(isNow || !m_history.isEmpty());
    m_badge->setText(isNow ? tr("Live") : tr("Recorded"));
    const Theme& theme = themeOf(this);
    m_badge->setStyleSheet(
        QStringLiteral("border: 1px solid %1; border-radius: 4px; padding: 1px 8px; color: %1")
            .arg((isNow ? theme.pass : theme.quietText).name()));

    m_stage->setText(m_isStopping && isNow ? tr("Stops after this step")
                                           : standingWords(standing, m_history, phases, queuePlace));
    QString time;
    if (standing == RunStanding::Live && m_facts) {
        if (const auto left = m_history.timeLeft(m_facts->planned, now()))
            time = tr("about %1 left").arg(durationWords(left->total));
    } else if (!isNow && !m_history.isEmpty()) {
        time = whenWords(static_cast<qint64>(m_history.lastTime() * 1000));
    }
    m_left->setText(time);
    const bool hasShare = m_history.totalSteps() > 0 && m_history.steps().size() > 0;
    m_bar->setVisible(isNow);
    m_bar->setRange(0, hasShare ? barSteps : 0);
    if (hasShare)
        m_bar->setValue(static_cast<int>(
            barSteps * m_history.steps().step.back() / static_cast<double>(m_history.totalSteps())));

    const auto offer = [](QAction* action, bool isOffered) {
        action->setVisible(isOffered);
        action->setEnabled(isOffered);
    };
    offer(m_stopAction, isNow);
    m_stopAction->setEnabled(isNow && !m_isStopping);
    offer(m_endAction, isNow);
    m_endAction->setToolTip(tr("At once. %1").arg(savedWords(m_history)));
    offer(m_resumeAction, mayGoOn(standing));
    m_resumeAction->setText(standing == RunStanding::NotStarted ? tr("Start training") : tr("Resume"));
    offer(m_unqueueAction, standing == RunStanding::Queued && queuePlace > 0);
    offer(m_firstAction, standing == RunStanding::Queued && queuePlace > 1);
}

void RunPane::showNotice()
{
    QString text;
    switch (standing()) {
    case RunStanding::Failed:
        text = tr("The engine ended with an error: %1").arg(textOf(m_history.endingReason()))
            + QStringLiteral("\n") + savedWords(m_history);
        break;
    case RunStanding::Dead:
        text = m_whyDead.isEmpty() ? tr("The engine ended without a word.") : m_whyDead;
        text += QStringLiteral("\n") + savedWords(m_history);
        break;
    case RunStanding::StoppedByGate:
        text = textOf(m_history.endingReason());
        break;
    case RunStanding::Unreadable:
        text = m_factsProblem.isEmpty() ? m_recordProblem : m_factsProblem;
        break;
    default:
        text = m_recordProblem;
    }
    m_noticeText->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

void RunPane::fillCompared()
{
    const QSignalBlocker quiet(m_compared);
    m_compared->clear();
    m_compared->addItem(tr("No second run"), QString());
    for (const RunListing& listing : m_watch.runs()) {
        const QString id = textOf(listing.record.id);
        if (id != m_id && listing.record.startedMs != 0)
            m_compared->addItem(tr("with run %1, %2").arg(id, armWord(listing.record.arm)), id);
    }
    m_compared->setCurrentIndex(std::max(0, m_compared->findData(m_comparedId)));
}

void RunPane::compare(const QString& id)
{
    m_comparedId = id;
    m_comparedFollower.reset();
    m_comparedHistory.clear();
    m_comparedFacts.reset();
    m_plots->setCompared(nullptr, {}, {});
    if (id.isEmpty())
        return;
    const std::filesystem::path folder = m_session.folder() / "runs" / id.toStdString();
    m_session.questions().ask(
        this, [folder](Project&, const StopFlag&) { return readRunFacts(folder); },
        [this, folder, id, generation = m_generation](Result<RunFacts> facts) {
            if (generation != m_generation || id != m_comparedId)
                return;
            if (!facts) {
                emit noticed(textOf(facts.error().message));
                return;
            }
            m_comparedFacts = std::move(*facts);
            const RunListing* listing = m_watch.run(id);
            m_plots->setCompared(&m_comparedHistory, m_comparedFacts->spec,
                listing != nullptr ? armWord(listing->record.arm) : id);
            m_comparedFollower = std::make_unique<RunFollower>(folder);
            connect(m_comparedFollower.get(), &RunFollower::arrived, this, &RunPane::takeCompared);
        });
}

void RunPane::takeCompared(const RunNews& news)
{
    if (news.isAnew)
        m_comparedHistory.clear();
    for (const Event& event : news.events)
        m_comparedHistory.add(event);
    m_plots->updateCompared();
}

void RunPane::runQueued(const QString& what, std::function<Result<>(Project&, const std::string&)> change)
{
    m_session.questions().ask(
        this,
        [change = std::move(change), id = m_id.toStdString()](
            Project& project, const StopFlag&) { return change(project, id); },
        [this, what](const Result<>& done) {
            emit noticed(done ? what : textOf(done.error().message));
            emit changed();
            if (m_follower)
                m_follower->lookNow();
        });
}

void RunPane::stopEngineNow(EngineStop how)
{
    m_isStopping = true;
    showHeader();
    m_engine->stop(m_folder, how, "dankai-workbench",
        [this, generation = m_generation](const Result<ControlReply>& reply) {
            if (generation != m_generation)
                return;
            if (!reply) {
                m_isStopping = false;
                emit noticed(textOf(reply.error().message));
            }
            if (m_follower)
                m_follower->lookNow();
            showHeader();
        });
}

QString RunPane::savePicture(const QString& file) const
{
    return m_plots->image().save(file, "PNG")
        ? QString()
        : tr("The picture could not be written to %1. Choose another folder.").arg(file);
}

QString RunPane::saveTable(const QString& file) const
{
    const std::vector<std::string> names = m_facts ? m_facts->spec.heldOutPhases : std::vector<std::string>();
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly)) {
        out.write(QByteArray::fromStdString(curvesAsCsv(m_history, names, m_plots->smoothing())));
        if (out.commit())
            return {};
    }
    return tr("The table could not be written to %1: %2. Choose another folder.")
        .arg(file, out.errorString());
}

void RunPane::saveAs(const QString& title, const QString& filter, const QString& suffix,
    QString (RunPane::*save)(const QString&) const)
{
    auto* dialog = new QFileDialog(this, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(filter);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("run-%1.%2").arg(m_id, suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, save](const QString& file) {
        const QString problem = (this->*save)(file);
        emit noticed(problem.isEmpty() ? tr("Saved as %1.").arg(file) : problem);
    });
    dialog->open();
}

void RunPane::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("side"), m_splitter->saveState());
    settings.setValue(QStringLiteral("smoothing"), m_smoothing->currentIndex());
}

void RunPane::restoreState(const QSettings& settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("side")).toByteArray());
    const int smoothing = settings.value(QStringLiteral("smoothing"), usualSmoothing).toInt();
    m_smoothing->setCurrentIndex(std::clamp(smoothing, 0, m_smoothing->count() - 1));
}

} // namespace dankai::ui
