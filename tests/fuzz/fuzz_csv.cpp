// SPDX-License-Identifier: Apache-2.0
// Tables: where the bytes are cut changes nothing, with the delimiter found and with one given.
#include "core/dataset/datasetformat.h"
#include "tests/fuzz/fuzzdataset.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    ImportOptions options;
    options.format = "csv";
    for (int round = 0; round < 2; ++round) {
        if (fuzz::readAll(text, options, 5) != fuzz::readAll(text, options, size + 1))
            std::abort();
        options.delimiter = ',';
    }
    return 0;
}
