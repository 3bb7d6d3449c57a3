// SPDX-License-Identifier: Apache-2.0
// A line of the journal of calls: a sentence, or a line that writes and reads back as the same.
#include "core/endpoint/calljournal.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const auto line = parseJournalLine(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!line) {
        if (!line.error().message.starts_with("fuzz"))
            std::abort();
        return 0;
    }
    if (line->sent.has_value() == line->ended.has_value())
        std::abort();
    const auto again
        = parseJournalLine(line->sent ? toJsonLine(*line->sent) : toJsonLine(*line->ended), "again");
    if (!again || again->sent != line->sent || again->ended != line->ended)
        std::abort();
    return 0;
}
