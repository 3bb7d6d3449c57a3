// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/openmodel.h"
#include "core/checkpoint/safetensors.h"
#include "core/platform/file.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

template <class T>
std::string raw(T value)
{
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

std::string text(const std::string& value)
{
    return raw(std::uint64_t(value.size())) + value;
}

std::string start(std::uint64_t tensors, std::uint64_t values, std::uint32_t version = 3)
{
    return "GGUF" + raw(version) + raw(tensors) + raw(values);
}

std::string entry(const std::string& key, std::uint32_t type, const std::string& value)
{
    return text(key) + raw(type) + value;
}

std::string tensor(const std::string& name, const std::vector<std::uint64_t>& shape, std::uint32_t type,
    std::uint64_t offset)
{
    std::string bytes = text(name) + raw(std::uint32_t(shape.size()));
    for (const std::uint64_t size : shape)
        bytes += raw(size);
    return bytes + raw(type) + raw(offset);
}

// Pads to the alignment and adds data.
std::string withData(std::string header, std::size_t dataBytes)
{
    header.resize((header.size() + 31) / 32 * 32);
    return header + std::string(dataBytes, '\0');
}

std::string alignment(std::uint32_t value)
{
    return entry("general.alignment", 4, raw(value));
}

// The metadata of a model with one change; no weights.
std::string llama(const std::string& more, std::uint64_t moreCount, const std::string& without = "")
{
    const std::vector<std::pair<std::string, std::string>> usual
        = {{"general.architecture", entry("general.architecture", 8, text("llama"))},
            {"llama.embedding_length", entry("llama.embedding_length", 4, raw(64u))},
            {"llama.feed_forward_length", entry("llama.feed_forward_length", 4, raw(96u))},
            {"llama.block_count", entry("llama.block_count", 4, raw(2u))},
            {"llama.attention.head_count", entry("llama.attention.head_count", 4, raw(4u))},
            {"llama.context_length", entry("llama.context_length", 4, raw(128u))},
            {"llama.vocab_size", entry("llama.vocab_size", 4, raw(48u))}};
    std::string values;
    std::uint64_t count = moreCount;
    for (const auto& [key, bytes] : usual)
        if (key != without) {
            values += bytes;
            ++count;
        }
    return start(0, count) + values + more;
}

} // namespace

class TestGguf : public QObject
{
    Q_OBJECT

private slots:

    void everyTypeOfValueIsRead()
    {
        auto file = GgufFile::open(test::goldenPath("checkpoint/values.gguf"));
        QVERIFY_RESULT(file);
        const GgufFile moved = std::move(*file); // views must survive a move
        QCOMPARE(moved.integer("a.uint8"), std::optional<std::int64_t>(255));
        QCOMPARE(moved.integer("a.int8"), std::optional<std::int64_t>(-128));
        QCOMPARE(moved.integer("a.uint16"), std::optional<std::int64_t>(65535));
        QCOMPARE(moved.integer("a.int16"), std::optional<std::int64_t>(-32768));
        QCOMPARE(moved.integer("a.uint32"), std::optional<std::int64_t>(4294967295));
        QCOMPARE(moved.integer("a.int32"), std::optional<std::int64_t>(-2147483648LL));
        QCOMPARE(moved.integer("a.uint64"), std::optional(std::numeric_limits<std::int64_t>::max()));
        QCOMPARE(moved.integer("a.int64"), std::optional(std::numeric_limits<std::int64_t>::min()));
        QCOMPARE(moved.real("a.float32"), std::optional(1e-5)); // what its author wrote, not the float32
        QCOMPARE(moved.real("a.float64"), std::optional(1e-300));
        QCOMPARE(moved.real("a.int8"), std::optional(-128.0));
        QCOMPARE(moved.boolean("a.bool"), std::optional(true));
        QCOMPARE(moved.string("a.string"), std::optional<std::string_view>("段階 stage"));
        QCOMPARE(moved.array("a.strings")->strings(), (std::vector<std::string_view>{"", "one", "二"}));
        QCOMPARE(moved.array("a.integers")->integers(), (std::vector<std::int64_t>{-1, 0, 7}));
        QCOMPARE(moved.array("a.reals")->reals(), (std::vector<double>{0.5, 1e-5}));
        QCOMPARE(moved.array("a.booleans")->integers(), (std::vector<std::int64_t>{1, 0}));
        QCOMPARE(moved.array("a.nested")->size(), std::uint64_t(2));
        QVERIFY(moved.array("a.nested")->kind() == GgufArray::Kind::Arrays);
        QVERIFY(moved.array("a.reals")->strings().empty()); // another kind
        QVERIFY(!moved.integer("a.string") && !moved.string("absent") && !moved.boolean("a.int8"));
        QCOMPARE(moved.tensors().size(), std::size_t(1));
        QCOMPARE(moved.tensors()[0].shape, (std::vector<std::int64_t>{2, 3}));
        std::vector<float> values(6);
        dequantize(moved.tensors()[0].type, moved.tensors()[0].bytes, values);
        QCOMPARE(values, (std::vector<float>{0, 1, 2, 3, 4, 5}));
    }

    void everyBlockFormatEqualsGgufPy()
    {
        auto model = openModel(test::goldenPath("checkpoint/tiny.gguf"));
        auto expected = SafetensorsReader::open(test::goldenPath("checkpoint/tiny.expected.safetensors"));
        QVERIFY_RESULT(model);
        QVERIFY_RESULT(expected);
        QCOMPARE(model->weights->weights().size(), expected->weights().size());
        for (const WeightInfo& weight : expected->weights()) {
            const auto count = static_cast<std::size_t>(weight.valueCount());
            std::vector<float> ours(count), theirs(count);
            QVERIFY_RESULT(model->weights->readFloat(weight.name, ours));
            QVERIFY_RESULT(expected->readFloat(weight.name, theirs));
            QVERIFY2(std::memcmp(ours.data(), theirs.data(), 4 * count) == 0, weight.name.c_str());
            if (weight.shape.size() == 2) { // rows alone are the same rows
                const auto width = static_cast<std::size_t>(weight.shape[1]);
                std::vector<float> rows(2 * width);
                QVERIFY_RESULT(model->weights->readFloatRows(weight.name, 3, rows));
                QVERIFY(std::memcmp(rows.data(), theirs.data() + 3 * width, 8 * width) == 0);
                QVERIFY(!model->weights->readFloatRows(weight.name, weight.shape[0] - 1, rows));
                QVERIFY(!model->weights->readFloatRows(weight.name, -1, rows));
            }
        }
        std::vector<float> one(1);
        QVERIFY(!model->weights->readFloat("absent", one));
    }

    void blocksOf256EqualGgufPy()
    {
        auto file = GgufFile::open(test::goldenPath("checkpoint/blocks.gguf"));
        auto expected = SafetensorsReader::open(test::goldenPath("checkpoint/blocks.expected.safetensors"));
        QVERIFY_RESULT(file);
        QVERIFY_RESULT(expected);
        QCOMPARE(file->tensors().size(), std::size_t(3));
        for (const GgufTensor& tensor : file->tensors()) {
            std::vector<float> ours(std::size_t{6} * 256), theirs(ours.size());
            dequantize(tensor.type, tensor.bytes, ours);
            QVERIFY_RESULT(expected->readFloat(tensor.name, theirs));
            QVERIFY2(std::memcmp(ours.data(), theirs.data(), 4 * ours.size()) == 0,
                std::string(tensor.name).c_str());
        }
    }

    void aModelOfBlocksOf256EqualsGgufPy()
    {
        auto model = openModel(test::goldenPath("checkpoint/tiny-k.gguf"));
        QVERIFY_RESULT(model);
        const Json golden = test::goldenJson("checkpoint/tiny-k.json");
        QCOMPARE(golden.at("sha256").size(), model->weights->weights().size());
        for (const auto& [name, sum] : golden.at("sha256").items()) {
            const WeightInfo* info = model->weights->find(name);
            QVERIFY2(info != nullptr, name.c_str());
            std::vector<float> values(static_cast<std::size_t>(info->valueCount()));
            QVERIFY_RESULT(model->weights->readFloat(name, values));
            QCOMPARE(toHex(sha256({reinterpret_cast<const char*>(values.data()), 4 * values.size()})),
                sum.get<std::string>());
        }
    }

    void metadataBecomeTheConfigThatTransformersWrites()
    {
        auto gguf = readModelConfig(test::goldenPath("checkpoint/tiny.gguf"));
        auto folder = readModelConfig(test::goldenPath("checkpoint/tiny"));
        QVERIFY_RESULT(gguf);
        QVERIFY_RESULT(folder);
        folder->original = nullptr;
        folder->initializerRange = 0.02; // GGUF does not say
        QVERIFY(*gguf == *folder);
    }

    void badFilesGetOneSentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const std::string& bytes, const char* sentence) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << sentence;
        };
        constexpr std::uint64_t huge = ~std::uint64_t(0);
        row("empty", "", "is no GGUF file");
        row("other format", "PK\3\4 zip", "is no GGUF file");
        row("magic only", "GGUF", "ends inside its header");
        row("version 1", start(0, 0, 1), "of version 1");
        row("version 4", start(0, 0, 4), "of version 4");
        row("big-endian", start(0, 0, 0x03000000), "big-endian");
        row("values lie", start(0, huge), "ends inside its header");
        row("tensors lie", start(huge, 0), "ends inside its header");
        row("key lies", start(0, 1) + raw(huge) + std::string(40, 'k'), "ends inside its header");
        row("string lies", start(0, 1) + entry("k", 8, raw(std::uint64_t(1000)) + "abc"),
            "ends inside its header");
        row("list lies", start(0, 1) + entry("k", 9, raw(4u) + raw(std::uint64_t(1) << 62)),
            "ends inside its header");
        row("list of strings lies", start(0, 1) + entry("k", 9, raw(8u) + raw(huge)),
            "ends inside its header");
        row("list of lists lies", start(0, 1) + entry("k", 9, raw(9u) + raw(huge)), "ends inside its header");
        std::string nested;
        for (int i = 0; i < 12; ++i)
            nested += raw(9u) + raw(std::uint64_t(1));
        row("nested lists", start(0, 1) + entry("k", 9, nested), "nested too deeply");
        row("type of value", start(0, 1) + entry("k", 13, "12345678"), "unknown type 13");
        row("type of list", start(0, 1) + entry("k", 9, raw(99u) + raw(std::uint64_t(1)) + "x"),
            "unknown type 99");
        row("boolean", start(0, 1) + entry("k", 7, "\x02"), "neither true nor false");
        row("large", start(0, 1) + entry("k", 10, raw(huge)), "is too large");
        row("key twice", start(0, 2) + entry("k", 0, "1") + entry("k", 0, "2"), "\"k\" stands there twice");
        row("alignment 0", start(0, 1) + alignment(0), "\"general.alignment\"");
        row("alignment 24", start(0, 1) + alignment(24), "\"general.alignment\"");
        row("alignment is text", start(0, 1) + entry("general.alignment", 8, text("32")),
            "\"general.alignment\"");
        row("dimensions", withData(start(1, 0) + tensor("t", {1, 1, 1, 1, 1}, 0, 0), 32),
            "claims 5 dimensions");
        row("type", withData(start(1, 0) + tensor("t", {256}, 11, 0), 256), "is stored as Q3_K");
        row("unknown type", withData(start(1, 0) + tensor("t", {256}, 77, 0), 256), "is stored as type 77");
        row("overflow",
            withData(start(1, 0) + tensor("t", {std::uint64_t(1) << 33, std::uint64_t(1) << 33}, 0, 0), 32),
            "claims a shape that no file can hold");
        row("bytes overflow", withData(start(1, 0) + tensor("t", {std::uint64_t(1) << 62}, 0, 0), 32),
            "claims a shape that no file can hold");
        row("negative", withData(start(1, 0) + tensor("t", {huge}, 0, 0), 32), "claims a shape");
        row("blocks", withData(start(1, 0) + tensor("t", {33, 32}, 3, 0), 4096),
            "no whole number of Q4_1 blocks");
        row("offset", withData(start(1, 0) + tensor("t", {4}, 0, 4), 64), "multiple of the alignment");
        row("offset outside", withData(start(1, 0) + tensor("t", {4}, 0, huge - 31), 64),
            "ends inside the weight");
        row("cut", withData(start(1, 0) + tensor("t", {4}, 0, 0), 15), "ends inside the weight \"t\"");
        row("no data", start(1, 0) + tensor("t", {4}, 0, 0), "ends inside the weight \"t\"");
        row("overlap", withData(start(2, 0) + tensor("a", {16}, 0, 0) + tensor("b", {4}, 0, 32), 64),
            "\"a\" and \"b\" overlap");
        row("name twice", withData(start(2, 0) + tensor("a", {4}, 0, 0) + tensor("a", {4}, 0, 32), 64),
            "\"a\" stands there twice");
    }

    void badFilesGetOneSentence()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, sentence);
        const auto file
            = GgufFile::parse(std::string_view(bytes.data(), std::size_t(bytes.size())), "m.gguf");
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::Unusable);
        const QString message = QString::fromStdString(file.error().message);
        QVERIFY2(message.contains(sentence), qPrintable(message));
        QVERIFY2(message.startsWith("m.gguf"), qPrintable(message));
    }

    void everyCutOfAFileIsNoticed()
    {
        for (const char* name : {"checkpoint/values.gguf", "checkpoint/tiny.gguf"}) {
            auto bytes = readFile(test::goldenPath(name));
            QVERIFY_RESULT(bytes);
            const std::size_t headerEnd = bytes->size() < 3000 ? bytes->size() : 3000;
            // The last bytes may be padding after the last weight.
            for (std::size_t size = 0; size + 64 < bytes->size(); size += size < headerEnd ? 1 : 501)
                QVERIFY(!GgufFile::parse(std::string_view(*bytes).substr(0, size), "cut"));
        }
    }

    void unusableMetadataAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const std::string& bytes, const char* sentence) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << sentence;
        };
        const std::string list = raw(4u) + raw(std::uint64_t(2)) + raw(4u) + raw(4u);
        row("no architecture", llama("", 0, "general.architecture"), "names no architecture");
        row("architecture", llama(entry("general.architecture", 8, text("gemma")), 1, "general.architecture"),
            "\"gemma\"");
        row("other architecture's keys",
            llama(entry("general.architecture", 8, text("qwen2")), 1, "general.architecture"),
            "has no \"qwen2.embedding_length\"");
        row("missing", llama("", 0, "llama.block_count"), "has no \"llama.block_count\"");
        row("zero", llama(entry("llama.block_count", 4, raw(0u)), 1, "llama.block_count"), "from 1 to 10000");
        row("text", llama(entry("llama.vocab_size", 8, text("x")), 1, "llama.vocab_size"),
            "\"llama.vocab_size\" must be");
        row("per layer", llama(entry("llama.attention.head_count_kv", 9, list), 1), "a value for each layer");
        row("heads", llama(entry("llama.attention.head_count_kv", 4, raw(3u)), 1), "cannot share 3");
        row("scaling", llama(entry("llama.rope.scaling.type", 8, text("yarn")), 1),
            "the rotary scaling \"yarn\"");
        row("experts", llama(entry("llama.expert_count", 4, raw(8u)), 1), "a mixture of experts");
        row("window", llama(entry("llama.attention.sliding_window", 4, raw(8u)), 1), "sliding window");
        row("partial", llama(entry("llama.rope.dimension_count", 4, raw(8u)), 1), "a part of each head");
        row("scale", llama(entry("llama.logit_scale", 6, raw(2.0f)), 1), "a scale of its own");
        row("epsilon", llama(entry("llama.attention.layer_norm_rms_epsilon", 6, raw(-1.0f)), 1), "above 0");
        row("not finite",
            llama(entry("llama.rope.freq_base", 6, raw(std::numeric_limits<float>::quiet_NaN())), 1),
            "above 0");
        row("eos", llama(entry("tokenizer.ggml.eos_token_id", 4, raw(48u)), 1), "special token 48");
    }

    void unusableMetadataAreNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, sentence);
        auto file = GgufFile::parse(std::string_view(bytes.data(), std::size_t(bytes.size())), "m.gguf");
        QVERIFY_RESULT(file);
        const auto config = modelConfigFromGguf(*file);
        QVERIFY(!config);
        const QString message = QString::fromStdString(config.error().message);
        QVERIFY2(message.contains(sentence), qPrintable(message));
        QVERIFY2(message.startsWith("m.gguf"), qPrintable(message));
    }

    void theHeaderOfTheUsualModelIsFine()
    {
        const std::string bytes = llama(entry("tokenizer.ggml.padding_token_id", 4, raw(0xffffffffu)), 1);
        auto file = GgufFile::parse(bytes, "m.gguf");
        QVERIFY_RESULT(file);
        auto config = modelConfigFromGguf(*file);
        QVERIFY_RESULT(config);
        QVERIFY(config->tiesEmbeddings);
        QVERIFY(!config->padTokenId); // -1 as an unsigned number
        QCOMPARE(config->keyValueHeadCount, 4);
    }
};

QTEST_APPLESS_MAIN(TestGguf)
#include "testgguf.moc"
