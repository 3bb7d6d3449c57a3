// SPDX-License-Identifier: Apache-2.0
// How much of a disk a folder takes. Reads no file.
#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>

namespace dankai {

struct DiskUse
{
    std::uint64_t own = 0; // bytes that removing it makes free
    std::uint64_t shared = 0; // bytes of files that have a name elsewhere too: free when the last name goes

    bool operator==(const DiskUse&) const = default;
};

// Of a file or of everything in a folder. A file under two names counts once, and symbolic links are not
// followed. Nothing where nothing is there; what cannot be read is passed over.
DiskUse diskUse(const std::filesystem::path& path, const StopFlag* stop = nullptr);

} // namespace dankai
