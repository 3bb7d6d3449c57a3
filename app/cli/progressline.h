// SPDX-License-Identifier: Apache-2.0
// One line of progress with the time left on standard error: redrawn in place on a terminal, now and then a
// plain line elsewhere. Disappears at the end; what came of it is the command's to say.
#pragma once

#include "app/cli/console.h"
#include "core/base/progress.h"

#include <chrono>
#include <optional>
#include <string>

namespace dankai {

// The time left from a smoothed speed, so that it does not jump.
class TimeLeft final
{
public:
    using Clock = std::chrono::steady_clock;

    // Seconds, once there has been enough to measure.
    std::optional<double> update(double done, double total, Clock::time_point now = Clock::now());

private:
    std::optional<Clock::time_point> m_start;
    Clock::time_point m_last;
    double m_lastDone = 0;
    double m_speed = 0; // per second, smoothed over about ten seconds
};

class ProgressLine final
{
public:
    ProgressLine(const Console& console, std::string label);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    // `detail` stands behind the bar: a speed, a loss.
    void update(std::uint64_t done, std::uint64_t total, const std::string& detail = {});
    void setLabel(const std::string& label); // begins a new measure of time
    void clear(); // before other lines are printed

    // For rooms that report progress; valid as long as this line.
    ProgressCallback callback();

private:
    using Clock = std::chrono::steady_clock;

    void draw(double share, bool isKnown, const std::string& detail, std::optional<double> secondsLeft);

    const Console& m_console;
    std::string m_label;
    TimeLeft m_timeLeft;
    Clock::time_point m_begin = Clock::now();
    Clock::time_point m_drawn{};
    int m_shownTenths = -1;
    bool m_isOnScreen = false;
};

} // namespace dankai
