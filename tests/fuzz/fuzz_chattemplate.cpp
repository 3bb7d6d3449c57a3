// SPDX-License-Identifier: Apache-2.0
// Chat templates of any bytes: text, or an error with its line, in bounded time, memory and stack.
#include "core/tokenizer/jinjainterpreter.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace dankai;
    JinjaContext context;
    context.limits = {std::size_t(1) << 16, std::int64_t(1) << 20};
    context.strftimeNow = [](const std::string& format) { return format; };
    const Json messages
        = Json::array({{{"role", "system"}, {"content", "S"}}, {{"role", "user"}, {"content", " Q\n返品 "}},
            {{"role", "assistant"}, {"content", "A"}, {"n", 3}, {"list", {1, 2.5, nullptr, true}}}});
    context.variables = {{"messages", JinjaValue::fromJson(messages)}, {"add_generation_prompt", true},
        {"bos_token", std::string("<s>")}, {"eos_token", std::string("</s>")}, {"tools", JinjaValue::none()}};
    try {
        const JinjaBody body = parseJinja(std::string_view(reinterpret_cast<const char*>(bytes), size));
        if (renderJinja(body, context).size() > context.limits.maxOutputBytes)
            std::abort();
    } catch (const JinjaError& error) {
        if (error.line < 1)
            std::abort();
    }
    return 0;
}
