// SPDX-License-Identifier: Apache-2.0
// A command of the program and the table of all of them. A new one is a file with its define function and a
// line in command.cpp.
#pragma once

#include "app/cli/console.h"
#include "core/base/exitcode.h"
#include "core/base/result.h"

#include <functional>
#include <span>
#include <string_view>

namespace CLI {
class App;
}

namespace dankai {

// Runs after the arguments have been read; an Error is printed by the caller and gives the exit code.
using CommandBody = std::function<Result<ExitCode>(const Console&)>;

struct Command
{
    std::string_view name;
    std::string_view group; // heading in --help; empty: hidden
    std::string_view summary;
    std::string_view example;
    CommandBody (*define)(CLI::App& app); // adds the options; what they read lives in the body
};

std::span<const Command> commands();

CommandBody defineDemo(CLI::App& app);
CommandBody defineInit(CLI::App& app);
CommandBody defineImport(CLI::App& app);
CommandBody defineCalibrate(CLI::App& app);
CommandBody defineScore(CLI::App& app);
CommandBody defineAgreement(CLI::App& app);
CommandBody defineSplit(CLI::App& app);
CommandBody defineReview(CLI::App& app);
CommandBody defineTrain(CLI::App& app);
CommandBody defineRun(CLI::App& app);
CommandBody defineEvaluate(CLI::App& app);
CommandBody defineAnswer(CLI::App& app);
CommandBody defineTest(CLI::App& app);
CommandBody defineReport(CLI::App& app);
CommandBody defineExplain(CLI::App& app);
CommandBody defineExport(CLI::App& app);
CommandBody defineAdopt(CLI::App& app);
CommandBody defineDuplicate(CLI::App& app);
CommandBody defineArchive(CLI::App& app);
CommandBody defineRestore(CLI::App& app);
CommandBody defineStatus(CLI::App& app);
CommandBody defineStop(CLI::App& app);
CommandBody defineDecide(CLI::App& app);
CommandBody defineQueue(CLI::App& app);
CommandBody defineQueueWorker(CLI::App& app);
CommandBody defineJudgeWorker(CLI::App& app);
CommandBody defineRescue(CLI::App& app);
CommandBody defineTokenize(CLI::App& app);
CommandBody defineLoss(CLI::App& app);
CommandBody defineGenerate(CLI::App& app);
CommandBody defineDoctor(CLI::App& app);

} // namespace dankai
