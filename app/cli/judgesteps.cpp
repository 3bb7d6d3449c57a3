// SPDX-License-Identifier: Apache-2.0
#include "app/cli/judgesteps.h"

#include "app/cli/enginefollow.h"
#include "app/cli/interrupt.h"
#include "app/cli/projectsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/endpoint/apikey.h"
#include "core/project/judgejob.h"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace dankai {

namespace {

constexpr std::uint64_t examplesOfATrial = 20;

std::string money(double amount, const std::string& currency)
{
    return withDecimals(amount, amount < 0.1 ? 4 : 2) + " " + currency;
}

Result<Price> parsedPrice(const std::string& text)
{
    Price price;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%lf,%lf%c", &price.input, &price.output, &rest) != 2 || !(price.input >= 0)
        || !(price.output >= 0))
        return unusable(
            "--price takes two numbers, for a million tokens in and out, for instance 0.40,1.60.");
    return price;
}

Result<std::string> languageOf(Project& project, const JudgeOptions& options)
{
    return options.language.empty() ? judgeLanguage(project) : options.language;
}

Result<JudgeSettings> settingsFrom(Project& project, const std::string& scorer, const JudgeOptions& options)
{
    const auto language = languageOf(project, options);
    if (!language)
        return tl::unexpected(language.error());
    auto settings = readJudgeSettings(project.folder(), *language);
    if (!settings)
        return settings;
    EndpointSettings& endpoint = settings->endpoint;
    if (!options.endpoint.empty() && options.endpoint != endpoint.url) {
        // The key of the file is that of the file's endpoint, and goes to no other.
        endpoint.url = options.endpoint;
        endpoint.apiKeyEnv.clear();
        endpoint.usesKeychain = false;
    }
    if (const std::size_t colon = scorer.find(':'); colon != scorer.npos)
        endpoint.model = scorer.substr(colon + 1);
    if (!options.model.empty())
        endpoint.model = options.model;
    if (!options.keyVariable.empty())
        endpoint.apiKeyEnv = options.keyVariable;
    if (!options.apiVersion.empty())
        endpoint.apiVersion = options.apiVersion;
    endpoint.usesKeychain = endpoint.usesKeychain || options.usesKeychain;
    if (options.parallel > 0)
        settings->limits.parallel = options.parallel;
    if (options.budget > 0)
        settings->limits.budget = options.budget;
    if (!options.price.empty()) {
        const auto price = parsedPrice(options.price);
        if (!price)
            return tl::unexpected(price.error());
        settings->prices.models[endpoint.model] = *price;
        settings->prices.date = "as given";
    }
    return settings;
}

void printEstimate(const Console& console, const JudgeSettings& settings, const JudgePlan& plan)
{
    const EndpointSettings& endpoint = settings.endpoint;
    const std::string host = hostOf(endpoint);
    const std::string about = plan.isMeasured ? "" : "about ";
    console.print(console.paint(Ink::Strong, "Before anything is sent"));
    console.print("  judge   " + endpoint.model + " at " + host + ", as " + plan.scorer + " version "
        + std::to_string(plan.scorerVersion));
    console.print("  calls   " + grouped(plan.examples.size()) + " at least, one for each example, "
        + std::to_string(settings.limits.parallel) + " at once");
    console.print("  tokens  " + about + grouped(plan.tokensIn) + " in, " + grouped(plan.tokensOut) + " out"
        + (plan.isMeasured ? " (as earlier calls of this judge took)" : ""));
    console.print("  cost    "
        + (plan.cost ? about + money(*plan.cost, settings.prices.currency) + " (prices: "
                    + (settings.prices.date.empty() ? "of no known date" : settings.prices.date)
                    + (settings.limits.budget > 0
                            ? "; never more than " + money(settings.limits.budget, settings.prices.currency)
                            : "")
                    + ")"
                     : "not known: no price of '" + endpoint.model
                    + "'; give it with --price IN,OUT or in judge.yaml"));
    console.print("  time    about " + duration(plan.seconds));
    if (isThisMachine(endpoint))
        console.print(
            "  data    nothing leaves this machine by Dankai; the server on it gets the instruction, "
            "input and response of each");
    else
        console.print("  data    instruction, input, earlier turns and response of each ("
            + bytesInWords(plan.bytes) + ") go to " + host
            + "; no file names, other columns, scores or notes do");
    if (!isThisMachine(endpoint) && !isEncrypted(endpoint))
        console.warn("The connection to " + host
            + " is not encrypted: whoever is on the way can read the "
              "examples and the key.");
    if (plan.tooLong > 0)
        console.warn(counted(plan.tooLong, "example is", "examples are") + " longer than "
            + grouped(static_cast<std::uint64_t>(settings.limits.longestPromptTokens))
            + " tokens and will not be sent. limits.longest_prompt_tokens of judge.yaml changes that.");
}

Json toJson(const JudgeSettings& settings, const JudgePlan& plan)
{
    return {{"scorer", plan.scorer}, {"scorer_version", plan.scorerVersion}, {"calls", plan.examples.size()},
        {"too_long", plan.tooLong}, {"tokens_in", plan.tokensIn}, {"tokens_out", plan.tokensOut},
        {"cost", plan.cost ? Json(*plan.cost) : Json()}, {"currency", settings.prices.currency},
        {"price_date", settings.prices.date}, {"seconds", plan.seconds}, {"is_measured", plan.isMeasured},
        {"bytes", plan.bytes}, {"host", hostOf(settings.endpoint)},
        {"leaves_this_machine", !isThisMachine(settings.endpoint)}};
}

Result<bool> isAgreedTo(const Console& console, const JudgeOptions& options)
{
    if (options.isAgreed)
        return true;
    if (console.isJson()) {
        console.note("Nothing was sent. Go on with --yes.");
        return false;
    }
    if (::isatty(STDIN_FILENO) == 0)
        return unusable("Nothing was sent. Look at what it comes to, and go on with --yes.");
    console.note("Go on? [y/N]");
    const UncaughtInterrupts endAtOnce;
    std::string line;
    std::getline(std::cin, line);
    return line == "y" || line == "Y" || line == "yes";
}

std::string resumeCommand(const Project& project, const std::string& id)
{
    return "dankai score " + project.folder().string() + " --scorer judge --resume " + id;
}

void printLedger(const Console& console, const JudgeJob& job)
{
    const event::Ledger& ledger = job.ledger;
    console.print();
    console.print(counted(ledger.calls, "call", "calls") + ": " + grouped(ledger.confirmed) + " confirmed, "
        + grouped(ledger.unknown) + " unknown, " + grouped(ledger.notSent) + " not sent; "
        + grouped(ledger.tokensIn) + " tokens in, " + grouped(ledger.tokensOut) + " out"
        + (ledger.currency.empty() ? "" : "; " + money(ledger.cost, ledger.currency))
        + (ledger.unknownCost > 0 && !ledger.currency.empty()
                ? " and at most " + money(ledger.unknownCost, ledger.currency) + " for the unknown ones"
                : ""));
    if (ledger.failures.empty())
        return;
    std::string failures;
    for (const auto& [kind, count] : ledger.failures.items())
        failures += (failures.empty() ? "" : ", ") + kind + " " + grouped(count.get<std::uint64_t>());
    console.print(console.paint(Ink::Faint, "failed calls: " + failures));
}

// What a trial is for: to see the judge's scores beside what was scored.
Result<Json> printScores(Project& project, const Console& console, const JudgePlan& plan)
{
    TextTable table({{"score"}, {"instruction", Align::Left, true}, {"reply", Align::Left, true}});
    Json scores = Json::array();
    std::vector<ExampleId> ids;
    for (const JudgedExample& example : plan.examples)
        ids.push_back(example.id);
    const auto visited = project.examples().visit(ids, [&](const StoredExample& stored) -> Result<> {
        const auto known = project.scores().scoresOf(stored.id);
        if (!known)
            return tl::unexpected(known.error());
        const auto found
            = std::ranges::find_if(*known, [&](const auto& entry) { return entry.first == plan.scorer; });
        if (found == known->end())
            return {};
        const Score& score = found->second;
        const auto oneLine = [](std::string text) {
            std::ranges::replace(text, '\n', ' ');
            return text;
        };
        table.add({score.value ? withDecimals(*score.value, 2) : Cell("–", Ink::Undecided),
            oneLine(userTurn(stored.example)), oneLine(score.raw)});
        scores.push_back({{"example", static_cast<std::int64_t>(stored.id)},
            {"value", score.value ? Json(*score.value) : Json()}, {"raw", score.raw},
            {"instruction", userTurn(stored.example)}});
        return {};
    });
    if (!visited)
        return tl::unexpected(visited.error());
    console.print();
    table.print(console);
    return scores;
}

Result<ExitCode> followJob(Project& project, const Console& console, const JudgeOptions& options,
    const std::string& id, const std::optional<std::pair<JudgeSettings, JudgePlan>>& asked)
{
    auto worker = launchJudge(project, id);
    if (!worker)
        return passOn(worker);
    if (options.isDetached) {
        console.print("The job " + id + " goes on by itself. Look with dankai status "
            + project.folder().string() + ", end it with dankai stop " + project.folder().string() + " --job "
            + id + ".");
        console.result({{"job", id}, {"pid", worker->pid}});
        return ExitCode::Done;
    }
    FollowParams follow;
    follow.folder = project.jobsFolder() / id;
    follow.engine = *worker;
    follow.howToResume = resumeCommand(project, id);
    const auto ended = followEngine(console, follow);
    if (!ended && ended.error().code == ErrorCode::Failed)
        return failed(ended.error().message + " What was scored is kept. Go on with: " + follow.howToResume);
    if (!ended)
        return tl::unexpected(ended.error());
    const auto job = judgeJob(project, id);
    if (!job)
        return tl::unexpected(job.error());
    const auto figures = project.scores().figures();
    if (!figures)
        return tl::unexpected(figures.error());
    const auto found = std::ranges::find(*figures, job->spec.scorer, &ScorerFigures::scorer);
    const ScorerFigures shown = found != figures->end() ? *found : ScorerFigures{job->spec.scorer};
    Json result = {{"job", id}, {"state", nameOf(job->state)}, {"reason", job->note},
        {"scorer", toJson(shown)}, {"total", job->ledger.total}, {"scored", job->ledger.scored},
        {"unscored", job->ledger.unscored}, {"postponed", job->ledger.postponed},
        {"calls", job->ledger.calls}, {"confirmed", job->ledger.confirmed}, {"unknown", job->ledger.unknown},
        {"not_sent", job->ledger.notSent}, {"tokens_in", job->ledger.tokensIn},
        {"tokens_out", job->ledger.tokensOut}, {"cost", job->ledger.cost},
        {"unknown_cost", job->ledger.unknownCost}, {"failures", job->ledger.failures}};
    if (asked)
        result["estimate"] = toJson(asked->first, asked->second);
    if (ended->end == EngineEnd::Stopped && !ended->reason.empty() && ended->reason != "on request")
        console.note(ended->reason);
    if (job->spec.isTrial && asked) {
        auto scores = printScores(project, console, asked->second);
        if (!scores)
            return passOn(scores);
        result["scores"] = std::move(*scores);
    }
    console.print();
    TextTable table(
        {{"scorer", Align::Left, true}, {"scored"}, {"no number"}, {"lowest"}, {"mean"}, {"highest"}});
    table.add({shown.scorer, grouped(shown.scored), grouped(shown.withoutValue), figure(shown, shown.lowest),
        figure(shown, shown.mean), figure(shown, shown.highest)});
    table.print(console);
    printLedger(console, *job);
    if (shown.withoutValue > 0)
        console.print("Examples without a number keep the judge's words; ask about them again with --again.");
    if (ended->end == EngineEnd::Finished) {
        console.print();
        if (options.repeat > 0) {
            console.print(
                "Next: " + console.paint(Ink::Strong, "dankai agreement " + project.folder().string()));
        } else if (job->spec.isTrial && asked) {
            JudgeRequest rest;
            rest.settings = asked->first;
            const auto plan = planJudging(project, rest);
            if (!plan)
                return tl::unexpected(plan.error());
            result["rest"] = toJson(rest.settings, *plan);
            if (!plan->examples.empty()) {
                printEstimate(console, rest.settings, *plan);
                console.print("Next: the same command without --trial");
            }
        } else {
            console.print("Next: "
                + console.paint(Ink::Strong,
                    "dankai split " + project.folder().string() + " --scorer " + shown.scorer
                        + " --quantiles 3"));
        }
    }
    console.result(result);
    return exitCodeOf(ended->end);
}

} // namespace

bool JudgeOptions::isAnyGiven() const
{
    return !endpoint.empty() || !keyVariable.empty() || !apiVersion.empty() || !price.empty()
        || !resume.empty() || parallel > 0 || budget > 0 || usesKeychain || isTrial || isAgain || isDetached
        || writesFile || repeat > 0;
}

void addJudgeOptions(CLI::App& app, JudgeOptions& options)
{
    const char* group = "Of a judge (--scorer judge); judge.yaml in the project says the rest";
    const auto add = [&](const char* name, auto& target, const char* words) {
        return app.add_option(name, target, words)->group(group);
    };
    add("--endpoint", options.endpoint, "address of an OpenAI-compatible service, up to /v1");
    add("--model", options.model,
        "which of its models judges; of Azure the deployment. Of scorers by a model: the folder or GGUF "
        "file of one that measures instead of the project's");
    add("--key-env", options.keyVariable, "name of the environment variable that holds the key");
    app.add_flag("--keychain", options.usesKeychain, "the key is in the system's keychain")->group(group);
    add("--api-version", options.apiVersion, "of Azure");
    add("--price", options.price, "IN,OUT: for a million tokens");
    add("--budget", options.budget, "never spend more, in the currency of the prices")
        ->check(CLI::PositiveNumber);
    add("--parallel", options.parallel, "calls at once (8)")->check(CLI::Range(1, 256));
    add("--language", options.language,
        "of the built-in prompt, also of local_judge: en or ja; that of most instructions without it")
        ->check(CLI::IsMember({"en", "ja"}));
    app.add_flag("--trial", options.isTrial, "20 examples drawn at random, shown with their scores")
        ->group(group);
    app.add_flag("--again", options.isAgain, "also those that the judge gave no number for")->group(group);
    add("--repeat", options.repeat,
        "N: ask again about so many that it has scored, drawn at random; dankai agreement then shows the "
        "judge with "
        "itself, and no score changes")
        ->check(CLI::PositiveNumber);
    app.add_flag("--yes", options.isAgreed, "do not ask before it is sent and paid")->group(group);
    app.add_flag("--detach", options.isDetached, "start it and leave")->group(group);
    add("--resume", options.resume, "JOB: go on with one that was stopped");
    app.add_flag("--write-judge-file", options.writesFile,
           "put judge.yaml into the project, to edit prompt, examples, prices and limits")
        ->group(group);
}

bool isJudgeScorer(const std::string& scorer)
{
    return scorer == "judge" || scorer.starts_with("judge:");
}

Result<ExitCode> scoreByJudge(
    const Console& console, const std::string& folder, const std::string& scorer, const JudgeOptions& options)
{
    auto project = openProject(folder);
    if (!project)
        return passOn(project);
    if (options.writesFile) {
        EndpointSettings endpoint;
        endpoint.url = options.endpoint;
        endpoint.model = options.model;
        endpoint.apiKeyEnv = options.keyVariable;
        endpoint.usesKeychain = options.usesKeychain;
        if (!options.keyVariable.empty() && !isVariableName(options.keyVariable))
            return unusable("--key-env takes the name of a variable, never the key itself.");
        const auto language = languageOf(*project, options);
        if (!language)
            return tl::unexpected(language.error());
        if (auto written = writeJudgeFile(project->folder(), *language, endpoint); !written)
            return passOn(written);
        const std::string file = judgeFile(project->folder()).string();
        console.print(
            "Wrote " + file + ". Edit it, then: dankai score " + folder + " --scorer judge --trial");
        console.result({{"file", file}});
        return ExitCode::Done;
    }
    if (options.repeat > 0 && (options.isTrial || options.isAgain || !options.resume.empty()))
        return unusable(
            "--repeat asks again about examples that have a number; --trial, --again and --resume do "
            "not go with it.");
    if (!options.resume.empty()) {
        const auto job = judgeJob(*project, options.resume);
        if (!job)
            return unusable("There is no judge's job '" + options.resume + "' in this project. dankai status "
                + folder + " lists them.");
        if (options.budget > 0 || options.parallel > 0)
            if (auto changed = changeJudgeLimits(*project, options.resume, options.budget, options.parallel);
                !changed)
                return passOn(changed);
        return followJob(*project, console, options, options.resume, std::nullopt);
    }
    auto settings = settingsFrom(*project, scorer, options);
    if (!settings)
        return passOn(settings);
    if (auto checked = checkEndpoint(settings->endpoint); !checked)
        return passOn(checked);
    if (const auto key = findApiKey(settings->endpoint); !key)
        return tl::unexpected(key.error());
    JudgeRequest request;
    request.settings = *settings;
    request.choice = options.repeat > 0 ? JudgeChoice::AskAgain
        : options.isAgain               ? JudgeChoice::WithoutNumber
                                        : JudgeChoice::NeverAsked;
    request.most = options.repeat > 0 ? static_cast<std::uint64_t>(options.repeat)
        : options.isTrial             ? examplesOfATrial
                                      : 0;
    const auto plan = planJudging(*project, request);
    if (!plan)
        return tl::unexpected(plan.error());
    if (plan->examples.empty() && options.repeat > 0)
        return unusable("There is nothing to ask again: " + judgeScorerName(*settings)
            + " has given no example a number with this prompt, or has been asked again about all of them. "
              "Score "
              "with it first.");
    if (plan->examples.empty() && plan->tooLong == 0) {
        console.print("Nothing to ask: " + plan->scorer + " has looked at every example.");
        console.result({{"estimate", toJson(*settings, *plan)}});
        return ExitCode::Done;
    }
    printEstimate(console, *settings, *plan);
    const auto agreed = isAgreedTo(console, options);
    if (!agreed)
        return tl::unexpected(agreed.error());
    if (!*agreed) {
        console.print("Nothing was sent.");
        console.result({{"estimate", toJson(*settings, *plan)}});
        return ExitCode::Stopped;
    }
    const auto id = freezeJudging(*project, request, *plan);
    if (!id)
        return tl::unexpected(id.error());
    return followJob(*project, console, options, *id, std::pair(*settings, *plan));
}

} // namespace dankai
