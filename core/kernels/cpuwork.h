// SPDX-License-Identifier: Apache-2.0
// How CPU forms come from tensors to loops over pointers, and how work is parted among threads.
#pragma once

#include "core/kernels/cpuloops.h"

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <vector>

namespace dankai::cpu {

// Elements of work that are worth a thread.
inline constexpr std::int64_t grain = 16384;

inline std::int64_t rowGrain(std::int64_t rowLength)
{
    return std::max<std::int64_t>(1, grain / std::max<std::int64_t>(1, rowLength));
}

template <class T>
T* data(const at::Tensor& tensor)
{
    return tensor.defined() ? static_cast<T*>(tensor.data_ptr()) : nullptr;
}

// Calls body with a value of the type that the tensor's elements have.
template <class Body>
void byType(const at::Tensor& tensor, const Body& body)
{
    if (tensor.scalar_type() == at::kBFloat16)
        body(BfloatBits{});
    else
        body(float{});
}

// body(first, last) for pieces of `count` that threads take as they come to them: one that is held up, by
// other work on the machine, leaves the rest to the others. For bodies whose results do not depend on who
// does them.
template <class Body>
void inPieces(std::int64_t count, std::int64_t piece, const Body& body)
{
    std::atomic<std::int64_t> next = 0;
    const std::int64_t workers = std::min<std::int64_t>(at::get_num_threads(), (count + piece - 1) / piece);
    at::parallel_for(0, workers, 1, [&](std::int64_t, std::int64_t) {
        for (;;) {
            const std::int64_t first = next.fetch_add(piece, std::memory_order_relaxed);
            if (first >= count)
                return;
            body(first, std::min(first + piece, count));
        }
    });
}

// Rows of a weight with rows of `rowLength` that a thread takes at a time in a product of few rows.
inline std::int64_t productPiece(std::int64_t rowLength)
{
    constexpr std::int64_t multiple = 12; // of the rows that the loops take at once
    return std::max<std::int64_t>(1, 4 * rowGrain(rowLength) / multiple) * multiple;
}

// The values of a tensor as float32: its own, or widened into `room`.
inline const float* asFloat(const at::Tensor& x, std::vector<float>& room)
{
    if (x.scalar_type() != at::kBFloat16)
        return data<float>(x);
    room.resize(static_cast<std::size_t>(x.numel()));
    at::parallel_for(0, x.numel(), grain, [&](std::int64_t first, std::int64_t last) {
        cpuLoops().bfloat16.toFloat(data<BfloatBits>(x) + first, room.data() + first, last - first);
    });
    return room.data();
}

} // namespace dankai::cpu
