// SPDX-License-Identifier: Apache-2.0
// Jobs that have a judge score examples: what one would cost, freezing it into jobs/judge-<number>, starting
// its detached process, and how it stands. The work itself is judgework.h. The same steps for the command
// line and the workbench; shows nothing and asks nobody.
//
// A job's folder: judge.yaml (the settings it was started with), job.json (which scorer and version its
// scores are), rows.jsonl (the examples as they were), calls.jsonl (core/endpoint/calljournal.h),
// events.jsonl.
#pragma once

#include "core/platform/process.h"
#include "core/project/judgesettings.h"
#include "core/project/project.h"
#include "core/protocol/event.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

namespace judgefile {
inline constexpr const char* settings = "judge.yaml";
inline constexpr const char* job = "job.json";
inline constexpr const char* rows = "rows.jsonl";
inline constexpr const char* calls = "calls.jsonl";
} // namespace judgefile

std::string judgeScorerName(const JudgeSettings& settings); // judge:<model>
// Under which the second answers of a judge stand, judge:<model>#again, of the same version as the first:
// they show how far it agrees with itself (scorereading.h) and change no plan.
std::string askedAgainName(std::string_view scorer);

enum class JudgeChoice
{
    NeverAsked, // examples that this judge has not looked at with this prompt
    WithoutNumber, // also those that it answered without a number
    AskAgain, // those that it gave a number for with this prompt, and that it has not been asked about again
};

struct JudgeRequest
{
    JudgeSettings settings;
    JudgeChoice choice = JudgeChoice::NeverAsked;
    std::uint64_t most = 0; // so many, drawn at random: a trial, or of AskAgain; 0: all
    std::uint64_t seed = 3517;
};

struct JudgedExample
{
    ExampleId id{};
    std::uint32_t tokens = 0; // of the whole request, about
    std::uint32_t bytes = 0; // of the example's text
};

// What would be asked, and what it would come to.
struct JudgePlan
{
    std::string scorer;
    int scorerVersion = 1;
    std::vector<JudgedExample> examples; // ascending by id
    std::uint64_t tooLong = 0; // left out, since they are longer than limits.longest_prompt_tokens
    std::uint64_t tokensIn = 0;
    std::uint64_t tokensOut = 0;
    std::uint64_t bytes = 0; // of the examples' texts, which go to the endpoint
    std::optional<double> cost; // nothing where the price is not known
    double seconds = 0;
    bool isMeasured = false; // tokens and time are those of earlier calls of this judge, not a rule of thumb
};

// Excluded examples are not asked about.
Result<JudgePlan> planJudging(Project& project, const JudgeRequest& request);

// Makes the job's folder; its id. Unusable where there is nothing to ask, or where another job of this scorer
// still works.
Result<std::string> freezeJudging(Project& project, const JudgeRequest& request, const JudgePlan& plan);

// Starts or resumes it: a detached "dankai judge-worker", which has the environment of this process and with
// it the key. A worker of the queue has not, and would spend money when nobody is there.
Result<ProcessId> launchJudge(Project& project, const std::string& id);

// Another budget, or other parallel calls, of a job that does not run now; 0: as it is.
Result<> changeJudgeLimits(Project& project, const std::string& id, double budget, int parallel);

struct JudgeJobSpec
{
    static constexpr int version = 1;
    std::string scorer;
    int scorerVersion = 1;
    std::uint64_t examples = 0;
    bool isTrial = false;
    bool operator==(const JudgeJobSpec&) const = default;
};

Result<JudgeJobSpec> parseJudgeJobSpec(std::string_view text, const std::string& where);
std::string toJson(const JudgeJobSpec& spec);
Result<JudgeJobSpec> readJudgeJobSpec(const std::filesystem::path& folder);

enum class JudgeJobState
{
    Running,
    Done,
    Stopped, // on request, or by its budget; may be resumed
    Failed, // so may this
};

std::string_view nameOf(JudgeJobState state);

struct JudgeJob
{
    std::string id;
    JudgeJobSpec spec;
    JudgeJobState state = JudgeJobState::Failed;
    event::Ledger ledger; // the newest
    std::string note; // why it stopped or failed
};

bool isJudgeJob(std::string_view id);
Result<JudgeJob> judgeJob(const Project& project, const std::string& id);
Result<std::vector<JudgeJob>> listJudgeJobs(const Project& project); // oldest first

// One line of rows.jsonl.
struct JudgeRow
{
    ExampleId id{};
    int revision = 1;
    Example example; // its turns only
};

std::string toJsonLine(const JudgeRow& row);
Result<JudgeRow> parseJudgeRow(std::string_view line, const std::string& where);

} // namespace dankai
