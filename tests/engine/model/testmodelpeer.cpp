// SPDX-License-Identifier: Apache-2.0
// SmolLM2-135M, from the GGUF and from a Hugging Face folder, against the Python peer's golden numbers.
#include "core/kernels/adamw.h"
#include "tests/engine/enginesupport.h"
#include "tests/support/goldenjson.h"

#include <ATen/ops/zeros_like.h>

#include <QTest>

#include <cmath>

using namespace dankai;
using namespace dankai::test;

class TestModelPeer : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void logitsAndStreamsEqualTransformers_data()
    {
        QTest::addColumn<bool>("isGguf");
        QTest::newRow("gguf") << true;
        QTest::newRow("folder") << false;
    }

    void logitsAndStreamsEqualTransformers()
    {
        QFETCH(bool, isGguf);
        QSKIP_UNLESS_SHARED(file, "peer/golden/logits.safetensors");
        const auto path = isGguf ? builtInModelPath() : peerModelPath();
        if (!path)
            QSKIP("the model is not in the cache; packaging/model or shared/peer/setup makes it");
        auto model = loadModel(*path, {.purpose = Purpose::Inference});
        QVERIFY_RESULT(model);
        const auto golden = readTensors(file);
        for (int i = 0; i < 4; ++i) {
            const std::string prompt = "prompt" + std::to_string(i);
            TokenBatch batch;
            batch.appendShifted(toIds(golden.at(prompt + ".ids")), {});
            const auto logits = model->logits(batch);
            QVERIFY_RESULT(logits);
            const at::Tensor& expected = golden.at(prompt + ".logits");
            const double off = distance(*logits, expected);
            qInfo("%s: max|d| %.2e of max|x| %.1f", prompt.c_str(), off, largest(expected));
            QVERIFY(off <= 2e-5 * largest(expected));
            if (i > 0)
                continue;
            const auto streams = model->residualStreams(batch);
            QVERIFY_RESULT(streams);
            for (std::size_t layer = 0; layer + 1 < streams->size(); ++layer) {
                const at::Tensor& stream = golden.at("hidden." + std::to_string(layer));
                QVERIFY2(distance((*streams)[layer], stream) <= 2e-5 * largest(stream),
                    ("layer " + std::to_string(layer)).c_str());
            }
        }
    }

    void tenLossesEqualTransformers_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << "peer/golden/train_full.json";
        QTest::newRow("clip, decay, accumulation, schedule") << "peer/golden/train_full_clip_wd_accum.json";
    }

    void tenLossesEqualTransformers()
    {
        QFETCH(QString, name);
        const auto file = sharedPath(name.toStdString());
        const auto path = builtInModelPath();
        if (!file || !path)
            QSKIP("shared/ is not beside this checkout, or the built-in model is not in the cache");
        auto model = loadModel(*path);
        QVERIFY_RESULT(model);
        const Json golden = jsonFile(*file);
        const Json& hyper = golden.at("hyper");
        at::Tensor first = at::zeros_like(model->masters()), second = first.clone(), nothing;
        double worstLoss = 0, worstNorm = 0;
        for (std::size_t step = 0; step < golden.at("loss").size(); ++step) {
            model->zeroGradients();
            const Json& examples = golden.at("batches").at(step);
            const auto micro = hyper.at("batch").get<std::size_t>();
            BatchLoss sum;
            for (std::size_t start = 0; start < examples.size(); start += micro) {
                TokenBatch batch;
                for (std::size_t i = start; i < start + micro; ++i)
                    appendUnshifted(batch, examples[i].at("input_ids"), examples[i].at("labels"));
                const auto loss = model->forwardBackward(batch, 1);
                QVERIFY_RESULT(loss);
                sum.nll += loss->nll;
                sum.tokens += loss->tokens;
            }
            QCOMPARE(sum.tokens, golden.at("label_tokens").at(step).get<std::int64_t>());
            const auto count = static_cast<double>(sum.tokens);
            const double norm = gradientNorm(model->gradients()) / count;
            const double expectedNorm = golden.at("grad_norm").at(step);
            worstLoss
                = std::max(worstLoss, std::abs(sum.nll / count - golden.at("loss").at(step).get<double>()));
            worstNorm = std::max(worstNorm, std::abs(norm - expectedNorm) / expectedNorm);
            const double limit = hyper.at("max_grad_norm");
            adamwStep(model->masters(), model->gradients(), first, second, nothing,
                {.learningRate = golden.at("lr").at(step),
                    .beta1 = hyper.at("beta1"),
                    .beta2 = hyper.at("beta2"),
                    .epsilon = hyper.at("eps"),
                    .weightDecay = hyper.at("weight_decay"),
                    .step = static_cast<std::int64_t>(step) + 1,
                    .gradientScale = (limit > 0 ? std::min(1.0, limit / (norm + 1e-6)) : 1.0) / count});
        }
        qInfo("losses off by %.1e, gradient norms by %.1e of their size", worstLoss, worstNorm);
        QVERIFY(worstLoss < 1e-5);
        QVERIFY(worstNorm < 1e-4);
        double worstWeight = 0;
        for (const Parameter& parameter : model->parameters()) {
            const double expected = golden.at("final_norm").at(parameter.name);
            worstWeight = std::max(
                worstWeight, std::abs(parameter.master.to(at::kDouble).norm().item<double>() / expected - 1));
        }
        qInfo("norms of the weights off by %.1e of their size", worstWeight);
        QVERIFY(worstWeight < 1e-5);
    }

    void tenLossesOfAnAdapterEqualPeft()
    {
        QSKIP_UNLESS_SHARED(folder, "peer/golden/lora_nonzero_b/init");
        QSKIP_UNLESS_SHARED(file, "peer/golden/train_lora_nonzero_b.json");
        QSKIP_UNLESS_BUILT_IN_MODEL(path);
        const auto adapter = openAdapter(folder);
        QVERIFY_RESULT(adapter);
        LanguageModelParams params;
        params.adapter = AdapterTraining{adapter->file.config};
        auto model = loadModel(path, params);
        QVERIFY_RESULT(model);
        QVERIFY_RESULT(model->readAdapter(*adapter->weights));
        const Json golden = jsonFile(file);
        const Json& hyper = golden.at("hyper");
        at::Tensor first = at::zeros_like(model->masters()), second = first.clone(), nothing;
        double worstLoss = 0, worstNorm = 0;
        for (std::size_t step = 0; step < golden.at("loss").size(); ++step) {
            model->zeroGradients();
            TokenBatch batch;
            for (const Json& example : golden.at("batches").at(step))
                appendUnshifted(batch, example.at("input_ids"), example.at("labels"));
            const auto loss = model->forwardBackward(batch, 1);
            QVERIFY_RESULT(loss);
            const auto count = static_cast<double>(loss->tokens);
            const double norm = gradientNorm(model->gradients()) / count;
            const double expectedNorm = golden.at("grad_norm").at(step);
            worstLoss
                = std::max(worstLoss, std::abs(loss->nll / count - golden.at("loss").at(step).get<double>()));
            worstNorm = std::max(worstNorm, std::abs(norm - expectedNorm) / expectedNorm);
            adamwStep(model->masters(), model->gradients(), first, second, nothing,
                {.learningRate = golden.at("lr").at(step),
                    .beta1 = hyper.at("beta1"),
                    .beta2 = hyper.at("beta2"),
                    .epsilon = hyper.at("eps"),
                    .weightDecay = hyper.at("weight_decay"),
                    .step = static_cast<std::int64_t>(step) + 1,
                    .gradientScale = 1.0 / count});
        }
        qInfo("losses off by %.1e, gradient norms by %.1e of their size", worstLoss, worstNorm);
        QVERIFY(worstLoss < 1e-5);
        QVERIFY(worstNorm < 1e-4);
        double worstWeight = 0;
        for (const Parameter& parameter : model->parameters()) {
            std::string name = parameter.name;
            name.insert(name.size() - std::string_view(".weight").size(), ".default"); // as PEFT's in memory
            const double expected = golden.at("final_norm").at(name);
            worstWeight = std::max(
                worstWeight, std::abs(parameter.master.to(at::kDouble).norm().item<double>() / expected - 1));
        }
        qInfo("norms of the matrices off by %.1e of their size", worstWeight);
        QVERIFY(worstWeight < 1e-5);
    }

    void bfloat16LossIsCloseToFloat32()
    {
        QSKIP_UNLESS_SHARED(file, "peer/golden/train_full.json");
        QSKIP_UNLESS_BUILT_IN_MODEL(path);
        auto model = loadModel(
            path, {.precision = ComputePrecision::BFloat16WithFloat32Master, .purpose = Purpose::Inference});
        QVERIFY_RESULT(model);
        const Json golden = jsonFile(file);
        TokenBatch batch;
        for (const Json& example : golden.at("batches").at(0))
            appendUnshifted(batch, example.at("input_ids"), example.at("labels"));
        const auto losses = model->evaluate(batch);
        QVERIFY_RESULT(losses);
        double nll = 0, tokens = 0;
        for (const SequenceLoss& loss : *losses) {
            nll += loss.nll;
            tokens += static_cast<double>(loss.tokens);
        }
        const double expected = golden.at("loss").at(0);
        qInfo("bfloat16 %.4f, float32 %.4f", nll / tokens, expected);
        QVERIFY(std::abs(nll / tokens - expected) < 0.01 * expected); // stated tolerance: 1 %
    }
};

QTEST_APPLESS_MAIN(TestModelPeer)

#include "testmodelpeer.moc"
