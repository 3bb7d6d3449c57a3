// SPDX-License-Identifier: Apache-2.0
#include "app/cli/settingnames.h"

#include "app/cli/wording.h"
#include "core/run/runspec.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace dankai {

namespace {

std::size_t indentOf(std::string_view line)
{
    const std::size_t indent = line.find_first_not_of(' ');
    return indent == std::string_view::npos ? line.size() : indent;
}

// phases.12.epochs -> phases.1.epochs, so that one phase stands for all.
std::string withFirstPhase(std::string key)
{
    constexpr std::string_view prefix = "phases.";
    if (!key.starts_with(prefix))
        return key;
    std::size_t end = prefix.size();
    while (end < key.size() && std::isdigit(static_cast<unsigned char>(key[end])) != 0)
        ++end;
    if (end > prefix.size())
        key.replace(prefix.size(), end - prefix.size(), "1");
    return key;
}

} // namespace

std::vector<std::string> settingNames()
{
    // run.yaml as it is written names every key: nested mappings by indentation.
    RunSpec spec;
    spec.phases.resize(1);
    spec.phases[0].learningRate = 1e-4; // optional keys are written only where they are set
    spec.phases[0].heldOut = {1};
    const std::string yaml = toYaml(spec);
    std::vector<std::string> names;
    std::vector<std::pair<std::size_t, std::string>> path; // indentation and key of the open mappings
    for (std::size_t from = 0; from < yaml.size();) {
        const std::size_t newline = std::min(yaml.find('\n', from), yaml.size());
        std::string line = yaml.substr(from, newline - from);
        from = newline + 1;
        std::size_t indent = indentOf(line);
        if (indent == line.size() || line[indent] == '#')
            continue;
        if (line[indent] == '-') { // an element of phases
            line[indent] = ' ';
            const std::size_t before = indent;
            indent = indentOf(line);
            while (!path.empty() && path.back().first > before)
                path.pop_back();
            if (!path.empty() && path.back().second == "phases")
                path.emplace_back(before + 1, "1");
        }
        const std::size_t colon = line.find(':', indent);
        if (colon == std::string::npos)
            continue;
        while (!path.empty() && path.back().first >= indent)
            path.pop_back();
        const std::string key = line.substr(indent, colon - indent);
        std::string full;
        for (const auto& [depth, part] : path)
            full += part + ".";
        if (colon + 1 == line.size())
            path.emplace_back(indent, key);
        else
            names.push_back(full + key);
    }
    return names;
}

Result<std::pair<std::string, std::string>> parseSetting(const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        return unusable(
            "--set takes key=value, for instance optimizer.learning_rate=1e-4, not '" + text + "'.");
    std::pair<std::string, std::string> setting(text.substr(0, equals), text.substr(equals + 1));
    const std::vector<std::string> names = settingNames();
    const std::string key = withFirstPhase(setting.first);
    if (std::find(names.begin(), names.end(), key) != names.end())
        return setting;
    std::string message = "There is no setting '" + setting.first + "'.";
    // The last part alone is what people remember.
    std::string sameEnding;
    for (const std::string& name : names)
        if (name.ends_with("." + setting.first))
            sameEnding = name;
    if (!sameEnding.empty())
        message += " Did you mean '" + sameEnding + "'?";
    else if (const auto nearest = nearestName(key, names))
        message += " Did you mean '" + *nearest + "'?";
    message += " The settings are:";
    for (const std::string& name : names)
        message += (name == names.front() ? " " : ", ") + name;
    return unusable(message + ".");
}

} // namespace dankai
