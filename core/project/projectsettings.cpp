// SPDX-License-Identifier: Apache-2.0
#include "core/project/projectsettings.h"

#include "core/run/runspec.h"
#include "core/run/yamlmap.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace dankai {

namespace {

// What a project or a plan may decide for all of its runs: names, phases, model and arm are not among it.
bool isRunWide(const std::string& path)
{
    static const char* const own[]
        = {"version", "name", "arm", "model", "chat_template", "phases", "held_out_phases"};
    const std::string top = path.substr(0, path.find('.'));
    return std::ranges::none_of(own, [&](const char* key) { return top == key; });
}

Result<> checkOne(RunSpec& spec, const std::string& path, const std::string& value, const std::string& where)
{
    if (!isRunWide(path))
        return unusable(where + ": '" + path + "' cannot be set here; it belongs to a single run.");
    auto changed = withSetting(spec, path, value);
    if (!changed)
        return unusable(where + ": " + changed.error().message);
    spec = std::move(*changed);
    return {};
}

// A nested mapping as paths; `lines` says where each stood, from 1.
Result<> flatten(const YAML::Node& node, const std::string& path, const std::string& where,
    std::map<std::string, std::string>& values, std::map<std::string, int>& lines)
{
    const std::string line = where + ":" + std::to_string(node.Mark().line + 1);
    if (node.IsMap()) {
        for (const auto& entry : node) {
            const std::string key = (path.empty() ? "" : path + ".") + entry.first.Scalar();
            if (values.contains(key))
                return unusable(where + ":" + std::to_string(entry.first.Mark().line + 1) + ": '" + key
                    + "' stands twice.");
            if (auto done = flatten(entry.second, key, where, values, lines); !done)
                return done;
        }
        return {};
    }
    if (path.empty())
        return unusable(line + ": run: must be a mapping of settings, as in run.yaml.");
    if (node.IsSequence()) {
        YAML::Emitter out;
        out << YAML::Flow << node;
        values[path] = out.c_str();
    } else {
        values[path] = node.IsScalar() ? node.Scalar() : "";
    }
    lines[path] = node.Mark().line + 1;
    return {};
}

struct Branch
{
    std::map<std::string, Branch> branches;
    std::string value;
};

void emitBranch(YAML::Emitter& out, const Branch& branch)
{
    if (branch.branches.empty()) {
        // Lists and numbers stay what they are; Load() of a plain text gives it back, of nothing no value.
        if (branch.value.empty())
            out << YAML::Null;
        else
            out << YAML::Load(branch.value);
        return;
    }
    out << YAML::BeginMap;
    for (const auto& [key, child] : branch.branches) {
        out << YAML::Key << key << YAML::Value;
        emitBranch(out, child);
    }
    out << YAML::EndMap;
}

} // namespace

Result<> checkRunSettings(const std::map<std::string, std::string>& settings, const std::string& where)
{
    RunSpec spec = smallestRunSpec();
    for (const auto& [path, value] : inOrderOfUse(settings)) {
        if (auto checked = checkOne(spec, path, value, where); !checked)
            return checked;
    }
    return {};
}

Result<ProjectSettings> parseProjectSettings(std::string_view yaml, const std::string& where)
{
    try {
        auto root = parseYamlMapping(yaml, where);
        if (!root)
            return passOn(root);
        // run: is read by run.yaml's own rules, the rest here.
        const YAML::Node run = (*root)["run"];
        ProjectSettings settings;
        YAML::Node rest(YAML::NodeType::Map);
        for (const auto& entry : *root) {
            if (entry.first.Scalar() != "run")
                rest[entry.first] = entry.second;
        }
        YamlMap map(rest, where);
        map.requireVersion(ProjectSettings::version);
        map.take("name", settings.name);
        map.takeMap("model", [&](YamlMap& model) {
            model.take("path", settings.modelPath);
            model.take("hash", settings.modelHash);
        });
        map.take("chat_template", settings.chatTemplate);
        if (auto finished = map.finish(); !finished)
            return passOn(finished);
        if (settings.modelPath.empty())
            return unusable(
                where + ": model.path is missing; it names a Hugging Face folder or a GGUF file.");
        if (run && !run.IsNull()) {
            std::map<std::string, int> lines;
            if (auto read = flatten(run, "", where, settings.run, lines); !read)
                return passOn(read);
            RunSpec spec = smallestRunSpec();
            for (const auto& [path, value] : inOrderOfUse(settings.run)) {
                const std::string line = where + ":" + std::to_string(lines[path]);
                if (auto checked = checkOne(spec, path, value, line); !checked)
                    return passOn(checked);
            }
        }
        return settings;
    } catch (const std::exception& exception) {
        return unusable(where + ": " + exception.what() + ".");
    }
}

std::string toYaml(const ProjectSettings& settings)
{
    YAML::Emitter out;
    out << YAML::Comment("A project of Dankai: what may be edited. Everything else stands in project.db.");
    out << YAML::BeginMap;
    out << YAML::Key << "version" << YAML::Value << ProjectSettings::version;
    out << YAML::Key << "name" << YAML::Value << YAML::DoubleQuoted << settings.name;
    out << YAML::Key << "model" << YAML::Value << YAML::BeginMap;
    out << YAML::Key << "path" << YAML::Value << YAML::DoubleQuoted << settings.modelPath;
    out << YAML::Comment("a Hugging Face folder or a GGUF file");
    out << YAML::Key << "hash" << YAML::Value << YAML::DoubleQuoted << settings.modelHash << YAML::EndMap;
    if (!settings.chatTemplate.empty())
        out << YAML::Key << "chat_template" << YAML::Value << YAML::DoubleQuoted << settings.chatTemplate;
    out << YAML::Newline << YAML::Newline
        << YAML::Comment("Defaults of every run, with the keys of a run's run.yaml; for instance\n"
                         "run:\n  optimizer:\n    learning_rate: 0.0003\n  tokens_per_step: 4096");
    if (!settings.run.empty()) {
        Branch root;
        for (const auto& [path, value] : settings.run) {
            Branch* branch = &root;
            for (std::size_t begin = 0;;) {
                const std::size_t dot = path.find('.', begin);
                branch = &branch->branches[path.substr(begin, dot - begin)];
                if (dot == std::string::npos)
                    break;
                begin = dot + 1;
            }
            branch->value = value;
        }
        out << YAML::Key << "run" << YAML::Value;
        emitBranch(out, root);
    }
    out << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

} // namespace dankai
