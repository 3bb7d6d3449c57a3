// SPDX-License-Identifier: Apache-2.0
// Every piece as ATen operators: right on any device, with temporaries and without fusion.
#include "core/kernels/cudaprogram.h"
#include "core/kernels/forms.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/_flash_attention_backward.h>
#include <ATen/ops/_flash_attention_forward.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace dankai::generic {

void addRmsNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double epsilon,
    at::Tensor& sum, at::Tensor& normed, at::Tensor& rstd)
{
    at::Tensor in = x;
    if (delta.defined()) {
        sum.copy_(x + delta);
        in = sum;
    }
    const at::Tensor wide = in.to(at::kFloat);
    rstd.copy_(at::rsqrt((wide * wide).mean(1) + epsilon));
    normed.copy_(wide * rstd.unsqueeze(1) * weight);
}

void rmsNormBackward(const at::Tensor& normedGradient, const at::Tensor& x, const at::Tensor& weight,
    const at::Tensor& rstd, at::Tensor& gradient, at::Tensor& weightGradient, at::Tensor& normed)
{
    const at::Tensor wide = x.to(at::kFloat);
    const at::Tensor r = rstd.unsqueeze(1);
    const at::Tensor g = normedGradient.to(at::kFloat);
    const at::Tensor weighted = g * weight;
    const at::Tensor c = (weighted * wide).mean(1, true) * r * r;
    gradient.copy_(gradient.to(at::kFloat) + r * (weighted - wide * c));
    const at::Tensor scaled = wide * r;
    if (weightGradient.defined())
        weightGradient.add_((g * scaled).sum(0));
    normed.copy_(scaled * weight);
}

void applyRotary(at::Tensor& qkv, const at::Tensor& positions, const at::Tensor& cosine,
    const at::Tensor& sine, int heads, int headSize, RotaryDirection direction)
{
    const std::int64_t half = headSize / 2;
    const at::Tensor c = cosine.index_select(0, positions).unsqueeze(1);
    at::Tensor s = sine.index_select(0, positions).unsqueeze(1);
    if (direction == RotaryDirection::Backward)
        s = -s;
    const at::Tensor rotated = qkv.view({qkv.size(0), -1, headSize}).narrow(1, 0, heads);
    at::Tensor low = rotated.narrow(2, 0, half);
    at::Tensor high = rotated.narrow(2, half, half);
    const at::Tensor a = low.to(at::kFloat);
    const at::Tensor b = high.to(at::kFloat);
    const at::Tensor newLow = a * c - b * s;
    const at::Tensor newHigh = b * c + a * s;
    low.copy_(newLow);
    high.copy_(newHigh);
}

void swiglu(const at::Tensor& gateUp, at::Tensor& product)
{
    const std::int64_t width = product.size(1);
    const at::Tensor gate = gateUp.narrow(1, 0, width).to(at::kFloat);
    product.copy_(gate * at::sigmoid(gate) * gateUp.narrow(1, width, width).to(at::kFloat));
}

void swigluBackward(at::Tensor& gateUp, at::Tensor& product)
{
    const std::int64_t width = product.size(1);
    const at::Tensor gate = gateUp.narrow(1, 0, width).to(at::kFloat);
    const at::Tensor up = gateUp.narrow(1, width, width).to(at::kFloat);
    const at::Tensor gradient = product.to(at::kFloat);
    const at::Tensor sigmoid = at::sigmoid(gate);
    const at::Tensor silu = gate * sigmoid;
    // All of them before the first is written: in float32 the inputs are views of what is written to.
    const at::Tensor gateGradient = gradient * up * sigmoid * (1 + gate * (1 - sigmoid));
    const at::Tensor upGradient = gradient * silu;
    const at::Tensor value = silu * up;
    gateUp.narrow(1, 0, width).copy_(gateGradient);
    gateUp.narrow(1, width, width).copy_(upGradient);
    product.copy_(value);
}

namespace {

struct Heads
{
    at::Tensor query, key, value; // [heads, length, headSize] float32; key and value repeated over the group
};

// [length, n * headSize] -> [n, length, headSize]
at::Tensor byHead(const at::Tensor& rows, std::int64_t count, const AttentionShape& shape)
{
    return rows.reshape({rows.size(0), count, shape.headSize}).transpose(0, 1);
}

Heads headsOf(const at::Tensor& rows, const AttentionShape& shape)
{
    const std::int64_t queryWidth = std::int64_t{shape.heads} * shape.headSize;
    const std::int64_t keyWidth = std::int64_t{shape.keyHeads} * shape.headSize;
    const std::int64_t group = shape.heads / shape.keyHeads;
    const at::Tensor wide = rows.to(at::kFloat);
    return {byHead(wide.narrow(1, 0, queryWidth), shape.heads, shape),
        byHead(wide.narrow(1, queryWidth, keyWidth), shape.keyHeads, shape).repeat_interleave(group, 0),
        byHead(wide.narrow(1, queryWidth + keyWidth, keyWidth), shape.keyHeads, shape)
            .repeat_interleave(group, 0)};
}

double scoreScale(const AttentionShape& shape)
{
    return 1.0 / std::sqrt(static_cast<double>(shape.headSize));
}

// [heads, length, length], what lies in the future or before the window at minus infinity
at::Tensor causalScores(const Heads& heads, const AttentionShape& shape)
{
    const std::int64_t length = heads.query.size(1);
    const at::Tensor all = at::ones({length, length}, heads.query.options().dtype(at::kBool));
    at::Tensor hidden = all.triu(1);
    if (shape.window > 0)
        hidden = hidden.logical_or(all.tril(-shape.window));
    return at::matmul(heads.query, heads.key.transpose(1, 2))
        .mul_(scoreScale(shape))
        .masked_fill_(hidden, -std::numeric_limits<float>::infinity());
}

// As the fused kernel counts it: positions before a token's own.
std::optional<std::int64_t> windowBefore(const AttentionShape& shape)
{
    return shape.window > 0 ? std::optional<std::int64_t>(shape.window - 1) : std::nullopt;
}

// Nothing of what comes after; said only beside a window, since it follows from "causal" without one.
std::optional<std::int64_t> windowAfter(const AttentionShape& shape)
{
    return shape.window > 0 ? std::optional<std::int64_t>(0) : std::nullopt;
}

// The fused kernel of CUDA takes half precision only, from compute capability 8.0 on.
bool hasFlash(const at::Tensor& qkv)
{
    return qkv.is_cuda() && qkv.scalar_type() == at::kBFloat16 && computeCapability(qkv.get_device()) >= 80;
}

// View [tokens, n, headSize] of the merged buffer
at::Tensor packedHeads(
    const at::Tensor& buffer, std::int64_t first, std::int64_t count, const AttentionShape& shape)
{
    return buffer.view({buffer.size(0), -1, shape.headSize}).narrow(1, first, count);
}

} // namespace

void dequantizeNf4(const Nf4Matrix& matrix, at::Tensor& out)
{
    const at::Tensor upper = matrix.codes.bitwise_right_shift(4).to(at::kLong);
    const at::Tensor lower = matrix.codes.bitwise_and(15).to(at::kLong);
    const at::Tensor codes = at::stack({upper, lower}, 1).view({-1});
    const std::int64_t blocks = matrix.scaleCodes.numel();
    const at::Tensor maxima = matrix.scaleMaxima.repeat_interleave(nf4ScaleBlock).narrow(0, 0, blocks);
    const at::Tensor scales
        = at::index_select(matrix.table, 0, matrix.scaleCodes.to(at::kLong) + 16) * maxima + matrix.scaleMean;
    const at::Tensor values = at::index_select(matrix.table, 0, codes).view({blocks, nf4Block});
    out.copy_((values * scales.unsqueeze(1)).view({matrix.rows, matrix.columns}));
}

void attention(const at::Tensor& qkv, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& out, at::Tensor& logSumExp)
{
    if (hasFlash(qkv)) {
        const auto result = at::_flash_attention_forward(packedHeads(qkv, 0, shape.heads, shape),
            packedHeads(qkv, shape.heads, shape.keyHeads, shape),
            packedHeads(qkv, shape.heads + shape.keyHeads, shape.keyHeads, shape), sequences.deviceStarts,
            sequences.deviceStarts, sequences.longest, sequences.longest, 0.0, true, false, std::nullopt,
            windowBefore(shape), windowAfter(shape));
        out.copy_(std::get<0>(result).view(out.sizes()));
        logSumExp.copy_(std::get<1>(result));
        return;
    }
    const std::int64_t prefix = sequences.starts.front();
    // Of a sequence behind its prefix, or of the prefix itself.
    const auto attendWithin = [&](std::int64_t before, std::int64_t start, std::int64_t length) {
        const at::Tensor own = qkv.narrow(0, start, length);
        const Heads heads = headsOf(before > 0 ? at::cat({qkv.narrow(0, 0, before), own}) : own, shape);
        const at::Tensor scores = causalScores(heads, shape).narrow(1, before, length);
        logSumExp.narrow(1, start, length).copy_(at::logsumexp(scores, 2));
        const at::Tensor mixed = at::matmul(at::softmax(scores, 2), heads.value);
        out.narrow(0, start, length).copy_(mixed.transpose(0, 1).reshape({length, out.size(1)}));
    };
    if (prefix > 0)
        attendWithin(0, 0, prefix);
    for (std::size_t s = 0; s + 1 < sequences.starts.size(); ++s)
        attendWithin(prefix, sequences.starts[s], sequences.starts[s + 1] - sequences.starts[s]);
}

// With P = exp(S - L) and D = rowsum(dO * O): dV = P' dO, dS = P * (dO V' - D), dQ = s dS K, dK = s dS' Q
// (Dao et al. 2022, appendix B).
void attentionBackward(const at::Tensor& outGradient, const at::Tensor& qkv, const at::Tensor& out,
    const at::Tensor& logSumExp, const PackedSequences& sequences, const AttentionShape& shape,
    at::Tensor& qkvGradient)
{
    if (hasFlash(qkv)) {
        const at::Tensor noRandom = at::zeros({2}, qkv.options().dtype(at::kUInt64));
        const std::vector<std::int64_t> rows = {qkv.size(0), shape.heads, shape.headSize};
        const auto result = at::_flash_attention_backward(outGradient.view(rows),
            packedHeads(qkv, 0, shape.heads, shape), packedHeads(qkv, shape.heads, shape.keyHeads, shape),
            packedHeads(qkv, shape.heads + shape.keyHeads, shape.keyHeads, shape), out.view(rows), logSumExp,
            sequences.deviceStarts, sequences.deviceStarts, sequences.longest, sequences.longest, 0.0, true,
            noRandom, at::empty({0}, noRandom.options()), std::nullopt, windowBefore(shape),
            windowAfter(shape));
        packedHeads(qkvGradient, 0, shape.heads, shape).copy_(std::get<0>(result));
        packedHeads(qkvGradient, shape.heads, shape.keyHeads, shape).copy_(std::get<1>(result));
        packedHeads(qkvGradient, shape.heads + shape.keyHeads, shape.keyHeads, shape)
            .copy_(std::get<2>(result));
        return;
    }
    const std::int64_t group = shape.heads / shape.keyHeads;
    for (std::size_t s = 0; s + 1 < sequences.starts.size(); ++s) {
        const std::int64_t start = sequences.starts[s];
        const std::int64_t length = sequences.starts[s + 1] - start;
        const Heads heads = headsOf(qkv.narrow(0, start, length), shape);
        const at::Tensor weights
            = (causalScores(heads, shape) - logSumExp.narrow(1, start, length).unsqueeze(2)).exp_();
        const at::Tensor mixedGradient
            = byHead(outGradient.narrow(0, start, length).to(at::kFloat), shape.heads, shape);
        const at::Tensor mixed = byHead(out.narrow(0, start, length).to(at::kFloat), shape.heads, shape);
        const at::Tensor scoreGradient = weights
            * (at::matmul(mixedGradient, heads.value.transpose(1, 2)) - (mixedGradient * mixed).sum(2, true))
            * scoreScale(shape);
        const auto write = [&](const at::Tensor& byHeads, std::int64_t first, std::int64_t count) {
            packedHeads(qkvGradient.narrow(0, start, length), first, count, shape)
                .copy_(byHeads.transpose(0, 1));
        };
        const auto overGroup = [&](const at::Tensor& repeated) {
            return repeated.view({shape.keyHeads, group, length, shape.headSize}).sum(1);
        };
        write(at::matmul(scoreGradient, heads.key), 0, shape.heads);
        write(overGroup(at::matmul(scoreGradient.transpose(1, 2), heads.query)), shape.heads, shape.keyHeads);
        write(overGroup(at::matmul(weights.transpose(1, 2), mixedGradient)), shape.heads + shape.keyHeads,
            shape.keyHeads);
    }
}

void appendToCache(const at::Tensor& qkv, const CachedLengths& lengths, const AttentionShape& shape,
    at::Tensor& keys, at::Tensor& values)
{
    const std::int64_t width = keys.size(2);
    const std::int64_t queryWidth = std::int64_t{shape.heads} * shape.headSize;
    for (std::int64_t row = 0; row < qkv.size(0); ++row) {
        const std::int64_t position = lengths.host[static_cast<std::size_t>(row)] - 1;
        const at::Tensor merged = qkv.select(0, row);
        keys.select(0, row).select(0, position).copy_(merged.narrow(0, queryWidth, width));
        values.select(0, row).select(0, position).copy_(merged.narrow(0, queryWidth + width, width));
    }
}

void cachedAttention(const at::Tensor& qkv, const at::Tensor& keys, const at::Tensor& values,
    const CachedLengths& lengths, const AttentionShape& shape, at::Tensor& out)
{
    const std::int64_t group = shape.heads / shape.keyHeads;
    for (std::int64_t row = 0; row < qkv.size(0); ++row) {
        const std::int64_t filled = lengths.host[static_cast<std::size_t>(row)];
        const std::int64_t length = shape.window > 0 ? std::min<std::int64_t>(shape.window, filled) : filled;
        const at::Tensor query = qkv.select(0, row)
                                     .narrow(0, 0, std::int64_t{shape.heads} * shape.headSize)
                                     .view({shape.heads, 1, shape.headSize})
                                     .to(at::kFloat);
        const auto cached = [&](const at::Tensor& cache) {
            return byHead(
                cache.select(0, row).narrow(0, filled - length, length).to(at::kFloat), shape.keyHeads, shape)
                .repeat_interleave(group, 0);
        };
        const at::Tensor scores
            = at::matmul(query, cached(keys).transpose(1, 2)).mul_(scoreScale(shape)); // [heads, 1, length]
        out.select(0, row).copy_(at::matmul(at::softmax(scores, 2), cached(values)).view({-1}));
    }
}

void crossEntropy(
    at::Tensor& logits, const at::Tensor& labels, double scale, at::Tensor& nll, CrossEntropyWants wants)
{
    const at::Tensor wide = logits.to(at::kFloat);
    const at::Tensor index = labels.to(at::kLong).unsqueeze(1);
    const at::Tensor sums = at::logsumexp(wide, 1, true);
    nll.copy_((sums - wide.gather(1, index)).squeeze(1));
    if (wants == CrossEntropyWants::Loss)
        return;
    at::Tensor gradient = (wide - sums).exp_();
    gradient.scatter_add_(1, index, at::ones_like(index, gradient.options()).neg_());
    logits.copy_(gradient.mul_(scale));
}

void gatherRows(const at::Tensor& table, const at::Tensor& rows, at::Tensor& out)
{
    at::index_select_out(out, table, 0, rows);
}

void scatterRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table)
{
    table.index_copy_(0, rows.to(at::kLong), in);
}

void scatterAddRows(const at::Tensor& in, const at::Tensor& rows, at::Tensor& table)
{
    // index_put_ sorts its indices on CUDA, so its sums have a fixed order; index_add_ has none.
    table.index_put_({rows.to(at::kLong)}, in.to(at::kFloat), true);
}

void dropout(const at::Tensor& x, const DropoutMask& mask, at::Tensor& out)
{
    at::Tensor factors = at::empty(x.sizes(), at::kFloat);
    float* values = factors.mutable_data_ptr<float>();
    const std::uint32_t firstKept = mask.firstKept();
    for (std::int64_t i = 0; i < x.numel(); ++i) {
        std::uint64_t bits = mask.key + (static_cast<std::uint64_t>(i) / 2 + 1) * 0x9e3779b97f4a7c15U;
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
        bits ^= bits >> 31;
        values[i]
            = static_cast<std::uint32_t>(i % 2 == 0 ? bits : bits >> 32) >= firstKept ? mask.scale() : 0;
    }
    out.copy_(x.to(at::kFloat) * factors.to(x.device()));
}

double gradientNorm(const at::Tensor& gradient)
{
    // Blocks, so that the temporary in double stays small.
    constexpr std::int64_t blockSize = 1 << 24;
    at::Tensor sum = at::zeros({}, gradient.options().dtype(at::kDouble));
    for (std::int64_t start = 0; start < gradient.numel(); start += blockSize) {
        const at::Tensor block
            = gradient.narrow(0, start, std::min(blockSize, gradient.numel() - start)).to(at::kDouble);
        sum += (block * block).sum();
    }
    return std::sqrt(sum.item<double>());
}

void roundToCompute(const at::Tensor& master, at::Tensor& computed)
{
    computed.copy_(master);
}

void matmul(const at::Tensor& x, const at::Tensor& weight, at::Tensor& out)
{
    at::mm_out(out, x, weight.t());
}

void matmulInputGradient(const at::Tensor& outGradient, const at::Tensor& weight, at::Tensor& inGradient)
{
    at::mm_out(inGradient, outGradient, weight);
}

void accumulateWeightGradient(const at::Tensor& outGradient, const at::Tensor& x, at::Tensor& weightGradient)
{
    if (x.scalar_type() == at::kFloat)
        weightGradient.addmm_(outGradient.t(), x);
    else if (x.is_cuda())
        at::addmm_out(weightGradient, weightGradient, outGradient.t(), x, at::kFloat); // summed in float32
    else
        weightGradient.add_(at::mm(outGradient.t(), x));
}

void addBias(at::Tensor& out, const at::Tensor& bias)
{
    out.add_(bias);
}

void accumulateBiasGradient(const at::Tensor& outGradient, at::Tensor& biasGradient)
{
    biasGradient.add_(at::sum(outGradient, {0}, false, at::kFloat));
}

} // namespace dankai::generic
