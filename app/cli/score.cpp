// SPDX-License-Identifier: Apache-2.0
// dankai score
#include "app/cli/command.h"
#include "app/cli/projectsteps.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/difficulty/scorer.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace dankai {

CommandBody defineScore(CLI::App& app)
{
    struct Options
    {
        std::string project;
        std::vector<std::string> scorers;
    };

    auto options = std::make_shared<Options>();
    app.add_option("PROJECT", options->project, "the project's folder")->required();
    std::string known;
    for (const ScorerInfo& info : scorers())
        known += (known.empty() ? "" : ", ") + std::string(info.name == "column" ? "column:NAME" : info.name);
    app.add_option("--scorer", options->scorers, "one or more of: " + known)->required()->delimiter(',');
    return [options](const Console& console) -> Result<ExitCode> {
        auto project = openProject(options->project);
        if (!project)
            return passOn(project);
        for (const std::string& name : options->scorers) // a misspelt one must not cost the others' time
            if (const auto scorer = Scorer::named(name); !scorer)
                return tl::unexpected(scorer.error());
        Json results = Json::array();
        TextTable table({{"scorer", Align::Left, true}, {"scored"}, {"new"}, {"no number"}, {"lowest"},
            {"mean"}, {"highest"}});
        bool hasAny = false;
        for (const std::string& name : options->scorers) {
            const auto now = scoreProject(*project, console, name);
            if (!now)
                return tl::unexpected(now.error());
            const auto figures = project->scores().figures();
            if (!figures)
                return tl::unexpected(figures.error());
            const std::string scorer = Scorer::named(name)->name();
            const auto found = std::find_if(figures->begin(), figures->end(),
                [&](const ScorerFigures& candidate) { return candidate.scorer == scorer; });
            const ScorerFigures shown = found != figures->end() ? *found : ScorerFigures{scorer};
            hasAny = hasAny || shown.scored > 0;
            table.add({scorer, grouped(shown.scored), grouped(now->looked), grouped(shown.withoutValue),
                withDecimals(shown.lowest, 2), withDecimals(shown.mean, 2), withDecimals(shown.highest, 2)});
            results.push_back({{"scorer", scorer}, {"scored", shown.scored}, {"new", now->looked},
                {"without_value", shown.withoutValue}, {"stale", shown.stale}, {"lowest", shown.lowest},
                {"mean", shown.mean}, {"highest", shown.highest}});
        }
        table.print(console);
        console.result({{"scorers", std::move(results)}});
        if (!hasAny)
            return unusable(
                "No example got a score. A column scorer reads columns that the imported file had "
                "beside the example; dankai status lists what is there.");
        return ExitCode::Done;
    };
}

} // namespace dankai
