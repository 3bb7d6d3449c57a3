// SPDX-License-Identifier: Apache-2.0
// Starts the kernels of cudakernels.cu over tensors. What a kernel cannot take (a row too wide, a context too
// long) goes to ATen's operators.
#include "core/kernels/adamwfactors.h"
#include "core/kernels/cudaprogram.h"
#include "core/kernels/forms.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace dankai::cuda {

namespace {

constexpr std::int64_t elementThreads = 256; // of a block that works on single elements

const CudaProgram& programOf(const at::Tensor& tensor)
{
    return *CudaProgram::of(tensor.get_device());
}

template <class T>
T* data(const at::Tensor& tensor)
{
    return tensor.defined() ? static_cast<T*>(tensor.data_ptr()) : nullptr;
}

std::int64_t blocksFor(std::int64_t threads)
{
    return (threads + elementThreads - 1) / elementThreads;
}

// How many elements a thread moves at once: 16 bytes of them where every row and tensor begins on such a
// border, else one.
std::int64_t packOf(
    const at::Tensor& typed, std::int64_t rowLength, std::initializer_list<at::Tensor> tensors)
{
    constexpr std::uintptr_t packBytes = 16;
    const std::int64_t pack = typed.scalar_type() == at::kBFloat16 ? 8 : 4;
    const bool isAligned = std::all_of(tensors.begin(), tensors.end(), [&](const at::Tensor& tensor) {
        return !tensor.defined() || reinterpret_cast<std::uintptr_t>(tensor.data_ptr()) % packBytes == 0;
    });
    return isAligned && rowLength % pack == 0 ? pack : 1;
}

std::string kernel(const char* piece, const at::Tensor& typed, std::int64_t pack)
{
    return std::string(piece) + (typed.scalar_type() == at::kBFloat16 ? "_bfloat16_" : "_float32_")
        + std::to_string(pack);
}

// Threads of a block that shares a row, a multiple of a warp.
std::int64_t rowThreads(std::int64_t packs, std::int64_t most)
{
    constexpr std::int64_t warp = 32;
    return std::clamp<std::int64_t>((packs + warp - 1) / warp * warp, warp, most);
}

} // namespace

void addRmsNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double epsilon,
    at::Tensor& sum, at::Tensor& normed, at::Tensor& rstd)
{
    if (x.size(0) == 0)
        return;
    const std::int64_t hidden = x.size(1);
    const at::Tensor written = delta.defined() ? sum : at::Tensor();
    const std::int64_t pack = packOf(x, hidden, {x, delta, weight, written, normed});
    programOf(x).launch(kernel("addRmsNorm", x, pack),
        {.blocksX = x.size(0), .threads = rowThreads(hidden / pack, 256)}, data<void>(x), data<void>(delta),
        data<float>(weight), static_cast<float>(epsilon), data<void>(written), data<void>(normed),
        data<float>(rstd), hidden);
}

void rmsNormBackward(const at::Tensor& normedGradient, const at::Tensor& x, const at::Tensor& weight,
    const at::Tensor& rstd, at::Tensor& gradient, at::Tensor& weightGradient, at::Tensor& normed)
{
    constexpr std::int64_t chunks = 4; // packs of a row that a thread holds, as in the kernel
    constexpr std::int64_t mostThreads = 512; // more do not fit the registers
    // Fixed, so that sums have the same order on every GPU, and enough to keep every multiprocessor reading.
    constexpr std::int64_t mostBlocks = 1024;
    constexpr std::int64_t warp = 32; // columns of a block of addPartialSums
    const std::int64_t rows = x.size(0);
    const std::int64_t hidden = x.size(1);
    const std::int64_t pack = packOf(x, hidden, {normedGradient, x, weight, gradient, normed});
    const std::int64_t threads = rowThreads((hidden / pack + chunks - 1) / chunks, mostThreads);
    if (threads * chunks * pack < hidden)
        return generic::rmsNormBackward(normedGradient, x, weight, rstd, gradient, weightGradient, normed);
    if (rows == 0)
        return;
    const std::int64_t blocks = weightGradient.defined() ? std::min(rows, mostBlocks) : rows;
    const at::Tensor partial
        = weightGradient.defined() ? at::empty({blocks, hidden}, weightGradient.options()) : at::Tensor();
    const CudaProgram& program = programOf(x);
    program.launch(kernel("rmsNormBackward", x, pack), {.blocksX = blocks, .threads = threads},
        data<void>(normedGradient), data<void>(x), data<float>(weight), data<float>(rstd),
        data<void>(gradient), data<float>(partial), data<void>(normed), rows, hidden);
    if (partial.defined())
        program.launch("addPartialSums", {.blocksX = (hidden + warp - 1) / warp, .threads = warp * warp},
            data<float>(partial), blocks, data<float>(weightGradient), hidden);
}

void applyRotary(at::Tensor& qkv, const at::Tensor& positions, const at::Tensor& cosine,
    const at::Tensor& sine, int heads, int headSize, RotaryDirection direction)
{
    const std::int64_t half = headSize / 2;
    const std::int64_t pack = qkv.size(1) % 8 == 0 ? packOf(qkv, half, {qkv, cosine, sine}) : std::int64_t{1};
    const std::int64_t threads = qkv.size(0) * heads * (half / pack);
    if (threads == 0)
        return;
    programOf(qkv).launch(kernel("rotate", qkv, pack),
        {.blocksX = blocksFor(threads), .threads = elementThreads}, data<void>(qkv),
        data<std::int32_t>(positions), data<float>(cosine), data<float>(sine),
        direction == RotaryDirection::Forward ? 1.0F : -1.0F, qkv.size(0), qkv.size(1),
        static_cast<std::int64_t>(heads), half);
}

void swiglu(const at::Tensor& gateUp, at::Tensor& product)
{
    const std::int64_t width = product.size(1);
    const std::int64_t pack = packOf(gateUp, width, {gateUp, product});
    const std::int64_t threads = product.size(0) * (width / pack);
    if (threads == 0)
        return;
    programOf(gateUp).launch(kernel("swiglu", gateUp, pack),
        {.blocksX = blocksFor(threads), .threads = elementThreads}, data<void>(gateUp), data<void>(product),
        product.size(0), width);
}

void swigluBackward(at::Tensor& gateUp, at::Tensor& product)
{
    const std::int64_t width = product.size(1);
    const std::int64_t pack = packOf(gateUp, width, {gateUp, product});
    const std::int64_t threads = product.size(0) * (width / pack);
    if (threads == 0)
        return;
    programOf(gateUp).launch(kernel("swigluBackward", gateUp, pack),
        {.blocksX = blocksFor(threads), .threads = elementThreads}, data<void>(gateUp), data<void>(product),
        product.size(0), width);
}

void crossEntropy(
    at::Tensor& logits, const at::Tensor& labels, double scale, at::Tensor& nll, CrossEntropyWants wants)
{
    if (logits.size(0) == 0)
        return;
    const std::int64_t vocabulary = logits.size(1);
    const std::int64_t pack = packOf(logits, vocabulary, {logits});
    programOf(logits).launch(kernel("crossEntropy", logits, pack),
        {.blocksX = logits.size(0), .threads = rowThreads(vocabulary / pack, 1024)}, data<void>(logits),
        data<std::int32_t>(labels), static_cast<float>(scale), data<float>(nll), vocabulary,
        wants == CrossEntropyWants::LossAndGradient ? 1 : 0);
}

void adamwStep(at::Tensor& master, const at::Tensor& gradient, at::Tensor& firstMoment,
    at::Tensor& secondMoment, at::Tensor& computed, const AdamwParams& params)
{
    const std::int64_t count = master.numel();
    const std::int64_t pack
        = packOf(firstMoment, count, {master, gradient, firstMoment, secondMoment, computed});
    if (count == 0)
        return;
    const char* piece = master.scalar_type() == at::kShort ? "adamwSplit" : "adamw";
    programOf(master).launch(kernel(piece, firstMoment, pack),
        {.blocksX = blocksFor(count / pack), .threads = elementThreads}, data<void>(master),
        data<float>(gradient), data<void>(firstMoment), data<void>(secondMoment), data<void>(computed),
        adamwFactors(params), count);
}

void adamw8bitStep(at::Tensor& master, const at::Tensor& gradient, QuantizedMoments& moments,
    at::Tensor& computed, const AdamwParams& params)
{
    if (master.numel() == 0)
        return;
    const char* piece = master.scalar_type() == at::kShort ? "adamw8bitSplit" : "adamw8bit";
    programOf(master).launch(piece, {.blocksX = moments.firstScales.numel(), .threads = quantizedMomentBlock},
        data<void>(master), data<float>(gradient), data<std::uint8_t>(moments.firstCodes),
        data<std::uint8_t>(moments.secondCodes), data<float>(moments.firstScales),
        data<float>(moments.secondScales), data<float>(moments.tables), data<void>(computed),
        adamwFactors(params), master.numel());
}

double gradientNorm(const at::Tensor& gradient)
{
    constexpr std::int64_t blocks = 1024; // fixed, so that sums have the same order on every GPU
    const auto options = gradient.options().dtype(at::kDouble);
    const at::Tensor partial = at::empty({blocks}, options);
    const at::Tensor sum = at::empty({}, options);
    const CudaProgram& program = programOf(gradient);
    program.launch("sumOfSquares", {.blocksX = blocks, .threads = elementThreads}, data<float>(gradient),
        gradient.numel(), data<double>(partial));
    program.launch("sumOf", {.threads = 1024}, data<double>(partial), blocks, data<double>(sum));
    return std::sqrt(sum.item<double>());
}

void appendToCache(const at::Tensor& qkv, const CachedLengths& lengths, const AttentionShape& shape,
    at::Tensor& keys, at::Tensor& values)
{
    const std::int64_t keyWidth = keys.size(2);
    const std::int64_t queryWidth = std::int64_t{shape.heads} * shape.headSize;
    const std::int64_t pack
        = queryWidth % 8 == 0 ? packOf(qkv, keyWidth, {qkv, keys, values}) : std::int64_t{1};
    const std::int64_t threads = qkv.size(0) * (keyWidth / pack);
    if (threads == 0)
        return;
    programOf(qkv).launch(kernel("appendToCache", qkv, pack),
        {.blocksX = blocksFor(threads), .threads = elementThreads}, data<void>(qkv), data<void>(keys),
        data<void>(values), data<std::int32_t>(lengths.device), qkv.size(0), keys.size(1), queryWidth,
        keyWidth);
}

void cachedAttention(const at::Tensor& qkv, const at::Tensor& keys, const at::Tensor& values,
    const CachedLengths& lengths, const AttentionShape& shape, at::Tensor& out)
{
    if (qkv.size(0) == 0)
        return;
    const std::int64_t headSize = shape.headSize;
    const std::int64_t threads = rowThreads(std::max<std::int64_t>(headSize, 128), 1024);
    std::int64_t longest = *std::max_element(lengths.host.begin(), lengths.host.end());
    if (shape.window > 0)
        longest = std::min<std::int64_t>(longest, shape.window);
    const std::int64_t shared = (headSize + threads + longest) * static_cast<std::int64_t>(sizeof(float));
    const CudaProgram& program = programOf(qkv);
    if (headSize > threads || shared > program.maxDynamicSharedBytes())
        return generic::cachedAttention(qkv, keys, values, lengths, shape, out);
    const std::int64_t pack = keys.size(2) % 8 == 0 ? packOf(qkv, headSize, {keys, values}) : std::int64_t{1};
    program.launch(kernel("cachedAttention", qkv, pack),
        {.blocksX = shape.heads, .blocksY = qkv.size(0), .threads = threads, .sharedBytes = shared},
        data<void>(qkv), data<void>(keys), data<void>(values), data<std::int32_t>(lengths.device),
        data<void>(out), keys.size(1), static_cast<std::int64_t>(shape.heads),
        static_cast<std::int64_t>(shape.keyHeads), headSize, shape.window,
        static_cast<float>(1.0 / std::sqrt(static_cast<double>(headSize))));
}

void dropout(const at::Tensor& x, const DropoutMask& mask, at::Tensor& out)
{
    const std::int64_t pack = packOf(x, x.numel(), {x, out});
    const std::int64_t threads = x.numel() / pack;
    if (threads == 0)
        return;
    programOf(x).launch(kernel("dropout", x, pack),
        {.blocksX = blocksFor(threads), .threads = elementThreads}, data<void>(x), data<void>(out), mask.key,
        mask.firstKept(), mask.scale(), threads);
}

void dequantizeNf4(const Nf4Matrix& matrix, at::Tensor& out)
{
    const std::int64_t pack = packOf(out, nf4Block, {out});
    const std::int64_t threads = out.numel() / pack;
    if (threads == 0)
        return;
    programOf(out).launch(kernel("dequantizeNf4", out, pack),
        {.blocksX = blocksFor(threads), .threads = elementThreads}, data<std::uint8_t>(matrix.codes),
        data<std::uint8_t>(matrix.scaleCodes), data<float>(matrix.scaleMaxima), data<float>(matrix.table),
        matrix.scaleMean, data<void>(out), threads);
}

} // namespace dankai::cuda
