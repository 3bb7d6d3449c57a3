// SPDX-License-Identifier: Apache-2.0
// Where this program, its sibling programs and its resources stand: in a build folder or installed.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace dankai {

std::filesystem::path executablePath();

// For instance "dankai-engine": beside this program, else in ../libexec/dankai.
Result<std::filesystem::path> siblingExecutable(const std::string& name);

// A program of the system by name, where ${PATH} has one that may be run.
std::optional<std::filesystem::path> programInPath(const std::string& name);

// The folder that holds demo/: ${DANKAI_RESOURCES}, ../share/dankai of an installation, or resources/ of the
// source tree that the build folder stands in.
Result<std::filesystem::path> resourcesFolder();

// ${XDG_CACHE_HOME:-~/.cache}/dankai
std::filesystem::path cacheFolder();

// ${XDG_STATE_HOME:-~/.local/state}/dankai: logs and what else may be lost
std::filesystem::path stateFolder();

// ${DANKAI_BUILT_IN_MODEL}, else the file that packaging/model puts into the cache; unusable where it is not
// there.
Result<std::filesystem::path> builtInModelFile();

} // namespace dankai
