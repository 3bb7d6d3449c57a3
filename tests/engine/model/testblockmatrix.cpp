// SPDX-License-Identifier: Apache-2.0
// Models whose matrices stay in the blocks of their GGUF file: the same numbers as with dense ones, in less
// memory.
#include "core/checkpoint/ggufexport.h"
#include "core/inference/generator.h"
#include "tests/engine/enginesupport.h"

#include <ATen/ops/equal.h>

#include <QTemporaryDir>
#include <QTest>

using namespace dankai;
using namespace dankai::test;

class TestBlockMatrix : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    // A golden model in blocks of 8 bits; or the golden file with matrices of several kinds of blocks, whose
    // queries and keys have their rows in ggml's order.
    std::filesystem::path fileOf(const std::string& name) const
    {
        if (name == "tiny-k")
            return goldenPath("checkpoint/tiny-k.gguf");
        const auto target = std::filesystem::path(m_folder.path().toStdString()) / (name + ".gguf");
        auto model = openModel(goldenPath("model/" + name)).value();
        const auto written = writeGgufModel(
            target, model.config, *model.weights, {.weightType = BlockType::Q8_0, .name = name});
        return written ? target : std::filesystem::path();
    }

    static void addModels()
    {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<ComputePrecision>("precision");
        for (const std::string name : {"tiny-k", "untied", "qwen2"}) { // the last has biases
            QTest::addRow("%s float32", name.c_str()) << name << ComputePrecision::Float32;
            QTest::addRow("%s bfloat16", name.c_str()) << name << ComputePrecision::BFloat16WithFloat32Master;
        }
    }

private Q_SLOTS:

    void resultsAreThoseOfDenseMatrices_data() { addModels(); }

    void resultsAreThoseOfDenseMatrices()
    {
        QFETCH(std::string, name);
        QFETCH(ComputePrecision, precision);
        const auto file = fileOf(name);
        auto dense = loadModel(file, {.precision = precision, .purpose = Purpose::Inference});
        auto kept
            = loadModel(file, {.precision = precision, .purpose = Purpose::Inference, .keepsBlocks = true});
        QVERIFY_RESULT(dense);
        QVERIFY_RESULT(kept);
        for (const int tokens : {1, 3, 8, 9, 50}) { // row by row of the matrices, and made dense as a whole
            TokenBatch batch;
            std::vector<std::int32_t> ids;
            for (int i = 0; i < tokens; ++i)
                ids.push_back((7 * i + tokens) % 40);
            batch.appendShifted(ids, {});
            const auto expected = dense->logits(batch);
            const auto logits = kept->logits(batch);
            QVERIFY_RESULT(expected);
            QVERIFY_RESULT(logits);
            QVERIFY(largest(*expected) > 0);
            QVERIFY2(at::equal(*logits, *expected), std::to_string(distance(*logits, *expected)).c_str());
        }
        const std::vector<std::vector<std::int32_t>> prompts = {{5, 17, 9}, {3, 4, 8, 15, 16, 23, 39, 27, 6}};
        const auto expected = generate(*dense, prompts, {.maxNewTokens = 16});
        const auto answers = generate(*kept, prompts, {.maxNewTokens = 16});
        QVERIFY_RESULT(expected);
        QVERIFY_RESULT(answers);
        for (std::size_t i = 0; i < prompts.size(); ++i)
            QCOMPARE((*answers)[i].tokens, (*expected)[i].tokens);
    }

    void memoryIsAsEstimated_data() { addModels(); }

    void memoryIsAsEstimated()
    {
        QFETCH(std::string, name);
        QFETCH(ComputePrecision, precision);
        const auto file = fileOf(name);
        const auto opened = openModel(file);
        QVERIFY_RESULT(opened);
        const std::uint64_t blocks = blockBytes(*opened);
        QVERIFY(blocks > 0);
        auto model
            = loadModel(file, {.precision = precision, .purpose = Purpose::Inference, .keepsBlocks = true});
        QVERIFY_RESULT(model);
        QVERIFY_RESULT(model->reserve(300));
        const MemoryEstimate estimate = estimateInferenceMemory(
            model->config(), {.precision = precision, .tokensPerBatch = 300, .blockBytes = blocks});
        QVERIFY(takesAsEstimated(*model, estimate));
    }

    void plainMatricesAreNoBlocks()
    {
        const auto folder = openModel(goldenPath("model/untied"));
        QVERIFY_RESULT(folder);
        QCOMPARE(blockBytes(*folder), std::uint64_t(0));
        const auto refused
            = loadModel(goldenPath("model/untied"), {.purpose = Purpose::Inference, .keepsBlocks = true});
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("is not stored in blocks") != std::string::npos,
            refused.error().message.c_str());
        std::vector<char> bytes(4);
        QVERIFY(!folder->weights->readBlocks("model.norm.weight", bytes));
    }

    void blocksOfAnotherSizeAreRefused()
    {
        const auto opened = openModel(fileOf("tiny-k"));
        QVERIFY_RESULT(opened);
        std::vector<char> bytes(10);
        const auto read = opened->weights->readBlocks("model.layers.0.mlp.down_proj.weight", bytes);
        QVERIFY(!read);
        QVERIFY2(read.error().message.find("10 were asked for") != std::string::npos,
            read.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestBlockMatrix)
#include "testblockmatrix.moc"
