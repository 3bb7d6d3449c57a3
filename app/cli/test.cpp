// SPDX-License-Identifier: Apache-2.0
// dankai test
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/intervals.h"
#include "app/cli/progressline.h"
#include "app/cli/projectsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/project/speaker.h"
#include "core/project/testanswering.h"
#include "core/project/testfile.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace dankai {

namespace {

constexpr std::chrono::milliseconds lookEvery(300);

struct Options
{
    std::string project;
    std::string file;
    std::string speaker{baseSpeaker};
    std::string device = "auto";
    int maxNewTokens = 128;
    std::size_t most = 6; // wrong answers to show
};

std::string bandOf(const Interval& interval)
{
    return withDecimals(100 * interval.lower, 0) + " to " + withDecimals(100 * interval.upper, 0) + " %";
}

// On one line.
std::string lineOf(std::string text)
{
    std::ranges::replace(text, '\n', ' ');
    std::ranges::replace(text, '\r', ' ');
    return text;
}

Json jsonOf(const TestResult& result)
{
    Json levels = Json::array(), questions = Json::array();
    const std::vector<LevelAccuracy> accuracies = result.levels();
    for (const LevelAccuracy& level : accuracies) {
        Json one = {{"level", level.level}, {"n", level.n}, {"right", level.right},
            {"accuracy", toJson(level.accuracy)}};
        if (level.step != BucketStep::First) {
            one["difference"] = toJson(level.difference);
            one["step"] = stepName(level.step);
        }
        levels.push_back(std::move(one));
    }
    for (const TestedQuestion& one : result.questions)
        questions.push_back({{"id", one.question.id}, {"level", one.question.level},
            {"question", one.question.question}, {"accepted", one.question.accepted},
            {"answer", one.isAnswered ? Json(one.answer) : Json(nullptr)},
            {"is_right", one.isAnswered ? Json(one.isRight) : Json(nullptr)}});
    return {{"job", result.job}, {"model", result.speaker}, {"questions", result.questions.size()},
        {"answered", result.answered()}, {"levels", std::move(levels)}, {"findings", findingsOf(accuracies)},
        {"answers", std::move(questions)}};
}

void print(const Console& console, const TestResult& result, std::size_t most)
{
    console.print(console.paint(Ink::Strong, result.job) + "  " + result.speaker + ", "
        + counted(result.answered(), "question answered", "questions answered")
        + (result.answered() < result.questions.size() ? " of " + grouped(result.questions.size()) : ""));
    TextTable table(
        {{"level"}, {"questions"}, {"right"}, {"share"}, {"95 %", Align::Left}, {"", Align::Left, true}});
    const std::vector<LevelAccuracy> levels = result.levels();
    for (const LevelAccuracy& level : levels)
        table.add({std::to_string(level.level), grouped(level.n), grouped(level.right),
            percentOf(level.accuracy.estimate), bandOf(level.accuracy), stepCell(level.step)});
    if (!table.isEmpty())
        table.print(console);
    for (const std::string& finding : findingsOf(levels))
        console.print("• " + finding);
    TextTable wrong({{"level"}, {"wrong", Align::Left}, {"right would be", Align::Left},
        {"it answers", Align::Left, true}});
    std::uint64_t cut = 0, wrongs = 0;
    for (const TestedQuestion& one : result.questions) {
        cut += one.isAnswered && !one.isEnded ? 1 : 0;
        if (one.isAnswered && !one.isRight && ++wrongs <= most)
            wrong.add({std::to_string(one.question.level), lineOf(one.question.question),
                lineOf(one.question.accepted.front()), lineOf(one.answer)});
    }
    if (!wrong.isEmpty()) {
        console.print();
        wrong.print(console);
        if (wrongs > most)
            console.print("… and " + grouped(wrongs - most) + " more: --most shows them.");
    }
    if (cut > 0)
        console.print(
            counted(cut, "answer was", "answers were") + " cut at the limit; --max-new-tokens raises it.");
}

Result<ExitCode> showEarlier(const Console& console, Project& project, const Options& options)
{
    const std::vector<TestResult> results = readTests(project);
    Json all = Json::array();
    for (const TestResult& result : results) {
        if (&result != results.data())
            console.print();
        print(console, result, options.most);
        all.push_back(jsonOf(result));
    }
    if (results.empty())
        console.print(
            "No test questions were put to a model of this project yet. Write some in a table with the "
            "columns question, answer and level, and give its file: dankai test "
            + options.project + " questions.csv");
    console.result({{"tests", std::move(all)}});
    return ExitCode::Done;
}

// Until the job has ended; Ctrl-C ends it after the answers that it has in hand.
Result<TestResult> follow(Project& project, const Console& console, const std::string& job)
{
    ProgressLine line(console, "Answering test questions");
    const ProgressCallback tell = line.callback();
    bool isCancelled = false;
    for (;;) {
        auto result = readTest(project, job);
        if (!result || !isOpen(result->standing))
            return result;
        if (isStopRequested(&interruptFlag()) && !std::exchange(isCancelled, true))
            if (auto cancelled = cancelAnswering(project, job); !cancelled)
                return passOn(cancelled);
        tell({result->standing.answered, result->standing.prompts});
        std::this_thread::sleep_for(lookEvery);
    }
}

} // namespace

CommandBody defineTest(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    auto* file = app.add_option("FILE", options->file,
        "test questions: a table (CSV) or JSON rows with question, answer (several apart by |) and level (1, "
        "the "
        "easiest, to 8; or easy, medium, hard), and where wanted wrong, check (holds, is) and id; without it "
        "the "
        "results of earlier tests are shown");
    app.add_option("--most", options->most, "wrong answers to show (6)");
    app.add_option("--of", options->speaker,
           "who answers: base, the model before training, or a checkpoint such as 003/phase_2 (base)")
        ->needs(file);
    app.add_option("--max-new-tokens", options->maxNewTokens, "of one answer (128)")
        ->check(CLI::Range(1, 1 << 20))
        ->needs(file);
    app.add_option("--device", options->device, "auto, cpu or cuda:N")->needs(file);
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        if (options->file.empty())
            return showEarlier(console, *project, *options);
        auto questions = readTestFile(options->file);
        if (!questions)
            return passOn(questions);
        TestRequest request;
        request.questions = std::move(*questions);
        request.speaker = options->speaker;
        request.maxNewTokens = options->maxNewTokens;
        request.device = options->device;
        const auto job = startTest(*project, request);
        if (!job)
            return tl::unexpected(job.error());
        const auto result = follow(*project, console, *job);
        if (!result)
            return tl::unexpected(result.error());
        print(console, *result, options->most);
        console.result(jsonOf(*result));
        const AnswerJob& standing = result->standing;
        if (standing.state == AnswerJobState::Failed)
            return failed(standing.note);
        return standing.state == AnswerJobState::Done ? ExitCode::Done : ExitCode::Stopped;
    };
}

} // namespace dankai
