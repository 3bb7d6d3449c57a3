// SPDX-License-Identifier: Apache-2.0
// dankai demo: the whole main job, with the same steps that the commands take one by one
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/projectsteps.h"
#include "app/cli/reportsteps.h"
#include "app/cli/resulttable.h"
#include "app/cli/runsteps.h"
#include "app/cli/settingnames.h"
#include "app/cli/wording.h"
#include "core/platform/executablepath.h"
#include "core/platform/libtorch.h"
#include "core/project/demoproject.h"
#include "core/project/promptfile.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <filesystem>
#include <memory>
#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

struct Options
{
    std::string folder = "dankai-demo";
    std::string model;
    std::string language = "en";
    std::string device;
    std::vector<std::string> settings;
    std::vector<std::pair<std::string, std::string>> parsedSettings;
};

class DemoSteps final
{
public:
    explicit DemoSteps(const Console& console)
        : m_console(console)
    { }

    void begin(const std::string& title, const std::string& command)
    {
        m_console.print();
        m_console.print(m_console.paint(Ink::Accent, std::to_string(++m_number) + "  " + title)
            + m_console.paint(Ink::Faint, "   " + command));
        // Progress stands on standard error; where that goes elsewhere it needs the headings too.
        if (m_console.isJson())
            m_console.note(std::to_string(m_number) + "  " + title);
    }

private:
    const Console& m_console;
    int m_number = 0;
};

RunRequest requestFor(Arm arm, const Options& options, const std::vector<RunRow>& prompts)
{
    RunRequest request = demoRun(arm, prompts);
    if (!options.device.empty())
        request.settings.emplace_back("execution.device", options.device);
    for (const auto& setting : options.parsedSettings)
        request.settings.push_back(setting);
    return request;
}

Result<ExitCode> runDemo(const Console& console, const Options& options)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto files = demoFiles(options.language);
    if (!files)
        return tl::unexpected(files.error());
    const fs::path& data = files->examples;
    const auto prompts = readPromptFile(files->prompts);
    if (!prompts)
        return tl::unexpected(prompts.error());
    fs::path model = options.model;
    if (model.empty()) {
        const auto builtIn = builtInModelFile();
        if (!builtIn)
            return tl::unexpected(builtIn.error());
        model = *builtIn;
    }
    if (auto engine = engineProgram(); !engine) // before anything is made for it
        return passOn(engine);
    if (std::error_code ignored; fs::exists(options.folder, ignored))
        return unusable(
            options.folder + " is there already. Name another folder: dankai demo DIR, or remove it.");

    const std::string folder = options.folder;
    DemoSteps steps(console);
    console.print("The whole main job on a company help desk's examples in three levels of difficulty.");
    steps.begin("A project for one model", "dankai init " + folder + " --model " + model.filename().string());
    ProgressLine line(console, "Reading the model");
    auto made = makeProject({folder, model, demoName("en"), ""}, line.callback(), &interruptFlag());
    line.clear();
    if (!made)
        return passOn(made);
    console.print(modelWords(*made));
    Project& project = made->project;

    steps.begin("Examples", "dankai import " + folder + " " + data.filename().string());
    const auto imported = importInto(project, console, data, {});
    if (!imported)
        return tl::unexpected(imported.error());

    steps.begin("Difficulty", "dankai score " + folder + " --scorer " + std::string(demoScorer));
    const auto scored = scoreProject(project, console, std::string(demoScorer));
    if (!scored)
        return tl::unexpected(scored.error());
    console.print(counted(scored->withValue, "example has", "examples have")
        + " a level from 1 to 3, written by a person.");

    steps.begin("Phases",
        "dankai split " + folder + " --scorer " + std::string(demoScorer) + " --thresholds 1.5,2.5");
    const auto split = splitProject(project, console, demoPlan(), TokenCounting::Count);
    if (!split)
        return tl::unexpected(split.error());

    std::vector<fs::path> folders;
    std::vector<std::string> ids;
    for (const Arm arm : {Arm::Phased, Arm::OneOff}) {
        steps.begin(arm == Arm::Phased ? "Training phase by phase, tested after each"
                                       : "The same examples at once, to compare with",
            "dankai train " + folder + " --arm " + std::string(nameOf(arm)));
        const auto prepared = freezeRunAloud(project, console, requestFor(arm, options, *prompts));
        if (!prepared)
            return tl::unexpected(prepared.error());
        const auto outcome = runToEnd(project, console, prepared->id);
        if (!outcome)
            return tl::unexpected(outcome.error());
        if (outcome->end != EngineEnd::Finished)
            return exitCodeOf(outcome->end);
        folders.push_back(project.runsFolder() / prepared->id);
        ids.push_back(prepared->id);
    }

    steps.begin("What it brought", "dankai evaluate " + folder);
    const auto runs = summariseRuns(folders);
    if (!runs)
        return tl::unexpected(runs.error());
    Json losses = resultTable(console, *runs);

    steps.begin("Answers side by side", "dankai answer " + folder);
    printAnswers(console, *runs, 3);

    steps.begin("A report to hand on", "dankai report " + folder);
    ReportParams report;
    for (const std::string& id : ids) {
        auto record = refreshRun(project, id);
        if (!record)
            return passOn(record);
        report.records.push_back(std::move(*record));
    }
    report.language = options.language == "ja" ? Language::Japanese : Language::English;
    report.title = demoName(options.language);
    const auto written = writeReport(project, report);
    if (!written)
        return tl::unexpected(written.error());
    console.print(console.paint(Ink::Strong, written->string()));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    console.print();
    console.print("Done in " + duration(seconds) + ". Look around with "
        + console.paint(Ink::Strong, "dankai status " + folder) + "; a trained model for other programs: "
        + console.paint(Ink::Strong, "dankai export " + folder + " --run " + ids.front() + " --to MODEL")
        + ".");
    console.result({{"project", project.folder().string()}, {"runs", ids}, {"report", written->string()},
        {"seconds", seconds}, {"split", toJson(*split)}, {"losses", std::move(losses)},
        {"answers", answersAsJson(*runs)}});
    return ExitCode::Done;
}

} // namespace

CommandBody defineDemo(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("DIR", options->folder, "the project's folder to make (dankai-demo)");
    app.add_option("--language", options->language, "en, or ja for a model that reads Japanese")
        ->check(CLI::IsMember({"en", "ja"}));
    app.add_option("--model", options->model, "instead of the built-in one");
    app.add_option("--device", options->device, "auto, cpu or cuda:N");
    app.add_option("--set", options->settings, "key=value, a setting of run.yaml, repeated");
    return [options](const Console& console) -> Result<ExitCode> {
        for (const std::string& setting : options->settings) {
            auto parsed = parseSetting(setting);
            if (!parsed)
                return passOn(parsed);
            options->parsedSettings.push_back(std::move(*parsed));
        }
        return runDemo(console, *options);
    };
}

} // namespace dankai
