// SPDX-License-Identifier: Apache-2.0
#include "core/project/answerset.h"

#include "core/base/utf8.h"
#include "core/evaluation/outputhealth.h"
#include "core/platform/file.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// What tells that a file has changed.
struct FileSign
{
    std::int64_t changedMs = 0;
    std::uint64_t bytes = 0;
    bool isThere = false;

    bool operator==(const FileSign&) const = default;
};

FileSign signOf(const fs::path& file)
{
    FileSign sign;
    std::error_code error;
    sign.bytes = fs::file_size(file, error);
    if (error)
        return {};
    const auto time = fs::last_write_time(file, error);
    if (error)
        return {};
    sign.changedMs = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::file_clock::to_sys(time).time_since_epoch())
                         .count();
    sign.isThere = true;
    return sign;
}

std::string wordsOf(const FileSign& sign)
{
    return sign.isThere ? std::to_string(sign.changedMs) + ":" + std::to_string(sign.bytes) : "-";
}

template <class Value>
struct Kept
{
    FileSign sign;
    Result<std::shared_ptr<const Value>> value;
};

template <class Value>
using KeptFiles = std::map<fs::path, Kept<Value>>;

template <class Value, class Read>
Result<std::shared_ptr<const Value>> keptOrRead(KeptFiles<Value>& kept, const fs::path& file, Read read)
{
    const FileSign sign = signOf(file);
    const auto known = kept.find(file);
    if (known != kept.end() && known->second.sign == sign)
        return known->second.value;
    Result<std::shared_ptr<const Value>> value;
    if (auto fresh = read(file))
        value = std::make_shared<const Value>(std::move(*fresh));
    else
        value = passOn(fresh);
    kept.insert_or_assign(file, Kept<Value>{sign, value});
    return value;
}

Result<JobSpec> readJobSpec(const fs::path& file)
{
    const auto text = readFile(file);
    if (!text)
        return tl::unexpected(text.error());
    return parseJobSpec(*text, file.string());
}

// The same conversation, whatever its id is.
std::string keyOf(const std::vector<Message>& messages)
{
    std::string key;
    for (const Message& message : messages) {
        key += message.role;
        key += '\x1f';
        key += message.content;
        key += '\x1e';
    }
    return key;
}

} // namespace

class AnswerReader::Files final
{
public:
    auto rows(const fs::path& file) { return keptOrRead(m_rows, file, readRunRows); }

    auto answers(const fs::path& file) { return keptOrRead(m_answers, file, readAnswers); }

    auto events(const fs::path& file) { return keptOrRead(m_events, file, readEvents); }

    auto jobSpec(const fs::path& file) { return keptOrRead(m_jobs, file, readJobSpec); }

    auto runSpec(const fs::path& file)
    {
        return keptOrRead(m_runs, file, [](const fs::path& path) { return readRunSpec(path.parent_path()); });
    }

private:
    KeptFiles<std::vector<RunRow>> m_rows;
    KeptFiles<std::vector<AnswerText>> m_answers;
    KeptFiles<std::vector<Event>> m_events;
    KeptFiles<JobSpec> m_jobs;
    KeptFiles<RunSpec> m_runs;
};

namespace {

// What the project holds now, named before it is read: a file that grows meanwhile is read again next time.
struct Found
{
    struct Job
    {
        fs::path folder;
        bool isEngineAlive = false;
    };

    std::vector<RunRecord> runs;
    std::vector<QueueEntry> queue;
    std::vector<Job> jobs; // oldest first
    bool isTraining = false;
    std::string signs;
};

Result<Found> lookInto(Project& project)
{
    Found found;
    auto runs = project.runs().list();
    if (!runs)
        return passOn(runs);
    found.runs = std::move(*runs);
    std::string& signs = found.signs;
    const auto addFile = [&signs](const fs::path& file) { signs += wordsOf(signOf(file)) + "|"; };
    for (const RunRecord& run : found.runs) {
        const fs::path folder = project.runsFolder() / run.id;
        found.isTraining = found.isTraining || engineOf(folder).has_value();
        signs.append("\n").append(run.id).append(" ");
        addFile(folder / runfile::spec);
        addFile(folder / runfile::prompts);
    }
    std::error_code ignored;
    signs += fs::exists(project.modelPath(), ignored) ? "\nmodel" : "";
    for (const RunRecord& run : found.runs) {
        for (const char* name : {runfile::checkpoints, runfile::results}) {
            std::vector<fs::path> folders;
            for (const auto& entry : fs::directory_iterator(project.runsFolder() / run.id / name, ignored))
                folders.push_back(entry.path());
            std::ranges::sort(folders);
            for (const fs::path& folder : folders) {
                signs.append("\n").append(folder.filename().string()).append(" ");
                addFile(name == runfile::checkpoints ? checkpointConfig(folder) : folder / runfile::answers);
            }
        }
    }
    for (const auto& entry : fs::directory_iterator(project.jobsFolder(), ignored))
        if (isAnswerJob(entry.path().filename().string()))
            found.jobs.push_back({entry.path()});
    std::ranges::sort(found.jobs, {}, &Found::Job::folder);
    for (Found::Job& job : found.jobs) {
        // Before the record is looked at: an engine that ended in between has written all of it.
        job.isEngineAlive = engineOf(job.folder).has_value();
        signs.append("\n").append(job.folder.filename().string()).append(job.isEngineAlive ? " alive " : " ");
        for (const char* name : {jobfile::spec, "rows.jsonl", runfile::events})
            addFile(job.folder / name);
        signs += fs::exists(job.folder / runfile::log, ignored) ? "begun" : "";
        signs += isLeftUnqueued(job.folder) ? "left" : "";
    }
    // Behind the folders, which are there before their entries, and the engines, which end before their
    // entries do.
    auto queue = project.runs().queue();
    if (!queue)
        return passOn(queue);
    found.queue = std::move(*queue);
    for (const QueueEntry& entry : found.queue)
        signs.append("\n").append(entry.folder).append(" ").append(nameOf(entry.state)).append(entry.note);
    signs += found.isTraining ? "\ntraining" : "";
    return found;
}

// Puts everything into one set.
class Gatherer final
{
public:
    Gatherer(AnswerSet& set, std::vector<Speaker> speakers)
        : m_set(set)
    {
        for (Speaker& speaker : speakers) {
            m_speakers.emplace(speaker.key, m_set.speakers.size());
            m_set.speakers.push_back({std::move(speaker), {}});
        }
    }

    void problem(const Error& error) { m_set.problems.push_back(error.message); }

    // The rows of these prompts, by the prompts' ids.
    using Rows = std::unordered_map<std::string, std::size_t>;

    Rows addPrompts(const std::vector<RunRow>& prompts, const std::string& run, std::int64_t recordedMs)
    {
        Rows rows;
        PromptSet set;
        set.run = run;
        set.recordedMs = recordedMs;
        for (const RunRow& prompt : prompts) {
            const auto [known, isNew] = m_prompts.emplace(keyOf(prompt.messages), m_set.prompts.size());
            if (isNew)
                m_set.prompts.push_back(
                    {prompt.id, prompt.messages, prompt.reference, run.empty() ? 0 : prompt.phase});
            ComparedPrompt& row = m_set.prompts[known->second];
            if (row.reference.empty())
                row.reference = prompt.reference;
            rows.emplace(prompt.id, known->second);
            set.prompts.push_back(known->second);
        }
        std::ranges::sort(set.prompts);
        const bool isKnown = std::ranges::any_of(
            m_set.promptSets, [&](const PromptSet& other) { return other.prompts == set.prompts; });
        if (!isKnown && !set.prompts.empty())
            m_set.promptSets.push_back(std::move(set));
        return rows;
    }

    int addSource(AnswerSource source)
    {
        m_set.sources.push_back(std::move(source));
        return static_cast<int>(m_set.sources.size()) - 1;
    }

    // An answer to a prompt that is not among `rows` has nothing to stand beside, and is left out.
    void addAnswer(const Rows& rows, const std::string& speaker, const AnswerText& answer, int source)
    {
        const auto row = rows.find(answer.id);
        const auto column = m_speakers.find(speaker);
        if (row == rows.end() || column == m_speakers.end())
            return;
        auto& answers = m_set.speakers[column->second].answers;
        answers.resize(std::max(answers.size(), row->second + 1));
        std::optional<RecordedAnswer>& cell = answers[row->second];
        RecordedAnswer recorded;
        recorded.text = answer.text;
        recorded.tokens = answer.tokens;
        recorded.isEnded = answer.isEnded;
        recorded.seconds = answer.seconds;
        recorded.characters = static_cast<std::uint32_t>(codePointCount(answer.text));
        recorded.source = source;
        if (!cell) {
            cell = std::move(recorded);
            return;
        }
        const int others = cell->others + (cell->text != recorded.text ? 1 : 0);
        const auto timeOf
            = [this](int index) { return m_set.sources[static_cast<std::size_t>(index)].recordedMs; };
        if (timeOf(source) >= timeOf(cell->source))
            cell = std::move(recorded);
        cell->others = others;
    }

    void finish()
    {
        for (SpeakerAnswers& speaker : m_set.speakers)
            speaker.answers.resize(m_set.prompts.size());
    }

private:
    AnswerSet& m_set;
    std::unordered_map<std::string, std::size_t> m_speakers; // by key
    std::unordered_map<std::string, std::size_t> m_prompts; // by conversation
};

} // namespace

std::size_t SpeakerAnswers::count() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(answers, [](const auto& answer) { return answer.has_value(); }));
}

const SpeakerAnswers* AnswerSet::speaker(std::string_view key) const
{
    const auto found = std::ranges::find_if(
        speakers, [&](const SpeakerAnswers& answers) { return answers.speaker.key == key; });
    return found == speakers.end() ? nullptr : &*found;
}

AnswerReader::AnswerReader()
    : m_files(std::make_unique<Files>())
{ }

AnswerReader::~AnswerReader() = default;

Result<std::shared_ptr<const AnswerSet>> AnswerReader::read(Project& project)
{
    auto found = lookInto(project);
    if (!found)
        return passOn(found);
    if (m_set != nullptr && found->signs == m_signs)
        return m_set;
    auto set = std::make_shared<AnswerSet>();
    set->isTraining = found->isTraining;
    Gatherer gatherer(*set, listSpeakers(project, found->runs));
    for (const RunRecord& run : found->runs) {
        const fs::path folder = project.runsFolder() / run.id;
        const auto spec = m_files->runSpec(folder / runfile::spec);
        const FileSign promptsSign = signOf(folder / runfile::prompts);
        if (!spec || !promptsSign.isThere) {
            if (!spec)
                gatherer.problem(spec.error());
            continue; // another tool's folder may have no prompts
        }
        const auto prompts = m_files->rows(folder / runfile::prompts);
        if (!prompts) {
            gatherer.problem(prompts.error());
            continue;
        }
        const auto rows = gatherer.addPrompts(**prompts, run.id, promptsSign.changedMs);
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(folder / runfile::results, ignored)) {
            const fs::path file = entry.path() / runfile::answers;
            const FileSign sign = signOf(file);
            if (!sign.isThere)
                continue;
            const auto answers = m_files->answers(file);
            if (!answers) {
                gatherer.problem(answers.error());
                continue;
            }
            const int source = gatherer.addSource({run.id, {}, (*spec)->answers, sign.changedMs});
            const std::string speaker = speakerKey(project, run.id, entry.path().filename().string());
            for (const AnswerText& answer : **answers)
                gatherer.addAnswer(rows, speaker, answer, source);
        }
    }
    for (const Found::Job& job : found->jobs) {
        const FileSign specSign = signOf(job.folder / jobfile::spec);
        if (!specSign.isThere)
            continue; // not written yet
        const auto spec = m_files->jobSpec(job.folder / jobfile::spec);
        if (!spec) {
            gatherer.problem(spec.error());
            continue;
        }
        if ((*spec)->kind != JobKind::Answer)
            continue;
        const auto prompts = m_files->rows(job.folder / (*spec)->rows);
        if (!prompts) {
            gatherer.problem(prompts.error());
            continue;
        }
        const auto events = m_files->events(job.folder / runfile::events);
        if (!events) {
            gatherer.problem(events.error());
            continue;
        }
        set->jobs.push_back(
            standingOf(job.folder, **spec, (*prompts)->size(), **events, job.isEngineAlive, found->queue));
        const auto rows = gatherer.addPrompts(**prompts, {}, specSign.changedMs);
        // The record and not results.jsonl: it also has what a job said before it was stopped.
        const int source
            = gatherer.addSource({{}, set->jobs.back().id, (*spec)->answers, specSign.changedMs});
        for (const Event& event : **events)
            if (const auto* said = std::get_if<event::Answer>(&event.body))
                gatherer.addAnswer(rows, (*spec)->checkpoint,
                    {said->id, said->text, said->tokens, said->isEnded, said->seconds}, source);
    }
    gatherer.finish();
    m_set = std::move(set);
    m_signs = std::move(found->signs);
    return m_set;
}

} // namespace dankai
