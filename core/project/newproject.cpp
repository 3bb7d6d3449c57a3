// SPDX-License-Identifier: Apache-2.0
#include "core/project/newproject.h"

#include "core/checkpoint/openmodel.h"
#include "core/difficulty/scorer.h"
#include "core/phase/placement.h"
#include "core/platform/file.h"
#include "core/project/tokencounts.h"
#include "core/tokenizer/tokenizer.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t scoresPerCommit = 2000;

ProgressCallback teller(const StageProgress& progress, std::string stage)
{
    return [&progress, stage = std::move(stage)](const Progress& state) {
        if (progress)
            progress(stage, state);
    };
}

Result<> importInto(
    SetUpProject& made, const FileToImport& wanted, const StageProgress& progress, const StopFlag* stop)
{
    auto import = made.project.examples().beginImport(wanted.file.string());
    if (!import)
        return passOn(import);
    const auto report = importFile(
        wanted.file, wanted.options, [&](ImportedRow&& row) -> Result<> { return import->add(row); },
        teller(progress, "importing " + wanted.file.filename().string()), stop);
    if (!report)
        return tl::unexpected(report.error());
    const auto outcome = import->finish();
    if (!outcome)
        return tl::unexpected(outcome.error());
    made.added += outcome->added;
    made.duplicates += outcome->duplicates;
    made.rejected += report->rejected;
    return {};
}

// A plan that these examples do not allow is no reason to lose the project.
Result<> addPlan(
    SetUpProject& made, const ProjectSetup& setup, const StageProgress& progress, const StopFlag* stop)
{
    Plan plan = *setup.plan;
    Project& project = made.project;
    if (auto scored = scoreExamples(project, plan.scorer, progress, stop); !scored)
        return passOn(scored);
    std::string key;
    if (setup.tokens == TokenNeed::Always || plan.rule.kind == RuleKind::EqualTokens) {
        const auto encoder = openEncoder(project);
        if (!encoder)
            return tl::unexpected(encoder.error());
        if (auto counted = countTokens(project, *encoder, teller(progress, "counting tokens"), stop);
            !counted)
            return counted;
        key = tokenCacheKey(*encoder);
    }
    if (plan.phases.empty())
        plan.phases = defaultPhases(plan.rule.phaseCount);
    if (auto checked = checkPlan(plan); !checked)
        return checked;
    const auto columns = project.examples().columns({plan.scorer, key});
    if (!columns)
        return tl::unexpected(columns.error());
    if (const auto placed = placeExamples(plan, *columns); !placed) {
        made.planProblem = placed.error().message;
        return {};
    }
    auto saved = project.plans().save(plan);
    return saved ? Result<>() : passOn(saved);
}

} // namespace

Result<MadeProject> makeProject(
    const NewProject& wanted, const ProgressCallback& progress, const StopFlag* stop)
{
    std::error_code error;
    const fs::path model = fs::absolute(wanted.model, error).lexically_normal();
    // Here, and not hours later: everything that follows needs whole weights and a tokenizer that fits.
    const auto opened = openModel(model);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto tokenizer = Tokenizer::open(model);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    if (auto fits = tokenizer->checkTokenizerFits(opened->config); !fits)
        return passOn(fits);
    auto hash = modelHash(model, progress, stop);
    if (!hash)
        return passOn(hash);
    ProjectSettings settings;
    fs::path folder = fs::absolute(wanted.folder, error).lexically_normal();
    if (!folder.has_filename())
        folder = folder.parent_path();
    settings.name = wanted.name.empty() ? folder.filename().string() : wanted.name;
    settings.modelPath = model.string();
    settings.modelHash = *hash;
    settings.chatTemplate = wanted.chatTemplate;
    settings.run = wanted.run;
    if (auto checked = checkRunSettings(settings.run, "the new project"); !checked)
        return passOn(checked);
    auto project = Project::create(folder, settings);
    if (!project)
        return passOn(project);
    return MadeProject{std::move(*project), opened->config};
}

Result<ScoredNow> scoreExamples(
    Project& project, std::string_view scorerName, const StageProgress& progress, const StopFlag* stop)
{
    const auto scorer = Scorer::named(scorerName);
    if (!scorer)
        return tl::unexpected(scorer.error());
    ScoredNow result;
    const ScorerReads reads = scorer->info().reads;
    if (reads == ScorerReads::Import || reads == ScorerReads::Model || reads == ScorerReads::Judge
        || reads == ScorerReads::Labels)
        return result; // stored with the rows, by a job or by a calibration
    std::vector<std::uint32_t> tokens; // one for each example, where the scorer reads them
    std::vector<ExampleId> ids;
    if (reads == ScorerReads::Tokens) {
        const auto encoder = openEncoder(project);
        if (!encoder)
            return tl::unexpected(encoder.error());
        if (auto done = countTokens(project, *encoder, teller(progress, "counting tokens"), stop); !done)
            return passOn(done);
        auto columns = project.examples().columns({"", tokenCacheKey(*encoder)});
        if (!columns)
            return passOn(columns);
        tokens = std::move(columns->tokens);
        ids = std::move(columns->ids);
    }
    const auto total = project.examples().count();
    if (!total)
        return tl::unexpected(total.error());

    const ProgressCallback tell = teller(progress, "scoring with " + scorer->name());
    ScoreStore scores = project.scores();
    std::vector<Score> batch;
    const auto flush = [&]() -> Result<> {
        auto added = scores.add(scorer->name(), scorer->info().version, batch);
        batch.clear();
        return added;
    };
    auto visited = scores.visitUnscored(
        scorer->name(), scorer->info().version, [&](const StoredExample& stored) -> Result<> {
            if (isStopRequested(stop))
                return stopped("Scoring was stopped; what is scored is kept. The same command goes on.");
            std::uint32_t count = 0;
            if (!ids.empty()) {
                const auto at = std::lower_bound(ids.begin(), ids.end(), stored.id);
                if (at != ids.end() && *at == stored.id)
                    count = tokens[static_cast<std::size_t>(at - ids.begin())];
            }
            const ScoreOutcome outcome = scorer->score(stored.example, count);
            Score score;
            score.example = stored.id;
            score.revision = stored.revision;
            score.value = outcome.value;
            score.raw = outcome.raw;
            batch.push_back(std::move(score));
            ++result.looked;
            result.withValue += outcome.value ? 1 : 0;
            tell({result.looked, *total});
            return batch.size() >= scoresPerCommit ? flush() : Result<>();
        });
    if (!batch.empty())
        if (auto flushed = flush(); !flushed)
            return passOn(flushed);
    if (!visited)
        return passOn(visited);
    return result;
}

Result<SetUpProject> setUpProject(
    const ProjectSetup& setup, const StageProgress& progress, const StopFlag* stop)
{
    std::error_code error;
    const bool wasThere = fs::exists(setup.project.folder, error);
    auto project = makeProject(setup.project, teller(progress, "reading the model"), stop);
    if (!project)
        return passOn(project);
    const fs::path folder = project->project.folder();
    std::optional<SetUpProject> made(SetUpProject{std::move(project->project), 0, 0, 0, {}});
    Result<> filled;
    for (const FileToImport& file : setup.files)
        if (filled)
            filled = importInto(*made, file, progress, stop);
    if (filled && setup.plan)
        filled = addPlan(*made, setup, progress, stop);
    if (filled)
        return std::move(*made);
    made.reset(); // the database is closed before it is removed
    if (!wasThere)
        (void)removePath(folder); // what went wrong first is what a person needs to know
    return passOn(filled);
}

} // namespace dankai
