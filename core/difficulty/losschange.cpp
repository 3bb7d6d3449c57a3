// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/losschange.h"

#include "core/difficulty/measurement.h"

#include <algorithm>
#include <cassert>
#include <cstdio>

namespace dankai {

namespace {

std::string shortLoss(double loss)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", loss);
    return text;
}

} // namespace

double lossDrop(std::span<const double> losses)
{
    assert(losses.size() >= 2);
    return losses.front() - losses.back();
}

std::size_t lowestBeforeLast(std::span<const double> losses)
{
    assert(losses.size() >= 2);
    return static_cast<std::size_t>(
        std::ranges::min_element(losses.first(losses.size() - 1)) - losses.begin());
}

double forgetting(std::span<const double> losses)
{
    return losses.back() - losses[lowestBeforeLast(losses)];
}

std::string lossDropReason(std::span<const double> losses, int first, int last)
{
    const std::string before = shortLoss(losses.front());
    const std::string after = shortLoss(losses.back());
    if (first == 0)
        return "Its loss went from " + before + " before training to " + after + " after phase "
            + std::to_string(last) + ".";
    return "Its loss went from " + before + " after phase " + std::to_string(first) + " to " + after
        + " after phase " + std::to_string(last) + ".";
}

std::string forgettingReason(std::span<const double> losses)
{
    const std::size_t lowest = lowestBeforeLast(losses);
    const std::string before = shortLoss(losses[lowest]);
    const std::string after = shortLoss(losses.back());
    const std::string last = std::to_string(losses.size() - 1);
    if (lowest == 0)
        return "Of the checkpoints before the last its loss was lowest before training, " + before
            + "; after phase " + last + " it is " + after + ".";
    return "Of the checkpoints before the last its loss was lowest after phase " + std::to_string(lowest)
        + ", " + before + "; after phase " + last + " it is " + after + ".";
}

bool isOfLosses(std::string_view scorer)
{
    const std::string_view name = scorer.substr(0, scorer.find(':'));
    const ModelScorer* byModel = modelScorerNamed(name);
    return (byModel != nullptr && !byModel->needsJudge) || name == lossDropScorer || name == forgettingScorer;
}

} // namespace dankai
