// SPDX-License-Identifier: Apache-2.0
// How --help and complaints about usage read. CLI11's own form speaks of types and ranges; a newcomer wants
// the words in their order, wrapped, and one example.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace dankai {

class HelpText final : public CLI::Formatter
{
public:
    explicit HelpText(std::size_t width); // columns of the terminal

    std::string make_option_opts(const CLI::Option* option) const override;
    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
    std::string make_option_desc(const CLI::Option* option) const override;
    std::string make_expanded(const CLI::App* group) const override;

private:
    std::size_t m_descriptionWidth = 0;
};

// The sentence for a wrong command line, with the nearest known word where one is near.
// `arguments` without the program's name.
std::string usageSentence(
    const CLI::App& program, const CLI::ParseError& error, const std::vector<std::string>& arguments);

} // namespace dankai
