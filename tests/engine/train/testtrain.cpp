// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/run/schedule.h"
#include "core/train/evaluator.h"
#include "core/train/losswatch.h"
#include "core/train/microbatches.h"
#include "tests/engine/train/trainbench.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <c10/core/Allocator.h>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <new>
#include <set>

using namespace dankai;
using namespace dankai::test;

namespace {

// LibTorch's memory of the CPU, which has not enough for large tensors while it is armed.
class ScarceMemory final : public c10::Allocator
{
public:
    ScarceMemory()
        : m_usual(c10::GetAllocator(c10::kCPU))
    {
        c10::SetAllocator(c10::kCPU, this, 255);
    }

    ScarceMemory(const ScarceMemory&) = delete;
    ScarceMemory& operator=(const ScarceMemory&) = delete;

    ~ScarceMemory() override { c10::SetAllocator(c10::kCPU, m_usual, 255); }

    c10::DataPtr allocate(std::size_t bytes) override
    {
        if (bytes > m_most)
            throw std::bad_alloc();
        return m_usual->allocate(bytes);
    }

    c10::DeleterFnPtr raw_deleter() const override { return m_usual->raw_deleter(); }

    void copy_data(void* to, const void* from, std::size_t count) const override
    {
        m_usual->copy_data(to, from, count);
    }

    void setMost(std::size_t bytes) { m_most = bytes; }

private:
    c10::Allocator* m_usual;
    std::size_t m_most = SIZE_MAX;
};

} // namespace

class TestTrain : public QObject
{
    Q_OBJECT

    TrainFolder m_folder;

    // Step and loss of the best of early stopping's evaluations.
    static std::pair<std::int64_t, double> bestOf(const TrainBench& bench)
    {
        std::map<std::int64_t, std::pair<double, double>> evaluations; // step: nll and tokens of all sets
        for (const EventBody& body : bench.said) {
            if (const auto* evaluated = std::get_if<event::Evaluated>(&body)) {
                auto& [nll, tokens] = evaluations[evaluated->step];
                nll += evaluated->nll;
                tokens += static_cast<double>(evaluated->tokens);
            }
        }
        std::pair<std::int64_t, double> best{0, HUGE_VAL};
        for (const auto& [step, sums] : evaluations) {
            if (sums.first / sums.second < best.second)
                best = {step, sums.first / sums.second};
        }
        return best;
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY_RESULT(m_folder.writeModel()); }

    void aCycleHasTheScheduleOfAPhase()
    {
        for (const CarryOver carryOver : {CarryOver::Paper, CarryOver::Moderate, CarryOver::Continuous}) {
            RunSpec phases = tinySpec(3);
            phases.optimizer.learningRate = 1;
            phases.carryOver = carryOver;
            phases.schedule.peakFactors = {1, 0.7, 0.5};
            phases.phases[2].learningRate = 0.25;
            RunSpec cycles = phases;
            cycles.phases.resize(1);
            cycles.phases[0].cycles = {{0.5, {}}, {0.33, {}}, {0.17, 0.25}};
            const std::vector<std::int64_t> steps = {15, 10, 5}, all = {30};
            std::int64_t step = 0;
            for (std::size_t phase = 0; phase < 3; ++phase)
                for (std::int64_t i = 0; i < steps[phase]; ++i, ++step)
                    QCOMPARE(learningRateAt(cycles, all, 0, step), learningRateAt(phases, steps, phase, i));
            QCOMPARE(peakLearningRate(cycles, 0), peakLearningRate(phases, 0));
        }
        // Every step is in one cycle, however few there are.
        PhaseSpec phase;
        phase.cycles = {{0.1, {}}, {0.1, {}}, {0.8, {}}};
        for (std::int64_t steps = 1; steps < 20; ++steps) {
            for (std::int64_t step = 0; step < steps; ++step) {
                const Cycle cycle = cycleAt(phase, steps, step);
                QVERIFY(cycle.firstStep <= step && step < cycle.firstStep + cycle.steps);
            }
            QCOMPARE(cycleAt(phase, steps, steps - 1).index, std::size_t(2));
        }
    }

    void schedulesFollowTheirPolicy()
    {
        RunSpec spec = tinySpec(3);
        spec.optimizer.learningRate = 1;
        spec.schedule.warmupRatio = 0.2;
        const std::vector<std::int64_t> steps = {10, 10, 20};
        const auto at
            = [&](std::size_t phase, std::int64_t step) { return learningRateAt(spec, steps, phase, step); };
        // Paper: every phase warms up and decays to (nearly) 0.
        spec.carryOver = CarryOver::Paper;
        QCOMPARE(at(0, 0), 0.5);
        QCOMPARE(at(0, 1), 1.0);
        QCOMPARE(at(0, 2), 1.0);
        QVERIFY(std::abs(at(0, 6) - 0.5) < 1e-12);
        QVERIFY(at(0, 9) < 0.05);
        QCOMPARE(at(1, 0), 0.5);
        QCOMPARE(at(2, 0), 0.25);
        // Continuous: one schedule over all 40 steps.
        spec.carryOver = CarryOver::Continuous;
        QCOMPARE(at(0, 7), 1.0);
        QVERIFY(std::abs(at(2, 4) - 0.5) < 1e-12); // step 24 of 40, 8 of them warm-up
        QVERIFY(at(1, 0) < at(0, 9));
        // Moderate: lower peaks, ends at a fraction.
        spec.carryOver = CarryOver::Moderate;
        spec.schedule.finalFraction = 0.3;
        QCOMPARE(at(1, 2), 0.7);
        QCOMPARE(at(2, 4), 0.5);
        QVERIFY(at(0, 9) > 0.3);
        QVERIFY(at(0, 9) < 0.34);
        spec.schedule.kind = ScheduleKind::Linear;
        QVERIFY(std::abs(at(0, 6) - 0.65) < 1e-12);
        spec.schedule.kind = ScheduleKind::Constant;
        QCOMPARE(at(0, 9), 1.0);
        spec.phases[1].learningRate = 4;
        QCOMPARE(at(1, 5), 4 * 0.7);
    }

    void divergenceIsToldFromABadStep()
    {
        LossWatch watch(1000); // ln 1000 = 6.9
        QVERIFY(!watch.isDiverged(50, 1)); // nothing to compare with yet
        for (int i = 0; i < 20; ++i)
            watch.add(2);
        QCOMPARE(watch.recent().size(), LossWatch::window);
        QVERIFY(!watch.isDiverged(6.5, 1)); // bad, but better than guessing
        QVERIFY(watch.isDiverged(7, 1));
        QVERIFY(watch.isDiverged(std::nan(""), 1));
        QVERIFY(watch.isDiverged(1, HUGE_VAL));
        LossWatch untrained(1000);
        untrained.add(6.9);
        QVERIFY(!untrained.isDiverged(9, 1)); // a start that is no better than guessing
    }

    void microBatchesKeepOrderAndBudget()
    {
        const std::vector<TokenTable> tables = {randomRows(12, 1)};
        RunSpec spec = tinySpec(1);
        spec.tokensPerStep = 200;
        const PhasePlan plan = planPhase(spec, 0, tables);
        for (const PlannedStep& step : plan.steps) {
            std::vector<std::int32_t> joined, expected;
            std::size_t labels = 0;
            for (const TokenBatch& batch : microBatches(step, tables, 50)) {
                QVERIFY(batch.tokenCount() <= 50);
                joined.insert(joined.end(), batch.tokens.begin(), batch.tokens.end());
                labels += batch.labelCount();
            }
            for (const PlannedRow& row : step.rows) {
                const auto ids = tables[0].idsOf(row.row);
                expected.insert(expected.end(), ids.begin(), ids.end());
            }
            QVERIFY(joined == expected);
            QCOMPARE(std::uint64_t(labels), step.trainedTokens);
        }
    }

    // The window is one batch, whatever its micro-batches: unequal lengths would show a mean of means.
    void accumulationEqualsOneBatch()
    {
        auto whole = m_folder.makeBench("whole", tinySpec(1));
        auto parts = m_folder.makeBench("parts", tinySpec(1));
        whole->microBatchTokens = 1000;
        parts->microBatchTokens = 40;
        QVERIFY_RESULT(whole->train());
        QVERIFY_RESULT(parts->train());
        const auto a = whole->losses(), b = parts->losses();
        QCOMPARE(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i)
            QVERIFY2(std::abs(a[i] - b[i]) < 1e-4, std::to_string(a[i] - b[i]).c_str());
    }

    void trainingLearns()
    {
        RunSpec spec = tinySpec(1);
        spec.phases[0].epochs = 20;
        auto bench = m_folder.makeBench("learns", spec);
        auto end = bench->train();
        QVERIFY_RESULT(end);
        QCOMPARE(*end, PhaseEnd::Completed);
        const auto losses = bench->losses();
        QVERIFY2(losses.back() < 0.5 * losses.front(), std::to_string(losses.back()).c_str());
        const auto& first = std::get<event::PhaseStarted>(bench->said.front());
        QCOMPARE(std::size_t(first.steps), losses.size());
        QCOMPARE(bench->state.phaseTokens, bench->plans[0].tokens);
    }

    // Each set by its own name, whatever the number of the phase in training.
    void earlyStoppingSaysWhoseRowsItMeasured()
    {
        RunSpec spec = tinySpec(1);
        spec.isMatched = false;
        spec.earlyStopping = {5, 1};
        auto bench = m_folder.makeBench("sets", spec);
        QVERIFY_RESULT(bench->train());
        std::vector<std::pair<int, std::uint64_t>> sets;
        for (const EventBody& body : bench->said) {
            if (const auto* evaluated = std::get_if<event::Evaluated>(&body))
                sets.emplace_back(evaluated->heldOutPhase, evaluated->n);
        }
        QVERIFY((sets == std::vector<std::pair<int, std::uint64_t>>{{1, 2}, {3, 4}}));
    }

    void earlyStoppingWithoutRowsIsSaid()
    {
        RunSpec spec = tinySpec(1);
        spec.isMatched = false;
        spec.earlyStopping = {1, 4};
        auto bench = m_folder.makeBench("no rows", spec);
        bench->validation = {};
        auto end = bench->train();
        QVERIFY_RESULT(end);
        QCOMPARE(*end, PhaseEnd::Completed);
        QVERIFY(std::any_of(bench->said.begin(), bench->said.end(),
            [](const EventBody& body) { return std::holds_alternative<event::Warning>(body); }));
    }

    void earlyStoppingKeepsTheBest()
    {
        RunSpec spec = tinySpec(1);
        spec.isMatched = false;
        spec.phases[0].epochs = 60;
        spec.optimizer.learningRate = 2e-2; // soon fits the rows and nothing else
        spec.schedule.kind = ScheduleKind::Constant;
        spec.earlyStopping = {2, 30};
        auto bench = m_folder.makeBench("early", spec);
        auto end = bench->train();
        QVERIFY_RESULT(end);
        const auto [bestStep, best] = bestOf(*bench);
        QCOMPARE(*end, PhaseEnd::EarlyStopping);
        QCOMPARE(bench->state.keptStep, bestStep);
        QVERIFY(bench->state.step > bestStep);
        std::vector<std::uint32_t> all = {0, 1, 2, 3, 4, 5};
        auto losses = evaluateRows(*bench->model, bench->validation, all, {});
        QVERIFY_RESULT(losses);
        double nll = 0, tokens = 0;
        for (const RowLoss& loss : *losses) {
            nll += loss.nll;
            tokens += static_cast<double>(loss.tokens);
        }
        QVERIFY2(std::abs(nll / tokens - best) < 1e-6, std::to_string(nll / tokens - best).c_str());
    }

    // The learning rate rises until the loss explodes; states are saved all the way.
    void aDivergedPhaseKeepsTheBestValidationLoss()
    {
        RunSpec spec = tinySpec(1);
        spec.isMatched = false;
        spec.optimizer.learningRate = 3;
        spec.optimizer.maxGradNorm = 0;
        spec.schedule.warmupRatio = 1;
        spec.execution.saveShare = 1;
        spec.phases[0].epochs = 60;
        spec.earlyStopping = {1000, 1000};
        auto bench = m_folder.makeBench("best before the end", spec);
        auto end = bench->train();
        QVERIFY_RESULT(end);
        QCOMPARE(*end, PhaseEnd::Diverged);
        const auto [bestStep, best] = bestOf(*bench);
        QVERIFY(bestStep > 1);
        QVERIFY(bestStep < bench->state.step);
        QCOMPARE(bench->state.keptStep, bestStep);
    }

    void anExplodingLossGoesBackToGoodWeights()
    {
        RunSpec spec = tinySpec(1);
        spec.optimizer.learningRate = 1; // far too high
        spec.optimizer.maxGradNorm = 0;
        spec.schedule.kind = ScheduleKind::Constant;
        spec.schedule.warmupRatio = 0;
        spec.phases[0].epochs = 30;
        auto bench = m_folder.makeBench("explodes", spec);
        auto end = bench->train();
        QVERIFY_RESULT(end);
        QCOMPARE(*end, PhaseEnd::Diverged);
        const auto* diverged = std::get_if<event::Diverged>(&bench->said.back());
        QVERIFY(diverged);
        QCOMPARE(diverged->restoredStep, bench->state.keptStep);
        std::vector<std::uint32_t> all = {0, 1, 2, 3, 4, 5};
        auto losses = evaluateRows(*bench->model, bench->validation, all, {});
        QVERIFY_RESULT(losses);
        QVERIFY(std::isfinite(losses->front().nll));
        QVERIFY(losses->front().nll / static_cast<double>(losses->front().tokens) < 7);
    }

    void evaluationDoesNotDependOnTheBatches()
    {
        auto bench = m_folder.makeBench("evaluation", tinySpec(1));
        std::vector<std::uint32_t> all;
        for (std::uint32_t row = 0; row < bench->tables[0].rowCount(); ++row)
            all.push_back(row);
        EvaluateRowsParams params;
        params.microBatchTokens = 1;
        auto alone = evaluateRows(*bench->model, bench->tables[0], all, params);
        params.microBatchTokens = 1000;
        auto together = evaluateRows(*bench->model, bench->tables[0], all, params);
        QVERIFY_RESULT(alone);
        QVERIFY_RESULT(together);
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE((*alone)[i].tokens, std::uint64_t(bench->tables[0].trainedTokens(i)));
            QVERIFY(std::abs((*alone)[i].nll - (*together)[i].nll) < 1e-3);
        }
    }

    void rowsThatBeginAlikeAreMeasuredAsEachAlone()
    {
        auto bench = m_folder.makeBench("alike", tinySpec(1));
        TokenTable table;
        const TokenTable different = randomRows(7, 5);
        std::vector<std::uint32_t> all;
        for (std::uint32_t row = 0; row < different.rowCount(); ++row) {
            std::vector<std::int32_t> ids = {5, 9, 2, 7, 7, 1, 3, 8, 4, 6, 11, 10};
            std::vector<std::uint8_t> masks(ids.size(), 0);
            const auto own = different.idsOf(row);
            const auto ownMasks = different.masksOf(row);
            ids.insert(ids.end(), own.begin(), own.end());
            masks.insert(masks.end(), ownMasks.begin(), ownMasks.end());
            table.append(ids, masks);
            all.push_back(row);
        }
        const auto together = evaluateRows(*bench->model, table, all, {});
        QVERIFY_RESULT(together);
        const std::vector<std::int32_t> tokens = {40, 41};
        const auto next = nextTokenProbabilities(*bench->model, table, all, tokens, {});
        QVERIFY_RESULT(next);
        for (const std::uint32_t row : all) {
            const std::vector<std::uint32_t> one = {row};
            const auto alone = evaluateRows(*bench->model, table, one, {});
            QVERIFY_RESULT(alone);
            QCOMPARE((*together)[row].tokens, alone->front().tokens);
            QVERIFY(std::abs((*together)[row].nll - alone->front().nll) < 1e-5 * alone->front().nll);
            const auto nextAlone = nextTokenProbabilities(*bench->model, table, one, tokens, {});
            QVERIFY_RESULT(nextAlone);
            for (std::size_t i = 0; i < tokens.size(); ++i)
                QVERIFY(std::abs((*next)[row][i] - nextAlone->front()[i]) < 1e-6);
        }
    }

    void whereTheMemoryRunsOutSmallerBatchesGoOn()
    {
        auto whole = m_folder.makeBench("roomy", tinySpec(1));
        whole->microBatchTokens = 100;
        QVERIFY_RESULT(whole->train());

        auto scarce = m_folder.makeBench("scarce", tinySpec(1));
        scarce->microBatchTokens = 100;
        ScarceMemory memory;
        // Room for the buffers of 50 tokens and not for those of more.
        const ModelConfig& config = scarce->model->config();
        const std::int64_t widest = std::max(2 * config.intermediateSize, config.vocabularySize);
        memory.setMost(static_cast<std::size_t>(widest) * 50 * sizeof(float));
        QVERIFY_RESULT(scarce->train());
        memory.setMost(SIZE_MAX);
        QVERIFY(scarce->state.microBatchTokens > 0 && scarce->state.microBatchTokens <= 50);
        const auto found = std::ranges::find_if(
            scarce->said, [](const EventBody& body) { return std::holds_alternative<event::Warning>(body); });
        QVERIFY(found != scarce->said.end());
        const std::string& message = std::get<event::Warning>(*found).message;
        QVERIFY2(message.starts_with("The memory ran out at step 1. ")
                && message.find("tokens instead of 100") != std::string::npos,
            message.c_str());
        const auto expected = whole->losses(), losses = scarce->losses();
        QCOMPARE(losses.size(), expected.size());
        for (std::size_t i = 0; i < losses.size(); ++i)
            QVERIFY(std::abs(losses[i] - expected[i]) < 1e-4 * expected[i]);

        // Where not even one row fits there is nothing smaller.
        auto hopeless = m_folder.makeBench("hopeless", tinySpec(1));
        memory.setMost(1000);
        const auto refused = hopeless->train();
        memory.setMost(SIZE_MAX);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("ran out of memory") != std::string::npos,
            refused.error().message.c_str());
    }

    void normsAndBiasesDecayOnlyWhereAsked_data()
    {
        QTest::addColumn<bool>("isAsked");
        QTest::newRow("as Trainer") << false;
        QTest::newRow("asked") << true;
    }

    void normsAndBiasesDecayOnlyWhereAsked()
    {
        QFETCH(bool, isAsked);
        auto model = loadModel(goldenPath("model/qwen2"));
        QVERIFY_RESULT(model);
        const at::Tensor before = model->masters().clone();
        Optimizer optimizer(*model, {.weightDecay = 0.1, .isNormDecayed = isAsked});
        model->zeroGradients();
        optimizer.step(0.5, 0);
        std::set<ParameterKind> seen;
        for (const Parameter& parameter : model->parameters()) {
            const bool isVector
                = parameter.kind == ParameterKind::Norm || parameter.kind == ParameterKind::Bias;
            QCOMPARE(isVector, parameter.shape.size() == 1);
            const at::Tensor old = before.narrow(0, parameter.offset, parameter.count).view(parameter.shape);
            const at::Tensor expected = isVector && !isAsked ? old : old * 0.95;
            QVERIFY2(distance(parameter.master, expected) <= 1e-6 * largest(old), parameter.name.c_str());
            seen.insert(parameter.kind);
        }
        QCOMPARE(seen.size(), std::size_t(4));
    }

    // transformers and torch.optim.AdamW on the same rows: ten losses of the peer, within 1e-5.
    void tenLossesEqualTransformers_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("full") << "train_full.json";
        QTest::newRow("clip, decay, accumulation") << "train_full_clip_wd_accum.json";
    }

    void tenLossesEqualTransformers()
    {
        QFETCH(QString, file);
        QSKIP_UNLESS_PEER_MODEL(modelPath);
        const auto golden = test::sharedPath("peer/golden/" + file.toStdString());
        if (!golden)
            QSKIP("the peer's golden set is not beside this checkout");
        const Json json = jsonFile(*golden);
        const Json& hyper = json.at("hyper");
        auto opened = openModel(modelPath);
        QVERIFY_RESULT(opened);
        auto model = LanguageModel::load(*opened, {});
        QVERIFY_RESULT(model);
        OptimizerSpec spec;
        spec.beta1 = hyper.at("beta1").get<double>();
        spec.beta2 = hyper.at("beta2").get<double>();
        spec.epsilon = hyper.at("eps").get<double>();
        spec.weightDecay = hyper.at("weight_decay").get<double>();
        spec.isNormDecayed = true;
        spec.maxGradNorm = hyper.at("max_grad_norm").get<double>();
        Optimizer optimizer(*model, spec);
        const auto batchRows = hyper.at("batch").get<std::size_t>();
        for (std::size_t step = 0; step < json.at("loss").size(); ++step) {
            std::vector<TokenBatch> batches;
            std::size_t labels = 0;
            for (const Json& row : json.at("batches").at(step)) {
                if (batches.empty() || batches.back().sequenceCount() == batchRows)
                    batches.emplace_back();
                const auto ids = row.at("input_ids").get<std::vector<std::int32_t>>();
                std::vector<std::uint8_t> masks;
                for (const std::int32_t label : row.at("labels").get<std::vector<std::int32_t>>())
                    masks.push_back(label == TokenBatch::noLabel ? 0 : 1);
                batches.back().append(ids, masks);
            }
            for (const TokenBatch& batch : batches)
                labels += batch.labelCount();
            model->zeroGradients();
            double nll = 0;
            for (const TokenBatch& batch : batches) {
                auto loss = model->forwardBackward(batch, 1.0 / static_cast<double>(labels));
                QVERIFY_RESULT(loss);
                nll += loss->nll;
            }
            const double norm = optimizer.gradNorm();
            const double loss = nll / static_cast<double>(labels);
            const double expected = json.at("loss").at(step).get<double>();
            const double expectedNorm = json.at("grad_norm").at(step).get<double>();
            qInfo("step %zu: loss %.7f (%+.1e), norm %.6f (%+.1e)", step + 1, loss, loss - expected, norm,
                norm - expectedNorm);
            QVERIFY(std::abs(loss - expected) < 1e-5);
            QVERIFY(std::abs(norm - expectedNorm) < 1e-4 * expectedNorm);
            optimizer.step(json.at("lr").at(step).get<double>(), norm);
        }
    }
};

QTEST_APPLESS_MAIN(TestTrain)
#include "testtrain.moc"
