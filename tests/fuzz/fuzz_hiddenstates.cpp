// SPDX-License-Identifier: Apache-2.0
// A file of hidden states: whatever its header says, rows are read within its bytes.
#include "core/difficulty/hiddenstates.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const auto file
        = HiddenStatesFile::parse(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!file || file->rows() == 0)
        return 0;
    std::vector<float> values(file->of().columns());
    for (const std::size_t row : {std::size_t(0), file->rows() - 1}) {
        if (file->id(row).size() > HiddenStatesFile::idBytes)
            std::abort();
        file->read(row, values);
    }
    return 0;
}
