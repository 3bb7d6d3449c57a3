// SPDX-License-Identifier: Apache-2.0
#include "core/platform/diskuse.h"

#include <sys/stat.h>

#include <map>
#include <system_error>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t blockBytes = 512; // of st_blocks, whatever the file system's own are

// A file of several names, as far as they have been met.
struct LinkedFile
{
    std::uint64_t bytes = 0;
    nlink_t namesMet = 0;
    nlink_t names = 0;
};

} // namespace

DiskUse diskUse(const fs::path& path, const StopFlag* stop)
{
    DiskUse use;
    std::map<std::pair<dev_t, ino_t>, LinkedFile> linked;
    const auto add = [&](const fs::path& entry) {
        struct stat facts = {};
        if (::lstat(entry.c_str(), &facts) != 0)
            return;
        const std::uint64_t bytes = static_cast<std::uint64_t>(facts.st_blocks) * blockBytes;
        if (facts.st_nlink > 1 && !S_ISDIR(facts.st_mode)) {
            LinkedFile& file = linked[{facts.st_dev, facts.st_ino}];
            file = {bytes, file.namesMet + 1, facts.st_nlink};
        } else {
            use.own += bytes;
        }
    };
    add(path);
    std::error_code error;
    if (fs::is_directory(fs::symlink_status(path, error))) {
        fs::recursive_directory_iterator entries(path, fs::directory_options::skip_permission_denied, error);
        while (!error && entries != fs::recursive_directory_iterator() && !isStopRequested(stop)) {
            add(entries->path());
            entries.increment(error);
        }
    }
    for (const auto& [where, file] : linked)
        (file.namesMet < file.names ? use.shared : use.own) += file.bytes;
    return use;
}

} // namespace dankai
