// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/datacard.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstddef>

namespace dankai {

namespace {

std::vector<std::string> textsOf(const YAML::Node& node)
{
    std::vector<std::string> texts;
    if (node.IsScalar())
        texts.push_back(node.Scalar());
    else if (node.IsSequence())
        for (const YAML::Node& item : node)
            if (item.IsScalar())
                texts.push_back(item.Scalar());
    return texts;
}

std::string textOf(const YAML::Node& node)
{
    return node && node.IsScalar() ? node.Scalar() : std::string();
}

std::vector<CardFiles> filesOf(const YAML::Node& node)
{
    std::vector<CardFiles> all;
    if (!node)
        return all;
    // "data_files: train.jsonl" and a plain list are the training rows.
    if (node.IsScalar()) {
        all.push_back({"train", {node.Scalar()}});
        return all;
    }
    if (!node.IsSequence())
        return all;
    for (const YAML::Node& item : node) {
        if (item.IsScalar())
            all.push_back({"train", {item.Scalar()}});
        else if (item.IsMap() && item["path"])
            all.push_back({textOf(item["split"]), textsOf(item["path"])});
    }
    return all;
}

// Between "---" and "---" at the beginning.
std::string_view frontMatter(std::string_view readme)
{
    if (readme.starts_with("\xEF\xBB\xBF"))
        readme.remove_prefix(3);
    const std::size_t first = readme.find('\n');
    if (!readme.starts_with("---") || first == std::string_view::npos
        || readme.substr(0, first).find_last_not_of("- \r") != std::string_view::npos)
        return {};
    for (std::size_t start = first + 1; start < readme.size();) {
        const std::size_t end = std::min(readme.find('\n', start), readme.size());
        const std::string_view line = readme.substr(start, end - start);
        if (line.starts_with("---"))
            return readme.substr(first + 1, start - first - 1);
        start = end + 1;
    }
    return {};
}

} // namespace

Result<std::vector<CardConfig>> parseDataCard(std::string_view readme, const std::string& where)
{
    std::vector<CardConfig> configs;
    const std::string_view text = frontMatter(readme);
    if (text.empty())
        return configs;
    try {
        const YAML::Node root = YAML::Load(std::string(text));
        if (!root.IsMap() || !root["configs"] || !root["configs"].IsSequence())
            return configs;
        for (const YAML::Node& node : root["configs"]) {
            if (!node.IsMap())
                continue;
            CardConfig config;
            config.name = textOf(node["config_name"]);
            config.isDefault = textOf(node["default"]) == "true";
            config.files = filesOf(node["data_files"]);
            if (!config.files.empty())
                configs.push_back(std::move(config));
        }
        return configs;
    } catch (const YAML::Exception& problem) {
        // The front matter begins in the second line.
        return unusable(
            where + ":" + std::to_string(problem.mark.line + 2) + ": is not valid YAML: " + problem.msg);
    } catch (const std::exception& problem) {
        return unusable(where + ": " + problem.what());
    }
}

bool matchesPattern(std::string_view path, std::string_view pattern)
{
    constexpr std::size_t none = std::string_view::npos;
    // Where to go on, in the pattern and in the path, once what follows the last star did not match: that of
    // a single one, which ends at '/', and that of a double one.
    std::size_t p = 0, t = 0, star = none, starText = 0, deep = none, deepText = 0;
    bool isBySegments = false; // the double star has a '/' behind it
    while (t < path.size()) {
        if (pattern.substr(std::min(p, pattern.size()), 2) == "**") {
            while (p < pattern.size() && pattern[p] == '*')
                ++p;
            isBySegments = p < pattern.size() && pattern[p] == '/';
            p += isBySegments ? 1 : 0;
            deep = p;
            deepText = t;
            star = none;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = ++p;
            starText = t;
        } else if (p < pattern.size() && (pattern[p] == path[t] || (pattern[p] == '?' && path[t] != '/'))) {
            ++p;
            ++t;
        } else if (star != none && path[starText] != '/') {
            p = star;
            t = ++starText;
        } else if (deep != none) {
            ++deepText;
            while (isBySegments && deepText < path.size() && path[deepText - 1] != '/')
                ++deepText;
            p = deep;
            t = deepText;
            star = none;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace dankai
