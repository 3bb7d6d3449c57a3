// SPDX-License-Identifier: Apache-2.0
// The file of weights and moments in a run's resume folder, which may have been cut or come from another
// machine. Every tensor that is told lies inside of it.
#include "core/run/resumetensors.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view file(reinterpret_cast<const char*>(data), size);
    const auto tensors = parseResumeTensors(file);
    if (!tensors)
        return 0;
    std::size_t offset = tensors->first;
    for (const std::uint64_t bytes : tensors->bytes) {
        if (bytes > file.size() - offset)
            std::abort();
        offset += bytes;
    }
    if (file.substr(offset) != resumeTensorsEnd)
        std::abort();
    // What an older version wrote is written anew with another header, and reads as the same tensors.
    std::string again = resumeTensorsHeader(tensors->bytes);
    const std::size_t first = again.size();
    again += file.substr(tensors->first);
    if (parseResumeTensors(again) != ResumeTensors{first, tensors->bytes})
        std::abort();
    return 0;
}
