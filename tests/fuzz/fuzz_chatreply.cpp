// SPDX-License-Identifier: Apache-2.0
// What an endpoint sends: a sentence, or a reply whose texts and numbers are sound; and its complaints.
#include "core/base/utf8.h"
#include "core/endpoint/chatcompletion.h"
#include "core/endpoint/retrypolicy.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const EndpointComplaint complaint = parseComplaint(body);
    if (!isValidUtf8(complaint.message) || complaint.message.size() > 2000
        || complaint.message.find('\n') != std::string::npos)
        std::abort();
    if (const auto seconds = parseRetryAfter(body.substr(0, 100), 1.7e9);
        seconds && !(*seconds >= 0 && *seconds <= 600))
        std::abort();
    const auto reply = parseChatReply(body);
    if (!reply) {
        if (reply.error().message.empty())
            std::abort();
        return 0;
    }
    if (!isValidUtf8(reply->text))
        std::abort();
    for (const ReplyToken& token : reply->tokens) {
        if (!std::isfinite(token.logProbability) || token.logProbability > 0)
            std::abort();
        for (const TokenAlternative& other : token.alternatives)
            if (!std::isfinite(other.logProbability) || other.logProbability > 0)
                std::abort();
    }
    return 0;
}
