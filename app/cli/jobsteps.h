// SPDX-License-Identifier: Apache-2.0
// Work with one model that is not training: writes a job folder, lets the engine do it, and reads the
// results.
#pragma once

#include "app/cli/console.h"
#include "app/cli/enginefollow.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/run/jobspec.h"
#include "core/run/runrow.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace dankai {

// --device, --threads, --precision, --max-length, --chat-template
struct JobOptions
{
    std::string device = "auto";
    std::string precision = "auto";
    std::string chatTemplate;
    int threads = 0;
    int maxLength = 2048;
};

std::vector<CLI::Option*> addJobOptions(CLI::App& app, JobOptions& options);
JobSpec jobSpecFrom(const JobOptions& options, JobKind kind, const std::filesystem::path& model);

struct JobParams
{
    JobSpec spec;
    std::span<const RunRow> rows;
    std::filesystem::path folder; // empty: a temporary one, removed at the end
    std::function<void(const Event&)> onEvent;
    bool isQuiet = false;
};

struct JobOutcome
{
    EngineEnd end = EngineEnd::Finished;
    std::vector<Json> results; // lines of results.jsonl
};

Result<JobOutcome> runJob(const Console& console, const JobParams& params);

} // namespace dankai
