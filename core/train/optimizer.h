// SPDX-License-Identifier: Apache-2.0
// AdamW over a model's flat weights: moments, decay by kind of weight, clipping by the global norm.
// Knows no schedule: the learning rate comes with each step.
#pragma once

#include "core/model/languagemodel.h"
#include "core/run/runspec.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace dankai {

class Optimizer final
{
public:
    // `model` must outlive this. Allocates the two moments.
    Optimizer(LanguageModel& model, const OptimizerSpec& spec);

    // Of the gradients as they are, before clipping.
    double gradNorm() const;
    // Updates masters and compute weights; `gradNorm` is what gradNorm() gave.
    void step(double learningRate, double gradNorm);

    void resetMoments();

    // What a resume needs beside the masters.
    at::Tensor& firstMoment() { return m_firstMoment; }

    at::Tensor& secondMoment() { return m_secondMoment; }

    std::int64_t steps() const { return m_steps; } // since the moments were reset: bias correction

    void setSteps(std::int64_t steps) { m_steps = steps; }

private:
    struct Slice // of neighbouring parameters that decay alike
    {
        std::int64_t offset = 0;
        std::int64_t count = 0;
        double weightDecay = 0;
    };

    LanguageModel& m_model;
    OptimizerSpec m_spec;
    std::vector<Slice> m_slices;
    at::Tensor m_firstMoment; // [n] float32, beside model.masters()
    at::Tensor m_secondMoment;
    std::int64_t m_steps = 0;
};

} // namespace dankai
