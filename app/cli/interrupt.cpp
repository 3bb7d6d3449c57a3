// SPDX-License-Identifier: Apache-2.0
#include "app/cli/interrupt.h"

#include <csignal>

namespace dankai {

namespace {

// A signal handler can reach nothing but what has static storage; lock-free atomics are safe in it.
StopFlag isInterrupted = false;
std::atomic<int> interrupts = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void onSignal(int)
{
    isInterrupted.store(true, std::memory_order_relaxed);
    interrupts.fetch_add(1, std::memory_order_relaxed);
}

} // namespace

void catchInterrupts()
{
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    ::signal(SIGPIPE, SIG_DFL); // `dankai ... | head` ends quietly
}

UncaughtInterrupts::UncaughtInterrupts()
{
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
}

UncaughtInterrupts::~UncaughtInterrupts()
{
    catchInterrupts();
}

const StopFlag& interruptFlag()
{
    return isInterrupted;
}

int interruptCount()
{
    return interrupts.load(std::memory_order_relaxed);
}

} // namespace dankai
