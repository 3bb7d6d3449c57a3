// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/helptext.h"
#include "app/cli/interrupt.h"
#include "core/base/version.h"
#include "core/platform/environment.h"
#include "core/platform/libtorch.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

namespace {

using namespace dankai;

int asInt(ExitCode code)
{
    return static_cast<int>(code);
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
    program.formatter(std::make_shared<HelpText>(Console(OutputMode::Text).width()));
    program.set_version_flag("--version", std::string("dankai ") + versionText, "print the version");
    program.set_help_flag("-h,--help", "print this help");
    program
        .add_option_function<std::string>(
            "--libtorch", [](const std::string& path) { setEnvironmentValue(libTorchVariable, path); },
            "before the command: where the LibTorch " + std::string(neededLibTorch)
                + " is that the engine takes, or a Python environment with torch in it; as DANKAI_LIBTORCH")
        ->type_name("FOLDER");
    program.require_subcommand(1);
    program.footer(
        "A newcomer's first command:  dankai demo\n"
        "Exit codes: 0 done, 1 failed, 2 wrong usage or unusable input, 3 stopped, 4 a gate said no.");

    // Known before anything can be wrong, so that the complaint about it is JSON too.
    bool isJson = std::any_of(
        argv + 1, argv + argc, [](const char* word) { return std::string_view(word) == "--json"; });
    std::vector<std::pair<const CLI::App*, CommandBody>> bodies;
    for (const Command& command : commands()) {
        CLI::App* app = program.add_subcommand(std::string(command.name), std::string(command.summary));
        app->group(std::string(command.group));
        app->set_help_flag("-h,--help", "print this help");
        if (!command.example.empty())
            app->footer("Example:\n  " + std::string(command.example));
        bodies.emplace_back(app, command.define(*app));
        app->add_flag(
            "--json", isJson, "one JSON result on standard output; progress and notes on standard error");
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) // --help, --version
            return program.exit(error);
        Console(isJson ? OutputMode::JsonValue : OutputMode::Text)
            .fail({ErrorCode::Unusable, usageSentence(program, error, {argv + 1, argv + argc})});
        return asInt(ExitCode::Unusable);
    }

    const Console console(isJson ? OutputMode::JsonValue : OutputMode::Text);
    catchInterrupts();
    for (const auto& [app, body] : bodies)
        if (app->parsed())
            return runCommand(console, body);
    return asInt(ExitCode::Unusable);
}
