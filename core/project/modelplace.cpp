// SPDX-License-Identifier: Apache-2.0
#include "core/project/modelplace.h"

#include "core/platform/file.h"
#include "core/run/modelpath.h"
#include "core/run/runfolder.h"

#include <filesystem>
#include <system_error>

namespace dankai {

Result<> checkModelPlace(const Project& project)
{
    const std::filesystem::path model = project.modelPath();
    std::error_code ignored;
    if (std::filesystem::exists(model, ignored))
        return {};
    return unusable("The model of this project is not there any more: " + model.string()
        + ". Put it back, or say where it is now: \"Model to start from\" on the Settings page, which is "
          "model.path in "
        + (project.folder() / "project.yaml").string() + ".");
}

Result<> followMovedModel(const Project& project, const std::string& run)
{
    const std::filesystem::path folder = project.runsFolder() / run;
    const auto spec = readRunSpec(folder);
    if (!spec)
        return tl::unexpected(spec.error());
    std::error_code ignored;
    const std::string& hash = project.settings().modelHash;
    if (std::filesystem::exists(spec->model.path, ignored) || hash.empty() || hash != spec->model.hash
        || !std::filesystem::exists(project.modelPath(), ignored))
        return {};
    const auto text = readFile(folder / runfile::spec);
    if (!text)
        return tl::unexpected(text.error());
    return writeFileAtomically(folder / runfile::spec, withModelPath(*text, project.modelPath().string()));
}

} // namespace dankai
