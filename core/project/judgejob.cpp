// SPDX-License-Identifier: Apache-2.0
#include "core/project/judgejob.h"

#include "core/base/random.h"
#include "core/dataset/examplejson.h"
#include "core/endpoint/calljournal.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/project/engineend.h"
#include "core/project/jobfolders.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <system_error>
#include <thread>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view judgeJobPrefix = "judge-";
constexpr std::uint64_t usualTokensOut = 40; // a digit and a sentence
constexpr double usualSeconds = 2; // of a call
constexpr std::uint64_t enoughCalls = 10; // to trust what was measured

struct Measured
{
    std::uint64_t calls = 0;
    double tokensIn = 0; // means
    double tokensOut = 0;
    double seconds = 0;
};

// Of the calls of this scorer's jobs that a number came of.
Measured measuredCalls(const Project& project, const std::string& scorer, int version)
{
    Measured measured;
    for (const std::string& id : jobIds(project.jobsFolder(), judgeJobPrefix)) {
        const auto spec = readJudgeJobSpec(project.jobsFolder() / id);
        if (!spec || spec->scorer != scorer || spec->scorerVersion != version)
            continue;
        const auto calls = readCallJournal(project.jobsFolder() / id / judgefile::calls);
        if (!calls)
            continue;
        for (const JournalledCall& call : *calls) {
            if (!call.ended || !call.ended->failure.empty() || call.ended->tokensIn == 0)
                continue;
            ++measured.calls;
            measured.tokensIn += static_cast<double>(call.ended->tokensIn);
            measured.tokensOut += static_cast<double>(call.ended->tokensOut);
            measured.seconds += call.ended->seconds;
        }
    }
    if (measured.calls > 0) {
        const auto count = static_cast<double>(measured.calls);
        measured.tokensIn /= count;
        measured.tokensOut /= count;
        measured.seconds /= count;
    }
    return measured;
}

std::uint64_t textBytes(const Example& example)
{
    std::uint64_t bytes
        = example.system.size() + example.instruction.size() + example.input.size() + example.response.size();
    for (const Message& message : example.history)
        bytes += message.content.size();
    return bytes;
}

void estimate(const Project& project, const JudgeSettings& settings, JudgePlan& plan)
{
    const auto count = static_cast<std::uint64_t>(plan.examples.size());
    for (const JudgedExample& example : plan.examples) {
        plan.tokensIn += example.tokens;
        plan.bytes += example.bytes;
    }
    plan.tokensOut = count * usualTokensOut;
    double secondsOfOne = usualSeconds;
    const Measured measured = measuredCalls(project, judgeScorerName(settings), plan.scorerVersion);
    if (measured.calls >= enoughCalls) {
        plan.isMeasured = true;
        plan.tokensIn = static_cast<std::uint64_t>(measured.tokensIn * static_cast<double>(count));
        plan.tokensOut = static_cast<std::uint64_t>(measured.tokensOut * static_cast<double>(count));
        secondsOfOne = measured.seconds;
    }
    if (const auto price = findPrice(settings.prices, settings.endpoint.model))
        plan.cost = costOf(*price, plan.tokensIn, plan.tokensOut);
    plan.seconds = secondsOfOne * static_cast<double>(count) / settings.limits.parallel;
}

Result<> checkNoOtherWorks(const Project& project, const std::string& scorer)
{
    for (const std::string& id : jobIds(project.jobsFolder(), judgeJobPrefix)) {
        const fs::path folder = project.jobsFolder() / id;
        const auto spec = readJudgeJobSpec(folder);
        if (!spec || spec->scorer != scorer)
            continue;
        waitUntilLeft(folder);
        if (engineOf(folder))
            return unusable("The job " + id + " is having " + scorer
                + " score this project's examples now. Wait for it, or stop it first.");
    }
    return {};
}

} // namespace

std::string judgeScorerName(const JudgeSettings& settings)
{
    return "judge:" + settings.endpoint.model;
}

std::string askedAgainName(std::string_view scorer)
{
    return std::string(scorer) + "#again";
}

Result<JudgePlan> planJudging(Project& project, const JudgeRequest& request)
{
    const JudgeSettings& settings = request.settings;
    if (auto checked = checkEndpoint(settings.endpoint); !checked)
        return passOn(checked);
    if (settings.limits.budget > 0 && !findPrice(settings.prices, settings.endpoint.model))
        return unusable("A budget needs a price, and there is none of '" + settings.endpoint.model
            + "'. Give the model's prices, or take the budget away.");
    JudgePlan plan;
    plan.scorer = judgeScorerName(settings);
    ScoreStore scores = project.scores();
    const auto version = scores.versionOf(plan.scorer, fingerprint(settings.prompt, settings.reading));
    if (!version)
        return tl::unexpected(version.error());
    plan.scorerVersion = *version;
    std::set<ExampleId> withoutNumber; // of AskAgain
    const auto look = [&](const StoredExample& stored) -> Result<> {
        if (stored.isExcluded || withoutNumber.contains(stored.id))
            return {};
        std::uint64_t tokens = 0;
        for (const ChatTurn& turn : judgeTurns(settings.prompt, stored.example, JudgeReading::Number))
            tokens += estimateTokens(turn.content) + 4; // its frame
        if (tokens > static_cast<std::uint64_t>(settings.limits.longestPromptTokens))
            ++plan.tooLong;
        else
            plan.examples.push_back({stored.id, static_cast<std::uint32_t>(tokens),
                static_cast<std::uint32_t>(textBytes(stored.example))});
        return {};
    };
    if (request.choice == JudgeChoice::AskAgain) {
        auto found = scores.visitWithoutValue(
            plan.scorer, plan.scorerVersion, [&](const StoredExample& stored) -> Result<> {
                withoutNumber.insert(stored.id);
                return {};
            });
        if (!found)
            return passOn(found);
        plan.scorer = askedAgainName(plan.scorer);
    }
    auto visited = request.choice == JudgeChoice::WithoutNumber
        ? scores.visitWithoutValue(plan.scorer, plan.scorerVersion, look)
        : scores.visitUnscored(plan.scorer, plan.scorerVersion, look);
    if (!visited)
        return passOn(visited);
    if (request.most > 0 && plan.examples.size() > request.most) {
        Random random(
            seedFor(request.seed, request.choice == JudgeChoice::AskAgain ? "judge again" : "judge trial"));
        random.shuffle(std::span(plan.examples));
        plan.examples.resize(request.most);
        std::ranges::sort(plan.examples, {}, &JudgedExample::id);
    }
    estimate(project, settings, plan);
    return plan;
}

Result<std::string> freezeJudging(Project& project, const JudgeRequest& request, const JudgePlan& plan)
{
    if (plan.examples.empty())
        return unusable("There is nothing to ask: every example has been scored by " + plan.scorer
            + ", is excluded, or is too long.");
    if (auto checked = checkNoOtherWorks(project, plan.scorer); !checked)
        return passOn(checked);
    if (auto kept = project.scores().keepVersion(plan.scorer, plan.scorerVersion,
            fingerprint(request.settings.prompt, request.settings.reading), toYaml(request.settings));
        !kept)
        return passOn(kept);
    const std::string id = nextJobId(project.jobsFolder(), judgeJobPrefix);
    const fs::path folder = project.jobsFolder() / id;
    if (auto made = makeFolder(folder); !made)
        return passOn(made);
    auto rows = AtomicFile::create(folder / judgefile::rows);
    if (!rows)
        return passOn(rows);
    std::vector<ExampleId> wanted;
    for (const JudgedExample& example : plan.examples)
        wanted.push_back(example.id);
    auto written = project.examples().visit(wanted, [&](const StoredExample& stored) -> Result<> {
        return rows->write(toJsonLine(JudgeRow{stored.id, stored.revision, stored.example}) + "\n");
    });
    if (written)
        written = rows->commit();
    if (written)
        written = writeFileAtomically(folder / judgefile::settings, toYaml(request.settings));
    // Last: a folder without it is no job yet.
    if (written)
        written = writeFileAtomically(folder / judgefile::job,
            toJson(JudgeJobSpec{plan.scorer, plan.scorerVersion, plan.examples.size(),
                request.most > 0 && request.choice != JudgeChoice::AskAgain}));
    if (!written)
        return passOn(written);
    return id;
}

Result<ProcessId> launchJudge(Project& project, const std::string& id)
{
    const fs::path folder = project.jobsFolder() / id;
    const auto spec = readJudgeJobSpec(folder);
    if (!spec)
        return tl::unexpected(spec.error());
    if (auto checked = checkNoOtherWorks(project, spec->scorer); !checked)
        return passOn(checked);
    auto program = siblingExecutable("dankai");
    if (!program)
        return passOn(program);
    SpawnParams params;
    params.program = std::move(*program);
    std::error_code ignored;
    params.arguments = {"judge-worker", fs::absolute(folder, ignored).lexically_normal().string()};
    params.standardOutputFile = params.standardErrorFile = folder / runfile::log;
    auto worker = spawnDetached(params);
    if (!worker)
        return worker;
    // Until it has said that it begins, others would think that nobody works here, or that it has stopped
    // yet.
    for (int tries = 0; tries < 1000 && isProcessAlive(*worker); ++tries) {
        const auto job = judgeJob(project, id);
        if (job && job->state == JudgeJobState::Running)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return worker;
}

Result<> changeJudgeLimits(Project& project, const std::string& id, double budget, int parallel)
{
    const fs::path file = project.jobsFolder() / id / judgefile::settings;
    waitUntilLeft(project.jobsFolder() / id);
    if (engineOf(project.jobsFolder() / id))
        return unusable("The job " + id + " is running. Stop it before its limits are changed.");
    const auto text = readFile(file);
    if (!text)
        return tl::unexpected(text.error());
    auto settings = parseJudgeSettings(*text, file.string());
    if (!settings)
        return passOn(settings);
    if (budget > 0)
        settings->limits.budget = budget;
    if (parallel > 0)
        settings->limits.parallel = parallel;
    return writeFileAtomically(file, toYaml(*settings));
}

Result<JudgeJobSpec> parseJudgeJobSpec(std::string_view text, const std::string& where)
{
    auto json = parseJson(text, where);
    if (!json)
        return passOn(json);
    try {
        if (!json->is_object() || wholeNumber<int>(json->at("version")) != JudgeJobSpec::version)
            return unusable(where + ": this is no job of a judge that this version of Dankai can read.");
        JudgeJobSpec spec;
        spec.scorer = json->at("scorer").get<std::string>();
        spec.scorerVersion = wholeNumber<int>(json->at("scorer_version"));
        spec.examples = wholeNumber<std::uint64_t>(json->at("examples"));
        spec.isTrial = json->value("is_trial", false);
        if (spec.scorer.empty() || spec.scorerVersion < 1)
            return unusable(where + ": this is no job of a judge that this version of Dankai can read.");
        return spec;
    } catch (const std::exception& exception) {
        return unusable(where + ": " + exception.what() + ".");
    }
}

std::string toJson(const JudgeJobSpec& spec)
{
    return toPrettyJson(Json{{"version", JudgeJobSpec::version}, {"kind", "judge"}, {"scorer", spec.scorer},
        {"scorer_version", spec.scorerVersion}, {"examples", spec.examples}, {"is_trial", spec.isTrial}});
}

Result<JudgeJobSpec> readJudgeJobSpec(const fs::path& folder)
{
    const auto text = readFile(folder / judgefile::job);
    if (!text)
        return tl::unexpected(text.error());
    return parseJudgeJobSpec(*text, (folder / judgefile::job).string());
}

std::string_view nameOf(JudgeJobState state)
{
    switch (state) {
    case JudgeJobState::Running:
        return "running";
    case JudgeJobState::Done:
        return "done";
    case JudgeJobState::Stopped:
        return "stopped";
    case JudgeJobState::Failed:
        break;
    }
    return "failed";
}

bool isJudgeJob(std::string_view id)
{
    return isJobId(id, judgeJobPrefix);
}

Result<JudgeJob> judgeJob(const Project& project, const std::string& id)
{
    const fs::path folder = project.jobsFolder() / id;
    JudgeJob job;
    job.id = id;
    const auto spec = readJudgeJobSpec(folder);
    if (!spec)
        return tl::unexpected(spec.error());
    job.spec = *spec;
    job.ledger.total = spec->examples;
    // Before the events: one that ends between the two has said so in them.
    const bool isAlive = engineOf(folder).has_value();
    const auto events = readEvents(folder / runfile::events);
    if (!events)
        return tl::unexpected(events.error());
    for (const Event& event : *events) {
        if (std::holds_alternative<event::Attempt>(event.body)) {
            job.note.clear();
        } else if (const auto* ledger = std::get_if<event::Ledger>(&event.body)) {
            job.ledger = *ledger;
        } else if (std::holds_alternative<event::Finished>(event.body)) {
            job.state = JudgeJobState::Done;
        } else if (const auto* stop = std::get_if<event::Stopped>(&event.body)) {
            job.state = JudgeJobState::Stopped;
            job.note = stop->reason;
        } else if (const auto* failure = std::get_if<event::Failed>(&event.body)) {
            job.state = JudgeJobState::Failed;
            job.note = failure->message;
        }
    }
    if (!hasToldEnd(*events)) {
        job.state = isAlive ? JudgeJobState::Running : JudgeJobState::Failed;
        if (!isAlive)
            job.note = silentEnd(folder).message;
    }
    return job;
}

Result<std::vector<JudgeJob>> listJudgeJobs(const Project& project)
{
    std::vector<JudgeJob> jobs;
    for (const std::string& id : jobIds(project.jobsFolder(), judgeJobPrefix))
        if (auto job = judgeJob(project, id)) // a folder that is no job yet, or none any more
            jobs.push_back(std::move(*job));
    return jobs;
}

std::string toJsonLine(const JudgeRow& row)
{
    Json json = {{"example", static_cast<std::int64_t>(row.id)}, {"revision", row.revision}};
    json.update(exampleJson(row.example));
    return toJsonLine(json);
}

Result<JudgeRow> parseJudgeRow(std::string_view line, const std::string& where)
{
    auto json = parseJson(line, where);
    if (!json)
        return passOn(json);
    try {
        JudgeRow row;
        row.id = ExampleId{wholeNumber<std::int64_t>(json->at("example"))};
        row.revision = wholeNumber<int>(json->at("revision"));
        row.example = exampleFromJson(*json);
        return row;
    } catch (const std::exception& exception) {
        return unusable(where + ": " + exception.what() + ".");
    }
}

} // namespace dankai
