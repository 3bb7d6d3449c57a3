// SPDX-License-Identifier: Apache-2.0
// The decoder on tiny models: against transformers' numbers, against autograd, and what must hold among its
// own results (packing, accumulation, repetition, precision, export).
#include "core/base/random.h"
#include "core/checkpoint/modelfolder.h"
#include "core/kernels/adamw.h"
#include "core/model/masterweights.h"
#include "tests/engine/enginesupport.h"
#include "tests/engine/model/referencemodel.h"
#include "tests/support/goldenjson.h"

#include <ATen/ops/zeros_like.h>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <vector>

using namespace dankai;
using namespace dankai::test;

namespace {

struct Sequence
{
    std::vector<std::int32_t> ids;
    std::vector<std::int32_t> labels; // shifted
};

std::vector<Sequence> someSequences(std::uint64_t seed, const std::vector<int>& lengths)
{
    Random random(seed);
    std::vector<Sequence> sequences;
    for (const int length : lengths) {
        Sequence sequence;
        for (int i = 0; i < length; ++i)
            sequence.ids.push_back(static_cast<std::int32_t>(random.below(192)));
        for (std::size_t i = 0; i + 1 < sequence.ids.size(); ++i)
            sequence.labels.push_back(
                i > sequence.ids.size() / 3 ? sequence.ids[i + 1] : TokenBatch::noLabel);
        sequence.labels.push_back(TokenBatch::noLabel);
        sequences.push_back(sequence);
    }
    return sequences;
}

TokenBatch packed(std::span<const Sequence> sequences)
{
    TokenBatch batch;
    for (const Sequence& sequence : sequences)
        batch.appendShifted(sequence.ids, sequence.labels);
    return batch;
}

} // namespace

class TestModel : public QObject
{
    Q_OBJECT

    static LanguageModel tiny(const std::string& name, const LanguageModelParams& params = {})
    {
        return std::move(*loadModel(goldenPath("model/" + name), params));
    }

    static void addModels()
    {
        QTest::addColumn<std::string>("name");
        for (const std::string& name : goldenModels())
            QTest::newRow(name.c_str()) << name;
    }

private Q_SLOTS:

    void logitsAndStreamsEqualTransformers_data() { addModels(); }

    void logitsAndStreamsEqualTransformers()
    {
        QFETCH(std::string, name);
        auto model = loadModel(goldenPath("model/" + name), {.purpose = Purpose::Inference});
        QVERIFY_RESULT(model);
        const auto golden = readTensors(goldenPath("model/" + name + "/logits.safetensors"));
        for (int i = 0; i < 3; ++i) {
            const std::string prompt = "prompt" + std::to_string(i);
            TokenBatch batch;
            batch.appendShifted(toIds(golden.at(prompt + ".ids")), {});
            const auto logits = model->logits(batch);
            QVERIFY_RESULT(logits);
            const at::Tensor& expected = golden.at(prompt + ".logits");
            QVERIFY(distance(*logits, expected) <= 2e-5 * largest(expected));
            if (i > 0)
                continue;
            const auto streams = model->residualStreams(batch);
            QVERIFY_RESULT(streams);
            for (std::size_t layer = 0; layer + 1 < streams->size(); ++layer) {
                const at::Tensor& stream = golden.at("hidden." + std::to_string(layer));
                QVERIFY(distance((*streams)[layer], stream) <= 2e-5 * largest(stream));
            }
        }
    }

    void aGgufOfBlocksOf256EqualsTransformers()
    {
        auto model = loadModel(goldenPath("checkpoint/tiny-k.gguf"), {.purpose = Purpose::Inference});
        QVERIFY_RESULT(model);
        const Json golden = goldenJson("checkpoint/tiny-k.json");
        const auto rows = golden.at("logits").get<std::vector<std::vector<float>>>();
        TokenBatch batch;
        batch.appendShifted(golden.at("ids").get<std::vector<std::int32_t>>(), {});
        const auto logits = model->logits(batch);
        QVERIFY_RESULT(logits);
        at::Tensor expected = at::zeros_like(*logits);
        QCOMPARE(expected.size(0), static_cast<std::int64_t>(rows.size()));
        for (std::size_t row = 0; row < rows.size(); ++row)
            std::copy(rows[row].begin(), rows[row].end(),
                expected[static_cast<std::int64_t>(row)].mutable_data_ptr<float>());
        QVERIFY(distance(*logits, expected) <= 2e-5 * largest(expected));
    }

    void tenLossesEqualTransformers_data() { addModels(); }

    void tenLossesEqualTransformers()
    {
        QFETCH(std::string, name);
        LanguageModel model = tiny(name);
        const Json golden = goldenJson("model/" + name + "/golden.json").at("training");
        const Json& hyper = golden.at("hyper");
        at::Tensor first = at::zeros_like(model.masters()), second = first.clone(), nothing;
        for (std::size_t step = 0; step < golden.at("batches").size(); ++step) {
            model.zeroGradients();
            BatchLoss sum;
            for (const Json& micro : golden.at("batches").at(step)) {
                TokenBatch batch;
                for (const Json& example : micro)
                    appendUnshifted(batch, example.at("ids"), example.at("labels"));
                const auto loss = model.forwardBackward(batch, 1);
                QVERIFY_RESULT(loss);
                sum.nll += loss->nll;
                sum.tokens += loss->tokens;
            }
            const auto count = static_cast<double>(sum.tokens);
            const double norm = gradientNorm(model.gradients()) / count;
            const double expectedNorm = golden.at("grad_norm").at(step);
            QVERIFY2(std::abs(sum.nll / count - golden.at("loss").at(step).get<double>()) < 1e-5,
                std::to_string(sum.nll / count).c_str());
            QVERIFY(std::abs(norm - expectedNorm) < 1e-4 * expectedNorm);
            adamwStep(model.masters(), model.gradients(), first, second, nothing,
                {.learningRate = hyper.at("lr"),
                    .beta1 = hyper.at("beta1"),
                    .beta2 = hyper.at("beta2"),
                    .weightDecay = hyper.at("weight_decay"),
                    .step = static_cast<std::int64_t>(step) + 1,
                    .gradientScale = std::min(1.0, 1.0 / (norm + 1e-6)) / count});
        }
    }

    void gradientsEqualAutograd_data() { addModels(); }

    void gradientsEqualAutograd()
    {
        QFETCH(std::string, name);
        LanguageModel model = tiny(name);
        const auto sequences = someSequences(3, {17, 1, 40, 5, 64});
        const TokenBatch batch = packed(sequences);
        const auto loss = model.forwardBackward(batch, 0.01);
        QVERIFY_RESULT(loss);
        ReferenceModel reference(model);
        double expected = 0;
        for (const Sequence& sequence : sequences) {
            const at::Tensor one = reference.loss(sequence.ids, sequence.labels);
            expected += one.item<double>();
            if (one.requires_grad())
                (one * 0.01).backward();
        }
        QVERIFY(std::abs(loss->nll - expected) < 1e-5 * expected);
        for (const Parameter& parameter : model.parameters()) {
            const at::Tensor gradient = reference.gradient(parameter.name);
            QVERIFY2(
                distance(parameter.gradient, gradient) <= 1e-5 * largest(gradient), parameter.name.c_str());
        }
    }

    void packingEqualsSeparate_data() { addModels(); }

    void packingEqualsSeparate()
    {
        QFETCH(std::string, name);
        LanguageModel model = tiny(name);
        const auto sequences = someSequences(4, {30, 2, 77, 12});
        QVERIFY_RESULT(model.forwardBackward(packed(sequences), 0.05));
        const at::Tensor together = model.gradients().clone();
        const auto losses = model.evaluate(packed(sequences));
        QVERIFY_RESULT(losses);
        model.zeroGradients();
        for (std::size_t i = 0; i < sequences.size(); ++i) {
            const auto one = model.forwardBackward(packed(std::span(sequences).subspan(i, 1)), 0.05);
            QVERIFY_RESULT(one);
            QCOMPARE((*losses)[i].tokens, one->tokens);
            QVERIFY(std::abs((*losses)[i].nll - one->nll) <= 2e-6 * std::max(1.0, one->nll));
        }
        QVERIFY(distance(model.gradients(), together) <= 3e-6 * largest(together));
    }

    void aSharedPrefixChangesNothing_data() { addModels(); }

    void aSharedPrefixChangesNothing()
    {
        QFETCH(std::string, name);
        LanguageModel model = tiny(name);
        const std::vector<std::int32_t> prefix = someSequences(5, {5}).front().ids;
        std::vector<int> lengths = {30, 2, 77, 12};
        if (const std::int64_t window = model.config().slidingWindow; window > 0) // it must hide nothing
            for (int& length : lengths)
                length = std::min(length, static_cast<int>(window) - 5);
        TokenBatch shared, separate;
        shared.setPrefix(prefix);
        for (const Sequence& sequence : someSequences(6, lengths)) {
            shared.appendShifted(sequence.ids, sequence.labels);
            std::vector<std::int32_t> ids = prefix, labels(prefix.size(), TokenBatch::noLabel);
            ids.insert(ids.end(), sequence.ids.begin(), sequence.ids.end());
            labels.insert(labels.end(), sequence.labels.begin(), sequence.labels.end());
            separate.appendShifted(ids, labels);
        }
        PooledStates pooled, expectedPools;
        pooled.layer = expectedPools.layer = 1;
        const auto losses = model.evaluate(shared, &pooled, RankedFirst::Counted);
        const auto expected = model.evaluate(separate, &expectedPools, RankedFirst::Counted);
        QVERIFY_RESULT(losses);
        QVERIFY_RESULT(expected);
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            QCOMPARE((*losses)[i].tokens, (*expected)[i].tokens);
            QCOMPARE((*losses)[i].firsts, (*expected)[i].firsts);
            QVERIFY(
                std::abs((*losses)[i].nll - (*expected)[i].nll) <= 2e-6 * std::max(1.0, (*expected)[i].nll));
        }
        QVERIFY(distance(pooled.pooled, expectedPools.pooled) <= 1e-5 * largest(expectedPools.pooled));
        const auto next = model.nextTokenLogits(shared), expectedNext = model.nextTokenLogits(separate);
        QVERIFY_RESULT(next);
        QVERIFY_RESULT(expectedNext);
        QVERIFY(distance(*next, *expectedNext) <= 2e-5 * largest(*expectedNext));
        QVERIFY(!model.forwardBackward(shared, 1));
    }

    void accumulationWithUnequalLengthsEqualsOneBatch()
    {
        LanguageModel model = tiny("untied");
        const auto sequences = someSequences(5, {50, 8, 3, 29, 90});
        const double scale = 1.0 / static_cast<double>(packed(sequences).labelCount());
        const auto whole = model.forwardBackward(packed(sequences), scale);
        QVERIFY_RESULT(whole);
        const at::Tensor together = model.gradients().clone();
        model.zeroGradients();
        double nll = 0;
        for (const auto& [first, count] : {std::pair<std::size_t, std::size_t>{0, 3}, {3, 1}, {4, 1}}) {
            const auto part
                = model.forwardBackward(packed(std::span(sequences).subspan(first, count)), scale);
            QVERIFY_RESULT(part);
            nll += part->nll;
        }
        QVERIFY(std::abs(nll - whole->nll) < 2e-6 * whole->nll);
        QVERIFY(distance(model.gradients(), together) <= 3e-6 * largest(together));
    }

    void chunksOfLogitsJoin()
    {
        // More labelled positions than one chunk of logits holds.
        LanguageModel model = tiny("tied");
        const auto sequences = someSequences(6, std::vector<int>(20, 128));
        const TokenBatch batch = packed(sequences);
        QVERIFY(static_cast<std::int64_t>(batch.labelCount()) > logitChunkRows(192));
        const auto whole = model.forwardBackward(batch, 1e-3);
        QVERIFY_RESULT(whole);
        const at::Tensor together = model.gradients().clone();
        model.zeroGradients();
        double nll = 0;
        for (std::size_t i = 0; i < sequences.size(); ++i)
            nll += model.forwardBackward(packed(std::span(sequences).subspan(i, 1)), 1e-3)->nll;
        QVERIFY(std::abs(nll - whole->nll) < 1e-6 * whole->nll);
        QVERIFY(distance(model.gradients(), together) <= 1e-5 * largest(together));
    }

    void twoRunsAreTheSameBits_data()
    {
        QTest::addColumn<bool>("isHalf");
        QTest::newRow("float32") << false;
        QTest::newRow("bfloat16") << true;
    }

    void twoRunsAreTheSameBits()
    {
        QFETCH(bool, isHalf);
        const LanguageModelParams params
            = {.precision = isHalf ? ComputePrecision::BFloat16WithFloat32Master : ComputePrecision::Float32};
        const auto train = [&](int reserve) {
            LanguageModel model = tiny("tied", params);
            if (reserve > 0)
                static_cast<void>(model.reserve(reserve));
            at::Tensor first = at::zeros_like(model.masters()), second = first.clone(), computed;
            if (isHalf)
                computed = model.compute();
            for (int step = 1; step <= 4; ++step) {
                model.zeroGradients();
                const auto sequences = someSequences(static_cast<std::uint64_t>(step), {40, 9, 100});
                model.forwardBackward(packed(sequences), 0.01).value();
                adamwStep(model.masters(), model.gradients(), first, second, computed,
                    {.learningRate = 1e-3, .step = step});
            }
            return model.masters().clone();
        };
        const at::Tensor weights = train(0);
        QVERIFY(weights.equal(train(0)));
        QVERIFY(weights.equal(train(1000))); // the size of the buffers changes nothing
    }

    void bfloat16StaysCloseToFloat32_data() { addModels(); }

    void bfloat16StaysCloseToFloat32()
    {
        QFETCH(std::string, name);
        LanguageModel exact = tiny(name);
        LanguageModel half = tiny(name, {.precision = ComputePrecision::BFloat16WithFloat32Master});
        at::Tensor nothing, first = at::zeros_like(exact.masters()), second = first.clone();
        at::Tensor halfFirst = first.clone(), halfSecond = first.clone();
        for (int step = 1; step <= 10; ++step) {
            const TokenBatch batch
                = packed(someSequences(7, {60, 31, 100})); // the same every time: it is learnt
            const double scale = 1.0 / static_cast<double>(batch.labelCount());
            exact.zeroGradients();
            half.zeroGradients();
            const auto a = exact.forwardBackward(batch, scale);
            const auto b = half.forwardBackward(batch, scale);
            QVERIFY_RESULT(a);
            QVERIFY_RESULT(b);
            // Stated tolerance: 2 % of the loss, on weights far larger than a trained model's.
            QVERIFY2(std::abs(a->nll - b->nll) < 0.02 * a->nll,
                (std::to_string(a->nll) + " " + std::to_string(b->nll)).c_str());
            adamwStep(exact.masters(), exact.gradients(), first, second, nothing,
                {.learningRate = 2e-3, .step = step});
            adamwStep(half.masters(), half.gradients(), halfFirst, halfSecond, half.compute(),
                {.learningRate = 2e-3, .step = step});
        }
        // Updates far below bfloat16's resolution survive in the masters.
        const at::Tensor before = half.masters().clone();
        adamwStep(half.masters(), half.gradients(), halfFirst, halfSecond, half.compute(),
            {.learningRate = 1e-7, .step = 11});
        QVERIFY(!half.masters().equal(before));
        QVERIFY(half.masters().to(at::kBFloat16).equal(half.compute()));
    }

    void emptyLabelsGiveNoGradient()
    {
        LanguageModel model = tiny("tied");
        TokenBatch batch;
        batch.appendShifted(std::vector<std::int32_t>{4, 5, 6}, {});
        const auto loss = model.forwardBackward(batch, 1);
        QVERIFY_RESULT(loss);
        QCOMPARE(loss->tokens, std::int64_t{0});
        QCOMPARE(gradientNorm(model.gradients()), 0.0);
        const auto losses = model.evaluate(batch);
        QVERIFY_RESULT(losses);
        QCOMPARE(losses->front().tokens, std::int64_t{0});
    }

    void badBatchesAreSentences()
    {
        LanguageModel model = tiny("tied");
        TokenBatch batch;
        QCOMPARE(model.forwardBackward(batch, 1).error().code, ErrorCode::Unusable);
        batch.appendShifted(std::vector<std::int32_t>{4, 192}, {});
        QVERIFY(model.evaluate(batch).error().message.find("vocabulary") != std::string::npos);
        TokenBatch longer;
        longer.appendShifted(std::vector<std::int32_t>(129, 1), {});
        QVERIFY(model.evaluate(longer).error().message.find("context is 128") != std::string::npos);
        LanguageModel frozen = tiny("tied", {.purpose = Purpose::Inference});
        TokenBatch good = packed(someSequences(1, {10}));
        QVERIFY(!frozen.forwardBackward(good, 1));
        QVERIFY_RESULT(frozen.evaluate(good));
    }

    void exportReadsBackTheSame_data() { addModels(); }

    void exportReadsBackTheSame()
    {
        QFETCH(std::string, name);
        LanguageModel model = tiny(name);
        QVERIFY_RESULT(model.forwardBackward(packed(someSequences(8, {40})), 1));
        at::Tensor first = at::zeros_like(model.masters()), second = first.clone(), nothing;
        adamwStep(model.masters(), model.gradients(), first, second, nothing, {.learningRate = 1e-2});
        QTemporaryDir folder;
        const std::filesystem::path target = std::filesystem::path(folder.path().toStdString()) / "model";
        const auto written = writeModelFolder(target, model.config(), MasterWeights(model));
        QVERIFY_RESULT(written);
        auto again = loadModel(target);
        QVERIFY_RESULT(again);
        QVERIFY(again->masters().equal(model.masters()));
    }

    void memoryIsAsEstimated_data()
    {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<ComputePrecision>("precision");
        QTest::addColumn<bool>("isTraining");
        for (const std::string name : {"untied", "qwen2", "linear"}) { // no, some and all biases
            QTest::addRow("%s float32 training", name.c_str()) << name << ComputePrecision::Float32 << true;
            QTest::addRow("%s float32 inference", name.c_str()) << name << ComputePrecision::Float32 << false;
            QTest::addRow("%s bfloat16 training", name.c_str())
                << name << ComputePrecision::BFloat16WithFloat32Master << true;
            QTest::addRow("%s bfloat16 inference", name.c_str())
                << name << ComputePrecision::BFloat16WithFloat32Master << false;
            QTest::addRow("%s split masters", name.c_str())
                << name << ComputePrecision::BFloat16SplitMaster << true;
        }
    }

    void memoryIsAsEstimated()
    {
        QFETCH(std::string, name);
        QFETCH(ComputePrecision, precision);
        QFETCH(bool, isTraining);
        LanguageModel model = tiny(
            name, {.precision = precision, .purpose = isTraining ? Purpose::Training : Purpose::Inference});
        QVERIFY_RESULT(model.reserve(777));
        const MemoryEstimate estimate = isTraining
            ? estimateTrainingMemory(model.config(), {.precision = precision, .tokensPerMicroBatch = 777})
            : estimateInferenceMemory(model.config(), {.precision = precision, .tokensPerBatch = 777});
        QVERIFY(test::takesAsEstimated(model, estimate));
        if (isTraining)
            QVERIFY(test::isNear(2 * model.gradients().nbytes(), estimate.bytesOf("optimizer")));
    }
};

QTEST_APPLESS_MAIN(TestModel)

#include "testmodel.moc"
