// SPDX-License-Identifier: Apache-2.0
// Numbers, sizes, times and lists as people read them, and the nearest known name to a misspelt one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dankai {

std::string grouped(std::uint64_t number); // 12,345
std::string withDecimals(double number, int decimals);
std::string signedDecimals(double number, int decimals); // +0.12, −0.12
std::string percentOf(double share, int decimals = 0); // 0.25 -> 25 %
std::string bytesInWords(std::uint64_t bytes); // 1.6 GB (powers of ten)
std::string duration(double seconds); // 8 s, 2 min 05 s, 1 h 04 min
std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural);
std::string timeOfDay(std::int64_t millisecondsSince1970); // local, 2026-11-23 22:54

// Letters to change, add or take away (Levenshtein's distance over bytes).
std::size_t editDistance(std::string_view first, std::string_view second);
// The candidate with the fewest changed letters, where it is near enough to be meant.
std::optional<std::string> nearestName(std::string_view name, std::span<const std::string> candidates);

} // namespace dankai
