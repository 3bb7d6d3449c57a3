// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answerwatch.h"

#include "core/project/runqueue.h"
#include "ui/sentence/coresentence.h"

#include <algorithm>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int lookEveryMs = 1000;
constexpr int lookWhileQuietMs = 3000; // a training or another window may add some

} // namespace

AnswerWatch::AnswerWatch(ProjectSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_reader(std::make_shared<AnswerReader>())
    , m_worker(session.folder(), OpenMode::ReadWrite)
{
    m_timer.setInterval(lookWhileQuietMs);
    connect(&m_timer, &QTimer::timeout, this, &AnswerWatch::look);
    const auto begin = [this] {
        look();
        m_timer.start();
    };
    connect(&m_session, &ProjectSession::opened, this, begin);
    connect(&m_session, &ProjectSession::changed, this, &AnswerWatch::look);
    if (m_session.isOpen())
        begin();
}

void AnswerWatch::look()
{
    if (m_isLooking) {
        m_isToLookAgain = true;
        return;
    }
    m_isLooking = true;
    m_worker.ask(
        this, [reader = m_reader](Project& project, const StopFlag&) { return reader->read(project); },
        [this](Result<std::shared_ptr<const AnswerSet>> set) {
            m_isLooking = false;
            if (!set) {
                const QString sentence = translatedCore(set.error().message);
                if (sentence != std::exchange(m_said, sentence))
                    emit failed(sentence);
            } else if (m_set != *set) {
                m_said.clear();
                m_set = std::move(*set);
                const bool isBusy = std::any_of(m_set->jobs.begin(), m_set->jobs.end(), isOpen);
                m_timer.setInterval(isBusy || m_set->isTraining ? lookEveryMs : lookWhileQuietMs);
                if (isBusy)
                    keepWorkersAlive();
                emit changed();
            }
            if (std::exchange(m_isToLookAgain, false))
                look();
        });
}

// A worker that was killed, or a machine that was switched off, must not leave the queue standing.
void AnswerWatch::keepWorkersAlive()
{
    m_worker.ask(
        this,
        [](Project& project, const StopFlag&) -> Result<> {
            const auto queue = project.runs().queue();
            if (!queue)
                return tl::unexpected(queue.error());
            return ensureWorkersForWhatWaits(project, *queue);
        },
        [this](const Result<>& done) {
            if (!done)
                emit failed(translatedCore(done.error().message));
        });
}

template <class Work>
void AnswerWatch::change(Work work)
{
    m_worker.ask(
        this,
        [work = std::move(work)](Project& project, const StopFlag&) -> Result<> { return work(project); },
        [this](const Result<>& done) {
            if (!done)
                emit failed(translatedCore(done.error().message));
            look();
        });
}

void AnswerWatch::start(const AnswerRequest& request)
{
    m_worker.ask(
        this, [request](Project& project, const StopFlag&) { return startAnswering(project, request); },
        [this](const Result<std::vector<std::string>>& jobs) {
            if (jobs)
                emit started();
            else
                emit startFailed(translatedCore(jobs.error().message));
            look();
        });
}

void AnswerWatch::restart(const std::string& job)
{
    change([job](Project& project) { return restartAnswering(project, job); });
}

void AnswerWatch::cancel(const std::string& job)
{
    change([job](Project& project) { return cancelAnswering(project, job); });
}

} // namespace dankai::ui
