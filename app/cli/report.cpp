// SPDX-License-Identifier: Apache-2.0
// dankai report
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/reportsteps.h"
#include "app/cli/resulttable.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace dankai {

CommandBody defineReport(CLI::App& app)
{
    struct Options
    {
        std::string project;
        std::string plan;
        std::vector<std::string> runs;
        std::string output;
        std::string language = "en";
        std::string title;
    };

    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    app.add_option("--plan", options->plan, "whose newest runs; without it those of the newest run's plan");
    app.add_option("--run", options->runs, "these runs, the phased one first")->delimiter(',');
    app.add_option("--output", options->output, "the HTML file (report.html in the project)");
    app.add_option("--language", options->language, "en or ja")->check(CLI::IsMember({"en", "ja"}));
    app.add_option("--title", options->title, "of the page");
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        const auto records = runsToCompare(*project, options->plan, options->runs);
        if (!records)
            return tl::unexpected(records.error());
        ReportParams params;
        params.records = *records;
        params.output = options->output;
        params.language = options->language == "ja" ? Language::Japanese : Language::English;
        params.title = options->title;
        const auto written = writeReport(*project, params);
        if (!written)
            return tl::unexpected(written.error());
        console.print("Wrote " + console.paint(Ink::Strong, written->string()));
        Json runs = Json::array();
        for (const RunRecord& record : *records)
            runs.push_back(record.id);
        console.result({{"report", written->string()}, {"runs", std::move(runs)}});
        return ExitCode::Done;
    };
}

} // namespace dankai
