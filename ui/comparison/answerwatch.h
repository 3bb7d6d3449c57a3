// SPDX-License-Identifier: GPL-3.0-or-later
// The project's answers, kept up to date while engines answer: reads on a thread of its own, since what is
// recorded may be large and a window's questions must not wait for it. Also hands over what a person asks
// for.
#pragma once

#include "core/project/answerset.h"
#include "ui/session/projectsession.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <string>

namespace dankai::ui {

class AnswerWatch final : public QObject
{
    Q_OBJECT

public:
    explicit AnswerWatch(ProjectSession& session, QObject* parent = nullptr);

    // Null until the first changed().
    const std::shared_ptr<const AnswerSet>& set() const { return m_set; }

    void look();
    void start(const AnswerRequest& request);
    void restart(const std::string& job);
    void cancel(const std::string& job);

signals:
    void changed(); // set() is new
    // Something could not be done or read.
    void failed(const QString& sentence);
    void started(); // what start() asked for is queued
    void startFailed(const QString& sentence);

private:
    template <class Work>
    void change(Work work);
    void keepWorkersAlive();

    ProjectSession& m_session;
    std::shared_ptr<AnswerReader> m_reader; // of the thread
    std::shared_ptr<const AnswerSet> m_set;
    QTimer m_timer;
    bool m_isLooking = false;
    bool m_isToLookAgain = false;
    QString m_said; // the failure that was told last
    ProjectWorker m_worker; // last: its tasks use the above
};

} // namespace dankai::ui
