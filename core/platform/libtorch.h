// SPDX-License-Identifier: Apache-2.0
// LibTorch on this machine: which folder dankai-engine takes it from when it starts, and whether that one
// fits. Reads names and small texts; loads nothing, so that front ends can say what is missing before they
// begin.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace dankai {

inline constexpr const char* neededLibTorch = "2.11"; // whatever its patch; CUDA or CPU build
inline constexpr const char* libTorchVariable = "DANKAI_LIBTORCH";

struct LibTorch
{
    std::filesystem::path folder; // holds libtorch_cpu.so
    std::string version; // 2.11.0+cu130; empty where no file beside it says so
};

// ${DANKAI_LIBTORCH} alone where it is set: torch/ of a wheel or an unpacked LibTorch, its lib/, or a Python
// environment that torch is installed in; unusable where nothing fits there. Else the first that fits of:
// `libtorch` (a link or a folder) in the folder that bin/ stands in, what packaging/libtorch has fetched, and
// torch as Python finds it in the active environment, of python3, and of this user.
Result<LibTorch> findLibTorch();

// Of what aoti_torch_abi_version() gives, by which LibTorch tells its version since 2.9: major, minor and
// patch in the upper bytes (torch/headeronly/version.h).
std::string libTorchVersion(std::uint64_t abiVersion);

// The sentence about a LibTorch of another version.
std::string wrongLibTorch(const LibTorch& found);

// dankai-engine, which a front end is about to start: it is there, and so is a LibTorch for it.
Result<std::filesystem::path> engineProgram();

} // namespace dankai
