// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/evaluation/worddiff.h"

#include <QTest>

#include <string>

using namespace dankai;

namespace {

// [removed] {added}, the rest is equal.
std::string shown(const std::string& before, const std::string& after)
{
    std::string text;
    for (const DiffPart& part : diffWords(before, after).parts) {
        switch (part.kind) {
        case DiffKind::Equal:
            text += after.substr(part.afterBegin, part.afterEnd - part.afterBegin);
            break;
        case DiffKind::Removed:
            text += "[" + before.substr(part.beforeBegin, part.beforeEnd - part.beforeBegin) + "]";
            break;
        case DiffKind::Added:
            text += "{" + after.substr(part.afterBegin, part.afterEnd - part.afterBegin) + "}";
            break;
        }
    }
    return text;
}

// Whether the parts lie in both texts without a gap and equal ones are equal.
bool isWhole(const std::string& before, const std::string& after, const WordDiff& diff)
{
    std::size_t b = 0;
    std::size_t a = 0;
    for (const DiffPart& part : diff.parts) {
        if (part.beforeBegin != b || part.afterBegin != a)
            return false;
        b = part.beforeEnd;
        a = part.afterEnd;
        const bool hasBefore = part.beforeEnd > part.beforeBegin;
        const bool hasAfter = part.afterEnd > part.afterBegin;
        if (hasBefore != (part.kind != DiffKind::Added) || hasAfter != (part.kind != DiffKind::Removed))
            return false;
        if (part.kind == DiffKind::Equal
            && before.substr(part.beforeBegin, part.beforeEnd - part.beforeBegin)
                != after.substr(part.afterBegin, part.afterEnd - part.afterBegin))
            return false;
    }
    return b == before.size() && a == after.size();
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += word + " ";
    return text;
}

} // namespace

class TestWordDiff : public QObject
{
    Q_OBJECT

private slots:

    void differencesAreOfWholeWords_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* before, const char* after, const char* expected) {
            QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after)
                                << QString::fromUtf8(expected);
        };
        row("nothing", "", "", "");
        row("the same", "a b", "a b", "a b");
        row("from nothing", "", "new words", "{new words}");
        row("to nothing", "old words", "", "[old words]");
        row("one word", "Press the red button.", "Press the green button.", "Press the [red]{green} button.");
        row("part of a word", "unlock", "lock", "[unlock]{lock}");
        row("at the end", "It is on", "It is on now", "It is on{ now}");
        row("a phrase is one change", "take one two home", "take three four home",
            "take [one two]{three four} home");
        row("lines stay apart", "a\nb", "c\nd", "[a]{c}\n[b]{d}");
        row("Japanese", "お届けから30日以内に返品できます。", "お届けから14日以内に返品できます。",
            "お届けから[30]{14}日以内に返品できます。");
        row("Japanese words", "電源を入れてください", "電源を切ってください",
            "電源を[入れて]{切って}ください");
        row("emoji", "good 👍🏽 family 👨‍👩‍👧", "good 👎🏽 family 👨‍👩‍👧",
            "good [👍🏽]{👎🏽} family 👨‍👩‍👧");
        row("an emoji is not cut", "👨‍👩‍👧", "👨‍👩‍👦",
            "[👨‍👩‍👧]{👨‍👩‍👦}");
    }

    void differencesAreOfWholeWords()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        QFETCH(const QString, expected);
        const std::string from = before.toStdString();
        const std::string to = after.toStdString();
        QCOMPARE(QString::fromStdString(shown(from, to)), expected);
        QVERIFY(isWhole(from, to, diffWords(from, to)));
        QCOMPARE(diffWords(from, to).isEqual(), from == to);
    }

    void equalShareIsOfBothTexts()
    {
        QCOMPARE(diffWords("", "").equalShare, 1.0);
        QCOMPARE(diffWords("a", "a").equalShare, 1.0);
        QCOMPARE(diffWords("abc", "xyz").equalShare, 0.0);
        QCOMPARE(diffWords("aa, bb", "aa").equalShare, 0.5); // 2 x 2 of 8 bytes
    }

    void randomTextsAreTakenApartAndPutTogether()
    {
        Random random(7);
        for (int i = 0; i < 300; ++i) {
            std::vector<std::string> words;
            for (std::uint64_t k = random.next() % 30; k > 0; --k)
                words.emplace_back(1, static_cast<char>('a' + random.next() % 5));
            std::vector<std::string> changed = words;
            for (std::uint64_t k = random.next() % 6; k > 0; --k) {
                const auto at = static_cast<std::ptrdiff_t>(random.next() % (changed.size() + 1));
                if (random.next() % 2 == 0 || changed.empty() || at == std::ssize(changed))
                    changed.insert(changed.begin() + at, "z");
                else
                    changed.erase(changed.begin() + at);
            }
            const std::string before = joined(words);
            const std::string after = joined(changed);
            QVERIFY2(isWhole(before, after, diffWords(before, after)), (before + "| " + after).c_str());
        }
    }

    // The shortest way is found: words that both texts keep in order are never marked.
    void nothingMoreThanNeededIsMarked()
    {
        const WordDiff diff = diffWords("a,b,c,a,b,b,a", "c,b,a,b,a,c");
        std::size_t equal = 0;
        for (const DiffPart& part : diff.parts)
            equal += part.kind == DiffKind::Equal ? part.afterEnd - part.afterBegin : 0;
        QVERIFY(equal >= 7); // b,a,b,a or c,a,b,a with their commas
    }

    void brokenBytesAreComparedAsTheyAre()
    {
        const std::string before = "ok \xff\xfe end";
        const std::string after = "ok \xff\xfd end";
        QVERIFY(isWhole(before, after, diffWords(before, after)));
        QVERIFY(diffWords(before, before).isEqual());
        QVERIFY(!diffWords(before, after).isEqual());
        const std::string cut = std::string("日本").substr(0, 4);
        QVERIFY(isWhole("日本", cut, diffWords("日本", cut)));
    }

    void hugeTextsAreBounded()
    {
        Random random(3);
        std::vector<std::string> first, second;
        for (int i = 0; i < 60000; ++i) {
            first.push_back(std::to_string(random.next() % 100000));
            second.push_back(std::to_string(random.next() % 100000));
        }
        first.front() = second.front() = "same";
        const std::string before = joined(first);
        const std::string after = joined(second);
        const WordDiff diff = diffWords(before, after);
        QVERIFY(diff.isCoarse);
        QVERIFY(isWhole(before, after, diff));
        QCOMPARE(diff.parts.front().kind, DiffKind::Equal);
        // A small change in as long a text is found all the same.
        second = first;
        second[30000] = "changed";
        const std::string close = joined(second);
        const WordDiff small = diffWords(before, close);
        QVERIFY(!small.isCoarse);
        QCOMPARE(small.parts.size(), std::size_t(4));
        QVERIFY(small.equalShare > 0.999);
    }

    void wordsAreCountedInEveryScript()
    {
        QCOMPARE(wordCount(""), std::size_t(0));
        QCOMPARE(wordCount("Don't panic, 42 times!"), std::size_t(4));
        QCOMPARE(wordCount("…\n — "), std::size_t(0));
        QVERIFY(wordCount("電源を入れてください") >= 4);
        QCOMPARE(wordEnds("ab cd"), (std::vector<std::size_t>{2, 3, 5}));
    }
};

QTEST_APPLESS_MAIN(TestWordDiff)
#include "testworddiff.moc"
