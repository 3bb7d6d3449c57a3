// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace dankai {

namespace {

bool isTerminal(int descriptor)
{
    const char* type = std::getenv("TERM");
    return ::isatty(descriptor) != 0 && !(type != nullptr && std::string_view(type) == "dumb");
}

std::size_t columnsOf(int descriptor)
{
    winsize size = {};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return std::max<std::size_t>(size.ws_col, 40);
    return 100;
}

std::string_view codeOf(Ink ink)
{
    switch (ink) {
    case Ink::Plain:
        return "";
    case Ink::Strong:
        return "\x1b[1m";
    case Ink::Faint:
        return "\x1b[2m";
    case Ink::Good:
        return "\x1b[36m"; // blue-green, so that good and bad differ for everybody
    case Ink::Bad:
        return "\x1b[31m";
    case Ink::Undecided:
        return "\x1b[33m";
    case Ink::Accent:
        return "\x1b[34m";
    }
    return "";
}

std::string painted(bool isColoured, Ink ink, std::string_view text)
{
    if (!isColoured || ink == Ink::Plain || text.empty())
        return std::string(text);
    return std::string(codeOf(ink)) + std::string(text) + "\x1b[0m";
}

void writeLine(std::FILE* file, std::string_view line)
{
    std::fwrite(line.data(), 1, line.size(), file);
    std::fputc('\n', file);
    std::fflush(file);
}

} // namespace

Console::Console(OutputMode mode)
    : m_mode(mode)
    , m_isErrorTerminal(isTerminal(STDERR_FILENO))
    , m_width(columnsOf(STDOUT_FILENO))
    , m_errorWidth(columnsOf(STDERR_FILENO))
{
    const char* noColor = std::getenv("NO_COLOR"); // no-color.org: any value that is not empty
    const bool mayColour = noColor == nullptr || *noColor == '\0';
    m_isColoured = mayColour && isTerminal(STDOUT_FILENO);
    m_isErrorColoured = mayColour && m_isErrorTerminal;
}

void Console::print(std::string_view line) const
{
    if (!isJson())
        writeLine(stdout, line);
}

void Console::stream(std::string_view text) const
{
    if (isJson())
        return;
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void Console::result(const Json& value) const
{
    if (isJson())
        writeLine(stdout, toJsonLine(value));
}

void Console::note(std::string_view line) const
{
    writeLine(stderr, line);
}

void Console::warn(std::string_view line) const
{
    note(paintError(Ink::Undecided, "warning: ") + std::string(line));
}

void Console::fail(const Error& error) const
{
    note(paintError(error.code == ErrorCode::Stopped ? Ink::Undecided : Ink::Bad,
             error.code == ErrorCode::Stopped ? "stopped: " : "error: ")
        + error.message);
    if (isJson()) {
        const char* code = error.code == ErrorCode::Failed ? "failed"
            : error.code == ErrorCode::Unusable            ? "unusable"
                                                           : "stopped";
        result({{"error", {{"code", code}, {"message", error.message}}}});
    }
}

std::string Console::paint(Ink ink, std::string_view text) const
{
    return painted(m_isColoured, ink, text);
}

std::string Console::paintError(Ink ink, std::string_view text) const
{
    return painted(m_isErrorColoured, ink, text);
}

} // namespace dankai
