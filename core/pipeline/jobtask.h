// SPDX-License-Identifier: Apache-2.0
// What jobs of one kind do with their rows and the model; what all jobs do around it is job.h's. One class
// for each kind. Internal to this room.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/checkpoint/memorymodel.h"
#include "core/model/languagemodel.h"
#include "core/pipeline/controlserver.h"
#include "core/pipeline/recorder.h"
#include "core/run/jobspec.h"
#include "core/tokenizer/conversationencoder.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace dankai {

struct JobContext
{
    std::filesystem::path folder;
    JobSpec spec; // with what was overridden; from encode() on its maxLength is one that the model has
    StopFlag* stop = nullptr;
    std::unique_ptr<Recorder> recorder; // from readRows() on, as `control`
    std::unique_ptr<ControlServer> control;
    std::int64_t microBatchTokens = 0; // from work() on
};

// Called in the order in which the functions stand here, from continuesRecord() on.
class JobTask
{
public:
    explicit JobTask(JobContext& context)
        : m_context(context)
    { }

    JobTask(const JobTask&) = delete;
    JobTask& operator=(const JobTask&) = delete;
    virtual ~JobTask() = default;

    virtual std::string stage() const = 0; // its name in the events

    // What an earlier attempt has said stays said.
    virtual bool continuesRecord() const { return false; }

    virtual Result<> readRows() = 0;
    virtual Result<> encode(const ConversationEncoder& encoder, std::int64_t maxPositions) = 0;
    virtual std::int64_t longestRow() const = 0; // tokens

    // What its answers keep of a sequence; none where it gives no answers.
    virtual AnswerCache answers() const { return {}; }

    virtual std::uint64_t total() const = 0; // rows, for the stage's event
    virtual Result<> work(LanguageModel& model, const ConversationEncoder& encoder) = 0;

    // Why it was stopped, for the record.
    virtual std::string reasonOf(const Error& /*stop*/) const { return "stopped on request"; }

protected:
    JobContext& context() const { return m_context; }

private:
    JobContext& m_context;
};

// `context` outlives the task.
std::unique_ptr<JobTask> makeJobTask(JobContext& context);

} // namespace dankai
