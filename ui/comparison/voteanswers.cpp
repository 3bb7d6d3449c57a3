// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/voteanswers.h"

#include "core/base/utf8.h"
#include "ui/comparison/speakerwords.h"

#include <algorithm>
#include <unordered_set>

namespace dankai::ui {

namespace {

std::string trimmed(const std::string& text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

} // namespace

BallotSpeaker ballotSpeaker(const Speaker& speaker)
{
    return {speaker.run, speaker.checkpoint};
}

std::string keyOf(const AnswerSet& set, const BallotSpeaker& speaker)
{
    if (speaker.run.empty())
        return speaker.checkpoint;
    std::string key = speaker.run + '/' + speaker.checkpoint;
    // Runs that began with the project's model share its answers.
    if (speaker.checkpoint == baseSpeaker && set.speaker(key) == nullptr)
        return std::string(baseSpeaker);
    return key;
}

std::vector<Speaker> votableSpeakers(const AnswerSet& set)
{
    std::vector<Speaker> speakers;
    for (const SpeakerAnswers& answers : set.speakers)
        if (answers.count() > 0)
            speakers.push_back(answers.speaker);
    return speakers;
}

std::vector<BallotPair> votablePairs(
    const AnswerSet& set, const std::string& firstKey, const std::string& secondKey)
{
    std::vector<BallotPair> pairs;
    std::unordered_set<std::string> seen; // a ballot knows a prompt by its id alone
    for (std::size_t row = 0; row < set.prompts.size(); ++row) {
        const std::string* first = answerText(set, firstKey, row);
        const std::string* second = answerText(set, secondKey, row);
        if (first == nullptr || second == nullptr || !seen.insert(set.prompts[row].id).second)
            continue;
        const std::string one = trimmed(*first);
        const std::string two = trimmed(*second);
        pairs.push_back({set.prompts[row].id, codePointCount(one), codePointCount(two), one == two});
    }
    return pairs;
}

std::optional<VoteTexts> voteTexts(const AnswerSet& set, const Ballot& ballot, const BallotQuestion& question)
{
    const std::string firstKey = keyOf(set, ballot.first);
    const std::string secondKey = keyOf(set, ballot.second);
    for (std::size_t row = 0; row < set.prompts.size(); ++row) {
        if (set.prompts[row].id != question.prompt)
            continue;
        const std::string* first = answerText(set, firstKey, row);
        const std::string* second = answerText(set, secondKey, row);
        if (first != nullptr && second != nullptr)
            return VoteTexts{set.prompts[row].text(), trimmed(*first), trimmed(*second)};
    }
    return std::nullopt;
}

} // namespace dankai::ui
