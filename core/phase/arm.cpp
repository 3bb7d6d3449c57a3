// SPDX-License-Identifier: Apache-2.0
#include "core/phase/arm.h"

#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <tuple>

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

// Of each phase, with what it repeats of earlier ones.
std::vector<double> trainedTokens(const Source& source, const std::vector<ArmPhase>& phases)
{
    std::vector<double> tokens;
    for (std::size_t k = 0; k < phases.size(); ++k)
        tokens.push_back(
            tokensOf(source, phases[k]) * phases[k].epochs / (k > 0 ? 1 - source.params.replayShare : 1));
    return tokens;
}

double sum(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<int> allSets(const Source& source)
{
    std::vector<int> sets(source.phases.size());
    std::iota(sets.begin(), sets.end(), 1);
    return sets;
}

using Arranged = Result<std::vector<ArmPhase>>;

// Other rows in a phase of other epochs, or without what is repeated before it, are other tokens: the epochs
// of all phases make up for it. Half of what the budget check allows is left alone, since a part of an epoch
// is cut in the middle of its order.
Arranged forAsManyTokens(const Source& source, std::vector<ArmPhase> phases, std::vector<std::string>& notes)
{
    constexpr double negligible = 0.005;
    const double factor = sum(trainedTokens(source, source.phases)) / sum(trainedTokens(source, phases));
    if (std::abs(factor - 1) > negligible) {
        for (ArmPhase& phase : phases)
            phase.epochs *= factor;
        char text[32];
        std::snprintf(text, sizeof text, "%.3f", factor);
        notes.push_back("Every phase has " + std::string(text)
            + " times the epochs that the plan gives it, so that the run trains on as many tokens as the "
              "plan.");
    }
    return phases;
}

Arranged arrangePhased(const Source& source, std::vector<std::string>&)
{
    return source.phases;
}

Arranged arrangeReversed(const Source& source, std::vector<std::string>& notes)
{
    return forAsManyTokens(source, {source.phases.rbegin(), source.phases.rend()}, notes);
}

Arranged arrangeOrder(const Source& source, std::vector<std::string>& notes)
{
    const std::vector<int>& order = source.params.arm.order;
    std::vector<int> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    if (sorted != allSets(source))
        return unusable("'" + nameOf(source.params.arm) + "' is no order of the "
            + std::to_string(source.phases.size()) + " phases of plan '" + source.plan.name
            + "': it must name each of them once.");
    std::vector<ArmPhase> phases;
    phases.reserve(order.size());
    for (const int number : order)
        phases.push_back(source.phases[static_cast<std::size_t>(number) - 1]);
    return forAsManyTokens(source, std::move(phases), notes);
}

// The rows of all phases, from one fixed order, so that moving an example between phases changes as little as
// it can.
std::vector<std::uint32_t> allRows(const Source& source)
{
    std::vector<std::uint32_t> rows;
    for (const ArmPhase& phase : source.phases)
        rows.insert(rows.end(), phase.rows.begin(), phase.rows.end());
    std::sort(rows.begin(), rows.end());
    return rows;
}

// Phases of the plan's sizes; `filled` says in which order they take their rows from the front.
std::vector<ArmPhase> filledFrom(
    const Source& source, const std::vector<std::uint32_t>& rows, const std::vector<int>& filled)
{
    std::vector<ArmPhase> phases = source.phases;
    auto next = rows.begin();
    for (const int place : filled) {
        ArmPhase& phase = phases[static_cast<std::size_t>(place)];
        phase.heldOut = allSets(source);
        const auto end = next + static_cast<std::ptrdiff_t>(phase.rows.size());
        phase.rows.assign(next, end);
        std::sort(phase.rows.begin(), phase.rows.end());
        next = end;
    }
    return phases;
}

Arranged arrangeRandom(const Source& source, std::vector<std::string>& notes)
{
    std::vector<std::uint32_t> rows = allRows(source);
    Random random(seedFor(source.plan.seed, "random arm"));
    random.shuffle(std::span(rows));
    std::vector<int> inOrder(source.phases.size());
    std::iota(inOrder.begin(), inOrder.end(), 0);
    notes.emplace_back("The phases have the plan's numbers of examples, drawn at random from all of them.");
    return forAsManyTokens(source, filledFrom(source, rows, inOrder), notes);
}

Arranged arrangeLength(const Source& source, std::vector<std::string>& notes)
{
    const ExampleColumns& columns = source.columns;
    if (columns.responseLengths.size() != columns.size())
        return unusable("The lengths of the responses are not known, so plan '" + source.plan.name
            + "' cannot be split by them.");
    std::vector<std::uint32_t> rows = allRows(source);
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tie(columns.responseLengths[a], columns.hashes[a], columns.ids[a])
            < std::tie(columns.responseLengths[b], columns.hashes[b], columns.ids[b]);
    });
    std::vector<int> filled = phasesOfBands(source.plan.rule);
    if (filled.size() != source.phases.size()) {
        filled.resize(source.phases.size());
        std::iota(filled.begin(), filled.end(), 0);
    }
    notes.emplace_back(
        "The phases have the plan's numbers of examples, from the shortest responses to the longest.");
    return forAsManyTokens(source, filledFrom(source, rows, filled), notes);
}

ArmPhase allInOne(const Source& source)
{
    ArmPhase all;
    all.name = "One-off";
    all.heldOut = allSets(source);
    all.learningRate = source.phases.front().learningRate;
    all.rows = allRows(source);
    const double once = tokensOf(source, all);
    all.epochs = once > 0 ? sum(trainedTokens(source, source.phases)) / once : source.phases.front().epochs;
    return all;
}

Arranged arrangeOneOff(const Source& source, std::vector<std::string>& notes)
{
    ArmPhase all = allInOne(source);
    for (const ArmPhase& phase : source.phases)
        if (phase.learningRate != all.learningRate)
            notes.push_back("The learning rate is that of the plan's first phase; phase '" + phase.name
                + "' has another.");
    return std::vector<ArmPhase>{std::move(all)};
}

Arranged arrangeOneOffCycles(const Source& source, std::vector<std::string>&)
{
    ArmPhase all = allInOne(source);
    const std::vector<double> tokens = trainedTokens(source, source.phases);
    const double whole = sum(tokens);
    for (std::size_t k = 0; k < tokens.size(); ++k)
        all.cycles.push_back({whole > 0 ? tokens[k] / whole : 1.0 / static_cast<double>(tokens.size()),
            source.phases[k].learningRate});
    all.learningRate.reset(); // every cycle has its own
    return std::vector<ArmPhase>{std::move(all)};
}

Arranged arrangeLastOnly(const Source& source, std::vector<std::string>& notes)
{
    ArmPhase last = source.phases.back();
    const double part = tokensOf(source, last) * last.epochs / sum(trainedTokens(source, source.phases));
    char text[32];
    std::snprintf(text, sizeof text, "%.0f %%", 100 * part);
    notes.push_back("Only the last phase is trained, as the plan has it: " + std::string(text)
        + " of the plan's tokens.");
    return std::vector<ArmPhase>{std::move(last)};
}

struct ArmRow
{
    ArmInfo info;
    Arranged (*arrange)(const Source&, std::vector<std::string>& notes);
    Arm ordered; // arms of the same one have the same order within a phase
};

constexpr std::string_view orderPrefix = "order:";

constexpr std::array<ArmRow, 8> table = {{
    {{Arm::Phased, "phased", "the plan: phase after phase"}, arrangePhased, Arm::Phased},
    {{Arm::OneOff, "one-off", "the same examples in one phase, mixed, for as many tokens"}, arrangeOneOff,
        Arm::OneOff},
    {{Arm::OneOffCycles, "one-off-cycles", "one-off, but with the learning-rate cycles of the plan's phases"},
        arrangeOneOffCycles, Arm::OneOff},
    {{Arm::Random, "random", "as many phases of the same sizes, filled at random"}, arrangeRandom,
        Arm::Random},
    {{Arm::Length, "length", "as many phases of the same sizes, cut by the length of the response"},
        arrangeLength, Arm::Length},
    {{Arm::LastOnly, "last-only", "the last phase alone, as the plan trains it"}, arrangeLastOnly,
        Arm::LastOnly},
    {{Arm::Reversed, "reversed", "the plan's phases from last to first"}, arrangeReversed, Arm::Phased},
    {{Arm::Order, "order", "the plan's phases in another order, for instance order:2-1-3"}, arrangeOrder,
        Arm::Phased},
}};

const ArmRow& rowOf(Arm arm)
{
    return *std::find_if(
        table.begin(), table.end(), [arm](const ArmRow& row) { return row.info.arm == arm; });
}

// "2-1-3": each number from 1 once; nothing where it is no such list.
std::optional<std::vector<int>> orderFrom(std::string_view text)
{
    std::vector<int> order;
    while (true) {
        int number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || number < 1 || number > maximumPhases
            || std::find(order.begin(), order.end(), number) != order.end())
            return std::nullopt;
        order.push_back(number);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.empty())
            break;
        if (text.front() != '-')
            return std::nullopt;
        text.remove_prefix(1);
    }
    if (order.size() < 2 || *std::max_element(order.begin(), order.end()) != static_cast<int>(order.size()))
        return std::nullopt;
    return order;
}

ArmChoice choiceOf(std::vector<int> order)
{
    if (std::is_sorted(order.begin(), order.end()))
        return Arm::Phased;
    if (std::is_sorted(order.rbegin(), order.rend()))
        return Arm::Reversed;
    return {Arm::Order, std::move(order)};
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

std::string nameOf(const ArmChoice& choice)
{
    std::string name(nameOf(choice.arm));
    for (std::size_t i = 0; i < choice.order.size(); ++i)
        name.append(i == 0 ? ":" : "-").append(std::to_string(choice.order[i]));
    return name;
}

Result<ArmChoice> armFrom(std::string_view name)
{
    if (name.starts_with(orderPrefix)) {
        auto order = orderFrom(name.substr(orderPrefix.size()));
        if (!order)
            return unusable("'" + std::string(name)
                + "' is no order of phases. Write every phase once, for instance order:2-1-3.");
        return choiceOf(std::move(*order));
    }
    if (name == nameOf(Arm::Order))
        return unusable("An arm 'order' needs the order, for instance order:2-1-3.");
    for (const ArmRow& row : table)
        if (row.info.name == name)
            return ArmChoice(row.info.arm);
    std::string known;
    for (const ArmRow& row : table)
        known += (known.empty() ? "" : ", ") + std::string(row.info.name)
            + (row.info.arm == Arm::Order ? ":2-1-3" : "");
    return unusable("The arm '" + std::string(name) + "' is not known. The arms are: " + known + ".");
}

std::optional<Arm> armKindFrom(std::string_view name)
{
    if (name.starts_with(orderPrefix))
        return Arm::Order;
    for (const ArmRow& row : table)
        if (row.info.name == name)
            return row.info.arm;
    return std::nullopt;
}

Result<std::vector<ArmChoice>> permutationsOf(const Plan& plan)
{
    const std::size_t phases
        = plan.phases.empty() ? static_cast<std::size_t>(plan.rule.phaseCount) : plan.phases.size();
    if (phases > static_cast<std::size_t>(maximumPermutedPhases)) {
        std::uint64_t runs = 1;
        for (std::size_t k = 2; k <= phases; ++k)
            runs *= k;
        return unusable("All orders of the " + std::to_string(phases) + " phases of plan '" + plan.name
            + "' are " + std::to_string(runs) + " runs, which are too many to queue at once ("
            + std::to_string(maximumPermutedPhases)
            + " phases are the most). Train the orders that matter one by one, for instance with dankai "
              "train "
              "--arm order:2-1-3.");
    }
    std::vector<int> order(phases);
    std::iota(order.begin(), order.end(), 1);
    std::vector<ArmChoice> choices;
    do
        choices.push_back(choiceOf(order));
    while (std::next_permutation(order.begin(), order.end()));
    return choices;
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
    const ArmRow& row = rowOf(params.arm.arm);
    auto arranged = row.arrange(source, split.notes);
    if (!arranged)
        return passOn(arranged);
    split.phases = std::move(*arranged);
    // 31 bits, so that the seed is one and the same number in every language that reads a run.yaml.
    split.orderSeed = static_cast<std::uint32_t>(
        seedFor(plan.seed, "order of " + std::string(nameOf(row.ordered))) >> 33);
    return split;
}

} // namespace dankai
