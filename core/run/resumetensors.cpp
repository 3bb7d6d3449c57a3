// SPDX-License-Identifier: Apache-2.0
#include "core/run/resumetensors.h"

#include <cstring>
#include <utility>

namespace dankai {

namespace {

// The magic, the number of tensors, the bytes of each.
constexpr std::string_view magic = "DKSTATE2";
// Of earlier versions, which had float32 tensors of one size: values of a tensor and number of tensors.
constexpr std::string_view magicOfEqual = "DKSTATE1";
constexpr std::size_t wordBytes = sizeof(std::uint64_t);
constexpr std::uint64_t mostTensors = 64;

std::uint64_t wordAt(std::string_view bytes, std::size_t word)
{
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data() + word * wordBytes, wordBytes);
    return number;
}

void add(std::string& header, std::uint64_t number)
{
    header.append(reinterpret_cast<const char*>(&number), wordBytes);
}

} // namespace

std::string resumeTensorsHeader(std::span<const std::uint64_t> bytes)
{
    std::string header(magic);
    add(header, bytes.size());
    for (const std::uint64_t ofOne : bytes)
        add(header, ofOne);
    return header;
}

std::optional<ResumeTensors> parseResumeTensors(std::string_view file)
{
    if (file.size() < 3 * wordBytes || !file.ends_with(resumeTensorsEnd))
        return std::nullopt;
    ResumeTensors tensors;
    if (file.starts_with(magicOfEqual)) {
        const std::uint64_t values = wordAt(file, 1), count = wordAt(file, 2);
        if (count > 3 || values > file.size())
            return std::nullopt;
        tensors.first = 3 * wordBytes;
        tensors.bytes.assign(count, values * sizeof(float));
    } else if (file.starts_with(magic)) {
        const std::uint64_t count = wordAt(file, 1);
        if (count > mostTensors || file.size() < (2 + count) * wordBytes)
            return std::nullopt;
        tensors.first = (2 + count) * wordBytes;
        for (std::size_t i = 0; i < count; ++i)
            tensors.bytes.push_back(wordAt(file, 2 + i));
    } else {
        return std::nullopt;
    }
    std::uint64_t left = file.size() - tensors.first;
    for (const std::uint64_t bytes : tensors.bytes) {
        if (bytes > left)
            return std::nullopt;
        left -= bytes;
    }
    return left == resumeTensorsEnd.size() ? std::optional(std::move(tensors)) : std::nullopt;
}

} // namespace dankai
