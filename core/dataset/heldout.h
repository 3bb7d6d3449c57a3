// SPDX-License-Identifier: Apache-2.0
// Splits validation and test rows off every phase before anything else, duplicates on one side.
// Does not look for duplicates itself (core/dataset/minhash.h) and does not know how phases came about.
#pragma once

#include "core/base/result.h"
#include "core/dataset/example.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class HeldOutRole
{
    Train,
    Validation, // serves early stopping, gates and sweeps
    Test, // serves reports only
    LeftOut, // neither trained on nor measured: too near to a row that was held out before it came
};

std::string_view nameOf(HeldOutRole role); // train, validation, test, left_out

struct HeldOutCandidate
{
    int phase = 0; // from 0
    ContentHash hash;
    std::uint32_t group = 0; // equal for exact and near duplicates, across phases too
};

struct HeldOutParams
{
    double validationShare = 0.05;
    double testShare = 0.05;
    std::size_t minimumPerPhase = 10; // of each role
    std::size_t maximumPerPhase = 200; // of each role
    double maximumShare = 0.2; // of a phase, each role; wins over minimumPerPhase in a tiny phase
    std::uint64_t seed = 1;
};

struct HeldOutPhase
{
    std::size_t candidates = 0;
    std::size_t validation = 0;
    std::size_t test = 0;
};

struct HeldOutSplit
{
    std::vector<HeldOutRole> roles; // one per candidate, in the order given
    std::vector<HeldOutPhase> phases;
    std::vector<std::string> warnings; // sentences: a phase too small to be measured
};

// Per phase and role: round(share * candidates), at least the minimum, at most the maximum, and never
// more than floor(maximumShare * candidates); so a phase with fewer than 5 examples holds nothing out and
// is named in a warning. A group goes to one role as a whole, in every phase it reaches; one that would
// overfill a role is trained on. The order in which groups are drawn follows from the seed and the content
// hashes alone: neither the order of rows nor the numbering of groups matters.
Result<HeldOutSplit> splitHeldOut(
    std::span<const HeldOutCandidate> candidates, int phaseCount, const HeldOutParams& params = {});

} // namespace dankai
