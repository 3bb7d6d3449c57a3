// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/modelconfig.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>
#include <limits>

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

Json mistralForm()
{
    Json config = newerForm();
    config["architectures"] = {"MistralForCausalLM"};
    config["model_type"] = "mistral";
    config["sliding_window"] = 32;
    return config;
}

// As Qwen2.5's config.json.
Json qwenForm()
{
    Json config = olderForm();
    for (const char* key : {"rope_scaling", "attention_bias", "bos_token_id", "eos_token_id"})
        config.erase(key);
    config["architectures"] = {"Qwen2ForCausalLM"};
    config["model_type"] = "qwen2";
    config["use_sliding_window"] = false;
    config["sliding_window"] = 131072;
    config["max_window_layers"] = 1;
    return config;
}

// Written and read again it must be the same, but for what the file itself says of its types and other keys.
bool readsBackTheSame(const ModelConfig& config)
{
    auto again = parseModelConfig(toConfigJson(config, config.storedType), "config.json");
    if (!again)
        return false;
    again->original = config.original;
    return *again == config;
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

    void scalingsOfRotaryPositionsInBothForms()
    {
        const Json llama3{{"rope_type", "llama3"}, {"factor", 32.0}, {"low_freq_factor", 1.0},
            {"high_freq_factor", 4.0}, {"original_max_position_embeddings", 256}};
        Json older = olderForm(), newer = newerForm();
        older["rope_scaling"] = llama3;
        newer["rope_parameters"].update(llama3);
        for (const Json& form : {older, newer}) {
            auto config = parseModelConfig(form, "config.json");
            QVERIFY_RESULT(config);
            QCOMPARE(config->ropeTheta, 20000.0);
            QVERIFY(config->ropeScaling
                == (RopeScaling{.kind = RopeScalingKind::Llama3, .factor = 32, .originalPositions = 256}));
            QVERIFY(readsBackTheSame(*config));
            // For transformers 4 and 5.
            const Json written = toConfigJson(*config, WeightType::Float32);
            QCOMPARE(written["rope_scaling"]["rope_type"].get<std::string>(), std::string("llama3"));
            QCOMPARE(written["rope_parameters"]["factor"].get<double>(), 32.0);
            QCOMPARE(written["rope_parameters"]["rope_theta"].get<double>(), 20000.0);
        }
        newer["rope_parameters"].erase("original_max_position_embeddings"); // then the model's own
        QCOMPARE(parseModelConfig(newer, "config.json")->ropeScaling.originalPositions, 512);
        older["rope_scaling"] = {{"type", "linear"}, {"factor", 2.5}};
        auto linear = parseModelConfig(older, "config.json");
        QVERIFY_RESULT(linear);
        QVERIFY(linear->ropeScaling == (RopeScaling{.kind = RopeScalingKind::Linear, .factor = 2.5}));
        QVERIFY(readsBackTheSame(*linear));
        // Where both stand, transformers 5 takes the older one alone.
        older["rope_parameters"] = llama3;
        QVERIFY(parseModelConfig(older, "config.json")->ropeScaling.kind == RopeScalingKind::Linear);
    }

    void frequenciesAreThoseOfTheDefinition()
    {
        const RopeScaling scaling{.kind = RopeScalingKind::Llama3, .factor = 8};
        const auto plain = rotaryFrequencies(500000, 128, {});
        const auto scaled = rotaryFrequencies(500000, 128, scaling);
        const auto divisors = llama3Divisors(500000, 128, scaling);
        QCOMPARE(plain.size(), std::size_t(64));
        QCOMPARE(plain[0], 1.0F);
        QCOMPARE(divisors.front(), 1.0F);
        QCOMPARE(divisors.back(), 8.0F);
        bool hasPassage = false;
        for (std::size_t i = 0; i < plain.size(); ++i) {
            QVERIFY(std::abs(plain[i] / divisors[i] - scaled[i]) <= 1e-6F * scaled[i]);
            hasPassage = hasPassage || (divisors[i] > 1.5F && divisors[i] < 7.5F);
        }
        QVERIFY(hasPassage);
        QVERIFY(llama3FromDivisors(divisors, 500000) == scaling);
        const RopeScaling other{.kind = RopeScalingKind::Llama3, .factor = 32, .originalPositions = 4096};
        QVERIFY(llama3FromDivisors(llama3Divisors(500000, 64, other), 500000) == other);
        QVERIFY(!llama3FromDivisors(std::vector<float>(64, 0.5F), 500000));
        auto bent = divisors;
        bent[40] *= 1.1F;
        QVERIFY(!llama3FromDivisors(bent, 500000));
        bent[40] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(!llama3FromDivisors(bent, 500000));
        QCOMPARE(rotaryFrequencies(10000, 4, {.kind = RopeScalingKind::Linear, .factor = 4})[0], 0.25F);
    }

    void mistralHasItsWindow()
    {
        auto config = parseModelConfig(mistralForm(), "config.json");
        QVERIFY_RESULT(config);
        QVERIFY(config->family == ModelFamily::Mistral);
        QCOMPARE(config->slidingWindow, 32);
        QCOMPARE(windowOf(*config, 0), 32);
        QVERIFY(readsBackTheSame(*config));
        const Json written = toConfigJson(*config, WeightType::Float32);
        QCOMPARE(written["architectures"][0].get<std::string>(), std::string("MistralForCausalLM"));
        QCOMPARE(written["model_type"].get<std::string>(), std::string("mistral"));
        Json object = mistralForm();
        object["sliding_window"] = nullptr; // none, as from version 0.2 on
        config = parseModelConfig(object, "config.json");
        QVERIFY_RESULT(config);
        QCOMPARE(config->slidingWindow, 0);
        QVERIFY(readsBackTheSame(*config));
        object.erase("sliding_window"); // transformers' default
        QCOMPARE(parseModelConfig(object, "config.json")->slidingWindow, 4096);
        object = olderForm();
        object["sliding_window"] = 32; // transformers' Llama does not look at it
        QCOMPARE(parseModelConfig(object, "config.json")->slidingWindow, 0);
    }

    void qwen2HasBiasesAndSeldomAWindow()
    {
        auto config = parseModelConfig(qwenForm(), "config.json");
        QVERIFY_RESULT(config);
        QVERIFY(config->family == ModelFamily::Qwen2);
        QVERIFY(config->hasQueryKeyValueBias && !config->hasAttentionOutBias && !config->hasFeedForwardBias);
        QCOMPARE(config->slidingWindow, 0);
        QVERIFY(!config->bosTokenId && config->eosTokenIds.empty());
        QVERIFY(readsBackTheSame(*config));
        const auto weights = expectedWeights(*config);
        const std::vector<std::string> names = {"model.layers.0.self_attn.q_proj.bias",
            "model.layers.0.self_attn.k_proj.bias", "model.layers.0.self_attn.v_proj.bias"};
        for (std::size_t i = 0; i < names.size(); ++i)
            QCOMPARE(weights[5 + i].name, names[i]);
        QCOMPARE(weights[6].shape, std::vector<std::int64_t>{32});

        Json object = qwenForm();
        object["use_sliding_window"] = true;
        config = parseModelConfig(object, "config.json");
        QVERIFY_RESULT(config);
        QCOMPARE(windowOf(*config, 0), 0);
        QCOMPARE(windowOf(*config, 1), 131072);
        QVERIFY(readsBackTheSame(*config));
        object["max_window_layers"] = 2; // all layers come before it
        QCOMPARE(parseModelConfig(object, "config.json")->slidingWindow, 0);
        object["layer_types"] = {"sliding_attention", "sliding_attention"}; // which wins
        config = parseModelConfig(object, "config.json");
        QVERIFY_RESULT(config);
        QCOMPARE(windowOf(*config, 0), 131072);
        QVERIFY(readsBackTheSame(*config));
        object["max_window_layers"] = 0;
        object.erase("layer_types");
        QCOMPARE(windowOf(*parseModelConfig(object, "config.json"), 0), 131072);
    }

    void llamaMayHaveBiases()
    {
        Json object = olderForm();
        object["attention_bias"] = true;
        object["mlp_bias"] = true;
        auto config = parseModelConfig(object, "config.json");
        QVERIFY_RESULT(config);
        QVERIFY(config->hasQueryKeyValueBias && config->hasAttentionOutBias && config->hasFeedForwardBias);
        std::int64_t matrices = 0;
        for (const WeightInfo& weight : expectedWeights(*config)) {
            const bool isOfLayer = weight.name.starts_with("model.layers.");
            QCOMPARE(isLayerMatrix(weight), isOfLayer && weight.shape.size() == 2);
            matrices += isLayerMatrix(weight) ? 1 : 0;
        }
        QCOMPARE(matrices, 7 * config->layerCount);
        QVERIFY(readsBackTheSame(*config));
        config->hasQueryKeyValueBias = config->hasAttentionOutBias = config->hasFeedForwardBias = false;
        const std::int64_t without = parameterCount(*config);
        QCOMPARE(parameterCount(*parseModelConfig(object, "config.json")) - without,
            std::int64_t(2 * (64 + 32 + 32 + 64 + 96 + 96 + 64)));
    }

    void whatCannotBeComputedIsRefusedByItsKey_data()
    {
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* patch, const char* sentence) {
            QTest::newRow(name) << patch << sentence;
        };
        row("architecture", R"({"architectures": ["Qwen3ForCausalLM"]})", "\"Qwen3ForCausalLM\"");
        row("no architecture", R"({"architectures": null, "model_type": null})", "names no architecture");
        row("other type", R"({"architectures": [], "model_type": "bert"})", "names no architecture");
        row("sizes whose product overflows",
            R"({"hidden_size": 268435456, "intermediate_size": 268435456, "num_hidden_layers": 9999})",
            "its sizes together make a model of more than");
        row("rope scaling", R"({"rope_scaling": {"rope_type": "llama3", "factor": 8.0}})",
            "rope_scaling has no \"low_freq_factor\"");
        row("rope factors", R"({"rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 4,
            "high_freq_factor": 4}})",
            "\"high_freq_factor\" must be larger");
        row("old scaling", R"({"rope_scaling": {"type": "linear"}})", "rope_scaling has no \"factor\"");
        row("dynamic", R"({"rope_scaling": {"type": "dynamic", "factor": 2.0}})", "scaling \"dynamic\"");
        row("new scaling", R"({"rope_parameters": {"rope_type": "yarn", "rope_theta": 1.0}})",
            "\"rope_parameters\" asks for the rotary scaling \"yarn\"");
        row("rope is text", R"({"rope_parameters": "x"})", "\"rope_parameters\" must be an object");
        row("partial", R"({"partial_rotary_factor": 0.5})", "\"partial_rotary_factor\"");
        row("bias is a number", R"({"attention_bias": 1})", "\"attention_bias\" is 1, but must be true or");
        row("activation", R"({"hidden_act": "gelu"})", "the activation \"gelu\"");
        row("window", R"({"architectures": ["MistralForCausalLM"], "sliding_window": 0})",
            "\"sliding_window\" is 0");
        row("windows between", R"({"architectures": ["Qwen2ForCausalLM"], "use_sliding_window": true,
            "layer_types": ["sliding_attention", "full_attention"]})",
            "\"layer_types\" asks for windows in some layers");
        row("layer types", R"({"architectures": ["Qwen2ForCausalLM"], "use_sliding_window": true,
            "layer_types": ["sliding_attention"]})",
            "\"layer_types\" must say");
        row("scaling of a window's family", R"({"architectures": ["Qwen2ForCausalLM"],
            "rope_scaling": {"type": "yarn", "factor": 4.0}})",
            "scaling \"yarn\"");
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
