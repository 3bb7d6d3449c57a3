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

struct ColumnWords
{
    std::string_view name;
    std::string_view words;
};

constexpr std::array<ColumnWords, 24> columnWords = {{
    {"prompt_length", "length of the prompt"},
    {"input_length", "length of the input"},
    {"response_length", "length of the response"},
    {"response_to_prompt", "length of the response beside that of the prompt"},
    {"response_words", "number of words in the response"},
    {"different_words", "number of different words in the response"},
    {"share_of_different_words", "how seldom words of the response return"},
    {"new_words", "words that the prompt does not have"},
    {"word_length", "length of the words"},
    {"compressed_size", "compressed size of the text"},
    {"compression", "how little the text can be compressed"},
    {"lines", "number of lines in the response"},
    {"sentences", "number of sentences in the response"},
    {"commas", "commas and colons in the response"},
    {"digits", "digits in the response"},
    {"code_symbols", "symbols of code in the response"},
    {"question_marks", "question marks in the prompt"},
    {"words", "words of the instruction"},
    {"nll", "how unlikely the model finds the response"},
    {"loss", "loss of the model on the response"},
    {"loss_without_prompt", "loss of the model without the prompt"},
    {"ifd_loss", "how little the prompt helps the model"},
    {"response_tokens", "number of tokens in the response"},
    {"states", "hidden states of the model"},
}};

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

std::string_view CalibrationColumns::wordsFor(std::size_t column) const
{
    const auto found = std::ranges::find(columnWords, nameOf(column), &ColumnWords::name);
    assert(found != columnWords.end());
    return found->words;
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
