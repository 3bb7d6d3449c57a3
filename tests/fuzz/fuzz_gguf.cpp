// SPDX-License-Identifier: Apache-2.0
// A GGUF file: whatever is accepted can be read to the last value and row, inside the file.
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/ggufweights.h"
#include "core/checkpoint/modelconfig.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    auto file = dankai::GgufFile::parse(std::string_view(reinterpret_cast<const char*>(bytes), size), "fuzz");
    if (!file)
        return 0;
    for (const auto& [key, value] : file->metadata())
        if (const auto* array = std::get_if<dankai::GgufArray>(&value)) {
            const bool isNested = array->kind() == dankai::GgufArray::Kind::Arrays;
            const std::size_t count
                = array->strings().size() + array->integers().size() + array->reals().size();
            if (!isNested && count != array->size())
                std::abort();
        }
    // Weights also where the config is refused, since their names and shapes are what is hostile.
    dankai::ModelConfig config;
    config.headSize = 16;
    if (auto read = dankai::modelConfigFromGguf(*file))
        config = std::move(*read);
    const auto weights = dankai::GgufWeights::create(std::move(*file), config);
    if (!weights)
        return 0;
    for (const dankai::WeightInfo& weight : weights->weights()) {
        const auto count = dankai::checkedProduct(weight.shape);
        if (!count || static_cast<std::uint64_t>(*count) > 8 * size) // 4 bits a value at least
            std::abort();
        std::vector<float> values(static_cast<std::size_t>(*count));
        if (!weights->readFloat(weight.name, values))
            std::abort();
    }
    return 0;
}
