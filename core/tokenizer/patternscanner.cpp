// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/patternscanner.h"

#include "core/tokenizer/unicodeclasses.h"

#include <cstdint>

namespace dankai {

namespace {

// A place in valid UTF-8 with the class of the code point that begins there.
class Cursor final
{
public:
    Cursor(std::string_view text, std::size_t begin, std::size_t end)
        : m_bytes(reinterpret_cast<const std::uint8_t*>(text.data()))
        , m_classes(unicodeClasses())
        , m_at(begin)
        , m_end(end)
    {
        read();
    }

    bool isAtEnd() const { return m_at >= m_end; }

    std::size_t at() const { return m_at; }

    char32_t value() const { return m_value; }

    bool is(std::uint8_t classes) const { return (m_class & classes) != 0; }

    // Neither space nor letter nor number, and not the end.
    bool isOther() const { return !isAtEnd() && !is(LetterClass | NumberClass | SpaceClass); }

    bool isNewline() const { return m_value == U'\n' || m_value == U'\r'; }

    void next()
    {
        m_at += m_length;
        read();
    }

    void skip(std::uint8_t classes)
    {
        while (is(classes))
            next();
    }

    void skipOther()
    {
        while (isOther())
            next();
    }

    // The byte `offset` after this place, 0 behind the end.
    std::uint8_t byteAhead(std::size_t offset) const
    {
        return m_at + offset < m_end ? m_bytes[m_at + offset] : std::uint8_t(0);
    }

    // The class of the code point after this one.
    std::uint8_t classAhead() const
    {
        Cursor ahead = *this;
        ahead.next();
        return ahead.m_class;
    }

    void jumpTo(std::size_t place)
    {
        m_at = place;
        read();
    }

private:
    void read()
    {
        if (m_at >= m_end) {
            m_value = 0;
            m_length = 0;
            m_class = 0;
            return;
        }
        const std::uint8_t* bytes = m_bytes + m_at;
        if (bytes[0] < 0x80) {
            m_value = bytes[0];
            m_length = 1;
        } else if (bytes[0] < 0xe0) {
            m_value = (bytes[0] & 0x1fU) << 6 | (bytes[1] & 0x3fU);
            m_length = 2;
        } else if (bytes[0] < 0xf0) {
            m_value = (bytes[0] & 0x0fU) << 12 | (bytes[1] & 0x3fU) << 6 | (bytes[2] & 0x3fU);
            m_length = 3;
        } else {
            m_value = (bytes[0] & 0x07U) << 18 | (bytes[1] & 0x3fU) << 12 | (bytes[2] & 0x3fU) << 6
                | (bytes[3] & 0x3fU);
            m_length = 4;
        }
        m_class = m_classes[m_value];
    }

    const std::uint8_t* m_bytes;
    const std::uint8_t* m_classes;
    std::size_t m_at;
    std::size_t m_end;
    char32_t m_value = 0;
    std::uint8_t m_length = 0;
    std::uint8_t m_class = 0;
};

// The length of 's 't 're 've 'm 'll 'd at the cursor, 0 where there is none.
std::size_t contractionLength(const Cursor& cursor)
{
    if (cursor.value() != U'\'')
        return 0;
    const std::uint8_t second = cursor.byteAhead(1);
    if (second == 's' || second == 't' || second == 'm' || second == 'd')
        return 2;
    const std::uint8_t third = cursor.byteAhead(2);
    if ((second == 'r' && third == 'e') || (second == 'v' && third == 'e') || (second == 'l' && third == 'l'))
        return 3;
    return 0;
}

// The same whatever the case. U+017F (long s) folds to s.
std::size_t foldedContractionLength(const Cursor& cursor)
{
    if (cursor.value() != U'\'')
        return 0;
    const auto lower = [&cursor](std::size_t offset) {
        const std::uint8_t byte = cursor.byteAhead(offset);
        return byte >= 'A' && byte <= 'Z' ? static_cast<std::uint8_t>(byte + ('a' - 'A')) : byte;
    };
    const std::uint8_t second = lower(1);
    if (second == 's' || second == 't' || second == 'm' || second == 'd')
        return 2;
    const std::uint8_t third = lower(2);
    if (second == 0xc5 && third == 0xbf)
        return 3;
    if ((second == 'r' && third == 'e') || (second == 'v' && third == 'e') || (second == 'l' && third == 'l'))
        return 3;
    return 0;
}

// \s+(?!\S)|\s+ : a run of spaces leaves its last one to the word that follows, unless it is alone.
void skipSpaces(Cursor& cursor)
{
    std::size_t last = cursor.at();
    std::size_t count = 0;
    while (cursor.is(SpaceClass)) {
        last = cursor.at();
        ++count;
        cursor.next();
    }
    if (!cursor.isAtEnd() && count > 1)
        cursor.jumpTo(last);
}

// \s*[\r\n]+ before that: a run of spaces through its last newline where it has one.
void skipSpacesWithNewlines(Cursor& cursor)
{
    Cursor ahead = cursor;
    std::size_t afterNewline = cursor.at();
    while (ahead.is(SpaceClass)) {
        const bool isNewline = ahead.isNewline();
        ahead.next();
        if (isNewline)
            afterNewline = ahead.at();
    }
    if (afterNewline > cursor.at())
        cursor.jumpTo(afterNewline);
    else
        skipSpaces(cursor);
}

// Letters and marks in one of two ways: any capitals and then small letters, else capitals alone. Letters
// without case and marks are both. Leaves the cursor behind them; false where there are none.
bool skipCased(Cursor& cursor, bool needsSmall)
{
    const Cursor start = cursor;
    Cursor afterCaseless = cursor; // behind the last of the run that may count as small
    bool hasCaseless = false;
    while (cursor.is(UpperClass | CaselessClass)) {
        const bool isCaseless = cursor.is(CaselessClass);
        cursor.next();
        if (isCaseless) {
            afterCaseless = cursor;
            hasCaseless = true;
        }
    }
    const bool hasRun = cursor.at() > start.at();
    if (cursor.is(LowerClass)) {
        if (needsSmall || hasRun) {
            cursor.skip(LowerClass | CaselessClass);
            return true;
        }
    } else if (!needsSmall && hasRun) {
        return true;
    } else if (needsSmall && hasCaseless) {
        cursor = afterCaseless;
        return true;
    }
    cursor = start;
    return false;
}

// [^\r\n\p{L}\p{N}]? and then letters.
bool skipPrefixedCased(Cursor& cursor, bool needsSmall)
{
    const Cursor start = cursor;
    if (!cursor.isAtEnd() && !cursor.isNewline() && !cursor.is(LetterClass | NumberClass)) {
        cursor.next();
        if (skipCased(cursor, needsSmall))
            return true;
        cursor = start; // the prefix may be a mark
    }
    return skipCased(cursor, needsSmall);
}

// \p{N}{1,maxDigits}
void skipDigits(Cursor& cursor, std::size_t maxDigits)
{
    for (std::size_t digits = 0; digits < maxDigits && cursor.is(NumberClass); ++digits)
        cursor.next();
}

enum class Punctuation
{
    EndsAtNewlines,
    EndsAtNewlinesAndSlashes
};

// What is neither letter nor number:  ?[^\s\p{L}\p{N}]+[\r\n]* (or [\r\n/]*), else spaces.
void skipPunctuationOrSpaces(Cursor& cursor, Punctuation punctuation)
{
    Cursor ahead = cursor;
    if (ahead.value() == U' ')
        ahead.next();
    if (!ahead.isOther()) {
        skipSpacesWithNewlines(cursor);
        return;
    }
    ahead.skipOther();
    while (
        ahead.isNewline() || (punctuation == Punctuation::EndsAtNewlinesAndSlashes && ahead.value() == U'/'))
        ahead.next();
    cursor = ahead;
}

} // namespace

void scanGpt2(std::string_view text, std::size_t begin, std::size_t end, std::vector<Word>& words)
{
    Cursor cursor(text, begin, end);
    while (!cursor.isAtEnd()) {
        const std::size_t start = cursor.at();
        if (const std::size_t length = contractionLength(cursor); length > 0) {
            cursor.jumpTo(start + length);
        } else {
            if (cursor.value() == U' ') {
                Cursor ahead = cursor;
                ahead.next();
                if (!ahead.isAtEnd() && !ahead.is(SpaceClass))
                    cursor = ahead;
            }
            if (cursor.is(LetterClass))
                cursor.skip(LetterClass);
            else if (cursor.is(NumberClass))
                cursor.skip(NumberClass);
            else if (cursor.isOther())
                cursor.skipOther();
            else
                skipSpaces(cursor);
        }
        words.push_back({start, cursor.at()});
    }
}

void scanLlama3(std::string_view text, std::size_t begin, std::size_t end, std::size_t maxDigits,
    std::vector<Word>& words)
{
    Cursor cursor(text, begin, end);
    while (!cursor.isAtEnd()) {
        const std::size_t start = cursor.at();
        if (const std::size_t length = foldedContractionLength(cursor); length > 0) {
            cursor.jumpTo(start + length);
        } else if (cursor.is(LetterClass)) {
            cursor.skip(LetterClass);
        } else if (!cursor.isNewline() && !cursor.is(NumberClass)
            && (cursor.classAhead() & LetterClass) != 0) {
            cursor.next();
            cursor.skip(LetterClass);
        } else if (cursor.is(NumberClass)) {
            skipDigits(cursor, maxDigits);
        } else {
            skipPunctuationOrSpaces(cursor, Punctuation::EndsAtNewlines);
        }
        words.push_back({start, cursor.at()});
    }
}

void scanCased(std::string_view text, std::size_t begin, std::size_t end, std::size_t maxDigits,
    bool hasContractions, std::vector<Word>& words)
{
    Cursor cursor(text, begin, end);
    while (!cursor.isAtEnd()) {
        const std::size_t start = cursor.at();
        if (skipPrefixedCased(cursor, true) || skipPrefixedCased(cursor, false)) {
            if (hasContractions)
                cursor.jumpTo(cursor.at() + foldedContractionLength(cursor));
        } else if (cursor.is(NumberClass)) {
            skipDigits(cursor, maxDigits);
        } else {
            skipPunctuationOrSpaces(cursor, Punctuation::EndsAtNewlinesAndSlashes);
        }
        words.push_back({start, cursor.at()});
    }
}

void scanDigits(
    std::string_view text, std::size_t begin, std::size_t end, bool isIndividual, std::vector<Word>& words)
{
    Cursor cursor(text, begin, end);
    while (!cursor.isAtEnd()) {
        const std::size_t start = cursor.at();
        if (cursor.is(NumericClass)) {
            if (isIndividual)
                cursor.next();
            else
                cursor.skip(NumericClass);
        } else {
            while (!cursor.isAtEnd() && !cursor.is(NumericClass))
                cursor.next();
        }
        words.push_back({start, cursor.at()});
    }
}

} // namespace dankai
