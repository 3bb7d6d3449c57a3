// SPDX-License-Identifier: Apache-2.0
// The file of weights and moments that resume/state.json names: what stands before and after the tensors'
// bytes, its reader and its writer. The bytes themselves are train's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct ResumeTensors
{
    std::size_t first = 0; // where the first tensor's bytes begin; the others follow without gaps
    std::vector<std::uint64_t> bytes; // of each tensor

    bool operator==(const ResumeTensors&) const = default;
};

// What the file begins with, given the bytes of each tensor, at most 64 of them. Little-endian, as the
// tensors.
std::string resumeTensorsHeader(std::span<const std::uint64_t> bytes);
// What it ends with: a file without it was cut.
inline constexpr std::string_view resumeTensorsEnd = "DKSTATEE";

// Nothing where the file is not whole: every tensor lies inside of it, and nothing is left over.
std::optional<ResumeTensors> parseResumeTensors(std::string_view file);

} // namespace dankai
