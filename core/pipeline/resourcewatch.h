// SPDX-License-Identifier: Apache-2.0
// Says every few seconds of a training what the machine gives: memory, and a GPU's power and temperature.
#pragma once

#include "core/kernels/memorymeter.h"
#include "core/protocol/event.h"

#include <chrono>
#include <optional>

namespace dankai {

class ResourceWatch final
{
public:
    explicit ResourceWatch(const MemoryMeter& memory)
        : m_memory(memory)
    { }

    // Nothing where the last one is not old enough.
    std::optional<event::Resources> after(std::int64_t step);
    event::Resources now(std::int64_t step);

private:
    const MemoryMeter& m_memory;
    std::optional<std::chrono::steady_clock::time_point> m_last;
};

} // namespace dankai
