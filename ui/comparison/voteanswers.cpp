// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/voteanswers.h"

#include "core/report/runsummary.h"
#include "ui/training/runwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace dankai::ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(VoteAnswers)
};

std::string trimmed(const std::string& text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::uint64_t characters(const std::string& text)
{
    return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(),
        [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

QString words(const BallotSpeaker& key, const std::string& arm)
{
    const QString run = QString::fromStdString(key.run);
    const QString checkpoint = checkpointWord(key.checkpoint);
    return arm.empty() ? Words::tr("%1 (run %2)").arg(checkpoint, run)
                       : Words::tr("%1 (run %2, %3)").arg(checkpoint, run, armWord(arm));
}

} // namespace

const VoteSpeaker* VoteAnswers::find(const BallotSpeaker& key) const
{
    const auto found = std::ranges::find(speakers, key, &VoteSpeaker::key);
    return found == speakers.end() ? nullptr : &*found;
}

Result<VoteAnswers> readVoteAnswers(Project& project, const StopFlag& stop)
{
    const auto runs = project.runs().list();
    if (!runs)
        return tl::unexpected(runs.error());
    VoteAnswers answers;
    for (const RunRecord& run : *runs) {
        if (isStopRequested(&stop))
            return stopped("reading the answers was stopped");
        const auto summary = summariseRun(project.runsFolder() / run.id);
        if (!summary) {
            answers.problem = summary.error().message;
            continue;
        }
        auto prompts = std::make_shared<std::map<std::string, std::string>>();
        for (const PromptText& prompt : summary->prompts)
            prompts->emplace(prompt.id, prompt.text);
        for (const ModelResult& model : summary->models) {
            if (model.answers.empty())
                continue;
            VoteSpeaker speaker{{run.id, model.checkpoint}, run.arm, {}, prompts};
            for (const event::Answer& answer : model.answers)
                speaker.answers.emplace(answer.id, trimmed(answer.text));
            answers.speakers.push_back(std::move(speaker));
        }
    }
    return answers;
}

std::vector<BallotPair> votablePairs(const VoteSpeaker& first, const VoteSpeaker& second)
{
    std::vector<BallotPair> pairs;
    for (const auto& [id, text] : *first.prompts) {
        const auto other = second.prompts->find(id);
        const auto one = first.answers.find(id);
        const auto two = second.answers.find(id);
        if (other == second.prompts->end() || other->second != text || one == first.answers.end()
            || two == second.answers.end())
            continue;
        pairs.push_back({id, characters(one->second), characters(two->second), one->second == two->second});
    }
    return pairs;
}

QString speakerWords(const VoteSpeaker& speaker)
{
    return words(speaker.key, speaker.arm);
}

QString speakerWords(const VoteAnswers& answers, const BallotSpeaker& key)
{
    const VoteSpeaker* speaker = answers.find(key);
    return words(key, speaker != nullptr ? speaker->arm : std::string());
}

} // namespace dankai::ui
