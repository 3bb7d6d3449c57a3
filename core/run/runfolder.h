// SPDX-License-Identifier: Apache-2.0
// A frozen run folder: freezing rows into it, and opening it with every file verified. README.md of this
// room documents the format for other tools. What the engine writes beside it is named here, not read.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/run/manifest.h"
#include "core/run/preflight.h"
#include "core/run/runrow.h"
#include "core/run/runspec.h"
#include "core/run/tokenfile.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dankai {

class ChatTemplate;
class Tokenizer;

struct FrozenInput
{
    RunSpec spec; // model.hash and template.date are filled in where empty; phases[i].file is set
    std::vector<std::vector<RunRow>> phases; // rows of phase 1, 2, ...: one list for each of spec.phases
    std::vector<RunRow> validation; // row.phase says which phase's set, 1 ... spec.heldOutPhases.size()
    std::vector<RunRow> test;
    std::vector<RunRow> prompts; // the last message is the user's
    Json extra; // kept in the manifest as "source": plan revision, importer, whatever the caller wants to
                // prove
};

struct FrozenRun
{
    std::filesystem::path folder;
    RunSpec spec;
    Preflight preflight;
};

// Writes `folder` (which must not exist) by way of a temporary folder beside it. A finding that forbids
// training is an error; the others are in the result and in preflight.json.
Result<FrozenRun> freezeRun(const std::filesystem::path& folder, const FrozenInput& input,
    const Tokenizer& tokenizer, const ChatTemplate& chatTemplate);

// For a folder that another tool wrote: run.yaml and the .jsonl files are there, tokens and manifest are
// not. Adds them, with the model that run.yaml names.
Result<FrozenRun> sealRun(const std::filesystem::path& folder);

struct OpenedRun
{
    std::filesystem::path folder;
    RunSpec spec;
    Preflight preflight;
    std::vector<TokenTable> phases; // of the frozen tokens; row i of phases[k] is line i of phase_<k+1>.jsonl
    TokenTable validation;
    TokenTable test;
    TokenTable prompts; // no token is trained
    std::vector<RunRow> validationRows, testRows, promptRows;
    std::vector<std::int32_t> endOfTurnIds; // what ends an answer
    std::string chatTemplate; // source
    std::string manifestHash; // what a resume state belongs to
    std::optional<Inheritance> inherited; // of a fork
};

// Every file's hash is compared with the manifest: one that was edited or lost since freezing is an
// error naming it. In run.yaml model.path and execution may change. The model is not opened here.
Result<OpenedRun> openRun(const std::filesystem::path& folder);

// In tokens, over all files: what must fit into one micro-batch. At least 1.
std::int64_t longestRow(const OpenedRun& run);
AnswerCache answerCache(const OpenedRun& run); // of its frozen prompts

// run.yaml, and from the manifest whose phases it shares; nothing verified: for lists and status.
Result<RunSpec> readRunSpec(const std::filesystem::path& folder);
Result<Manifest> readManifest(const std::filesystem::path& folder);

// Names inside a run folder; a checkpoint's name is "base" or "phase_<k>".
namespace runfile {
inline constexpr const char* spec = "run.yaml";
inline constexpr const char* manifest = "manifest.json";
inline constexpr const char* preflight = "preflight.json";
inline constexpr const char* validation = "validation.jsonl";
inline constexpr const char* test = "test.jsonl";
inline constexpr const char* prompts = "prompts.jsonl";
inline constexpr const char* chatTemplate = "chat_template.jinja"; // as it was used
inline constexpr const char* tokens
    = "tokens"; // folder: phase_1.bin ..., validation.bin, test.bin, prompts.bin
inline constexpr const char* events = "events.jsonl";
inline constexpr const char* lock = "engine.lock";
inline constexpr const char* socket = "control.sock";
inline constexpr const char* log = "engine.log";
inline constexpr const char* resume = "resume"; // folder of the rolling resume state
inline constexpr const char* checkpoints
    = "checkpoints"; // folder: phase_1, ... (Hugging Face or PEFT folders)
inline constexpr const char* results = "results"; // folder: base, phase_1, ...
inline constexpr const char* tensorboard = "tensorboard";
// In a folder of results
inline constexpr const char* validationLosses = "loss_validation.jsonl";
inline constexpr const char* testLosses = "loss_test.jsonl";
inline constexpr const char* answers = "answers.jsonl";
std::string phase(int number); // "phase_1.jsonl"
std::string tokensOf(const std::string& rows); // "phase_1.jsonl": "tokens/phase_1.bin"
} // namespace runfile

// What the run will take at most beside its frozen files: checkpoints, resume states, records.
// `trained`: trainedParameters().
std::uint64_t diskBytesNeeded(const RunSpec& spec, std::int64_t trained);

std::string checkpointName(int phase); // 0: "base", k: "phase_<k>"
// The file that says what a checkpoint's folder is: of a model, or of an adapter. It may be absent.
std::filesystem::path checkpointConfig(const std::filesystem::path& checkpoint);

// Files of rows, the phases' first; the manifest vouches for their bytes and for those of their tokens.
std::vector<std::string> rowFiles(const RunSpec& spec);
// The files of results/ that a fork has from its parent, as names inside the run folder.
std::vector<std::string> inheritedResults(const ForkReference& fork);

} // namespace dankai
