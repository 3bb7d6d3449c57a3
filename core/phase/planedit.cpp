// SPDX-License-Identifier: Apache-2.0
#include "core/phase/planedit.h"

#include "core/phase/scoreorder.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace dankai {

namespace {

std::string defaultName(std::size_t phase)
{
    return "Phase " + std::to_string(phase + 1);
}

Result<PlanEdit> checked(Plan plan, std::size_t movesTakenBack = 0)
{
    if (auto fine = checkPlan(plan); !fine)
        return passOn(fine);
    return PlanEdit{std::move(plan), movesTakenBack};
}

Result<> requirePhase(const Plan& plan, int phase)
{
    if (phase >= 0 && phase < plan.rule.phaseCount)
        return {};
    return unusable("Plan '" + plan.name + "' has " + std::to_string(plan.rule.phaseCount)
        + " phases; there is no phase " + std::to_string(phase + 1) + ".");
}

Result<> requireThresholds(const Plan& plan)
{
    if (plan.rule.kind == RuleKind::Thresholds)
        return {};
    return unusable("Plan '" + plan.name + "' is cut by " + std::string(nameOf(plan.rule.kind))
        + "; make its cuts thresholds first.");
}

// While phases come, go and change places, names nobody chose are empty; afterwards they count anew.
void forgetDefaultNames(Plan& plan)
{
    if (plan.phases.empty())
        plan.phases = defaultPhases(plan.rule.phaseCount);
    for (std::size_t phase = 0; phase < plan.phases.size(); ++phase) {
        if (plan.phases[phase].name == defaultName(phase))
            plan.phases[phase].name.clear();
    }
}

void giveDefaultNames(Plan& plan)
{
    std::set<std::string> taken;
    for (const PhaseSettings& phase : plan.phases)
        taken.insert(phase.name);
    for (std::size_t phase = 0; phase < plan.phases.size(); ++phase) {
        if (!plan.phases[phase].name.empty())
            continue;
        std::size_t number = phase;
        while (!taken.insert(defaultName(number)).second)
            ++number;
        plan.phases[phase].name = defaultName(number);
    }
}

// `newPhase` of every old one; nothing: it is gone, and so are the moves to it.
std::size_t renumberMoves(Plan& plan, const std::vector<std::optional<int>>& newPhase)
{
    const std::size_t before = plan.overrides.size();
    std::erase_if(plan.overrides,
        [&](const Override& move) { return move.phase && !newPhase[static_cast<std::size_t>(*move.phase)]; });
    for (Override& move : plan.overrides) {
        if (move.phase)
            move.phase = newPhase[static_cast<std::size_t>(*move.phase)];
    }
    return before - plan.overrides.size();
}

std::vector<std::optional<int>> unchangedPhases(int count)
{
    std::vector<std::optional<int>> phases(static_cast<std::size_t>(count));
    for (std::size_t phase = 0; phase < phases.size(); ++phase)
        phases[phase] = static_cast<int>(phase);
    return phases;
}

void putBands(Rule& rule, std::vector<int> bands)
{
    rule.bands = std::is_sorted(bands.begin(), bands.end()) ? std::vector<int>() : std::move(bands);
}

// Takes phase `phase` out of everything but the thresholds.
std::size_t removePhase(Plan& plan, int phase, std::optional<int> heir)
{
    std::vector<std::optional<int>> newPhase = unchangedPhases(plan.rule.phaseCount);
    std::vector<int> bands = bandsOfPhases(plan.rule);
    const int band = bands[static_cast<std::size_t>(phase)];
    for (auto& number : newPhase) {
        if (*number > phase)
            --*number;
    }
    newPhase[static_cast<std::size_t>(phase)] = heir;
    const std::size_t takenBack = renumberMoves(plan, newPhase);
    bands.erase(bands.begin() + phase);
    for (int& other : bands)
        other -= other > band ? 1 : 0;
    --plan.rule.phaseCount;
    putBands(plan.rule, std::move(bands));
    plan.phases.erase(plan.phases.begin() + phase);
    return takenBack;
}

} // namespace

Rule paperRule()
{
    return {RuleKind::Thresholds, 3, {1.5, 3.5}};
}

Result<PlanEdit> withRule(Plan plan, Rule rule)
{
    const int before = plan.rule.phaseCount;
    forgetDefaultNames(plan);
    if (rule.bands.empty() && rule.phaseCount == before)
        rule.bands = plan.rule.bands;
    plan.rule = std::move(rule);
    const int count = plan.rule.phaseCount;
    std::size_t takenBack = 0;
    if (count >= minimumPhases && count <= maximumPhases) {
        plan.phases.resize(static_cast<std::size_t>(count), PhaseSettings{"", 1, std::nullopt});
        std::vector<std::optional<int>> newPhase = unchangedPhases(std::max(before, count));
        std::fill(newPhase.begin() + count, newPhase.end(), std::nullopt);
        takenBack = renumberMoves(plan, newPhase);
    }
    giveDefaultNames(plan);
    return checked(std::move(plan), takenBack);
}

double betweenScores(double cut, const ScoreOrder& order)
{
    const std::size_t first = order.firstFrom(cut);
    if (first == 0 || first == order.size())
        return cut;
    const double below = order.scores()[first - 1], above = order.scores()[first];
    const double middle = below + (above - below) / 2;
    return middle > below ? middle : above; // neighbours in a double have nothing between them
}

Result<std::vector<double>> thresholdsOf(std::span<const Cut> cuts, const ScoreOrder& order)
{
    std::vector<double> thresholds;
    for (const Cut& cut : cuts) {
        double threshold = cut.score;
        if (!thresholds.empty() && threshold <= thresholds.back()) {
            const std::size_t next = order.firstAbove(thresholds.back());
            if (next == order.size())
                return unusable("There are too few different scores for " + std::to_string(cuts.size() + 1)
                    + " phases cut by thresholds: nothing scores above " + std::to_string(thresholds.back())
                    + ". Use fewer phases, or another scorer.");
            threshold = order.scores()[next];
        }
        thresholds.push_back(threshold);
    }
    for (double& threshold : thresholds)
        threshold = betweenScores(threshold, order);
    return thresholds;
}

std::optional<double> middleOf(std::span<const double> thresholds, int band, const ScoreOrder& order)
{
    const auto index = static_cast<std::size_t>(band);
    const std::size_t first = index == 0 ? 0 : order.firstFrom(thresholds[index - 1]);
    const std::size_t last = index < thresholds.size() ? order.firstFrom(thresholds[index]) : order.size();
    if (last <= first)
        return std::nullopt;
    const double lowest = order.scores()[first];
    const double median = order.scores()[first + (last - first) / 2];
    if (median > lowest)
        return median;
    // Half and more of them have the lowest score: the cut stands above those.
    const std::size_t above = order.firstAbove(lowest);
    return above < last ? std::optional(order.scores()[above]) : std::nullopt;
}

Result<PlanEdit> withPhaseSplit(Plan plan, int phase, double at)
{
    if (auto there = requirePhase(plan, phase); !there)
        return passOn(there);
    if (auto cut = requireThresholds(plan); !cut)
        return passOn(cut);
    const std::vector<double>& thresholds = plan.rule.thresholds;
    std::vector<int> bands = bandsOfPhases(plan.rule);
    const auto band = static_cast<std::size_t>(bands[static_cast<std::size_t>(phase)]);
    if ((band > 0 && !(at > thresholds[band - 1])) || (band < thresholds.size() && !(at < thresholds[band])))
        return unusable("A phase is split at a score inside its range.");
    forgetDefaultNames(plan);
    std::vector<std::optional<int>> newPhase = unchangedPhases(plan.rule.phaseCount);
    for (auto& number : newPhase)
        *number += *number > phase ? 1 : 0;
    renumberMoves(plan, newPhase);
    for (int& other : bands)
        other += other > static_cast<int>(band) ? 1 : 0;
    bands.insert(bands.begin() + phase + 1, static_cast<int>(band) + 1);
    plan.rule.thresholds.insert(plan.rule.thresholds.begin() + static_cast<std::ptrdiff_t>(band), at);
    ++plan.rule.phaseCount;
    putBands(plan.rule, std::move(bands));
    PhaseSettings added = plan.phases[static_cast<std::size_t>(phase)];
    added.name.clear();
    plan.phases.insert(plan.phases.begin() + phase + 1, std::move(added));
    giveDefaultNames(plan);
    return checked(std::move(plan));
}

Result<PlanEdit> withPhasesMerged(Plan plan, int phase)
{
    for (const int one : {phase, phase + 1}) {
        if (auto there = requirePhase(plan, one); !there)
            return passOn(there);
    }
    if (auto cut = requireThresholds(plan); !cut)
        return passOn(cut);
    const std::vector<int> bands = bandsOfPhases(plan.rule);
    const int first = bands[static_cast<std::size_t>(phase)];
    const int second = bands[static_cast<std::size_t>(phase) + 1];
    if (std::abs(first - second) != 1)
        return unusable("Phases " + std::to_string(phase + 1) + " and " + std::to_string(phase + 2)
            + " hold difficulties with another phase's between them. Bring phases whose difficulties touch "
              "side by side first.");
    forgetDefaultNames(plan);
    plan.rule.thresholds.erase(plan.rule.thresholds.begin() + std::min(first, second));
    removePhase(plan, phase + 1, phase);
    giveDefaultNames(plan);
    return checked(std::move(plan));
}

Result<PlanEdit> withoutPhase(Plan plan, int phase)
{
    if (auto there = requirePhase(plan, phase); !there)
        return passOn(there);
    forgetDefaultNames(plan);
    if (plan.rule.kind == RuleKind::Thresholds) {
        const int band = bandsOfPhases(plan.rule)[static_cast<std::size_t>(phase)];
        if (!plan.rule.thresholds.empty())
            plan.rule.thresholds.erase(plan.rule.thresholds.begin() + std::max(0, band - 1));
    }
    const std::size_t takenBack = removePhase(plan, phase, std::nullopt);
    giveDefaultNames(plan);
    return checked(std::move(plan), takenBack);
}

Result<PlanEdit> withPhaseAt(Plan plan, int from, int to)
{
    for (const int one : {from, to}) {
        if (auto there = requirePhase(plan, one); !there)
            return passOn(there);
    }
    forgetDefaultNames(plan);
    std::vector<int> order(plan.phases.size()); // the old phase in every place
    std::iota(order.begin(), order.end(), 0);
    order.erase(order.begin() + from);
    order.insert(order.begin() + to, from);
    const std::vector<int> oldBands = bandsOfPhases(plan.rule);
    const std::vector<PhaseSettings> oldPhases = plan.phases;
    std::vector<std::optional<int>> newPhase(order.size());
    std::vector<int> bands;
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto old = static_cast<std::size_t>(order[place]);
        newPhase[old] = static_cast<int>(place);
        bands.push_back(oldBands[old]);
        plan.phases[place] = oldPhases[old];
    }
    renumberMoves(plan, newPhase);
    putBands(plan.rule, std::move(bands));
    giveDefaultNames(plan);
    return checked(std::move(plan));
}

Result<PlanEdit> withPhaseSettings(Plan plan, int phase, const PhaseSettings& settings)
{
    if (auto there = requirePhase(plan, phase); !there)
        return passOn(there);
    if (plan.phases.empty())
        plan.phases = defaultPhases(plan.rule.phaseCount);
    plan.phases[static_cast<std::size_t>(phase)] = settings;
    return checked(std::move(plan));
}

Result<PlanEdit> withSettings(Plan plan, const std::map<std::string, std::optional<std::string>>& settings)
{
    for (const auto& [path, value] : settings) {
        if (value)
            plan.settings[path] = *value;
        else
            plan.settings.erase(path);
    }
    return checked(std::move(plan));
}

Result<PlanEdit> withDefaults(Plan plan, ChainDefaults defaults)
{
    if (plan.phases.empty())
        plan.phases = defaultPhases(plan.rule.phaseCount);
    const bool isPaper = defaults == ChainDefaults::Paper;
    if (isPaper) {
        for (PhaseSettings& phase : plan.phases)
            phase.epochs = 2;
    }
    // What another choice of the chain left behind falls back to what the carry-over itself says.
    for (const char* path : {"schedule.peak_factors", "schedule.final_fraction"})
        plan.settings.erase(path);
    plan.settings["carry_over"] = isPaper ? "paper" : "moderate";
    plan.settings["replay_share"] = isPaper ? "0" : "0.05";
    return checked(std::move(plan));
}

Result<PlanEdit> withMovesOf(Plan plan, std::span<const ExampleId> examples, std::span<const Override> moves)
{
    auto next = examples.begin();
    std::erase_if(plan.overrides, [&](const Override& move) {
        while (next != examples.end() && *next < move.example)
            ++next;
        return next != examples.end() && *next == move.example;
    });
    std::vector<Override> merged(plan.overrides.size() + moves.size());
    std::merge(plan.overrides.begin(), plan.overrides.end(), moves.begin(), moves.end(), merged.begin(),
        [](const Override& left, const Override& right) { return left.example < right.example; });
    plan.overrides = std::move(merged);
    return checked(std::move(plan));
}

Result<PlanEdit> withMoves(Plan plan, std::span<const ExampleId> examples, std::optional<int> phase)
{
    std::vector<Override> moves;
    moves.reserve(examples.size());
    for (const ExampleId example : examples)
        moves.push_back({example, phase});
    return withMovesOf(std::move(plan), examples, moves);
}

Result<PlanEdit> withoutMoves(Plan plan, std::span<const ExampleId> examples)
{
    return withMovesOf(std::move(plan), examples, {});
}

} // namespace dankai
