// SPDX-License-Identifier: Apache-2.0
// Cuts a template into tokens with the whitespace rules that transformers sets: trim_blocks and
// lstrip_blocks.
#include "core/base/utf8.h"
#include "core/tokenizer/jinjasyntax.h"

#include <array>
#include <optional>

namespace dankai {

namespace {

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNameBegin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
        || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// As Jinja reads a source: every kind of line end is \n, and one at the very end is dropped.
std::string withPlainNewlines(std::string_view source)
{
    std::string text;
    text.reserve(source.size());
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '\r') {
            text += '\n';
            if (i + 1 < source.size() && source[i + 1] == '\n')
                ++i;
        } else {
            text += source[i];
        }
    }
    if (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

class Lexer final
{
public:
    explicit Lexer(std::string_view source)
        : m_source(withPlainNewlines(toValidUtf8(source)))
    { }

    std::vector<JinjaToken> run()
    {
        while (m_at < m_source.size())
            readText();
        add(JinjaToken::Kind::End, {});
        return std::move(m_tokens);
    }

private:
    [[noreturn]] void fail(const std::string& message) const
    {
        JinjaError error(message);
        error.line = m_line;
        throw error;
    }

    void add(JinjaToken::Kind kind, std::string text) { m_tokens.push_back({kind, std::move(text), m_line}); }

    char at(std::size_t place) const { return place < m_source.size() ? m_source[place] : '\0'; }

    bool has(std::string_view text, std::size_t place) const
    {
        return m_source.compare(place, text.size(), text) == 0;
    }

    void moveTo(std::size_t place)
    {
        for (; m_at < place; ++m_at)
            if (m_source[m_at] == '\n')
                ++m_line;
        m_isLineStart = place > 0 && m_source[place - 1] == '\n';
    }

    std::size_t afterSpaces(std::size_t place) const
    {
        while (place < m_source.size() && isSpace(m_source[place]))
            ++place;
        return place;
    }

    // Text up to the next tag, then the tag.
    void readText()
    {
        std::size_t tag = m_at;
        for (;; ++tag) {
            tag = m_source.find('{', tag);
            if (tag == std::string::npos || at(tag + 1) == '%' || at(tag + 1) == '{' || at(tag + 1) == '#')
                break;
        }
        if (tag == std::string::npos) {
            add(JinjaToken::Kind::Text, m_source.substr(m_at));
            moveTo(m_source.size());
            return;
        }
        const char type = at(tag + 1);
        const char sign = at(tag + 2);
        const bool hasSign = sign == '-' || sign == '+';
        std::string text = m_source.substr(m_at, tag - m_at);
        if (sign == '-') {
            trimEnd(text);
        } else if (sign != '+' && type != '{') {
            const std::size_t newline = text.rfind('\n');
            const std::size_t lineBegin = newline == std::string::npos ? 0 : newline + 1;
            if ((lineBegin > 0 || m_isLineStart) && afterSpacesIn(text, lineBegin) == text.size())
                text.resize(lineBegin);
        }
        if (!text.empty())
            add(JinjaToken::Kind::Text, std::move(text));
        moveTo(tag);
        const std::size_t inner = tag + 2 + (hasSign ? 1 : 0);
        if (type == '#')
            skipComment(inner);
        else if (type == '{')
            readTag(inner, JinjaToken::Kind::OutputBegin);
        else if (!readRaw(inner))
            readTag(inner, JinjaToken::Kind::BlockBegin);
    }

    static std::size_t afterSpacesIn(const std::string& text, std::size_t place)
    {
        while (place < text.size() && isSpace(text[place]))
            ++place;
        return place;
    }

    // Python's rstrip for the spaces that occur in templates.
    static void trimEnd(std::string& text)
    {
        while (!text.empty() && isSpace(text.back()))
            text.pop_back();
    }

    // The place after the tag end at `place`, or nothing where no end of this type stands there.
    // `type`: '%', '#' or '}'.
    std::optional<std::size_t> afterEnd(std::size_t place, char type) const
    {
        const char sign = at(place);
        const bool hasSign = sign == '-' || (sign == '+' && type != '}');
        const std::size_t end = place + (hasSign ? 1 : 0);
        if (at(end) != type || at(end + 1) != '}' || end + 1 >= m_source.size())
            return std::nullopt;
        if (sign == '-')
            return afterSpaces(end + 2);
        const bool trimsNewline = sign != '+' && type != '}' && at(end + 2) == '\n';
        return end + 2 + (trimsNewline ? 1 : 0);
    }

    void skipComment(std::size_t place)
    {
        for (; place < m_source.size(); ++place)
            if (const auto after = afterEnd(place, '#')) {
                moveTo(*after);
                return;
            }
        fail("a comment {# is not closed with #}");
    }

    // {% raw %} ... {% endraw %}: text as it is. False where the block is none.
    bool readRaw(std::size_t inner)
    {
        std::size_t place = afterSpaces(inner);
        if (!has("raw", place))
            return false;
        place = afterSpaces(place + 3);
        const bool trims = at(place) == '-';
        if (!has(trims ? "-%}" : "%}", place))
            return false;
        place += trims ? 3 : 2;
        if (trims)
            place = afterSpaces(place);
        moveTo(place);
        for (std::size_t end = m_source.find("{%", place); end != std::string::npos;
             end = m_source.find("{%", end + 1)) {
            const char sign = at(end + 2);
            const std::size_t word = afterSpaces(end + 2 + (sign == '-' || sign == '+' ? 1 : 0));
            if (!has("endraw", word))
                continue;
            const auto after = afterEnd(afterSpaces(word + 6), '%');
            if (!after)
                continue;
            std::string text = m_source.substr(place, end - place);
            if (sign == '-') {
                trimEnd(text);
            } else if (sign != '+') {
                const std::size_t newline = text.rfind('\n');
                const std::size_t lineBegin = newline == std::string::npos ? 0 : newline + 1;
                if ((lineBegin > 0 || m_isLineStart) && afterSpacesIn(text, lineBegin) == text.size())
                    text.resize(lineBegin);
            }
            add(JinjaToken::Kind::Text, std::move(text));
            moveTo(*after);
            return true;
        }
        fail("{% raw %} is not closed with {% endraw %}");
    }

    void readTag(std::size_t inner, JinjaToken::Kind kind)
    {
        const bool isBlock = kind == JinjaToken::Kind::BlockBegin;
        add(kind, {});
        const int beginLine = m_line;
        moveTo(inner);
        std::string open; // brackets that wait for their ends
        while (true) {
            moveTo(afterSpaces(m_at));
            if (m_at >= m_source.size()) {
                m_line = beginLine;
                fail(isBlock ? "{% is not closed with %}" : "{{ is not closed with }}");
            }
            if (open.empty())
                if (const auto after = afterEnd(m_at, isBlock ? '%' : '}')) {
                    add(isBlock ? JinjaToken::Kind::BlockEnd : JinjaToken::Kind::OutputEnd, {});
                    moveTo(*after);
                    return;
                }
            readInner(open);
        }
    }

    void readInner(std::string& open)
    {
        const char c = m_source[m_at];
        if (isDigit(c)) {
            readNumber();
        } else if (isNameBegin(c)) {
            std::size_t end = m_at + 1;
            while (end < m_source.size() && (isNameBegin(m_source[end]) || isDigit(m_source[end])))
                ++end;
            add(JinjaToken::Kind::Name, m_source.substr(m_at, end - m_at));
            moveTo(end);
        } else if (c == '\'' || c == '"') {
            readString(c);
        } else {
            readOperator(open);
        }
    }

    void readOperator(std::string& open)
    {
        static constexpr std::array<std::string_view, 27> operators{"//", "**", "==", "!=", ">=", "<=", "+",
            "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";",
            "!"};
        for (const std::string_view text : operators) {
            if (!has(text, m_at))
                continue;
            if (text == "(" || text == "[" || text == "{")
                open += text == "(" ? ')' : text == "[" ? ']' : '}';
            if (text == ")" || text == "]" || text == "}") {
                if (open.empty() || open.back() != text[0])
                    fail("unexpected \"" + std::string(text) + "\"");
                open.pop_back();
            }
            add(JinjaToken::Kind::Operator, std::string(text));
            moveTo(m_at + text.size());
            return;
        }
        fail("unexpected character \"" + m_source.substr(m_at, codePointAt(m_source, m_at).length) + "\"");
    }

    void readNumber()
    {
        std::size_t end = m_at;
        const auto digits = [&] {
            while (isDigit(at(end)) || (at(end) == '_' && isDigit(at(end + 1))))
                ++end;
        };
        digits();
        bool isReal = false;
        if (at(end) == '.' && isDigit(at(end + 1))) {
            isReal = true;
            ++end;
            digits();
        }
        const bool hasSign = at(end + 1) == '+' || at(end + 1) == '-';
        if ((at(end) == 'e' || at(end) == 'E') && isDigit(at(end + (hasSign ? 2 : 1)))) {
            isReal = true;
            end += hasSign ? 2 : 1;
            digits();
        }
        std::string text;
        for (std::size_t i = m_at; i < end; ++i)
            if (m_source[i] != '_')
                text += m_source[i];
        add(isReal ? JinjaToken::Kind::Real : JinjaToken::Kind::Integer, std::move(text));
        moveTo(end);
    }

    void readString(char quote)
    {
        std::string text;
        std::size_t i = m_at + 1;
        for (; i < m_source.size() && m_source[i] != quote; ++i) {
            if (m_source[i] == '\\' && i + 1 < m_source.size())
                i = readEscape(i + 1, text);
            else
                text += m_source[i];
        }
        if (i >= m_source.size())
            fail("a string is not closed");
        add(JinjaToken::Kind::String, std::move(text));
        moveTo(i + 1);
    }

    // Python's escapes. `place` is that of the character after the backslash; returns the last place read.
    std::size_t readEscape(std::size_t place, std::string& text) const
    {
        const char c = m_source[place];
        constexpr std::string_view names = "ntrabfv\\'\"";
        constexpr std::string_view meanings = "\n\t\r\a\b\f\v\\'\"";
        if (const std::size_t known = names.find(c); known != std::string_view::npos) {
            text += meanings[known];
            return place;
        }
        if (c == '\n')
            return place;
        const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0) {
            char32_t value = 0;
            for (std::size_t i = 1; i <= digits; ++i)
                value = value * 16 + hexDigit(at(place + i));
            appendUtf8(text, value);
            return place + digits;
        }
        if (c >= '0' && c <= '7') {
            char32_t value = 0;
            std::size_t i = place;
            for (; i < place + 3 && at(i) >= '0' && at(i) <= '7'; ++i)
                value = value * 8 + static_cast<char32_t>(at(i) - '0');
            appendUtf8(text, value);
            return i - 1;
        }
        if (c == 'N')
            fail("the escape \\N{...} in a string is not supported");
        text += '\\';
        text += c;
        return place;
    }

    char32_t hexDigit(char c) const
    {
        if (isDigit(c))
            return static_cast<char32_t>(c - '0');
        if (c >= 'a' && c <= 'f')
            return static_cast<char32_t>(c - 'a' + 10);
        if (c >= 'A' && c <= 'F')
            return static_cast<char32_t>(c - 'A' + 10);
        fail("a string holds a broken \\x or \\u escape");
    }

    std::string m_source;
    std::vector<JinjaToken> m_tokens;
    std::size_t m_at = 0;
    int m_line = 1;
    bool m_isLineStart = true;
};

} // namespace

std::vector<JinjaToken> tokenizeJinja(std::string_view source)
{
    return Lexer(source).run();
}

} // namespace dankai
