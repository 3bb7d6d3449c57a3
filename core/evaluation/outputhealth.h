// SPDX-License-Identifier: Apache-2.0
// Signs of a sick model in its answers to a fixed set of prompts: never ending, looping, reciting training
// answers, another length. Says nothing about whether the answers are good.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace dankai {

// One line of results/<checkpoint>/answers.jsonl: {"id", "text", "tokens", "is_ended", "seconds"}; unknown
// keys are passed over.
struct AnswerText
{
    std::string id; // of the prompt
    std::string text;
    std::uint64_t tokens = 0;
    bool isEnded = false; // by its end-of-turn token, not by the limit
    // From the start of the batch that it was answered in until it ended: what somebody waits who asks so
    // many prompts at once. Absent in records of older engines.
    std::optional<double> seconds = {};
    bool operator==(const AnswerText&) const = default;
};

std::string toJsonLines(std::span<const AnswerText> answers);
// One line of the file; `where` names it in errors.
Result<AnswerText> parseAnswer(std::string_view line, const std::string& where);
// A cut last line is left out.
Result<std::vector<AnswerText>> readAnswers(const std::filesystem::path& file);

// n-grams are of words; where most of a text is Chinese, Japanese or Korean, of twice as many characters.
// All long n-grams of the training answers, as 64-bit hashes.
class CopyIndex final
{
public:
    static constexpr std::size_t words = 20;

    void add(std::string_view trainingAnswer);
    bool holdsPartOf(std::string_view answer) const;

private:
    std::unordered_set<std::uint64_t> m_hashes;
};

// Share of the text's 4-grams that stood in it before. 0 for texts too short to have two.
double repeatRate(std::string_view text);

struct OutputHealth
{
    std::uint64_t answers = 0;
    std::uint64_t ended = 0;
    std::uint64_t copies = 0; // with 20 words in a row of a training answer
    double meanTokens = 0;
    double meanRepeatRate = 0;
    double repeatRateError = 0; // standard error of that mean over the answers

    double endRate() const;
    double copyRate() const;
    bool operator==(const OutputHealth&) const = default;
};

OutputHealth measureHealth(std::span<const AnswerText> answers, const CopyIndex& trainingAnswers);
Json toJson(const OutputHealth& health);

} // namespace dankai
