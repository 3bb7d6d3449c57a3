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
#include <utility>
#include <vector>

namespace dankai {

// An arm is a row of the table in arm.cpp: name, meaning, how it arranges rows.
enum class Arm
{
    Phased,
    OneOff,
    OneOffCycles,
    Random,
    Length,
    LastOnly,
    Reversed,
    Order,
};

struct ArmInfo
{
    Arm arm = Arm::Phased;
    std::string_view name; // phased, one-off, ...: as --arm and run.yaml have it
    std::string_view description; // one line
};

std::span<const ArmInfo> arms();
std::string_view nameOf(Arm arm);

// Which arm, and for Arm::Order which order.
struct ArmChoice
{
    ArmChoice(Arm kind = Arm::Phased, std::vector<int> phaseOrder = {})
        : arm(kind)
        , order(std::move(phaseOrder))
    { }

    Arm arm;
    std::vector<int> order; // Arm::Order only: the plan's phases, from 1, in the order of training
    bool operator==(const ArmChoice&) const = default;
};

std::string nameOf(const ArmChoice& choice); // "one-off", "order:2-1-3"
// An order that has a name of its own is called by it: order:1-2-3 is phased, order:3-2-1 is reversed.
// Unusable, naming the arms there are, where there is no such arm.
Result<ArmChoice> armFrom(std::string_view name);
// The arm's row in arms(), from any name in a run.yaml; nothing for one that this program does not know.
std::optional<Arm> armKindFrom(std::string_view name);

// From here on all orders of a plan's phases are more runs than anybody means to start at once.
inline constexpr int maximumPermutedPhases = 4;
// The plan's phases in every order, its own first; unusable, naming the number of runs, where they are too
// many.
Result<std::vector<ArmChoice>> permutationsOf(const Plan& plan);

// A part of a phase that is trained as if it were a phase: schedule and moments of its own.
struct ArmCycle
{
    double share = 1; // of the phase's tokens
    std::optional<double> learningRate; // instead of the phase's
};

struct ArmPhase
{
    std::string name;
    double epochs = 1;
    std::optional<double> learningRate;
    std::vector<std::uint32_t> rows; // indices into the columns, ascending
    std::vector<int> heldOut; // the held-out sets, from 1, that this phase is to improve
    std::vector<ArmCycle> cycles = {}; // empty: the phase is one
};

struct ArmSplit
{
    ArmChoice arm;
    std::vector<ArmPhase> phases; // in the order of training
    // Of the plan's phases, the same in every arm: row indices, ascending.
    std::vector<std::string> heldOutPhases;
    std::vector<std::vector<std::uint32_t>> validation;
    std::vector<std::vector<std::uint32_t>> test;
    // Of the order within the arm's phases. The plan's phases in any order have one and the same, so that
    // runs that begin alike are alike; so have the one-off arms, which then differ in nothing but their
    // schedule.
    std::uint32_t orderSeed = 0;
    std::vector<std::string> notes;
};

struct ArmParams
{
    ArmChoice arm;
    // Of the run (run.yaml's replay_share): the part of a later phase's tokens that is repeated from
    // earlier ones. A one-off run has nothing earlier to repeat, so it trains that much longer instead.
    double replayShare = 0;
};

// `roles` holds one role for every row of the placement; what is not placed is ignored.
// Phased: the plan. Order, and Reversed from last to first: its phases in another order, each with its own
// settings. Random: phases of the plan's sizes and settings, filled by a shuffle of all training rows.
// Length: the same, cut by the length of the response (what is longest where the plan has what is hardest;
// equal lengths by content hash). One-off: one phase of all rows. OneOffCycles: the same rows in the same
// order, with the plan's schedules one after the other, each as long as the phase it is of. LastOnly: the
// last phase alone, as the plan trains it, so for fewer tokens. In all others epochs make it as many tokens
// as the plan's phases (rows where tokens are not known). Unusable where a phase has no training row left, or
// where an order does not name each phase once.
Result<ArmSplit> splitForArm(const Plan& plan, const ExampleColumns& columns, const Placement& placement,
    std::span<const HeldOutRole> roles, const ArmParams& params);

} // namespace dankai
