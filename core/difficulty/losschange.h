// SPDX-License-Identifier: Apache-2.0
// What a training did to the loss of one example: how far it fell, and how much of that was lost again. From
// the losses of a run's checkpoints, which somebody else measures (core/project/checkpointscoring.h).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace dankai {

inline constexpr std::string_view lossDropScorer
    = "loss_drop"; // of a run: loss_drop:RUN, loss_drop:RUN/phase_K
inline constexpr std::string_view forgettingScorer = "forgetting"; // forgetting:RUN

// One loss per checkpoint in the order of training, nats per token: of the base model, after phase 1, ... Two
// at least, all finite.

// Loss of the first less that of the last; above 0: it was learnt. Between two successive checkpoints this is
// the learning-based difficulty L(k) - L(k + 1) (after Toneva et al., arXiv 1812.05159, and Swayamdipta et
// al., arXiv 2009.10795, who follow single examples through training).
double lossDrop(std::span<const double> losses);

// Loss of the last less the lowest of those before it: F = max over l < T of R(l) - R(T) of Chaudhry et al.
// (arXiv 1801.10112, equation 3) with R the negative loss, of one example instead of a task, and with the
// base model among those before. Above 0: a later phase cost what was known already; below 0: it was never
// better.
double forgetting(std::span<const double> losses);
// The place of that lowest loss.
std::size_t lowestBeforeLast(std::span<const double> losses);

// Why, in one sentence. `first` and `last`: the phases after which the first and the last of the losses were
// measured, 0 for the base.
std::string lossDropReason(std::span<const double> losses, int first, int last);
// Of the base and every phase.
std::string forgettingReason(std::span<const double> losses);

// Whether the values of this scorer follow from a model's losses, whichever model's.
bool isOfLosses(std::string_view scorer);

} // namespace dankai
