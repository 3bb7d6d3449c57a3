// SPDX-License-Identifier: Apache-2.0
// Every piece in its CPU form against its form in ATen operators, in float32 and bfloat16.
#include "core/base/json.h"
#include "core/checkpoint/dequantize.h"
#include "core/kernels/blockmatrix.h"
#include "core/kernels/cpuloops.h"
#include "core/kernels/device.h"
#include "core/kernels/forms.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include <QTest>

#include <array>
#include <cmath>
#include <vector>

using namespace dankai;

class TestKernels : public QObject
{
    Q_OBJECT

    at::ScalarType m_type = at::kFloat;

    at::Tensor random(std::vector<std::int64_t> shape, double scale = 1) const
    {
        return (at::randn(shape) * scale).to(m_type);
    }

    // Results of one rounding to bfloat16 may differ by a unit in the last place.
    bool isClose(const at::Tensor& a, const at::Tensor& b, double factor = 1) const
    {
        const double size = b.to(at::kFloat).abs().max().item<double>();
        const double off = (a.to(at::kFloat) - b.to(at::kFloat)).abs().max().item<double>();
        const double tolerance = factor * (m_type == at::kFloat ? 2e-6 : 8e-3) * std::max(size, 1e-3);
        if (!(off <= tolerance))
            qWarning("difference %g of values up to %g", off, size);
        return off <= tolerance;
    }

    // Any codes, with halves of 0.25 to 2 for scales and minima; `upperBytes`: where theirs stand in a block.
    struct Blocks
    {
        BlockType type;
        std::vector<int> upperBytes;
    };

    static BlockMatrix randomBlocks(const Blocks& kind, std::int64_t rows, std::int64_t columns)
    {
        const BlockLayout layout = layoutOf(kind.type);
        BlockMatrix matrix{.type = kind.type,
            .blocks = at::randint(256, {rows, columns / layout.values * layout.bytes}).to(at::kByte),
            .rows = rows,
            .columns = columns};
        auto* bytes = matrix.blocks.mutable_data_ptr<std::uint8_t>();
        for (std::int64_t at = 0; at < matrix.blocks.numel(); at += layout.bytes)
            for (const int upper : kind.upperBytes)
                bytes[at + upper] = static_cast<std::uint8_t>(0x34 + bytes[at + upper] % 12);
        return matrix;
    }

    static void addTypes()
    {
        QTest::addColumn<bool>("isHalf");
        QTest::newRow("float32") << false;
        QTest::newRow("bfloat16") << true;
    }

    void fetchType()
    {
        QFETCH(bool, isHalf);
        m_type = isHalf ? at::kBFloat16 : at::kFloat;
    }

private Q_SLOTS:

    void initTestCase()
    {
        const auto device = openDevice({.device = "cpu"});
        QVERIFY2(device.has_value(), device ? "" : device.error().message.c_str());
        QVERIFY(!device->instructionSet.empty());
    }

    void droppedElementsAreThoseOfTheKey_data() { addTypes(); }

    void droppedElementsAreThoseOfTheKey()
    {
        fetchType();
        for (const std::int64_t width : {1, 45, 576}) {
            const at::Tensor x = random({201, width});
            for (const double probability : {0.05, 0.5, 0.9}) {
                const DropoutMask mask{0xfedcba9876543210U, probability};
                at::Tensor expected = at::empty_like(x), found = at::empty_like(x), inPlace = x.clone();
                generic::dropout(x, mask, expected);
                cpu::dropout(x, mask, found);
                QVERIFY(found.equal(expected));
                dropout(inPlace, mask, inPlace);
                QVERIFY(inPlace.equal(expected));
            }
        }
        const at::Tensor ones = at::ones({1000, 1000}).to(m_type);
        at::Tensor a = at::empty_like(ones), b = at::empty_like(ones);
        const DropoutMask mask{7, 0.1};
        dropout(ones, mask.of(1), a);
        dropout(ones, mask.of(2), b);
        const auto shareOf
            = [](const at::Tensor& tensor) { return (tensor == 0).to(at::kDouble).mean().item<double>(); };
        // Six standard deviations of the share of a million.
        QVERIFY(std::abs(shareOf(a) - 0.1) < 0.0018);
        QVERIFY(std::abs(shareOf(b) - 0.1) < 0.0018);
        QVERIFY(std::abs(shareOf(a + b) - 0.01) < 0.0006); // as two that know nothing of one another
        QVERIFY(std::abs(a.to(at::kDouble).mean().item<double>() - 1) < 0.005);
    }

    void fourBitsAreNormalFloats()
    {
        // Once in every magnitude, each value of a block of its own scale.
        at::Tensor weight = at::randn({24, 640}) * at::pow(10.0, at::arange(24) / 6.0 - 4.0).unsqueeze(1);
        const auto matrix = quantizeNf4(weight, at::kCPU);
        QVERIFY(matrix.has_value());
        QCOMPARE(matrix->bytes(), std::uint64_t(24 * 640 / 2 + 240 + 4));
        at::Tensor values = at::empty_like(weight), half = at::empty(weight.sizes(), at::kBFloat16);
        cpu::dequantizeNf4(*matrix, values);
        cpu::dequantizeNf4(*matrix, half);
        at::Tensor plain = at::empty_like(values);
        generic::dequantizeNf4(*matrix, plain);
        QVERIFY(values.equal(plain));
        QVERIFY(half.equal(values.to(at::kBFloat16)));
        // The widest gap between two codes is 0.304 of the block's largest value; its scale is off by a
        // hundredth of the largest scale of 256.
        const at::Tensor scale = weight.view({-1, 64}).abs().amax(1, true);
        const at::Tensor off = (values - weight).view({-1, 64}).abs();
        const double share = ((off - scale * 0.153).clamp_min(0) / scale.max()).max().item<double>();
        QVERIFY2(share < 0.02, std::to_string(share).c_str());
        // Zeros stay zeros; the largest value of a lone block comes back as itself.
        at::Tensor lone = at::zeros({1, 64});
        lone[0][5] = -3.0F;
        const auto single = quantizeNf4(lone, at::kCPU);
        QVERIFY(single.has_value());
        at::Tensor back = at::empty_like(lone);
        cpu::dequantizeNf4(*single, back);
        QVERIFY(back.equal(lone));
        QVERIFY(!quantizeNf4(at::zeros({3, 50}), at::kCPU).has_value());
    }

    void fourBitsEqualBitsandbytes()
    {
        const Json golden = test::goldenJson("model/nf4.json");
        const auto rows = golden.at("rows").get<std::int64_t>();
        const auto columns = golden.at("columns").get<std::int64_t>();
        at::Tensor weight = at::empty({rows, columns});
        for (std::int64_t i = 0; i < weight.numel(); ++i) { // as make_nf4_golden.py has it
            const auto hashed = (static_cast<std::uint64_t>(i) * 2654435761U + 12345U) % 4294967296U;
            weight.data_ptr<float>()[i]
                = static_cast<float>((static_cast<double>(hashed) / 4294967296.0 - 0.5)
                    * std::pow(10.0, static_cast<double>(i / columns) / 8 - 3));
        }
        const auto matrix = quantizeNf4(weight, at::kCPU);
        QVERIFY(matrix.has_value());
        const auto hex = [](const at::Tensor& bytes) {
            return QByteArray(static_cast<const char*>(bytes.data_ptr()), bytes.numel())
                .toHex()
                .toStdString();
        };
        QCOMPARE(hex(matrix->codes), golden.at("codes").get<std::string>());
        QCOMPARE(hex(matrix->scaleCodes), golden.at("scale_codes").get<std::string>());
        const auto maxima = golden.at("scale_maxima").get<std::vector<float>>();
        QCOMPARE(matrix->scaleMaxima.numel(), static_cast<std::int64_t>(maxima.size()));
        for (std::size_t i = 0; i < maxima.size(); ++i)
            QVERIFY(std::abs(matrix->scaleMaxima.data_ptr<float>()[i] / maxima[i] - 1) < 1e-6F);
        at::Tensor values = at::empty_like(weight);
        cpu::dequantizeNf4(*matrix, values);
        for (const auto& [row, name] :
            {std::pair(std::int64_t{0}, "first_row"), std::pair(rows - 1, "last_row")}) {
            const auto expected = golden.at(name).get<std::vector<float>>();
            for (std::int64_t i = 0; i < columns; ++i) {
                const float value = expected[static_cast<std::size_t>(i)];
                // Small scales are the mean with something taken off: the mean's rounding shows.
                QVERIFY(std::abs(values.data_ptr<float>()[row * columns + i] - value)
                    <= 1e-5F * std::abs(value) + 1e-9F);
            }
        }
    }

    void devicesThatAreNotThereAreSentences()
    {
        QCOMPARE(openDevice({.device = "tpu"}).error().code, ErrorCode::Unusable);
        QCOMPARE(openDevice({.device = "cuda:x"}).error().code, ErrorCode::Unusable);
        QCOMPARE(openDevice({.device = "cpu", .threads = -1}).error().code, ErrorCode::Unusable);
        const auto far = openDevice({.device = "cuda:99"});
        QVERIFY(!far);
        QVERIFY(far.error().message.size() > 20);
        const auto any = openDevice({.device = "auto"});
        QVERIFY(any.has_value());
        QCOMPARE(any->note.empty(), any->device.is_cuda());
    }

    void normalisation_data() { addTypes(); }

    void normalisation()
    {
        fetchType();
        for (const std::int64_t hidden : {64, 71}) {
            const at::Tensor x = random({150, hidden}), delta = random({150, hidden});
            const at::Tensor weight = at::randn({hidden});
            at::Tensor sum = at::empty_like(x), normed = at::empty_like(x), rstd = at::empty({150});
            at::Tensor sum2 = at::empty_like(x), normed2 = at::empty_like(x), rstd2 = at::empty({150});
            cpu::addRmsNorm(x, delta, weight, 1e-5, sum, normed, rstd);
            generic::addRmsNorm(x, delta, weight, 1e-5, sum2, normed2, rstd2);
            QVERIFY(isClose(sum, sum2));
            QVERIFY(isClose(normed, normed2));
            QVERIFY(isClose(rstd, rstd2));

            at::Tensor gradient = random({150, hidden}), weightGradient = at::randn({hidden});
            at::Tensor gradient2 = gradient.clone(), weightGradient2 = weightGradient.clone();
            const at::Tensor normedGradient = random({150, hidden});
            cpu::rmsNormBackward(normedGradient, sum2, weight, rstd2, gradient, weightGradient, normed);
            generic::rmsNormBackward(
                normedGradient, sum2, weight, rstd2, gradient2, weightGradient2, normed2);
            QVERIFY(isClose(gradient, gradient2, 4));
            QVERIFY(isClose(weightGradient, weightGradient2, 4));
            QVERIFY(isClose(normed, normed2));

            at::Tensor nothing;
            cpu::addRmsNorm(x, nothing, weight, 1e-5, nothing, normed, rstd);
            generic::addRmsNorm(x, nothing, weight, 1e-5, nothing, normed2, rstd2);
            QVERIFY(isClose(normed, normed2));
        }
    }

    void rotaryAndItsTranspose_data() { addTypes(); }

    void rotaryAndItsTranspose()
    {
        fetchType();
        const at::Tensor angles = at::randn({50, 9});
        const at::Tensor positions = at::randint(50, {20}).to(at::kInt);
        const at::Tensor before = random({20, 5 * 18});
        at::Tensor a = before.clone(), b = before.clone();
        cpu::applyRotary(a, positions, angles.cos(), angles.sin(), 4, 18, RotaryDirection::Forward);
        generic::applyRotary(b, positions, angles.cos(), angles.sin(), 4, 18, RotaryDirection::Forward);
        QVERIFY(isClose(a, b));
        QVERIFY(!a.equal(before));
        cpu::applyRotary(a, positions, angles.cos(), angles.sin(), 4, 18, RotaryDirection::Backward);
        QVERIFY(isClose(a, before, 2));
    }

    void gatedUnit_data() { addTypes(); }

    void gatedUnit()
    {
        fetchType();
        at::Tensor gateUp = random({33, 2 * 45}, 4);
        at::Tensor product = random({33, 45}), product2 = product.clone();
        cpu::swiglu(gateUp, product);
        generic::swiglu(gateUp, product2);
        QVERIFY(isClose(product, product2));
        at::Tensor gateUp2 = gateUp.clone();
        product = random({33, 45});
        product2 = product.clone();
        cpu::swigluBackward(gateUp, product);
        generic::swigluBackward(gateUp2, product2);
        QVERIFY(isClose(gateUp, gateUp2, 2));
        QVERIFY(isClose(product, product2));
    }

    void packedAttention_data()
    {
        QTest::addColumn<bool>("isHalf");
        QTest::addColumn<int>("window");
        QTest::addColumn<int>("longest");
        QTest::addColumn<int>("headSize");
        for (const bool isHalf : {false, true}) {
            const char* type = isHalf ? "bfloat16" : "float32";
            QTest::addRow("%s", type) << isHalf << 0 << 97 << 16;
            for (const int window : {1, 3, 39, 40, 97, 200})
                QTest::addRow("%s window %d", type, window) << isHalf << window << 97 << 16;
            // Several pieces of rows; the kernel goes through keys in pieces of its own.
            for (const int window : {1, 100, 255, 256, 257, 700, 1199, 1200})
                QTest::addRow("%s window %d long", type, window) << isHalf << window << 1200 << 16;
            for (const int headSize : {4, 20, 64, 80, 96, 128, 256})
                QTest::addRow("%s heads of %d", type, headSize) << isHalf << 0 << 97 << headSize;
        }
    }

    void packedAttention()
    {
        fetchType();
        QFETCH(int, window);
        QFETCH(int, longest);
        QFETCH(int, headSize);
        const AttentionShape shape{.heads = 6, .keyHeads = 2, .headSize = headSize, .window = window};
        const std::int64_t tokens = 43 + longest;
        const std::vector<std::int32_t> starts = {0, 1, 40, 43, static_cast<std::int32_t>(tokens)};
        const PackedSequences sequences{.starts = starts, .deviceStarts = {}, .longest = longest};
        const at::Tensor qkv = random({tokens, 10 * headSize});
        at::Tensor out = random({tokens, 6 * headSize}), out2 = out.clone();
        at::Tensor sums = at::empty({6, tokens}), sums2 = sums.clone();
        cpu::attention(qkv, sequences, shape, out, sums);
        generic::attention(qkv, sequences, shape, out2, sums2);
        QVERIFY(isClose(out, out2, 2));
        QVERIFY(isClose(sums, sums2, 2));
        const at::Tensor outGradient = random({tokens, 6 * headSize});
        at::Tensor gradient = random({tokens, 10 * headSize}), gradient2 = random({tokens, 10 * headSize});
        cpu::attentionBackward(outGradient, qkv, out, sums, sequences, shape, gradient);
        generic::attentionBackward(outGradient, qkv, out, sums, sequences, shape, gradient2);
        QVERIFY(isClose(gradient, gradient2, 4));
    }

    void attentionBehindASharedPrefix_data()
    {
        QTest::addColumn<bool>("isHalf");
        QTest::addColumn<int>("prefix");
        for (const bool isHalf : {false, true})
            for (const int prefix : {1, 24, 300})
                QTest::addRow("%s prefix %d", isHalf ? "bfloat16" : "float32", prefix) << isHalf << prefix;
    }

    void attentionBehindASharedPrefix()
    {
        fetchType();
        QFETCH(int, prefix);
        const AttentionShape shape{.heads = 6, .keyHeads = 2, .headSize = 20};
        const std::vector<std::int32_t> lengths = {1, 39, 3, 97};
        std::vector<std::int32_t> starts = {prefix};
        for (const std::int32_t length : lengths)
            starts.push_back(starts.back() + length);
        const PackedSequences sequences{.starts = starts, .deviceStarts = {}, .longest = 97};
        const std::int64_t tokens = starts.back();
        const at::Tensor qkv = random({tokens, 200});
        at::Tensor out = random({tokens, 120}), out2 = out.clone();
        at::Tensor sums = at::empty({6, tokens}), sums2 = sums.clone();
        cpu::attention(qkv, sequences, shape, out, sums);
        generic::attention(qkv, sequences, shape, out2, sums2);
        QVERIFY(isClose(out, out2, 2));
        QVERIFY(isClose(sums, sums2, 2));
        // And as if each sequence had the prefix to itself.
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            const std::int64_t own = lengths[i];
            const at::Tensor whole = at::cat({qkv.narrow(0, 0, prefix), qkv.narrow(0, starts[i], own)});
            const std::vector<std::int32_t> all = {0, static_cast<std::int32_t>(prefix + own)};
            at::Tensor wholeOut = random({prefix + own, 120}), wholeSums = at::empty({6, prefix + own});
            cpu::attention(whole, {.starts = all, .deviceStarts = {}, .longest = all.back()}, shape, wholeOut,
                wholeSums);
            QVERIFY(isClose(out.narrow(0, starts[i], own), wholeOut.narrow(0, prefix, own), 2));
            QVERIFY(isClose(sums.narrow(1, starts[i], own), wholeSums.narrow(1, prefix, own), 2));
            QVERIFY(isClose(out.narrow(0, 0, prefix), wholeOut.narrow(0, 0, prefix), 2));
        }
    }

    void theWindowOfAttentionIsWhatAMaskSays()
    {
        // Against the definition itself, which both forms could miss together.
        const AttentionShape shape{.heads = 1, .keyHeads = 1, .headSize = 4, .window = 3};
        const std::vector<std::int32_t> starts = {0, 6};
        const PackedSequences sequences{.starts = starts, .deviceStarts = {}, .longest = 6};
        at::Tensor qkv = at::zeros({6, 12});
        for (int i = 0; i < 6; ++i)
            qkv[i][8] = 1 << i; // all scores are equal, so the result is the mean of what is seen
        at::Tensor out = at::empty({6, 4}), sums = at::empty({1, 6});
        cpu::attention(qkv, sequences, shape, out, sums);
        const std::array<float, 6> means = {1, 3 / 2.0F, 7 / 3.0F, 14 / 3.0F, 28 / 3.0F, 56 / 3.0F};
        for (int i = 0; i < 6; ++i)
            QVERIFY(std::abs(out[i][0].item<float>() - means[static_cast<std::size_t>(i)]) < 1e-4F);
    }

    void cachedAttentionReadsOnlyItsLength_data()
    {
        QTest::addColumn<bool>("isHalf");
        QTest::addColumn<int>("window");
        for (const int window : {0, 1, 4, 5, 100}) {
            QTest::addRow("float32 window %d", window) << false << window;
            QTest::addRow("bfloat16 window %d", window) << true << window;
        }
    }

    void cachedAttentionReadsOnlyItsLength()
    {
        fetchType();
        QFETCH(int, window);
        const AttentionShape shape{.heads = 4, .keyHeads = 2, .headSize = 20, .window = window};
        at::Tensor keys = random({3, 9, 40}), values = random({3, 9, 40});
        const at::Tensor qkv = random({3, 160});
        const std::array<std::int32_t, 3> filled = {1, 9, 5};
        const CachedLengths lengths{.host = filled, .device = {}};
        keys.select(0, 2).narrow(0, 5, 4).fill_(std::nan(""));
        if (window == 4) // what lies before the window is not read either
            keys.select(0, 1).narrow(0, 0, 5).fill_(std::nan(""));
        at::Tensor keys2 = keys.clone(), values2 = values.clone();
        cpu::appendToCache(qkv, lengths, shape, keys, values);
        generic::appendToCache(qkv, lengths, shape, keys2, values2);
        QVERIFY(at::allclose(keys, keys2, 0, 0, true));
        QVERIFY(values.equal(values2));
        QVERIFY(values[1][8].equal(qkv[1].narrow(0, 120, 40)));
        at::Tensor out = random({3, 80}), out2 = out.clone();
        cpu::cachedAttention(qkv, keys, values, lengths, shape, out);
        generic::cachedAttention(qkv, keys, values, lengths, shape, out2);
        QVERIFY(isClose(out, out2));
    }

    void crossEntropyAndItsGradient_data() { addTypes(); }

    void crossEntropyAndItsGradient()
    {
        fetchType();
        for (const std::int64_t vocabulary : {192, 1003}) {
            at::Tensor logits = random({40, vocabulary}, 5), logits2 = logits.clone();
            const at::Tensor labels = at::randint(vocabulary, {40}).to(at::kInt);
            at::Tensor nll = at::empty({40}), nll2 = at::empty({40});
            cpu::crossEntropy(logits, labels, 1, nll, CrossEntropyWants::Loss);
            QVERIFY(logits.equal(logits2));
            cpu::crossEntropy(logits, labels, 0.25, nll, CrossEntropyWants::LossAndGradient);
            generic::crossEntropy(logits2, labels, 0.25, nll2, CrossEntropyWants::LossAndGradient);
            QVERIFY(isClose(nll, nll2));
            QVERIFY(isClose(logits, logits2));
        }
    }

    void crossEntropyOfExtremes()
    {
        at::Tensor logits = at::zeros({3, 100});
        logits[0][7] = 1e4F; // certain and right
        logits[1][7] = 1e4F; // certain and wrong
        logits[2][3] = std::nanf("");
        const at::Tensor labels = at::zeros({3}).to(at::kInt);
        labels[0] = 7;
        at::Tensor nll = at::empty({3});
        cpu::crossEntropy(logits, labels, 1, nll, CrossEntropyWants::LossAndGradient);
        QCOMPARE(nll[0].item<float>(), 0.0F);
        QCOMPARE(nll[1].item<float>(), 1e4F);
        QVERIFY(std::isnan(nll[2].item<float>())); // a broken model must not look healthy
        QCOMPARE(logits[1][7].item<float>(), 1.0F);
        QCOMPARE(logits[1][0].item<float>(), -1.0F);
    }

    void rowsByIndex_data() { addTypes(); }

    void rowsByIndex()
    {
        fetchType();
        const at::Tensor table = random({10, 7});
        const at::Tensor rows = at::randint(10, {30}).to(at::kInt);
        at::Tensor out = random({30, 7}), out2 = out.clone();
        cpu::gatherRows(table, rows, out);
        generic::gatherRows(table, rows, out2);
        QVERIFY(out.equal(out2));
        at::Tensor sums = at::zeros({10, 7}), sums2 = sums.clone();
        cpu::scatterAddRows(out, rows, sums);
        generic::scatterAddRows(out, rows, sums2);
        QVERIFY(isClose(sums, sums2));
    }

    void products_data()
    {
        QTest::addColumn<bool>("isHalf");
        QTest::addColumn<int>("rows");
        for (const int rows : {1, 2, 3, 5, 8, 9, 70}) {
            QTest::addRow("float32 %d", rows) << false << rows;
            QTest::addRow("bfloat16 %d", rows) << true << rows;
        }
    }

    void products()
    {
        fetchType();
        QFETCH(int, rows);
        const at::Tensor x = random({rows, 83}), weight = random({51, 83});
        at::Tensor out = random({rows, 51}), out2 = out.clone();
        cpu::matmul(x, weight, out);
        generic::matmul(x, weight, out2);
        QVERIFY(isClose(out, out2, 2));
        at::Tensor in = random({rows, 83});
        cpu::matmulInputGradient(out, weight, in);
        QVERIFY(isClose(in, out.to(at::kFloat).mm(weight.to(at::kFloat)).to(m_type), 2));
        at::Tensor sums = at::randn({51, 83}), sums2 = sums.clone();
        cpu::accumulateWeightGradient(out, x, sums);
        generic::accumulateWeightGradient(out, x, sums2);
        QVERIFY(isClose(sums, sums2, 2));
    }

    void biases_data() { addTypes(); }

    void biases()
    {
        fetchType();
        for (const std::int64_t width : {64, 83}) {
            at::Tensor out = random({70, width}), out2 = out.clone();
            const at::Tensor bias = at::randn({width});
            cpu::addBias(out, bias);
            generic::addBias(out2, bias);
            QVERIFY(out.equal(out2));
            at::Tensor sums = at::randn({width}), sums2 = sums.clone();
            cpu::accumulateBiasGradient(out, sums);
            generic::accumulateBiasGradient(out, sums2);
            m_type = at::kFloat; // summed and kept in float32
            QVERIFY(isClose(sums, sums2, 4));
            fetchType();
        }
    }

    void aRowsProductDoesNotDependOnItsNeighbours_data() { addTypes(); }

    void aRowsProductDoesNotDependOnItsNeighbours()
    {
        fetchType();
        for (const std::int64_t k : {7, 83, 200, 576}) {
            const at::Tensor x = random({8, k}), weight = random({61, k});
            at::Tensor together = at::empty({8, 61}, m_type);
            cpu::matmul(x, weight, together);
            for (std::int64_t rows = 1; rows < 8; ++rows) {
                at::Tensor alone = at::empty({rows, 61}, m_type);
                cpu::matmul(x.narrow(0, 8 - rows, rows), weight, alone);
                QVERIFY(alone.equal(together.narrow(0, 8 - rows, rows)));
            }
        }
    }

    void blocksMultiplyAsTheirDenseMatrix_data() { addTypes(); }

    void blocksMultiplyAsTheirDenseMatrix()
    {
        fetchType();
        const std::vector<Blocks> kinds = {{BlockType::Q4_0, {1}}, {BlockType::Q4_1, {1, 3}},
            {BlockType::Q5_0, {1}}, {BlockType::Q5_1, {1, 3}}, {BlockType::Q8_0, {1}},
            {BlockType::Q4_K, {1, 3}}, {BlockType::Q5_K, {1, 3}}, {BlockType::Q6_K, {209}}};
        for (const Blocks& kind : kinds)
            for (const std::int64_t blocks : {1, 3, 18, 34}) {
                const std::int64_t k = blocks * layoutOf(kind.type).values;
                // Two matrices, so that a product has rows of both.
                const BlockMatrix first = randomBlocks(kind, 37, k), second = randomBlocks(kinds[1], 24, k);
                at::Tensor dense = at::empty({61, k}, m_type);
                at::Tensor above = dense.narrow(0, 0, 37), below = dense.narrow(0, 37, 24);
                dequantizeBlocks(first, above);
                dequantizeBlocks(second, below);
                QVERIFY(dense.abs().max().item<double>() > 1);
                const std::array matrices = {&first, &second};
                for (const std::int64_t rows : {1, 2, 3, 8}) {
                    const at::Tensor x = random({rows, k});
                    at::Tensor out = at::empty({rows, 61}, m_type), expected = out.clone();
                    matmulBlocks(x, matrices, out);
                    cpu::matmul(x, dense, expected);
                    QVERIFY(out.equal(expected));
                }
            }
    }

    void roundingIsToNearestEven()
    {
        at::Tensor values = at::randn({4099}) * 1000;
        values[0] = std::nanf("");
        values[1] = INFINITY;
        values[2] = 1.00390625F; // half way between two bfloat16 values
        values[3] = 1.01171875F;
        at::Tensor rounded = at::empty({4099}, at::kBFloat16);
        cpu::roundToCompute(values, rounded);
        QVERIFY(rounded.narrow(0, 1, 4098).equal(values.narrow(0, 1, 4098).to(at::kBFloat16)));
        QVERIFY(std::isnan(rounded[0].item<float>()));
    }

    void normOfGradients()
    {
        const at::Tensor values = at::randn({200003});
        const double norm = cpu::gradientNorm(values);
        QVERIFY(std::abs(norm - generic::gradientNorm(values)) < 1e-6 * norm);
        const int threads = at::get_num_threads();
        at::set_num_threads(1);
        QCOMPARE(cpu::gradientNorm(values), norm);
        at::set_num_threads(threads);
    }

    void instructionSetsAgree()
    {
        // What runs on a processor without AVX2 gives the same numbers up to the order of sums.
        const at::Tensor gateUp = at::randn({5, 2 * 37});
        at::Tensor a = at::empty({5, 37}), b = at::empty({5, 37});
        baselineLoops().float32.swiglu(gateUp.const_data_ptr<float>(), a.mutable_data_ptr<float>(), 5, 37);
        cpuLoops().float32.swiglu(gateUp.const_data_ptr<float>(), b.mutable_data_ptr<float>(), 5, 37);
        QVERIFY(isClose(a, b));
        at::Tensor logits = at::randn({1, 500}), logits2 = logits.clone();
        const float scale = 1;
        const double nll
            = baselineLoops().float32.crossEntropy(logits.mutable_data_ptr<float>(), 3, &scale, 500);
        const double nll2
            = cpuLoops().float32.crossEntropy(logits2.mutable_data_ptr<float>(), 3, &scale, 500);
        QVERIFY(std::abs(nll - nll2) < 1e-6);
        QVERIFY(isClose(logits, logits2));
    }
};

QTEST_APPLESS_MAIN(TestKernels)
#include "testkernels.moc"
