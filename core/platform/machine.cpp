// SPDX-License-Identifier: Apache-2.0
#include "core/platform/machine.h"

#include "core/platform/file.h"

#include <sched.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <utility>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace dankai {

namespace fs = std::filesystem;

namespace {

std::string firstLine(const fs::path& path)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

// The value after "key<blanks>:<blanks>" in text like /proc/cpuinfo and /proc/meminfo.
std::string valueAfter(const fs::path& path, const std::string& key)
{
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.compare(0, key.size(), key) != 0)
            continue;
        const std::size_t separator = line.find_first_of(":=", key.size());
        if (separator == std::string::npos || line.find_first_not_of(" \t", key.size()) != separator)
            continue;
        const std::size_t begin = line.find_first_not_of(" \t\"", separator + 1);
        if (begin == std::string::npos)
            return "";
        return line.substr(begin, line.find_last_not_of(" \t\"") + 1 - begin);
    }
    return "";
}

std::uint64_t memoryInfo(const std::string& key)
{
    return std::strtoull(valueAfter("/proc/meminfo", key).c_str(), nullptr, 10) * 1024; // "123 kB"
}

std::vector<int> allowedProcessors()
{
    // More than 1,024 processors need a set made to measure.
    for (int count = 1024; count <= 1 << 20; count *= 2) {
        cpu_set_t* set = CPU_ALLOC(static_cast<std::size_t>(count));
        const std::size_t size = CPU_ALLOC_SIZE(static_cast<std::size_t>(count));
        const bool isEnough = ::sched_getaffinity(0, size, set) == 0;
        std::vector<int> allowed;
        for (int cpu = 0; isEnough && cpu < count; ++cpu)
            if (CPU_ISSET_S(static_cast<std::size_t>(cpu), size, set))
                allowed.push_back(cpu);
        CPU_FREE(set);
        if (isEnough && !allowed.empty())
            return allowed;
    }
    return {0};
}

// The folders of this process's control group and its parents: version 2, and the controller of version 1.
std::vector<fs::path> controlGroupFolders(const std::string& controller)
{
    std::vector<fs::path> folders;
    std::ifstream file("/proc/self/cgroup");
    for (std::string line; std::getline(file, line);) {
        // "0::/user.slice" is version 2; "4:memory:/x" is version 1
        const std::size_t first = line.find(':');
        const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos)
            continue;
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const bool isVersion2 = controllers.empty();
        if (!isVersion2 && ("," + controllers + ",").find("," + controller + ",") == std::string::npos)
            continue;
        const fs::path root
            = isVersion2 ? fs::path("/sys/fs/cgroup") : fs::path("/sys/fs/cgroup") / controllers;
        fs::path group = fs::path(line.substr(second + 1)).relative_path();
        for (; !group.empty(); group = group.parent_path())
            folders.push_back(root / group);
        folders.push_back(root);
    }
    return folders;
}

// Processors' worth of time that the control groups grant; infinity without a limit.
double processorQuota()
{
    double quota = std::numeric_limits<double>::infinity();
    for (const fs::path& folder : controlGroupFolders("cpu")) {
        const std::string limit = firstLine(folder / "cpu.max"); // "200000 100000" or "max 100000"
        char* end = nullptr;
        const double microseconds = std::strtod(limit.c_str(), &end);
        const double period = std::strtod(end, nullptr);
        if (end != limit.c_str() && period > 0)
            quota = std::min(quota, microseconds / period);
        const double oldQuota = std::strtod(firstLine(folder / "cpu.cfs_quota_us").c_str(), nullptr);
        const double oldPeriod = std::strtod(firstLine(folder / "cpu.cfs_period_us").c_str(), nullptr);
        if (oldQuota > 0 && oldPeriod > 0)
            quota = std::min(quota, oldQuota / oldPeriod);
    }
    return quota;
}

struct MemoryLimit
{
    std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t available = std::numeric_limits<std::uint64_t>::max();
};

MemoryLimit memoryLimit()
{
    MemoryLimit tightest;
    for (const fs::path& folder : controlGroupFolders("memory")) {
        std::string limit = firstLine(folder / "memory.max");
        std::string used = firstLine(folder / "memory.current");
        std::string reclaimableKey = "inactive_file";
        if (limit.empty()) {
            limit = firstLine(folder / "memory.limit_in_bytes");
            used = firstLine(folder / "memory.usage_in_bytes");
            reclaimableKey = "total_inactive_file";
        }
        if (limit.empty() || !std::isdigit(static_cast<unsigned char>(limit[0])))
            continue;
        const std::uint64_t bytes = std::strtoull(limit.c_str(), nullptr, 10);
        std::uint64_t inUse = std::strtoull(used.c_str(), nullptr, 10);
        std::ifstream statistics(folder / "memory.stat");
        for (std::string key, value; statistics >> key >> value;)
            if (key == reclaimableKey) // the file cache gives way when memory is asked for
                inUse -= std::min<std::uint64_t>(inUse, std::strtoull(value.c_str(), nullptr, 10));
        tightest.limit = std::min(tightest.limit, bytes);
        tightest.available = std::min(tightest.available, bytes > inUse ? bytes - inUse : 0);
    }
    return tightest;
}

} // namespace

CpuFeatures cpuFeatures()
{
    CpuFeatures features;
#if defined(__x86_64__)
    __builtin_cpu_init();
    features.avx2 = __builtin_cpu_supports("avx2") != 0;
    features.fma = __builtin_cpu_supports("fma") != 0;
    features.avx512f = __builtin_cpu_supports("avx512f") != 0;
    features.avx512bw = __builtin_cpu_supports("avx512bw") != 0;
    features.avx512vnni = __builtin_cpu_supports("avx512vnni") != 0;
    features.avx512bf16 = __builtin_cpu_supports("avx512bf16") != 0;
    // clang 14 does not know these two by name.
    unsigned a = 0, b = 0, c = 0, d = 0;
    features.f16c = features.avx2 && __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & (1U << 29)) != 0;
    features.amxBf16
        = features.avx512f && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (d & (1U << 22)) != 0;
#endif
    return features;
}

int usablePhysicalCores()
{
    std::set<std::pair<std::string, std::string>> cores; // (package, core)
    for (const int cpu : allowedProcessors()) {
        const fs::path topology = "/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology";
        const std::string core = firstLine(topology / "core_id");
        // Without topology each processor counts as a core.
        cores.emplace(
            firstLine(topology / "physical_package_id"), core.empty() ? "cpu" + std::to_string(cpu) : core);
    }
    const double count = std::min(static_cast<double>(cores.size()), std::floor(processorQuota()));
    return std::max(1, static_cast<int>(count));
}

std::uint64_t availableMemoryBytes()
{
    return std::min(memoryInfo("MemAvailable"), memoryLimit().available);
}

MachineFacts machineFacts()
{
    MachineFacts facts;
    utsname system = {};
    if (::uname(&system) == 0)
        facts.hostName = system.nodename;
    facts.operatingSystem = valueAfter("/etc/os-release", "PRETTY_NAME");
    if (facts.operatingSystem.empty())
        facts.operatingSystem = std::string(system.sysname) + " " + system.release;
    facts.cpuName = valueAfter("/proc/cpuinfo", "model name");
    facts.cpuFeatures = cpuFeatures();
    facts.physicalCores = usablePhysicalCores();
    facts.logicalCores = static_cast<int>(allowedProcessors().size());
    facts.totalMemoryBytes = std::min(memoryInfo("MemTotal"), memoryLimit().limit);
    facts.availableMemoryBytes = availableMemoryBytes();
    return facts;
}

Result<std::uint64_t> freeDiskBytes(const fs::path& path)
{
    std::error_code error;
    fs::path existing = fs::absolute(path, error);
    while (!fs::exists(existing, error) && existing != existing.root_path())
        existing = existing.parent_path();
    struct statvfs facts = {};
    if (::statvfs(existing.c_str(), &facts) != 0)
        return tl::unexpected(systemError("ask for the free space of", existing, errno));
    return std::uint64_t(facts.f_bavail) * facts.f_frsize;
}

} // namespace dankai
