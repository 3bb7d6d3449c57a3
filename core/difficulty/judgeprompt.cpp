// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/judgeprompt.h"

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/difficulty/judgereply.h"

#include <charconv>
#include <cmath>
#include <string_view>

namespace dankai {

namespace {

constexpr std::string_view instructionPlace = "{instruction}";
constexpr std::string_view responsePlace = "{response}";

std::size_t occurrences(std::string_view text, std::string_view words)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(words); at != text.npos; at = text.find(words, at + words.size()))
        ++count;
    return count;
}

// In one pass: an instruction that holds "{response}" stays as it is.
std::string filled(std::string_view question, std::string_view instruction, std::string_view response)
{
    std::string text;
    for (std::size_t at = 0; at < question.size();) {
        if (question.substr(at).starts_with(instructionPlace)) {
            text += instruction;
            at += instructionPlace.size();
        } else if (question.substr(at).starts_with(responsePlace)) {
            text += response;
            at += responsePlace.size();
        } else {
            text += question[at++];
        }
    }
    return text;
}

// The conversation up to the response; of a single question the question alone.
std::string instructionOf(const Example& example)
{
    if (example.system.empty() && example.history.empty())
        return userTurn(example);
    std::string text;
    const auto add = [&](const std::string& role, const std::string& content) {
        if (!content.empty())
            text += (text.empty() ? "" : "\n\n") + role + ": " + content;
    };
    add("system", example.system);
    for (const Message& message : example.history)
        add(message.role, message.content);
    add("user", userTurn(example));
    return text;
}

std::string scoreText(double score, JudgeReading reading)
{
    char digits[32];
    const double shown = reading == JudgeReading::Expectation ? std::round(score) : score;
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, shown);
    return std::string(digits, end);
}

std::string question(
    const JudgePrompt& prompt, std::string_view instruction, std::string_view response, JudgeReading reading)
{
    return filled(prompt.question, instruction, response) + "\n\n"
        + (reading == JudgeReading::Expectation ? prompt.answerDigit : prompt.answerNumber);
}

} // namespace

Result<> checkJudgePrompt(const JudgePrompt& prompt, const std::string& where)
{
    if (occurrences(prompt.question, instructionPlace) != 1
        || occurrences(prompt.question, responsePlace) != 1)
        return unusable(where
            + ": prompt.question must hold {instruction} and {response}, each once: there the example is put "
              "in.");
    if (prompt.answerDigit.empty() || prompt.answerNumber.empty())
        return unusable(
            where + ": prompt.answer_digit and prompt.answer_number must say how the judge is to answer.");
    for (const JudgeExample& example : prompt.examples) {
        if (!(example.score >= lowestJudgeScore && example.score <= highestJudgeScore))
            return unusable(where + ": the score of an example in prompt.examples must be from 1 to 5.");
        if (example.instruction.empty() || example.response.empty())
            return unusable(where + ": an example in prompt.examples needs an instruction and a response.");
    }
    return {};
}

std::vector<ChatTurn> judgeTurns(const JudgePrompt& prompt, const Example& example, JudgeReading reading)
{
    std::vector<ChatTurn> turns;
    if (!prompt.system.empty())
        turns.push_back({"system", prompt.system});
    for (const JudgeExample& known : prompt.examples) {
        turns.push_back({"user", question(prompt, known.instruction, known.response, reading)});
        turns.push_back({"assistant",
            scoreText(known.score, reading) + (known.reason.empty() ? "" : "\n" + known.reason)});
    }
    turns.push_back({"user", question(prompt, instructionOf(example), example.response, reading)});
    return turns;
}

std::string fingerprint(const JudgePrompt& prompt, JudgeReading reading)
{
    Json texts = {
        prompt.system, prompt.question, prompt.answerDigit, prompt.answerNumber, static_cast<int>(reading)};
    for (const JudgeExample& example : prompt.examples)
        texts.push_back({example.instruction, example.response, example.score, example.reason});
    return toHex(sha256(toJsonLine(texts))).substr(0, 32);
}

} // namespace dankai
