// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/cpuloops.h"

namespace dankai {

const CpuLoops& cpuLoops()
{
#if defined(__x86_64__)
    static const CpuLoops& chosen = []() -> const CpuLoops& {
        __builtin_cpu_init();
        const bool hasHalves = __builtin_cpu_supports("f16c") != 0;
        if (hasHalves && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512vl"))
            return avx512Loops();
        if (hasHalves && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            return avx2Loops();
        return baselineLoops();
    }();
    return chosen;
#else
    return baselineLoops();
#endif
}

} // namespace dankai
