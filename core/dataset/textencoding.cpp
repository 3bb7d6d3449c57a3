// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/textencoding.h"

#include "core/base/utf8.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <new>
#include <utility>

namespace dankai {

namespace {

using Byte = unsigned char;

// How a sample reads in one encoding, counted in characters outside ASCII.
struct Reading
{
    std::size_t characters = 0;
    std::size_t errors = 0;
    std::size_t usual = 0; // kana, Japanese punctuation and the kanji of JIS level 1
};

bool isBetween(Byte value, int low, int high)
{
    return value >= low && value <= high;
}

Reading readUtf8(std::string_view sample, SampleEnd end)
{
    Reading reading;
    const std::size_t size = end == SampleEnd::Cut ? completeUtf8Prefix(sample) : sample.size();
    for (std::size_t i = 0; i < size;) {
        if (static_cast<Byte>(sample[i]) < 0x80) {
            ++i;
            continue;
        }
        const CodePoint point = codePointAt(sample.substr(0, size), i);
        ++reading.characters;
        if (!point.isValid)
            ++reading.errors;
        i += point.length;
    }
    return reading;
}

Reading readCp932(std::string_view sample, SampleEnd end)
{
    Reading reading;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const Byte lead = static_cast<Byte>(sample[i]);
        if (lead < 0x80)
            continue;
        ++reading.characters;
        if (isBetween(lead, 0xa1, 0xdf))
            continue; // half-width katakana: possible, and what EUC-JP looks like from here
        if (!isBetween(lead, 0x81, 0x9f) && !isBetween(lead, 0xe0, 0xfc)) {
            ++reading.errors;
            continue;
        }
        if (i + 1 == sample.size()) {
            if (end == SampleEnd::OfFile)
                ++reading.errors;
            break;
        }
        const Byte trail = static_cast<Byte>(sample[i + 1]);
        if (!isBetween(trail, 0x40, 0xfc) || trail == 0x7f) {
            ++reading.errors;
            continue;
        }
        ++i;
        if (lead == 0x81 || (lead == 0x82 && trail >= 0x4f) || (lead == 0x83 && trail <= 0x96)
            || isBetween(lead, 0x88, 0x97))
            ++reading.usual;
    }
    return reading;
}

Reading readEucJp(std::string_view sample, SampleEnd end)
{
    Reading reading;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const Byte lead = static_cast<Byte>(sample[i]);
        if (lead < 0x80)
            continue;
        ++reading.characters;
        const std::size_t length = lead == 0x8f ? 3 : 2;
        if (lead != 0x8e && lead != 0x8f && !isBetween(lead, 0xa1, 0xfe)) {
            ++reading.errors;
            continue;
        }
        if (i + length > sample.size()) {
            if (end == SampleEnd::OfFile)
                ++reading.errors;
            break;
        }
        bool isValid = true;
        for (std::size_t k = 1; k < length; ++k)
            isValid
                = isValid && isBetween(static_cast<Byte>(sample[i + k]), 0xa1, lead == 0x8e ? 0xdf : 0xfe);
        if (!isValid) {
            ++reading.errors;
            continue;
        }
        i += length - 1;
        if (isBetween(lead, 0xa1, 0xa5) || isBetween(lead, 0xb0, 0xcf))
            ++reading.usual;
    }
    return reading;
}

// The share of usual characters less that of errors: which of two Japanese readings is the better one.
double quality(const Reading& reading)
{
    if (reading.characters == 0)
        return 0;
    const double count = static_cast<double>(reading.characters);
    return static_cast<double>(reading.usual) / count - 4.0 * static_cast<double>(reading.errors) / count;
}

std::optional<TextEncoding> utf16ByZeros(std::string_view sample, bool looksLikeUtf8)
{
    // Text of any language has ASCII in it here (separators, quotes, newlines), whose high byte is zero.
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (sample[i] == 0)
            ++zeros[i & 1];
    }
    const std::size_t all = zeros[0] + zeros[1];
    if (all == 0 || (all * 20 < sample.size() && looksLikeUtf8))
        return std::nullopt; // a stray zero byte in UTF-8 is a broken row
    return zeros[1] >= zeros[0] ? TextEncoding::Utf16Le : TextEncoding::Utf16Be;
}

const char* icuNameOf(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        break;
    case TextEncoding::Utf16Le:
        return "UTF-16LE";
    case TextEncoding::Utf16Be:
        return "UTF-16BE";
    case TextEncoding::Cp932:
        return "ibm-943_P15A-2003"; // with the NEC and IBM characters that Windows has
    case TextEncoding::EucJp:
        return "euc-jp-2007"; // likewise
    }
    return "UTF-8";
}

constexpr char16_t invalidMark = 0xffff; // never a character
constexpr char invalidByte = static_cast<char>(0xff);

extern "C" void markInvalid(const void*, UConverterToUnicodeArgs* arguments, const char*, std::int32_t,
    UConverterCallbackReason reason, UErrorCode* error)
{
    if (reason > UCNV_IRREGULAR)
        return; // reset, close, clone
    *error = U_ZERO_ERROR;
    const UChar mark = invalidMark;
    ucnv_cbToUWriteUChars(arguments, &mark, 1, 0, error);
}

} // namespace

std::string_view nameOf(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return "utf-8";
    case TextEncoding::Utf16Le:
        return "utf-16le";
    case TextEncoding::Utf16Be:
        return "utf-16be";
    case TextEncoding::Cp932:
        return "cp932";
    case TextEncoding::EucJp:
        return "euc-jp";
    }
    return "utf-8";
}

std::optional<TextEncoding> textEncodingByName(std::string_view name)
{
    std::string plain; // lower case, without separators
    for (const char c : name) {
        if (std::isalnum(static_cast<Byte>(c)) != 0)
            plain += static_cast<char>(std::tolower(static_cast<Byte>(c)));
    }

    struct Named
    {
        std::string_view name;
        TextEncoding encoding;
    };

    static constexpr Named names[] = {
        {"utf8", TextEncoding::Utf8},
        {"utf8sig", TextEncoding::Utf8},
        {"ascii", TextEncoding::Utf8},
        {"utf16le", TextEncoding::Utf16Le},
        {"utf16", TextEncoding::Utf16Le},
        {"utf16be", TextEncoding::Utf16Be},
        {"cp932", TextEncoding::Cp932},
        {"ms932", TextEncoding::Cp932},
        {"windows31j", TextEncoding::Cp932},
        {"sjis", TextEncoding::Cp932},
        {"shiftjis", TextEncoding::Cp932},
        {"eucjp", TextEncoding::EucJp},
        {"ujis", TextEncoding::EucJp},
    };
    for (const Named& known : names) {
        if (known.name == plain)
            return known.encoding;
    }
    return std::nullopt;
}

TextEncoding sniffEncoding(std::string_view sample, SampleEnd end)
{
    if (sample.starts_with("\xef\xbb\xbf"))
        return TextEncoding::Utf8;
    if (sample.starts_with("\xff\xfe"))
        return TextEncoding::Utf16Le;
    if (sample.starts_with("\xfe\xff"))
        return TextEncoding::Utf16Be;

    // A broken row must not turn a UTF-8 file into something else; text in another encoding has errors
    // at nearly every character when it is read as UTF-8.
    const Reading utf8 = readUtf8(sample, end);
    const bool looksLikeUtf8 = utf8.errors * 5 <= utf8.characters;
    if (const auto utf16 = utf16ByZeros(sample, looksLikeUtf8))
        return *utf16;
    if (looksLikeUtf8)
        return TextEncoding::Utf8;
    const double cp932 = quality(readCp932(sample, end));
    const double eucJp = quality(readEucJp(sample, end));
    if (std::max(cp932, eucJp) < 0.5)
        return TextEncoding::Utf8; // nothing fits: rows are rejected one by one, with the bytes as reason
    return cp932 >= eucJp ? TextEncoding::Cp932 : TextEncoding::EucJp;
}

struct Utf8Transcoder::State
{
    TextEncoding encoding = TextEncoding::Utf8;
    UConverter* converter = nullptr; // none for UTF-8
    std::string start; // UTF-8: the first bytes, until it is known whether they are a byte order mark
    bool isAtStart = true;
    char16_t highSurrogate = 0;

    ~State() { ucnv_close(converter); }

    void appendUnit(char16_t unit, std::string& text)
    {
        if (isAtStart) {
            isAtStart = false;
            if (unit == 0xfeff)
                return;
        }
        if (highSurrogate != 0) {
            const char16_t high = std::exchange(highSurrogate, char16_t(0));
            if (unit >= 0xdc00 && unit < 0xe000) {
                appendUtf8(text, 0x10000 + ((char32_t(high) - 0xd800) << 10) + (char32_t(unit) - 0xdc00));
                return;
            }
            text += invalidByte;
        }
        if (unit < 0x80)
            text += static_cast<char>(unit);
        else if (unit >= 0xd800 && unit < 0xdc00)
            highSurrogate = unit;
        else if ((unit >= 0xdc00 && unit < 0xe000) || unit == invalidMark)
            text += invalidByte;
        else
            appendUtf8(text, unit);
    }
};

Utf8Transcoder::Utf8Transcoder(TextEncoding encoding)
    : m_state(std::make_unique<State>())
{
    m_state->encoding = encoding;
    if (encoding == TextEncoding::Utf8)
        return;
    UErrorCode error = U_ZERO_ERROR;
    m_state->converter = ucnv_open(icuNameOf(encoding), &error);
    if (U_SUCCESS(error))
        ucnv_setToUCallBack(m_state->converter, markInvalid, nullptr, nullptr, nullptr, &error);
    if (U_FAILURE(error))
        throw std::bad_alloc(); // ICU carries all five; only memory can be missing
}

Utf8Transcoder::~Utf8Transcoder() = default;

void Utf8Transcoder::append(std::string_view block, SampleEnd end, std::string& text)
{
    State& state = *m_state;
    if (state.converter == nullptr) {
        static constexpr std::string_view mark = "\xef\xbb\xbf";
        if (state.isAtStart) {
            const std::size_t wanted = std::min(mark.size() - state.start.size(), block.size());
            state.start += block.substr(0, wanted);
            block.remove_prefix(wanted);
            if (state.start.size() < mark.size() && end == SampleEnd::Cut)
                return;
            state.isAtStart = false;
            if (state.start != mark)
                text += state.start;
        }
        text += block;
        return;
    }

    std::array<UChar, 8192> units;
    const char* source = block.data();
    const char* const sourceEnd = source + block.size();
    for (;;) {
        UErrorCode error = U_ZERO_ERROR;
        UChar* target = units.data();
        ucnv_toUnicode(state.converter, &target, units.data() + units.size(), &source, sourceEnd, nullptr,
            end == SampleEnd::OfFile, &error);
        for (const UChar* unit = units.data(); unit != target; ++unit)
            state.appendUnit(*unit, text);
        if (error != U_BUFFER_OVERFLOW_ERROR)
            break;
    }
    if (end == SampleEnd::OfFile && state.highSurrogate != 0) {
        state.highSurrogate = 0;
        text += invalidByte;
    }
}

} // namespace dankai
