// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/example.h"

#include "core/base/hash.h"

#include <algorithm>

namespace dankai {

namespace {

// Calls visit(role, text, more): a turn's text is `text`, then a newline and `more` where that is not
// empty, so that no turn has to be copied to be hashed.
template <class Visit>
void visitTurns(const Example& example, const Visit& visit)
{
    if (!example.system.empty())
        visit(std::string_view("system"), std::string_view(example.system), std::string_view());
    for (const Message& message : example.history)
        visit(std::string_view(message.role), std::string_view(message.content), std::string_view());
    const bool hasInstruction = !example.instruction.empty();
    if (hasInstruction || !example.input.empty())
        visit(std::string_view("user"),
            std::string_view(hasInstruction ? example.instruction : example.input),
            hasInstruction ? std::string_view(example.input) : std::string_view());
    visit(std::string_view("assistant"), std::string_view(example.response), std::string_view());
}

std::size_t lengthOf(std::string_view text, std::string_view more)
{
    return text.size() + (more.empty() ? 0 : 1 + more.size());
}

void appendTurnText(std::string& text, std::string_view first, std::string_view more)
{
    text += first;
    if (!more.empty()) {
        text += '\n';
        text += more;
    }
}

void appendLength(std::string& bytes, std::uint64_t length)
{
    for (int shift = 0; shift < 64; shift += 8)
        bytes += static_cast<char>(length >> shift & 0xff);
}

} // namespace

std::string userTurn(const Example& example)
{
    std::string text = example.instruction;
    if (!text.empty() && !example.input.empty())
        text += '\n';
    text += example.input;
    return text;
}

std::vector<Message> turns(const Example& example)
{
    std::vector<Message> messages;
    messages.reserve(example.history.size() + 3);
    visitTurns(example, [&](std::string_view role, std::string_view text, std::string_view more) {
        Message& message = messages.emplace_back();
        message.role = role;
        appendTurnText(message.content, text, more);
    });
    return messages;
}

ContentHash contentHash(const Example& example)
{
    // Lengths stand before the bytes, so that no two lists of turns have the same serialisation.
    thread_local std::string bytes;
    bytes.assign("dankai example 1\n");
    visitTurns(example, [](std::string_view role, std::string_view text, std::string_view more) {
        appendLength(bytes, role.size());
        bytes += role;
        appendLength(bytes, lengthOf(text, more));
        appendTurnText(bytes, text, more);
    });
    const Digest digest = sha256(bytes);
    ContentHash hash;
    std::copy_n(digest.begin(), hash.bytes.size(), hash.bytes.begin());
    return hash;
}

std::string toHex(const ContentHash& hash)
{
    return toHex(std::string_view(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()));
}

std::optional<ContentHash> contentHashFromHex(std::string_view digits)
{
    ContentHash hash;
    if (digits.size() != hash.bytes.size() * 2)
        return std::nullopt;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char c = digits[i];
        int value = 0;
        if (c >= '0' && c <= '9')
            value = c - '0';
        else if (c >= 'a' && c <= 'f')
            value = c - 'a' + 10;
        else
            return std::nullopt;
        auto& byte = hash.bytes[i / 2];
        byte = static_cast<std::uint8_t>(byte << 4 | value);
    }
    return hash;
}

std::string searchableText(const Example& example)
{
    std::string all;
    visitTurns(example, [&](std::string_view, std::string_view text, std::string_view more) {
        if (!all.empty())
            all += '\n';
        appendTurnText(all, text, more);
    });
    return all;
}

} // namespace dankai
