// SPDX-License-Identifier: Apache-2.0
// Training that is cut short and goes on, in every form of weights and moments, and the files that it goes on
// from.
#include "core/kernels/splitmaster.h"
#include "core/model/masterweights.h"
#include "core/platform/file.h"
#include "core/platform/process.h"
#include "tests/engine/train/trainbench.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>

#include <QTest>

#include <cmath>

using namespace dankai;
using namespace dankai::test;

class TestTrainResume : public QObject
{
    Q_OBJECT

    TrainFolder m_folder;

    static void addForms()
    {
        QTest::addColumn<ComputePrecision>("precision");
        QTest::addColumn<OptimizerKind>("kind");
        using enum ComputePrecision;
        using enum OptimizerKind;
        QTest::newRow("float32") << Float32 << AdamW;
        QTest::newRow("float32, 8 bits") << Float32 << AdamW8bit;
        QTest::newRow("bfloat16, 8 bits") << BFloat16WithFloat32Master << AdamW8bit;
        QTest::newRow("split") << BFloat16SplitMaster << AdamW;
        QTest::newRow("split, 8 bits") << BFloat16SplitMaster << AdamW8bit;
    }

    static void compareTensors(const std::vector<at::Tensor>& found, const std::vector<at::Tensor>& expected)
    {
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY(at::equal(found[i], expected[i]));
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY_RESULT(m_folder.writeModel()); }

    void resumeIsExact_data() { addForms(); }

    // Stopped and resumed in fresh objects, the losses are those of the uninterrupted run, bit for bit.
    void resumeIsExact()
    {
        QFETCH(ComputePrecision, precision);
        QFETCH(OptimizerKind, kind);
        RunSpec spec = tinySpec(1);
        spec.optimizer.kind = kind;
        const std::string tag = QTest::currentDataTag();
        auto whole = m_folder.makeBench("uninterrupted " + tag, spec, precision);
        QVERIFY_RESULT(whole->train());
        const auto expected = whole->losses();
        QVERIFY(expected.size() > 4);
        for (std::int64_t stopAt = 1; stopAt < static_cast<std::int64_t>(expected.size()); stopAt += 2) {
            const std::string name = "resume" + std::to_string(stopAt) + " " + tag;
            auto first = m_folder.makeBench(name, spec, precision);
            first->stopAfterStep = stopAt;
            auto end = first->train();
            QVERIFY_RESULT(end);
            QCOMPARE(*end, PhaseEnd::Stopped);
            auto losses = first->losses();
            auto second = m_folder.makeBench(name, spec, precision);
            auto state = second->store.load();
            QVERIFY_RESULT(state);
            second->state = *state;
            QVERIFY_RESULT(
                restoreTensors(*second->model, *second->optimizer, second->store, tensorsOf(*state)));
            QVERIFY_RESULT(second->train());
            for (const double loss : second->losses())
                losses.push_back(loss);
            QVERIFY(losses == expected);
            compareTensors(second->model->trainedTensors(), whole->model->trainedTensors());
            compareTensors(second->optimizer->moments(), whole->optimizer->moments());
        }
    }

    void formsOfTheOptimizerTrainAlike_data() { addForms(); }

    // 40 steps of a model that learns its few rows by heart, against float32 moments in the same compute
    // type.
    void formsOfTheOptimizerTrainAlike()
    {
        QFETCH(ComputePrecision, precision);
        QFETCH(OptimizerKind, kind);
        RunSpec spec = tinySpec(1);
        spec.phases[0].epochs = 10;
        const std::string tag = QTest::currentDataTag();
        auto usual = m_folder.makeBench("usual " + tag, spec,
            precision == ComputePrecision::Float32 ? precision : ComputePrecision::BFloat16WithFloat32Master);
        spec.optimizer.kind = kind;
        auto other = m_folder.makeBench("other " + tag, spec, precision);
        const std::vector<at::Tensor>& moments = other->optimizer->moments();
        QCOMPARE(moments.front().scalar_type(),
            kind == OptimizerKind::AdamW8bit                         ? at::kByte
                : precision == ComputePrecision::BFloat16SplitMaster ? at::kBFloat16
                                                                     : at::kFloat);
        QVERIFY(moments.front().numel() > 0);
        TrainingMemoryParams memory;
        memory.precision = precision;
        memory.moments = momentsOf(spec.optimizer, precision);
        const auto estimated = static_cast<double>(
            estimateTrainingMemory(other->model->config(), memory).bytesOf("optimizer"));
        double taken = 0;
        for (const at::Tensor& tensor : moments)
            taken += static_cast<double>(tensor.nbytes());
        QVERIFY2(std::abs(taken - estimated) < 0.001 * estimated + 4096, std::to_string(taken).c_str());
        QVERIFY_RESULT(usual->train());
        QVERIFY_RESULT(other->train());
        const auto expected = usual->losses(), losses = other->losses();
        QCOMPARE(losses.size(), expected.size());
        QVERIFY(expected.back() < 0.7 * expected.front());
        double largest = 0;
        for (std::size_t i = 0; i < losses.size(); ++i)
            largest = std::max(largest, std::abs(losses[i] - expected[i]) / expected[i]);
        qInfo("losses of %zu steps, %.3f to %.3f: off by %.2g of their size", losses.size(), expected.front(),
            expected.back(), largest);
        QVERIFY2(largest < 0.01, std::to_string(largest).c_str());
    }

    // With float32 moments a split master is the master: bfloat16 training bit for bit, where that rounds a
    // weight half way between two as the split does.
    void splitMastersTrainAsFloat32Masters()
    {
        RunSpec spec = tinySpec(1);
        auto whole = m_folder.makeBench("float32 masters", spec, ComputePrecision::BFloat16WithFloat32Master);
        auto split = m_folder.makeBench("split masters", spec, ComputePrecision::BFloat16SplitMaster);
        split->optimizer.emplace(*split->model, spec.optimizer, MomentStorage::Float32);
        at::Tensor low = at::zeros(whole->model->masters().sizes(), at::kShort);
        const auto roundAlike = [&] { splitMaster(whole->model->masters(), whole->model->compute(), low); };
        roundAlike();
        whole->afterStep = roundAlike;
        QVERIFY_RESULT(whole->train());
        QVERIFY_RESULT(split->train());
        QVERIFY(whole->losses().size() > 4);
        QVERIFY(whole->losses() == split->losses());
        const MasterWeights wholeWeights(*whole->model), splitWeights(*split->model);
        for (const WeightInfo& weight : wholeWeights.weights()) {
            std::vector<float> a(static_cast<std::size_t>(weight.valueCount())), b = a;
            QVERIFY_RESULT(wholeWeights.readFloatRows(weight.name, 0, a));
            QVERIFY_RESULT(splitWeights.readFloatRows(weight.name, 0, b));
            QVERIFY2(a == b, weight.name.c_str());
        }
        // The weights of the start come back whole.
        QVERIFY_RESULT(split->model->reload(split->opened));
        auto fresh = m_folder.makeBench("fresh", spec, ComputePrecision::BFloat16SplitMaster);
        compareTensors(split->model->trainedTensors(), fresh->model->trainedTensors());
    }

    void savingDoesNotChangeTheRun()
    {
        auto quiet = m_folder.makeBench("quiet", tinySpec(1));
        RunSpec spec = tinySpec(1);
        spec.execution.saveShare = 1;
        auto saving = m_folder.makeBench("saving", spec);
        QVERIFY_RESULT(quiet->train());
        QVERIFY_RESULT(saving->train());
        QVERIFY(quiet->losses() == saving->losses());
    }

    // The file is as large as what it fills; it must not stand beside it in memory.
    void loadingAStateTakesNoRoomOfItsOwn()
    {
        const std::int64_t values = std::int64_t(16) << 20; // 64 MiB a tensor
        at::Tensor a = at::ones({values}), b = at::ones({values}), c = at::ones({values});
        const TrainingTensors tensors{{a}, {b, c}};
        ResumeStore store(m_folder.path() / "large");
        auto written = store.writeTensors(tensors);
        QVERIFY_RESULT(written);
        a.zero_();
        if (!resetPeakResidentBytes())
            QSKIP("this system does not measure the peak of memory anew");
        const std::uint64_t before = peakResidentBytes();
        QVERIFY_RESULT(store.loadTensors(written->file, tensors));
        QVERIFY(at::equal(a, b));
        const std::uint64_t more = peakResidentBytes() - before;
        QVERIFY2(more < (std::uint64_t(64) << 20), std::to_string(more >> 20).c_str());
    }

    // Three tensors of one size, as versions before this one wrote them.
    void aFileOfAnEarlierVersionIsReadStill()
    {
        const at::Tensor a = at::rand({5}), b = at::rand({5}), c = at::rand({5});
        std::string file = "DKSTATE1";
        for (const std::uint64_t number : {5, 3})
            file.append(reinterpret_cast<const char*>(&number), sizeof number);
        for (const at::Tensor& tensor : {a, b, c})
            file.append(static_cast<const char*>(tensor.const_data_ptr()), tensor.nbytes());
        file += "DKSTATEE";
        const auto folder = m_folder.path() / "earlier";
        std::filesystem::create_directories(folder);
        QVERIFY_RESULT(writeFileAtomically(folder / "weights-1.bin", file));
        const TrainingTensors tensors{{at::zeros({5})}, {at::zeros({5}), at::zeros({5})}};
        const ResumeStore store(folder);
        QVERIFY_RESULT(store.loadTensors("weights-1.bin", tensors));
        QVERIFY(at::equal(tensors.weights[0], a));
        QVERIFY(at::equal(tensors.moments[0], b));
        QVERIFY(at::equal(tensors.moments[1], c));
        const TrainingTensors larger{{at::zeros({6})}, {at::zeros({6}), at::zeros({6})}};
        QVERIFY(!store.loadTensors("weights-1.bin", larger));
        file.resize(file.size() - 9);
        QVERIFY_RESULT(writeFileAtomically(folder / "weights-1.bin", file));
        QVERIFY(!store.loadTensors("weights-1.bin", tensors));
    }

    void aDamagedResumeStateIsASentence()
    {
        auto bench = m_folder.makeBench("damaged", tinySpec(1));
        bench->stopAfterStep = 2;
        QVERIFY_RESULT(bench->train());
        const auto folder = m_folder.path() / "damaged" / "resume";
        auto state = bench->store.load();
        QVERIFY_RESULT(state);
        QVERIFY(*state == bench->state);
        std::filesystem::resize_file(folder / state->weights, 1000);
        auto restored = restoreTensors(*bench->model, *bench->optimizer, bench->store, tensorsOf(*state));
        QVERIFY(!restored);
        QCOMPARE(restored.error().code, ErrorCode::Unusable);
        QVERIFY_RESULT(writeFileAtomically(folder / "state.json", "{\"version\": 1}"));
        QVERIFY(!bench->store.load());
        QVERIFY_RESULT(writeFileAtomically(folder / "state.json", ""));
        QVERIFY(!bench->store.load());
    }
};

QTEST_APPLESS_MAIN(TestTrainResume)
#include "testtrainresume.moc"
