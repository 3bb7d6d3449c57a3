// SPDX-License-Identifier: Apache-2.0
// How much of a disk a folder takes. Reads no file.
#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>

namespace dankai {

// Bytes on disk of a file or of everything in a folder: what removing it makes free. A file under two names
// counts once, and links are not followed. 0 where nothing is there; what cannot be read is passed over.
std::uint64_t bytesOnDisk(const std::filesystem::path& path, const StopFlag* stop = nullptr);

} // namespace dankai
