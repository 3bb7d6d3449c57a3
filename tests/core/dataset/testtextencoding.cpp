// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/textencoding.h"

#include <unicode/ucnv.h>

#include <QTest>

#include <vector>

using namespace dankai;

namespace {

const std::string japanese = "質問,回答\n\"保証期間は何年ですか？\","
                             "\"一年です。\n詳しくは①の頁をご覧ください。\"\n返品できますか,はい、"
                             "髙橋がソフト表を承ります。\n";

std::string encoded(const std::string& text, const char* name)
{
    UErrorCode error = U_ZERO_ERROR;
    std::string bytes(text.size() * 4 + 16, '\0');
    const std::int32_t length = ucnv_convert(name, "UTF-8", bytes.data(),
        static_cast<std::int32_t>(bytes.size()), text.data(), static_cast<std::int32_t>(text.size()), &error);
    bytes.resize(U_SUCCESS(error) ? static_cast<std::size_t>(length) : 0);
    return bytes;
}

std::string inUtf8(std::string_view bytes, TextEncoding encoding, std::size_t block)
{
    Utf8Transcoder transcoder(encoding);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += block)
        transcoder.append(bytes.substr(i, block), SampleEnd::Cut, text);
    transcoder.append({}, SampleEnd::OfFile, text);
    return text;
}

} // namespace

class TestTextEncoding : public QObject
{
    Q_OBJECT

private slots:

    void japaneseTextIsRecognisedAndRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("encoding");
        const auto add = [](const char* name, const std::string& bytes, TextEncoding encoding) {
            QVERIFY(!bytes.empty());
            QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))
                                << static_cast<int>(encoding);
        };
        add("utf-8", japanese, TextEncoding::Utf8);
        add("utf-8 with mark", "\xef\xbb\xbf" + japanese, TextEncoding::Utf8);
        add("utf-16le", encoded(japanese, "UTF-16LE"), TextEncoding::Utf16Le);
        add("utf-16be", encoded(japanese, "UTF-16BE"), TextEncoding::Utf16Be);
        add("utf-16le with mark", "\xff\xfe" + encoded(japanese, "UTF-16LE"), TextEncoding::Utf16Le);
        add("utf-16be with mark", "\xfe\xff" + encoded(japanese, "UTF-16BE"), TextEncoding::Utf16Be);
        add("cp932", encoded(japanese, "ibm-943_P15A-2003"), TextEncoding::Cp932);
        add("euc-jp", encoded(japanese, "euc-jp-2007"), TextEncoding::EucJp);
    }

    void japaneseTextIsRecognisedAndRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, encoding);
        const std::string text = bytes.toStdString();
        QCOMPARE(static_cast<int>(sniffEncoding(text, SampleEnd::OfFile)), encoding);
        for (const std::size_t block : {1, 3, 7, 10000})
            QCOMPARE(inUtf8(text, static_cast<TextEncoding>(encoding), block), japanese);
        // A sample that is cut anywhere behind the first characters says the same.
        for (std::size_t size = 24; size < text.size(); ++size)
            QCOMPARE(static_cast<int>(sniffEncoding(std::string_view(text).substr(0, size), SampleEnd::Cut)),
                encoding);
    }

    void whatIsNotSureStaysUtf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("ascii") << QByteArray("{\"instruction\": \"Hi\"}\n");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("latin-1") << QByteArray("na\xefve caf\xe9 cr\xe8me br\xfbl\xe9"
                                               "e d\xe9j\xe0 vu");
        QTest::newRow("one broken byte in UTF-8")
            << QByteArray("caf\xc3\xa9, caf\xc3\xa9, caf\xc3\xa9, caf\xc3\xa9, caf\xc3\xa9, \xff");
        QTest::newRow("one zero byte in UTF-8")
            << QByteArray("caf\xc3\xa9 and much other text that goes on for a while").append('\0');
    }

    void whatIsNotSureStaysUtf8()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(static_cast<int>(sniffEncoding(bytes.toStdString(), SampleEnd::OfFile)),
            static_cast<int>(TextEncoding::Utf8));
    }

    void invalidBytesAreMarkedAndTheRestGoesOn()
    {
        const std::string bytes
            = encoded("前", "ibm-943_P15A-2003") + "\xfd\xfe\n" + encoded("後", "ibm-943_P15A-2003");
        const std::string text = inUtf8(bytes, TextEncoding::Cp932, 1);
        QVERIFY(text.starts_with("前\xff"));
        QVERIFY(text.ends_with("\n後"));
        // Half a surrogate pair, then a character.
        const std::string lone("\x3d\xd8"
                               "a\0",
            4);
        QCOMPARE(inUtf8(lone, TextEncoding::Utf16Le, 1),
            std::string("\xff"
                        "a"));
        const std::string cut("a\0\x3d\xd8", 4);
        QCOMPARE(inUtf8(cut, TextEncoding::Utf16Le, 4), std::string("a\xff"));
        const std::string emoji("\x3d\xd8\x00\xde", 4);
        QCOMPARE(inUtf8(emoji, TextEncoding::Utf16Le, 3), std::string("\xf0\x9f\x98\x80"));
    }

    void namesGoBothWays()
    {
        for (const auto encoding : {TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be,
                 TextEncoding::Cp932, TextEncoding::EucJp})
            QVERIFY(textEncodingByName(nameOf(encoding)) == encoding);
        QVERIFY(textEncodingByName("Shift_JIS") == TextEncoding::Cp932);
        QVERIFY(!textEncodingByName("latin-1"));
    }
};

QTEST_APPLESS_MAIN(TestTextEncoding)
#include "testtextencoding.moc"
