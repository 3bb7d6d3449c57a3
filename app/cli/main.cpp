// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/wording.h"
#include "core/base/version.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

namespace {

using namespace dankai;

// CLI11 speaks of every option; a newcomer wants the words in their order and one example.
class HelpText final : public CLI::Formatter
{
public:
    HelpText()
    {
        column_width(34);
        label("OPTIONS", "options");
        label("TEXT", "TEXT");
        label("REQUIRED", "(needed)");
    }
};

int asInt(ExitCode code)
{
    return static_cast<int>(code);
}

int complainOfUsage(
    const Console& console, const CLI::App& program, const CLI::ParseError& error, int argc, char** argv)
{
    std::string command;
    for (const CLI::App* used : program.get_subcommands())
        command = used->get_name();
    std::string message = error.what();
    if (command.empty() && argc > 1 && argv[1][0] != '-') {
        std::vector<std::string> names;
        for (const Command& known : commands())
            if (!known.group.empty())
                names.emplace_back(known.name);
        message = "There is no command '" + std::string(argv[1]) + "'.";
        if (const auto nearest = nearestName(argv[1], names))
            message += " Did you mean '" + *nearest + "'?";
    } else if (command.empty() && argc <= 1) {
        message = "A command is needed.";
    }
    if (!message.empty() && message.back() != '.' && message.back() != '?')
        message += '.';
    console.fail(
        {ErrorCode::Unusable, message + " See: dankai " + (command.empty() ? "" : command + " ") + "--help"});
    return asInt(ExitCode::Unusable);
}

int runCommand(const Console& console, const CommandBody& body)
{
    Result<ExitCode> outcome = failed("");
    try {
        outcome = body(console);
    } catch (const std::bad_alloc&) {
        outcome = failed("Out of memory. Close other programs, or use a smaller file or model.");
    } catch (const std::exception& error) {
        outcome = failed(std::string("Something unexpected happened: ") + error.what()
            + ". This is a mistake in Dankai; please report it with the command you used.");
    }
    if (outcome)
        return asInt(*outcome);
    console.fail(outcome.error());
    return asInt(exitCodeOf(outcome.error().code));
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App program("Dankai: phased instruction fine-tuning of language models.", "dankai");
    program.formatter(std::make_shared<HelpText>());
    program.set_version_flag("--version", std::string("dankai ") + versionText, "print the version");
    program.set_help_flag("-h,--help", "print this help");
    program.require_subcommand(1);
    program.footer(
        "\nA newcomer's first command:  dankai demo\n"
        "Exit codes: 0 done, 1 failed, 2 wrong usage or unusable input, 3 stopped, 4 a gate said no.");

    bool isJson = false;
    std::vector<std::pair<const CLI::App*, CommandBody>> bodies;
    for (const Command& command : commands()) {
        CLI::App* app = program.add_subcommand(std::string(command.name), std::string(command.summary));
        app->group(std::string(command.group));
        app->set_help_flag("-h,--help", "print this help");
        if (!command.example.empty())
            app->footer("\nExample:\n  " + std::string(command.example));
        bodies.emplace_back(app, command.define(*app));
        app->add_flag(
            "--json", isJson, "one JSON result on standard output; progress and notes on standard error");
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) // --help, --version
            return program.exit(error);
        return complainOfUsage(
            Console(isJson ? OutputMode::JsonValue : OutputMode::Text), program, error, argc, argv);
    }

    const Console console(isJson ? OutputMode::JsonValue : OutputMode::Text);
    catchInterrupts();
    for (const auto& [app, body] : bodies)
        if (app->parsed())
            return runCommand(console, body);
    return asInt(ExitCode::Unusable);
}
