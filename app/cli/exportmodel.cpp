// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exportmodel.h"

#include "app/cli/projectsteps.h"
#include "app/cli/wording.h"
#include "core/checkpoint/ggufexport.h"
#include "core/checkpoint/modelfolder.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "core/protocol/runhistory.h"
#include "core/run/runfolder.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/tokenizer.h"
#include "core/tokenizer/tokenizerggufwriter.h"

#include <optional>
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
Result<> writeHuggingFace(
    const fs::path& source, const Tokenizer& tokenizer, const fs::path& target, WeightType type)
{
    const auto model = openModel(source);
    if (!model)
        return tl::unexpected(model.error());
    ModelFolderOptions options;
    options.weightType = type;
    options.generationConfig = model->generationConfig;
    return writeModelFolder(target, model->config, *model->weights, options,
        [&](const fs::path& folder) { return tokenizer.writeFiles(folder); });
}

// Under the name it was given: its own template comes along where it has one.
Result<> writeGguf(const fs::path& source, const Tokenizer& tokenizer, const fs::path& target,
    const std::string& name, const std::string& precision)
{
    const auto model = openModel(source);
    if (!model)
        return tl::unexpected(model.error());
    std::optional<std::string> text;
    if (const auto chatTemplate = ChatTemplate::open(source))
        text = chatTemplate->source();
    auto entries = ggufTokenizer(tokenizer.spec(), model->config, text, source.string());
    if (!entries)
        return passOn(entries);
    const auto type = weightTypeFrom(precision);
    return writeGgufModel(target, model->config, *model->weights,
        {.weightType = type ? blockTypeOf(*type) : BlockType::Q8_0,
            .name = name,
            .tokenizer = std::move(*entries)});
}

Result<> writePeft(
    const fs::path& source, const Tokenizer& tokenizer, const fs::path& target, WeightType type)
{
    const auto location = locateModel(source);
    if (!location)
        return tl::unexpected(location.error());
    if (location->kind != ModelKind::PeftAdapter)
        return unusable(source.string()
            + " is a whole model, not an adapter: only runs with fine_tuning lora or qlora make one. Export "
              "it --as hf.");
    const auto adapter = openAdapter(source);
    if (!adapter)
        return tl::unexpected(adapter.error());
    return writeAdapterFolder(target, adapter->file, *adapter->weights, type,
        [&](const fs::path& folder) { return tokenizer.writeFiles(folder); });
}

} // namespace

std::vector<std::string> modelExportFormats()
{
    return {"hf", "peft", "gguf"};
}

std::string modelExportHelp()
{
    return "hf: a folder that transformers loads; peft: the adapter alone; gguf: one file that llama.cpp "
           "loads";
}

Result<ExitCode> exportModel(Project& project, const Console& console, const ModelExport& wanted)
{
    const auto type = weightTypeFrom(wanted.precision);
    if (wanted.format != "gguf" && !type)
        return unusable("A folder cannot hold " + wanted.precision
            + ". Choose float32, bfloat16 or float16, or --as gguf.");
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
        return unusable(wanted.target + " is there already. Choose another name, or remove it first.");
    const auto tokenizer = Tokenizer::open(source);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    const std::string name = record->id + " " + checkpoint;
    if (auto written = wanted.format == "gguf"
            ? writeGguf(source, *tokenizer, wanted.target, name, wanted.precision)
            : wanted.format == "peft" ? writePeft(source, *tokenizer, wanted.target, *type)
                                      : writeHuggingFace(source, *tokenizer, wanted.target, *type);
        !written)
        return passOn(written);
    if (const auto reread = openModel(wanted.target); !reread) // what cannot be read back is no export
        return tl::unexpected(reread.error());
    const fs::path target = fs::absolute(wanted.target, ignored).lexically_normal();
    console.print("Wrote " + console.paint(Ink::Strong, target.string()) + ": " + checkpoint + " of run "
        + record->id + ", " + wanted.precision + ", "
        + (wanted.format == "gguf"        ? "for llama.cpp and everything that reads its files."
                : wanted.format == "peft" ? "for PEFT, beside the model that adapter_config.json names."
                                          : "for transformers and everything that reads its folders."));
    if (const auto config = readModelConfig(source);
        config && wanted.format == "gguf" && ggufContext(*config) < config->maxPositions)
        console.print(
            "llama.cpp does not know this model's window of attention, so the file is for texts of up to "
            + std::to_string(ggufContext(*config)) + " tokens.");
    console.result({{wanted.format == "gguf" ? "file" : "folder", target.string()}, {"run", record->id},
        {"checkpoint", checkpoint}, {"as", wanted.format}, {"precision", wanted.precision}});
    return ExitCode::Done;
}

} // namespace dankai
