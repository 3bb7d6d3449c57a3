// SPDX-License-Identifier: Apache-2.0
// What the engine says: one JSON object per line of events.jsonl, here as typed values.
// Writing and following the file: eventlog.h. Nothing here opens a file.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dankai {

// What a person may answer to a gate that waits. All but the first end the run there.
namespace gatedecision {
inline constexpr std::string_view goOn = "continue";
inline constexpr std::string_view stop = "stop";
inline constexpr std::string_view repeat = "repeat"; // another run repeats the phase with changes
inline constexpr std::string_view rollBack = "roll_back"; // the model of an earlier phase is what stands
} // namespace gatedecision

} // namespace dankai

namespace dankai::event {

// First line of the file.
struct Hello
{
    static constexpr int currentVersion = 1;
    int version = currentVersion; // of this protocol
    std::string engineVersion;
    std::string kind; // run, or the job's kind
    std::string name;
    bool operator==(const Hello&) const = default;
};

// An engine process begins on this folder; the second and later ones resume. Every event of an earlier
// attempt whose seq is greater than `resumedAfter` is superseded: readers drop it, decisions excepted.
struct Attempt
{
    int attempt = 1;
    std::uint64_t resumedAfter = 0; // seq of the last event that counts
    std::int64_t step = 0; // optimizer steps already done
    std::int64_t pid = 0;
    std::string host;
    bool operator==(const Attempt&) const = default;
};

// Where and how it runs, as resolved from "auto".
struct Device
{
    std::string device; // cpu, cuda:0
    std::string name; // of the processor or GPU
    std::string precision; // float32, bfloat16
    int threads = 1;
    int microBatchTokens = 0;
    std::string instructionSet;
    bool operator==(const Device&) const = default;
};

struct Memory
{
    std::string what; // training, losses, answers, ...: what needs it
    std::uint64_t estimatedBytes = 0; // before
    std::uint64_t measuredBytes = 0; // peak; 0 = not measured yet
    bool operator==(const Memory&) const = default;
};

// What the machine gives at this moment of a training; every few seconds. What is not measured is absent.
struct Resources
{
    std::int64_t step = 0; // the last one done
    std::uint64_t memoryBytes
        = 0; // that this process takes where it computes: of the GPU, else of the machine
    std::optional<double> gpuPowerWatts;
    std::optional<double> gpuTemperatureCelsius;
    std::optional<double> gpuUtilization; // 0 to 1
    bool operator==(const Resources&) const = default;
};

// One of the pre-flight's, or of the dry run.
struct Finding
{
    std::string severity; // note, warning, error
    std::string check;
    std::string message;
    std::uint64_t count = 0;
    bool operator==(const Finding&) const = default;
};

// What stage of the chain begins: loading, loss, answers, training, checkpoint, gate.
struct Stage
{
    std::string stage;
    std::string checkpoint; // base, phase_1, ...; "" where none is meant
    std::uint64_t total = 0; // of what `Advance` counts; 0 = not counted
    bool operator==(const Stage&) const = default;
};

// Within a stage that is not training; throttled.
struct Advance
{
    std::string stage;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    bool operator==(const Advance&) const = default;
};

struct PhaseStarted
{
    int phase = 1;
    int phases = 1;
    std::string name;
    std::uint64_t examples = 0;
    std::uint64_t replayedExamples = 0;
    std::int64_t firstStep = 1; // of the run
    std::int64_t steps = 0;
    std::uint64_t tokens = 0; // over all its steps
    double epochs = 1;
    double learningRate = 0; // peak
    bool operator==(const PhaseStarted&) const = default;
};

struct Step
{
    std::int64_t step = 0; // 1, 2, ... over the whole run
    std::int64_t totalSteps = 0;
    int phase = 1;
    double epoch = 0; // of the phase, after this step
    double loss = 0; // mean nll over the step's trained tokens, before the update
    double learningRate = 0;
    double gradNorm = 0; // before clipping
    std::uint64_t tokens = 0; // of this step
    std::uint64_t trainedTokens = 0;
    std::uint64_t totalTokens = 0; // of the run so far
    std::uint64_t examples = 0;
    double seconds = 0;
    double tokensPerSecond = 0;
    bool operator==(const Step&) const = default;
};

// Loss of one held-out set with one model.
struct Evaluated
{
    std::int64_t step = 0;
    int phase = 0; // how many phases the model has been trained on; 0 = base
    std::string checkpoint; // base, phase_1, ...; "" in the middle of a phase
    std::string set; // validation, test
    int heldOutPhase = 1; // whose rows
    double loss = 0; // nll / tokens
    double nll = 0; // summed
    std::uint64_t tokens = 0;
    std::uint64_t n = 0; // examples
    bool operator==(const Evaluated&) const = default;
};

struct ResumeSaved
{
    std::int64_t step = 0;
    std::uint64_t bytes = 0;
    double seconds = 0;
    bool operator==(const ResumeSaved&) const = default;
};

struct CheckpointSaved
{
    int phase = 1;
    std::string checkpoint; // phase_1
    std::string path; // relative to the folder
    std::int64_t step = 0; // whose weights these are: early stopping keeps the best, not the last
    std::uint64_t bytes = 0;
    bool operator==(const CheckpointSaved&) const = default;
};

struct Answer
{
    std::string checkpoint;
    std::string id; // of the prompt
    std::string text;
    std::uint64_t tokens = 0;
    bool isEnded = false; // by its end-of-turn token, not by the limit
    std::optional<double> seconds = {}; // as in core/evaluation/outputhealth.h; absent in older records
    bool operator==(const Answer&) const = default;
};

// A piece of an answer while it is being generated (jobs of kind generate and chat).
struct Text
{
    std::string id;
    std::string text;
    bool operator==(const Text&) const = default;
};

struct Gate
{
    int phase = 1;
    std::string verdict; // pass, fail, undecided
    std::vector<std::string> reasons; // sentences
    Json evidence; // core/evaluation/gate.h
    bool operator==(const Gate&) const = default;
};

// The chain stands still until a person decides.
struct Waiting
{
    int phase = 1;
    std::string reason;
    bool operator==(const Waiting&) const = default;
};

// What came in over the control socket or by a signal, and what was done.
struct Decision
{
    std::string decision; // one of gatedecision; stop_after_step, kill
    std::string reason; // of the person; kept
    std::string by; // who: socket, signal
    int phase = 0; // of the gate it answers; 0 = none
    std::optional<int> toPhase = {}; // roll_back: after which phase the model stands; 0: before training
    bool operator==(const Decision&) const = default;
};

// NaN or an exploding loss; the phase went back to the weights after `restoredStep` and ended.
struct Diverged
{
    int phase = 1;
    std::int64_t step = 0;
    std::optional<double> loss; // absent: not a number
    std::int64_t restoredStep = 0;
    std::string message;
    bool operator==(const Diverged&) const = default;
};

struct PhaseFinished
{
    int phase = 1;
    std::int64_t step = 0; // last step taken
    std::int64_t keptStep = 0; // whose weights go on
    std::string reason; // completed, early_stopping, diverged
    std::uint64_t tokens = 0; // really trained on, replay included
    std::uint64_t trainedTokens = 0;
    double seconds = 0; // of this attempt's training steps
    bool operator==(const PhaseFinished&) const = default;
};

struct Warning
{
    std::string message;
    bool operator==(const Warning&) const = default;
};

// How it ended: one of the three. A later attempt may follow Stopped and Failed.
struct Finished
{
    double seconds = 0; // of this attempt
    bool operator==(const Finished&) const = default;
};

struct Stopped
{
    std::string reason; // on request, or what the gate said
    std::int64_t step = 0;
    bool isByGate = false;
    bool operator==(const Stopped&) const = default;
};

struct Failed
{
    std::string message;
    std::string code; // failed, unusable
    bool operator==(const Failed&) const = default;
};

// A question of a chat, as it came in; its answer follows in `text` events with the same id. Earlier turns
// stand in earlier events: `earlier` 0 begins a new conversation.
struct Asked
{
    std::string id;
    std::string text;
    std::uint64_t earlier = 0; // messages of the conversation before this one, the system's left out
    int maxNewTokens = 0;
    double temperature = 0;
    double topP = 1;
    std::uint64_t seed = 0;
    bool operator==(const Asked&) const = default;
};

// The answer's end, whatever it was.
struct ReplyEnded
{
    std::string id;
    std::string end; // end_of_turn, length, cancelled, failed
    std::uint64_t tokens = 0; // of the answer
    std::uint64_t promptTokens = 0; // read before it
    double seconds = 0;
    std::string message; // of failed: a sentence
    bool operator==(const ReplyEnded&) const = default;
};

// What the calls of a judge have come to so far, over all attempts; every second or so.
struct Ledger
{
    std::uint64_t total = 0; // examples of the job
    std::uint64_t scored = 0;
    std::uint64_t unscored = 0; // the judge answered, but with no number
    std::uint64_t postponed = 0; // no answer in all attempts; asked again by another job
    std::uint64_t calls = 0; // as core/endpoint/ledger.h
    std::uint64_t confirmed = 0;
    std::uint64_t unknown = 0;
    std::uint64_t notSent = 0;
    std::uint64_t tokensIn = 0;
    std::uint64_t tokensOut = 0;
    double cost = 0;
    double unknownCost = 0;
    std::string currency; // empty: no price is known
    Json failures = Json::object(); // calls by kind of failure
    bool operator==(const Ledger&) const = default;
};

} // namespace dankai::event

namespace dankai {

using EventBody = std::variant<event::Hello, event::Attempt, event::Device, event::Memory, event::Resources,
    event::Finding, event::Stage, event::Advance, event::PhaseStarted, event::Step, event::Evaluated,
    event::ResumeSaved, event::CheckpointSaved, event::Answer, event::Text, event::Gate, event::Waiting,
    event::Decision, event::Diverged, event::PhaseFinished, event::Warning, event::Finished, event::Stopped,
    event::Failed, event::Asked, event::ReplyEnded, event::Ledger>;

struct Event
{
    std::uint64_t seq = 0; // 1, 2, ... over the whole file, attempts included
    double time = 0; // seconds since 1970, UTC
    int attempt = 0;
    EventBody body;
    bool operator==(const Event&) const = default;
};

// {"event":"step","seq":12,"time":...,"attempt":1,"step":3,...}; numbers are printed so that reading them
// back gives the same bits; NaN and infinity do not occur.
std::string toJsonLine(const Event& event);
// A line of a type that this version does not know gives an empty optional, not an error.
Result<std::optional<Event>> parseEvent(std::string_view line, const std::string& where);
std::string_view typeNameOf(const EventBody& body);

} // namespace dankai
