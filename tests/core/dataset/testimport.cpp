// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/datasetformat.h"
#include "core/dataset/importer.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <string>
#include <vector>

using namespace dankai;

namespace {

struct Imported
{
    Result<ImportReport> report;
    std::vector<ImportedRow> rows;

    std::string error() const { return report ? std::string() : report.error().message; }

    std::string reason(std::size_t index) const
    {
        return index < report->rejections.size() ? report->rejections[index].reason : std::string();
    }
};

// Single quotes stand for double ones.
std::string quoted(std::string text)
{
    for (char& c : text)
        c = c == '\'' ? '"' : c;
    return text;
}

} // namespace

class TestImport : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const std::string& name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    Imported importText(
        const std::string& text, const ImportOptions& options = {}, const std::string& name = "rows") const
    {
        std::ofstream(path(name), std::ios::binary) << text;
        Imported imported;
        imported.report = importFile(path(name), options, [&](ImportedRow&& row) -> Result<> {
            imported.rows.push_back(std::move(row));
            return {};
        });
        return imported;
    }

private slots:

    void alpacaRowsInEveryShape_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("between");
        QTest::addColumn<QString>("after");
        QTest::newRow("array") << "["
                               << ","
                               << "]";
        QTest::newRow("array over lines") << "\r\n[\r\n  "
                                          << ",\r\n  "
                                          << "\r\n]\r\n";
        QTest::newRow("lines") << ""
                               << "\n"
                               << "";
        QTest::newRow("lines with CRLF and mark") << QString::fromUtf8("\xef\xbb\xbf") << "\r\n\r\n"
                                                  << "\r\n";
    }

    void alpacaRowsInEveryShape()
    {
        QFETCH(QString, before);
        QFETCH(QString, between);
        QFETCH(QString, after);
        const std::string first
            = quoted("{'instruction':'Translate.','input':'cat','output':'neko','system':'Brief.',"
                     "'history':[['Hi','Hello']],'z':[1,{'k':null}],'a':1.5}");
        const std::string second = quoted("{'output':'Plum.','instruction':'Name a fruit.','input':null}");
        const auto imported
            = importText(before.toStdString() + first + between.toStdString() + second + after.toStdString());
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.report->format, std::string("alpaca"));
        QCOMPARE(imported.report->accepted, std::uint64_t(2));
        const Example& example = imported.rows[0].example;
        QCOMPARE(example.instruction, std::string("Translate."));
        QCOMPARE(example.input, std::string("cat"));
        QCOMPARE(example.response, std::string("neko"));
        QCOMPARE(example.system, std::string("Brief."));
        const std::vector<Message> history = {{"user", "Hi"}, {"assistant", "Hello"}};
        QVERIFY(example.history == history);
        QCOMPARE(toJsonLine(example.extra), quoted("{'z':[1,{'k':null}],'a':1.5}"));
        QVERIFY(imported.rows[1].example.extra.is_null());
        QVERIFY(imported.rows[0].hash == contentHash(example));
        QVERIFY(imported.rows[1].example.source.line >= imported.rows[0].example.source.line);
    }

    void valuesOverSeveralLines()
    {
        const auto imported
            = importText(quoted("{\n 'instruction': 'a',\n 'output': 'b'\n}\n{\n 'instruction': 'c',\n "
                                "'output': 'd'\n}\n"));
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.report->accepted, std::uint64_t(2));
        QCOMPARE(imported.rows[1].example.source.line, std::uint64_t(5));
    }

    void brokenRowsAreRejectedOneByOne()
    {
        std::string text;
        for (int i = 0; i < 3; ++i)
            text += quoted("{'instruction':'i','output':'o'}\n");
        text += quoted("{'instruction':'i','output':'o'\n"); // 4
        text += quoted("{'instruction':'i','output':'o',}\n"); // 5
        text += quoted("{'instruction':'i','output':'o'},\n"); // 6
        text += quoted("{'instruction':'i'}\n"); // 7
        text += quoted("{'instruction':'i','output':' \\n'}\n"); // 8
        text += quoted("{'instruction':'i','output':5}\n"); // 9
        text += quoted("{'instruction':'i','output':'\xff'}\n"); // 10
        text += "[1]\nrubbish\n"; // 11, 12
        text += quoted("{'instruction':'i','output':'o','history':[['a']]}\n"); // 13
        text += quoted("{'instruction':'','output':'o'}\n"); // 14
        text += quoted("{'instruction':'i','output':'o'}"); // 15
        text += quoted("\n{'instruction':'i','output':'o','x':1e999}\n"); // 16
        text += quoted("{'instruction':'i','output':'o','x':") + std::string(200, '[') + std::string(200, ']')
            + "}\n"; // 17
        text += quoted("{'instruction':'i','output':'\\ud800'}\n"); // 18
        const auto imported = importText(text);
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        const ImportReport& report = *imported.report;
        QCOMPARE(report.rows, std::uint64_t(18));
        QCOMPARE(report.accepted, std::uint64_t(4));
        QCOMPARE(report.rejected, std::uint64_t(14));
        QCOMPARE(imported.rows[3].example.source.line, std::uint64_t(15));
        for (std::size_t i = 0; i < report.rejections.size(); ++i)
            QCOMPARE(report.rejections[i].line, std::uint64_t(i < 11 ? 4 + i : 5 + i));
        QVERIFY(imported.reason(0).find("ends too early") != std::string::npos);
        QVERIFY(imported.reason(1).find("a comma stands before '}'") != std::string::npos);
        QVERIFY(imported.reason(2).find("a comma follows it") != std::string::npos);
        QVERIFY(imported.reason(3).find("there is no 'output'") != std::string::npos);
        QVERIFY(imported.reason(4).find("response is empty") != std::string::npos);
        QVERIFY(imported.reason(5).find("'output' is a number instead of text") != std::string::npos);
        QVERIFY(imported.reason(6).find("not valid in the file's encoding") != std::string::npos);
        QVERIFY(imported.reason(7).find("a list instead of an object") != std::string::npos);
        QVERIFY(imported.reason(9).find("pairs") != std::string::npos);
        QVERIFY(imported.reason(11).find("too large") != std::string::npos);
        QVERIFY(imported.reason(12).find("nested deeper than 64") != std::string::npos);
        QVERIFY(imported.reason(13).find("not valid JSON at character") != std::string::npos);
        QVERIFY(describe(report.rejections[0], report).ends_with("rows:4: " + imported.reason(0)));
    }

    void rejectionsAreListedUpToTheLimitAndCounted()
    {
        std::string text = quoted("{'instruction':'i','output':'o'}\n");
        for (int i = 0; i < 50; ++i)
            text += "rubbish\n";
        ImportOptions options;
        options.rejectionsListed = 5;
        const auto imported = importText(text, options);
        QCOMPARE(imported.report->rejections.size(), std::size_t(5));
        QCOMPARE(imported.report->rejected, std::uint64_t(50));
    }

    void commaAfterTheLastRowIsNoted()
    {
        const auto imported = importText(quoted("[{'instruction':'i','output':'o'},\n]"));
        QCOMPARE(imported.report->accepted, std::uint64_t(1));
        QCOMPARE(imported.report->notes.size(), std::size_t(1));
        QVERIFY(imported.report->notes[0].starts_with("Line 2: a comma after the last row"));
    }

    void messagesBecomeTurns()
    {
        const auto imported = importText(quoted(
            "{'messages':[{'role':'system','content':'S'},{'role':'user','content':'U'},{'role':'assistant',"
            "'content':'A'},{'role':'user','content':[{'type':'text','text':'V'},{'type':'text','text':'W'}]}"
            ","
            "{'role':'assistant','content':'B'}],'topic':'x'}\n"
            "{'messages':[{'role':'user','content':'U'},{'role':'tool','content':'T'},{'role':'assistant','"
            "content':'A'}]}\n"
            "{'messages':[{'role':'user','content':'U'}]}\n"
            "{'messages':[{'role':'robot','content':'U'},{'role':'assistant','content':'A'}]}\n"
            "{'messages':[{'role':'user','content':'U'},{'role':'assistant','tool_calls':[{}],'content':null}"
            "]}\n"
            "{'messages':[]}\n"
            "{'messages':[{'role':'user','name':'Bo','content':'U'},{'role':'assistant','content':'A'}]}\n"));
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.report->format, std::string("messages"));
        QCOMPARE(imported.report->accepted, std::uint64_t(3));
        const std::vector<Message> expected
            = {{"system", "S"}, {"user", "U"}, {"assistant", "A"}, {"user", "VW"}, {"assistant", "B"}};
        QVERIFY(turns(imported.rows[0].example) == expected);
        QCOMPARE(toJsonLine(imported.rows[0].example.extra), quoted("{'topic':'x'}"));
        const std::vector<Message> withTool = {{"user", "U"}, {"tool", "T"}, {"assistant", "A"}};
        QVERIFY(turns(imported.rows[1].example) == withTool);
        QVERIFY(imported.rows[2].example.extra.contains("messages"));
        QVERIFY(imported.reason(0).find("not an assistant's") != std::string::npos);
        QVERIFY(imported.reason(1).find("the role 'robot'") != std::string::npos);
        QVERIFY(imported.reason(2).find("calls a tool") != std::string::npos);
        QVERIFY(imported.reason(3).find("empty") != std::string::npos);
    }

    void publishedScoresAreRead_data()
    {
        QTest::addColumn<QString>("score");
        QTest::addColumn<bool>("isNumber");
        QTest::addColumn<double>("value");
        QTest::newRow("plain") << "'5'" << true << 5.0;
        QTest::newRow("newlines") << "'3.5\\n\\n'" << true << 3.5;
        QTest::newRow("long") << "'4.166666666666667'" << true << 4.166666666666667;
        QTest::newRow("a number") << "2" << true << 2.0;
        QTest::newRow("words") << "'Score: 4'" << false << 0.0;
        QTest::newRow("nothing") << "''" << false << 0.0;
        QTest::newRow("not finite") << "'nan'" << false << 0.0;
    }

    void publishedScoresAreRead()
    {
        QFETCH(QString, score);
        QFETCH(bool, isNumber);
        QFETCH(double, value);
        const auto imported = importText(
            quoted("{'id': '1', 'score': " + score.toStdString() + ", 'data': ['Ask\\nthis', 'Reply']}\n"));
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.report->format, std::string("phasedsft"));
        const ImportedRow& row = imported.rows.at(0);
        QVERIFY(row.score.has_value());
        QCOMPARE(row.score->value.has_value(), isNumber);
        QCOMPARE(row.score->value.value_or(0.0), value);
        QCOMPARE(imported.report->scored, std::uint64_t(isNumber ? 1 : 0));
        QCOMPARE(imported.report->unscored, std::uint64_t(isNumber ? 0 : 1));
        QCOMPARE(row.example.instruction, std::string("Ask\nthis"));
        QVERIFY(row.example.extra.contains("id") && row.example.extra.contains("score"));
    }

    void tablesAreMappedByGuessAndByHand()
    {
        auto imported = importText("番号;質問;お手本の回答;部署\n1;\"返品;できますか\";"
                                   "\"はい。\n\"\"保証書\"\"が要ります。\";受付\n",
            {}, "t.csv");
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.report->format, std::string("csv"));
        QCOMPARE(imported.rows[0].example.instruction, std::string("返品;できますか"));
        QCOMPARE(imported.rows[0].example.response, std::string("はい。\n\"保証書\"が要ります。"));
        QCOMPARE(toJsonLine(imported.rows[0].example.extra), quoted("{'番号':'1','部署':'受付'}"));
        QCOMPARE(imported.report->columns,
            std::string("instruction = 質問, output = お手本の回答; kept as they are: 番号, 部署"));

        ImportOptions options;
        options.columns = *parseColumnMapping("instruction=Ask,output=Say,score=Hard");
        imported = importText("Ask\tSay\tHard\tQuestion\nA\tB\t2.5\tq\nC\tD\t?\tq\nE\tF\n", options);
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.report->accepted, std::uint64_t(2));
        QCOMPARE(imported.rows[0].score->value.value(), 2.5);
        QCOMPARE(imported.report->unscored, std::uint64_t(1));
        QVERIFY(imported.reason(0).find("has 2 fields, the first line names 4 columns") != std::string::npos);
        QCOMPARE(imported.report->rejections[0].line, std::uint64_t(4));
    }

    void columnsOfOneNameAreAllKept()
    {
        const auto imported = importText("question,answer,note,,note,\nq,a,first,second,third,fourth\n");
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(toJsonLine(imported.rows.at(0).example.extra),
            quoted("{'note':'first','column 4':'second','note 5':'third','column 6':'fourth'}"));
    }

    void scoresOfTablesAreReadLikeColumns()
    {
        ImportOptions options;
        options.columns = {{"score", "難易度"}};
        const auto imported = importText("質問,回答,難易度\nq1,a,３．５\nq2,a,　2\nq3,a,+-2\n", options);
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.rows.at(0).score->value.value(), 3.5);
        QCOMPARE(imported.rows.at(1).score->value.value(), 2.0);
        QVERIFY(!imported.rows.at(2).score->value);
    }

    void theColumnsOfAFileAreKnownBeforeItIsRead()
    {
        const auto columnsOf = [this](const std::string& text) {
            std::ofstream(path("columns"), std::ios::binary) << text;
            return readColumnNames(path("columns"));
        };
        // Also where nobody could guess which is the question.
        QCOMPARE(*columnsOf("Ask;Say;Say;\na;b;c;d\n"),
            (std::vector<std::string>{"Ask", "Say", "Say 3", "column 4"}));
        QCOMPARE(*columnsOf(quoted("{'q':'a','a':'b'}\n{'q':'c','note':1}\n")),
            (std::vector<std::string>{"q", "a", "note"}));
        QVERIFY(!columnsOf("no table at all\n"));
        QVERIFY(!readColumnNames(path("not there")));
    }

    void aMappingThatWouldLoseAColumnIsRefused()
    {
        const std::string alpaca = quoted("{'instruction':'i','context':'c','output':'o'}\n");
        ImportOptions options;
        options.columns = {{"input", "contxt"}};
        QVERIFY2(importText(alpaca, options).error().find("--map input=contxt: none of the first rows")
                != std::string::npos,
            importText(alpaca, options).error().c_str());
        options.columns = {{"input", "context"}};
        QCOMPARE(importText(alpaca, options).rows.at(0).example.input, std::string("c"));
        const std::string chat = quoted(
            "{'messages':[{'role':'user','content':'q'},{'role':'assistant','content':'a'}],'s':1}\n");
        options.columns = {{"system", "s"}};
        QVERIFY(importText(chat, options).error().find("What can be mapped in it: messages, score")
            != std::string::npos);
        options.columns = {{"score", "s"}};
        QCOMPARE(importText(chat, options).rows.at(0).score->value.value(), 1.0);
    }

    void jsonColumnsAreMappedByHand()
    {
        ImportOptions options;
        options.columns = {{"instruction", "q"}, {"output", "a"}, {"score", "level"}};
        const auto imported
            = importText(quoted("{'q':'Ask','a':'Say','level':3,'output':'kept'}\n"), options);
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.rows[0].example.response, std::string("Say"));
        QCOMPARE(imported.rows[0].score->value.value(), 3.0);
        QVERIFY(imported.rows[0].example.extra.contains("output"));
    }

    void shareGptRows()
    {
        const auto imported
            = importText(quoted("[{'id':'1','conversations':[{'from':'human','value':'Hi'},"
                                "{'from':'gpt','value':'Hello'},{'from':'human','value':'Why?'},"
                                "{'from':'gpt','value':'So.'}]},\n"
                                "{'system':'Be kind.','conversations':[{'from':'user','value':'q'},"
                                "{'from':'chatgpt','value':'a','weight':0.5}]},\n"
                                "{'conversations':[{'from':'system','value':'s'},"
                                "{'from':'human','value':'q2'},{'from':'gpt','value':'a2'}],"
                                "'system':'column'},\n"
                                "{'conversations':[{'from':'human','value':'q'},"
                                "{'from':'function_call','value':'{}'},"
                                "{'from':'observation','value':'4'},{'from':'gpt','value':'4'}]},\n"
                                "{'conversations':[{'from':'human','value':'q'}]},\n"
                                "{'conversations':[{'from':'robot','value':'q'}]},\n"
                                "{'conversations':[{'from':'human'}]},\n"
                                "{'conversations':[]}]\n"));
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.report->format, std::string("sharegpt"));
        QCOMPARE(imported.rows.size(), std::size_t(3));
        const Example& first = imported.rows[0].example;
        QVERIFY(first.history == (std::vector<Message>{{"user", "Hi"}, {"assistant", "Hello"}}));
        QCOMPARE(first.instruction, std::string("Why?"));
        QCOMPARE(first.response, std::string("So."));
        QVERIFY(first.extra == Json({{"id", "1"}}));
        QCOMPARE(imported.rows[1].example.system, std::string("Be kind."));
        QVERIFY(imported.rows[1].example.extra.contains("conversations")); // with its weights
        QCOMPARE(imported.rows[2].example.system, std::string("s"));
        QCOMPARE(imported.report->rejected, std::uint64_t(5));
        QCOMPARE(imported.report->rejections[0].line, std::uint64_t(4));
        QVERIFY2(imported.reason(0).find("message 2 is of 'function_call', a tool") != std::string::npos,
            imported.reason(0).c_str());
        QVERIFY(imported.reason(1).find("no message before the answer") != std::string::npos
            || imported.reason(1).find("not an assistant's") != std::string::npos);
        QVERIFY(imported.reason(2).find("has the role 'robot'; known are system, human, gpt")
            != std::string::npos);
        QVERIFY(imported.reason(3).find("has no 'value'") != std::string::npos);
        QVERIFY(imported.reason(4).find("is empty") != std::string::npos);
    }

    void promptAndCompletionRows()
    {
        const auto imported = importText(
            quoted("{'prompt':'The sky is','completion':' blue.','topic':'x'}\n"
                   "{'prompt':[{'role':'system','content':'s'},{'role':'user','content':'u'}],"
                   "'completion':[{'role':'assistant','content':'a'}]}\n"
                   "{'prompt':'u','completion':[{'role':'assistant','content':'a'}]}\n"
                   "{'prompt':[{'role':'user','content':'u'}],'completion':[{'role':'user','content':'a'}]}\n"
                   "{'prompt':'u'}\n{'prompt':'u','completion':7}\n"));
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.report->format, std::string("prompt-completion"));
        QCOMPARE(imported.rows.size(), std::size_t(2));
        QCOMPARE(imported.rows[0].example.instruction, std::string("The sky is"));
        QCOMPARE(imported.rows[0].example.response, std::string(" blue."));
        QVERIFY(imported.rows[0].example.extra == Json({{"topic", "x"}}));
        QCOMPARE(imported.rows[1].example.system, std::string("s"));
        QCOMPARE(imported.rows[1].example.instruction, std::string("u"));
        QVERIFY(imported.reason(0).find("must both be text or both be lists") != std::string::npos);
        QCOMPARE(imported.report->rejections[0].line, std::uint64_t(3));
        QVERIFY(imported.reason(1).find("not an assistant's") != std::string::npos);
        QVERIFY(imported.reason(2).find("there is no 'completion'") != std::string::npos);
        QVERIFY(imported.reason(3).find("'completion' is a number instead of text") != std::string::npos);
        ImportOptions options;
        options.format = "prompt-completion";
        options.columns = {{"instruction", "q"}, {"output", "a"}};
        QCOMPARE(importText(quoted("{'q':'Ask','a':'Say'}\n"), options).rows.at(0).example.response,
            std::string("Say"));
    }

    void aFieldThatIsMappedToNothingIsNotRead()
    {
        ImportOptions options;
        options.columns = {{"input", ""}, {"history", ""}};
        const auto imported = importText(
            quoted("{'instruction':'i','input':'n','output':'o','history':3,'':'x'}\n"), options);
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QVERIFY(imported.rows.at(0).example.input.empty());
        QVERIFY(imported.rows[0].example.extra == Json({{"input", "n"}, {"history", 3}, {"", "x"}}));
    }

    void unusableFilesAreOneSentence_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("empty") << QByteArray("") << "is empty";
        QTest::newRow("blank") << QByteArray(" \n\n") << "nothing but white space";
        QTest::newRow("prose") << QByteArray("It was a dark night.\nAnd so on.\n")
                               << "neither JSON nor a table";
        QTest::newRow("other JSON") << QByteArray("{\"foo\":1,\"bar\":2}\n")
                                    << "they have the columns foo, bar";
        QTest::newRow("wrapped") << QByteArray("{\n \"data\": [\n {\"instruction\":\"a\"}\n ]\n}\n")
                                 << "the column data";
        QTest::newRow("parquet") << QByteArray("PAR1\x15\x04") << "a Parquet file";
        QTest::newRow("workbook") << QByteArray("PK\x03\x04", 4) << "an Excel workbook";
        QTest::newRow("video") << QByteArray("\0\0\0\x20"
                                             "ftypisom\0\0\2\0",
            16) << "a video or a recording, not text";
        QTest::newRow("web video") << QByteArray("\x1a\x45\xdf\xa3\x9f\x42") << "a video, not text";
        QTest::newRow("review package")
            << QByteArray("{\"format\":\"dankai-review\",\"version\":1}\n"
                          "{\"question\":1,\"instruction\":\"a\",\"output\":\"b\"}\n")
            << "a review package and no examples";
        QTest::newRow("no header") << QByteArray("1,2\n3,4\n") << "neither JSON nor a table";
        QTest::newRow("cut at once") << QByteArray("{\"instruction\": \"a")
                                     << "none of its first rows is valid";
    }

    void unusableFilesAreOneSentence()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, sentence);
        const auto imported = importText(text.toStdString());
        QVERIFY(!imported.report.has_value());
        QVERIFY(imported.report.error().code == ErrorCode::Unusable);
        QVERIFY2(
            imported.error().find(sentence.toStdString()) != std::string::npos, imported.error().c_str());
        QVERIFY(imported.error().find(path("rows").string()) != std::string::npos);
    }

    void wrongOptionsAreOneSentence()
    {
        const std::string rows = quoted("{'instruction':'i','output':'o'}\n");
        ImportOptions options;
        options.format = "excel";
        QVERIFY(importText(rows, options).error().find("There is no format 'excel'") != std::string::npos);
        options = {};
        options.format = "messages";
        QVERIFY(importText(rows, options).error().find("but not a list in 'messages'") != std::string::npos);
        options.format = "csv";
        QVERIFY(!importText(rows, options).report.has_value());
        options = {};
        options.columns = {{"answer", "o"}};
        QVERIFY(importText(rows, options).error().find("there is no field 'answer'") != std::string::npos);
        options.columns = {{"instruction", "x"}, {"output", "b"}};
        QVERIFY(
            importText("a,b\n1,2\n", options).error().find("neither JSON nor a table") != std::string::npos);
        options.format = "csv";
        QVERIFY(importText("a,b\n1,2\n", options).error().find("has no such column. Its columns are: a, b")
            != std::string::npos);
        QVERIFY(!parseColumnMapping("instruction").has_value());
        QVERIFY(!parseColumnMapping("foo=bar").has_value());
        const auto missing = importFile(path("missing"), {}, [](ImportedRow&&) -> Result<> { return {}; });
        QVERIFY(missing.error().message.starts_with("There is no file"));
        const auto folder
            = importFile(m_folder.path().toStdString(), {}, [](ImportedRow&&) -> Result<> { return {}; });
        QVERIFY(folder.error().message.find("is a folder") != std::string::npos);
    }

    void encodingsAreReportedAndCanBeGiven()
    {
        const std::string row = quoted("{'instruction':'\x95\xdb\x8f\xd8\x82\xcd\x81\x48','output':'"
                                       "\x88\xea\x94\x4e\x82\xc5\x82\xb7'}\n");
        auto imported = importText(row);
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QVERIFY(imported.report->encoding == TextEncoding::Cp932);
        QCOMPARE(imported.rows[0].example.instruction, std::string("保証は？"));
        ImportOptions options;
        options.encoding = TextEncoding::Utf8;
        imported = importText(quoted("{'instruction':'i','output':'o'}\n") + row, options);
        QCOMPARE(imported.report->accepted, std::uint64_t(1));
        QVERIFY(imported.reason(0).find("encoding") != std::string::npos);
    }

    void aFileThatIsAsciiForLongIsStillRecognised()
    {
        std::string text;
        while (text.size() < (std::size_t(1) << 20))
            text += quoted("{'instruction':'i','output':'some words to fill the beginning'}\n");
        text += quoted("{'instruction':'\x95\xdb\x8f\xd8\x82\xcd\x81\x48','output':'"
                       "\x88\xea\x94\x4e\x82\xc5\x82\xb7'}\n");
        const auto imported = importText(text);
        QVERIFY(imported.report->encoding == TextEncoding::Cp932);
        QCOMPARE(imported.report->rejected, std::uint64_t(0));
    }

    void threadsChangeNothing()
    {
        std::string text;
        for (int i = 0; i < 30000; ++i) {
            const std::string number = std::to_string(i);
            text += i % 97 == 0 ? "broken\n"
                                : quoted("{'instruction':'Question number " + number
                                    + " with some words to fill it','output':'"
                                    + std::string(static_cast<std::size_t>(i % 300), 'x') + number + "'}\n");
        }
        std::vector<ContentHash> first;
        for (const int threads : {1, 2, 5}) {
            ImportOptions options;
            options.threads = threads;
            const auto imported = importText(text, options);
            std::vector<ContentHash> hashes;
            std::uint64_t line = 0;
            for (const ImportedRow& row : imported.rows) {
                hashes.push_back(row.hash);
                QVERIFY(row.example.source.line > line);
                line = row.example.source.line;
            }
            QCOMPARE(imported.report->rows, std::uint64_t(30000));
            QCOMPARE(imported.report->rejected, std::uint64_t(310));
            if (first.empty())
                first = hashes;
            QVERIFY(hashes == first);
        }
    }

    void oneLineOfFiftyMegabytes()
    {
        const std::string huge(std::size_t(50) << 20, 'x');
        const std::string good = quoted("{'instruction':'i','output':'o'}\n");
        const std::string row = quoted("{'instruction':'i','output':'") + huge + quoted("'}");
        const auto imported = importText(good + row + "\n" + good);
        QVERIFY2(imported.report.has_value(), imported.error().c_str());
        QCOMPARE(imported.report->accepted, std::uint64_t(2));
        QVERIFY(imported.reason(0).find("longer than 16 MiB") != std::string::npos);
        QCOMPARE(imported.report->rejections[0].line, std::uint64_t(2));

        // At the beginning it hides what the file is.
        for (const std::string& text : {row + "\n" + good, "[" + row + "]", huge}) {
            const auto first = importText(text);
            QVERIFY(!first.report.has_value());
            QVERIFY2(first.error().find("rows:1: the row is longer than 16 MiB") != std::string::npos,
                first.error().c_str());
        }

        ImportOptions options;
        options.maximumRowBytes = std::size_t(64) << 20;
        const auto allowed = importText(good + row + "\n" + good, options);
        QCOMPARE(allowed.report->accepted, std::uint64_t(3));
        QCOMPARE(allowed.rows[1].example.response.size(), huge.size());
        const auto alone = importText("[" + row + "]", options);
        QVERIFY2(alone.report.has_value(), alone.error().c_str());
        QCOMPARE(alone.report->accepted, std::uint64_t(1));
    }

    void stopsWhenAskedAndHandsOnTheSinksError()
    {
        std::string text;
        for (int i = 0; i < 1000; ++i)
            text += quoted("{'instruction':'i','output':'o'}\n");
        std::ofstream(path("many"), std::ios::binary) << text;
        StopFlag stop{false};
        int taken = 0;
        const auto report = importFile(
            path("many"), {},
            [&](ImportedRow&&) -> Result<> {
                stop = ++taken == 10;
                return {};
            },
            {}, &stop);
        QVERIFY(!report && report.error().code == ErrorCode::Stopped);
        QCOMPARE(taken, 10);
        const auto refused
            = importFile(path("many"), {}, [](ImportedRow&&) -> Result<> { return failed("Disk full."); });
        QCOMPARE(refused.error().message, std::string("Disk full."));
    }

    void progressEndsAtTheFilesSize()
    {
        std::ofstream(path("small"), std::ios::binary) << quoted("{'instruction':'i','output':'o'}\n");
        Progress last;
        const auto report = importFile(
            path("small"), {}, [](ImportedRow&&) -> Result<> { return {}; },
            [&](const Progress& progress) { last = progress; });
        QVERIFY(report.has_value());
        QCOMPARE(last.done, last.total);
        QCOMPARE(last.total, std::uint64_t(33));
    }

    void everyFormatHasANameAndADescription()
    {
        for (const DatasetFormat& format : datasetFormats()) {
            QVERIFY(!format.name.empty() && !format.description.empty());
            QVERIFY(datasetFormatNames().find(format.name) != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(TestImport)
#include "testimport.moc"
