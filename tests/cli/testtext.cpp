// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"
#include "app/cli/progressline.h"
#include "app/cli/textwidth.h"
#include "app/cli/wording.h"

#include <unistd.h>

#include <QTemporaryFile>
#include <QTest>

#include <chrono>
#include <cstdio>
#include <thread>

using namespace dankai;

class TestText : public QObject
{
    Q_OBJECT

private slots:

    void widthCountsColumns_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("width");
        QTest::newRow("plain") << "hello" << 5;
        QTest::newRow("japanese") << "段階的学習" << 10;
        QTest::newRow("half-width kana") << "ｱｲｳ" << 3;
        QTest::newRow("combining") << QString::fromUtf8("e\xcc\x81") << 1;
        QTest::newRow("emoji") << "🙂" << 2;
        QTest::newRow("minus") << "−0.12" << 5;
        QTest::newRow("empty") << "" << 0;
    }

    void widthCountsColumns()
    {
        QFETCH(QString, text);
        QFETCH(int, width);
        QCOMPARE(displayWidth(text.toStdString()), static_cast<std::size_t>(width));
    }

    void fittingKeepsTheWidth()
    {
        QCOMPARE(fitToWidth("hello", 5), std::string("hello"));
        QCOMPARE(fitToWidth("hello!", 5), std::string("hell…"));
        QCOMPARE(fitToWidth("段階的学習", 7), std::string("段階的…"));
        QCOMPARE(fitToWidth("a\nb", 5), std::string("a b"));
        QCOMPARE(fitToWidth("abc", 0), std::string());
    }

    void wrappingBreaksWhereOneMay()
    {
        const auto words = wrapToWidth("the quick brown fox", 10);
        QCOMPARE(words, (std::vector<std::string>{"the quick", "brown fox"}));
        const auto longWord = wrapToWidth("abcdefghijkl", 5);
        QCOMPARE(longWord, (std::vector<std::string>{"abcde", "fghij", "kl"}));
        // A full stop does not begin a line.
        const auto japanese = wrapToWidth("返品の期限は三十日です。はい。", 12);
        for (const std::string& line : japanese) {
            QVERIFY(displayWidth(line) <= 14);
            QVERIFY(!line.starts_with("。"));
        }
        QCOMPARE(wrapToWidth("a\n\nb", 5), (std::vector<std::string>{"a", "", "b"}));
        QCOMPARE(wrapToWidth("", 5), (std::vector<std::string>{""}));
    }

    void numbersReadWell()
    {
        QCOMPARE(grouped(1234567), std::string("1,234,567"));
        QCOMPARE(grouped(999), std::string("999"));
        QCOMPARE(signedDecimals(-0.1234, 3), std::string("−0.123"));
        QCOMPARE(signedDecimals(0.1, 2), std::string("+0.10"));
        QCOMPARE(signedDecimals(-0.0001, 3), std::string("0.000"));
        QCOMPARE(bytesInWords(1'600'000'000), std::string("1.6 GB"));
        QCOMPARE(bytesInWords(512), std::string("512 B"));
        QCOMPARE(duration(125), std::string("2 min 05 s"));
        QCOMPARE(duration(3840), std::string("1 h 04 min"));
        QCOMPARE(counted(1, "row", "rows"), std::string("1 row"));
    }

    void progressOffATerminalNeedsNoEnd()
    {
        QTemporaryFile said;
        QVERIFY(said.open());
        std::fflush(stderr);
        const int before = ::dup(STDERR_FILENO);
        ::dup2(said.handle(), STDERR_FILENO);
        {
            const Console console(OutputMode::Text);
            ProgressLine unknown(console, "One step");
            ProgressLine half(console, "Counting");
            std::this_thread::sleep_for(std::chrono::milliseconds(2100)); // short work says nothing
            unknown.update(0, 0);
            half.update(1, 2);
        }
        std::fflush(stderr);
        ::dup2(before, STDERR_FILENO);
        ::close(before);
        said.seek(0);
        const QByteArray text = said.readAll();
        QVERIFY2(text.startsWith("One step\nCounting: 50 %"), text.constData());
    }

    void theNearestNameIsFound()
    {
        const std::vector<std::string> names{"import", "init", "split", "score"};
        QCOMPARE(*nearestName("imprt", names), std::string("import"));
        QCOMPARE(*nearestName("splt", names), std::string("split"));
        QVERIFY(!nearestName("frobnicate", names));
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "testtext.moc"
