// SPDX-License-Identifier: Apache-2.0
// Reads the score out of what a judge wrote. Accepts what real judges write, and where it is not beyond doubt
// which number is meant there is none: a score is never made up.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dankai {

inline constexpr double lowestJudgeScore = 1;
inline constexpr double highestJudgeScore = 5;

struct JudgeReply
{
    double value = 0; // 1 to 5
    std::size_t begin = 0; // of the number's first digit in the text, in bytes
    std::size_t end = 0; // after its last one
    std::string rationale; // the reply without the line of the score
};

// The score stands alone on the first or the last line, or behind its name ("Score:", "Rating:", スコア,
// 難易度, ...) on any line; "4.5", "**4**", "4/5", "4 out of 5", "[[4]]", 4点, 5点満点中4点, 四, full-width
// digits and {"score": 4} are all read. Nothing where there is no such number, where several differ, where it
// is not between 1 and 5, where it is a range, or of another scale ("8/10"). A <think> block before it is not
// part of the answer.
std::optional<JudgeReply> parseJudgeReply(std::string_view text);

} // namespace dankai
