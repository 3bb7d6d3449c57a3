// SPDX-License-Identifier: Apache-2.0
// Strict reading of a YAML mapping: each key is taken once with its type and range; what is left over at
// the end is an unknown key, an error with file:line.
#pragma once

#include "core/base/result.h"

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dankai {

class YamlMap final
{
public:
    // `where` is the file's name, `path` the mapping's place in it ("optimizer."; "" at the top).
    YamlMap(const YAML::Node& node, std::string where, std::string path = {});

    bool has(const char* key);
    // Absent keys leave the target as it is; the first error is kept and the rest is read on in silence.
    void take(const char* key, std::string& target);
    void take(const char* key, bool& target);
    void take(const char* key, int& target, int least, int most);
    void take(const char* key, std::uint64_t& target);
    void take(const char* key, double& target, double least, double most);
    void take(const char* key, std::optional<double>& target, double least, double most);
    void take(const char* key, std::vector<double>& target, double least, double most);
    void take(const char* key, std::vector<int>& target, int least, int most);
    void take(const char* key, std::vector<std::string>& target);
    void requireVersion(int version);

    template <class T>
    void takeChoice(const char* key, T& target, const std::vector<std::pair<std::string_view, T>>& choices)
    {
        std::string text;
        YAML::Node node = takeText(key, text);
        if (!node)
            return;
        for (const auto& [name, value] : choices) {
            if (name == text) {
                target = value;
                return;
            }
        }
        std::string known;
        for (const auto& choice : choices)
            known += (known.empty() ? "" : ", ") + std::string(choice.first);
        fail(node, key, " is '" + text + "'; it must be one of: " + known);
    }

    void takeMap(const char* key, const std::function<void(YamlMap&)>& read);
    void takeMaps(const char* key, const std::function<void(YamlMap&, std::size_t index)>& read);

    // Also reports the first key that nobody took.
    Result<> finish();

private:
    YAML::Node takeNode(const char* key);
    YAML::Node takeText(const char* key, std::string& target);
    bool readNumber(const YAML::Node& node, const char* key, double& target, double least, double most);
    // `what` continues the key and begins with its space.
    void fail(const YAML::Node& node, const std::string& key, const std::string& what);
    std::string place(const YAML::Node& node) const;

    YAML::Node m_node;
    std::string m_where;
    std::string m_path;
    std::set<std::string> m_taken;
    std::optional<Error> m_error;
};

// The top mapping of a text; a text that is not YAML, or is not a mapping, is an error with its line.
Result<YAML::Node> parseYamlMapping(std::string_view text, const std::string& where);

} // namespace dankai
