// SPDX-License-Identifier: Apache-2.0
// What full-text search makes of any bytes: tokens that are text, never empty, and what is indexed is found.
#include "core/base/utf8.h"
#include "core/project/fulltexttokenizer.h"

#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::set<std::string> indexed;
    for (const SearchToken& token : searchTokens(text, TokenizeFor::Index)) {
        if (token.text.empty() || !isValidUtf8(token.text))
            std::abort();
        indexed.insert(token.text);
    }
    // A query for the text itself asks for nothing that its index does not hold.
    for (const SearchToken& token : searchTokens(text, TokenizeFor::Query))
        if (!indexed.contains(token.text))
            std::abort();
    return 0;
}
