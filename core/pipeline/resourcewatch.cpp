// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/resourcewatch.h"

namespace dankai {

std::optional<event::Resources> ResourceWatch::after(std::int64_t step)
{
    constexpr std::chrono::seconds interval(5); // a day of training is then 17,000 lines, 2 MB
    if (m_last && std::chrono::steady_clock::now() - *m_last < interval)
        return std::nullopt;
    return now(step);
}

event::Resources ResourceWatch::now(std::int64_t step)
{
    m_last = std::chrono::steady_clock::now();
    event::Resources said;
    said.step = step;
    said.memoryBytes = m_memory.bytesNow();
    if (const auto gpu = m_memory.readGpu()) {
        said.gpuPowerWatts = gpu->powerWatts;
        said.gpuTemperatureCelsius = gpu->temperatureCelsius;
        said.gpuUtilization = gpu->utilization;
    }
    return said;
}

} // namespace dankai
