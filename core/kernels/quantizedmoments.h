// SPDX-License-Identifier: Apache-2.0
// AdamW whose two moments are kept in 8 bits from step to step (Dettmers et al., arXiv 2110.02861), as
// bitsandbytes' AdamW8bit with block_wise: blocks of 256 values, each with its largest magnitude as scale,
// the first moment in the signed and the second in the unsigned dynamic map (dynamicmap.h). 2.03 bytes a
// value instead of 8.
//
// A step makes float32 moments of a block, steps with them as adamwStep() does and stores them again, each as
// the nearest code, so that the weights see the new rounding at the next step only. What differs from
// bitsandbytes: a second moment is never stored as zero unless it is (dynamicmap.h).
#pragma once

#include "core/kernels/adamw.h"

#include <cstdint>

namespace dankai {

inline constexpr std::int64_t quantizedMomentBlock = 256;

// Of neighbouring weights, contiguous, on their device. All zero bytes are moments of zero: a scale of 0.
struct QuantizedMoments
{
    at::Tensor firstCodes; // uint8 [n]
    at::Tensor secondCodes;
    at::Tensor firstScales; // float32 [blocks]; the last block may be short
    at::Tensor secondScales;
    at::Tensor tables; // of quantizedMomentTables()
};

// float32 [4, 256] on `device`: of the first moment values and borders (dynamicmap.h), then of the second.
at::Tensor quantizedMomentTables(at::Device device);

// As adamwStep().
void adamw8bitStep(at::Tensor& master, const at::Tensor& gradient, QuantizedMoments& moments,
    at::Tensor& computed, const AdamwParams& params);

} // namespace dankai
