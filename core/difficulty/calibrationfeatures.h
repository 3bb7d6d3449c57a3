// SPDX-License-Identifier: Apache-2.0
// What a calibration reads of an example, as one row of columns in groups: features of the text, words, what
// the model said, hidden states. Columns that are not known of an example are not a number until they are
// standardised, and then the mean.
#pragma once

#include "core/dataset/example.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct ColumnGroup
{
    std::string_view name; // "text", "words", "model", "states"
    std::size_t begin = 0;
    std::size_t count = 0;
    bool operator==(const ColumnGroup&) const = default;
};

// What the model measured of the example (core/difficulty/measurement.h); not a number where it is not known.
struct ModelFigures
{
    double nll = 0;
    double loss = 0; // per token
    double ifdLoss = 0; // loss over that of the response alone
};

class CalibrationColumns final
{
public:
    // Without the model's groups where it was not asked. `stateColumns`: 0 without hidden states.
    CalibrationColumns(bool hasModel, std::size_t stateColumns);

    std::size_t count() const { return m_count; }

    const std::vector<ColumnGroup>& groups() const { return m_groups; }

    // "response_length", "nll", ...; the group's for words and states, whose columns mean nothing alone.
    std::string_view nameOf(std::size_t column) const;

    // The same for people: "length of the response".
    std::string_view wordsFor(std::size_t column) const;

    // [count()]. `model` and `states` are read where the columns have them; empty states: not known.
    std::vector<double> row(
        const Example& example, const ModelFigures& model, std::span<const float> states) const;

private:
    std::vector<ColumnGroup> m_groups;
    std::size_t m_count = 0;
};

// Brings columns to mean 0 and one variance, in groups that weigh alike however many columns they have.
class Standardisation final
{
public:
    explicit Standardisation(const CalibrationColumns& columns);

    // Welford's running mean and variance of what is known; all rows first.
    void see(std::span<const double> row);
    // What is not known becomes 0, the mean.
    void apply(std::span<double> row) const;

    std::uint64_t rows() const { return m_rows; }

private:
    struct Moments
    {
        std::uint64_t n = 0;
        double mean = 0;
        double squares = 0; // of distances from the mean, summed
        double weight = 1; // of the column in its group
    };

    std::vector<Moments> m_columns;
    std::uint64_t m_rows = 0;
};

} // namespace dankai
