// SPDX-License-Identifier: Apache-2.0
// dankai review as people use it: two simulated reviewers of known answers, by tables, by keys and by a
// package that goes to a colleague and comes back.
#include "core/platform/file.h"
#include "core/project/project.h"
#include "core/project/reviewstore.h"
#include "core/project/reviewtable.h"
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>
#include <optional>

using namespace dankai;
using test::runDankai;
using test::Said;

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> levels = {"Easy", "Medium", "Hard"};

// Krippendorff's alpha of two people without gaps, ordinal, from its definition over pairs (Krippendorff
// 2011): written down here once more, so that it is no echo of what is tested.
double alphaByPairs(const std::vector<int>& first, const std::vector<int>& second)
{
    std::vector<int> pooled = first;
    pooled.insert(pooled.end(), second.begin(), second.end());
    std::map<int, double> counts;
    for (const int level : pooled)
        ++counts[level];
    const auto squared = [&](int one, int other) {
        const auto [low, high] = std::minmax(one, other);
        double between = -(counts[low] + counts[high]) / 2;
        for (int level = low; level <= high; ++level)
            between += counts[level];
        return one == other ? 0.0 : between * between;
    };
    double observed = 0, expected = 0;
    for (std::size_t i = 0; i < first.size(); ++i)
        observed += squared(first[i], second[i]) / static_cast<double>(first.size());
    for (std::size_t i = 0; i < pooled.size(); ++i)
        for (std::size_t j = 0; j < pooled.size(); ++j)
            if (i != j)
                expected += squared(pooled[i], pooled[j]);
    const auto n = static_cast<double>(pooled.size());
    return 1 - observed / (expected / (n * (n - 1)));
}

} // namespace

class TestReviewCommand : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;

    fs::path at(const std::string& name) const { return m_folder->path().toStdString() + "/" + name; }

    std::string desk() const { return at("desk").string(); }

    Said review(std::vector<std::string> words) const
    {
        words.insert(words.begin(), {"review", desk()});
        return runDankai(words);
    }

    // The level that the file gave, from 0.
    static int levelOf(Project& project, std::int64_t example)
    {
        const auto stored = project.examples().example(ExampleId(example));
        return stored->example.extra["level"].get<int>() - 1;
    }

    int phaseOf(std::int64_t example) const
    {
        auto project = Project::open(at("desk"), OpenMode::ReadOnly);
        const auto plan = project->plans().load("main");
        const auto columns = project->examples().columns({plan->scorer, {}});
        return placeExamples(*plan, *columns)->places[static_cast<std::size_t>(example - 1)];
    }

    std::vector<ReviewTableRow> exported(const std::string& reviewer) const
    {
        const std::string file = at(reviewer + ".csv").string();
        const Said said = review({"export", file, "--reviewer", reviewer});
        if (said.exitCode != 0)
            qFatal("%s", said.all().c_str());
        auto table = parseReviewTable(*readFile(file), file, levels);
        return table->rows;
    }

private slots:

    void init()
    {
        m_folder.emplace();
        test::makeProject(at("desk"), 40);
    }

    void everyActionSaysWhatIsMissing_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QStringList& words, const char* says) {
            QTest::newRow(name) << words << QString::fromLatin1(says);
        };
        row("no name", {"draw"}, "Say who reviews with --reviewer NAME");
        row("nothing drawn", {"show", "--reviewer", "Aiko"}, "Aiko has no questions yet");
        row("nothing to place", {"place", "2", "--reviewer", "Aiko"}, "Aiko has no questions yet");
        row("unknown level", {"place", "4", "--example", "3", "--reviewer", "Aiko"},
            "'4' is no decision. Say one of: 1 Easy, 2 Medium, 3 Hard, exclude");
        row("no such example", {"place", "2", "--example", "999", "--reviewer", "Aiko"}, "no example 999");
        row("no such plan", {"list", "--plan", "other"}, "no plan 'other'");
        row("no conflict", {"resolve", "2", "--example", "3", "--reviewer", "Aiko"}, "Nobody disagrees");
        row("no file", {"apply", "--reviewer", "Aiko"}, "Name one file");
        row("no such file", {"apply", "missing.csv", "--reviewer", "Aiko"}, "missing.csv");
        row("no package", {"merge"}, "Name the packages");
        row("half a second rating", {"draw", "--second-share", "0.01"}, "second-share");
        row("nothing to edit", {"edit", "--example", "3", "--reviewer", "Aiko"}, "what it becomes");
        row("unknown action", {"plaice"}, "ACTION");
    }

    void everyActionSaysWhatIsMissing()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QString, says);
        std::vector<std::string> arguments;
        for (const QString& word : words)
            arguments.push_back(word.toStdString());
        const Said said = review(arguments);
        VERIFY_EXIT(said, 2);
        VERIFY_SAYS(said.err, says.toStdString().c_str());
    }

    void aReviewerGoesThroughASet()
    {
        const Said drawn = review(
            {"draw", "--reviewer", "Aiko", "--count", "15", "--pairs", "0", "--seed", "3", "--json"});
        VERIFY_EXIT(drawn, 0);
        QCOMPARE(drawn.json()["questions"].get<int>(), 20);
        QCOMPARE(drawn.json()["reasons"]["practice"].get<int>(), 5);
        QCOMPARE(drawn.json()["reasons"]["random"].get<int>(), 6);
        VERIFY_EXIT(review({"draw", "--reviewer", "Aiko"}), 2); // not before these are answered
        const Said shown = review({"show"}); // one reviewer: need not be named
        VERIFY_EXIT(shown, 0);
        VERIFY_SAYS(shown.out, "1 of 5 for practice");
        VERIFY_SAYS(shown.out, "how much someone must know");
        VERIFY_SAYS(shown.out, "3 Hard");
        QVERIFY(shown.out.find("column:level") == std::string::npos); // no score before the answer
        int moved = 0;
        Json last;
        for (int i = 0; i < 20; ++i) {
            const Said next = review({"show", "--json"});
            VERIFY_EXIT(next, 0);
            QCOMPARE(next.json()["left"].get<int>(), 20 - i);
            QVERIFY(!next.json()["question"].contains("reason"));
            const auto example = next.json()["question"]["example"].get<std::int64_t>();
            const int phase = phaseOf(example);
            const int level = i % 5 == 4 ? (phase + 1) % 3 : phase;
            moved += i >= 5 && level != phase ? 1 : 0;
            const Said placed = review({"place", std::to_string(level + 1), "--seconds", "12", "--json"});
            VERIFY_EXIT(placed, 0);
            last = placed.json();
            QCOMPARE(last["review"]["example"].get<std::int64_t>(), example);
            if (i < 5) {
                QCOMPARE(last["told"]["expected"].get<int>(), phase + 1);
                QCOMPARE(phaseOf(example), phase);
                continue;
            }
            QCOMPARE(phaseOf(example), level);
            const Json history = review({"history", "--example", std::to_string(example), "--json"}).json();
            const bool isHidden = history["reviews"][0]["drawn"] == "random";
            QCOMPARE(last["told"].contains("scores"), !isHidden);
            QCOMPARE(last["review"].contains("drawn"), !isHidden);
        }
        QCOMPARE(last["set"]["set"].get<int>(), 1);
        QCOMPARE(last["set"]["moved"].get<int>(), moved);
        QCOMPARE(last["set"]["answered"].get<int>(), 15);
        const auto example = last["review"]["example"].get<std::int64_t>();
        const int before = phaseOf(example);
        VERIFY_SAYS(review({"show"}).out, "All questions are answered");
        // Another process takes the last one back.
        const Said undone = review({"undo", "--json"});
        VERIFY_EXIT(undone, 0);
        QCOMPARE(undone.json()["review"]["example"].get<std::int64_t>(), example);
        QVERIFY(phaseOf(example) != before); // every fifth was moved, the twentieth too
        QCOMPARE(review({"show", "--json"}).json()["question"]["example"].get<std::int64_t>(), example);
        const Said history = review({"history", "--example", std::to_string(example), "--json"});
        VERIFY_EXIT(history, 0);
        QVERIFY(history.json()["reviews"][0].contains("withdrawn_ms"));
        const Said edited
            = review({"edit", "--example", std::to_string(example), "--response", "Rewritten."});
        VERIFY_EXIT(edited, 0);
        VERIFY_SAYS(edited.out, "at revision 2");
        // A new cut keeps what people said.
        VERIFY_EXIT(
            runDankai({"split", desk(), "--thresholds", "1.5,2.75", "--names", "Easy,Medium,Hard"}), 0);
        const Said list = review({"list", "--json"});
        VERIFY_EXIT(list, 0);
        QCOMPARE(list.json()["queues"][0]["answered"].get<int>(), 19);
    }

    // Alpha, kappa and agreement of the command equal what two people of known answers must come to.
    void twoPeopleOfKnownAnswers()
    {
        VERIFY_EXIT(
            review({"draw", "--reviewer", "Aiko", "--count", "60", "--random-share", "1", "--seed", "1"}), 0);
        std::string table = "example,revision,decision\n";
        std::map<std::int64_t, int> said;
        {
            auto project = Project::open(at("desk"), OpenMode::ReadOnly);
            for (const ReviewTableRow& row : exported("Aiko")) {
                said[row.example] = levelOf(*project, row.example);
                table += std::to_string(row.example) + ",1,"
                    + levels[static_cast<std::size_t>(said[row.example])] + "\n";
            }
        }
        QCOMPARE(said.size(), std::size_t(60));
        const std::string file = at("answers.csv").string();
        QVERIFY_RESULT(writeFileAtomically(file, table));
        const Said applied = review({"apply", file, "--reviewer", "Aiko", "--json"});
        VERIFY_EXIT(applied, 0);
        QCOMPARE(applied.json()["applied"].get<int>(), 60);
        QCOMPARE(review({"apply", file, "--reviewer", "Aiko", "--json"}).json()["applied"].get<int>(), 0);

        VERIFY_EXIT(
            review({"draw", "--reviewer", "Ben", "--count", "40", "--second-share", "0.75", "--seed", "2"}),
            0);
        std::vector<int> first, second;
        table = "example,revision,decision\n";
        for (const ReviewTableRow& row : exported("Ben")) {
            if (!said.contains(row.example))
                continue;
            first.push_back(said[row.example]);
            // Of every six: one a level higher, one at the far end.
            second.push_back(first.size() % 6 == 1 ? std::min(2, first.back() + 1)
                    : first.size() % 6 == 4        ? 2 - first.back()
                                                   : first.back());
            table += std::to_string(row.example) + ",1," + std::to_string(second.back() + 1) + "\n";
        }
        QCOMPARE(first.size(), std::size_t(30));
        QVERIFY_RESULT(writeFileAtomically(file, table));
        VERIFY_EXIT(review({"apply", file, "--reviewer", "Ben"}), 0);

        double equal = 0, chance = 0, observedSquares = 0, expectedSquares = 0;
        std::size_t differing = 0;
        for (std::size_t i = 0; i < 30; ++i) {
            equal += first[i] == second[i] ? 1.0 / 30 : 0;
            differing += first[i] == second[i] ? 0 : 1;
            observedSquares += (first[i] - second[i]) * (first[i] - second[i]);
            for (std::size_t j = 0; j < 30; ++j) {
                chance += first[i] == second[j] ? 1.0 / 900 : 0;
                expectedSquares += (first[i] - second[j]) * (first[i] - second[j]) / 30.0;
            }
        }
        const Said statistics = review({"statistics", "--json"});
        VERIFY_EXIT(statistics, 0);
        const Json json = statistics.json();
        QCOMPARE(json["doubly_rated"].get<int>(), 30);
        const Json pair = json["pairs_of_reviewers"][0];
        QCOMPARE(pair["n"].get<int>(), 30);
        const auto isNear = [](const Json& value, double wanted) {
            return value.is_number() && std::abs(value.get<double>() - wanted) < 1e-9;
        };
        QVERIFY2(isNear(pair["observed"], equal), pair.dump().c_str());
        QVERIFY2(isNear(pair["by_chance"], chance), pair.dump().c_str());
        QVERIFY2(isNear(pair["kappa"], (equal - chance) / (1 - chance)), pair.dump().c_str());
        QVERIFY2(isNear(pair["weighted_kappa"]["estimate"], 1 - observedSquares / expectedSquares),
            pair.dump().c_str());
        QVERIFY2(
            isNear(json["alpha"]["estimate"], alphaByPairs(first, second)), json["alpha"].dump().c_str());
        QVERIFY(json["alpha"]["lower"].get<double>() < json["alpha"]["estimate"].get<double>());
        // Aiko said what the scores say, and everybody knows whom to ask about the rest.
        QVERIFY(isNear(json["against_scores"]["observed"], 1));
        QCOMPARE(json["conflicts"].get<std::size_t>(), differing);
        const Said text = review({"statistics"});
        VERIFY_SAYS(text.out, "Aiko and Ben: agreement ");
        VERIFY_SAYS(text.out, "(by chance ");
        const Said conflicts = review({"conflicts", "--json"});
        VERIFY_EXIT(conflicts, 0);
        const auto example = conflicts.json()["conflicts"][0]["example"].get<std::int64_t>();
        VERIFY_EXIT(review({"resolve", "3", "--example", std::to_string(example), "--reviewer", "Chie"}), 0);
        QCOMPARE(phaseOf(example), 2);
        QCOMPARE(review({"statistics", "--json"}).json()["conflicts"].get<std::size_t>(), differing - 1);
    }

    void contradictionsAndStrangersAreNamedWithTheirLine()
    {
        const std::string file = at("bad.csv").string();
        QVERIFY_RESULT(writeFileAtomically(file,
            "example,revision,decision,note\n1,1,3,\n4711,1,1,\n2,1,1,\n2,1,hard,\n3,1,very "
            "hard,\n4,2,1,\n5,1,exclude,old\n"));
        const Said said = review({"apply", file, "--reviewer", "Aiko", "--json"});
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json()["applied"].get<int>(), 2);
        QCOMPARE(said.json()["problems"].size(), std::size_t(4));
        for (const char* words :
            {":3: There is no example 4711", ":5: example 2 is '3 Hard' here and '1 Easy' in line 4",
                ":6: 'very hard' is no decision about example 3", ":7: Example 4 was edited since"})
            VERIFY_SAYS(said.out, words);
        QCOMPARE(phaseOf(1), 2);
        QCOMPARE(phaseOf(5), int(excludedPlace));
    }

    void aPackageGoesToAColleague()
    {
        VERIFY_EXIT(review({"draw", "--reviewer", "Ben", "--count", "15", "--seed", "4"}), 0);
        const std::string file = at("for-ben.dankai-review").string();
        const Said packed = review({"package", file, "--language", "ja", "--json"});
        VERIFY_EXIT(packed, 0);
        const int questions = packed.json()["questions"].get<int>();
        QCOMPARE(questions, 23);
        VERIFY_EXIT(review({"package", file}), 2); // never over answers
        const Said shown = runDankai({"review", file, "show"});
        VERIFY_EXIT(shown, 0);
        VERIFY_SAYS(shown.out, "23 questions of 23 left");
        VERIFY_SAYS(shown.out, "難易度とは");
        VERIFY_EXIT(runDankai({"review", file, "statistics"}), 2);
        VERIFY_EXIT(runDankai({"review", file, "place", "4"}), 2);
        for (int i = 0; i < questions; ++i)
            VERIFY_EXIT(runDankai({"review", file, "place", i < 20 ? "2" : "second"}), 0);
        VERIFY_EXIT(runDankai({"review", file, "place", "2"}), 2);
        VERIFY_EXIT(runDankai({"review", file, "undo"}), 0);
        VERIFY_EXIT(runDankai({"review", file, "place", "equal"}), 0);
        const Said merged = review({"merge", file, "--json"});
        VERIFY_EXIT(merged, 0);
        QCOMPARE(merged.json()["packages"][0]["added"].get<int>(), 23);
        const Said again = review({"merge", file, "--json"});
        VERIFY_EXIT(again, 0);
        QCOMPARE(again.json()["packages"][0]["added"].get<int>(), 0);
        QCOMPARE(again.json()["packages"][0]["unchanged"].get<int>(), 23);
        const std::string broken = at("broken.dankai-review").string();
        QVERIFY_RESULT(writeFileAtomically(broken, "no package\n"));
        const Said refused = review({"merge", broken});
        VERIFY_EXIT(refused, 2);
        VERIFY_SAYS(refused.err, "is no review package");
    }

    void anchorsAndTheDefinitionAreThePeoples()
    {
        const Said proposed = review({"anchors", "--json"});
        VERIFY_EXIT(proposed, 0);
        QCOMPARE(proposed.json()["anchors"].size(), std::size_t(3));
        const Said chosen = review(
            {"anchors", "1", "--example", "7", "--definition", "Can it be answered at once?", "--json"});
        VERIFY_EXIT(chosen, 0);
        QCOMPARE(chosen.json()["definition"].get<std::string>(), std::string("Can it be answered at once?"));
        QCOMPARE(chosen.json()["anchors"].size(), std::size_t(3)); // a proposed one gave way
        QVERIFY(chosen.json()["anchors"][0]["is_chosen"] == true);
        VERIFY_EXIT(review({"draw", "--reviewer", "Aiko", "--count", "200"}), 0);
        for (const ReviewTableRow& row : exported("Aiko"))
            QVERIFY(row.example != 7);
        VERIFY_EXIT(review({"anchors", "--example", "7", "--remove"}), 0);
    }
};

QTEST_APPLESS_MAIN(TestReviewCommand)
#include "testreview.moc"
