// SPDX-License-Identifier: Apache-2.0
// Scores in project.db: many for each example, none ever overwritten. The newest of the newest scorer
// version for the example's current content counts.
#pragma once

#include "core/base/result.h"
#include "core/phase/plan.h"
#include "core/project/examplestore.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

struct Score
{
    ExampleId example{};
    int revision = 1; // of the content that was scored
    std::optional<double> value; // nothing: the scorer looked and found no number
    std::string raw; // the reply or the column's text as it was; empty for computed features
    std::string rationale;
    double cost = 0; // in the currency of the price list
    double seconds = 0;
    std::int64_t createdMs = 0; // since 1970; filled in by the store
    int version = 0; // of its scorer; filled in by scoresOf(), not read by add()
};

struct ScorerFigures
{
    std::string scorer;
    int version = 1; // the newest
    std::uint64_t scored = 0; // examples with a value for their current content
    std::uint64_t withoutValue = 0;
    std::uint64_t stale = 0; // examples whose scores are all of earlier contents
    double lowest = 0;
    double highest = 0;
    double mean = 0;
};

class ScoreStore final
{
public:
    explicit ScoreStore(Database& database);

    // One transaction. A failed batch leaves nothing of itself.
    Result<> add(const std::string& scorer, int version, std::span<const Score> scores);
    // The same, but an example that has a value of this version for the same content gets no other, and one
    // that it found no number for no second row without one: storing twice changes nothing.
    Result<> addOnce(const std::string& scorer, int version, std::span<const Score> scores);
    // Examples that this version has not looked at in their current content, in the order of ids.
    // Scores may be added from within the visitor.
    Result<> visitUnscored(const std::string& scorer, int version, const ExampleVisitor& visitor);
    // The same with those that it looked at and found no number for.
    Result<> visitWithoutValue(const std::string& scorer, int version, const ExampleVisitor& visitor);
    // The version of a scorer that changes with its settings (a judge's prompt, a calibration): that of the
    // newest ones where the fingerprint is theirs, else the next one.
    Result<int> versionOf(const std::string& scorer, const std::string& fingerprint);
    // From now on that is the newest; fine where it is kept already. `settings`: what it was, as text.
    Result<> keepVersion(
        const std::string& scorer, int version, const std::string& fingerprint, const std::string& settings);
    // The settings of the newest one, nothing where none was kept.
    Result<std::optional<std::string>> newestSettings(const std::string& scorer);
    Result<std::vector<ScorerFigures>> figures();
    // Everything known about one example, newest first; first: scorer's name. Of one scorer those of a newer
    // version, and of one version the later ones, come first where they were stored in the same moment.
    Result<std::vector<std::pair<std::string, Score>>> scoresOf(ExampleId id);

private:
    Database* m_database;
};

} // namespace dankai
