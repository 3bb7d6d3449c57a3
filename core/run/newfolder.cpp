// SPDX-License-Identifier: Apache-2.0
#include "core/run/newfolder.h"

#include "core/platform/file.h"

#include <unistd.h>

#include <string>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

Result<> buildFolder(const fs::path& folder, const std::function<Result<>(const fs::path&)>& build)
{
    std::error_code ignored;
    if (fs::exists(folder, ignored))
        return unusable(folder.string() + " is already there; a run is frozen into a new folder");
    const fs::path parent = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    const fs::path temporary = parent
        / std::string(".")
              .append(folder.filename().string())
              .append(".freezing-")
              .append(std::to_string(::getpid()));
    if (auto removed = removePath(temporary); !removed)
        return removed;
    if (auto made = makeFolder(temporary); !made)
        return made;
    auto built = build(temporary);
    if (built)
        built = renamePath(temporary, folder);
    if (built)
        return syncFolder(parent);
    (void)removePath(temporary); // its own failure would hide the reason
    return built;
}

} // namespace dankai
