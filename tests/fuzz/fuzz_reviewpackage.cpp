// SPDX-License-Identifier: Apache-2.0
// A review package that somebody sends back: a sentence that names the file, or what writes and reads back as
// the same.
#include "core/project/reviewpackage.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const auto package
        = parseReviewPackage(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!package) {
        if (!package.error().message.starts_with("fuzz"))
            std::abort();
        return 0;
    }
    const auto again = parseReviewPackage(toText(*package), "again");
    if (!again || *again != *package)
        std::abort();
    if (package->open() > package->questions.size() || (package->open() == 0) != (package->next() == nullptr))
        std::abort();
    return 0;
}
