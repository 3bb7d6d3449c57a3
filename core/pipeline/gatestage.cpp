// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/gatestage.h"

#include "core/base/random.h"

#include <algorithm>
#include <numeric>

namespace dankai {

namespace {

std::filesystem::path resultFile(const OpenedRun& run, int phase, const char* name)
{
    return run.folder / runfile::results / checkpointName(phase) / name;
}

std::vector<ExampleLoss> ofSets(const std::vector<ExampleLoss>& losses, const std::vector<int>& sets)
{
    std::vector<ExampleLoss> kept;
    std::copy_if(losses.begin(), losses.end(), std::back_inserter(kept), [&](const ExampleLoss& loss) {
        return std::find(sets.begin(), sets.end(), loss.phase) != sets.end();
    });
    return kept;
}

std::string nameOfSets(const RunSpec& spec, const std::vector<int>& sets)
{
    if (sets.size() == spec.heldOutPhases.size() && sets.size() > 1)
        return "all held-out sets";
    std::string name;
    for (const int set : sets)
        name += (name.empty() ? "" : " and ") + spec.heldOutPhases[static_cast<std::size_t>(set) - 1];
    return name.empty() ? "no held-out set" : name;
}

} // namespace

std::vector<int> heldOutSetsOf(const RunSpec& spec, int phase)
{
    const PhaseSpec& own = spec.phases[static_cast<std::size_t>(phase) - 1];
    if (!own.heldOut.empty())
        return own.heldOut;
    const int sets = static_cast<int>(spec.heldOutPhases.size());
    if (spec.phases.size() > 1 && phase <= sets)
        return {phase};
    std::vector<int> all(static_cast<std::size_t>(sets));
    std::iota(all.begin(), all.end(), 1);
    return all;
}

Result<GateResult> judgePhase(const OpenedRun& run, int phase, bool isDiverged)
{
    const RunSpec& spec = run.spec;
    GateInput input;
    input.isDiverged = isDiverged;
    input.phaseName = spec.phases[static_cast<std::size_t>(phase) - 1].name;

    constexpr const char* lossFile = runfile::validationLosses;
    auto now = readLosses(resultFile(run, phase, lossFile));
    if (!now)
        return passOn(now);
    auto before = readLosses(resultFile(run, phase - 1, lossFile));
    if (!before)
        return passOn(before);
    const std::vector<int> sets = heldOutSetsOf(spec, phase);
    input.progress = {nameOfSets(spec, sets), ofSets(*before, sets), ofSets(*now, sets)};
    for (int earlier = 1; earlier < phase; ++earlier) {
        std::vector<int> earlierSets = heldOutSetsOf(spec, earlier);
        std::erase_if(
            earlierSets, [&](int set) { return std::find(sets.begin(), sets.end(), set) != sets.end(); });
        if (earlierSets.empty())
            continue;
        auto then = readLosses(resultFile(run, earlier, lossFile));
        if (!then)
            return passOn(then);
        input.earlier.push_back(
            {nameOfSets(spec, earlierSets), ofSets(*then, earlierSets), ofSets(*now, earlierSets)});
    }

    CopyIndex trainingAnswers;
    for (int trained = 1; trained <= phase; ++trained) {
        auto rows = readRunRows(run.folder / runfile::phase(trained));
        if (!rows)
            return passOn(rows);
        for (const RunRow& row : *rows) {
            for (const Message& message : row.messages) {
                if (message.role == "assistant") // every one is trained
                    trainingAnswers.add(message.content);
            }
        }
    }
    auto answers = readAnswers(resultFile(run, phase, runfile::answers));
    if (!answers)
        return passOn(answers);
    auto baseAnswers = readAnswers(resultFile(run, 0, runfile::answers));
    if (!baseAnswers)
        return passOn(baseAnswers);
    input.health = measureHealth(*answers, trainingAnswers);
    input.baseHealth = measureHealth(*baseAnswers, trainingAnswers);

    GateParams params;
    params.confidence = spec.gate.confidence;
    params.resamples = spec.gate.resamples;
    params.seed = seedFor(spec.seed, "gate/" + std::to_string(phase));
    params.minGain = spec.gate.minGain;
    params.harmMargin = spec.gate.harmMargin;
    params.minEndRate = spec.gate.minEndRate;
    params.maxLengthDrift = spec.gate.maxLengthDrift;
    params.maxRepeatRate = spec.gate.maxRepeatRate;
    params.maxCopyRate = spec.gate.maxCopyRate;
    return judgeGate(input, params);
}

} // namespace dankai
