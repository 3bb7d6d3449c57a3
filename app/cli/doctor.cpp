// SPDX-License-Identifier: Apache-2.0
// dankai doctor
#include "app/cli/command.h"
#include "app/cli/texttable.h"
#include "app/cli/textwidth.h"
#include "app/cli/wording.h"
#include "core/base/version.h"
#include "core/platform/selftest.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace dankai {

namespace {

std::string processorWords(const MachineFacts& facts)
{
    const CpuFeatures& has = facts.cpuFeatures;
    std::string sets;
    for (const auto& [isThere, name] :
        {std::pair(has.avx2 && has.fma, "AVX2"), std::pair(has.avx512f, "AVX-512"),
            std::pair(has.avx512bf16, "AVX-512 bf16"), std::pair(has.amxBf16, "AMX bf16")})
        if (isThere)
            sets += (sets.empty() ? "" : ", ") + std::string(name);
    return facts.cpuName + ", " + counted(static_cast<std::uint64_t>(facts.physicalCores), "core", "cores")
        + ", " + (sets.empty() ? "no AVX2" : sets);
}

std::string gpuWords(const GpuFacts& facts)
{
    if (!facts.problem.empty())
        return "NVIDIA driver " + facts.driverVersion;
    if (facts.gpus.empty())
        return "none found; training runs on the processor";
    std::string words;
    for (const Gpu& gpu : facts.gpus)
        words += (words.empty() ? "" : "; ") + gpu.name + ", " + bytesInWords(gpu.freeMemoryBytes)
            + " free of " + bytesInWords(gpu.totalMemoryBytes);
    return words + "; driver " + facts.driverVersion;
}

std::string engineWords(const SelfTest::Engine& engine)
{
    if (engine.program.empty())
        return "not there";
    if (!engine.facts.is_object())
        return engine.program.string();
    return engine.program.string() + " " + engine.facts.value("engine_version", std::string()) + ", "
        + counted(engine.facts.value("threads", std::uint64_t(0)), "thread", "threads") + ", instructions "
        + engine.facts.value("instruction_set", std::string("?")) + ", matrix products "
        + engine.facts.value("cpu_matmul", std::string("?")) + "; LibTorch "
        + engine.facts.value("libtorch_version", std::string("?")) + " in "
        + engine.facts.value("libtorch_folder", std::string("?"));
}

std::string wordsOf(const SelfTest& test, SelfTestSubject subject)
{
    switch (subject) {
    case SelfTestSubject::System:
        return test.machine.operatingSystem + ", Dankai " + std::string(versionText);
    case SelfTestSubject::Processor:
        return processorWords(test.machine);
    case SelfTestSubject::Memory:
        return bytesInWords(test.machine.availableMemoryBytes) + " available of "
            + bytesInWords(test.machine.totalMemoryBytes);
    case SelfTestSubject::Disk:
        return test.diskProblem.empty()
            ? bytesInWords(test.freeDiskBytes) + " free at " + test.diskFolder.string()
            : "cannot be read";
    case SelfTestSubject::Gpu:
        return gpuWords(test.gpu);
    case SelfTestSubject::Engine:
        return engineWords(test.engine);
    case SelfTestSubject::BuiltInModel:
        return test.builtInModel.path.empty()
            ? "not there"
            : test.builtInModel.path.string() + ", " + bytesInWords(test.builtInModel.bytes);
    case SelfTestSubject::DemoData:
        return test.demoData.path.empty() ? "not there" : test.demoData.path.string();
    }
    return {};
}

std::string adviceOf(const SelfTest& test, const SelfTestJudgement& judgement)
{
    switch (judgement.advice) {
    case SelfTestAdvice::Nothing:
        return {};
    case SelfTestAdvice::Problem:
        return judgement.problem;
    case SelfTestAdvice::ProcessorWithoutAvx2:
        return "Training on this processor is slow: it has no AVX2. Use a GPU or another machine.";
    case SelfTestAdvice::LittleMemory:
        return "Training the built-in model takes about 3.5 GB. Close other programs.";
    case SelfTestAdvice::LittleDisk:
        return "A run of the built-in model needs about 4 GB: checkpoints and the state to resume from.";
    case SelfTestAdvice::OldGpuDriver:
        return "The driver runs CUDA " + std::to_string(test.gpu.cudaVersion / 1000) + "."
            + std::to_string(test.gpu.cudaVersion % 1000 / 10)
            + "; Dankai's GPU libraries need 13.0. Install driver 580 or newer.";
    }
    return {};
}

} // namespace

CommandBody defineDoctor(CLI::App&)
{
    return [](const Console& console) -> Result<ExitCode> {
        std::error_code error;
        const SelfTest test = runSelfTest(std::filesystem::current_path(error));
        Json list = Json::array();
        bool isBroken = false;
        std::size_t subjectWidth = 0;
        for (const SelfTestSubject subject : selfTestSubjects())
            subjectWidth = std::max(subjectWidth, displayWidth(nameOf(subject)));
        for (const SelfTestSubject subject : selfTestSubjects()) {
            const SelfTestJudgement judgement = judge(test, subject);
            const std::string name(nameOf(subject));
            const std::string words = wordsOf(test, subject), advice = adviceOf(test, judgement);
            const auto [mark, ink] = judgement.health == Health::Works ? std::pair("✔", Ink::Good)
                : judgement.health == Health::Limited                  ? std::pair("◐", Ink::Undecided)
                                                                       : std::pair("✘", Ink::Bad);
            isBroken = isBroken || judgement.health == Health::Broken;
            const std::string gap(subjectWidth - displayWidth(name) + 2, ' ');
            console.print(console.paint(ink, mark) + " " + name + gap + words);
            if (!advice.empty())
                for (const std::string& line : wrapToWidth(advice, console.width() - subjectWidth - 6))
                    console.print(std::string(subjectWidth + 4, ' ') + console.paint(ink, line));
            list.push_back({{"subject", name}, {"health", nameOf(judgement.health)}, {"words", words},
                {"advice", advice}});
        }
        console.result({{"findings", std::move(list)}, {"engine", test.engine.facts}});
        return isBroken ? ExitCode::Failed : ExitCode::Done;
    };
}

} // namespace dankai
