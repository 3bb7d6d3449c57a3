// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/projectworker.h"

#include "ui/sentence/coresentence.h"

namespace dankai::ui {

ProjectWorker::ProjectWorker(std::filesystem::path folder, OpenMode mode, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_mode(mode)
    , m_thread([this] { workOff(); })
{ }

ProjectWorker::~ProjectWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        std::erase_if(m_tasks, [](const Task& task) { return task.kind == Kind::Question; });
        m_stop = true;
    }
    m_hasTask.notify_one();
    m_thread.join();
}

void ProjectWorker::tellDamage(const Error& error)
{
    QMetaObject::invokeMethod(
        this, [this, sentence = translatedCore(error.message)] { emit damageFound(sentence); },
        Qt::QueuedConnection);
}

void ProjectWorker::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_hasTask.notify_one();
}

void ProjectWorker::workOff()
{
    Result<Project> project = Project::open(m_folder, m_mode);
    for (;;) {
        Task task{};
        {
            std::unique_lock lock(m_mutex);
            m_hasTask.wait(lock, [this] { return m_isEnding || !m_tasks.empty(); });
            if (m_tasks.empty())
                return; // it ends, and every change is made
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
            m_stop = m_isEnding;
        }
        // project.yaml may have been edited, here or elsewhere. One with a mistake is the Settings page's to
        // say; until it is mended the settings are those that were read last.
        if (project)
            (void)project->refreshSettings();
        task.run(project);
    }
}

} // namespace dankai::ui
