// SPDX-License-Identifier: Apache-2.0
// Numbers of an example that a calibration learns from: features of the text, each with a name that a person
// understands, and words as hashed columns. Knows no model; what a model says is measurement.h and
// hiddenstates.h.
#pragma once

#include "core/dataset/example.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace dankai {

// In the order of textFeatures(). Lengths and counts are logarithms, log(1 + n): a doubling counts alike
// everywhere.
std::span<const std::string_view> textFeatureNames();
// [textFeatureNames().size()]. The prompt is all that stands before the response.
std::vector<double> textFeatures(const Example& example);

// The words of the instruction, and which of them it begins with, as columns that hashing chose (Weinberger
// et al., arXiv 0902.2206), of length 1. Scripts without blanks between words go by pairs of characters.
inline constexpr std::size_t hashedWordColumns = 256;
std::vector<double> hashedWords(const Example& example); // [hashedWordColumns]

} // namespace dankai
