// SPDX-License-Identifier: Apache-2.0
// A project on disk that can be trained: the tiny model, sixty examples, a plan of two phases, runs frozen as
// any run is, and the fake engine to work on them.
#pragma once

#include "core/checkpoint/openmodel.h"
#include "core/phase/arm.h"
#include "core/platform/executablepath.h"
#include "core/platform/process.h"
#include "core/project/project.h"
#include "core/project/runlaunch.h"
#include "core/run/runfolder.h"
#include "tests/support/runscript.h"
#include "tests/support/silentengine.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>

#include <filesystem>
#include <optional>
#include <string>

namespace dankai::test {

struct TrainingProject
{
    QTemporaryDir temporary;
    std::optional<ChildProcess> engine; // that was started last; killed with this

    std::filesystem::path folder() const { return temporary.path().toStdString() + "/project"; }

    std::filesystem::path run(const std::string& id) const { return folder() / "runs" / id; }

    Result<> make() const
    {
        const std::filesystem::path model = temporary.path().toStdString() + "/model";
        if (auto written = test::writeTinyModel(model); !written)
            return passOn(written);
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = model.string();
        auto hash = modelHash(model);
        if (!hash)
            return passOn(hash);
        settings.modelHash = *hash;
        settings.run["max_length"] = "200";
        auto project = Project::create(folder(), settings);
        if (!project)
            return passOn(project);
        auto import = project->examples().beginImport("manual.jsonl");
        if (!import)
            return passOn(import);
        for (int i = 1; i <= 60; ++i) {
            // Every word follows from the number, so that no two examples are near one another.
            const auto word = [i](int k) { return std::to_string((i + 3) * (k + 7) * 7919 % 99991); };
            ImportedRow row;
            row.example.instruction = "Question " + word(1) + " " + word(2) + " " + word(3);
            row.example.response = "Answer " + word(4) + " " + word(5) + " " + word(6);
            row.hash = contentHash(row.example);
            row.score = RowScore{std::to_string(i % 2 + 1), static_cast<double>(i % 2 + 1)};
            if (auto added = import->add(row); !added)
                return passOn(added);
        }
        if (auto finished = import->finish(); !finished)
            return passOn(finished);
        Plan plan;
        plan.name = "main";
        plan.scorer = project->scores().figures()->front().scorer;
        plan.rule = {RuleKind::Thresholds, 2, {1.5}};
        plan.phases = defaultPhases(2);
        plan.heldOut.testShare = 0.2;
        plan.heldOut.validationShare = 0.2;
        if (auto saved = project->plans().save(plan); !saved)
            return passOn(saved);
        return {};
    }

    // The new run's id.
    std::string freeze(Arm arm = Arm::Phased) const
    {
        auto project = Project::open(folder());
        RunRequest request;
        request.plan = "main";
        request.arm = arm;
        auto prepared = prepareRun(*project, request);
        if (!prepared)
            qFatal("%s", prepared.error().message.c_str());
        return prepared->id;
    }

    Result<> startSilentEngine(const std::string& id)
    {
        auto started = test::startSilentEngine(run(id));
        if (!started)
            return passOn(started);
        engine = std::move(*started);
        return {};
    }

    Result<> startEngine(const std::string& id, const test::RunScript& told)
    {
        const std::filesystem::path script = temporary.path().toStdString() + "/script.jsonl";
        std::filesystem::remove(script);
        if (auto written = test::writeRunScript(script, told); !written)
            return passOn(written);
        SpawnParams params;
        params.program = *siblingExecutable("fake_engine");
        params.arguments = {run(id).string(), script.string()};
        params.standardErrorFile = run(id) / runfile::log;
        auto started = ChildProcess::spawn(params);
        if (!started)
            return passOn(started);
        engine = std::move(*started);
        return {};
    }
};

} // namespace dankai::test
