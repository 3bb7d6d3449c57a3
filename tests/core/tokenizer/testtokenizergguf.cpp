// SPDX-License-Identifier: Apache-2.0
// A tokenizer that is written into a GGUF file and read again gives the same ids.
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/ggufwriter.h"
#include "core/checkpoint/openmodel.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/pretokenizer.h"
#include "core/tokenizer/tokenizer.h"
#include "core/tokenizer/tokenizerggufwriter.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> texts
    = {"", "Hello, world!", "  two  spaces\n\n\tand a tab 12345 x9", "段階 を 分ける。日本語のトークン",
        "naïve café 🙂🙃 e\u0301", "<|im_start|>user\nHi<|im_end|>\n", "don't I'LL we've"};

} // namespace

class TestTokenizerGguf : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    // Through a file without weights.
    Result<Tokenizer> throughGguf(const TokenizerSpec& spec, const ModelConfig& config,
        const std::optional<std::string>& chatTemplate = std::nullopt)
    {
        const fs::path path = fs::path(m_folder.path().toStdString()) / "tokenizer.gguf";
        auto entries = ggufTokenizer(spec, config, chatTemplate, "here");
        if (!entries)
            return passOn(entries);
        entries->insert(entries->begin(), {"general.architecture", "llama"});
        auto writer = GgufWriter::create(path, *entries, {});
        if (!writer)
            return passOn(writer);
        if (auto done = writer->commit(); !done)
            return passOn(done);
        return Tokenizer::open(path);
    }

private slots:

    void idsStayTheSame_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::newRow("as it is") << "";
        QTest::newRow("llama 3") << QString::fromUtf8(llama3Pattern.data(), qsizetype(llama3Pattern.size()));
        QTest::newRow("qwen 2") << QString::fromUtf8(qwen2Pattern.data(), qsizetype(qwen2Pattern.size()));
    }

    void idsStayTheSame()
    {
        QFETCH(QString, pattern);
        const fs::path folder = test::goldenPath("cli/model");
        auto config = readModelConfig(folder);
        QVERIFY_RESULT(config);
        auto json = readFile(folder / "tokenizer.json");
        auto settings = readFile(folder / "tokenizer_config.json");
        QVERIFY_RESULT(json);
        QVERIFY_RESULT(settings);
        if (!pattern.isEmpty()) {
            Json changed = Json::parse(*json);
            changed["pre_tokenizer"] = Json::parse(R"({"type": "Sequence", "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": ""}, "behavior": "Isolated", "invert": false},
                {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}]})");
            changed["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"] = pattern.toStdString();
            const bool isQwen = pattern.toStdString() == qwen2Pattern;
            if (isQwen)
                changed["normalizer"] = {{"type", "NFC"}};
            else
                changed["model"]["ignore_merges"] = true;
            *json = changed.dump();
        }
        auto tokenizer = Tokenizer::parse(*json, *settings, "golden");
        QVERIFY_RESULT(tokenizer);
        config->vocabularySize += 5; // rows that no token has
        auto again = throughGguf(tokenizer->spec(), *config, "{{ messages }}");
        QVERIFY_RESULT(again);
        QCOMPARE(again->vocabularySize(), static_cast<std::size_t>(config->vocabularySize));
        for (const std::string& text : texts) {
            const auto ids = tokenizer->encode(text, SpecialTokens::Recognise);
            QCOMPARE(again->encode(text, SpecialTokens::Recognise), ids);
            QCOMPARE(again->decode(ids), tokenizer->decode(ids));
        }
        QCOMPARE(again->eosId(), tokenizer->eosId());
        QCOMPARE(again->bosId(), tokenizer->bosId());
        QCOMPARE(again->specialTokenTexts(), tokenizer->specialTokenTexts());
        const auto path = fs::path(m_folder.path().toStdString()) / "tokenizer.gguf";
        const auto chatTemplate = ChatTemplate::open(path);
        QVERIFY_RESULT(chatTemplate);
        QCOMPARE(chatTemplate->source(), std::string("{{ messages }}"));
    }

    void theBuiltInTokenizerStaysTheSame()
    {
        QSKIP_UNLESS_BUILT_IN_MODEL(path);
        const auto tokenizer = Tokenizer::open(path);
        const auto config = readModelConfig(path);
        QVERIFY_RESULT(tokenizer);
        QVERIFY_RESULT(config);
        const auto again = throughGguf(tokenizer->spec(), *config);
        QVERIFY_RESULT(again);
        QCOMPARE(again->hash(), tokenizer->hash());
        const auto file = GgufFile::open(fs::path(m_folder.path().toStdString()) / "tokenizer.gguf");
        QVERIFY_RESULT(file);
        QCOMPARE(file->string("tokenizer.ggml.pre"), std::optional<std::string_view>("smollm"));
    }

    void whatGgufHasNoNameForIsRefused()
    {
        TokenizerSpec spec;
        spec.vocabulary = {"a", "b"};
        spec.preTokenizer = {PatternSplit{"[ab]"}};
        ModelConfig config;
        config.vocabularySize = 2;
        const auto refused = throughGguf(spec, config);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unusable);
        QVERIFY(refused.error().message.find("--as hf") != std::string::npos);
    }

    void endsAreThoseOfTheModel()
    {
        TokenizerSpec spec;
        spec.vocabulary = {"a", "<end>", "<turn>", "<other>"};
        spec.preTokenizer = {ByteLevelSplit{}};
        spec.addedTokens = {{.content = "<end>", .id = 1, .isSpecial = true}};
        spec.eosId = 1;
        spec.prefixIds = {0};
        spec.bosId = 0;
        ModelConfig config;
        config.vocabularySize = 6;
        const auto find = [&](const char* key) -> std::optional<std::uint32_t> {
            const auto entries = ggufTokenizer(spec, config, std::nullopt, "here");
            for (const GgufEntry& entry : *entries)
                if (entry.key == key)
                    return std::get<std::uint32_t>(entry.value);
            return std::nullopt;
        };
        config.eosTokenIds = {2, 1};
        QCOMPARE(find("tokenizer.ggml.eos_token_id"), std::optional<std::uint32_t>(1));
        QCOMPARE(find("tokenizer.ggml.eot_token_id"), std::optional<std::uint32_t>(2));
        config.eosTokenIds = {3}; // the model does not end with the tokenizer's
        QCOMPARE(find("tokenizer.ggml.eos_token_id"), std::optional<std::uint32_t>(3));
        QVERIFY(!find("tokenizer.ggml.eot_token_id"));
        config.eosTokenIds = {};
        QCOMPARE(find("tokenizer.ggml.eos_token_id"), std::optional<std::uint32_t>(1));
        const auto entries = ggufTokenizer(spec, config, std::nullopt, "here");
        for (const GgufEntry& entry : *entries) {
            if (entry.key == "tokenizer.ggml.token_type")
                QCOMPARE(std::get<std::vector<std::int32_t>>(entry.value),
                    (std::vector<std::int32_t>{1, 3, 1, 1, 5, 5}));
            if (entry.key == "tokenizer.ggml.add_bos_token")
                QVERIFY(std::get<bool>(entry.value));
            if (entry.key == "tokenizer.ggml.add_eos_token")
                QVERIFY(!std::get<bool>(entry.value));
        }
    }
};

QTEST_APPLESS_MAIN(TestTokenizerGguf)
#include "testtokenizergguf.moc"
