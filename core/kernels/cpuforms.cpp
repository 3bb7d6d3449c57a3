// SPDX-License-Identifier: Apache-2.0
// The loops of cpuloops.h over threads. Work is cut so that every sum has the same order whatever the number
// of threads is.
#include "core/kernels/cpuwork.h"
#include "core/kernels/forms.h"
#include "core/kernels/matmul.h"
#include "core/platform/machine.h"

#include <ATen/ops/mm.h>
#include <ATen/ops/mul.h>
#include <c10/util/BFloat16.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace dankai::cpu {

void addRmsNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double epsilon,
    at::Tensor& sum, at::Tensor& normed, at::Tensor& rstd)
{
    byType(x, [&]<class T>(T) {
        const std::int64_t hidden = x.size(1);
        const T* add = data<T>(delta);
        at::parallel_for(0, x.size(0), rowGrain(hidden), [&](std::int64_t first, std::int64_t last) {
            typedLoops<T>().addRmsNorm(data<T>(x) + first * hidden,
                add != nullptr ? add + first * hidden : nullptr, data<float>(weight),
                static_cast<float>(epsilon), add != nullptr ? data<T>(sum) + first * hidden : nullptr,
                data<T>(normed) + first * hidden, data<float>(rstd) + first, last - first, hidden);
        });
    });
}

void rmsNormBackward(const at::Tensor& normedGradient, const at::Tensor& x, const at::Tensor& weight,
    const at::Tensor& rstd, at::Tensor& gradient, at::Tensor& weightGradient, at::Tensor& normed)
{
    // The weight gradient is summed over blocks of rows of a fixed size, then over the blocks in order.
    constexpr std::int64_t blockRows = 64;
    byType(x, [&]<class T>(T) {
        const std::int64_t rows = x.size(0);
        const std::int64_t hidden = x.size(1);
        const std::int64_t blocks = (rows + blockRows - 1) / blockRows;
        std::vector<float> partial(
            weightGradient.defined() ? static_cast<std::size_t>(blocks * hidden) : std::size_t{0});
        at::parallel_for(0, blocks, 1, [&](std::int64_t firstBlock, std::int64_t lastBlock) {
            for (std::int64_t block = firstBlock; block < lastBlock; ++block) {
                const std::int64_t first = block * blockRows;
                typedLoops<T>().rmsNormBackward(data<T>(normedGradient) + first * hidden,
                    data<T>(x) + first * hidden, data<float>(weight), data<float>(rstd) + first,
                    data<T>(gradient) + first * hidden,
                    partial.empty() ? nullptr : partial.data() + block * hidden,
                    data<T>(normed) + first * hidden, std::min(blockRows, rows - first), hidden);
            }
        });
        for (std::int64_t block = 0; block < blocks && !partial.empty(); ++block)
            cpuLoops().float32.addTo(partial.data() + block * hidden, data<float>(weightGradient), hidden);
    });
}

void applyRotary(at::Tensor& qkv, const at::Tensor& positions, const at::Tensor& cosine,
    const at::Tensor& sine, int heads, int headSize, RotaryDirection direction)
{
    byType(qkv, [&]<class T>(T) {
        const std::int64_t stride = qkv.size(1);
        at::parallel_for(0, qkv.size(0), rowGrain(stride), [&](std::int64_t first, std::int64_t last) {
            typedLoops<T>().rotate(data<T>(qkv) + first * stride, data<std::int32_t>(positions) + first,
                data<float>(cosine), data<float>(sine), direction == RotaryDirection::Forward ? 1.0F : -1.0F,
                last - first, stride, heads, headSize);
        });
    });
}

void swiglu(const at::Tensor& gateUp, at::Tensor& product)
{
    byType(gateUp, [&]<class T>(T) {
        const std::int64_t width = product.size(1);
        at::parallel_for(0, product.size(0), rowGrain(width), [&](std::int64_t first, std::int64_t last) {
            typedLoops<T>().swiglu(
                data<T>(gateUp) + first * 2 * width, data<T>(product) + first * width, last - first, width);
        });
    });
}

void swigluBackward(at::Tensor& gateUp, at::Tensor& product)
{
    byType(gateUp, [&]<class T>(T) {
        const std::int64_t width = product.size(1);
        at::parallel_for(0, product.size(0), rowGrain(width), [&](std::int64_t first, std::int64_t last) {
            typedLoops<T>().swigluBackward(
                data<T>(gateUp) + first * 2 * width, data<T>(product) + first * width, last - first, width);
        });
    });
}

void appendToCache(const at::Tensor& qkv, const CachedLengths& lengths, const AttentionShape& shape,
    at::Tensor& keys, at::Tensor& values)
{
    byType(qkv, [&]<class T>(T) {
        const std::int64_t capacity = keys.size(1);
        const std::int64_t width = keys.size(2);
        const std::int64_t queryWidth = std::int64_t{shape.heads} * shape.headSize;
        for (std::int64_t row = 0; row < qkv.size(0); ++row) {
            const T* from = data<T>(qkv) + row * qkv.size(1) + queryWidth;
            const std::int64_t to
                = (row * capacity + lengths.host[static_cast<std::size_t>(row)] - 1) * width;
            std::copy_n(from, width, data<T>(keys) + to);
            std::copy_n(from + width, width, data<T>(values) + to);
        }
    });
}

void cachedAttention(const at::Tensor& qkv, const at::Tensor& keys, const at::Tensor& values,
    const CachedLengths& lengths, const AttentionShape& shape, at::Tensor& out)
{
    byType(qkv, [&]<class T>(T) {
        const std::int64_t stride = keys.size(2);
        const std::int64_t capacity = keys.size(1);
        const std::int64_t group = shape.heads / shape.keyHeads;
        const float scale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(shape.headSize)));
        const std::int64_t tasks = qkv.size(0) * shape.heads;
        inPieces(tasks, 1, [&](std::int64_t first, std::int64_t last) {
            std::vector<float> scores(static_cast<std::size_t>(capacity));
            for (std::int64_t task = first; task < last; ++task) {
                const std::int64_t row = task / shape.heads;
                const std::int64_t head = task % shape.heads;
                const std::int64_t filled = lengths.host[static_cast<std::size_t>(row)];
                const std::int64_t length
                    = shape.window > 0 ? std::min<std::int64_t>(shape.window, filled) : filled;
                const std::int64_t from
                    = (row * capacity + filled - length) * stride + head / group * shape.headSize;
                typedLoops<T>().cachedHead(data<T>(qkv) + row * qkv.size(1) + head * shape.headSize,
                    data<T>(keys) + from, data<T>(values) + from, stride, length, shape.headSize, scale,
                    scores.data(), data<T>(out) + row * out.size(1) + head * shape.headSize);
            }
        });
    });
}

void crossEntropy(
    at::Tensor& logits, const at::Tensor& labels, double scale, at::Tensor& nll, CrossEntropyWants wants)
{
    byType(logits, [&]<class T>(T) {
        const std::int64_t vocabulary = logits.size(1);
        const float factor = static_cast<float>(scale);
        at::parallel_for(0, logits.size(0), rowGrain(vocabulary), [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t row = first; row < last; ++row)
                data<float>(nll)[row] = static_cast<float>(typedLoops<T>().crossEntropy(
                    data<T>(logits) + row * vocabulary, data<std::int32_t>(labels)[row],
                    wants == CrossEntropyWants::LossAndGradient ? &factor : nullptr, vocabulary));
        });
    });
}

void gatherRows(const at::Tensor& table, const at::Tensor& rows, at::Tensor& out)
{
    byType(table, [&]<class T>(T) {
        const std::int64_t width = table.size(1);
        for (std::int64_t i = 0; i < rows.size(0); ++i)
            std::copy_n(
                data<T>(table) + data<std::int32_t>(rows)[i] * width, width, data<T>(out) + i * width);
    });
}

void scatterRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table)
{
    byType(table, [&]<class T>(T) {
        const std::int64_t width = table.size(1);
        for (std::int64_t i = 0; i < rows.size(0); ++i)
            std::copy_n(data<T>(in) + i * width, width, data<T>(table) + data<std::int32_t>(rows)[i] * width);
    });
}

void scatterAddRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table)
{
    byType(in, [&]<class T>(T) {
        const std::int64_t width = table.size(1);
        for (std::int64_t i = 0; i < rows.size(0); ++i)
            typedLoops<T>().addTo(
                data<T>(in) + i * width, data<float>(table) + data<std::int32_t>(rows)[i] * width, width);
    });
}

namespace {

// Calls body with pointers to the master in either of its forms and the loops that take it.
template <class Moment, class Body>
void byMaster(const at::Tensor& master, const Body& body)
{
    if (master.scalar_type() == at::kShort)
        body(data<LowBits>(master), typedLoops<Moment>().adamwSplit);
    else
        body(data<float>(master), typedLoops<Moment>().adamw);
}

AdamwFactors factorsFrom(const AdamwFactors& factors, std::int64_t element)
{
    AdamwFactors own = factors;
    own.firstElement += static_cast<std::uint32_t>(element);
    return own;
}

// Of a tensor that may not be there.
template <class T>
T* from(T* values, std::int64_t index)
{
    return values != nullptr ? values + index : nullptr;
}

} // namespace

void adamwStep(at::Tensor& master, const at::Tensor& gradient, at::Tensor& firstMoment,
    at::Tensor& secondMoment, at::Tensor& computed, const AdamwParams& params)
{
    const AdamwFactors factors = adamwFactors(params);
    byType(firstMoment, [&]<class T>(T) {
        byMaster<T>(master, [&](auto* masters, auto* step) {
            at::parallel_for(0, master.numel(), grain, [&](std::int64_t first, std::int64_t last) {
                step(masters + first, data<float>(gradient) + first, data<T>(firstMoment) + first,
                    data<T>(secondMoment) + first, from(data<BfloatBits>(computed), first),
                    factorsFrom(factors, first), last - first);
            });
        });
    });
}

void adamw8bitStep(at::Tensor& master, const at::Tensor& gradient, QuantizedMoments& moments,
    at::Tensor& computed, const AdamwParams& params)
{
    constexpr std::int64_t size = quantizedMomentBlock;
    const AdamwFactors factors = adamwFactors(params);
    const CpuLoops& loops = cpuLoops();
    const std::int64_t count = master.numel();
    byMaster<float>(master, [&](auto* masters, auto* step) {
        at::parallel_for(
            0, moments.firstScales.numel(), grain / size, [&](std::int64_t begin, std::int64_t end) {
                float firstMoment[size], secondMoment[size];
                for (std::int64_t block = begin; block < end; ++block) {
                    const std::int64_t first = block * size, values = std::min(size, count - first);
                    auto* firstCodes = data<std::uint8_t>(moments.firstCodes) + first;
                    auto* secondCodes = data<std::uint8_t>(moments.secondCodes) + first;
                    float& firstScale = data<float>(moments.firstScales)[block];
                    float& secondScale = data<float>(moments.secondScales)[block];
                    loops.fromDynamicCode(firstCodes, firstScale, firstMomentCode(), firstMoment, values);
                    loops.fromDynamicCode(secondCodes, secondScale, secondMomentCode(), secondMoment, values);
                    step(masters + first, data<float>(gradient) + first, firstMoment, secondMoment,
                        from(data<BfloatBits>(computed), first), factors, values);
                    firstScale = loops.toDynamicCode(firstMoment, firstMomentCode(), firstCodes, values);
                    secondScale = loops.toDynamicCode(secondMoment, secondMomentCode(), secondCodes, values);
                }
            });
    });
}

double gradientNorm(const at::Tensor& gradient)
{
    constexpr std::int64_t blockSize = 1 << 16;
    const std::int64_t count = gradient.numel();
    const std::int64_t blocks = (count + blockSize - 1) / blockSize;
    std::vector<double> sums(static_cast<std::size_t>(blocks));
    at::parallel_for(0, blocks, 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t block = first; block < last; ++block)
            sums[static_cast<std::size_t>(block)] = cpuLoops().sumOfSquares(
                data<float>(gradient) + block * blockSize, std::min(blockSize, count - block * blockSize));
    });
    double sum = 0;
    for (const double part : sums)
        sum += part;
    return std::sqrt(sum);
}

void dequantizeNf4(const Nf4Matrix& matrix, at::Tensor& out)
{
    byType(out, [&]<class T>(T) {
        const float* table = data<float>(matrix.table);
        const auto* codes = data<std::uint8_t>(matrix.codes);
        const auto* scaleCodes = data<std::uint8_t>(matrix.scaleCodes);
        const float* maxima = data<float>(matrix.scaleMaxima);
        at::parallel_for(
            0, matrix.scaleCodes.numel(), grain / nf4Block, [&](std::int64_t first, std::int64_t last) {
                for (std::int64_t block = first; block < last; ++block)
                    typedLoops<T>().nf4Block(codes + block * nf4Block / 2, table,
                        table[16 + scaleCodes[block]] * maxima[block / nf4ScaleBlock] + matrix.scaleMean,
                        data<T>(out) + block * nf4Block);
            });
    });
}

void roundToCompute(const at::Tensor& master, at::Tensor& computed)
{
    at::parallel_for(0, master.numel(), grain, [&](std::int64_t first, std::int64_t last) {
        typedLoops<BfloatBits>().fromFloat(
            data<float>(master) + first, data<BfloatBits>(computed) + first, last - first);
    });
}

namespace {

// Below AVX-512 the libraries have no product of bfloat16 matrices, and ATen takes one value after the other.
bool isLeftToUs(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& out)
{
    static const bool hasNone = !cpuFeatures().avx512f;
    return hasNone && weight.scalar_type() == at::kBFloat16 && x.is_contiguous() && weight.is_contiguous()
        && out.is_contiguous();
}

} // namespace

void matmul(const at::Tensor& x, const at::Tensor& weight, at::Tensor& out)
{
    const std::int64_t rows = x.size(0);
    if (rows > maxGemvRows && !isLeftToUs(x, weight, out)) {
        at::mm_out(out, x, weight.t());
        return;
    }
    byType(weight, [&]<class T>(T) {
        const std::int64_t k = weight.size(1);
        std::vector<float> widened;
        const float* in = asFloat(x, widened);
        inPieces(weight.size(0), productPiece(k), [&](std::int64_t first, std::int64_t last) {
            typedLoops<T>().gemv(in, data<T>(weight), data<T>(out), rows, k, first, last, out.size(1));
        });
    });
}

void matmulInputGradient(const at::Tensor& outGradient, const at::Tensor& weight, at::Tensor& inGradient)
{
    at::mm_out(inGradient, outGradient, weight);
}

void accumulateWeightGradient(const at::Tensor& outGradient, const at::Tensor& x, at::Tensor& weightGradient)
{
    if (x.scalar_type() != at::kBFloat16) {
        weightGradient.addmm_(outGradient.t(), x);
        return;
    }
    // ATen has no product of bfloat16 matrices with a float32 sum on the CPU: one rounding per micro-batch,
    // as under autocast.
    const at::Tensor product = at::mm(outGradient.t(), x);
    at::parallel_for(0, product.numel(), grain, [&](std::int64_t first, std::int64_t last) {
        cpuLoops().bfloat16.addTo(
            data<BfloatBits>(product) + first, data<float>(weightGradient) + first, last - first);
    });
}

void dropout(const at::Tensor& x, const DropoutMask& mask, at::Tensor& out)
{
    constexpr std::int64_t block = 4096; // even, so that no pair is cut
    byType(x, [&]<class T>(T) {
        const std::int64_t count = x.numel();
        at::parallel_for(0, (count + block - 1) / block, grain / block, [&](std::int64_t a, std::int64_t b) {
            const std::int64_t first = a * block;
            typedLoops<T>().dropout(data<T>(x) + first, data<T>(out) + first, mask.key, mask.firstKept(),
                mask.scale(), first, std::min(b * block, count) - first);
        });
    });
}

void addBias(at::Tensor& out, const at::Tensor& bias)
{
    byType(out, [&]<class T>(T) {
        const std::int64_t width = out.size(1);
        at::parallel_for(0, out.size(0), rowGrain(width), [&](std::int64_t first, std::int64_t last) {
            typedLoops<T>().addBias(data<T>(out) + first * width, data<float>(bias), last - first, width);
        });
    });
}

void accumulateBiasGradient(const at::Tensor& outGradient, at::Tensor& biasGradient)
{
    // Columns are divided among the threads, so that each is summed from the first row to the last.
    byType(outGradient, [&]<class T>(T) {
        const std::int64_t rows = outGradient.size(0);
        const std::int64_t width = outGradient.size(1);
        at::parallel_for(0, width, rowGrain(rows), [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t row = 0; row < rows; ++row)
                typedLoops<T>().addTo(data<T>(outGradient) + row * width + first,
                    data<float>(biasGradient) + first, last - first);
        });
    });
}

} // namespace dankai::cpu
