// SPDX-License-Identifier: Apache-2.0
// A model's masters as a source of weights under Hugging Face names, for writing checkpoints. An adapter's
// matrices are stacked with those that stand still beside it, so that they are one adapter of both ranks.
#pragma once

#include "core/checkpoint/weightsource.h"
#include "core/model/languagemodel.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

class MasterWeights final : public WeightSource
{
public:
    // `model` must outlive this and must have been loaded for training or in float32.
    explicit MasterWeights(const LanguageModel& model);

    std::span<const WeightInfo> weights() const override { return m_weights; }

    const WeightInfo* find(std::string_view name) const override;
    Result<> readFloatRows(
        std::string_view name, std::int64_t firstRow, std::span<float> values) const override;

private:
    const LanguageModel& m_model;
    std::vector<WeightInfo> m_weights;
    std::map<std::string, std::size_t, std::less<>> m_byName;
};

} // namespace dankai
