// SPDX-License-Identifier: Apache-2.0
#include "core/run/yamlmap.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace dankai {

namespace {

std::string plain(double value)
{
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

// Aliases let a few bytes stand for a tree without end: everything that walks one must be bounded first.
constexpr int maxYamlDepth = 32;
constexpr std::size_t maxYamlNodes = 100000;

bool isTooLarge(const YAML::Node& node, int depth, std::size_t& nodes)
{
    if (depth > maxYamlDepth || ++nodes > maxYamlNodes)
        return true;
    for (const auto& entry : node) {
        if (node.IsMap()
                ? isTooLarge(entry.first, depth + 1, nodes) || isTooLarge(entry.second, depth + 1, nodes)
                : isTooLarge(entry, depth + 1, nodes))
            return true;
    }
    return false;
}

} // namespace

YamlMap::YamlMap(const YAML::Node& node, std::string where, std::string path)
    : m_node(node)
    , m_where(std::move(where))
    , m_path(std::move(path))
{
    if (!m_node.IsMap())
        fail(m_node, "", " must be a mapping of keys to values");
    std::set<std::string> seen;
    if (m_node.IsMap()) {
        for (const auto& entry : m_node) {
            if (!entry.first.IsScalar())
                fail(entry.first, "", " has a key that is no plain text");
            else if (!seen.insert(entry.first.Scalar()).second)
                fail(entry.first, entry.first.Scalar(), " stands there twice");
        }
    }
}

std::string YamlMap::place(const YAML::Node& node) const
{
    if (m_where.empty())
        return {};
    const int line = node.Mark().line;
    return line < 0 ? m_where + ": " : m_where + ":" + std::to_string(line + 1) + ": ";
}

void YamlMap::fail(const YAML::Node& node, const std::string& key, const std::string& what)
{
    if (m_error)
        return;
    std::string name = m_path + key;
    if (!name.empty() && name.back() == '.')
        name.pop_back();
    m_error = Error{ErrorCode::Unusable, place(node) + (name.empty() ? "the file" : name) + what};
}

YAML::Node YamlMap::takeNode(const char* key)
{
    if (!m_node.IsMap())
        return YAML::Node(YAML::NodeType::Undefined);
    m_taken.insert(key);
    const YAML::Node& map = m_node; // a const lookup adds nothing
    return map[key];
}

YAML::Node YamlMap::takeText(const char* key, std::string& target)
{
    YAML::Node node = takeNode(key);
    if (!node)
        return YAML::Node(YAML::NodeType::Undefined);
    if (node.IsNull()) { // "key:" with nothing behind it
        target.clear();
        return node;
    }
    if (!node.IsScalar()) {
        fail(node, key, " must be a text");
        return YAML::Node(YAML::NodeType::Undefined);
    }
    // "\0" in quotes: the system would take what comes before it for the whole path.
    if (node.Scalar().find('\0') != std::string::npos) {
        fail(node, key, " must be a text without NUL characters");
        return YAML::Node(YAML::NodeType::Undefined);
    }
    target = node.Scalar();
    return node;
}

bool YamlMap::has(const char* key)
{
    const YAML::Node& map = m_node;
    return m_node.IsMap() && map[key];
}

void YamlMap::take(const char* key, std::string& target)
{
    takeText(key, target);
}

void YamlMap::take(const char* key, bool& target)
{
    const YAML::Node node = takeNode(key);
    if (!node)
        return;
    if (node.IsScalar() && node.Scalar() == "true")
        target = true;
    else if (node.IsScalar() && node.Scalar() == "false")
        target = false;
    else
        fail(node, key, " must be true or false");
}

bool YamlMap::readNumber(const YAML::Node& node, const char* key, double& target, double least, double most)
{
    const std::string range = plain(least) + " to " + plain(most);
    if (!node.IsScalar() || node.Scalar().empty()) {
        fail(node, key, " must be a number, " + range);
        return false;
    }
    const std::string& text = node.Scalar();
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end != text.c_str() + text.size() || !std::isfinite(value) || value < least || value > most) {
        fail(node, key, " is '" + text + "'; it must be a number, " + range);
        return false;
    }
    target = value;
    return true;
}

void YamlMap::take(const char* key, int& target, int least, int most)
{
    const YAML::Node node = takeNode(key);
    double value = 0;
    if (!node || !readNumber(node, key, value, least, most))
        return;
    if (value != std::floor(value))
        fail(node, key, " is '" + node.Scalar() + "'; it must be a whole number");
    else
        target = static_cast<int>(value);
}

void YamlMap::take(const char* key, std::uint64_t& target)
{
    const YAML::Node node = takeNode(key);
    if (!node)
        return;
    const std::string text = node.IsScalar() ? node.Scalar() : std::string();
    const bool isDigits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    errno = 0;
    const unsigned long long value = isDigits ? std::strtoull(text.c_str(), nullptr, 10) : 0;
    if (!isDigits || errno == ERANGE)
        fail(node, key, " must be a whole number, 0 to 18446744073709551615");
    else
        target = value;
}

void YamlMap::take(const char* key, double& target, double least, double most)
{
    const YAML::Node node = takeNode(key);
    if (node)
        readNumber(node, key, target, least, most);
}

void YamlMap::take(const char* key, std::optional<double>& target, double least, double most)
{
    const YAML::Node node = takeNode(key);
    double value = 0;
    if (node && !node.IsNull() && readNumber(node, key, value, least, most))
        target = value;
}

void YamlMap::take(const char* key, std::vector<double>& target, double least, double most)
{
    const YAML::Node node = takeNode(key);
    if (!node)
        return;
    if (!node.IsSequence()) {
        fail(node, key, " must be a list of numbers");
        return;
    }
    std::vector<double> values;
    for (const YAML::Node& item : node) {
        double value = 0;
        if (!readNumber(item, key, value, least, most))
            return;
        values.push_back(value);
    }
    target = std::move(values);
}

void YamlMap::take(const char* key, std::vector<int>& target, int least, int most)
{
    std::vector<double> values;
    take(key, values, least, most);
    if (!has(key) || m_error)
        return;
    target.clear();
    for (const double value : values) {
        if (value != std::floor(value)) {
            fail(m_node, key, " must be a list of whole numbers");
            return;
        }
        target.push_back(static_cast<int>(value));
    }
}

void YamlMap::take(const char* key, std::vector<std::string>& target)
{
    const YAML::Node node = takeNode(key);
    if (!node)
        return;
    if (!node.IsSequence()) {
        fail(node, key, " must be a list of texts");
        return;
    }
    std::vector<std::string> values;
    for (const YAML::Node& item : node) {
        if (!item.IsScalar()) {
            fail(item, key, " must be a list of texts");
            return;
        }
        values.push_back(item.Scalar());
    }
    target = std::move(values);
}

void YamlMap::requireVersion(int version)
{
    int found = 0;
    if (!has("version"))
        fail(m_node, "version", " is missing; this program reads version " + std::to_string(version));
    take("version", found, 0, std::numeric_limits<int>::max());
    if (!m_error && found != version) {
        const YAML::Node& map = m_node;
        fail(map["version"], "version",
            " is " + std::to_string(found) + "; this program reads version " + std::to_string(version));
    }
}

void YamlMap::takeMap(const char* key, const std::function<void(YamlMap&)>& read)
{
    const YAML::Node node = takeNode(key);
    if (!node || node.IsNull())
        return;
    YamlMap map(node, m_where, m_path + key + ".");
    read(map);
    if (auto finished = map.finish(); !finished && !m_error)
        m_error = std::move(finished.error());
}

void YamlMap::takeMaps(const char* key, const std::function<void(YamlMap&, std::size_t index)>& read)
{
    const YAML::Node node = takeNode(key);
    if (!node)
        return;
    if (!node.IsSequence()) {
        fail(node, key, " must be a list");
        return;
    }
    std::size_t index = 0;
    for (const YAML::Node& item : node) {
        YamlMap map(item, m_where, m_path + key + "." + std::to_string(index + 1) + ".");
        read(map, index++);
        if (auto finished = map.finish(); !finished && !m_error)
            m_error = std::move(finished.error());
    }
}

Result<> YamlMap::finish()
{
    if (m_error)
        return tl::unexpected(*m_error);
    if (!m_node.IsMap())
        return {};
    for (const auto& entry : m_node) {
        const std::string key = entry.first.Scalar();
        if (!m_taken.contains(key))
            return unusable(place(entry.first) + m_path + key
                + " is not a key that is known here; remove it or correct its spelling");
    }
    return {};
}

Result<YAML::Node> parseYamlMapping(std::string_view text, const std::string& where)
{
    // yaml-cpp replaces such bytes when it writes, and a path would quietly become another.
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = codePointAt(text, offset);
        const bool isNul = text[offset] == '\0'; // no YAML, and the end of a number for who reads it in C
        if (!point.isValid || isNul) {
            const auto line
                = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n') + 1;
            return unusable(where + ":" + std::to_string(line)
                + (isNul ? ": holds a NUL byte; save the file as plain text"
                         : ": is not UTF-8; save the file as UTF-8"));
        }
        offset += point.length;
    }
    try {
        YAML::Node node = YAML::Load(std::string(text));
        if (!node.IsMap())
            return unusable(where + ": must be a YAML mapping of keys to values");
        std::size_t nodes = 0;
        if (isTooLarge(node, 0, nodes))
            return unusable(where + ": nests deeper than " + std::to_string(maxYamlDepth)
                + " levels or holds more than " + std::to_string(maxYamlNodes)
                + " values; write the settings out without aliases");
        return node;
    } catch (const YAML::Exception& exception) {
        const int line = exception.mark.line;
        return unusable(
            where + (line < 0 ? "" : ":" + std::to_string(line + 1)) + ": not YAML: " + exception.msg);
    } catch (const std::exception& exception) {
        return unusable(where + ": not YAML: " + exception.what());
    }
}

} // namespace dankai
