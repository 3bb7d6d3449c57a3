// SPDX-License-Identifier: Apache-2.0
// What a project's models have answered, put together for comparing: rows are prompts, columns are speakers.
// From the run folders (results/CHECKPOINT/answers.jsonl) and the kept answering jobs (jobs/answers-<n>/).
// Shows nothing and changes nothing.
#pragma once

#include "core/base/result.h"
#include "core/project/answerjob.h"
#include "core/project/speaker.h"
#include "core/run/runrow.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct RecordedAnswer
{
    std::string text;
    std::uint64_t tokens = 0;
    bool isEnded = false; // by its end-of-turn token, not by the limit
    std::optional<double> seconds; // as in core/evaluation/outputhealth.h
    std::uint32_t characters = 0; // code points
    int source = 0; // index into AnswerSet::sources
    int others = 0; // earlier answers of this speaker to this prompt with another text
    bool operator==(const RecordedAnswer&) const = default;
};

// Where answers were recorded.
struct AnswerSource
{
    std::string run; // the run's id, or
    std::string job; // the job's
    AnswerSpec answers; // how they were generated
    std::int64_t recordedMs = 0; // since 1970
    bool operator==(const AnswerSource&) const = default;
};

struct ComparedPrompt
{
    std::string id; // where it was seen first; the same text elsewhere may have another
    std::vector<Message> messages;
    std::string reference; // an answer known to be good; may be empty
    int phase = 0; // whose held-out set it is of; 0: of none

    const std::string& text() const { return messages.back().content; } // what the person says last

    bool operator==(const ComparedPrompt&) const = default;
};

// Prompts that were asked together; the same ones asked of several models are one set.
struct PromptSet
{
    std::vector<std::size_t> prompts; // rows, ascending
    std::string run; // frozen with this run; empty: asked in a job
    std::int64_t recordedMs = 0;
    bool operator==(const PromptSet&) const = default;
};

struct SpeakerAnswers
{
    Speaker speaker;
    std::vector<std::optional<RecordedAnswer>> answers; // by prompt
    std::size_t count() const;
};

struct AnswerSet
{
    std::vector<ComparedPrompt> prompts; // by first appearance: runs in their order, then jobs
    std::vector<SpeakerAnswers> speakers; // of listSpeakers(), whether they have answered or not
    std::vector<AnswerSource> sources;
    std::vector<PromptSet> promptSets;
    std::vector<AnswerJob> jobs; // oldest first
    std::vector<std::string> problems; // sentences: what could not be read; the rest is here all the same
    bool isTraining = false; // an engine works on one of the runs

    const SpeakerAnswers* speaker(std::string_view key) const;
};

// Keeps what it has read, and reads again what changed: to be asked every second or so. For one project.
class AnswerReader final
{
public:
    AnswerReader();
    AnswerReader(const AnswerReader&) = delete;
    AnswerReader& operator=(const AnswerReader&) = delete;
    ~AnswerReader();

    // The same pointer as before where nothing has changed.
    Result<std::shared_ptr<const AnswerSet>> read(Project& project);

private:
    class Files;

    std::unique_ptr<Files> m_files;
    std::shared_ptr<const AnswerSet> m_set;
    std::string m_signs; // of all that `m_set` was read from
};

} // namespace dankai
