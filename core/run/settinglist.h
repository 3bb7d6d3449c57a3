// SPDX-License-Identifier: Apache-2.0
// The settings of run.yaml one by one: the dotted path of each with its value, and of those that a project
// may set for all of its runs what a value may be. For tables of settings; reading and checking is
// runspec.h's.
#pragma once

#include "core/run/runspec.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dankai {

// Every setting in the order of run.yaml: optimizer.learning_rate, phases.2.epochs (phases count from 1), ...
// Lists are one value: [1, 0.7, 0.5]. What is written only where it is set is missing where it is not.
std::vector<std::pair<std::string, std::string>> flatSettings(const RunSpec& spec);

enum class SettingKind
{
    Switch, // true | false
    WholeNumber,
    Number,
    NumberList, // one at least
    Choice,
    Text, // checked by the parser alone
};

struct SettingInfo
{
    std::string_view path;
    SettingKind kind = SettingKind::Text;
    double least = 0; // of the three kinds of numbers
    double most = 0;
    std::vector<std::string_view> choices;
};

// What a project or a plan may decide for all of its runs, in the order of run.yaml.
std::span<const SettingInfo> runWideSettings();
const SettingInfo* findRunWideSetting(std::string_view path); // null where there is none

// As run.yaml would have it where nobody sets it; empty: decided when a run is frozen.
std::string usualValueOf(const SettingInfo& setting);

} // namespace dankai
