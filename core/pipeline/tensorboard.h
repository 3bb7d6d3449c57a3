// SPDX-License-Identifier: Apache-2.0
// Scalars in TensorBoard's event files: TFRecord framing with masked CRC-32C around hand-encoded protobuf
// (tensorflow/core/util/event.proto, summary.proto). No other kind of summary.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace dankai {

std::uint32_t crc32c(std::string_view bytes); // Castagnoli, as RFC 3720 B.4

// uint64 length, masked crc of the length, data, masked crc of the data; little endian.
std::string toTfRecord(std::string_view data);
std::string tensorBoardVersion(double wallTime); // the first record's data
std::string tensorBoardScalar(double wallTime, std::int64_t step, std::string_view tag, float value);

} // namespace dankai
