// SPDX-License-Identifier: Apache-2.0
#include "core/platform/gpu.h"

#include "core/platform/dynamiclibrary.h"

#include <array>
#include <filesystem>
#include <utility>

namespace dankai {

namespace {

// NVML, declared by hand from its documented interface (nvml.h of the CUDA toolkit).
using NvmlDevice = void*;

struct NvmlMemory
{
    unsigned long long total;
    unsigned long long free;
    unsigned long long used;
};

struct NvmlUtilization
{
    unsigned gpu; // percent
    unsigned memory;
};

constexpr int temperatureOfChip = 0; // NVML_TEMPERATURE_GPU

// Started while it lives. Functions that an old driver lacks are null; the needed ones never are.
struct Nvml
{
    explicit Nvml(DynamicLibrary opened)
        : library(std::move(opened))
    {
        take(initialise, "nvmlInit_v2");
        take(shutDown, "nvmlShutdown");
        take(driverVersion, "nvmlSystemGetDriverVersion");
        take(cudaVersion, "nvmlSystemGetCudaDriverVersion_v2");
        take(deviceCount, "nvmlDeviceGetCount_v2");
        take(deviceAt, "nvmlDeviceGetHandleByIndex_v2");
        take(deviceOnBus, "nvmlDeviceGetHandleByPciBusId_v2");
        take(deviceName, "nvmlDeviceGetName");
        take(deviceMemory, "nvmlDeviceGetMemoryInfo");
        take(devicePower, "nvmlDeviceGetPowerUsage");
        take(deviceTemperature, "nvmlDeviceGetTemperature");
        take(deviceUtilization, "nvmlDeviceGetUtilizationRates");
        isWhole = initialise && shutDown && driverVersion && cudaVersion && deviceCount && deviceAt
            && deviceOnBus && deviceName && deviceMemory;
        code = isWhole ? initialise() : -1;
    }

    ~Nvml()
    {
        if (code == 0)
            shutDown();
    }

    Nvml(const Nvml&) = delete;
    Nvml& operator=(const Nvml&) = delete;

    template <class Function>
    void take(Function& function, const char* name)
    {
        function = library.function<Function>(name);
    }

    Gpu factsOf(NvmlDevice device) const
    {
        Gpu gpu;
        std::array<char, 128> name = {};
        NvmlMemory memory = {};
        if (deviceName(device, name.data(), name.size()) == 0)
            gpu.name = name.data();
        if (deviceMemory(device, &memory) == 0) {
            gpu.totalMemoryBytes = memory.total;
            gpu.freeMemoryBytes = memory.free;
        }
        return gpu;
    }

    DynamicLibrary library;
    int (*initialise)() = nullptr;
    int (*shutDown)() = nullptr;
    int (*driverVersion)(char*, unsigned) = nullptr;
    int (*cudaVersion)(int*) = nullptr;
    int (*deviceCount)(unsigned*) = nullptr;
    int (*deviceAt)(unsigned, NvmlDevice*) = nullptr;
    int (*deviceOnBus)(const char*, NvmlDevice*) = nullptr;
    int (*deviceName)(NvmlDevice, char*, unsigned) = nullptr;
    int (*deviceMemory)(NvmlDevice, NvmlMemory*) = nullptr;
    int (*devicePower)(NvmlDevice, unsigned*) = nullptr; // milliwatts
    int (*deviceTemperature)(NvmlDevice, int, unsigned*) = nullptr; // degrees Celsius
    int (*deviceUtilization)(NvmlDevice, NvmlUtilization*) = nullptr;
    bool isWhole = false;
    int code = 0; // of nvmlInit
};

std::unique_ptr<Nvml> openNvml()
{
    auto library = DynamicLibrary::open("libnvidia-ml.so.1");
    return library ? std::make_unique<Nvml>(std::move(*library)) : nullptr;
}

} // namespace

GpuFacts gpuFacts()
{
    GpuFacts facts;
    std::error_code ignored;
    facts.hasDriver = std::filesystem::exists("/proc/driver/nvidia/version", ignored)
        || std::filesystem::exists("/dev/dxg", ignored);
    const auto nvml = openNvml();
    if (!nvml) {
        if (facts.hasDriver)
            facts.problem = "An NVIDIA driver is loaded but its library libnvidia-ml.so.1 cannot be: "
                            "install the driver's user-space part of the same version.";
        return facts;
    }
    if (!nvml->isWhole) {
        facts.problem = "The NVIDIA driver's library is too old. Install a driver of this decade.";
        return facts;
    }
    if (nvml->code != 0) {
        if (facts.hasDriver)
            facts.problem = "The NVIDIA driver does not answer (code " + std::to_string(nvml->code)
                + "): its kernel module and library may differ in version. Restart the machine.";
        return facts;
    }
    facts.hasDriver = true;
    std::array<char, 128> version = {};
    if (nvml->driverVersion(version.data(), version.size()) == 0)
        facts.driverVersion = version.data();
    nvml->cudaVersion(&facts.cudaVersion);
    unsigned count = 0;
    if (nvml->deviceCount(&count) != 0)
        count = 0;
    for (unsigned i = 0; i < count; ++i) {
        NvmlDevice device = nullptr;
        if (nvml->deviceAt(i, &device) == 0)
            facts.gpus.push_back(nvml->factsOf(device));
    }
    return facts;
}

struct GpuMonitor::State
{
    std::unique_ptr<Nvml> nvml;
    NvmlDevice device = nullptr;
};

GpuMonitor::GpuMonitor(std::unique_ptr<State> state)
    : m_state(std::move(state))
{ }

GpuMonitor::GpuMonitor(GpuMonitor&&) noexcept = default;
GpuMonitor& GpuMonitor::operator=(GpuMonitor&&) noexcept = default;
GpuMonitor::~GpuMonitor() = default;

std::optional<GpuMonitor> GpuMonitor::open(const std::string& pciBusId)
{
    auto state = std::make_unique<State>();
    state->nvml = openNvml();
    if (!state->nvml || state->nvml->code != 0
        || state->nvml->deviceOnBus(pciBusId.c_str(), &state->device) != 0)
        return std::nullopt;
    return GpuMonitor(std::move(state));
}

Gpu GpuMonitor::facts() const
{
    return m_state->nvml->factsOf(m_state->device);
}

GpuReading GpuMonitor::read() const
{
    const Nvml& nvml = *m_state->nvml;
    GpuReading reading;
    NvmlMemory memory = {};
    if (nvml.deviceMemory(m_state->device, &memory) == 0)
        reading.usedMemoryBytes = memory.used;
    unsigned value = 0;
    if (nvml.devicePower != nullptr && nvml.devicePower(m_state->device, &value) == 0)
        reading.powerWatts = value / 1000.0;
    if (nvml.deviceTemperature != nullptr
        && nvml.deviceTemperature(m_state->device, temperatureOfChip, &value) == 0)
        reading.temperatureCelsius = value;
    NvmlUtilization utilization = {};
    if (nvml.deviceUtilization != nullptr && nvml.deviceUtilization(m_state->device, &utilization) == 0)
        reading.utilization = utilization.gpu / 100.0;
    return reading;
}

} // namespace dankai
