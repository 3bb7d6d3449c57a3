// SPDX-License-Identifier: Apache-2.0
#include "core/phase/budget.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace dankai {

namespace {

double relative(std::uint64_t value, std::uint64_t reference)
{
    if (reference == 0)
        return value == 0 ? 0 : 1;
    return (static_cast<double>(value) - static_cast<double>(reference)) / static_cast<double>(reference);
}

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%+.1f %%", 100 * share);
    return text;
}

} // namespace

BudgetCheck checkBudget(std::span<const ArmBudget> arms, const BudgetTolerance& tolerance)
{
    BudgetCheck check;
    if (arms.size() < 2) {
        check.sentence = "There is one arm, and nothing to compare its budget with.";
        return check;
    }
    const ArmBudget& first = arms.front();
    std::string broken;
    std::string partial;
    double largest = 0;
    for (const ArmBudget& arm : arms.subspan(1)) {
        BudgetDifference difference;
        difference.arm = arm.arm;
        difference.tokens = relative(arm.tokens, first.tokens);
        difference.trainedTokens = relative(arm.trainedTokens, first.trainedTokens);
        difference.steps = relative(arm.steps, first.steps);
        const double allowedSteps = tolerance.steps * static_cast<double>(first.steps)
            + tolerance.stepsPerPhase * std::abs(arm.phases - first.phases);
        const double extraSteps = std::abs(static_cast<double>(arm.steps) - static_cast<double>(first.steps));
        difference.isPartial = arm.isPartial;
        difference.isWithin = arm.isPartial
            ? difference.tokens <= tolerance.tokens && difference.trainedTokens <= tolerance.tokens
            : std::abs(difference.tokens) <= tolerance.tokens
                && std::abs(difference.trainedTokens) <= tolerance.tokens && extraSteps <= allowedSteps;
        if (!difference.isWithin) {
            check.isEqual = false;
            broken += (broken.empty() ? "" : "; ") + arm.arm + " took " + percent(difference.tokens)
                + " tokens, " + percent(difference.trainedTokens) + " trained tokens and "
                + percent(difference.steps) + " optimizer steps";
        }
        if (arm.isPartial && difference.isWithin)
            partial += " " + arm.arm + " is an arm of a part of the data: it took "
                + percent(difference.tokens) + " tokens, as it is meant to.";
        else
            largest = std::max({largest, std::abs(difference.tokens), std::abs(difference.trainedTokens)});
        check.differences.push_back(std::move(difference));
    }
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", 100 * largest);
    const bool areOnlyPartial = std::ranges::all_of(check.differences, &BudgetDifference::isPartial);
    if (!check.isEqual)
        check.sentence = "The arms did not have the same budget as " + first.arm + ": " + broken
            + ". A difference between them may come from that.";
    else if (areOnlyPartial)
        check.sentence = "No other arm trained on as many tokens as " + first.arm + ".";
    else
        check.sentence
            = "All arms trained on the same number of tokens as " + first.arm + " (within " + text + ").";
    check.sentence += partial;
    return check;
}

} // namespace dankai
