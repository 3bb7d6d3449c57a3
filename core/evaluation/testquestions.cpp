// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/testquestions.h"

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/dataset/minhash.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>

namespace dankai {

namespace {

char32_t firstOf(std::string_view text)
{
    return codePointAt(text, 0).value;
}

// Where the last code point begins; `text` is not empty.
std::size_t lastStart(std::string_view text)
{
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    return at;
}

char32_t lastOf(std::string_view text)
{
    return codePointAt(text, lastStart(text)).value;
}

// Scripts that write no blanks between words: there a word may begin and end anywhere.
bool isUnspaced(char32_t point)
{
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(point), &error);
    return U_SUCCESS(error)
        && (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA
            || script == USCRIPT_THAI || script == USCRIPT_LAO || script == USCRIPT_KHMER
            || script == USCRIPT_MYANMAR);
}

// A word goes on from one to the other: "pari" does not stand in "paris", nor "5" in "56". "5" does in 5個.
bool isWithinWord(char32_t left, char32_t right)
{
    const auto isOfWord = [](char32_t point) {
        const auto character = static_cast<UChar32>(point);
        return (u_isalnum(character) != 0 || u_charType(character) == U_NON_SPACING_MARK)
            && !isUnspaced(point);
    };
    return isOfWord(left) && isOfWord(right);
}

// "1.5" is no 1, and "1,500" no 500: a sign between two digits belongs to the number.
bool isWithinNumber(std::string_view before, char32_t first)
{
    if (before.size() < 2 || u_isdigit(static_cast<UChar32>(first)) == 0)
        return false;
    const char sign = before.back();
    return (sign == '.' || sign == ',')
        && u_isdigit(static_cast<UChar32>(lastOf(before.substr(0, before.size() - 1)))) != 0;
}

bool endsWithinNumber(char32_t last, std::string_view after)
{
    return after.size() >= 2 && u_isdigit(static_cast<UChar32>(last)) != 0
        && (after[0] == '.' || after[0] == ',')
        && u_isdigit(static_cast<UChar32>(firstOf(after.substr(1)))) != 0;
}

bool holds(std::string_view answer, std::string_view wanted)
{
    if (wanted.empty())
        return false;
    for (std::size_t at = answer.find(wanted); at != answer.npos; at = answer.find(wanted, at + 1)) {
        const std::string_view before = answer.substr(0, at), after = answer.substr(at + wanted.size());
        const bool isCut = (!before.empty() && isWithinWord(lastOf(before), firstOf(wanted)))
            || (!after.empty() && isWithinWord(lastOf(wanted), firstOf(after)))
            || isWithinNumber(before, firstOf(wanted)) || endsWithinNumber(lastOf(wanted), after);
        if (!isCut)
            return true;
    }
    return false;
}

// Without what stands around an answer and is not of it: quotes, a full stop, a bullet.
std::string_view bare(std::string_view text)
{
    const auto isOuter = [](char32_t point) {
        const auto character = static_cast<UChar32>(point);
        return u_ispunct(character) != 0 || u_isUWhiteSpace(character) != 0;
    };
    while (!text.empty() && isOuter(firstOf(text)) && firstOf(text) != U'-') // a minus is of a number
        text.remove_prefix(codePointAt(text, 0).length);
    while (!text.empty() && isOuter(lastOf(text)))
        text = text.substr(0, lastStart(text));
    return text;
}

// Throws what Json throws.
TestQuestion questionOf(const Json& json)
{
    TestQuestion question;
    question.id = json.at("id").get<std::string>();
    question.question = json.at("question").get<std::string>();
    question.accepted = json.at("accepted").get<std::vector<std::string>>();
    question.refused = json.at("refused").get<std::vector<std::string>>();
    question.check = json.at("check").get<std::string>() == nameOf(AnswerCheck::Is) ? AnswerCheck::Is
                                                                                    : AnswerCheck::Holds;
    question.level = std::clamp(wholeNumber<int>(json.at("level")), 1, TestQuestion::mostLevels);
    return question;
}

} // namespace

std::string_view nameOf(AnswerCheck check)
{
    return check == AnswerCheck::Is ? "is" : "holds";
}

bool isRight(const TestQuestion& question, std::string_view answer)
{
    const std::string said = normalisedText(answer);
    const auto isSaid = [&](const std::string& text) { return holds(said, normalisedText(text)); };
    if (std::ranges::any_of(question.refused, isSaid))
        return false;
    if (question.check == AnswerCheck::Holds)
        return std::ranges::any_of(question.accepted, isSaid);
    return std::ranges::any_of(question.accepted,
        [&](const std::string& text) { return bare(said) == bare(std::string_view(normalisedText(text))); });
}

std::string toJsonLines(std::span<const TestQuestion> questions)
{
    std::string lines;
    for (const TestQuestion& question : questions)
        lines += toJsonLine(Json{{"id", question.id}, {"question", question.question},
                     {"accepted", question.accepted}, {"refused", question.refused},
                     {"check", nameOf(question.check)}, {"level", question.level}})
            + "\n";
    return lines;
}

Result<std::vector<TestQuestion>> parseTestQuestions(std::string_view lines, const std::string& where)
{
    std::vector<TestQuestion> questions;
    std::size_t number = 0;
    for (std::size_t from = 0; from < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', from), lines.size());
        const std::string place = where + ":" + std::to_string(++number);
        const auto json = parseJson(lines.substr(from, end - from), place);
        if (!json)
            return tl::unexpected(json.error());
        try {
            questions.push_back(questionOf(*json));
        } catch (const Json::exception& exception) {
            return unusable(place + ": this is no test question (" + exception.what() + ").");
        }
        from = end + 1;
    }
    return questions;
}

} // namespace dankai
