// SPDX-License-Identifier: Apache-2.0
// A line of events.jsonl, and the control messages. What reads must write and read the same again.
#include "core/protocol/control.h"
#include "core/protocol/event.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const auto event = dankai::parseEvent(line, "fuzz");
    if (event && *event) {
        const auto again = dankai::parseEvent(dankai::toJsonLine(**event), "fuzz");
        if (!again || !*again || (*again)->body.index() != (*event)->body.index())
            std::abort();
    }
    if (const auto request = dankai::parseControlRequest(line)) {
        const auto again = dankai::parseControlRequest(dankai::toJsonLine(*request));
        if (!again || *again != *request)
            std::abort();
        if ((request->kind == dankai::ControlKind::Generate) != request->generate.has_value())
            std::abort();
    }
    (void)dankai::parseControlReply(line);
    return 0;
}
