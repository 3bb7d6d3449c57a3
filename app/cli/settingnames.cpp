// SPDX-License-Identifier: Apache-2.0
#include "app/cli/settingnames.h"

#include "app/cli/wording.h"
#include "core/run/runspec.h"

#include <algorithm>
#include <array>
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

// What a run is made of rather than set to; the commands decide it.
bool isDecidedElsewhere(std::string_view key)
{
    constexpr std::array<std::string_view, 6> decided{
        "version", "arm", "model.", "held_out_phases", "phases.1.file", "phases.1.held_out"};
    return std::ranges::any_of(decided, [key](std::string_view fixed) {
        return key == fixed || (fixed.ends_with('.') && key.starts_with(fixed));
    });
}

std::string_view lastPart(std::string_view key)
{
    const std::size_t dot = key.rfind('.');
    return dot == std::string_view::npos ? key : key.substr(dot + 1);
}

// learning_rate -> lr: how people shorten what they type often.
std::string initials(std::string_view name)
{
    std::string letters;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (i == 0 || name[i - 1] == '_')
            letters += name[i];
    return letters;
}

} // namespace

std::vector<std::string> settingNames()
{
    // run.yaml as it is written names every key: nested mappings by indentation. Keys that are written only
    // where they are set must be set.
    RunSpec spec;
    spec.carryOver = CarryOver::Moderate;
    spec.schedule.finalFraction = 0.1;
    spec.phases.resize(1);
    spec.phases[0].learningRate = 1e-4;
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
        else if (!isDecidedElsewhere(full + key))
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
    // The last part alone is what people remember.
    std::vector<std::pair<std::size_t, std::string>> near;
    near.reserve(names.size());
    for (const std::string& name : names)
        near.emplace_back(initials(lastPart(name)) == key
                ? 0
                : std::min(editDistance(key, name), editDistance(lastPart(key), lastPart(name))),
            name);
    std::stable_sort(near.begin(), near.end(),
        [](const auto& first, const auto& second) { return first.first < second.first; });
    constexpr std::size_t shown = 5;
    std::string message = "There is no setting '" + setting.first + "'.";
    if (near.front().first <= std::max<std::size_t>(2, lastPart(key).size() / 3))
        message += " Did you mean '" + near.front().second + "'?";
    message += " Near it are:";
    for (std::size_t i = 0; i < std::min(shown, near.size()); ++i)
        message += (i == 0 ? " " : ", ") + near[i].second;
    return unusable(message + ".");
}

Result<std::vector<std::pair<std::string, std::string>>> parseSettings(const std::vector<std::string>& texts)
{
    std::vector<std::pair<std::string, std::string>> settings;
    for (const std::string& text : texts) {
        auto parsed = parseSetting(text);
        if (!parsed)
            return passOn(parsed);
        settings.push_back(std::move(*parsed));
    }
    return settings;
}

} // namespace dankai
