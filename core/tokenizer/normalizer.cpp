// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/normalizer.h"

#include "core/base/utf8.h"
#include "core/tokenizer/unicodeclasses.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

namespace dankai {

namespace {

constexpr std::string_view spaceMark = "\u2581";

const icu::Normalizer2* normalizerOf(UnicodeForm form, UErrorCode& status)
{
    switch (form) {
    case UnicodeForm::Nfc:
        return icu::Normalizer2::getNFCInstance(status);
    case UnicodeForm::Nfd:
        return icu::Normalizer2::getNFDInstance(status);
    case UnicodeForm::Nfkc:
        return icu::Normalizer2::getNFKCInstance(status);
    case UnicodeForm::Nfkd:
        return icu::Normalizer2::getNFKDInstance(status);
    }
    return nullptr;
}

bool isAscii(std::string_view text)
{
    return std::none_of(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

// Each of these gives the changed text, or nothing where it stays as it is.
using Changed = std::optional<std::string>;

Changed apply(UnicodeForm form, std::string_view text)
{
    if (isAscii(text))
        return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = normalizerOf(form, status);
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    if (U_FAILURE(status) || normalizer->isNormalizedUTF8(piece, status))
        return std::nullopt;
    std::string result;
    result.reserve(text.size());
    icu::StringByteSink<std::string> sink(&result);
    status = U_ZERO_ERROR;
    normalizer->normalizeUTF8(0, piece, sink, nullptr, status);
    if (U_FAILURE(status))
        return std::nullopt; // only for texts over 2 GB, which ICU cannot count
    return result;
}

Changed replaceText(std::string_view text, std::string_view what, std::string_view with)
{
    std::size_t found = what.empty() ? std::string_view::npos : text.find(what);
    if (found == std::string_view::npos)
        return std::nullopt;
    std::string result;
    result.reserve(text.size() + text.size() / 4);
    std::size_t done = 0;
    for (; found != std::string_view::npos; found = text.find(what, done)) {
        result += text.substr(done, found - done);
        result += with;
        done = found + what.size();
    }
    result += text.substr(done);
    return result;
}

Changed replacePattern(
    std::string_view text, const Pattern& pattern, std::string_view with, Pattern::Scratch& scratch)
{
    std::string result;
    std::size_t done = 0;
    pattern.find(text, scratch, [&](std::size_t begin, std::size_t end) {
        result += text.substr(done, begin - done);
        result += with;
        done = end;
    });
    if (done == 0)
        return std::nullopt;
    result += text.substr(done);
    return result;
}

Changed apply(const StripSpaces& strip, std::string_view text)
{
    const auto isSpace = [](char32_t point) { return (unicodeClasses()[point] & SpaceClass) != 0; };
    std::size_t begin = 0;
    std::size_t end = text.size();
    while (strip.isLeft && begin < end) {
        const CodePoint point = codePointAt(text, begin);
        if (!isSpace(point.value))
            break;
        begin += point.length;
    }
    while (strip.isRight && end > begin) {
        std::size_t before = end - 1;
        while (before > begin && (static_cast<std::uint8_t>(text[before]) & 0xc0U) == 0x80)
            --before;
        if (!isSpace(codePointAt(text, before).value))
            break;
        end = before;
    }
    if (begin == 0 && end == text.size())
        return std::nullopt;
    return std::string(text.substr(begin, end - begin));
}

// A grapheme of less than six bytes as a whole where the map knows it, else its characters one by one: what
// Hugging Face's Precompiled does.
Changed applyPrecompiled(const CharacterMap& map, std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> graphemes(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    UText* utf8 = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
    if (U_SUCCESS(status))
        graphemes->setText(utf8, status);
    if (U_FAILURE(status)) {
        utext_close(utf8);
        return std::nullopt; // ICU's data are not there: characters stay as they are
    }
    std::string result;
    result.reserve(text.size());
    bool isChanged = false;
    auto begin = static_cast<std::size_t>(graphemes->first());
    for (std::int32_t next = graphemes->next(); next != icu::BreakIterator::DONE; next = graphemes->next()) {
        const auto end = static_cast<std::size_t>(next);
        const std::string_view grapheme = text.substr(begin, end - begin);
        begin = end;
        if (grapheme.size() < 6)
            if (const auto found = map.shortest(grapheme)) {
                result += found->text;
                isChanged = true;
                continue;
            }
        for (std::size_t i = 0; i < grapheme.size();) {
            const std::string_view character = grapheme.substr(i, codePointAt(grapheme, i).length);
            const auto found = map.shortest(character);
            result += found ? found->text : character;
            isChanged = isChanged || found;
            i += character.size();
        }
    }
    utext_close(utf8);
    return isChanged ? Changed(std::move(result)) : std::nullopt;
}

bool takesPrefix(const SentencePieceText& spec, SegmentPlace place)
{
    return place == SegmentPlace::Beginning
        || (place == SegmentPlace::AfterSpecial && spec.prefixAfter != PrefixAfter::Nothing)
        || (place == SegmentPlace::AfterAdded && spec.prefixAfter == PrefixAfter::AddedTokens);
}

// Normalizer::Normalize of SentencePiece. What it does to user-defined symbols follows from their being
// tokens already: the text goes on behind them, so no space is taken or put there.
std::string applySentencePiece(const SentencePieceText& spec, const CharacterMap& map, std::string_view text,
    SegmentPlace place, bool isEnd)
{
    const bool isStart = takesPrefix(spec, place);
    const bool strips = spec.removesExtraSpaces;
    std::string result;
    result.reserve(text.size() + text.size() / 2 + spaceMark.size());
    bool wasSpace = strips && isStart;
    bool isEmpty = true; // nothing but spaces taken away so far
    while (!text.empty()) {
        std::string_view part = text.substr(0, codePointAt(text, 0).length);
        std::size_t length = part.size();
        if (const auto found = map.longest(text)) {
            part = found->text;
            length = found->length;
        }
        text.remove_prefix(length);
        while (wasSpace && part.starts_with(' '))
            part.remove_prefix(1);
        if (isEmpty && (!part.empty() || !strips)) {
            if (isStart && spec.addsPrefix)
                result += spaceMark;
            isEmpty = false;
        }
        for (const char character : part)
            if (character == ' ')
                result += spaceMark;
            else
                result += character;
        if (!part.empty())
            wasSpace = strips && part.ends_with(' ');
    }
    if (strips && isEnd)
        while (result.ends_with(spaceMark))
            result.resize(result.size() - spaceMark.size());
    return result;
}

} // namespace

Result<Normalizer> Normalizer::create(std::span<const NormalizerStep> steps, const std::string& where)
{
    Normalizer made;
    for (const NormalizerStep& spec : steps) {
        Step step;
        step.spec = spec;
        made.m_keepsAscii = made.m_keepsAscii && std::holds_alternative<UnicodeForm>(spec);
        std::string_view map;
        if (const auto* replace = std::get_if<ReplaceText>(&spec); replace != nullptr && replace->isRegex) {
            auto pattern = Pattern::compile(replace->pattern, Pattern::Kind::Regex, "normalizer", where);
            if (!pattern)
                return passOn(pattern);
            step.pattern = std::move(*pattern);
        } else if (const auto* precompiled = std::get_if<PrecompiledMap>(&spec)) {
            map = precompiled->bytes;
        } else if (const auto* sentencePiece = std::get_if<SentencePieceText>(&spec)) {
            map = sentencePiece->characterMap;
        }
        auto parsed = CharacterMap::parse(map, where);
        if (!parsed)
            return passOn(parsed);
        step.map = std::move(*parsed);
        made.m_steps.push_back(std::move(step));
    }
    return made;
}

std::string_view Normalizer::textBeforeSymbol(SegmentPlace place) const
{
    for (const Step& step : m_steps)
        if (const auto* text = std::get_if<SentencePieceText>(&step.spec))
            return text->addsPrefix && text->prefixAfter != PrefixAfter::AddedTokens
                    && takesPrefix(*text, place)
                ? spaceMark
                : std::string_view();
    return {};
}

std::string_view Normalizer::normalize(
    std::string_view text, SegmentPlace place, bool isEnd, Scratch& scratch) const
{
    if (m_steps.empty() || text.empty() || (m_keepsAscii && isAscii(text)))
        return text;
    for (const Step& step : m_steps) {
        Changed changed;
        if (const auto* form = std::get_if<UnicodeForm>(&step.spec)) {
            changed = apply(*form, text);
        } else if (const auto* prepend = std::get_if<PrependText>(&step.spec)) {
            if (place != SegmentPlace::Middle && !text.empty())
                changed = std::string(prepend->text).append(text);
        } else if (const auto* replace = std::get_if<ReplaceText>(&step.spec)) {
            changed = step.pattern ? replacePattern(text, *step.pattern, replace->content, scratch.pattern)
                                   : replaceText(text, replace->pattern, replace->content);
        } else if (const auto* strip = std::get_if<StripSpaces>(&step.spec)) {
            changed = apply(*strip, text);
        } else if (std::holds_alternative<PrecompiledMap>(step.spec)) {
            changed = applyPrecompiled(step.map, text);
        } else if (const auto* sentencePiece = std::get_if<SentencePieceText>(&step.spec)) {
            changed = applySentencePiece(*sentencePiece, step.map, text, place, isEnd);
        }
        if (changed) {
            scratch.text = std::move(*changed);
            text = scratch.text;
        }
    }
    return text;
}

} // namespace dankai
