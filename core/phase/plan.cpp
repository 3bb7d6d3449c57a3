// SPDX-License-Identifier: Apache-2.0
#include "core/phase/plan.h"

#include "core/base/hash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

namespace dankai {

namespace {

constexpr int planFormat = 1;
constexpr int excludedMark = -1; // in the hash, of an example that was excluded by hand

constexpr std::array<std::pair<RuleKind, std::string_view>, 4> ruleNames = {{
    {RuleKind::Thresholds, "thresholds"},
    {RuleKind::Quantiles, "quantiles"},
    {RuleKind::EqualTokens, "equal_tokens"},
    {RuleKind::Kde, "kde"},
}};

// Reads an object key by key; what nobody took is unknown.
class Fields final
{
public:
    Fields(const Json& json, std::string place)
        : m_json(json)
        , m_place(std::move(place))
    {
        if (!json.is_object())
            m_error = m_place + " is not an object";
    }

    const Json* find(const char* key)
    {
        m_taken.insert(key);
        if (m_error || !m_json.contains(key))
            return nullptr;
        return &m_json.at(key);
    }

    template <class T>
    void take(const char* key, T& target)
    {
        const Json* value = find(key);
        if (!value)
            return;
        try {
            if constexpr (std::is_integral_v<T>) {
                if (const auto number = findWholeNumber<T>(*value))
                    target = *number;
                else
                    fail(key, " is no whole number in range");
            } else {
                value->get_to(target);
            }
        } catch (const Json::exception&) {
            fail(key, " has the wrong type");
        }
    }

    void fail(const std::string& key, const std::string& what)
    {
        if (!m_error)
            m_error = m_place + "." + key + what;
    }

    std::optional<std::string> finish()
    {
        if (!m_error) {
            for (const auto& item : m_json.items()) {
                if (!m_taken.contains(item.key()))
                    fail(item.key(), " is not known");
            }
        }
        return m_error;
    }

private:
    const Json& m_json;
    std::string m_place;
    std::set<std::string> m_taken;
    std::optional<std::string> m_error;
};

std::vector<int> inOrder(int phaseCount)
{
    std::vector<int> bands(static_cast<std::size_t>(std::max(0, phaseCount)));
    std::iota(bands.begin(), bands.end(), 0);
    return bands;
}

std::string phraseCount(int phaseCount)
{
    return "A plan has " + std::to_string(minimumPhases) + " to " + std::to_string(maximumPhases)
        + " phases, not " + std::to_string(phaseCount) + ".";
}

Json settingsOf(const std::vector<PhaseSettings>& phases)
{
    Json list = Json::array();
    for (const PhaseSettings& phase : phases) {
        Json entry = {{"name", phase.name}, {"epochs", phase.epochs}};
        if (phase.learningRate)
            entry["learning_rate"] = *phase.learningRate;
        list.push_back(std::move(entry));
    }
    return list;
}

} // namespace

std::vector<PhaseSettings> defaultPhases(int phaseCount)
{
    std::vector<PhaseSettings> phases;
    for (int phase = 1; phase <= phaseCount; ++phase)
        phases.push_back({"Phase " + std::to_string(phase), 1, std::nullopt});
    return phases;
}

std::vector<int> bandsOfPhases(const Rule& rule)
{
    return rule.bands.empty() ? inOrder(rule.phaseCount) : rule.bands;
}

std::vector<int> phasesOfBands(const Rule& rule)
{
    const std::vector<int> bands = bandsOfPhases(rule);
    std::vector<int> phases(bands.size());
    for (std::size_t phase = 0; phase < bands.size(); ++phase)
        phases[static_cast<std::size_t>(bands[phase])] = static_cast<int>(phase);
    return phases;
}

std::string_view nameOf(RuleKind kind)
{
    for (const auto& [value, name] : ruleNames) {
        if (value == kind)
            return name;
    }
    return {};
}

std::optional<RuleKind> ruleKindFrom(std::string_view name)
{
    for (const auto& [value, known] : ruleNames) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

Result<> checkPlan(const Plan& plan)
{
    if (plan.name.empty())
        return unusable("A plan needs a name.");
    if (plan.rule.phaseCount < minimumPhases || plan.rule.phaseCount > maximumPhases)
        return unusable(phraseCount(plan.rule.phaseCount));
    if (plan.rule.kind == RuleKind::Thresholds) {
        if (plan.rule.thresholds.size() + 1 != static_cast<std::size_t>(plan.rule.phaseCount))
            return unusable("Plan '" + plan.name + "' has " + std::to_string(plan.rule.phaseCount)
                + " phases and " + std::to_string(plan.rule.thresholds.size())
                + " thresholds; it needs one threshold fewer than phases.");
        for (std::size_t i = 0; i < plan.rule.thresholds.size(); ++i) {
            if (!std::isfinite(plan.rule.thresholds[i])
                || (i > 0 && !(plan.rule.thresholds[i - 1] < plan.rule.thresholds[i])))
                return unusable("The thresholds of plan '" + plan.name
                    + "' must be numbers, each greater than the one before it, as in 1.5,3.5.");
        }
    } else if (!plan.rule.thresholds.empty()) {
        return unusable("Plan '" + plan.name + "' has thresholds, but its rule is "
            + std::string(nameOf(plan.rule.kind)) + ". Leave one of them out.");
    }
    if (!plan.rule.bands.empty()) {
        std::vector<int> sorted = plan.rule.bands;
        std::sort(sorted.begin(), sorted.end());
        if (sorted != inOrder(plan.rule.phaseCount))
            return unusable("The bands of plan '" + plan.name + "' must name each of 0 to "
                + std::to_string(plan.rule.phaseCount - 1)
                + " once: which range of difficulty each phase holds.");
    }
    if (!plan.phases.empty() && plan.phases.size() != static_cast<std::size_t>(plan.rule.phaseCount))
        return unusable("Plan '" + plan.name + "' has settings for " + std::to_string(plan.phases.size())
            + " phases and a rule for " + std::to_string(plan.rule.phaseCount) + ".");
    std::set<std::string> names;
    for (const PhaseSettings& phase : plan.phases) {
        if (phase.name.empty() || !names.insert(phase.name).second)
            return unusable("The phases of plan '" + plan.name + "' need names that differ; '" + phase.name
                + "' stands twice or is empty.");
        if (!(phase.epochs > 0) || !std::isfinite(phase.epochs))
            return unusable("Phase '" + phase.name + "' needs a number of epochs above 0.");
        if (phase.learningRate && !(*phase.learningRate > 0))
            return unusable("Phase '" + phase.name + "' needs a learning rate above 0.");
    }
    for (std::size_t i = 0; i < plan.overrides.size(); ++i) {
        const Override& move = plan.overrides[i];
        if (move.phase && (*move.phase < 0 || *move.phase >= plan.rule.phaseCount))
            return unusable("Example " + std::to_string(static_cast<std::int64_t>(move.example))
                + " was moved to phase " + std::to_string(*move.phase + 1) + "; plan '" + plan.name + "' has "
                + std::to_string(plan.rule.phaseCount) + ". Move it to one of them or back to the rule.");
        if (i > 0 && !(plan.overrides[i - 1].example < move.example))
            return unusable("The moves of plan '" + plan.name
                + "' must be in the order of their examples, one for each.");
    }
    return {};
}

Json toJson(const Plan& plan)
{
    Json rule = {{"kind", nameOf(plan.rule.kind)}, {"phases", plan.rule.phaseCount}};
    if (plan.rule.kind == RuleKind::Thresholds)
        rule["thresholds"] = plan.rule.thresholds;
    // Only where it says something, so that plans keep their hash and earlier versions read them.
    if (bandsOfPhases(plan.rule) != inOrder(plan.rule.phaseCount))
        rule["bands"] = plan.rule.bands;
    const HeldOutParams& heldOut = plan.heldOut;
    return {{"format", planFormat}, {"name", plan.name}, {"scorer", plan.scorer}, {"rule", std::move(rule)},
        {"seed", plan.seed},
        {"held_out",
            {{"validation_share", heldOut.validationShare}, {"test_share", heldOut.testShare},
                {"minimum_per_phase", heldOut.minimumPerPhase},
                {"maximum_per_phase", heldOut.maximumPerPhase}, {"maximum_share", heldOut.maximumShare}}},
        {"phases", settingsOf(plan.phases)}, {"settings", plan.settings}};
}

Result<Plan> planFromJson(const Json& json, const std::string& where)
{
    Plan plan;
    int format = 0;
    Fields fields(json, "plan");
    fields.take("format", format);
    fields.take("name", plan.name);
    fields.take("scorer", plan.scorer);
    fields.take("seed", plan.seed);
    fields.take("settings", plan.settings);
    std::optional<std::string> error;
    if (const Json* value = fields.find("rule")) {
        Fields rule(*value, "rule");
        std::string kind;
        rule.take("kind", kind);
        rule.take("phases", plan.rule.phaseCount);
        rule.take("thresholds", plan.rule.thresholds);
        rule.take("bands", plan.rule.bands);
        if (const auto known = ruleKindFrom(kind))
            plan.rule.kind = *known;
        else
            rule.fail("kind", " is '" + kind + "'; it must be thresholds, quantiles, equal_tokens or kde");
        error = rule.finish();
    }
    if (const Json* value = fields.find("held_out"); value && !error) {
        Fields heldOut(*value, "held_out");
        heldOut.take("validation_share", plan.heldOut.validationShare);
        heldOut.take("test_share", plan.heldOut.testShare);
        heldOut.take("minimum_per_phase", plan.heldOut.minimumPerPhase);
        heldOut.take("maximum_per_phase", plan.heldOut.maximumPerPhase);
        heldOut.take("maximum_share", plan.heldOut.maximumShare);
        error = heldOut.finish();
    }
    if (const Json* value = fields.find("phases"); value && !error) {
        if (!value->is_array())
            fields.fail("phases", " is not a list");
        for (std::size_t i = 0; value->is_array() && i < value->size() && !error; ++i) {
            PhaseSettings phase;
            Fields entry((*value)[i], "phases[" + std::to_string(i) + "]");
            entry.take("name", phase.name);
            entry.take("epochs", phase.epochs);
            if (entry.find("learning_rate"))
                entry.take("learning_rate", phase.learningRate.emplace());
            error = entry.finish();
            plan.phases.push_back(std::move(phase));
        }
    }
    if (!error)
        error = fields.finish();
    if (!error && format != planFormat)
        error = "plan.format is " + std::to_string(format) + "; this version reads "
            + std::to_string(planFormat);
    if (error)
        return unusable(where + ": " + *error + ".");
    if (auto checked = checkPlan(plan); !checked)
        return unusable(where + ": " + checked.error().message);
    return plan;
}

std::string planHash(const Plan& plan)
{
    Json all = toJson(plan);
    all.erase("name");
    all["phases"] = settingsOf(plan.phases.empty() ? defaultPhases(plan.rule.phaseCount) : plan.phases);
    Json moves = Json::array();
    for (const Override& move : plan.overrides)
        moves.push_back({static_cast<std::int64_t>(move.example), move.phase.value_or(excludedMark)});
    all["overrides"] = std::move(moves);
    return toHex(sha256(toJsonLine(all)));
}

} // namespace dankai
