// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/commandline.h"

#include "core/base/random.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/platform/process.h"
#include "tests/support/testpaths.h"

#include <array>
#include <atomic>
#include <stdexcept>
#include <string_view>

namespace dankai::test {

namespace fs = std::filesystem;

Json Said::json() const
{
    const auto value = parseJson(out, "output");
    return value ? *value : Json();
}

std::string Said::all() const
{
    return "exit code " + std::to_string(exitCode) + "\n--- out\n" + out + "\n--- err\n" + err;
}

Said runDankai(const std::vector<std::string>& arguments, const std::string& input)
{
    static std::atomic<int> calls = 0;
    const fs::path folder = fs::temp_directory_path()
        / ("dankai-test-" + std::to_string(currentProcess().pid) + "-" + std::to_string(calls++));
    fs::create_directories(folder);
    SpawnParams params;
    // A shell only for its redirection of standard input.
    params.program = "/bin/sh";
    params.arguments
        = {"-c", "exec \"$@\" < \"$INPUT\"", "sh", (executablePath().parent_path() / "dankai").string()};
    params.arguments.insert(params.arguments.end(), arguments.begin(), arguments.end());
    params.environment = {{"INPUT", (folder / "in").string()}, {"NO_COLOR", "1"}};
    params.standardOutputFile = folder / "out";
    params.standardErrorFile = folder / "err";
    Said said;
    if (!writeFileAtomically(folder / "in", input))
        return said;
    auto child = ChildProcess::spawn(params);
    if (child) {
        if (const auto code = child->wait(std::chrono::minutes(4)))
            said.exitCode = *code;
        said.out = readFile(folder / "out").value_or("");
        said.err = readFile(folder / "err").value_or("");
    }
    fs::remove_all(folder);
    return said;
}

fs::path tinyModel()
{
    return goldenPath("cli/model");
}

std::string leveledRows(int count, unsigned seed)
{
    constexpr std::array<std::string_view, 32> words{"amber", "bridge", "candle", "delta", "ember", "forest",
        "garden", "harbor", "island", "jacket", "kettle", "lantern", "meadow", "needle", "orchard", "pepper",
        "quarry", "river", "saddle", "timber", "umbrella", "valley", "window", "yellow", "zephyr", "anchor",
        "basket", "copper", "dragon", "engine", "falcon", "granite"};
    Random random(seed);
    const auto some = [&](int length) {
        std::string text;
        for (int i = 0; i < length; ++i) {
            if (i > 0)
                text.push_back(' ');
            text += words[random.below(words.size())];
        }
        return text;
    };
    std::string rows;
    for (int i = 0; i < count; ++i)
        for (int level = 1; level <= 3; ++level)
            rows += toJsonLine({{"instruction", "Say " + some(5)}, {"input", ""},
                        {"output", some(2 + 2 * level)}, {"level", level}})
                + "\n";
    return rows;
}

void makeProject(const fs::path& folder, int count)
{
    const auto demand = [](const Said& said) {
        if (said.exitCode != 0)
            throw std::runtime_error(said.all());
    };
    const fs::path data = folder.parent_path() / (folder.filename().string() + ".jsonl");
    if (!writeFileAtomically(data, leveledRows(count)))
        throw std::runtime_error("cannot write " + data.string());
    demand(runDankai({"init", folder.string(), "--model", tinyModel().string()}));
    demand(runDankai({"import", folder.string(), data.string()}));
    demand(runDankai({"score", folder.string(), "--scorer", "column:level"}));
    demand(runDankai({"split", folder.string(), "--thresholds", "1.5,2.5", "--names", "Easy,Medium,Hard"}));
}

} // namespace dankai::test
