// SPDX-License-Identifier: Apache-2.0
// A gate's reasons in the page's language. English is what the gate itself wrote; Japanese is said anew from
// the figures that stand beside it.
#pragma once

#include "core/protocol/event.h"
#include "core/report/html.h"

#include <string>
#include <vector>

namespace dankai {

// One sentence for each part, worst first, without its verdict's name in front; a record without figures of
// its own (written by another version or tool) keeps the gate's words.
std::vector<std::string> gateReasons(const event::Gate& gate, const Words& say);

} // namespace dankai
