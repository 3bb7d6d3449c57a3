// SPDX-License-Identifier: Apache-2.0
// What comparing scorers reads of a project: the values of several scorers beside one another, values that
// one scorer gave the same content again, kept columns of the imported files, and the buckets of a plan.
// Computes nothing (core/difficulty/scoreagreement.h, scorebias.h, scorevalidity.h).
#pragma once

#include "core/difficulty/scorebias.h"
#include "core/phase/placement.h"
#include "core/project/project.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dankai {

struct ScorerValues
{
    std::vector<std::string> scorers;
    ExampleColumns columns; // without scores
    // For each scorer one value per example; not a number: no score of the current content, or excluded by a
    // person.
    std::vector<std::vector<double>> values;
};

// Unusable, with the names there are, where a scorer has no scores here. A million examples take about a
// second for each scorer.
Result<ScorerValues> readScorerValues(Project& project, std::span<const std::string> scorers);

// Where each example stands in its file, from 0 to 1, in the order of the import.
std::vector<double> positionsInFiles(const ExampleColumns& columns);
// The parts of the examples that bias is looked for in: language of the instruction, language of the response
// (by their scripts) and source.
std::vector<GroupColumn> groupColumnsOf(const ExampleColumns& columns);
std::string_view scriptName(TextScript script); // japanese, latin, ...

// Of examples whose current content the scorer's newest version scored more than once, or was asked about
// again (askedAgainName() of judgejob.h): the values in the order in which they came. Examples that were
// excluded count too: they were judged all the same.
Result<std::vector<std::vector<double>>> readRepeatedScores(Project& project, const std::string& scorer);

// One column that the imported files had beside the examples.
struct KeptColumn
{
    GroupColumn texts; // as they stand in the file; empty names where there are too many different ones
    bool isTooVaried = false;
    std::vector<double> numbers; // not a number where there is none; true and false are 1 and 0
    std::uint64_t withValue = 0; // examples
};

// Names of the columns beside the first two hundred examples that have any, in alphabetical order.
Result<std::vector<std::string>> keptColumnNames(Project& project);

// A column with more different values has no groups.
inline constexpr std::size_t mostColumnValues = 1000;

// `ids` ascending. Unusable, with the names of columns there are, where no example has it.
Result<KeptColumn> readKeptColumn(Project& project, const std::string& name, std::span<const ExampleId> ids);

struct PlanBuckets
{
    std::string scorer; // that the plan is cut by
    std::vector<std::string> names; // of the phases, the easiest first
    std::vector<double> cuts; // the first score of each bucket after the first
    std::vector<std::int8_t> buckets; // for each example of readScorerValues() its place in names, or below 0
};

Result<PlanBuckets> readPlanBuckets(Project& project, const std::string& name);

// What the project's model makes of each example before any training, one entry each: scores of the scorers
// loss and token_error, not a number where there is none (nobody need have asked for them), and the length.
struct UntrainedFigures
{
    std::vector<double> losses;
    std::vector<double> errors;
    std::vector<std::uint32_t> responseLengths; // code points
};

// `examples`: as many as readPlanBuckets() has read; those that came since are left out.
Result<UntrainedFigures> readUntrainedFigures(Project& project, std::size_t examples);

} // namespace dankai
