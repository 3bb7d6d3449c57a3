// SPDX-License-Identifier: Apache-2.0
// The LibTorch that this process runs with, whoever loaded it: what is loaded later comes from the same
// folder.
#pragma once

#include "core/platform/libtorch.h"

namespace dankai {

LibTorch libTorchInUse();

} // namespace dankai
