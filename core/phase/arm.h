// SPDX-License-Identifier: Apache-2.0
// The answers to "compared with what?": the same training rows in another order or in no phases at all,
// tested on the phased plan's held-out sets.
// Does not write runs and does not count optimizer steps: budget.h compares what others counted.
#pragma once

#include "core/base/result.h"
#include "core/dataset/heldout.h"
#include "core/phase/placement.h"
#include "core/phase/plan.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// An arm is a row of the table in arm.cpp: name, meaning, how it arranges rows. Arms to come stand there
// too: the one-off run with the same learning-rate cycles, the last phase only, phases by length.
enum class Arm
{
    Phased,
    OneOff,
    Random,
    Reversed,
};

struct ArmInfo
{
    Arm arm = Arm::Phased;
    std::string_view name; // phased, one-off, random, reversed: as --arm and run.yaml have it
    std::string_view description; // one line
};

std::span<const ArmInfo> arms();
std::string_view nameOf(Arm arm);
std::optional<Arm> armFrom(std::string_view name);

struct ArmPhase
{
    std::string name;
    double epochs = 1;
    std::optional<double> learningRate;
    std::vector<std::uint32_t> rows; // indices into the columns, ascending
    std::vector<int> heldOut; // the held-out sets, from 1, that this phase is to improve
};

struct ArmSplit
{
    Arm arm = Arm::Phased;
    std::vector<ArmPhase> phases; // in the order of training
    // Of the plan's phases, the same in every arm: row indices, ascending.
    std::vector<std::string> heldOutPhases;
    std::vector<std::vector<std::uint32_t>> validation;
    std::vector<std::vector<std::uint32_t>> test;
    std::uint32_t orderSeed = 0; // of the order within the arm's phases; differs from arm to arm
    std::vector<std::string> notes;
};

struct ArmParams
{
    Arm arm = Arm::Phased;
    // Of the run (run.yaml's replay_share): the part of a later phase's tokens that is repeated from
    // earlier ones. A one-off run has nothing earlier to repeat, so it trains that much longer instead.
    double replayShare = 0;
};

// `roles` holds one role for every row of the placement; what is not placed is ignored.
// Phased: the plan. Reversed: its phases from last to first, each with its own settings. Random: phases of
// the plan's sizes and settings, filled by a shuffle of all training rows. One-off: one phase of all rows;
// its epochs make it as many tokens as the plan's phases (rows where tokens are not known).
// Unusable where a phase has no training row left.
Result<ArmSplit> splitForArm(const Plan& plan, const ExampleColumns& columns, const Placement& placement,
    std::span<const HeldOutRole> roles, const ArmParams& params);

} // namespace dankai
