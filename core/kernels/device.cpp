// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/device.h"

#include "core/kernels/cpuloops.h"
#include "core/kernels/cudaprogram.h"
#include "core/kernels/libtorchinuse.h"
#include "core/platform/dynamiclibrary.h"
#include "core/platform/gpu.h"
#include "core/platform/machine.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/CachingDeviceAllocator.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <exception>
#include <map>
#include <mutex>
#include <optional>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace dankai {

namespace {

// Large blocks come from and stay in the heap: mapping and clearing fresh pages for every temporary costs
// more than the arithmetic on them.
void keepMemory()
{
#if defined(__GLIBC__)
    constexpr int threshold = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, threshold);
    mallopt(M_TRIM_THRESHOLD, 2147483647);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

// oneDNN compiles a program for every shape of a product and keeps 1024 of them, about 250 MB, whatever was
// used last. A micro-batch needs some hundred; it is not asked again once it has been used.
void keepFewPrograms()
{
    constexpr const char* programs = "256";
    ::setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", programs, 0); // a person's own choice stays
}

// Weights are read from end to end for every token, and with pages of 2 MiB the processor has fewer of them
// to look up: 1.4 times the bandwidth on an AMD EPYC. LibTorch asks for such pages, for what takes 2 MiB or
// more, where it is told to.
void useLargePages()
{
    ::setenv("THP_MEM_ALLOC_ENABLE", "1", 0); // a person's own choice stays
}

// Stated rule for CPUs: MKL, which is fastest on Intel and, without AVX-512, as fast as oneDNN on AMD; oneDNN
// on AMD with AVX-512, where MKL avoids it. "medium" only moves the product to oneDNN there; with AMX it
// would round to bfloat16, so AMX excludes it, and on a GPU it would let products round to TF32.
bool prefersOneDnn()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_is("amd") && cpuFeatures().avx512f && !cpuFeatures().amxBf16;
#else
    return false;
#endif
}

using BusIdOf = int (*)(char*, int, int);

struct CudaState
{
    std::string problem; // a sentence, or empty
    int devices = 0;
    BusIdOf busIdOf = nullptr;
};

// The driver first: its library is small and says at once whether there is anything to load the rest for.
CudaState loadCuda()
{
    using Init = int (*)(unsigned);
    using Count = int (*)(int*);
    auto driver = DynamicLibrary::open("libcuda.so.1");
    if (!driver)
        return {"No NVIDIA driver is installed on this machine (libcuda.so.1 is missing)."};
    const auto init = driver->function<Init>("cuInit");
    const auto count = driver->function<Count>("cuDeviceGetCount");
    int devices = 0;
    if (init == nullptr || count == nullptr)
        return {"The NVIDIA driver's library has no cuInit; reinstall the driver."};
    if (const int code = init(0); code != 0)
        return {"The NVIDIA driver does not start (cuInit says " + std::to_string(code)
            + "); nvidia-smi says more."};
    if (count(&devices) != 0 || devices == 0)
        return {"The NVIDIA driver sees no GPU; look at nvidia-smi and CUDA_VISIBLE_DEVICES."};
    const auto busIdOf = driver->function<BusIdOf>("cuDeviceGetPCIBusId");
    driver->keepLoaded();
    auto library = DynamicLibrary::open((libTorchInUse().folder / "libtorch_cuda.so").string());
    if (!library)
        return {"A GPU is there, but LibTorch's CUDA library does not load: " + library.error().message
                + " Install LibTorch's build for CUDA 13 with its CUDA libraries (packaging/libtorch --cuda, "
                  "or "
                  "pip install torch==2.11.0).",
            devices};
    library->keepLoaded();
    return {"", devices, busIdOf};
}

const CudaState& cudaState()
{
    static const CudaState state = loadCuda();
    return state;
}

std::optional<int> gpuIndex(const std::string& device)
{
    if (device == "cuda" || device == "auto")
        return 0;
    int index = 0;
    const char* first = device.data() + 5;
    const char* last = device.data() + device.size();
    if (!device.starts_with("cuda:") || std::from_chars(first, last, index).ptr != last || first == last
        || index < 0)
        return std::nullopt;
    return index;
}

// What is asked of the GPU itself; torch must have been told of CUDA already.
void describeGpu(int index, DeviceFacts& facts)
{
    std::array<char, 32> busId = {};
    if (cudaState().busIdOf != nullptr
        && cudaState().busIdOf(busId.data(), static_cast<int>(busId.size()), index) == 0)
        facts.pciBusId = busId.data();
    static std::map<int, std::uint64_t> usedAtFirst; // later calls would count what is our own
    const auto monitor = GpuMonitor::open(facts.pciBusId);
    facts.description = monitor ? monitor->facts().name : "NVIDIA GPU";
    facts.usedByOthers
        = usedAtFirst.emplace(index, monitor ? monitor->read().usedMemoryBytes : 0).first->second;
    facts.hasBfloat16 = computeCapability(index) >= 80;
    if (CudaProgram::of(index) != nullptr)
        return;
    auto program = CudaProgram::open(index);
    if (program)
        CudaProgram::keep(index, std::move(*program));
    else
        facts.note = program.error().message + " The GPU works with LibTorch's own operators, more slowly.";
}

} // namespace

std::string cudaProblem()
{
    return cudaState().problem;
}

Result<DeviceFacts> openDevice(const DeviceParams& params)
{
    if (params.threads < 0)
        return unusable("The number of threads must not be negative.");
    const std::optional<int> index = gpuIndex(params.device);
    if (params.device != "cpu" && !index)
        return unusable("There is no device '" + params.device + "'; use auto, cpu, cuda or cuda:N.");
    try {
        DeviceFacts facts;
        if (params.device != "cpu") {
            const CudaState& cuda = cudaState();
            if (cuda.problem.empty() && *index < cuda.devices) {
                facts.device = at::Device(at::kCUDA, static_cast<at::DeviceIndex>(*index));
            } else {
                const std::string problem = !cuda.problem.empty() ? cuda.problem
                                                                  : "There is no GPU "
                        + std::to_string(*index) + "; this machine has " + std::to_string(cuda.devices) + ".";
                if (params.device != "auto")
                    return failed(problem + " Use --device cpu, or another GPU.");
                facts.note = problem;
            }
        }
        if (facts.device.is_cuda() && !at::hasCUDA())
            return failed("LibTorch's CUDA library was loaded too late or does not fit this LibTorch.");

        static std::once_flag memory;
        std::call_once(memory, [] {
            keepMemory();
            useLargePages();
            keepFewPrograms();
        });
        facts.threads = params.threads > 0 ? params.threads : usablePhysicalCores();
        if (at::get_num_threads() != facts.threads)
            at::set_num_threads(facts.threads);
        const bool isCpu = facts.device.is_cpu();
        const bool usesOneDnn = isCpu && prefersOneDnn();
        at::globalContext().setFloat32MatmulPrecision(usesOneDnn ? "medium" : "highest");
        facts.cpuMatmul = usesOneDnn ? "onednn" : "mkl";
        facts.instructionSet = cpuLoops().name;
        facts.name = isCpu ? "cpu" : "cuda:" + std::to_string(facts.device.index());
        if (isCpu) {
            facts.description = machineFacts().cpuName + " (" + facts.instructionSet + ")";
            facts.hasBfloat16 = cpuFeatures().avx512bf16 || cpuFeatures().amxBf16;
        } else {
            describeGpu(facts.device.index(), facts);
        }
        return facts;
    } catch (const std::exception& error) {
        return failed("The device " + params.device + " does not start: " + error.what());
    }
}

void releaseFreedMemory(at::Device device)
{
    if (device.is_cuda())
        at::getDeviceAllocator(device.type())->emptyCache();
}

} // namespace dankai
