// SPDX-License-Identifier: Apache-2.0
#include "core/project/testanswering.h"

#include "core/platform/file.h"
#include "core/project/jobfolders.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <map>
#include <variant>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr const char* questionsFile = "test_questions.jsonl"; // in a job's folder

} // namespace

Result<std::string> startTest(Project& project, const TestRequest& request)
{
    AnswerRequest answering;
    for (const TestQuestion& question : request.questions)
        answering.prompts.push_back({question.id, 1, {{"user", question.question}},
            question.accepted.empty() ? std::string() : question.accepted.front()});
    answering.speakers = {request.speaker};
    answering.answers.maxNewTokens = request.maxNewTokens;
    answering.device = request.device;
    answering.kept = {{questionsFile, toJsonLines(request.questions)}};
    return startAnswering(project, answering).map([](const std::vector<std::string>& jobs) {
        return jobs.front();
    });
}

std::uint64_t TestResult::answered() const
{
    std::uint64_t count = 0;
    for (const TestedQuestion& one : questions)
        count += one.isAnswered ? 1 : 0;
    return count;
}

std::vector<LevelAccuracy> TestResult::levels() const
{
    std::vector<int> levels;
    std::vector<std::uint8_t> isRight;
    for (const TestedQuestion& one : questions)
        if (one.isAnswered) {
            levels.push_back(one.question.level);
            isRight.push_back(one.isRight ? 1 : 0);
        }
    return accuracyPerLevel(levels, isRight);
}

Result<TestResult> readTest(Project& project, const std::string& job)
{
    const fs::path folder = project.jobsFolder() / job;
    const auto text = readFile(folder / questionsFile);
    if (!text)
        return tl::unexpected(text.error());
    auto questions = parseTestQuestions(*text, (folder / questionsFile).string());
    if (!questions)
        return passOn(questions);
    const auto specText = readFile(folder / jobfile::spec);
    if (!specText)
        return tl::unexpected(specText.error());
    const auto spec = parseJobSpec(*specText, (folder / jobfile::spec).string());
    if (!spec)
        return tl::unexpected(spec.error());
    TestResult result;
    result.job = job;
    result.speaker = spec->checkpoint;
    const auto queue = project.runs().queue();
    if (!queue)
        return tl::unexpected(queue.error());
    const bool isEngineAlive = engineOf(folder).has_value();
    // The record and not results.jsonl: it also has what a job said before it was stopped.
    const auto events = readEvents(folder / runfile::events);
    if (!events)
        return tl::unexpected(events.error());
    std::map<std::string, event::Answer> answers;
    for (const Event& event : *events)
        if (const auto* said = std::get_if<event::Answer>(&event.body))
            answers[said->id] = *said;
    result.standing = standingOf(folder, *spec, questions->size(), *events, isEngineAlive, *queue);
    for (TestQuestion& question : *questions) {
        TestedQuestion one;
        if (const auto found = answers.find(question.id); found != answers.end()) {
            one.isAnswered = true;
            one.isEnded = found->second.isEnded;
            one.answer = found->second.text;
            one.isRight = isRight(question, one.answer);
        }
        one.question = std::move(question);
        result.questions.push_back(std::move(one));
    }
    return result;
}

std::vector<TestResult> readTests(Project& project)
{
    std::vector<TestResult> results;
    for (const std::string& job : jobIds(project.jobsFolder(), answerJobPrefix))
        if (auto result = readTest(project, job))
            results.push_back(std::move(*result));
    return results;
}

} // namespace dankai
