// SPDX-License-Identifier: Apache-2.0
// Chooses a token from one row of logits. Deterministic: ties go to the smaller id.
#pragma once

#include "core/base/random.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dankai {

struct SamplingParams
{
    double temperature = 0; // 0: greedy
    int topK = 0; // 0: all
    double topP = 1; // smallest set whose probability reaches topP
    std::uint64_t seed = 0;
};

class Sampler final
{
public:
    // Rows with the same parameters draw different numbers.
    Sampler(const SamplingParams& params, std::uint64_t row);

    std::int32_t choose(std::span<const float> logits);

private:
    struct Candidate
    {
        float logit = 0;
        std::int32_t id = 0;
    };

    SamplingParams m_params;
    Random m_random;
    std::vector<Candidate> m_candidates;
    std::vector<double> m_weights;
};

} // namespace dankai
