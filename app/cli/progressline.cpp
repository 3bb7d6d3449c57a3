// SPDX-License-Identifier: Apache-2.0
#include "app/cli/progressline.h"

#include "app/cli/textwidth.h"
#include "app/cli/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace dankai {

namespace {

constexpr double smoothingSeconds = 10;
constexpr auto redrawEvery = std::chrono::milliseconds(100);
constexpr auto plainLineEvery = std::chrono::seconds(15);

double secondsBetween(TimeLeft::Clock::time_point from, TimeLeft::Clock::time_point to)
{
    return std::chrono::duration<double>(to - from).count();
}

std::string bar(double share, std::size_t width)
{
    // Eighths of a column, so that the bar grows evenly.
    constexpr std::array<const char*, 8> parts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const auto eighths
        = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(width * 8));
    std::string text;
    for (std::size_t i = 0; i < eighths / 8; ++i)
        text += "█";
    text += parts[eighths % 8];
    const std::size_t used = eighths / 8 + (eighths % 8 != 0 ? 1 : 0);
    return text + std::string(width - std::min(width, used), ' ');
}

} // namespace

std::optional<double> TimeLeft::update(double done, double total, Clock::time_point now)
{
    if (!m_start || done < m_lastDone) {
        m_start = m_last = now;
        m_lastDone = done;
        m_speed = 0;
        return std::nullopt;
    }
    const double elapsed = secondsBetween(m_last, now);
    if (elapsed > 0.05 && done > m_lastDone) {
        const double speed = (done - m_lastDone) / elapsed;
        const double weight = m_speed == 0 ? 1 : 1 - std::exp(-elapsed / smoothingSeconds);
        m_speed += weight * (speed - m_speed);
        m_last = now;
        m_lastDone = done;
    }
    if (m_speed <= 0 || secondsBetween(*m_start, now) < 3)
        return std::nullopt;
    return std::max(0.0, (total - m_lastDone) / m_speed - secondsBetween(m_last, now));
}

ProgressLine::ProgressLine(const Console& console, std::string label)
    : m_console(console)
    , m_label(std::move(label))
{ }

ProgressLine::~ProgressLine()
{
    clear();
}

void ProgressLine::clear()
{
    if (!m_isOnScreen)
        return;
    std::fputs("\r\x1b[K", stderr);
    m_isOnScreen = false;
    m_drawn = {}; // drawn again at once
}

void ProgressLine::setLabel(const std::string& label)
{
    if (label == m_label)
        return;
    m_label = label;
    m_timeLeft = {};
    m_shownTenths = -1;
    m_drawn = {};
    m_begin = Clock::now();
}

void ProgressLine::update(std::uint64_t done, std::uint64_t total, const std::string& detail)
{
    const auto now = Clock::now();
    const bool isKnown = total > 0;
    const double share = isKnown ? static_cast<double>(done) / static_cast<double>(total) : 0;
    const auto left = isKnown ? m_timeLeft.update(static_cast<double>(done), static_cast<double>(total), now)
                              : std::optional<double>();
    if (m_console.isErrorTerminal()) {
        if (now - m_drawn < redrawEvery)
            return;
    } else {
        // Plain lines: at most one each tenth of the way and never many in a short time.
        const int tenths = static_cast<int>(share * 10);
        if (now - m_begin < std::chrono::seconds(2) || (now - m_drawn < std::chrono::seconds(2))
            || (tenths == m_shownTenths && now - m_drawn < plainLineEvery))
            return;
        m_shownTenths = tenths;
    }
    m_drawn = now;
    draw(share, isKnown, detail, left);
}

void ProgressLine::draw(
    double share, bool isKnown, const std::string& detail, std::optional<double> secondsLeft)
{
    std::string tail = isKnown ? percentOf(std::min(share, 1.0)) : std::string();
    tail.insert(0, 5 - std::min<std::size_t>(5, tail.size()), ' ');
    if (!detail.empty())
        tail += "  " + detail;
    if (secondsLeft && share < 1)
        tail += *secondsLeft < 10 ? "  a few seconds left" : "  " + duration(*secondsLeft) + " left";
    if (!m_console.isErrorTerminal()) {
        const std::size_t ink
            = tail.find_first_not_of(' '); // none where neither the end nor a detail is known
        m_console.note(ink == std::string::npos ? m_label : m_label + ": " + tail.substr(ink));
        return;
    }
    const std::size_t width = m_console.errorWidth();
    constexpr std::size_t barWidth = 24;
    std::string line = m_label + "  ";
    const bool hasRoom = displayWidth(line) + barWidth + displayWidth(tail) + 1 < width;
    if (isKnown && hasRoom)
        line += m_console.paintError(Ink::Accent, bar(share, barWidth));
    line += hasRoom ? tail : fitToWidth(tail, width - std::min(width, displayWidth(m_label) + 3));
    const std::string text = "\r" + line + "\x1b[K";
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
    m_isOnScreen = true;
}

ProgressCallback ProgressLine::callback()
{
    return [this](const Progress& progress) { update(progress.done, progress.total); };
}

} // namespace dankai
