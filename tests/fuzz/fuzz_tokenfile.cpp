// SPDX-License-Identifier: Apache-2.0
// Frozen tokens; and, since a random file never has the right hash, the same bytes with it put right.
#include "core/base/hash.h"
#include "core/run/runrow.h"
#include "core/run/tokenfile.h"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    (void)dankai::parseTokenTable(bytes, "fuzz");
    (void)dankai::parseRunRow(bytes, "fuzz");
    if (size < 32)
        return 0;
    std::string summed = bytes.substr(0, size - 32);
    const dankai::Digest digest = dankai::sha256(summed);
    summed.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    if (const auto table = dankai::parseTokenTable(summed, "fuzz")) {
        for (std::size_t row = 0; row < table->rowCount(); ++row)
            (void)table->trainedTokens(row);
    }
    return 0;
}
