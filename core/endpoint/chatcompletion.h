// SPDX-License-Identifier: Apache-2.0
// The bytes of a chat completion, both ways: a request's JSON and what a reply says. Sends nothing.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct ChatTurn
{
    std::string role; // system, user, assistant
    std::string content;
    bool operator==(const ChatTurn&) const = default;
};

// Endpoints differ in what they take; what one refuses is left out from then on.
struct RequestStyle
{
    bool namesCompletionTokens = false; // max_completion_tokens instead of max_tokens
    bool sendsTemperature = true;
    bool sendsLogProbabilities = true;
    bool operator==(const RequestStyle&) const = default;
};

struct ChatRequest
{
    std::vector<ChatTurn> turns;
    int maxTokens = 256;
    double temperature = 0;
    bool wantsLogProbabilities = false;
};

inline constexpr int topLogProbabilities = 10; // alternatives of each token

std::string requestBody(const std::string& model, const ChatRequest& request, const RequestStyle& style);

struct TokenAlternative
{
    std::string text;
    double logProbability = 0; // natural
};

struct ReplyToken
{
    std::string text;
    double logProbability = 0;
    std::vector<TokenAlternative> alternatives; // the token itself among them where the endpoint lists it
};

struct ChatReply
{
    std::string text;
    std::string model; // that answered, as it says
    bool isCut = false; // by max_tokens
    std::optional<std::uint64_t> tokensIn; // as the endpoint counts
    std::optional<std::uint64_t> tokensOut;
    std::vector<ReplyToken> tokens; // empty where the endpoint gives no log-probabilities
};

// Unusable, with a sentence about what is missing, where it is no chat completion.
Result<ChatReply> parseChatReply(std::string_view body);

struct EndpointComplaint
{
    std::string message; // in the endpoint's words
    std::string code; // "insufficient_quota", ...
    std::string param; // which part of the request it is about
};

// What an error's body says; the body itself, shortened, where it is no JSON.
EndpointComplaint parseComplaint(std::string_view body);

} // namespace dankai
