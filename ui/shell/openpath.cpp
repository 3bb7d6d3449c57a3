// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/openpath.h"

#include "core/project/reviewpackage.h"
#include "ui/start/projectcopies.h"

#include <system_error>

namespace dankai::ui {

bool isProjectFolder(const std::filesystem::path& folder)
{
    std::error_code ignored;
    return std::filesystem::exists(folder / "project.yaml", ignored);
}

bool isWholeProject(const std::filesystem::path& path)
{
    return isArchiveName(path) || isProjectFolder(path);
}

bool isPackageName(const std::filesystem::path& file)
{
    return file.extension() == reviewPackageEnding;
}

OpenPath openPathOf(const std::filesystem::path& path)
{
    std::error_code problem;
    std::filesystem::path whole = std::filesystem::absolute(path, problem).lexically_normal();
    if (problem || path.empty())
        return {path, {}, {}};
    if (!whole.has_filename()) // "desk/"
        whole = whole.parent_path();
    if (!std::filesystem::exists(whole, problem))
        return {whole, {}, {}};
    if (std::filesystem::is_regular_file(whole, problem)) {
        if (isPackageName(whole))
            return {{}, {}, whole};
        if (isArchiveName(whole))
            return {{}, whole, {}};
    }
    for (std::filesystem::path folder = whole;; folder = folder.parent_path()) {
        if (isProjectFolder(folder))
            return {folder, {}, {}};
        if (!folder.has_relative_path()) // the root
            return {whole, {}, {}};
    }
}

} // namespace dankai::ui
