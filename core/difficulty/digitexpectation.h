// SPDX-License-Identifier: Apache-2.0
// A judge's score as the expectation over the digits that it might have written, from the log-probabilities
// of its reply: E[k] = sum k p(k) / sum p(k) over k = 1..5, as DEITA's scorers do it.
#pragma once

#include "core/difficulty/judgereply.h"
#include "core/endpoint/chatcompletion.h"

#include <optional>
#include <span>

namespace dankai {

struct DigitExpectation
{
    double value = 0; // 1 to 5
    double mass = 0; // of all probability, what lies on the five digits; 0.5 at least
};

// At the token that is the digit of `parsed`. Nothing where that score is no single whole digit, where the
// token cannot be found, or where less than half of the probability lies on digits: then the distribution is
// not one of scores, and what was written counts.
std::optional<DigitExpectation> expectedDigit(const ChatReply& reply, const JudgeReply& parsed);

} // namespace dankai
