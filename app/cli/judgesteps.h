// SPDX-License-Identifier: Apache-2.0
// dankai score --scorer judge: what it would cost, the person's yes, the job, and what came of it.
#pragma once

#include "app/cli/console.h"
#include "core/base/exitcode.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <utility>

namespace CLI {
class App;
} // namespace CLI

namespace dankai {

// Over what judge.yaml says; empty or zero: as it says.
struct JudgeOptions
{
    std::string endpoint;
    std::string model; // of scorers by a model: its folder or file
    std::string keyVariable;
    std::string apiVersion;
    std::string language; // of the built-in prompt; empty: that of the data
    std::string price; // IN,OUT for a million tokens
    std::string resume; // a job
    int parallel = 0;
    double budget = 0;
    int repeat = 0; // examples to ask about again
    bool usesKeychain = false;
    bool isTrial = false;
    bool isAgain = false;
    bool isAgreed = false; // --yes
    bool isDetached = false;
    bool writesFile = false;

    bool isAnyGiven() const; // but for model and language, which scorers by a model read too
};

void addJudgeOptions(CLI::App& app, JudgeOptions& options);

// "judge" or "judge:MODEL".
bool isJudgeScorer(const std::string& scorer);

Result<ExitCode> scoreByJudge(const Console& console, const std::string& folder, const std::string& scorer,
    const JudgeOptions& options);

} // namespace dankai
