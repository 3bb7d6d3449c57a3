// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/judgereply.h"

#include "core/base/json.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <vector>

namespace dankai {

namespace {

constexpr std::size_t longestNumber = 24; // "4.166666666666667" is real
constexpr double scale = highestJudgeScore;

// A line in the alphabet of the rules below, and where each of its characters stood. Full-width forms are
// ASCII, letters lower case, marks of emphasis and quotes are gone, blanks are single.
struct PlainLine
{
    std::u32string characters;
    std::vector<std::size_t> offsets; // of each character in the text; one more for the end
};

bool isBlank(char32_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x3000 || c == 0xFEFF;
}

bool isDecoration(char32_t c)
{
    static constexpr std::u32string_view marks = U"*_`\"'#>「」『』“”";
    return marks.find(c) != marks.npos;
}

char32_t plain(char32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) // full-width ASCII
        c = c - 0xFF01 + '!';
    if (c >= 'A' && c <= 'Z')
        c += 'a' - 'A';
    switch (c) {
    case 0x3002: // 。
        return '.';
    case 0x301C: // the two Japanese wave dashes and the dashes of print
    case 0xFF5E:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return '~';
    default:
        return c;
    }
}

PlainLine plainLine(std::string_view text, std::size_t begin, std::size_t end)
{
    PlainLine line;
    for (std::size_t offset = begin; offset < end;) {
        const CodePoint point = codePointAt(text.substr(0, end), offset);
        const char32_t c = point.isValid ? plain(point.value) : 0xFFFD;
        if (isBlank(c)) {
            if (!line.characters.empty() && line.characters.back() != ' ') {
                line.characters.push_back(' ');
                line.offsets.push_back(offset);
            }
        } else if (!isDecoration(c)) {
            line.characters.push_back(c);
            line.offsets.push_back(offset);
        }
        offset += point.length;
    }
    if (!line.characters.empty() && line.characters.back() == ' ') {
        line.characters.pop_back();
        line.offsets.pop_back();
    }
    line.offsets.push_back(end);
    return line;
}

struct Found
{
    double value = 0;
    std::size_t begin = 0; // bytes in the text
    std::size_t end = 0;
};

class LineParser final
{
public:
    explicit LineParser(const PlainLine& line)
        : m_line(line)
        , m_text(line.characters)
    { }

    // The whole line is a score with its unit.
    std::optional<Found> bareScore()
    {
        m_at = 0;
        return score(WhatFollows::Nothing);
    }

    // The line begins with a name of the score. `isNamed` says whether it does, since a name with something
    // else behind it speaks against every other number.
    std::optional<Found> namedScore(bool& isNamed)
    {
        // Longer names before those that they begin with.
        static constexpr std::array<std::u32string_view, 22> names
            = {U"overall difficulty score", U"overall difficulty", U"overall score", U"overall rating",
                U"difficulty score", U"difficulty rating", U"difficulty level", U"difficulty", U"final score",
                U"score", U"rating", U"総合スコア", U"総合評価", U"総合点", U"難易度スコア", U"難易度",
                U"難しさ", U"スコア", U"評価点", U"評価", U"得点", U"点数"};
        m_at = 0;
        isNamed = false;
        if (take(U"- ") || take(U"・"))
            (void)take(U" ");
        for (const std::u32string_view name : names) {
            const std::size_t begin = m_at;
            if (!take(name))
                continue;
            (void)take(U" ");
            if (take(U":") || take(U"=") || take(U"は、") || take(U"は") || take(U"is ")) {
                isNamed = true;
                (void)take(U" ");
                return score(WhatFollows::Reason);
            }
            m_at = begin;
        }
        return std::nullopt;
    }

    // [[4.5]] as pairwise judges have it, anywhere in the line.
    std::optional<Found> bracketedScore(std::size_t from, std::size_t& next)
    {
        const std::size_t open = m_text.find(U"[[", from);
        if (open == m_text.npos) {
            next = m_text.npos;
            return std::nullopt;
        }
        m_at = open + 2;
        next = m_at;
        (void)take(U" ");
        auto found = number();
        (void)take(U" ");
        return found && take(U"]]") ? inRange(found) : std::nullopt;
    }

private:
    enum class WhatFollows
    {
        Nothing,
        Reason, // on the same line, parted from the score by a mark
    };

    bool take(std::u32string_view words)
    {
        if (m_text.substr(std::min(m_at, m_text.size()), words.size()) != words)
            return false;
        m_at += words.size();
        return true;
    }

    bool isDigitAt(std::size_t at) const
    {
        return at < m_text.size() && m_text[at] >= '0' && m_text[at] <= '9';
    }

    static std::optional<Found> inRange(std::optional<Found> found)
    {
        return found && found->value >= lowestJudgeScore && found->value <= highestJudgeScore ? found
                                                                                              : std::nullopt;
    }

    // Digits with a fraction, or one of 一 to 五.
    std::optional<Found> number()
    {
        static constexpr std::u32string_view kanji = U"一二三四五";
        const std::size_t begin = m_at;
        Found found;
        if (const std::size_t digit = m_at < m_text.size() ? kanji.find(m_text[m_at]) : kanji.npos;
            digit != kanji.npos) {
            ++m_at;
            found.value = static_cast<double>(digit + 1);
        } else {
            std::string digits;
            while (isDigitAt(m_at))
                digits += static_cast<char>(m_text[m_at++]);
            if (digits.empty())
                return std::nullopt;
            if (m_at < m_text.size() && m_text[m_at] == '.' && isDigitAt(m_at + 1)) {
                digits += '.';
                ++m_at;
                while (isDigitAt(m_at))
                    digits += static_cast<char>(m_text[m_at++]);
            }
            if (digits.size() > longestNumber)
                return std::nullopt;
            std::from_chars(digits.data(), digits.data() + digits.size(), found.value);
        }
        found.begin = m_line.offsets[begin];
        found.end = m_line.offsets[m_at];
        return found;
    }

    // "/5", "out of 5", 点, or nothing; not "/10".
    bool takeScale()
    {
        (void)take(U" ");
        if (take(U"/") || take(U"out of") || take(U"of ")) {
            (void)take(U" ");
            const auto most = number();
            if (!most || most->value != scale)
                return false;
            (void)take(U" ");
        }
        (void)(take(U"points") || take(U"point") || take(U"点") || take(U"stars"));
        (void)(take(U"です") || take(U"だ"));
        (void)take(U".");
        return true;
    }

    // "4, because ..." but not "4, 5", "4 - 5", "4 or 5": another number leaves it open which one is meant.
    bool isReasonLeft() const
    {
        static constexpr std::u32string_view marks = U",;:~-(.、";
        std::size_t at = m_at;
        if (at < m_text.size() && m_text[at] == ' ')
            ++at;
        const bool isParted = at < m_text.size()
            && (marks.find(m_text[at]) != marks.npos || (at > 0 && m_text[at - 1] == '.')
                || (m_at > 0 && m_text[m_at - 1] == '.'));
        if (!isParted)
            return false;
        for (std::size_t i = at; i < m_text.size(); ++i)
            if (isDigitAt(i))
                return false;
        return true;
    }

    std::optional<Found> score(WhatFollows follows)
    {
        const std::size_t begin = m_at;
        if (take(U"5点満点中") || take(U"5点満点で") || take(U"5段階中") || take(U"5段階で")
            || take(U"5点中"))
            (void)take(U" ");
        else
            m_at = begin;
        const bool isBracketed = take(U"[[") || take(U"[") || take(U"(");
        auto found = number();
        if (!found)
            return std::nullopt;
        if (isBracketed && !(take(U"]]") || take(U"]") || take(U")")))
            return std::nullopt;
        if (!takeScale())
            return std::nullopt;
        if (m_at == m_text.size() || (follows == WhatFollows::Reason && isReasonLeft()))
            return inRange(found);
        return std::nullopt;
    }

    const PlainLine& m_line;
    std::u32string_view m_text;
    std::size_t m_at = 0;
};

struct TextLine
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<TextLine> linesWithWords(std::string_view text, std::size_t from)
{
    std::vector<TextLine> lines;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        if (!plainLine(text, from, end).characters.empty())
            lines.push_back({from, end});
        from = end + 1;
    }
    return lines;
}

std::string trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    return begin == text.npos ? std::string()
                              : std::string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
}

JudgeReply replyOf(std::string_view text, const Found& found, const TextLine& line, std::size_t from)
{
    JudgeReply reply{found.value, found.begin, found.end, {}};
    const std::string before = trimmed(text.substr(from, line.begin - from));
    const std::string after = trimmed(text.substr(std::min(line.end, text.size())));
    reply.rationale = before + (before.empty() || after.empty() ? "" : "\n") + after;
    return reply;
}

// Where the answer begins behind a model's thoughts; nothing where they do not end.
std::optional<std::size_t> afterThoughts(std::string_view text)
{
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    if (!text.substr(begin).starts_with("<think>"))
        return 0;
    constexpr std::string_view mark = "</think>";
    const std::size_t end = text.find(mark, begin);
    return end == text.npos ? std::nullopt : std::optional(end + mark.size());
}

// {"score": 4.5, "reason": "..."}, also within a fence of three backticks.
std::optional<JudgeReply> fromJson(std::string_view text, std::size_t from)
{
    const std::size_t open = text.find('{', from);
    const std::size_t close = text.rfind('}');
    if (open == text.npos || close == text.npos || close < open)
        return std::nullopt;
    const std::string before = trimmed(text.substr(from, open - from));
    const std::string after = trimmed(text.substr(close + 1));
    if ((!before.empty() && before != "```" && before != "```json") || (!after.empty() && after != "```"))
        return std::nullopt;
    const std::string_view object = text.substr(open, close - open + 1);
    const auto json = parseJson(object, "reply");
    if (!json || !json->is_object())
        return std::nullopt;
    std::optional<double> value;
    for (const char* key : {"score", "rating", "difficulty", "スコア", "難易度"}) {
        const auto found = json->find(key);
        if (found == json->end())
            continue;
        std::optional<double> number;
        if (found->is_number()) {
            number = found->get<double>();
        } else if (found->is_string()) {
            const std::string words = found->get<std::string>();
            const PlainLine line = plainLine(words, 0, words.size());
            if (const auto score = LineParser(line).bareScore())
                number = score->value;
        }
        if (!number || !(*number >= lowestJudgeScore && *number <= highestJudgeScore)
            || (value && *value != *number))
            return std::nullopt;
        value = number;
    }
    if (!value)
        return std::nullopt;
    JudgeReply reply{*value, open, close + 1, {}};
    for (const char* key : {"reason", "rationale", "explanation", "理由"})
        if (const auto found = json->find(key); found != json->end() && found->is_string())
            reply.rationale = found->get<std::string>();
    return reply;
}

} // namespace

std::optional<JudgeReply> parseJudgeReply(std::string_view text)
{
    const auto from = afterThoughts(text);
    if (!from)
        return std::nullopt;
    if (auto reply = fromJson(text, *from))
        return reply;
    const std::vector<TextLine> lines = linesWithWords(text, *from);
    if (lines.empty())
        return std::nullopt;

    // Every place that claims to be the score; they must agree.
    std::optional<Found> agreed;
    TextLine agreedLine;
    bool isContradicted = false;
    const auto claim = [&](const std::optional<Found>& found, const TextLine& line) {
        if (!found)
            return;
        isContradicted = isContradicted || (agreed && agreed->value != found->value);
        if (!agreed) {
            agreed = found;
            agreedLine = line;
        }
    };
    for (const TextLine& line : lines) {
        const PlainLine plainText = plainLine(text, line.begin, line.end);
        LineParser parser(plainText);
        bool isNamed = false;
        const auto named = parser.namedScore(isNamed);
        if (isNamed && !named)
            return std::nullopt; // "Score: 7", "Score: 3-4", "Score: N/A"
        claim(named, line);
        for (std::size_t at = 0; !isNamed && at != std::u32string_view::npos;)
            claim(parser.bracketedScore(at, at), line);
    }
    const auto claimBare = [&](const TextLine& line) {
        const PlainLine plainText = plainLine(text, line.begin, line.end);
        claim(LineParser(plainText).bareScore(), line);
    };
    claimBare(lines.front());
    if (lines.size() > 1)
        claimBare(lines.back());
    if (!agreed || isContradicted)
        return std::nullopt;
    return replyOf(text, *agreed, agreedLine, *from);
}

} // namespace dankai
