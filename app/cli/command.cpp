// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include <array>

namespace dankai {

std::span<const Command> commands()
{
    constexpr std::string_view work = "The work, in its order";
    constexpr std::string_view runs = "Runs";
    constexpr std::string_view projects = "Whole projects";
    constexpr std::string_view tools = "Tools";
    static constexpr std::array<Command, 31> table{{
        {"demo", work, "the whole main job on the built-in model and data, in minutes", "dankai demo my-demo",
            defineDemo},
        {"init", work, "make a project for one model", "dankai init desk --model ./SmolLM2-135M-Instruct",
            defineInit},
        {"import", work, "read files of examples", "dankai import desk alpaca.json --format auto",
            defineImport},
        {"score", work, "give every example a difficulty score",
            "dankai score desk --scorer column:level --scorer compressed_size", defineScore},
        {"calibrate", work, "learn difficulty from the labels of people or of a judge",
            "dankai calibrate desk --labels judge:gpt-4.1-mini", defineCalibrate},
        {"agreement", work, "how far scorers agree, what they are biased by, whether phases get harder",
            "dankai agreement desk --scorer column:level,compressed_size --bias", defineAgreement},
        {"split", work, "cut the examples into phases by difficulty",
            "dankai split desk --plan main --scorer column:level --thresholds 1.5,2.5", defineSplit},
        {"review", work, "people say how difficult examples are; what they say stands above scores",
            "dankai review desk draw --reviewer Aiko --count 30", defineReview},
        {"explain", work, "why an example stands where it does: scores, rule, neighbours, people",
            "dankai explain desk 42 --plan main", defineExplain},
        {"test", work, "test questions that people wrote: what the model answers right, by difficulty",
            "dankai test desk questions.csv", defineTest},
        {"train", work, "train a plan, or one of its arms", "dankai train desk --plan main --arm one-off",
            defineTrain},
        {"evaluate", work, "loss on each phase's held-out rows, before and after",
            "dankai evaluate desk --run 001", defineEvaluate},
        {"answer", work, "answers of the base model and of each phase, side by side",
            "dankai answer desk --run 001 --prompts questions.jsonl", defineAnswer},
        {"report", work, "one HTML page about the runs of a plan", "dankai report desk --output report.html",
            defineReport},
        {"export", work, "a trained model, examples, why they stand where they do, or a recipe",
            "dankai export desk --run 001 --as hf --to ./model", defineExport},
        {"status", runs, "where everything stands", "dankai status desk", defineStatus},
        {"stop", runs, "end a run after its current step, saved", "dankai stop desk --run 001", defineStop},
        {"decide", runs, "answer a gate that waits: go on, repeat with changes, roll back, stop",
            "dankai decide desk continue --reason 'shorter answers are wanted'", defineDecide},
        {"queue", runs, "what waits; add, move and remove", "dankai queue desk add 003", defineQueue},
        {"run", runs, "run or resume a frozen run folder as it is", "dankai run ./desk/runs/001", defineRun},
        {"adopt", runs, "a run that was trained elsewhere, by a recipe or on another machine",
            "dankai adopt desk ./recipe", defineAdopt},
        {"duplicate", projects, "a copy to try things out in",
            "dankai duplicate desk desk-2 --without-models", defineDuplicate},
        {"archive", projects, "a project in one file", "dankai archive desk desk.dankai", defineArchive},
        {"restore", projects, "a project out of its archive", "dankai restore desk.dankai desk",
            defineRestore},
        {"queue-worker", "", "runs what waits, one after another", "", defineQueueWorker},
        {"judge-worker", "", "asks a judge about the examples of a job", "", defineJudgeWorker},
        {"rescue", tools, "bring what can be read of a damaged project.db into a new one",
            "dankai rescue desk", defineRescue},
        {"tokenize", tools, "token ids of texts", "dankai tokenize --model ./model < texts.jsonl",
            defineTokenize},
        {"loss", tools, "loss of a model on each example of a file",
            "dankai loss --model ./model --data rows.jsonl", defineLoss},
        {"generate", tools, "one answer, as it comes",
            "dankai generate --model ./model --prompt 'Write a haiku about rain.'", defineGenerate},
        {"doctor", tools, "what works on this machine, what does not, what to do", "dankai doctor",
            defineDoctor},
    }};
    return table;
}

} // namespace dankai
