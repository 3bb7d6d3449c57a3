// SPDX-License-Identifier: Apache-2.0
// Whether arms had the same chance: tokens, trained tokens and optimizer steps really taken.
// Counts nothing itself: the caller takes the figures from pre-flight or from the runs' events.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dankai {

struct ArmBudget
{
    std::string arm; // or a run's name
    int phases = 1;
    std::uint64_t tokens = 0; // forward and backward, replay included
    std::uint64_t trainedTokens = 0; // that the loss is over
    std::uint64_t steps = 0; // of the optimizer
    // The arm is one that trains on a part of what the others do (last-only): that it took less is what it is
    // there for, and is told apart from a budget that was missed.
    bool isPartial = false;
};

struct BudgetTolerance
{
    double tokens = 0.01; // relative to the first arm
    double steps = 0.02;
    // The last step of every epoch of every phase may be short, so phases cost extra steps by themselves:
    // this many per phase of difference are allowed on top.
    double stepsPerPhase = 1;
};

struct BudgetDifference
{
    std::string arm;
    double tokens = 0; // relative to the first arm, signed
    double trainedTokens = 0;
    double steps = 0;
    bool isWithin = true;
    bool isPartial = false; // as of its ArmBudget; it is within where it did not take more
};

struct BudgetCheck
{
    bool isEqual = true;
    std::vector<BudgetDifference> differences; // of every arm but the first, against the first
    std::string sentence; // for people: what differs by how much, or that nothing does
};

BudgetCheck checkBudget(std::span<const ArmBudget> arms, const BudgetTolerance& tolerance = {});

} // namespace dankai
