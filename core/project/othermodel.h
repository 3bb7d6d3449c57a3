// SPDX-License-Identifier: Apache-2.0
// A model other than the project's, which measures examples for scores all the same. Its scores stand under
// the scorer's name and its own (loss:Qwen2.5-0.5B-Instruct), so that those of two models are never taken for
// one another. Measures nothing (modelscoring.h).
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/project/project.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct OtherModel
{
    std::string name; // among scorers, for good: the project keeps which hash it stands for
    std::filesystem::path path; // absolute
    std::string hash; // modelHash() of core/checkpoint

    bool operator==(const OtherModel&) const = default;
};

// A scorer of core/difficulty/measurement.h, of this model: loss:Qwen2.5-0.5B-Instruct. A run's checkpoint,
// whose key holds a slash, has no such name (scorerAt() of checkpointscoring.h).
std::string scorerBy(std::string_view scorer, const OtherModel& model);

// Reads and hashes it (progress in bytes). One that has measured here before keeps its name, wherever it
// stands now. Else it is `called` so, or by its folder or file (of Hugging Face's cache by the repository);
// where the project knows another model by that name, with the beginning of the hash behind it. Unusable
// where it is no model that can be measured with, or the project's own one.
Result<OtherModel> otherModel(Project& project, const std::filesystem::path& path,
    const ProgressCallback& progress = {}, const StopFlag* stop = nullptr, std::string_view called = {});

// Those that have scores in this project, by name. What stands at their places may be gone, or
// another one by now: only otherModel() looks.
Result<std::vector<OtherModel>> knownOtherModels(Project& project);

} // namespace dankai
