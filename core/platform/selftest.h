// SPDX-License-Identifier: Apache-2.0
// What this machine and this installation are fit for: facts and a judgement of each, without words for
// people, which are the front ends' own. Trains nothing and changes nothing.
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/platform/gpu.h"
#include "core/platform/machine.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class Health
{
    Works,
    Limited, // works, but not as well as it could
    Broken,
};

std::string_view nameOf(Health health); // works, limited, broken

enum class SelfTestSubject
{
    System,
    Processor,
    Memory,
    Disk,
    Gpu,
    Engine,
    BuiltInModel,
    DemoData,
};

// In the order in which they are shown.
std::vector<SelfTestSubject> selfTestSubjects();
std::string_view nameOf(SelfTestSubject subject); // "system", "built-in model", ...

struct SelfTest
{
    struct Engine
    {
        std::filesystem::path program; // empty: not there
        Json facts; // as the engine gives them; null where it does not answer
        std::string problem; // a sentence with the next step; empty where it works
    };

    struct File
    {
        std::filesystem::path path; // empty: not there
        std::uint64_t bytes = 0;
        std::string problem; // a sentence with the next step
    };

    MachineFacts machine;
    GpuFacts gpu;
    std::filesystem::path diskFolder; // whose file system was asked
    std::uint64_t freeDiskBytes = 0;
    std::string diskProblem;
    Engine engine;
    File builtInModel;
    File demoData; // a folder: bytes stay 0
};

// Starts dankai-engine once to ask it, which takes a second or two; 30 at most. Where it is stopped meanwhile
// the engine's part says so.
SelfTest runSelfTest(const std::filesystem::path& diskFolder, const StopFlag* stop = nullptr);

// What a person may do about it; the front ends have a sentence for each.
enum class SelfTestAdvice
{
    Nothing,
    Problem, // the facts hold a sentence of its own
    ProcessorWithoutAvx2,
    LittleMemory, // less than leastTrainingMemory is available
    LittleDisk, // less than leastTrainingDisk is free
    OldGpuDriver, // runs CUDA below neededCudaVersion
};

inline constexpr std::uint64_t leastTrainingMemory = 4'000'000'000; // of the built-in model
inline constexpr std::uint64_t leastTrainingDisk = 5'000'000'000; // of a run of it
inline constexpr int neededCudaVersion = 13000; // 13.0, as GpuFacts counts it

struct SelfTestJudgement
{
    Health health = Health::Works;
    SelfTestAdvice advice = SelfTestAdvice::Nothing;
    std::string problem; // the sentence of SelfTestAdvice::Problem
};

SelfTestJudgement judge(const SelfTest& test, SelfTestSubject subject);

} // namespace dankai
