// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/openmodel.h"
#include "core/checkpoint/safetensors.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

const fs::path tinyFolder = test::goldenPath("checkpoint/tiny");

// The tiny model once more, with some weights renamed, reshaped or left out.
struct Weight
{
    SafetensorsSpec spec;
    std::vector<float> values;
};

std::vector<Weight> tinyWeights()
{
    auto reader = SafetensorsReader::open(tinyFolder / "model.safetensors");
    std::vector<Weight> weights;
    for (const WeightInfo& info : reader->weights()) {
        Weight weight{{info.name, info.shape, WeightType::Float32}, {}};
        weight.values.resize(static_cast<std::size_t>(info.valueCount()));
        if (reader->readFloat(info.name, weight.values))
            weights.push_back(std::move(weight));
    }
    return weights;
}

void write(const fs::path& folder, const std::vector<Weight>& weights)
{
    std::vector<SafetensorsSpec> specs;
    for (const Weight& weight : weights)
        specs.push_back(weight.spec);
    auto writer = SafetensorsWriter::create(folder / "model.safetensors", specs);
    for (const Weight& weight : weights)
        if (!writer->writeFloat(weight.spec.name, weight.values))
            return;
    static_cast<void>(writer->commit());
}

Weight& named(std::vector<Weight>& weights, const std::string& name)
{
    return *std::find_if(
        weights.begin(), weights.end(), [&](const Weight& w) { return w.spec.name == name; });
}

void tie(const fs::path& folder)
{
    Json config = Json::parse(std::ifstream(tinyFolder / "config.json"));
    config["tie_word_embeddings"] = true;
    std::ofstream(folder / "config.json") << config;
}

} // namespace

class TestOpenModel : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
    }

    void aFolderAndItsShardsOpen()
    {
        auto whole = openModel(tinyFolder);
        auto shards = openModel(test::goldenPath("checkpoint/tiny-sharded"));
        QVERIFY_RESULT(whole);
        QVERIFY_RESULT(shards);
        QVERIFY(whole->kind == ModelKind::HuggingFaceFolder);
        QCOMPARE(whole->config.ropeTheta, 20000.0);
        QCOMPARE(whole->config.eosTokenIds, (std::vector<std::int32_t>{2, 5})); // generation_config.json
        QCOMPARE(whole->generationConfig["temperature"].get<double>(), 0.7);
        QVERIFY(whole->config.storedType == WeightType::Float32);
        QVERIFY(shards->config.storedType == WeightType::BFloat16);
        for (const WeightInfo& weight : expectedWeights(whole->config))
            QCOMPARE(whole->weights->find(weight.name)->shape, weight.shape);
    }

    void aFolderWithOneGgufFileOpens()
    {
        fs::copy_file(test::goldenPath("checkpoint/tiny.gguf"), m_folder / "any name.gguf");
        auto model = openModel(m_folder);
        QVERIFY_RESULT(model);
        QVERIFY(model->kind == ModelKind::GgufFile);
        QCOMPARE(model->path, m_folder / "any name.gguf");
        QVERIFY(!model->config.tiesEmbeddings);
        QCOMPARE(model->config.eosTokenIds, (std::vector<std::int32_t>{2, 5}));
        fs::copy_file(test::goldenPath("checkpoint/tiny.gguf"), m_folder / "second.gguf");
        model = openModel(m_folder);
        QVERIFY(!model);
        QVERIFY2(model.error().message.find("several GGUF files: \"any name.gguf\", \"second.gguf\"")
                != std::string::npos,
            model.error().message.c_str());
    }

    void whatIsNoModelGetsOneSentence_data()
    {
        QTest::addColumn<QString>("file"); // to make in the folder
        QTest::addColumn<QString>("path"); // to open, in the folder
        QTest::addColumn<QString>("sentence");
        QTest::newRow("nothing there") << ""
                                       << "absent"
                                       << "no such file or folder";
        QTest::newRow("empty folder") << ""
                                      << "."
                                      << "holds neither config.json nor a GGUF file";
        QTest::newRow("adapter") << "adapter_config.json"
                                 << "."
                                 << "adapter_config.json is not valid JSON";
        QTest::newRow("config itself") << "config.json"
                                       << "config.json"
                                       << "is one file of a model. Give its folder";
        QTest::newRow("weights itself") << "a.safetensors"
                                        << "a.safetensors"
                                        << "Give its folder";
        QTest::newRow("empty config") << "config.json"
                                      << "."
                                      << "config.json is not valid JSON";
        QTest::newRow("empty file") << "model.gguf"
                                    << "model.gguf"
                                    << "is no GGUF file";
        QTest::newRow("empty file in folder") << "model.gguf"
                                              << "."
                                              << "is no GGUF file";
    }

    void whatIsNoModelGetsOneSentence()
    {
        QFETCH(QString, file);
        QFETCH(QString, path);
        QFETCH(QString, sentence);
        if (!file.isEmpty())
            std::ofstream(m_folder / file.toStdString()).flush();
        const fs::path target = m_folder / path.toStdString();
        const auto model = openModel(target);
        QVERIFY(!model);
        QCOMPARE(model.error().code, ErrorCode::Unusable);
        const QString message = QString::fromStdString(model.error().message);
        QVERIFY2(message.contains(sentence), qPrintable(message));
        QVERIFY2(message.contains(QString::fromStdString(m_folder.string())), qPrintable(message));
        QVERIFY(!readModelConfig(target));
    }

    void weightsThatAreNotThereAreNamed()
    {
        fs::copy_file(tinyFolder / "config.json", m_folder / "config.json");
        auto model = openModel(m_folder);
        QVERIFY(!model);
        QVERIFY(model.error().message.find("holds no weights") != std::string::npos);
        std::ofstream(m_folder / "pytorch_model.bin").flush();
        model = openModel(m_folder);
        QVERIFY(!model);
        QVERIFY(model.error().message.find("as pickle") != std::string::npos);
    }

    void weightsThatDoNotFitAreNamed_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("missing") << "missing"
                                 << "there is no weight \"model.layers.1.mlp.up_proj.weight\".";
        QTest::newRow("many missing") << "layer"
                                      << "there are no weights \"model.layers.1.input_layernorm.weight\", "
                                         "\"model.layers.1.self_attn.q_proj.weight\", "
                                         "\"model.layers.1.self_attn.k_proj.weight\" and 6 more.";
        QTest::newRow("unexpected") << "unexpected"
                                    << "nothing uses the weight \"model.layers.2.mlp.up_proj.weight\".";
        QTest::newRow("shape") << "shape"
                               << "the shape differs of \"model.norm.weight [32, 2] instead of [64]\".";
    }

    void weightsThatDoNotFitAreNamed()
    {
        QFETCH(QString, change);
        QFETCH(QString, sentence);
        fs::copy_file(tinyFolder / "config.json", m_folder / "config.json");
        std::vector<Weight> weights = tinyWeights();
        if (change == "missing")
            std::erase_if(
                weights, [](const Weight& w) { return w.spec.name == "model.layers.1.mlp.up_proj.weight"; });
        else if (change == "layer")
            std::erase_if(
                weights, [](const Weight& w) { return w.spec.name.starts_with("model.layers.1."); });
        else if (change == "unexpected") {
            weights.push_back(named(weights, "model.layers.1.mlp.up_proj.weight"));
            weights.back().spec.name = "model.layers.2.mlp.up_proj.weight";
        } else
            named(weights, "model.norm.weight").spec.shape = {32, 2};
        write(m_folder, weights);
        const auto model = openModel(m_folder);
        QVERIFY(!model);
        const QString message = QString::fromStdString(model.error().message);
        QVERIFY2(message.contains(sentence), qPrintable(message));
    }

    void buffersOfOldFilesAreIgnored()
    {
        fs::copy_file(tinyFolder / "config.json", m_folder / "config.json");
        std::vector<Weight> weights = tinyWeights();
        weights.push_back(
            {{"model.layers.0.self_attn.rotary_emb.inv_freq", {2}, WeightType::Float32}, {1.0f, 0.5f}});
        write(m_folder, weights);
        QVERIFY_RESULT(openModel(m_folder));
    }

    // transformers ties only what does not stand in the file in its own right.
    void aProjectionThatDiffersIsNotTied()
    {
        tie(m_folder);
        std::vector<Weight> weights = tinyWeights();
        write(m_folder, weights);
        auto model = openModel(m_folder);
        QVERIFY_RESULT(model);
        QVERIFY(!model->config.tiesEmbeddings);

        named(weights, "lm_head.weight").values = named(weights, "model.embed_tokens.weight").values;
        write(m_folder, weights);
        model = openModel(m_folder);
        QVERIFY_RESULT(model);
        QVERIFY(model->config.tiesEmbeddings);

        std::erase_if(weights, [](const Weight& w) { return w.spec.name == "lm_head.weight"; });
        write(m_folder, weights);
        model = openModel(m_folder);
        QVERIFY_RESULT(model);
        QVERIFY(model->config.tiesEmbeddings);
    }

    void theHashIsThatOfTheContent()
    {
        const auto hash = modelHash(tinyFolder);
        QVERIFY_RESULT(hash);
        QCOMPARE(hash->size(), std::size_t(64));
        fs::copy(tinyFolder, m_folder / "copy", fs::copy_options::recursive);
        QCOMPARE(*modelHash(m_folder / "copy"), *hash);
        std::fstream(m_folder / "copy" / "model.safetensors", std::ios::in | std::ios::out | std::ios::binary)
            .seekp(-1, std::ios::end)
            .put('!');
        QVERIFY(*modelHash(m_folder / "copy") != *hash);
        QVERIFY(*modelHash(test::goldenPath("checkpoint/tiny.gguf")) != *hash);
        StopFlag stop = true;
        const auto halted = modelHash(tinyFolder, {}, &stop);
        QVERIFY(!halted);
        QCOMPARE(halted.error().code, ErrorCode::Stopped);
        Progress last;
        QVERIFY_RESULT(modelHash(tinyFolder, [&](const Progress& progress) { last = progress; }));
        QCOMPARE(last.done, last.total);
        QVERIFY(last.total > 270000);
    }

    void theBuiltInModelEqualsThePeersFolder()
    {
        QSKIP_UNLESS_BUILT_IN_MODEL(ggufPath);
        QSKIP_UNLESS_PEER_MODEL(folderPath);
        auto gguf = openModel(ggufPath);
        auto folder = openModel(folderPath);
        QVERIFY_RESULT(gguf);
        QVERIFY_RESULT(folder);
        QCOMPARE(parameterCount(gguf->config), std::int64_t(134515008));
        QCOMPARE(gguf->weights->weights().size(), std::size_t(272));
        std::vector<float> ours, theirs;
        for (const WeightInfo& weight : folder->weights->weights()) {
            ours.resize(static_cast<std::size_t>(weight.valueCount()));
            theirs.resize(ours.size());
            QVERIFY_RESULT(gguf->weights->readFloat(weight.name, ours));
            QVERIFY_RESULT(folder->weights->readFloat(weight.name, theirs));
            QVERIFY2(std::memcmp(ours.data(), theirs.data(), 4 * ours.size()) == 0, weight.name.c_str());
        }
        folder->config.original = nullptr;
        QVERIFY(gguf->config == folder->config);
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

QTEST_APPLESS_MAIN(TestOpenModel)
#include "testopenmodel.moc"
