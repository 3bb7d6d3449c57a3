// SPDX-License-Identifier: Apache-2.0
#include "core/phase/selection.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

// A count of 0 tokens means "not counted"; an example always has some.
double countedOr(std::uint32_t tokens)
{
    return tokens == 0 ? noValue : tokens;
}

double valueAt(const ExampleColumns& columns, ExampleOrder order, std::uint32_t row)
{
    switch (order) {
    case ExampleOrder::Score:
        return row < columns.scores.size() ? columns.scores[row] : noValue;
    case ExampleOrder::Tokens:
        return row < columns.tokens.size() ? countedOr(columns.tokens[row]) : noValue;
    case ExampleOrder::ResponseLength:
        return row < columns.responseLengths.size() ? columns.responseLengths[row] : noValue;
    case ExampleOrder::Id:
        break;
    }
    return row;
}

bool hasFinding(const ExampleColumns& columns, const SelectionParams& params, std::uint32_t row)
{
    switch (*params.filter.finding) {
    case ExampleFinding::CutOff:
        return params.maxLength != 0 && row < columns.tokens.size() && columns.tokens[row] > params.maxLength;
    case ExampleFinding::OtherLanguage: {
        if (row >= columns.instructionScripts.size() || row >= columns.responseScripts.size())
            return false;
        const TextScript asked = columns.instructionScripts[row], answered = columns.responseScripts[row];
        // A number is an answer in any language.
        return asked != TextScript::None && answered != TextScript::None && asked != answered;
    }
    case ExampleFinding::Edited:
        return row < columns.isEdited.size() && columns.isEdited[row] != 0;
    case ExampleFinding::Unscored:
        return std::isnan(valueAt(columns, ExampleOrder::Score, row));
    case ExampleFinding::NearDuplicate:
        return row < columns.nearDuplicates.size() && columns.nearDuplicates[row] != noNearDuplicate;
    }
    return false;
}

bool passes(const ExampleColumns& columns, const SelectionParams& params,
    const std::optional<std::uint32_t>& source, std::uint32_t row)
{
    const ExampleFilter& filter = params.filter;
    const bool isExcluded = row < columns.isExcluded.size() && columns.isExcluded[row] != 0;
    if (filter.exclusion != ExclusionFilter::Any
        && isExcluded != (filter.exclusion == ExclusionFilter::Excluded))
        return false;
    if (filter.place && (row >= params.places.size() || params.places[row] != *filter.place))
        return false;
    if (source && (row >= columns.sources.size() || columns.sources[row] != *source))
        return false;
    if (filter.script
        && (row >= columns.instructionScripts.size() || columns.instructionScripts[row] != *filter.script))
        return false;
    if (filter.finding && !hasFinding(columns, params, row))
        return false;
    return (filter.score.isOpen() || filter.score.holds(valueAt(columns, ExampleOrder::Score, row)))
        && (filter.tokens.isOpen() || filter.tokens.holds(valueAt(columns, ExampleOrder::Tokens, row)))
        && (filter.responseLength.isOpen()
            || filter.responseLength.holds(valueAt(columns, ExampleOrder::ResponseLength, row)));
}

} // namespace

std::vector<std::uint32_t> selectRows(const ExampleColumns& columns, const SelectionParams& params)
{
    std::vector<std::uint32_t> rows;
    const auto count = static_cast<std::uint32_t>(columns.size());
    std::optional<std::uint32_t> source;
    if (params.filter.source) {
        const auto found = std::ranges::find(columns.sourceNames, *params.filter.source);
        source = static_cast<std::uint32_t>(found - columns.sourceNames.begin()); // one past: no row has it
    }
    if (params.matches) {
        // Both are ascending, so one walk joins them.
        std::uint32_t row = 0;
        for (const ExampleId match : *params.matches) {
            while (row < count && columns.ids[row] < match)
                ++row;
            if (row < count && columns.ids[row] == match && passes(columns, params, source, row))
                rows.push_back(row);
        }
    } else {
        rows.reserve(count);
        for (std::uint32_t row = 0; row < count; ++row) {
            if (passes(columns, params, source, row))
                rows.push_back(row);
        }
    }
    const bool isDescending = params.direction == OrderDirection::Descending;
    if (params.order == ExampleOrder::Id) {
        if (params.filter.finding == ExampleFinding::NearDuplicate)
            std::ranges::stable_sort(
                rows, {}, [&](std::uint32_t row) { return columns.nearDuplicates[row]; });
        if (isDescending)
            std::reverse(rows.begin(), rows.end());
        return rows;
    }

    struct Keyed
    {
        double value;
        std::uint32_t row;
    };

    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const double value = valueAt(columns, params.order, row);
        keyed.push_back({std::isnan(value) ? std::numeric_limits<double>::infinity()
                : isDescending             ? -value
                                           : value,
            row});
    }
    std::stable_sort(keyed.begin(), keyed.end(),
        [](const Keyed& left, const Keyed& right) { return left.value < right.value; });
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const Keyed& entry) { return entry.row; });
    return rows;
}

Histogram histogramOf(std::span<const double> values, std::span<const std::uint32_t> rows, int bins)
{
    Histogram histogram;
    histogram.counts.assign(static_cast<std::size_t>(std::max(1, bins)), 0);
    std::vector<double> known;
    known.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const double value = row < values.size() ? values[row] : noValue;
        if (std::isfinite(value))
            known.push_back(value);
        else
            ++histogram.withoutValue;
    }
    if (known.empty())
        return histogram;
    const auto quantile = [&known](double share) {
        const auto at
            = known.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(known.size() - 1));
        std::nth_element(known.begin(), at, known.end());
        return *at;
    };
    const auto [least, most] = std::minmax_element(known.begin(), known.end());
    histogram.lowest = *least;
    histogram.highest = *most;
    const double low = quantile(0.001), high = quantile(0.999);
    // Far single values would press everything else into one bar.
    if (high > low && histogram.highest - histogram.lowest > 3 * (high - low)) {
        histogram.lowest = std::max(histogram.lowest, low - (high - low) / 4);
        histogram.highest = std::min(histogram.highest, high + (high - low) / 4);
    }
    const double width
        = (histogram.highest - histogram.lowest) / static_cast<double>(histogram.counts.size());
    for (const double value : known) {
        const double bin = width > 0 ? (value - histogram.lowest) / width : 0;
        const auto last = static_cast<double>(histogram.counts.size() - 1);
        ++histogram.counts[static_cast<std::size_t>(std::clamp(std::floor(bin), 0.0, last))];
    }
    return histogram;
}

Histogram histogramOfSorted(std::span<const double> sorted, int bins)
{
    Histogram histogram;
    histogram.counts.assign(static_cast<std::size_t>(std::max(1, bins)), 0);
    if (sorted.empty())
        return histogram;
    // Outwards to the next value, so that few values are never taken for a tail.
    const auto last = static_cast<double>(sorted.size() - 1);
    const double low = sorted[static_cast<std::size_t>(std::floor(0.01 * last))];
    const double high = sorted[static_cast<std::size_t>(std::ceil(0.99 * last))];
    const double width = high - low;
    histogram.lowest = width > 0 ? std::max(sorted.front(), low - width / 2) : sorted.front();
    histogram.highest = width > 0 ? std::min(sorted.back(), high + width / 2) : sorted.back();
    const double bar = (histogram.highest - histogram.lowest) / static_cast<double>(histogram.counts.size());
    const auto lastBar = static_cast<double>(histogram.counts.size() - 1);
    for (const double value : sorted) {
        const double bin = bar > 0 ? std::floor((value - histogram.lowest) / bar) : 0;
        ++histogram.counts[static_cast<std::size_t>(std::clamp(bin, 0.0, lastBar))];
    }
    return histogram;
}

} // namespace dankai
