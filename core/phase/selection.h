// SPDX-License-Identifier: Apache-2.0
// Which examples a person looks at and in which order: a filter over the columns of all examples.
// Text is searched elsewhere (core/project/searchindex.h); its matches come in as ids.
#pragma once

#include "core/phase/placement.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

// Both ends included; a missing end is open.
struct ValueRange
{
    std::optional<double> lowest;
    std::optional<double> highest;

    bool isOpen() const { return !lowest && !highest; }

    bool holds(double value) const
    {
        return !(lowest && !(value >= *lowest)) && !(highest && !(value <= *highest));
    }

    bool operator==(const ValueRange&) const = default;
};

enum class ExclusionFilter
{
    Any,
    Included,
    Excluded,
};

// What may be wrong with an example, as far as the columns tell.
enum class ExampleFinding
{
    CutOff, // longer than what a run trains on
    OtherLanguage, // the answer is written in another script than the instruction
    Edited, // since the import
    Unscored, // by the scorer of the columns: no phase takes it
    NearDuplicate, // nearly the same as another that is not excluded either
};

struct ExampleFilter
{
    ValueRange score; // a bound leaves out what has no score
    ValueRange tokens; // a bound leaves out what is not counted
    ValueRange responseLength; // code points
    ExclusionFilter exclusion = ExclusionFilter::Any;
    std::optional<std::int8_t> place; // a phase from 0, unscoredPlace or excludedPlace
    std::optional<std::string> source; // the imported file's name
    std::optional<TextScript> script; // of the instruction
    std::optional<ExampleFinding> finding;

    bool operator==(const ExampleFilter&) const = default;
};

enum class ExampleOrder
{
    Id,
    Score,
    Tokens,
    ResponseLength,
};

enum class OrderDirection
{
    Ascending,
    Descending,
};

struct SelectionParams
{
    ExampleFilter filter = {};
    ExampleOrder order = ExampleOrder::Id;
    OrderDirection direction = OrderDirection::Ascending;
    // Ids, ascending, of what a text search found; nothing: no search.
    std::optional<std::span<const ExampleId>> matches = {};
    // Of a Placement over the same columns; may be empty, then filter.place must be.
    std::span<const std::int8_t> places = {};
    std::uint32_t maxLength = 0; // tokens from which on a run cuts; 0: not known, nothing is CutOff
};

// Rows of `columns` (indices from 0). Equal values stand in the order of ids; rows without a value stand last
// in both directions. Near-duplicates in the order of ids stand beside one another. A million rows take some
// tens of milliseconds.
std::vector<std::uint32_t> selectRows(const ExampleColumns& columns, const SelectionParams& params);

// How many rows have a value in each of equal parts of [lowest, highest].
struct Histogram
{
    double lowest = 0;
    double highest = 0;
    std::vector<std::uint64_t> counts;
    std::uint64_t withoutValue = 0; // rows whose value is not a finite number
};

// Of `values` at `rows`. The ends are the least and the greatest value; where single far values would press
// the rest into one bar the ends come nearer, and what lies beyond counts into the bars at the ends.
Histogram histogramOf(std::span<const double> values, std::span<const std::uint32_t> rows, int bins);

// Of finite values that stand in ascending order, for somebody who sets limits between them: the upper end is
// nearer, since a long tail of a hundredth of the values would press the rest together.
Histogram histogramOfSorted(std::span<const double> sorted, int bins);

} // namespace dankai
