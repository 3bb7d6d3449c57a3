// SPDX-License-Identifier: Apache-2.0
// Facts about this machine as far as this process may use it: affinity and control groups are counted in.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

struct CpuFeatures
{
    bool avx2 = false;
    bool fma = false;
    bool f16c = false;
    bool avx512f = false;
    bool avx512bw = false;
    bool avx512vnni = false;
    bool avx512bf16 = false;
    bool amxBf16 = false;
};

struct MachineFacts
{
    std::string hostName;
    std::string operatingSystem; // "Debian GNU/Linux 12 (bookworm)"
    std::string cpuName;
    CpuFeatures cpuFeatures;
    int physicalCores = 1; // usable by this process
    int logicalCores = 1;
    std::uint64_t totalMemoryBytes = 0; // or the control group's limit, where that is less
    std::uint64_t availableMemoryBytes = 0;
};

MachineFacts machineFacts();

// Cores that may run at the same time without sharing one, at least 1: the right number of threads for
// arithmetic. Restricted by affinity and by the control group's quota (rounded down).
int usablePhysicalCores();
std::uint64_t availableMemoryBytes();
CpuFeatures cpuFeatures();

// On the file system that holds `path`, or its nearest parent that exists.
Result<std::uint64_t> freeDiskBytes(const std::filesystem::path& path);

} // namespace dankai
