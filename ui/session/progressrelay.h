// SPDX-License-Identifier: GPL-3.0-or-later
// Brings the progress of long work from a worker's thread to the window's, with an estimate of the time left.
#pragma once

#include "core/base/progress.h"

#include <functional>
#include <optional>

class QObject;

namespace dankai::ui {

struct ProgressReport
{
    double share = 0; // 0 to 1
    std::optional<int> secondsLeft; // nothing in the first seconds, when an estimate is a guess
};

// For the work's thread. `show` is called on the window's thread, ten times a second at most, and not after
// `receiver` is gone.
ProgressCallback relayProgress(QObject* receiver, std::function<void(const ProgressReport&)> show);

} // namespace dankai::ui
