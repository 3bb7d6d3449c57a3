// SPDX-License-Identifier: Apache-2.0
// A project of three levels, thirty examples each, and simulated people who review it.
#pragma once

#include "core/project/project.h"
#include "core/project/reviewing.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <string>
#include <vector>

namespace dankai::test {

// Example i (from 0) has the id i + 1 and the score i / 30 + 1: 1, 2 or 3.
class ReviewProject final
{
public:
    explicit ReviewProject(int examples = 90)
    {
        ProjectSettings settings;
        settings.name = "test";
        settings.modelPath = "model";
        auto made = Project::create(folder(), settings);
        if (!made)
            qFatal("%s", made.error().message.c_str());
        m_project.emplace(std::move(*made));
        auto session = project().examples().beginImport("rows.jsonl");
        for (int i = 0; i < examples; ++i) {
            ImportedRow row;
            row.example.instruction = "返品の番号 " + std::to_string(i * 7919 % 99991);
            row.example.response = "回答 " + std::to_string(i * 104729 % 99991);
            row.hash = contentHash(row.example);
            const int level = 1 + i * 3 / examples;
            const double score = level;
            row.score = RowScore{std::to_string(score), score};
            if (!session->add(row))
                qFatal("cannot import");
        }
        if (!session->finish())
            qFatal("cannot import");
        Plan plan;
        plan.name = "main";
        plan.scorer = importedScoreName;
        plan.rule = {RuleKind::Thresholds, 3, {1.5, 2.5}};
        plan.phases = defaultPhases(3);
        plan.phases[0].name = "易しい";
        plan.phases[1].name = "普通";
        plan.phases[2].name = "難しい";
        if (const auto saved = project().plans().save(plan); !saved)
            qFatal("%s", saved.error().message.c_str());
    }

    std::filesystem::path folder() const { return m_folder.path().toStdString() + "/desk"; }

    std::filesystem::path at(const std::string& name) const
    {
        return m_folder.path().toStdString() + "/" + name;
    }

    Project& project() { return *m_project; }

    ReviewStore reviews() { return m_project->reviews(); }

    void reopen()
    {
        m_project.reset();
        auto opened = Project::open(folder());
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        m_project.emplace(std::move(*opened));
    }

    // The phase in which the plan has the example now; -1 unscored, -2 taken out.
    int phaseOf(std::int64_t example)
    {
        const auto plan = project().plans().load("main");
        const auto columns = project().examples().columns({plan->scorer, {}});
        const auto placement = placeExamples(*plan, *columns, EmptyPhases::Allow);
        if (!placement)
            qFatal("%s", placement.error().message.c_str());
        return placement->places[static_cast<std::size_t>(example - 1)];
    }

    ReviewQueue begin(const std::string& reviewer, std::size_t examples = 30, std::uint64_t seed = 7)
    {
        ReviewRequest request;
        request.plan = "main";
        request.reviewer = reviewer;
        request.draw.examples = examples;
        request.draw.seed = seed;
        auto queue = beginReview(project(), request);
        if (!queue)
            qFatal("%s", queue.error().message.c_str());
        return std::move(*queue);
    }

    static Review review(const std::string& reviewer, std::int64_t example, ReviewDecision decision,
        std::optional<int> level = {})
    {
        Review review;
        review.plan = "main";
        review.reviewer = reviewer;
        review.example = ExampleId(example);
        review.decision = decision;
        review.level = level;
        return review;
    }

    Review place(const std::string& reviewer, std::int64_t example, int level)
    {
        auto decided = reviews().decide(review(reviewer, example, ReviewDecision::Place, level));
        if (!decided)
            qFatal("%s", decided.error().message.c_str());
        return std::move(*decided);
    }

    // Answers one question of a queue.
    Review answer(const ReviewQueue& queue, std::size_t place, ReviewDecision decision,
        std::optional<int> level = {}, double seconds = 10)
    {
        Review given
            = review(queue.reviewer, static_cast<std::int64_t>(queue.items[place].example), decision, level);
        given.queue = queue.id;
        given.place = place;
        given.seconds = seconds;
        auto decided = reviews().decide(given);
        if (!decided)
            qFatal("%s", decided.error().message.c_str());
        return std::move(*decided);
    }

private:
    QTemporaryDir m_folder;
    std::optional<Project> m_project;
};

} // namespace dankai::test
