// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/adapterconfig.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dankai {

namespace {

constexpr std::array<std::string_view, 7> projections
    = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"};

// Absent, null, false, 0, "none" and empty all mean that nothing is asked for.
bool isUnset(const Json& config, const char* key)
{
    const auto found = config.find(key);
    if (found == config.end() || found->is_null())
        return true;
    if (found->is_boolean())
        return !found->get<bool>();
    if (found->is_string())
        return found->get<std::string>().empty() || found->get<std::string>() == "none";
    return found->is_structured() && found->empty();
}

double number(const Json& config, const char* key, double otherwise)
{
    const auto found = config.find(key);
    return found != config.end() && found->is_number() ? found->get<double>() : otherwise;
}

// The names at the ends of target_modules; an expression or "all-linear" stands for all of them, since which
// layers an adapter has is decided by its weights.
std::vector<std::string> targetsOf(const Json& config)
{
    std::vector<std::string> targets;
    const auto found = config.find("target_modules");
    const bool isList = found != config.end() && found->is_array();
    for (const std::string_view name : projections) {
        const bool isNamed = !isList || std::any_of(found->begin(), found->end(), [&](const Json& target) {
            return target.is_string() && target.get<std::string>().ends_with(name);
        });
        if (isNamed)
            targets.emplace_back(name);
    }
    return targets;
}

} // namespace

double AdapterConfig::scale() const
{
    const auto r = static_cast<double>(rank);
    return alpha / (isRankStabilised ? std::sqrt(r) : r);
}

AdapterConfig AdapterConfig::withRank(std::int64_t other) const
{
    AdapterConfig config = *this;
    const double ratio = static_cast<double>(other) / static_cast<double>(rank);
    config.rank = other;
    config.alpha *= isRankStabilised ? std::sqrt(ratio) : ratio;
    return config;
}

std::span<const std::string_view> adaptableProjections()
{
    return projections;
}

Result<AdapterFile> parseAdapterConfig(const Json& config, const std::string& where)
{
    if (!config.is_object())
        return unusable(where + " is no adapter's config: it is not a JSON object.");
    const auto type = config.find("peft_type");
    if (type == config.end() || *type != "LORA")
        return unusable(where + ": peft_type is "
            + (type == config.end() ? std::string("missing") : toJsonLine(*type).substr(0, 40))
            + "; Dankai reads adapters of type LORA. Merge this one into its base (merge_and_unload).");
    for (const char* key : {"use_dora", "use_qalora", "use_bdlora", "lora_bias", "bias", "modules_to_save",
             "fan_in_fan_out", "alpha_pattern", "trainable_token_indices", "layer_replication",
             "target_parameters", "alora_invocation_tokens"}) {
        if (!isUnset(config, key))
            return unusable(where + ": " + key + " is " + toJsonLine(config.at(key)).substr(0, 60)
                + ", which Dankai does not compute. Merge the adapter into its base (merge_and_unload) and "
                  "give that folder.");
    }
    AdapterFile file;
    const auto rank = config.find("r");
    const auto whole = rank == config.end() ? std::nullopt : findWholeNumber<std::int64_t>(*rank);
    if (!whole || *whole < 1 || *whole > 65536)
        return unusable(where + ": r must be a whole number of 1 or more.");
    file.config.rank = *whole;
    file.config.alpha = number(config, "lora_alpha", 8);
    if (!std::isfinite(file.config.alpha))
        return unusable(where + ": lora_alpha must be a number.");
    file.config.dropout = number(config, "lora_dropout", 0);
    file.config.isRankStabilised = !isUnset(config, "use_rslora");
    file.config.targets = targetsOf(config);
    const auto base = config.find("base_model_name_or_path");
    if (base != config.end() && base->is_string())
        file.baseModel = base->get<std::string>();
    return file;
}

Json toAdapterConfigJson(const AdapterConfig& config, const std::string& baseModel)
{
    return Json{{"peft_type", "LORA"}, {"task_type", "CAUSAL_LM"}, {"base_model_name_or_path", baseModel},
        {"bias", "none"}, {"fan_in_fan_out", false}, {"inference_mode", true}, {"init_lora_weights", true},
        {"lora_alpha", config.alpha}, {"lora_dropout", config.dropout}, {"modules_to_save", nullptr},
        {"r", config.rank}, {"target_modules", config.targets}, {"use_dora", false},
        {"use_rslora", config.isRankStabilised}};
}

std::vector<WeightInfo> expectedAdapterWeights(const ModelConfig& model, const AdapterConfig& adapter)
{
    constexpr std::string_view ending = ".weight";
    std::vector<WeightInfo> weights;
    for (const WeightInfo& weight : expectedWeights(model)) {
        if (!weight.name.ends_with(ending))
            continue;
        const auto projection = std::string_view(weight.name).substr(0, weight.name.size() - ending.size());
        const bool isTarget = std::ranges::any_of(
            adapter.targets, [&](const std::string& target) { return projection.ends_with(target); });
        if (!isTarget)
            continue;
        weights.push_back({adapterWeightName(projection, AdapterMatrix::A), {adapter.rank, weight.shape[1]}});
        weights.push_back({adapterWeightName(projection, AdapterMatrix::B), {weight.shape[0], adapter.rank}});
    }
    return weights;
}

std::int64_t adapterParameterCount(const ModelConfig& model, const AdapterConfig& adapter)
{
    std::int64_t count = 0;
    for (const WeightInfo& weight : expectedAdapterWeights(model, adapter))
        count += weight.valueCount();
    return count;
}

std::int64_t rankDimension(std::string_view adapterWeight)
{
    return adapterWeight.ends_with(".lora_A.weight") ? 0 : 1;
}

std::string adapterWeightName(std::string_view projection, AdapterMatrix matrix)
{
    return "base_model.model." + std::string(projection)
        + (matrix == AdapterMatrix::A ? ".lora_A.weight" : ".lora_B.weight");
}

} // namespace dankai
