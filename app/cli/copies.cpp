// SPDX-License-Identifier: Apache-2.0
// dankai duplicate, archive, restore
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/projectsteps.h"
#include "app/cli/wording.h"
#include "core/project/projectarchive.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

namespace dankai {

namespace {

struct Options
{
    std::string from;
    std::string to;
    bool isWithoutModels = false;

    CopiedModels models() const { return isWithoutModels ? CopiedModels::None : CopiedModels::All; }
};

void addModels(CLI::App& app, Options& options)
{
    app.add_flag("--without-models", options.isWithoutModels,
        "leave saved models and states to resume from behind; records and figures come along");
}

ExitCode say(
    const Console& console, const std::string& what, const std::string& target, const CopiedProject& copied)
{
    std::error_code ignored;
    const std::string path = std::filesystem::absolute(target, ignored).lexically_normal().string();
    console.print(what + " " + console.paint(Ink::Strong, path) + ": "
        + counted(copied.files, "file", "files") + ", " + bytesInWords(copied.bytes) + ".");
    console.result({{"path", path}, {"files", copied.files}, {"bytes", copied.bytes}});
    return ExitCode::Done;
}

} // namespace

CommandBody defineDuplicate(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->from, "the project's folder")->required();
    app.add_option("COPY", options->to, "the folder to make")->required();
    addModels(app, *options);
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->from);
        if (!project)
            return passOn(project);
        Result<CopiedProject> copied = CopiedProject();
        {
            ProgressLine line(console, "copying");
            copied = duplicateProject(
                *project, options->to, options->models(), line.callback(), &interruptFlag());
        }
        if (!copied)
            return passOn(copied);
        return say(console, "Copied to", options->to, *copied);
    };
}

CommandBody defineArchive(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->from, "the project's folder")->required();
    app.add_option("FILE", options->to, "the archive to write, for instance desk.dankai")->required();
    addModels(app, *options);
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->from);
        if (!project)
            return passOn(project);
        Result<CopiedProject> archived = CopiedProject();
        {
            ProgressLine line(console, "archiving");
            archived
                = archiveProject(*project, options->to, options->models(), line.callback(), &interruptFlag());
        }
        if (!archived)
            return passOn(archived);
        return say(console, "Archived, read back and compared:", options->to, *archived);
    };
}

CommandBody defineRestore(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->from, "an archive that dankai archive wrote")->required();
    app.add_option("PROJECT", options->to, "the folder to make")->required();
    return [options](const Console& console) -> Result<ExitCode> {
        Result<CopiedProject> restored = CopiedProject();
        {
            ProgressLine line(console, "restoring");
            restored = restoreProject(options->from, options->to, line.callback(), &interruptFlag());
        }
        if (!restored)
            return passOn(restored);
        return say(console, "Restored", options->to, *restored);
    };
}

} // namespace dankai
