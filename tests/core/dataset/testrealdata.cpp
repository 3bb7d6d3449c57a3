// SPDX-License-Identifier: Apache-2.0
// Exact counts on real data, which stands in shared/ and may be absent.
#include "core/dataset/heldout.h"
#include "core/dataset/importer.h"
#include "core/dataset/leakage.h"
#include "core/dataset/minhash.h"
#include "core/dataset/rowwriter.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <unordered_set>

using namespace dankai;

namespace {

struct Imported
{
    Result<ImportReport> report;
    std::vector<ImportedRow> rows;
};

Imported import(const std::filesystem::path& path)
{
    Imported imported;
    imported.report = importFile(path, {}, [&](ImportedRow&& row) -> Result<> {
        imported.rows.push_back(std::move(row));
        return {};
    });
    return imported;
}

} // namespace

class TestRealData : public QObject
{
    Q_OBJECT

    static void comesBackAs(
        const std::vector<RowFormat>& formats, const std::filesystem::path& path, std::uint64_t rows)
    {
        const auto original = import(path);
        QVERIFY_RESULT(original.report);
        QCOMPARE(original.report->rows, rows);
        QVERIFY(original.rows.size() > rows - 10);
        const QTemporaryDir folder;
        for (const RowFormat format : formats) {
            const auto target = std::filesystem::path(folder.path().toStdString())
                / ("rows" + std::string(usualEnding(format)));
            auto writer = RowWriter::create(target, format);
            QVERIFY_RESULT(writer);
            for (const ImportedRow& row : original.rows)
                QVERIFY_RESULT(writer->add(row.example));
            QVERIFY_RESULT(writer->commit());
            const auto again = import(target);
            QVERIFY_RESULT(again.report);
            QCOMPARE(again.report->format, std::string(nameOf(format)));
            QCOMPARE(again.rows.size(), original.rows.size());
            for (std::size_t i = 0; i < again.rows.size(); ++i) {
                QCOMPARE(again.rows[i].hash, original.rows[i].hash);
                QVERIFY(again.rows[i].example.history == original.rows[i].example.history);
            }
        }
    }

private slots:

    void scoredRows()
    {
        QSKIP_UNLESS_SHARED(path, "data/alpaca-hard-gpt4-scored.jsonl");
        const auto imported = import(path);
        QVERIFY_RESULT(imported.report);
        QCOMPARE(imported.report->format, std::string("phasedsft"));
        QCOMPARE(imported.report->rows, std::uint64_t(6489));
        QCOMPARE(imported.report->rejected, std::uint64_t(9)); // empty responses
        QCOMPARE(imported.report->scored, std::uint64_t(6480));
        QCOMPARE(imported.report->unscored, std::uint64_t(0));
        for (const ImportedRow& row : imported.rows)
            QVERIFY(row.score->value >= 3.5 && row.score->value <= 5);
        for (const Rejection& rejection : imported.report->rejections)
            QVERIFY(rejection.reason.find("response is empty") != std::string::npos);
    }

    void conversations()
    {
        QSKIP_UNLESS_SHARED(path, "data/sharegpt-500.json");
        const auto imported = import(path);
        QVERIFY_RESULT(imported.report);
        QCOMPARE(imported.report->format, std::string("sharegpt"));
        QCOMPARE(imported.report->rows, std::uint64_t(500));
        QCOMPARE(imported.report->rejected, std::uint64_t(0));
        std::size_t earlier = 0;
        for (const ImportedRow& row : imported.rows)
            earlier += row.example.history.size();
        QCOMPARE(earlier, std::size_t(1000)); // 2,000 turns, of which two are each example's own
    }

    void everyFormatGivesConversationsBack()
    {
        QSKIP_UNLESS_SHARED(path, "data/sharegpt-500.json");
        comesBackAs(
            {RowFormat::Alpaca, RowFormat::Messages, RowFormat::ShareGpt, RowFormat::PromptCompletion}, path,
            500);
    }

    void everyFormatGivesInstructionsBack()
    {
        QSKIP_UNLESS_SHARED(path, "data/dolly-3k.json");
        comesBackAs({rowFormats().begin(), rowFormats().end()}, path, 2996);
    }

    void duplicatesBetweenTwoFiles()
    {
        QSKIP_UNLESS_SHARED(hardPath, "data/alpaca-hard-gpt4-scored.jsonl");
        QSKIP_UNLESS_SHARED(sixPath, "data/alpaca-6k.json");
        const auto hard = import(hardPath);
        const auto six = import(sixPath);
        QVERIFY_RESULT(six.report);
        QCOMPARE(six.report->format, std::string("alpaca"));
        QCOMPARE(six.report->rows, std::uint64_t(6229));
        QCOMPARE(six.report->rejected, std::uint64_t(4));
        std::unordered_set<ContentHash> seen;
        for (const ImportedRow& row : hard.rows)
            seen.insert(row.hash);
        QCOMPARE(seen.size(), std::size_t(6480));
        const auto shared = std::count_if(six.rows.begin(), six.rows.end(),
            [&](const ImportedRow& row) { return seen.contains(row.hash); });
        QCOMPARE(shared, std::ptrdiff_t(664));

        // Near-duplicates find those whose published copy differs by a full stop.
        std::vector<std::string> texts;
        for (const auto* rows : {&hard.rows, &six.rows}) {
            for (const ImportedRow& row : *rows)
                texts.push_back(searchableText(row.example));
        }
        const auto groups = findNearDuplicates(texts);
        QVERIFY_RESULT(groups);
        std::size_t together = 0;
        for (std::size_t i = hard.rows.size(); i < texts.size(); ++i)
            together += groups->group[i] < hard.rows.size() ? 1 : 0;
        QVERIFY2(together >= 840 && together <= 900, std::to_string(together).c_str());

        std::vector<HeldOutCandidate> candidates;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const bool isHard = i < hard.rows.size();
            candidates.push_back({isHard ? 1 : 0,
                isHard ? hard.rows[i].hash : six.rows[i - hard.rows.size()].hash, groups->group[i]});
        }
        const auto split = splitHeldOut(candidates, 2);
        QVERIFY_RESULT(split);
        QVERIFY(split->warnings.empty());
        for (const HeldOutPhase& phase : split->phases) {
            QCOMPARE(phase.test, std::size_t(200));
            QCOMPARE(phase.validation, std::size_t(200));
        }
    }

    void noPromptOfTheEvaluationSetLeaks()
    {
        QSKIP_UNLESS_SHARED(trainPath, "data/alpaca-6k.json");
        QSKIP_UNLESS_SHARED(promptPath, "data/eval-vicuna-80.jsonl");
        std::vector<std::string> prompts;
        std::ifstream file(promptPath);
        for (std::string line; std::getline(file, line);)
            prompts.push_back(Json::parse(line).at("text").get<std::string>());
        QCOMPARE(prompts.size(), std::size_t(80));
        const LeakageIndex index(prompts);
        std::size_t flagged = 0;
        for (const ImportedRow& row : import(trainPath).rows) {
            for (const LeakageHit& hit : index.check(searchableText(row.example)))
                flagged += index.isFlagged(hit) ? 1 : 0;
        }
        QCOMPARE(flagged, std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(TestRealData)
#include "testrealdata.moc"
