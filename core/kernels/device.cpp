// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/device.h"

#include "core/kernels/cpuloops.h"
#include "core/platform/dynamiclibrary.h"
#include "core/platform/machine.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <charconv>
#include <cstdlib>
#include <exception>
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

// Stated rule: MKL, which is fastest on Intel and, without AVX-512, as fast as oneDNN on AMD; oneDNN on AMD
// with AVX-512, where MKL avoids it. "medium" only moves the product to oneDNN there; with AMX it would
// round to bfloat16, so AMX excludes it.
bool prefersOneDnn()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_is("amd") && cpuFeatures().avx512f && !cpuFeatures().amxBf16;
#else
    return false;
#endif
}

struct CudaState
{
    std::string problem; // a sentence, or empty
    int devices = 0;
};

// The driver first: its library is small and says at once whether there is anything to load the rest for.
CudaState loadCuda()
{
    using Init = int (*)(unsigned);
    using Count = int (*)(int*);
    auto driver = DynamicLibrary::open("libcuda.so.1");
    if (!driver)
        return {"No NVIDIA driver is installed on this machine (libcuda.so.1 is missing).", 0};
    const auto init = driver->function<Init>("cuInit");
    const auto count = driver->function<Count>("cuDeviceGetCount");
    int devices = 0;
    if (init == nullptr || count == nullptr)
        return {"The NVIDIA driver's library has no cuInit; reinstall the driver.", 0};
    if (const int code = init(0); code != 0)
        return {"The NVIDIA driver does not start (cuInit says " + std::to_string(code)
                + "); nvidia-smi says more.",
            0};
    if (count(&devices) != 0 || devices == 0)
        return {"The NVIDIA driver sees no GPU; look at nvidia-smi and CUDA_VISIBLE_DEVICES.", 0};
    driver->keepLoaded();
    auto library = DynamicLibrary::open("libtorch_cuda.so");
    if (!library)
        return {"A GPU is there, but LibTorch's CUDA library does not load: " + library.error().message
                + " Run packaging/libtorch with --cuda.",
            devices};
    library->keepLoaded();
    return {"", devices};
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
            keepFewPrograms();
        });
        facts.threads = params.threads > 0 ? params.threads : usablePhysicalCores();
        if (at::get_num_threads() != facts.threads)
            at::set_num_threads(facts.threads);
        const bool usesOneDnn = prefersOneDnn();
        at::globalContext().setFloat32MatmulPrecision(usesOneDnn ? "medium" : "highest");
        facts.cpuMatmul = usesOneDnn ? "onednn" : "mkl";
        facts.instructionSet = cpuLoops().name;
        facts.name = facts.device.is_cuda() ? "cuda:" + std::to_string(facts.device.index()) : "cpu";
        facts.description = facts.device.is_cuda()
            ? [&] {
                  const auto gpus = gpuFacts().gpus;
                  const auto i = static_cast<std::size_t>(facts.device.index());
                  return i < gpus.size() ? gpus[i].name : std::string("NVIDIA GPU");
              }()
            : machineFacts().cpuName + " (" + facts.instructionSet + ")";
        return facts;
    } catch (const std::exception& error) {
        return failed("The device " + params.device + " does not start: " + error.what());
    }
}

} // namespace dankai
