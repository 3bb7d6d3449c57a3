// SPDX-License-Identifier: Apache-2.0
// A job folder's job.yaml: work with one model that is not training. Rows are those of a run folder.
// The results: results.jsonl in the folder (see README.md) and events.jsonl.
#pragma once

#include "core/base/result.h"
#include "core/run/runspec.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class JobKind
{
    Loss, // rows -> {"id", "tokens", "nll"} over the response tokens
    Evaluate, // as Loss, with one `evaluated` event per phase and set
    Measure, // rows -> core/difficulty/measurement.h, kept as they come; goes on where it was cut short
    Answer, // prompts -> {"id", "text", "tokens", "is_ended"}, in batches
    Generate, // as Answer, one prompt after the other, pieces streamed as `text` events
    Chat, // no rows: holds the model and answers what comes over the control socket, until nobody asks any
          // more
};

// When a chat's engine ends by itself, so that a forgotten window does not hold a model in memory for ever.
struct ChatSpec
{
    int idleSeconds = 900; // without a question
    // Without any request at all: a front end that lives asks for the status more often than that, so this is
    // one that was closed, or died.
    int goneSeconds = 120;
    bool operator==(const ChatSpec&) const = default;
};

struct JobSpec
{
    static constexpr int version = 1;

    JobKind kind = JobKind::Loss;
    ModelReference model;
    TemplateReference chatTemplate;
    std::string rows = "rows.jsonl"; // in the job folder: RunRow per line; not read by Chat
    std::string set = "test"; // Evaluate: what the rows are, validation or test
    std::string checkpoint; // name in the events: base, phase_1, ...
    std::uint64_t seed = 3517;
    int maxLength = 2048;
    AnswerSpec answers;
    ExecutionSpec execution;
    ChatSpec chat; // Chat only
    std::vector<std::string> scorers; // Measure only: who will read it, core/difficulty/measurement.h
    // Measure only: also hidden_states.bin (core/difficulty/hiddenstates.h), of the stream after so many
    // layers; 0: none.
    int stateLayer = 0;
    // Measure only: a file of RunRows with the same ids, each the question that the model answers as a judge;
    // empty: it is not asked. And the version of those scores, for whoever takes them.
    std::string judgeRows;
    int judgeVersion = 1;
    bool operator==(const JobSpec&) const = default;
};

Result<JobSpec> parseJobSpec(std::string_view yaml, const std::string& where);
std::string toYaml(const JobSpec& spec);
std::string_view nameOf(JobKind kind);

// Makes a job folder (which must not exist) that `dankai-engine job FOLDER` runs.
Result<> writeJob(const std::filesystem::path& folder, const JobSpec& spec, std::string_view rowsJsonl);

namespace jobfile {
inline constexpr const char* spec = "job.yaml";
inline constexpr const char* results = "results.jsonl";
inline constexpr const char* states = "hidden_states.bin";
} // namespace jobfile

} // namespace dankai
