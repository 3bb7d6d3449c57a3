// SPDX-License-Identifier: Apache-2.0
// dankai report
#include "app/cli/command.h"
#include "app/cli/comparedruns.h"
#include "app/cli/reportsteps.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace dankai {

CommandBody defineReport(CLI::App& app)
{
    struct Options
    {
        RunChoice choice;
        std::string output;
        std::string language = "en";
        std::string title;
    };

    auto options = std::make_shared<Options>();
    addComparedRuns(app, options->choice, "these runs, the phased one first");
    app.add_option("--output", options->output, "the HTML file (report.html in the project)");
    app.add_option("--language", options->language, "en or ja")->check(CLI::IsMember({"en", "ja"}));
    app.add_option("--title", options->title, "of the page");
    return [options](const Console& console) -> Result<ExitCode> {
        auto compared = openComparedRuns(options->choice);
        if (!compared)
            return passOn(compared);
        ReportParams params;
        params.records = compared->records;
        params.output = options->output;
        params.language = options->language == "ja" ? Language::Japanese : Language::English;
        params.title = options->title;
        const auto written = writeReport(compared->project, params);
        if (!written)
            return tl::unexpected(written.error());
        console.print("Wrote " + console.paint(Ink::Strong, written->string()));
        Json runs = Json::array();
        for (const RunRecord& record : compared->records)
            runs.push_back(record.id);
        console.result({{"report", written->string()}, {"runs", std::move(runs)}});
        return ExitCode::Done;
    };
}

} // namespace dankai
