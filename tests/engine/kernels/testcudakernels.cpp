// SPDX-License-Identifier: Apache-2.0
// The CUDA kernels against ATen's operators on the CPU, in float32 and bfloat16, with rows that fit the wide
// loads and rows that do not. What needs a GPU, or NVRTC, is skipped with its reason.
#include "core/kernels/cudaprogram.h"
#include "core/kernels/device.h"
#include "core/kernels/forms.h"
#include "core/kernels/splitmaster.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include <QTest>

#include <array>
#include <cmath>
#include <utility>
#include <vector>

using namespace dankai;

namespace {

at::Tensor onGpu(const at::Tensor& tensor)
{
    return tensor.to(at::kCUDA, false, true);
}

} // namespace

class TestCudaKernels : public QObject
{
    Q_OBJECT

    at::ScalarType m_type = at::kFloat;
    QString m_missing; // why there is no GPU to test on

    at::Tensor random(std::vector<std::int64_t> shape, double scale = 1) const
    {
        return (at::randn(shape) * scale).to(m_type);
    }

    // Results of one rounding to bfloat16 may differ by a unit in the last place.
    bool isClose(const at::Tensor& gpu, const at::Tensor& cpu, double factor = 1) const
    {
        const at::Tensor a = gpu.cpu().to(at::kDouble);
        const at::Tensor b = cpu.to(at::kDouble);
        const double size = b.abs().max().item<double>();
        const double off = (a - b).abs().max().item<double>();
        const double tolerance = factor * (m_type == at::kFloat ? 2e-6 : 8e-3) * std::max(size, 1e-3);
        if (!(off <= tolerance))
            qWarning("difference %g of values up to %g", off, size);
        return off <= tolerance;
    }

    static void addTypes(std::initializer_list<int> widths)
    {
        QTest::addColumn<bool>("isHalf");
        QTest::addColumn<int>("width");
        for (const int width : widths) {
            QTest::addRow("float32 %d", width) << false << width;
            QTest::addRow("bfloat16 %d", width) << true << width;
        }
    }

    void fetchType()
    {
        QFETCH(bool, isHalf);
        m_type = isHalf ? at::kBFloat16 : at::kFloat;
    }

    static void addForms()
    {
        QTest::addColumn<bool>("isSplit");
        QTest::addColumn<int>("width");
        for (const int width : {1003, 4096}) {
            QTest::addRow("float32 masters %d", width) << false << width;
            QTest::addRow("split masters %d", width) << true << width;
        }
    }

    // A master in one piece, and in the form that is stepped; the second tensor its upper half.
    static std::pair<at::Tensor, at::Tensor> inForm(const at::Tensor& whole, bool isSplit)
    {
        at::Tensor upper = at::empty(whole.sizes(), at::kBFloat16),
                   low = at::empty(whole.sizes(), at::kShort);
        if (!isSplit)
            return {whole.clone(), upper};
        splitMaster(whole, upper, low);
        return {low, upper};
    }

    static at::Tensor inOne(const at::Tensor& master, const at::Tensor& upper)
    {
        return master.scalar_type() == at::kShort ? joinedMaster(upper.cpu(), master.cpu()) : master.cpu();
    }

private Q_SLOTS:

    void initTestCase()
    {
        const auto device = openDevice({.device = "cuda"});
        if (!device)
            m_missing = "no GPU to test on: " + QString::fromStdString(device.error().message);
        else
            QVERIFY2(device->note.empty(), device->note.c_str());
    }

    void compileForEveryGeneration()
    {
        for (const int capability : {75, 80, 86, 89, 90, 100, 120}) {
            const auto code = compileCuda(cudaKernelSource(), capability);
            if (!code && code.error().message.starts_with("NVRTC"))
                QSKIP(code.error().message.c_str());
            QVERIFY2(code.has_value(), code ? "" : code.error().message.c_str());
            QVERIFY(code->size() > 10000);
        }
        // A GPU that is newer than the compiler gets what its driver can translate.
        const auto future = compileCuda(cudaKernelSource(), 999);
        QVERIFY(future && future->find(".visible .entry addRmsNorm_float32_4") != std::string::npos);
        QVERIFY(!compileCuda(cudaKernelSource(), 50));
        QVERIFY(!compileCuda("this is no program", 80));
    }

    void normalisation_data() { addTypes({64, 71, 576, 4096, 5001, 8192}); }

    void normalisation()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        constexpr std::int64_t rows = 1300; // more than the blocks that share the weight's gradient
        const at::Tensor x = random({rows, width}), delta = random({rows, width}),
                         weight = at::randn({width});
        at::Tensor sum = at::empty_like(x), normed = at::empty_like(x), rstd = at::empty({rows});
        at::Tensor sum2 = onGpu(sum), normed2 = onGpu(normed), rstd2 = onGpu(rstd);
        generic::addRmsNorm(x, delta, weight, 1e-5, sum, normed, rstd);
        cuda::addRmsNorm(onGpu(x), onGpu(delta), onGpu(weight), 1e-5, sum2, normed2, rstd2);
        QVERIFY(isClose(sum2, sum));
        QVERIFY(isClose(normed2, normed));
        QVERIFY(isClose(rstd2, rstd));

        at::Tensor gradient = random({rows, width}), weightGradient = at::randn({width});
        at::Tensor gradient2 = onGpu(gradient), weightGradient2 = onGpu(weightGradient);
        const at::Tensor normedGradient = random({rows, width});
        generic::rmsNormBackward(normedGradient, sum, weight, rstd, gradient, weightGradient, normed);
        cuda::rmsNormBackward(onGpu(normedGradient), onGpu(sum), onGpu(weight), onGpu(rstd), gradient2,
            weightGradient2, normed2);
        QVERIFY(isClose(gradient2, gradient, 4));
        QVERIFY(isClose(weightGradient2, weightGradient, 4));
        QVERIFY(isClose(normed2, normed));
        at::Tensor again = onGpu(normedGradient), none; // in place, and without a weight's gradient
        at::Tensor gradient3 = gradient2.clone();
        cuda::rmsNormBackward(again, onGpu(sum), onGpu(weight), onGpu(rstd), gradient3, none, again);
        QVERIFY(again.equal(normed2));

        at::Tensor nothing;
        generic::addRmsNorm(x, nothing, weight, 1e-5, nothing, normed, rstd);
        cuda::addRmsNorm(onGpu(x), nothing, onGpu(weight), 1e-5, nothing, normed2, rstd2);
        QVERIFY(isClose(normed2, normed));
    }

    void rotary_data() { addTypes({18, 64, 128}); }

    void rotary()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        const at::Tensor angles = at::randn({50, width / 2});
        const at::Tensor positions = at::randint(50, {200}).to(at::kInt);
        at::Tensor a = random({200, 5 * width}), b = onGpu(a);
        for (const RotaryDirection direction : {RotaryDirection::Forward, RotaryDirection::Backward}) {
            generic::applyRotary(a, positions, angles.cos(), angles.sin(), 4, width, direction);
            cuda::applyRotary(
                b, onGpu(positions), onGpu(angles.cos()), onGpu(angles.sin()), 4, width, direction);
            QVERIFY(isClose(b, a, 2));
        }
    }

    void fourBits_data() { addTypes({1, 16, 100}); } // blocks a row

    void fourBits()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        const auto matrix = quantizeNf4(at::randn({77, nf4Block * width}) * 0.02, at::kCPU);
        QVERIFY(matrix.has_value());
        Nf4Matrix there = *matrix;
        for (at::Tensor* part : {&there.codes, &there.scaleCodes, &there.scaleMaxima, &there.table})
            *part = onGpu(*part);
        at::Tensor expected = at::empty({77, nf4Block * width}, m_type), found = onGpu(expected);
        generic::dequantizeNf4(*matrix, expected);
        cuda::dequantizeNf4(there, found);
        QVERIFY(found.cpu().equal(expected));
    }

    void droppedElements_data() { addTypes({45, 1536}); }

    void droppedElements()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        const at::Tensor x = random({133, width});
        at::Tensor expected = at::empty_like(x), found = onGpu(expected);
        const DropoutMask mask{0xfedcba9876543210U, 0.3};
        generic::dropout(x, mask, expected);
        cuda::dropout(onGpu(x), mask, found);
        QVERIFY(found.cpu().equal(expected));
        at::Tensor inPlace = onGpu(x);
        cuda::dropout(inPlace, mask, inPlace);
        QVERIFY(inPlace.equal(found));
    }

    void gatedUnit_data() { addTypes({45, 1536}); }

    void gatedUnit()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        at::Tensor gateUp = random({133, 2 * width}, 4), product = random({133, width});
        at::Tensor gateUp2 = onGpu(gateUp), product2 = onGpu(product);
        generic::swiglu(gateUp, product);
        cuda::swiglu(gateUp2, product2);
        QVERIFY(isClose(product2, product));
        product = random({133, width});
        product2 = onGpu(product);
        generic::swigluBackward(gateUp, product);
        cuda::swigluBackward(gateUp2, product2);
        QVERIFY(isClose(gateUp2, gateUp, 2));
        QVERIFY(isClose(product2, product));
    }

    void crossEntropyAndItsGradient_data() { addTypes({192, 1003, 49152}); }

    void crossEntropyAndItsGradient()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        at::Tensor logits = random({40, width}, 5), logits2 = onGpu(logits);
        const at::Tensor labels = at::randint(width, {40}).to(at::kInt);
        at::Tensor nll = at::empty({40}), nll2 = onGpu(nll);
        cuda::crossEntropy(logits2, onGpu(labels), 1, nll2, CrossEntropyWants::Loss);
        QVERIFY(logits2.cpu().equal(logits));
        generic::crossEntropy(logits, labels, 0.25, nll, CrossEntropyWants::LossAndGradient);
        cuda::crossEntropy(logits2, onGpu(labels), 0.25, nll2, CrossEntropyWants::LossAndGradient);
        QVERIFY(isClose(nll2, nll));
        QVERIFY(isClose(logits2, logits));
    }

    void crossEntropyOfExtremes()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        at::Tensor logits = at::zeros({3, 100});
        logits[0][7] = 1e4F; // certain and right
        logits[1][7] = 1e4F; // certain and wrong
        logits[2][3] = std::nanf("");
        at::Tensor labels = at::zeros({3}).to(at::kInt);
        labels[0] = 7;
        at::Tensor onDevice = onGpu(logits), nll = onGpu(at::empty({3}));
        cuda::crossEntropy(onDevice, onGpu(labels), 1, nll, CrossEntropyWants::LossAndGradient);
        QCOMPARE(nll[0].item<float>(), 0.0F);
        QCOMPARE(nll[1].item<float>(), 1e4F);
        QVERIFY(std::isnan(nll[2].item<float>())); // a broken model must not look healthy
        QCOMPARE(onDevice[1][7].item<float>(), 1.0F);
        QCOMPARE(onDevice[1][0].item<float>(), -1.0F);
    }

    void adamwSteps_data() { addTypes({1003, 4096}); }

    void adamwSteps()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        at::Tensor master = at::randn({width}), first = at::zeros({width}), second = at::zeros({width});
        at::Tensor master2 = onGpu(master), first2 = onGpu(first), second2 = onGpu(second);
        at::Tensor none, computed;
        if (m_type == at::kBFloat16)
            computed = onGpu(at::empty({width}, at::kBFloat16));
        for (int step = 1; step <= 3; ++step) {
            const at::Tensor gradient = at::randn({width});
            const AdamwParams params{
                .learningRate = 0.01, .weightDecay = 0.1, .step = step, .gradientScale = 0.5};
            generic::adamwStep(master, gradient, first, second, none, params);
            cuda::adamwStep(master2, onGpu(gradient), first2, second2, computed, params);
        }
        m_type = at::kFloat; // masters and moments are
        QVERIFY(isClose(master2, master));
        QVERIFY(isClose(first2, first));
        QVERIFY(isClose(second2, second));
        if (computed.defined())
            QVERIFY(computed.equal(master2.to(at::kBFloat16)));
    }

    void halfMoments_data() { addForms(); }

    void halfMoments()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        QFETCH(bool, isSplit);
        QFETCH(int, width);
        auto [master, upper] = inForm(at::randn({width}), isSplit);
        at::Tensor first = at::zeros({width}, at::kBFloat16), second = first.clone();
        at::Tensor master2 = onGpu(master), upper2 = onGpu(upper), first2 = onGpu(first),
                   second2 = onGpu(second);
        for (int step = 1; step <= 3; ++step) {
            const at::Tensor gradient = at::randn({width});
            const AdamwParams params{
                .learningRate = 0.01, .weightDecay = 0.1, .step = step, .firstElement = 9};
            generic::adamwStep(master, gradient, first, second, upper, params);
            cuda::adamwStep(master2, onGpu(gradient), first2, second2, upper2, params);
        }
        // The same chance: other bits only where float32 differs in its last place.
        QVERIFY((inOne(master2, upper2) - inOne(master, upper)).abs().max().item<double>() < 1e-4);
        QVERIFY(first2.cpu().eq(first).sum().item<std::int64_t>() > width * 98 / 100);
        QVERIFY(second2.cpu().eq(second).sum().item<std::int64_t>() > width * 98 / 100);
    }

    void momentsIn8Bits_data() { addForms(); }

    void momentsIn8Bits()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        QFETCH(bool, isSplit);
        QFETCH(int, width);
        const std::int64_t blocks = (width + quantizedMomentBlock - 1) / quantizedMomentBlock;
        QuantizedMoments moments{at::zeros({width}, at::kByte), at::zeros({width}, at::kByte),
            at::zeros({blocks}), at::zeros({blocks}), quantizedMomentTables(at::kCPU)};
        QuantizedMoments moments2{onGpu(moments.firstCodes), onGpu(moments.secondCodes),
            onGpu(moments.firstScales), onGpu(moments.secondScales), quantizedMomentTables(at::kCUDA)};
        auto [master, upper] = inForm(at::randn({width}), isSplit);
        at::Tensor master2 = onGpu(master), upper2 = onGpu(upper);
        for (int step = 1; step <= 3; ++step) {
            const at::Tensor gradient = at::randn({width});
            const AdamwParams params{.learningRate = 0.01, .weightDecay = 0.1, .step = step};
            generic::adamw8bitStep(master, gradient, moments, upper, params);
            cuda::adamw8bitStep(master2, onGpu(gradient), moments2, upper2, params);
        }
        QVERIFY((inOne(master2, upper2) - inOne(master, upper)).abs().max().item<double>() < 1e-3);
        QVERIFY(
            moments2.firstCodes.cpu().eq(moments.firstCodes).sum().item<std::int64_t>() > width * 98 / 100);
        QVERIFY(
            moments2.secondCodes.cpu().eq(moments.secondCodes).sum().item<std::int64_t>() > width * 98 / 100);
        m_type = at::kFloat;
        QVERIFY(isClose(moments2.firstScales, moments.firstScales, 4));
        QVERIFY(isClose(moments2.secondScales, moments.secondScales, 4));
    }

    void normOfGradients()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        for (const std::int64_t count : {1, 1000, 3000003}) {
            const at::Tensor values = at::randn({count});
            const at::Tensor onDevice = onGpu(values);
            const double norm = cuda::gradientNorm(onDevice);
            QVERIFY(std::abs(norm - generic::gradientNorm(values)) < 1e-9 * norm);
            QCOMPARE(cuda::gradientNorm(onDevice), norm);
        }
    }

    static void addTypesAndWindows(std::initializer_list<int> widths, std::initializer_list<int> windows)
    {
        QTest::addColumn<bool>("isHalf");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("window");
        for (const int width : widths)
            for (const int window : windows) {
                QTest::addRow("float32 %d window %d", width, window) << false << width << window;
                QTest::addRow("bfloat16 %d window %d", width, window) << true << width << window;
            }
    }

    void cachedAttentionReadsOnlyItsLength_data() { addTypesAndWindows({20, 64, 128}, {0, 1, 333, 500}); }

    void cachedAttentionReadsOnlyItsLength()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        QFETCH(int, window);
        const AttentionShape shape{.heads = 6, .keyHeads = 2, .headSize = width, .window = window};
        at::Tensor keys = random({3, 900, 2 * width}), values = random({3, 900, 2 * width});
        const at::Tensor qkv = random({3, 10 * width});
        const std::array<std::int32_t, 3> filled = {1, 900, 333};
        at::Tensor lengthTensor = at::empty({3}, at::kInt);
        for (int row = 0; row < 3; ++row)
            lengthTensor[row] = filled[static_cast<std::size_t>(row)];
        const CachedLengths lengths{.host = filled, .device = onGpu(lengthTensor)};
        keys.select(0, 2).narrow(0, 333, 5).fill_(std::nan(""));
        at::Tensor keys2 = onGpu(keys), values2 = onGpu(values);
        generic::appendToCache(qkv, lengths, shape, keys, values);
        cuda::appendToCache(onGpu(qkv), lengths, shape, keys2, values2);
        QVERIFY(values2.cpu().equal(values));
        QVERIFY(keys2.cpu().nan_to_num().equal(keys.nan_to_num()));
        at::Tensor out = random({3, 6 * width}), out2 = onGpu(out);
        generic::cachedAttention(qkv, keys, values, lengths, shape, out);
        cuda::cachedAttention(onGpu(qkv), keys2, values2, lengths, shape, out2);
        QVERIFY(isClose(out2, out, 2));
    }

    // LibTorch's operators, as they are called on a GPU.
    void packedAttention_data() { addTypesAndWindows({16, 64}, {0, 1, 39, 97, 200}); }

    void packedAttention()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        QFETCH(int, window);
        const AttentionShape shape{.heads = 6, .keyHeads = 2, .headSize = width, .window = window};
        const std::vector<std::int32_t> starts = {0, 1, 40, 43, 140};
        at::Tensor deviceStarts = at::empty({5}, at::kInt);
        for (int i = 0; i < 5; ++i)
            deviceStarts[i] = starts[static_cast<std::size_t>(i)];
        const PackedSequences sequences{.starts = starts, .deviceStarts = onGpu(deviceStarts), .longest = 97};
        const at::Tensor qkv = random({140, 10 * width});
        at::Tensor out = random({140, 6 * width}), sums = at::empty({6, 140});
        at::Tensor out2 = onGpu(out), sums2 = onGpu(sums);
        generic::attention(qkv, sequences, shape, out, sums);
        generic::attention(onGpu(qkv), sequences, shape, out2, sums2);
        QVERIFY(isClose(out2, out, 2));
        QVERIFY(isClose(sums2, sums, 2));
        const at::Tensor outGradient = random({140, 6 * width});
        at::Tensor gradient = random({140, 10 * width}), gradient2 = onGpu(gradient);
        generic::attentionBackward(outGradient, qkv, out, sums, sequences, shape, gradient);
        generic::attentionBackward(onGpu(outGradient), onGpu(qkv), out2, sums2, sequences, shape, gradient2);
        QVERIFY(isClose(gradient2, gradient, 4));
    }

    void products_data() { addTypes({83, 576}); }

    void products()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        const at::Tensor x = random({70, width}), weight = random({51, width});
        at::Tensor out = random({70, 51}), out2 = onGpu(out);
        generic::matmul(x, weight, out);
        generic::matmul(onGpu(x), onGpu(weight), out2);
        QVERIFY(isClose(out2, out, 2));
        at::Tensor in = random({70, width}), in2 = onGpu(in);
        generic::matmulInputGradient(out, weight, in);
        generic::matmulInputGradient(onGpu(out), onGpu(weight), in2);
        QVERIFY(isClose(in2, in, 2));
        at::Tensor sums = at::randn({51, width}), sums2 = onGpu(sums);
        sums.addmm_(out.to(at::kFloat).t(), x.to(at::kFloat));
        generic::accumulateWeightGradient(onGpu(out), onGpu(x), sums2);
        m_type = at::kFloat; // summed and kept in float32
        QVERIFY(isClose(sums2, sums, 4));
    }

    void biases_data() { addTypes({83, 576}); }

    void biases()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        at::Tensor out = random({70, width}), out2 = onGpu(out);
        const at::Tensor bias = at::randn({width});
        generic::addBias(out, bias);
        generic::addBias(out2, onGpu(bias));
        QVERIFY(isClose(out2, out));
        at::Tensor sums = at::randn({width}), sums2 = onGpu(sums);
        generic::accumulateBiasGradient(out, sums);
        generic::accumulateBiasGradient(onGpu(out), sums2);
        m_type = at::kFloat; // summed and kept in float32
        QVERIFY(isClose(sums2, sums, 4));
    }

    void rowsByIndex_data() { addTypes({7, 576}); }

    void rowsByIndex()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        fetchType();
        QFETCH(int, width);
        const at::Tensor table = random({10, width});
        const at::Tensor rows = at::randint(10, {30}).to(at::kInt);
        at::Tensor out = random({30, width}), out2 = onGpu(out);
        generic::gatherRows(table, rows, out);
        generic::gatherRows(onGpu(table), onGpu(rows), out2);
        QVERIFY(out2.cpu().equal(out));
        at::Tensor sums = at::zeros({10, width}), sums2 = onGpu(sums), sums3 = onGpu(sums);
        generic::scatterAddRows(out, rows, sums);
        generic::scatterAddRows(out2, onGpu(rows), sums2);
        QVERIFY(isClose(sums2, sums));
        generic::scatterAddRows(out2, onGpu(rows), sums3);
        QVERIFY(sums3.equal(sums2)); // the same order every time
    }
};

QTEST_APPLESS_MAIN(TestCudaKernels)
#include "testcudakernels.moc"
