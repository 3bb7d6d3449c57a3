// SPDX-License-Identifier: Apache-2.0
// Token ids and decoded text against Hugging Face's tokenizers.
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/modelconfig.h"
#include "core/platform/file.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/tokenizer.h"
#include "tests/core/tokenizer/goldenrow.h"
#include "tests/support/testpaths.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <fstream>
#include <thread>

using namespace dankai;
using test::difference;
using test::Ids;
using test::readLines;

namespace {

// A vocabulary of all bytes and a few merges, with `extra` members put into tokenizer.json.
std::string smallTokenizer(const Json& changes)
{
    Json json = Json::parse(R"({"version": "1.0", "added_tokens": [], "normalizer": null,
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "use_regex": true},
        "post_processor": null, "decoder": {"type": "ByteLevel"},
        "model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2, "c": 3, "abc": 4}, "merges": ["a b", "ab c"]}})");
    json.merge_patch(changes);
    return json.dump();
}

} // namespace

class TestTokenizer final : public QObject
{
    Q_OBJECT

private slots:
    void sharedGolden_data();
    void sharedGolden();
    void ownGolden_data();
    void ownGolden();
    void components();
    void folderAndGgufAreTheSame();
    void unusableInput_data();
    void unusableInput();
    void longWordIsNotQuadratic();
    void longWordEqualsShortSteps();
    void severalThreads();
    void fitsModel();
    void opensFolderOfOneGguf();
    void anAdapterWithoutTokenizerSpeaksAsItsBase();
    void writesFilesFromGguf();
    void writesFilesVerbatim();
    void writtenFilesLoadInTransformers();
};

static void modelRows()
{
    QTest::addColumn<QString>("model");
    QTest::newRow("gguf") << "gguf";
    QTest::newRow("folder") << "folder";
}

static std::optional<std::filesystem::path> modelOf(const QString& kind)
{
    return kind == "gguf" ? test::builtInModelPath() : test::peerModelPath();
}

void TestTokenizer::sharedGolden_data()
{
    modelRows();
}

void TestTokenizer::sharedGolden()
{
    QFETCH(QString, model);
    QSKIP_UNLESS_SHARED(golden, "peer/golden/encodings.jsonl");
    const auto path = modelOf(model);
    if (!path)
        QSKIP("the model is not on this machine");
    const auto tokenizer = Tokenizer::open(*path);
    QVERIFY_RESULT(tokenizer);
    const auto rows = readLines(golden);
    QCOMPARE(rows.size(), std::size_t(223));
    for (const Json& row : rows) {
        const Ids ids = row["ids"].get<Ids>();
        QCOMPARE(tokenizer->encode(row["text"].get<std::string>(), SpecialTokens::Recognise), ids);
        QCOMPARE(tokenizer->decode(ids), row["decoded"].get<std::string>());
    }
}

void TestTokenizer::ownGolden_data()
{
    modelRows();
}

void TestTokenizer::ownGolden()
{
    QFETCH(QString, model);
    const auto path = modelOf(model);
    if (!path)
        QSKIP("the model is not on this machine");
    const auto tokenizer = Tokenizer::open(*path);
    QVERIFY_RESULT(tokenizer);
    const auto rows = readLines(test::goldenPath("tokenizer/smollm2.jsonl"));
    QVERIFY(rows.size() >= 3000);
    for (const Json& row : rows) {
        const std::string bad = difference(*tokenizer, row);
        QVERIFY2(bad.empty(), bad.c_str());
    }
}

void TestTokenizer::components()
{
    std::optional<Tokenizer> tokenizer;
    std::string name;
    int count = 0;
    for (const Json& row : readLines(test::goldenPath("tokenizer/components.jsonl"))) {
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
    QVERIFY(count >= 15);
}

void TestTokenizer::folderAndGgufAreTheSame()
{
    QSKIP_UNLESS_BUILT_IN_MODEL(gguf);
    QSKIP_UNLESS_PEER_MODEL(folder);
    const auto first = Tokenizer::open(gguf);
    const auto second = Tokenizer::open(folder);
    QVERIFY_RESULT(first);
    QVERIFY_RESULT(second);
    QCOMPARE(first->hash(), second->hash());
    QCOMPARE(first->vocabularySize(), std::size_t(49152));
    QVERIFY(first->bosId() == 1 && first->eosId() == 2 && first->padId() == 2);
    QVERIFY(first->specialTokenTexts() == second->specialTokenTexts());
    QVERIFY(first->isSpecial(0) && first->isSpecial(16) && !first->isSpecial(17) && !first->isSpecial(-1));
    QCOMPARE(first->tokenId("Ġthe").has_value(), true);
    QVERIFY(first->containsSpecialToken("a <|im_end|> b") && !first->containsSpecialToken("a <|im_end b"));
}

void TestTokenizer::unusableInput_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("word"); // must stand in the sentence
    const auto add = [](const char* name, const char* changes, const char* word) {
        QTest::newRow(name) << QString::fromStdString(smallTokenizer(Json::parse(changes))) << word;
    };
    QTest::newRow("empty") << ""
                           << "no JSON";
    QTest::newRow("array") << "[]"
                           << "no JSON object";
    QTest::newRow("cut") << QString::fromStdString(smallTokenizer(Json::object())).left(100) << "no JSON";
    add("no model", R"({"model": null})", "model");
    add("word piece", R"({"model": {"type": "WordPiece"}})", "WordPiece");
    add("no vocabulary", R"({"model": {"vocab": 3}})", "vocab");
    add("text as id", R"({"model": {"vocab": {"d": "x"}}})", "impossible id");
    add("negative id", R"({"model": {"vocab": {"d": -1}}})", "impossible id");
    add("huge id", R"({"model": {"vocab": {"d": 99999999999}}})", "impossible id");
    add("id twice", R"({"model": {"vocab": {"d": 0}}})", "two tokens");
    add("merge of unknown", R"({"model": {"merges": ["a q"]}})", "merge 1");
    add("merge of one", R"({"model": {"merges": ["ab"]}})", "merge");
    add("merge of three", R"({"model": {"merges": [["a", "b", "c"]]}})", "merge");
    add("metaspace of two", R"({"pre_tokenizer": {"type": "Metaspace", "replacement": "__"}})", "Metaspace");
    add("metaspace scheme", R"({"pre_tokenizer": {"type": "Metaspace", "prepend_scheme": "odd"}})", "odd");
    add("unigram of bytes", R"({"model": {"type": "Unigram", "vocab": [["a", 0]]}})", "unigram");
    add("unigram without score", R"({"model": {"type": "Unigram", "vocab": [["a"]]}})", "entry 1");
    add("unigram unknown", R"({"model": {"type": "Unigram", "unk_id": 7, "vocab": [["a", 0]]}})", "unk_id");
    add("unigram without unknown", R"({"model": {"type": "Unigram", "vocab": [["a", 0]]},
        "pre_tokenizer": null, "decoder": {"type": "Fuse"}})",
        "unknown characters");
    add("character map", R"({"normalizer": {"type": "Precompiled", "precompiled_charsmap": "a-b"}})",
        "base64");
    add("character map size",
        R"({"normalizer": {"type": "Precompiled", "precompiled_charsmap": "////fw=="}})", "damaged");
    add("replace", R"({"normalizer": {"type": "Replace", "pattern": {"Regex": "(b"}, "content": ""}})", "(b");
    add("strip", R"({"decoder": {"type": "Strip", "content": "x", "start": 1, "stop": 0}})", "Strip");
    add("no pre-tokenizer", R"({"pre_tokenizer": null})", "ByteLevel");
    add("broken pattern", R"({"pre_tokenizer": {"type": "Sequence", "pretokenizers": [
        {"type": "Split", "pattern": {"Regex": "(a"}, "behavior": "Isolated"}, {"type": "ByteLevel"}]}})",
        "(a");
    add("unknown behavior",
        R"({"pre_tokenizer": {"type": "Split", "pattern": {"Regex": "a"}, "behavior": "Odd"}})", "Odd");
    add("normalizer", R"({"normalizer": {"type": "StripAccents"}})", "StripAccents");
    add("post-processor", R"({"post_processor": {"type": "BertProcessing"}})", "BertProcessing");
    add("decoder", R"({"decoder": {"type": "WordPiece"}})", "WordPiece");
    add("template without ids", R"({"post_processor": {"type": "TemplateProcessing",
        "single": [{"SpecialToken": {"id": "<s>"}}]}})",
        "<s>");
}

void TestTokenizer::unusableInput()
{
    QFETCH(QString, json);
    QFETCH(QString, word);
    const auto tokenizer = Tokenizer::parse(json.toStdString(), "", "model/tokenizer.json");
    QVERIFY(!tokenizer.has_value());
    const QString message = QString::fromStdString(tokenizer.error().message);
    QVERIFY2(tokenizer.error().code == ErrorCode::Unusable, qPrintable(message));
    QVERIFY2(message.startsWith("model/tokenizer.json: ") && message.contains(word), qPrintable(message));
}

void TestTokenizer::longWordIsNotQuadratic()
{
    QSKIP_UNLESS_BUILT_IN_MODEL(path);
    const auto tokenizer = Tokenizer::open(path);
    QVERIFY_RESULT(tokenizer);
    std::string word(1 << 20, 'a');
    Random random(1);
    for (char& c : word)
        c = static_cast<char>('a' + random.below(26));
    // Squared, this would be hours: it only has to end.
    const Ids ids = tokenizer->encode(word, SpecialTokens::Recognise);
    QCOMPARE(tokenizer->decode(ids), word);
    QVERIFY(ids.size() < word.size());
}

void TestTokenizer::longWordEqualsShortSteps()
{
    // Both ways of merging, in words around the length where one takes over.
    QSKIP_UNLESS_BUILT_IN_MODEL(path);
    const auto tokenizer = Tokenizer::open(path);
    QVERIFY_RESULT(tokenizer);
    for (std::size_t length = 30; length < 60; ++length) {
        const std::string word(length, 'a');
        const Ids ids = tokenizer->encode(word, SpecialTokens::Recognise);
        QCOMPARE(tokenizer->encode(word, SpecialTokens::Recognise), ids);
        QCOMPARE(tokenizer->decode(ids), word);
    }
}

void TestTokenizer::severalThreads()
{
    const auto opened = Tokenizer::parse(smallTokenizer(Json::object()), "", "small");
    QVERIFY_RESULT(opened);
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                wrong += opened->encode("abcab", SpecialTokens::Recognise) != Ids{4, 2};
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

void TestTokenizer::fitsModel()
{
    const auto tokenizer = Tokenizer::parse(smallTokenizer(Json::object()), "", "small");
    QVERIFY_RESULT(tokenizer);
    ModelConfig config;
    config.vocabularySize = 5;
    QVERIFY(tokenizer->checkTokenizerFits(config).has_value());
    config.vocabularySize = 8; // rows that no token uses
    QVERIFY(tokenizer->checkTokenizerFits(config).has_value());
    config.vocabularySize = 4;
    const auto fits = tokenizer->checkTokenizerFits(config);
    QVERIFY(!fits.has_value());
    QVERIFY(fits.error().message.find("does not fit the model") != std::string::npos);
}

void TestTokenizer::opensFolderOfOneGguf()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const std::filesystem::path seed = test::sourcePath("tests/fuzz/seeds/tokenizergguf/bytes.gguf");
    std::filesystem::copy_file(seed, path / "model.gguf");
    const auto tokenizer = Tokenizer::open(path);
    QVERIFY_RESULT(tokenizer);
    QCOMPARE(tokenizer->hash(), Tokenizer::open(seed)->hash());
    const Message question{"user", "Q"};
    const auto chatTemplate = ChatTemplate::open(path);
    QVERIFY_RESULT(chatTemplate);
    QCOMPARE(chatTemplate->render(std::span(&question, 1)).value_or(""), std::string("Q"));
    // A second one: which is meant, nobody can know.
    std::filesystem::copy_file(seed, path / "other.gguf");
    QVERIFY(!Tokenizer::open(path));
}

// PEFT's save_pretrained writes the adapter alone.
void TestTokenizer::anAdapterWithoutTokenizerSpeaksAsItsBase()
{
    const QTemporaryDir folder;
    const std::filesystem::path base = folder.path().toStdString() + "/base";
    const std::filesystem::path adapter = folder.path().toStdString() + "/adapter";
    std::filesystem::create_directory(base);
    std::filesystem::create_directory(adapter);
    const std::filesystem::path seed = test::sourcePath("tests/fuzz/seeds/tokenizergguf/bytes.gguf");
    std::filesystem::copy_file(seed, base / "model.gguf");
    const auto describe = [&](const std::string& model) {
        return writeFileAtomically(adapter / "adapter_config.json",
            Json{{"peft_type", "LORA"}, {"base_model_name_or_path", model}, {"r", 4}, {"lora_alpha", 8},
                {"target_modules", {"q_proj"}}}
                .dump());
    };
    QVERIFY_RESULT(describe(base.string()));
    const auto tokenizer = Tokenizer::open(adapter);
    QVERIFY_RESULT(tokenizer);
    QCOMPARE(tokenizer->hash(), Tokenizer::open(seed)->hash());
    QVERIFY_RESULT(ChatTemplate::open(adapter));
    // Its own counts where it has one.
    QVERIFY_RESULT(writeFileAtomically(adapter / "tokenizer.json", smallTokenizer(Json::object())));
    const auto own = Tokenizer::open(adapter);
    QVERIFY_RESULT(own);
    QVERIFY(own->hash() != tokenizer->hash());
    std::filesystem::remove(adapter / "tokenizer.json");
    // Nothing is guessed for a base that is not here.
    QVERIFY_RESULT(describe("meta/somewhere-else"));
    const auto lost = Tokenizer::open(adapter);
    QVERIFY(!lost);
    QVERIFY(lost.error().message.find("not on this machine") != std::string::npos);
}

void TestTokenizer::writesFilesFromGguf()
{
    QSKIP_UNLESS_BUILT_IN_MODEL(path);
    const auto tokenizer = Tokenizer::open(path);
    QVERIFY_RESULT(tokenizer);
    const QTemporaryDir folder;
    const std::filesystem::path target = folder.path().toStdString();
    QVERIFY_RESULT(tokenizer->writeFiles(target));
    const auto again = Tokenizer::open(target);
    QVERIFY_RESULT(again);
    QCOMPARE(again->hash(), tokenizer->hash());
    QVERIFY(again->specialTokenTexts() == tokenizer->specialTokenTexts());
    const auto file = GgufFile::open(path);
    QVERIFY_RESULT(file);
    const auto written = readFile(target / "chat_template.jinja");
    QVERIFY_RESULT(written);
    QCOMPARE(*written, std::string(*file->string("tokenizer.chat_template")));
    QVERIFY(std::filesystem::exists(target / "special_tokens_map.json"));
}

void TestTokenizer::writesFilesVerbatim()
{
    const QTemporaryDir from;
    const QTemporaryDir to;
    const std::filesystem::path source = from.path().toStdString();
    const std::filesystem::path target = to.path().toStdString();
    const std::string json = smallTokenizer(Json::object()) + "\n \n"; // unusual spacing must survive
    const std::string config = R"({"eos_token": {"content": "c"}, "chat_template": "old", "mystery": 1})";
    QVERIFY_RESULT(writeFileAtomically(source / "tokenizer.json", json));
    QVERIFY_RESULT(writeFileAtomically(source / "tokenizer_config.json", config));
    const auto tokenizer = Tokenizer::open(source);
    QVERIFY_RESULT(tokenizer);
    QVERIFY(tokenizer->eosId() == 3);
    std::filesystem::remove(source / "tokenizer.json"); // an export hours later needs no original
    QVERIFY_RESULT(tokenizer->writeFiles(target));
    QCOMPARE(readFile(target / "tokenizer.json").value_or(""), json);
    QCOMPARE(readFile(target / "tokenizer_config.json").value_or(""), config);
    QVERIFY_RESULT(tokenizer->writeFiles(target, "new"));
    QCOMPARE(readFile(target / "chat_template.jinja").value_or(""), std::string("new"));
    const Json changed = Json::parse(readFile(target / "tokenizer_config.json").value_or("{}"));
    QCOMPARE(changed["chat_template"].get<std::string>(), std::string("new"));
    QCOMPARE(changed["mystery"].get<int>(), 1);
}

void TestTokenizer::writtenFilesLoadInTransformers()
{
    QSKIP_UNLESS_BUILT_IN_MODEL(path);
    QSKIP_UNLESS_PEER_MODEL(peer);
    const auto python = peer.parent_path() / "venv/bin/python";
    if (!std::filesystem::exists(python))
        QSKIP("the peer's Python is not there");
    const auto tokenizer = Tokenizer::open(path);
    QVERIFY_RESULT(tokenizer);
    const QTemporaryDir folder;
    QVERIFY_RESULT(tokenizer->writeFiles(folder.path().toStdString()));
    const std::string text = "Year 2026: 返品 <|im_end|>\n  x ½";
    const QString script
        = "import sys, json\n"
          "from transformers import PreTrainedTokenizerFast as T\n"
          "t = T.from_pretrained(sys.argv[1])\n"
          "print(json.dumps([t(sys.argv[2]).input_ids, t.bos_token_id, t.eos_token_id, t.pad_token_id,"
          " t.apply_chat_template([{'role': 'user', 'content': 'hi'}], tokenize=False)]))\n";
    QProcess process;
    process.start(
        QString::fromStdString(python.string()), {"-c", script, folder.path(), QString::fromStdString(text)});
    QVERIFY(process.waitForFinished(240000));
    const QByteArray output = process.readAllStandardOutput();
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().right(2000).constData());
    const Json answer = Json::parse(output.toStdString());
    QCOMPARE(answer[0].get<Ids>(), tokenizer->encode(text, SpecialTokens::Recognise));
    QVERIFY(answer[1] == 1 && answer[2] == 2 && answer[3] == 2);
    QVERIFY(answer[4].get<std::string>().ends_with("<|im_start|>user\nhi<|im_end|>\n"));
}

QTEST_APPLESS_MAIN(TestTokenizer)
#include "testtokenizer.moc"
