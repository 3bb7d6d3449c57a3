// SPDX-License-Identifier: Apache-2.0
// Text of unknown encoding: the transcoder's output is UTF-8 but for its own mark of invalid bytes, and does
// not depend on the blocks it comes in. Normalisation takes any bytes.
#include "core/base/utf8.h"
#include "core/dataset/leakage.h"
#include "core/dataset/minhash.h"
#include "core/dataset/textencoding.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace dankai;

std::string inUtf8(std::string_view bytes, TextEncoding encoding, std::size_t block)
{
    Utf8Transcoder transcoder(encoding);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += block)
        transcoder.append(bytes.substr(i, block), SampleEnd::Cut, text);
    transcoder.append({}, SampleEnd::OfFile, text);
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    sniffEncoding(text, SampleEnd::Cut);
    const TextEncoding sniffed = sniffEncoding(text, SampleEnd::OfFile);
    if (textEncodingByName(nameOf(sniffed)) != sniffed)
        std::abort();
    for (const auto encoding : {TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be,
             TextEncoding::Cp932, TextEncoding::EucJp}) {
        std::string whole = inUtf8(text, encoding, size + 1);
        if (whole != inUtf8(text, encoding, 1) || whole != inUtf8(text, encoding, 3))
            std::abort();
        if (encoding == TextEncoding::Utf8)
            continue;
        std::replace(whole.begin(), whole.end(), '\xff', '?');
        if (!isValidUtf8(whole))
            std::abort();
    }
    const std::string normalised = normalisedText(text);
    if (!isValidUtf8(normalised) || normalised.starts_with(' ') || normalised.ends_with(' '))
        std::abort();
    const std::string prompt(text.substr(0, size / 2));
    const LeakageIndex index(std::span(&prompt, 1));
    for (const LeakageHit& hit : index.check(text)) {
        if (!(hit.share > 0 && hit.share <= 1))
            std::abort();
    }
    return 0;
}
