// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/base/utf8.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace dankai;

class TestBase : public QObject
{
    Q_OBJECT

private slots:

    void sha256MatchesThePublishedVectors()
    {
        // FIPS 180-2, appendix B
        QCOMPARE(toHex(sha256("abc")),
            std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        Sha256 sum;
        sum.add("abcdbcdecdefdefgefghfghighijhijk");
        sum.add("ijkljklmklmnlmnomnopnopq");
        QCOMPARE(toHex(sum.finish()),
            std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
        QCOMPARE(toHex(sum.finish()), toHex(sha256("")));
    }

    void randomIsFixedByItsSeed()
    {
        Random a(7), b(7), c(8);
        QCOMPARE(a.next(), b.next());
        QVERIFY(a.next() != c.next());
        QVERIFY(seedFor(1, "order") != seedFor(1, "sample"));
    }

    void shuffleIsAFairPermutation()
    {
        Random random(1);
        std::vector<int> first(6, 0);
        for (int round = 0; round < 6000; ++round) {
            std::vector<int> items(6);
            std::iota(items.begin(), items.end(), 0);
            random.shuffle(std::span(items));
            ++first[static_cast<std::size_t>(items[0])];
            std::sort(items.begin(), items.end());
            for (int i = 0; i < 6; ++i)
                QCOMPARE(items[static_cast<std::size_t>(i)], i);
        }
        for (const int count : first)
            QVERIFY2(count > 850 && count < 1150, std::to_string(count).c_str()); // 5 sigma of 1000
    }

    void normalHasItsMoments()
    {
        Random random(3);
        double sum = 0, squares = 0;
        constexpr int n = 20000;
        for (int i = 0; i < n; ++i) {
            const double x = random.normal();
            sum += x;
            squares += x * x;
        }
        QVERIFY(std::abs(sum / n) < 0.03);
        QVERIFY(std::abs(squares / n - 1) < 0.05);
    }

    void invalidUtf8IsReplacedByMaximalSubparts_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        // Unicode 15, table 3-8 and 3-11; the same as Python's bytes.decode("utf-8", "replace")
        QTest::newRow("valid") << QByteArray("a\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80") << QByteArray("aé日😀");
        QTest::newRow("overlong") << QByteArray("\xc0\xaf\xe0\x80\xbf")
                                  << QByteArray(
                                         "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80")
                                   << QByteArray("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        QTest::newRow("cut") << QByteArray("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf"
                                           "A")
                             << QByteArray("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
                                           "A");
    }

    void invalidUtf8IsReplacedByMaximalSubparts()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        QCOMPARE(toValidUtf8(bytes.toStdString()), expected.toStdString());
        QCOMPARE(isValidUtf8(bytes.toStdString()), bytes == expected);
    }

    void completePrefixWaitsForTheRestOfACodePoint()
    {
        const std::string text = "a日😀";
        QCOMPARE(completeUtf8Prefix(text), text.size());
        QCOMPARE(completeUtf8Prefix(text.substr(0, 2)), std::size_t{1});
        QCOMPARE(completeUtf8Prefix(text.substr(0, 3)), std::size_t{1});
        QCOMPARE(completeUtf8Prefix(text.substr(0, 7)), std::size_t{4});
        QCOMPARE(completeUtf8Prefix("a\xff"), std::size_t{2}); // never to be completed
    }

    void aWholeNumberIsNothingElse()
    {
        QCOMPARE(wholeNumber<int>(Json(7)), 7);
        QCOMPARE(wholeNumber<int>(Json(-7)), -7);
        QCOMPARE(wholeNumber<std::uint64_t>(Json(UINT64_MAX)), UINT64_MAX);
        QVERIFY_THROWS_EXCEPTION(Json::exception, wholeNumber<int>(Json(1e23)));
        QVERIFY_THROWS_EXCEPTION(Json::exception, wholeNumber<int>(Json(2.0)));
        QVERIFY_THROWS_EXCEPTION(Json::exception, wholeNumber<int>(Json(std::int64_t(1) << 40)));
        QVERIFY_THROWS_EXCEPTION(Json::exception, wholeNumber<std::uint64_t>(Json(-1)));
        QVERIFY_THROWS_EXCEPTION(Json::exception, wholeNumber<int>(Json("7")));
    }

    void jsonErrorsNameTheirPlace()
    {
        const auto broken = parseJson("{\"a\": ", "x.json:3");
        QVERIFY(!broken);
        QVERIFY(broken.error().message.starts_with("x.json:3"));
        QCOMPARE(toJsonLine(Json{{"b", 1}, {"a", "\xff"}}), std::string("{\"b\":1,\"a\":\"\xef\xbf\xbd\"}"));
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "testbase.moc"
