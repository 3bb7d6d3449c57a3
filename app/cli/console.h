// SPDX-License-Identifier: Apache-2.0
// Where a command's words go: results for people or for programs on standard output, progress and notes on
// standard error. Colour only on a terminal and never with NO_COLOR.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace dankai {

enum class OutputMode
{
    Text,
    JsonValue, // one JSON value on standard output, nothing else there
};

enum class Ink
{
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Undecided,
    Accent,
};

class Console final
{
public:
    explicit Console(OutputMode mode);

    bool isJson() const { return m_mode == OutputMode::JsonValue; }

    // Columns of the terminal on standard output, 100 where it is none.
    std::size_t width() const { return m_width; }

    bool isErrorTerminal() const { return m_isErrorTerminal; }

    std::size_t errorWidth() const { return m_errorWidth; }

    // A line for people; nothing in JSON mode.
    void print(std::string_view line = {}) const;
    // Text as it is, without a newline, at once (a streamed answer); nothing in JSON mode.
    void stream(std::string_view text) const;
    // The result for programs; nothing in text mode.
    void result(const Json& value) const;
    // A line on standard error in both modes.
    void note(std::string_view line) const;
    void warn(std::string_view line) const;
    void fail(const Error& error) const;

    std::string paint(Ink ink, std::string_view text) const; // for standard output
    std::string paintError(Ink ink, std::string_view text) const; // for standard error

private:
    OutputMode m_mode;
    bool m_isErrorTerminal = false;
    bool m_isColoured = false;
    bool m_isErrorColoured = false;
    std::size_t m_width = 100;
    std::size_t m_errorWidth = 100;
};

} // namespace dankai
