// SPDX-License-Identifier: GPL-3.0-or-later
// A thread with a project of its own, so that no question to the database ever waits on the window's thread.
// Does not know what is asked, and does not show anything.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/project/project.h"
#include "core/project/rescue.h"

#include <QObject>
#include <QPointer>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

namespace dankai::ui {

// Works its tasks off one by one, in the order in which they were asked. Answers arrive on the thread that
// made the worker, never from within ask(). The destructor stops the question that runs, drops those that
// wait, carries out the changes that wait, and returns then.
class ProjectWorker final : public QObject
{
    Q_OBJECT

public:
    ProjectWorker(std::filesystem::path folder, OpenMode mode, QObject* parent = nullptr);
    ~ProjectWorker() override;

    // `work` is called on the worker's thread with (Project&, const StopFlag&) and gives a Result<T>.
    // `done` gets it unless `receiver` is gone by then. Where the project could not be opened, done gets that
    // error.
    template <class Work, class Done>
    void ask(QObject* receiver, Work work, Done done)
    {
        post(Kind::Question, receiver, std::move(work), std::move(done));
    }

    // The same for what a person has done and must not be lost, however soon the window closes: votes, edits,
    // notes. Short, and never told to stop.
    template <class Work, class Done>
    void change(QObject* receiver, Work work, Done done)
    {
        post(Kind::Change, receiver, std::move(work), std::move(done));
    }

signals:
    // A task came upon damage in the database; its answer says so too.
    void damageFound(const QString& sentence);

private:
    enum class Kind
    {
        Question,
        Change,
    };

    struct Task
    {
        Kind kind;
        std::function<void(Result<Project>&)> run;
    };

    template <class Work, class Done>
    void post(Kind kind, QObject* receiver, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work, Project&, const StopFlag&>;
        post({kind,
            [this, kind, guard = QPointer<QObject>(receiver), work = std::move(work), done = std::move(done)](
                Result<Project>& project) mutable {
                const StopFlag& stop = kind == Kind::Question ? m_stop : m_neverStop;
                auto answer = std::make_shared<Answer>(
                    project ? work(*project, stop) : Answer(tl::unexpected<Error>(project.error())));
                if (!*answer && saysDamage(answer->error()))
                    tellDamage(answer->error());
                // The worker outlives its thread, so it is a context that is always there.
                QMetaObject::invokeMethod(
                    this,
                    [guard, answer, done = std::move(done)]() mutable {
                        if (!guard.isNull())
                            done(std::move(*answer));
                    },
                    Qt::QueuedConnection);
            }});
    }

    void tellDamage(const Error& error); // on the worker's thread
    void post(Task task);
    void workOff();

    std::filesystem::path m_folder;
    OpenMode m_mode;
    std::mutex m_mutex; // over the three below
    std::condition_variable m_hasTask;
    std::deque<Task> m_tasks;
    bool m_isEnding = false;
    StopFlag m_stop = false; // of the question that runs
    const StopFlag m_neverStop = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace dankai::ui
