// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/modelconfig.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

namespace {

// As transformers 4 writes it.
Json olderForm()
{
    return Json::parse(R"({
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": 100, "hidden_size": 64,
        "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2,
        "hidden_act": "silu", "max_position_embeddings": 512, "rms_norm_eps": 1e-05, "rope_theta": 20000.0,
        "rope_scaling": null, "attention_bias": false, "tie_word_embeddings": true, "bos_token_id": 1,
        "eos_token_id": 2, "torch_dtype": "bfloat16", "a_key_of_somebody": {"else": [1]}})");
}

Json newerForm()
{
    Json config = olderForm();
    for (const char* key : {"rope_theta", "rope_scaling", "torch_dtype"})
        config.erase(key);
    config["dtype"] = "bfloat16";
    config["rope_parameters"] = {{"rope_theta", 20000.0}, {"rope_type", "default"}};
    return config;
}

} // namespace

class TestModelConfig : public QObject
{
    Q_OBJECT

private slots:

    void olderAndNewerFormMeanTheSame()
    {
        auto older = parseModelConfig(olderForm(), "config.json");
        auto newer = parseModelConfig(newerForm(), "config.json");
        QVERIFY_RESULT(older);
        QVERIFY_RESULT(newer);
        QCOMPARE(older->ropeTheta, 20000.0);
        QCOMPARE(older->headSize, 16);
        QCOMPARE(older->storedType, WeightType::BFloat16);
        QVERIFY(older->tiesEmbeddings);
        QCOMPARE(older->eosTokenIds, std::vector<std::int32_t>{2});
        QVERIFY(!older->padTokenId);
        older->original = newer->original = nullptr;
        QVERIFY(*older == *newer);
    }

    void absentKeysHaveTheDefaultsOfTransformers()
    {
        auto config = parseModelConfig(Json::parse(R"({"model_type": "llama", "vocab_size": 100,
            "hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 4})"),
            "config.json");
        QVERIFY_RESULT(config);
        QCOMPARE(config->keyValueHeadCount, 4);
        QCOMPARE(config->maxPositions, 2048);
        QCOMPARE(config->ropeTheta, 10000.0);
        QCOMPARE(config->rmsNormEpsilon, 1e-6);
        QVERIFY(!config->tiesEmbeddings);
        QCOMPARE(config->bosTokenId, std::optional<std::int32_t>(1));
        QCOMPARE(config->eosTokenIds, std::vector<std::int32_t>{2});
    }

    void endOfSequenceMayBeAListAndComesFromTheGenerationConfig()
    {
        Json object = olderForm();
        object["eos_token_id"] = {2, 7};
        auto config = parseModelConfig(object, "config.json");
        QVERIFY_RESULT(config);
        QCOMPARE(config->eosTokenIds, (std::vector<std::int32_t>{2, 7}));
        config = parseModelConfig(object, "config.json", Json{{"eos_token_id", {3, 4, 5}}});
        QVERIFY_RESULT(config);
        QCOMPARE(config->eosTokenIds, (std::vector<std::int32_t>{3, 4, 5}));
        object["eos_token_id"] = nullptr;
        config = parseModelConfig(object, "config.json");
        QVERIFY_RESULT(config);
        QVERIFY(config->eosTokenIds.empty());
    }

    void writingKeepsUnknownKeysAndReadsBackTheSame()
    {
        for (const Json& form : {olderForm(), newerForm()}) {
            auto config = parseModelConfig(form, "config.json");
            QVERIFY_RESULT(config);
            const Json written = toConfigJson(*config, WeightType::Float16);
            QCOMPARE(written["a_key_of_somebody"]["else"][0].get<int>(), 1);
            QCOMPARE(written["rope_theta"].get<double>(), 20000.0);
            QCOMPARE(written["rope_parameters"]["rope_theta"].get<double>(), 20000.0);
            QCOMPARE(written["dtype"].get<std::string>(), std::string("float16"));
            QCOMPARE(written["torch_dtype"].get<std::string>(), std::string("float16"));
            auto again = parseModelConfig(written, "config.json");
            QVERIFY_RESULT(again);
            QCOMPARE(again->storedType, WeightType::Float16);
            again->storedType = config->storedType;
            again->original = config->original;
            QVERIFY(*again == *config);
        }
    }

    void generationConfigKeepsItsKeys()
    {
        auto config = parseModelConfig(olderForm(), "config.json");
        QVERIFY_RESULT(config);
        config->eosTokenIds = {2, 7};
        const Json written = toGenerationConfigJson(*config, Json{{"temperature", 0.7}});
        QCOMPARE(
            toJsonLine(written), std::string(R"({"temperature":0.7,"bos_token_id":1,"eos_token_id":[2,7]})"));
    }

    void parametersAreCounted()
    {
        auto config = parseModelConfig(olderForm(), "config.json");
        QVERIFY_RESULT(config);
        // embedding + 2 x (norms, q, k, v, o, three of the feed-forward) + last norm
        QCOMPARE(parameterCount(*config),
            std::int64_t(100 * 64 + 2 * (2 * 64 + 64 * 64 + 2 * 32 * 64 + 64 * 64 + 3 * 64 * 96) + 64));
        config->tiesEmbeddings = false;
        QCOMPARE(expectedWeights(*config).back().name, std::string("lm_head.weight"));
    }

    void whatCannotBeComputedIsRefusedByItsKey_data()
    {
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* patch, const char* sentence) {
            QTest::newRow(name) << patch << sentence;
        };
        row("architecture", R"({"architectures": ["Qwen2ForCausalLM"]})", "\"Qwen2ForCausalLM\"");
        row("no architecture", R"({"architectures": null, "model_type": null})", "names no architecture");
        row("other type", R"({"architectures": [], "model_type": "bert"})", "names no architecture");
        row("sizes whose product overflows",
            R"({"hidden_size": 268435456, "intermediate_size": 268435456, "num_hidden_layers": 9999})",
            "its sizes together make a model of more than");
        row("rope scaling", R"({"rope_scaling": {"rope_type": "llama3", "factor": 8.0}})",
            "\"rope_scaling\"");
        row("old scaling", R"({"rope_scaling": {"type": "linear", "factor": 2.0}})", "scaling \"linear\"");
        row("new scaling", R"({"rope_parameters": {"rope_type": "yarn", "rope_theta": 1.0}})",
            "\"rope_parameters\" asks for the rotary scaling \"yarn\"");
        row("rope is text", R"({"rope_parameters": "x"})", "\"rope_parameters\" must be an object");
        row("partial", R"({"partial_rotary_factor": 0.5})", "\"partial_rotary_factor\"");
        row("attention bias", R"({"attention_bias": true})", "\"attention_bias\"");
        row("mlp bias", R"({"mlp_bias": true})", "\"mlp_bias\"");
        row("activation", R"({"hidden_act": "gelu"})", "the activation \"gelu\"");
        row("window", R"({"sliding_window": 4096})", "\"sliding_window\"");
        row("dropout", R"({"attention_dropout": 0.1})", "\"attention_dropout\"");
        row("quantised", R"({"quantization_config": {"quant_method": "gptq"}})", "\"quantization_config\"");
        row("missing", R"({"hidden_size": null})", "has no \"hidden_size\"");
        row("negative", R"({"hidden_size": -64})", "\"hidden_size\" is -64, but must be a whole number");
        row("fraction", R"({"vocab_size": 1.5})", "\"vocab_size\" is 1.5");
        row("enormous", R"({"vocab_size": 18446744073709551615})", "\"vocab_size\" is 18446744073709551615");
        row("layers", R"({"num_hidden_layers": 100000})", "from 1 to 10000");
        row("text for number", R"({"rms_norm_eps": "1e-5"})", "\"rms_norm_eps\" is \"1e-5\"");
        row("theta", R"({"rope_theta": 0})", "\"rope_theta\" is 0, but must be a number above 0");
        row("boolean", R"({"tie_word_embeddings": 1})", "must be true or false");
        row("heads", R"({"num_key_value_heads": 3})", "4 attention heads cannot share 3");
        row("odd head", R"({"head_dim": 15})", "head size 15 is odd");
        row("eos outside", R"({"eos_token_id": 100})", "special token 100 does not exist");
        row("eos is text", R"({"eos_token_id": "</s>"})", "\"eos_token_id\" holds \"</s>\"");
    }

    void whatCannotBeComputedIsRefusedByItsKey()
    {
        QFETCH(QString, patch);
        QFETCH(QString, sentence);
        Json object = olderForm();
        const Json changes = Json::parse(patch.toStdString());
        for (const auto& [key, value] : changes.items())
            object[key] = value;
        const auto config = parseModelConfig(object, "m/config.json");
        QVERIFY(!config);
        QCOMPARE(config.error().code, ErrorCode::Unusable);
        const QString message = QString::fromStdString(config.error().message);
        QVERIFY2(message.contains(sentence), qPrintable(message));
        QVERIFY2(message.startsWith("m/config.json"), qPrintable(message));
    }

    void harmlessKeysAreAccepted()
    {
        Json object = olderForm();
        object["hidden_act"] = "swish";
        object["sliding_window"] = 4096;
        object["use_sliding_window"] = false;
        object["pad_token_id"] = -1;
        object["attention_dropout"] = 0;
        object["pretraining_tp"] = 2;
        auto config = parseModelConfig(object, "config.json");
        QVERIFY_RESULT(config);
        QVERIFY(!config->padTokenId);
        QVERIFY(!parseModelConfig(Json::array(), "config.json"));
    }
};

QTEST_APPLESS_MAIN(TestModelConfig)
#include "testmodelconfig.moc"
