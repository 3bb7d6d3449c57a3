// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/modelfolder.h"
#include "core/checkpoint/openmodel.h"
#include "tests/support/testpaths.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

std::set<std::string> namesIn(const fs::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

bool haveTheSameValues(const WeightSource& a, const WeightSource& b, const ModelConfig& config)
{
    for (const WeightInfo& weight : expectedWeights(config)) {
        std::vector<float> x(static_cast<std::size_t>(weight.valueCount())), y(x.size());
        if (!a.readFloat(weight.name, x) || !b.readFloat(weight.name, y)
            || std::memcmp(x.data(), y.data(), 4 * x.size()) != 0)
            return false;
    }
    return true;
}

} // namespace

class TestModelFolder : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
    }

    void aModelWrittenAndReadIsTheSame_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<qulonglong>("maxShardBytes");
        QTest::addColumn<int>("shards");
        QTest::newRow("folder") << "checkpoint/tiny" << 5'000'000'000ULL << 1;
        QTest::newRow("GGUF") << "checkpoint/tiny.gguf" << 5'000'000'000ULL << 1;
        QTest::newRow("in shards") << "checkpoint/tiny" << 80'000ULL << 4;
        QTest::newRow("a shard for each") << "checkpoint/tiny" << 1ULL << 21;
    }

    void aModelWrittenAndReadIsTheSame()
    {
        QFETCH(QString, source);
        QFETCH(qulonglong, maxShardBytes);
        QFETCH(int, shards);
        auto model = openModel(test::goldenPath(source.toStdString()));
        QVERIFY_RESULT(model);
        ModelFolderOptions options;
        options.maxShardBytes = maxShardBytes;
        options.generationConfig = model->generationConfig;
        const fs::path target = m_folder / "checkpoint-1";
        QVERIFY_RESULT(writeModelFolder(target, model->config, *model->weights, options));
        auto again = openModel(target);
        QVERIFY_RESULT(again);
        QVERIFY(haveTheSameValues(*model->weights, *again->weights, model->config));
        int files = 0;
        for (const std::string& name : namesIn(target))
            files += name.ends_with(".safetensors") ? 1 : 0;
        QCOMPARE(files, shards);
        QCOMPARE(namesIn(m_folder), std::set<std::string>{"checkpoint-1"}); // nothing temporary is left
        again->config.original = model->config.original;
        if (model->kind == ModelKind::HuggingFaceFolder) {
            QVERIFY(again->config == model->config);
            QVERIFY(again->generationConfig == model->generationConfig);
        }
    }

    void weightsAreRoundedToTheTypeAskedFor()
    {
        auto model = openModel(test::goldenPath("checkpoint/tiny"));
        auto expected = openModel(test::goldenPath("checkpoint/tiny-sharded")); // transformers' bfloat16
        QVERIFY_RESULT(model);
        ModelFolderOptions options;
        options.weightType = WeightType::BFloat16;
        QVERIFY_RESULT(writeModelFolder(m_folder / "b/", model->config, *model->weights, options));
        auto again = openModel(m_folder / "b");
        QVERIFY_RESULT(again);
        QVERIFY(again->config.storedType == WeightType::BFloat16);
        QVERIFY(haveTheSameValues(*expected->weights, *again->weights, model->config));
    }

    void anOldCheckpointIsReplacedAsAWhole()
    {
        auto model = openModel(test::goldenPath("checkpoint/tiny"));
        QVERIFY_RESULT(model);
        const fs::path target = m_folder / "checkpoint";
        const auto addTokenizer = [](const fs::path& folder) -> Result<> {
            return writeFileAtomically(folder / "tokenizer.json", "{}");
        };
        QVERIFY_RESULT(writeModelFolder(target, model->config, *model->weights, {}, addTokenizer));
        std::ofstream(target / "old.txt").flush();
        fs::create_directories(m_folder / "checkpoint.partial" / "of a killed process");
        QVERIFY_RESULT(writeModelFolder(target, model->config, *model->weights));
        QCOMPARE(namesIn(target),
            (std::set<std::string>{"config.json", "generation_config.json", "model.safetensors"}));
        QCOMPARE(namesIn(m_folder), std::set<std::string>{"checkpoint"});
    }

    void withoutCommitTheOldOneStays()
    {
        auto model = openModel(test::goldenPath("checkpoint/tiny"));
        QVERIFY_RESULT(model);
        const fs::path target = m_folder / "checkpoint";
        QVERIFY_RESULT(writeModelFolder(target, model->config, *model->weights));
        const auto refuse = [](const fs::path&) -> Result<> { return failed("no tokenizer"); };
        QVERIFY(!writeModelFolder(target, model->config, *model->weights, {}, refuse));
        {
            auto writer = ModelFolderWriter::create(target, model->config);
            QVERIFY_RESULT(writer);
            const WeightInfo& first = writer->weights().front();
            const std::vector<float> values(static_cast<std::size_t>(first.valueCount()), 1.0f);
            QVERIFY_RESULT(writer->writeFloat(first.name, values));
            QVERIFY(!writer->commit()); // the other weights are missing
        }
        QCOMPARE(namesIn(m_folder), std::set<std::string>{"checkpoint"});
        auto again = openModel(target);
        QVERIFY_RESULT(again);
        QVERIFY(haveTheSameValues(*model->weights, *again->weights, model->config));
    }

    void somebodysFolderIsNotReplaced_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("other files") << "thesis.odt"
                                     << "holds \"thesis.odt\", which is no part of a checkpoint";
        QTest::newRow("subfolder") << "src/main.cpp"
                                   << "holds \"src\", which is no part of a checkpoint";
    }

    void somebodysFolderIsNotReplaced()
    {
        QFETCH(QString, path);
        QFETCH(QString, sentence);
        auto model = openModel(test::goldenPath("checkpoint/tiny"));
        QVERIFY_RESULT(model);
        const fs::path target = m_folder / "folder";
        fs::create_directories((target / path.toStdString()).parent_path());
        std::ofstream(target / path.toStdString()).flush();
        const auto written = writeModelFolder(target, model->config, *model->weights);
        QVERIFY(!written);
        QVERIFY2(QString::fromStdString(written.error().message).contains(sentence),
            written.error().message.c_str());
        QVERIFY(fs::exists(target / path.toStdString()));
        const auto onFile = writeModelFolder(target / path.toStdString(), model->config, *model->weights);
        QVERIFY(!onFile);
        QCOMPARE(onFile.error().code, ErrorCode::Unusable);
    }

    void transformersLoadsWhatIsWritten()
    {
        QSKIP_UNLESS_SHARED(environment, "peer/env.sh");
        QSKIP_UNLESS_PEER_MODEL(peerModel);
        auto model = openModel(test::goldenPath("checkpoint/tiny.gguf"));
        QVERIFY_RESULT(model);
        ModelFolderOptions options;
        options.maxShardBytes = 80'000;
        QVERIFY_RESULT(writeModelFolder(m_folder / "shards", model->config, *model->weights, options));
        QVERIFY_RESULT(writeModelFolder(m_folder / "one", model->config, *model->weights));
        static constexpr const char* script = R"(
import sys, torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM
expected = load_file(sys.argv[3])
for folder in sys.argv[1:3]:
    model, info = AutoModelForCausalLM.from_pretrained(folder, output_loading_info=True)
    assert not info["missing_keys"] and not info["unexpected_keys"], info
    state = model.state_dict()
    assert state.keys() == expected.keys(), state.keys() ^ expected.keys()
    assert all(torch.equal(state[name], expected[name]) for name in expected)
    assert model.dtype == torch.float32 and model.config.rope_parameters["rope_theta"] == 20000.0
    assert model.generation_config.eos_token_id == [2, 5]
print("loaded")
)";
        std::ofstream(m_folder / "load.py") << script;
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start("bash",
            {"-c", ". \"$0\" && exec python -P \"$1/load.py\" \"$1/one\" \"$1/shards\" \"$2\"",
                QString::fromStdString(environment.string()), QString::fromStdString(m_folder.string()),
                QString::fromStdString(test::goldenPath("checkpoint/tiny.expected.safetensors").string())});
        QVERIFY(python.waitForFinished(240'000));
        const QByteArray output = python.readAll();
        if (python.exitCode() != 0 && output.contains("No module named"))
            QSKIP("the peer's Python has no torch, transformers or safetensors; shared/peer/setup installs "
                  "them");
        QVERIFY2(python.exitCode() == 0 && output.contains("loaded"), output.constData());
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

QTEST_APPLESS_MAIN(TestModelFolder)
#include "testmodelfolder.moc"
