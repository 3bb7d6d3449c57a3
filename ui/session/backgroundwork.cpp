// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/backgroundwork.h"

namespace dankai::ui {

BackgroundWork::BackgroundWork(QObject* parent)
    : QObject(parent)
    , m_thread([this] { workOff(); })
{ }

BackgroundWork::~BackgroundWork()
{
    drop();
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_tasks.clear();
    }
    m_hasTask.notify_one();
    m_thread.join();
}

void BackgroundWork::stop()
{
    if (m_stop)
        *m_stop = true;
}

void BackgroundWork::drop()
{
    stop();
    m_stop.reset();
}

void BackgroundWork::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.clear(); // nobody waits for them
        m_tasks.push_back(std::move(task));
    }
    m_hasTask.notify_one();
}

void BackgroundWork::workOff()
{
    for (;;) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            m_hasTask.wait(lock, [this] { return m_isEnding || !m_tasks.empty(); });
            if (m_isEnding)
                return;
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
        task();
    }
}

} // namespace dankai::ui
