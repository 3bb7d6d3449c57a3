// SPDX-License-Identifier: Apache-2.0
// dankai doctor
#include "app/cli/command.h"
#include "app/cli/texttable.h"
#include "app/cli/textwidth.h"
#include "app/cli/wording.h"
#include "core/base/version.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/platform/machine.h"
#include "core/platform/process.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

enum class Health
{
    Works,
    Limited, // works, but not as well as it could
    Broken,
};

struct Finding
{
    std::string subject;
    Health health = Health::Works;
    std::string words;
    std::string advice; // empty where nothing is to be done
};

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

Finding findProcessor(const MachineFacts& facts)
{
    const CpuFeatures& has = facts.cpuFeatures;
    std::string sets;
    for (const auto& [isThere, name] :
        {std::pair(has.avx2 && has.fma, "AVX2"), std::pair(has.avx512f, "AVX-512"),
            std::pair(has.avx512bf16, "AVX-512 bf16"), std::pair(has.amxBf16, "AMX bf16")})
        if (isThere)
            sets += (sets.empty() ? "" : ", ") + std::string(name);
    Finding finding{"processor", Health::Works,
        facts.cpuName + ", " + counted(static_cast<std::uint64_t>(facts.physicalCores), "core", "cores")
            + ", " + (sets.empty() ? "no AVX2" : sets),
        ""};
    if (!(has.avx2 && has.fma)) {
        finding.health = Health::Limited;
        finding.advice = "Training on this processor is slow: it has no AVX2. Use a GPU or another machine.";
    }
    return finding;
}

Finding findMemory(const MachineFacts& facts)
{
    Finding finding{"memory", Health::Works,
        bytesInWords(facts.availableMemoryBytes) + " available of " + bytesInWords(facts.totalMemoryBytes),
        ""};
    if (facts.availableMemoryBytes < 4'000'000'000) {
        finding.health = Health::Limited;
        finding.advice = "Training the built-in model takes about 3.5 GB. Close other programs.";
    }
    return finding;
}

Finding findDisk(const fs::path& folder)
{
    const auto free = freeDiskBytes(folder);
    if (!free)
        return {"disk", Health::Broken, free.error().message, ""};
    Finding finding{"disk", Health::Works, bytesInWords(*free) + " free at " + folder.string(), ""};
    if (*free < 5'000'000'000) {
        finding.health = Health::Limited;
        finding.advice
            = "A run of the built-in model needs about 4 GB: checkpoints and the state to resume from.";
    }
    return finding;
}

Finding findGpu(const GpuFacts& facts, const Json& engineFacts)
{
    if (!facts.problem.empty())
        return {"GPU", Health::Limited, "NVIDIA driver " + facts.driverVersion, facts.problem};
    if (facts.gpus.empty())
        return {"GPU", Health::Works, "none found; training runs on the processor", ""};
    std::string words;
    for (const Gpu& gpu : facts.gpus)
        words += (words.empty() ? "" : "; ") + gpu.name + ", " + bytesInWords(gpu.freeMemoryBytes)
            + " free of " + bytesInWords(gpu.totalMemoryBytes);
    words += "; driver " + facts.driverVersion;
    Finding finding{"GPU", Health::Works, words, ""};
    constexpr int neededCuda = 13000;
    if (facts.cudaVersion != 0 && facts.cudaVersion < neededCuda) {
        finding.health = Health::Limited;
        finding.advice = "The driver runs CUDA " + std::to_string(facts.cudaVersion / 1000) + "."
            + std::to_string(facts.cudaVersion % 1000 / 10)
            + "; Dankai's GPU libraries need 13.0. Install driver 580 or newer.";
    } else if (engineFacts.is_object()) {
        // A GPU that is there and that the engine cannot use.
        finding.advice = engineFacts.value("cuda_problem", std::string());
        if (!finding.advice.empty())
            finding.health = Health::Limited;
    }
    return finding;
}

Finding findModel()
{
    const auto model = builtInModelFile();
    if (!model)
        return {"built-in model", Health::Limited, "not there", model.error().message};
    std::error_code ignored;
    return {"built-in model", Health::Works,
        model->string() + ", " + bytesInWords(fs::file_size(*model, ignored)), ""};
}

Finding findResources()
{
    const auto folder = resourcesFolder();
    if (!folder)
        return {"demo data", Health::Limited, "not there", folder.error().message};
    return {"demo data", Health::Works, (*folder / "demo").string(), ""};
}

// The engine says what it finds in its own libraries; that it starts at all is half of the answer.
Finding findEngine(Json& engineFacts)
{
    std::string engineWords;
    const auto program = siblingExecutable("dankai-engine");
    if (!program)
        return {"engine", Health::Broken, "not there", program.error().message};
    std::error_code error;
    const fs::path output
        = fs::temp_directory_path(error) / ("dankai-doctor-" + std::to_string(currentProcess().pid));
    SpawnParams params;
    params.program = *program;
    params.arguments = {"doctor"};
    params.standardOutputFile = params.standardErrorFile = output;
    auto child = ChildProcess::spawn(params);
    if (!child)
        return {"engine", Health::Broken, program->string(), child.error().message};
    const auto code = child->wait(std::chrono::seconds(30));
    if (const auto text = readFile(output))
        engineWords = *text;
    (void)removePath(output); // a stray file in the system's temporary folder is no finding
    if (!code)
        return {"engine", Health::Broken, program->string(),
            "It does not answer within 30 seconds. Look for a stuck driver with nvidia-smi."};
    if (*code != 0)
        return {"engine", Health::Broken, program->string(),
            "It ends with code " + std::to_string(*code) + (engineWords.empty() ? "." : ": " + engineWords)};
    const auto facts = parseJson(engineWords, "dankai-engine doctor");
    if (!facts || !facts->is_object())
        return {"engine", Health::Broken, program->string(), "It answers with: " + engineWords};
    engineFacts = *facts;
    return {"engine", Health::Works,
        program->string() + " " + facts->value("engine_version", std::string()) + ", "
            + counted(facts->value("threads", std::uint64_t(0)), "thread", "threads") + ", instructions "
            + facts->value("instruction_set", std::string("?")) + ", matrix products "
            + facts->value("cpu_matmul", std::string("?")),
        ""};
}

} // namespace

CommandBody defineDoctor(CLI::App&)
{
    return [](const Console& console) -> Result<ExitCode> {
        const MachineFacts facts = machineFacts();
        std::error_code error;
        Json engineFacts;
        std::vector<Finding> findings;
        findings.push_back(
            {"system", Health::Works, facts.operatingSystem + ", Dankai " + std::string(versionText), ""});
        findings.push_back(findProcessor(facts));
        findings.push_back(findMemory(facts));
        findings.push_back(findDisk(fs::current_path(error)));
        const Finding engine = findEngine(engineFacts);
        findings.push_back(findGpu(gpuFacts(), engineFacts));
        findings.push_back(engine);
        findings.push_back(findModel());
        findings.push_back(findResources());

        Json list = Json::array();
        bool isBroken = false;
        std::size_t subjectWidth = 0;
        for (const Finding& finding : findings)
            subjectWidth = std::max(subjectWidth, displayWidth(finding.subject));
        for (const Finding& finding : findings) {
            const auto [mark, ink] = finding.health == Health::Works ? std::pair("✔", Ink::Good)
                : finding.health == Health::Limited                  ? std::pair("◐", Ink::Undecided)
                                                                     : std::pair("✘", Ink::Bad);
            isBroken = isBroken || finding.health == Health::Broken;
            console.print(console.paint(ink, mark) + " " + finding.subject
                + std::string(subjectWidth - displayWidth(finding.subject) + 2, ' ') + finding.words);
            if (!finding.advice.empty())
                for (const std::string& line :
                    wrapToWidth(finding.advice, console.width() - subjectWidth - 6))
                    console.print(std::string(subjectWidth + 4, ' ') + console.paint(ink, line));
            list.push_back({{"subject", finding.subject}, {"health", nameOf(finding.health)},
                {"words", finding.words}, {"advice", finding.advice}});
        }
        console.result({{"findings", std::move(list)}, {"engine", engineFacts}});
        return isBroken ? ExitCode::Failed : ExitCode::Done;
    };
}

} // namespace dankai
