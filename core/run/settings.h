// SPDX-License-Identifier: Apache-2.0
// The parts of settings that run.yaml and job.yaml share, and how values are written. Internal to this room.
#pragma once

#include "core/run/runspec.h"
#include "core/run/yamlmap.h"

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>

namespace dankai {

// The shortest decimal that reads back as the same double.
std::string exact(double value);

void emit(YAML::Emitter& out, const char* key, std::string_view value); // quoted where it must be
void emit(YAML::Emitter& out, const char* key, const char* value) = delete;
void emit(YAML::Emitter& out, const char* key, double value);
void emit(YAML::Emitter& out, const char* key, bool value);
void emit(YAML::Emitter& out, const char* key, int value);
void emit(YAML::Emitter& out, const char* key, std::uint64_t value);

void readModel(YamlMap& map, ModelReference& model, TemplateReference& chatTemplate);
void emitModel(YAML::Emitter& out, const ModelReference& model, const TemplateReference& chatTemplate);
void readAnswers(YamlMap& map, AnswerSpec& answers);
void emitAnswers(YAML::Emitter& out, const AnswerSpec& answers);
void readExecution(YamlMap& map, ExecutionSpec& execution);
void emitExecution(YAML::Emitter& out, const ExecutionSpec& execution);
Result<> checkExecution(const ExecutionSpec& execution, const std::string& prefix);

} // namespace dankai
