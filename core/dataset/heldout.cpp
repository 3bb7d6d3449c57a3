// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/heldout.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <unordered_map>

namespace dankai {

namespace {

struct Group
{
    ContentHash key; // the smallest content hash in it
    std::uint64_t rank = 0; // drawn in this order
    std::vector<std::size_t> members;
};

struct Targets
{
    std::size_t validation = 0;
    std::size_t test = 0;
};

std::size_t targetOf(std::size_t candidates, double share, const HeldOutParams& params)
{
    if (share <= 0)
        return 0;
    const auto wanted = static_cast<std::size_t>(std::llround(share * static_cast<double>(candidates)));
    const auto most = static_cast<std::size_t>(params.maximumShare * static_cast<double>(candidates));
    return std::min({std::max(wanted, params.minimumPerPhase), params.maximumPerPhase, most});
}

std::uint64_t rankOf(const ContentHash& key, std::uint64_t seed)
{
    std::uint64_t word = 0;
    std::memcpy(&word, key.bytes.data(), sizeof word);
    return Random(seedFor(seed, "held-out") ^ word).next();
}

std::vector<Group> groupsInDrawingOrder(std::span<const HeldOutCandidate> candidates, std::uint64_t seed)
{
    std::unordered_map<std::uint32_t, std::size_t> positionOf;
    std::vector<Group> groups;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto [found, isNew] = positionOf.try_emplace(candidates[i].group, groups.size());
        if (isNew)
            groups.push_back({candidates[i].hash, 0, {}});
        Group& group = groups[found->second];
        group.key = std::min(group.key, candidates[i].hash);
        group.members.push_back(i);
    }
    for (Group& group : groups)
        group.rank = rankOf(group.key, seed);
    std::sort(groups.begin(), groups.end(),
        [](const Group& a, const Group& b) { return a.rank != b.rank ? a.rank < b.rank : a.key < b.key; });
    return groups;
}

std::string examplesOf(std::size_t count)
{
    return std::to_string(count) + (count == 1 ? " example" : " examples");
}

// Sentences about phases whose sets came out smaller than they should be.
void warn(HeldOutSplit& split, const std::vector<Targets>& targets, const HeldOutParams& params)
{
    for (std::size_t phase = 0; phase < split.phases.size(); ++phase) {
        const HeldOutPhase& got = split.phases[phase];
        if (got.candidates == 0)
            continue;
        const std::string name = "Phase " + std::to_string(phase + 1);
        const bool wantsTest = params.testShare > 0;
        const bool wantsValidation = params.validationShare > 0;
        if ((wantsTest && got.test == 0) || (wantsValidation && got.validation == 0)) {
            const bool isTiny = targets[phase].test == 0 || targets[phase].validation == 0;
            split.warnings.push_back(name + " has " + examplesOf(got.candidates)
                + (isTiny ? ", too few" : ", and its duplicates hang together so")
                + (isTiny ? " to hold any out for " : " that none can be held out for ")
                + (wantsTest && got.test == 0 ? "test" : "validation")
                + ": what it learns cannot be measured on rows of its own. Give it more examples or merge it "
                  "with "
                  "a neighbour.");
            continue;
        }
        const bool isShort = (wantsTest && got.test < params.minimumPerPhase)
            || (wantsValidation && got.validation < params.minimumPerPhase);
        if (isShort)
            split.warnings.push_back(name + " holds only " + examplesOf(got.validation)
                + " for validation and " + std::to_string(got.test) + " for test of its "
                + std::to_string(got.candidates) + "; its intervals will be wide.");
    }
}

} // namespace

std::string_view nameOf(HeldOutRole role)
{
    switch (role) {
    case HeldOutRole::Train:
        return "train";
    case HeldOutRole::Validation:
        return "validation";
    case HeldOutRole::Test:
        return "test";
    case HeldOutRole::LeftOut:
        return "left_out";
    }
    return "train";
}

Result<HeldOutSplit> splitHeldOut(
    std::span<const HeldOutCandidate> candidates, int phaseCount, const HeldOutParams& params)
{
    const auto isShare = [](double share) { return share >= 0 && share < 1; };
    if (!isShare(params.validationShare) || !isShare(params.testShare) || !isShare(params.maximumShare)
        || 2 * params.maximumShare > 1)
        return unusable(
            "Shares held out must be at least 0 and below 1, and at most half of a phase in all.");
    if (params.minimumPerPhase > params.maximumPerPhase)
        return unusable("The least number of rows held out per phase is above the greatest.");
    HeldOutSplit split;
    split.roles.assign(candidates.size(), HeldOutRole::Train);
    split.phases.resize(static_cast<std::size_t>(std::max(phaseCount, 0)));
    for (const HeldOutCandidate& candidate : candidates) {
        if (candidate.phase < 0 || candidate.phase >= phaseCount)
            return unusable("An example is in phase " + std::to_string(candidate.phase + 1) + " of "
                + std::to_string(phaseCount) + ".");
        ++split.phases[static_cast<std::size_t>(candidate.phase)].candidates;
    }
    std::vector<Targets> targets;
    for (const HeldOutPhase& phase : split.phases)
        targets.push_back({targetOf(phase.candidates, params.validationShare, params),
            targetOf(phase.candidates, params.testShare, params)});

    std::map<std::size_t, std::size_t> reach; // phase -> members there
    for (const Group& group : groupsInDrawingOrder(candidates, params.seed)) {
        reach.clear();
        for (const std::size_t member : group.members)
            ++reach[static_cast<std::size_t>(candidates[member].phase)];
        const auto fits = [&](std::size_t HeldOutPhase::*taken, std::size_t Targets::*target) {
            return std::all_of(reach.begin(), reach.end(), [&](const auto& phaseAndCount) {
                const auto& [phase, count] = phaseAndCount;
                return split.phases[phase].*taken + count <= targets[phase].*target;
            });
        };
        const auto take = [&](std::size_t HeldOutPhase::*taken, HeldOutRole role) {
            for (const auto& [phase, count] : reach)
                split.phases[phase].*taken += count;
            for (const std::size_t member : group.members)
                split.roles[member] = role;
        };
        if (fits(&HeldOutPhase::test, &Targets::test))
            take(&HeldOutPhase::test, HeldOutRole::Test);
        else if (fits(&HeldOutPhase::validation, &Targets::validation))
            take(&HeldOutPhase::validation, HeldOutRole::Validation);
    }
    warn(split, targets, params);
    return split;
}

} // namespace dankai
