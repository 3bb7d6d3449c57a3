// SPDX-License-Identifier: Apache-2.0
// Losses of held-out examples one by one, so that two models can be compared in pairs; and their file,
// results/<checkpoint>/loss_<set>.jsonl: {"id", "phase", "tokens", "nll"} per line. Runs no model.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct ExampleLoss
{
    std::string id;
    int phase = 1; // whose held-out set it belongs to
    std::uint64_t tokens = 0; // answer tokens with their end of turn
    double nll = 0; // summed over them, natural logarithm
    bool operator==(const ExampleLoss&) const = default;
};

struct SetLoss
{
    std::uint64_t n = 0;
    std::uint64_t tokens = 0;
    double nll = 0;

    double loss() const { return tokens == 0 ? 0.0 : nll / static_cast<double>(tokens); }
};

// phase 0: all of them. Rows without a token to predict do not count.
SetLoss sumLoss(std::span<const ExampleLoss> losses, int phase = 0);

std::string toJsonLines(std::span<const ExampleLoss> losses);
// One line of the file; `where` names it in errors.
Result<ExampleLoss> parseLoss(std::string_view line, const std::string& where);
Result<std::vector<ExampleLoss>> readLosses(const std::filesystem::path& file);

} // namespace dankai
