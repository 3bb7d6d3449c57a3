// SPDX-License-Identifier: GPL-3.0-or-later
// Follows one run folder's events.jsonl, live or years later, on a thread of its own, through the reader of
// core/protocol; and whether an engine works on the folder. Does not interpret what the events say.
#pragma once

#include "core/protocol/event.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace dankai::ui {

struct RunNews
{
    // Earlier events stopped counting (a later attempt superseded them): forget all, `events` is everything.
    bool isAnew = false;
    std::vector<Event> events; // that count, in order
    bool isEngineAlive = false;
    std::int64_t engineSinceMs = 0; // since 1970; what is older in the record is of an earlier one
    bool isDiskFull = false; // an engine works and its record cannot grow
    QString problem; // a sentence where lines could not be read; what could is in `events` all the same
};

// The first arrived() comes as soon as all that there is has been read, also where that is nothing; later
// ones only where something is new. Signals come on the thread that made this.
class RunFollower final : public QObject
{
    Q_OBJECT

public:
    explicit RunFollower(std::filesystem::path folder, QObject* parent = nullptr);
    ~RunFollower() override;

    const std::filesystem::path& folder() const { return m_folder; }

    // Does not wait for the next look.
    void lookNow();

signals:
    void arrived(const dankai::ui::RunNews& news);

private:
    void follow();

    std::filesystem::path m_folder;
    std::mutex m_mutex; // over the two below
    std::condition_variable m_wake;
    bool m_isEnding = false;
    bool m_isAskedToLook = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace dankai::ui

Q_DECLARE_METATYPE(dankai::ui::RunNews)
