// SPDX-License-Identifier: Apache-2.0
// Chat templates against transformers' apply_chat_template, and the limits of the interpreter.
#include "core/base/json.h"
#include "core/platform/file.h"
#include "core/tokenizer/chattemplate.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace dankai;

namespace {

const TemplateDate frozenDate{2026, 3, 7, 9, 5, 2};

std::vector<Json> readLines(const std::filesystem::path& path)
{
    std::ifstream file(path);
    std::vector<Json> rows;
    for (std::string line; std::getline(file, line);)
        rows.push_back(Json::parse(line));
    return rows;
}

Result<std::string> renderText(const std::string& source, const Json& variables = Json::object())
{
    auto parsed = ChatTemplate::parse(source, {}, "t");
    if (!parsed)
        return passOn(parsed);
    RenderOptions options;
    options.date = frozenDate;
    options.variables = variables;
    return parsed->render(Json::array(), options);
}

// Empty where the rendering is what transformers gave, errors included.
std::string difference(const Result<std::string>& rendered, const Json& expected)
{
    if (!expected.contains("text"))
        return rendered ? "rendered where transformers refuses: " + *rendered : std::string();
    if (!rendered)
        return rendered.error().message;
    if (*rendered == expected["text"])
        return {};
    std::string both = Json(*rendered).dump();
    return both.append("\ninstead of\n").append(expected["text"].dump());
}

} // namespace

class TestChatTemplate final : public QObject
{
    Q_OBJECT

private slots:
    void expressions();
    void templates();
    void builtInModel();
    void errorsNameConstructAndLine_data();
    void errorsNameConstructAndLine();
    void endless_data();
    void endless();
    void dates();
    void openFolder();
    void openPrefersFile();
    void builtIns();
};

void TestChatTemplate::expressions()
{
    const auto rows = readLines(test::goldenPath("tokenizer/expressions.jsonl"));
    QVERIFY(rows.size() > 100);
    int wrong = 0;
    for (const Json& row : rows) {
        if (row.contains("values"))
            continue;
        const std::string bad
            = difference(renderText(row["source"].get<std::string>(), rows[0]["values"]), row);
        if (!bad.empty()) {
            qWarning("%s: %s", row["source"].dump().c_str(), bad.c_str());
            ++wrong;
        }
    }
    QCOMPARE(wrong, 0);
}

void TestChatTemplate::templates()
{
    const auto rows = readLines(test::goldenPath("tokenizer/templates.jsonl"));
    QVERIFY(rows.size() >= 25);
    int wrong = 0;
    for (const Json& row : rows) {
        const auto parsed = ChatTemplate::parse(row["template"].get<std::string>(),
            row["special"].get<std::map<std::string, std::string>>(), row["name"]);
        QVERIFY_RESULT(parsed);
        for (const Json& item : row["cases"]) {
            RenderOptions options;
            options.date = frozenDate;
            options.variables = item["variables"];
            options.generationPrompt
                = item["prompt"].get<bool>() ? GenerationPrompt::Add : GenerationPrompt::Omit;
            const std::string bad = difference(parsed->render(item["messages"], options), item);
            if (!bad.empty()) {
                qWarning(
                    "%s %s: %s", row["name"].dump().c_str(), item["messages"].dump().c_str(), bad.c_str());
                ++wrong;
            }
        }
    }
    QCOMPARE(wrong, 0);
}

void TestChatTemplate::builtInModel()
{
    QSKIP_UNLESS_BUILT_IN_MODEL(path);
    const auto opened = ChatTemplate::open(path);
    QVERIFY_RESULT(opened);
    QVERIFY(!opened->usesDate());
    const std::vector<Message> messages{{"user", "What is 2+2?"}};
    const auto text = opened->render(messages, {GenerationPrompt::Add, {}, Json::object()});
    QVERIFY_RESULT(text);
    QCOMPARE(*text,
        std::string("<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging "
                    "Face<|im_end|>\n<|im_start|>user\nWhat is 2+2?<|im_end|>\n<|im_start|>assistant\n"));
    if (const auto peer = test::peerModelPath()) {
        const auto other = ChatTemplate::open(*peer);
        QVERIFY_RESULT(other);
        QCOMPARE(other->hash(), opened->hash());
    }
}

void TestChatTemplate::errorsNameConstructAndLine_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("word");
    QTest::newRow("tag") << "a\n{% include 'x' %}"
                         << "t:2: "
                         << "include";
    QTest::newRow("filter") << "\n\n{{ 'a' | xmlattr }}"
                            << "t:3: "
                            << "xmlattr";
    QTest::newRow("test") << "{{ 1 is weird }}"
                          << "t:1: "
                          << "weird";
    QTest::newRow("method") << "{{ 'a'.format(1) }}"
                            << "t:1: "
                            << "format";
    QTest::newRow("operator") << "{{ '%s' % 1 }}"
                              << "t:1: "
                              << "%";
    QTest::newRow("recursive") << "{% for x in y recursive %}{% endfor %}"
                               << "t:1: "
                               << "recursive";
    QTest::newRow("refusal") << "\n{{ raise_exception('no system turn') }}"
                             << "t:2: "
                             << "no system turn";
    QTest::newRow("undefined") << "{{ a }}\n{{ a.b }}"
                               << "t:2: "
                               << "'a' is undefined";
    QTest::newRow("not closed") << "{% if a %}\nb"
                                << "t:"
                                << "endif";
    QTest::newRow("comment") << "{# a"
                             << "t:1: "
                             << "comment";
}

void TestChatTemplate::errorsNameConstructAndLine()
{
    QFETCH(QString, source);
    QFETCH(QString, place);
    QFETCH(QString, word);
    const auto rendered = renderText(source.toStdString());
    QVERIFY(!rendered.has_value());
    const QString message = QString::fromStdString(rendered.error().message);
    QVERIFY2(message.startsWith(place) && message.contains(word), qPrintable(message));
    QVERIFY(rendered.error().code == ErrorCode::Unusable);
}

void TestChatTemplate::endless_data()
{
    QTest::addColumn<QString>("source");
    const QString many = "{% for a in range(100000) %}{% for b in range(100000) %}";
    QTest::newRow("loops") << many + "{% for c in range(100000) %}{% endfor %}{% endfor %}{% endfor %}";
    QTest::newRow("output") << many + "xxxxxxxxxxxxxxxx{% endfor %}{% endfor %}";
    QTest::newRow("text") << "{% set n = namespace(x='x') %}" + many
            + "{% set n.x = n.x + n.x %}{% endfor %}{% endfor %}";
    QTest::newRow("list") << "{% set n = namespace(x=[1]) %}" + many
            + "{% set n.x = n.x + n.x %}{% endfor %}{% endfor %}";
    QTest::newRow("shared lists") << "{% set n = namespace(x=[1]) %}" + many
            + "{% set n.x = [n.x, n.x] %}{% endfor %}{% endfor %}{{ n.x }}";
    QTest::newRow("deep list") << "{% set n = namespace(x=[]) %}" + many
            + "{% set n.x = [n.x] %}{% endfor %}{% endfor %}";
    QTest::newRow("repeat") << "{{ 'a' * 9000000000 }}";
    QTest::newRow("replace") << "{% set n = namespace(x='a' * 1000000) %}{% for i in range(100) %}{% set n.x "
                                "= n.x | replace('a', 'aaaaaaaaaa') %}{% endfor %}";
    QTest::newRow("power") << "{{ 10 ** 10 ** 10 }}";
    QTest::newRow("macro") << "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
    QTest::newRow("parentheses") << "{{ " + QString(100000, '(') + "1" + QString(100000, ')') + " }}";
    QTest::newRow("brackets") << "{{ " + QString(100000, '[') + QString(100000, ']') + " }}";
    QTest::newRow("minus") << "{{ " + QString(100000, '-') + "1 }}";
    QTest::newRow("not") << "{{ " + QString("not ").repeated(100000) + "1 }}";
    QTest::newRow("sum") << "{{ 1" + QString(" + 1").repeated(100000) + " }}";
    QTest::newRow("dots") << "{{ a" + QString(".a").repeated(100000) + " }}";
    QTest::newRow("filters") << "{{ 1" + QString("|string").repeated(100000) + " }}";
    QTest::newRow("conditions") << "{{ " + QString("1 if ").repeated(100000) + "1 }}";
    QTest::newRow("nested if") << QString("{% if 1 %}").repeated(100000)
            + QString("{% endif %}").repeated(100000);
    QTest::newRow("elif") << "{% if 0 %}" + QString("{% elif 0 %}").repeated(100000) + "{% endif %}";
}

void TestChatTemplate::endless()
{
    QFETCH(QString, source);
    QVERIFY(!renderText(source.toStdString()).has_value());
}

void TestChatTemplate::dates()
{
    const auto parsed = ChatTemplate::parse("{{ strftime_now('%d %b %Y') }}", {}, "t");
    QVERIFY_RESULT(parsed);
    QVERIFY(parsed->usesDate());
    QVERIFY(!ChatTemplate::parse("{{ 'strftime_now' }}", {}, "t")->usesDate());
    const auto undated = parsed->render(Json::array(), {});
    QVERIFY(!undated.has_value());
    QVERIFY(undated.error().message.find("date") != std::string::npos);
    const auto date = parseTemplateDate("2026-11-23T22:54:06");
    QVERIFY_RESULT(date);
    QCOMPARE(toText(*date), std::string("2026-11-23T22:54:06"));
    QVERIFY(parseTemplateDate("2026-11-23").value_or(TemplateDate{}) == (TemplateDate{2026, 11, 23}));
    for (const char* wrong :
        {"", "2026", "2026-13-01", "2026-02-30", "2026-11-23T25:00:00", "2026-11-23x", "-1-01-01"})
        QVERIFY2(!parseTemplateDate(wrong).has_value(), wrong);
    QCOMPARE(parsed->render(Json::array(), {GenerationPrompt::Omit, *date, Json::object()}).value_or(""),
        std::string("23 Nov 2026"));
}

void TestChatTemplate::openFolder()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const auto write = [&path](const char* name, const Json& json) {
        QVERIFY_RESULT(writeFileAtomically(path / name, json.dump()));
    };
    write("tokenizer_config.json", {{"bos_token", "<s>"}});
    const auto none = ChatTemplate::open(path);
    QVERIFY(!none.has_value());
    QVERIFY2(none.error().message.find("chatml") != std::string::npos, none.error().message.c_str());
    QVERIFY_RESULT(ChatTemplate::open(path, "chatml"));
    QVERIFY(!ChatTemplate::open(path, "nosuch").has_value());
    QVERIFY(!ChatTemplate::open(path / "nothing").has_value());

    write("tokenizer_config.json",
        {{"bos_token", {{"content", "<s>"}}},
            {"chat_template",
                {{{"name", "default"}, {"template", "D{{ bos_token }}"}},
                    {{"name", "tool_use"}, {"template", "T"}}}}});
    QCOMPARE(ChatTemplate::open(path)->render(Json::array(), {}).value_or(""), std::string("D<s>"));
    QCOMPARE(ChatTemplate::open(path, "tool_use")->render(Json::array(), {}).value_or(""), std::string("T"));

    const std::filesystem::path own = path / "mine.jinja";
    QVERIFY_RESULT(writeFileAtomically(own, "M{{ bos_token }}"));
    QCOMPARE(
        ChatTemplate::open(path, own.string())->render(Json::array(), {}).value_or(""), std::string("M<s>"));
}

void TestChatTemplate::openPrefersFile()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY_RESULT(writeFileAtomically(path / "tokenizer_config.json", R"({"chat_template": "config"})"));
    QCOMPARE(ChatTemplate::open(path)->source(), std::string("config"));
    QVERIFY_RESULT(writeFileAtomically(path / "chat_template.jinja", "file"));
    QCOMPARE(ChatTemplate::open(path)->source(), std::string("file"));
    QVERIFY_RESULT(writeFileAtomically(path / "tokenizer_config.json", "{broken"));
    QVERIFY(!ChatTemplate::open(path).has_value());
}

void TestChatTemplate::builtIns()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY_RESULT(writeFileAtomically(path / "tokenizer_config.json", R"({"eos_token": "</s>"})"));
    const std::vector<Message> messages{{"system", "S"}, {"user", "U"}, {"assistant", "A"}, {"user", "V"}};
    const RenderOptions options{GenerationPrompt::Add, {}, Json::object()};
    QCOMPARE(ChatTemplate::open(path, "chatml")->render(messages, options).value_or(""),
        std::string("<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nU<|im_end|>\n<|im_start|>"
                    "assistant\nA<|im_end|>\n"
                    "<|im_start|>user\nV<|im_end|>\n<|im_start|>assistant\n"));
    QCOMPARE(ChatTemplate::open(path, "plain")->render(messages, options).value_or(""),
        std::string(
            "S\n\n### Instruction:\nU\n\n### Response:\nA</s>\n\n### Instruction:\nV\n\n### Response:\n"));
}

QTEST_APPLESS_MAIN(TestChatTemplate)
#include "testchattemplate.moc"
