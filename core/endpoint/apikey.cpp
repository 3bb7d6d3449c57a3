// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/apikey.h"

#include "core/platform/environment.h"
#include "core/platform/executablepath.h"
#include "core/platform/process.h"

#include <sys/mman.h>
#include <unistd.h>

#include <chrono>

namespace dankai {

namespace {

// A key of more bytes than this is none.
constexpr std::size_t longestKey = 16384;

std::string withoutSpaceAround(const std::string& text)
{
    constexpr const char* space = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(space);
    if (begin == std::string::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

// A header must not be continued by what stands in a key.
Result<std::string> checkedKey(std::string key)
{
    for (const char c : key)
        if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F)
            return unusable("The key holds a space, a line feed or another character that no key has. Set it "
                            "again, without quotation marks or line feeds in it.");
    if (key.size() > longestKey)
        return unusable("What stands where the key should be is far longer than any key. Set it again.");
    return key;
}

// Its words go into memory that has no name on the disk.
std::string wordsOf(const std::filesystem::path& program, const std::vector<std::string>& arguments)
{
    const int memory = ::memfd_create("dankai", MFD_CLOEXEC);
    if (memory < 0)
        return {};
    SpawnParams params;
    params.program = program;
    params.arguments = arguments;
    params.standardOutputFile
        = "/proc/" + std::to_string(currentProcess().pid) + "/fd/" + std::to_string(memory);
    params.standardErrorFile = "/dev/null";
    std::string text;
    if (auto child = ChildProcess::spawn(params)) {
        // A keychain that is locked asks its owner for a password.
        const auto code = child->wait(std::chrono::minutes(2));
        if (code && *code == 0) {
            text.resize(longestKey + 1);
            const ssize_t bytes = ::pread(memory, text.data(), text.size(), 0);
            text.resize(bytes > 0 ? static_cast<std::size_t>(bytes) : 0);
        }
    }
    ::close(memory);
    return text;
}

} // namespace

std::string keychainCommand(const EndpointSettings& settings)
{
    return "secret-tool store --label='Dankai' service dankai host " + hostOf(settings);
}

Result<std::string> findApiKey(const EndpointSettings& settings)
{
    if (!settings.apiKeyEnv.empty()) {
        std::string key = withoutSpaceAround(environmentValue(settings.apiKeyEnv.c_str()));
        if (!key.empty())
            return checkedKey(std::move(key));
        if (!settings.usesKeychain)
            return unusable("The environment variable " + settings.apiKeyEnv
                + ", which should hold the key of " + hostOf(settings) + ", is not set. Set it with: export "
                + settings.apiKeyEnv + "=…");
    }
    if (!settings.usesKeychain)
        return std::string();
    const auto program = programInPath("secret-tool");
    if (!program)
        return unusable(
            "There is no program secret-tool, which reads keys from this system's keychain. "
            "Install libsecret-tools, or put the key into an environment variable and name that.");
    std::string key
        = withoutSpaceAround(wordsOf(*program, {"lookup", "service", "dankai", "host", hostOf(settings)}));
    if (key.empty())
        return unusable("The keychain has no key of " + hostOf(settings)
            + ", or it is locked. Put it there with: " + keychainCommand(settings));
    return checkedKey(std::move(key));
}

std::string redact(std::string text, std::string_view key)
{
    if (key.empty())
        return text;
    constexpr std::string_view mark = "[key]";
    for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + mark.size()))
        text.replace(at, key.size(), mark);
    return text;
}

} // namespace dankai
