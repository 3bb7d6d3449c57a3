// SPDX-License-Identifier: Apache-2.0
#include "core/run/jobspec.h"

#include "core/platform/file.h"
#include "core/run/settings.h"
#include "core/run/yamlmap.h"

namespace dankai {

namespace {

const std::vector<std::pair<std::string_view, JobKind>> jobKinds = {
    {"loss", JobKind::Loss},
    {"evaluate", JobKind::Evaluate},
    {"measure", JobKind::Measure},
    {"answer", JobKind::Answer},
    {"generate", JobKind::Generate},
    {"chat", JobKind::Chat},
};

constexpr int longestWait = 7 * 24 * 3600; // seconds

} // namespace

std::string_view nameOf(JobKind kind)
{
    for (const auto& [name, known] : jobKinds) {
        if (known == kind)
            return name;
    }
    return {};
}

Result<JobSpec> parseJobSpec(std::string_view yaml, const std::string& where)
{
    try {
        auto node = parseYamlMapping(yaml, where);
        if (!node)
            return passOn(node);
        JobSpec spec;
        YamlMap map(*node, where);
        map.requireVersion(JobSpec::version);
        map.takeChoice("kind", spec.kind, jobKinds);
        readModel(map, spec.model, spec.chatTemplate);
        map.take("rows", spec.rows);
        map.take("set", spec.set);
        map.take("checkpoint", spec.checkpoint);
        map.take("seed", spec.seed);
        map.take("max_length", spec.maxLength, 2, 1 << 30);
        readAnswers(map, spec.answers);
        readExecution(map, spec.execution);
        map.take("scorers", spec.scorers);
        map.take("state_layer", spec.stateLayer, 0, 1 << 16);
        map.take("judge_rows", spec.judgeRows);
        map.take("judge_version", spec.judgeVersion, 1, 1 << 30);
        map.takeMap("chat", [&](YamlMap& part) {
            part.take("idle_seconds", spec.chat.idleSeconds, 1, longestWait);
            part.take("gone_seconds", spec.chat.goneSeconds, 1, longestWait);
        });
        if (auto finished = map.finish(); !finished)
            return passOn(finished);
        if (spec.model.path.empty())
            return unusable(where + ": model.path must name a Hugging Face folder or a GGUF file");
        if (spec.rows.empty() || spec.rows.find('/') != std::string::npos)
            return unusable(where + ": rows must be the name of a file in the job folder");
        if (spec.judgeRows.find('/') != std::string::npos)
            return unusable(where + ": judge_rows must be the name of a file in the job folder");
        if (auto checked = checkExecution(spec.execution, where + ": "); !checked)
            return passOn(checked);
        return spec;
    } catch (const std::exception& exception) {
        return unusable(where + ": " + exception.what());
    }
}

std::string toYaml(const JobSpec& spec)
{
    YAML::Emitter out;
    out << YAML::BeginMap;
    emit(out, "version", JobSpec::version);
    emit(out, "kind", nameOf(spec.kind));
    emitModel(out, spec.model, spec.chatTemplate);
    emit(out, "rows", spec.rows);
    emit(out, "set", spec.set);
    emit(out, "checkpoint", spec.checkpoint);
    emit(out, "seed", spec.seed);
    emit(out, "max_length", spec.maxLength);
    emitAnswers(out, spec.answers);
    emitExecution(out, spec.execution);
    if (spec.kind == JobKind::Measure) {
        out << YAML::Key << "scorers" << YAML::Value << YAML::Flow << spec.scorers;
        emit(out, "state_layer", spec.stateLayer);
        if (!spec.judgeRows.empty()) {
            emit(out, "judge_rows", spec.judgeRows);
            emit(out, "judge_version", spec.judgeVersion);
        }
    }
    if (spec.kind == JobKind::Chat) {
        out << YAML::Key << "chat" << YAML::Value << YAML::BeginMap;
        emit(out, "idle_seconds", spec.chat.idleSeconds);
        emit(out, "gone_seconds", spec.chat.goneSeconds);
        out << YAML::EndMap;
    }
    out << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

Result<> writeJob(const std::filesystem::path& folder, const JobSpec& spec, std::string_view rowsJsonl)
{
    std::error_code ignored;
    if (std::filesystem::exists(folder, ignored))
        return unusable(folder.string() + " is already there; choose another name for the job");
    const std::string yaml = toYaml(spec);
    if (auto parsed = parseJobSpec(yaml, "the job"); !parsed)
        return passOn(parsed);
    if (auto made = makeFolder(folder); !made)
        return made;
    if (auto written = writeFileAtomically(folder / spec.rows, rowsJsonl); !written)
        return written;
    // Last: a folder without job.yaml is not a job yet.
    return writeFileAtomically(folder / jobfile::spec, yaml);
}

} // namespace dankai
