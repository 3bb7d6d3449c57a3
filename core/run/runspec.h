// SPDX-License-Identifier: Apache-2.0
// What a run means and how it is executed: run.yaml as one typed value, its reader and its writer.
// Knows nothing of rows, tokens or the state of a run (runfolder.h).
#pragma once

#include "core/base/result.h"
#include "core/checkpoint/adapterconfig.h"
#include "core/checkpoint/memorymodel.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dankai {

enum class ScheduleKind
{
    Constant,
    Linear, // to final_fraction of the peak
    Cosine,
};

// What a phase takes over from the one before it.
enum class CarryOver
{
    Paper, // moments reset, warm-up again, decay to 0 in every phase (arXiv 2406.04371)
    Continuous, // one schedule over all phases, moments kept
    Moderate, // warm-up again to a lower peak, ends at a fraction of it, moments kept
};

enum class GatePolicy
{
    Record, // the verdict is written down, the run goes on
    Stop, // FAIL or UNDECIDED ends the run (exit code 4)
    Ask, // FAIL or UNDECIDED waits for a person's decision over the control socket
};

enum class FineTuning
{
    Full, // every weight
    Lora, // a low-rank adapter beside the model, which stands still (arXiv 2106.09685)
    Qlora, // the same with the model's matrices in 4 bits (arXiv 2305.14314)
};

enum class OverLength
{
    Cut, // the tail of the answer is not seen, and no end of turn is taught for it
    Drop,
};

struct ModelReference
{
    std::string path; // Hugging Face folder or GGUF file; may change, the hash may not
    std::string hash; // modelHash() of core/checkpoint; empty until frozen
    bool operator==(const ModelReference&) const = default;
};

struct TemplateReference
{
    // A named template of the model's, a built-in one, or a file (of the run folder); "" = the model's own.
    std::string choice;
    std::string date; // what a template's date is, YYYY-MM-DD; empty until frozen = the day of freezing
    bool operator==(const TemplateReference&) const = default;
};

enum class OptimizerKind
{
    AdamW,
    AdamW8bit, // AdamW whose moments are kept in 8 bits from step to step (arXiv 2110.02861)
};

struct OptimizerSpec
{
    OptimizerKind kind = OptimizerKind::AdamW;
    double learningRate = 3e-4;
    double beta1 = 0.9;
    double beta2 = 0.95;
    double epsilon = 1e-8;
    double weightDecay = 0.1;
    bool isNormDecayed = false; // decay_norms: whether one-dimensional weights (RMSNorm) decay too
    double maxGradNorm = 1.0; // 0 = no clipping
    bool operator==(const OptimizerSpec&) const = default;
};

// What the adapter of a phase is to the next one.
enum class BetweenPhases
{
    Continue, // trained on
    Merge, // added to the model, which a new adapter begins beside
};

struct LoraSpec // used where fine_tuning is lora or qlora
{
    int rank = 16;
    double alpha = 32;
    double dropout = 0; // of what the adapter reads, in training
    bool isRankStabilised = false;
    std::vector<std::string> targets; // projections of every layer; empty: all seven
    BetweenPhases betweenPhases = BetweenPhases::Continue;
    bool operator==(const LoraSpec&) const = default;
};

struct ScheduleSpec
{
    ScheduleKind kind = ScheduleKind::Cosine;
    double warmupRatio = 0.1; // of the steps of the schedule, rounded up
    // Moderate only: the peak of phase k is learning_rate x peak_factors[k] (the last one repeats).
    std::vector<double> peakFactors = {1.0, 0.7, 0.5};
    // Where the decay ends, as a fraction of the peak. Empty until frozen = 0.1 for moderate, else 0.
    std::optional<double> finalFraction;
    bool operator==(const ScheduleSpec&) const = default;
};

struct EarlyStoppingSpec
{
    int patience = 0; // evaluations without a better validation loss before the phase ends; 0 = off
    int evaluations = 4; // evenly over the phase
    bool operator==(const EarlyStoppingSpec&) const = default;
};

struct AnswerSpec
{
    int maxNewTokens = 128;
    double temperature = 0.0; // 0 = greedy
    double topP = 1.0;
    int topK = 0; // 0 = all
    bool operator==(const AnswerSpec&) const = default;
};

// Progress and stopping want groups of prompts; a row's tokens do not depend on its group.
inline constexpr std::size_t answersAtOnce = 8;

// Of so many prompts, the longest of which has so many tokens.
AnswerCache answerCache(const AnswerSpec& spec, std::size_t prompts, std::int64_t longestPrompt);

// The limits of the gate's rule; core/evaluation/gate.h says how they are used.
struct GateSpec
{
    GatePolicy policy = GatePolicy::Record;
    double confidence = 0.95;
    int resamples = 10000;
    double minGain = 0.01; // relative fall of the phase's own validation loss that is worth a phase
    double harmMargin = 0.04; // allowed relative rise of the loss on an earlier phase
    double minEndRate = 0.5; // answers that end by themselves
    double maxLengthDrift = 0.5; // |mean length / mean length of the base - 1|
    double maxRepeatRate = 0.2; // share of answers' 4-grams that are repeats
    double maxCopyRate = 0.1; // answers with 20 words in a row of a training answer
    bool operator==(const GateSpec&) const = default;
};

// How, not what: changing it changes no meaning (rounding apart).
struct ExecutionSpec
{
    std::string device = "auto"; // auto | cpu | cuda:N
    // auto | float32 | bfloat16 (float32 masters) | bfloat16_split (16 low bits beside each weight, bfloat16
    // moments; where an adapter is trained: bfloat16)
    std::string precision = "auto";
    int threads = 0; // 0 = physical cores that this process may use
    int microBatchTokens = 0; // tokens forward at once; 0 = chosen for the device
    // What is kept from forward to backward: auto | none (all of it) | layer (the rest is computed again)
    std::string activationCheckpointing = "auto";
    double saveShare = 0.05; // part of the time that the rolling resume state may cost
    bool reusesPhases = true; // first phases that a finished run has trained alike are taken from it
    bool operator==(const ExecutionSpec&) const = default;
};

// A part of a phase that is trained as a phase of its own would be, with a schedule of its own (moments start
// anew where carry_over is paper), while rows, gate and checkpoint are the phase's: the schedules of several
// phases over rows that stand in none.
struct CycleSpec
{
    double share = 1; // of the phase's steps
    std::optional<double> learningRate; // instead of the phase's
    bool operator==(const CycleSpec&) const = default;
};

struct PhaseSpec
{
    std::string name;
    std::string file; // "phase_1.jsonl"
    double epochs = 1; // whole or part: 0.5 trains the first half of the order
    std::optional<double> learningRate; // instead of the optimizer's
    // Held-out sets (1, 2, ...) that this phase is to improve, for its gate. Empty: all of them where the run
    // has one phase, else the set of the phase's own number, else all.
    std::vector<int> heldOut;
    std::vector<CycleSpec> cycles = {}; // empty: the phase is one
    bool operator==(const PhaseSpec&) const = default;
};

// Another run that this one goes on from, with changed settings: its earlier phases are that run's. Such a
// run is an adapted one, outside of every matched comparison.
struct ForkReference
{
    std::string run; // the name of its folder
    int phase = 1; // the first that is trained here; those before it are inherited
    std::string reason; // of the person; may be empty
    // Nothing was changed: the other run's earlier phases are the very ones that this run would have trained,
    // so that it stays what it was, an arm among arms. Said by the manifest and never by run.yaml, since it
    // is no part of what the run means.
    bool isShared = false;
    bool operator==(const ForkReference&) const = default;
};

struct RunSpec
{
    static constexpr int version = 1;

    std::string name;
    std::string arm = "phased"; // phased | one-off | random | order:2-1-3 | ...
    bool isMatched = true; // compared with other arms: gates only record, early stopping is off
    std::optional<ForkReference> fork;
    ModelReference model;
    TemplateReference chatTemplate;

    // Meaning
    std::uint64_t seed = 3517;
    int maxLength = 2048;
    OverLength overLength = OverLength::Cut;
    int tokensPerStep = 4096; // prompt and answer tokens of one optimizer step
    FineTuning fineTuning = FineTuning::Full;
    LoraSpec lora;
    OptimizerSpec optimizer;
    ScheduleSpec schedule;
    CarryOver carryOver = CarryOver::Paper;
    double replayShare = 0.0; // part of a later phase's tokens that comes from earlier phases
    EarlyStoppingSpec earlyStopping;
    AnswerSpec answers;
    GateSpec gate;
    std::vector<PhaseSpec> phases;
    // Names of the phases that held-out rows belong to; of the phased plan in every arm.
    std::vector<std::string> heldOutPhases;

    ExecutionSpec execution;

    bool operator==(const RunSpec&) const = default;
};

// Unknown keys, wrong types and values out of range are errors with `where`:line.
Result<RunSpec> parseRunSpec(std::string_view yaml, const std::string& where);
std::string toYaml(const RunSpec& spec);
// What must not change after freezing, in one form whatever the file's spaces, comments and order: every key
// that stands in the text but model.path and execution. Of the text and not of the value, so that a later
// version with more settings still knows an old folder. `yaml` has been parsed without an error.
std::string frozenSettingsOf(std::string_view yaml);
// What parsing also checks, for a value made by a program.
Result<> checkRunSpec(const RunSpec& spec);

std::string_view nameOf(ScheduleKind kind);
std::string_view nameOf(CarryOver policy);
std::string_view nameOf(GatePolicy policy);
std::string_view nameOf(OverLength choice);
std::string_view nameOf(OptimizerKind kind);
std::string_view nameOf(FineTuning kind);
std::string_view nameOf(BetweenPhases policy);

// How a run computed so keeps its moments.
MomentStorage momentsOf(const OptimizerSpec& optimizer, ComputePrecision precision);
// The adapter that the run trains; nothing where it trains every weight.
std::optional<AdapterTraining> adapterOf(const RunSpec& spec);
// Whether each phase (and cycle) trains an adapter of its own beside those before it.
bool mergesAdapters(const RunSpec& spec);
// Of the run's cycles, phase after phase, those before this phase (from 0): what schedule.peak_factors and
// the adapters of a run that merges them count by. A phase that names no cycles is one.
std::size_t cyclesBefore(const RunSpec& spec, std::size_t phase);
// How many values a run trains in a model with this config.
std::int64_t trainedParameters(const RunSpec& spec, const ModelConfig& config);

// How many phases the run has from another one; 0 where it trains all of them.
int inheritedPhases(const RunSpec& spec);
// Whether it goes on from another one with changes, and is no arm to compare.
bool isAdapted(const RunSpec& spec);

// One phase and a model that is not there: what every check passes, to try single settings on.
RunSpec smallestRunSpec();

// --set key=value: `key` is the path of a key in run.yaml, for instance optimizer.learning_rate or
// phases.2.epochs (phases count from 1).
Result<RunSpec> withSetting(const RunSpec& spec, std::string_view key, std::string_view value);
// Settings that are kept by name in the order in which withSetting() takes them one by one: `matched` first,
// since what may be set beside it depends on it.
std::vector<std::pair<std::string, std::string>> inOrderOfUse(
    const std::map<std::string, std::string>& settings);

} // namespace dankai
