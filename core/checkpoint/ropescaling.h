// SPDX-License-Identifier: Apache-2.0
// The rotary frequencies of a model: how far its pairs of values turn from one position to the next, plain or
// stretched for a longer context (linear, or as Llama 3 does it). Tables of angles are made by core/model.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dankai {

enum class RopeScalingKind
{
    None,
    Linear, // every frequency divided by the factor
    Llama3, // the low ones divided, the high ones kept, a smooth passage in between
};

struct RopeScaling
{
    RopeScalingKind kind = RopeScalingKind::None;
    double factor = 1.0;
    // Llama3: wave lengths above originalPositions / lowFrequencyFactor are low frequencies, below
    // originalPositions / highFrequencyFactor high ones.
    double lowFrequencyFactor = 1.0;
    double highFrequencyFactor = 4.0;
    std::int64_t originalPositions = 8192;

    bool operator==(const RopeScaling&) const = default;
};

// Radians per position of each pair, [headSize / 2], with every rounding to float32 where transformers has
// it, whose numbers a model was trained with.
std::vector<float> rotaryFrequencies(double theta, std::int64_t headSize, const RopeScaling& scaling);

// What GGUF keeps as rope_freqs.weight: by how much each plain frequency is divided. As llama.cpp's converter
// computes it.
std::vector<float> llama3Divisors(double theta, std::int64_t headSize, const RopeScaling& scaling);

// The Llama3 scaling that gives these divisors, since GGUF says no more of it; nothing where none does.
std::optional<RopeScaling> llama3FromDivisors(std::span<const float> divisors, double theta);

} // namespace dankai
