// SPDX-License-Identifier: Apache-2.0
// What is chosen for a model by the memory that is free on this machine. Models of any size, as configs
// alone.
#include "core/pipeline/enginesetup.h"
#include "core/platform/machine.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

class TestEngineSetup : public QObject
{
    Q_OBJECT

    static ModelConfig modelOf(std::int64_t layers)
    {
        ModelConfig config;
        config.vocabularySize = 1000;
        config.hiddenSize = 1024;
        config.intermediateSize = 2048;
        config.layerCount = layers;
        config.headCount = 8;
        config.keyValueHeadCount = 8;
        config.headSize = 128;
        config.maxPositions = 2048;
        return config;
    }

    static EngineSetupParams onCpu()
    {
        EngineSetupParams params;
        params.execution.device = "cpu";
        params.longestRow = 100;
        return params;
    }

    // Layers of which full fine-tuning takes so many times the free memory.
    static std::int64_t layersFor(double share)
    {
        TrainingMemoryParams params;
        params.tokensPerMicroBatch = params.maxSequenceLength = 256;
        params.checkpointing = ActivationCheckpointing::Layer;
        const auto bytesOf = [&](std::int64_t layers) {
            return static_cast<double>(estimateTrainingMemory(modelOf(layers), params).totalBytes());
        };
        const double ofLayer = (bytesOf(1001) - bytesOf(1)) / 1000;
        return static_cast<std::int64_t>(share * static_cast<double>(availableMemoryBytes()) / ofLayer);
    }

private Q_SLOTS:

    // A few tokens fit as they are, more only where layers are computed again.
    void layersAreComputedAgainWhereTheMemoryAsksForIt()
    {
        const ModelConfig config = modelOf(16);
        EngineSetupParams params = onCpu();
        const auto few = setUpEngine(config, params);
        if (!few)
            QSKIP(few.error().message.c_str()); // a machine that is too full for any of it
        QVERIFY(few->checkpointing == ActivationCheckpointing::None);
        TrainingMemoryParams memory;
        memory.tokensPerMicroBatch = memory.maxSequenceLength = 1000;
        const double ofToken
            = static_cast<double>(estimateTrainingMemory(config, memory).bytesOf("activations")) / 1000;
        params.longestRow
            = static_cast<std::int64_t>(2 * static_cast<double>(availableMemoryBytes()) / ofToken);
        const auto many = setUpEngine(config, params);
        QVERIFY2(many.has_value(), many ? "" : many.error().message.c_str());
        QVERIFY(many->checkpointing == ActivationCheckpointing::Layer);
        params.execution.activationCheckpointing = "none";
        const auto refused = setUpEngine(config, params);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("about: execution.activation_checkpointing: auto")
                != std::string::npos,
            refused.error().message.c_str());
        params.execution.activationCheckpointing = "layer";
        QVERIFY(setUpEngine(config, params).has_value());
    }

    void whatIsTooLargeIsToldWhatWouldFit_data()
    {
        QTest::addColumn<double>("share");
        QTest::addColumn<QString>("advice");
        QTest::newRow("moments in 8 bits")
            << 1.3 << "these settings would need about: optimizer.kind: adamw_8bit (";
        QTest::newRow("split masters") << 1.1 << "; execution.precision: bfloat16_split (";
        QTest::newRow("an adapter") << 2.0 << "these settings would need about: fine_tuning: lora (";
        QTest::newRow("an adapter beside 4 bits")
            << 10.0 << "these settings would need about: fine_tuning: qlora (";
        QTest::newRow("nothing") << 100.0 << "use a smaller model, a shorter max_length, or another machine";
    }

    void whatIsTooLargeIsToldWhatWouldFit()
    {
        QFETCH(double, share);
        QFETCH(QString, advice);
        const auto refused = setUpEngine(modelOf(layersFor(share)), onCpu());
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find(advice.toStdString()) != std::string::npos,
            refused.error().message.c_str());
    }

    // Answers read a file's blocks as they are; losses only where dense matrices do not fit.
    void matricesStayInBlocksWhereThatIsOfUse()
    {
        EngineSetupParams params = onCpu();
        params.purpose = Purpose::Inference;
        params.blockBytes = std::uint64_t(1) << 20;
        const ModelConfig small = modelOf(1);
        auto setup = setUpEngine(small, params);
        QVERIFY2(setup.has_value(), setup ? "" : setup.error().message.c_str());
        QVERIFY(!setup->keepsBlocks);
        const std::uint64_t dense = setup->estimatedBytes;
        params.answers = {.sequences = 1, .tokens = 10};
        setup = setUpEngine(small, params);
        QVERIFY(setup.has_value() && setup->keepsBlocks);
        QVERIFY(setup->estimatedBytes < dense);
        params.blockBytes = 0;
        setup = setUpEngine(small, params);
        QVERIFY(setup.has_value() && !setup->keepsBlocks);

        const ModelConfig large = modelOf(layersFor(30)); // by training's measure
        params.answers = {};
        const auto refused = setUpEngine(large, params);
        QVERIFY(!refused && refused.error().message.find("this needs about") != std::string::npos);
        params.blockBytes = std::uint64_t(1) << 20;
        setup = setUpEngine(large, params);
        QVERIFY2(setup.has_value(), setup ? "" : setup.error().message.c_str());
        QVERIFY(setup->keepsBlocks);
    }
};

QTEST_APPLESS_MAIN(TestEngineSetup)
#include "testenginesetup.moc"
