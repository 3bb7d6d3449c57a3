// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/chain.h"

#include "core/base/random.h"
#include "core/base/version.h"
#include "core/checkpoint/modelfolder.h"
#include "core/model/masterweights.h"
#include "core/pipeline/answering.h"
#include "core/pipeline/controlserver.h"
#include "core/pipeline/gatestage.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/platform/machine.h"
#include "core/platform/process.h"
#include "core/protocol/log.h"
#include "core/run/runfolder.h"
#include "core/run/stepplan.h"
#include "core/tokenizer/tokenizer.h"
#include "core/train/evaluator.h"
#include "core/train/optimizer.h"
#include "core/train/phasetraining.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <thread>

namespace dankai {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

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

// What a stage says about going on.
enum class Next
{
    Stage,
    Stopped,
    GateSaidNo,
};

class Chain final
{
public:
    explicit Chain(const ChainParams& params)
        : m_params(params)
        , m_store(params.folder / runfile::resume, params.faultPoint)
    { }

    Result<ChainEnd> run();

private:
    Result<> open();
    Result<> setUp();
    Result<> resolveAsBefore(ExecutionSpec& execution) const;
    Result<> loadModel();
    Result<ChainEnd> walk();
    Result<Next> runStage();
    Result<Next> train();
    Result<Next> writeCheckpoint();
    Result<Next> measureLosses();
    Result<Next> measureLosses(const char* set, const TokenTable& table, const std::vector<RunRow>& rows);
    Result<Next> answer();
    Result<Next> judge();
    Result<Next> waitForDecision(const std::string& reason);
    Result<> finishStage();
    void advance(); // m_state to the stage after this one

    Result<> say(EventBody body) { return m_recorder->say(std::move(body)); }

    bool isStopping() const { return isStopRequested(m_params.stop); }

    fs::path resultsFolder() const
    {
        return m_params.folder / runfile::results / checkpointName(m_state.phase);
    }

    void showStatus(bool isWaiting = false);

    const ChainParams& m_params;
    ResumeStore m_store;
    std::optional<FileLock> m_lock;
    OpenedRun m_run;
    ResumeState m_state;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<ControlServer> m_control;
    ModelReference m_modelReference;
    EngineSetup m_setup;
    std::vector<PhasePlan> m_plans;
    std::int64_t m_totalSteps = 0;
    std::optional<OpenedModel> m_opened;
    std::optional<Tokenizer> m_tokenizer;
    std::optional<LanguageModel> m_model;
    std::optional<Optimizer> m_optimizer;
    bool m_isMemoryMeasured = false;
    Clock::time_point m_start = Clock::now();
};

Result<ChainEnd> Chain::run()
{
    if (auto opened = open(); !opened)
        return passOn(opened);
    if (m_state.stage == ChainStage::Done) {
        logInfo(m_params.folder.string() + " has finished already");
        return ChainEnd::Finished;
    }
    event::Hello hello;
    hello.engineVersion = versionText;
    hello.kind = "run";
    hello.name = m_run.spec.name;
    auto recorder = Recorder::open(m_params.folder, hello, m_state.eventSeq, m_state.step, WithRunLogs::Yes);
    if (!recorder)
        return passOn(recorder);
    m_recorder = std::move(*recorder);

    auto end = [&]() -> Result<ChainEnd> {
        try {
            if (auto ready = setUp(); !ready)
                return passOn(ready);
            return walk();
        } catch (const c10::Error& error) {
            return failed(std::string("the engine failed: ") + error.what_without_backtrace());
        } catch (const std::bad_alloc&) {
            return failed("the memory ran out; use a smaller execution.micro_batch_tokens");
        } catch (const std::exception& exception) {
            return failed(std::string("the engine failed: ") + exception.what());
        }
    }();
    // The last word of the attempt. Where even that cannot be written (a full disk), stderr has it.
    const double seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
    EventBody last = event::Finished{seconds};
    if (!end && end.error().code == ErrorCode::Stopped)
        end = ChainEnd::Stopped;
    if (!end)
        last = event::Failed{
            end.error().message, end.error().code == ErrorCode::Unusable ? "unusable" : "failed"};
    else if (*end == ChainEnd::Stopped)
        last = event::Stopped{"stopped on request; everything is saved", m_state.step, false};
    else if (*end == ChainEnd::GateSaidNo)
        last = event::Stopped{
            "the gate of phase " + std::to_string(m_state.phase) + " did not pass", m_state.step, true};
    auto said = say(std::move(last));
    if (end && !said)
        return passOn(said);
    return end;
}

Result<> Chain::open()
{
    std::error_code ignored;
    if (!fs::exists(m_params.folder / runfile::spec, ignored)) {
        return unusable(m_params.folder.string() + " is not a run folder: it has no " + runfile::spec);
    }
    auto lock = FileLock::tryAcquire(m_params.folder / runfile::lock);
    if (!lock)
        return passOn(lock);
    if (!*lock) {
        const auto holder = FileLock::holder(m_params.folder / runfile::lock);
        return unusable("another engine" + (holder ? " (process " + std::to_string(holder->pid) + ")" : "")
            + " is working on " + m_params.folder.string() + "; wait for it, or stop it first");
    }
    m_lock = std::move(*lock);
    if (!fs::exists(m_params.folder / runfile::manifest, ignored)) {
        logInfo(m_params.folder.string() + " is not frozen yet: freezing it");
        if (auto sealed = sealRun(m_params.folder); !sealed)
            return passOn(sealed);
    }
    auto run = openRun(m_params.folder);
    if (!run)
        return passOn(run);
    m_run = std::move(*run);
    if (!m_store.exists()) {
        m_state.manifestHash = m_run.manifestHash;
        return {};
    }
    auto state = m_store.load();
    if (!state)
        return passOn(state);
    if (state->manifestHash != m_run.manifestHash) {
        return unusable((m_params.folder / runfile::resume).string()
            + " belongs to another freezing of this run; remove it to start the run anew");
    }
    m_state = std::move(*state);
    return {};
}

Result<> Chain::setUp()
{
    auto control = ControlServer::start(m_params.folder / runfile::socket, *m_params.stop, *m_recorder);
    if (!control)
        return passOn(control);
    m_control = std::move(*control);
    showStatus();

    m_modelReference = m_run.spec.model;
    ExecutionSpec execution = m_run.spec.execution;
    apply(m_params.overrides, execution, m_modelReference);
    if (auto resolved = resolveAsBefore(execution); !resolved)
        return resolved;
    m_run.spec.execution = execution;
    auto opened = openExpectedModel(m_modelReference);
    if (!opened)
        return passOn(opened);
    m_opened = std::move(*opened);

    std::vector<std::int64_t> phaseSteps;
    for (std::size_t k = 0; k < m_run.phases.size(); ++k) {
        m_plans.push_back(planPhase(m_run.spec, k, m_run.phases));
        m_totalSteps += static_cast<std::int64_t>(m_plans.back().steps.size());
        phaseSteps.push_back(static_cast<std::int64_t>(m_plans.back().steps.size()));
    }
    const fs::path resumeFolder = m_params.folder / runfile::resume;
    if (auto checked = checkResumeState(m_state, phaseSteps, resumeFolder.string()); !checked)
        return checked;
    EngineSetupParams setupParams;
    setupParams.execution = execution;
    for (const TokenTable* table : {&m_run.validation, &m_run.test, &m_run.prompts}) {
        for (std::size_t row = 0; row < table->rowCount(); ++row)
            setupParams.longestRow
                = std::max(setupParams.longestRow, static_cast<std::int64_t>(table->length(row)));
    }
    for (const TokenTable& table : m_run.phases) {
        for (std::size_t row = 0; row < table.rowCount(); ++row)
            setupParams.longestRow
                = std::max(setupParams.longestRow, static_cast<std::int64_t>(table.length(row)));
    }
    auto setup = setUpEngine(m_opened->config, setupParams);
    if (!setup)
        return passOn(setup);
    m_setup = std::move(*setup);
    m_state.device = m_setup.event.device;
    m_state.precision = m_setup.event.precision;
    m_state.threads = m_setup.event.threads;
    m_state.microBatchTokens = m_setup.microBatchTokens;
    if (!m_setup.device.note.empty())
        logInfo(m_setup.device.note);
    if (auto said = say(m_setup.event); !said)
        return said;
    for (const Finding& finding : m_run.preflight.findings) {
        if (auto said = say(event::Finding{std::string(nameOfSeverity(finding.severity)), finding.check,
                finding.message, finding.count});
            !said)
            return said;
    }
    if (auto said = say(event::Memory{"training", m_setup.estimatedBytes, 0}); !said)
        return said;

    if (m_state.phase == 0 || m_state.stage == ChainStage::Training) {
        const auto needed = diskBytesNeeded(m_run.spec, parameterCount(m_opened->config));
        auto free = freeDiskBytes(m_params.folder);
        if (free && *free < needed && m_state.step == 0) {
            return failed("the run needs about " + std::to_string(needed >> 20) + " MiB on the disk of "
                + m_params.folder.string() + ", " + std::to_string(*free >> 20)
                + " MiB are free; free some space and start again");
        }
    }
    return loadModel();
}

// On the kind of device that the run began on, "auto" stays what it was then.
Result<> Chain::resolveAsBefore(ExecutionSpec& execution) const
{
    if (m_state.device.empty())
        return {};
    if (execution.threads == 0)
        execution.threads = m_state.threads;
    auto device = openDevice({execution.device, execution.threads});
    if (!device)
        return passOn(device);
    if (device->device.is_cpu() != (m_state.device == "cpu"))
        return {};
    if (execution.microBatchTokens == 0)
        execution.microBatchTokens = static_cast<int>(m_state.microBatchTokens);
    if (execution.precision == "auto")
        execution.precision = m_state.precision;
    return {};
}

Result<> Chain::loadModel()
{
    if (auto said = say(event::Stage{"loading", "", 0}); !said)
        return said;
    auto tokenizer = Tokenizer::open(m_modelReference.path);
    if (!tokenizer)
        return passOn(tokenizer);
    if (tokenizer->hash() != m_run.validation.tokenizerHash) {
        return unusable(m_modelReference.path
            + " has another tokenizer than the run was frozen with; name the right model with --model");
    }
    m_tokenizer = std::move(*tokenizer);
    resetPeakResidentBytes();
    LanguageModelParams modelParams;
    modelParams.device = m_setup.device.device;
    modelParams.precision = m_setup.precision;
    auto model = LanguageModel::load(*m_opened, modelParams);
    if (!model)
        return passOn(model);
    m_model.emplace(std::move(*model));
    m_optimizer.emplace(*m_model, m_run.spec.optimizer);
    // Memory runs out here rather than in the middle of the run.
    if (auto reserved = m_model->reserve(m_setup.microBatchTokens); !reserved)
        return reserved;
    if (!m_state.weights.empty())
        return restoreTensors(*m_model, *m_optimizer, m_store, m_state.weights, m_state.optimizerSteps);
    return {};
}

Result<ChainEnd> Chain::walk()
{
    while (m_state.stage != ChainStage::Done) {
        showStatus();
        auto next = runStage();
        if (!next)
            return passOn(next);
        if (*next == Next::Stopped)
            return ChainEnd::Stopped;
        if (*next == Next::GateSaidNo)
            return ChainEnd::GateSaidNo;
        if (auto finished = finishStage(); !finished)
            return passOn(finished);
        if (isStopping() && m_state.stage != ChainStage::Done)
            return ChainEnd::Stopped;
    }
    return ChainEnd::Finished;
}

Result<Next> Chain::runStage()
{
    const std::string checkpoint = checkpointName(m_state.phase);
    std::uint64_t total = 0;
    if (m_state.stage == ChainStage::Losses)
        total = m_run.validationRows.size() + m_run.testRows.size();
    else if (m_state.stage == ChainStage::Answers)
        total = m_run.promptRows.size();
    if (auto said = say(event::Stage{std::string(nameOf(m_state.stage)), checkpoint, total}); !said)
        return passOn(said);
    switch (m_state.stage) {
    case ChainStage::Training:
        return train();
    case ChainStage::Checkpoint:
        return writeCheckpoint();
    case ChainStage::Losses:
        return measureLosses();
    case ChainStage::Answers:
        return answer();
    case ChainStage::Gate:
        return judge();
    case ChainStage::Done:
        break;
    }
    return Next::Stage;
}

Result<Next> Chain::train()
{
    PhaseTrainingParams params{
        m_run.spec, m_run.phases, m_plans, m_run.validation, {}, 0, nullptr, {}, {}, {}, {}};
    const std::vector<int> sets = heldOutSetsOf(m_run.spec, m_state.phase);
    for (std::size_t row = 0; row < m_run.validationRows.size(); ++row) {
        if (std::find(sets.begin(), sets.end(), m_run.validationRows[row].phase) != sets.end())
            params.validationRows.push_back(static_cast<std::uint32_t>(row));
    }
    params.microBatchTokens = m_setup.microBatchTokens;
    params.stop = m_params.stop;
    params.say = [this](EventBody body) { return say(std::move(body)); };
    params.syncEvents = [this] { return m_recorder->sync(); };
    params.reloadBase = [this]() -> Result<> {
        const LanguageModelParams modelParams = m_model->params();
        auto model = LanguageModel::load(*m_opened, modelParams);
        if (!model)
            return passOn(model);
        *m_model = std::move(*model);
        return {};
    };
    params.onStep = [this](const ResumeState&) {
        showStatus();
        if (!m_isMemoryMeasured && m_setup.device.device.is_cpu()) {
            m_isMemoryMeasured = true;
            if (auto said = say(event::Memory{"training", m_setup.estimatedBytes, peakResidentBytes()});
                !said)
                logWarning(said.error().message);
        }
    };
    const auto start = Clock::now();
    auto end = trainPhase(*m_model, *m_optimizer, m_store, m_state, params);
    if (!end)
        return passOn(end);
    if (*end == PhaseEnd::Stopped)
        return Next::Stopped;
    event::PhaseFinished finished;
    finished.phase = m_state.phase;
    finished.step = m_state.step;
    finished.keptStep = m_state.keptStep;
    finished.reason = m_state.finishReason;
    finished.tokens = m_state.phaseTokens;
    finished.trainedTokens = m_state.phaseTrainedTokens;
    finished.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (auto said = say(std::move(finished)); !said)
        return passOn(said);
    return Next::Stage;
}

Result<Next> Chain::writeCheckpoint()
{
    const std::string name = checkpointName(m_state.phase);
    const fs::path folder = m_params.folder / runfile::checkpoints / name;
    ModelFolderOptions options;
    options.weightType
        = m_setup.precision == ComputePrecision::Float32 ? WeightType::Float32 : WeightType::BFloat16;
    options.generationConfig = m_opened->generationConfig;
    const std::uint64_t bytes
        = static_cast<std::uint64_t>(parameterCount(m_opened->config)) * bytesPerValue(options.weightType);
    if (auto free = freeDiskBytes(m_params.folder); free && *free < bytes + (std::uint64_t(16) << 20)) {
        return failed("the checkpoint of phase " + std::to_string(m_state.phase) + " needs "
            + std::to_string(bytes >> 20) + " MiB on the disk of " + m_params.folder.string() + ", "
            + std::to_string(*free >> 20)
            + " MiB are free; free some space and resume the run, nothing is lost");
    }
    if (auto made = makeFolder(m_params.folder / runfile::checkpoints); !made)
        return passOn(made);
    const MasterWeights weights(*m_model);
    auto written = writeModelFolder(
        folder, m_opened->config, weights, options, [&](const fs::path& inside) -> Result<> {
            if (auto files = m_tokenizer->writeFiles(inside, m_run.chatTemplate); !files)
                return files;
            if (auto state = writeFileAtomically(
                    inside / "trainer_state.json", toPrettyJson(m_recorder->trainerState()));
                !state)
                return state;
            if (m_params.faultPoint)
                m_params.faultPoint("checkpoint_before_rename");
            return {};
        });
    if (!written)
        return passOn(written);
    if (m_params.faultPoint)
        m_params.faultPoint("checkpoint_after_rename");
    event::CheckpointSaved saved;
    saved.phase = m_state.phase;
    saved.checkpoint = name;
    saved.path = std::string(runfile::checkpoints) + "/" + name;
    saved.step = m_state.keptStep;
    saved.bytes = bytes;
    if (auto said = say(std::move(saved)); !said)
        return passOn(said);
    return Next::Stage;
}

Result<Next> Chain::measureLosses()
{
    if (auto made = makeFolder(resultsFolder()); !made)
        return passOn(made);
    auto next = measureLosses("validation", m_run.validation, m_run.validationRows);
    if (!next || *next != Next::Stage)
        return next;
    return measureLosses("test", m_run.test, m_run.testRows);
}

Result<Next> Chain::measureLosses(const char* set, const TokenTable& table, const std::vector<RunRow>& rows)
{
    std::vector<std::uint32_t> all(rows.size());
    std::iota(all.begin(), all.end(), 0u);
    EvaluateRowsParams params;
    params.microBatchTokens = m_setup.microBatchTokens;
    params.stop = m_params.stop;
    // Both sets are one stage.
    const std::uint64_t total = m_run.validationRows.size() + m_run.testRows.size();
    const std::uint64_t before = &table == &m_run.test ? m_run.validationRows.size() : 0;
    auto lastSaid = Clock::now();
    params.progress = [&](const Progress& progress) {
        if (Clock::now() - lastSaid < std::chrono::seconds(1))
            return;
        lastSaid = Clock::now();
        if (auto said = say(event::Advance{"losses", before + progress.done, total}); !said)
            logWarning(said.error().message);
    };
    auto evaluated = evaluateRows(*m_model, table, all, params);
    if (!evaluated && evaluated.error().code == ErrorCode::Stopped)
        return Next::Stopped;
    if (!evaluated)
        return passOn(evaluated);
    std::vector<ExampleLoss> losses;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!std::isfinite((*evaluated)[i].nll)) {
            return failed("the loss of " + checkpointName(m_state.phase) + " on row " + rows[i].id + " of "
                + set + ".jsonl is not a number; the model's weights are broken");
        }
        losses.push_back({rows[i].id, rows[i].phase, (*evaluated)[i].tokens, (*evaluated)[i].nll});
    }
    const std::string file = "loss_" + std::string(set) + ".jsonl";
    if (auto written = writeFileAtomically(resultsFolder() / file, toJsonLines(losses)); !written)
        return passOn(written);
    for (int phase = 1; phase <= static_cast<int>(m_run.spec.heldOutPhases.size()); ++phase) {
        const SetLoss sum = sumLoss(losses, phase);
        if (sum.n == 0)
            continue;
        event::Evaluated said;
        said.step = m_state.step;
        said.phase = m_state.phase;
        said.checkpoint = checkpointName(m_state.phase);
        said.set = set;
        said.heldOutPhase = phase;
        said.loss = sum.loss();
        said.nll = sum.nll;
        said.tokens = sum.tokens;
        said.n = sum.n;
        if (auto done = say(std::move(said)); !done)
            return passOn(done);
    }
    return Next::Stage;
}

Result<Next> Chain::answer()
{
    std::vector<FrozenPrompt> prompts;
    for (std::size_t i = 0; i < m_run.promptRows.size(); ++i) {
        const auto ids = m_run.prompts.idsOf(i);
        prompts.push_back({m_run.promptRows[i].id, {ids.begin(), ids.end()}});
    }
    AnsweringParams params;
    params.answers = m_run.spec.answers;
    params.seed = seedFor(m_run.spec.seed, "answers");
    params.endTokens = m_run.endOfTurnIds;
    params.stop = m_params.stop;
    const std::string checkpoint = checkpointName(m_state.phase);
    params.onAnswer = [&](const AnswerText& answer) {
        return say(event::Answer{checkpoint, answer.id, answer.text, answer.tokens, answer.isEnded});
    };
    auto answers = answerPrompts(*m_model, *m_tokenizer, prompts, params);
    if (!answers && answers.error().code == ErrorCode::Stopped)
        return Next::Stopped;
    if (!answers)
        return passOn(answers);
    if (auto written = writeFileAtomically(resultsFolder() / "answers.jsonl", toJsonLines(*answers));
        !written)
        return passOn(written);
    return Next::Stage;
}

Result<Next> Chain::judge()
{
    auto judged = judgePhase(m_run, m_state.phase, m_state.finishReason == nameOf(PhaseEnd::Diverged));
    if (!judged)
        return passOn(judged);
    if (auto said = say(event::Gate{
            m_state.phase, std::string(nameOf(judged->verdict)), judged->reasons, judged->evidence});
        !said)
        return passOn(said);
    if (judged->verdict == Verdict::Pass || m_run.spec.gate.policy == GatePolicy::Record)
        return Next::Stage;
    if (m_run.spec.gate.policy == GatePolicy::Ask)
        return waitForDecision(judged->reasons.front());
    return Next::GateSaidNo;
}

Result<Next> Chain::waitForDecision(const std::string& reason)
{
    if (auto said = say(event::Waiting{m_state.phase, reason}); !said)
        return passOn(said);
    showStatus(true);
    while (!isStopping()) {
        if (const auto decision = m_control->takeDecision())
            return decision->decision == "continue" ? Next::Stage : Next::GateSaidNo;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return Next::Stopped;
}

// Saves that the stage is done. Only training makes new weights; every other stage leaves the file of
// weights that the state names.
Result<> Chain::finishStage()
{
    const bool hasNewWeights = m_state.stage == ChainStage::Training;
    advance();
    if (m_params.faultPoint)
        m_params.faultPoint("stage_finished");
    if (hasNewWeights) {
        m_state.bestWeights.clear();
        const bool areMomentsRead = m_run.spec.carryOver != CarryOver::Paper
            && m_state.phase < static_cast<int>(m_run.spec.phases.size());
        auto saved = saveState(
            *m_model, *m_optimizer, m_store, m_state, [this] { return m_recorder->sync(); },
            areMomentsRead ? Moments::Keep : Moments::Drop);
        if (!saved)
            return passOn(saved);
        return say(std::move(*saved));
    }
    if (m_state.stage == ChainStage::Done)
        m_state.weights.clear(); // the last checkpoint has them
    auto seq = m_recorder->sync();
    if (!seq)
        return passOn(seq);
    m_state.eventSeq = *seq;
    return m_store.commit(m_state);
}

void Chain::advance()
{
    const bool isLastOfPhase
        = m_state.phase == 0 ? m_state.stage == ChainStage::Answers : m_state.stage == ChainStage::Gate;
    if (!isLastOfPhase) {
        m_state.stage = static_cast<ChainStage>(static_cast<int>(m_state.stage) + 1);
    } else if (m_state.phase == static_cast<int>(m_run.spec.phases.size())) {
        m_state.stage = ChainStage::Done;
    } else {
        ++m_state.phase;
        m_state.phaseStep = 0;
        m_state.stage = ChainStage::Training;
    }
}

void Chain::showStatus(bool isWaiting)
{
    if (!m_control)
        return;
    ControlReply status;
    status.stage = nameOf(m_state.stage);
    status.phase = m_state.phase;
    status.step = m_state.step;
    status.totalSteps = m_totalSteps;
    status.isWaiting = isWaiting;
    m_control->setStatus(status);
}

} // namespace

Result<ChainEnd> runChain(const ChainParams& params)
{
    return Chain(params).run();
}

} // namespace dankai
