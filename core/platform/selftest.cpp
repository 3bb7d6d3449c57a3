// SPDX-License-Identifier: Apache-2.0
#include "core/platform/selftest.h"

#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/platform/libtorch.h"
#include "core/platform/process.h"

#include <chrono>
#include <optional>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr auto enginePatience = std::chrono::seconds(30);
constexpr auto enginePiece = std::chrono::milliseconds(100); // so that a stop is seen

// The engine says what it finds in its own libraries; that it starts at all is half of the answer.
SelfTest::Engine askEngine(const StopFlag* stop)
{
    SelfTest::Engine engine;
    const auto program = siblingExecutable("dankai-engine");
    if (!program) {
        engine.problem = program.error().message;
        return engine;
    }
    engine.program = *program;
    if (const auto torch = findLibTorch(); !torch) {
        engine.problem = torch.error().message;
        return engine;
    }
    std::error_code error;
    const fs::path output
        = fs::temp_directory_path(error) / ("dankai-doctor-" + std::to_string(currentProcess().pid));
    SpawnParams params;
    params.program = *program;
    params.arguments = {"doctor"};
    params.standardOutputFile = params.standardErrorFile = output;
    auto child = ChildProcess::spawn(params);
    if (!child) {
        engine.problem = child.error().message;
        return engine;
    }
    std::optional<int> code;
    const auto end = std::chrono::steady_clock::now() + enginePatience;
    while (!code && std::chrono::steady_clock::now() < end && !isStopRequested(stop))
        code = child->wait(enginePiece);
    const std::string words = readFile(output).value_or(std::string());
    (void)removePath(output); // a stray file in the system's temporary folder is no finding
    if (!code) {
        engine.problem = isStopRequested(stop)
            ? "It was not waited for, since the check was stopped."
            : "It does not answer within 30 seconds. Look for a stuck driver with nvidia-smi.";
        return engine;
    }
    if (*code != 0) {
        engine.problem = "It ends with code " + std::to_string(*code) + (words.empty() ? "." : ": " + words);
        return engine;
    }
    auto facts = parseJson(words, "dankai-engine doctor");
    if (!facts || !facts->is_object())
        engine.problem = "It answers with: " + words;
    else
        engine.facts = std::move(*facts);
    return engine;
}

std::string textAt(const Json& object, const char* key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                             : std::string();
}

SelfTestJudgement broken(const std::string& problem)
{
    return {Health::Broken, SelfTestAdvice::Problem, problem};
}

SelfTestJudgement limited(SelfTestAdvice advice, const std::string& problem = {})
{
    return {Health::Limited, advice, problem};
}

SelfTestJudgement judgeGpu(const SelfTest& test)
{
    if (!test.gpu.problem.empty())
        return limited(SelfTestAdvice::Problem, test.gpu.problem);
    if (test.gpu.gpus.empty())
        return {};
    if (test.gpu.cudaVersion != 0 && test.gpu.cudaVersion < neededCudaVersion)
        return limited(SelfTestAdvice::OldGpuDriver);
    // A GPU that is there and that the engine cannot use.
    if (const std::string problem = textAt(test.engine.facts, "cuda_problem"); !problem.empty())
        return limited(SelfTestAdvice::Problem, problem);
    return {};
}

} // namespace

std::string_view nameOf(Health health)
{
    switch (health) {
    case Health::Works:
        return "works";
    case Health::Limited:
        return "limited";
    case Health::Broken:
        return "broken";
    }
    return "";
}

std::vector<SelfTestSubject> selfTestSubjects()
{
    return {SelfTestSubject::System, SelfTestSubject::Processor, SelfTestSubject::Memory,
        SelfTestSubject::Disk, SelfTestSubject::Gpu, SelfTestSubject::Engine, SelfTestSubject::BuiltInModel,
        SelfTestSubject::DemoData};
}

std::string_view nameOf(SelfTestSubject subject)
{
    switch (subject) {
    case SelfTestSubject::System:
        return "system";
    case SelfTestSubject::Processor:
        return "processor";
    case SelfTestSubject::Memory:
        return "memory";
    case SelfTestSubject::Disk:
        return "disk";
    case SelfTestSubject::Gpu:
        return "GPU";
    case SelfTestSubject::Engine:
        return "engine";
    case SelfTestSubject::BuiltInModel:
        return "built-in model";
    case SelfTestSubject::DemoData:
        return "demo data";
    }
    return "";
}

SelfTest runSelfTest(const fs::path& diskFolder, const StopFlag* stop)
{
    SelfTest test;
    test.machine = machineFacts();
    test.gpu = gpuFacts();
    test.diskFolder = diskFolder;
    if (const auto free = freeDiskBytes(diskFolder))
        test.freeDiskBytes = *free;
    else
        test.diskProblem = free.error().message;
    test.engine = askEngine(stop);
    if (const auto model = builtInModelFile()) {
        std::error_code error;
        test.builtInModel.path = *model;
        const std::uintmax_t size = fs::file_size(*model, error);
        test.builtInModel.bytes = error ? 0 : size;
    } else {
        test.builtInModel.problem = model.error().message;
    }
    if (const auto resources = resourcesFolder())
        test.demoData.path = *resources / "demo";
    else
        test.demoData.problem = resources.error().message;
    return test;
}

SelfTestJudgement judge(const SelfTest& test, SelfTestSubject subject)
{
    const CpuFeatures& cpu = test.machine.cpuFeatures;
    switch (subject) {
    case SelfTestSubject::System:
        return {};
    case SelfTestSubject::Processor:
        return cpu.avx2 && cpu.fma ? SelfTestJudgement{} : limited(SelfTestAdvice::ProcessorWithoutAvx2);
    case SelfTestSubject::Memory:
        return test.machine.availableMemoryBytes < leastTrainingMemory ? limited(SelfTestAdvice::LittleMemory)
                                                                       : SelfTestJudgement{};
    case SelfTestSubject::Disk:
        if (!test.diskProblem.empty())
            return broken(test.diskProblem);
        return test.freeDiskBytes < leastTrainingDisk ? limited(SelfTestAdvice::LittleDisk)
                                                      : SelfTestJudgement{};
    case SelfTestSubject::Gpu:
        return judgeGpu(test);
    case SelfTestSubject::Engine:
        return test.engine.problem.empty() ? SelfTestJudgement{} : broken(test.engine.problem);
    case SelfTestSubject::BuiltInModel:
        return test.builtInModel.problem.empty()
            ? SelfTestJudgement{}
            : limited(SelfTestAdvice::Problem, test.builtInModel.problem);
    case SelfTestSubject::DemoData:
        return test.demoData.problem.empty() ? SelfTestJudgement{}
                                             : limited(SelfTestAdvice::Problem, test.demoData.problem);
    }
    return {};
}

} // namespace dankai
