// SPDX-License-Identifier: Apache-2.0
#include "core/project/checkpointscoring.h"

#include "core/difficulty/losschange.h"
#include "core/difficulty/measurement.h"
#include "core/evaluation/losstable.h"
#include "core/platform/file.h"
#include "core/project/examplerows.h"
#include "core/project/modelscoring.h"
#include "core/project/runlaunch.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t batchSize = 1000; // scores in one transaction

std::optional<std::int64_t> exampleNumber(std::string_view text)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(number)
                                                                           : std::nullopt;
}

// What a run recorded about one held-out file, as scores of those examples that still read so.
Result<std::vector<Score>> recordedScores(
    Project& project, const fs::path& run, const RunSpec& spec, const char* rowFile, const fs::path& losses)
{
    std::vector<Score> scores;
    std::error_code ignored;
    if (!fs::exists(losses, ignored) || !fs::exists(run / rowFile, ignored))
        return scores;
    const auto recorded = readLosses(losses);
    if (!recorded)
        return tl::unexpected(recorded.error());
    const auto rows = readRunRows(run / rowFile);
    if (!rows)
        return tl::unexpected(rows.error());
    const fs::path tokenFile = run / runfile::tokensOf(rowFile);
    const auto bytes = readFile(tokenFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto tokens = parseTokenTable(*bytes, tokenFile.string());
    if (!tokens)
        return tl::unexpected(tokens.error());
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < rows->size() && i < tokens->rowCount(); ++i)
        places.emplace((*rows)[i].id, i);
    for (const ExampleLoss& loss : *recorded) {
        const auto place = places.find(loss.id);
        const auto number = exampleNumber(loss.id);
        if (place == places.end() || !number || loss.tokens == 0
            || tokens->length(place->second) >= static_cast<std::size_t>(spec.maxLength)) // it may be cut
            continue;
        const auto stored = project.examples().example(ExampleId(*number));
        if (!stored || turns(stored->example) != (*rows)[place->second].messages)
            continue; // gone or edited since
        Score& score = scores.emplace_back();
        score.example = stored->id;
        score.revision = stored->revision;
        score.value = loss.nll / static_cast<double>(loss.tokens);
        score.raw = toJsonLine(
            Measurement{measuredRowId(stored->id, stored->revision), loss.tokens, loss.nll, {}, {}});
    }
    return scores;
}

} // namespace

std::string MeasuredCheckpoint::key() const
{
    return run + "/" + checkpointName(phase);
}

std::string scorerAt(std::string_view scorer, const MeasuredCheckpoint& checkpoint)
{
    return std::string(scorer) + ":" + checkpoint.key();
}

Result<std::vector<MeasuredCheckpoint>> checkpointsOf(Project& project, const std::string& wanted)
{
    const auto run = findRun(project, wanted);
    if (!run)
        return tl::unexpected(run.error());
    if (run->state == RunState::Running || run->state == RunState::Queued || run->state == RunState::Waiting)
        return unusable("Run " + run->id + " has not ended yet. Its checkpoints are measured when it has.");
    const fs::path folder = project.runsFolder() / run->id;
    const auto spec = readRunSpec(folder);
    if (!spec)
        return tl::unexpected(spec.error());
    std::vector<MeasuredCheckpoint> checkpoints;
    std::error_code error;
    for (int phase = 0; phase <= static_cast<int>(spec->phases.size()); ++phase) {
        MeasuredCheckpoint& checkpoint = checkpoints.emplace_back();
        checkpoint.run = run->id;
        checkpoint.phase = phase;
        const fs::path saved = folder / runfile::checkpoints / checkpointName(phase);
        const fs::path model = phase == 0 ? fs::path(spec->model.path) : saved;
        if (fs::exists(phase == 0 ? model : checkpointConfig(saved), error))
            checkpoint.model = fs::absolute(model, error).lexically_normal();
        checkpoint.chatTemplate = fs::absolute(folder / runfile::chatTemplate, error).lexically_normal();
        checkpoint.templateDate = spec->chatTemplate.date;
        const bool isRecorded = fs::exists(
            folder / runfile::results / checkpointName(phase) / runfile::validationLosses, error);
        if (phase > 0 && checkpoint.model.empty() && !isRecorded) {
            checkpoints.pop_back();
            break;
        }
    }
    if (checkpoints.size() < 2)
        return unusable("Run " + run->id
            + " has finished no phase, so there is no checkpoint to measure. Resume it with: dankai train "
            + project.folder().string() + " --resume " + run->id);
    return checkpoints;
}

Result<std::uint64_t> takeRecordedLosses(Project& project, const MeasuredCheckpoint& checkpoint)
{
    const fs::path folder = project.runsFolder() / checkpoint.run;
    const fs::path results = folder / runfile::results / checkpointName(checkpoint.phase);
    const auto spec = readRunSpec(folder);
    if (!spec)
        return tl::unexpected(spec.error());
    auto validation
        = recordedScores(project, folder, *spec, runfile::validation, results / runfile::validationLosses);
    if (!validation)
        return passOn(validation);
    auto test = recordedScores(project, folder, *spec, runfile::test, results / runfile::testLosses);
    if (!test)
        return passOn(test);
    const bool looksAtTest = !test->empty();
    std::vector<Score> all = std::move(*validation);
    std::ranges::move(*test, std::back_inserter(all));
    if (auto added = project.scores().addOnce(scorerAt("loss", checkpoint), 1, all); !added)
        return passOn(added);
    if (looksAtTest) {
        const auto run = findRun(project, checkpoint.run);
        if (!run)
            return tl::unexpected(run.error());
        // The plan may be gone since: then nobody counts its looks.
        (void)project.plans().logTestUse(
            run->plan, run->id, "losses of " + checkpoint.key() + " taken as scores");
    }
    return all.size();
}

Result<LossChanges> storeLossChanges(Project& project, std::string_view scorer,
    const std::vector<MeasuredCheckpoint>& checkpoints, std::optional<int> phase)
{
    const bool isDrop = scorer == lossDropScorer;
    std::size_t first = 0, end = checkpoints.size();
    LossChanges changes{std::string(scorer) + ":" + checkpoints.front().run, 0};
    int version = static_cast<int>(checkpoints.size()) - 1;
    if (phase) {
        if (!isDrop)
            return unusable("Forgetting is of a whole run; leave the phase away.");
        if (*phase < 1 || *phase >= static_cast<int>(checkpoints.size()))
            return unusable("Run " + checkpoints.front().run + " has finished "
                + std::to_string(checkpoints.size() - 1) + " phases; there is no phase "
                + std::to_string(*phase) + ".");
        first = static_cast<std::size_t>(*phase) - 1;
        end = first + 2;
        version = 1;
        changes.scorer += "/" + checkpointName(*phase);
    }
    std::vector<ExampleId> ids;
    std::vector<std::vector<double>> losses; // [checkpoint][example]
    for (std::size_t i = first; i < end; ++i) {
        if (isDrop && i != first && i + 1 != end)
            continue; // a drop asks for the first and the last only
        auto columns = project.examples().columns({scorerAt("loss", checkpoints[i]), {}});
        if (!columns)
            return passOn(columns);
        if (losses.empty())
            ids = std::move(columns->ids);
        else if (columns->ids != ids)
            return failed("The examples changed while losses were compared. Ask again.");
        losses.push_back(std::move(columns->scores));
    }
    std::vector<Score> batch;
    const auto store = [&]() -> Result<> {
        auto added = project.scores().addOnce(changes.scorer, version, batch);
        batch.clear();
        return added;
    };
    std::vector<double> ofOne(losses.size());
    auto visited = project.scores().visitUnscored(
        changes.scorer, version, [&](const StoredExample& stored) -> Result<> {
            const auto found = std::ranges::lower_bound(ids, stored.id);
            if (found == ids.end() || *found != stored.id)
                return {}; // imported since
            const auto row = static_cast<std::size_t>(found - ids.begin());
            for (std::size_t i = 0; i < losses.size(); ++i)
                ofOne[i] = losses[i].empty() ? NAN : losses[i][row];
            Score& score = batch.emplace_back();
            score.example = stored.id;
            score.revision = stored.revision;
            ++changes.looked;
            if (std::ranges::all_of(ofOne, [](double loss) { return std::isfinite(loss); })) {
                score.value = isDrop ? lossDrop(ofOne) : forgetting(ofOne);
                const int last = static_cast<int>(end) - 1;
                score.rationale
                    = isDrop ? lossDropReason(ofOne, static_cast<int>(first), last) : forgettingReason(ofOne);
                score.raw = toJsonLine(Json{{"losses", ofOne}});
            }
            return batch.size() == batchSize ? store() : Result<>();
        });
    if (visited && !batch.empty())
        visited = store();
    if (!visited)
        return passOn(visited);
    return changes;
}

} // namespace dankai
