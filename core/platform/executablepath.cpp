// SPDX-License-Identifier: Apache-2.0
#include "core/platform/executablepath.h"

#include "core/platform/environment.h"

#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

} // namespace

fs::path executablePath()
{
    std::error_code error;
    fs::path path = fs::read_symlink("/proc/self/exe", error);
    // A program that was replaced while it runs (an upgrade) still finds its new siblings.
    std::string text = path.string();
    if (constexpr std::string_view mark = " (deleted)"; text.ends_with(mark))
        path = text.substr(0, text.size() - mark.size());
    return path;
}

Result<fs::path> siblingExecutable(const std::string& name)
{
    const fs::path folder = executablePath().parent_path();
    for (const fs::path& candidate : {folder / name, folder.parent_path() / "libexec" / "dankai" / name})
        if (isThere(candidate))
            return candidate;
    return failed("The program " + name + " is not in " + folder.string()
        + ". Build or install Dankai as a whole (packaging/start does).");
}

std::optional<fs::path> programInPath(const std::string& name)
{
    const std::string folders = environmentValue("PATH");
    for (std::size_t begin = 0; begin < folders.size();) {
        const std::size_t end = std::min(folders.find(':', begin), folders.size());
        // An empty entry means the current folder, where nothing of the system is looked for.
        if (const fs::path program = fs::path(folders.substr(begin, end - begin)) / name;
            end > begin && ::access(program.c_str(), X_OK) == 0)
            return program;
        begin = end + 1;
    }
    return std::nullopt;
}

Result<fs::path> resourcesFolder()
{
    if (const std::string chosen = environmentValue("DANKAI_RESOURCES"); !chosen.empty())
        return fs::path(chosen);
    const fs::path folder = executablePath().parent_path();
    if (const fs::path installed = folder.parent_path() / "share" / "dankai"; isThere(installed / "demo"))
        return installed;
    // <source>/build/<preset>/bin/dankai
    for (fs::path parent = folder; parent != parent.root_path(); parent = parent.parent_path())
        if (const fs::path source = parent / "resources"; isThere(source / "demo"))
            return source;
    return failed("The folder of Dankai's own data (demo/) was not found near " + folder.string()
        + ". Set DANKAI_RESOURCES to the resources folder.");
}

fs::path cacheFolder()
{
    if (const std::string home = environmentValue("XDG_CACHE_HOME"); !home.empty())
        return fs::path(home) / "dankai";
    const std::string home = environmentValue("HOME");
    return fs::path(home.empty() ? "/" : home) / ".cache" / "dankai";
}

fs::path stateFolder()
{
    if (const std::string home = environmentValue("XDG_STATE_HOME"); !home.empty())
        return fs::path(home) / "dankai";
    const std::string home = environmentValue("HOME");
    return fs::path(home.empty() ? "/" : home) / ".local" / "state" / "dankai";
}

Result<fs::path> builtInModelFile()
{
    const std::string chosen = environmentValue("DANKAI_BUILT_IN_MODEL");
    const fs::path path
        = chosen.empty() ? cacheFolder() / "models" / "SmolLM2-135M-Instruct.Q4_1.gguf" : fs::path(chosen);
    if (!isThere(path))
        return unusable("The built-in model is not at " + path.string()
            + ". Run packaging/model, which fetches it, or name a model of your own with --model.");
    return path;
}

} // namespace dankai
