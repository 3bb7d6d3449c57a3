// SPDX-License-Identifier: Apache-2.0
// Finds near-duplicate texts among many: MinHash over character n-grams, banded buckets, and exact
// Jaccard similarity of every candidate. Characters, not words, so that Japanese works.
// Does not understand meaning: a paraphrase is not a duplicate.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct NearDuplicateParams
{
    double similarity = 0.8; // Jaccard of the sets of n-grams, at least; 0.6 to 1, tuned for 0.8
    int ngram = 5; // code points of the normalised text, 1 to 32
    std::uint64_t seed = 1; // of the hash functions
    int threads = 2; // the result does not depend on it
};

// group[i] = the smallest index of the texts that belong together with text i; group[i] == i for a text
// that is alone or first. Groups are transitive: a chain of near-duplicates is one group.
struct NearDuplicateGroups
{
    std::vector<std::uint32_t> group;
    std::size_t groupsOfSeveral = 0;
    std::size_t textsInThem = 0;
    std::size_t identical = 0; // texts whose normalised text stood before
    std::uint64_t candidatesChecked = 0;
};

// Text i, either a view that stays valid until the next call on the same thread or one into `buffer`.
// Called from several threads at once where threads > 1.
using TextOf = std::function<std::string_view(std::size_t index, std::string& buffer)>;

Result<NearDuplicateGroups> findNearDuplicates(std::size_t count, const TextOf& textOf,
    const NearDuplicateParams& params = {}, const ProgressCallback& progress = {},
    const StopFlag* stop = nullptr);

Result<NearDuplicateGroups> findNearDuplicates(std::span<const std::string> texts,
    const NearDuplicateParams& params = {}, const ProgressCallback& progress = {},
    const StopFlag* stop = nullptr);

// Joins what either groups: for instance whole texts with prompts alone. Same length.
std::vector<std::uint32_t> joinGroups(
    std::span<const std::uint32_t> first, std::span<const std::uint32_t> second);

// NFKC, lower case, runs of white space as one blank, none at the ends. Invalid UTF-8 becomes U+FFFD.
std::string normalisedText(std::string_view text);

// Exact similarity of two texts by the same n-grams, 0 to 1.
double ngramSimilarity(std::string_view first, std::string_view second, int ngram);

} // namespace dankai
