// SPDX-License-Identifier: Apache-2.0
// What one run folder says, gathered for people: models, losses with their examples, gates, curve, cost.
// Reads run.yaml, events.jsonl and results/; judges nothing that a gate did not judge.
#pragma once

#include "core/base/result.h"
#include "core/evaluation/losstable.h"
#include "core/phase/budget.h"
#include "core/protocol/event.h"
#include "core/run/preflight.h"
#include "core/run/runspec.h"
#include "core/statistics/interval.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// As the record alone tells; RunState of core/project also knows the queue and whether an engine lives.
enum class RecordedState
{
    Frozen, // not started
    Running, // or waiting for a person, or its engine died: events alone cannot tell
    Waiting, // for a gate's decision
    Finished,
    Stopped,
    Failed,
};

std::string_view nameOf(RecordedState state);

struct ModelResult
{
    std::string checkpoint; // base, phase_1, ...
    int phase = 0; // how many phases it was trained on; 0: base
    std::vector<event::Evaluated> validation; // one for each held-out phase
    std::vector<event::Evaluated> test;
    std::vector<event::Answer> answers;
    std::vector<ExampleLoss> testExamples; // for paired intervals; empty where results/ has none

    const event::Evaluated* testLoss(int heldOutPhase) const;
    const event::Answer* answer(std::string_view promptId) const;
};

struct PromptText
{
    std::string id;
    std::string text;
    std::string reference;
};

struct RunSummary
{
    std::filesystem::path folder;
    RunSpec spec;
    RecordedState state = RecordedState::Frozen;
    std::string stateReason; // of Stopped and Failed, as the engine has written it: in English
    bool isStoppedByGate = false; // Stopped: at a gate, by its verdict or a person there; else on request
    std::vector<ModelResult> models; // base first
    std::vector<event::Gate> gates;
    std::vector<event::Decision> decisions; // of people, about gates
    std::optional<int> rolledBackTo; // as RunHistory's
    std::vector<event::Diverged> divergences;
    std::vector<event::Step> steps;
    std::vector<event::Evaluated> validationCurve; // in the order in which they were measured
    std::vector<event::PhaseStarted> phasesStarted;
    std::vector<event::PhaseFinished> phasesFinished;
    std::vector<event::Memory> memory;
    std::vector<event::Warning> warnings;
    event::Device device;
    Preflight preflight;
    std::vector<PromptText> prompts;
    double seconds = 0; // of all attempts
    int attempts = 0;

    const ModelResult* model(std::string_view checkpoint) const;
    // The model that stands at the end: that of the last phase, or of the one that a person went back to.
    // Nothing where none was measured.
    const ModelResult* last() const;
    ArmBudget budget() const; // as really taken
};

// On one phase's test rows, or with 0 on all of them together; nothing where none was measured.
std::optional<SetLoss> testLossOn(const ModelResult& model, int heldOutPhase);

Result<RunSummary> summariseRun(const std::filesystem::path& folder);

// The change of the test loss per token from one model to another, paired by example id: percentile
// bootstrap over examples of sum(nll after - nll before) / sum(tokens). Negative is better.
struct TestLossChange
{
    int heldOutPhase = 0; // 0: all of them together
    Interval interval;
    std::uint64_t n = 0; // pairs; 0: nothing to compare, the interval means nothing
};

enum class LossDirection
{
    Undecided,
    Better,
    Worse,
};

// A percentile bootstrap over a handful of examples is narrower than the truth (over one it has no width at
// all), so below these nothing is called better or worse; a gate asks for as many.
inline constexpr std::uint64_t fewestPairs = 8;

// Better or worse only where the whole interval says so.
LossDirection directionOf(const TestLossChange& change);

TestLossChange compareTestLoss(const ModelResult& before, const ModelResult& after, int heldOutPhase);

} // namespace dankai
