// SPDX-License-Identifier: Apache-2.0
// dankai export
#include "app/cli/command.h"
#include "app/cli/exportaudit.h"
#include "app/cli/exportdata.h"
#include "app/cli/exportmodel.h"
#include "app/cli/exportrecipe.h"
#include "app/cli/projectsteps.h"
#include "core/phase/arm.h"
#include "core/phase/plan.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace dankai {

namespace {

struct Options
{
    std::string project;
    ModelExport model; // its format and target are those of examples too
    DataExport data;
    RecipeExport recipe;
};

} // namespace

CommandBody defineExport(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("--run", options->model.run, "of a model or a recipe: which run");
    app.add_option("--checkpoint", options->model.checkpoint,
        "phase_1, phase_2, ..., base too; without it the last, or the one rolled back to");
    const std::vector<std::string> models = modelExportFormats();
    std::vector<std::string> formats = dataExportFormats();
    std::string known;
    for (const std::string& format : formats)
        known += (known.empty() ? "" : ", ") + format;
    formats.insert(formats.begin(), models.begin(), models.end());
    formats.emplace_back(recipeFormat);
    formats.emplace_back(auditFormat);
    app.add_option("--as", options->model.format,
           modelExportHelp()
               + "; recipe: a folder with which torch and transformers train the same steps on several GPUs; "
                 "audit: a file (.csv, .json, .jsonl) that says of every example why it stands where it does "
                 "in --plan; or the examples as "
               + known + " (a folder with dataset_info.json)")
        ->check(CLI::IsMember(formats));
    app.add_option("--plan", options->data.plan,
        "of the examples: those of this plan's phases, a file each, without what is held out; of an audit: "
        "where they stand; of a recipe: what a new run is frozen from, instead of --run");
    app.add_option("--arm", options->recipe.arm, "of a recipe with --plan: as of dankai train (phased)");
    app.add_option("--set", options->recipe.settings,
        "of a recipe with --plan: key=value, a setting of run.yaml, repeated");
    app.add_option("--phase", options->data.phase, "with --plan: this phase alone, from 1")
        ->check(CLI::Range(1, maximumPhases));
    app.add_option("--filter", options->data.filter, "of the examples: those of a saved filter");
    app.add_flag("--with-held-out", options->data.isHeldOutWritten, "with --plan: what is held out too");
    app.add_option(
           "--precision", options->model.precision, "float32, bfloat16 or float16; with gguf q8_0 too")
        ->check(CLI::IsMember({"float32", "bfloat16", "float16", "q8_0"}));
    app.add_option("--to", options->model.target, "the folder to make, or the file to write")->required();
    return [options, models](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        const ModelExport& model = options->model;
        const DataExport& data = options->data;
        const bool isRecipe = model.format == recipeFormat;
        if (!isRecipe && (!options->recipe.arm.empty() || !options->recipe.settings.empty()))
            return unusable("--arm and --set are of a run that is frozen for --as recipe; leave them away.");
        if (model.format == auditFormat) {
            if (!model.run.empty() || !model.checkpoint.empty() || data.phase != 0 || !data.filter.empty()
                || data.isHeldOutWritten)
                return unusable(
                    "An audit is of all examples of a plan: --run, --checkpoint, --phase, --filter "
                    "and --with-held-out do not go with it.");
            if (data.plan.empty())
                return unusable("--as audit needs --plan NAME: it says why each example stands where it does "
                                "in that plan.");
            return exportAudit(*project, console, data.plan, model.target);
        }
        if (isRecipe) {
            if (data.phase != 0 || !data.filter.empty() || data.isHeldOutWritten || !model.checkpoint.empty())
                return unusable(
                    "A recipe is of a whole run: --phase, --filter, --with-held-out and --checkpoint are of "
                    "examples and models.");
            if (model.run.empty() == data.plan.empty())
                return unusable("--as recipe needs either --run NUMBER, a run that is frozen, or --plan "
                                "NAME, which one is "
                                "frozen from.");
            if (data.plan.empty() && (!options->recipe.arm.empty() || !options->recipe.settings.empty()))
                return unusable("A run that is frozen cannot be changed; --arm and --set go with --plan "
                                "NAME, which a new "
                                "one is frozen from.");
            options->recipe.run = model.run;
            options->recipe.plan = data.plan;
            if (options->recipe.arm.empty())
                options->recipe.arm = nameOf(Arm::Phased);
            options->recipe.target = model.target;
            return exportRecipe(*project, console, options->recipe);
        }
        if (std::ranges::find(models, model.format) == models.end()) {
            if (!model.run.empty() || !model.checkpoint.empty())
                return unusable("--run and --checkpoint are of a model (--as hf); --as " + model.format
                    + " writes examples, those of --plan, --phase or --filter.");
            if (data.plan.empty() && (data.phase != 0 || data.isHeldOutWritten))
                return unusable("--phase and --with-held-out need --plan NAME, whose phases they mean.");
            options->data.format = model.format;
            options->data.target = model.target;
            return exportData(*project, console, options->data);
        }
        if (model.run.empty())
            return unusable("--as " + model.format
                + " writes a trained model and needs --run NUMBER. Examples are written with --as "
                  "alpaca, messages, sharegpt, ...");
        if (!data.plan.empty() || data.phase != 0 || !data.filter.empty())
            return unusable(
                "--plan, --phase and --filter are of examples; give --as alpaca, messages, ... with them.");
        return exportModel(*project, console, model);
    };
}

} // namespace dankai
