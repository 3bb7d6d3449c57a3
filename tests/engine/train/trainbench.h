// SPDX-License-Identifier: Apache-2.0
// Everything that trains one phase of a tiny model, with its events.
#pragma once

#include "core/base/random.h"
#include "core/checkpoint/openmodel.h"
#include "core/kernels/device.h"
#include "core/run/stepplan.h"
#include "core/train/optimizer.h"
#include "core/train/phasetraining.h"
#include "core/train/resumestore.h"
#include "tests/engine/enginesupport.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>
#include <QtGlobal>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dankai::test {

inline TokenTable randomRows(int count, std::uint64_t seed)
{
    Random random(seed);
    TokenTable table;
    for (int i = 0; i < count; ++i) {
        const std::size_t length = 8 + random.below(30);
        std::vector<std::int32_t> ids(length);
        for (std::size_t t = 0; t < length; ++t)
            ids[t] = static_cast<std::int32_t>('a' + (i + static_cast<int>(t) * 3) % 20);
        std::vector<std::uint8_t> masks(length, 1);
        std::fill(
            masks.begin(), masks.begin() + static_cast<std::ptrdiff_t>(1 + random.below(6)), std::uint8_t(0));
        table.append(ids, masks);
    }
    return table;
}

inline RunSpec tinySpec(int phases)
{
    RunSpec spec;
    spec.tokensPerStep = 100;
    spec.optimizer.learningRate = 3e-3;
    spec.execution.saveShare = 0;
    spec.phases.resize(static_cast<std::size_t>(phases));
    for (PhaseSpec& phase : spec.phases)
        phase.epochs = 2;
    return spec;
}

struct TrainBench
{
    RunSpec spec;
    std::vector<TokenTable> tables;
    std::vector<PhasePlan> plans;
    TokenTable validation;
    OpenedModel opened;
    std::optional<LanguageModel> model;
    std::optional<Optimizer> optimizer;
    ResumeStore store;
    ResumeState state;
    std::vector<EventBody> said;
    StopFlag stop = false;
    std::int64_t microBatchTokens = 64;
    std::int64_t stopAfterStep = 0;
    std::function<void()> afterStep = [] {};

    explicit TrainBench(const std::filesystem::path& folder)
        : store(folder / "resume")
    { }

    Result<PhaseEnd> train()
    {
        std::vector<std::int64_t> steps;
        for (const PhasePlan& plan : plans)
            steps.push_back(static_cast<std::int64_t>(plan.steps.size()));
        PhaseTrainingParams params{spec, tables, plans[static_cast<std::size_t>(state.phase) - 1], steps,
            validation, {}, {}, microBatchTokens, &stop, {}, {}, {}, {}};
        for (std::uint32_t row = 0; row < validation.rowCount(); ++row) {
            params.validationRows.push_back(row);
            params.validationSets.push_back(row < 4 ? 3 : 1);
        }
        params.say = [this](EventBody body) -> Result<> {
            said.push_back(std::move(body));
            return {};
        };
        params.syncEvents = [this]() -> Result<std::uint64_t> { return said.size(); };
        params.reloadBase = [this] { return model->reload(opened); };
        params.onStep = [this](const ResumeState& at) {
            if (stopAfterStep == at.step)
                stop = true;
            afterStep();
        };
        return trainPhase(*model, *optimizer, store, state, params);
    }

    std::vector<double> losses() const
    {
        std::vector<double> result;
        for (const EventBody& body : said) {
            if (const auto* step = std::get_if<event::Step>(&body))
                result.push_back(step->loss);
        }
        return result;
    }
};

// A folder with the tiny model in it and the benches that train it.
class TrainFolder final
{
public:
    // One thread, so that results are the same everywhere.
    Result<> writeModel() const
    {
        if (auto device = openDevice({"cpu", 1}); !device)
            return passOn(device);
        return writeTinyModel(path() / "model");
    }

    std::filesystem::path path() const { return m_folder.path().toStdString(); }

    // In a folder of that name.
    std::unique_ptr<TrainBench> makeBench(
        const std::string& name, RunSpec spec, ComputePrecision precision = ComputePrecision::Float32) const
    {
        auto bench = std::make_unique<TrainBench>(path() / name);
        bench->spec = std::move(spec);
        for (std::size_t k = 0; k < bench->spec.phases.size(); ++k)
            bench->tables.push_back(randomRows(12, 100 + k));
        bench->validation = randomRows(6, 7);
        for (std::size_t k = 0; k < bench->spec.phases.size(); ++k)
            bench->plans.push_back(planPhase(bench->spec, k, bench->tables));
        auto opened = openModel(path() / "model");
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        bench->opened = std::move(*opened);
        auto model = LanguageModel::load(bench->opened, {.precision = precision});
        if (!model)
            qFatal("%s", model.error().message.c_str());
        bench->model.emplace(std::move(*model));
        bench->optimizer.emplace(*bench->model, bench->spec.optimizer);
        bench->state.phase = 1;
        bench->state.stage = ChainStage::Training;
        return bench;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace dankai::test
