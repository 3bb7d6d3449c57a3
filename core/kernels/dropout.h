// SPDX-License-Identifier: Apache-2.0
// Dropout (Srivastava et al. 2014) whose mask is a function of a key and of where an element stands, so that
// it is made again in the backward pass, and after a resume, instead of being kept.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace dankai {

struct DropoutMask
{
    std::uint64_t key = 0;
    double probability = 0; // of an element to be dropped, in [0, 1)

    // Element i of a contiguous tensor is kept where 32 bits of a hash of key and i are this or more: the
    // lower half of SplitMix64's output number i / 2 (Steele et al. 2014) for an even i, the upper one for an
    // odd i.
    std::uint32_t firstKept() const { return static_cast<std::uint32_t>(probability * 4294967296.0); }

    // What a kept element is multiplied with, so that the expected value stays.
    float scale() const { return static_cast<float>(1 / (1 - probability)); }

    // The key of a mask of its own.
    DropoutMask of(std::uint64_t stream) const;
};

// out = x with the mask on it. Contiguous, of one shape and type; may be one tensor.
void dropout(const at::Tensor& x, const DropoutMask& mask, at::Tensor& out);

} // namespace dankai
