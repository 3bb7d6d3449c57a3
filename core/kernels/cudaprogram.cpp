// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/cudaprogram.h"

#include "core/base/hash.h"
#include "core/kernels/libtorchinuse.h"
#include "core/platform/dynamiclibrary.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/protocol/log.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace dankai {

namespace {

// What is used of the driver (cuda.h) and of NVRTC (nvrtc.h), declared by hand from their documentation.
using Context = void*;
using Module = void*;
using Function = void*;
using Program = void*;

constexpr int attributeCapabilityMajor = 75; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
constexpr int attributeCapabilityMinor = 76;
constexpr int attributeSharedBytes = 97; // ..._MAX_SHARED_MEMORY_PER_BLOCK_OPTIN
constexpr int functionSharedBytes = 8; // CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES
constexpr std::int64_t sharedBytesUnasked = 48 << 10; // what every kernel may use without asking
constexpr std::int64_t staticSharedBytes = 1 << 10; // more than the kernels' own variables take

struct Driver
{
    int (*deviceGet)(int*, int) = nullptr;
    int (*attribute)(int*, int, int) = nullptr;
    int (*retainContext)(Context*, int) = nullptr;
    int (*pushContext)(Context) = nullptr;
    int (*popContext)(Context*) = nullptr;
    int (*loadModule)(Module*, const void*) = nullptr;
    int (*functionOf)(Function*, Module, const char*) = nullptr;
    int (*setAttribute)(Function, int, int) = nullptr;
    int (*launch)(
        Function, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void*, void**, void**)
        = nullptr;
    int (*errorName)(int, const char**) = nullptr;

    std::string nameOf(int code) const
    {
        const char* name = nullptr;
        return errorName(code, &name) == 0 && name != nullptr ? name : std::to_string(code);
    }
};

std::optional<Driver> loadDriver()
{
    auto library = DynamicLibrary::open("libcuda.so.1");
    if (!library)
        return std::nullopt;
    Driver driver;
    const auto take = [&]<class F>(F& function, const char* name) {
        return (function = library->function<F>(name)) != nullptr;
    };
    const bool isWhole = take(driver.deviceGet, "cuDeviceGet")
        && take(driver.attribute, "cuDeviceGetAttribute")
        && take(driver.retainContext, "cuDevicePrimaryCtxRetain")
        && take(driver.pushContext, "cuCtxPushCurrent_v2") && take(driver.popContext, "cuCtxPopCurrent_v2")
        && take(driver.loadModule, "cuModuleLoadData") && take(driver.functionOf, "cuModuleGetFunction")
        && take(driver.setAttribute, "cuFuncSetAttribute") && take(driver.launch, "cuLaunchKernel")
        && take(driver.errorName, "cuGetErrorName");
    library->keepLoaded();
    return isWhole ? std::optional(driver) : std::nullopt;
}

const std::optional<Driver>& driver()
{
    static const std::optional<Driver> loaded = loadDriver();
    return loaded;
}

struct Nvrtc
{
    int (*version)(int*, int*) = nullptr;
    int (*countArchitectures)(int*) = nullptr;
    int (*architectures)(int*) = nullptr;
    int (*create)(Program*, const char*, const char*, int, const char* const*, const char* const*) = nullptr;
    int (*destroy)(Program*) = nullptr;
    int (*compile)(Program, int, const char* const*) = nullptr;
    int (*logSize)(Program, std::size_t*) = nullptr;
    int (*log)(Program, char*) = nullptr;
    int (*cubinSize)(Program, std::size_t*) = nullptr;
    int (*cubin)(Program, char*) = nullptr;
    int (*ptxSize)(Program, std::size_t*) = nullptr;
    int (*ptx)(Program, char*) = nullptr;
};

Result<Nvrtc> loadNvrtc()
{
    // LibTorch's own library for it knows where NVRTC stands, and loads it.
    if (auto ofTorch = DynamicLibrary::open((libTorchInUse().folder / "libcaffe2_nvrtc.so").string()))
        ofTorch->keepLoaded();
    auto library = DynamicLibrary::open("libnvrtc.so.13");
    if (!library)
        return failed("NVRTC, which compiles Dankai's kernels, does not load: " + library.error().message
            + " Install LibTorch's build for CUDA 13 with its CUDA libraries (packaging/libtorch --cuda, or "
              "pip "
              "install torch==2.11.0).");
    Nvrtc nvrtc;
    const auto take = [&]<class F>(F& function, const char* name) {
        return (function = library->function<F>(name)) != nullptr;
    };
    const bool isWhole = take(nvrtc.version, "nvrtcVersion")
        && take(nvrtc.countArchitectures, "nvrtcGetNumSupportedArchs")
        && take(nvrtc.architectures, "nvrtcGetSupportedArchs") && take(nvrtc.create, "nvrtcCreateProgram")
        && take(nvrtc.destroy, "nvrtcDestroyProgram") && take(nvrtc.compile, "nvrtcCompileProgram")
        && take(nvrtc.logSize, "nvrtcGetProgramLogSize") && take(nvrtc.log, "nvrtcGetProgramLog")
        && take(nvrtc.cubinSize, "nvrtcGetCUBINSize") && take(nvrtc.cubin, "nvrtcGetCUBIN")
        && take(nvrtc.ptxSize, "nvrtcGetPTXSize") && take(nvrtc.ptx, "nvrtcGetPTX");
    library->keepLoaded();
    if (!isWhole)
        return failed("NVRTC lacks a function that is needed; install LibTorch's build for CUDA 13.");
    return nvrtc;
}

Result<Nvrtc> nvrtc()
{
    static const Result<Nvrtc> loaded = loadNvrtc();
    return loaded;
}

struct Target
{
    std::string architecture; // sm_90, or compute_90 for PTX
    std::string compiler; // the version of NVRTC, "13.0"
};

Result<Target> targetFor(const Nvrtc& compiler, int capability)
{
    int count = 0;
    if (compiler.countArchitectures(&count) != 0 || count <= 0)
        return failed("NVRTC does not say which GPUs it compiles for.");
    std::vector<int> known(static_cast<std::size_t>(count));
    compiler.architectures(known.data());
    std::sort(known.begin(), known.end());
    const auto above = std::upper_bound(known.begin(), known.end(), capability);
    if (above == known.begin())
        return failed("The GPU's compute capability " + std::to_string(capability / 10) + "."
            + std::to_string(capability % 10) + " is older than what CUDA 13 compiles for ("
            + std::to_string(known.front() / 10) + "." + std::to_string(known.front() % 10) + ").");
    int major = 0;
    int minor = 0;
    compiler.version(&major, &minor);
    const int nearest = *(above - 1);
    return Target{(nearest == capability ? "sm_" : "compute_") + std::to_string(nearest),
        std::to_string(major) + "." + std::to_string(minor)};
}

Result<std::string> compileFor(const Nvrtc& compiler, const std::string& source, const Target& target)
{
    Program program = nullptr;
    if (const int code = compiler.create(&program, source.c_str(), "cudakernels.cu", 0, nullptr, nullptr);
        code != 0)
        return failed("NVRTC does not take the kernels (code " + std::to_string(code) + ").");
    const std::string architecture = "--gpu-architecture=" + target.architecture;
    const std::array<const char*, 2> options = {architecture.c_str(), "--std=c++17"};
    const int code = compiler.compile(program, static_cast<int>(options.size()), options.data());
    std::string result;
    if (code == 0) {
        const bool isMachineCode = target.architecture.starts_with("sm_");
        std::size_t size = 0;
        (isMachineCode ? compiler.cubinSize : compiler.ptxSize)(program, &size);
        result.resize(size);
        (isMachineCode ? compiler.cubin : compiler.ptx)(program, result.data());
    } else {
        std::size_t size = 0;
        compiler.logSize(program, &size);
        result.resize(size);
        compiler.log(program, result.data());
    }
    compiler.destroy(&program);
    if (code != 0)
        return failed("Dankai's CUDA kernels do not compile for " + target.architecture + ": "
            + result.substr(0, result.find('\0')));
    return result;
}

// Where the compiled kernels are kept.
std::filesystem::path cacheFile(const Target& target)
{
    const std::string key
        = toHex(sha256(cudaKernelSource() + target.architecture + target.compiler)).substr(0, 32);
    return cacheFolder() / "kernels" / (target.architecture + "-" + key);
}

// A cache that cannot be written costs a second at every start and is no error.
void keepInCache(const std::filesystem::path& file, const std::string& code)
{
    auto written = makeFolder(file.parent_path());
    if (written)
        written = writeFileAtomically(file, code);
    if (!written)
        logWarning("the compiled kernels cannot be kept: " + written.error().message);
}

} // namespace

struct CudaProgram::State
{
    Context context = nullptr;
    Module module = nullptr;
    std::int64_t maxDynamicSharedBytes = sharedBytesUnasked - staticSharedBytes;
    std::mutex mutex; // of `functions`
    std::map<std::string, Function> functions;
};

namespace {

// Makes the GPU's context the current one of this thread while it lives.
class CurrentContext final
{
public:
    explicit CurrentContext(Context context) { m_code = driver()->pushContext(context); }

    ~CurrentContext()
    {
        Context popped = nullptr;
        if (m_code == 0)
            driver()->popContext(&popped);
    }

    CurrentContext(const CurrentContext&) = delete;
    CurrentContext& operator=(const CurrentContext&) = delete;

    int code() const { return m_code; }

private:
    int m_code = 0;
};

std::mutex programMutex;

std::map<int, std::unique_ptr<CudaProgram>>& programs()
{
    static auto* all = new std::map<int, std::unique_ptr<CudaProgram>>; // lives as long as the driver
    return *all;
}

} // namespace

CudaProgram::CudaProgram(std::unique_ptr<State> state)
    : m_state(std::move(state))
{ }

CudaProgram::~CudaProgram() = default;

Result<std::unique_ptr<CudaProgram>> CudaProgram::open(int gpu)
{
    const int capability = computeCapability(gpu);
    if (capability == 0)
        return failed("The NVIDIA driver does not say what GPU " + std::to_string(gpu) + " can do.");
    auto state = std::make_unique<State>();
    int device = 0;
    int shared = 0;
    if (driver()->deviceGet(&device, gpu) != 0)
        return failed("There is no GPU " + std::to_string(gpu) + ".");
    if (driver()->attribute(&shared, attributeSharedBytes, device) == 0)
        state->maxDynamicSharedBytes = std::max<std::int64_t>(shared, sharedBytesUnasked) - staticSharedBytes;
    if (const int code = driver()->retainContext(&state->context, device); code != 0)
        return failed("GPU " + std::to_string(gpu) + " cannot be used: " + driver()->nameOf(code) + ".");
    const CurrentContext current(state->context);
    if (current.code() != 0)
        return failed(
            "GPU " + std::to_string(gpu) + " cannot be used: " + driver()->nameOf(current.code()) + ".");
    auto compiler = nvrtc();
    if (!compiler)
        return passOn(compiler);
    auto target = targetFor(*compiler, capability);
    if (!target)
        return passOn(target);
    const std::filesystem::path file = cacheFile(*target);
    const auto cached = readFile(file);
    if (!cached || driver()->loadModule(&state->module, cached->c_str()) != 0) {
        auto code = compileFor(*compiler, cudaKernelSource(), *target);
        if (!code)
            return passOn(code);
        keepInCache(file, *code);
        if (const int problem = driver()->loadModule(&state->module, code->c_str()); problem != 0)
            return failed("Dankai's kernels cannot be loaded onto GPU " + std::to_string(gpu) + ": "
                + driver()->nameOf(problem) + ".");
    }
    return std::unique_ptr<CudaProgram>(new CudaProgram(std::move(state)));
}

const CudaProgram* CudaProgram::of(int gpu)
{
    const std::lock_guard lock(programMutex);
    const auto found = programs().find(gpu);
    return found == programs().end() ? nullptr : found->second.get();
}

void CudaProgram::keep(int gpu, std::unique_ptr<CudaProgram> program)
{
    const std::lock_guard lock(programMutex);
    programs().emplace(gpu, std::move(program)); // the first stays: kernels may be running
}

std::int64_t CudaProgram::maxDynamicSharedBytes() const
{
    return m_state->maxDynamicSharedBytes;
}

void CudaProgram::start(const std::string& kernel, const LaunchShape& shape, void** arguments) const
{
    const CurrentContext current(m_state->context);
    TORCH_CHECK(current.code() == 0, "the GPU's context is gone: ", driver()->nameOf(current.code()));
    Function function = nullptr;
    {
        const std::lock_guard lock(m_state->mutex);
        Function& known = m_state->functions[kernel];
        if (known == nullptr) {
            const int code = driver()->functionOf(&known, m_state->module, kernel.c_str());
            TORCH_CHECK(code == 0, "there is no kernel ", kernel, ": ", driver()->nameOf(code));
            driver()->setAttribute(
                known, functionSharedBytes, static_cast<int>(m_state->maxDynamicSharedBytes));
        }
        function = known;
    }
    const int code = driver()->launch(function, static_cast<unsigned>(shape.blocksX),
        static_cast<unsigned>(shape.blocksY), 1, static_cast<unsigned>(shape.threads), 1, 1,
        static_cast<unsigned>(shape.sharedBytes), nullptr, arguments, nullptr);
    TORCH_CHECK(code == 0, "the kernel ", kernel, " does not start: ", driver()->nameOf(code));
}

int computeCapability(int gpu)
{
    int device = 0;
    int major = 0;
    int minor = 0;
    if (!driver() || driver()->deviceGet(&device, gpu) != 0
        || driver()->attribute(&major, attributeCapabilityMajor, device) != 0
        || driver()->attribute(&minor, attributeCapabilityMinor, device) != 0)
        return 0;
    return 10 * major + minor;
}

Result<std::string> compileCuda(const std::string& source, int capability)
{
    auto compiler = nvrtc();
    if (!compiler)
        return passOn(compiler);
    auto target = targetFor(*compiler, capability);
    if (!target)
        return passOn(target);
    return compileFor(*compiler, source, *target);
}

} // namespace dankai
