// SPDX-License-Identifier: Apache-2.0
// AdamW over a model's flat weights: moments in whatever form they are kept, decay by kind of weight,
// clipping by the global norm. Knows no schedule: the learning rate comes with each step.
#pragma once

#include "core/kernels/quantizedmoments.h"
#include "core/model/languagemodel.h"
#include "core/run/runspec.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace dankai {

class Optimizer final
{
public:
    // `model` must outlive this and keep its tensors. Allocates the moments; momentsOf() says how they are
    // kept where nobody else does.
    Optimizer(LanguageModel& model, const OptimizerSpec& spec);
    Optimizer(LanguageModel& model, const OptimizerSpec& spec, MomentStorage storage);

    // Of the gradients as they are, before clipping.
    double gradNorm() const;
    // Updates masters and compute weights; `gradNorm` is what gradNorm() gave.
    void step(double learningRate, double gradNorm);

    void resetMoments();

    // What a resume needs beside the weights, in an order of its own. All zero bytes: moments of zero.
    const std::vector<at::Tensor>& moments() const { return m_moments; }

    std::int64_t steps() const { return m_steps; } // since the moments were reset: bias correction

    void setSteps(std::int64_t steps) { m_steps = steps; }

private:
    // Neighbouring parameters that decay alike and whose masters and moments are kept alike. Views.
    struct Slice
    {
        std::int64_t offset = 0; // in elements, into the flat tensors
        std::int64_t count = 0;
        double weightDecay = 0;
        at::Tensor master, gradient, computed; // as adamwStep() takes them
        bool isQuantized = false;
        at::Tensor firstMoment, secondMoment; // where not quantized
        QuantizedMoments quantized;
    };

    void plan(MomentStorage storage);
    void linkWeights();
    void makeMoments(at::ScalarType type);
    void makeQuantizedMoments();

    LanguageModel& m_model;
    OptimizerSpec m_spec;
    std::vector<Slice> m_slices;
    std::vector<at::Tensor> m_moments;
    std::int64_t m_steps = 0;
};

} // namespace dankai
