// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/safetensors.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

// A file of this header and that many bytes of data.
std::string container(const std::string& header, std::size_t dataBytes)
{
    const std::uint64_t length = header.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + header + std::string(dataBytes, 'd');
}

std::string withLength(std::uint64_t length, const std::string& rest)
{
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + rest;
}

void put(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<float> valuesOf(const SafetensorsReader& reader, const std::string& name)
{
    std::vector<float> values(static_cast<std::size_t>(reader.find(name)->valueCount()));
    if (!reader.readFloat(name, values))
        values.clear();
    return values;
}

} // namespace

class TestSafetensors : public QObject
{
    Q_OBJECT

private slots:

    void init() { QVERIFY(m_folder.isValid()); }

    void roundingEqualsThatOfTorch_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("name");
        QTest::newRow("float16") << int(WeightType::Float16) << "float16";
        QTest::newRow("bfloat16") << int(WeightType::BFloat16) << "bfloat16";
    }

    void roundingEqualsThatOfTorch()
    {
        QFETCH(int, type);
        QFETCH(QString, name);
        auto golden = SafetensorsReader::open(test::goldenPath("checkpoint/rounding.safetensors"));
        QVERIFY_RESULT(golden);
        const std::vector<float> values = valuesOf(*golden, "float32");
        const std::vector<float> expected = valuesOf(*golden, name.toStdString());
        QVERIFY(values.size() > 1000);
        const fs::path path = fs::path(m_folder.path().toStdString()) / "rounded.safetensors";
        const SafetensorsSpec spec{"w", {std::int64_t(values.size())}, WeightType(type)};
        auto writer = SafetensorsWriter::create(path, {&spec, 1});
        QVERIFY_RESULT(writer);
        QVERIFY_RESULT(writer->writeFloat("w", values));
        QVERIFY_RESULT(writer->commit());
        auto reader = SafetensorsReader::open(path);
        QVERIFY_RESULT(reader);
        const std::string_view stored = reader->bytesOf("w").value();
        const std::string_view wanted = golden->bytesOf(name.toStdString()).value();
        const std::vector<float> widened = valuesOf(*reader, "w");
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isnan(values[i])) {
                QVERIFY(std::isnan(widened[i]));
                continue;
            }
            QVERIFY2(stored.substr(2 * i, 2) == wanted.substr(2 * i, 2), std::to_string(values[i]).c_str());
            QCOMPARE(widened[i], expected[i]);
        }
    }

    void nothingStandsThereBeforeTheCommit()
    {
        const fs::path path = fs::path(m_folder.path().toStdString()) / "written.safetensors";
        const std::vector<SafetensorsSpec> specs = {{"b \"quoted\" 日", {2, 3}, WeightType::Float32},
            {"empty", {0, 4}, WeightType::Float16}, {"a", {5}, WeightType::BFloat16}, {"scalar", {}}};
        auto writer = SafetensorsWriter::create(path, specs);
        QVERIFY_RESULT(writer);
        const std::vector<float> six = {1, 2, 3, 4, 5, 6}, five = {0.5f, -1, 2, 3, 4};
        QVERIFY_RESULT(writer->writeFloat(specs[0].name, std::span(six).first(3)));
        QVERIFY(!fs::exists(path)); // only commit() puts it there
        QVERIFY_RESULT(writer->writeFloat(specs[0].name, std::span(six).subspan(3)));
        QVERIFY_RESULT(writer->writeFloat("empty", {}));
        QVERIFY_RESULT(writer->writeFloat("a", five));
        QVERIFY(!writer->commit()); // the scalar is missing
        QVERIFY(!fs::exists(path));
    }

    void everyValueMustBeGivenInOrder()
    {
        const fs::path path = fs::path(m_folder.path().toStdString()) / "order.safetensors";
        const std::vector<SafetensorsSpec> specs = {{"a", {2}, WeightType::Float32},
            {"none", {0}, WeightType::Float32}, {"b", {1, 3}, WeightType::BFloat16}};
        const std::vector<float> values = {1, 2, 3};
        const auto create = [&] { return SafetensorsWriter::create(path, specs); };
        auto wrongOrder = create();
        QVERIFY(!wrongOrder->writeFloat("b", values));
        auto tooMany = create();
        QVERIFY(!tooMany->writeFloat("a", values));
        auto complete = create();
        QVERIFY_RESULT(complete->writeFloat("a", std::span(values).first(2)));
        QVERIFY_RESULT(complete->writeFloat("b", values));
        QVERIFY_RESULT(complete->commit());
        auto reader = SafetensorsReader::open(path);
        QVERIFY_RESULT(reader);
        QCOMPARE(valuesOf(*reader, "b"), values);
        QCOMPARE(reader->find("b")->shape, (std::vector<std::int64_t>{1, 3}));
        QCOMPARE(reader->bytesOf("a")->size(), std::size_t(8));
        QCOMPARE((reinterpret_cast<std::uintptr_t>(reader->bytesOf("a")->data()) & 7), std::uintptr_t(0));
        auto bytes = readFile(path);
        QVERIFY_RESULT(bytes);
        auto header = parseSafetensorsHeader(*bytes, "order");
        QVERIFY_RESULT(header);
        QCOMPARE(header->metadata.at("format"), std::string("pt"));
        QVERIFY(!reader->readFloatRows("b", 0, std::span(std::vector<float>(2).data(), 2)));
    }

    void shardsReadAsOneModel()
    {
        auto whole = SafetensorsReader::open(test::goldenPath("checkpoint/tiny/model.safetensors"));
        auto shards = SafetensorsReader::open(
            test::goldenPath("checkpoint/tiny-sharded/model.safetensors.index.json"));
        QVERIFY_RESULT(whole);
        QVERIFY_RESULT(shards);
        QCOMPARE(shards->files().size(), std::size_t(4));
        QCOMPARE(shards->weights().size(), whole->weights().size());
        for (const WeightInfo& weight : whole->weights()) {
            QVERIFY(shards->find(weight.name) != nullptr);
            QCOMPARE(shards->find(weight.name)->shape, weight.shape);
            const auto exact = valuesOf(*whole, weight.name), rounded = valuesOf(*shards, weight.name);
            for (std::size_t i = 0; i < exact.size(); ++i)
                QVERIFY(std::abs(exact[i] - rounded[i]) <= std::abs(exact[i]) / 256);
        }
    }

    void badFilesGetOneSentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const std::string& bytes, const char* sentence) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << sentence;
        };
        const auto header = [&](const char* name, const char* text, std::size_t data, const char* sentence) {
            row(name, container(text, data), sentence);
        };
        row("empty", "", "it has 0 bytes");
        row("seven bytes", "1234567", "it has 7 bytes");
        row("other format", "GGUF\3\0\0\0 and much more text than that", "is no safetensors file");
        row("pickle", withLength(0x0404034b50, "x"), "is no safetensors file");
        row("length lies", withLength(1000, "{}"), "ends inside its header, which claims 1000 bytes");
        row("length overflows", withLength(~std::uint64_t(0), "{}"), "is no safetensors file");
        row("no JSON", withLength(4, "text"), "it does not begin like one");
        row("length zero", withLength(0, ""), "not valid JSON");
        header("broken JSON", R"({"a": )", 0, "not valid JSON");
        header("not UTF-8", "{\"\xff\": 1}", 0, "not valid JSON");
        header("a list", R"({"a": [1]})", 0, "does not have the form");
        header("a number", R"({"a": 1})", 0, "does not have the form");
        header("nested", R"({"a": {"dtype": {"b": 1}}})", 0, "does not have the form");
        header("deep", R"({"a": {"shape": [[[[1]]]]}})", 0, "does not have the form");
        header("unknown field", R"({"a": {"strides": [1]}})", 0, "does not have the form");
        header("negative", R"({"a": {"shape": [-1]}})", 0, "does not have the form");
        header("metadata", R"({"__metadata__": {"a": 1}})", 0, "does not have the form");
        header("incomplete", R"({"a": {"dtype": "F32", "shape": [1]}})", 4, "lacks its type, shape or place");
        header("one offset", R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0]}})", 4,
            "lacks its type, shape or place");
        header("type", R"({"a": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]}})", 8,
            "is stored as \"I64\", which Dankai does not read");
        header("type twice", R"({"a": {"dtype": "F32", "dtype": "F16"}})", 0, "has its \"dtype\" twice");
        header("name twice",
            R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}})",
            8, "the name \"a\" stands there twice");
        header("backwards", R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}})", 4,
            "ends before it begins");
        header("size lies", R"({"a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 20]}})", 20,
            "of shape [2, 3] needs 24 bytes, but has 20");
        header("product overflows",
            R"({"a": {"dtype": "F32", "shape": [4294967296, 4294967296, 16], "data_offsets": [0, 4]}})", 4,
            "claims a shape that no file can hold");
        header("bytes overflow",
            R"({"a": {"dtype": "F32", "shape": [4611686018427387904], "data_offsets": [0, 0]}})", 4,
            "claims a shape that no file can hold");
        header("dimension overflows",
            R"({"a": {"dtype": "F32", "shape": [18446744073709551615], "data_offsets": [0, 4]}})", 4,
            "claims a shape that no file can hold");
        header("cut", R"({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}})", 7,
            "ends inside the weight \"a\"");
        header("overlap",
            R"({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "b": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]}})",
            12, "the weights \"a\" and \"b\" overlap");
        header("hole",
            R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "b": {"dtype": "F32", "shape": [1], "data_offsets": [8, 12]}})",
            12, "4 bytes that belong to nothing");
        header("rest", R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}})", 9,
            "has 5 bytes after its last weight");
    }

    void badFilesGetOneSentence()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, sentence);
        const fs::path path = fs::path(m_folder.path().toStdString()) / "bad.safetensors";
        put(path, bytes.toStdString());
        const auto reader = SafetensorsReader::open(path);
        QVERIFY(!reader);
        QCOMPARE(reader.error().code, ErrorCode::Unusable);
        const QString message = QString::fromStdString(reader.error().message);
        QVERIFY2(message.contains(sentence), qPrintable(message));
        QVERIFY2(message.startsWith(QString::fromStdString(path.string())), qPrintable(message));
        QVERIFY(!message.contains('\n'));
    }

    void everyCutOfAFileIsNoticed()
    {
        auto bytes = readFile(test::goldenPath("checkpoint/rounding.safetensors"));
        QVERIFY_RESULT(bytes);
        for (std::size_t size = 0; size < bytes->size(); size += size < 400 ? 1 : 97)
            QVERIFY(!parseSafetensorsHeader(std::string_view(*bytes).substr(0, size), "cut"));
    }

    void badIndexesGetOneSentence_data()
    {
        QTest::addColumn<QByteArray>("index");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no JSON") << QByteArray("{") << "is not valid JSON";
        QTest::newRow("no map") << QByteArray("{}") << "has no \"weight_map\"";
        QTest::newRow("a list") << QByteArray("[]") << "has no \"weight_map\"";
        QTest::newRow("empty map") << QByteArray(R"({"weight_map": {}})") << "has no \"weight_map\"";
        QTest::newRow("number") << QByteArray(R"({"weight_map": {"a": 1}})") << "does not name a file";
        QTest::newRow("path") << QByteArray(R"({"weight_map": {"a": "../x.safetensors"}})")
                              << "does not name a file of this folder";
        QTest::newRow("absent") << QByteArray(R"({"weight_map": {"a": "absent.safetensors"}})")
                                << "absent.safetensors: no such file";
        QTest::newRow("not in it") << QByteArray(R"({"weight_map": {"c": "one.safetensors"}})")
                                   << "\"c\" stands in one.safetensors, but it does not";
        QTest::newRow("in two") << QByteArray(
            R"({"weight_map": {"a": "one.safetensors", "b": "two.safetensors"}})")
                                << "stands also in one.safetensors";
    }

    void badIndexesGetOneSentence()
    {
        QFETCH(QByteArray, index);
        QFETCH(QString, sentence);
        const fs::path folder = m_folder.path().toStdString();
        const std::string one
            = container(R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}})", 4);
        put(folder / "one.safetensors", one);
        put(folder / "two.safetensors", one);
        put(folder / "model.safetensors.index.json", index.toStdString());
        const auto reader = SafetensorsReader::open(folder / "model.safetensors.index.json");
        QVERIFY(!reader);
        const QString message = QString::fromStdString(reader.error().message);
        QVERIFY2(message.contains(sentence), qPrintable(message));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestSafetensors)
#include "testsafetensors.moc"
