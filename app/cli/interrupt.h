// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM as a flag that long work polls.
#pragma once

#include "core/base/progress.h"

namespace dankai {

// From now on the signals do not end this process; only the count of them rises.
void catchInterrupts();

// While somebody types into standard input nothing polls: there Ctrl-C must end the program as usual.
class UncaughtInterrupts final
{
public:
    UncaughtInterrupts();
    UncaughtInterrupts(const UncaughtInterrupts&) = delete;
    UncaughtInterrupts& operator=(const UncaughtInterrupts&) = delete;
    ~UncaughtInterrupts();
};

const StopFlag& interruptFlag();
int interruptCount();

} // namespace dankai
