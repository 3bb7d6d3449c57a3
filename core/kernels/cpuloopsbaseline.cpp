// SPDX-License-Identifier: Apache-2.0
#define DANKAI_LANES 4
#define DANKAI_LOOPS baselineLoops
#define DANKAI_LOOPS_NAME "baseline"
#include "core/kernels/cpuloops.inc"
