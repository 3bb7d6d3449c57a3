// SPDX-License-Identifier: Apache-2.0
// What an analyst should take from the figures of scorebias.h and scorevalidity.h, in sentences that both
// front ends show. Nothing conspicuous: no sentence. Computes nothing.
#pragma once

#include "core/difficulty/scorebias.h"
#include "core/difficulty/scorevalidity.h"

#include <span>
#include <string>
#include <vector>

namespace dankai {

// Where values crowd, what they go along with, and how many intervals were looked at.
std::vector<std::string> findingsOf(const ScorerBias& bias, std::span<const GroupColumn> columns);

// Whether the untrained model finds each bucket harder than the one before. `names`: of the buckets.
// `scorer`: whose scores the buckets were cut by; where these follow from the loss itself, that is said.
// `shownAs`: what people call it; empty: its name. `lossShownAs`: the same of the scorer of losses.
std::vector<std::string> findingsOf(std::span<const BucketLoss> buckets, std::span<const std::string> names,
    const std::string& scorer, const std::string& shownAs = {}, const std::string& lossShownAs = "loss");

// Whether it gets less of each bucket's responses right than of the one before.
std::vector<std::string> findingsOf(
    std::span<const BucketAccuracy> buckets, std::span<const std::string> names);

// Nothing where no example has both scores.
std::vector<std::string> findingsOf(
    const HardAndPoor& found, const std::string& difficulty, const std::string& quality);

} // namespace dankai
