// SPDX-License-Identifier: Apache-2.0
// A run's curves as a table for spreadsheets and other programs.
#pragma once

#include "core/protocol/runhistory.h"

#include <span>
#include <string>

namespace dankai {

// One line for every step, and for every step after which held-out rows were measured: step, phase, loss,
// smoothed_loss (in each phase anew, with this weight), learning_rate, grad_norm, tokens, tokens_per_second
// and one column of held-out loss for each name. Empty where nothing was measured. With a byte order mark,
// since spreadsheets take the text for something else without it.
std::string curvesAsCsv(
    const RunHistory& history, std::span<const std::string> heldOutNames, double smoothingWeight);

} // namespace dankai
