// SPDX-License-Identifier: Apache-2.0
#include "core/run/settings.h"

#include <charconv>

namespace dankai {

std::string exact(double value)
{
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return std::string(text, end.ptr);
}

void emit(YAML::Emitter& out, const char* key, std::string_view value)
{
    // Words stay bare; anything that YAML could read as something else is quoted.
    const bool isBare = !value.empty()
        && value.find_first_not_of("abcdefghijklmnopqrstuvwxyz_-") == std::string_view::npos
        && value != "true" && value != "false" && value != "null" && value != "yes" && value != "no"
        && value != "on" && value != "off" && value != "y" && value != "n" && value.front() != '-';
    out << YAML::Key << key << YAML::Value;
    if (isBare)
        out << std::string(value);
    else
        out << YAML::DoubleQuoted << std::string(value);
}

void emit(YAML::Emitter& out, const char* key, double value)
{
    out << YAML::Key << key << YAML::Value << exact(value);
}

void emit(YAML::Emitter& out, const char* key, bool value)
{
    out << YAML::Key << key << YAML::Value << (value ? "true" : "false");
}

void emit(YAML::Emitter& out, const char* key, int value)
{
    out << YAML::Key << key << YAML::Value << value;
}

void emit(YAML::Emitter& out, const char* key, std::uint64_t value)
{
    out << YAML::Key << key << YAML::Value << std::to_string(value);
}

void readModel(YamlMap& map, ModelReference& model, TemplateReference& chatTemplate)
{
    map.takeMap("model", [&](YamlMap& part) {
        part.take("path", model.path);
        part.take("hash", model.hash);
    });
    map.takeMap("template", [&](YamlMap& part) {
        part.take("choice", chatTemplate.choice);
        part.take("date", chatTemplate.date);
    });
}

void emitModel(YAML::Emitter& out, const ModelReference& model, const TemplateReference& chatTemplate)
{
    out << YAML::Key << "model" << YAML::Value << YAML::BeginMap;
    emit(out, "path", model.path);
    emit(out, "hash", model.hash);
    out << YAML::EndMap << YAML::Key << "template" << YAML::Value << YAML::BeginMap;
    emit(out, "choice", chatTemplate.choice);
    out << YAML::Comment("empty: the model's own");
    emit(out, "date", chatTemplate.date);
    out << YAML::EndMap;
}

void readAnswers(YamlMap& map, AnswerSpec& answers)
{
    map.takeMap("answers", [&](YamlMap& part) {
        part.take("max_new_tokens", answers.maxNewTokens, 1, 1 << 20);
        part.take("temperature", answers.temperature, 0, 100);
        part.take("top_p", answers.topP, 0.0001, 1);
        part.take("top_k", answers.topK, 0, 1 << 30);
    });
}

void emitAnswers(YAML::Emitter& out, const AnswerSpec& answers)
{
    out << YAML::Key << "answers" << YAML::Value << YAML::BeginMap;
    emit(out, "max_new_tokens", answers.maxNewTokens);
    emit(out, "temperature", answers.temperature);
    out << YAML::Comment("0 = greedy");
    emit(out, "top_p", answers.topP);
    emit(out, "top_k", answers.topK);
    out << YAML::EndMap;
}

void readExecution(YamlMap& map, ExecutionSpec& execution)
{
    map.takeMap("execution", [&](YamlMap& part) {
        part.take("device", execution.device);
        part.take("precision", execution.precision);
        part.take("threads", execution.threads, 0, 4096);
        part.take("micro_batch_tokens", execution.microBatchTokens, 0, 1 << 30);
        part.take("activation_checkpointing", execution.activationCheckpointing);
        part.take("save_share", execution.saveShare, 0, 1);
        part.take("reuse_phases", execution.reusesPhases);
    });
}

void emitExecution(YAML::Emitter& out, const ExecutionSpec& execution)
{
    out << YAML::Key << "execution" << YAML::Value << YAML::BeginMap;
    emit(out, "device", execution.device);
    out << YAML::Comment("auto | cpu | cuda:N");
    emit(out, "precision", execution.precision);
    out << YAML::Comment(
        "auto | float32 | bfloat16 (float32 masters) | bfloat16_split (less memory, full only)");
    emit(out, "threads", execution.threads);
    out << YAML::Comment("0 = the physical cores that the process may use");
    emit(out, "micro_batch_tokens", execution.microBatchTokens);
    out << YAML::Comment("tokens forward at once; 0 = chosen for the device");
    emit(out, "activation_checkpointing", execution.activationCheckpointing);
    out << YAML::Comment("auto | none | layer: less memory, the forward pass is computed twice");
    emit(out, "save_share", execution.saveShare);
    out << YAML::Comment("part of the time that the rolling resume state may cost");
    emit(out, "reuse_phases", execution.reusesPhases);
    out << YAML::Comment("first phases that a finished run has trained alike are taken from it")
        << YAML::EndMap;
}

Result<> checkExecution(const ExecutionSpec& execution, const std::string& prefix)
{
    const std::string& device = execution.device;
    const bool isGpu = device == "cuda"
        || (device.starts_with("cuda:") && device.size() > 5 && device.size() < 9
            && device.find_first_not_of("0123456789", 5) == std::string::npos);
    if (device != "auto" && device != "cpu" && !isGpu)
        return unusable(prefix + "execution.device is '" + device + "'; it must be auto, cpu or cuda:N");
    const std::string& precision = execution.precision;
    if (precision != "auto" && precision != "float32" && precision != "bfloat16"
        && precision != "bfloat16_split") {
        return unusable(prefix + "execution.precision is '" + precision
            + "'; it must be auto, float32, bfloat16 or bfloat16_split");
    }
    const std::string& checkpointing = execution.activationCheckpointing;
    if (checkpointing != "auto" && checkpointing != "none" && checkpointing != "layer") {
        return unusable(prefix + "execution.activation_checkpointing is '" + checkpointing
            + "'; it must be auto, none or layer");
    }
    return {};
}

} // namespace dankai
