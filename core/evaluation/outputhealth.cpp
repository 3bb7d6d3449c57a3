// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/outputhealth.h"

#include "core/base/utf8.h"
#include "core/platform/file.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

constexpr std::size_t repeatGram = 4;

bool isIdeographic(char32_t c)
{
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x20000 && c <= 0x3FFFF);
}

bool isSpace(char32_t c)
{
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x3000;
}

struct Units
{
    std::vector<std::string_view> units; // words, or single ideographic characters
    bool isIdeographicText = false; // most of them
};

Units unitsOf(std::string_view text)
{
    Units result;
    std::size_t ideographs = 0;
    std::size_t wordStart = 0;
    std::size_t offset = 0;
    const auto endWord = [&] {
        if (offset > wordStart)
            result.units.push_back(text.substr(wordStart, offset - wordStart));
    };
    while (offset < text.size()) {
        const CodePoint c = codePointAt(text, offset);
        const bool isUnit = isIdeographic(c.value);
        if (isUnit || isSpace(c.value)) {
            endWord();
            if (isUnit) {
                result.units.push_back(text.substr(offset, c.length));
                ++ideographs;
            }
            wordStart = offset + c.length;
        }
        offset += c.length;
    }
    endWord();
    result.isIdeographicText = ideographs * 2 > result.units.size();
    return result;
}

// FNV-1a over the units with a separator; then a final mix.
std::uint64_t hashOf(std::span<const std::string_view> units)
{
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const std::string_view unit : units) {
        for (const char c : unit)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
        hash = (hash ^ 0xFFu) * 0x100000001b3u;
    }
    hash ^= hash >> 32;
    return hash * 0x9e3779b97f4a7c15u;
}

template <class Visit>
void forEachGram(const std::vector<std::string_view>& units, std::size_t size, Visit visit)
{
    for (std::size_t i = 0; i + size <= units.size(); ++i) {
        if (!visit(hashOf(std::span(units).subspan(i, size))))
            return;
    }
}

std::size_t copyGram(const Units& units)
{
    return units.isIdeographicText ? 2 * CopyIndex::words : CopyIndex::words;
}

} // namespace

std::string toJsonLines(std::span<const AnswerText> answers)
{
    std::string text;
    for (const AnswerText& answer : answers) {
        Json json = {{"id", answer.id}, {"text", answer.text}, {"tokens", answer.tokens},
            {"is_ended", answer.isEnded}};
        if (answer.seconds)
            json["seconds"] = *answer.seconds;
        text += toJsonLine(json) + "\n";
    }
    return text;
}

Result<AnswerText> parseAnswer(std::string_view line, const std::string& where)
{
    auto json = parseJson(line, where);
    if (!json)
        return passOn(json);
    try {
        AnswerText answer{json->at("id").get<std::string>(), json->at("text").get<std::string>(),
            wholeNumber<std::uint64_t>(json->at("tokens")), json->at("is_ended").get<bool>(), {}};
        if (const auto seconds = json->find("seconds"); seconds != json->end() && !seconds->is_null())
            answer.seconds = seconds->get<double>();
        return answer;
    } catch (const Json::exception& exception) {
        return unusable(where + ": not an answer: " + exception.what());
    }
}

Result<std::vector<AnswerText>> readAnswers(const std::filesystem::path& file)
{
    auto reader = LineReader::open(file);
    if (!reader)
        return passOn(reader);
    std::vector<AnswerText> answers;
    for (;;) {
        auto line = reader->next();
        if (!line)
            return passOn(line);
        if (!*line)
            return answers;
        auto answer = parseAnswer(**line, file.string() + ":" + std::to_string(reader->lineNumber()));
        if (!answer && !reader->hadNewline())
            return answers;
        if (!answer)
            return passOn(answer);
        answers.push_back(std::move(*answer));
    }
}

void CopyIndex::add(std::string_view trainingAnswer)
{
    const Units units = unitsOf(trainingAnswer);
    forEachGram(units.units, copyGram(units), [&](std::uint64_t hash) {
        m_hashes.insert(hash);
        return true;
    });
}

bool CopyIndex::holdsPartOf(std::string_view answer) const
{
    const Units units = unitsOf(answer);
    bool isFound = false;
    forEachGram(units.units, copyGram(units), [&](std::uint64_t hash) {
        isFound = m_hashes.contains(hash);
        return !isFound;
    });
    return isFound;
}

double repeatRate(std::string_view text)
{
    const Units units = unitsOf(text);
    std::unordered_set<std::uint64_t> seen;
    std::size_t total = 0;
    forEachGram(units.units, repeatGram, [&](std::uint64_t hash) {
        ++total;
        seen.insert(hash);
        return true;
    });
    return total == 0 ? 0.0 : static_cast<double>(total - seen.size()) / static_cast<double>(total);
}

double OutputHealth::endRate() const
{
    return answers == 0 ? 0.0 : static_cast<double>(ended) / static_cast<double>(answers);
}

double OutputHealth::copyRate() const
{
    return answers == 0 ? 0.0 : static_cast<double>(copies) / static_cast<double>(answers);
}

OutputHealth measureHealth(std::span<const AnswerText> answers, const CopyIndex& trainingAnswers)
{
    OutputHealth health;
    health.answers = answers.size();
    std::vector<double> repeats;
    for (const AnswerText& answer : answers) {
        health.ended += answer.isEnded ? 1 : 0;
        health.copies += trainingAnswers.holdsPartOf(answer.text) ? 1 : 0;
        health.meanTokens += static_cast<double>(answer.tokens);
        repeats.push_back(repeatRate(answer.text));
        health.meanRepeatRate += repeats.back();
    }
    if (answers.empty())
        return health;
    const auto n = static_cast<double>(answers.size());
    health.meanTokens /= n;
    health.meanRepeatRate /= n;
    double squares = 0;
    for (const double rate : repeats)
        squares += (rate - health.meanRepeatRate) * (rate - health.meanRepeatRate);
    if (answers.size() > 1)
        health.repeatRateError = std::sqrt(squares / (n - 1) / n);
    return health;
}

Json toJson(const OutputHealth& health)
{
    return {{"answers", health.answers}, {"ended", health.ended}, {"end_rate", health.endRate()},
        {"mean_tokens", health.meanTokens}, {"repeat_rate", health.meanRepeatRate},
        {"repeat_rate_error", health.repeatRateError}, {"copies", health.copies},
        {"copy_rate", health.copyRate()}};
}

} // namespace dankai
