// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/digitexpectation.h"

#include "core/base/utf8.h"

#include <array>
#include <cmath>
#include <string_view>

namespace dankai {

namespace {

constexpr double leastMass = 0.5;
constexpr int digits = 5;

std::string_view withoutBlanks(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    return begin == text.npos ? std::string_view()
                              : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

// 1 to 5 of a token that is nothing but this digit, whatever blank or width it has; else 0.
int digitOf(std::string_view token)
{
    const std::string_view text = withoutBlanks(token);
    if (text.empty())
        return 0;
    const CodePoint point = codePointAt(text, 0);
    if (point.length != text.size())
        return 0;
    const char32_t c
        = point.value >= 0xFF10 && point.value <= 0xFF19 ? point.value - 0xFF10 + '0' : point.value;
    return c >= '1' && c <= '5' ? static_cast<int>(c - '0') : 0;
}

// The token that holds the byte of the text at `offset`. Some endpoints cut blanks from the text's beginning.
const ReplyToken* tokenAt(const ChatReply& reply, std::size_t offset)
{
    std::string joined;
    for (const ReplyToken& token : reply.tokens)
        joined += token.text;
    const std::size_t start = reply.text.empty() ? std::string::npos : joined.find(reply.text);
    if (start == std::string::npos)
        return nullptr;
    std::size_t end = 0;
    for (const ReplyToken& token : reply.tokens) {
        end += token.text.size();
        if (start + offset < end)
            return &token;
    }
    return nullptr;
}

} // namespace

std::optional<DigitExpectation> expectedDigit(const ChatReply& reply, const JudgeReply& parsed)
{
    const ReplyToken* token = tokenAt(reply, parsed.begin);
    if (token == nullptr || digitOf(token->text) == 0 || parsed.value != digitOf(token->text))
        return std::nullopt;
    std::array<double, digits + 1> probabilities{};
    bool isListed = false;
    for (const TokenAlternative& other : token->alternatives) {
        isListed = isListed || other.text == token->text;
        probabilities[static_cast<std::size_t>(digitOf(other.text))] += std::exp(other.logProbability);
    }
    if (!isListed)
        probabilities[static_cast<std::size_t>(digitOf(token->text))] += std::exp(token->logProbability);
    DigitExpectation expectation;
    double sum = 0;
    for (int k = 1; k <= digits; ++k) {
        expectation.mass += probabilities[static_cast<std::size_t>(k)];
        sum += k * probabilities[static_cast<std::size_t>(k)];
    }
    // One and a rounding; more is no distribution.
    if (token->alternatives.empty() || !(expectation.mass >= leastMass) || expectation.mass > 1.01)
        return std::nullopt;
    expectation.value = sum / expectation.mass;
    return expectation;
}

} // namespace dankai
