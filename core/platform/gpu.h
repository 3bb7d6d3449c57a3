// SPDX-License-Identifier: Apache-2.0
// What NVIDIA's management library (NVML) says of the GPUs of this machine. It is loaded at run time and
// comes with the driver; no CUDA library is needed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

struct Gpu
{
    std::string name;
    std::uint64_t totalMemoryBytes = 0;
    std::uint64_t freeMemoryBytes = 0;
};

struct GpuFacts
{
    bool hasDriver = false;
    std::string driverVersion;
    int cudaVersion = 0; // the newest the driver runs: 13000 is 13.0; 0 unknown
    std::vector<Gpu> gpus; // in the order of the bus, which need not be CUDA's
    std::string problem; // a sentence where a driver is there and does not answer
};

// May take tens of milliseconds.
GpuFacts gpuFacts();

// Of one moment; what a GPU does not measure is absent.
struct GpuReading
{
    std::uint64_t usedMemoryBytes = 0; // by all processes
    std::optional<double> powerWatts;
    std::optional<double> temperatureCelsius;
    std::optional<double> utilization; // share of the last moment in which a kernel ran, 0 to 1
};

// One GPU, followed over time.
class GpuMonitor final
{
public:
    // By its place on the bus ("0000:65:00.0"), the one name that CUDA and NVML share. Empty where NVML does
    // not know it.
    static std::optional<GpuMonitor> open(const std::string& pciBusId);
    GpuMonitor(GpuMonitor&&) noexcept;
    GpuMonitor& operator=(GpuMonitor&&) noexcept;
    ~GpuMonitor();

    Gpu facts() const;
    GpuReading read() const;

private:
    struct State;
    explicit GpuMonitor(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace dankai
