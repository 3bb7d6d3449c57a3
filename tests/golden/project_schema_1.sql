-- SPDX-License-Identifier: Apache-2.0
-- A project.db of schema 1, as sqlite3's .dump gives it, with rows that must survive every later step.
PRAGMA foreign_keys=OFF;
PRAGMA application_id=1145130571;
PRAGMA user_version=1;
BEGIN TRANSACTION;
CREATE TABLE imports (
    id INTEGER PRIMARY KEY, file TEXT NOT NULL, started_ms INTEGER NOT NULL, finished_ms INTEGER,
    added INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0);
INSERT INTO imports VALUES(1,'old.jsonl',1700000000000,1700000001000,2,0);
CREATE TABLE examples (
    id INTEGER PRIMARY KEY, content_hash BLOB NOT NULL UNIQUE, revision INTEGER NOT NULL DEFAULT 1,
    import INTEGER NOT NULL REFERENCES imports(id), line INTEGER NOT NULL,
    is_excluded INTEGER NOT NULL DEFAULT 0, response_length INTEGER NOT NULL);
INSERT INTO examples VALUES(1,X'000102030405060708090a0b0c0d0e0f',1,1,1,0,6);
INSERT INTO examples VALUES(2,X'100102030405060708090a0b0c0d0e0f',2,1,2,1,3);
CREATE TABLE contents (
    id INTEGER PRIMARY KEY, system TEXT, history TEXT, instruction TEXT NOT NULL, input TEXT,
    response TEXT NOT NULL, extra TEXT, created_ms INTEGER NOT NULL);
INSERT INTO contents VALUES(65537,NULL,NULL,'返品の手順',NULL,'answer','{"level":2}',1700000000000);
INSERT INTO contents VALUES(131073,NULL,NULL,'first',NULL,'one',NULL,1700000000000);
INSERT INTO contents VALUES(131074,'Be brief.','[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]','second','more','two',NULL,1700000000500);
CREATE TABLE scorers (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL, UNIQUE (name, version));
INSERT INTO scorers VALUES(1,'imported',1);
CREATE TABLE scores (
    scorer INTEGER NOT NULL REFERENCES scorers(id), example INTEGER NOT NULL REFERENCES examples(id),
    revision INTEGER NOT NULL, attempt INTEGER NOT NULL, value REAL, raw TEXT, rationale TEXT,
    cost REAL NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0, created_ms INTEGER NOT NULL,
    PRIMARY KEY (scorer, example, revision, attempt)) WITHOUT ROWID;
INSERT INTO scores VALUES(1,1,1,1,3.5,'3.5',NULL,0,0,1700000000000);
INSERT INTO scores VALUES(1,2,1,1,2.0,'2',NULL,0,0,1700000000000);
CREATE TABLE tokenizers (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE);
CREATE TABLE token_counts (
    tokenizer INTEGER NOT NULL REFERENCES tokenizers(id),
    example INTEGER NOT NULL REFERENCES examples(id), revision INTEGER NOT NULL,
    tokens INTEGER NOT NULL, trained_tokens INTEGER NOT NULL,
    PRIMARY KEY (tokenizer, example)) WITHOUT ROWID;
CREATE TABLE plans (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL,
    definition TEXT NOT NULL, changed_ms INTEGER NOT NULL, held_out_ms INTEGER);
INSERT INTO plans VALUES(1,'main',4,'{"format":1,"name":"main","scorer":"imported","rule":{"kind":"thresholds","phases":2,"thresholds":[3.0]},"seed":7,"phases":[],"settings":{}}',1700000000000,1700000000000);
CREATE TABLE overrides (
    plan INTEGER NOT NULL REFERENCES plans(id) ON DELETE CASCADE,
    example INTEGER NOT NULL REFERENCES examples(id), phase INTEGER,
    PRIMARY KEY (plan, example)) WITHOUT ROWID;
INSERT INTO overrides VALUES(1,1,NULL);
CREATE TABLE held_out (
    plan INTEGER NOT NULL REFERENCES plans(id) ON DELETE CASCADE,
    example INTEGER NOT NULL REFERENCES examples(id), role TEXT NOT NULL,
    PRIMARY KEY (plan, example)) WITHOUT ROWID;
INSERT INTO held_out VALUES(1,2,'test');
CREATE TABLE runs (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, plan TEXT NOT NULL, plan_revision INTEGER NOT NULL,
    plan_hash TEXT NOT NULL, arm TEXT NOT NULL, manifest_hash TEXT NOT NULL, parent TEXT NOT NULL,
    state TEXT NOT NULL, tokens INTEGER NOT NULL, trained_tokens INTEGER NOT NULL,
    steps INTEGER NOT NULL, created_ms INTEGER NOT NULL, started_ms INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL, note TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO runs VALUES('001','','main',4,'ab','phased','cd','','done',100,60,5,1,2,3,'');
CREATE TABLE queue (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, folder TEXT NOT NULL, device TEXT NOT NULL,
    priority INTEGER NOT NULL, state TEXT NOT NULL, holder TEXT NOT NULL,
    leased_until_ms INTEGER NOT NULL, attempts INTEGER NOT NULL, note TEXT NOT NULL,
    created_ms INTEGER NOT NULL);
COMMIT;
