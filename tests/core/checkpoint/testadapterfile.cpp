// SPDX-License-Identifier: Apache-2.0
// PEFT's adapter folders: read, merged with their base, hashed, and refused with a sentence where they are
// more than Dankai computes or belong to another model.
#include "core/checkpoint/adapterstart.h"
#include "core/checkpoint/modelfolder.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

// A and B by a formula, in the order and shapes that a config asks for.
class FormulaAdapter final : public WeightSource
{
public:
    explicit FormulaAdapter(std::vector<WeightInfo> weights)
        : m_weights(std::move(weights))
    { }

    static float valueOf(std::string_view name, std::int64_t index)
    {
        return static_cast<float>(
            std::sin(static_cast<double>(name.size()) + 0.37 * static_cast<double>(index)));
    }

    std::span<const WeightInfo> weights() const override { return m_weights; }

    const WeightInfo* find(std::string_view name) const override
    {
        const auto found = std::ranges::find(m_weights, name, &WeightInfo::name);
        return found == m_weights.end() ? nullptr : &*found;
    }

    Result<> readFloatRows(
        std::string_view name, std::int64_t firstRow, std::span<float> values) const override
    {
        const std::int64_t columns = find(name)->shape[1];
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = valueOf(name, firstRow * columns + static_cast<std::int64_t>(i));
        return {};
    }

private:
    std::vector<WeightInfo> m_weights;
};

AdapterConfig someConfig()
{
    AdapterConfig config;
    config.rank = 3;
    config.alpha = 6;
    config.targets = {"q_proj", "down_proj"};
    return config;
}

} // namespace

class TestAdapterFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_base = test::goldenPath("checkpoint/tiny");

    ModelConfig baseConfig() const { return *readModelConfig(m_base); }

    Result<> write(const AdapterConfig& config, const std::string& base) const
    {
        return writeAdapterFolder(m_folder, {config, base},
            FormulaAdapter(expectedAdapterWeights(baseConfig(), config)), WeightType::Float32);
    }

    // The config as it was written, with one key changed.
    void change(const char* key, const Json& value) const
    {
        const fs::path path = m_folder / "adapter_config.json";
        Json config = *parseJson(*readFile(path), path.string());
        config[key] = value;
        std::ofstream(path) << config.dump();
    }

private slots:

    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString() + "/adapter";
    }

    void aNewAdapterIsDecidedByItsSeedAndChangesNothingYet()
    {
        const auto base = openModel(m_base);
        QVERIFY_RESULT(base);
        const AdapterConfig config = someConfig();
        const AdapterStart start(base->config, config, 7), same(base->config, config, 7),
            other(base->config, config, 8);
        QCOMPARE(start.weights().size(), expectedAdapterWeights(base->config, config).size());
        for (const WeightInfo& weight : start.weights()) {
            std::vector<float> values(static_cast<std::size_t>(weight.valueCount())), again(values.size()),
                others(values.size());
            QVERIFY_RESULT(start.readFloat(weight.name, values));
            QVERIFY_RESULT(same.readFloat(weight.name, again));
            QVERIFY_RESULT(other.readFloat(weight.name, others));
            QVERIFY(values == again);
            const bool isB = weight.name.ends_with(".lora_B.weight");
            QCOMPARE(values == others, isB);
            const double bound = isB ? 0 : 1 / std::sqrt(static_cast<double>(weight.shape[1]));
            for (const float value : values)
                QVERIFY(std::abs(value) <= bound);
            // A row alone is the row of the whole.
            std::vector<float> row(static_cast<std::size_t>(weight.shape[1]));
            QVERIFY_RESULT(start.readFloatRows(weight.name, 1, row));
            QVERIFY(std::equal(row.begin(), row.end(), values.begin() + weight.shape[1]));
            QVERIFY(!start.readFloatRows(weight.name, weight.shape[0], row));
        }
        QVERIFY(start.find("model.norm.weight") == nullptr);
        std::vector<float> none(1);
        QVERIFY(!start.readFloat("model.norm.weight", none));
    }

    void theModelIsTheBaseWithTheUpdate()
    {
        QVERIFY_RESULT(write(someConfig(), m_base));
        auto base = openModel(m_base);
        auto adapted = openModel(m_folder);
        QVERIFY_RESULT(base);
        QVERIFY_RESULT(adapted);
        QVERIFY(adapted->kind == ModelKind::PeftAdapter);
        QCOMPARE(adapted->config.hiddenSize, base->config.hiddenSize);
        int changed = 0;
        for (const WeightInfo& weight : expectedWeights(base->config)) {
            std::vector<float> before(static_cast<std::size_t>(weight.valueCount())), after(before.size());
            QVERIFY_RESULT(base->weights->readFloat(weight.name, before));
            QVERIFY_RESULT(adapted->weights->readFloat(weight.name, after));
            const bool isTarget
                = weight.name.ends_with("q_proj.weight") || weight.name.ends_with("down_proj.weight");
            QCOMPARE(after != before, isTarget);
            if (!isTarget)
                continue;
            ++changed;
            const std::string projection = weight.name.substr(0, weight.name.size() - 7);
            const std::string a = adapterWeightName(projection, AdapterMatrix::A);
            const std::string b = adapterWeightName(projection, AdapterMatrix::B);
            const std::int64_t columns = weight.shape[1];
            for (std::int64_t row = 0; row < weight.shape[0]; ++row)
                for (std::int64_t column = 0; column < columns; ++column) {
                    double sum = 0;
                    for (std::int64_t r = 0; r < 3; ++r)
                        sum += static_cast<double>(FormulaAdapter::valueOf(b, row * 3 + r))
                            * static_cast<double>(FormulaAdapter::valueOf(a, r * columns + column));
                    const auto i = static_cast<std::size_t>(row * columns + column);
                    const double expected = static_cast<double>(before[i]) + 2 * sum; // 6 / 3
                    QVERIFY(std::abs(static_cast<double>(after[i]) - expected) < 1e-5);
                }
            // Rows in the middle are the same rows.
            std::vector<float> middle(static_cast<std::size_t>(2 * columns));
            QVERIFY_RESULT(adapted->weights->readFloatRows(weight.name, 1, middle));
            QVERIFY(std::equal(middle.begin(), middle.end(), after.begin() + columns));
        }
        QVERIFY(changed > 2);
        // Values and header, which ends on a multiple of eight.
        const auto bytes = static_cast<std::int64_t>(fs::file_size(m_folder / "adapter_model.safetensors"));
        const std::int64_t values = adapterParameterCount(base->config, someConfig());
        QVERIFY(bytes > 4 * values && bytes < 4 * values + 4096);
    }

    void theScaleFollowsTheRank()
    {
        AdapterConfig config = someConfig();
        QCOMPARE(config.scale(), 2.0);
        config.isRankStabilised = true;
        QCOMPARE(config.scale(), 6 / std::sqrt(3.0));
    }

    void theConfigReadsBackTheSame()
    {
        AdapterConfig config = someConfig();
        config.isRankStabilised = true;
        config.dropout = 0.05;
        const auto read = parseAdapterConfig(toAdapterConfigJson(config, "/models/base"), "a");
        QVERIFY_RESULT(read);
        QVERIFY(read->config == config);
        QCOMPARE(read->baseModel, std::string("/models/base"));
        // What PEFT writes for "all-linear" is a list; by hand it may be the word.
        const auto all = parseAdapterConfig(
            Json{{"peft_type", "LORA"}, {"r", 8}, {"target_modules", "all-linear"}}, "a");
        QVERIFY_RESULT(all);
        QCOMPARE(all->config.targets.size(), std::size_t(7));
        QCOMPARE(all->config.alpha, 8.0); // PEFT's usual
    }

    void aRelativeBaseCountsFromTheFolder()
    {
        fs::copy(m_base, m_folder.parent_path() / "base");
        QVERIFY_RESULT(write(someConfig(), "base"));
        const auto base = baseModelOf(m_folder);
        QVERIFY_RESULT(base);
        QVERIFY(fs::equivalent(*base, m_folder.parent_path() / "base"));
    }

    void theHashIsOfWeightsBaseAndScale()
    {
        QVERIFY_RESULT(write(someConfig(), m_base));
        const auto first = modelHash(m_folder);
        QVERIFY_RESULT(first);
        fs::copy(m_base, m_folder.parent_path() / "moved");
        change("base_model_name_or_path", (m_folder.parent_path() / "moved").string());
        QCOMPARE(*modelHash(m_folder), *first);
        change("lora_alpha", 7);
        QVERIFY(*modelHash(m_folder) != *first);
    }

    void theHashOfACheckpointNeedsNoBase()
    {
        QVERIFY_RESULT(write(someConfig(), m_base));
        const auto first = checkpointHash(m_folder);
        QVERIFY_RESULT(first);
        QVERIFY(*first != *modelHash(m_folder));
        change("base_model_name_or_path", "gone");
        QVERIFY(!modelHash(m_folder));
        QCOMPARE(*checkpointHash(m_folder), *first);
        change("lora_alpha", 7);
        QVERIFY(*checkpointHash(m_folder) != *first);
        change("lora_alpha", someConfig().alpha);
        QCOMPARE(*checkpointHash(m_folder), *first);
        std::string weights = *readFile(m_folder / "adapter_model.safetensors");
        weights.back() = static_cast<char>(weights.back() ^ 1);
        QVERIFY_RESULT(writeFileAtomically(m_folder / "adapter_model.safetensors", weights));
        QVERIFY(*checkpointHash(m_folder) != *first);
        // Of a whole model it is the model's.
        QCOMPARE(*checkpointHash(m_base), *modelHash(m_base));
    }

    void whatIsMoreThanAAndBIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("DoRA") << "use_dora"
                              << "true"
                              << "use_dora is true, which Dankai does not compute";
        QTest::newRow("biases") << "bias"
                                << "\"all\""
                                << "bias is \"all\"";
        QTest::newRow("embeddings") << "modules_to_save"
                                    << "[\"embed_tokens\"]"
                                    << "modules_to_save is";
        QTest::newRow("alphas") << "alpha_pattern"
                                << "{\"q_proj\": 4}"
                                << "alpha_pattern is";
        QTest::newRow("another kind") << "peft_type"
                                      << "\"IA3\""
                                      << "peft_type is \"IA3\"";
        QTest::newRow("no rank") << "r"
                                 << "\"four\""
                                 << "r must be a whole number";
        QTest::newRow("no base") << "base_model_name_or_path"
                                 << "null"
                                 << "base_model_name_or_path is missing";
        QTest::newRow("a base of the hub") << "base_model_name_or_path"
                                           << "\"org/model\""
                                           << "\"org/model\", which is not on this machine";
    }

    void whatIsMoreThanAAndBIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, sentence);
        QVERIFY_RESULT(write(someConfig(), m_base));
        change(key.toUtf8().constData(), Json::parse(value.toStdString()));
        const auto model = openModel(m_folder);
        QVERIFY(!model);
        QVERIFY2(model.error().message.find(sentence.toStdString()) != std::string::npos,
            model.error().message.c_str());
        QVERIFY(model.error().message.find("adapter_config.json") != std::string::npos);
    }

    void anAdapterOfAnotherModelIsRefused()
    {
        // Of a model with other sizes.
        ModelConfig wide = baseConfig();
        wide.hiddenSize *= 2;
        QVERIFY_RESULT(writeAdapterFolder(m_folder, {someConfig(), m_base},
            FormulaAdapter(expectedAdapterWeights(wide, someConfig())), WeightType::Float32));
        auto model = openModel(m_folder);
        QVERIFY(!model);
        QVERIFY2(model.error().message.find("It is an adapter of another model.") != std::string::npos,
            model.error().message.c_str());
        // Of a model with more layers.
        ModelConfig deep = baseConfig();
        deep.layerCount += 3;
        QVERIFY_RESULT(writeAdapterFolder(m_folder, {someConfig(), m_base},
            FormulaAdapter(expectedAdapterWeights(deep, someConfig())), WeightType::Float32));
        model = openModel(m_folder);
        QVERIFY(!model);
        QVERIFY2(model.error().message.find("which its base model does not have") != std::string::npos,
            model.error().message.c_str());
        // An A without its B.
        std::vector<WeightInfo> half = expectedAdapterWeights(baseConfig(), someConfig());
        half.pop_back();
        QVERIFY_RESULT(
            writeAdapterFolder(m_folder, {someConfig(), m_base}, FormulaAdapter(half), WeightType::Float32));
        model = openModel(m_folder);
        QVERIFY(!model);
        QVERIFY2(model.error().message.find("without its lora_B") != std::string::npos,
            model.error().message.c_str());
        // A cut file.
        fs::resize_file(m_folder / "adapter_model.safetensors", 300);
        QVERIFY(!openModel(m_folder));
        fs::remove(m_folder / "adapter_model.safetensors");
        std::ofstream(m_folder / "adapter_model.bin") << "pickle";
        model = openModel(m_folder);
        QVERIFY(!model);
        QVERIFY(model.error().message.find("pickle (adapter_model.bin)") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestAdapterFile)
#include "testadapterfile.moc"
