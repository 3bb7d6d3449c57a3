// SPDX-License-Identifier: Apache-2.0
// dankai generate
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/jobsteps.h"
#include "app/cli/wording.h"
#include "core/platform/file.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace dankai {

CommandBody defineGenerate(CLI::App& app)
{
    struct Options
    {
        std::string model;
        std::string prompt;
        std::string system;
        int maxNewTokens = 512;
        double temperature = 0;
        double topP = 1;
        int topK = 0;
        std::uint64_t seed = 3517;
        JobOptions job;
    };

    auto options = std::make_shared<Options>();
    app.add_option("--model", options->model, "a Hugging Face folder or a GGUF file")->required();
    app.add_option("--prompt", options->prompt, "what to say to it; - reads standard input")->required();
    app.add_option("--system", options->system, "a system message before it");
    app.add_option("--max-new-tokens", options->maxNewTokens, "of the answer (512)")
        ->check(CLI::Range(1, 1 << 20));
    app.add_option("--temperature", options->temperature, "0: always the likeliest token (0)")
        ->check(CLI::Range(0.0, 10.0));
    app.add_option("--top-p", options->topP, "share of probability to sample from (1)")
        ->check(CLI::Range(0.0, 1.0));
    app.add_option("--top-k", options->topK, "tokens to sample from; 0: all");
    app.add_option("--seed", options->seed, "of sampling");
    addJobOptions(app, options->job);
    return [options](const Console& console) -> Result<ExitCode> {
        std::string prompt = options->prompt;
        if (prompt == "-") {
            const UncaughtInterrupts endAtOnce;
            auto text = readFile("/dev/stdin");
            if (!text)
                return passOn(text);
            prompt = std::move(*text);
        }
        RunRow row;
        row.id = "prompt";
        if (!options->system.empty())
            row.messages.push_back({"system", options->system});
        row.messages.push_back({"user", prompt});
        JobParams params;
        params.spec = jobSpecFrom(options->job, JobKind::Generate, options->model);
        params.spec.seed = options->seed;
        params.spec.answers.maxNewTokens = options->maxNewTokens;
        params.spec.answers.temperature = options->temperature;
        params.spec.answers.topP = options->topP;
        params.spec.answers.topK = options->topK;
        params.rows = std::span(&row, 1);
        params.isQuiet = true;
        params.onEvent = [&](const Event& event) {
            if (const auto* piece = std::get_if<event::Text>(&event.body))
                console.stream(piece->text);
        };
        const auto outcome = runJob(console, params);
        if (!outcome)
            return tl::unexpected(outcome.error());
        console.print();
        Json result = outcome->results.empty() ? Json::object() : outcome->results.front();
        if (!result.value("is_ended", true))
            console.note("The answer was cut at "
                + counted(static_cast<std::uint64_t>(options->maxNewTokens), "token", "tokens")
                + " (--max-new-tokens).");
        console.result(result);
        return exitCodeOf(outcome->end);
    };
}

} // namespace dankai
