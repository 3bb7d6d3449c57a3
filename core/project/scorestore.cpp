// SPDX-License-Identifier: Apache-2.0
#include "core/project/scorestore.h"

#include "core/project/examplerows.h"

#include <algorithm>
#include <optional>

namespace dankai {

namespace {

// Of a statement whose parameters are scorer, example, revision, value, raw, rationale, cost, seconds, time.
void runForEach(Statement& add, std::int64_t scorerRow, std::span<const Score> scores)
{
    const std::int64_t now = nowMs();
    for (const Score& score : scores) {
        add.bind(1, scorerRow).bind(2, numberOf(score.example)).bind(3, std::int64_t(score.revision));
        if (score.value)
            add.bind(4, *score.value);
        else
            add.bindNull(4);
        add.bind(5, std::string_view(score.raw)).bind(6, std::string_view(score.rationale));
        add.bind(7, score.cost).bind(8, score.seconds).bind(9, now).run();
    }
}

} // namespace

ScoreStore::ScoreStore(Database& database)
    : m_database(&database)
{ }

Result<> ScoreStore::add(const std::string& scorer, int version, std::span<const Score> scores)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        const std::int64_t scorerRow = scorerId(*m_database, scorer, version);
        Statement add(*m_database,
            "INSERT INTO scores (scorer, example, revision, attempt, value, raw, rationale, cost, seconds, "
            "created_ms) VALUES (?1, ?2, ?3, 1 + (SELECT coalesce(max(attempt), 0) FROM scores WHERE scorer "
            "= ?1 "
            "AND example = ?2 AND revision = ?3), ?4, ?5, ?6, ?7, ?8, ?9)");
        runForEach(add, scorerRow, scores);
        transaction.commit();
    });
}

Result<> ScoreStore::addOnce(const std::string& scorer, int version, std::span<const Score> scores)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        const std::int64_t scorerRow = scorerId(*m_database, scorer, version);
        Statement add(*m_database,
            "INSERT INTO scores (scorer, example, revision, attempt, value, raw, rationale, cost, seconds, "
            "created_ms) SELECT ?1, ?2, ?3, 1 + (SELECT coalesce(max(attempt), 0) FROM scores WHERE scorer = "
            "?1 AND example = ?2 AND revision = ?3), ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS (SELECT 1 FROM "
            "scores WHERE scorer = ?1 AND example = ?2 AND revision = ?3 AND (value IS NOT NULL OR ?4 IS "
            "NULL))");
        runForEach(add, scorerRow, scores);
        transaction.commit();
    });
}

Result<> ScoreStore::visitUnscored(const std::string& scorer, int version, const ExampleVisitor& visitor)
{
    return guarded([&] {
        visitPages(
            *m_database,
            "SELECT " DANKAI_EXAMPLE_COLUMNS " FROM " DANKAI_EXAMPLE_TABLES
            " WHERE e.id > ?1 AND NOT EXISTS (SELECT 1 FROM scores s WHERE s.scorer = "
            "(SELECT id FROM scorers WHERE name = ?3 AND version = ?4) AND s.example = e.id "
            "AND s.revision = e.revision) ORDER BY e.id LIMIT ?2",
            [&](Statement& statement) {
                statement.bind(3, std::string_view(scorer)).bind(4, std::int64_t(version));
            },
            visitor);
    });
}

Result<> ScoreStore::visitWithoutValue(const std::string& scorer, int version, const ExampleVisitor& visitor)
{
    return guarded([&] {
        visitPages(
            *m_database,
            "SELECT " DANKAI_EXAMPLE_COLUMNS " FROM " DANKAI_EXAMPLE_TABLES
            " WHERE e.id > ?1 AND NOT EXISTS (SELECT 1 FROM scores s WHERE s.scorer = "
            "(SELECT id FROM scorers WHERE name = ?3 AND version = ?4) AND s.example = e.id "
            "AND s.revision = e.revision AND s.value IS NOT NULL) ORDER BY e.id LIMIT ?2",
            [&](Statement& statement) {
                statement.bind(3, std::string_view(scorer)).bind(4, std::int64_t(version));
            },
            visitor);
    });
}

Result<int> ScoreStore::versionOf(const std::string& scorer, const std::string& fingerprint)
{
    return guarded([&] {
        Statement newest(*m_database,
            "SELECT version, fingerprint FROM judge_prompts WHERE scorer = ?1 ORDER BY version DESC LIMIT 1");
        newest.bind(1, std::string_view(scorer));
        std::int64_t known = 0;
        if (newest.step()) {
            known = newest.integer(0);
            if (newest.text(1) == fingerprint)
                return static_cast<int>(known);
        }
        // Scores may have come with an archive of a project that kept no prompts.
        Statement scored(*m_database, "SELECT coalesce(max(version), 0) FROM scorers WHERE name = ?1");
        scored.bind(1, std::string_view(scorer));
        scored.step();
        return static_cast<int>(std::max(known, scored.integer(0)) + 1);
    });
}

Result<> ScoreStore::keepVersion(
    const std::string& scorer, int version, const std::string& fingerprint, const std::string& settings)
{
    return guarded([&] {
        // What is said of a version may come to be more, as a calibration's learning curve does.
        Statement keep(*m_database,
            "INSERT INTO judge_prompts VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (scorer, version) "
            "DO UPDATE SET settings = excluded.settings WHERE fingerprint = excluded.fingerprint");
        keep.bind(1, std::string_view(scorer)).bind(2, std::int64_t(version));
        keep.bind(3, std::string_view(fingerprint))
            .bind(4, std::string_view(settings))
            .bind(5, nowMs())
            .run();
    });
}

Result<std::optional<std::string>> ScoreStore::newestSettings(const std::string& scorer)
{
    return guarded([&]() -> std::optional<std::string> {
        Statement newest(*m_database,
            "SELECT settings FROM judge_prompts WHERE scorer = ?1 ORDER BY version DESC LIMIT 1");
        newest.bind(1, std::string_view(scorer));
        return newest.step() ? std::optional(std::string(newest.text(0))) : std::nullopt;
    });
}

namespace {

// Reads every score of the name; the newest version that looked at the current content counts.
ScorerFigures countFigures(Database& database, const std::string& name, int version)
{
    ScorerFigures figures;
    figures.scorer = name;
    figures.version = version;
    Statement rows(database,
        "SELECT s.example, s.revision = e.revision, s.value FROM scores s JOIN examples e ON e.id = "
        "s.example JOIN scorers k ON k.id = s.scorer WHERE k.name = ?1 "
        "ORDER BY s.example, s.revision, k.version, s.attempt");
    rows.bind(1, std::string_view(figures.scorer));
    double sum = 0;
    std::int64_t example = 0;
    bool isCurrent = false;
    std::optional<double> value;
    const auto close = [&] {
        if (example == 0)
            return;
        if (!isCurrent) {
            ++figures.stale;
        } else if (!value) {
            ++figures.withoutValue;
        } else {
            figures.lowest = figures.scored == 0 ? *value : std::min(figures.lowest, *value);
            figures.highest = figures.scored == 0 ? *value : std::max(figures.highest, *value);
            ++figures.scored;
            sum += *value;
        }
    };
    while (rows.step()) {
        if (rows.integer(0) != example) {
            close();
            example = rows.integer(0);
        }
        isCurrent = rows.integer(1) != 0;
        value = rows.isNull(2) ? std::nullopt : std::optional(rows.real(2));
    }
    close();
    if (figures.scored > 0)
        figures.mean = sum / static_cast<double>(figures.scored);
    return figures;
}

std::optional<ScorerFigures> keptFigures(
    Database& database, const std::string& name, int version, std::int64_t generation)
{
    Statement row(database,
        "SELECT scored, without_value, stale, lowest, highest, mean FROM scorer_figures "
        "WHERE name = ?1 AND generation = ?2 AND version = ?3");
    row.bind(1, std::string_view(name)).bind(2, generation).bind(3, std::int64_t(version));
    if (!row.step())
        return std::nullopt;
    ScorerFigures figures;
    figures.scorer = name;
    figures.version = version;
    figures.scored = static_cast<std::uint64_t>(row.integer(0));
    figures.withoutValue = static_cast<std::uint64_t>(row.integer(1));
    figures.stale = static_cast<std::uint64_t>(row.integer(2));
    figures.lowest = row.real(3);
    figures.highest = row.real(4);
    figures.mean = row.real(5);
    return figures;
}

// What was counted of an older generation is never taken for the newer one: the generation was read before.
void keepFigures(Database& database, const ScorerFigures& figures, std::int64_t generation)
{
    Statement row(
        database, "INSERT OR REPLACE INTO scorer_figures VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    row.bind(1, std::string_view(figures.scorer)).bind(2, generation).bind(3, std::int64_t(figures.version));
    row.bind(4, static_cast<std::int64_t>(figures.scored))
        .bind(5, static_cast<std::int64_t>(figures.withoutValue));
    row.bind(6, static_cast<std::int64_t>(figures.stale)).bind(7, figures.lowest).bind(8, figures.highest);
    row.bind(9, figures.mean).run();
}

} // namespace

Result<std::vector<ScorerFigures>> ScoreStore::figures()
{
    return guarded([&] {
        const std::int64_t generation = m_database->number("SELECT generation FROM score_state");
        std::vector<std::pair<std::string, int>> names;
        {
            Statement rows(*m_database, "SELECT name, max(version) FROM scorers GROUP BY name ORDER BY name");
            while (rows.step())
                names.emplace_back(std::string(rows.text(0)), static_cast<int>(rows.integer(1)));
        }
        std::vector<ScorerFigures> list;
        for (const auto& [name, version] : names) {
            std::optional<ScorerFigures> figures = keptFigures(*m_database, name, version, generation);
            if (!figures) {
                figures = countFigures(*m_database, name, version);
                if (!m_database->isReadOnly())
                    (void)guarded(
                        [&] { keepFigures(*m_database, *figures, generation); }); // else counted again
            }
            if (figures->scored + figures->withoutValue + figures->stale > 0)
                list.push_back(std::move(*figures));
        }
        return list;
    });
}

Result<std::vector<std::pair<std::string, Score>>> ScoreStore::scoresOf(ExampleId id)
{
    return guarded([&] {
        std::vector<std::pair<std::string, Score>> list;
        Statement scorers(*m_database, "SELECT id, name, version FROM scorers ORDER BY name, version DESC");
        while (scorers.step()) {
            Statement rows(*m_database,
                "SELECT revision, value, raw, rationale, cost, seconds, created_ms FROM scores "
                "WHERE scorer = ?1 AND example = ?2 ORDER BY revision DESC, attempt DESC");
            rows.bind(1, scorers.integer(0)).bind(2, numberOf(id));
            while (rows.step()) {
                Score score;
                score.example = id;
                score.revision = static_cast<int>(rows.integer(0));
                if (!rows.isNull(1))
                    score.value = rows.real(1);
                score.raw = rows.text(2);
                score.rationale = rows.text(3);
                score.cost = rows.real(4);
                score.seconds = rows.real(5);
                score.createdMs = rows.integer(6);
                score.version = static_cast<int>(scorers.integer(2));
                list.emplace_back(std::string(scorers.text(1)), std::move(score));
            }
        }
        std::stable_sort(list.begin(), list.end(), [](const auto& left, const auto& right) {
            return left.second.createdMs > right.second.createdMs;
        });
        return list;
    });
}

} // namespace dankai
