// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exportrecipe.h"

#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/runsteps.h"
#include "app/cli/settingnames.h"
#include "app/cli/wording.h"
#include "core/phase/arm.h"
#include "core/platform/executablepath.h"
#include "core/project/runlaunch.h"
#include "core/run/recipe.h"

#include <filesystem>
#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

// The id of the run that is written: the one that was named, or a new one.
Result<std::string> frozenRun(Project& project, const Console& console, const RecipeExport& wanted)
{
    if (!wanted.run.empty()) {
        const auto record = findRun(project, wanted.run);
        if (!record)
            return tl::unexpected(record.error());
        return record->id;
    }
    RunRequest request;
    request.plan = wanted.plan;
    auto arm = armFrom(wanted.arm);
    if (!arm)
        return passOn(arm);
    request.arm = std::move(*arm);
    auto settings = parseSettings(wanted.settings);
    if (!settings)
        return passOn(settings);
    request.settings = std::move(*settings);
    const auto prepared = freezeRunAloud(project, console, request);
    if (!prepared)
        return tl::unexpected(prepared.error());
    console.print("Run " + console.paint(Ink::Strong, prepared->id)
        + " is frozen: " + prepared->frozen.spec.name + ".");
    return prepared->id;
}

} // namespace

Result<ExitCode> exportRecipe(Project& project, const Console& console, const RecipeExport& wanted)
{
    std::error_code error;
    if (fs::exists(wanted.target, error))
        return unusable(wanted.target + " is there already. Choose another name, or remove it first.");
    const auto resources = resourcesFolder();
    if (!resources)
        return tl::unexpected(resources.error());
    const auto id = frozenRun(project, console, wanted);
    if (!id)
        return tl::unexpected(id.error());
    const fs::path target = fs::absolute(wanted.target, error).lexically_normal();
    ProgressLine line(console, "Writing the recipe");
    const auto recipe = writeRecipe(
        {project.runsFolder() / *id, target, *resources / recipeFormat, line.callback(), &interruptFlag()});
    line.clear();
    if (!recipe)
        return tl::unexpected(recipe.error());
    const std::string folder = project.folder().string();
    console.print("Wrote " + console.paint(Ink::Strong, target.string()) + ": run " + *id + ", "
        + counted(recipe->steps, "optimizer step", "optimizer steps") + " in "
        + counted(recipe->phases, "phase", "phases") + ".");
    console.print("Where the GPUs are: " + console.paint(Ink::Strong, "torchrun --nproc-per-node 8 train.py")
        + (recipe->isModelInside ? std::string(" in that folder.")
                                 : ", with --model where " + recipe->model.string() + " is not there."));
    console.print("It answers no prompts and judges no gates; its README.md says what else it does not do.");
    console.print("Then read its results back: "
        + console.paint(Ink::Strong, "dankai adopt " + folder + " " + target.string()));
    console.result({{"folder", target.string()}, {"run", *id}, {"as", recipeFormat},
        {"phases", recipe->phases}, {"steps", recipe->steps}, {"rows", recipe->rows},
        {"model", recipe->model.string()}, {"is_model_inside", recipe->isModelInside}});
    return ExitCode::Done;
}

} // namespace dankai
