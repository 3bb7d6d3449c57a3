// SPDX-License-Identifier: Apache-2.0
// A project whose examples a judge scores from the command line.
#pragma once

#include "core/platform/file.h"
#include "core/project/judgejob.h"
#include "tests/cli/commandline.h"

#include <QTemporaryDir>
#include <QtGlobal>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace dankai::test {

inline constexpr const char* judgeKey = "sk-never-on-any-disk-5f2c";
inline constexpr const char* judgeKeyVariable = "DANKAI_TEST_JUDGE_KEY";

// Of the example whose question it is: which digit the server says.
inline int digitFor(const std::string& question)
{
    // The last one: examples of the prompt stand in earlier turns.
    const std::size_t at = question.rfind("Question ");
    return std::atoi(question.c_str() + at + 9) % 5 + 1;
}

struct JudgedProject
{
    QTemporaryDir temporary;

    std::filesystem::path folder() const { return temporary.path().toStdString() + "/desk"; }

    std::string name() const { return folder().string(); }

    explicit JudgedProject(int examples, const std::string& more = {})
    {
        std::string rows = more;
        for (int i = 1; i <= examples; ++i)
            rows += toJsonLine(Json{{"instruction", "Question " + std::to_string(i) + "?"},
                        {"output", "Answer " + std::to_string(i * 7919)}})
                + "\n";
        const std::string data = temporary.path().toStdString() + "/data.jsonl";
        if (!writeFileAtomically(data, rows))
            qFatal("cannot write");
        for (const std::vector<std::string>& words :
            {std::vector<std::string>{"init", name(), "--model", tinyModel().string()},
                {"import", name(), data}})
            if (const Said said = runDankai(words); said.exitCode != 0)
                qFatal("%s", said.all().c_str());
    }

    // judge.yaml with waits that suit a test.
    void writeJudgeFile(const std::string& url, double timeout, int parallel = 8) const
    {
        JudgeSettings settings = *readJudgeSettings(folder(), "en");
        settings.endpoint.url = url;
        settings.endpoint.model = "judge-1";
        settings.endpoint.apiKeyEnv = judgeKeyVariable;
        settings.endpoint.timeoutSeconds = timeout;
        settings.limits.parallel = parallel;
        settings.limits.retry = {100, 0.01, 0.1};
        settings.prices.models["judge-1"] = {2, 8};
        settings.prices.date = "2026-11-01";
        if (!writeFileAtomically(judgeFile(folder()), toYaml(settings)))
            qFatal("cannot write");
    }

    Said judge(std::vector<std::string> more) const
    {
        std::vector<std::string> words = {"score", name(), "--scorer", "judge"};
        words.insert(words.end(), more.begin(), more.end());
        return runDankai(words);
    }

    std::map<std::int64_t, std::vector<Score>> scores() const
    {
        std::map<std::int64_t, std::vector<Score>> all;
        auto project = Project::open(folder(), OpenMode::ReadOnly);
        const auto visited = project->examples().visit([&](const StoredExample& stored) -> Result<> {
            auto& list = all[static_cast<std::int64_t>(stored.id)];
            auto known = project->scores().scoresOf(stored.id);
            if (!known)
                return passOn(known);
            for (auto& [scorer, score] : *known)
                list.push_back(std::move(score));
            return {};
        });
        if (!visited)
            qFatal("%s", visited.error().message.c_str());
        return all;
    }

    std::size_t filesWith(const std::string& words) const
    {
        std::size_t found = 0;
        for (const auto& entry :
            std::filesystem::recursive_directory_iterator(temporary.path().toStdString()))
            if (entry.is_regular_file()
                && readFile(entry.path()).value_or("").find(words) != std::string::npos)
                ++found;
        return found;
    }
};

} // namespace dankai::test
