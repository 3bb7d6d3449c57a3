// SPDX-License-Identifier: Apache-2.0
#include "tests/support/runscript.h"

#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dankai::test {

namespace {

event::Stage stageOf(std::string stage, int phase, std::uint64_t total)
{
    event::Stage said;
    said.stage = std::move(stage);
    said.checkpoint = checkpointName(phase);
    said.total = total;
    return said;
}

void measure(std::vector<EventBody>& bodies, const RunScript& script, int phase, std::int64_t step)
{
    const auto say = [&bodies](EventBody body) { bodies.push_back(std::move(body)); };
    say(stageOf("losses", phase, 10));
    for (int set = 1; set <= script.phases; ++set) {
        event::Evaluated evaluated;
        evaluated.step = step;
        evaluated.phase = phase;
        evaluated.checkpoint = checkpointName(phase);
        evaluated.set = "validation";
        evaluated.heldOutPhase = set;
        evaluated.loss = 3.0 + 0.5 * set - 0.3 * phase;
        evaluated.n = 12;
        evaluated.tokens = 120;
        evaluated.nll = evaluated.loss * 120;
        say(evaluated);
    }
    say(stageOf("answers", phase, 1));
    event::Answer answer;
    answer.checkpoint = checkpointName(phase);
    answer.id = std::to_string(1); // of the first prompt
    answer.text = std::string("Answer <").append(std::to_string(phase)).append(">");
    answer.isEnded = true;
    say(answer);
}

} // namespace

std::vector<EventBody> bodiesOf(const RunScript& script)
{
    std::vector<EventBody> bodies;
    const auto say = [&bodies](EventBody body) { bodies.push_back(std::move(body)); };
    event::Device device;
    device.device = "cpu";
    device.name = "a processor";
    device.precision = "float32";
    say(device);
    measure(bodies, script, 0, 0);
    std::int64_t step = 0;
    for (int phase = 1; phase <= script.phases; ++phase) {
        say(stageOf("training", phase, 0));
        event::PhaseStarted started;
        started.phase = phase;
        started.phases = script.phases;
        started.name = std::string("Phase ").append(std::to_string(phase));
        started.firstStep = step + 1;
        started.steps = script.stepsPerPhase;
        started.tokens = static_cast<std::uint64_t>(script.stepsPerPhase) * 100;
        say(started);
        for (std::int64_t i = 0; i < script.stepsPerPhase; ++i) {
            ++step;
            event::Step said;
            said.step = step;
            said.totalSteps = script.stepsPerPhase * script.phases;
            said.phase = phase;
            said.loss = 4.0 - 0.1 * static_cast<double>(step);
            said.learningRate = 1e-4;
            said.gradNorm = 2;
            said.tokens = 100;
            said.seconds = 1;
            said.tokensPerSecond = 100;
            say(said);
            if (!script.isFinished && step == script.stepsPerPhase * script.phases)
                return bodies;
            if (step % 2 == 0)
                say(event::ResumeSaved{step, 1000, 0.1});
        }
        event::PhaseFinished finished;
        finished.phase = phase;
        finished.step = step;
        finished.keptStep = step;
        finished.reason = "completed";
        finished.seconds = static_cast<double>(script.stepsPerPhase);
        say(finished);
        measure(bodies, script, phase, step);
        event::Gate gate;
        gate.phase = phase;
        gate.verdict
            = script.verdicts[std::min(static_cast<std::size_t>(phase) - 1, script.verdicts.size() - 1)];
        gate.reasons.push_back(
            std::string(gate.verdict)
                .append(": The loss on the phase's own rows went from 3.5 to 3.2 (-12.0 % to "
                        "-3.0 %, n = 12)."));
        say(gate);
        if (script.isAsking && gate.verdict != "pass")
            say(event::Waiting{phase, "The gate did not pass."});
    }
    say(event::Finished{static_cast<double>(step)});
    return bodies;
}

Result<> writeRunScript(const std::filesystem::path& file, const RunScript& script)
{
    EventWriter::Params params;
    params.file = file;
    params.hello.kind = "run";
    auto writer = EventWriter::open(params);
    if (!writer)
        return passOn(writer);
    for (EventBody& body : bodiesOf(script))
        if (auto written = writer->write(std::move(body)); !written)
            return written;
    return {};
}

} // namespace dankai::test
