// SPDX-License-Identifier: Apache-2.0
// The memory that this process takes where it computes: the resident memory of the process on a CPU, the
// GPU's memory on a GPU, where LibTorch's allocator counts it.
#pragma once

#include "core/kernels/device.h"
#include "core/platform/gpu.h"

#include <cstdint>
#include <optional>

namespace dankai {

class MemoryMeter final
{
public:
    explicit MemoryMeter(const DeviceFacts& device);

    // On a CPU since this was made. On a GPU since the process began: what the allocator held at its most,
    // since that is what was not free for others, and what the driver's context and loaded kernels take.
    std::uint64_t peakBytes() const;
    std::uint64_t bytesNow() const;

    // The GPU's, where there is one and the driver says.
    std::optional<GpuReading> readGpu() const;

private:
    std::uint64_t contextBytes(std::uint64_t reservedNow) const;

    at::Device m_device;
    std::optional<GpuMonitor> m_gpu;
    std::uint64_t m_usedByOthers = 0;
};

} // namespace dankai
