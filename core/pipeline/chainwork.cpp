// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/chainwork.h"

#include "core/base/random.h"
#include "core/checkpoint/adapterstart.h"
#include "core/platform/file.h"
#include "core/platform/heap.h"
#include "core/platform/machine.h"
#include "core/protocol/log.h"
#include "core/train/phasetraining.h"

#include <algorithm>

namespace dankai {

namespace {

namespace fs = std::filesystem;

// On the kind of device that the run began on, "auto" stays what it was then.
Result<> resolveAsBefore(const ChainWork& work, ExecutionSpec& execution)
{
    if (work.state.device.empty())
        return {};
    if (execution.threads == 0)
        execution.threads = work.state.threads;
    auto device = openDevice({execution.device, execution.threads});
    if (!device)
        return passOn(device);
    if (device->device.is_cpu() != (work.state.device == "cpu"))
        return {};
    if (execution.microBatchTokens == 0)
        execution.microBatchTokens = static_cast<int>(work.state.microBatchTokens);
    if (execution.precision == "auto")
        execution.precision = work.state.precision;
    return {};
}

// What is computed in another way than before the resume, in words; empty: nothing, so that every loss is
// that of the uninterrupted run.
std::string changedExecution(const ResumeState& before, const event::Device& now)
{
    if (before.device.empty())
        return {};
    std::string changes;
    const auto compare = [&](const char* what, const std::string& was, const std::string& is) {
        if (was != is)
            changes += (changes.empty() ? "" : ", ") + std::string(what) + " " + is + " instead of " + was;
    };
    compare("device", before.device, now.device);
    compare("precision", before.precision, now.precision);
    compare("threads", std::to_string(before.threads), std::to_string(now.threads));
    compare(
        "micro_batch_tokens", std::to_string(before.microBatchTokens), std::to_string(now.microBatchTokens));
    if (!before.instructionSet.empty())
        compare("instruction set", before.instructionSet, now.instructionSet);
    return changes;
}

// The model that the run's training begins with: the base, or the checkpoint that a fork goes on from, which
// stands in its own folder.
Result<OpenedModel> openStart(ChainWork& work)
{
    if (inheritedPhases(work.run.spec) == 0)
        return openExpectedModel(work.modelReference);
    const std::string name = checkpointName(inheritedPhases(work.run.spec));
    const fs::path folder = work.params.folder / runfile::checkpoints / name;
    const std::string anew = "; make the run anew from run " + work.run.spec.fork->run;
    auto hash = checkpointHash(folder);
    if (!hash)
        return unusable(
            "the checkpoint that this run goes on from is gone or damaged: " + hash.error().message + anew);
    // Manifests of earlier versions have an adapter's hash together with its base's.
    if (*hash != work.run.inherited->startHash && modelHash(folder) != work.run.inherited->startHash)
        return unusable(folder.string()
            + ", the checkpoint that this run goes on from, was edited after the "
              "run was made"
            + anew);
    if (work.run.spec.fineTuning != FineTuning::Full) {
        auto adapter = openAdapter(folder);
        if (!adapter)
            return passOn(adapter);
        work.startAdapter = std::move(*adapter);
        return openExpectedModel(work.modelReference);
    }
    work.modelReference = {folder.string(), *hash};
    return openModel(folder);
}

Result<> loadModel(ChainWork& work)
{
    if (auto said = work.say(event::Stage{"loading", "", 0}); !said)
        return said;
    auto tokenizer = Tokenizer::open(work.modelReference.path);
    if (!tokenizer)
        return passOn(tokenizer);
    if (tokenizer->hash() != work.run.validation.tokenizerHash) {
        return unusable(work.modelReference.path
            + " has another tokenizer than the run was frozen with; set model.path in run.yaml to the right "
              "model");
    }
    work.tokenizer = std::move(*tokenizer);
    work.memory.emplace(work.setup.device);
    LanguageModelParams modelParams;
    modelParams.device = work.setup.device.device;
    modelParams.precision = work.setup.precision;
    modelParams.adapter = adapterOf(work.run.spec);
    modelParams.checkpointing = work.setup.checkpointing;
    modelParams.adapterSeed = seedFor(work.run.spec.seed, adapterSeedPurpose);
    auto model = LanguageModel::load(*work.opened, modelParams);
    if (!model)
        return passOn(model);
    work.model.emplace(std::move(*model));
    work.optimizer.emplace(*work.model, work.run.spec.optimizer);
    // Memory runs out here rather than in the middle of the run.
    if (auto reserved = work.model->reserve(work.setup.microBatchTokens); !reserved)
        return reserved;
    giveBackFreeMemory();
    if (work.startAdapter) {
        if (auto read = work.model->readAdapter(*work.startAdapter->weights); !read)
            return read;
    }
    if (!work.state.weights.empty())
        return restoreTensors(*work.model, *work.optimizer, work.store, tensorsOf(work.state));
    return {};
}

} // namespace

std::string_view nameOf(ChainStage stage)
{
    switch (stage) {
    case ChainStage::Training:
        return "training";
    case ChainStage::Checkpoint:
        return "checkpoint";
    case ChainStage::Losses:
        return "losses";
    case ChainStage::Answers:
        return "answers";
    case ChainStage::Gate:
        return "gate";
    case ChainStage::Done:
        return "done";
    }
    return {};
}

Result<> openChain(ChainWork& work)
{
    std::error_code ignored;
    if (!fs::exists(work.params.folder / runfile::spec, ignored)) {
        return unusable(work.params.folder.string() + " is not a run folder: it has no " + runfile::spec);
    }
    auto lock = FileLock::tryAcquire(work.params.folder / runfile::lock);
    if (!lock)
        return passOn(lock);
    if (!*lock) {
        const auto holder = FileLock::holder(work.params.folder / runfile::lock);
        return unusable("another engine" + (holder ? " (process " + std::to_string(holder->pid) + ")" : "")
            + " is working on " + work.params.folder.string() + "; wait for it, or stop it first");
    }
    work.lock = std::move(*lock);
    if (!fs::exists(work.params.folder / runfile::manifest, ignored)) {
        logInfo(work.params.folder.string() + " is not frozen yet: freezing it");
        if (auto sealed = sealRun(work.params.folder); !sealed)
            return passOn(sealed);
    }
    auto run = openRun(work.params.folder);
    if (!run)
        return passOn(run);
    work.run = std::move(*run);
    if (!work.store.exists()) {
        work.state.manifestHash = work.run.manifestHash;
        if (work.run.inherited) {
            work.state.phase = work.run.spec.fork->phase;
            work.state.stage = ChainStage::Training;
            work.state.eventSeq = work.run.inherited->events;
            work.state.step = work.run.inherited->step;
            work.state.totalTokens = work.run.inherited->tokens;
            work.state.adapter = static_cast<int>(
                cyclesBefore(work.run.spec, static_cast<std::size_t>(inheritedPhases(work.run.spec))));
        }
        work.store.tidy(work.state);
        return {};
    }
    auto state = work.store.load();
    if (!state)
        return passOn(state);
    if (state->manifestHash != work.run.manifestHash) {
        return unusable((work.params.folder / runfile::resume).string()
            + " belongs to another freezing of this run; remove it to start the run anew");
    }
    work.state = std::move(*state);
    // Before anything new is written: what a killed engine left may be what fills the disk.
    work.store.tidy(work.state);
    return {};
}

Result<> reloadStart(ChainWork& work)
{
    if (auto reloaded = work.model->reload(*work.opened); !reloaded || !work.startAdapter)
        return reloaded;
    return work.model->readAdapter(*work.startAdapter->weights);
}

Result<> prepareChain(ChainWork& work)
{
    auto control
        = ControlServer::start(work.params.folder / runfile::socket, *work.params.stop, *work.recorder);
    if (!control)
        return passOn(control);
    work.control = std::move(*control);
    showStatus(work);

    work.modelReference = work.run.spec.model;
    ExecutionSpec execution = work.run.spec.execution;
    apply(work.params.overrides, execution, work.modelReference);
    if (auto resolved = resolveAsBefore(work, execution); !resolved)
        return resolved;
    work.run.spec.execution = execution;
    auto opened = openStart(work);
    if (!opened)
        return passOn(opened);
    work.opened = std::move(*opened);

    const auto inherited = static_cast<std::size_t>(inheritedPhases(work.run.spec));
    for (std::size_t k = 0; k < work.run.phases.size(); ++k) {
        // An inherited phase was planned with the settings of the run that trained it.
        work.plans.push_back(k < inherited ? PhasePlan() : planPhase(work.run.spec, k, work.run.phases));
        work.stepsOfPhases.push_back(static_cast<std::int64_t>(
            k < inherited ? work.run.preflight.figures[k].steps : work.plans.back().steps.size()));
        work.totalSteps += work.stepsOfPhases.back();
    }
    const fs::path resumeFolder = work.params.folder / runfile::resume;
    const auto adapter = adapterOf(work.run.spec);
    if (auto checked = checkResumeState(
            work.state, work.stepsOfPhases, adapter ? adapter->fixedRank : 0, resumeFolder.string());
        !checked)
        return checked;
    if (work.run.spec.fork && work.state.phase < work.run.spec.fork->phase)
        return unusable(resumeFolder.string() + " stands in phase " + std::to_string(work.state.phase)
            + ", which this run has from another one; remove it to start the run anew");
    EngineSetupParams setupParams;
    setupParams.execution = execution;
    setupParams.longestRow = longestRow(work.run);
    setupParams.answers = answerCache(work.run);
    setupParams.adapter = adapter;
    setupParams.optimizer = work.run.spec.optimizer;
    for (const PhasePlan& plan : work.plans)
        setupParams.largestStep = std::max(setupParams.largestStep, largestStep(plan));
    auto setup = setUpEngine(work.opened->config, setupParams);
    if (!setup)
        return passOn(setup);
    work.setup = std::move(*setup);
    const std::string split(nameOf(ComputePrecision::BFloat16SplitMaster));
    if (!work.state.weights.empty()
        && (work.state.precision == split) != (work.setup.event.precision == split))
        return unusable(resumeFolder.string() + " was saved with execution.precision: " + work.state.precision
            + " and holds the weights in that form; go on with it, or remove the folder to start the run "
              "anew with "
            + work.setup.event.precision);
    const std::string changes = changedExecution(work.state, work.setup.event);
    work.state.device = work.setup.event.device;
    work.state.precision = work.setup.event.precision;
    work.state.threads = work.setup.event.threads;
    work.state.microBatchTokens = work.setup.microBatchTokens;
    work.state.instructionSet = work.setup.event.instructionSet;
    if (!work.setup.device.note.empty())
        logInfo(work.setup.device.note);
    if (auto said = work.say(work.setup.event); !said)
        return said;
    if (!changes.empty()) {
        if (auto said = work.say(event::Warning{"The run goes on with " + changes
                + ": its losses will differ in the last digits from those of an uninterrupted run."});
            !said)
            return said;
    }
    if (work.setup.checkpointing == ActivationCheckpointing::Layer) {
        if (auto said = work.say(
                event::Warning{"To fit into the memory each layer is computed again in the backward pass "
                               "(execution.activation_checkpointing: layer): a step takes a third to a half "
                               "longer, its results "
                               "are the same."});
            !said)
            return said;
    }
    for (const Finding& finding : work.run.preflight.findings) {
        if (auto said = work.say(event::Finding{std::string(nameOfSeverity(finding.severity)), finding.check,
                finding.message, finding.count});
            !said)
            return said;
    }
    if (auto said = work.say(event::Memory{"training", work.setup.estimatedBytes, 0}); !said)
        return said;

    if (work.state.phase == 0 || work.state.stage == ChainStage::Training) {
        const auto needed
            = diskBytesNeeded(work.run.spec, trainedParameters(work.run.spec, work.opened->config));
        auto free = freeDiskBytes(work.params.folder);
        const std::int64_t stepBefore = work.run.inherited ? work.run.inherited->step : 0;
        if (free && *free < needed && work.state.step == stepBefore) {
            return failed("the run needs about " + std::to_string(needed >> 20) + " MiB on the disk of "
                + work.params.folder.string() + ", " + std::to_string(*free >> 20)
                + " MiB are free; free some space and start again");
        }
    }
    return loadModel(work);
}

Result<> sayMeasuredMemory(ChainWork& work, std::string_view what)
{
    const std::uint64_t peak = work.memory->peakBytes();
    if (peak <= work.measuredBytes + work.measuredBytes / 100)
        return {};
    work.measuredBytes = peak;
    return work.say(event::Memory{std::string(what), work.setup.estimatedBytes, peak});
}

void showStatus(ChainWork& work, bool isWaiting)
{
    if (!work.control)
        return;
    ControlReply status;
    status.stage = nameOf(work.state.stage);
    status.phase = work.state.phase;
    status.step = work.state.step;
    status.totalSteps = work.totalSteps;
    status.isWaiting = isWaiting;
    work.control->setStatus(status);
}

} // namespace dankai
