// SPDX-License-Identifier: Apache-2.0
// A folder that is there as a whole or not at all. Internal to this room.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>

namespace dankai {

// `build` fills an empty folder of a temporary name, which then takes the place of `folder`; that must not
// exist. Where `build` fails nothing is left.
Result<> buildFolder(const std::filesystem::path& folder,
    const std::function<Result<>(const std::filesystem::path& temporary)>& build);

} // namespace dankai
