// SPDX-License-Identifier: Apache-2.0
#include "core/project/textscrubber.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>

extern char** environ; // NOLINT: the only list of all variables that there is

namespace dankai {

namespace {

constexpr std::size_t longWindow = 24;
constexpr std::size_t shortWindow = 8;
constexpr std::size_t shortestSecret = 6;
constexpr std::uint64_t base = 0x9E3779B97F4A7C15ULL; // odd: no power of it is 0
constexpr std::size_t sieveBits = std::size_t(1) << 24;

std::uint64_t powerOf(std::size_t exponent)
{
    std::uint64_t power = 1;
    for (std::size_t i = 0; i < exponent; ++i)
        power *= base;
    return power;
}

std::uint64_t hashOf(std::string_view window)
{
    std::uint64_t hash = 0;
    for (const char c : window)
        hash = hash * base + static_cast<unsigned char>(c) + 1;
    return hash;
}

// Of each window of a text in turn, in constant time for each.
template <class Visit>
void visitWindows(std::string_view text, std::size_t window, const Visit& visit)
{
    if (text.size() < window)
        return;
    const std::uint64_t leaving = powerOf(window);
    std::uint64_t hash = hashOf(text.substr(0, window));
    for (std::size_t at = 0;; ++at) {
        visit(at, hash);
        if (at + window >= text.size())
            return;
        hash = hash * base + static_cast<unsigned char>(text[at + window]) + 1
            - leaving * (static_cast<unsigned char>(text[at]) + std::uint64_t(1));
    }
}

std::size_t sievePlace(std::uint64_t hash)
{
    return static_cast<std::size_t>((hash ^ (hash >> 32)) % sieveBits);
}

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

bool speaksOfSecrets(std::string name)
{
    std::ranges::transform(
        name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return std::ranges::any_of(std::array<std::string_view, 9>{"KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD",
                                   "PASSPHRASE", "CREDENTIAL", "AUTH", "COOKIE"},
        [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

} // namespace

std::string withoutSecrets(std::string text)
{
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view variable = *entry;
        const std::size_t equals = variable.find('=');
        if (equals == std::string_view::npos || variable.size() - equals - 1 < shortestSecret)
            continue;
        if (speaksOfSecrets(std::string(variable.substr(0, equals))))
            replaceAll(text, variable.substr(equals + 1), "[secret]");
    }
    static const std::vector<std::pair<std::regex, std::string>> forms = {
        {std::regex("\\b(sk|pk|hf|ghp|gho|xoxb|xoxp|glpat)[-_][A-Za-z0-9_-]{12,}"), "[secret]"},
        {std::regex("\\bAKIA[A-Z0-9]{12,}"), "[secret]"},
        {std::regex("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_.-]{8,}"), "[secret]"},
        {std::regex("([Bb]earer|[Bb]asic) +[A-Za-z0-9+/=_.-]{8,}"), "$1 [secret]"},
        {std::regex("://[^/@ \\t\\n:]+:[^/@ \\t\\n]+@"), "://[secret]@"},
        {std::regex("((api[_-]?key|token|secret|password|passwd)[\"']? *[=:] *[\"']?)[^ \\t\\n\"',;&]{4,}",
             std::regex::icase),
            "$1[secret]"},
    };
    // Line by line: the library's matcher recurses as deep as a text is long.
    std::string clean;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string line = text.substr(begin, std::min<std::size_t>(end - begin, 4096));
        for (const auto& [form, word] : forms)
            line = std::regex_replace(line, form, word);
        clean += line;
        if (end < text.size())
            clean += '\n';
        begin = end + 1;
    }
    return clean;
}

std::string withShortPaths(
    std::string text, const std::vector<std::pair<std::filesystem::path, std::string>>& folders)
{
    std::vector<std::pair<std::string, std::string>> longestFirst;
    for (const auto& [folder, word] : folders)
        if (folder.string().size() > 1)
            longestFirst.emplace_back(folder.string(), word);
    std::ranges::stable_sort(
        longestFirst, [](const auto& one, const auto& two) { return one.first.size() > two.first.size(); });
    for (const auto& [folder, word] : longestFirst)
        replaceAll(text, folder, word);
    return text;
}

TextScrubber::TextScrubber(std::vector<std::string> texts)
{
    for (const std::string& text : texts) {
        m_all += text;
        m_ends.push_back(m_all.size());
    }
    m_isHidden.resize(m_all.size());
    index(longWindow, m_long, m_knowsLong);
    index(shortWindow, m_short, m_knowsShort);
}

void TextScrubber::index(std::size_t window, std::vector<Place>& places, std::vector<bool>& known) const
{
    known.resize(sieveBits);
    visitWindows(m_all, window, [&](std::size_t at, std::uint64_t hash) {
        places.push_back({hash, static_cast<std::uint32_t>(at)});
        known[sievePlace(hash)] = true;
    });
    std::ranges::sort(places, {}, &Place::hash);
}

template <class Found>
void TextScrubber::find(std::string_view window, std::uint64_t hash, const std::vector<Place>& places,
    const std::vector<bool>& known, const Found& found) const
{
    if (!known[sievePlace(hash)])
        return;
    for (auto place = std::ranges::lower_bound(places, hash, {}, &Place::hash);
         place != places.end() && place->hash == hash; ++place)
        if (std::string_view(m_all).substr(place->at, window.size()) == window)
            found(place->at);
}

void TextScrubber::hide(std::string_view hidden)
{
    const auto mark = [this](std::size_t at, std::size_t bytes) {
        std::fill_n(m_isHidden.begin() + static_cast<std::ptrdiff_t>(at), bytes, true);
    };
    if (hidden.size() >= longWindow) {
        visitWindows(hidden, longWindow, [&](std::size_t at, std::uint64_t hash) {
            find(hidden.substr(at, longWindow), hash, m_long, m_knowsLong,
                [&](std::size_t place) { mark(place, longWindow); });
        });
    } else if (hidden.size() >= shortWindow) {
        const std::string_view head = hidden.substr(0, shortWindow);
        find(head, hashOf(head), m_short, m_knowsShort, [&](std::size_t place) {
            if (std::string_view(m_all).substr(place, hidden.size()) == hidden)
                mark(place, hidden.size());
        });
    }
}

std::vector<std::string> TextScrubber::texts() const
{
    std::vector<std::string> texts;
    std::size_t at = 0;
    for (const std::size_t end : m_ends) {
        std::string text;
        while (at < end) {
            if (!m_isHidden[at]) {
                text += m_all[at++];
                continue;
            }
            text += "[text]";
            while (at < end && m_isHidden[at])
                ++at;
            // No half a character may stand there.
            while (at < end && (static_cast<unsigned char>(m_all[at]) & 0xC0) == 0x80)
                ++at;
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

} // namespace dankai
