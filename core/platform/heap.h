// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dankai {

// Memory that was freed stays with a process, since it is soon used again. Between two parts of the work,
// whose blocks differ in size, it is better given back to the system. Does nothing where the system's heap
// cannot.
void giveBackFreeMemory();

} // namespace dankai
