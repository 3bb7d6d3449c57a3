// SPDX-License-Identifier: Apache-2.0
// In what frozen runs differ: their settings, their data, model, tokenizer and template. Of what stands in
// the folders since they were frozen, never of what a plan says now. Judges nothing.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace dankai {

// One run as names and values, in the order in which they are shown: run.yaml's dotted paths, then
// model.hash, tokenizer.hash, template.hash and data.<file>, which are SHA-256 in hex, and
// engine.version, which froze it.
using FrozenSettings = std::vector<std::pair<std::string, std::string>>;

// Reads run.yaml and manifest.json; compares no file with its hash. Names of runs, phases' file names and a
// date that the chat template does not show are left out: they tell runs apart, and set nothing.
Result<FrozenSettings> readFrozenSettings(const std::filesystem::path& folder);

struct SettingDifference
{
    std::string name;
    std::vector<std::optional<std::string>>
        values; // one for each run; nothing where a run has no such setting
    bool operator==(const SettingDifference&) const = default;
};

// What is not the same in all of them, in their order. Of fewer than two runs nothing.
std::vector<SettingDifference> differenceOf(std::span<const FrozenSettings> runs);

} // namespace dankai
