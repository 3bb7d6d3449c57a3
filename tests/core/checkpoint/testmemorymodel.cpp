// SPDX-License-Identifier: Apache-2.0
// The estimate of the data rooms against the plan that the engine lays its buffers out by.
#include "core/checkpoint/memorymodel.h"
#include "core/model/memoryplan.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

namespace {

ModelConfig smolLm()
{
    ModelConfig config;
    config.vocabularySize = 49152;
    config.hiddenSize = 576;
    config.intermediateSize = 1536;
    config.layerCount = 30;
    config.headCount = 9;
    config.keyValueHeadCount = 3;
    config.headSize = 64;
    config.maxPositions = 8192;
    config.tiesEmbeddings = true;
    return config;
}

ModelConfig llama8b()
{
    ModelConfig config;
    config.vocabularySize = 128256;
    config.hiddenSize = 4096;
    config.intermediateSize = 14336;
    config.layerCount = 32;
    config.headCount = 32;
    config.keyValueHeadCount = 8;
    config.headSize = 128;
    config.maxPositions = 8192;
    return config;
}

bool isNear(std::uint64_t a, std::uint64_t b)
{
    const double difference = static_cast<double>(a) - static_cast<double>(b);
    return std::abs(difference) <= 0.001 * static_cast<double>(b) + 4096; // gaps of alignment
}

} // namespace

class TestMemoryModel : public QObject
{
    Q_OBJECT

private slots:

    void theEstimateIsThePlanOfTheEngine_data()
    {
        QTest::addColumn<bool>("isLarge");
        QTest::addColumn<bool>("isFloat");
        QTest::addColumn<bool>("isTraining");
        for (int bits = 0; bits < 8; ++bits)
            QTest::addRow("%s %s %s", bits & 1 ? "8B" : "135M", bits & 2 ? "float32" : "bfloat16",
                bits & 4 ? "training" : "inference")
                << bool(bits & 1) << bool(bits & 2) << bool(bits & 4);
    }

    void theEstimateIsThePlanOfTheEngine()
    {
        QFETCH(bool, isLarge);
        QFETCH(bool, isFloat);
        QFETCH(bool, isTraining);
        const ModelConfig config = isLarge ? llama8b() : smolLm();
        const ComputePrecision precision
            = isFloat ? ComputePrecision::Float32 : ComputePrecision::BFloat16WithFloat32Master;
        const MemoryPlan plan = memoryPlan(config, {2048, precision, isTraining});
        const MemoryEstimate estimate = isTraining ? estimateTrainingMemory(config, {precision, 2048, 1024})
                                                   : estimateInferenceMemory(config, {precision, 2048, 0, 0});
        QVERIFY(isNear(estimate.bytesOf("weights"), plan.masterBytes + plan.computeBytes));
        QVERIFY(isNear(estimate.bytesOf("gradients"), plan.gradientBytes));
        QVERIFY(isNear(estimate.bytesOf("optimizer"), plan.optimizerBytes));
        QVERIFY(isNear(estimate.bytesOf("activations"), plan.activationBytes));
        QVERIFY(isNear(estimate.bytesOf("scratch"), plan.scratchBytes));
        QVERIFY(isNear(estimate.bytesOf("logits"), plan.logitBytes));
        const auto onGpu = estimateTrainingMemory(config, {precision, 2048, 1024, true});
        QVERIFY(
            isNear(onGpu.bytesOf("logits"), memoryPlan(config, {2048, precision, true, true}).logitBytes));
        if (isTraining) {
            constexpr auto again = ActivationCheckpointing::Layer;
            const auto sparing = estimateTrainingMemory(config,
                {.precision = precision,
                    .tokensPerMicroBatch = 2048,
                    .maxSequenceLength = 1024,
                    .checkpointing = again});
            QVERIFY(isNear(sparing.bytesOf("activations"),
                memoryPlan(config, {.microBatchTokens = 2048, .precision = precision, .checkpointing = again})
                    .activationBytes));
            QVERIFY(sparing.bytesOf("activations") < estimate.bytesOf("activations") / 5);
            AdapterConfig adapter;
            for (const std::string_view name : adaptableProjections())
                adapter.targets.emplace_back(name);
            adapter.dropout = 0.1;
            for (const bool isQuantized : {false, true}) {
                const AdapterTraining training{adapter, isQuantized, isQuantized ? 3 * adapter.rank : 0};
                const auto beside = estimateTrainingMemory(config,
                    {.precision = precision,
                        .tokensPerMicroBatch = 2048,
                        .maxSequenceLength = 1024,
                        .adapter = training});
                const MemoryPlan planned = memoryPlan(
                    config, {.microBatchTokens = 2048, .precision = precision, .adapter = training});
                QVERIFY(isNear(beside.bytesOf("weights"),
                    planned.masterBytes + planned.computeBytes + planned.frozenBytes));
                QVERIFY(isNear(beside.bytesOf("gradients"), planned.gradientBytes));
                QVERIFY(isNear(beside.bytesOf("optimizer"), planned.optimizerBytes));
                QVERIFY(isNear(beside.bytesOf("scratch"), planned.scratchBytes));
                QVERIFY(beside.totalBytes() < estimate.totalBytes());
            }
        }
        std::uint64_t sum = 0;
        for (const MemoryPart& part : estimate.parts)
            sum += part.bytes;
        QCOMPARE(estimate.totalBytes(), sum);
    }

    // What training in bfloat16 had taken of an H200 (tokens of a micro-batch, longest row, MiB).
    void onAGpuAsMeasured_data()
    {
        QTest::addColumn<int>("size"); // hidden size
        QTest::addColumn<int>("tokens");
        QTest::addColumn<int>("longest");
        QTest::addColumn<int>("mebibytes");
        QTest::addRow("135M, rows of 512") << 576 << 16384 << 512 << 9011;
        QTest::addRow("135M, rows of 2048") << 576 << 16384 << 2048 << 9005;
        QTest::addRow("1B, rows of 512") << 2048 << 16384 << 512 << 36155;
        QTest::addRow("1B, rows of 2048") << 2048 << 16384 << 2048 << 36131;
        QTest::addRow("3B, rows of 2048") << 3072 << 8192 << 2048 << 70367;
    }

    void onAGpuAsMeasured()
    {
        QFETCH(int, size);
        QFETCH(int, tokens);
        QFETCH(int, longest);
        QFETCH(int, mebibytes);
        ModelConfig config = size == 576 ? smolLm() : llama8b();
        if (size != 576) { // Llama 3.2 1B and 3B
            config.hiddenSize = size;
            config.intermediateSize = 8192;
            config.layerCount = size == 2048 ? 16 : 28;
            config.headCount = size == 2048 ? 32 : 24;
            config.headSize = size == 2048 ? 64 : 128;
            config.tiesEmbeddings = true;
        }
        const auto estimate = estimateTrainingMemory(config,
            {.precision = ComputePrecision::BFloat16WithFloat32Master,
                .tokensPerMicroBatch = tokens,
                .maxSequenceLength = longest,
                .isOnGpu = true});
        const double share
            = static_cast<double>(estimate.totalBytes()) / (static_cast<double>(mebibytes) * (1 << 20));
        QVERIFY2(share > 0.95 && share < 1.05, qPrintable(QString::number(share)));
    }

    void aRowLongerThanTheBudgetCounts()
    {
        const auto usual = estimateTrainingMemory(smolLm(), {ComputePrecision::Float32, 512, 512});
        const auto longer = estimateTrainingMemory(smolLm(), {ComputePrecision::Float32, 512, 1024});
        QCOMPARE(longer.bytesOf("activations"), 2 * usual.bytesOf("activations"));
        QCOMPARE(longer.bytesOf("weights"), usual.bytesOf("weights"));
        QCOMPARE(longer.bytesOf("absent"), std::uint64_t(0));
    }

    void theCacheGrowsWithItsSequences()
    {
        const auto estimate = estimateInferenceMemory(smolLm(), {ComputePrecision::Float32, 64, 8, 1024});
        // keys and values x layers x sequences x positions x 3 heads of 64 x 4 bytes
        QCOMPARE(estimate.bytesOf("cache"), std::uint64_t(2) * 30 * 8 * 1024 * 3 * 64 * 4);
    }
};

QTEST_APPLESS_MAIN(TestMemoryModel)
#include "testmemorymodel.moc"
