// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/run/tokenfile.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cstring>

using namespace dankai;

namespace {

TokenTable table()
{
    TokenTable t;
    t.tokenizerHash = toHex(sha256("a tokenizer"));
    t.append(std::vector<std::int32_t>{5, 6, 7}, std::vector<std::uint8_t>{0, 1, 1});
    t.append(std::vector<std::int32_t>{}, std::vector<std::uint8_t>{});
    t.append(std::vector<std::int32_t>{-1, 49151}, std::vector<std::uint8_t>{1, 0});
    return t;
}

} // namespace

class TestTokenFile : public QObject
{
    Q_OBJECT

private slots:

    void whatIsWrittenReadsBackTheSame()
    {
        auto parsed = parseTokenTable(toBytes(table()), "t.bin");
        QVERIFY_RESULT(parsed);
        QVERIFY(*parsed == table());
        QVERIFY_RESULT(parseTokenTable(toBytes(TokenTable{}), "empty.bin"));
    }

    void aRowsFirstTokenIsNeverATarget()
    {
        QCOMPARE(table().trainedTokens(0), std::size_t(2));
        QCOMPARE(table().trainedTokens(1), std::size_t(0));
        QCOMPARE(table().trainedTokens(2), std::size_t(0));
    }

    void everyDamagedByteIsNoticed()
    {
        const std::string good = toBytes(table());
        for (std::size_t i = 0; i < good.size(); ++i) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x40);
            QVERIFY2(!parseTokenTable(bad, "t.bin"), std::to_string(i).c_str());
            QVERIFY(!parseTokenTable(good.substr(0, i), "t.bin"));
        }
        QVERIFY(!parseTokenTable(good + "x", "t.bin"));
    }

    void sizesThatLieAllocateNothing()
    {
        std::string bytes = toBytes(table());
        for (const std::uint64_t count :
            {~std::uint64_t(0), std::uint64_t(1) << 61, std::uint64_t(1) << 40}) {
            for (const std::size_t offset : {16u, 24u}) {
                std::string bad = bytes;
                std::memcpy(bad.data() + offset, &count, sizeof count);
                QVERIFY(!parseTokenTable(bad, "t.bin"));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestTokenFile)
#include "testtokenfile.moc"
