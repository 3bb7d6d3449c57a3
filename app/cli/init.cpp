// SPDX-License-Identifier: Apache-2.0
// dankai init
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/projectsteps.h"
#include "app/cli/settingnames.h"
#include "app/cli/wording.h"
#include "core/platform/executablepath.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace dankai {

CommandBody defineInit(CLI::App& app)
{
    struct Options
    {
        std::string project;
        std::string model;
        std::string name;
        std::string chatTemplate;
        std::vector<std::string> settings;
    };

    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the folder to make")->required();
    app.add_option(
        "--model", options->model, "a Hugging Face folder or a GGUF file; without it the built-in model");
    app.add_option("--name", options->name, "for people; the folder's name without it");
    app.add_option("--chat-template", options->chatTemplate,
        "a template of the model's by name, a built-in one, or a file; for models that bring none");
    app.add_option("--set", options->settings,
        "key=value, a setting of all runs, repeated; for instance fine_tuning=lora");
    return [options](const Console& console) -> Result<ExitCode> {
        std::filesystem::path model = options->model;
        if (model.empty()) {
            auto builtIn = builtInModelFile();
            if (!builtIn)
                return passOn(builtIn);
            model = *builtIn;
        }
        auto settings = parseSettings(options->settings);
        if (!settings)
            return passOn(settings);
        ProgressLine line(console, "Reading the model");
        auto made = makeProject({options->project, model, options->name, options->chatTemplate,
                                    {settings->begin(), settings->end()}},
            line.callback(), &interruptFlag());
        line.clear();
        if (!made)
            return passOn(made);
        console.print("Made " + made->project.folder().string() + " for " + modelWords(*made) + ".");
        console.print("Next: " + console.paint(Ink::Strong, "dankai import " + options->project + " FILE"));
        console.result({{"project", made->project.folder().string()},
            {"model", made->project.modelPath().string()}, {"model_hash", made->project.settings().modelHash},
            {"parameters", parameterCount(made->model)}});
        return ExitCode::Done;
    };
}

} // namespace dankai
