// SPDX-License-Identifier: Apache-2.0
#include "core/project/answerjob.h"

#include "core/platform/file.h"
#include "core/platform/libtorch.h"
#include "core/project/engineend.h"
#include "core/project/jobfolders.h"
#include "core/project/modelplace.h"
#include "core/project/runlaunch.h"
#include "core/project/runqueue.h"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// From a job's folder to its entry in the queue: folders of all speakers are written before the first is
// queued, and a copy of the prompts is in each.
constexpr std::chrono::minutes longestUnqueued{2};

Result<std::vector<Speaker>> wantedSpeakers(Project& project, const std::vector<std::string>& keys)
{
    const auto runs = project.runs().list();
    if (!runs)
        return tl::unexpected(runs.error());
    const std::vector<Speaker> known = listSpeakers(project, *runs);
    std::vector<Speaker> wanted;
    for (const std::string& key : keys) {
        const auto found = std::ranges::find(known, key, &Speaker::key);
        if (found == known.end())
            return unusable("There is no model '" + key + "' in " + project.folder().string()
                + ". Choose one that was saved.");
        const bool isBase = found == known.begin();
        if (isBase && found->model.empty())
            if (auto there = checkModelPlace(project); !there)
                return passOn(there);
        if (found->model.empty())
            return unusable("The weights of '" + key
                + "' are not there any more, so it cannot answer. Leave it "
                  "out, or put its folder back.");
        wanted.push_back(*found);
    }
    if (wanted.empty())
        return unusable("No model is chosen. Choose one at least.");
    return wanted;
}

JobSpec specFor(const Project& project, const Speaker& speaker, const AnswerRequest& request)
{
    JobSpec spec;
    spec.kind = JobKind::Answer;
    std::error_code ignored;
    spec.model.path = fs::absolute(speaker.model, ignored).lexically_normal().string();
    spec.chatTemplate.choice = project.settings().chatTemplate;
    spec.checkpoint = speaker.key;
    spec.answers = request.answers;
    spec.execution.device = request.device;
    return spec;
}

const QueueEntry* newestEntry(std::span<const QueueEntry> queue, const std::string& id)
{
    const QueueEntry* newest = nullptr;
    for (const QueueEntry& entry : queue)
        if (entry.folder == "jobs/" + id && (newest == nullptr || entry.id > newest->id))
            newest = &entry;
    return newest;
}

// Whether an engine was ever started on it.
bool hasBegun(const fs::path& folder)
{
    std::error_code ignored;
    return fs::exists(folder / runfile::events, ignored) || fs::exists(folder / runfile::log, ignored);
}

} // namespace

bool isAnswerJob(std::string_view id)
{
    return isJobId(id, answerJobPrefix);
}

bool isLeftUnqueued(const fs::path& folder)
{
    std::error_code problem;
    const auto written = fs::last_write_time(folder / jobfile::spec, problem);
    return !problem && fs::file_time_type::clock::now() - written > longestUnqueued && !hasBegun(folder);
}

Result<std::vector<std::string>> startAnswering(Project& project, const AnswerRequest& request)
{
    if (request.prompts.empty())
        return unusable("There are no prompts to answer. Give one at least.");
    auto speakers = wantedSpeakers(project, request.speakers);
    if (!speakers)
        return passOn(speakers);
    if (auto engine = engineProgram(); !engine)
        return passOn(engine);
    if (auto made = makeFolder(project.jobsFolder()); !made)
        return passOn(made);
    const std::string rows = toJsonLines(request.prompts);
    std::vector<std::string> ids;
    for (const Speaker& speaker : *speakers) {
        const std::string id = nextJobId(project.jobsFolder(), answerJobPrefix);
        const fs::path folder = project.jobsFolder() / id;
        if (auto written = writeJob(folder, specFor(project, speaker, request), rows); !written)
            return passOn(written);
        for (const KeptFile& file : request.kept)
            if (auto written = writeFileAtomically(folder / file.name, file.content); !written)
                return passOn(written);
        ids.push_back(id);
    }
    for (const std::string& id : ids)
        if (auto queued = enqueueJob(project, id, request.device); !queued)
            return passOn(queued);
    return ids;
}

Result<> restartAnswering(Project& project, const std::string& id)
{
    const fs::path file = project.jobsFolder() / id / jobfile::spec;
    const auto text = readFile(file);
    if (!text)
        return tl::unexpected(text.error());
    const auto spec = parseJobSpec(*text, file.string());
    if (!spec)
        return tl::unexpected(spec.error());
    return enqueueJob(project, id, spec->execution.device);
}

Result<> cancelAnswering(Project& project, const std::string& id)
{
    const fs::path folder = project.jobsFolder() / id;
    const auto queue = project.runs().queue();
    if (!queue)
        return tl::unexpected(queue.error());
    const QueueEntry* entry = newestEntry(*queue, id);
    if (entry != nullptr && entry->state == QueueState::Waiting) {
        if (auto cancelled = project.runs().cancel(entry->id); !cancelled)
            return cancelled;
        // Of one that is to be answered anew the earlier answers stay.
        std::error_code ignored;
        return fs::exists(folder / runfile::events, ignored) ? Result<>() : removePath(folder);
    }
    std::error_code ignored;
    if (entry == nullptr && fs::exists(folder, ignored) && !hasBegun(folder) && !engineOf(folder))
        return removePath(folder); // nobody came to queue it
    return stopEngine(folder, EngineStop::AfterStep, "cancelled");
}

AnswerJob standingOf(const fs::path& folder, const JobSpec& spec, std::size_t prompts,
    std::span<const Event> events, bool isEngineAlive, std::span<const QueueEntry> queue)
{
    AnswerJob job;
    job.id = folder.filename().string();
    job.speaker = spec.checkpoint;
    job.answers = spec.answers;
    job.prompts = prompts;
    bool isEnded = false;
    double began = 0;
    double last = 0;
    for (const Event& event : events) {
        if (const auto* stage = std::get_if<event::Stage>(&event.body)) {
            began = stage->stage == "answers" ? event.time : began;
            job.isLoaded = stage->stage == "answers";
        } else if (std::holds_alternative<event::Answer>(event.body)) {
            ++job.answered;
            last = event.time;
        } else if (std::holds_alternative<event::Attempt>(event.body)) {
            isEnded = false;
        } else if (std::holds_alternative<event::Finished>(event.body)) {
            job.state = AnswerJobState::Done;
            isEnded = true;
        } else if (std::holds_alternative<event::Stopped>(event.body)) {
            job.state = AnswerJobState::Stopped;
            isEnded = true;
        } else if (const auto* failure = std::get_if<event::Failed>(&event.body)) {
            job.state = AnswerJobState::Failed;
            job.note = failure->message;
            isEnded = true;
        }
    }
    const QueueEntry* entry = newestEntry(queue, job.id);
    const bool isWaiting = entry != nullptr && entry->state == QueueState::Waiting;
    if (isEngineAlive && !isEnded) {
        job.state = AnswerJobState::Running;
        if (began > 0 && job.answered > 0 && job.answered < prompts)
            job.secondsLeft = (last - began) / static_cast<double>(job.answered)
                * static_cast<double>(prompts - job.answered);
        return job;
    }
    if (isWaiting) { // also one that is to begin anew
        job.state = AnswerJobState::Waiting;
        job.note.clear();
        return job;
    }
    if (isEnded)
        return job;
    if (entry != nullptr && entry->state == QueueState::Leased) {
        job.state = AnswerJobState::Running; // its engine is about to start
        return job;
    }
    if (entry != nullptr && entry->state == QueueState::Cancelled) {
        job.state = AnswerJobState::Stopped;
        return job;
    }
    // Entries of the queue are never removed: one without an entry is being written, or nobody came to queue
    // it.
    if (entry == nullptr && events.empty() && !hasBegun(folder)) {
        if (!isLeftUnqueued(folder)) {
            job.state = AnswerJobState::Waiting;
            return job;
        }
        job.state = AnswerJobState::Failed;
        job.note = "It was prepared but never queued. Begin it again.";
        return job;
    }
    job.state = AnswerJobState::Failed;
    job.note = entry != nullptr && !entry->note.empty() ? entry->note : silentEnd(folder).message;
    return job;
}

} // namespace dankai
