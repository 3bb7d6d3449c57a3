// SPDX-License-Identifier: Apache-2.0
// A column of the imported rows as something to hold scorers against: a label of 0 and 1, or numbers such as
// ratings. Computes nothing (core/difficulty/scoreagreement.h).
#pragma once

#include "core/project/scorereading.h"

#include <optional>
#include <string>
#include <vector>

namespace dankai {

struct LabelChoice
{
    std::string column;
    std::optional<std::string> text; // which of its texts is the label; nothing: its numbers are
    bool operator==(const LabelChoice&) const = default;
};

struct LabelColumn
{
    std::string words; // "approved = yes", or the column's name
    std::vector<double> values; // for each example; not a number: no label, or excluded by a person
    bool isBinary = false; // 1 and 0 only
};

// `columns`: of readScorerValues(). Unusable where the column does not hold this, or the same for every
// example.
Result<LabelColumn> readLabelColumn(
    Project& project, const LabelChoice& choice, const ExampleColumns& columns);

// What may be chosen: columns of numbers, and of others up to so many of their texts.
Result<std::vector<LabelChoice>> labelChoices(Project& project, std::size_t mostTexts = 12);

} // namespace dankai
