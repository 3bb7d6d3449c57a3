// SPDX-License-Identifier: GPL-3.0-or-later
// How long a phase will train and what memory it will need, from what this project's own runs measured.
// Without a run there is no estimate: speed depends on the machine and nothing else tells it.
#pragma once

#include "core/checkpoint/memorymodel.h"
#include "core/phase/placement.h"
#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dankai::ui {

// Of the newest run that trained, with the model that the project has now.
struct MeasuredSpeed
{
    std::string run;
    double tokensPerSecond = 0; // of training steps alone
    ModelConfig config;
    TrainingMemoryParams memory; // as that run was set up; maxSequenceLength is not filled in
    std::int64_t maxLength = 0; // rows are cut here
};

// Nothing where no run of this project has taken a step.
Result<std::optional<MeasuredSpeed>> readMeasuredSpeed(Project& project);

// Seconds of training; evaluations and checkpoints come on top.
double estimatedSeconds(const MeasuredSpeed& speed, std::uint64_t tokens, double epochs);
// Peak while training full fine-tuning; `longest`: tokens of the longest example.
std::uint64_t estimatedBytes(const MeasuredSpeed& speed, std::uint32_t longest);

} // namespace dankai::ui
