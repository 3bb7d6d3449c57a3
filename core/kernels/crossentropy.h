// SPDX-License-Identifier: Apache-2.0
// Softmax cross-entropy over a chunk of logits, in place.
#pragma once

#include <ATen/core/Tensor.h>

namespace dankai {

enum class CrossEntropyWants
{
    Loss, // logits are left as they are
    LossAndGradient, // logits become scale * (softmax - one hot)
};

// logits [rows, vocabulary]; labels [rows] int32, every one in [0, vocabulary);
// nll [rows] float32 = logsumexp(logits) - logits[label].
void crossEntropy(
    at::Tensor& logits, const at::Tensor& labels, double scale, at::Tensor& nll, CrossEntropyWants wants);

} // namespace dankai
