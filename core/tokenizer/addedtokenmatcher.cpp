// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/addedtokenmatcher.h"

#include "core/base/utf8.h"
#include "core/tokenizer/unicodeclasses.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace dankai {

namespace {

bool isSpace(char32_t point)
{
    return (unicodeClasses()[point] & SpaceClass) != 0;
}

// \w of Rust's regex (UTS 18): alphabetic, marks, decimal digits, connectors, joiners.
bool isWordCharacter(char32_t point)
{
    const auto character = static_cast<UChar32>(point);
    constexpr std::uint32_t categories = U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK;
    return u_hasBinaryProperty(character, UCHAR_ALPHABETIC) || (U_GET_GC_MASK(character) & categories) != 0
        || u_hasBinaryProperty(character, UCHAR_JOIN_CONTROL);
}

// The beginning of the code point that ends at `end` > 0.
std::size_t previousBegin(std::string_view text, std::size_t end)
{
    std::size_t begin = end - 1;
    while (begin > 0 && (static_cast<std::uint8_t>(text[begin]) & 0xc0U) == 0x80)
        --begin;
    return begin;
}

std::size_t withoutSpacesBefore(std::string_view text, std::size_t end)
{
    while (end > 0) {
        const std::size_t begin = previousBegin(text, end);
        if (!isSpace(codePointAt(text, begin).value))
            break;
        end = begin;
    }
    return end;
}

std::size_t withoutSpacesAfter(std::string_view text, std::size_t begin)
{
    while (begin < text.size()) {
        const CodePoint point = codePointAt(text, begin);
        if (!isSpace(point.value))
            break;
        begin += point.length;
    }
    return begin;
}

bool isInsideWord(std::string_view text, std::size_t begin, std::size_t end)
{
    return (begin > 0 && isWordCharacter(codePointAt(text, previousBegin(text, begin)).value))
        || (end < text.size() && isWordCharacter(codePointAt(text, end).value));
}

} // namespace

AddedTokenMatcher::AddedTokenMatcher()
    : m_nodes(1)
{ }

std::int32_t AddedTokenMatcher::child(std::int32_t node, std::uint8_t byte) const
{
    std::int32_t next = m_nodes[static_cast<std::size_t>(node)].firstChild;
    while (next >= 0 && m_nodes[static_cast<std::size_t>(next)].byte != byte)
        next = m_nodes[static_cast<std::size_t>(next)].nextSibling;
    return next;
}

void AddedTokenMatcher::add(const AddedToken& token)
{
    if (token.content.empty())
        return;
    std::int32_t node = 0;
    for (const char character : token.content) {
        const auto byte = static_cast<std::uint8_t>(character);
        std::int32_t next = child(node, byte);
        if (next < 0) {
            next = static_cast<std::int32_t>(m_nodes.size());
            m_nodes.push_back({byte, -1, m_nodes[static_cast<std::size_t>(node)].firstChild, -1});
            m_nodes[static_cast<std::size_t>(node)].firstChild = next;
        }
        node = next;
    }
    m_isFirstByte[static_cast<std::uint8_t>(token.content.front())] = true;
    if (m_nodes[static_cast<std::size_t>(node)].token >= 0)
        return; // the same spelling twice: the first one counts
    m_nodes[static_cast<std::size_t>(node)].token = static_cast<std::int32_t>(m_tokens.size());
    m_tokens.push_back(token);
}

void AddedTokenMatcher::find(std::string_view text, Special special, std::vector<Match>& matches) const
{
    matches.clear();
    if (isEmpty())
        return;
    std::size_t taken = 0; // spaces before it belong to the match before
    for (std::size_t i = 0; i < text.size();) {
        if (!m_isFirstByte[static_cast<std::uint8_t>(text[i])]) {
            ++i;
            continue;
        }
        std::int32_t found = -1;
        std::size_t end = i;
        std::int32_t node = 0;
        for (std::size_t at = i; at < text.size(); ++at) {
            node = child(node, static_cast<std::uint8_t>(text[at]));
            if (node < 0)
                break;
            if (const std::int32_t token = m_nodes[static_cast<std::size_t>(node)].token; token >= 0) {
                found = token;
                end = at + 1;
            }
        }
        if (found < 0) {
            ++i;
            continue;
        }
        const AddedToken& token = m_tokens[static_cast<std::size_t>(found)];
        const std::size_t begin = i;
        i = end;
        if (token.isSpecial && special == Special::Skip)
            continue;
        if (token.isSingleWord && isInsideWord(text, begin, end))
            continue;
        Match match{begin, end, token.id};
        if (token.stripsLeft)
            match.begin = std::max(withoutSpacesBefore(text, begin), taken);
        if (token.stripsRight)
            match.end = withoutSpacesAfter(text, end);
        taken = match.end;
        matches.push_back(match);
    }
}

} // namespace dankai
