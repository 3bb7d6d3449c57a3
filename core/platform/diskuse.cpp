// SPDX-License-Identifier: Apache-2.0
#include "core/platform/diskuse.h"

#include <sys/stat.h>

#include <set>
#include <system_error>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t blockBytes = 512; // of st_blocks, whatever the file system's own are

} // namespace

std::uint64_t bytesOnDisk(const fs::path& path, const StopFlag* stop)
{
    std::uint64_t bytes = 0;
    std::set<std::pair<dev_t, ino_t>> shared;
    const auto add = [&](const fs::path& entry) {
        struct stat facts = {};
        if (::lstat(entry.c_str(), &facts) != 0)
            return;
        if (facts.st_nlink > 1 && !S_ISDIR(facts.st_mode)
            && !shared.emplace(facts.st_dev, facts.st_ino).second)
            return;
        bytes += static_cast<std::uint64_t>(facts.st_blocks) * blockBytes;
    };
    add(path);
    std::error_code error;
    if (!fs::is_directory(fs::symlink_status(path, error)))
        return bytes;
    fs::recursive_directory_iterator entries(path, fs::directory_options::skip_permission_denied, error);
    while (!error && entries != fs::recursive_directory_iterator()) {
        if (isStopRequested(stop))
            break;
        add(entries->path());
        entries.increment(error);
    }
    return bytes;
}

} // namespace dankai
