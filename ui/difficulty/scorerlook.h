// SPDX-License-Identifier: GPL-3.0-or-later
// What the Difficulty page shows of scorers, read and computed on a thread of the session: no widget here.
// Names and sentences are those of the window's language.
#pragma once

#include "core/difficulty/scoreagreement.h"
#include "core/difficulty/scorebias.h"
#include "core/difficulty/scorevalidity.h"
#include "core/evaluation/testaccuracy.h"
#include "core/phase/selection.h"
#include "core/project/answerjob.h"
#include "core/project/labelcolumn.h"
#include "core/project/project.h"

#include <QStringList>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai::ui {

// An example that is hard by one scorer and poor by another.
struct PoorExample
{
    double difficulty = 0;
    double quality = 0;
    QString instruction;
};

struct QualityLook
{
    QStringList findings;
    std::vector<PoorExample> examples; // the first ones
};

struct ScorerLook
{
    ScorerBias bias;
    std::vector<GroupColumn> columns; // those of bias.groups, named for people
    Histogram histogram;
    RepeatAgreement repeats;
    QStringList findings;
    std::optional<QualityLook> quality;
};

// `byColumn`: a column of the imported rows that groups are taken from too; empty: none. `quality`: a scorer
// whose high values are good; empty: none.
Result<ScorerLook> lookAtScorer(
    Project& project, const std::string& scorer, const std::string& byColumn, const std::string& quality);

struct PairLook
{
    std::size_t first = 0; // of AgreementLook::scorers
    std::size_t second = 0; // greater than first
    ScoreAgreement agreement;
};

struct AgreementLook
{
    std::vector<std::string> scorers;
    std::vector<PairLook> pairs; // every two

    const ScoreAgreement* of(std::size_t first, std::size_t second) const; // in either order; null: the same
};

// On as many equal shares as `levels`, where scorers do not use the same few values. Stops between pairs.
Result<AgreementLook> lookAtAgreement(
    Project& project, std::span<const std::string> scorers, int levels, const StopFlag& stop);

// Every scorer against one column of labels.
struct LabelLook
{
    bool isBinary = false;
    std::vector<std::string> scorers;
    std::vector<LabelAgreement> labels; // of each, where it is binary
    std::vector<ScoreAgreement> numbers; // of each, where it is not
};

Result<LabelLook> lookAtLabel(Project& project, std::span<const std::string> scorers,
    const LabelChoice& choice, int levels, const StopFlag& stop);

struct ValidityLook
{
    std::vector<std::string> names; // of the phases, the easiest first
    std::vector<BucketLoss> buckets;
    std::vector<BucketAccuracy> accuracies;
    std::string scorer;
    bool hasLosses = false;
    bool hasAccuracies = false;
    QStringList findings;
};

Result<ValidityLook> lookAtValidity(Project& project, const std::string& plan);

// Of the test questions that were last put to the model before training.
struct TestLook
{
    AnswerJob job;
    std::vector<LevelAccuracy> levels;
    std::uint64_t cutAnswers = 0; // at the limit
    QStringList findings;
};

// Nothing: it was never asked any.
Result<std::optional<TestLook>> lookAtTest(Project& project);

} // namespace dankai::ui
