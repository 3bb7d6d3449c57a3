// SPDX-License-Identifier: Apache-2.0
// TRL prompt and completion: an accepted row ends in an answer, and where the bytes are cut changes nothing.
#include "core/dataset/datasetformat.h"
#include "tests/fuzz/fuzzdataset.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    ImportOptions options;
    options.format = "prompt-completion";
    if (fuzz::readAll(text, options, 7) != fuzz::readAll(text, options, size + 1))
        std::abort();
    return 0;
}
