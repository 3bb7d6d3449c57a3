// SPDX-License-Identifier: Apache-2.0
// Alpaca and PhasedSFT rows in every JSON shape: a row that is accepted is whole, and where the bytes are cut
// into blocks changes nothing.
#include "core/dataset/datasetformat.h"
#include "tests/fuzz/fuzzdataset.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    for (const char* format : {"alpaca", "phasedsft", "auto"}) {
        ImportOptions options;
        options.format = format;
        if (fuzz::readAll(text, options, 1 + size / 3) != fuzz::readAll(text, options, size + 1))
            std::abort();
    }
    return 0;
}
