// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/chainstages.h"

#include "core/base/random.h"
#include "core/checkpoint/modelfolder.h"
#include "core/evaluation/losstable.h"
#include "core/model/masterweights.h"
#include "core/pipeline/answering.h"
#include "core/pipeline/gatestage.h"
#include "core/pipeline/resourcewatch.h"
#include "core/platform/file.h"
#include "core/platform/machine.h"
#include "core/protocol/log.h"
#include "core/train/evaluator.h"
#include "core/train/phasetraining.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <thread>

namespace dankai {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// A checkpoint is less than the state that the run it comes from went on with.
Result<> sayWhatForkLost(ChainWork& work)
{
    const auto& fork = work.run.spec.fork;
    if (!fork || fork->phase == 1 || work.state.phase != fork->phase || work.state.phaseStep > 0)
        return {};
    const std::string start = "The run goes on from the checkpoint of phase "
        + std::to_string(fork->phase - 1) + " of run " + fork->run;
    if (work.run.spec.carryOver != CarryOver::Paper && !mergesAdapters(work.run.spec)) {
        if (auto said
            = work.say(event::Warning{start + ", which holds no optimizer moments: with carry_over: "
                + std::string(nameOf(work.run.spec.carryOver))
                + " they would have been kept, here they start at zero."});
            !said)
            return said;
    }
    if (work.setup.precision != ComputePrecision::Float32 && !work.startAdapter)
        return work.say(event::Warning{
            start + ", whose weights are rounded to " + std::string(nameOf(work.setup.precision)) + "."});
    return {};
}

Result<Next> train(ChainWork& work)
{
    if (auto said = sayWhatForkLost(work); !said)
        return passOn(said);
    const PhasePlan& plan = work.plans[static_cast<std::size_t>(work.state.phase) - 1];
    PhaseTrainingParams params{work.run.spec, work.run.phases, plan, work.stepsOfPhases, work.run.validation,
        {}, {}, 0, nullptr, {}, {}, {}, {}};
    const std::vector<int> sets = heldOutSetsOf(work.run.spec, work.state.phase);
    for (std::size_t row = 0; row < work.run.validationRows.size(); ++row) {
        if (std::find(sets.begin(), sets.end(), work.run.validationRows[row].phase) != sets.end()) {
            params.validationRows.push_back(static_cast<std::uint32_t>(row));
            params.validationSets.push_back(work.run.validationRows[row].phase);
        }
    }
    params.microBatchTokens = work.setup.microBatchTokens;
    params.stop = work.params.stop;
    params.say = [&work](EventBody body) { return work.say(std::move(body)); };
    params.syncEvents = [&work] { return work.recorder->sync(); };
    params.reloadBase = [&work] { return reloadStart(work); };
    ResourceWatch resources(*work.memory);
    params.onStep = [&work, &resources](const ResumeState& state) {
        showStatus(work);
        if (auto now = resources.after(state.step)) {
            if (auto said = work.say(std::move(*now)); !said)
                logWarning(said.error().message);
        }
        // At once after the first step, for whoever watches; what later steps add, when the phase ends.
        if (work.measuredBytes == 0) {
            if (auto said = sayMeasuredMemory(work, "training"); !said)
                logWarning(said.error().message);
        }
    };
    const auto start = Clock::now();
    auto end = trainPhase(*work.model, *work.optimizer, work.store, work.state, params);
    if (!end)
        return passOn(end);
    work.setup.microBatchTokens = work.state.microBatchTokens; // less where the memory ran out
    // A short phase too has a beginning and an end to draw a line between.
    if (auto said = work.say(resources.now(work.state.step)); !said)
        return passOn(said);
    if (*end == PhaseEnd::Stopped)
        return Next::Stopped;
    event::PhaseFinished finished;
    finished.phase = work.state.phase;
    finished.step = work.state.step;
    finished.keptStep = work.state.keptStep;
    finished.reason = work.state.finishReason;
    finished.tokens = work.state.phaseTokens;
    finished.trainedTokens = work.state.phaseTrainedTokens;
    finished.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (auto said = work.say(std::move(finished)); !said)
        return passOn(said);
    return Next::Stage;
}

Result<Next> writeCheckpoint(ChainWork& work)
{
    const std::string name = checkpointName(work.state.phase);
    const fs::path folder = work.params.folder / runfile::checkpoints / name;
    std::optional<AdapterConfig> adapter; // with those that stand still beside it
    if (const auto trained = adapterOf(work.run.spec))
        adapter = trained->config.withRank(trained->config.rank + work.model->fixedRank());
    ModelFolderOptions options;
    // An adapter is small, and what PEFT writes is float32.
    options.weightType = work.setup.precision == ComputePrecision::Float32 || adapter ? WeightType::Float32
                                                                                      : WeightType::BFloat16;
    options.generationConfig = work.opened->generationConfig;
    const std::int64_t values = adapter ? adapterParameterCount(work.opened->config, *adapter)
                                        : parameterCount(work.opened->config);
    const std::uint64_t bytes = static_cast<std::uint64_t>(values) * bytesPerValue(options.weightType);
    if (auto free = freeDiskBytes(work.params.folder); free && *free < bytes + (std::uint64_t(16) << 20)) {
        return failed("the checkpoint of phase " + std::to_string(work.state.phase) + " needs "
            + std::to_string(bytes >> 20) + " MiB on the disk of " + work.params.folder.string() + ", "
            + std::to_string(*free >> 20)
            + " MiB are free; free some space and resume the run, nothing is lost");
    }
    if (auto made = makeFolder(work.params.folder / runfile::checkpoints); !made)
        return passOn(made);
    const MasterWeights weights(*work.model);
    const auto addFiles = [&](const fs::path& inside) -> Result<> {
        if (auto files = work.tokenizer->writeFiles(inside, work.run.chatTemplate); !files)
            return files;
        if (auto state
            = writeFileAtomically(inside / "trainer_state.json", toPrettyJson(work.recorder->trainerState()));
            !state)
            return state;
        if (work.params.faultPoint)
            work.params.faultPoint("checkpoint_before_rename");
        return {};
    };
    std::error_code ignored;
    auto written = adapter
        ? writeAdapterFolder(folder, {*adapter, fs::absolute(work.modelReference.path, ignored).string()},
            weights, options.weightType, addFiles)
        : writeModelFolder(folder, work.opened->config, weights, options, addFiles);
    if (!written)
        return passOn(written);
    if (work.params.faultPoint)
        work.params.faultPoint("checkpoint_after_rename");
    event::CheckpointSaved saved;
    saved.phase = work.state.phase;
    saved.checkpoint = name;
    saved.path = std::string(runfile::checkpoints) + "/" + name;
    saved.step = work.state.keptStep;
    saved.bytes = bytes;
    if (auto said = work.say(std::move(saved)); !said)
        return passOn(said);
    return Next::Stage;
}

Result<Next> measureLosses(
    ChainWork& work, const char* set, const TokenTable& table, const std::vector<RunRow>& rows)
{
    std::vector<std::uint32_t> all(rows.size());
    std::iota(all.begin(), all.end(), 0u);
    EvaluateRowsParams params;
    params.microBatchTokens = work.setup.microBatchTokens;
    params.stop = work.params.stop;
    // Both sets are one stage.
    const std::uint64_t total = work.run.validationRows.size() + work.run.testRows.size();
    const std::uint64_t before = &table == &work.run.test ? work.run.validationRows.size() : 0;
    auto lastSaid = Clock::now();
    params.progress = [&](const Progress& progress) {
        if (Clock::now() - lastSaid < std::chrono::seconds(1))
            return;
        lastSaid = Clock::now();
        if (auto said = work.say(event::Advance{"losses", before + progress.done, total}); !said)
            logWarning(said.error().message);
    };
    auto evaluated = evaluateRows(*work.model, table, all, params);
    if (!evaluated && evaluated.error().code == ErrorCode::Stopped)
        return Next::Stopped;
    if (!evaluated)
        return passOn(evaluated);
    std::vector<ExampleLoss> losses;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!std::isfinite((*evaluated)[i].nll)) {
            return failed("the loss of " + checkpointName(work.state.phase) + " on row " + rows[i].id + " of "
                + set + ".jsonl is not a number; the model's weights are broken");
        }
        losses.push_back({rows[i].id, rows[i].phase, (*evaluated)[i].tokens, (*evaluated)[i].nll});
    }
    const std::string file = "loss_" + std::string(set) + ".jsonl";
    if (auto written = writeFileAtomically(work.resultsFolder() / file, toJsonLines(losses)); !written)
        return passOn(written);
    for (int phase = 1; phase <= static_cast<int>(work.run.spec.heldOutPhases.size()); ++phase) {
        const SetLoss sum = sumLoss(losses, phase);
        if (sum.n == 0)
            continue;
        event::Evaluated said;
        said.step = work.state.step;
        said.phase = work.state.phase;
        said.checkpoint = checkpointName(work.state.phase);
        said.set = set;
        said.heldOutPhase = phase;
        said.loss = sum.loss();
        said.nll = sum.nll;
        said.tokens = sum.tokens;
        said.n = sum.n;
        if (auto done = work.say(std::move(said)); !done)
            return passOn(done);
    }
    return Next::Stage;
}

Result<Next> measureLosses(ChainWork& work)
{
    if (auto made = makeFolder(work.resultsFolder()); !made)
        return passOn(made);
    auto next = measureLosses(work, "validation", work.run.validation, work.run.validationRows);
    if (!next || *next != Next::Stage)
        return next;
    return measureLosses(work, "test", work.run.test, work.run.testRows);
}

Result<Next> answer(ChainWork& work)
{
    std::vector<FrozenPrompt> prompts;
    for (std::size_t i = 0; i < work.run.promptRows.size(); ++i) {
        const auto ids = work.run.prompts.idsOf(i);
        prompts.push_back({work.run.promptRows[i].id, {ids.begin(), ids.end()}});
    }
    AnsweringParams params;
    params.answers = work.run.spec.answers;
    params.seed = seedFor(work.run.spec.seed, "answers");
    params.endTokens = work.run.endOfTurnIds;
    params.stop = work.params.stop;
    const std::string checkpoint = checkpointName(work.state.phase);
    params.onAnswer = [&](const AnswerText& answer) {
        return work.say(
            event::Answer{checkpoint, answer.id, answer.text, answer.tokens, answer.isEnded, answer.seconds});
    };
    auto answers = answerPrompts(*work.model, *work.tokenizer, prompts, params);
    if (!answers && answers.error().code == ErrorCode::Stopped)
        return Next::Stopped;
    if (!answers)
        return passOn(answers);
    if (auto written = writeFileAtomically(work.resultsFolder() / runfile::answers, toJsonLines(*answers));
        !written)
        return passOn(written);
    return Next::Stage;
}

Result<Next> waitForDecision(ChainWork& work, const std::string& reason)
{
    if (auto said = work.say(event::Waiting{work.state.phase, reason}); !said)
        return passOn(said);
    showStatus(work, true);
    while (!work.isStopping()) {
        if (auto decision = work.control->takeDecision()) {
            if (decision->decision == gatedecision::goOn)
                return Next::Stage;
            work.decision = std::move(decision);
            return Next::GateSaidNo;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return Next::Stopped;
}

Result<Next> judge(ChainWork& work)
{
    auto judged
        = judgePhase(work.run, work.state.phase, work.state.finishReason == nameOf(PhaseEnd::Diverged));
    if (!judged)
        return passOn(judged);
    if (auto said = work.say(event::Gate{
            work.state.phase, std::string(nameOf(judged->verdict)), judged->reasons, judged->evidence});
        !said)
        return passOn(said);
    if (judged->verdict == Verdict::Pass || work.run.spec.gate.policy == GatePolicy::Record)
        return Next::Stage;
    if (work.run.spec.gate.policy == GatePolicy::Ask)
        return waitForDecision(work, judged->reasons.front());
    return Next::GateSaidNo;
}

} // namespace

Result<Next> runStage(ChainWork& work)
{
    const std::string checkpoint = checkpointName(work.state.phase);
    std::uint64_t total = 0;
    if (work.state.stage == ChainStage::Losses)
        total = work.run.validationRows.size() + work.run.testRows.size();
    else if (work.state.stage == ChainStage::Answers)
        total = work.run.promptRows.size();
    if (auto said = work.say(event::Stage{std::string(nameOf(work.state.stage)), checkpoint, total}); !said)
        return passOn(said);
    switch (work.state.stage) {
    case ChainStage::Training:
        return train(work);
    case ChainStage::Checkpoint:
        return writeCheckpoint(work);
    case ChainStage::Losses:
        return measureLosses(work);
    case ChainStage::Answers:
        return answer(work);
    case ChainStage::Gate:
        return judge(work);
    case ChainStage::Done:
        break;
    }
    return Next::Stage;
}

} // namespace dankai
