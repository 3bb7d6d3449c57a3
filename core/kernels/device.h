// SPDX-License-Identifier: Apache-2.0
// Where arithmetic runs, chosen at run time: CPU threads and memory settings, or a CUDA GPU whose libraries
// are loaded only when somebody asks for it. Must be called before any other call into torch.
#pragma once

#include "core/base/result.h"

#include <c10/core/Device.h>

#include <cstdint>
#include <string>

namespace dankai {

struct DeviceParams
{
    std::string device = "auto"; // auto | cpu | cuda | cuda:N
    int threads = 0; // CPU threads; 0: the physical cores this process may use
};

struct DeviceFacts
{
    at::Device device = at::kCPU;
    std::string name; // "cpu" or "cuda:0", as a manifest states it
    std::string description; // the processor with its instruction set, or the GPU's name
    int threads = 1;
    std::string instructionSet; // of our own CPU loops: "avx512", "avx2" or "baseline"
    std::string cpuMatmul; // "onednn" or "mkl"
    std::string pciBusId; // of a GPU, for GpuMonitor
    std::uint64_t usedByOthers = 0; // bytes of a GPU's memory that were in use before this process used it
    bool hasBfloat16 = false; // in hardware
    std::string note; // why auto did not take a GPU, or why it runs without our kernels; else empty
};

// Once per process, first thing in main(): torch caches for ever whether CUDA exists when it is first asked,
// and its thread pool takes the number of threads at its first parallel call. A second call with the same
// parameters is fine. A GPU asked for by name and not there is an error that says what is missing; "auto"
// falls back to the CPU with a note.
Result<DeviceFacts> openDevice(const DeviceParams& params);

// What openDevice("cuda") would say, for `dankai-engine doctor`: empty where a GPU would work.
std::string cudaProblem();

// Gives what LibTorch keeps of freed memory of a GPU back to it, so that other sizes find room. Nothing on a
// CPU.
void releaseFreedMemory(at::Device device);

} // namespace dankai
