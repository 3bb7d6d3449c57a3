// SPDX-License-Identifier: Apache-2.0
// What is trained of a conversation: every response with its end-of-turn token and nothing else.
#include "core/base/json.h"
#include "core/tokenizer/conversationencoder.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <fstream>
#include <set>

using namespace dankai;

namespace {

using Ids = std::vector<std::int32_t>;

// All bytes as tokens, no merges, and special tokens behind them: every id can be told by looking.
// Letters are their own code; specials: 256 "<s>", 257 "</s>", 258 "<|im_start|>", 259 "<|im_end|>", 260
// "<eot>".
Tokenizer byteTokenizer(const std::string& eos = "</s>", const std::string& pad = "</s>")
{
    Json vocabulary = Json::object();
    Json added = Json::array();
    int next = 0x100;
    for (int byte = 0; byte < 256; ++byte) {
        const bool isVisible
            = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
        const int point = isVisible ? byte : next++;
        std::string text;
        if (point < 0x80) {
            text += static_cast<char>(point);
        } else {
            text += static_cast<char>(0xc0 | (point >> 6));
            text += static_cast<char>(0x80 | (point & 0x3f));
        }
        vocabulary[text] = byte;
    }
    int id = 256;
    for (const char* content : {"<s>", "</s>", "<|im_start|>", "<|im_end|>", "<eot>", "<|end|>"})
        added.push_back({{"id", id++}, {"content", content}, {"special", true}, {"normalized", false}});
    const Json json{{"added_tokens", added}, {"normalizer", nullptr},
        {"pre_tokenizer", {{"type", "ByteLevel"}, {"add_prefix_space", false}}},
        {"post_processor",
            {{"type", "TemplateProcessing"},
                {"single", {{{"SpecialToken", {{"id", "<s>"}}}}, {{"Sequence", {{"id", "A"}}}}}},
                {"special_tokens", {{"<s>", {{"ids", {256}}}}}}}},
        {"decoder", {{"type", "ByteLevel"}}},
        {"model", {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", Json::array()}}}};
    Json config{{"bos_token", "<s>"}, {"pad_token", pad}};
    if (!eos.empty())
        config["eos_token"] = eos;
    return Tokenizer::parse(json.dump(), config.dump(), "byte tokenizer").value();
}

ConversationEncoder encoderOf(
    const std::string& source, const Tokenizer& tokenizer, const Json& variables = Json::object())
{
    const auto parsed = ChatTemplate::parse(source, tokenizer.specialTokenTexts(), "template");
    RenderOptions options;
    options.variables = variables;
    return ConversationEncoder::create(tokenizer, parsed.value(), options).value();
}

std::string refusalOf(const std::string& source, const Tokenizer& tokenizer)
{
    const auto parsed = ChatTemplate::parse(source, tokenizer.specialTokenTexts(), "template");
    const auto made = ConversationEncoder::create(tokenizer, parsed.value());
    return made ? std::string() : made.error().message;
}

// "prompt[trained]prompt[trained]"
std::string marked(const EncodedConversation& encoded, const Tokenizer& tokenizer)
{
    std::string text;
    for (std::size_t i = 0; i < encoded.ids.size(); ++i) {
        const bool begins = encoded.isTrained[i] != 0 && (i == 0 || encoded.isTrained[i - 1] == 0);
        const bool ends = encoded.isTrained[i] == 0 && i > 0 && encoded.isTrained[i - 1] != 0;
        text += begins ? "[" : ends ? "]" : "";
        text += tokenizer.tokenBytes(encoded.ids[i]);
    }
    return text + (!encoded.ids.empty() && encoded.isTrained.back() != 0 ? "]" : "");
}

const char* const chatml
    = "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}"
      "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

std::map<std::string, std::string> goldenTemplates()
{
    std::ifstream file(test::goldenPath("tokenizer/templates.jsonl"));
    std::map<std::string, std::string> templates;
    for (std::string line; std::getline(file, line);) {
        const Json row = Json::parse(line);
        templates[row["name"].get<std::string>()] = row["template"].get<std::string>();
    }
    return templates;
}

} // namespace

class TestConversation final : public QObject
{
    Q_OBJECT

private slots:
    void masks_data();
    void masks();
    void severalTurns();
    void everyTemplateTrainsOnlyResponses();
    void promptEqualsBeginningOfTraining();
    void noDoubleBos();
    void padThatIsEosIsTrained();
    void eosWhereTheTemplateHasNone();
    void truncation_data();
    void truncation();
    void responseThatLooksLikeTheTemplate();
    void templateThatRewritesEarlierTurns();
    void refusals();
    void sharedTrainingRows();
};

void TestConversation::masks_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("chatml_lines") << "chatml_lines"
                                  << "<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n[A b<|im_end|>]";
    // The template knows no generation prompt: what it writes before a response is the prompt.
    QTest::newRow("chatml_no_prompt")
        << "chatml_no_prompt"
        << "<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n[A b<|im_end|>]";
    QTest::newRow("llama2") << "llama2"
                            << "<s>[INST] Q [/INST][ A b </s>]";
    QTest::newRow("mistral") << "mistral"
                             << "<s>[INST] Q [/INST][A b</s>]";
    QTest::newRow("zephyr") << "zephyr"
                            << "<|user|>\nQ</s>\n<|assistant|>\n[A b</s>]";
    QTest::newRow("deepseek") << "deepseek"
                              << "<s>User: Q\n\nAssistant:[ A b</s>]";
    QTest::newRow("vicuna") << "vicuna"
                            << "A chat. USER: Q ASSISTANT:[ A b</s>]";
    QTest::newRow("phi4")
        << "phi4"
        << "<|im_start|>user<|im_sep|>Q<|im_end|><|im_start|>assistant<|im_sep|>[A b<|im_end|>]";
    QTest::newRow("generation_blocks")
        << "generation_blocks"
        << "<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n[A b<|im_end|>]";
    // It has no token for the end of a turn: EOS is put there.
    QTest::newRow("alpaca") << "alpaca"
                            << "### Instruction:\nQ\n\n### Response:\n[A b</s>]";
}

void TestConversation::masks()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    const Tokenizer tokenizer = byteTokenizer();
    const auto encoder = encoderOf(goldenTemplates().at(name.toStdString()), tokenizer);
    const std::vector<Message> messages{{"user", "Q"}, {"assistant", "A b"}};
    const auto encoded = encoder.encode(messages);
    QVERIFY_RESULT(encoded);
    QCOMPARE(QString::fromStdString(marked(*encoded, tokenizer)), expected);
    QCOMPARE(encoded->promptTokens + encoded->trainedTokens, encoded->ids.size());
    QVERIFY(encoded->truncation == Truncation::None);
    QCOMPARE(encoded->ids.back(), encoder.endOfTurnIds().front());
}

void TestConversation::severalTurns()
{
    const Tokenizer tokenizer = byteTokenizer();
    const auto encoder = encoderOf(chatml, tokenizer);
    const std::vector<Message> messages{{"system", "S"}, {"user", "Q"}, {"assistant", " A\n"}, {"user", "R"},
        {"assistant", ""}, {"user", "never"}};
    const auto encoded = encoder.encode(messages);
    QVERIFY_RESULT(encoded);
    // The newline after <|im_end|> is read by the next turn and never trained; the last user turn is gone.
    QCOMPARE(marked(*encoded, tokenizer),
        std::string("<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n["
                    " A\n<|im_end|>]"
                    "\n<|im_start|>user\nR<|im_end|>\n<|im_start|>assistant\n[<|im_end|>]"));
    const Ids ends{259, 257};
    QCOMPARE(encoder.endOfTurnIds(), ends);
}

void TestConversation::everyTemplateTrainsOnlyResponses()
{
    const Tokenizer tokenizer = byteTokenizer("<eot>");
    const std::vector<Message> messages{
        {"user", "Qq"}, {"assistant", "Aa1"}, {"user", "Rr"}, {"assistant", "Bb2"}};
    int usable = 0;
    for (const auto& [name, source] : goldenTemplates()) {
        const auto parsed = ChatTemplate::parse(source, tokenizer.specialTokenTexts(), name);
        QVERIFY_RESULT(parsed);
        RenderOptions options;
        options.date = TemplateDate{2026, 3, 7};
        const auto encoder = ConversationEncoder::create(tokenizer, *parsed, options);
        if (!encoder) {
            qInfo("%s: %s", name.c_str(), encoder.error().message.c_str());
            continue;
        }
        const auto encoded = encoder->encode(messages);
        QVERIFY2(encoded.has_value(), encoded ? "" : (name + ": " + encoded.error().message).c_str());
        ++usable;
        const std::string text = marked(*encoded, tokenizer);
        std::string trained;
        bool isInside = false;
        for (const char c : text) {
            isInside = c == '[' ? true : c == ']' ? false : isInside;
            if (isInside)
                trained += c;
        }
        QVERIFY2(trained.find("Aa1") != std::string::npos && trained.find("Bb2") != std::string::npos,
            (name + ": " + text).c_str());
        QVERIFY2(trained.find("Qq") == std::string::npos && trained.find("Rr") == std::string::npos,
            (name + ": " + text).c_str());
        QVERIFY2(encoded->isTrained.back() == 1 && encoded->ids.back() == encoder->endOfTurnIds().front(),
            (name + ": " + text).c_str());
    }
    QVERIFY2(usable >= 20, std::to_string(usable).c_str());
}

void TestConversation::promptEqualsBeginningOfTraining()
{
    const Tokenizer tokenizer = byteTokenizer();
    for (const char* name :
        {"chatml", "chatml_no_prompt", "llama2", "llama3", "mistral", "gemma", "alpaca", "phi4", "granite"}) {
        const auto encoder = encoderOf(goldenTemplates().at(name), tokenizer);
        const std::vector<Message> messages{
            {"user", "Q"}, {"assistant", "\n A"}, {"user", "R"}, {"assistant", "B"}};
        const auto encoded = encoder.encode(messages);
        QVERIFY_RESULT(encoded);
        const auto first = encoder.encodePrompt(std::span(messages).first(1));
        QVERIFY_RESULT(first);
        QVERIFY2(*first
                == Ids(encoded->ids.begin(),
                    encoded->ids.begin() + static_cast<std::ptrdiff_t>(encoded->promptTokens)),
            name);
        const auto second = encoder.encodePrompt(std::span(messages).first(3));
        QVERIFY_RESULT(second);
        QVERIFY(second->size() < encoded->ids.size());
        QVERIFY2(std::equal(second->begin(), second->end(), encoded->ids.begin()), name);
        QCOMPARE(encoded->isTrained[second->size() - 1], std::uint8_t(0));
        QCOMPARE(encoded->isTrained[second->size()], std::uint8_t(1));
    }
}

void TestConversation::noDoubleBos()
{
    // The tokenizer would put <s> before every text, and so does the template.
    const Tokenizer tokenizer = byteTokenizer();
    QCOMPARE(tokenizer.encodeWithAffixes("a").front(), 256);
    const auto encoder = encoderOf(goldenTemplates().at("mistral"), tokenizer);
    const std::vector<Message> messages{{"user", "Q"}, {"assistant", "A"}, {"user", "R"}, {"assistant", "B"}};
    const auto encoded = encoder.encode(messages);
    QVERIFY_RESULT(encoded);
    QCOMPARE(std::count(encoded->ids.begin(), encoded->ids.end(), 256), std::ptrdiff_t(1));
    const auto prompt = encoder.encodePrompt(std::span(messages).first(1));
    QVERIFY_RESULT(prompt);
    QCOMPARE(std::count(prompt->begin(), prompt->end(), 256), std::ptrdiff_t(1));
}

void TestConversation::padThatIsEosIsTrained()
{
    const Tokenizer tokenizer = byteTokenizer("<|im_end|>", "<|im_end|>");
    QVERIFY(tokenizer.padId() == tokenizer.eosId());
    const auto encoder = encoderOf(chatml, tokenizer);
    const auto encoded = encoder.encode(std::vector<Message>{{"user", "Q"}, {"assistant", "A"}});
    QVERIFY_RESULT(encoded);
    QCOMPARE(encoded->ids.back(), *tokenizer.padId());
    QCOMPARE(encoded->isTrained.back(), std::uint8_t(1));
    QCOMPARE(encoder.endOfTurnIds().size(), std::size_t(1));
}

void TestConversation::eosWhereTheTemplateHasNone()
{
    const Tokenizer tokenizer = byteTokenizer();
    const auto encoder = encoderOf(goldenTemplates().at("alpaca"), tokenizer);
    const std::vector<Message> messages{{"user", "Q"}, {"assistant", "A"}, {"user", "R"}, {"assistant", "B"}};
    const auto encoded = encoder.encode(messages);
    QVERIFY_RESULT(encoded);
    QCOMPARE(marked(*encoded, tokenizer),
        std::string("### Instruction:\nQ\n\n### Response:\n[A</s>]\n\n### Instruction:\nR\n\n### "
                    "Response:\n[B</s>]"));
    QVERIFY(refusalOf(goldenTemplates().at("alpaca"), byteTokenizer("")).find("ends a response")
        != std::string::npos);
}

void TestConversation::truncation_data()
{
    QTest::addColumn<int>("maxLength");
    QTest::addColumn<int>("truncation");
    QTest::addColumn<QString>("expected");
    // <|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n is 1+5+1+1+1+1+10 = 20 tokens, AB<|im_end|> 3,
    // then 1 + 20 and CD<|im_end|>.
    const QString head = "<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n";
    const QString first = head + "[AB<|im_end|>]";
    QTest::newRow("fits") << 47 << int(Truncation::None) << first + "\n" + head + "[CD<|im_end|>]";
    QTest::newRow("without end of turn") << 46 << int(Truncation::InResponse) << first + "\n" + head + "[CD]";
    QTest::newRow("in second response") << 45 << int(Truncation::InResponse) << first + "\n" + head + "[C]";
    QTest::newRow("before second response") << 44 << int(Truncation::InPrompt) << first;
    QTest::newRow("in second prompt") << 30 << int(Truncation::InPrompt) << first;
    QTest::newRow("after first response") << 23 << int(Truncation::InPrompt) << first;
    QTest::newRow("in first response") << 21 << int(Truncation::InResponse) << head + "[A]";
    QTest::newRow("before first response") << 20 << int(Truncation::InPrompt) << head;
    QTest::newRow("nothing") << 0 << int(Truncation::InPrompt) << "";
}

void TestConversation::truncation()
{
    QFETCH(int, maxLength);
    QFETCH(int, truncation);
    QFETCH(QString, expected);
    const Tokenizer tokenizer = byteTokenizer();
    const auto encoder = encoderOf(chatml, tokenizer);
    const std::vector<Message> messages{
        {"user", "Q"}, {"assistant", "AB"}, {"user", "Q"}, {"assistant", "CD"}};
    const auto encoded = encoder.encode(messages, static_cast<std::size_t>(maxLength));
    QVERIFY_RESULT(encoded);
    QCOMPARE(QString::fromStdString(marked(*encoded, tokenizer)), expected);
    QCOMPARE(int(encoded->truncation), truncation);
    QVERIFY(encoded->ids.size() <= static_cast<std::size_t>(maxLength));
    QCOMPARE(encoded->ids.size(), encoded->isTrained.size());
}

void TestConversation::responseThatLooksLikeTheTemplate()
{
    // A response that repeats the question, the generation prompt and an end of turn: found by where it
    // begins.
    const Tokenizer tokenizer = byteTokenizer();
    const auto encoder = encoderOf(chatml, tokenizer);
    const std::string nasty = "Q<|im_end|>\n<|im_start|>assistant\nQ";
    const std::vector<Message> messages{
        {"user", "Q"}, {"assistant", nasty}, {"user", "Q"}, {"assistant", "Q"}};
    const auto encoded = encoder.encode(messages);
    QVERIFY_RESULT(encoded);
    QCOMPARE(marked(*encoded, tokenizer),
        std::string("<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n[") + nasty
            + "<|im_end|>]\n<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n[Q<|im_end|>]");
    QVERIFY(encoded->hasSpecialTokenInContent);
    QVERIFY(!encoder.encode(std::span(messages).last(2))->hasSpecialTokenInContent);
}

void TestConversation::templateThatRewritesEarlierTurns()
{
    // Thoughts are shown in the last turn only.
    const Tokenizer tokenizer = byteTokenizer();
    const auto encoder = encoderOf(goldenTemplates().at("qwen3_thinking"), tokenizer);
    const std::vector<Message> messages{{"user", "Q"}, {"assistant", "A"}, {"user", "R"}, {"assistant", "B"}};
    const auto encoded = encoder.encode(messages);
    QVERIFY_RESULT(encoded);
    QCOMPARE(marked(*encoded, tokenizer),
        std::string("<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n[A<|im_end|>]\n<|im_start|>"
                    "user\nR<|im_end|>\n"
                    "<|im_start|>assistant\n[<think>\n\n</think>\n\nB<|im_end|>]"));
    const std::vector<Message> thinking{
        {"user", "Q"}, {"assistant", "<think>\nhm\n</think>\n\nA"}, {"user", "R"}, {"assistant", "B"}};
    const auto refused = encoder.encode(thinking);
    QVERIFY(!refused.has_value());
    QVERIFY(refused.error().message.find("message 2") != std::string::npos);
}

void TestConversation::refusals()
{
    const Tokenizer tokenizer = byteTokenizer();
    const auto encoder = encoderOf(chatml, tokenizer);
    QVERIFY(!encoder.encode(std::vector<Message>{{"user", "Q"}}).has_value());
    QVERIFY(!encoder.encode(std::vector<Message>{}).has_value());
    // A generation prompt that the assistant's turn does not begin with.
    QVERIFY(refusalOf(goldenTemplates().at("deepseek_r1"), tokenizer).find("generation prompt")
        != std::string::npos);
    QVERIFY(refusalOf("{% for m in messages %}{{ m.role }}{% endfor %}", tokenizer)
                .find("leaves the assistant's response out")
        != std::string::npos);
    QVERIFY(refusalOf("{{ raise_exception('no') }}", tokenizer).find("no") != std::string::npos);
    const auto gemma = encoderOf(goldenTemplates().at("gemma"), tokenizer);
    const auto refused
        = gemma.encode(std::vector<Message>{{"system", "S"}, {"user", "Q"}, {"assistant", "A"}});
    QVERIFY(!refused.has_value());
    QVERIFY(refused.error().message.find("System role not supported") != std::string::npos);
}

void TestConversation::sharedTrainingRows()
{
    QSKIP_UNLESS_SHARED(goldenPath, "peer/golden/train_full.json");
    QSKIP_UNLESS_SHARED(dataPath, "data/alpaca-hard-gpt4-scored.jsonl");
    QSKIP_UNLESS_BUILT_IN_MODEL(model);
    const auto tokenizer = Tokenizer::open(model);
    QVERIFY_RESULT(tokenizer);
    const auto encoder = ConversationEncoder::create(*tokenizer, ChatTemplate::open(model).value());
    QVERIFY_RESULT(encoder);
    std::map<std::string, std::pair<std::string, std::string>> rows;
    std::ifstream data(dataPath);
    for (std::string line; std::getline(data, line);) {
        const Json row = Json::parse(line);
        rows[row["id"].get<std::string>()]
            = {row["data"][0].get<std::string>(), row["data"][1].get<std::string>()};
    }
    std::ifstream file(goldenPath);
    const Json golden = Json::parse(file);
    int compared = 0;
    for (const Json& batch : golden["batches"])
        for (const Json& example : batch) {
            const auto found = rows.find(example["id"].get<std::string>());
            if (found == rows.end())
                continue;
            const std::vector<Message> messages{
                {"user", found->second.first}, {"assistant", found->second.second}};
            const auto encoded = encoder->encode(messages, 512);
            QVERIFY_RESULT(encoded);
            const Ids ids = example["input_ids"].get<Ids>();
            const Ids labels = example["labels"].get<Ids>();
            const std::size_t size = encoded->ids.size();
            QVERIFY(size < ids.size() || encoded->truncation != Truncation::None);
            QVERIFY(std::equal(encoded->ids.begin(), encoded->ids.end(), ids.begin()));
            for (std::size_t k = 0; k < size; ++k)
                QCOMPARE(encoded->isTrained[k] != 0, labels[k] != -100);
            if (encoded->truncation == Truncation::None) {
                // What the peer also labels is the newline after the end of turn, then padding.
                QVERIFY(labels[size] == 198 && (size + 1 == labels.size() || labels[size + 1] == -100));
                QCOMPARE(encoded->ids.back(), 2);
            }
            ++compared;
        }
    QVERIFY2(compared >= 10, std::to_string(compared).c_str());
}

QTEST_APPLESS_MAIN(TestConversation)
#include "testconversation.moc"
