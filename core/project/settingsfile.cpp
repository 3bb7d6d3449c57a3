// SPDX-License-Identifier: Apache-2.0
#include "core/project/settingsfile.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <vector>

namespace dankai {

namespace {

using Lines = std::vector<std::string>;

Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string textOf(const Lines& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += line + "\n";
    return text;
}

std::string quoted(const std::string& value)
{
    YAML::Emitter out;
    out << YAML::DoubleQuoted << value;
    return out.c_str();
}

// Numbers, words and lists stay bare where they read back as they are.
std::string written(const std::string& path, const std::string& value)
{
    const bool isRun = path.starts_with("run.");
    if (!isRun || value.empty() || value.find_first_of("#\n\"'&*!|>%@`{}") != std::string::npos
        || value.find(": ") != std::string::npos || value.ends_with(':') || value.starts_with("- "))
        return quoted(value);
    return value;
}

std::vector<std::string> partsOf(const std::string& path)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t dot = path.find('.', begin);
        parts.push_back(path.substr(begin, dot - begin));
        if (dot == std::string::npos)
            return parts;
        begin = dot + 1;
    }
}

struct Entry
{
    YAML::Node key, value;
};

std::optional<Entry> find(const YAML::Node& map, const std::string& key)
{
    if (map.IsMap())
        for (const auto& entry : map)
            if (entry.first.Scalar() == key)
                return Entry{entry.first, entry.second};
    return std::nullopt;
}

// Behind the value that begins at `begin` of a line; npos where it goes on below.
std::size_t valueEnd(const std::string& line, std::size_t begin, bool isInFlow)
{
    const char first = begin < line.size() ? line[begin] : '\0';
    if (first == '"' || first == '\'') {
        for (std::size_t i = begin + 1; i < line.size(); ++i) {
            if (first == '"' && line[i] == '\\')
                ++i;
            else if (line[i] == first)
                return i + 1;
        }
        return std::string::npos;
    }
    if (first == '[') {
        const std::size_t end = line.find(']', begin);
        return end == std::string::npos ? end : end + 1;
    }
    std::size_t end = line.find(" #", begin);
    if (isInFlow)
        end = std::min(end, line.find_first_of(",}", begin));
    end = std::min(end, line.size());
    while (end > begin && (line[end - 1] == ' ' || line[end - 1] == '\r'))
        --end;
    return end;
}

// One change in the text. What it cannot do well it does badly: the caller reads the result and compares.
void set(Lines& lines, const std::string& path, const std::string& value)
{
    YAML::Node map = YAML::Load(textOf(lines));
    std::vector<std::string> parts = partsOf(path);
    std::optional<Entry> at;
    std::size_t depth = 0;
    for (; depth < parts.size(); ++depth) {
        const auto next = find(map, parts[depth]);
        if (!next)
            break;
        at = next;
        map.reset(next->value);
    }
    const std::string text = written(path, value);
    if (depth == parts.size()) {
        const auto line = static_cast<std::size_t>(std::max(0, at->value.Mark().line));
        const auto column = static_cast<std::size_t>(std::max(0, at->value.Mark().column));
        if (line >= lines.size() || column > lines[line].size())
            return;
        const bool isInFlow = lines[line].find('{') < column;
        const std::size_t end = valueEnd(lines[line], column, isInFlow);
        if (end != std::string::npos && end >= column)
            lines[line].replace(column, end - column, text);
        return;
    }
    // What is missing of the path, nested, below what is there of it.
    std::size_t line = lines.size();
    std::size_t indent = 0;
    if (at && map.IsMap() && map.size() > 0) { // above its first key
        line = static_cast<std::size_t>(map.begin()->first.Mark().line);
        indent = static_cast<std::size_t>(map.begin()->first.Mark().column);
    } else if (at) { // a key without a value
        line = static_cast<std::size_t>(at->key.Mark().line) + 1;
        indent = static_cast<std::size_t>(at->key.Mark().column) + 2;
    } else if (const auto model = find(map, "model"); model && parts.front() != "run") {
        line = static_cast<std::size_t>(model->key.Mark().line);
    }
    Lines added;
    for (; depth < parts.size(); ++depth, indent += 2)
        added.push_back(std::string(indent, ' ') + parts[depth] + ":"
            + (depth + 1 == parts.size() ? " " + text : std::string()));
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(std::min(line, lines.size())), added.begin(),
        added.end());
}

void remove(Lines& lines, const std::string& path)
{
    YAML::Node map = YAML::Load(textOf(lines));
    std::optional<YAML::Mark> from; // of the key whose whole content is this one
    for (const std::string& part : partsOf(path)) {
        const auto next = find(map, part);
        if (!next)
            return;
        if (!from || map.size() > 1)
            from = next->key.Mark();
        map.reset(next->value);
    }
    const auto last = static_cast<std::size_t>(std::max(map.Mark().line, from->line));
    // Comments between the keys stand; only lines of keys go.
    for (std::size_t line = std::min(last + 1, lines.size());
         line-- > static_cast<std::size_t>(from->line);) {
        const std::size_t begin = lines[line].find_first_not_of(' ');
        if (begin != std::string::npos && lines[line][begin] != '#')
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line));
    }
}

} // namespace

Result<ProjectSettings> withChanges(ProjectSettings settings, const SettingChanges& changes)
{
    for (const auto& [path, value] : changes) {
        if (path == "name")
            settings.name = value.value_or("");
        else if (path == "model.path")
            settings.modelPath = value.value_or("");
        else if (path == "model.hash")
            settings.modelHash = value.value_or("");
        else if (path == "chat_template")
            settings.chatTemplate = value.value_or("");
        else if (!path.starts_with("run."))
            return unusable("project.yaml has no setting '" + path + "'.");
        else if (value)
            settings.run[path.substr(4)] = *value;
        else
            settings.run.erase(path.substr(4));
    }
    // Reading back what would be written checks everything at once. Its lines are nobody's, so only what is
    // wrong with the value is said.
    auto read = parseProjectSettings(toYaml(settings), "project.yaml");
    if (!read)
        if (const std::size_t at = read.error().message.find("--set "); at != std::string::npos)
            if (const std::size_t end = read.error().message.find(": ", at); end != std::string::npos)
                read.error().message.erase(0, end + 2);
    return read;
}

Result<EditedSettings> editSettings(
    std::string_view yaml, const SettingChanges& changes, const std::string& where)
{
    auto before = parseProjectSettings(yaml, where);
    if (!before)
        return passOn(before);
    auto after = withChanges(*before, changes);
    if (!after)
        return passOn(after);
    EditedSettings edited;
    edited.settings = std::move(*after);
    try {
        Lines lines = linesOf(yaml);
        for (const auto& [path, value] : changes) {
            if (value)
                set(lines, path, *value);
            else
                remove(lines, path);
        }
        edited.yaml = textOf(lines);
        const auto read = parseProjectSettings(edited.yaml, where);
        if (read && *read == edited.settings)
            return edited;
    } catch (const YAML::Exception&) {
        // as below
    }
    edited.yaml = toYaml(edited.settings);
    edited.keepsComments = false;
    return edited;
}

} // namespace dankai
