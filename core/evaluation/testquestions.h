// SPDX-License-Identifier: Apache-2.0
// Test questions that people write, with the answers that they count as right and how difficult they find
// each, and whether a model's answer is right, by rule. Asks no model (core/project/testanswering.h), and
// reads no file that a person wrote (core/project/testfile.h).
#pragma once

#include "core/base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class AnswerCheck
{
    Holds, // an accepted answer stands somewhere in the model's, as whole words
    Is, // the model's answer is an accepted one, but for outer quotes and punctuation
};

std::string_view nameOf(AnswerCheck check); // holds, is

struct TestQuestion
{
    static constexpr int mostLevels = 8;

    std::string id;
    std::string question;
    std::vector<std::string> accepted; // one of them is enough
    std::vector<std::string> refused; // an answer that holds one of these is wrong, whatever else it says
    AnswerCheck check = AnswerCheck::Holds;
    int level = 1; // of difficulty, from 1, the easiest
    bool operator==(const TestQuestion&) const = default;
};

// Compares texts without regard to case, width and white space (NFKC).
bool isRight(const TestQuestion& question, std::string_view answer);

std::string toJsonLines(std::span<const TestQuestion> questions);
// What toJsonLines() gave. Unusable with the line where it is something else.
Result<std::vector<TestQuestion>> parseTestQuestions(std::string_view lines, const std::string& where);

} // namespace dankai
