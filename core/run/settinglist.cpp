// SPDX-License-Identifier: Apache-2.0
#include "core/run/settinglist.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <limits>

namespace dankai {

namespace {

constexpr double many = 1 << 30;

bool isListOfMaps(const YAML::Node& node)
{
    return node.IsSequence() && node.size() > 0 && node[0].IsMap();
}

void flatten(const YAML::Node& node, const std::string& path,
    std::vector<std::pair<std::string, std::string>>& settings)
{
    const std::string prefix = path.empty() ? std::string() : path + ".";
    if (node.IsMap()) {
        for (const auto& entry : node)
            flatten(entry.second, prefix + entry.first.Scalar(), settings);
    } else if (isListOfMaps(node)) {
        for (std::size_t i = 0; i < node.size(); ++i)
            flatten(node[i], prefix + std::to_string(i + 1), settings);
    } else if (node.IsSequence()) {
        std::string list = "[";
        for (std::size_t i = 0; i < node.size(); ++i)
            list.append(i == 0 ? "" : ", ").append(node[i].Scalar());
        settings.emplace_back(path, list + "]");
    } else {
        settings.emplace_back(path, node.IsScalar() ? node.Scalar() : std::string());
    }
}

} // namespace

std::vector<std::pair<std::string, std::string>> flatSettings(const RunSpec& spec)
{
    std::vector<std::pair<std::string, std::string>> settings;
    flatten(YAML::Load(toYaml(spec)), "", settings);
    return settings;
}

std::span<const SettingInfo> runWideSettings()
{
    using enum SettingKind;
    // The parser's own ranges (runspec.cpp, settings.cpp); a test holds the two against one another.
    static const std::vector<SettingInfo> settings = {
        {"matched", Switch, 0, 0, {}},
        {"template.choice", Text, 0, 0, {}},
        {"template.date", Text, 0, 0, {}},
        {"seed", WholeNumber, 0, static_cast<double>(std::numeric_limits<std::uint64_t>::max()), {}},
        {"max_length", WholeNumber, 2, many, {}},
        {"over_length", Choice, 0, 0, {"cut", "drop"}},
        {"tokens_per_step", WholeNumber, 1, many, {}},
        {"fine_tuning", Choice, 0, 0, {"full", "lora", "qlora"}},
        {"lora.rank", WholeNumber, 1, 4096, {}},
        {"lora.alpha", Number, 0, 1e6, {}},
        {"lora.dropout", Number, 0, 0.99, {}},
        {"lora.rank_stabilised", Switch, 0, 0, {}},
        {"lora.targets", Text, 0, 0, {}},
        {"lora.between_phases", Choice, 0, 0, {"continue", "merge"}},
        {"optimizer.kind", Choice, 0, 0, {"adamw", "adamw_8bit"}},
        {"optimizer.learning_rate", Number, 0, 10, {}},
        {"optimizer.beta1", Number, 0, 0.9999999, {}},
        {"optimizer.beta2", Number, 0, 0.9999999, {}},
        {"optimizer.epsilon", Number, 1e-30, 1, {}},
        {"optimizer.weight_decay", Number, 0, 10, {}},
        {"optimizer.decay_norms", Switch, 0, 0, {}},
        {"optimizer.max_grad_norm", Number, 0, 1e9, {}},
        {"schedule.kind", Choice, 0, 0, {"constant", "linear", "cosine"}},
        {"schedule.warmup_ratio", Number, 0, 1, {}},
        {"schedule.peak_factors", NumberList, 0, 10, {}},
        {"schedule.final_fraction", Number, 0, 1, {}},
        {"carry_over", Choice, 0, 0, {"paper", "continuous", "moderate"}},
        {"replay_share", Number, 0, 0.9, {}},
        {"early_stopping.patience", WholeNumber, 0, many, {}},
        {"early_stopping.evaluations", WholeNumber, 1, many, {}},
        {"answers.max_new_tokens", WholeNumber, 1, 1 << 20, {}},
        {"answers.temperature", Number, 0, 100, {}},
        {"answers.top_p", Number, 0.0001, 1, {}},
        {"answers.top_k", WholeNumber, 0, many, {}},
        {"gate.policy", Choice, 0, 0, {"record", "stop", "ask"}},
        {"gate.confidence", Number, 0.5, 0.9999, {}},
        {"gate.resamples", WholeNumber, 100, 1000000, {}},
        {"gate.min_gain", Number, 0, 1, {}},
        {"gate.harm_margin", Number, 0, 10, {}},
        {"gate.min_end_rate", Number, 0, 1, {}},
        {"gate.max_length_drift", Number, 0, 1000, {}},
        {"gate.max_repeat_rate", Number, 0, 1, {}},
        {"gate.max_copy_rate", Number, 0, 1, {}},
        {"execution.device", Text, 0, 0, {}},
        {"execution.precision", Choice, 0, 0, {"auto", "float32", "bfloat16", "bfloat16_split"}},
        {"execution.threads", WholeNumber, 0, 4096, {}},
        {"execution.micro_batch_tokens", WholeNumber, 0, many, {}},
        {"execution.activation_checkpointing", Choice, 0, 0, {"auto", "none", "layer"}},
        {"execution.save_share", Number, 0, 1, {}},
        {"execution.reuse_phases", Switch, 0, 0, {}},
    };
    return settings;
}

const SettingInfo* findRunWideSetting(std::string_view path)
{
    const auto settings = runWideSettings();
    const auto found = std::ranges::find(settings, path, &SettingInfo::path);
    return found == settings.end() ? nullptr : &*found;
}

std::string usualValueOf(const SettingInfo& setting)
{
    static const auto usual = flatSettings(smallestRunSpec());
    const auto found = std::ranges::find(usual, setting.path, &std::pair<std::string, std::string>::first);
    return found == usual.end() ? std::string() : found->second;
}

} // namespace dankai
