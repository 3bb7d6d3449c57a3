// SPDX-License-Identifier: Apache-2.0
// manifest.json of a frozen run, as far as opening the run needs it; README.md of this room lists its keys.
// Written by freezing (runfolder.cpp); compares no file with it.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/run/runspec.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// Where a fork (ForkReference) begins: how its parent stood at the end of the phase before.
struct Inheritance
{
    std::uint64_t events = 0; // the first so many of events.jsonl are the parent's
    std::int64_t step = 0; // optimizer steps taken
    std::uint64_t tokens = 0; // trained on, replay included
    std::string startHash; // checkpointHash() of the one that it starts from; empty: the base model
    // Of a run that shares its first phases with another one (ForkReference::isShared): that run, and the
    // first phase that is trained here. A fork says both in its run.yaml.
    std::string run = {};
    int phase = 0;
    bool operator==(const Inheritance&) const = default;
};

Json toJson(const Inheritance& inherited);

struct Manifest
{
    static constexpr int version = 1;

    std::string settingsHash; // of run.yaml's meaning
    std::string tokenizerHash;
    std::map<std::string, std::string> files; // name in the run folder -> SHA-256 in hex
    std::vector<std::int32_t> endOfTurnIds; // one at least
    std::optional<Inheritance> inherited; // of a fork
    bool operator==(const Manifest&) const = default;
};

// What every manifest says of the run itself and of the moment; the rest is the caller's.
Json manifestHead(const RunSpec& spec, std::string_view yaml);

Result<Manifest> parseManifest(std::string_view text, const std::string& where);

} // namespace dankai
