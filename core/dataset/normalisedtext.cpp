// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"
#include "core/dataset/minhash.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>

namespace dankai {

namespace {

bool isAscii(std::string_view text)
{
    unsigned char all = 0;
    for (const char c : text)
        all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
    return all < 0x80;
}

// One blank for a run of them, none at the start; a last one is taken off by the caller.
void appendBlank(std::string& text)
{
    if (!text.empty() && text.back() != ' ')
        text += ' ';
}

std::string normalisedAscii(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        if (c == ' ' || (c >= '\t' && c <= '\r'))
            appendBlank(result);
        else
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return result;
}

std::string normalisedUnicode(std::string_view text)
{
    UErrorCode error = U_ZERO_ERROR;
    // NFKC with case folding is one of ICU's own tables.
    const icu::Normalizer2* const normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
    std::string folded;
    if (U_SUCCESS(error)) {
        icu::StringByteSink<std::string> sink(
            &folded, static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 1U << 30)));
        normalizer->normalizeUTF8(
            0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, error);
    }
    if (U_FAILURE(error))
        folded = text;
    std::string result;
    result.reserve(folded.size());
    for (std::size_t i = 0; i < folded.size();) {
        const CodePoint point = codePointAt(folded, i);
        if (u_isUWhiteSpace(static_cast<UChar32>(point.value)))
            appendBlank(result);
        else if (point.isValid)
            result.append(folded, i, point.length);
        else
            appendUtf8(result, point.value);
        i += point.length;
    }
    return result;
}

} // namespace

std::string normalisedText(std::string_view text)
{
    // ICU counts in 32 bits; a text of a gibibyte is no example.
    text = text.substr(0, std::size_t(1) << 30);
    std::string result = isAscii(text) ? normalisedAscii(text) : normalisedUnicode(text);
    if (!result.empty() && result.back() == ' ')
        result.pop_back();
    return result;
}

} // namespace dankai
