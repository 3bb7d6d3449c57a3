// SPDX-License-Identifier: Apache-2.0
#include "tests/support/testpaths.h"

#include <cstdlib>
#include <fstream>

namespace dankai::test {

namespace fs = std::filesystem;

namespace {

std::optional<fs::path> ifThere(const fs::path& path)
{
    std::error_code ignored;
    if (fs::exists(path, ignored))
        return path;
    return std::nullopt;
}

fs::path cacheHome()
{
    if (const char* home = std::getenv("XDG_CACHE_HOME"); home != nullptr && *home != '\0')
        return home;
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : "/") / ".cache";
}

// Why the script of this name in packaging/ could not make its environment.
std::string missingReason(const std::string& name)
{
    std::ifstream file(cacheHome() / "dankai" / (name + "-missing.txt"));
    std::string reason;
    std::getline(file, reason);
    return reason.empty() ? "packaging/" + name + " makes it" : reason;
}

} // namespace

fs::path sourcePath(const std::string& relative)
{
    return fs::path(DANKAI_SOURCE_DIR) / relative;
}

fs::path goldenPath(const std::string& relative)
{
    return sourcePath("tests/golden") / relative;
}

std::optional<fs::path> sharedPath(const std::string& relative)
{
    return ifThere(fs::path(DANKAI_SOURCE_DIR) / ".." / "shared" / relative);
}

std::optional<fs::path> builtInModelPath()
{
    if (const char* path = std::getenv("DANKAI_BUILT_IN_MODEL"); path != nullptr && *path != '\0')
        return ifThere(path);
    return ifThere(cacheHome() / "dankai" / "models" / "SmolLM2-135M-Instruct.Q4_1.gguf");
}

std::optional<fs::path> peerModelPath()
{
    const char* home = std::getenv("PEER_HOME");
    const fs::path peer = home != nullptr && *home != '\0' ? fs::path(home) : cacheHome() / "dankai-peer";
    const auto config = ifThere(peer / "smollm2-135m" / "config.json");
    if (!config)
        return std::nullopt;
    return config->parent_path();
}

std::optional<fs::path> transformersPython()
{
    return ifThere(cacheHome() / "dankai" / "transformers" / "python");
}

std::string transformersMissingReason()
{
    return missingReason("transformers");
}

std::optional<fs::path> llamaCppPython()
{
    return ifThere(cacheHome() / "dankai" / "llamacpp" / "bin" / "python");
}

std::string llamaCppMissingReason()
{
    return missingReason("llamacpp");
}

} // namespace dankai::test
