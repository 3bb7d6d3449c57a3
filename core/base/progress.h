// SPDX-License-Identifier: Apache-2.0
// How long work reports where it is and learns that it should end.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

namespace dankai {

struct Progress
{
    std::uint64_t done = 0;
    std::uint64_t total = 0; // 0: not known
};

// Called often; whoever shows it throttles. Called on the thread that works.
using ProgressCallback = std::function<void(const Progress&)>;

// Set from anywhere (a signal handler too), polled by the work at points where it can end cleanly.
using StopFlag = std::atomic<bool>;

inline bool isStopRequested(const StopFlag* flag)
{
    return flag != nullptr && flag->load(std::memory_order_relaxed);
}

} // namespace dankai
