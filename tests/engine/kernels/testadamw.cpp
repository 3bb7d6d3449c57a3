// SPDX-License-Identifier: Apache-2.0
// AdamW in every form of masters and moments: the CPU's loops against ATen operators, 8 bits against
// bitsandbytes' golden steps, split masters against float32 ones bit for bit.
#include "core/base/json.h"
#include "core/kernels/adamwfactors.h"
#include "core/kernels/dynamicmap.h"
#include "core/kernels/forms.h"
#include "core/kernels/splitmaster.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/bitwise_and.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/isnan.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <QTest>

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

using namespace dankai;

namespace {

constexpr std::int64_t count = 1003; // no multiple of a register or a block

double largestDifference(const at::Tensor& a, const at::Tensor& b)
{
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

QuantizedMoments zeroMoments(std::int64_t values)
{
    const std::int64_t blocks = (values + quantizedMomentBlock - 1) / quantizedMomentBlock;
    return {at::zeros({values}, at::kByte), at::zeros({values}, at::kByte), at::zeros({blocks}),
        at::zeros({blocks}), quantizedMomentTables(at::kCPU)};
}

QuantizedMoments copyOf(const QuantizedMoments& moments)
{
    return {moments.firstCodes.clone(), moments.secondCodes.clone(), moments.firstScales.clone(),
        moments.secondScales.clone(), moments.tables};
}

AdamwParams stepOf(std::int64_t step)
{
    return {.learningRate = 0.01, .weightDecay = 0.1, .step = step, .gradientScale = 0.5, .firstElement = 77};
}

// As make_adamw8bit_golden.py has it.
at::Tensor goldenValues(std::int64_t values, std::int64_t salt, double spread, double least)
{
    at::Tensor tensor = at::empty({values});
    for (std::int64_t i = 0; i < values; ++i) {
        const auto hashed
            = (static_cast<std::uint64_t>(i + salt * 1000003) * 2654435761U + 12345U) % 4294967296U;
        const double uniform = static_cast<double>(hashed) / 4294967296.0 - 0.5;
        tensor.data_ptr<float>()[i] = static_cast<float>((uniform < 0 ? uniform - least : uniform + least)
            * std::pow(10.0, -spread * static_cast<double>(i % 97) / 97));
    }
    return tensor;
}

std::vector<std::uint8_t> bytesOf(const std::string& hex)
{
    const QByteArray bytes = QByteArray::fromHex(QByteArray::fromStdString(hex));
    return {bytes.begin(), bytes.end()};
}

// How many codes are others, none of them by more than one: a value half way may go either way.
std::int64_t othersAmong(const at::Tensor& codes, const std::string& hex)
{
    const std::vector<std::uint8_t> expected = bytesOf(hex);
    std::int64_t others = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const int off = std::abs(int(codes.data_ptr<std::uint8_t>()[i]) - int(expected[i]));
        others += off > 1 ? 1000000 : off;
    }
    return others;
}

double relativeDifference(const at::Tensor& found, const std::vector<float>& expected)
{
    double largest = 0;
    for (std::size_t i = 0; i < expected.size(); ++i)
        largest = std::max(largest, std::abs(double(found.data_ptr<float>()[i]) / double(expected[i]) - 1));
    return largest;
}

} // namespace

class TestAdamw : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void steps_data()
    {
        QTest::addColumn<bool>("isRounded");
        QTest::newRow("float32") << false;
        QTest::newRow("with a bfloat16 copy") << true;
    }

    void steps()
    {
        QFETCH(bool, isRounded);
        at::Tensor master = at::randn({count}), first = at::zeros({count}), second = at::zeros({count});
        at::Tensor master2 = master.clone(), first2 = first.clone(), second2 = second.clone();
        at::Tensor computed, computed2;
        if (isRounded) {
            computed = at::empty({count}, at::kBFloat16);
            computed2 = computed.clone();
        }
        for (int step = 1; step <= 3; ++step) {
            const at::Tensor gradient = at::randn({count});
            cpu::adamwStep(master, gradient, first, second, computed, stepOf(step));
            generic::adamwStep(master2, gradient, first2, second2, computed2, stepOf(step));
        }
        QVERIFY(largestDifference(master, master2) < 5e-6);
        QVERIFY(largestDifference(second, second2) < 2e-6);
        if (isRounded)
            QVERIFY(computed.equal(master.to(at::kBFloat16)));
    }

    void halvesAreTheMaster()
    {
        // Every kind of float32: all exponents, ties, zeros, infinities; NaN stays NaN.
        at::Tensor bits = at::randint(-2147483648LL, 2147483647LL, {100003}, at::kLong).to(at::kInt);
        std::int32_t* values = bits.data_ptr<std::int32_t>();
        for (int i = 0; i < 2000; ++i)
            values[i] = (values[i] & ~0xffff) | (i % 2 == 0 ? 0x8000 : 0x7fff + i % 3);
        values[2000] = 0;
        values[2001] = std::numeric_limits<std::int32_t>::min(); // -0
        values[2002] = 0x7f800000;
        values[2003] = 0x7f7fffff;
        values[2004] = 0x7fffffff;
        const at::Tensor master = bits.view(at::kFloat);
        at::Tensor upper = at::empty(master.sizes(), at::kBFloat16),
                   low = at::empty(master.sizes(), at::kShort);
        splitMaster(master, upper, low);
        const at::Tensor joined = joinedMaster(upper, low);
        const at::Tensor isNan = at::isnan(master);
        QVERIFY(isNan.any().item<bool>());
        QVERIFY(joined.view(at::kInt).masked_fill(isNan, 0).equal(bits.masked_fill(isNan, 0)));
        QVERIFY(at::isnan(joined).equal(isNan));
        QVERIFY(at::isnan(upper).equal(isNan));
        // Rounded as everywhere else but for the ties.
        const at::Tensor isTie = at::bitwise_and(bits, 0xffff).eq(0x8000);
        QVERIFY(isTie.sum().item<std::int64_t>() >= 1000);
        const at::Tensor left = isTie.logical_or(isNan);
        QVERIFY(upper.view(at::kShort)
                    .masked_fill(left, 0)
                    .equal(master.to(at::kBFloat16).view(at::kShort).masked_fill(left, 0)));
    }

    void splitStepsAreThoseOfMasters()
    {
        at::Tensor master = at::randn({count}), first = at::zeros({count}), second = at::zeros({count}), none;
        at::Tensor first2 = first.clone(), second2 = second.clone();
        at::Tensor upper = at::empty({count}, at::kBFloat16), low = at::empty({count}, at::kShort);
        splitMaster(master, upper, low);
        for (int step = 1; step <= 20; ++step) {
            const at::Tensor gradient = at::randn({count});
            cpu::adamwStep(master, gradient, first, second, none, stepOf(step));
            cpu::adamwStep(low, gradient, first2, second2, upper, stepOf(step));
            QVERIFY(joinedMaster(upper, low).equal(master));
        }
        QVERIFY(first.equal(first2) && second.equal(second2));
        at::Tensor upper2 = at::empty_like(upper), low2 = at::empty_like(low);
        splitMaster(master, upper2, low2);
        QVERIFY(upper.equal(upper2) && low.equal(low2)); // the loops split as splitMaster() does
        low[3] = 0;
        upper[3] = std::nanf("");
        cpu::adamwStep(low, at::randn({count}), first2, second2, upper, stepOf(21));
        QVERIFY(std::isnan(upper[3].item<float>()));
        QCOMPARE(at::isnan(upper).sum().item<std::int64_t>(), 1);
    }

    void halfMomentsAreRoundedByChance()
    {
        at::Tensor low = at::zeros({count}, at::kShort), upper = at::randn({count}).to(at::kBFloat16);
        at::Tensor first = at::zeros({count}, at::kBFloat16), second = at::zeros_like(first);
        at::Tensor low2 = low.clone(), upper2 = upper.clone(), first2 = first.clone(),
                   second2 = second.clone();
        for (int step = 1; step <= 3; ++step) {
            const at::Tensor gradient = at::randn({count});
            cpu::adamwStep(low, gradient, first, second, upper, stepOf(step));
            generic::adamwStep(low2, gradient, first2, second2, upper2, stepOf(step));
        }
        // The same chance, so the same bits but where the last bit of float32 differs.
        QVERIFY(largestDifference(joinedMaster(upper, low), joinedMaster(upper2, low2)) < 1e-4);
        QVERIFY(first.eq(first2).sum().item<std::int64_t>() > count * 98 / 100);
        QVERIFY(second.eq(second2).sum().item<std::int64_t>() > count * 98 / 100);
    }

    // With a second moment that keeps 0.999 of itself a step adds less than half a unit in the last place of
    // bfloat16: rounded to the nearest it would stop far from its mean.
    void halfMomentsKeepTheirMean()
    {
        constexpr std::int64_t many = 20000;
        at::Tensor master = at::zeros({many}), first = at::zeros({many}, at::kBFloat16), none;
        at::Tensor second = at::zeros_like(first);
        const at::Tensor gradient = at::full({many}, 2.0);
        AdamwParams params{.learningRate = 0, .beta2 = 0.999};
        for (params.step = 1; params.step <= 1000; ++params.step)
            cpu::adamwStep(master, gradient, first, second, none, params);
        const double expected = 4 * (1 - std::pow(0.999, 1000));
        const double mean = second.to(at::kDouble).mean().item<double>();
        QVERIFY2(std::abs(mean / expected - 1) < 2e-3, std::to_string(mean / expected).c_str());
        QVERIFY(std::abs(first.to(at::kDouble).mean().item<double>() / 2 - 1) < 2e-3);
        // Neighbours are not rounded alike.
        QVERIFY(second.to(at::kDouble).std().item<double>() > 1e-3);
    }

    void mapsAreThoseOfBitsandbytes()
    {
        const Json golden = test::goldenJson("model/adamw8bit.json");
        for (const auto& [kind, name] : {std::pair(DynamicMapKind::Signed, "signed_map"),
                 std::pair(DynamicMapKind::Unsigned, "unsigned_map")}) {
            const auto expected = golden.at(name).get<std::vector<float>>();
            QCOMPARE(expected.size(), std::size_t(256));
            // Their bounds are torch.linspace's, whose rounding is its own: two units in the last place.
            for (std::size_t i = 0; i < expected.size(); ++i)
                QVERIFY(std::abs(dynamicMap(kind)[i] - expected[i]) <= 2.4e-7F * std::abs(expected[i]));
        }
    }

    void everyCodeIsTheNearest()
    {
        for (const DynamicCode* code : {&firstMomentCode(), &secondMomentCode()}) {
            const bool isSigned = code == &firstMomentCode();
            at::Tensor values = at::empty({quantizedMomentBlock * 400});
            float* v = values.data_ptr<float>();
            for (std::int64_t i = 0; i < values.numel(); ++i) {
                const auto part = static_cast<double>((i * 7919) % 100003) / 100003;
                v[i]
                    = static_cast<float>(std::pow(10.0, -8 * part)) * (isSigned && i % 3 == 0 ? -1.0F : 1.0F);
                if (i < 255)
                    v[i] = code->borders[i] + 0.0F; // itself belongs to the code below
                if (i % quantizedMomentBlock == 255)
                    v[i] = 1;
            }
            // What is stored of a step with beta 0 is the gradient, or its square.
            QuantizedMoments moments = zeroMoments(values.numel());
            at::Tensor master = at::zeros_like(values), none;
            const at::Tensor gradient = isSigned ? values : values.sqrt();
            cpu::adamw8bitStep(master, gradient, moments, none, {.beta1 = 0, .beta2 = 0});
            const at::Tensor stored = isSigned ? values : gradient * gradient;
            const at::Tensor codes = isSigned ? moments.firstCodes : moments.secondCodes;
            const at::Tensor scales = isSigned ? moments.firstScales : moments.secondScales;
            for (std::int64_t i = 0; i < values.numel(); ++i) {
                const float value
                    = stored.data_ptr<float>()[i] / scales.data_ptr<float>()[i / quantizedMomentBlock];
                int below = 0;
                for (int border = 0; border < 255; ++border)
                    below += value > code->borders[border] ? 1 : 0;
                if (int(codes.data_ptr<std::uint8_t>()[i]) != below)
                    QFAIL(qPrintable(QStringLiteral("%1: code %2 instead of %3")
                                         .arg(double(value))
                                         .arg(codes.data_ptr<std::uint8_t>()[i])
                                         .arg(below)));
            }
        }
    }

    void stepsIn8BitsEqualBitsandbytes()
    {
        const Json golden = test::goldenJson("model/adamw8bit.json");
        const auto values = golden.at("count").get<std::int64_t>();
        const auto steps = golden.at("steps").get<int>();
        at::Tensor weight = goldenValues(values, 0, 0, 0), none;
        const at::Tensor start = weight.clone();
        QuantizedMoments moments = zeroMoments(values);
        for (int step = 1; step <= steps; ++step)
            cpu::adamw8bitStep(weight, goldenValues(values, step, 2, 0.1), moments, none,
                {.learningRate = 1e-2, .step = step});
        QVERIFY(othersAmong(moments.firstCodes, golden.at("first_codes").get<std::string>()) < 10);
        QVERIFY(othersAmong(moments.secondCodes, golden.at("second_codes").get<std::string>()) < 10);
        QVERIFY(relativeDifference(moments.firstScales, golden.at("first_scales").get<std::vector<float>>())
            < 2e-6);
        QVERIFY(relativeDifference(moments.secondScales, golden.at("second_scales").get<std::vector<float>>())
            < 2e-6);
        const std::vector<std::uint8_t> bytes = bytesOf(golden.at("weight").get<std::string>());
        at::Tensor expected = at::empty({values});
        QCOMPARE(bytes.size(), expected.nbytes());
        std::memcpy(expected.data_ptr(), bytes.data(), bytes.size());
        // A moment half way between two codes may have gone either way: few, and by no more than a code.
        const double moved = largestDifference(expected, start);
        const at::Tensor off = (weight - expected).abs() / moved;
        const auto others = off.gt(1e-5).sum().item<std::int64_t>();
        qInfo("%lld of %lld weights are others, by %.2g of the largest change at most",
            static_cast<long long>(others), static_cast<long long>(values), off.max().item<double>());
        QVERIFY(others < 10);
        QVERIFY(off.max().item<double>() < 0.02);
    }

    void stepsIn8BitsAreThoseOfOperators_data()
    {
        QTest::addColumn<bool>("isSplit");
        QTest::newRow("float32 masters") << false;
        QTest::newRow("split masters") << true;
    }

    void stepsIn8BitsAreThoseOfOperators()
    {
        QFETCH(bool, isSplit);
        at::Tensor master = at::randn({count}), computed = at::zeros({count}, at::kBFloat16);
        if (isSplit) {
            const at::Tensor whole = master;
            master = at::zeros({count}, at::kShort);
            splitMaster(whole, computed, master);
        }
        at::Tensor master2 = master.clone(), computed2 = computed.clone();
        QuantizedMoments moments = zeroMoments(count), moments2 = copyOf(moments);
        for (int step = 1; step <= 5; ++step) {
            const at::Tensor gradient = at::randn({count});
            cpu::adamw8bitStep(master, gradient, moments, computed, stepOf(step));
            generic::adamw8bitStep(master2, gradient, moments2, computed2, stepOf(step));
        }
        const auto whole = [&](const at::Tensor& part, const at::Tensor& upper) {
            return isSplit ? joinedMaster(upper, part) : part;
        };
        QVERIFY(largestDifference(whole(master, computed), whole(master2, computed2)) < 1e-3);
        QVERIFY(moments.firstCodes.eq(moments2.firstCodes).sum().item<std::int64_t>() > count * 98 / 100);
        QVERIFY(moments.secondCodes.eq(moments2.secondCodes).sum().item<std::int64_t>() > count * 98 / 100);
        QVERIFY(largestDifference(moments.firstScales, moments2.firstScales) < 1e-5);
    }

    void stepsIn8BitsDependOnNoThreads()
    {
        constexpr std::int64_t many = 256 * 300 + 11;
        const at::Tensor start = at::randn({many}), gradient = at::randn({many});
        std::vector<at::Tensor> masters;
        const int threads = at::get_num_threads();
        for (const int used : {1, 3}) {
            at::set_num_threads(used);
            at::Tensor master = start.clone(), none;
            QuantizedMoments moments = zeroMoments(many);
            for (int step = 1; step <= 3; ++step)
                cpu::adamw8bitStep(master, gradient, moments, none, stepOf(step));
            masters.push_back(master);
        }
        at::set_num_threads(threads);
        QVERIFY(masters[0].equal(masters[1]));
    }

    // A token that a batch has not: its gradient is small once and then zero, beside much larger ones. A
    // second moment that was rounded to zero would make steps of m / epsilon.
    void smallSecondMomentsMakeNoJumps()
    {
        at::Tensor master = at::zeros({256}), none, gradient = at::full({256}, 1e-6);
        gradient[0] = 1;
        QuantizedMoments moments = zeroMoments(256);
        cpu::adamw8bitStep(master, gradient, moments, none, {.learningRate = 1e-3});
        gradient.zero_();
        for (int step = 2; step <= 5; ++step)
            cpu::adamw8bitStep(master, gradient, moments, none, {.learningRate = 1e-3, .step = step});
        const double largest = master.abs().max().item<double>();
        QVERIFY2(largest < 5e-3, std::to_string(largest).c_str());
        // Zero is zero still.
        QuantizedMoments nothing = zeroMoments(256);
        at::Tensor still = at::zeros({256});
        cpu::adamw8bitStep(still, at::zeros({256}), nothing, none, {.learningRate = 1e-3});
        QVERIFY(still.equal(at::zeros({256})));
        QCOMPARE(nothing.secondScales.item<float>(), 0.0F);
    }
};

QTEST_APPLESS_MAIN(TestAdamw)
#include "testadamw.moc"
