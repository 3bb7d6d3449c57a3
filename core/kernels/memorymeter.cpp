// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/memorymeter.h"

#include "core/platform/process.h"

#include <c10/core/CachingDeviceAllocator.h>

namespace dankai {

namespace {

// What the allocator has taken from the GPU, used by a tensor or not.
struct Reserved
{
    std::uint64_t now = 0;
    std::uint64_t peak = 0;
};

// Before its first tensor a GPU's allocator may not stand yet.
Reserved reservedOn(at::Device device)
{
    if (!at::getDeviceAllocator(device.type())->initialized())
        return {};
    const auto stats = at::getDeviceAllocator(device.type())->getDeviceStats(device.index());
    const auto& bytes
        = stats.reserved_bytes[static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE)];
    return {static_cast<std::uint64_t>(bytes.current), static_cast<std::uint64_t>(bytes.peak)};
}

} // namespace

MemoryMeter::MemoryMeter(const DeviceFacts& device)
    : m_device(device.device)
    , m_usedByOthers(device.usedByOthers)
{
    if (m_device.is_cpu())
        resetPeakResidentBytes();
    else
        m_gpu = GpuMonitor::open(device.pciBusId);
}

std::uint64_t MemoryMeter::peakBytes() const
{
    if (m_device.is_cpu())
        return peakResidentBytes();
    const Reserved reserved = reservedOn(m_device);
    return reserved.peak + contextBytes(reserved.now);
}

std::uint64_t MemoryMeter::bytesNow() const
{
    if (m_device.is_cpu())
        return residentBytes();
    const Reserved reserved = reservedOn(m_device);
    return reserved.now + contextBytes(reserved.now);
}

std::optional<GpuReading> MemoryMeter::readGpu() const
{
    return m_gpu ? std::optional(m_gpu->read()) : std::nullopt;
}

std::uint64_t MemoryMeter::contextBytes(std::uint64_t reservedNow) const
{
    if (!m_gpu)
        return 0;
    const std::uint64_t used = m_gpu->read().usedMemoryBytes;
    const std::uint64_t others = m_usedByOthers + reservedNow;
    return used > others ? used - others : 0; // another process may have gone meanwhile
}

} // namespace dankai
