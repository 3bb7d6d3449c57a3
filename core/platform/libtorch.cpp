// SPDX-License-Identifier: Apache-2.0
#include "core/platform/libtorch.h"

#include "core/platform/environment.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr const char* library = "libtorch_cpu.so";

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

// torch/ of every Python's packages under a prefix such as /usr or a virtual environment, newest first.
std::vector<fs::path> torchOfPython(const fs::path& prefix)
{
    std::vector<fs::path> pythons = {prefix / "lib" / "python3"}; // Debian's own packages
    std::error_code error;
    for (fs::directory_iterator entry(prefix / "lib", error), end; !error && entry != end;
         entry.increment(error))
        if (entry->path().filename().string().starts_with("python3."))
            pythons.push_back(entry->path());
    // 3.9 < 3.10: by length first.
    std::ranges::sort(pythons, [](const fs::path& a, const fs::path& b) {
        const std::string first = a.filename().string(), second = b.filename().string();
        return std::pair(first.size(), first) > std::pair(second.size(), second);
    });
    std::vector<fs::path> folders;
    for (const fs::path& python : pythons)
        for (const char* packages : {"site-packages", "dist-packages"})
            folders.push_back(python / packages / "torch");
    return folders;
}

// What stands between the first two marks after `key`, of a file.
std::string valueAfter(const fs::path& file, std::string_view key, char mark)
{
    const auto text = readFile(file);
    if (!text)
        return {};
    const std::size_t found = text->find(key);
    const std::size_t from = found == std::string::npos ? found : text->find(mark, found);
    const std::size_t to = from == std::string::npos ? from : text->find(mark, from + 1);
    return to == std::string::npos ? std::string() : text->substr(from + 1, to - from - 1);
}

// Wheels say it for Python and for C++, the archives of LibTorch in a file of their own.
std::string versionBeside(const fs::path& libraries)
{
    const fs::path torch = libraries.parent_path();
    if (std::string version = valueAfter(torch / "version.py", "__version__", '\''); !version.empty())
        return version;
    if (auto version = readFile(torch / "build-version")) {
        version->erase(std::min(version->find_last_not_of(" \r\n") + 1, version->size()));
        return *version;
    }
    return valueAfter(
        torch / "include" / "torch" / "headeronly" / "version.h", "#define TORCH_VERSION ", '"');
}

// What a person may mean by a path.
std::optional<LibTorch> libTorchAt(const fs::path& path)
{
    std::vector<fs::path> folders = {path, path / "lib", path / "torch" / "lib"};
    for (const fs::path& torch : torchOfPython(path))
        folders.push_back(torch / "lib");
    for (const fs::path& folder : folders) {
        if (!isThere(folder / library))
            continue;
        std::error_code error;
        const fs::path real = fs::canonical(folder, error);
        return LibTorch{error ? folder : real, versionBeside(error ? folder : real)};
    }
    return std::nullopt;
}

bool fits(const LibTorch& found)
{
    return found.version.empty() || found.version == neededLibTorch
        || found.version.starts_with(std::string(neededLibTorch) + ".");
}

std::vector<fs::path> usualPlaces()
{
    std::vector<fs::path> places
        = {executablePath().parent_path().parent_path() / "libtorch", cacheFolder() / "libtorch"};
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"})
        if (const std::string prefix = environmentValue(variable); !prefix.empty())
            places.emplace_back(prefix);
    // Not the file that a link leads to: a virtual environment's python3 is a link to the system's.
    if (const auto python = programInPath("python3"))
        places.push_back(python->parent_path().parent_path());
    if (const std::string home = environmentValue("HOME"); !home.empty())
        places.push_back(fs::path(home) / ".local");
    places.insert(places.end(), {"/usr/local", "/usr"});
    return places;
}

} // namespace

std::string libTorchVersion(std::uint64_t abiVersion)
{
    return std::to_string(abiVersion >> 56 & 255) + "." + std::to_string(abiVersion >> 48 & 255) + "."
        + std::to_string(abiVersion >> 40 & 255);
}

std::string wrongLibTorch(const LibTorch& found)
{
    return "The LibTorch in " + found.folder.string() + " is version " + found.version
        + "; this engine needs " + neededLibTorch
        + ". Install that one (pip install torch==2.11.0 in a virtual environment) and name its folder with "
          "dankai --libtorch FOLDER, or in DANKAI_LIBTORCH.";
}

Result<LibTorch> findLibTorch()
{
    if (const std::string chosen = environmentValue(libTorchVariable); !chosen.empty()) {
        const auto found = libTorchAt(chosen);
        if (!found)
            return unusable("There is no LibTorch in " + chosen
                + " (libtorch_cpu.so is not in it), which --libtorch or DANKAI_LIBTORCH names. Name the "
                  "folder of an installed torch, its lib folder, or the Python environment it is in.");
        if (!fits(*found))
            return unusable(wrongLibTorch(*found));
        return *found;
    }
    std::optional<LibTorch> other;
    for (const fs::path& place : usualPlaces()) {
        const auto found = libTorchAt(place);
        if (found && fits(*found))
            return *found;
        if (found && !other)
            other = found;
    }
    if (other)
        return failed(wrongLibTorch(*other));
    return failed(
        "LibTorch 2.11, with which the engine trains and answers, was not found on this machine. Install "
        "it (python3 -m venv torch, then torch/bin/pip install torch==2.11.0) and name its folder: "
        "dankai --libtorch FOLDER, or DANKAI_LIBTORCH=FOLDER.");
}

Result<fs::path> engineProgram()
{
    auto program = siblingExecutable("dankai-engine");
    if (!program)
        return program;
    if (const auto torch = findLibTorch(); !torch)
        return tl::unexpected(torch.error());
    return program;
}

} // namespace dankai
