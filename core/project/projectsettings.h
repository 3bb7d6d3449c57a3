// SPDX-License-Identifier: Apache-2.0
// project.yaml: what a person may edit. Strict, since a misspelt setting that is ignored costs a run.
// Not what programs keep: that is project.db.
#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace dankai {

struct ProjectSettings
{
    static constexpr int version = 1;

    std::string name;
    std::string modelPath; // Hugging Face folder or GGUF file; relative paths count from the project folder
    std::string modelHash; // modelHash() of core/checkpoint when the project was made; may be empty
    std::string chatTemplate; // a file to use instead of the model's own; empty: the model's
    // Defaults of every run, as paths of run.yaml (optimizer.learning_rate: 1e-3, tokens_per_step: 4096,
    // ...); in the file a mapping `run:` nested like run.yaml. A plan's settings win over these, --set over
    // both.
    std::map<std::string, std::string> run;

    bool operator==(const ProjectSettings&) const = default;
};

// Unknown keys, wrong types and settings that run.yaml does not know are errors with `where`:line.
Result<ProjectSettings> parseProjectSettings(std::string_view yaml, const std::string& where);
// Whether these are settings that run.yaml knows, in range, and not of a single run (name, arm, phases, ...).
Result<> checkRunSettings(const std::map<std::string, std::string>& settings, const std::string& where);
// With comments that say what may be set.
std::string toYaml(const ProjectSettings& settings);

} // namespace dankai
