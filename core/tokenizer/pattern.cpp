// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <cctype>

namespace dankai {

namespace {

// Oniguruma, in which the patterns are written, and PCRE2 differ in \s (U+180E) and in what ^ and $ mean.
std::string toPcre2(std::string_view pattern)
{
    constexpr std::string_view space
        = R"(\t-\r\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})";
    // Oniguruma's word characters: PCRE2 10.42 leaves marks and connectors out, and both call a few symbols
    // words.
    constexpr std::string_view word
        = R"(\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\x{b2}\x{b3}\x{b9}\x{bc}-\x{be}\x{24b6}-\x{24e9})"
          R"(\x{1f130}-\x{1f149}\x{1f150}-\x{1f169}\x{1f170}-\x{1f189})";
    std::string translated;
    bool isInClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            const char next = pattern[++i];
            const std::string_view set = next == 's' || next == 'S' ? space : word;
            if (next == 's' || next == 'w')
                translated += isInClass ? std::string(set) : "[" + std::string(set) + "]";
            else if ((next == 'S' || next == 'W') && !isInClass)
                translated += "[^" + std::string(set) + "]";
            else
                translated += {c, next};
            continue;
        }
        if (c == '[')
            isInClass = true;
        else if (c == ']')
            isInClass = false;
        translated += c;
    }
    return translated;
}

// A literal text as a pattern.
std::string escapedPattern(std::string_view text)
{
    std::string pattern;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0)
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

} // namespace

struct Pattern::Code
{
    explicit Code(pcre2_code* compiled)
        : code(compiled)
    { }

    ~Code() { pcre2_code_free(code); }

    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;

    pcre2_code* code;
};

struct Pattern::Scratch::MatchData
{
    ~MatchData()
    {
        pcre2_match_data_free(data);
        pcre2_match_context_free(context);
    }

    MatchData() = default;
    MatchData(const MatchData&) = delete;
    MatchData& operator=(const MatchData&) = delete;

    // Only the place of the whole match is needed.
    pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
    pcre2_match_context* context = pcre2_match_context_create(nullptr);
};

Pattern::Scratch::Scratch() = default;
Pattern::Scratch::~Scratch() = default;
Pattern::Scratch::Scratch(Scratch&&) noexcept = default;
Pattern::Scratch& Pattern::Scratch::operator=(Scratch&&) noexcept = default;

Result<Pattern> Pattern::compile(
    std::string_view text, Kind kind, const std::string& of, const std::string& where)
{
    const std::string pattern = kind == Kind::Regex ? toPcre2(text) : escapedPattern(text);
    int errorNumber = 0;
    PCRE2_SIZE errorAt = 0;
    pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
        PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C, &errorNumber, &errorAt, nullptr);
    if (code == nullptr) {
        PCRE2_UCHAR message[160] = {};
        pcre2_get_error_message(errorNumber, message, sizeof message);
        return unusable(where + ": the " + of + "'s pattern \"" + std::string(text)
            + "\" is no regular expression that this program understands ("
            + reinterpret_cast<const char*>(message) + "). Use a model with another tokenizer.");
    }
    Pattern made;
    made.m_code = std::make_shared<const Code>(code);
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); // without JIT it is only slower
    return made;
}

void Pattern::find(
    std::string_view text, Scratch& scratch, const std::function<void(std::size_t, std::size_t)>& found) const
{
    if (!scratch.m_data)
        scratch.m_data = std::make_unique<Scratch::MatchData>();
    pcre2_match_data* data = scratch.m_data->data;
    const auto* subject = reinterpret_cast<PCRE2_SPTR>(text.data());
    std::size_t from = 0;
    while (from < text.size()) {
        const int count = pcre2_match(
            m_code->code, subject, text.size(), from, PCRE2_NO_UTF_CHECK, data, scratch.m_data->context);
        if (count < 0)
            return;
        const PCRE2_SIZE* place = pcre2_get_ovector_pointer(data);
        if (place[1] <= place[0]) { // an empty match cuts nothing
            ++from;
            while (from < text.size() && (subject[from] & 0xc0U) == 0x80)
                ++from;
            continue;
        }
        found(place[0], place[1]);
        from = place[1];
    }
}

} // namespace dankai
