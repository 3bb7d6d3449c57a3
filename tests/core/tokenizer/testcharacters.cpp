// SPDX-License-Identifier: Apache-2.0
// Vocabularies of characters: tokenizer.json with byte fallback, SentencePiece's tokenizer.model, and the
// GGUF kind "llama", against Hugging Face's tokenizers and sentencepiece.
#include "core/base/random.h"
#include "core/checkpoint/gguf.h"
#include "core/platform/file.h"
#include "core/tokenizer/base64.h"
#include "core/tokenizer/conversationencoder.h"
#include "core/tokenizer/tokenizerspec.h"
#include "tests/core/tokenizer/goldenrow.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace dankai;
using test::difference;
using test::Ids;
using test::readLines;

namespace {

struct Golden
{
    std::string name;
    std::string model; // bytes of tokenizer.model
    std::vector<Json> rows;
};

std::vector<Golden> sentencePieceGolden()
{
    std::vector<Golden> golden;
    for (Json& row : readLines(test::goldenPath("tokenizer/sentencepiece.jsonl"))) {
        if (row.contains("tokenizer"))
            golden.push_back({row["tokenizer"], *fromBase64(row["model"].get<std::string>()), {}});
        else
            golden.back().rows.push_back(std::move(row));
    }
    return golden;
}

Golden goldenOf(const std::string& name)
{
    for (Golden& golden : sentencePieceGolden())
        if (golden.name == name)
            return std::move(golden);
    return {};
}

// Hugging Face and llama.cpp put a space behind a user-defined symbol, SentencePiece does not.
bool hasSymbol(const Golden& golden, const std::string& text)
{
    const bool hasTool = text.find("<|tool|>") != std::string::npos;
    return (golden.name == "bpe_user_defined" && (hasTool || text.find("\n\n") != std::string::npos))
        || (golden.name == "unigram_fallback" && hasTool);
}

template <typename Number>
void addNumber(std::string& bytes, Number number)
{
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void addText(std::string& bytes, std::string_view text)
{
    addNumber(bytes, static_cast<std::uint64_t>(text.size()));
    bytes += text;
}

// The same vocabulary as a GGUF file keeps it.
std::string ggufOf(const TokenizerSpec& spec)
{
    std::vector<std::string> tokens;
    std::vector<float> scores;
    std::vector<std::int32_t> types;
    for (std::size_t id = 0; id < spec.vocabulary.size(); ++id) {
        tokens.push_back(*spec.vocabulary[id]);
        const bool isNormal = !std::isnan(spec.scores[id]);
        scores.push_back(isNormal ? static_cast<float>(spec.scores[id]) : 0.0F);
        std::int32_t type = isNormal ? 1 : 6;
        for (const AddedToken& token : spec.addedTokens)
            if (token.id == static_cast<std::int32_t>(id))
                type = token.id == spec.unknownId ? 2 : token.isSpecial ? 3 : 4;
        types.push_back(type);
    }
    std::string metadata;
    std::uint64_t count = 0;
    const auto add = [&](const char* key, std::uint32_t type) {
        addText(metadata, key);
        addNumber(metadata, type);
        ++count;
    };
    const auto addList = [&](const char* key, std::uint32_t type) {
        add(key, 9);
        addNumber(metadata, type);
        addNumber(metadata, static_cast<std::uint64_t>(tokens.size()));
    };
    add("general.architecture", 8);
    addText(metadata, "llama");
    add("tokenizer.ggml.model", 8);
    addText(metadata, "llama");
    addList("tokenizer.ggml.tokens", 8);
    for (const std::string& token : tokens)
        addText(metadata, token);
    addList("tokenizer.ggml.scores", 6);
    for (const float score : scores)
        addNumber(metadata, score);
    addList("tokenizer.ggml.token_type", 5);
    for (const std::int32_t type : types)
        addNumber(metadata, type);
    add("tokenizer.ggml.bos_token_id", 4);
    addNumber(metadata, std::uint32_t(1));
    add("tokenizer.ggml.eos_token_id", 4);
    addNumber(metadata, std::uint32_t(2));
    std::string bytes = "GGUF";
    addNumber(bytes, std::uint32_t(3));
    addNumber(bytes, std::uint64_t(0)); // no weights
    addNumber(bytes, count);
    return bytes + metadata;
}

std::filesystem::path writeFolder(
    const QTemporaryDir& folder, const std::string& model, const std::string& config)
{
    const std::filesystem::path path = folder.path().toStdString();
    (void)writeFileAtomically(path / "tokenizer.model", model);
    if (!config.empty())
        (void)writeFileAtomically(path / "tokenizer_config.json", config);
    return path;
}

} // namespace

class TestCharacters final : public QObject
{
    Q_OBJECT

private slots:
    void tokenizerJson();
    void sentencePiece();
    void specialTokensOfSentencePiece();
    void configOfSentencePiece();
    void unusableModels();
    void gguf();
    void writtenFiles();
    void continuedText();
    void streamsWholeCharacters();
    void longTextEqualsItsWords();
    void configChangesTokens();
};

void TestCharacters::tokenizerJson()
{
    std::optional<Tokenizer> tokenizer;
    std::string name;
    int count = 0;
    auto rows = readLines(test::goldenPath("tokenizer/characters.jsonl"));
    const auto more
        = readLines(test::goldenPath("tokenizer/tekken.jsonl")); // bytes, cut where capitals begin
    rows.insert(rows.end(), more.begin(), more.end());
    for (const Json& row : rows) {
        if (row.contains("tokenizer")) {
            name = row["tokenizer"].get<std::string>();
            const auto opened = Tokenizer::parse(row["json"].get<std::string>(), "", name);
            QVERIFY_RESULT(opened);
            tokenizer.emplace(*opened);
            ++count;
            continue;
        }
        const std::string bad = difference(*tokenizer, row);
        QVERIFY2(bad.empty(), (name + ": " + bad).c_str());
    }
    QVERIFY(count >= 9);
}

void TestCharacters::sentencePiece()
{
    const auto golden = sentencePieceGolden();
    QVERIFY(golden.size() >= 6);
    for (const Golden& kind : golden) {
        const QTemporaryDir folder;
        const auto tokenizer = Tokenizer::open(writeFolder(folder, kind.model, ""));
        QVERIFY_RESULT(tokenizer);
        QVERIFY(kind.rows.size() > 100);
        for (const Json& row : kind.rows) {
            const std::string text = row["text"];
            const Ids expected = row["ids"].get<Ids>();
            const Ids ids = tokenizer->encode(text, SpecialTokens::AsText);
            QVERIFY2(ids == expected, (kind.name + ": " + row.dump() + ": " + Json(ids).dump()).c_str());
            if (row.contains("has_unknown"))
                continue;
            const std::string decoded = tokenizer->decode(ids);
            QVERIFY2(
                decoded == row.value("decoded", text), (kind.name + ": " + row.dump() + decoded).c_str());
        }
    }
}

void TestCharacters::specialTokensOfSentencePiece()
{
    const Golden golden = goldenOf("bpe_user_defined");
    const QTemporaryDir folder;
    const auto path = writeFolder(folder, golden.model, "");
    const auto tokenizer = Tokenizer::open(path / "tokenizer.model");
    QVERIFY_RESULT(tokenizer);
    QVERIFY(tokenizer->bosId() == 1 && tokenizer->eosId() == 2 && !tokenizer->padId());
    QCOMPARE(tokenizer->specialTokenTexts().at("bos_token"), std::string("<s>"));
    const auto control = tokenizer->tokenId("[INST]");
    QVERIFY(control.has_value() && tokenizer->isSpecial(*control));
    const Ids ids = tokenizer->encode("<s>[INST] a", SpecialTokens::Recognise);
    QVERIFY(ids.size() > 2 && ids[0] == 1 && ids[1] == *control);
    // A control token is no text to SentencePiece, so that nobody can type one.
    QVERIFY(tokenizer->encode("[INST]", SpecialTokens::AsText) != Ids{*control});
    QCOMPARE(tokenizer->decode(ids, DecodeSpecialTokens::Skip), std::string("a"));
    // A user-defined symbol is one token wherever it stands, and no space comes behind it.
    const auto tool = tokenizer->tokenId("<|tool|>");
    QVERIFY(tool.has_value() && !tokenizer->isSpecial(*tool));
    const Ids inside = tokenizer->encode("x<|tool|>x", SpecialTokens::AsText);
    QVERIFY(std::find(inside.begin(), inside.end(), *tool) != inside.end());
    QCOMPARE(tokenizer->decode(inside), std::string("x<|tool|>x"));
}

void TestCharacters::configOfSentencePiece()
{
    const Golden golden = goldenOf("bpe");
    const QTemporaryDir folder;
    const auto path = writeFolder(folder, golden.model,
        R"({"add_bos_token": true, "add_eos_token": false, "pad_token": "</s>", "legacy": true,
            "added_tokens_decoder": {"700": {"content": "<|im_end|>", "special": true, "lstrip": false,
                "rstrip": false, "normalized": false, "single_word": false}}})");
    const auto tokenizer = Tokenizer::open(path);
    QVERIFY_RESULT(tokenizer);
    QVERIFY(tokenizer->padId() == 2);
    QCOMPARE(tokenizer->encodeWithAffixes("a").front(), 1);
    const Ids ids = tokenizer->encode("a<|im_end|>a", SpecialTokens::Recognise);
    QCOMPARE(ids.size(), std::size_t(3));
    QCOMPARE(ids[1], 700);
    QCOMPARE(ids[0], ids[2]); // legacy: a space before the text after a special token too
    QVERIFY(tokenizer->isSpecial(700) && tokenizer->vocabularySize() == 701);
    QVERIFY_RESULT(writeFileAtomically(path / "tokenizer_config.json", "{}"));
    QVERIFY_RESULT(writeFileAtomically(path / "added_tokens.json", R"({"<|im_end|>": 700})"));
    const auto modern = Tokenizer::open(path);
    QVERIFY_RESULT(modern);
    const Ids other = modern->encode("a<|im_end|>a", SpecialTokens::Recognise);
    QVERIFY(other[0] == ids[0] && other[1] == 700 && other[2] != ids[2]);
    QCOMPARE(modern->encodeWithAffixes("a"), modern->encode("a", SpecialTokens::Recognise));
    QVERIFY_RESULT(writeFileAtomically(path / "added_tokens.json", R"({"<|im_end|>": -5})"));
    QVERIFY(!Tokenizer::open(path));
}

void TestCharacters::unusableModels()
{
    const std::string good = goldenOf("bpe").model;
    const auto sentence = [](std::string_view bytes) {
        const auto spec = parseSentencePieceModel(bytes, "", "", "m/tokenizer.model");
        return spec ? std::string() : spec.error().message;
    };
    QCOMPARE(sentence(good), std::string());
    for (const auto& [bytes, word] : std::initializer_list<std::pair<std::string, const char*>>{
             {"", "no tokens"}, {good.substr(0, good.size() / 2), "fetch the model again"},
             {"IQ== 0\nIg== 1\n", "tiktoken"}, {std::string("\x0a\x02\x0a\x00", 4), "token 0"},
             {std::string("\x0a\x03\x0a\x01\xff", 5), "token 0"},
             {std::string("\x0a\x03\x0a\x01x\x0a\x03\x0a\x01x", 10), "twice"},
             {std::string("\x0a\x03\x0a\x01x", 5), "unknown"},
             {std::string("\x0a\x05\x0a\x01x\x18\x02\x12\x02\x18\x03", 11), "whole words"}}) {
        const std::string message = sentence(bytes);
        QVERIFY2(message.starts_with("m/tokenizer.model: "), message.c_str());
        QVERIFY2(message.find(word) != std::string::npos, message.c_str());
    }
}

void TestCharacters::gguf()
{
    for (const char* name : {"bpe", "bpe_user_defined"}) {
        const Golden golden = goldenOf(name);
        const auto spec = parseSentencePieceModel(golden.model, "", "", name);
        QVERIFY_RESULT(spec);
        const std::string bytes = ggufOf(*spec);
        const auto file = GgufFile::parse(bytes, name);
        QVERIFY_RESULT(file);
        const auto tokenizer = Tokenizer::fromGguf(*file, name);
        QVERIFY_RESULT(tokenizer);
        for (const Json& row : golden.rows) {
            const std::string text = row["text"];
            if (hasSymbol(golden, text))
                continue;
            const Ids ids = tokenizer->encode(text, SpecialTokens::AsText);
            QVERIFY2(ids == row["ids"].get<Ids>(),
                (std::string(name) + ": " + row.dump() + Json(ids).dump()).c_str());
            Ids affixed = tokenizer->encodeWithAffixes(text, SpecialTokens::AsText);
            QVERIFY(affixed.front() == 1 && Ids(affixed.begin() + 1, affixed.end()) == ids);
        }
    }
}

void TestCharacters::writtenFiles()
{
    // From a GGUF the written tokenizer.json gives the same ids; from tokenizer.model all but texts that
    // begin with a space, for which Hugging Face's steps have no equal.
    for (const Golden& golden : sentencePieceGolden()) {
        const auto spec = parseSentencePieceModel(golden.model, R"({"legacy": true})", "", golden.name);
        QVERIFY_RESULT(spec);
        const auto files = writeTokenizerJson(*spec, std::string("{{ x }}"));
        const auto again
            = Tokenizer::parse(files.at("tokenizer.json"), files.at("tokenizer_config.json"), golden.name);
        QVERIFY_RESULT(again);
        QVERIFY(again->bosId() == 1 && again->eosId() == 2);
        for (const Json& row : golden.rows) {
            const std::string text = row["text"];
            if (golden.name.starts_with("unigram") && row.contains("has_unknown"))
                continue;
            // Of long graphemes Hugging Face's Precompiled replaces single characters only, and its unigram
            // model takes the spelling of a control token for the token.
            if (hasSymbol(golden, text) || text.find("\u3099") != std::string::npos
                || (golden.name.starts_with("unigram") && text.find('<') != std::string::npos))
                continue;
            const Ids ids = again->encode(text, SpecialTokens::AsText);
            QVERIFY2(
                ids == row["ids"].get<Ids>(), (golden.name + ": " + row.dump() + Json(ids).dump()).c_str());
            const std::string decoded = again->decode(ids);
            QVERIFY2(decoded == row.value("decoded", text) || row.contains("has_unknown"),
                (golden.name + ": " + row.dump() + decoded).c_str());
        }
    }
    const QTemporaryDir from;
    const QTemporaryDir to;
    const std::string model = goldenOf("bpe").model;
    const auto tokenizer = Tokenizer::open(writeFolder(from, model, R"({"mystery": 1})"));
    QVERIFY_RESULT(tokenizer);
    const std::filesystem::path target = to.path().toStdString();
    QVERIFY_RESULT(tokenizer->writeFiles(target));
    QCOMPARE(readFile(target / "tokenizer.model").value_or(""), model);
    QCOMPARE(readFile(target / "tokenizer_config.json").value_or(""), std::string(R"({"mystery": 1})"));
    const auto written = Tokenizer::open(target);
    QVERIFY_RESULT(written);
    QCOMPARE(written->encode("the refund 返品", SpecialTokens::Recognise),
        tokenizer->encode("the refund 返品", SpecialTokens::Recognise));
}

void TestCharacters::continuedText()
{
    const QTemporaryDir folder;
    for (const char* config : {R"({"legacy": true})", R"({"legacy": false})"}) {
        const auto tokenizer = Tokenizer::open(writeFolder(folder, goldenOf("bpe").model, config));
        QVERIFY_RESULT(tokenizer);
        // Cut where no token goes over: the ids of the whole, so no space is put into the middle.
        for (const auto& [first, second] : {std::pair("Hello", " World"), {"Hello<s>", "World"},
                 {"a\n", "返品"}, {"", "x"}, {"<s>", "x</s>"}}) {
            Ids ids;
            tokenizer->append(first, SpecialTokens::Recognise, ids);
            tokenizer->append(second, SpecialTokens::Recognise, ids);
            QCOMPARE(ids, tokenizer->encode(std::string(first) + second, SpecialTokens::Recognise));
        }
        // A template that writes BOS has it once in what is trained.
        const auto chatTemplate = ChatTemplate::parse(
            "{{ bos_token }}{% for m in messages %}[{{ m['role'] }}]{{ m['content'] }}"
            "{% if m['role'] == 'assistant' %}{{ eos_token }}{% endif %}{{ '\\n' }}{% endfor %}"
            "{% if add_generation_prompt %}[assistant]{% endif %}",
            tokenizer->specialTokenTexts(), "template");
        QVERIFY_RESULT(chatTemplate);
        const auto encoder = ConversationEncoder::create(*tokenizer, *chatTemplate, {});
        QVERIFY_RESULT(encoder);
        const std::vector<Message> messages{{"user", "返品は?"}, {"assistant", "はい"}};
        const auto encoded = encoder->encode(messages, 1000);
        QVERIFY_RESULT(encoded);
        QCOMPARE(std::count(encoded->ids.begin(), encoded->ids.end(), 1), 1);
        QCOMPARE(encoded->ids.front(), 1);
        QCOMPARE(encoded->ids.back(), 2);
        const bool isLegacy = std::string_view(config).find("true") != std::string_view::npos;
        QCOMPARE(QString::fromStdString(tokenizer->decode(encoded->ids)),
            QString::fromStdString(
                std::string(isLegacy ? "<s> " : "<s>") + "[user]返品は?\n[assistant]はい</s>"));
    }
}

void TestCharacters::streamsWholeCharacters()
{
    const QTemporaryDir folder;
    const auto tokenizer = Tokenizer::open(writeFolder(folder, goldenOf("bpe").model, ""));
    QVERIFY_RESULT(tokenizer);
    const auto byteId
        = [&](int byte) { return *tokenizer->tokenId(QString::asprintf("<0x%02X>", byte).toStdString()); };
    StreamingDecoder stream(*tokenizer);
    QCOMPARE(stream.add(byteId(0xe3)), std::string());
    QCOMPARE(stream.add(byteId(0x81)), std::string());
    QCOMPARE(stream.add(byteId(0x82)), std::string("あ")); // as soon as it is one
    QCOMPARE(stream.add(byteId(0xf0)), std::string());
    QCOMPARE(stream.add(byteId(0x41)), std::string("\ufffdA"));
    QCOMPARE(stream.add(byteId(0xe3)), std::string());
    QCOMPARE(stream.add(byteId(0x81)), std::string());
    QCOMPARE(stream.flush(), std::string("\ufffd\ufffd"));
    // Any ids at all: pieces are whole, and together what decoding gives.
    Random random(3);
    for (int i = 0; i < 300; ++i) {
        Ids ids;
        for (int k = 0; k < 12; ++k)
            ids.push_back(static_cast<std::int32_t>(random.below(random.below(2) == 0 ? 260 : 720)) - 2);
        for (const auto special : {DecodeSpecialTokens::Keep, DecodeSpecialTokens::Skip}) {
            StreamingDecoder decoder(*tokenizer, special);
            std::string text;
            for (const std::int32_t id : ids) {
                const std::string piece = decoder.add(id);
                QVERIFY(isValidUtf8(piece));
                text += piece;
            }
            text += decoder.flush();
            QCOMPARE(text, tokenizer->decode(ids, special));
        }
    }
}

void TestCharacters::longTextEqualsItsWords()
{
    // Llama 2 has no pre-tokenizer: a text is one word, cut where no token can go over the border.
    const auto tokenizer = [] {
        const QTemporaryDir folder;
        return Tokenizer::open(writeFolder(folder, goldenOf("bpe").model, R"({"legacy": true})"));
    }();
    QVERIFY_RESULT(tokenizer);
    std::string text;
    Random random(5);
    for (int i = 0; i < 100000; ++i)
        text += std::string("abcdefo  \n")[static_cast<std::size_t>(random.below(10))];
    const Ids whole = tokenizer->encode("x" + text, SpecialTokens::Recognise); // ends although it is 100 KB
    Ids parts;
    std::size_t done = 0;
    text = "x" + text;
    for (std::size_t i = 1; i < text.size(); ++i)
        if (text[i] == ' ' && text[i - 1] != ' ') {
            tokenizer->append(std::string_view(text).substr(done, i - done), SpecialTokens::Recognise, parts);
            done = i;
        }
    tokenizer->append(std::string_view(text).substr(done), SpecialTokens::Recognise, parts);
    QCOMPARE(parts.size(), whole.size());
    QVERIFY(parts == whole);
    QCOMPARE(tokenizer->decode(whole), text);
}

void TestCharacters::configChangesTokens()
{
    const std::string json = readLines(test::goldenPath("tokenizer/characters.jsonl")).front()["json"];
    const auto plain = Tokenizer::parse(json, "", "plain");
    QVERIFY_RESULT(plain);
    QCOMPARE(plain->encodeWithAffixes("a").front(), 1);
    // What the configuration says counts more than the post-processor, and tokens may be added there.
    const auto size = static_cast<std::int32_t>(plain->vocabularySize());
    const std::string config = Json{{"bos_token", "<s>"}, {"eos_token", {{"content", "</s>"}}},
        {"add_bos_token", false}, {"add_eos_token", true},
        {"added_tokens_decoder",
            {{std::to_string(size), {{"content", "<|new|>"}, {"special", true}, {"rstrip", true}}}}}}
                                   .dump();
    const auto changed = Tokenizer::parse(json, config, "changed");
    QVERIFY_RESULT(changed);
    const Ids ids = changed->encodeWithAffixes("<|new|>  ");
    QCOMPARE(ids, (Ids{size, 2}));
    QVERIFY(changed->isSpecial(size) && changed->hash() != plain->hash());
}

QTEST_APPLESS_MAIN(TestCharacters)
#include "testcharacters.moc"
