// SPDX-License-Identifier: GPL-3.0-or-later
// A project with scored examples and a model that counts tokens, for tests of plans in the window.
#pragma once

#include "core/project/project.h"
#include "core/project/tokencounts.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>

#include <filesystem>
#include <string>

namespace dankai::test {

inline constexpr int planExamples = 300; // every tenth of which has no score

// Scores 1, 1.25 ... 4.75 in turn; longer responses where they are higher.
inline Result<> makeScoredProject(const std::filesystem::path& folder)
{
    const std::filesystem::path model = folder.parent_path() / "model";
    if (auto written = writeTinyModel(model); !written)
        return written;
    ProjectSettings settings;
    settings.name = "help desk";
    settings.modelPath = model.string();
    auto project = Project::create(folder, settings);
    if (!project)
        return passOn(project);
    auto import = project->examples().beginImport("scored.jsonl");
    if (!import)
        return passOn(import);
    for (int i = 1; i <= planExamples; ++i) {
        ImportedRow row;
        row.example.instruction = (i % 50 == 0 ? "Needle " : "Question ") + std::to_string(i);
        row.example.response = "Answer " + std::string(static_cast<std::size_t>(i % 16 + 1), 'x');
        row.example.source = {"scored.jsonl", static_cast<std::uint64_t>(i)};
        row.hash = contentHash(row.example);
        if (i % 10 != 0) {
            const double score = 1 + 0.25 * (i % 16);
            row.score = RowScore{std::to_string(score), score};
        }
        if (auto added = import->add(row); !added)
            return added;
    }
    if (auto finished = import->finish(); !finished)
        return passOn(finished);
    if (auto built = project->search().build(); !built)
        return passOn(built);
    auto encoder = openEncoder(*project);
    if (!encoder)
        return passOn(encoder);
    return countTokens(*project, *encoder);
}

} // namespace dankai::test
