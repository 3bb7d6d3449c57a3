// SPDX-License-Identifier: Apache-2.0
#include "core/inference/sampler.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace dankai {

Sampler::Sampler(const SamplingParams& params, std::uint64_t row)
    : m_params(params)
    , m_random(seedFor(params.seed, "sample " + std::to_string(row)))
{ }

std::int32_t Sampler::choose(std::span<const float> logits)
{
    if (m_params.temperature <= 0)
        return static_cast<std::int32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());

    // A weight that is not a number makes logits that are none, and sorting needs an order.
    constexpr float lowest = std::numeric_limits<float>::lowest();
    m_candidates.clear();
    for (std::size_t i = 0; i < logits.size(); ++i)
        m_candidates.push_back({std::isnan(logits[i]) ? lowest : logits[i], static_cast<std::int32_t>(i)});
    const auto before = [](const Candidate& a, const Candidate& b) {
        return a.logit != b.logit ? a.logit > b.logit : a.id < b.id;
    };
    if (m_params.topK > 0 && static_cast<std::size_t>(m_params.topK) < m_candidates.size()) {
        std::partial_sort(
            m_candidates.begin(), m_candidates.begin() + m_params.topK, m_candidates.end(), before);
        m_candidates.resize(static_cast<std::size_t>(m_params.topK));
    } else {
        std::sort(m_candidates.begin(), m_candidates.end(), before);
    }

    const double top = static_cast<double>(m_candidates.front().logit);
    m_weights.clear();
    double sum = 0;
    for (const Candidate& candidate : m_candidates) {
        m_weights.push_back(std::exp((static_cast<double>(candidate.logit) - top) / m_params.temperature));
        sum += m_weights.back();
    }
    double kept = 0;
    std::size_t count = 0;
    while (count < m_weights.size() && (count == 0 || kept < m_params.topP * sum))
        kept += m_weights[count++];

    double left = m_random.uniform() * kept;
    for (std::size_t i = 0; i + 1 < count; ++i) {
        left -= m_weights[i];
        if (left < 0)
            return m_candidates[i].id;
    }
    return m_candidates[count - 1].id;
}

} // namespace dankai
