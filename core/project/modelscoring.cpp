// SPDX-License-Identifier: Apache-2.0
#include "core/project/modelscoring.h"

#include "core/difficulty/scorer.h"
#include "core/platform/file.h"
#include "core/project/examplerows.h"
#include "core/project/hiddenstatestore.h"
#include "core/project/jobfolders.h"
#include "core/project/modelplace.h"
#include "core/run/runrow.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view modelScoringPrefix = "scores-";
constexpr std::size_t batchSize = 1000; // scores in one transaction

// Nothing for an id of no row of ours.
std::optional<Score> scoreFor(std::string_view rowId)
{
    const std::size_t colon = rowId.find(':');
    if (colon == rowId.npos)
        return std::nullopt;
    std::int64_t id = 0;
    Score score;
    const char* const end = rowId.data() + rowId.size();
    const auto first = std::from_chars(rowId.data(), rowId.data() + colon, id);
    const auto second = std::from_chars(rowId.data() + colon + 1, end, score.revision);
    if (first.ec != std::errc() || first.ptr != rowId.data() + colon || second.ec != std::errc()
        || second.ptr != end)
        return std::nullopt;
    score.example = ExampleId(id);
    return score;
}

// That of a judge's scores goes by what it is asked.
Result<int> versionOf(const std::string& scorer, int judgeVersion)
{
    const auto named = Scorer::named(scorer);
    if (!named)
        return tl::unexpected(named.error());
    return scorer == localJudgeScorer ? judgeVersion : named->info().version;
}

// Under which the scores of a job stand.
std::string scoredAs(std::string_view scorer, const ModelScoringRequest& request)
{
    return request.checkpoint ? scorerAt(scorer, *request.checkpoint)
        : request.model       ? scorerBy(scorer, *request.model)
                              : std::string(scorer);
}

// The question about each of the examples: lines of RunRows under the same ids.
Result<std::string> judgeQuestions(
    Project& project, const JudgePrompt& prompt, std::span<const ExampleId> ids)
{
    std::string text;
    auto visited = project.examples().visit(ids, [&](const StoredExample& stored) -> Result<> {
        RunRow row{measuredRowId(stored.id, stored.revision), 1, {}, {}};
        for (const ChatTurn& turn : judgeTurns(prompt, stored.example, JudgeReading::Expectation))
            row.messages.push_back({turn.role, turn.content});
        text += toJsonLine(row) + "\n";
        return {};
    });
    return visited ? Result<std::string>(std::move(text)) : passOn(visited);
}

} // namespace

bool isModelScoringJob(std::string_view id)
{
    return isJobId(id, modelScoringPrefix);
}

std::string measuredRowId(ExampleId example, int revision)
{
    return std::to_string(numberOf(example)) + ":" + std::to_string(revision);
}

std::vector<std::string> modelScoringJobs(const Project& project)
{
    std::vector<std::string> ids = jobIds(project.jobsFolder(), modelScoringPrefix);
    // A folder without it is no job yet.
    std::erase_if(ids, [&](const std::string& id) {
        std::error_code ignored;
        return !fs::exists(project.jobsFolder() / id / jobfile::spec, ignored);
    });
    return ids;
}

Result<std::optional<ModelScoringJob>> prepareModelScoring(
    Project& project, const ModelScoringRequest& request)
{
    if (auto known = needsDirectPass(request.scorers); !known)
        return passOn(known);
    const bool asksJudge = std::ranges::count(request.scorers, localJudgeScorer) > 0;
    if (request.checkpoint && (asksJudge || request.stateLayer > 0))
        return unusable("A model is asked as a judge and for its hidden states, but not a run's checkpoint.");
    if (request.model && request.checkpoint)
        return unusable("Only one model measures at a time.");
    int judgeVersion = 1;
    if (asksJudge) {
        const std::string judge = scoredAs(localJudgeScorer, request);
        if (!request.judge)
            return unusable("The scorer local_judge needs a judge's question.");
        const std::string asked = fingerprint(*request.judge, JudgeReading::Expectation);
        const auto version = project.scores().versionOf(judge, asked);
        if (!version)
            return tl::unexpected(version.error());
        judgeVersion = *version;
        if (auto kept = project.scores().keepVersion(judge, judgeVersion, asked, request.judge->question);
            !kept)
            return passOn(kept);
    }
    std::map<std::int64_t, std::string> rows; // in the order of ids, each once
    std::vector<ExampleId> judged; // of them, those that the model is asked about as a judge
    const auto take = [&rows](const StoredExample& stored) {
        std::string& row = rows[numberOf(stored.id)];
        if (row.empty())
            row = toJsonLine(RunRow{measuredRowId(stored.id, stored.revision), 1, turns(stored.example), {}})
                + "\n";
        return Result<>();
    };
    for (const std::string& scorer : request.scorers) {
        const auto version = versionOf(scorer, judgeVersion);
        if (!version)
            return tl::unexpected(version.error());
        auto visited = project.scores().visitUnscored(
            scoredAs(scorer, request), *version, [&](const StoredExample& stored) {
                if (scorer == localJudgeScorer)
                    judged.push_back(stored.id);
                return take(stored);
            });
        if (!visited)
            return passOn(visited);
    }
    if (request.stateLayer > 0) {
        const auto states = HiddenStateStore::open(
            project, request.stateLayer, statesModel(project, request.model, request.chatTemplate));
        if (!states)
            return tl::unexpected(states.error());
        // What no scorer got a value of, for instance since it is too long, has no states either.
        const auto columns = project.examples().columns({scoredAs(request.scorers.front(), request), {}});
        if (!columns)
            return tl::unexpected(columns.error());
        std::size_t at = 0;
        auto visited = project.examples().visit([&](const StoredExample& stored) {
            while (at < columns->size() && columns->ids[at] < stored.id)
                ++at;
            const bool isMeasured
                = at < columns->size() && columns->ids[at] == stored.id && !std::isnan(columns->scores[at]);
            return isMeasured && !states->has(stored.id, stored.revision) ? take(stored) : Result<>();
        });
        if (!visited)
            return passOn(visited);
    }
    if (rows.empty())
        return std::nullopt;
    if (request.checkpoint && request.checkpoint->model.empty())
        return unusable("The weights of " + request.checkpoint->key()
            + " are not there any more, so it cannot be measured. Put its folder back.");
    if (!request.checkpoint && !request.model)
        if (auto there = checkModelPlace(project); !there)
            return passOn(there);
    std::string text;
    for (auto& [id, row] : rows)
        text += row;

    JobSpec spec;
    spec.kind = JobKind::Measure;
    std::error_code error;
    spec.model.path = fs::absolute(project.modelPath(), error).lexically_normal().string();
    spec.model.hash = project.settings().modelHash;
    spec.chatTemplate.choice
        = request.chatTemplate.empty() ? project.settings().chatTemplate : request.chatTemplate;
    if (request.model) {
        spec.model = {request.model->path.string(), request.model->hash};
        spec.chatTemplate.choice = request.chatTemplate;
        spec.checkpoint = request.model->name;
    }
    if (request.checkpoint) {
        spec.model = {request.checkpoint->model.string(), {}};
        spec.chatTemplate = {request.checkpoint->chatTemplate.string(), request.checkpoint->templateDate};
        spec.checkpoint = request.checkpoint->key();
    }
    spec.scorers = request.scorers;
    // The pass of the loss has counted them; whoever asks for the loss need not know of them.
    if (std::ranges::count(spec.scorers, lossScorer) > 0
        && std::ranges::count(spec.scorers, tokenErrorScorer) == 0)
        spec.scorers.emplace_back(tokenErrorScorer);
    spec.maxLength = request.maxLength;
    spec.stateLayer = request.stateLayer;
    spec.execution = request.execution;
    ModelScoringJob job{nextJobId(project.jobsFolder(), modelScoringPrefix), rows.size()};
    if (auto made = makeFolder(project.jobsFolder()); !made)
        return passOn(made);
    std::string questions;
    if (!judged.empty()) {
        auto asked = judgeQuestions(project, *request.judge, judged);
        if (!asked)
            return passOn(asked);
        questions = std::move(*asked);
        spec.judgeRows = "judge_rows.jsonl";
        spec.judgeVersion = judgeVersion;
    }
    if (auto written = writeJob(project.jobsFolder() / job.id, spec, text); !written)
        return passOn(written);
    if (!judged.empty())
        if (auto written = writeFileAtomically(project.jobsFolder() / job.id / spec.judgeRows, questions);
            !written)
            return passOn(written);
    return job;
}

Result<MeasurementTaker> MeasurementTaker::open(const Project& project, const std::string& jobId)
{
    const fs::path folder = project.jobsFolder() / jobId;
    const auto text = readFile(folder / jobfile::spec);
    if (!text)
        return tl::unexpected(text.error());
    const auto spec = parseJobSpec(*text, (folder / jobfile::spec).string());
    if (!spec)
        return tl::unexpected(spec.error());
    if (spec->kind != JobKind::Measure)
        return unusable(folder.string() + " is no job that measures examples for scores.");
    if (auto known = needsDirectPass(spec->scorers); !known)
        return passOn(known);
    MeasurementTaker taker;
    taker.m_results = folder / jobfile::results;
    for (const std::string& name : spec->scorers) {
        taker.m_scorers.push_back(modelScorerNamed(name));
        taker.m_names.push_back(spec->checkpoint.empty() ? name : name + ":" + spec->checkpoint);
    }
    taker.m_judgeVersion = spec->judgeVersion;
    return taker;
}

Result<std::uint64_t> MeasurementTaker::take(Project& project)
{
    std::error_code ignored;
    if (!fs::exists(m_results, ignored))
        return 0; // nothing is measured yet
    auto reader = LineReader::open(m_results);
    if (!reader)
        return passOn(reader);
    std::map<std::size_t, std::vector<Score>> batches; // of each scorer
    std::uint64_t stored = 0;
    std::uint64_t waiting = m_offset; // lines up to here are in the batches
    const auto store = [&]() -> Result<> {
        for (auto& [scorer, scores] : batches) {
            const auto version = versionOf(std::string(m_scorers[scorer]->name), m_judgeVersion);
            if (!version)
                return tl::unexpected(version.error());
            if (auto added = project.scores().addOnce(m_names[scorer], *version, scores); !added)
                return added;
            stored += scores.size();
        }
        batches.clear();
        m_offset = waiting;
        return {};
    };
    std::size_t inBatch = 0;
    for (;;) {
        const auto line = reader->next();
        if (!line)
            return tl::unexpected(line.error());
        if (!*line || !reader->hadNewline())
            break; // the rest is still being written
        if (reader->offset() <= m_offset)
            continue;
        waiting = reader->offset();
        const auto measurement = parseMeasurement(**line, m_results.string());
        auto score = measurement ? scoreFor(measurement->id) : std::nullopt;
        if (!score)
            continue; // cut by a kill: measured again, or by the next job
        score->raw = **line;
        for (std::size_t scorer = 0; scorer < m_scorers.size(); ++scorer) {
            score->value = scoreOf(*m_scorers[scorer], *measurement);
            batches[scorer].push_back(*score);
        }
        if (++inBatch == batchSize) {
            inBatch = 0;
            if (auto done = store(); !done)
                return passOn(done);
        }
    }
    if (auto done = store(); !done)
        return passOn(done);
    return stored;
}

Result<> removeModelScoring(const Project& project, const std::string& jobId)
{
    if (!isModelScoringJob(jobId))
        return unusable(jobId + " is no job that measures examples for scores.");
    if (auto kept = keepHiddenStates(project, jobId); !kept)
        return kept;
    return removePath(project.jobsFolder() / jobId);
}

} // namespace dankai
