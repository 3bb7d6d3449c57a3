// SPDX-License-Identifier: Apache-2.0
// What is written as GGUF is what the own reader reads: every family, every form, and nothing where it fails.
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/ggufexport.h"
#include "core/checkpoint/openmodel.h"
#include "core/checkpoint/quantize.h"
#include "tests/support/testpaths.h"

#include <sys/resource.h>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <map>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

std::vector<float> valuesOf(const WeightSource& source, const WeightInfo& weight)
{
    std::vector<float> values(static_cast<std::size_t>(weight.valueCount()));
    auto read = source.readFloat(weight.name, values);
    return read ? values : std::vector<float>{};
}

// What the writer is not told by the model but by the tokenizer.
std::vector<GgufEntry> endsOf(const ModelConfig& config)
{
    const auto id = [](std::int32_t token) { return static_cast<std::uint32_t>(token); };
    return {{"tokenizer.ggml.bos_token_id", id(config.bosTokenId.value_or(0))},
        {"tokenizer.ggml.eos_token_id", id(config.eosTokenIds.at(0))},
        {"tokenizer.ggml.padding_token_id", id(config.padTokenId.value_or(0))}};
}

// The size of files is limited, as on a full disk, for as long as this lives.
class SmallDisk final
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_old);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{bytes, m_old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }

    ~SmallDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_old);
        std::signal(SIGXFSZ, m_handler);
    }

    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    rlimit m_old{};
    void (*m_handler)(int) = nullptr;
};

} // namespace

class TestGgufWriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

private slots:

    void everyFamilyReadsBackTheSame_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"tied", "untied", "llama3", "linear", "mistral", "qwen2", "qwen2-window"})
            QTest::newRow(name) << name;
    }

    void everyFamilyReadsBackTheSame()
    {
        QFETCH(QString, name);
        auto model = openModel(test::goldenPath("model/" + name.toStdString()));
        QVERIFY_RESULT(model);
        const fs::path path = at("model.gguf");
        QVERIFY_RESULT(writeGgufModel(path, model->config, *model->weights,
            {.weightType = BlockType::Float32, .name = "tiny", .tokenizer = endsOf(model->config)}));
        auto again = openModel(path);
        QVERIFY_RESULT(again);
        for (const WeightInfo& weight : expectedWeights(model->config)) {
            const WeightInfo* found = again->weights->find(weight.name);
            QVERIFY2(found != nullptr && *found == weight, weight.name.c_str());
            QVERIFY2(
                valuesOf(*again->weights, weight) == valuesOf(*model->weights, weight), weight.name.c_str());
        }
        ModelConfig expected = model->config;
        expected.original = nullptr;
        expected.storedType = WeightType::Float32;
        // GGUF's llama is Mistral too, and has no window: such a file is for what fits into it.
        if (expected.family == ModelFamily::Mistral)
            expected.family = ModelFamily::Llama;
        if (expected.slidingWindow > 0)
            expected.maxPositions = expected.slidingWindow;
        expected.slidingWindow = expected.firstWindowLayer = 0;
        QCOMPARE(again->config.ropeTheta, expected.ropeTheta);
        QCOMPARE(again->config.maxPositions, expected.maxPositions);
        QVERIFY(again->config.ropeScaling == expected.ropeScaling);
        QVERIFY(again->config == expected);
        QCOMPARE(GgufFile::open(path)->string("general.name"), std::optional<std::string_view>("tiny"));
    }

    void formsAreTheRoundedValues_data()
    {
        QTest::addColumn<int>("type");
        QTest::newRow("float16") << int(BlockType::Float16);
        QTest::newRow("bfloat16") << int(BlockType::BFloat16);
        QTest::newRow("q8_0") << int(BlockType::Q8_0);
    }

    void formsAreTheRoundedValues()
    {
        QFETCH(int, type);
        const auto blockType = static_cast<BlockType>(type);
        auto model = openModel(test::goldenPath("model/llama3"));
        QVERIFY_RESULT(model);
        const fs::path path = at("model.gguf");
        QVERIFY_RESULT(writeGgufModel(path, model->config, *model->weights,
            {.weightType = blockType, .tokenizer = endsOf(model->config)}));
        auto again = openModel(path);
        QVERIFY_RESULT(again);
        std::map<std::string_view, BlockType> types;
        const auto file = GgufFile::open(path);
        QVERIFY_RESULT(file);
        for (const GgufTensor& tensor : file->tensors())
            types[tensor.name] = tensor.type;
        QVERIFY(types.at("token_embd.weight") == blockType); // rows of 32
        QVERIFY(types.at("blk.0.ffn_gate.weight") == blockType);
        QVERIFY(types.at("output_norm.weight") == BlockType::Float32);
        // Rows of 48 are no whole number of blocks.
        QVERIFY(types.at("blk.0.ffn_down.weight")
            == (blockType == BlockType::Q8_0 ? BlockType::Float16 : blockType));
        for (const WeightInfo& weight : expectedWeights(model->config)) {
            const auto before = valuesOf(*model->weights, weight);
            const auto after = valuesOf(*again->weights, weight);
            float largest = 0, off = 0;
            for (std::size_t i = 0; i < before.size(); ++i) {
                largest = std::max(largest, std::abs(before[i]));
                off = std::max(off, std::abs(before[i] - after[i]));
            }
            // Half a step of the form, of Q8_0 also what rounding its scale to a half makes of 127 steps
            // (2^-11 of them); or nothing, since the golden values are bfloat16.
            const float step = blockType == BlockType::Q8_0 ? largest / 127 : largest / 1024;
            QVERIFY2(blockType == BlockType::BFloat16 ? off == 0 : off <= 0.57F * step, weight.name.c_str());
        }
        QVERIFY(again->config.ropeScaling == model->config.ropeScaling);
    }

    void blocksOfEightBitsAreWhatGgufPyMakes()
    {
        auto file = GgufFile::open(test::goldenPath("checkpoint/q8_0.gguf"));
        QVERIFY_RESULT(file);
        const GgufTensor& plain = file->tensors().at(0);
        const GgufTensor& blocks = file->tensors().at(1);
        std::vector<float> values(12 * 64);
        dequantize(plain.type, plain.bytes, values);
        std::vector<char> bytes(blocks.bytes.size());
        quantize(BlockType::Q8_0, values, bytes);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            QVERIFY2(bytes[i] == blocks.bytes[i], std::to_string(i).c_str());
    }

    void everyTypeOfValueIsWritten()
    {
        const std::vector<GgufEntry> entries = {{"a.integer", std::uint32_t(4294967295)}, {"a.real", 1e-5F},
            {"a.boolean", true}, {"a.text", "段階"}, {"a.integers", std::vector<std::int32_t>{-1, 7}},
            {"a.reals", std::vector<float>{0.5F}}, {"a.texts", std::vector<std::string>{"", "二"}}};
        const std::vector<GgufTensorSpec> tensors
            = {{"first", {3}, BlockType::Float32}, {"second", {2, 32}, BlockType::Q8_0}};
        auto writer = GgufWriter::create(at("values.gguf"), entries, tensors);
        QVERIFY_RESULT(writer);
        QVERIFY_RESULT(writer->writeFloat("first", std::vector<float>{1, 2}));
        QVERIFY_RESULT(writer->writeFloat("first", std::vector<float>{3}));
        QVERIFY_RESULT(writer->writeFloat("second", std::vector<float>(64, 0.5F)));
        QVERIFY_RESULT(writer->commit());
        auto file = GgufFile::open(at("values.gguf"));
        QVERIFY_RESULT(file);
        QCOMPARE(file->integer("a.integer"), std::optional<std::int64_t>(4294967295));
        QCOMPARE(file->real("a.real"), std::optional(1e-5));
        QCOMPARE(file->boolean("a.boolean"), std::optional(true));
        QCOMPARE(file->string("a.text"), std::optional<std::string_view>("段階"));
        QCOMPARE(file->array("a.integers")->integers(), (std::vector<std::int64_t>{-1, 7}));
        QCOMPARE(file->array("a.reals")->reals(), std::vector<double>{0.5});
        QCOMPARE(file->array("a.texts")->strings(), (std::vector<std::string_view>{"", "二"}));
        QCOMPARE(file->tensors().at(1).shape, (std::vector<std::int64_t>{2, 32}));
        std::vector<float> values(64);
        dequantize(BlockType::Q8_0, file->tensors().at(1).bytes, values);
        QVERIFY(std::abs(values[63] - 0.5F) < 1e-4F);
    }

    void valuesInAnotherOrderAreRefusedAndLeaveNothing()
    {
        const std::vector<GgufTensorSpec> tensors
            = {{"first", {3}, BlockType::Float32}, {"second", {2, 32}, BlockType::Q8_0}};
        {
            auto writer = GgufWriter::create(at("bad.gguf"), {}, tensors);
            QVERIFY_RESULT(writer);
            QVERIFY(!writer->writeFloat("second", std::vector<float>(64)));
            QVERIFY(!writer->writeFloat("first", std::vector<float>(4)));
            QVERIFY_RESULT(writer->writeFloat("first", std::vector<float>(3)));
            QVERIFY(!writer->writeFloat("second", std::vector<float>(16))); // half a block
            const auto committed = writer->commit();
            QVERIFY(!committed);
            QVERIFY(committed.error().message.find("\"second\"") != std::string::npos);
        }
        QVERIFY(!fs::exists(at("bad.gguf")));
    }

    void aFullDiskIsASentenceAndTheOldFileStays()
    {
        auto model = openModel(test::goldenPath("model/untied"));
        QVERIFY_RESULT(model);
        const fs::path path = at("old.gguf");
        const GgufExportOptions options{.weightType = BlockType::Float32, .tokenizer = endsOf(model->config)};
        QVERIFY_RESULT(writeGgufModel(path, model->config, *model->weights, options));
        const auto size = fs::file_size(path);
        const auto files = [&] {
            const fs::path folder = path.parent_path();
            return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
        };
        const auto before = files();
        {
            const SmallDisk disk(100000);
            const auto written = writeGgufModel(path, model->config, *model->weights, options);
            QVERIFY(!written);
            QVERIFY2(written.error().message.find(path.filename().string()) != std::string::npos,
                written.error().message.c_str());
        }
        QCOMPARE(fs::file_size(path), size);
        QCOMPARE(files(), before);
        QVERIFY_RESULT(openModel(path));
    }
};

QTEST_APPLESS_MAIN(TestGgufWriter)
#include "testggufwriter.moc"
