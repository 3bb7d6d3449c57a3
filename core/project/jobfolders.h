// SPDX-License-Identifier: Apache-2.0
// How the folders of jobs are called: jobs/KIND-001, jobs/KIND-002, ... Not what stands in one, nor whether
// anybody works there. Internal to this room.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// `prefix` in all three: "judge-".
bool isJobId(std::string_view id, std::string_view prefix);
// Those that have a folder, by number.
std::vector<std::string> jobIds(const std::filesystem::path& jobs, std::string_view prefix);
// One more than the highest.
std::string nextJobId(const std::filesystem::path& jobs, std::string_view prefix);

} // namespace dankai
