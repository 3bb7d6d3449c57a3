// SPDX-License-Identifier: Apache-2.0
// Pointing a frozen run at its model's place on this machine: what may change in a run.yaml, and nothing
// else.
#pragma once

#include <string>
#include <string_view>

namespace dankai {

// A run.yaml with another model.path. No key comes or goes, so that frozenSettingsOf() (runspec.h) stays what
// it was even where an older version wrote the text. `yaml` has been parsed without an error.
std::string withModelPath(std::string_view yaml, const std::string& path);

} // namespace dankai
