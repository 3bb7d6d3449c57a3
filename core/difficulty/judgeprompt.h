// SPDX-License-Identifier: Apache-2.0
// What a judge is asked about one example: the two dimensions of the paper (the instruction by itself, and
// the way from it to the response; arXiv 2406.04371, section 3), with examples of known difficulty as earlier
// turns. The texts are data that a person may edit; their fingerprint tells scores of other texts apart.
#pragma once

#include "core/base/result.h"
#include "core/dataset/example.h"
#include "core/endpoint/chatcompletion.h"

#include <string>
#include <vector>

namespace dankai {

enum class JudgeReading
{
    Automatic, // Expectation where the endpoint gives log-probabilities, else Number
    Expectation, // a whole digit is asked for; core/difficulty/digitexpectation.h
    Number, // a number with fractions is asked for and read
};

// Of known difficulty, so that the judge's scale is the project's.
struct JudgeExample
{
    std::string instruction;
    std::string response;
    double score = 0; // 1 to 5
    std::string reason; // one line; may be empty
    bool operator==(const JudgeExample&) const = default;
};

struct JudgePrompt
{
    std::string system;
    std::string question; // with {instruction} and {response}, each once
    std::string answerDigit; // how to answer: behind the question where the reading is Expectation
    std::string answerNumber; // the same for Number
    std::vector<JudgeExample> examples;
    bool operator==(const JudgePrompt&) const = default;
};

// Unusable, with what is missing, where a judge could not be asked with it.
Result<> checkJudgePrompt(const JudgePrompt& prompt, const std::string& where);

// system, (user, assistant) for each example of known difficulty, user. `reading` is Expectation or Number.
std::vector<ChatTurn> judgeTurns(const JudgePrompt& prompt, const Example& example, JudgeReading reading);

// Other where any text or known score is other; 32 lower-case hexadecimal digits.
std::string fingerprint(const JudgePrompt& prompt, JudgeReading reading);

} // namespace dankai
