// SPDX-License-Identifier: Apache-2.0
// Whatever a judge writes: no score, or one from 1 to 5 whose digits stand in the text where it says.
#include "core/difficulty/digitexpectation.h"
#include "core/difficulty/judgereply.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto reply = parseJudgeReply(text);
    if (!reply)
        return 0;
    if (!(reply->value >= lowestJudgeScore && reply->value <= highestJudgeScore) || reply->begin >= reply->end
        || reply->end > text.size())
        std::abort();
    // What it calls the number is read as that number by itself too (an object as the object it is).
    const auto alone = parseJudgeReply(text.substr(reply->begin, reply->end - reply->begin));
    if (!alone || alone->value != reply->value)
        std::abort();
    // As one token it has an expectation, as long as it is one digit.
    ChatReply chat;
    chat.text = text;
    chat.tokens.push_back({text, -0.1, {{text, -0.1}, {"5", -3.0}}});
    if (const auto expected = expectedDigit(chat, *reply);
        expected && !(expected->value >= lowestJudgeScore && expected->value <= highestJudgeScore))
        std::abort();
    return 0;
}
