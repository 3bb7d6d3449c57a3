// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/calloutcome.h"

#include "core/base/utf8.h"
#include "core/endpoint/apikey.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace dankai {

namespace {

struct FailureRow
{
    CallFailure failure;
    std::string_view name;
    Remedy remedy;
};

constexpr std::array<FailureRow, 17> failures = {{
    {CallFailure::NotReached, "not_reached", Remedy::Again},
    {CallFailure::Tls, "tls", Remedy::GiveUpUnlessItWorked},
    {CallFailure::TimedOut, "timed_out", Remedy::Again},
    {CallFailure::Closed, "closed", Remedy::Again},
    {CallFailure::Redirected, "redirected", Remedy::GiveUpUnlessItWorked},
    {CallFailure::WrongContentType, "wrong_content_type", Remedy::Again},
    {CallFailure::Malformed, "malformed", Remedy::Again},
    {CallFailure::RateLimited, "rate_limited", Remedy::Again},
    {CallFailure::ServerError, "server_error", Remedy::Again},
    {CallFailure::Unauthorised, "unauthorised", Remedy::GiveUp},
    {CallFailure::NotFound, "not_found", Remedy::GiveUp},
    {CallFailure::QuotaUsedUp, "quota_used_up", Remedy::GiveUp},
    {CallFailure::TooLong, "too_long", Remedy::Never},
    {CallFailure::LogProbabilitiesUnknown, "log_probabilities_unknown", Remedy::Changed},
    {CallFailure::TemperatureUnknown, "temperature_unknown", Remedy::Changed},
    {CallFailure::MaxTokensUnknown, "max_tokens_unknown", Remedy::Changed},
    {CallFailure::Refused, "refused", Remedy::Never},
}};

constexpr std::size_t keptOfABody = 4000; // bytes

const FailureRow& rowOf(CallFailure failure)
{
    return *std::ranges::find(failures, failure, &FailureRow::failure);
}

std::string lowerCase(std::string text)
{
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool hasAny(const std::string& text, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != text.npos; });
}

CallFailure failureOf400(const EndpointComplaint& complaint, int status)
{
    const std::string words = lowerCase(complaint.message + " " + complaint.code + " " + complaint.param);
    if (status == 413
        || hasAny(words,
            {"context_length", "context length", "maximum context", "context size", "too long",
                "exceed_context"}))
        return CallFailure::TooLong;
    if (hasAny(words, {"logprob"}))
        return CallFailure::LogProbabilitiesUnknown;
    if (hasAny(words, {"max_completion_tokens", "max_tokens"}))
        return CallFailure::MaxTokensUnknown;
    if (hasAny(words, {"temperature", "top_p"}))
        return CallFailure::TemperatureUnknown;
    return CallFailure::Refused;
}

CallFailure failureOfStatus(int status, const EndpointComplaint& complaint)
{
    switch (status) {
    case 401:
    case 403:
        return CallFailure::Unauthorised;
    case 402:
        return CallFailure::QuotaUsedUp;
    case 404:
    case 405:
        return CallFailure::NotFound;
    case 408:
    case 409:
    case 425:
        return CallFailure::ServerError;
    case 429: {
        const std::string words = lowerCase(complaint.code + " " + complaint.message);
        return hasAny(words, {"insufficient_quota", "billing", "exceeded your current quota"})
            ? CallFailure::QuotaUsedUp
            : CallFailure::RateLimited;
    }
    default:
        return status >= 400 && status < 500 ? failureOf400(complaint, status) : CallFailure::ServerError;
    }
}

CallFailure failureOfTransfer(TransferEnd end)
{
    switch (end) {
    case TransferEnd::NotReached:
        return CallFailure::NotReached;
    case TransferEnd::TlsFailed:
        return CallFailure::Tls;
    case TransferEnd::TimedOut:
        return CallFailure::TimedOut;
    case TransferEnd::TooLarge:
        return CallFailure::Malformed;
    case TransferEnd::Broken:
    case TransferEnd::Replied:
        break;
    }
    return CallFailure::Closed;
}

std::string sentenceOf(CallFailure failure, const EndpointSettings& settings, int status,
    const std::string& words, const std::string& contentType)
{
    const std::string host = hostOf(settings);
    switch (failure) {
    case CallFailure::NotReached:
        return host + " cannot be reached: " + words
            + ". Check the endpoint's address, that the server runs, and the network.";
    case CallFailure::Tls:
        return "No safe connection to " + host + " could be made: " + words
            + ". Nothing was sent. Check the address. For a server of your own with a certificate of its "
              "own, name the PEM file of that certificate, or of who signed it, in endpoint.ca_file of "
              "judge.yaml or in the environment variable SSL_CERT_FILE.";
    case CallFailure::TimedOut:
        return host + " did not answer within " + std::to_string(static_cast<int>(settings.timeoutSeconds))
            + " s.";
    case CallFailure::Closed:
        return host + " ended the connection before its reply was whole: " + words + ".";
    case CallFailure::Redirected:
        return host + " wants to send the request on to " + words
            + ". That was not followed, since the key and the examples would go to another place than the "
              "one that was named. If that is the right one, give its address.";
    case CallFailure::WrongContentType:
        return host + " answers with " + contentType
            + " instead of JSON, so this is no OpenAI-compatible endpoint. Its address usually ends in /v1.";
    case CallFailure::Malformed:
        return words;
    case CallFailure::RateLimited:
        return host + " asks to go slower (429): " + words;
    case CallFailure::ServerError:
        return host + " reports a problem of its own (" + std::to_string(status) + "): " + words;
    case CallFailure::Unauthorised:
        return host + " does not accept the key (" + std::to_string(status) + "): " + words
            + (settings.apiKeyEnv.empty() && !settings.usesKeychain
                    ? ". No key was given; name the environment variable that holds it."
                    : ". Check that the key is valid and may use this model.");
    case CallFailure::NotFound:
        return host + " knows no such path or model (" + std::to_string(status) + "): " + words
            + ". Check the endpoint's address, which usually ends in /v1, and the model's name '"
            + settings.model + "'.";
    case CallFailure::QuotaUsedUp:
        return "The account at " + host + " has no credit left (" + std::to_string(status) + "): " + words;
    case CallFailure::TooLong:
        return "The example is too long for the judge: " + words;
    case CallFailure::LogProbabilitiesUnknown:
        return host + " gives no log-probabilities: " + words;
    case CallFailure::TemperatureUnknown:
        return host + " lets nobody choose the temperature: " + words;
    case CallFailure::MaxTokensUnknown:
        return host + " names the limit of a reply in another way: " + words;
    case CallFailure::Refused:
        return host + " refused the request (" + std::to_string(status) + "): " + words;
    }
    return words;
}

// Some servers say text/json or application/problem+json.
bool isJsonType(const std::string& contentType)
{
    return contentType.empty() || lowerCase(contentType).find("json") != std::string::npos;
}

} // namespace

std::string_view nameOf(CallFailure failure)
{
    return rowOf(failure).name;
}

std::optional<CallFailure> callFailureNamed(std::string_view name)
{
    const auto found = std::ranges::find(failures, name, &FailureRow::name);
    return found == failures.end() ? std::nullopt : std::optional(found->failure);
}

Remedy remedyOf(CallFailure failure)
{
    return rowOf(failure).remedy;
}

CallOutcome outcomeOf(const EndpointSettings& settings, HttpReply&& reply, std::string_view key)
{
    CallOutcome outcome;
    outcome.wasSent = reply.wasSent;
    outcome.seconds = reply.seconds;
    outcome.isConfirmed = reply.end == TransferEnd::Replied;
    outcome.retryAfter = redact(std::move(reply.retryAfter), key);
    const std::string body = redact(std::move(reply.body), key);
    std::string contentType = redact(std::move(reply.contentType), key);
    contentType = contentType.substr(0, contentType.find(';'));
    std::string words = redact(std::move(reply.problem), key);
    if (reply.end != TransferEnd::Replied) {
        outcome.failure = failureOfTransfer(reply.end);
        if (reply.end == TransferEnd::TooLarge)
            words = "The endpoint's reply is larger than any judge's; it was not read.";
    } else if (reply.status >= 300 && reply.status < 400) {
        outcome.failure = CallFailure::Redirected;
        words = redact(reply.location.empty() ? std::string("an address that it does not name")
                                              : std::move(reply.location),
            key);
    } else if (reply.status >= 400) {
        const EndpointComplaint complaint = parseComplaint(body);
        outcome.failure = failureOfStatus(reply.status, complaint);
        words = complaint.message;
    } else if (!isJsonType(contentType)) {
        outcome.failure = CallFailure::WrongContentType;
    } else if (auto parsed = parseChatReply(body)) {
        outcome.reply = std::move(*parsed);
        return outcome;
    } else {
        outcome.failure = CallFailure::Malformed;
        words = parsed.error().message;
    }
    outcome.raw = toValidUtf8(std::string_view(body).substr(0, keptOfABody));
    outcome.sentence = sentenceOf(*outcome.failure, settings, reply.status, words, contentType);
    return outcome;
}

} // namespace dankai
