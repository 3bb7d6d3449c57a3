// SPDX-License-Identifier: Apache-2.0
// dankai export
#include "app/cli/command.h"
#include "app/cli/exportdata.h"
#include "app/cli/exportmodel.h"
#include "app/cli/projectsteps.h"
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
};

} // namespace

CommandBody defineExport(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("--run", options->model.run, "of a model: which run");
    app.add_option("--checkpoint", options->model.checkpoint,
        "phase_1, phase_2, ..., base too; without it the last, or the one rolled back to");
    const std::vector<std::string> models = modelExportFormats();
    std::vector<std::string> formats = dataExportFormats();
    std::string known;
    for (const std::string& format : formats)
        known += (known.empty() ? "" : ", ") + format;
    formats.insert(formats.begin(), models.begin(), models.end());
    app.add_option("--as", options->model.format,
           modelExportHelp() + "; or the examples as " + known + " (a folder with dataset_info.json)")
        ->check(CLI::IsMember(formats));
    app.add_option("--plan", options->data.plan,
        "of the examples: those of this plan's phases, a file each, without what is held out");
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
