// SPDX-License-Identifier: Apache-2.0
#include "core/train/phasetraining.h"

#include "core/base/random.h"
#include "core/run/schedule.h"
#include "core/train/evaluator.h"
#include "core/train/losswatch.h"
#include "core/train/microbatches.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <span>

namespace dankai {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Says when the next save is worth its cost: so rarely that saving takes `share` of the time.
class SaveClock final
{
public:
    SaveClock(double share, std::uint64_t bytes)
        : m_share(share)
        , m_costSeconds(static_cast<double>(bytes) / 300e6) // until one is measured: a plain disk
    { }

    bool isDue() const { return m_share > 0 && secondsSince(m_last) * m_share >= m_costSeconds; }

    void saved(double costSeconds)
    {
        m_costSeconds = costSeconds;
        m_last = Clock::now();
    }

private:
    double m_share;
    double m_costSeconds;
    Clock::time_point m_last = Clock::now();
};

TrainingTensors tensorsOf(LanguageModel& model, Optimizer& optimizer)
{
    return {model.trainedTensors(), optimizer.moments()};
}

std::uint64_t savedBytes(LanguageModel& model, Optimizer& optimizer)
{
    const TrainingTensors tensors = tensorsOf(model, optimizer);
    std::uint64_t bytes = 0;
    for (const auto* part : {&tensors.weights, &tensors.moments})
        for (const at::Tensor& tensor : *part)
            bytes += tensor.nbytes();
    return bytes;
}

class Run final // of trainPhase
{
public:
    Run(LanguageModel& model, Optimizer& optimizer, ResumeStore& store, ResumeState& state,
        const PhaseTrainingParams& params)
        : m_model(model)
        , m_optimizer(optimizer)
        , m_store(store)
        , m_state(state)
        , m_params(params)
        , m_phase(static_cast<std::size_t>(state.phase) - 1)
        , m_plan(params.plan)
        , m_microBatchTokens(params.microBatchTokens)
        , m_watch(model.config().vocabularySize, state.recentLosses)
        , m_saveClock(params.spec.execution.saveShare, savedBytes(model, optimizer))
    {
        for (const std::int64_t steps : params.stepsOfPhases)
            m_totalSteps += steps;
    }

    Result<PhaseEnd> train();

private:
    struct Gradients
    {
        double loss = 0;
        double gradNorm = 0;
    };

    Result<> begin();
    void beginCycle(std::size_t index);
    Result<Gradients> accumulate(const PlannedStep& step);
    Result<Gradients> accumulate(const PlannedStep& step, std::span<const TokenBatch> batches);
    Result<> useSmallerBatches(std::int64_t than);
    Result<> record(const PlannedStep& step, const Gradients& gradients, double learningRate, double seconds);
    Result<> save();
    Result<bool> isBetterStillPossible(); // early stopping's evaluation
    Result<bool> areWeightsGood(const PlannedStep& step);
    Result<PhaseEnd> goBack(std::int64_t step, double loss);
    Result<PhaseEnd> finish(PhaseEnd end);
    bool isEvaluationStep() const;

    LanguageModel& m_model;
    Optimizer& m_optimizer;
    ResumeStore& m_store;
    ResumeState& m_state;
    const PhaseTrainingParams& m_params;
    std::size_t m_phase; // from 0
    const PhasePlan& m_plan;
    std::int64_t m_microBatchTokens;
    std::int64_t m_totalSteps = 0;
    LossWatch m_watch;
    SaveClock m_saveClock;
    bool m_isSaved = true; // nothing has changed since the state on the disk
};

Result<PhaseEnd> Run::train()
{
    if (m_state.phaseStep == 0) {
        if (auto begun = begin(); !begun)
            return passOn(begun);
    }
    const auto steps = static_cast<std::int64_t>(m_plan.steps.size());
    while (m_state.phaseStep < steps) {
        const auto start = Clock::now();
        // Here, before anything is saved at this step: a resume comes by here too.
        if (m_state.phaseStep > 0) {
            const Cycle cycle = cycleAt(m_params.spec.phases[m_phase], steps, m_state.phaseStep);
            if (cycle.firstStep == m_state.phaseStep)
                beginCycle(cycle.index);
        }
        const PlannedStep& step = m_plan.steps[static_cast<std::size_t>(m_state.phaseStep)];
        auto gradients = accumulate(step);
        if (!gradients)
            return passOn(gradients);
        if (m_watch.isDiverged(gradients->loss, gradients->gradNorm))
            return goBack(m_state.step + 1, gradients->loss);
        // Here and not after the update: this forward has just shown that the weights are good, so what
        // stands on the disk is always something to go back to.
        if (!m_isSaved && m_saveClock.isDue()) {
            if (auto saved = save(); !saved)
                return passOn(saved);
        }
        const double learningRate
            = learningRateAt(m_params.spec, m_params.stepsOfPhases, m_phase, m_state.phaseStep);
        m_optimizer.step(learningRate, gradients->gradNorm);
        m_isSaved = false;
        if (auto recorded = record(step, *gradients, learningRate, secondsSince(start)); !recorded)
            return passOn(recorded);

        if (isEvaluationStep()) {
            auto goesOn = isBetterStillPossible();
            if (!goesOn)
                return passOn(goesOn);
            if (!*goesOn)
                return finish(PhaseEnd::EarlyStopping);
        }
        if (isStopRequested(m_params.stop) && m_state.phaseStep < steps) {
            auto good = areWeightsGood(step);
            if (!good)
                return passOn(good);
            if (!*good)
                return goBack(m_state.step, std::nan(""));
            if (auto saved = save(); !saved)
                return passOn(saved);
            return PhaseEnd::Stopped;
        }
    }
    auto good = areWeightsGood(m_plan.steps.back());
    if (!good)
        return passOn(good);
    return *good ? finish(PhaseEnd::Completed) : goBack(m_state.step, std::nan(""));
}

// Of the phase, from 0.
void Run::beginCycle(std::size_t index)
{
    if (m_params.spec.carryOver == CarryOver::Paper || (m_phase == 0 && index == 0))
        m_optimizer.resetMoments();
    if (!mergesAdapters(m_params.spec))
        return;
    // By number, since a state may have been saved on either side of this.
    const int number = static_cast<int>(cyclesBefore(m_params.spec, m_phase) + index) + 1;
    if (m_state.adapter > 0 && m_state.adapter < number) {
        m_model.beginNextAdapter(
            seedFor(m_params.spec.seed, "adapter " + std::to_string(number))); // the same in every arm
        m_optimizer.resetMoments(); // they were of other weights
    }
    m_state.adapter = number;
}

Result<> Run::begin()
{
    beginCycle(0);
    m_state.optimizerSteps = m_optimizer.steps();
    m_state.phaseTokens = 0;
    m_state.phaseTrainedTokens = 0;
    m_state.bestWeights.clear();
    m_state.bestStep = 0;
    m_state.bestLoss = 0;
    m_state.evaluationsWithoutBetter = 0;
    m_watch.clear();
    m_state.recentLosses.clear();

    const PhaseSpec& spec = m_params.spec.phases[m_phase];
    event::PhaseStarted started;
    started.phase = m_state.phase;
    started.phases = static_cast<int>(m_params.stepsOfPhases.size());
    started.name = spec.name;
    started.examples = m_plan.examples;
    started.replayedExamples = m_plan.replayedExamples;
    started.firstStep = m_state.step + 1;
    started.steps = static_cast<std::int64_t>(m_plan.steps.size());
    started.tokens = m_plan.tokens;
    started.epochs = spec.epochs;
    started.learningRate = peakLearningRate(m_params.spec, m_phase);
    if (auto said = m_params.say(std::move(started)); !said)
        return said;
    if (m_params.spec.earlyStopping.patience > 0 && m_params.validationRows.empty())
        return m_params.say(event::Warning{"Early stopping is on, but phase " + std::to_string(m_state.phase)
            + " has no validation rows: it will be trained to its end."});
    return {};
}

// The whole window is one batch to the loss: its trained tokens are counted before the first forward.
Result<Run::Gradients> Run::accumulate(const PlannedStep& step, std::span<const TokenBatch> batches)
{
    m_model.zeroGradients();
    const auto trained = static_cast<double>(step.trainedTokens);
    double nll = 0;
    const std::uint64_t dropoutSeed
        = seedFor(m_params.spec.seed, "dropout of step " + std::to_string(m_state.step));
    std::uint64_t index = 0;
    for (const TokenBatch& batch : batches) {
        auto loss = m_model.forwardBackward(batch, 1.0 / trained, Random(dropoutSeed + index++).next());
        if (!loss)
            return passOn(loss);
        nll += loss->nll;
    }
    return Gradients{nll / trained, m_optimizer.gradNorm()};
}

Result<Run::Gradients> Run::accumulate(const PlannedStep& step)
{
    for (;;) {
        const auto batches = microBatches(step, m_params.tables, m_microBatchTokens);
        auto gradients = accumulate(step, batches);
        if (gradients || !m_model.isOutOfMemory())
            return gradients;
        const TokenBatch& largest = *std::ranges::max_element(batches, {}, &TokenBatch::tokenCount);
        if (largest.sequenceCount() < 2)
            return gradients; // rows are not cut
        if (auto smaller = useSmallerBatches(static_cast<std::int64_t>(largest.tokenCount())); !smaller)
            return passOn(smaller);
    }
}

Result<> Run::useSmallerBatches(std::int64_t than)
{
    const std::int64_t before = m_microBatchTokens;
    m_microBatchTokens = than / 2;
    m_state.microBatchTokens = m_microBatchTokens;
    m_model.releaseBuffers();
    if (auto reserved = m_model.reserve(m_microBatchTokens); !reserved)
        return reserved;
    return m_params.say(event::Warning{"The memory ran out at step " + std::to_string(m_state.step + 1)
        + ". The step is trained again and the run goes on with micro-batches of "
        + std::to_string(m_microBatchTokens) + " tokens instead of " + std::to_string(before)
        + ": the same training, whose losses may differ in the last digits."});
}

Result<> Run::record(const PlannedStep& step, const Gradients& gradients, double learningRate, double seconds)
{
    m_watch.add(gradients.loss);
    ++m_state.step;
    ++m_state.phaseStep;
    m_state.optimizerSteps = m_optimizer.steps();
    m_state.totalTokens += step.tokens;
    m_state.phaseTokens += step.tokens;
    m_state.phaseTrainedTokens += step.trainedTokens;
    m_state.recentLosses = m_watch.recent();

    event::Step said;
    said.step = m_state.step;
    said.totalSteps = m_totalSteps;
    said.phase = m_state.phase;
    said.epoch = step.epoch;
    said.loss = gradients.loss;
    said.learningRate = learningRate;
    said.gradNorm = gradients.gradNorm;
    said.tokens = step.tokens;
    said.trainedTokens = step.trainedTokens;
    said.totalTokens = m_state.totalTokens;
    said.examples = step.rows.size();
    said.seconds = seconds;
    said.tokensPerSecond = static_cast<double>(step.tokens) / std::max(seconds, 1e-9);
    if (auto done = m_params.say(std::move(said)); !done)
        return done;
    if (m_params.onStep)
        m_params.onStep(m_state);
    return {};
}

Result<> Run::save()
{
    auto saved = saveState(m_model, m_optimizer, m_store, m_state, m_params.syncEvents);
    if (!saved)
        return passOn(saved);
    m_saveClock.saved(saved->seconds);
    m_isSaved = true;
    return m_params.say(std::move(*saved));
}

bool Run::isEvaluationStep() const
{
    const EarlyStoppingSpec& early = m_params.spec.earlyStopping;
    if (early.patience <= 0 || m_params.validationRows.empty())
        return false;
    const auto steps = static_cast<std::int64_t>(m_plan.steps.size());
    const std::int64_t evaluations = std::min<std::int64_t>(early.evaluations, steps);
    // The i-th of E evaluations comes after step ceil(i x N / E).
    return m_state.phaseStep * evaluations / steps > (m_state.phaseStep - 1) * evaluations / steps;
}

Result<bool> Run::isBetterStillPossible()
{
    EvaluateRowsParams evaluation;
    evaluation.microBatchTokens = m_microBatchTokens;
    auto losses = evaluateRows(m_model, m_params.validation, m_params.validationRows, evaluation);
    if (!losses)
        return passOn(losses);
    std::map<int, event::Evaluated> sets; // said one by one, judged together
    double nll = 0;
    std::uint64_t tokens = 0;
    for (std::size_t i = 0; i < losses->size(); ++i) {
        const RowLoss& row = (*losses)[i];
        event::Evaluated& said = sets[m_params.validationSets[i]];
        said.nll += row.nll;
        said.tokens += row.tokens;
        said.n += row.tokens > 0 ? 1 : 0;
        nll += row.nll;
        tokens += row.tokens;
    }
    const double loss = nll / static_cast<double>(std::max<std::uint64_t>(1, tokens));
    if (!std::isfinite(loss)) // the next forward, or the check at the end, will say so
        return true;
    for (auto& [set, said] : sets) {
        said.step = m_state.step;
        said.phase = m_state.phase;
        said.set = "validation";
        said.heldOutPhase = set;
        said.loss = said.nll / static_cast<double>(std::max<std::uint64_t>(1, said.tokens));
        if (auto done = m_params.say(std::move(said)); !done)
            return passOn(done);
    }
    if (m_watch.isDiverged(loss, 0)) // the same; such weights are nobody's best
        return true;
    if (m_state.bestWeights.empty() || loss < m_state.bestLoss) {
        m_state.bestLoss = loss;
        m_state.bestStep = m_state.step;
        m_state.bestOptimizerSteps = m_state.optimizerSteps;
        m_state.evaluationsWithoutBetter = 0;
        auto written = m_store.writeTensors(tensorsOf(m_model, m_optimizer));
        if (!written)
            return passOn(written);
        m_state.bestFixedRank = m_model.fixedRank();
        m_state.fixedRank = m_model.fixedRank();
        // One file serves as the best and as the place to go on from.
        m_state.bestWeights = written->file;
        m_state.weights = written->file;
    } else {
        ++m_state.evaluationsWithoutBetter;
        if (m_state.evaluationsWithoutBetter >= m_params.spec.earlyStopping.patience)
            return false;
        return true;
    }
    auto seq = m_params.syncEvents();
    if (!seq)
        return passOn(seq);
    m_state.eventSeq = *seq;
    if (auto committed = m_store.commit(m_state); !committed)
        return passOn(committed);
    m_isSaved = true;
    return true;
}

Result<bool> Run::areWeightsGood(const PlannedStep& step)
{
    const auto batches = microBatches(step, m_params.tables, m_microBatchTokens);
    auto losses = m_model.evaluate(batches.front());
    if (!losses)
        return passOn(losses);
    double nll = 0;
    double tokens = 0;
    for (const SequenceLoss& loss : *losses) {
        nll += loss.nll;
        tokens += static_cast<double>(loss.tokens);
    }
    return !m_watch.isDiverged(nll / std::max(1.0, tokens), 0);
}

Result<PhaseEnd> Run::goBack(std::int64_t step, double loss)
{
    ResumeState good; // the start; the counts of work done stay those of m_state
    good.step = m_state.step - m_state.phaseStep; // not 0 where earlier phases are another run's
    if (!m_state.bestWeights.empty()) {
        // Early stopping promises the best, and the last may have been on its way to the explosion.
        good.step = m_state.bestStep;
        good.weights = m_state.bestWeights;
        good.optimizerSteps = m_state.bestOptimizerSteps;
        good.fixedRank = m_state.bestFixedRank;
    } else if (m_store.exists()) {
        auto loaded = m_store.load();
        if (!loaded)
            return passOn(loaded);
        good = std::move(*loaded);
    }
    if (good.weights.empty()) {
        if (auto reloaded = m_params.reloadBase(); !reloaded)
            return passOn(reloaded);
        m_optimizer.resetMoments();
    } else if (auto restored = restoreTensors(m_model, m_optimizer, m_store, tensorsOf(good)); !restored) {
        return passOn(restored);
    }
    event::Diverged said;
    said.phase = m_state.phase;
    said.step = step;
    if (std::isfinite(loss))
        said.loss = loss;
    said.restoredStep = good.step;
    said.message = "The loss of step " + std::to_string(step)
        + (std::isfinite(loss) ? " exploded" : " is not a number") + "; phase "
        + std::to_string(m_state.phase) + " ends with the weights after step " + std::to_string(good.step)
        + ". Try a lower learning rate or a longer warm-up.";
    m_state.keptStep = good.step;
    m_state.optimizerSteps = good.optimizerSteps;
    m_state.finishReason = nameOf(PhaseEnd::Diverged);
    if (auto done = m_params.say(std::move(said)); !done)
        return passOn(done);
    return PhaseEnd::Diverged;
}

Result<PhaseEnd> Run::finish(PhaseEnd end)
{
    m_state.keptStep = m_state.step;
    if (!m_state.bestWeights.empty() && m_state.bestStep != m_state.step) {
        if (auto restored = restoreTensors(m_model, m_optimizer, m_store,
                {m_state.bestWeights, m_state.bestOptimizerSteps, m_state.bestFixedRank});
            !restored)
            return passOn(restored);
        m_state.keptStep = m_state.bestStep;
        m_state.optimizerSteps = m_state.bestOptimizerSteps;
    }
    m_state.finishReason = nameOf(end);
    return end;
}

} // namespace

std::string_view nameOf(PhaseEnd end)
{
    switch (end) {
    case PhaseEnd::Completed:
        return "completed";
    case PhaseEnd::EarlyStopping:
        return "early_stopping";
    case PhaseEnd::Diverged:
        return "diverged";
    case PhaseEnd::Stopped:
        return "stopped";
    }
    return {};
}

Result<PhaseEnd> trainPhase(LanguageModel& model, Optimizer& optimizer, ResumeStore& store,
    ResumeState& state, const PhaseTrainingParams& params)
{
    return Run(model, optimizer, store, state, params).train();
}

Result<event::ResumeSaved> saveState(LanguageModel& model, Optimizer& optimizer, ResumeStore& store,
    ResumeState& state, const std::function<Result<std::uint64_t>()>& syncEvents, Moments moments)
{
    const auto start = Clock::now();
    auto written = store.writeTensors(tensorsOf(model, optimizer), moments);
    if (!written)
        return passOn(written);
    auto seq = syncEvents();
    if (!seq)
        return passOn(seq);
    state.weights = written->file;
    state.eventSeq = *seq;
    state.fixedRank = model.fixedRank();
    state.optimizerSteps = moments == Moments::Keep ? optimizer.steps() : 0;
    if (auto committed = store.commit(state); !committed)
        return passOn(committed);
    return event::ResumeSaved{state.step, written->bytes, secondsSince(start)};
}

SavedTensors tensorsOf(const ResumeState& state)
{
    return {state.weights, state.optimizerSteps, state.fixedRank};
}

Result<> restoreTensors(
    LanguageModel& model, Optimizer& optimizer, const ResumeStore& store, const SavedTensors& saved)
{
    if (model.fixedRank() != saved.fixedRank)
        model.setFixedRank(saved.fixedRank);
    if (auto loaded = store.loadTensors(saved.file, tensorsOf(model, optimizer)); !loaded)
        return loaded;
    optimizer.setSteps(saved.optimizerSteps);
    model.refreshCompute();
    return {};
}

} // namespace dankai
