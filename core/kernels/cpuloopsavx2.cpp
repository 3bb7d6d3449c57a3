// SPDX-License-Identifier: Apache-2.0
#define DANKAI_LANES 8
#define DANKAI_LOOPS avx2Loops
#define DANKAI_LOOPS_NAME "avx2"
#include "core/kernels/cpuloops.inc"
