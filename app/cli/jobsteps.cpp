// SPDX-License-Identifier: Apache-2.0
#include "app/cli/jobsteps.h"

#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/project/runlaunch.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

std::vector<CLI::Option*> addJobOptions(CLI::App& app, JobOptions& options)
{
    return {app.add_option("--device", options.device, "auto, cpu or cuda:N"),
        app.add_option("--precision", options.precision, "auto, float32 or bfloat16"),
        app.add_option("--threads", options.threads, "0: as many as the machine has cores"),
        app.add_option("--max-length", options.maxLength, "tokens of one conversation (2048)")
            ->check(CLI::Range(2, 1 << 20)),
        app.add_option("--chat-template", options.chatTemplate, "instead of the model's own")};
}

JobSpec jobSpecFrom(const JobOptions& options, JobKind kind, const fs::path& model)
{
    JobSpec spec;
    spec.kind = kind;
    std::error_code error;
    spec.model.path = fs::absolute(model, error).lexically_normal().string();
    spec.chatTemplate.choice = options.chatTemplate;
    spec.maxLength = options.maxLength;
    spec.execution.device = options.device;
    spec.execution.precision = options.precision;
    spec.execution.threads = options.threads;
    return spec;
}

namespace {

// A job's folder that nobody will want later.
class TemporaryFolder final
{
public:
    explicit TemporaryFolder(bool isWanted)
    {
        if (!isWanted)
            return;
        const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
        std::error_code error;
        m_path = fs::temp_directory_path(error)
            / ("dankai-job-" + std::to_string(currentProcess().pid) + "-" + std::to_string(now));
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    ~TemporaryFolder()
    {
        if (!m_path.empty())
            (void)removePath(m_path); // what cannot be removed is the system's to clean
    }

    void keep() { m_path.clear(); }

    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

} // namespace

Result<JobOutcome> runJob(const Console& console, const JobParams& params)
{
    if (const auto model = locateModel(params.spec.model.path); !model)
        return tl::unexpected(model.error());
    TemporaryFolder temporary(params.folder.empty());
    const fs::path folder = params.folder.empty() ? temporary.path() : params.folder;
    if (auto written = writeJob(folder, params.spec, toJsonLines(params.rows)); !written)
        return passOn(written);
    const auto engine = launchEngine(folder, EngineTask::Job);
    if (!engine)
        return tl::unexpected(engine.error());
    FollowParams follow;
    follow.folder = folder;
    follow.engine = *engine;
    follow.onEvent = params.onEvent;
    follow.isQuiet = params.isQuiet;
    const auto ended = followEngine(console, follow);
    if (!ended)
        return tl::unexpected(ended.error());
    JobOutcome outcome;
    outcome.end = ended->end;
    if (outcome.end == EngineEnd::LeftRunning) {
        temporary.keep(); // the engine still writes there
        return outcome;
    }
    auto reader = LineReader::open(folder / jobfile::results);
    if (!reader) {
        if (outcome.end != EngineEnd::Finished)
            return outcome; // stopped before the first result
        return passOn(reader);
    }
    for (;;) {
        const auto line = reader->next();
        if (!line)
            return tl::unexpected(line.error());
        if (!*line)
            break;
        auto row = parseJson(**line, (folder / jobfile::results).string());
        if (!row) {
            if (!reader->hadNewline())
                break; // cut off by a stop
            return passOn(row);
        }
        outcome.results.push_back(std::move(*row));
    }
    return outcome;
}

} // namespace dankai
