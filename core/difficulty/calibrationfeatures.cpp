// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/calibrationfeatures.h"

#include "core/difficulty/examplefeatures.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::string_view, 5> modelColumns
    = {"nll", "loss", "loss_without_prompt", "ifd_loss", "response_tokens"};

// The variance that all columns of a group have together. Found by cross-validation on Alpaca with the labels
// of the paper's judge; a calibration chooses the strength of its penalty itself, so only their ratio counts.
double weightOf(std::string_view group)
{
    return group == "text" ? 8 : group == "words" ? 4 : group == "model" ? 8 : 40;
}

} // namespace

CalibrationColumns::CalibrationColumns(bool hasModel, std::size_t stateColumns)
{
    const auto add = [this](std::string_view name, std::size_t count) {
        m_groups.push_back({name, m_count, count});
        m_count += count;
    };
    add("text", textFeatureNames().size());
    add("words", hashedWordColumns);
    if (hasModel)
        add("model", modelColumns.size());
    if (hasModel && stateColumns > 0)
        add("states", stateColumns);
}

std::string_view CalibrationColumns::nameOf(std::size_t column) const
{
    const auto group = std::ranges::find_if(
        m_groups, [&](const ColumnGroup& one) { return column < one.begin + one.count; });
    assert(group != m_groups.end());
    return group->name == "text" ? textFeatureNames()[column - group->begin]
        : group->name == "model" ? modelColumns[column - group->begin]
                                 : group->name;
}

std::vector<double> CalibrationColumns::row(
    const Example& example, const ModelFigures& model, std::span<const float> states) const
{
    std::vector<double> row = textFeatures(example);
    const std::vector<double> words = hashedWords(example);
    row.insert(row.end(), words.begin(), words.end());
    for (const ColumnGroup& group : m_groups) {
        if (group.name == "model") {
            row.push_back(std::log1p(model.nll));
            row.push_back(model.loss);
            row.push_back(model.loss / model.ifdLoss);
            row.push_back(model.ifdLoss);
            row.push_back(std::log1p(model.nll / model.loss));
        } else if (group.name == "states") {
            if (states.empty())
                row.insert(row.end(), group.count, unknown);
            else
                row.insert(row.end(), states.begin(), states.end());
        }
    }
    assert(row.size() == m_count);
    return row;
}

Standardisation::Standardisation(const CalibrationColumns& columns)
    : m_columns(columns.count())
{
    for (const ColumnGroup& group : columns.groups())
        for (std::size_t i = 0; i < group.count; ++i)
            m_columns[group.begin + i].weight
                = std::sqrt(weightOf(group.name) / static_cast<double>(group.count));
}

void Standardisation::see(std::span<const double> row)
{
    ++m_rows;
    for (std::size_t column = 0; column < row.size(); ++column) {
        if (!std::isfinite(row[column]))
            continue;
        Moments& moments = m_columns[column];
        ++moments.n;
        const double before = row[column] - moments.mean;
        moments.mean += before / static_cast<double>(moments.n);
        moments.squares += before * (row[column] - moments.mean);
    }
}

void Standardisation::apply(std::span<double> row) const
{
    for (std::size_t column = 0; column < row.size(); ++column) {
        const Moments& moments = m_columns[column];
        const double deviation
            = moments.n > 1 ? std::sqrt(moments.squares / static_cast<double>(moments.n)) : 0;
        row[column] = std::isfinite(row[column]) && deviation > 0
            ? (row[column] - moments.mean) / deviation * moments.weight
            : 0;
    }
}

} // namespace dankai
