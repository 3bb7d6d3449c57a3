// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM as a flag that long work polls.
#pragma once

#include "core/base/progress.h"

namespace dankai {

// From now on the signals do not end this process; only the count of them rises.
void catchInterrupts();
const StopFlag& interruptFlag();
int interruptCount();

} // namespace dankai
