// SPDX-License-Identifier: Apache-2.0
// The tables of project.db, as steps from one version to the next. Internal to this room.
// A step that has been released is never edited: a change is a new step.
#pragma once

namespace dankai {

class Database;

int newestSchema();
// Makes a new database, or takes an older one forward, step by step, each in a transaction of its own.
// Throws DatabaseFailure on a file that is no project or is of a newer version.
void bringSchemaUpToDate(Database& database);
// Not further than `wanted`, for a copy of an older file.
void bringSchemaUpTo(Database& database, int wanted);
// What a reader needs: refuses instead of changing anything.
void requireCurrentSchema(Database& database);

} // namespace dankai
