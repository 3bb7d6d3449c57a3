// SPDX-License-Identifier: Apache-2.0
#include "core/project/labelcolumn.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t textsNamed = 8; // in a sentence

Result<> labelByText(LabelColumn& label, const KeptColumn& column, const LabelChoice& choice)
{
    const auto found = std::ranges::find(column.texts.names, *choice.text);
    if (found == column.texts.names.end() || column.isTooVaried)
        return unusable("No example has " + choice.column + " = " + *choice.text + ".");
    label.words += " = " + *choice.text;
    label.isBinary = true;
    const auto group = static_cast<std::uint32_t>(found - column.texts.names.begin());
    for (const std::uint32_t value : column.texts.groups)
        label.values.push_back(value == noGroup ? none : value == group ? 1 : 0);
    return {};
}

Result<> labelByNumber(LabelColumn& label, const KeptColumn& column, const LabelChoice& choice)
{
    label.values = column.numbers;
    const auto numbers
        = std::ranges::count_if(label.values, [](double number) { return !std::isnan(number); });
    if (numbers == 0) {
        std::string texts;
        for (std::size_t i = 0; i < std::min(textsNamed, column.texts.names.size()); ++i)
            texts += (i == 0 ? "" : ", ") + column.texts.names[i];
        return unusable("The column " + choice.column + " holds no numbers but texts (" + texts
            + "). Say which of them is the label, for instance " + choice.column + "="
            + (column.texts.names.empty() ? "TEXT" : column.texts.names[0]) + ".");
    }
    label.isBinary = std::ranges::count(label.values, 0.0) + std::ranges::count(label.values, 1.0) == numbers;
    return {};
}

} // namespace

Result<LabelColumn> readLabelColumn(
    Project& project, const LabelChoice& choice, const ExampleColumns& columns)
{
    auto column = readKeptColumn(project, choice.column, columns.ids);
    if (!column)
        return passOn(column);
    LabelColumn label;
    label.words = choice.column;
    if (auto read = choice.text ? labelByText(label, *column, choice) : labelByNumber(label, *column, choice);
        !read)
        return passOn(read);
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns.isExcluded[i] != 0)
            label.values[i] = none;
    if (label.isBinary
        && (std::ranges::count(label.values, 0.0) == 0 || std::ranges::count(label.values, 1.0) == 0))
        return unusable("All examples have the same value of " + choice.column
            + ", so that it tells no scorer from another. Choose a column with two values or more.");
    return label;
}

Result<std::vector<LabelChoice>> labelChoices(Project& project, std::size_t mostTexts)
{
    const auto names = keptColumnNames(project);
    if (!names)
        return tl::unexpected(names.error());
    const auto columns = project.examples().columns();
    if (!columns)
        return tl::unexpected(columns.error());
    std::vector<LabelChoice> choices;
    for (const std::string& name : *names) {
        const auto column = readKeptColumn(project, name, columns->ids);
        if (!column)
            return tl::unexpected(column.error());
        if (std::ranges::any_of(column->numbers, [](double number) { return !std::isnan(number); })) {
            choices.push_back({name, std::nullopt});
            continue;
        }
        if (!column->isTooVaried && column->texts.names.size() > 1)
            for (std::size_t i = 0; i < std::min(mostTexts, column->texts.names.size()); ++i)
                choices.push_back({name, column->texts.names[i]});
    }
    return choices;
}

} // namespace dankai
