// SPDX-License-Identifier: Apache-2.0
#include "core/project/schema.h"

#include "core/project/database.h"

#include <array>
#include <string>

namespace dankai {

namespace {

// "DANK": tells a project from any other SQLite file.
constexpr std::int64_t applicationId = 0x44414E4B;

// Steps from version i to i + 1. Times are milliseconds since 1970.
constexpr std::array steps = {
    // 1: what a project keeps. contents.id = example * 65536 + revision, so that a content is found without
    // an index and an import appends; examples.content_hash is that of the current revision.
    R"sql(
    CREATE TABLE imports (
        id INTEGER PRIMARY KEY, file TEXT NOT NULL, started_ms INTEGER NOT NULL, finished_ms INTEGER,
        added INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE examples (
        id INTEGER PRIMARY KEY, content_hash BLOB NOT NULL UNIQUE, revision INTEGER NOT NULL DEFAULT 1,
        import INTEGER NOT NULL REFERENCES imports(id), line INTEGER NOT NULL,
        is_excluded INTEGER NOT NULL DEFAULT 0, response_length INTEGER NOT NULL);
    CREATE TABLE contents (
        id INTEGER PRIMARY KEY, system TEXT, history TEXT, instruction TEXT NOT NULL, input TEXT,
        response TEXT NOT NULL, extra TEXT, created_ms INTEGER NOT NULL);
    CREATE TABLE scorers (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL, UNIQUE (name, version));
    CREATE TABLE scores (
        scorer INTEGER NOT NULL REFERENCES scorers(id), example INTEGER NOT NULL REFERENCES examples(id),
        revision INTEGER NOT NULL, attempt INTEGER NOT NULL, value REAL, raw TEXT, rationale TEXT,
        cost REAL NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0, created_ms INTEGER NOT NULL,
        PRIMARY KEY (scorer, example, revision, attempt)) WITHOUT ROWID;
    CREATE TABLE tokenizers (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE);
    CREATE TABLE token_counts (
        tokenizer INTEGER NOT NULL REFERENCES tokenizers(id),
        example INTEGER NOT NULL REFERENCES examples(id), revision INTEGER NOT NULL,
        tokens INTEGER NOT NULL, trained_tokens INTEGER NOT NULL,
        PRIMARY KEY (tokenizer, example)) WITHOUT ROWID;
    CREATE TABLE plans (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL,
        definition TEXT NOT NULL, changed_ms INTEGER NOT NULL, held_out_ms INTEGER);
    CREATE TABLE overrides (
        plan INTEGER NOT NULL REFERENCES plans(id) ON DELETE CASCADE,
        example INTEGER NOT NULL REFERENCES examples(id), phase INTEGER,
        PRIMARY KEY (plan, example)) WITHOUT ROWID;
    CREATE TABLE held_out (
        plan INTEGER NOT NULL REFERENCES plans(id) ON DELETE CASCADE,
        example INTEGER NOT NULL REFERENCES examples(id), role TEXT NOT NULL,
        PRIMARY KEY (plan, example)) WITHOUT ROWID;
    CREATE TABLE runs (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, plan TEXT NOT NULL, plan_revision INTEGER NOT NULL,
        plan_hash TEXT NOT NULL, arm TEXT NOT NULL, manifest_hash TEXT NOT NULL, parent TEXT NOT NULL,
        state TEXT NOT NULL, tokens INTEGER NOT NULL, trained_tokens INTEGER NOT NULL,
        steps INTEGER NOT NULL, created_ms INTEGER NOT NULL, started_ms INTEGER NOT NULL,
        finished_ms INTEGER NOT NULL, note TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE queue (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, folder TEXT NOT NULL, device TEXT NOT NULL,
        priority INTEGER NOT NULL, state TEXT NOT NULL, holder TEXT NOT NULL,
        leased_until_ms INTEGER NOT NULL, attempts INTEGER NOT NULL, note TEXT NOT NULL,
        created_ms INTEGER NOT NULL);
    )sql",
    // 2: full-text search without a copy of the texts, and the log of looks at test rows.
    R"sql(
    CREATE VIRTUAL TABLE search USING fts5(text, content='', columnsize=0, tokenize='dankai');
    CREATE TABLE search_state (indexed_to INTEGER NOT NULL, indexed INTEGER NOT NULL);
    INSERT INTO search_state VALUES (0, 0);
    CREATE TABLE test_uses (
        id INTEGER PRIMARY KEY, plan INTEGER NOT NULL REFERENCES plans(id) ON DELETE CASCADE,
        run TEXT NOT NULL, purpose TEXT NOT NULL, used_ms INTEGER NOT NULL);
    )sql",
    // 3: each scorer's figures as they were last counted, so that status need not read every score. They hold
    // as long as their generation is that of the scores; triggers count, so that no writer can forget to.
    R"sql(
    CREATE TABLE score_state (generation INTEGER NOT NULL);
    INSERT INTO score_state VALUES (1);
    CREATE TABLE scorer_figures (
        name TEXT PRIMARY KEY, generation INTEGER NOT NULL, version INTEGER NOT NULL, scored INTEGER NOT NULL,
        without_value INTEGER NOT NULL, stale INTEGER NOT NULL, lowest REAL NOT NULL, highest REAL NOT NULL,
        mean REAL NOT NULL) WITHOUT ROWID;
    CREATE TRIGGER score_added AFTER INSERT ON scores
        BEGIN UPDATE score_state SET generation = generation + 1; END;
    CREATE TRIGGER example_edited AFTER UPDATE OF revision ON examples
        BEGIN UPDATE score_state SET generation = generation + 1; END;
    )sql",
    // 4: filters that people keep, and the scripts that each example is written in
    // (core/dataset/textscript.h), so that a filter by language need not read every text.
    R"sql(
    CREATE TABLE filters (name TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID;
    ALTER TABLE examples ADD COLUMN instruction_script INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE examples ADD COLUMN response_script INTEGER NOT NULL DEFAULT 0;
    UPDATE examples SET
        instruction_script = dankai_script(c.instruction || char(10) || coalesce(c.input, '')),
        response_script = dankai_script(c.response)
        FROM contents c WHERE c.id = examples.id * 65536 + examples.revision;
    )sql",
    // 5: what people say of a run, and the bin. A row outlives its folder, so that no number is given twice;
    // tags are parted by line feeds.
    R"sql(
    ALTER TABLE runs ADD COLUMN remark TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN binned_ms INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN emptied_ms INTEGER NOT NULL DEFAULT 0;
    )sql",
    // 6: blind votes. A ballot is one person's session; its pairs are drawn when it begins, so that it can be
    // left and gone on with. A vote is never overwritten: taking one back gives it a time of withdrawal.
    R"sql(
    CREATE TABLE ballots (
        id INTEGER PRIMARY KEY, voter TEXT NOT NULL, first_run TEXT NOT NULL, first_checkpoint TEXT NOT NULL,
        second_run TEXT NOT NULL, second_checkpoint TEXT NOT NULL, seed INTEGER NOT NULL,
        repeat_share REAL NOT NULL, state TEXT NOT NULL, created_ms INTEGER NOT NULL,
        finished_ms INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE ballot_questions (
        ballot INTEGER NOT NULL REFERENCES ballots(id) ON DELETE CASCADE, place INTEGER NOT NULL,
        prompt TEXT NOT NULL, is_repeat INTEGER NOT NULL, is_first_shown_as_a INTEGER NOT NULL,
        is_identical INTEGER NOT NULL, first_length INTEGER NOT NULL, second_length INTEGER NOT NULL,
        PRIMARY KEY (ballot, place)) WITHOUT ROWID;
    CREATE TABLE votes (
        id INTEGER PRIMARY KEY, ballot INTEGER NOT NULL REFERENCES ballots(id) ON DELETE CASCADE,
        place INTEGER NOT NULL, choice TEXT NOT NULL, tags TEXT NOT NULL, is_automatic INTEGER NOT NULL,
        seconds REAL NOT NULL, cast_ms INTEGER NOT NULL, withdrawn_ms INTEGER);
    CREATE UNIQUE INDEX standing_votes ON votes (ballot, place) WHERE withdrawn_ms IS NULL;
    )sql",
    // 7: examples that are nearly the same, by the first of their group; those that stand alone have no row.
    // What is edited leaves its group and waits for the next comparison; a trigger, so that no writer can
    // forget it.
    R"sql(
    CREATE TABLE near_duplicates (
        example INTEGER PRIMARY KEY REFERENCES examples(id), first INTEGER NOT NULL);
    CREATE INDEX near_duplicate_groups ON near_duplicates (first);
    CREATE TABLE near_duplicate_pending (example INTEGER PRIMARY KEY REFERENCES examples(id));
    CREATE TABLE near_duplicate_state (searched_to INTEGER NOT NULL);
    INSERT INTO near_duplicate_state VALUES (0);
    CREATE TRIGGER example_to_compare AFTER UPDATE OF revision ON examples BEGIN
        INSERT OR IGNORE INTO near_duplicate_pending VALUES (NEW.id);
        DELETE FROM near_duplicates WHERE example = NEW.id;
    END;
    )sql",
    // 8: what each version of a judge's scores was asked with.
    R"sql(
    CREATE TABLE judge_prompts (
        scorer TEXT NOT NULL, version INTEGER NOT NULL, fingerprint TEXT NOT NULL, settings TEXT NOT NULL,
        kept_ms INTEGER NOT NULL, PRIMARY KEY (scorer, version)) WITHOUT ROWID;
    )sql",
    // 9: human review of difficulty. A level is a range of difficulty from 0 (the easiest) among as many as
    // the plan had then, so that it outlives another order of the phases; a plan goes by its name, so that
    // what people said outlives it. A review is never overwritten: taking one back gives it a time of
    // withdrawal. An effect is what stood before the first review that moved or took out an example (level:
    // NULL is taken out), and goes when none does any more.
    R"sql(
    CREATE TABLE reviewers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, since_ms INTEGER NOT NULL);
    CREATE TABLE review_guides (
        id INTEGER PRIMARY KEY, plan TEXT NOT NULL UNIQUE, definition TEXT NOT NULL);
    CREATE TABLE review_anchors (
        id INTEGER PRIMARY KEY, plan TEXT NOT NULL, example INTEGER NOT NULL REFERENCES examples(id),
        level INTEGER NOT NULL, levels INTEGER NOT NULL, is_chosen INTEGER NOT NULL, UNIQUE (plan, example));
    CREATE TABLE review_queues (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, plan TEXT NOT NULL,
        reviewer INTEGER NOT NULL REFERENCES reviewers(id), levels INTEGER NOT NULL, seed INTEGER NOT NULL,
        population INTEGER NOT NULL, created_ms INTEGER NOT NULL);
    CREATE TABLE review_items (
        id INTEGER PRIMARY KEY, queue INTEGER NOT NULL REFERENCES review_queues(id) ON DELETE CASCADE,
        place INTEGER NOT NULL, example INTEGER NOT NULL REFERENCES examples(id), revision INTEGER NOT NULL,
        other INTEGER REFERENCES examples(id), other_revision INTEGER NOT NULL, reason TEXT NOT NULL,
        probability REAL NOT NULL, expected INTEGER, UNIQUE (queue, place));
    CREATE INDEX review_item_examples ON review_items (example);
    CREATE TABLE reviews (
        id INTEGER PRIMARY KEY, plan TEXT NOT NULL, reviewer INTEGER NOT NULL REFERENCES reviewers(id),
        queue INTEGER REFERENCES review_queues(id), place INTEGER,
        example INTEGER NOT NULL REFERENCES examples(id), revision INTEGER NOT NULL,
        other INTEGER REFERENCES examples(id), decision TEXT NOT NULL, level INTEGER, levels INTEGER NOT NULL,
        note TEXT NOT NULL, reason TEXT NOT NULL, probability REAL NOT NULL, is_resolution INTEGER NOT NULL,
        seconds REAL NOT NULL, source TEXT NOT NULL, source_key TEXT UNIQUE, edited_to INTEGER,
        decided_ms INTEGER NOT NULL, withdrawn_ms INTEGER);
    CREATE INDEX standing_reviews ON reviews (plan, example) WHERE withdrawn_ms IS NULL;
    CREATE INDEX reviews_of_queues ON reviews (queue, place);
    CREATE TABLE review_effects (
        id INTEGER PRIMARY KEY, plan TEXT NOT NULL, example INTEGER NOT NULL REFERENCES examples(id),
        level INTEGER, had_move INTEGER NOT NULL, move_phase INTEGER, was_excluded INTEGER NOT NULL,
        UNIQUE (plan, example));
    )sql",
    // 10: who put an example where it stands against the rule, and when. Empty and 0: it was put there before
    // this was kept. The indexes are for the history of single examples.
    R"sql(
    ALTER TABLE overrides ADD COLUMN placed_by TEXT NOT NULL DEFAULT '';
    ALTER TABLE overrides ADD COLUMN placed_ms INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE review_effects ADD COLUMN move_by TEXT NOT NULL DEFAULT '';
    ALTER TABLE review_effects ADD COLUMN move_ms INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX reviews_of_examples ON reviews (example);
    CREATE INDEX reviews_of_others ON reviews (other);
    )sql",
    // 11: who excluded, restored or edited an example by hand, and when; reviews say it of themselves. A
    // change
    // is never overwritten, an undo is one more. Without rows of its own an example was changed before this
    // was kept. revision: the one that an edit made, else the one that stood.
    R"sql(
    CREATE TABLE example_changes (
        id INTEGER PRIMARY KEY, example INTEGER NOT NULL REFERENCES examples(id), kind TEXT NOT NULL,
        revision INTEGER NOT NULL, person TEXT NOT NULL, changed_ms INTEGER NOT NULL);
    CREATE INDEX changes_of_examples ON example_changes (example);
    )sql",
};

[[noreturn]] void refuse(std::string sentence)
{
    throw DatabaseFailure{Error{ErrorCode::Unusable, std::move(sentence)}};
}

// The version of a database that is a project's, 0 for an empty one.
std::int64_t versionOf(Database& database)
{
    const std::int64_t version = database.number("PRAGMA user_version");
    const std::int64_t id = database.number("PRAGMA application_id");
    const std::string name = database.path().string();
    if (id == 0 && version == 0 && database.number("SELECT count(*) FROM sqlite_master") == 0)
        return 0;
    if (id != applicationId)
        refuse(name
            + " is an SQLite file of another program, not a project's. Put back the project's own file.");
    if (version > newestSchema())
        refuse(name + " was written by a newer Dankai (schema " + std::to_string(version)
            + ", this one knows up to " + std::to_string(newestSchema()) + "). Update Dankai to open it.");
    return version;
}

} // namespace

int newestSchema()
{
    return static_cast<int>(steps.size());
}

void bringSchemaUpToDate(Database& database)
{
    bringSchemaUpTo(database, newestSchema());
}

void bringSchemaUpTo(Database& database, int wanted)
{
    if (versionOf(database) >= wanted)
        return;
    for (;;) {
        Transaction transaction(database);
        // Asked again with the writer's place taken: another process may have done the step meanwhile.
        const std::int64_t version = versionOf(database);
        if (version >= wanted)
            return;
        database.execute(steps[static_cast<std::size_t>(version)]);
        database.execute(("PRAGMA application_id = " + std::to_string(applicationId)
            + "; PRAGMA user_version = " + std::to_string(version + 1))
                             .c_str());
        transaction.commit();
    }
}

void requireCurrentSchema(Database& database)
{
    const std::int64_t version = versionOf(database);
    if (version < newestSchema())
        refuse(database.path().string() + " is of an older version (schema " + std::to_string(version)
            + ") and cannot be changed here. Copy the project to a writable folder and open it there.");
}

} // namespace dankai
