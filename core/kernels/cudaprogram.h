// SPDX-License-Identifier: Apache-2.0
// The kernels of cudakernels.cu on one GPU: compiled by NVRTC, which comes with LibTorch's CUDA libraries,
// kept in the cache, loaded and started through the driver. Both are opened at run time, so nothing here
// needs CUDA to build. Kernels run in order on the default stream, on which LibTorch's run too.
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace dankai {

struct LaunchShape
{
    std::int64_t blocksX = 1;
    std::int64_t blocksY = 1;
    std::int64_t threads = 1; // of a block
    std::int64_t sharedBytes = 0;
};

class CudaProgram final
{
public:
    // Compiles or takes from the cache; the GPU by its number in CUDA's order. The driver must have been
    // started (openDevice). Errors say what is missing.
    static Result<std::unique_ptr<CudaProgram>> open(int gpu);
    ~CudaProgram();

    // The program of a GPU that openDevice() has made ready, or null: then every piece runs as ATen
    // operators.
    static const CudaProgram* of(int gpu);
    // From openDevice(): what of() gives from then on.
    static void keep(int gpu, std::unique_ptr<CudaProgram> program);

    // `arguments` exactly as the kernel declares them. Throws c10::Error, as a failed operator of ATen does.
    template <class... Arguments>
    void launch(const std::string& kernel, const LaunchShape& shape, Arguments... arguments) const
    {
        std::array<void*, sizeof...(Arguments)> places = {&arguments...};
        start(kernel, shape, places.data());
    }

    // What LaunchShape::sharedBytes may be.
    std::int64_t maxDynamicSharedBytes() const;

private:
    struct State;
    explicit CudaProgram(std::unique_ptr<State> state);
    void start(const std::string& kernel, const LaunchShape& shape, void** arguments) const;

    std::unique_ptr<State> m_state;
};

// Of a GPU by its number in CUDA's order: 90 is 9.0; 0 where the driver does not say.
int computeCapability(int gpu);

// The machine code of `source` for a GPU of that capability; for one that is newer than this NVRTC, PTX that
// the driver translates. Needs no GPU.
Result<std::string> compileCuda(const std::string& source, int capability);

// The text of cudakernels.cu.
const std::string& cudaKernelSource();

} // namespace dankai
