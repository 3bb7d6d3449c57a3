// SPDX-License-Identifier: Apache-2.0
#include "core/report/runsummary.h"

#include "core/phase/arm.h"
#include "core/platform/file.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <unordered_map>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// Takes the events in their order into the summary.
class Gatherer final
{
public:
    explicit Gatherer(RunSummary& summary)
        : m_summary(summary)
    { }

    void take(const Event& event)
    {
        std::visit([this](const auto& body) { on(body); }, event.body);
        if (event.time > 0) {
            if (event.attempt != m_attempt)
                m_attemptStart = event.time;
            m_attempt = event.attempt;
            m_attemptEnd = event.time;
        }
    }

    // Time of the attempt that has said no end of its own: it runs, or it was killed.
    double openSeconds() const { return m_isEnded ? 0.0 : m_attemptEnd - m_attemptStart; }

private:
    template <class Other>
    void on(const Other&)
    { }

    void on(const event::Attempt& attempt)
    {
        m_summary.seconds += openSeconds();
        m_summary.attempts = attempt.attempt;
        m_summary.rolledBackTo.reset();
        m_summary.state = RecordedState::Running;
        m_isEnded = false;
    }

    void on(const event::Device& device) { m_summary.device = device; }

    void on(const event::Memory& memory) { m_summary.memory.push_back(memory); }

    void on(const event::Warning& warning) { m_summary.warnings.push_back(warning); }

    void on(const event::Step& step)
    {
        m_summary.steps.push_back(step);
        goesOn();
    }

    void on(const event::PhaseStarted& started) { m_summary.phasesStarted.push_back(started); }

    void on(const event::PhaseFinished& finished) { m_summary.phasesFinished.push_back(finished); }

    void on(const event::Evaluated& evaluated)
    {
        if (evaluated.set == "validation")
            m_summary.validationCurve.push_back(evaluated);
        if (evaluated.checkpoint.empty())
            return;
        ModelResult& model = modelOf(evaluated.checkpoint);
        auto& list = evaluated.set == "test" ? model.test : model.validation;
        std::erase_if(list, [&](const auto& old) { return old.heldOutPhase == evaluated.heldOutPhase; });
        list.push_back(evaluated);
    }

    void on(const event::Answer& answer)
    {
        auto& answers = modelOf(answer.checkpoint).answers;
        std::erase_if(answers, [&](const auto& old) { return old.id == answer.id; });
        answers.push_back(answer);
    }

    void on(const event::Gate& gate) { m_summary.gates.push_back(gate); }

    void on(const event::Waiting&) { m_summary.state = RecordedState::Waiting; }

    void on(const event::Decision& decision)
    {
        goesOn();
        if (decision.phase > 0)
            m_summary.decisions.push_back(decision);
        if (decision.toPhase)
            m_summary.rolledBackTo = decision.toPhase;
    }

    void on(const event::Diverged& diverged) { m_summary.divergences.push_back(diverged); }

    void on(const event::Finished& finished) { end(RecordedState::Finished, finished.seconds, ""); }

    void on(const event::Stopped& stopped)
    {
        end(RecordedState::Stopped, 0, stopped.reason);
        m_summary.isStoppedByGate = stopped.isByGate;
    }

    void on(const event::Failed& failure) { end(RecordedState::Failed, 0, failure.message); }

    // What stands before the first attempt is inherited from another run.
    void goesOn()
    {
        if (m_summary.attempts > 0)
            m_summary.state = RecordedState::Running;
    }

    void end(RecordedState state, double seconds, std::string reason)
    {
        m_summary.seconds += seconds > 0 ? seconds : openSeconds();
        m_summary.state = state;
        m_summary.stateReason = std::move(reason);
        m_isEnded = true;
    }

    ModelResult& modelOf(const std::string& checkpoint)
    {
        const auto found = std::ranges::find(m_summary.models, checkpoint, &ModelResult::checkpoint);
        if (found != m_summary.models.end())
            return *found;
        ModelResult& model = m_summary.models.emplace_back();
        model.checkpoint = checkpoint;
        while (model.phase < static_cast<int>(m_summary.spec.phases.size())
            && checkpointName(model.phase) != checkpoint)
            ++model.phase;
        return model;
    }

    RunSummary& m_summary;
    int m_attempt = 0;
    double m_attemptStart = 0;
    double m_attemptEnd = 0;
    bool m_isEnded = true;
};

Result<> readExamples(RunSummary& summary)
{
    for (ModelResult& model : summary.models) {
        const fs::path file = summary.folder / runfile::results / model.checkpoint / runfile::testLosses;
        std::error_code ignored;
        if (!fs::exists(file, ignored))
            continue;
        auto losses = readLosses(file);
        if (!losses)
            return passOn(losses);
        model.testExamples = std::move(*losses);
    }
    return {};
}

Result<> readPrompts(RunSummary& summary)
{
    auto rows = readRunRows(summary.folder / runfile::prompts);
    if (!rows)
        return passOn(rows);
    for (const RunRow& row : *rows)
        summary.prompts.push_back(
            {row.id, row.messages.empty() ? std::string() : row.messages.back().content, row.reference});
    return {};
}

Result<> readPreflight(RunSummary& summary)
{
    const fs::path file = summary.folder / runfile::preflight;
    auto text = readFile(file);
    if (!text)
        return passOn(text);
    auto json = parseJson(*text, file.string());
    if (!json)
        return passOn(json);
    auto preflight = preflightFromJson(*json, file.string());
    if (!preflight)
        return passOn(preflight);
    summary.preflight = std::move(*preflight);
    return {};
}

} // namespace

std::string_view nameOf(RecordedState state)
{
    switch (state) {
    case RecordedState::Frozen:
        return "frozen";
    case RecordedState::Running:
        return "running";
    case RecordedState::Waiting:
        return "waiting";
    case RecordedState::Finished:
        return "finished";
    case RecordedState::Stopped:
        return "stopped";
    case RecordedState::Failed:
        return "failed";
    }
    return "";
}

const event::Evaluated* ModelResult::testLoss(int heldOutPhase) const
{
    const auto found = std::ranges::find(test, heldOutPhase, &event::Evaluated::heldOutPhase);
    return found == test.end() ? nullptr : &*found;
}

const event::Answer* ModelResult::answer(std::string_view promptId) const
{
    const auto found = std::ranges::find(answers, promptId, &event::Answer::id);
    return found == answers.end() ? nullptr : &*found;
}

const ModelResult* RunSummary::model(std::string_view checkpoint) const
{
    const auto found = std::ranges::find(models, checkpoint, &ModelResult::checkpoint);
    return found == models.end() ? nullptr : &*found;
}

const ModelResult* RunSummary::last() const
{
    const auto found = rolledBackTo ? std::ranges::find(models, *rolledBackTo, &ModelResult::phase)
                                    : std::ranges::max_element(models, {}, &ModelResult::phase);
    return found == models.end() || found->phase <= 0 ? nullptr : &*found;
}

ArmBudget RunSummary::budget() const
{
    ArmBudget budget;
    budget.arm = spec.arm;
    budget.phases = static_cast<int>(spec.phases.size());
    for (const event::Step& step : steps) {
        budget.tokens += step.tokens;
        budget.trainedTokens += step.trainedTokens;
    }
    budget.steps = steps.size();
    budget.isPartial = spec.arm == nameOf(Arm::LastOnly);
    return budget;
}

std::optional<SetLoss> testLossOn(const ModelResult& model, int heldOutPhase)
{
    SetLoss sum;
    for (const event::Evaluated& evaluated : model.test)
        if (heldOutPhase == 0 || evaluated.heldOutPhase == heldOutPhase) {
            sum.n += evaluated.n;
            sum.tokens += evaluated.tokens;
            sum.nll += evaluated.nll;
        }
    return sum.tokens == 0 ? std::nullopt : std::optional(sum);
}

Result<RunSummary> summariseRun(const fs::path& folder)
{
    RunSummary summary;
    summary.folder = folder;
    auto spec = readRunSpec(folder);
    if (!spec)
        return passOn(spec);
    summary.spec = std::move(*spec);
    if (auto read = readPreflight(summary); !read)
        return passOn(read);
    if (auto read = readPrompts(summary); !read)
        return passOn(read);
    auto events = readEvents(folder / runfile::events);
    if (!events)
        return passOn(events);
    Gatherer gatherer(summary);
    for (const Event& event : *events)
        gatherer.take(event);
    summary.seconds += gatherer.openSeconds();
    std::ranges::stable_sort(summary.models, {}, &ModelResult::phase);
    if (auto read = readExamples(summary); !read)
        return passOn(read);
    return summary;
}

TestLossChange compareTestLoss(const ModelResult& before, const ModelResult& after, int heldOutPhase)
{
    std::unordered_map<std::string_view, const ExampleLoss*> earlier;
    for (const ExampleLoss& loss : before.testExamples)
        earlier.emplace(loss.id, &loss);
    std::vector<double> change;
    std::vector<double> tokens;
    for (const ExampleLoss& loss : after.testExamples) {
        if ((heldOutPhase != 0 && loss.phase != heldOutPhase) || loss.tokens == 0)
            continue;
        const auto match = earlier.find(loss.id);
        // Another number of tokens: not the same example as the model sees it, so not a pair.
        if (match == earlier.end() || match->second->tokens != loss.tokens)
            continue;
        change.push_back(loss.nll - match->second->nll);
        tokens.push_back(static_cast<double>(loss.tokens));
    }
    TestLossChange result;
    result.heldOutPhase = heldOutPhase;
    result.n = change.size();
    if (!change.empty())
        result.interval = bootstrapRatio(change, tokens);
    return result;
}

LossDirection directionOf(const TestLossChange& change)
{
    if (change.n < fewestPairs)
        return LossDirection::Undecided;
    return change.interval.upper < 0 ? LossDirection::Better
        : change.interval.lower > 0  ? LossDirection::Worse
                                     : LossDirection::Undecided;
}

} // namespace dankai
