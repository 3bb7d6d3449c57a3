// SPDX-License-Identifier: Apache-2.0
#include "core/run/recipe.h"

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/checkpoint/adapterstart.h"
#include "core/checkpoint/modelfolder.h"
#include "core/checkpoint/openmodel.h"
#include "core/checkpoint/safetensors.h"
#include "core/platform/file.h"
#include "core/run/newfolder.h"
#include "core/run/runfolder.h"
#include "core/run/schedule.h"
#include "core/run/stepplan.h"
#include "core/tokenizer/tokenizer.h"

#include <system_error>
#include <vector>

namespace dankai {

namespace {

namespace fs = std::filesystem;

constexpr int recipeVersion = 1;

Result<> checkSupported(const OpenedRun& run)
{
    const RunSpec& spec = run.spec;
    const std::string anew = " Freeze a run without it: dankai export PROJECT --as recipe --plan NAME --set ";
    if (spec.fineTuning == FineTuning::Qlora)
        return unusable("A recipe does not train beside a model in 4 bits (fine_tuning: qlora)." + anew
            + "fine_tuning=lora");
    if (spec.fineTuning == FineTuning::Lora && spec.lora.dropout > 0)
        return unusable("A recipe drops nothing, since no other program would drop the same (lora.dropout)."
            + anew + "lora.dropout=0");
    if (spec.fineTuning == FineTuning::Lora && spec.lora.betweenPhases == BetweenPhases::Merge)
        return unusable("A recipe trains one adapter through all phases (lora.between_phases: merge)." + anew
            + "lora.between_phases=continue");
    if (spec.optimizer.kind == OptimizerKind::AdamW8bit)
        return unusable("A recipe keeps its moments in float32 (optimizer.kind: adamw_8bit)." + anew
            + "optimizer.kind=adamw");
    if (spec.earlyStopping.patience > 0)
        return unusable(
            "A recipe trains every phase to its end and knows no early stopping (early_stopping.patience: "
            + std::to_string(spec.earlyStopping.patience) + ")." + anew + "early_stopping.patience=0");
    if (spec.gate.policy != GatePolicy::Record)
        return unusable("A recipe has no gates: nobody can be asked on the machine that trains (gate.policy: "
            + std::string(nameOf(spec.gate.policy)) + ")." + anew + "gate.policy=record");
    if (spec.fork || run.inherited)
        return unusable(
            "The first phases of this run are another run's, and a recipe trains all of a run's phases. "
            "Freeze a run of its own: dankai export PROJECT --as recipe --plan NAME");
    return {};
}

Json optimizerOf(const OptimizerSpec& optimizer)
{
    return {{"beta1", optimizer.beta1}, {"beta2", optimizer.beta2}, {"epsilon", optimizer.epsilon},
        {"weight_decay", optimizer.weightDecay}, {"decay_norms", optimizer.isNormDecayed},
        {"max_grad_norm", optimizer.maxGradNorm}};
}

// Every step of every phase, so that whoever trains needs neither shuffling nor a schedule of their own.
Json phasesOf(const OpenedRun& run, Recipe& recipe)
{
    std::vector<PhasePlan> plans;
    std::vector<std::int64_t> stepsOfPhases;
    for (std::size_t k = 0; k < run.phases.size(); ++k) {
        plans.push_back(planPhase(run.spec, k, run.phases));
        stepsOfPhases.push_back(static_cast<std::int64_t>(plans.back().steps.size()));
    }
    Json phases = Json::array();
    for (std::size_t k = 0; k < plans.size(); ++k) {
        const PhaseSpec& phase = run.spec.phases[k];
        Json steps = Json::array();
        for (std::int64_t i = 0; i < stepsOfPhases[k]; ++i) {
            const PlannedStep& step = plans[k].steps[static_cast<std::size_t>(i)];
            Json rows = Json::array();
            for (const PlannedRow& row : step.rows)
                rows.push_back(Json::array({row.phase + 1, row.row}));
            const bool beginsAnew = run.spec.carryOver == CarryOver::Paper
                && cycleAt(phase, stepsOfPhases[k], i).firstStep == i;
            steps.push_back(
                {{"rows", std::move(rows)}, {"tokens", step.tokens}, {"trained_tokens", step.trainedTokens},
                    {"epoch", step.epoch}, {"learning_rate", learningRateAt(run.spec, stepsOfPhases, k, i)},
                    {"resets_moments", beginsAnew}});
            recipe.rows += step.rows.size();
        }
        recipe.steps += steps.size();
        phases.push_back({{"name", phase.name}, {"tokens_file", runfile::tokensOf(phase.file)},
            {"epochs", phase.epochs}, {"examples", plans[k].examples},
            {"replayed_examples", plans[k].replayedExamples}, {"tokens", plans[k].tokens},
            {"learning_rate", peakLearningRate(run.spec, k)}, {"steps", std::move(steps)}});
    }
    recipe.phases = phases.size();
    return phases;
}

Result<> copyFrozenFiles(const fs::path& from, const fs::path& to)
{
    const auto manifest = readManifest(from);
    if (!manifest)
        return tl::unexpected(manifest.error());
    std::vector<std::string> names = {runfile::spec, runfile::manifest};
    for (const auto& [name, hash] : manifest->files)
        names.push_back(name);
    if (auto made = makeFolder(to / runfile::tokens); !made)
        return made;
    for (const std::string& name : names)
        if (auto copied = copyFile(from / name, to / name); !copied)
            return copied;
    return {};
}

// The model as transformers loads it: the run's own where it is a folder of that kind, else written beside.
Result<Json> modelFor(const OpenedRun& run, const OpenedModel& model, const Tokenizer& tokenizer,
    const fs::path& target, const RecipeParams& params, Recipe& recipe)
{
    recipe.isModelInside = model.kind != ModelKind::HuggingFaceFolder;
    recipe.model = recipe.isModelInside ? fs::path(recipefile::model) : model.path;
    const fs::path folder = recipe.isModelInside ? target / recipefile::model : model.path;
    std::string hash = run.spec.model.hash;
    if (recipe.isModelInside) {
        ModelFolderOptions options;
        options.generationConfig = model.generationConfig;
        auto written = writeModelFolder(folder, model.config, *model.weights, options,
            [&](const fs::path& inside) { return tokenizer.writeFiles(inside); });
        if (!written)
            return passOn(written);
        auto ofFolder = modelHash(folder, params.progress, params.stop);
        if (!ofFolder)
            return passOn(ofFolder);
        hash = std::move(*ofFolder);
    }
    const auto opened = openModel(folder);
    if (!opened)
        return tl::unexpected(opened.error());
    // What modelHash() reads, in its order.
    Json names = Json::array({"config.json"});
    for (const fs::path& file : dynamic_cast<const SafetensorsReader&>(*opened->weights).files())
        names.push_back(file.lexically_relative(folder).string());
    return Json{{"path", recipe.model.string()}, {"hash", hash}, {"hashed_files", std::move(names)}};
}

Result<> write(const OpenedRun& run, const fs::path& target, const RecipeParams& params, Recipe& recipe)
{
    auto model = openModel(run.spec.model.path);
    if (!model)
        return passOn(model);
    auto tokenizer = Tokenizer::open(run.spec.model.path);
    if (!tokenizer)
        return passOn(tokenizer);
    if (tokenizer->hash() != run.validation.tokenizerHash)
        return unusable(run.spec.model.path
            + " has another tokenizer than the run was frozen with; set model.path in run.yaml to the right "
              "model");
    auto modelData = modelFor(run, *model, *tokenizer, target, params, recipe);
    if (!modelData)
        return passOn(modelData);

    Json data = {{"version", recipeVersion}, {"name", run.spec.name}, {"seed", run.spec.seed},
        {"model", std::move(*modelData)}, {"fine_tuning", nameOf(run.spec.fineTuning)},
        {"precision", run.spec.execution.precision}, {"optimizer", optimizerOf(run.spec.optimizer)},
        {"held_out_phases", run.spec.heldOutPhases}, {"phases", phasesOf(run, recipe)}};
    if (auto written = writeFileAtomically(target / recipefile::data, toJsonLine(data) + "\n"); !written)
        return written;
    if (const auto adapter = adapterOf(run.spec)) {
        const AdapterStart start(model->config, adapter->config, seedFor(run.spec.seed, adapterSeedPurpose));
        auto written = writeAdapterFolder(target / recipefile::adapter,
            {adapter->config, recipe.model.string()}, start, WeightType::Float32);
        if (!written)
            return written;
    }
    if (auto made = makeFolder(target / recipefile::tokenizer); !made)
        return made;
    if (auto files = tokenizer->writeFiles(target / recipefile::tokenizer, run.chatTemplate); !files)
        return files;
    if (auto copied = copyFrozenFiles(params.runFolder, target / recipefile::run); !copied)
        return copied;
    for (const char* file : {recipefile::program, "README.md"})
        if (auto copied = copyFile(params.program / file, target / file); !copied)
            return copied;
    return {};
}

} // namespace

Result<Recipe> writeRecipe(const RecipeParams& params)
{
    const auto run = openRun(params.runFolder);
    if (!run)
        return tl::unexpected(run.error());
    if (auto supported = checkSupported(*run); !supported)
        return passOn(supported);
    Recipe recipe;
    auto built = buildFolder(
        params.target, [&](const fs::path& temporary) { return write(*run, temporary, params, recipe); });
    if (!built)
        return passOn(built);
    return recipe;
}

} // namespace dankai
