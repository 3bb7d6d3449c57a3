// SPDX-License-Identifier: Apache-2.0
// Who answers in a project: the model before training, and the model after each phase of each run. What they
// have said is answerset.h's.
#pragma once

#include "core/base/result.h"
#include "core/project/project.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

inline constexpr std::string_view baseSpeaker = "base";

struct Speaker
{
    // Names it for good: base, 003/phase_2; 003/base where a run began with another model than the project's.
    std::string key{baseSpeaker};
    std::string run; // its id; empty: the project's model before training
    std::string arm;
    bool isAdapted = false; // its run goes on from another one with changes, and is no arm to compare
    std::string plan;
    std::string checkpoint{baseSpeaker}; // base, phase_1, ...
    int phase = 0; // how many phases it was trained on
    int phases = 0; // of its run; 0: not known
    // Hugging Face folder or GGUF file; empty: what it said is kept, its weights are not there.
    std::filesystem::path model;
    bool operator==(const Speaker&) const = default;
};

// The key of a run's checkpoint; "base" of a run that began with the project's model is the project's own.
std::string speakerKey(const Project& project, const std::string& run, const std::string& checkpoint);

// The project's model, then by run, in their order, what was saved or has answered. A run whose run.yaml
// cannot be read is listed all the same.
std::vector<Speaker> listSpeakers(const Project& project, std::span<const RunRecord> runs);

} // namespace dankai
