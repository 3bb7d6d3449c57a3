// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runfacts.h"

#include "core/base/hash.h"
#include "core/platform/file.h"
#include "core/run/runfolder.h"

namespace dankai::ui {

Result<RunFacts> readRunFacts(const std::filesystem::path& folder)
{
    RunFacts facts;
    auto spec = readRunSpec(folder);
    if (!spec)
        return passOn(spec);
    facts.spec = std::move(*spec);
    // The rest is worth less than the settings: a folder of another tool may lack it.
    const std::filesystem::path preflightFile = folder / runfile::preflight;
    if (const auto text = readFile(preflightFile))
        if (const auto json = parseJson(*text, preflightFile.string()))
            if (const auto preflight = preflightFromJson(*json, preflightFile.string()))
                for (const RowFigures& figures : preflight->figures)
                    if (figures.steps > 0)
                        facts.planned.push_back(
                            {figures.stepTokens, static_cast<std::int64_t>(figures.steps)});
    if (auto prompts = readRunRows(folder / runfile::prompts))
        facts.prompts = std::move(*prompts);
    if (const auto manifest = readFile(folder / runfile::manifest))
        facts.manifestHash = toHex(sha256(*manifest));
    return facts;
}

} // namespace dankai::ui
