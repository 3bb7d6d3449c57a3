// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/delimitedtext.h"
#include "core/dataset/jsonsplitter.h"

#include <QTest>

#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace dankai;

namespace {

// Single quotes stand for double ones.
QString quoted(const char* text)
{
    return QString::fromUtf8(text).replace('\'', '"');
}

struct Row
{
    std::string text; // "!" and the problem where there is one
    std::uint64_t line = 0;

    bool operator==(const Row&) const = default;
};

using MakeSplitter = std::function<std::unique_ptr<RowSplitter>()>;

// Hands the text in blocks, as the importer does.
std::vector<Row> split(RowSplitter& splitter, std::string_view text, std::size_t block)
{
    std::vector<Row> rows;
    std::string rest;
    std::size_t read = 0;
    for (bool isEnd = false; !isEnd;) {
        const std::string_view piece = text.substr(read, block);
        read += piece.size();
        isEnd = read >= text.size();
        rest += piece;
        std::vector<RowSlice> slices;
        const std::size_t done = splitter.split(rest, isEnd ? SampleEnd::OfFile : SampleEnd::Cut, slices);
        for (const RowSlice& slice : slices)
            rows.push_back(
                {slice.problem.empty() ? rest.substr(slice.offset, slice.length) : "!" + slice.problem,
                    slice.line});
        rest.erase(0, done);
    }
    return rows;
}

// The same rows whatever the blocks are.
std::vector<Row> splitAnyhow(const MakeSplitter& make, std::string_view text)
{
    const auto whole = split(*make(), text, text.size() + 1);
    for (const std::size_t block : {1, 2, 3, 5, 17}) {
        const auto pieces = split(*make(), text, block);
        if (pieces.size() != whole.size())
            return {};
        for (std::size_t i = 0; i < whole.size(); ++i) {
            if (pieces[i].line != whole[i].line || pieces[i].text != whole[i].text)
                return {};
        }
    }
    return whole;
}

std::string shown(const std::vector<Row>& rows)
{
    std::string text;
    for (const Row& row : rows)
        text += std::to_string(row.line) + " " + (row.text.starts_with('!') ? "!" : row.text) + " | ";
    return text;
}

MakeSplitter json(JsonSequence sequence, std::size_t most = 1 << 20)
{
    return [=] { return std::make_unique<JsonSplitter>(sequence, most); };
}

MakeSplitter table(char delimiter = ',', std::size_t most = 1 << 20)
{
    return [=] { return std::make_unique<DelimitedSplitter>(delimiter, most); };
}

} // namespace

class TestSplitters : public QObject
{
    Q_OBJECT

private slots:

    void jsonArrays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rows");
        QTest::newRow("plain") << quoted("[{'a':1},{'a':2}]") << quoted("1 {'a':1} | 1 {'a':2} | ");
        QTest::newRow("over lines") << "[\n {\"a\":\n1},\n\n {\"a\":2}\n]\n"
                                    << "2 {\"a\":\n1} | 5 {\"a\":2} | ";
        QTest::newRow("brackets and quotes in text")
            << quoted("[{'a':'}],{\\'a\\':[\\\\'},{'a':'['}]")
            << quoted("1 {'a':'}],{\\'a\\':[\\\\'} | 1 {'a':'['} | ");
        QTest::newRow("nested") << quoted("[{'a':[{'b':{}}]},{'a':[[],{}]}]")
                                << quoted("1 {'a':[{'b':{}}]} | 1 {'a':[[],{}]} | ");
        QTest::newRow("comma at the end") << quoted("[{'a':1},]") << quoted("1 {'a':1} | ");
        QTest::newRow("never closed") << quoted("[{'a':1}") << quoted("1 {'a':1} | ");
        QTest::newRow("empty") << "[]"
                               << "";
        QTest::newRow("plain values") << "[1, \"x\", null]"
                                      << "1 1 | 1 \"x\" | 1 null | ";
        QTest::newRow("cut off") << "[{\"a\":1},\n{\"a\":\"x" << quoted("1 {'a':1} | 2 ! | ");
        QTest::newRow("text behind") << "[{\"a\":1}]\nrest" << quoted("1 {'a':1} | 2 ! | ");
        QTest::newRow("a quote too many, one line")
            << quoted("[{'a':'x'},{'a':'5' disk'},{'a':'y'},{'a':'z'}]")
            << quoted("1 {'a':'x'} | 1 ! | 1 {'a':'y'} | 1 {'a':'z'} | ");
        QTest::newRow("a quote too few, one line")
            << quoted("[{'a':'x'},{'a':'w},{'a':'y'},{'a':'z'}]")
            << quoted("1 {'a':'x'} | 1 ! | 1 {'a':'y'} | 1 {'a':'z'} | ");
        QTest::newRow("a quote too many, over lines")
            << "[\n{\n\"a\":\"x\"\n},\n{\n\"a\":\"5\" disk\"\n},\n{\n\"a\":\"y\"\n}\n]"
            << "2 {\n\"a\":\"x\"\n} | 5 ! | 8 {\n\"a\":\"y\"\n} | ";
        QTest::newRow("a brace too few") << quoted("[{'a':'x'},{'a':'w',{'a':'y'},{'a':'z'}]")
                                         << quoted("1 {'a':'x'} | 1 ! | 1 {'a':'z'} | ");
        QTest::newRow("nested rows do not look like rows")
            << quoted("[{'m':[{'r':1},{'r':2}]},{'m':[{'r':'a'b'},{'r':3}]},{'m':[]}]")
            << quoted("1 {'m':[{'r':1},{'r':2}]} | 1 ! | 1 {'m':[]} | ");
        QTest::newRow("too deep") << "[" + QString("[").repeated(100) + "]"
                                  << "1 ! | ";
    }

    void jsonArrays()
    {
        QFETCH(QString, text);
        QFETCH(QString, rows);
        QCOMPARE(shown(splitAnyhow(json(JsonSequence::Array), text.toStdString())), rows.toStdString());
    }

    void jsonValuesOneAfterAnother()
    {
        QCOMPARE(shown(splitAnyhow(json(JsonSequence::Values), "{\n\"a\": 1\n}\n{\n\"a\": 2\n}\n")),
            std::string("1 {\n\"a\": 1\n} | 4 {\n\"a\": 2\n} | "));
    }

    void rowsThatAreTooLongAreRejectedAlone()
    {
        const std::string longRow = "{\"a\":\"" + std::string(500, 'x') + "\"}";
        QCOMPARE(shown(splitAnyhow(json(JsonSequence::Array, 100), "[{\"a\":1}," + longRow + ",{\"a\":2}]")),
            std::string("1 {\"a\":1} | 1 ! | 1 {\"a\":2} | "));
        const auto lines = [] { return std::make_unique<LineSplitter>(100); };
        QCOMPARE(shown(splitAnyhow(lines, "{\"a\":1}\r\n" + longRow + "\n\n  {\"a\":2}")),
            std::string("1 {\"a\":1} | 2 ! | 4 {\"a\":2} | "));
        QCOMPARE(shown(split(*table(',', 100)(), "a,b\n" + std::string(500, 'x') + ",1\nc,d\n", 50)),
            std::string("1 a,b | 2 ! | 3 c,d | "));
    }

    void tables_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rows");
        QTest::newRow("line ends") << "a,b\r\nc,d\ne,f\rg,h"
                                   << "1 a,b | 2 c,d | 3 e,f | 4 g,h | ";
        QTest::newRow("newline in quotes") << "a,\"b\nb\"\nc,d\n"
                                           << "1 a,\"b\nb\" | 3 c,d | ";
        QTest::newRow("delimiter and quotes in quotes") << "\"a,\"\"x\"\"\",b\nc,d"
                                                        << "1 \"a,\"\"x\"\"\",b | 2 c,d | ";
        QTest::newRow("a quote inside a field") << "5\" disk,b\nc,d"
                                                << "1 5\" disk,b | 2 c,d | ";
        QTest::newRow("blank lines") << "\n\na,b\n\nc,d\n\n"
                                     << "3 a,b | 5 c,d | ";
        QTest::newRow("a quote never closed") << "a,b\n\"c,d\ne,f\n"
                                              << "1 a,b | 2 ! | 3 e,f | ";
        QTest::newRow("text after a quote") << "a,b\n\"c\" x,d\ne,f\n"
                                            << "1 a,b | 2 ! | 3 e,f | ";
        QTest::newRow("quotes that pair over rows") << "a,\"b\nc,\"d\ne,f\n"
                                                    << "1 ! | 2 ! | 3 e,f | ";
    }

    void tables()
    {
        QFETCH(QString, text);
        QFETCH(QString, rows);
        QCOMPARE(shown(splitAnyhow(table(), text.toStdString())), rows.toStdString());
    }

    void fieldsOfARow()
    {
        const auto fields = parseDelimitedRow("a,\"b\r\nb\",,\"\"\"q\"\"\",", ',');
        QVERIFY(fields.has_value());
        const std::vector<std::string> expected = {"a", "b\nb", "", "\"q\"", ""};
        QVERIFY(*fields == expected);
    }

    void delimitersAreRecognised()
    {
        QVERIFY(sniffDelimiter("a,b\n1,2\n", SampleEnd::OfFile) == ',');
        QVERIFY(sniffDelimiter("a\tb\nx, y\tz, w, v\n", SampleEnd::OfFile) == '\t');
        QVERIFY(sniffDelimiter("a;b;c\n1,5;2;\"x,\ny\"\n", SampleEnd::OfFile) == ';');
        QVERIFY(!sniffDelimiter("just words\nand more words\n", SampleEnd::OfFile));
    }
};

QTEST_APPLESS_MAIN(TestSplitters)
#include "testsplitters.moc"
