// SPDX-License-Identifier: Apache-2.0
#include "core/phase/arm.h"

#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace dankai {

namespace {

struct Source
{
    const Plan& plan;
    const ExampleColumns& columns;
    const ArmParams& params;
    std::vector<ArmPhase> phases; // the plan's, training rows only
};

double tokensOf(const Source& source, const ArmPhase& phase)
{
    if (source.columns.tokens.empty())
        return static_cast<double>(phase.rows.size());
    double tokens = 0;
    for (const std::uint32_t row : phase.rows)
        tokens += source.columns.tokens[row];
    return tokens;
}

std::vector<int> allSets(const Source& source)
{
    std::vector<int> sets(source.phases.size());
    std::iota(sets.begin(), sets.end(), 1);
    return sets;
}

std::vector<ArmPhase> arrangePhased(const Source& source, std::vector<std::string>&)
{
    return source.phases;
}

std::vector<ArmPhase> arrangeReversed(const Source& source, std::vector<std::string>&)
{
    return {source.phases.rbegin(), source.phases.rend()};
}

std::vector<ArmPhase> arrangeRandom(const Source& source, std::vector<std::string>& notes)
{
    std::vector<std::uint32_t> rows;
    for (const ArmPhase& phase : source.phases)
        rows.insert(rows.end(), phase.rows.begin(), phase.rows.end());
    // From one fixed order, so that moving an example between phases changes as little as it can.
    std::sort(rows.begin(), rows.end());
    Random random(seedFor(source.plan.seed, "random arm"));
    random.shuffle(std::span(rows));
    std::vector<ArmPhase> phases = source.phases;
    auto next = rows.begin();
    for (ArmPhase& phase : phases) {
        phase.heldOut = allSets(source);
        const auto end = next + static_cast<std::ptrdiff_t>(phase.rows.size());
        phase.rows.assign(next, end);
        std::sort(phase.rows.begin(), phase.rows.end());
        next = end;
    }
    notes.push_back("The phases have the plan's numbers of examples, drawn at random from all of them.");
    return phases;
}

std::vector<ArmPhase> arrangeOneOff(const Source& source, std::vector<std::string>& notes)
{
    ArmPhase all;
    all.name = "One-off";
    all.heldOut = allSets(source);
    all.learningRate = source.phases.front().learningRate;
    double once = 0, trained = 0;
    for (std::size_t k = 0; k < source.phases.size(); ++k) {
        const ArmPhase& phase = source.phases[k];
        all.rows.insert(all.rows.end(), phase.rows.begin(), phase.rows.end());
        const double tokens = tokensOf(source, phase);
        once += tokens;
        trained += tokens * phase.epochs / (k > 0 ? 1 - source.params.replayShare : 1);
        if (phase.learningRate != all.learningRate)
            notes.push_back("The learning rate is that of the plan's first phase; phase '" + phase.name
                + "' has another.");
    }
    std::sort(all.rows.begin(), all.rows.end());
    all.epochs = once > 0 ? trained / once : source.phases.front().epochs;
    return {std::move(all)};
}

struct ArmRow
{
    ArmInfo info;
    std::vector<ArmPhase> (*arrange)(const Source&, std::vector<std::string>& notes);
};

constexpr std::array<ArmRow, 4> table = {{
    {{Arm::Phased, "phased", "the plan: phase after phase"}, arrangePhased},
    {{Arm::OneOff, "one-off", "the same examples in one phase, mixed, for as many tokens"}, arrangeOneOff},
    {{Arm::Random, "random", "as many phases of the same sizes, filled at random"}, arrangeRandom},
    {{Arm::Reversed, "reversed", "the plan's phases from last to first"}, arrangeReversed},
}};

const ArmRow& rowOf(Arm arm)
{
    return *std::find_if(
        table.begin(), table.end(), [arm](const ArmRow& row) { return row.info.arm == arm; });
}

} // namespace

std::span<const ArmInfo> arms()
{
    static const std::array<ArmInfo, table.size()> infos = [] {
        std::array<ArmInfo, table.size()> list;
        for (std::size_t i = 0; i < table.size(); ++i)
            list[i] = table[i].info;
        return list;
    }();
    return infos;
}

std::string_view nameOf(Arm arm)
{
    return rowOf(arm).info.name;
}

std::optional<Arm> armFrom(std::string_view name)
{
    for (const ArmRow& row : table) {
        if (row.info.name == name)
            return row.info.arm;
    }
    return std::nullopt;
}

Result<ArmSplit> splitForArm(const Plan& plan, const ExampleColumns& columns, const Placement& placement,
    std::span<const HeldOutRole> roles, const ArmParams& params)
{
    if (roles.size() != placement.places.size() || columns.size() != placement.places.size())
        return unusable("Plan '" + plan.name + "' was placed over " + std::to_string(placement.places.size())
            + " examples and held-out rows were split over " + std::to_string(roles.size())
            + "; place it anew.");
    if (!(params.replayShare >= 0 && params.replayShare < 1))
        return unusable("replay_share must be at least 0 and below 1.");

    const std::vector<PhaseSettings> settings
        = plan.phases.empty() ? defaultPhases(plan.rule.phaseCount) : plan.phases;
    ArmSplit split;
    split.arm = params.arm;
    split.validation.resize(settings.size());
    split.test.resize(settings.size());
    Source source{plan, columns, params, {}};
    for (const PhaseSettings& phase : settings) {
        split.heldOutPhases.push_back(phase.name);
        const int number = static_cast<int>(split.heldOutPhases.size());
        source.phases.push_back({phase.name, phase.epochs, phase.learningRate, {}, {number}});
    }
    for (std::uint32_t row = 0; row < placement.places.size(); ++row) {
        if (placement.places[row] < 0)
            continue;
        const auto phase = static_cast<std::size_t>(placement.places[row]);
        switch (roles[row]) {
        case HeldOutRole::Train:
            source.phases[phase].rows.push_back(row);
            break;
        case HeldOutRole::Validation:
            split.validation[phase].push_back(row);
            break;
        case HeldOutRole::Test:
            split.test[phase].push_back(row);
            break;
        case HeldOutRole::LeftOut:
            break;
        }
    }
    for (std::size_t phase = 0; phase < source.phases.size(); ++phase) {
        if (source.phases[phase].rows.empty())
            return unusable("Phase '" + source.phases[phase].name + "' of plan '" + plan.name
                + "' has no example left to train on: "
                + std::to_string(split.validation[phase].size() + split.test[phase].size())
                + " are held out. Move examples into it, or hold fewer out.");
    }
    split.phases = rowOf(params.arm).arrange(source, split.notes);
    // 31 bits, so that the seed is one and the same number in every language that reads a run.yaml.
    split.orderSeed
        = static_cast<std::uint32_t>(seedFor(plan.seed, "order of " + std::string(nameOf(params.arm))) >> 33);
    return split;
}

} // namespace dankai
