// SPDX-License-Identifier: Apache-2.0
// Scores that the project's model gives, or another model: a job folder jobs/scores-<n>/ of what it has not
// looked at, which the engine works off, and what it measured, into project.db. Starts no engine and does not
// wait.
#pragma once

#include "core/base/result.h"
#include "core/difficulty/judgeprompt.h"
#include "core/difficulty/measurement.h"
#include "core/project/checkpointscoring.h"
#include "core/project/othermodel.h"
#include "core/project/project.h"
#include "core/run/jobspec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct ModelScoringRequest
{
    std::vector<std::string> scorers; // names of modelScorers(); loss brings token_error with it
    ExecutionSpec execution;
    int maxLength = 2048; // tokens; longer examples stay unscored, and say so
    std::string chatTemplate; // empty: the project's, of another model its own
    // Also of those without hidden states after so many layers, which are kept (hiddenstatestore.h); 0: none.
    int stateLayer = 0;
    std::optional<JudgePrompt>
        judge; // what the scorer local_judge asks; its scores are of this prompt's version
    // In which it asks where nobody has written what: en or ja; empty: that of the data (judgeLanguage()).
    std::string judgeLanguage;
    // Instead of the project's model; its scores go by its name (scorerBy()).
    std::optional<OtherModel> model;
    // Instead of the project's model; its scores go by its name (scorerAt()). Without hidden states and
    // judge.
    std::optional<MeasuredCheckpoint> checkpoint;
};

struct ModelScoringJob
{
    std::string id; // the folder's name under jobs/
    std::uint64_t examples = 0;
};

bool isModelScoringJob(std::string_view id);

// Under which a job knows an example: it may be edited while it is being measured.
std::string measuredRowId(ExampleId example, int revision);

// Of the examples that one of the scorers has not looked at in their current content; nothing where there are
// none. Unusable for a name that is no scorer of a model.
Result<std::optional<ModelScoringJob>> prepareModelScoring(
    Project& project, const ModelScoringRequest& request);

// Jobs that were prepared before, oldest first: a command that was killed leaves its engine to its work.
std::vector<std::string> modelScoringJobs(const Project& project);

// Takes over what a job has measured, again and again while it grows. Storing twice changes nothing.
class MeasurementTaker final
{
public:
    // Unusable where the folder is no such job.
    static Result<MeasurementTaker> open(const Project& project, const std::string& jobId);

    // Scores stored now, of all scorers.
    Result<std::uint64_t> take(Project& project);

private:
    MeasurementTaker() = default;

    std::filesystem::path m_results;
    std::vector<const ModelScorer*> m_scorers;
    std::vector<std::string> m_names; // under which their scores stand
    int m_judgeVersion = 1;
    std::uint64_t m_offset = 0; // of results.jsonl: what was taken
};

// After its engine has ended and everything was taken: what it measured is in the project.
Result<> removeModelScoring(const Project& project, const std::string& jobId);

} // namespace dankai
