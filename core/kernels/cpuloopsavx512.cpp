// SPDX-License-Identifier: Apache-2.0
#define DANKAI_LANES 16
#define DANKAI_LOOPS avx512Loops
#define DANKAI_LOOPS_NAME "avx512"
#include "core/kernels/cpuloops.inc"
