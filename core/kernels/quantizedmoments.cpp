// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/quantizedmoments.h"

#include "core/kernels/dynamicmap.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <iterator>

namespace dankai {

at::Tensor quantizedMomentTables(at::Device device)
{
    const at::Tensor tables = at::empty({4, 256}, at::kFloat);
    float* to = tables.mutable_data_ptr<float>();
    for (const DynamicCode* code : {&firstMomentCode(), &secondMomentCode()}) {
        to = std::copy(std::begin(code->values), std::end(code->values), to);
        to = std::copy(std::begin(code->borders), std::end(code->borders), to);
    }
    return tables.to(device);
}

} // namespace dankai
