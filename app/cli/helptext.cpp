// SPDX-License-Identifier: Apache-2.0
#include "app/cli/helptext.h"

#include "app/cli/command.h"
#include "app/cli/textwidth.h"
#include "app/cli/wording.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace dankai {

namespace {

constexpr std::size_t nameColumn = 32;

// "INT:INT in [2 - 8]" -> NUMBER, "TEXT:{en,ja}" -> {en,ja}; the words beside it say the range.
std::string valueWord(const std::string& type)
{
    if (const std::size_t choices = type.find(":{"); choices != std::string::npos)
        return type.substr(choices + 1);
    const std::string kind = type.substr(0, type.find(':'));
    return kind == "INT" || kind == "UINT" || kind == "FLOAT" ? "NUMBER" : kind;
}

std::optional<std::string> nearestOption(const CLI::App& app, const std::string& word)
{
    std::vector<std::string> names;
    for (const CLI::App* group :
        app.get_subcommands([](const CLI::App* sub) { return sub->get_name().empty(); }))
        for (const CLI::Option* option : group->get_options())
            for (const std::string& name : option->get_lnames())
                names.push_back("--" + name);
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    return nearestName(word.substr(0, word.find('=')), names);
}

} // namespace

HelpText::HelpText(std::size_t width)
    : m_descriptionWidth(std::max<std::size_t>(width, nameColumn + 30) - nameColumn)
{
    column_width(nameColumn);
    label("OPTIONS", "options");
    label("SUBCOMMAND", "COMMAND");
    label("Positionals", "Arguments");
}

// CLI11 parts groups by two empty lines, and by one from what follows.
std::string HelpText::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const
{
    return CLI::detail::find_and_replace(
        CLI::Formatter::make_help(app, std::move(name), mode), "\n\n\n", "\n\n");
}

std::string HelpText::make_option_opts(const CLI::Option* option) const
{
    std::string text;
    if (option->get_type_size() != 0) {
        if (!option->get_positional())
            text += " " + valueWord(option->get_type_name());
        if (option->get_expected_max() == CLI::detail::expected_max_vector_size)
            text += " ...";
        if (option->get_required())
            text += " (needed)";
    }
    return text;
}

std::string HelpText::make_option_desc(const CLI::Option* option) const
{
    std::string text;
    for (const std::string& line : wrapToWidth(option->get_description(), m_descriptionWidth))
        text += (text.empty() ? "" : "\n") + line;
    return text;
}

// A group of options that exclude one another: its heading and its options, like any other group.
std::string HelpText::make_expanded(const CLI::App* group) const
{
    return make_group(group->get_description(), false,
        group->get_options([group](const CLI::Option* option) { return option != group->get_help_ptr(); }));
}

std::string usageSentence(
    const CLI::App& program, const CLI::ParseError& error, const std::vector<std::string>& arguments)
{
    std::string command;
    const CLI::App* used = &program;
    for (const CLI::App* sub : program.get_subcommands()) {
        command = sub->get_name();
        used = sub;
    }
    std::string message = error.what();
    if (command.empty() && arguments.empty()) {
        message = "A command is needed.";
    } else if (command.empty() && !arguments.front().starts_with('-')) {
        std::vector<std::string> names;
        for (const Command& known : commands())
            if (!known.group.empty())
                names.emplace_back(known.name);
        message = "There is no command '" + arguments.front() + "'.";
        if (const auto nearest = nearestName(arguments.front(), names))
            message += " Did you mean '" + *nearest + "'?";
    } else if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        const auto unknown = std::ranges::find_if(arguments, [&](const std::string& word) {
            return word.starts_with("--") && message.find(word) != std::string::npos;
        });
        if (unknown != arguments.end())
            if (const auto nearest = nearestOption(*used, *unknown))
                message += ". Did you mean " + *nearest + "?";
    } else if (constexpr std::string_view many = "Requires at most 1 options be given from [";
               message.starts_with(many)) {
        message = "Give only one of " + message.substr(many.size(), message.size() - many.size() - 1);
        for (std::size_t comma = message.find(','); comma != std::string::npos;
             comma = message.find(',', comma + 1))
            message.insert(comma + 1, " ");
    }
    if (!message.ends_with('.') && !message.ends_with('?'))
        message += '.';
    return message + " See: dankai " + (command.empty() ? "" : command + " ") + "--help";
}

} // namespace dankai
