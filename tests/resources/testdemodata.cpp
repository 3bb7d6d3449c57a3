// SPDX-License-Identifier: Apache-2.0
// The built-in example data keeps what its README promises: written one by one, balanced, small enough.
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <cctype>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace dankai;

namespace {

struct Row
{
    std::string id, instruction, input, output, department, topic;
    int level = 0;

    std::string prompt() const { return input.empty() ? instruction : instruction + "\n" + input; }

    std::string all() const { return prompt() + "\n" + output; }
};

std::vector<Row> readRows(const std::string& name)
{
    const auto bytes = readFile(test::sourcePath("resources/demo/" + name));
    if (!bytes)
        qFatal("%s", bytes.error().message.c_str());
    std::vector<Row> rows;
    for (std::size_t from = 0; from < bytes->size();) {
        const std::size_t end = bytes->find('\n', from);
        const auto row = parseJson(std::string_view(*bytes).substr(from, end - from), name);
        if (!row || row->size() != 7)
            qFatal("%s: row %zu is not an object of seven fields", name.c_str(), rows.size() + 1);
        const auto text = [&](const char* key) { return row->at(key).get<std::string>(); };
        rows.push_back({text("id"), text("instruction"), text("input"), text("output"), text("department"),
            text("topic"), row->at("level").get<int>()});
        from = end == std::string::npos ? bytes->size() : end + 1;
    }
    return rows;
}

bool isJapanese(const QString& language)
{
    return language == "ja";
}

// English: words, lower case. Japanese: characters without white space.
std::vector<std::string> unitsOf(const std::string& text, bool japanese)
{
    std::vector<std::string> units;
    if (japanese) {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t length = codePointAt(text, at).length;
            if (text[at] != ' ' && text[at] != '\n')
                units.push_back(text.substr(at, length));
            at += length;
        }
        return units;
    }
    std::string word;
    for (const char c : text + " ") {
        const bool isPartOfWord = std::isalnum(static_cast<unsigned char>(c)) != 0
            || static_cast<unsigned char>(c) >= 0x80 || c == '\'' || c == '-';
        if (isPartOfWord)
            word.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
        else if (!word.empty())
            units.push_back(std::exchange(word, {}));
    }
    return units;
}

// Hashes, sorted, each once: comparing them is a merge.
using Ngrams = std::vector<std::size_t>;

Ngrams ngramsOf(const std::string& text, bool japanese)
{
    const std::vector<std::string> units = unitsOf(text, japanese);
    const std::size_t width = japanese ? 8 : 5;
    Ngrams ngrams;
    for (std::size_t i = 0; i < std::max<std::size_t>(units.size(), width) - width + 1; ++i) {
        std::string ngram;
        for (std::size_t k = i; k < std::min(i + width, units.size()); ++k)
            ngram += units[k] + " ";
        ngrams.push_back(std::hash<std::string>{}(ngram));
    }
    std::sort(ngrams.begin(), ngrams.end());
    ngrams.erase(std::unique(ngrams.begin(), ngrams.end()), ngrams.end());
    return ngrams;
}

double jaccard(const Ngrams& a, const Ngrams& b)
{
    Ngrams common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    return static_cast<double>(common.size()) / static_cast<double>(a.size() + b.size() - common.size());
}

} // namespace

class TestDemoData : public QObject
{
    Q_OBJECT

private:
    static std::vector<Row> examples() { return readRows(named("helpdesk")); }

    static std::vector<Row> prompts() { return readRows(named("prompts")); }

    static QString language()
    {
        QFETCH(QString, language);
        return language;
    }

    static std::string named(const std::string& kind)
    {
        return kind + "." + language().toStdString() + ".jsonl";
    }

    static void bothLanguages()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << "en";
        QTest::newRow("Japanese") << "ja";
    }

private slots:

    void levelsAreBalancedAndIdsAreUnique_data() { bothLanguages(); }

    void levelsAreBalancedAndIdsAreUnique()
    {
        const std::vector<Row> rows = examples();
        QCOMPARE(rows.size(), std::size_t(300));
        std::map<int, int> counts;
        std::set<std::string> ids;
        for (const Row& row : rows) {
            ++counts[row.level];
            ids.insert(row.id);
            QVERIFY2(
                !row.instruction.empty() && !row.output.empty() && !row.department.empty(), row.id.c_str());
            QVERIFY2(isValidUtf8(row.all()), row.id.c_str());
        }
        QCOMPARE(ids.size(), rows.size());
        QCOMPARE(counts.size(), std::size_t(3));
        QCOMPARE(counts[1], 120);
        QCOMPARE(counts[2], 101);
        QCOMPARE(counts[3], 79);
    }

    void theJapaneseTwinHasTheSameRows()
    {
        for (const std::string kind : {"helpdesk", "prompts"}) {
            const std::vector<Row> english = readRows(kind + ".en.jsonl");
            const std::vector<Row> japanese = readRows(kind + ".ja.jsonl");
            QCOMPARE(japanese.size(), english.size());
            for (std::size_t i = 0; i < english.size(); ++i) {
                QCOMPARE(japanese[i].id, english[i].id);
                QCOMPARE(japanese[i].level, english[i].level);
                QCOMPARE(japanese[i].topic, english[i].topic);
                QVERIFY2(japanese[i].input.empty() == english[i].input.empty(), english[i].id.c_str());
            }
        }
    }

    void noTwoExamplesAreAlike_data() { bothLanguages(); }

    void noTwoExamplesAreAlike()
    {
        const bool japanese = isJapanese(language());
        const std::vector<Row> rows = examples();
        std::vector<Ngrams> whole;
        std::vector<Ngrams> asked;
        std::map<std::size_t, int> uses;
        std::size_t total = 0;
        for (const Row& row : rows) {
            whole.push_back(ngramsOf(row.all(), japanese));
            asked.push_back(ngramsOf(row.prompt(), japanese));
            for (const std::size_t ngram : whole.back())
                ++uses[ngram];
            total += whole.back().size();
        }
        double highest = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const double similarity = std::max(jaccard(whole[i], whole[k]), jaccard(asked[i], asked[k]));
                highest = std::max(highest, similarity);
                QVERIFY2(similarity < 0.5, (rows[i].id + " is like " + rows[k].id).c_str());
            }
        }
        std::size_t shared = 0;
        for (const auto& [ngram, count] : uses)
            shared += count > 1 ? static_cast<std::size_t>(count) : 0;
        const double share = static_cast<double>(shared) / static_cast<double>(total);
        qInfo("highest similarity %.3f, n-grams that stand in two examples %.2f %%", highest, 100 * share);
        QVERIFY(share < 0.08);
    }

    void noOpeningRepeats_data() { bothLanguages(); }

    void noOpeningRepeats()
    {
        const bool japanese = isJapanese(language());
        const std::vector<Row> rows = examples();
        std::map<std::string, std::size_t> openings;
        for (const Row& row : rows) {
            const std::vector<std::string> units = unitsOf(row.instruction, japanese);
            std::string opening;
            // Eight characters of Japanese are about four words.
            for (std::size_t i = 0; i < std::min<std::size_t>(units.size(), japanese ? 8 : 4); ++i)
                opening += units[i] + " ";
            ++openings[opening];
        }
        std::size_t most = 0;
        for (const auto& [opening, count] : openings)
            most = std::max(most, count);
        qInfo("the commonest opening stands in %zu of %zu instructions", most, rows.size());
        QVERIFY(most * 25 <= rows.size());
    }

    void promptsAreBalancedAndNotInTheExamples_data() { bothLanguages(); }

    void promptsAreBalancedAndNotInTheExamples()
    {
        const bool japanese = isJapanese(language());
        const std::vector<Row> rows = examples();
        std::vector<Ngrams> asked;
        for (const Row& row : rows)
            asked.push_back(ngramsOf(row.prompt(), japanese));
        std::map<int, int> counts;
        std::set<std::string> ids;
        for (const Row& prompt : prompts()) {
            ++counts[prompt.level];
            ids.insert(prompt.id);
            const auto ngrams = ngramsOf(prompt.prompt(), japanese);
            for (std::size_t i = 0; i < rows.size(); ++i)
                QVERIFY2(jaccard(ngrams, asked[i]) < 0.5, (prompt.id + " " + rows[i].id).c_str());
        }
        QCOMPARE(ids.size(), std::size_t(12));
        QCOMPARE(counts, (std::map<int, int>{{1, 4}, {2, 4}, {3, 4}}));
    }

    void lengthDoesNotSettleTheLevel_data() { bothLanguages(); }

    void lengthDoesNotSettleTheLevel()
    {
        // The best that two cuts on the answer's length can do, over all pairs of cuts.
        const std::vector<Row> rows = examples();
        std::vector<std::size_t> lengths;
        for (const Row& row : rows)
            lengths.push_back(codePointCount(row.output));
        std::size_t best = 0;
        for (std::size_t low = 0; low < 700; low += 5) {
            for (std::size_t high = low; high < 700; high += 5) {
                std::size_t right = 0;
                for (std::size_t i = 0; i < rows.size(); ++i)
                    right += rows[i].level == (lengths[i] < low ? 1 : lengths[i] < high ? 2 : 3) ? 1 : 0;
                best = std::max(best, right);
            }
        }
        qInfo("the best two cuts on length find %zu of %zu levels", best, rows.size());
        QVERIFY(best * 100 < rows.size() * 85);
    }
};

QTEST_APPLESS_MAIN(TestDemoData)
#include "testdemodata.moc"
