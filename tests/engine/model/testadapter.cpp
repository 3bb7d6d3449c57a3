// SPDX-License-Identifier: Apache-2.0
// Low-rank adapters on a tiny model: gradients against autograd over the merged weights, what must hold among
// the ways of multiplying, folders and memory. PEFT's own numbers: testmodelpeer.cpp, testmodel.cpp.
#include "core/base/random.h"
#include "core/checkpoint/modelfolder.h"
#include "core/inference/generator.h"
#include "core/kernels/nf4.h"
#include "core/model/masterweights.h"
#include "tests/engine/enginesupport.h"
#include "tests/engine/model/referencemodel.h"

#include <ATen/Context.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <vector>

using namespace dankai;
using namespace dankai::test;

namespace {

AdapterConfig someAdapter(std::vector<std::string> targets, bool isRankStabilised = false)
{
    AdapterConfig config;
    config.rank = 4;
    config.alpha = 6;
    config.isRankStabilised = isRankStabilised;
    config.targets = std::move(targets);
    return config;
}

AdapterConfig wholeAdapter()
{
    return someAdapter({"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"});
}

TokenBatch someBatch(std::uint64_t seed, const std::vector<int>& lengths)
{
    Random random(seed);
    TokenBatch batch;
    for (const int length : lengths) {
        std::vector<std::int32_t> ids, labels;
        for (int i = 0; i < length; ++i)
            ids.push_back(static_cast<std::int32_t>(random.below(192)));
        for (std::size_t i = 0; i < ids.size(); ++i)
            labels.push_back(i > 2 && i + 1 < ids.size() ? ids[i + 1] : TokenBatch::noLabel);
        batch.appendShifted(ids, labels);
    }
    return batch;
}

} // namespace

class TestAdapter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path m_folder = m_dir.path().toStdString();

    static std::filesystem::path basePath() { return goldenPath("model/untied"); }

    // With As and Bs as they may be after some training.
    static LanguageModel trained(const AdapterConfig& adapter,
        ComputePrecision precision = ComputePrecision::Float32, bool isBaseQuantized = false)
    {
        LanguageModelParams params;
        params.precision = precision;
        params.adapter = AdapterTraining{adapter, isBaseQuantized};
        LanguageModel model = std::move(*loadModel(basePath(), params));
        fill(model, 7);
        return model;
    }

    static void fill(LanguageModel& model, std::uint64_t seed)
    {
        Random random(seed);
        for (Parameter& parameter : model.parameters()) {
            float* values = parameter.master.mutable_data_ptr<float>();
            for (std::int64_t i = 0; i < parameter.count; ++i)
                values[i] = static_cast<float>(random.normal() * 0.2);
        }
        model.refreshCompute();
    }

    static std::string adapted(const std::string& projection, const char* matrix)
    {
        return "base_model.model." + projection + "." + matrix + ".weight";
    }

    // The adapter of `model` into the matrices of `base`, which are rounded to 4 bits first where asked.
    static void addUpdates(const LanguageModel& model, LanguageModel& base, bool isQuantized)
    {
        const auto find = [&](const std::string& name) {
            const auto found = std::ranges::find(model.parameters(), name, &Parameter::name);
            return found == model.parameters().end() ? at::Tensor() : found->master;
        };
        for (Parameter& parameter : base.parameters()) {
            if (!parameter.name.ends_with("_proj.weight"))
                continue;
            if (isQuantized)
                dequantizeNf4(*quantizeNf4(parameter.master, at::kCPU), parameter.master);
            const std::string projection = parameter.name.substr(0, parameter.name.size() - 7);
            if (const at::Tensor up = find(adapted(projection, "lora_B")); up.defined())
                parameter.master.add_(at::matmul(up, find(adapted(projection, "lora_A"))),
                    model.params().adapter->config.scale());
        }
    }

    std::filesystem::path write(const LanguageModel& model, const std::string& name) const
    {
        const MasterWeights weights(model);
        const AdapterConfig& trained = model.params().adapter->config;
        const auto written = writeAdapterFolder(m_folder / name,
            {trained.withRank(trained.rank + model.fixedRank()), basePath()}, weights, WeightType::Float32);
        return written ? m_folder / name : std::filesystem::path();
    }

private Q_SLOTS:

    void gradientsEqualAutograd_data()
    {
        QTest::addColumn<std::vector<std::string>>("targets");
        QTest::addColumn<bool>("isRankStabilised");
        QTest::addColumn<bool>("isQuantized");
        for (const bool isQuantized : {false, true}) {
            const char* base = isQuantized ? "4 bits" : "dense";
            QTest::addRow("%s, all", base) << wholeAdapter().targets << false << isQuantized;
            QTest::addRow("%s, queries and values", base)
                << std::vector<std::string>{"q_proj", "v_proj"} << true << isQuantized;
            QTest::addRow("%s, up and output", base)
                << std::vector<std::string>{"o_proj", "up_proj"} << false << isQuantized;
        }
    }

    void gradientsEqualAutograd()
    {
        QFETCH(std::vector<std::string>, targets);
        QFETCH(bool, isRankStabilised);
        QFETCH(bool, isQuantized);
        LanguageModel model
            = trained(someAdapter(targets, isRankStabilised), ComputePrecision::Float32, isQuantized);
        const std::vector<int> lengths = {17, 1, 40, 5, 64};
        const TokenBatch batch = someBatch(3, lengths);
        const auto loss = model.forwardBackward(batch, 0.01);
        QVERIFY_RESULT(loss);

        auto merged = loadModel(basePath());
        QVERIFY_RESULT(merged);
        addUpdates(model, *merged, isQuantized);
        ReferenceModel reference(*merged);
        double expected = 0;
        for (std::size_t i = 0; i + 1 < batch.cuSeqlens.size(); ++i) {
            const auto first = static_cast<std::size_t>(batch.cuSeqlens[i]);
            const auto count = static_cast<std::size_t>(batch.cuSeqlens[i + 1]) - first;
            const at::Tensor one = reference.loss(
                std::span(batch.tokens).subspan(first, count), std::span(batch.labels).subspan(first, count));
            expected += one.item<double>();
            if (one.requires_grad())
                (one * 0.01).backward();
        }
        QVERIFY(std::abs(loss->nll - expected) < 1e-5 * expected);
        const double scale = model.params().adapter->config.scale();
        QCOMPARE(model.parameters().size(), targets.size() * 2 * 2); // two layers
        for (const Parameter& parameter : model.parameters()) {
            // W' = W + s B A: dA = s B^T dW', dB = s dW' A^T.
            const bool isA = parameter.name.ends_with(".lora_A.weight");
            std::string other = parameter.name;
            other.replace(other.rfind(isA ? "_A" : "_B"), 2, isA ? "_B" : "_A");
            const auto partner = std::ranges::find(model.parameters(), other, &Parameter::name);
            QVERIFY(partner != model.parameters().end());
            const std::string prefix = "base_model.model.";
            const std::string weight = parameter.name.substr(
                prefix.size(), parameter.name.size() - prefix.size() - std::string(".lora_A.weight").size());
            const at::Tensor whole = reference.gradient(weight + ".weight");
            const at::Tensor gradient = scale
                * (isA ? at::matmul(partner->master.t(), whole) : at::matmul(whole, partner->master.t()));
            QVERIFY2(
                distance(parameter.gradient, gradient) <= 2e-5 * largest(gradient), parameter.name.c_str());
        }
    }

    void aNewAdapterChangesNothing()
    {
        LanguageModelParams params;
        params.adapter = AdapterTraining{wholeAdapter()};
        params.adapterSeed = 11;
        auto adapted = loadModel(basePath(), params);
        auto base = loadModel(basePath());
        QVERIFY_RESULT(adapted);
        QVERIFY_RESULT(base);
        const TokenBatch batch = someBatch(4, {100, 30});
        QCOMPARE(distance(*adapted->logits(batch), *base->logits(batch)), 0.0);
        auto again = loadModel(basePath(), params);
        QVERIFY(adapted->masters().equal(again->masters()));
        params.adapterSeed = 12;
        auto other = loadModel(basePath(), params);
        QVERIFY(!adapted->masters().equal(other->masters()));
        // Back to the start after some training.
        adapted->masters().fill_(1);
        auto opened = openModel(basePath());
        QVERIFY_RESULT(opened);
        QVERIFY_RESULT(adapted->reload(*opened));
        QVERIFY(adapted->masters().equal(again->masters()));
    }

    // Few rows go through A and B, many through the sum with the matrix.
    void fewRowsEqualMany()
    {
        LanguageModel model = trained(wholeAdapter());
        const TokenBatch few = someBatch(5, {20});
        TokenBatch many = few;
        const TokenBatch rest = someBatch(6, {90});
        many.appendShifted(rest.tokens, rest.labels);
        const at::Tensor expected = model.logits(many)->narrow(0, 0, 20);
        QVERIFY(distance(*model.logits(few), expected) <= 2e-5 * largest(expected));
    }

    void aFolderReadsBackTheSame()
    {
        LanguageModel model = trained(wholeAdapter());
        const auto folder = write(model, "back");
        auto adapter = openAdapter(folder);
        QVERIFY_RESULT(adapter);
        QVERIFY(adapter->file.config == model.params().adapter->config);
        LanguageModelParams params;
        params.adapter = AdapterTraining{adapter->file.config};
        auto again = loadModel(basePath(), params);
        QVERIFY_RESULT(again);
        QVERIFY_RESULT(again->readAdapter(*adapter->weights));
        QVERIFY(again->masters().equal(model.masters()));
        // Merged for inference: the same model.
        auto merged = loadModel(folder, {.purpose = Purpose::Inference});
        QVERIFY_RESULT(merged);
        const TokenBatch batch = someBatch(8, {70});
        const at::Tensor expected = *model.logits(batch);
        QVERIFY(distance(*merged->logits(batch), expected) <= 2e-5 * largest(expected));
        // An adapter of other sizes is no start.
        params.adapter->config.rank = 5;
        auto wider = loadModel(basePath(), params);
        QVERIFY_RESULT(wider);
        const auto refused = wider->readAdapter(*adapter->weights);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("lora_A.weight is [4, ") != std::string::npos);
    }

    void aNewAdapterBeginsBesideThoseBefore_data()
    {
        QTest::addColumn<bool>("isRankStabilised");
        QTest::newRow("scale by the rank") << false;
        QTest::newRow("scale by its root") << true;
    }

    // Against a base that the first adapter was added to.
    void aNewAdapterBeginsBesideThoseBefore()
    {
        QFETCH(bool, isRankStabilised);
        const AdapterConfig config = someAdapter({"q_proj", "v_proj", "o_proj", "up_proj"}, isRankStabilised);
        LanguageModel model = trained(config);
        const auto first = write(model, "first");
        const TokenBatch batch = someBatch(3, {17, 1, 40, 5, 64});
        const at::Tensor before = *model.logits(batch);
        model.beginNextAdapter(5);
        QCOMPARE(model.fixedRank(), config.rank);
        QVERIFY(distance(*model.logits(batch), before) <= 2e-5 * largest(before));

        LanguageModelParams params;
        params.adapter = AdapterTraining{config};
        params.adapterSeed = 5;
        auto onTop = loadModel(first, params);
        QVERIFY_RESULT(onTop);
        QVERIFY(onTop->masters().equal(model.masters())); // a beginning as any other
        fill(model, 8);
        fill(*onTop, 8);
        const auto loss = model.forwardBackward(batch, 0.01);
        const auto expected = onTop->forwardBackward(batch, 0.01);
        QVERIFY_RESULT(loss);
        QVERIFY_RESULT(expected);
        QVERIFY(std::abs(loss->nll - expected->nll) < 1e-5 * expected->nll);
        QVERIFY(distance(model.gradients(), onTop->gradients()) <= 2e-5 * largest(onTop->gradients()));
        const TokenBatch few = someBatch(5, {20});
        const at::Tensor logits = *onTop->logits(few);
        QVERIFY(distance(*model.logits(few), logits) <= 2e-5 * largest(logits));

        // The checkpoint is one adapter of both ranks.
        const auto folder = write(model, "second");
        const auto adapter = openAdapter(folder);
        QVERIFY_RESULT(adapter);
        QCOMPARE(adapter->file.config.rank, 2 * config.rank);
        QVERIFY(std::abs(adapter->file.config.scale() - config.scale()) < 1e-12);
        auto merged = loadModel(folder, {.purpose = Purpose::Inference});
        QVERIFY_RESULT(merged);
        const at::Tensor both = *model.logits(batch);
        QVERIFY(distance(both, before) > 1e-3 * largest(before));
        QVERIFY(distance(*merged->logits(batch), both) <= 2e-5 * largest(both));
        auto again = loadModel(basePath(), params);
        QVERIFY_RESULT(again);
        QVERIFY_RESULT(again->readAdapter(*adapter->weights));
        QCOMPARE(again->fixedRank(), config.rank);
        QVERIFY(again->masters().equal(model.masters()));
        QVERIFY(again->fixedMasters().equal(model.fixedMasters()));
        // And back to the base.
        auto opened = openModel(basePath());
        QVERIFY_RESULT(opened);
        QVERIFY_RESULT(again->reload(*opened));
        QCOMPARE(again->fixedRank(), std::int64_t(0));
        const at::Tensor base = *loadModel(basePath())->logits(batch);
        QCOMPARE(distance(*again->logits(batch), base), 0.0);
    }

    void dropoutEqualsAutograd_data()
    {
        QTest::addColumn<bool>("isQuantized");
        QTest::addColumn<bool>("isAfterOthers");
        QTest::newRow("dense") << false << false;
        QTest::newRow("dense after others") << false << true;
        QTest::newRow("4 bits") << true << false;
        QTest::newRow("4 bits after others") << true << true;
    }

    // One matrix whose second and third of three parts are adapted, with the masks that it must have used.
    void dropoutEqualsAutograd()
    {
        QFETCH(bool, isQuantized);
        QFETCH(bool, isAfterOthers);
        at::manual_seed(5);
        const std::int64_t rank = 3, in = 64, rows = 5 + 7 + 9;
        at::Tensor weight = at::randn({rows, in});
        Linear linear(weight.clone(), {});
        if (isQuantized) {
            auto matrix = quantizeNf4(weight, at::kCPU);
            QVERIFY_RESULT(matrix);
            dequantizeNf4(*matrix, weight);
            linear = Linear(std::vector<PackedMatrix>{*matrix});
        }
        linear.setRoom(at::empty({rows, in}));
        const auto update = [&](std::int64_t ofRank) {
            LowRankUpdate made;
            made.scale = 0.75;
            made.down = at::randn({2 * ofRank, in}) * 0.3;
            made.parts = {{at::randn({7, ofRank}), {}, 5, 11}, {at::randn({9, ofRank}), {}, 12, 12}};
            return made;
        };
        LowRankUpdate trained = update(rank);
        trained.downGradient = at::zeros_like(trained.down);
        for (LowRankUpdate::Part& part : trained.parts)
            part.upGradient = at::zeros_like(part.up);
        std::vector<LowRankUpdate> updates;
        if (isAfterOthers) {
            updates.push_back(update(4));
            for (int i = 0; i < 2; ++i) {
                const LowRankUpdate::Part& part = updates[0].parts[static_cast<std::size_t>(i)];
                weight.narrow(0, part.firstRow, part.up.size(0))
                    .add_(at::mm(part.up, updates[0].down.narrow(0, 4 * i, 4)), 0.75);
            }
        }
        updates.push_back(trained);
        linear.setUpdates(updates);

        const at::Tensor x = at::randn({70, in}), outGradient = at::randn({70, rows});
        UpdateDropout dropping{{99, 0.3}, at::empty({70 * in})};
        at::Tensor out = at::empty({70, rows}), inGradient = at::empty({70, in});
        linear.forward(x, out, &dropping);
        linear.inputGradient(outGradient, inGradient, &dropping);
        linear.accumulateGradient(outGradient, x, &dropping);

        const c10::AutoGradMode withGradients(true);
        const at::Tensor input = x.clone().requires_grad_();
        const at::Tensor down = trained.down.clone().requires_grad_();
        std::vector<at::Tensor> pieces = {at::zeros({70, 5})}, ups;
        for (int i = 0; i < 2; ++i) {
            const LowRankUpdate::Part& part = trained.parts[static_cast<std::size_t>(i)];
            at::Tensor mask = at::empty_like(x);
            dropout(at::ones_like(x), dropping.mask.of(part.dropoutStream), mask);
            ups.push_back(part.up.clone().requires_grad_());
            pieces.push_back(
                0.75 * at::mm(at::mm(input * mask, down.narrow(0, rank * i, rank).t()), ups.back().t()));
        }
        const at::Tensor expected = at::mm(input, weight.t()) + at::cat(pieces, 1);
        expected.backward(outGradient);
        QVERIFY(distance(out, expected.detach()) <= 1e-5 * largest(expected.detach()));
        QVERIFY(distance(inGradient, input.grad()) <= 1e-5 * largest(input.grad()));
        QVERIFY(distance(trained.downGradient, down.grad()) <= 1e-5 * largest(down.grad()));
        for (std::size_t i = 0; i < 2; ++i)
            QVERIFY(distance(trained.parts[i].upGradient, ups[i].grad()) <= 1e-5 * largest(ups[i].grad()));
    }

    // Through the whole model: what a small step along the gradient does to the loss under the same masks.
    void aStepWithDropoutHasOneMaskForwardAndBackward()
    {
        AdapterConfig config = wholeAdapter();
        config.dropout = 0.4;
        LanguageModel model = trained(config);
        const TokenBatch batch = someBatch(3, {17, 1, 40, 5, 64});
        const auto lossAndGradient = [&](std::uint64_t seed) {
            model.zeroGradients();
            return model.forwardBackward(batch, 1, seed)->nll;
        };
        const double loss = lossAndGradient(1);
        const at::Tensor gradient = model.gradients().clone();
        QCOMPARE(lossAndGradient(1), loss);
        QVERIFY(model.gradients().equal(gradient));
        QVERIFY(lossAndGradient(2) != loss);
        QVERIFY(!model.gradients().equal(gradient));
        const double plain = trained(wholeAdapter()).forwardBackward(batch, 1)->nll;
        double evaluated = 0;
        const auto losses = model.evaluate(batch);
        QVERIFY_RESULT(losses);
        for (const SequenceLoss& one : *losses)
            evaluated += one.nll;
        QVERIFY(std::abs(evaluated - plain) < 1e-5 * plain); // nothing is dropped
        QVERIFY(std::abs(loss - plain) > 1e-3 * plain);

        const at::Tensor start = model.masters().clone();
        const double norm = gradient.norm().item<double>(), step = 2e-3;
        const auto lossAt = [&](double distance) {
            model.masters().copy_(start + gradient * (distance / norm));
            model.refreshCompute();
            return lossAndGradient(1);
        };
        const double slope = (lossAt(step) - lossAt(-step)) / (2 * step);
        QVERIFY2(std::abs(slope - norm) < 0.01 * norm, std::to_string(slope / norm).c_str());
    }

    void computingLayersAgainChangesNothing_data()
    {
        QTest::addColumn<bool>("isHalf");
        QTest::addColumn<bool>("hasAdapter");
        QTest::newRow("float32, all weights") << false << false;
        QTest::newRow("bfloat16, all weights") << true << false;
        QTest::newRow("float32, adapter with dropout beside 4 bits") << false << true;
        QTest::newRow("bfloat16, adapter with dropout beside 4 bits") << true << true;
    }

    // To the last bit, whatever is computed between.
    void computingLayersAgainChangesNothing()
    {
        QFETCH(bool, isHalf);
        QFETCH(bool, hasAdapter);
        LanguageModelParams params;
        if (isHalf)
            params.precision = ComputePrecision::BFloat16WithFloat32Master;
        if (hasAdapter) {
            params.adapter = AdapterTraining{wholeAdapter(), true};
            params.adapter->config.dropout = 0.2;
        }
        auto kept = loadModel(basePath(), params);
        params.checkpointing = ActivationCheckpointing::Layer;
        auto again = loadModel(basePath(), params);
        QVERIFY_RESULT(kept);
        QVERIFY_RESULT(again);
        for (LanguageModel* model : {&*kept, &*again}) {
            if (hasAdapter)
                fill(*model, 3);
            QVERIFY_RESULT(model->reserve(400));
            model->zeroGradients();
            const auto first = model->forwardBackward(someBatch(1, {60, 120, 80}), 0.01, 5);
            QVERIFY_RESULT(first);
            QVERIFY_RESULT(model->evaluate(someBatch(2, {30, 90})));
            const auto second = model->forwardBackward(someBatch(3, {17, 1, 40}), 0.01, 6);
            QVERIFY_RESULT(second);
        }
        QCOMPARE(kept->forwardBackward(someBatch(4, {128, 128}), 0.01, 7)->nll,
            again->forwardBackward(someBatch(4, {128, 128}), 0.01, 7)->nll);
        QVERIFY(largest(kept->gradients()) > 0);
        QVERIFY(kept->gradients().equal(again->gradients()));
        QVERIFY(again->bytes() < kept->bytes());
        QVERIFY(test::takesAsEstimated(*again,
            estimateTrainingMemory(again->config(),
                {.precision = params.precision,
                    .tokensPerMicroBatch = 400,
                    .adapter = params.adapter,
                    .checkpointing = params.checkpointing})));
    }

    void answersEqualThoseOfTheMergedModel()
    {
        LanguageModel model = trained(wholeAdapter());
        auto merged = loadModel(write(model, "answers"), {.purpose = Purpose::Inference});
        QVERIFY_RESULT(merged);
        const std::vector<std::int32_t> prompt = {5, 9, 100, 3};
        const auto answer = [&](const LanguageModel& speaker) {
            GenerateParams params;
            params.maxNewTokens = 12;
            return generate(speaker, {prompt}, params).value().front().tokens;
        };
        QCOMPARE(answer(model), answer(*merged));
    }

    void bfloat16StaysCloseToFloat32_data()
    {
        QTest::addColumn<bool>("isQuantized");
        QTest::newRow("dense") << false;
        QTest::newRow("4 bits") << true;
    }

    void bfloat16StaysCloseToFloat32()
    {
        QFETCH(bool, isQuantized);
        LanguageModel exact = trained(wholeAdapter(), ComputePrecision::Float32, isQuantized);
        LanguageModel half
            = trained(wholeAdapter(), ComputePrecision::BFloat16WithFloat32Master, isQuantized);
        const TokenBatch batch = someBatch(9, {50, 80});
        const auto one = exact.forwardBackward(batch, 0.01);
        const auto other = half.forwardBackward(batch, 0.01);
        QVERIFY_RESULT(one);
        QVERIFY_RESULT(other);
        QVERIFY(std::abs(one->nll - other->nll) < 0.01 * one->nll);
        const at::Tensor a = exact.gradients(), b = half.gradients();
        const double cosine = (a * b).sum().item<double>() / (a.norm() * b.norm()).item<double>();
        QVERIFY2(cosine > 0.995, std::to_string(cosine).c_str());
    }

    void memoryIsAsEstimated_data()
    {
        QTest::addColumn<bool>("isHalf");
        QTest::addColumn<bool>("isQuantized");
        QTest::addColumn<bool>("isAfterOthers");
        QTest::addColumn<double>("dropout");
        QTest::newRow("float32") << false << false << false << 0.0;
        QTest::newRow("bfloat16") << true << false << false << 0.1;
        QTest::newRow("float32 beside 4 bits") << false << true << false << 0.1;
        QTest::newRow("bfloat16 beside 4 bits") << true << true << false << 0.0;
        QTest::newRow("float32 after others") << false << false << true << 0.0;
        QTest::newRow("bfloat16 after others, beside 4 bits") << true << true << true << 0.0;
    }

    void memoryIsAsEstimated()
    {
        QFETCH(bool, isHalf);
        QFETCH(bool, isQuantized);
        QFETCH(bool, isAfterOthers);
        QFETCH(double, dropout);
        const auto precision
            = isHalf ? ComputePrecision::BFloat16WithFloat32Master : ComputePrecision::Float32;
        AdapterTraining adapter{wholeAdapter(), isQuantized};
        adapter.config.dropout = dropout;
        LanguageModel model = trained(adapter.config, precision, isQuantized);
        QVERIFY_RESULT(model.reserve(777));
        if (isAfterOthers) {
            model.beginNextAdapter(1);
            model.beginNextAdapter(2);
            adapter.fixedRank = 2 * adapter.config.rank;
        }
        const MemoryEstimate estimate = estimateTrainingMemory(
            model.config(), {.precision = precision, .tokensPerMicroBatch = 777, .adapter = adapter});
        QVERIFY(test::takesAsEstimated(model, estimate));
        QVERIFY(test::isNear(2 * model.gradients().nbytes(), estimate.bytesOf("optimizer")));
    }
};

QTEST_APPLESS_MAIN(TestAdapter)
#include "testadapter.moc"
