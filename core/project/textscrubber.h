// SPDX-License-Identifier: Apache-2.0
// Takes out of texts what must not leave this machine: secrets of the environment, paths of a person, and
// whatever stands in texts that it is shown. Knows no meaning: what is equal byte for byte is taken out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dankai {

// Values of variables whose names speak of secrets, and what looks like a key, a token or a password in an
// address, become [secret].
std::string withoutSecrets(std::string text);
// Paths below these folders begin with the word instead; longer folders first wins.
std::string withShortPaths(
    std::string text, const std::vector<std::pair<std::filesystem::path, std::string>>& folders);

class TextScrubber final
{
public:
    // Some megabytes at most: it is kept in memory with an index.
    explicit TextScrubber(std::vector<std::string> texts);

    // Whatever of `hidden` stands in the texts is taken out: any 24 bytes in a row of it (eight Japanese
    // characters), and a shorter text where the whole of it stands there. Below 8 bytes nothing is: such a
    // word says nothing, and would tear holes into every line.
    void hide(std::string_view hidden);

    // In the order in which they came, with [text] in place of what was hidden.
    std::vector<std::string> texts() const;

private:
    struct Place
    {
        std::uint64_t hash = 0;
        std::uint32_t at = 0;

        bool operator<(const Place& other) const { return hash < other.hash; }
    };

    void index(std::size_t window, std::vector<Place>& places, std::vector<bool>& known) const;
    template <class Found>
    void find(std::string_view window, std::uint64_t hash, const std::vector<Place>& places,
        const std::vector<bool>& known, const Found& found) const;

    std::string m_all; // the texts one after another
    std::vector<std::size_t> m_ends;
    std::vector<bool> m_isHidden; // bytes of m_all
    std::vector<Place> m_long, m_short;
    std::vector<bool> m_knowsLong, m_knowsShort;
};

} // namespace dankai
