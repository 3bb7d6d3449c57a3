// SPDX-License-Identifier: Apache-2.0
// That the engine takes what is estimated here stands in test_model and test_adapter.
#include "core/checkpoint/memorymodel.h"
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

} // namespace

class TestMemoryModel : public QObject
{
    Q_OBJECT

private slots:

    void whatSparesMemoryIsEstimatedLower()
    {
        for (const ModelConfig& config : {smolLm(), llama8b()}) {
            const TrainingMemoryParams usual{.precision = ComputePrecision::BFloat16WithFloat32Master,
                .tokensPerMicroBatch = 2048,
                .maxSequenceLength = 1024};
            const MemoryEstimate whole = estimateTrainingMemory(config, usual);
            std::uint64_t sum = 0;
            for (const MemoryPart& part : whole.parts)
                sum += part.bytes;
            QCOMPARE(whole.totalBytes(), sum);

            TrainingMemoryParams sparing = usual;
            sparing.checkpointing = ActivationCheckpointing::Layer;
            QVERIFY(estimateTrainingMemory(config, sparing).bytesOf("activations")
                < whole.bytesOf("activations") / 5);

            TrainingMemoryParams beside = usual;
            beside.adapter = AdapterTraining{};
            for (const std::string_view name : adaptableProjections())
                beside.adapter->config.targets.emplace_back(name);
            const std::uint64_t dense = estimateTrainingMemory(config, beside).totalBytes();
            QVERIFY(dense < whole.totalBytes());
            beside.adapter->isBaseQuantized = true;
            QVERIFY(estimateTrainingMemory(config, beside).totalBytes() < dense);
        }
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

    void aValueTakesWhatItsFormSays_data()
    {
        using Precision = ComputePrecision;
        using Moments = MomentStorage;
        QTest::addColumn<ComputePrecision>("precision");
        QTest::addColumn<MomentStorage>("moments");
        QTest::addColumn<double>("bytes"); // weight, gradient and moments of a value
        QTest::newRow("float32") << Precision::Float32 << Moments::Float32 << 16.0;
        QTest::newRow("float32, 8 bits") << Precision::Float32 << Moments::EightBit << 8 + 2 + 8.0 / 256;
        QTest::newRow("bfloat16") << Precision::BFloat16WithFloat32Master << Moments::Float32 << 18.0;
        QTest::newRow("bfloat16, 8 bits")
            << Precision::BFloat16WithFloat32Master << Moments::EightBit << 10 + 2 + 8.0 / 256;
        QTest::newRow("split") << Precision::BFloat16SplitMaster << Moments::BFloat16 << 12.0;
        QTest::newRow("split, 8 bits")
            << Precision::BFloat16SplitMaster << Moments::EightBit << 8 + 2 + 8.0 / 256;
    }

    void aValueTakesWhatItsFormSays()
    {
        QFETCH(ComputePrecision, precision);
        QFETCH(MomentStorage, moments);
        QFETCH(double, bytes);
        TrainingMemoryParams params;
        params.precision = precision;
        params.moments = moments;
        const auto estimate = estimateTrainingMemory(smolLm(), params);
        const auto taken = static_cast<double>(
            estimate.bytesOf("weights") + estimate.bytesOf("gradients") + estimate.bytesOf("optimizer"));
        const double ofValue = taken / static_cast<double>(parameterCount(smolLm()));
        // The tables of positions, and norms in float32.
        QVERIFY2(ofValue >= bytes && ofValue < bytes + 0.05, qPrintable(QString::number(ofValue)));
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
        const AnswerCache answers{.sequences = 8, .tokens = 1024};
        // keys and values x layers x sequences x positions x 3 heads of 64 x 4 bytes
        const std::uint64_t bytes = std::uint64_t(2) * 30 * 8 * 1024 * 3 * 64 * 4;
        const auto inference = estimateInferenceMemory(smolLm(), {.tokensPerBatch = 64, .answers = answers});
        QCOMPARE(inference.bytesOf("cache"), bytes);
        TrainingMemoryParams training;
        training.tokensPerMicroBatch = 64;
        const std::uint64_t without = estimateTrainingMemory(smolLm(), training).totalBytes();
        training.answers = answers;
        QCOMPARE(estimateTrainingMemory(smolLm(), training).totalBytes(), without + bytes);
        training.answers.tokens = 100000; // no answer is longer than the model's context
        QCOMPARE(estimateTrainingMemory(smolLm(), training).bytesOf("cache"),
            bytes / 1024 * static_cast<std::uint64_t>(smolLm().maxPositions));
    }
};

QTEST_APPLESS_MAIN(TestMemoryModel)
#include "testmemorymodel.moc"
