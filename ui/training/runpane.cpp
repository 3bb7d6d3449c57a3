// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runpane.h"

#include "core/project/runfork.h"
#include "core/run/runfolder.h"
#include "ui/page/command.h"
#include "ui/page/detachablepane.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/theme.h"
#include "ui/training/gatepanel.h"
#include "ui/training/runcurves.h"
#include "ui/training/rundocuments.h"
#include "ui/training/runheader.h"
#include "ui/training/runprogress.h"
#include "ui/training/runsettings.h"

#include <QAction>
#include <QDateTime>
#include <QEvent>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr int clockMs = 1000;
// At 1280 pixels, where the evidence of a gate must be read beside the curves.
constexpr int curvesWidth = 490;
constexpr int sideWidth = 350;
constexpr int narrowestSide = 344; // the list of runs gives way before

} // namespace

RunPane::RunPane(ProjectSession& session, const RunWatch& watch, RunStart start, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_watch(watch)
    , m_start(std::move(start))
    , m_engine(new EngineCommands(this))
    , m_curves(new RunCurves(session, watch, this))
    , m_tabs(new QTabWidget(this))
    , m_tabsPane(new DetachablePane(
          m_tabs, QStringLiteral("training.detach"), tr("Progress, gates and answers"), this))
    , m_progress(new RunProgress(this))
    , m_gates(new GatePanel(this))
    , m_answers(new QTextBrowser(this))
    , m_settings(new RunSettings(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    buildActions();
    auto* save = new QMenu(this);
    for (QAction* action : m_curves->saveActions())
        save->addAction(action);
    m_header = new RunHeader(
        {m_firstAction, m_unqueueAction, m_endAction, m_stopAction, m_resumeAction}, save, this);
    m_answers->setFrameShape(QFrame::NoFrame);
    m_answers->setAccessibleName(tr("Answers to the prompts"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_progress, tr("Progress"));
    m_tabs->addTab(m_gates, tr("Gates"));
    auto* answers = new QWidget(this); // with the margins of the other tabs
    auto* answersLayout = new QVBoxLayout(answers);
    answersLayout->setContentsMargins(8, 8, 0, 0);
    answersLayout->addWidget(m_answers);
    m_tabs->addTab(answers, tr("Answers"));
    m_tabs->addTab(m_settings, tr("Settings"));
    m_splitter->addWidget(m_curves);
    m_splitter->addWidget(m_tabsPane);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setCollapsible(0, false);
    m_tabsPane->setMinimumWidth(narrowestSide);
    m_splitter->setSizes({curvesWidth, sideWidth});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_header);
    layout->addWidget(m_splitter, 1);

    connect(m_gates, &GatePanel::decided, this, [this](const ControlRequest& request) {
        m_engine->decide(
            m_folder, request, [this, generation = m_generation](const Result<ControlReply>& reply) {
                if (generation != m_generation)
                    return;
                if (!reply)
                    m_gates->refuse(translatedCore(reply.error().message));
                if (m_follower)
                    m_follower->lookNow();
            });
    });
    connect(m_gates, &GatePanel::repetitionWanted, this, &RunPane::repeat);
    connect(m_gates, &GatePanel::anewWanted, this, [this] { emit anewWanted(m_id); });
    connect(m_curves, &RunCurves::noticed, this, &RunPane::noticed);
    connect(&m_watch, &RunWatch::changed, this, &RunPane::showHeader);
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (!m_isEngineAlive)
            return;
        showHeader();
        if (m_facts)
            m_progress->showRun(m_history, *m_facts, true);
    });
    m_clock.start();
}

RunPane::~RunPane() = default;

void RunPane::buildActions()
{
    const auto add = [this](const QString& id, auto slot) {
        QAction* action = makeCommand(this, id, slot);
        m_commands.push_back(action);
        return action;
    };
    m_stopAction = add(QStringLiteral("training.stop"), [this] { stop(EngineStop::AfterStep); });
    m_stopAction->setToolTip(tr("After this step, with everything saved; resume goes on from there."));
    m_endAction = add(QStringLiteral("training.cancel"), [this] {
        m_header->ask(tr("Cancel the training at once? %1").arg(savedWords(m_history)),
            tr("Cancel the training"), [this] { stop(EngineStop::Now); });
    });
    m_resumeAction = add(QStringLiteral("training.resume"), [this] {
        runQueued(tr("Run %1 is queued; it goes on as soon as its device is free.").arg(m_id),
            [start = m_start](
                Project& project, const std::string& id) { return start(project, id, QueuePlace::First); });
    });
    m_unqueueAction = add(QStringLiteral("training.unqueue"), [this] {
        runQueued(tr("Run %1 no longer waits.").arg(m_id),
            [](Project& project, const std::string& id) { return unqueueRun(project, id); });
    });
    m_answerAction = add(QStringLiteral("training.answer_gate"), [this] {
        m_tabs->setCurrentWidget(m_gates);
        m_gates->focusAnswer();
    });
    m_repeatAction = add(QStringLiteral("training.repeat_phase"), [this] {
        m_tabs->setCurrentWidget(m_gates);
        m_gates->beginRepeat();
    });
    m_firstAction = add(QStringLiteral("training.queue_first"), [this] {
        runQueued(tr("Run %1 is next.").arg(m_id), [](Project& project, const std::string& id) {
            return moveInQueue(project, id, QueuePlace::First);
        });
    });
}

void RunPane::repeat(const ForkChanges& wanted, bool isAtGate)
{
    ForkChanges changes = wanted;
    changes.fork.run = m_id.toStdString();
    m_session.questions().ask(
        this,
        [changes, isAtGate, start = m_start](Project& project, const StopFlag&) -> Result<std::string> {
            const auto prepared = isAtGate ? repeatAtGate(project, changes) : prepareFork(project, changes);
            if (!prepared)
                return tl::unexpected(prepared.error());
            if (auto started = start(project, prepared->id, QueuePlace::Last); !started)
                return passOn(started);
            return prepared->id;
        },
        [this, generation = m_generation](const Result<std::string>& id) {
            if (id)
                emit noticed(
                    tr("Run %1 is queued; it goes on from run %2.").arg(QString::fromStdString(*id), m_id));
            if (generation != m_generation)
                return;
            if (id) {
                m_gates->endRepeat();
                emit repeated(QString::fromStdString(*id));
            } else {
                m_gates->refuse(translatedCore(id.error().message));
            }
            if (m_follower)
                m_follower->lookNow();
        });
}

std::vector<QAction*> RunPane::commands() const
{
    std::vector<QAction*> commands = m_commands;
    commands.push_back(m_tabsPane->action());
    commands.insert(commands.end(), m_curves->commands().begin(), m_curves->commands().end());
    return commands;
}

void RunPane::setPresenting(bool isPresenting)
{
    m_header->setPresenting(isPresenting);
    m_curves->setPresenting(isPresenting);
    m_gates->setPresenting(isPresenting);
    m_tabs->setTabVisible(m_tabs->indexOf(m_settings), !isPresenting);
    if (isPresenting) // larger type needs more room for the names of the phases
        m_splitter->setSizes({1500, 1000});
}

void RunPane::open(const QString& id)
{
    if (id == m_id)
        return;
    ++m_generation;
    m_id = id;
    m_folder = m_session.folder() / "runs" / id.toStdString();
    m_follower.reset();
    m_curves->clearRun(id);
    m_history.clear();
    m_facts.reset();
    m_factsProblem.clear();
    m_recordProblem.clear();
    m_whyDead.clear();
    m_hasArrived = false;
    m_isEngineAlive = false;
    m_engineSinceMs = 0;
    m_isDiskFull = false;
    m_isStopping = false;
    m_answersShown.clear();
    m_answers->clear();
    m_gates->clear();
    m_progress->clear();
    m_settings->clear();
    m_header->endAsking();
    showAll();
    m_session.questions().ask(
        this, [folder = m_folder](Project&, const StopFlag&) { return readRunFacts(folder); },
        [this, generation = m_generation](Result<RunFacts> facts) {
            if (generation != m_generation)
                return;
            if (facts) {
                takeFacts(std::move(*facts));
            } else {
                m_factsProblem = translatedCore(facts.error().message);
                m_hasArrived = true;
                showAll();
            }
        });
}

void RunPane::takeFacts(RunFacts facts)
{
    m_facts = std::move(facts);
    m_curves->setRun(m_id, &m_history, *m_facts);
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
    m_engineSinceMs = news.engineSinceMs;
    m_isDiskFull = news.isDiskFull;
    if (wasAlive != m_isEngineAlive)
        m_isStopping = false;
    if (!news.problem.isEmpty())
        m_recordProblem = news.problem;
    if (news.isAnew)
        m_history.clear();
    for (const Event& event : news.events)
        m_history.add(event);
    m_curves->update(news.isAnew);
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
            m_whyDead = translatedCore(*why);
            showHeader();
        });
}

RunStanding RunPane::standing() const
{
    RunSigns signs;
    signs.hasArrived = m_hasArrived;
    signs.hasProblem = !m_recordProblem.isEmpty() || !m_factsProblem.isEmpty();
    signs.isEngineAlive = m_isEngineAlive;
    signs.engineSinceMs = m_engineSinceMs;
    signs.listing = m_watch.run(m_id);
    return standingOf(m_history, signs);
}

void RunPane::showAll()
{
    if (m_facts)
        m_gates->showGates(m_history, m_facts->spec, m_isEngineAlive);
    showHeader();
    if (!m_facts)
        return;
    m_progress->showRun(m_history, *m_facts, m_isEngineAlive);
    const QString answers = answersDocument(m_history, m_facts->prompts, themeOf(this));
    if (answers != m_answersShown) {
        m_answersShown = answers;
        m_answers->setHtml(answers);
    }
}

void RunPane::showHeader()
{
    const RunStanding now = standing();
    const RunListing* listing = m_watch.run(m_id);
    m_header->showRun(m_history,
        {.id = m_id,
            .standing = now,
            .listing = listing,
            .facts = m_facts ? &*m_facts : nullptr,
            .isStopping = m_isStopping});
    m_header->showNotice(happened(now));

    const auto offer = [](QAction* action, bool isOffered) {
        action->setVisible(isOffered);
        action->setEnabled(isOffered);
    };
    const int queuePlace = listing != nullptr ? listing->queuePlace : 0;
    offer(m_stopAction, isLive(now));
    m_stopAction->setEnabled(isLive(now) && !m_isStopping);
    offer(m_endAction, isLive(now));
    offer(m_resumeAction, mayGoOn(now));
    m_resumeAction->setText(now == RunStanding::NotStarted ? tr("Start training") : tr("Resume"));
    offer(m_unqueueAction, now == RunStanding::Queued && queuePlace > 0);
    offer(m_firstAction, now == RunStanding::Queued && queuePlace > 1);
    offer(m_answerAction, now == RunStanding::Waiting);
    offer(m_repeatAction, m_gates->mayRepeat());
}

QString RunPane::happened(RunStanding standing) const
{
    if (m_isDiskFull && isLive(standing))
        return tr("The disk that holds %1 is full: nothing more is recorded, and the training breaks off "
                  "when it has "
                  "to save. Free some space there.")
            .arg(QString::fromStdString(m_folder.string()));
    switch (standing) {
    case RunStanding::Starting:
        return silenceWords(static_cast<double>(QDateTime::currentMSecsSinceEpoch() - m_engineSinceMs) / 1000,
            QString::fromStdString((m_folder / runfile::log).string()));
    case RunStanding::Failed:
        return tr("The engine ended with an error: %1").arg(translatedCore(m_history.endingReason())) + u'\n'
            + savedWords(m_history);
    case RunStanding::Dead:
        return (m_whyDead.isEmpty() ? tr("The engine ended without a word.") : m_whyDead) + u'\n'
            + savedWords(m_history);
    case RunStanding::StoppedByGate:
        return gateEndWords(m_history);
    case RunStanding::Unreadable:
        return (m_factsProblem.isEmpty() ? m_recordProblem : m_factsProblem) + u'\n'
            + tr("It cannot be shown or go on like this. Put its folder back from a backup, or train again.");
    default:
        return m_recordProblem;
    }
}

void RunPane::runQueued(const QString& what, std::function<Result<>(Project&, const std::string&)> change)
{
    m_session.questions().change(
        this,
        [change = std::move(change), id = m_id.toStdString()](
            Project& project, const StopFlag&) { return change(project, id); },
        [this, what](const Result<>& done) {
            emit noticed(done ? what : translatedCore(done.error().message));
            emit changed();
            if (m_follower)
                m_follower->lookNow();
        });
}

void RunPane::stop(EngineStop how)
{
    m_isStopping = true;
    showHeader();
    m_engine->stop(m_folder, how, "dankai-workbench",
        [this, generation = m_generation](const Result<ControlReply>& reply) {
            if (generation != m_generation)
                return;
            if (!reply) {
                m_isStopping = false;
                emit noticed(translatedCore(reply.error().message));
            }
            if (m_follower)
                m_follower->lookNow();
            showHeader();
        });
}

void RunPane::changeEvent(QEvent* event)
{
    // Badge, swatches and documents are written in the theme's colours.
    if (event->type() == QEvent::PaletteChange)
        showAll();
    QWidget::changeEvent(event);
}

void RunPane::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("side"), m_splitter->saveState());
    m_tabsPane->saveState(settings, QStringLiteral("tabs"));
    m_curves->saveState(settings);
}

void RunPane::restoreState(const QSettings& settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("side")).toByteArray());
    m_tabsPane->restoreState(settings, QStringLiteral("tabs"));
    m_curves->restoreState(settings);
}

} // namespace dankai::ui
