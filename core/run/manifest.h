// SPDX-License-Identifier: Apache-2.0
// manifest.json of a frozen run, as far as opening the run needs it; README.md of this room lists its keys.
// Written by freezing (runfolder.cpp); compares no file with it.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct Manifest
{
    static constexpr int version = 1;

    std::string settingsHash; // of run.yaml's meaning
    std::string tokenizerHash;
    std::map<std::string, std::string> files; // name in the run folder -> SHA-256 in hex
    std::vector<std::int32_t> endOfTurnIds; // one at least
    bool operator==(const Manifest&) const = default;
};

Result<Manifest> parseManifest(std::string_view json, const std::string& where);

} // namespace dankai
