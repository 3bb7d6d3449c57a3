// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exportmodel.h"

#include "app/cli/projectsteps.h"
#include "app/cli/wording.h"
#include "core/checkpoint/modelfolder.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "core/protocol/runhistory.h"
#include "core/run/runfolder.h"
#include "core/tokenizer/tokenizer.h"

#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

// Of the phase that a person went back to, else the last one that was saved.
Result<std::string> standingCheckpoint(const fs::path& folder)
{
    const auto events = readEvents(folder / runfile::events);
    if (!events)
        return tl::unexpected(events.error());
    RunHistory history;
    for (const Event& event : *events)
        history.add(event);
    if (const auto& phase = history.rolledBackTo())
        return checkpointName(*phase);
    for (int phase = 8; phase >= 1; --phase) {
        std::error_code ignored;
        if (fs::exists(checkpointConfig(folder / runfile::checkpoints / checkpointName(phase)), ignored))
            return checkpointName(phase);
    }
    return unusable("No checkpoint is saved in " + folder.string() + " yet. Let its first phase end.");
}

std::optional<WeightType> weightTypeFrom(const std::string& name)
{
    if (name == "float32")
        return WeightType::Float32;
    if (name == "bfloat16")
        return WeightType::BFloat16;
    if (name == "float16")
        return WeightType::Float16;
    return std::nullopt;
}

// The whole model: an adapter is added to its base.
Result<> writeHuggingFace(const fs::path& source, const fs::path& target, WeightType type)
{
    const auto model = openModel(source);
    if (!model)
        return tl::unexpected(model.error());
    const auto tokenizer = Tokenizer::open(source);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    ModelFolderOptions options;
    options.weightType = type;
    options.generationConfig = model->generationConfig;
    return writeModelFolder(target, model->config, *model->weights, options,
        [&](const fs::path& folder) { return tokenizer->writeFiles(folder); });
}

Result<> writePeft(const fs::path& source, const fs::path& target, WeightType type)
{
    const auto location = locateModel(source);
    if (!location)
        return tl::unexpected(location.error());
    if (location->kind != ModelKind::PeftAdapter)
        return unusable(source.string()
            + " is a whole model, not an adapter: only runs with fine_tuning lora or qlora make one. Export "
              "it --as "
              "hf.");
    const auto adapter = openAdapter(source);
    if (!adapter)
        return tl::unexpected(adapter.error());
    const auto tokenizer = Tokenizer::open(source);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    return writeAdapterFolder(target, adapter->file, *adapter->weights, type,
        [&](const fs::path& folder) { return tokenizer->writeFiles(folder); });
}

} // namespace

std::vector<std::string> modelExportFormats()
{
    return {"hf", "peft"};
}

std::string modelExportHelp()
{
    return "hf: a folder that transformers loads; peft: the adapter alone";
}

Result<ExitCode> exportModel(Project& project, const Console& console, const ModelExport& wanted)
{
    const auto record = findRun(project, wanted.run);
    if (!record)
        return tl::unexpected(record.error());
    const fs::path folder = project.runsFolder() / record->id;
    std::string checkpoint = wanted.checkpoint;
    if (checkpoint.empty()) {
        const auto last = standingCheckpoint(folder);
        if (!last)
            return tl::unexpected(last.error());
        checkpoint = *last;
    }
    const fs::path source
        = checkpoint == "base" ? project.modelPath() : folder / runfile::checkpoints / checkpoint;
    std::error_code ignored;
    if (!fs::exists(source, ignored))
        return unusable("Run " + record->id + " has no checkpoint '" + checkpoint + "' (" + source.string()
            + "). dankai status lists what is done.");
    if (fs::exists(wanted.target, ignored))
        return unusable(wanted.target + " is there already. Choose another folder, or remove it first.");
    if (auto written = wanted.format == "peft"
            ? writePeft(source, wanted.target, *weightTypeFrom(wanted.precision))
            : writeHuggingFace(source, wanted.target, *weightTypeFrom(wanted.precision));
        !written)
        return passOn(written);
    if (const auto reread = openModel(wanted.target); !reread) // what cannot be read back is no export
        return tl::unexpected(reread.error());
    const fs::path target = fs::absolute(wanted.target, ignored).lexically_normal();
    console.print("Wrote " + console.paint(Ink::Strong, target.string()) + ": " + checkpoint + " of run "
        + record->id + ", " + wanted.precision + ", "
        + (wanted.format == "peft" ? std::string("for PEFT, beside the model that adapter_config.json names.")
                                   : std::string("for transformers and everything that reads its folders.")));
    console.result({{"folder", target.string()}, {"run", record->id}, {"checkpoint", checkpoint},
        {"as", wanted.format}, {"precision", wanted.precision}});
    return ExitCode::Done;
}

} // namespace dankai
