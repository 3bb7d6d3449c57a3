// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/memorymodel.h"
#include "core/checkpoint/modelfinder.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <optional>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

constexpr TrainingMemory muchMemory{std::uint64_t(1) << 50};

const fs::path tinyFolder = test::goldenPath("checkpoint/tiny");
const fs::path tinyGguf = test::goldenPath("checkpoint/tiny.gguf");

void put(const fs::path& path, const std::string& text)
{
    fs::create_directories(path.parent_path());
    QVERIFY_RESULT(writeFileAtomically(path, text));
}

void copyTo(const fs::path& from, const fs::path& to)
{
    fs::create_directories(to.parent_path());
    fs::copy(from, to, fs::copy_options::recursive);
}

} // namespace

class TestModelFinder : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;

    fs::path root() const { return m_folder->path().toStdString(); }

    ModelPlaces places() const
    {
        ModelPlaces places;
        places.huggingFace = {root() / "hub"};
        places.lmStudio = {root() / "lmstudio"};
        places.ollama = {root() / "ollama"};
        return places;
    }

    // As Ollama keeps a model; `digest` names its file.
    void putOllama(const std::string& manifest, const std::string& digest)
    {
        put(root() / "ollama/manifests" / manifest,
            R"({"schemaVersion": 2, "config": {"digest": "sha256:c0"}, "layers": [)"
            R"({"mediaType": "application/vnd.ollama.image.license", "digest": "sha256:11"},)"
            R"({"mediaType": "application/vnd.ollama.image.model", "digest": ")"
                + digest + R"("}]})");
        put(root() / "ollama/blobs/sha256-c0",
            R"({"model_family": "qwen2", "model_type": "1.5B", "file_type": "Q4_K_M"})");
    }

private slots:

    void init() { m_folder.emplace(); }

    void placesThatAreNotThereHoldNothing()
    {
        QVERIFY(findModels(places(), muchMemory).empty());
        QVERIFY(findModels({}, muchMemory).empty());
    }

    void aPersonsOwnFoldersAreSearchedToo()
    {
        copyTo(tinyFolder, root() / "mine/deep/tiny");
        copyTo(tinyGguf, root() / "mine/tiny-Q8_0.gguf");
        ModelPlaces places;
        places.own = {root() / "mine", root() / "not there"};
        const auto models = findModels(places, muchMemory);
        QCOMPARE(models.size(), std::size_t(2));
        QCOMPARE(models[0].name, std::string("deep/tiny"));
        QCOMPARE(models[0].place, ModelPlace::Chosen);
        QCOMPARE(models[1].name, std::string("tiny-Q8_0.gguf"));
        places.own = {root() / "mine/deep/tiny"}; // a model itself
        QCOMPARE(findModels(places, muchMemory).at(0).name, std::string("tiny"));
    }

    void everyPlaceIsFoundByTheNamesOfItsProgram()
    {
        const fs::path repository = root() / "hub/models--some--tiny";
        copyTo(tinyFolder, repository / "snapshots/abc");
        copyTo(tinyFolder, repository / "snapshots/old");
        put(repository / "refs/main", "abc\n");
        put(root() / "hub/datasets--some--rows/snapshots/a/config.json", "{}");
        copyTo(tinyGguf, root() / "lmstudio/owner/tiny-GGUF/tiny-Q8_0.gguf");
        put(root() / "lmstudio/owner/tiny-GGUF/mmproj-tiny.gguf", "GGUF");
        put(root() / "lmstudio/owner/tiny-GGUF/big-00002-of-00003.gguf", "GGUF");
        copyTo(tinyGguf, root() / "ollama/blobs/sha256-aa");
        putOllama("registry.ollama.ai/library/tiny/1b", "sha256:aa");

        const auto models = findModels(places(), muchMemory);
        QCOMPARE(models.size(), std::size_t(3));
        QCOMPARE(models[0].name, std::string("some/tiny"));
        QCOMPARE(models[0].place, ModelPlace::HuggingFace);
        QCOMPARE(models[0].path, repository / "snapshots/abc");
        QCOMPARE(models[0].architecture, std::string("LlamaForCausalLM"));
        QCOMPARE(models[1].name, std::string("owner/tiny-GGUF/tiny-Q8_0.gguf"));
        QCOMPARE(models[1].place, ModelPlace::LmStudio);
        QCOMPARE(models[2].name, std::string("tiny:1b"));
        QCOMPARE(models[2].place, ModelPlace::Ollama);
        QCOMPARE(models[2].architecture, std::string("llama")); // the file's word, not the description's
        for (const FoundModel& model : models) {
            QVERIFY2(model.fit == ModelFit::Full, model.reason.c_str());
            QVERIFY(openModel(model.path).has_value());
            QVERIFY(model.bytesOnDisk > 0);
            QVERIFY(!model.storage.empty());
            const auto config = readModelConfig(model.path);
            QVERIFY_RESULT(config);
            QCOMPARE(model.parameters, static_cast<std::uint64_t>(parameterCount(*config)));
        }
    }

    void memoryDecidesWhatCanBeTrained()
    {
        const FoundModel model = lookAtModel(tinyFolder, muchMemory);
        const auto config = readModelConfig(tinyFolder);
        QVERIFY_RESULT(config);
        TrainingMemoryParams params;
        params.tokensPerMicroBatch = params.maxSequenceLength
            = std::min<std::int64_t>(fitTokens, config->maxPositions);
        QCOMPARE(model.fullBytes, estimateTrainingMemory(*config, params).totalBytes());
        QCOMPARE(lookAtModel(tinyFolder, {model.fullBytes}).fit, ModelFit::Full);
        QCOMPARE(lookAtModel(tinyFolder, {model.fullBytes - 1}).fit, ModelFit::LoraOnly);
        QCOMPARE(lookAtModel(tinyFolder, {model.loraBytes}).fit, ModelFit::LoraOnly);
        QCOMPARE(lookAtModel(tinyFolder, {model.loraBytes - 1}).fit, ModelFit::TooLarge);
        // On a GPU weights are bfloat16 beside their masters.
        params.isOnGpu = true;
        params.precision = ComputePrecision::BFloat16WithFloat32Master;
        QCOMPARE(lookAtModel(tinyFolder, {muchMemory.bytes, true}).fullBytes,
            estimateTrainingMemory(*config, params).totalBytes());
    }

    void whatTheEngineCannotReadSaysWhy()
    {
        put(root() / "hub/models--some--bert/snapshots/a/config.json",
            R"({"architectures": ["BertModel"], "model_type": "bert", "torch_dtype": "float16"})");
        put(root() / "hub/models--some--broken/snapshots/a/config.json", "{");
        put(root() / "ollama/blobs/sha256-bb", "GGUF");
        putOllama("registry.ollama.ai/somebody/qwen/latest", "sha256:bb");
        const auto models = findModels(places(), muchMemory);
        QCOMPARE(models.size(), std::size_t(3));
        for (const FoundModel& model : models) {
            QCOMPARE(model.fit, ModelFit::Unsupported);
            QVERIFY(!model.reason.empty());
        }
        QCOMPARE(models[0].architecture, std::string("BertModel"));
        QCOMPARE(models[0].storage, std::string("float16"));
        QVERIFY(models[0].reason.find("BertModel") != std::string::npos);
        // A file that cannot be opened is told by what stands beside it.
        QCOMPARE(models[2].name, std::string("somebody/qwen:latest"));
        QCOMPARE(models[2].architecture, std::string("qwen2"));
        QCOMPARE(models[2].storage, std::string("Q4_K_M"));
        QCOMPARE(models[2].parameters, std::uint64_t(1'500'000'000));
        QVERIFY(!lookAtModel(root() / "nowhere", muchMemory).reason.empty());
    }

    void aManifestCannotLeadOutOfItsFolder()
    {
        copyTo(tinyGguf, root() / "secret");
        fs::create_directories(root() / "ollama/blobs");
        putOllama("registry.ollama.ai/library/evil/latest", "../../secret");
        QVERIFY(findModels(places(), muchMemory).empty());
    }

    void aModelUnderTwoNamesAndACircleOfLinksAreSeenOnce()
    {
        copyTo(tinyGguf, root() / "ollama/blobs/sha256-aa");
        putOllama("registry.ollama.ai/library/tiny/1b", "sha256:aa");
        putOllama("registry.ollama.ai/library/tiny/latest", "sha256:aa");
        fs::create_directories(root() / "lmstudio/owner");
        fs::create_directory_symlink(root() / "lmstudio", root() / "lmstudio/owner/again");
        ModelPlaces all = places();
        all.builtIn = tinyGguf;
        std::vector<Progress> told;
        const auto models
            = findModels(all, muchMemory, [&](const Progress& progress) { told.push_back(progress); });
        QCOMPARE(models.size(), std::size_t(2));
        QCOMPARE(models[0].place, ModelPlace::BuiltIn);
        QCOMPARE(models[1].name, std::string("tiny:1b"));
        QCOMPARE(told.size(), std::size_t(3));
        QCOMPARE(told.back().done, told.back().total);
    }

    void itStopsWhenAsked()
    {
        ModelPlaces all;
        all.builtIn = tinyGguf;
        const StopFlag stop = true;
        QVERIFY(findModels(all, muchMemory, {}, &stop).empty());
    }
};

QTEST_APPLESS_MAIN(TestModelFinder)
#include "testmodelfinder.moc"
