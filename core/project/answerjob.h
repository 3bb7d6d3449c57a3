// SPDX-License-Identifier: Apache-2.0
// Jobs in which a project's models answer prompts: one folder jobs/answers-<n>/ and one engine for each
// model, worked off by the queue of the device, so that they outlive every window and take turns with
// trainings. Their answers are kept; answerset.h gathers them.
#pragma once

#include "core/base/result.h"
#include "core/project/speaker.h"
#include "core/protocol/event.h"
#include "core/run/jobspec.h"
#include "core/run/runrow.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

inline constexpr std::string_view answerJobPrefix = "answers-"; // of their folders under jobs/

struct KeptFile
{
    std::string name;
    std::string content;
};

struct AnswerRequest
{
    std::vector<RunRow> prompts; // each ends with the user's message; ids differ
    std::vector<std::string> speakers; // keys
    AnswerSpec answers;
    std::string device = "auto";
    // In each job's folder before it is queued; nothing that the engine reads.
    std::vector<KeptFile> kept = {};
};

enum class AnswerJobState
{
    Waiting, // for its turn
    Running,
    Done,
    Stopped, // on request; what was answered before is kept
    Failed,
};

struct AnswerJob
{
    std::string id; // the folder's name under jobs/
    std::string speaker; // key
    AnswerSpec answers;
    AnswerJobState state = AnswerJobState::Waiting;
    std::size_t prompts = 0;
    std::size_t answered = 0;
    bool isLoaded = false; // its model, so that a running one is answering
    std::optional<double> secondsLeft; // of a running one, once some are answered
    std::string note; // why it failed
    bool operator==(const AnswerJob&) const = default;
};

inline bool isOpen(const AnswerJob& job)
{
    return job.state == AnswerJobState::Waiting || job.state == AnswerJobState::Running;
}

// Whether a folder of jobs/ is one of these.
bool isAnswerJob(std::string_view id);

// Writes a job for each speaker and queues them. Unusable, and nothing is written, where there are no
// prompts, where a speaker is not known, or where its weights are not there.
Result<std::vector<std::string>> startAnswering(Project& project, const AnswerRequest& request);
// One that stopped or failed, from the beginning.
Result<> restartAnswering(Project& project, const std::string& id);
// One that waits leaves no trace; one that runs ends after its next tokens, and its answers so far are kept.
Result<> cancelAnswering(Project& project, const std::string& id);

// Whether no engine was ever started on a job, and it is so old that nobody is about to queue it; for one
// that has no entry in the queue.
bool isLeftUnqueued(const std::filesystem::path& folder);

// How a job stands, from its record (`events` may be superseded ones' remains: give those that count), from
// whether an engine works on it, which must have been asked before the record was read, and from the queue.
AnswerJob standingOf(const std::filesystem::path& folder, const JobSpec& spec, std::size_t prompts,
    std::span<const Event> events, bool isEngineAlive, std::span<const QueueEntry> queue);

} // namespace dankai
