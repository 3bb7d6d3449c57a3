// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/dryrun.h"

#include "core/kernels/memorymeter.h"
#include "core/platform/filelock.h"
#include "core/platform/machine.h"
#include "core/run/runfolder.h"
#include "core/run/schedule.h"
#include "core/run/stepplan.h"
#include "core/train/microbatches.h"
#include "core/train/optimizer.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <chrono>

namespace dankai {

namespace {

// The longest rows of all phases, as many as one micro-batch holds.
PlannedStep longestBatch(const OpenedRun& run, std::int64_t budgetTokens)
{
    std::vector<PlannedRow> rows;
    for (std::size_t phase = 0; phase < run.phases.size(); ++phase) {
        for (std::size_t row = 0; row < run.phases[phase].rowCount(); ++row) {
            if (run.phases[phase].trainedTokens(row) > 0)
                rows.push_back({static_cast<std::uint32_t>(phase), static_cast<std::uint32_t>(row)});
        }
    }
    const auto length = [&](const PlannedRow& row) { return run.phases[row.phase].length(row.row); };
    std::stable_sort(rows.begin(), rows.end(),
        [&](const PlannedRow& a, const PlannedRow& b) { return length(a) > length(b); });
    PlannedStep step;
    for (const PlannedRow& row : rows) {
        if (!step.rows.empty() && step.tokens + length(row) > static_cast<std::uint64_t>(budgetTokens))
            continue;
        step.rows.push_back(row);
        step.tokens += length(row);
        step.trainedTokens += run.phases[row.phase].trainedTokens(row.row);
    }
    return step;
}

Result<> run(const DryRunParams& params)
{
    std::error_code ignored;
    if (!std::filesystem::exists(params.folder / runfile::manifest, ignored)) {
        auto lock = FileLock::tryAcquire(params.folder / runfile::lock);
        if (!lock)
            return passOn(lock);
        if (!*lock)
            return unusable("another engine is freezing " + params.folder.string() + "; wait for it");
        if (auto sealed = sealRun(params.folder); !sealed)
            return passOn(sealed);
    }
    auto opened = openRun(params.folder);
    if (!opened)
        return passOn(opened);
    RunSpec& spec = opened->spec;
    for (const Finding& finding : opened->preflight.findings)
        params.say(event::Finding{
            std::string(nameOfSeverity(finding.severity)), finding.check, finding.message, finding.count});
    std::int64_t totalSteps = 0;
    std::int64_t largest = 0;
    const auto inherited = static_cast<std::size_t>(inheritedPhases(spec));
    for (std::size_t phase = 0; phase < inherited; ++phase)
        totalSteps += static_cast<std::int64_t>(opened->preflight.figures[phase].steps);
    for (std::size_t phase = inherited; phase < opened->phases.size(); ++phase) {
        const PhasePlan plan = planPhase(spec, phase, opened->phases);
        largest = std::max(largest, largestStep(plan));
        event::PhaseStarted said;
        said.phase = static_cast<int>(phase) + 1;
        said.phases = static_cast<int>(opened->phases.size());
        said.name = spec.phases[phase].name;
        said.examples = plan.examples;
        said.replayedExamples = plan.replayedExamples;
        said.firstStep = totalSteps + 1;
        said.steps = static_cast<std::int64_t>(plan.steps.size());
        said.tokens = plan.tokens;
        said.epochs = spec.phases[phase].epochs;
        said.learningRate = peakLearningRate(spec, phase);
        totalSteps += said.steps;
        params.say(std::move(said));
    }

    apply(params.overrides, spec.execution, spec.model);
    auto source = openExpectedModel(spec.model);
    if (!source)
        return passOn(source);
    const auto needed = diskBytesNeeded(spec, trainedParameters(spec, source->config));
    if (auto free = freeDiskBytes(params.folder); free && *free < needed) {
        params.say(event::Finding{"warning", "disk_space",
            "the run needs about " + std::to_string(needed >> 20) + " MiB on the disk, "
                + std::to_string(*free >> 20) + " MiB are free",
            0});
    }
    EngineSetupParams setupParams;
    setupParams.execution = spec.execution;
    setupParams.longestRow = longestRow(*opened);
    setupParams.answers = answerCache(*opened);
    setupParams.largestStep = largest;
    setupParams.adapter = adapterOf(spec);
    setupParams.optimizer = spec.optimizer;
    auto setup = setUpEngine(source->config, setupParams);
    if (!setup)
        return passOn(setup);
    params.say(setup->event);
    const MemoryMeter memory(setup->device);
    LanguageModelParams modelParams;
    modelParams.device = setup->device.device;
    modelParams.precision = setup->precision;
    modelParams.adapter = setupParams.adapter;
    modelParams.checkpointing = setup->checkpointing;
    auto model = LanguageModel::load(*source, modelParams);
    if (!model)
        return passOn(model);
    Optimizer optimizer(*model, spec.optimizer);
    if (auto reserved = model->reserve(setup->microBatchTokens); !reserved)
        return reserved;

    const PlannedStep step = longestBatch(*opened, setup->microBatchTokens);
    event::Step said;
    const auto start = std::chrono::steady_clock::now();
    model->zeroGradients();
    for (const TokenBatch& batch : microBatches(step, opened->phases, setup->microBatchTokens)) {
        auto loss = model->forwardBackward(batch, 1.0 / static_cast<double>(step.trainedTokens));
        if (!loss)
            return passOn(loss);
        said.loss += loss->nll / static_cast<double>(step.trainedTokens);
    }
    said.gradNorm = optimizer.gradNorm();
    optimizer.step(0, said.gradNorm);
    said.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    said.totalSteps = totalSteps;
    said.tokens = step.tokens;
    said.trainedTokens = step.trainedTokens;
    said.examples = step.rows.size();
    said.tokensPerSecond = static_cast<double>(step.tokens) / std::max(said.seconds, 1e-9);
    params.say(std::move(said));
    params.say(event::Memory{"training", setup->estimatedBytes, memory.peakBytes()});
    return {};
}

} // namespace

Result<> runDry(const DryRunParams& params)
{
    try {
        return run(params);
    } catch (const c10::Error& error) {
        return failed(std::string("the engine failed: ") + error.what_without_backtrace());
    } catch (const std::bad_alloc&) {
        return failed("the memory ran out; use a smaller execution.micro_batch_tokens");
    } catch (const std::exception& exception) {
        return failed(std::string("the dry run failed: ") + exception.what());
    }
}

} // namespace dankai
