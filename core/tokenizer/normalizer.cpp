// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/normalizer.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>

namespace dankai {

namespace {

const icu::Normalizer2* normalizerOf(NormalizerStep step, UErrorCode& status)
{
    switch (step) {
    case NormalizerStep::Nfc:
        return icu::Normalizer2::getNFCInstance(status);
    case NormalizerStep::Nfd:
        return icu::Normalizer2::getNFDInstance(status);
    case NormalizerStep::Nfkc:
        return icu::Normalizer2::getNFKCInstance(status);
    case NormalizerStep::Nfkd:
        return icu::Normalizer2::getNFKDInstance(status);
    }
    return nullptr;
}

bool isAscii(std::string_view text)
{
    return std::none_of(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

} // namespace

std::string_view normalized(
    std::string_view text, std::span<const NormalizerStep> steps, std::string& storage)
{
    if (steps.empty() || isAscii(text))
        return text;
    for (const NormalizerStep step : steps) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* normalizer = normalizerOf(step, status);
        const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
        if (U_FAILURE(status) || normalizer->isNormalizedUTF8(piece, status))
            continue;
        std::string result;
        result.reserve(text.size());
        icu::StringByteSink<std::string> sink(&result);
        status = U_ZERO_ERROR;
        normalizer->normalizeUTF8(0, piece, sink, nullptr, status);
        if (U_FAILURE(status))
            continue; // only for texts over 2 GB, which ICU cannot count
        storage = std::move(result);
        text = storage;
    }
    return text;
}

} // namespace dankai
