// SPDX-License-Identifier: GPL-3.0-or-later
// How a frozen run is handed over to be trained.
#pragma once

#include "core/project/runqueue.h"

#include <functional>
#include <string>

namespace dankai::ui {

// Called on a thread of the session. The window's way is enqueueRun(): a detached worker takes the run, so no
// window has to stay open.
using RunStart = std::function<Result<>(Project&, const std::string& id, QueuePlace place)>;

} // namespace dankai::ui
