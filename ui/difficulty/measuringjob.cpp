// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/measuringjob.h"

#include "core/project/engineend.h"
#include "ui/engine/enginecommands.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"

#include <QLocale>
#include <QPointer>

#include <utility>
#include <variant>

namespace dankai::ui {

namespace {

constexpr int takeEveryMs = 5000;
constexpr double estimateAfterSeconds = 3;

} // namespace

MeasuringJob::MeasuringJob(ProjectSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_commands(new EngineCommands(this))
{
    m_takeTimer.setInterval(takeEveryMs);
    connect(&m_takeTimer, &QTimer::timeout, this, &MeasuringJob::take);
    connect(&m_session, &ProjectSession::opened, this, &MeasuringJob::takeLeft);
    // Whoever else measures stores it from time to time.
    connect(&m_session, &ProjectSession::changed, this, &MeasuringJob::lookForRunning);
    if (m_session.isOpen())
        takeLeft();
}

MeasuringJob::~MeasuringJob() = default;

void MeasuringJob::setBusy(bool isBusy)
{
    if (m_isBusy == isBusy)
        return;
    m_isBusy = isBusy;
    emit busyChanged();
}

void MeasuringJob::takeLeft()
{
    m_session.work().ask(
        this,
        [](Project& project, const StopFlag&) -> Result<bool> {
            const bool hasAny = !modelScoringJobs(project).empty();
            if (auto taken = takeLeftModelScoring(project); !taken)
                return passOn(taken);
            return hasAny;
        },
        [this](const Result<bool>& taken) {
            if (!taken) {
                emit failed(translatedCore(taken.error().message));
            } else if (*taken) {
                m_session.refresh();
                lookForRunning();
            }
        });
}

void MeasuringJob::lookForRunning()
{
    if (m_isBusy || m_isLooking)
        return;
    m_isLooking = true;
    m_session.questions().ask(
        this,
        [](Project& project, const StopFlag&) -> Result<std::optional<ModelScoringWork>> {
            return runningModelScoring(project);
        },
        [this](const Result<std::optional<ModelScoringWork>>& running) {
            m_isLooking = false;
            if (running && *running && !m_isBusy) {
                m_order.reset();
                m_isStopWanted = false;
                follow(**running);
            }
        });
}

void MeasuringJob::begin(Request request, QObject* receiver, Done done)
{
    Q_ASSERT(!m_isBusy);
    m_order = Order{
        std::move(request), [guard = QPointer<QObject>(receiver), done = std::move(done)](MeasuringEnd end) {
            if (!guard.isNull())
                done(end);
        }};
    m_isStopWanted = false;
    beginNow();
}

void MeasuringJob::beginNow()
{
    setBusy(true);
    emit advanced(tr("Starting the engine"), {});
    m_requestStop = std::make_shared<StopFlag>(m_isStopWanted);
    const ProgressCallback tell = relayProgress(this, [this](const ProgressReport& now) {
        if (m_requestStop)
            emit advanced(tr("Reading the model"), now);
    });
    m_session.work().ask(
        this,
        [request = m_order->request, stop = m_requestStop, tell](
            Project& project, const StopFlag& ending) -> Result<ModelScoringWork> {
            const ProgressCallback progress = [&](const Progress& now) {
                if (isStopRequested(&ending))
                    *stop = true;
                tell(now);
            };
            auto wanted = request(project, progress, *stop);
            if (!wanted)
                return passOn(wanted);
            return beginModelScoring(project, std::move(*wanted));
        },
        [this](const Result<ModelScoringWork>& work) {
            m_requestStop.reset();
            if (!work && work.error().code == ErrorCode::Stopped)
                finish(MeasuringEnd::Stopped);
            else if (!work)
                finish(MeasuringEnd::Failed, translatedCore(work.error().message));
            else if (work->job.empty())
                finish(MeasuringEnd::Finished);
            else
                follow(*work);
        });
}

void MeasuringJob::follow(const ModelScoringWork& work)
{
    setBusy(true);
    m_work = work;
    m_taker.reset();
    m_ending.reset();
    m_problem.clear();
    m_stageBegan = 0;
    m_follower = std::make_unique<RunFollower>(m_session.folder() / "jobs" / work.job);
    connect(m_follower.get(), &RunFollower::arrived, this, &MeasuringJob::show);
    m_takeTimer.start();
    emit advanced(tr("Loading the model"), {});
    if (m_isStopWanted)
        stop();
}

void MeasuringJob::show(const RunNews& news)
{
    if (!m_follower)
        return;
    for (const Event& event : news.events) {
        if (std::holds_alternative<event::Attempt>(event.body)) {
            m_ending.reset();
        } else if (const auto* stage = std::get_if<event::Stage>(&event.body)) {
            m_stageBegan = event.time;
            emit advanced(
                stage->stage == "loading" ? tr("Loading the model") : tr("The model reads the examples"), {});
        } else if (const auto* now = std::get_if<event::Advance>(&event.body)) {
            ProgressReport report;
            if (now->total > 0)
                report.share = static_cast<double>(now->done) / static_cast<double>(now->total);
            const double passed = event.time - m_stageBegan;
            if (m_stageBegan > 0 && passed > estimateAfterSeconds && report.share > 0)
                report.secondsLeft = static_cast<int>(passed * (1 - report.share) / report.share) + 1;
            const auto counted
                = [](std::uint64_t count) { return QLocale().toString(static_cast<qulonglong>(count)); };
            emit advanced(
                tr("The model has read %1 of %2 tokens").arg(counted(now->done), counted(now->total)),
                report);
        } else if (std::holds_alternative<event::Finished>(event.body)) {
            m_ending = MeasuringEnd::Finished;
        } else if (std::holds_alternative<event::Stopped>(event.body)) {
            m_ending = MeasuringEnd::Stopped;
        } else if (const auto* failure = std::get_if<event::Failed>(&event.body)) {
            m_ending = MeasuringEnd::Failed;
            m_problem = translatedCore(failure->message);
        }
    }
    if (!news.isEngineAlive)
        settle();
}

// Every few seconds, so that whatever ends the work costs some of them only.
void MeasuringJob::take()
{
    if (m_isTaking)
        return;
    m_isTaking = true;
    if (!m_taker) {
        m_session.work().ask(
            this,
            [job = m_work.job](
                Project& project, const StopFlag&) -> Result<std::shared_ptr<MeasurementTaker>> {
                auto taker = MeasurementTaker::open(project, job);
                if (!taker)
                    return passOn(taker);
                auto shared = std::make_shared<MeasurementTaker>(std::move(*taker));
                if (auto taken = shared->take(project); !taken)
                    return passOn(taken);
                return shared;
            },
            [this, job = m_work.job](const Result<std::shared_ptr<MeasurementTaker>>& taker) {
                m_isTaking = false;
                // What fails here (somebody else has taken the job over) fails at its end too, and is said.
                if (taker && job == m_work.job)
                    m_taker = *taker;
            });
        return;
    }
    m_session.work().ask(
        this, [taker = m_taker](Project& project, const StopFlag&) { return taker->take(project); },
        [this](const Result<std::uint64_t>&) { m_isTaking = false; });
}

// The engine has ended, and all that it wrote can be taken over.
void MeasuringJob::settle()
{
    m_takeTimer.stop();
    m_follower.release()->deleteLater(); // its signal is on the stack
    emit advanced(tr("Storing the scores"), {1, std::nullopt});
    m_session.work().ask(
        this,
        [job = m_work.job, isKnown = m_ending.has_value()](
            Project& project, const StopFlag&) -> Result<Settled> {
            const std::filesystem::path folder = project.jobsFolder() / job;
            Settled settled;
            std::error_code ignored;
            settled.isGone = !std::filesystem::exists(folder, ignored);
            if (settled.isGone)
                return settled;
            if (!isKnown)
                settled.silence = silentEnd(folder);
            if (auto taken = takeLeftModelScoring(project);
                !taken && std::filesystem::exists(folder, ignored))
                return passOn(taken);
            return settled;
        },
        [this](const Result<Settled>& settled) {
            if (!settled) {
                finish(MeasuringEnd::Failed, translatedCore(settled.error().message));
                return;
            }
            const bool isEarlier = m_work.isEarlier || settled->isGone;
            const MeasuringEnd ended = m_ending.value_or(MeasuringEnd::Finished);
            if (settled->silence)
                finish(MeasuringEnd::Failed, translatedCore(settled->silence->message));
            else if (m_order && isEarlier && ended == MeasuringEnd::Finished && !m_isStopWanted)
                beginNow(); // what was asked for comes after what was there before
            else
                finish(ended, m_problem);
        });
}

void MeasuringJob::finish(MeasuringEnd end, const QString& sentence)
{
    const std::optional<Order> order = std::exchange(m_order, std::nullopt);
    // Whoever pressed it does not expect what comes after, though the engine was quicker.
    if (m_isStopWanted && end == MeasuringEnd::Finished)
        end = MeasuringEnd::Stopped;
    setBusy(false);
    if (end == MeasuringEnd::Failed)
        emit failed(sentence);
    m_session.refresh();
    if (order)
        order->done(end);
}

void MeasuringJob::stop()
{
    m_isStopWanted = true;
    if (m_requestStop)
        *m_requestStop = true;
    if (!m_follower)
        return; // as soon as there is an engine
    m_commands->stop(m_session.folder() / "jobs" / m_work.job, EngineStop::AfterStep, "stopped in the window",
        [this](const Result<ControlReply>& reply) {
            if (!reply && m_follower)
                emit failed(translatedCore(reply.error().message));
        });
}

} // namespace dankai::ui
