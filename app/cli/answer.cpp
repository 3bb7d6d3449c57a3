// SPDX-License-Identifier: Apache-2.0
// dankai answer
#include "app/cli/command.h"
#include "app/cli/comparedruns.h"
#include "app/cli/jobsteps.h"
#include "app/cli/resulttable.h"
#include "app/cli/texttable.h"
#include "app/cli/textwidth.h"
#include "app/cli/wording.h"
#include "core/platform/file.h"
#include "core/project/promptfile.h"
#include "core/project/speaker.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace dankai {

namespace {

namespace fs = std::filesystem;

struct Options
{
    RunChoice choice;
    std::vector<std::string> checkpoints;
    std::string prompts;
    std::string output;
    std::size_t most = 6;
    int maxNewTokens = 256;
    double temperature = 0;
    double topP = 1;
    std::uint64_t seed = 3517;
    JobOptions job;
};

struct Answerer
{
    std::string label;
    fs::path model;
};

// Base once, then every checkpoint that was saved of every run.
Result<std::vector<Answerer>> answerersOf(
    const Project& project, const std::vector<RunRecord>& records, const std::vector<std::string>& wanted)
{
    std::vector<Answerer> answerers;
    std::string known;
    for (const Speaker& speaker : listSpeakers(project, records)) {
        const bool isBase = speaker.key == baseSpeaker;
        if (speaker.model.empty() && !isBase)
            continue;
        known += (known.empty() ? "" : ", ") + speaker.checkpoint;
        if (!wanted.empty() && std::ranges::find(wanted, speaker.checkpoint) == wanted.end())
            continue;
        answerers.push_back(
            {isBase || records.size() == 1 ? speaker.checkpoint : speaker.arm + " " + speaker.checkpoint,
                isBase ? project.modelPath() : speaker.model});
    }
    if (answerers.empty())
        return unusable("None of the wanted checkpoints is there. There are: " + known + ".");
    return answerers;
}

// After the first prompts stand on the screen: how many more there are, or where they were written to.
Result<> tellOfTheRest(
    const Console& console, std::size_t prompts, const std::string& lines, const Options& options)
{
    if (options.output.empty()) {
        if (prompts > options.most)
            console.print("… and " + counted(prompts - options.most, "prompt", "prompts")
                + " more: --most shows them, --output writes all of them.");
        return {};
    }
    if (auto written = writeFileAtomically(options.output, lines); !written)
        return written;
    console.print(
        "Wrote the answers to " + counted(prompts, "prompt", "prompts") + " to " + options.output + ".");
    return {};
}

Result<ExitCode> answerPrompts(
    const Console& console, Project& project, const std::vector<RunRecord>& records, const Options& options)
{
    const auto prompts = readPromptFile(options.prompts);
    if (!prompts)
        return tl::unexpected(prompts.error());
    const auto answerers = answerersOf(project, records, options.checkpoints);
    if (!answerers)
        return tl::unexpected(answerers.error());
    std::vector<std::vector<Json>> answers; // [answerer][prompt]
    for (const Answerer& answerer : *answerers) {
        JobParams params;
        params.spec = jobSpecFrom(options.job, JobKind::Answer, answerer.model);
        params.spec.checkpoint = answerer.label;
        params.spec.chatTemplate.choice
            = options.job.chatTemplate.empty() ? project.settings().chatTemplate : options.job.chatTemplate;
        params.spec.seed = options.seed;
        params.spec.answers.maxNewTokens = options.maxNewTokens;
        params.spec.answers.temperature = options.temperature;
        params.spec.answers.topP = options.topP;
        params.rows = *prompts;
        auto outcome = runJob(console, params);
        if (!outcome)
            return passOn(outcome);
        if (outcome->end != EngineEnd::Finished)
            return exitCodeOf(outcome->end);
        answers.push_back(std::move(outcome->results));
    }
    std::string lines;
    Json rows = Json::array();
    for (std::size_t i = 0; i < prompts->size(); ++i) {
        const RunRow& prompt = (*prompts)[i];
        std::vector<std::string> headings;
        std::vector<std::string> texts;
        for (std::size_t k = 0; k < answerers->size(); ++k) {
            for (const Json& answer : answers[k]) {
                if (answer.value("id", std::string()) != prompt.id)
                    continue;
                Json row{{"id", prompt.id}, {"model", (*answerers)[k].label},
                    {"prompt", prompt.messages.back().content}, {"text", answer.value("text", std::string())},
                    {"tokens", answer.value("tokens", 0)}, {"is_ended", answer.value("is_ended", false)}};
                headings.push_back((*answerers)[k].label + ", "
                    + counted(row["tokens"].get<std::uint64_t>(), "token", "tokens")
                    + (row["is_ended"].get<bool>() ? "" : "+"));
                texts.push_back(row["text"].get<std::string>());
                lines += toJsonLine(row) + "\n";
                rows.push_back(std::move(row));
            }
        }
        if (i >= options.most)
            continue;
        console.print();
        for (const std::string& line :
            wrapToWidth(prompt.messages.back().content, std::min<std::size_t>(console.width(), 100)))
            console.print(console.paint(Ink::Strong, line));
        printSideBySide(console, headings, texts, 20);
    }
    if (auto told = tellOfTheRest(console, prompts->size(), lines, options); !told)
        return passOn(told);
    console.result({{"answers", std::move(rows)}});
    return ExitCode::Done;
}

} // namespace

CommandBody defineAnswer(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    addComparedRuns(app, options->choice, "these runs");
    auto* prompts = app.add_option("--prompts", options->prompts,
        "a file of prompts to answer now; without it the frozen prompts' recorded answers are shown");
    app.add_option("--most", options->most, "prompts to show (6)");
    app.add_option("--output", options->output, "write all answers to this JSONL file");
    std::vector<CLI::Option*> ofAnsweringNow;
    ofAnsweringNow.push_back(
        app.add_option("--checkpoint", options->checkpoints, "base, phase_1, ...; all without it")
            ->delimiter(','));
    ofAnsweringNow.push_back(app.add_option("--max-new-tokens", options->maxNewTokens, "of one answer (256)")
                                 ->check(CLI::Range(1, 1 << 20)));
    ofAnsweringNow.push_back(
        app.add_option("--temperature", options->temperature, "0: always the likeliest token (0)")
            ->check(CLI::Range(0.0, 10.0)));
    ofAnsweringNow.push_back(
        app.add_option("--top-p", options->topP, "share of probability to sample from (1)")
            ->check(CLI::Range(0.0, 1.0)));
    ofAnsweringNow.push_back(app.add_option("--seed", options->seed, "of sampling"));
    for (CLI::Option* ofJob : addJobOptions(app, options->job))
        ofAnsweringNow.push_back(ofJob);
    for (CLI::Option* option : ofAnsweringNow)
        option->needs(prompts)->group("Only with --prompts"); // recorded answers are shown as they were given
    return [options](const Console& console) -> Result<ExitCode> {
        auto compared = openComparedRuns(options->choice);
        if (!compared)
            return passOn(compared);
        if (!options->prompts.empty())
            return answerPrompts(console, compared->project, compared->records, *options);
        const auto runs = summariseRuns(foldersOf(compared->project, compared->records));
        if (!runs)
            return tl::unexpected(runs.error());
        printAnswers(console, *runs, options->most);
        Json answers = answersAsJson(*runs);
        if (answers.empty())
            console.print("These runs have no frozen prompts. Answer some now with --prompts FILE.");
        std::string lines;
        for (const Json& answer : answers)
            lines += toJsonLine(answer) + "\n";
        if (auto told = tellOfTheRest(console, answers.size(), lines, *options); !told)
            return passOn(told);
        console.result({{"prompts", std::move(answers)}});
        return ExitCode::Done;
    };
}

} // namespace dankai
