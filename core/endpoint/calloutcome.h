// SPDX-License-Identifier: Apache-2.0
// What came of one call: a reply, or why there is none, whether asking again may help, and what to tell a
// person.
#pragma once

#include "core/endpoint/chatcompletion.h"
#include "core/endpoint/endpointsettings.h"
#include "core/endpoint/httpclient.h"

#include <optional>
#include <string>
#include <string_view>

namespace dankai {

enum class CallFailure
{
    NotReached, // no such host, nobody listens
    Tls,
    TimedOut,
    Closed, // the connection ended in the middle of the reply
    Redirected,
    WrongContentType, // a page instead of JSON
    Malformed, // JSON of something else, or cut JSON
    RateLimited, // 429
    ServerError, // 5xx, 408, 409, 425
    Unauthorised, // 401, 403
    NotFound, // 404, 405: no such model or no such path
    QuotaUsedUp, // 402, or 429 that waiting does not mend
    TooLong, // the example does not fit into the model's context
    LogProbabilitiesUnknown, // the endpoint does not know these parts of the request; without them it may
    TemperatureUnknown,
    MaxTokensUnknown,
    Refused, // 4xx for this very request
};

std::string_view nameOf(CallFailure failure); // as the ledger and the journal have it
std::optional<CallFailure> callFailureNamed(std::string_view name);

enum class Remedy
{
    Again, // after a while
    Changed, // at once, without the part that is not known
    Never, // this request will fail again; others may not
    GiveUp, // every request will fail
    GiveUpUnlessItWorked, // as GiveUp for an endpoint that has never answered, else as Again
};

Remedy remedyOf(CallFailure failure);

struct CallOutcome
{
    std::optional<ChatReply> reply;
    std::optional<CallFailure> failure; // where there is no reply
    std::string sentence; // why, and what to do; without a key
    std::string retryAfter; // the header
    std::string raw; // the body of a complaint, for the record; without a key
    bool wasSent = false;
    bool isConfirmed = false; // a whole reply came, so both sides know of this call
    double seconds = 0;
};

// `key` is taken out of everything.
CallOutcome outcomeOf(const EndpointSettings& settings, HttpReply&& reply, std::string_view key);

} // namespace dankai
