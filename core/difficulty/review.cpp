// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/review.h"

#include "core/dataset/minhash.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace dankai {

namespace {

constexpr std::pair<std::string_view, ReviewReason> reasons[] = {
    {"practice", ReviewReason::Practice},
    {"random", ReviewReason::Random},
    {"second_rating", ReviewReason::SecondRating},
    {"disagreement", ReviewReason::Disagreement},
    {"near_cut", ReviewReason::NearCut},
    {"hard_and_poor", ReviewReason::HardAndPoor},
    {"duplicate", ReviewReason::Duplicate},
    {"pair", ReviewReason::Pair},
    {"unasked", ReviewReason::Unasked},
};

constexpr std::pair<std::string_view, ReviewDecision> decisions[] = {
    {"place", ReviewDecision::Place},
    {"exclude", ReviewDecision::Exclude},
    {"ambiguous", ReviewDecision::Ambiguous},
    {"personal", ReviewDecision::Personal},
    {"wrong", ReviewDecision::Wrong},
    {"skip", ReviewDecision::Skip},
    {"edit", ReviewDecision::Edit},
    {"note", ReviewDecision::Note},
    {"first", ReviewDecision::FirstHarder},
    {"second", ReviewDecision::SecondHarder},
    {"equal", ReviewDecision::EquallyHard},
};

// Other ways to write a decision, as normalisedText() gives them; the names above are known besides.
constexpr std::pair<std::string_view, ReviewDecision> words[] = {
    {"x", ReviewDecision::Exclude},
    {"除外", ReviewDecision::Exclude},
    {"?", ReviewDecision::Ambiguous},
    {"unclear", ReviewDecision::Ambiguous},
    {"あいまい", ReviewDecision::Ambiguous},
    {"曖昧", ReviewDecision::Ambiguous},
    {"p", ReviewDecision::Personal},
    {"personal or confidential", ReviewDecision::Personal},
    {"confidential", ReviewDecision::Personal},
    {"個人情報", ReviewDecision::Personal},
    {"個人情報・機密", ReviewDecision::Personal},
    {"機密", ReviewDecision::Personal},
    {"w", ReviewDecision::Wrong},
    {"wrong or out of date", ReviewDecision::Wrong},
    {"out of date", ReviewDecision::Wrong},
    {"誤り", ReviewDecision::Wrong},
    {"誤り・古い", ReviewDecision::Wrong},
    {"古い", ReviewDecision::Wrong},
    {"s", ReviewDecision::Skip},
    {"見送り", ReviewDecision::Skip},
    {"スキップ", ReviewDecision::Skip},
};

constexpr std::string_view englishDefinition
    = "Difficulty is how much someone must know and think to answer as well as the model answer does. Count "
      "both: how hard the request is by itself, and how long the way from it to that answer is. The length "
      "of the text does not count, and neither does whether the answer is good.";
constexpr std::string_view japaneseDefinition
    = "難易度とは、お手本と同じ質の回答をするのに必要な知識と思考の多さです。指示そのものの難しさと、指示から"
      "お手本の回答にたどり着くまでの難しさの両方を考えます。文の長さや、回答の良し悪しは考えません。";

// "第2段階" and "phase 2" name a level by its number.
std::string_view withoutPhaseWords(std::string_view text)
{
    constexpr std::string_view front = "第", back = "段階", english = "phase ";
    if (text.starts_with(front) && text.ends_with(back) && text.size() > front.size() + back.size())
        return text.substr(front.size(), text.size() - front.size() - back.size());
    if (text.starts_with(english))
        return text.substr(english.size());
    return text;
}

std::optional<int> levelFrom(std::string_view text, std::size_t levels)
{
    int number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stopped != end || number < 1 || std::cmp_greater(number, levels))
        return std::nullopt;
    return number - 1;
}

} // namespace

std::string_view nameOf(ReviewReason reason)
{
    for (const auto& [name, known] : reasons)
        if (known == reason)
            return name;
    return {};
}

std::optional<ReviewReason> reviewReasonFrom(std::string_view name)
{
    for (const auto& [known, reason] : reasons)
        if (known == name)
            return reason;
    return std::nullopt;
}

bool mayShowScores(ReviewReason reason)
{
    return reason != ReviewReason::Random && reason != ReviewReason::SecondRating;
}

std::string_view nameOf(ReviewDecision decision)
{
    for (const auto& [name, known] : decisions)
        if (known == decision)
            return name;
    return {};
}

std::optional<ReviewDecision> reviewDecisionFrom(std::string_view name)
{
    for (const auto& [known, decision] : decisions)
        if (known == name)
            return decision;
    return std::nullopt;
}

bool closesQuestion(ReviewDecision decision)
{
    return decision != ReviewDecision::Edit && decision != ReviewDecision::Note;
}

bool takesOut(ReviewDecision decision)
{
    return decision == ReviewDecision::Exclude || decision == ReviewDecision::Personal
        || decision == ReviewDecision::Wrong;
}

bool isOfPair(ReviewDecision decision)
{
    return decision == ReviewDecision::FirstHarder || decision == ReviewDecision::SecondHarder
        || decision == ReviewDecision::EquallyHard;
}

std::optional<ReviewAnswer> reviewAnswerFrom(std::string_view text, std::span<const std::string> levels)
{
    const std::string normalised = normalisedText(text);
    // A level's own name first: one may be called "2" or "Skip".
    for (std::size_t level = 0; level < levels.size(); ++level)
        if (normalised == normalisedText(levels[level]) && !normalised.empty())
            return ReviewAnswer{ReviewDecision::Place, static_cast<int>(level)};
    // As textOf() writes it: "2 Medium".
    const std::size_t blank = normalised.find(' ');
    if (blank != std::string::npos)
        if (const auto level = levelFrom(std::string_view(normalised).substr(0, blank), levels.size());
            level && normalised.substr(blank + 1) == normalisedText(levels[static_cast<std::size_t>(*level)]))
            return ReviewAnswer{ReviewDecision::Place, level};
    if (const auto level = levelFrom(withoutPhaseWords(normalised), levels.size()))
        return ReviewAnswer{ReviewDecision::Place, level};
    for (const auto& [word, decision] : words)
        if (normalised == word)
            return ReviewAnswer{decision, std::nullopt};
    const auto decision = reviewDecisionFrom(normalised);
    if (!decision || *decision == ReviewDecision::Place || *decision == ReviewDecision::Edit)
        return std::nullopt;
    return ReviewAnswer{*decision, std::nullopt};
}

std::string textOf(const ReviewAnswer& answer, std::span<const std::string> levels)
{
    if (answer.decision != ReviewDecision::Place || !answer.level)
        return std::string(nameOf(answer.decision));
    std::string number = std::to_string(*answer.level + 1);
    const auto level = static_cast<std::size_t>(*answer.level);
    // Where the name alone is another level's number or name it would not come back.
    if (level >= levels.size() || levels[level].empty())
        return number;
    const auto back = reviewAnswerFrom(number + " " + levels[level], levels);
    return back == answer ? number + " " + levels[level] : number;
}

std::string knownReviewAnswers(std::span<const std::string> levels)
{
    std::string text;
    for (std::size_t level = 0; level < levels.size(); ++level)
        text += (level == 0 ? "" : ", ") + std::to_string(level + 1) + " " + levels[level];
    for (const ReviewDecision decision : {ReviewDecision::Exclude, ReviewDecision::Ambiguous,
             ReviewDecision::Personal, ReviewDecision::Wrong, ReviewDecision::Skip, ReviewDecision::Note})
        text += ", " + std::string(nameOf(decision));
    return text;
}

std::string_view difficultyDefinition(std::string_view language)
{
    return language == "ja" ? japaneseDefinition : englishDefinition;
}

} // namespace dankai
