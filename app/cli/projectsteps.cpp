// SPDX-License-Identifier: Apache-2.0
#include "app/cli/projectsteps.h"

#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/runsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/phase/placement.h"
#include "core/project/tokencounts.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace dankai {

namespace fs = std::filesystem;

std::string modelWords(const MadeProject& made)
{
    const std::int64_t parameters = parameterCount(made.model);
    return made.project.modelPath().filename().string() + " ("
        + (parameters < 1'000'000 ? grouped(static_cast<std::uint64_t>(parameters))
                                  : withDecimals(static_cast<double>(parameters) / 1e6, 1) + " M")
        + " parameters, " + std::to_string(made.model.layerCount) + " layers)";
}

Result<Project> openProject(const fs::path& folder, OpenMode mode)
{
    return Project::open(folder, mode);
}

Result<ImportedFile> importInto(
    Project& project, const Console& console, const fs::path& file, const ImportOptions& options)
{
    auto session = project.examples().beginImport(file.string());
    if (!session)
        return passOn(session);
    ImportedFile imported;
    const auto begin = std::chrono::steady_clock::now();
    {
        ProgressLine line(console, "Importing " + file.filename().string());
        auto report = importFile(
            file, options, [&](ImportedRow&& row) -> Result<> { return session->add(row); }, line.callback(),
            &interruptFlag());
        if (!report) {
            if (report.error().code == ErrorCode::Stopped && session->finish())
                return stopped(report.error().message + " What was read is kept; the same command goes on.");
            return passOn(report);
        }
        imported.report = std::move(*report);
        auto outcome = session->finish();
        if (!outcome)
            return passOn(outcome);
        imported.outcome = std::move(*outcome);
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();

    const ImportReport& report = imported.report;
    const ImportOutcome& outcome = imported.outcome;
    console.print(console.paint(Ink::Strong, file.string()) + "  "
        + console.paint(Ink::Faint,
            report.format + ", " + std::string(nameOf(report.encoding)) + ", " + bytesInWords(report.bytes)
                + (seconds > 0.5 ? ", "
                            + bytesInWords(
                                static_cast<std::uint64_t>(static_cast<double>(report.bytes) / seconds))
                            + "/s"
                                 : "")));
    std::string figures = "  " + counted(outcome.added, "example", "examples") + " added";
    if (outcome.duplicates > 0)
        figures += ", " + counted(outcome.duplicates, "duplicate", "duplicates") + " left out";
    if (outcome.columnsAddedToEarlier > 0)
        figures += " (" + grouped(outcome.columnsAddedToEarlier) + " brought columns that are kept)";
    if (report.rejected > 0)
        figures
            += ", " + console.paint(Ink::Undecided, counted(report.rejected, "row", "rows") + " rejected");
    if (outcome.scoresAdded > 0)
        figures += ", " + counted(outcome.scoresAdded, "score", "scores");
    if (outcome.scoresWithoutValue > 0)
        figures += " (" + grouped(outcome.scoresWithoutValue) + " without a number)";
    console.print(figures);
    if (!report.columns.empty())
        console.print("  columns: " + report.columns);
    for (const std::string& note : report.notes)
        console.print("  " + note);
    constexpr std::size_t shown = 10;
    for (std::size_t i = 0; i < std::min(shown, report.rejections.size()); ++i)
        console.warn(describe(report.rejections[i], report));
    if (report.rejected > shown)
        console.warn("... and " + grouped(report.rejected - shown) + " more rows (--json lists the first "
            + std::to_string(report.rejections.size()) + ").");
    for (std::size_t i = 0; i < std::min<std::size_t>(3, outcome.firstDuplicates.size()); ++i) {
        const DuplicateRow& row = outcome.firstDuplicates[i];
        console.print(console.paint(Ink::Faint,
            "  duplicate: " + row.position.file + ":" + std::to_string(row.position.line) + " is the same as "
                + row.firstPosition.file + ":" + std::to_string(row.firstPosition.line)));
    }
    return imported;
}

Json toJson(const ImportedFile& imported)
{
    const ImportReport& report = imported.report;
    const ImportOutcome& outcome = imported.outcome;
    Json rejections = Json::array();
    for (const Rejection& rejection : report.rejections)
        rejections.push_back({{"line", rejection.line}, {"reason", rejection.reason}});
    Json duplicates = Json::array();
    for (const DuplicateRow& row : outcome.firstDuplicates)
        duplicates.push_back({{"line", row.position.line}, {"first_file", row.firstPosition.file},
            {"first_line", row.firstPosition.line}});
    return {{"file", report.file}, {"format", report.format}, {"encoding", nameOf(report.encoding)},
        {"bytes", report.bytes}, {"rows", report.rows}, {"accepted", report.accepted},
        {"rejected", report.rejected}, {"added", outcome.added}, {"duplicates", outcome.duplicates},
        {"scores_added", outcome.scoresAdded}, {"scores_added_to_earlier", outcome.scoresAddedToEarlier},
        {"scores_without_value", outcome.scoresWithoutValue},
        {"columns_added_to_earlier", outcome.columnsAddedToEarlier}, {"notes", report.notes},
        {"rejections", std::move(rejections)}, {"first_duplicates", std::move(duplicates)}};
}

Result<ScoredNow> scoreProject(Project& project, const Console& console, const std::string& scorer)
{
    ProgressLine line(console, "Scoring with " + scorer);
    return scoreExamples(project, scorer, labelledProgress(line), &interruptFlag());
}

namespace {

// Whether runs of this plan count on its held-out rows. Rows that were drawn for a run that did not come
// about are released: the new cut gets a draw of its own.
Result<bool> keepsHeldOutRows(Project& project, const std::string& plan)
{
    auto isFrozen = project.plans().isHeldOutFrozen(plan);
    if (!isFrozen || !*isFrozen)
        return isFrozen;
    const auto runs = project.runs().list();
    if (!runs)
        return tl::unexpected(runs.error());
    if (std::any_of(runs->begin(), runs->end(), [&](const RunRecord& run) { return run.plan == plan; }))
        return true;
    if (auto released = project.plans().releaseHeldOut(plan); !released)
        return passOn(released);
    return false;
}

} // namespace

std::string figure(const ScorerFigures& scorer, double value)
{
    return scorer.scored == 0 ? "–" : withDecimals(value, 2);
}

Json toJson(const ScorerFigures& scorer)
{
    const auto known = [&](double value) { return scorer.scored == 0 ? Json() : Json(value); };
    return {{"scorer", scorer.scorer}, {"scored", scorer.scored}, {"without_value", scorer.withoutValue},
        {"stale", scorer.stale}, {"lowest", known(scorer.lowest)}, {"mean", known(scorer.mean)},
        {"highest", known(scorer.highest)}};
}

Result<SplitResult> splitProject(Project& project, const Console& console, Plan plan, TokenCounting counting)
{
    SplitResult result;
    std::string key;
    if (counting == TokenCounting::Count) {
        const auto encoder = openEncoder(project);
        if (!encoder)
            return tl::unexpected(encoder.error());
        key = tokenCacheKey(*encoder);
        ProgressLine line(console, "Counting tokens");
        if (auto done = countTokens(project, *encoder, line.callback(), &interruptFlag()); !done)
            return passOn(done);
    }
    if (plan.phases.empty())
        plan.phases = defaultPhases(plan.rule.phaseCount);
    if (auto checked = checkPlan(plan); !checked)
        return passOn(checked);
    auto columns = project.examples().columns({plan.scorer, key});
    if (!columns)
        return passOn(columns);
    auto placement = placeExamples(plan, *columns);
    if (!placement)
        return passOn(placement);
    auto saved = project.plans().save(plan);
    if (!saved)
        return passOn(saved);
    const auto keepsHeldOut = keepsHeldOutRows(project, plan.name);
    if (!keepsHeldOut)
        return tl::unexpected(keepsHeldOut.error());
    result.keepsHeldOut = *keepsHeldOut;
    result.plan = std::move(*saved);
    result.placement = std::move(*placement);
    result.hasTokens = !key.empty();

    const Placement& placed = result.placement;
    console.print("Plan " + console.paint(Ink::Strong, result.plan.name)
        + console.paint(Ink::Faint,
            "  " + std::string(nameOf(result.plan.rule.kind)) + " on " + result.plan.scorer + ", revision "
                + std::to_string(result.plan.revision)));
    console.print();
    TextTable table({{"phase", Align::Left, true}, {"examples"}, {"share"}, {"tokens"}, {"mean difficulty"},
        {"from … to"}, {"mean response, characters"}});
    std::size_t total = 0;
    std::uint64_t tokens = 0;
    for (const PhaseSummary& phase : placed.phases) {
        total += phase.examples;
        tokens += phase.tokens;
    }
    const auto score = [](double value) {
        return withDecimals(value, std::abs(value) >= 100 || value == std::round(value) ? 0 : 2);
    };
    for (std::size_t i = 0; i < placed.phases.size(); ++i) {
        const PhaseSummary& phase = placed.phases[i];
        table.add({std::to_string(i + 1) + "  " + result.plan.phases[i].name, grouped(phase.examples),
            percentOf(total == 0 ? 0 : static_cast<double>(phase.examples) / static_cast<double>(total)),
            result.hasTokens ? grouped(phase.tokens) : "–", withDecimals(phase.meanScore, 2),
            score(phase.lowestScore) + " … " + score(phase.highestScore),
            withDecimals(phase.meanResponseLength, 0)});
    }
    table.addRule();
    table.add({"all", grouped(total), "", result.hasTokens ? grouped(tokens) : "–", "", "", ""});
    table.print(console);
    if (placed.unscored > 0)
        console.warn(counted(placed.unscored, "example has", "examples have") + " no score by "
            + result.plan.scorer + " and " + (placed.unscored == 1 ? "is" : "are")
            + " in no phase. Score them, or place them by hand.");
    if (placed.excluded > 0)
        console.print("  " + counted(placed.excluded, "example", "examples") + " excluded by hand");
    for (const std::string& note : placed.notes)
        console.print("  " + note);
    if (result.keepsHeldOut)
        console.print(
            "  The held-out rows stay those that this plan's runs were measured on; for a new draw (other "
            "shares, another seed) make a plan of another name.");
    return result;
}

Json toJson(const SplitResult& split)
{
    Json phases = Json::array();
    for (std::size_t i = 0; i < split.placement.phases.size(); ++i) {
        const PhaseSummary& phase = split.placement.phases[i];
        phases.push_back({{"name", split.plan.phases[i].name}, {"examples", phase.examples},
            {"tokens", split.hasTokens ? Json(phase.tokens) : Json()}, {"mean_score", phase.meanScore},
            {"lowest_score", phase.lowestScore}, {"highest_score", phase.highestScore},
            {"mean_response_characters", phase.meanResponseLength}, {"moved_in", phase.movedIn}});
    }
    Json cuts = Json::array();
    for (const Cut& cut : split.placement.cuts)
        cuts.push_back({{"score", cut.score}, {"ties_below", cut.tiesBelow}, {"ties_above", cut.tiesAbove}});
    return {{"plan", split.plan.name}, {"revision", split.plan.revision},
        {"rule", nameOf(split.plan.rule.kind)}, {"scorer", split.plan.scorer}, {"phases", std::move(phases)},
        {"cuts", std::move(cuts)}, {"unscored", split.placement.unscored},
        {"excluded", split.placement.excluded}, {"keeps_held_out_rows", split.keepsHeldOut},
        {"notes", split.placement.notes}};
}

} // namespace dankai
