// SPDX-License-Identifier: Apache-2.0
// What a run's record says so far, kept up to date event by event: curves, phases, gates, answers, how it
// stands, and how long it will still take. Events that do not count any more are taken away by EventRecord
// (eventlog.h); whoever drops some clears this and adds the rest anew.
// Opens no file, and does not know whether an engine lives.
#pragma once

#include "core/protocol/event.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dankai {

// Column i belongs to the i-th optimizer step; steps ascend.
struct StepColumns
{
    std::vector<double> step;
    std::vector<double> loss; // nll per trained token
    std::vector<double> learningRate;
    std::vector<double> gradNorm;
    std::vector<double> tokensPerSecond;
    std::vector<double> tokens; // of the step
    std::vector<double> seconds; // of the step
    std::vector<double> time; // since 1970, when it was recorded
    std::vector<int> phase; // from 1

    std::size_t size() const { return step.size(); }
};

// Row by row what the engine measured of the machine, every few seconds; NaN where it did not.
struct ResourceColumns
{
    std::vector<double> step;
    std::vector<double> memoryBytes;
    std::vector<double> gpuPowerWatts;
    std::vector<double> gpuTemperatureCelsius;
    std::vector<double> gpuUtilization; // 0 to 1

    std::size_t size() const { return step.size(); }
};

struct HeldOutPoint
{
    double step = 0;
    double loss = 0;
    std::uint64_t n = 0; // examples
    int phase = 0; // how many phases the model has been trained on
    bool isCheckpoint = false; // else measured in the middle of a phase
    bool operator==(const HeldOutPoint&) const = default;
};

struct PhaseHistory
{
    event::PhaseStarted started;
    double startedAt = 0; // seconds since 1970
    std::optional<event::PhaseFinished> finished;
    double finishedAt = 0;
    std::optional<event::Diverged> diverged;
    std::optional<event::Gate> gate;
    double gateAt = 0;
    std::vector<event::Decision> decisions; // of people about this gate
};

enum class RunEnding
{
    None, // it goes on, or its engine is gone without a word
    Finished,
    Stopped, // on request
    StoppedByGate,
    Failed,
};

// What freezing counted for a phase, in the order of training.
struct PlannedPhase
{
    std::uint64_t tokens = 0; // over all steps
    std::int64_t steps = 0;
};

struct TimeLeft
{
    std::vector<double> phases; // seconds, one for each planned phase; 0 where it is done
    double total = 0;
};

class RunHistory final
{
public:
    void add(const Event& event);
    void clear();

    bool isEmpty() const { return m_lastTime == 0; }

    const StepColumns& steps() const { return m_steps; }

    const ResourceColumns& resources() const { return m_resources; }

    // By held-out phase, from 1; validation rows. Points in the order in which they were measured.
    const std::map<int, std::vector<HeldOutPoint>>& heldOut() const { return m_heldOut; }

    const std::map<int, PhaseHistory>& phases() const { return m_phases; }

    const std::vector<event::Answer>& answers() const { return m_answers; }

    const std::vector<event::Warning>& warnings() const { return m_warnings; }

    const std::map<std::string, event::Memory>& memory() const { return m_memory; } // by what needs it

    const std::optional<event::Device>& device() const { return m_device; }

    // What the engine is doing, with how far it is; the stage is empty before the first.
    const event::Stage& stage() const { return m_stage; }

    std::uint64_t stageDone() const { return m_stageDone; }

    // The gate that waits for a person.
    const std::optional<event::Waiting>& waiting() const { return m_waiting; }

    // After which phase the model stands that a person went back to (0: before training); nothing where
    // nobody did, or the run has gone on since.
    const std::optional<int>& rolledBackTo() const { return m_rolledBackTo; }

    const std::optional<event::ResumeSaved>& lastSaved() const { return m_lastSaved; }

    double lastSavedAt() const { return m_lastSavedAt; }

    RunEnding ending() const { return m_ending; }

    const std::string& endingReason() const { return m_endingReason; } // in the engine's words

    int attempts() const { return m_attempts; }

    double lastTime() const { return m_lastTime; } // of the last event, seconds since 1970

    std::int64_t totalSteps() const { return m_totalSteps; } // 0: not known yet

    int phaseNow() const { return m_phaseNow; } // of the training that was begun last; 0: none yet

    // From the rate of the last steps and what measuring and answering took before. `now` in seconds since
    // 1970. Nothing before the first steps, or after an ending.
    std::optional<TimeLeft> timeLeft(std::span<const PlannedPhase> planned, double now) const;

private:
    double meanTimeBetween() const;

    StepColumns m_steps;
    ResourceColumns m_resources;
    std::map<int, std::vector<HeldOutPoint>> m_heldOut;
    std::map<int, PhaseHistory> m_phases;
    std::vector<event::Answer> m_answers;
    std::vector<event::Warning> m_warnings;
    std::map<std::string, event::Memory> m_memory;
    std::optional<event::Device> m_device;
    event::Stage m_stage;
    std::uint64_t m_stageDone = 0;
    std::optional<event::Waiting> m_waiting;
    std::optional<int> m_rolledBackTo;
    std::optional<event::ResumeSaved> m_lastSaved;
    double m_lastSavedAt = 0;
    RunEnding m_ending = RunEnding::None;
    std::string m_endingReason;
    int m_attempts = 0;
    double m_attemptAt = 0;
    double m_lastTime = 0;
    std::int64_t m_totalSteps = 0;
    int m_phaseNow = 0;
    bool m_isTraining = false; // in the steps of m_phaseNow, not in what follows them
    // Seconds from the end of a phase's steps (or the start of the run) to the next phase's steps, by the
    // phase that begins: measuring, answering, saving, judging.
    std::map<int, double> m_between;
    double m_betweenSince = 0;
};

} // namespace dankai
