// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/calljournal.h"
#include "core/endpoint/ledger.h"
#include "core/endpoint/pricelist.h"
#include "core/endpoint/retrypolicy.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dankai;
namespace fs = std::filesystem;

class TestCallJournal : public QObject
{
    Q_OBJECT

private slots:

    void callsReadBackTheSame()
    {
        const QTemporaryDir folder;
        const fs::path file = folder.filePath("calls.jsonl").toStdString();
        const CallSent first{1, "17", 1763938500.25, 0.0001};
        const CallSent second{2, "18", 1763938501.5, 0.0002};
        CallEnded ended{1, "", true, true, 412, 3, 0.0004, 1.25, "", {{"raw", "4\n理由"}, {"value", 4}}};
        {
            auto journal = CallJournal::open(file);
            QVERIFY_RESULT(journal);
            QVERIFY_RESULT(journal->write(first));
            QVERIFY_RESULT(journal->write(second));
            QVERIFY_RESULT(journal->write(ended));
        }
        const auto calls = readCallJournal(file);
        QVERIFY_RESULT(calls);
        QCOMPARE(calls->size(), std::size_t(2));
        QVERIFY(calls->at(0).sent == first && calls->at(0).ended == ended);
        QVERIFY(calls->at(1).sent == second && !calls->at(1).ended);
    }

    // Wherever a kill cuts the file, what was whole before is read, and a later writer goes on.
    void everyCutIsTolerated()
    {
        const QTemporaryDir folder;
        const fs::path file = folder.filePath("calls.jsonl").toStdString();
        std::string whole;
        for (std::uint64_t call = 1; call <= 3; ++call) {
            whole += toJsonLine(CallSent{call, std::to_string(call), 1, 0}) + "\n";
            whole += toJsonLine(CallEnded{call, "", true, true, 1, 1, 0, 0, "", {}}) + "\n";
        }
        for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
            const std::string bytes = whole.substr(0, cut);
            QVERIFY_RESULT(writeFileAtomically(file, bytes));
            const auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
            {
                auto journal = CallJournal::open(file);
                QVERIFY_RESULT(journal);
                QVERIFY_RESULT(journal->write(CallSent{9, "9", 2, 0}));
            }
            const auto calls = readCallJournal(file);
            QVERIFY_RESULT(calls);
            QVERIFY(calls->back().sent.call == 9);
            std::size_t ended = 0;
            for (const JournalledCall& call : *calls)
                ended += call.ended ? 1 : 0;
            // A cut right before the line feed leaves a whole line.
            QVERIFY2(calls->size() - 1 >= (lines + 1) / 2 && ended >= lines / 2, bytes.c_str());
            QVERIFY(calls->size() - 1 <= (lines + 2) / 2);
        }
    }

    void aMissingJournalIsEmptyAndOddLinesAreSentences()
    {
        const auto calls = readCallJournal("/no/such/calls.jsonl");
        QVERIFY_RESULT(calls);
        QVERIFY(calls->empty());
        for (const char* line : {"", "{}", "[]", R"({"sent":-1})", R"({"sent":1,"ended":1})",
                 R"({"ended":1,"cost":-3})", R"({"ended":1,"tokens_in":1.5})", R"({"sent":1,"item":7})"}) {
            const auto parsed = parseJournalLine(line, "calls.jsonl:3");
            QVERIFY2(!parsed, line);
            QVERIFY2(parsed.error().message.starts_with("calls.jsonl:3"), parsed.error().message.c_str());
        }
    }

    void theLedgerTellsWhatIsKnownFromWhatMayHaveBeenPaid()
    {
        Ledger ledger;
        const CallSent sent{1, "1", 0, 0.5};
        for (int i = 0; i < 4; ++i)
            addSent(ledger, sent);
        addEnded(ledger, sent, {1, "", true, true, 100, 10, 0.25, 1, "", {}});
        addEnded(ledger, sent, {2, "rate_limited", true, true, 0, 0, 0, 1, "", {}});
        addEnded(ledger, sent, {3, "timed_out", true, false, 0, 0, 0, 1, "", {}});
        addEnded(ledger, sent, {4, "not_reached", false, false, 0, 0, 0, 1, "", {}});
        QCOMPARE(ledger.calls, std::uint64_t(4));
        QCOMPARE(ledger.confirmed, std::uint64_t(2));
        QCOMPARE(ledger.unknown, std::uint64_t(1));
        QCOMPARE(ledger.notSent, std::uint64_t(1));
        QCOMPARE(ledger.cost, 0.25);
        QCOMPARE(ledger.unknownCost, 0.5);
        QCOMPARE(ledger.failures.at("timed_out"), std::uint64_t(1));
    }

    void pricesAreThoseOfTheModel()
    {
        PriceList prices;
        prices.models = {{"gpt-4.1", {2, 8}}, {"gpt-4.1-mini", {0.4, 1.6}}};
        QCOMPARE(findPrice(prices, "gpt-4.1-mini")->input, 0.4);
        QCOMPARE(findPrice(prices, "gpt-4.1-mini-2025-04-14")->input, 0.4);
        QCOMPARE(findPrice(prices, "gpt-4.1-2025-04-14")->input, 2.0);
        QVERIFY(!findPrice(prices, "gpt-4.1-nano"));
        QVERIFY(!findPrice(prices, "gpt-4"));
        // 52,000 examples of 350 tokens in and 10 out for USD 30 and 60 a million.
        QCOMPARE(costOf({30, 60}, 52'000 * 350, 52'000 * 10), 577.2);
        QCOMPARE(estimateTokens("four letters each"), std::uint64_t(5));
        QCOMPARE(estimateTokens("返品したい"), std::uint64_t(5));
        QCOMPARE(estimateTokens(""), std::uint64_t(0));
    }

    void waitsGrowAndAreSpread()
    {
        const RetryPolicy policy{8, 1, 60};
        Random random(7);
        for (int failures = 1; failures < 40; ++failures) {
            const double whole = std::min(60.0, std::exp2(std::min(failures - 1, 30)));
            double least = 1e9;
            double most = 0;
            for (int i = 0; i < 200; ++i) {
                const double seconds = backOffSeconds(policy, failures, random);
                least = std::min(least, seconds);
                most = std::max(most, seconds);
            }
            QVERIFY(least >= whole / 2 && most <= whole);
            QVERIFY(most - least > whole / 4); // not all at once
        }
    }

    void retryAfterIsSecondsOrADate()
    {
        QCOMPARE(parseRetryAfter("7", 0), std::optional(7.0));
        QCOMPARE(parseRetryAfter(" 0.5 ", 0), std::optional(0.5));
        QCOMPARE(parseRetryAfter("86400", 0), std::optional(600.0));
        QCOMPARE(parseRetryAfter("Fri, 31 Dec 1999 23:59:59 GMT", 946684789), std::optional(10.0));
        QCOMPARE(parseRetryAfter("Fri, 31 Dec 1999 23:59:59 GMT", 946684999), std::optional(0.0));
        for (const char* text : {"", "soon", "-3", "nan", "inf", "1e9x"})
            QVERIFY2(!parseRetryAfter(text, 0), text);
    }
};

QTEST_APPLESS_MAIN(TestCallJournal)
#include "testcalljournal.moc"
