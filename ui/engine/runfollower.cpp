// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/runfollower.h"

#include "core/project/enginestart.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/sentencegap.h"

#include <QMetaObject>

#include <chrono>
#include <system_error>
#include <utility>

namespace dankai::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto lookWhileAlive = 200ms;
constexpr auto lookWhileQuiet = 1000ms; // another program may start or resume it
// A file of nonsense is not read line by line to its end: after these it is said to be none of ours.
constexpr int mostBrokenLines = 20;

// With less an engine drops what it would record, and goes on.
constexpr std::uintmax_t leastFreeBytes = 16384;

bool isDiskFull(const std::filesystem::path& folder)
{
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    return !error && space.available < leastFreeBytes;
}

// What one look at the file gave.
struct Look
{
    std::vector<Event> events;
    std::string problem;
    int brokenLines = 0;
};

Look lookAt(EventFollower& follower)
{
    Look look;
    while (look.brokenLines < mostBrokenLines) {
        auto events = follower.poll();
        if (events) {
            if (events->empty())
                break;
            look.events.insert(look.events.end(), std::make_move_iterator(events->begin()),
                std::make_move_iterator(events->end()));
            continue;
        }
        ++look.brokenLines;
        if (look.problem.empty())
            look.problem = events.error().message;
        // The first line says what the rest is: where that cannot be read, nothing after it is believed.
        if (look.events.empty())
            break;
    }
    return look;
}

} // namespace

RunFollower::RunFollower(std::filesystem::path folder, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_thread([this] { follow(); })
{
    qRegisterMetaType<RunNews>();
}

RunFollower::~RunFollower()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void RunFollower::lookNow()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isAskedToLook = true;
    }
    m_wake.notify_one();
}

void RunFollower::follow()
{
    EventFollower follower(m_folder / runfile::events);
    EventRecord record;
    bool isFirst = true;
    bool wasAlive = false;
    bool wasDiskFull = false;
    bool isGivenUp = false; // nothing here can be read
    std::string said;
    for (;;) {
        // The order matters: an engine that ended between the two has written all its events before.
        const bool isAlive = engineOf(m_folder).has_value();
        auto news = std::make_shared<RunNews>();
        news->isEngineAlive = isAlive;
        news->engineSinceMs = isAlive ? engineSinceMs(m_folder).value_or(0) : 0;
        news->isDiskFull = isAlive && isDiskFull(m_folder);
        if (!isGivenUp) {
            Look look = lookAt(follower);
            const bool isStrange = look.brokenLines > 0 && record.events().empty() && look.events.empty();
            isGivenUp = isStrange || look.brokenLines >= mostBrokenLines;
            std::size_t known = record.events().size();
            for (Event& event : look.events) {
                if (record.add(std::move(event)) > 0) {
                    news->isAnew = true;
                    known = 0;
                }
            }
            news->events.assign(
                record.events().begin() + static_cast<std::ptrdiff_t>(known), record.events().end());
            if (!look.problem.empty() && look.problem != said) {
                said = look.problem;
                news->problem = translatedCore(look.problem);
                if (look.brokenLines >= mostBrokenLines)
                    news->problem += sentenceGap()
                        + tr("So are more lines after it; the rest of the record is left out.");
            }
        }
        const bool isNews = isFirst || isAlive != wasAlive || news->isDiskFull != wasDiskFull
            || !news->events.empty() || news->isAnew || !news->problem.isEmpty();
        isFirst = false;
        wasAlive = isAlive;
        wasDiskFull = news->isDiskFull;
        if (isNews)
            QMetaObject::invokeMethod(
                this, [this, news] { emit arrived(*news); }, Qt::QueuedConnection);
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, isAlive ? lookWhileAlive : lookWhileQuiet,
            [this] { return m_isEnding || m_isAskedToLook; });
        m_isAskedToLook = false;
        if (m_isEnding)
            return;
    }
}

} // namespace dankai::ui
