// SPDX-License-Identifier: Apache-2.0
// A file of prompts in every shape: a sentence, or prompts that a run takes as they are.
#include "core/base/utf8.h"
#include "core/project/promptfile.h"

#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const auto prompts = parsePrompts(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!prompts) {
        if (!prompts.error().message.starts_with("fuzz"))
            std::abort();
        return 0;
    }
    std::set<std::string> ids;
    for (const RunRow& prompt : *prompts) {
        if (!ids.insert(prompt.id).second || prompt.messages.empty() || prompt.messages.back().role != "user")
            std::abort();
        const auto again = parseRunRow(toJsonLine(prompt), "again");
        if (!again || *again != prompt || !isValidUtf8(prompt.messages.back().content))
            std::abort();
    }
    return 0;
}
