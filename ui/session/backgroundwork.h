// SPDX-License-Identifier: GPL-3.0-or-later
// Work that needs no open project, on a thread of its own: reading files, looking at the machine, making a
// project. Shows nothing.
#pragma once

#include "core/base/progress.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>

namespace dankai::ui {

// One answer at a time is waited for: beginning something else drops the earlier one. The destructor asks
// what runs to stop and returns when that has seen it.
class BackgroundWork final : public QObject
{
    Q_OBJECT

public:
    explicit BackgroundWork(QObject* parent = nullptr);
    ~BackgroundWork() override;

    // `work` is called on the thread with (const StopFlag&); `done` gets what it gives, on the thread that
    // made this, never from within begin().
    template <class Work, class Done>
    void begin(Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work, const StopFlag&>;
        drop();
        m_stop = std::make_shared<StopFlag>(false);
        post([this, stop = m_stop, work = std::move(work), done = std::move(done)]() mutable {
            auto answer = std::make_shared<Answer>(work(*stop));
            QMetaObject::invokeMethod(
                this,
                [this, stop, answer, done = std::move(done)]() mutable {
                    if (m_stop != stop)
                        return;
                    m_stop.reset();
                    done(std::move(*answer));
                },
                Qt::QueuedConnection);
        });
    }

    // The answer still comes, as early as the work can give it.
    void stop();
    // No answer comes any more.
    void drop();

    bool isBusy() const { return m_stop != nullptr; }

private:
    using Task = std::function<void()>;

    void post(Task task);
    void workOff();

    std::shared_ptr<StopFlag> m_stop; // of what is waited for
    std::mutex m_mutex; // over the two below
    std::condition_variable m_hasTask;
    std::deque<Task> m_tasks;
    bool m_isEnding = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace dankai::ui
