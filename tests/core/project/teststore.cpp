// SPDX-License-Identifier: Apache-2.0
#include "core/project/reviewstore.h"
#include "tests/core/project/storefixture.h"

#include <cmath>

using namespace dankai;
using dankai::test::rowOf;

class TestStore : public test::StoreTest
{
    Q_OBJECT

private slots:

    void init() { setUp(); }

    void cleanup() { m_project.reset(); }

    void createsOnceAndOpensAgain()
    {
        QVERIFY(!Project::create(folder(), m_project->settings()));
        m_project.reset();
        const auto opened = Project::open(folder());
        QVERIFY_RESULT(opened);
        QCOMPARE(opened->settings().name, std::string("test"));
        QCOMPARE(opened->modelPath(), folder() / "model");
        QVERIFY(std::filesystem::is_directory(folder() / "runs"));
        const auto missing = Project::open(folder() / "elsewhere");
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::Unusable);
        QVERIFY(missing.error().message.find("dankai init") != std::string::npos);
    }

    void importKeepsEverythingOfAnExample()
    {
        ImportedRow row = rowOf("Translate", "\xe8\xbf\x94\xe5\x93\x81", 7);
        row.example.system = "Be brief.";
        row.example.input = "return";
        row.example.history = {{"user", "hi"}, {"assistant", "hello"}};
        row.example.extra = Json::parse(R"({"level":"2 ","tags":["a",{"b":null}]})");
        row.hash = contentHash(row.example);
        QCOMPARE(import({row}).added, std::uint64_t(1));
        const auto stored = m_project->examples().example(ExampleId(1));
        QVERIFY_RESULT(stored);
        QVERIFY(stored->example == row.example);
        QVERIFY(stored->hash == row.hash);
        QCOMPARE(stored->revision, 1);
        QCOMPARE(m_project->examples().find(row.hash)->value(), ExampleId(1));
        QVERIFY(!m_project->examples().find(ContentHash())->has_value());
        QVERIFY(!m_project->examples().example(ExampleId(2)));
        const auto columns = m_project->examples().columns();
        QVERIFY_RESULT(columns);
        QCOMPARE(columns->responseLengths, std::vector<std::uint32_t>{2});
        QCOMPARE(columns->instructionScripts, std::vector{TextScript::Latin});
        QCOMPARE(columns->responseScripts, std::vector{TextScript::Chinese});
        QCOMPARE(columns->isEdited, std::vector<std::uint8_t>{0});
    }

    void filtersAreKeptByName()
    {
        FilterStore filters = m_project->filters();
        QVERIFY(!filters.save({"", {}}));
        ExampleQuery hard;
        hard.filter.score = {3.5, std::nullopt};
        QVERIFY_RESULT(filters.save({"難しい", {}}));
        QVERIFY_RESULT(filters.save({"難しい", hard})); // the later one stands
        QVERIFY_RESULT(filters.save({"all", {}}));
        sql("INSERT INTO filters VALUES ('of a later version', '{\"colour\":\"red\"}')");
        const auto kept = filters.list();
        QVERIFY_RESULT(kept);
        QCOMPARE(kept->size(), std::size_t(2));
        QVERIFY((*kept)[1] == (SavedFilter{"難しい", hard}));
        QVERIFY_RESULT(filters.remove("all"));
        QVERIFY_RESULT(filters.remove("all"));
        QCOMPARE(filters.list()->size(), std::size_t(1));
    }

    void duplicatesAreReportedAndBringTheirScores()
    {
        const auto first = import({rowOf("a", "1", 1), rowOf("b", "2", 2, RowScore{"3.5\n", 3.5}),
            rowOf("a", "1", 3, RowScore{"2", 2.0}), rowOf("c", "3", 4, RowScore{"hard", std::nullopt})});
        QCOMPARE(first.added, std::uint64_t(3));
        QCOMPARE(first.duplicates, std::uint64_t(1));
        QCOMPARE(first.scoresAdded, std::uint64_t(2));
        QCOMPARE(first.scoresAddedToEarlier, std::uint64_t(1));
        QCOMPARE(first.scoresWithoutValue, std::uint64_t(1));
        QCOMPARE(first.firstDuplicates.size(), std::size_t(1));
        QCOMPARE(first.firstDuplicates[0].first, ExampleId(1));
        QCOMPARE(first.firstDuplicates[0].firstPosition, (SourcePosition{"a.jsonl", 1}));
        QCOMPARE(first.firstDuplicates[0].position, (SourcePosition{"a.jsonl", 3}));

        // The same file again: nothing new, no score twice; a changed score is a second one.
        const auto second = import({rowOf("a", "1", 1, RowScore{"2", 2.0}),
            rowOf("b", "2", 2, RowScore{"4", 4.0}), rowOf("c", "3", 4, RowScore{"hard", std::nullopt})});
        QCOMPARE(second.added, std::uint64_t(0));
        QCOMPARE(second.duplicates, std::uint64_t(3));
        QCOMPARE(second.scoresAddedToEarlier, std::uint64_t(1));
        QCOMPARE(m_project->scores().scoresOf(ExampleId(2))->size(), std::size_t(2));

        ColumnsWanted wanted;
        wanted.scorer = importedScoreName;
        const auto columns = m_project->examples().columns(wanted);
        QVERIFY_RESULT(columns);
        QCOMPARE(columns->scores[0], 2.0);
        QCOMPARE(columns->scores[1], 4.0);
        QVERIFY(std::isnan(columns->scores[2]));
        const auto scores = m_project->scores().scoresOf(ExampleId(3));
        QCOMPARE(scores->front().second.raw, std::string("hard"));
    }

    void duplicatesBringColumnsThatTheEarlierExampleHasNot()
    {
        const auto withColumns = [](const char* columns) {
            ImportedRow row = rowOf("a", "1", 1);
            if (columns)
                row.example.extra = Json::parse(columns);
            return row;
        };
        import({withColumns(nullptr)});
        QCOMPARE(
            import({withColumns(R"({"level":2,"unit":"desk"})")}).columnsAddedToEarlier, std::uint64_t(1));
        const auto again = import({withColumns(R"({"level":3})"), withColumns(nullptr)});
        QCOMPARE(again.duplicates, std::uint64_t(2));
        QCOMPARE(again.columnsAddedToEarlier, std::uint64_t(0));
        QCOMPARE(toJsonLine(m_project->examples().example(ExampleId(1))->example.extra),
            std::string(R"({"level":2,"unit":"desk"})"));
    }

    void anAbandonedImportLeavesWhatWasCommitted()
    {
        {
            auto session = m_project->examples().beginImport("cut.jsonl");
            QVERIFY_RESULT(session);
            QVERIFY_RESULT(session->add(rowOf("a", "1", 1)));
        }
        QCOMPARE(*m_project->examples().count(), std::uint64_t(0));
        QCOMPARE(import({rowOf("a", "1", 1)}).added, std::uint64_t(1));
    }

    void editingMakesScoresAndCountsStale()
    {
        import({rowOf("a", "1", 1, RowScore{"2", 2.0}), rowOf("b", "2", 2)});
        const TokenCount counts[] = {{ExampleId(1), 1, 12, 5}, {ExampleId(2), 1, 20, 6}};
        QVERIFY_RESULT(m_project->examples().putTokenCounts("tok", counts));
        ColumnsWanted wanted{std::string(importedScoreName), "tok"};
        QCOMPARE(m_project->examples().columns(wanted)->tokens, (std::vector<std::uint32_t>{12, 20}));
        QCOMPARE(*m_project->examples().trainedTokens("tok"), (std::vector<std::uint32_t>{5, 6}));

        Example edited = m_project->examples().example(ExampleId(1))->example;
        edited.response = "better";
        QCOMPARE(*m_project->examples().edit(ExampleId(1), edited), 2);
        auto columns = m_project->examples().columns(wanted);
        QVERIFY(std::isnan(columns->scores[0]));
        QCOMPARE(columns->tokens, (std::vector<std::uint32_t>{0, 20}));
        QCOMPARE(*m_project->examples().trainedTokens("tok"), (std::vector<std::uint32_t>{0, 6}));
        QCOMPARE(m_project->scores().figures()->front().stale, std::uint64_t(1));
        QCOMPARE(m_project->examples().revision(ExampleId(1), 1)->response, std::string("1"));
        QVERIFY(!m_project->examples().revision(ExampleId(1), 3));
        std::vector<std::int64_t> uncounted;
        QVERIFY_RESULT(m_project->examples().visitUncounted("tok", [&](const StoredExample& stored) {
            uncounted.push_back(static_cast<std::int64_t>(stored.id));
            return Result<>();
        }));
        QCOMPARE(uncounted, std::vector<std::int64_t>{1});

        // Exactly the content of another: refused, and nothing has changed.
        edited = m_project->examples().example(ExampleId(2))->example;
        const auto refused = m_project->examples().edit(ExampleId(1), edited);
        QVERIFY(!refused);
        QCOMPARE(m_project->examples().example(ExampleId(1))->revision, 2);
    }

    void scoresAreKeptSideBySideAndTheNewestCounts()
    {
        import({rowOf("a", "1", 1), rowOf("b", "2", 2), rowOf("c", "3", 3)});
        const Score old[]
            = {{ExampleId(1), 1, 1.0, "", "", 0, 0, 0}, {ExampleId(2), 1, 2.0, "", "", 0, 0, 0}};
        QVERIFY_RESULT(m_project->scores().add("length", 1, old));
        const Score newer[] = {{ExampleId(1), 1, 10.0, "raw", "because", 0.5, 2, 0}};
        QVERIFY_RESULT(m_project->scores().add("length", 2, newer));
        QVERIFY_RESULT(m_project->scores().add("length", 2, newer));
        ColumnsWanted wanted{"length", ""};
        const auto columns = m_project->examples().columns(wanted);
        QCOMPARE(columns->scores[0], 10.0);
        QCOMPARE(columns->scores[1], 2.0);
        QVERIFY(std::isnan(columns->scores[2]));
        QCOMPARE(m_project->scores().scoresOf(ExampleId(1))->size(), std::size_t(3));
        const auto figures = m_project->scores().figures();
        QCOMPARE(figures->size(), std::size_t(1));
        QCOMPARE(figures->front().scored, std::uint64_t(2));
        QCOMPARE(figures->front().mean, 6.0);
        QCOMPARE(figures->front().version, 2);
        // Scoring goes on where it was left, and may write while it reads.
        std::vector<std::int64_t> visited;
        QVERIFY_RESULT(m_project->scores().visitUnscored("length", 2, [&](const StoredExample& stored) {
            visited.push_back(static_cast<std::int64_t>(stored.id));
            const Score score[] = {{stored.id, stored.revision, 1.0, "", "", 0, 0, 0}};
            return m_project->scores().add("length", 2, score);
        }));
        QCOMPARE(visited, (std::vector<std::int64_t>{2, 3}));
        // Figures are counted once and kept; what anybody adds or edits later makes them be counted again.
        QCOMPARE(m_project->scores().figures()->front().mean, 4.0);
        QCOMPARE(m_project->scores().figures()->front().mean, 4.0);
        auto other = Project::open(m_project->folder());
        QVERIFY_RESULT(other);
        const Score later[] = {{ExampleId(2), 1, 31.0, "", "", 0, 0, 0}};
        QVERIFY_RESULT(other->scores().add("length", 2, later));
        QCOMPARE(m_project->scores().figures()->front().mean, 14.0);
        QCOMPARE(m_project->scores().figures()->front().highest, 31.0);
        Example changed = other->examples().example(ExampleId(1))->example;
        changed.response = "another";
        QVERIFY_RESULT(other->examples().edit(ExampleId(1), changed));
        QCOMPARE(m_project->scores().figures()->front().stale, std::uint64_t(1));
        QCOMPARE(m_project->scores().figures()->front().mean, 16.0);
        const Score stranger[] = {{ExampleId(99), 1, 1.0, "", "", 0, 0, 0}};
        QVERIFY(!m_project->scores().add("length", 2, stranger));
    }

    void excludingIsKept()
    {
        import({rowOf("a", "1", 1), rowOf("b", "2", 2)});
        const ExampleId second[] = {ExampleId(2)}, missing[] = {ExampleId(1), ExampleId(9)};
        QVERIFY_RESULT(m_project->examples().exclude(second));
        QVERIFY(!m_project->examples().exclude(missing));
        QCOMPARE(m_project->examples().columns()->isExcluded, (std::vector<std::uint8_t>{0, 1}));
        QVERIFY_RESULT(m_project->examples().include(second));
        QCOMPARE(m_project->examples().columns()->isExcluded, (std::vector<std::uint8_t>{0, 0}));
    }

    void movesAndDefinitionAreStoredApart()
    {
        import({rowOf("a", "1", 1), rowOf("b", "2", 2), rowOf("c", "3", 3)});
        Plan plan;
        plan.name = "main";
        plan.scorer = "length";
        QVERIFY(!m_project->plans().saveDefinition(plan)); // not there yet
        plan.overrides = {{ExampleId(1), 0}, {ExampleId(2), 1}};
        auto saved = m_project->plans().save(plan);
        QVERIFY_RESULT(saved);
        const Override moves[] = {{ExampleId(2), 2, "Aiko", 7}, {ExampleId(3), std::nullopt}};
        const ExampleId back[] = {ExampleId(1)};
        QCOMPARE(*m_project->plans().changeMoves("main", 1, moves, back), std::int64_t(2));
        auto loaded = m_project->plans().load("main");
        QVERIFY_RESULT(loaded);
        QCOMPARE(loaded->overrides, (std::vector<Override>{moves[0], moves[1]}));
        QVERIFY(!m_project->plans().changeMoves("main", 1, moves, back)); // of an old revision
        loaded->seed = 8;
        const auto changed = m_project->plans().saveDefinition(*loaded);
        QVERIFY_RESULT(changed);
        QCOMPARE(changed->revision, std::int64_t(3));
        const auto again = m_project->plans().load("main");
        QVERIFY_RESULT(again);
        QCOMPARE(again->seed, std::uint64_t(8));
        QCOMPARE(again->overrides, loaded->overrides);
        QVERIFY(!m_project->plans().saveDefinition(*loaded));
    }

    void plansRefuseChangesFromAnOldRevision()
    {
        import({rowOf("a", "1", 1), rowOf("b", "2", 2), rowOf("c", "3", 3)});
        Plan plan;
        plan.name = "main";
        plan.scorer = "length";
        plan.settings = {{"carry_over", "moderate"}};
        const auto first = m_project->plans().save(plan);
        QVERIFY_RESULT(first);
        QCOMPARE(first->revision, std::int64_t(1));
        QVERIFY(!m_project->plans().save(plan)); // there is one already

        auto other = Project::open(folder()); // a second front end
        QVERIFY_RESULT(other);
        const Override moves[] = {{ExampleId(2), 2}, {ExampleId(3), std::nullopt}};
        QCOMPARE(*other->plans().move("main", 1, moves), std::int64_t(2));

        const auto late = m_project->plans().save(*first);
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Unusable);
        QVERIFY(late.error().message.find("changed by another program") != std::string::npos);
        auto loaded = m_project->plans().load("main");
        QVERIFY_RESULT(loaded);
        QCOMPARE(loaded->revision, std::int64_t(2));
        QCOMPARE(loaded->overrides, (std::vector<Override>{moves[0], moves[1]}));
        QCOMPARE(loaded->settings.at("carry_over"), std::string("moderate"));
        const ExampleId back[] = {ExampleId(2)};
        QCOMPARE(*m_project->plans().unmove("main", 2, back), std::int64_t(3));
        loaded = m_project->plans().load("main");
        loaded->rule.phaseCount = 4;
        const auto saved = m_project->plans().save(*loaded);
        QVERIFY_RESULT(saved);
        QCOMPARE(m_project->plans().load("main")->overrides.size(), std::size_t(1));
        QCOMPARE(m_project->plans().list()->front().overrides, std::uint64_t(1));

        const Override outside[] = {{ExampleId(1), 4}};
        QVERIFY(!m_project->plans().move("main", 4, outside));
        plan.name = "other";
        plan.settings = {{"speed", "3"}};
        QVERIFY(!m_project->plans().save(plan));
        const auto missing = m_project->plans().load("absent");
        QVERIFY(missing.error().message.find("'main'") != std::string::npos);
        QVERIFY_RESULT(m_project->plans().remove("main", 4));
        QVERIFY(m_project->plans().list()->empty());
    }

    void heldOutRolesAreDrawnOnce()
    {
        import({rowOf("a", "1", 1), rowOf("b", "2", 2), rowOf("c", "3", 3)});
        Plan plan;
        plan.name = "main";
        QVERIFY_RESULT(m_project->plans().save(plan));
        QVERIFY(!*m_project->plans().isHeldOutFrozen("main"));
        const HeldOutRow rows[] = {{ExampleId(2), HeldOutRole::Test}, {ExampleId(3), HeldOutRole::Validation},
            {ExampleId(1), HeldOutRole::Train}};
        QVERIFY_RESULT(m_project->plans().freezeHeldOut("main", rows));
        QVERIFY(*m_project->plans().isHeldOutFrozen("main"));
        QVERIFY(!m_project->plans().freezeHeldOut("main", rows));
        const ExampleId ids[] = {ExampleId(1), ExampleId(2), ExampleId(3), ExampleId(50)};
        const auto roles = m_project->plans().heldOutRoles("main", ids);
        QVERIFY_RESULT(roles);
        QVERIFY((*roles
            == std::vector{
                HeldOutRole::Train, HeldOutRole::Test, HeldOutRole::Validation, HeldOutRole::Train}));
        QVERIFY_RESULT(m_project->plans().logTestUse("main", "001", "report"));
        QCOMPARE(*m_project->plans().testUses("main"), std::uint64_t(1));
        QVERIFY_RESULT(m_project->plans().releaseHeldOut("main"));
        QVERIFY_RESULT(m_project->plans().freezeHeldOut("main", {}));
    }

    void runsAndTheQueue()
    {
        RunStore runs = m_project->runs();
        QCOMPARE(*runs.nextId(), std::string("001"));
        QCOMPARE(*runs.nextId({"001", "002"}), std::string("003"));
        RunRecord run;
        run.id = "001";
        run.plan = "main";
        run.arm = "phased";
        QVERIFY_RESULT(runs.add(run));
        QVERIFY(!runs.add(run));
        run = *runs.run("001");
        QVERIFY(run.createdMs > 0);
        run.state = RunState::Running;
        run.tokens = 12345;
        run.note = "half way";
        QVERIFY_RESULT(runs.update(run));
        QVERIFY(*runs.run("001") == run);
        QCOMPARE(runs.list()->size(), std::size_t(1));
        QVERIFY(!runs.run("009"));

        QueueEntry entry;
        entry.folder = "runs/001";
        entry.device = "cpu";
        const auto low = runs.enqueue(entry);
        entry.priority = 5;
        entry.folder = "runs/002";
        const auto high = runs.enqueue(entry);
        entry.device = "cuda:0";
        const auto elsewhere = runs.enqueue(entry);
        QVERIFY_RESULT(elsewhere);
        const auto leased = runs.lease("cpu", "worker a", 60000);
        QVERIFY_RESULT(leased);
        QCOMPARE((*leased)->id, *high);
        QCOMPARE((*leased)->attempts, 1);
        QVERIFY(!runs.lease("cpu", "worker b", 60000)->has_value()); // the device is taken
        QVERIFY_RESULT(runs.renew(*high, "worker a", -1)); // ran out just now
        const auto again = runs.lease("cpu", "worker b", 60000);
        QCOMPARE((*again)->id, *high);
        QCOMPARE((*again)->attempts, 2);
        QVERIFY(!runs.finish(*high, "worker a", QueueState::Done));
        QVERIFY_RESULT(runs.finish(*high, "worker b", QueueState::Done));
        QVERIFY_RESULT(runs.cancel(*low));
        QVERIFY(!runs.cancel(*low));
        QCOMPARE(runs.queue()->front().id, *elsewhere);
    }

    void whoChangedAnExampleIsKept()
    {
        import({rowOf("one", "1", 1), rowOf("two", "2", 2)});
        const ExampleId both[] = {ExampleId(1), ExampleId(2)};
        const ExampleId first[] = {ExampleId(1)};
        QVERIFY_RESULT(m_project->examples().exclude(first, "Aiko"));
        QVERIFY_RESULT(m_project->examples().exclude(both, "佐藤"));
        Example content = m_project->examples().example(ExampleId(1))->example;
        content.response = "1, edited";
        QVERIFY_RESULT(m_project->examples().edit(ExampleId(1), content, "Ken"));
        QVERIFY_RESULT(m_project->examples().include(both, "Aiko"));
        const auto changes = m_project->examples().changes(ExampleId(1));
        QVERIFY_RESULT(changes);
        // The second exclusion found it excluded already, and was nobody's.
        QCOMPARE(changes->size(), std::size_t(3));
        QVERIFY(changes->at(0).kind == ExampleChangeKind::Exclude);
        QCOMPARE(changes->at(0).person, std::string("Aiko"));
        QVERIFY(changes->at(0).changedMs > 0);
        QVERIFY(changes->at(1).kind == ExampleChangeKind::Edit && changes->at(1).revision == 2);
        QCOMPARE(changes->at(1).person, std::string("Ken"));
        QVERIFY(changes->at(2).kind == ExampleChangeKind::Restore);
        QCOMPARE(changes->at(2).person, std::string("Aiko"));
        QCOMPARE(m_project->examples().changes(ExampleId(2))->at(0).person, std::string("佐藤"));
        QVERIFY(!m_project->examples().changes(ExampleId(3)));
        // One that is not there takes the others' names back too.
        const ExampleId missing[] = {ExampleId(1), ExampleId(9)};
        QVERIFY(!m_project->examples().exclude(missing, "Aiko"));
        QCOMPARE(m_project->examples().changes(ExampleId(1))->size(), std::size_t(3));
    }
};

QTEST_APPLESS_MAIN(TestStore)
#include "teststore.moc"
