// SPDX-License-Identifier: Apache-2.0
// The front matter of a Hugging Face data set's README.md, as far as it says which files hold which split.
// Matches no names on the disk (datasource.h).
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct CardFiles
{
    std::string split; // train, test, ...
    std::vector<std::string> paths; // in the folder; may hold * and ?
};

struct CardConfig
{
    std::string name;
    bool isDefault = false;
    std::vector<CardFiles> files;
};

// Empty where there is no front matter or it says nothing of files; an error with the line where it is no
// YAML.
Result<std::vector<CardConfig>> parseDataCard(std::string_view readme, const std::string& where);

// Whether a path's name is one that the pattern means: * stands for any characters but '/', ? for one, ** for
// any.
bool matchesPattern(std::string_view path, std::string_view pattern);

} // namespace dankai
