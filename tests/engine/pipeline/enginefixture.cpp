// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pipeline/enginefixture.h"

#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/protocol/eventlog.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/tokenizer.h"
#include "tests/support/tinymodel.h"

#include <chrono>
#include <fstream>

namespace dankai::test {

namespace {

RunRow row(const std::string& set, int phase, int number)
{
    static const char* const things[]
        = {"parcel", "invoice", "password", "printer", "contract", "refund", "order"};
    const std::string thing = things[static_cast<std::size_t>(number) % 7];
    const std::string id = set + std::to_string(phase) + "-" + std::to_string(number);
    const std::string question = phase == 1 ? "Where is " + id + " " + thing + "?"
        : phase == 2                        ? "Explain the " + thing + " of " + id + "."
                                            : "Compare " + thing + " and " + id + " for us";
    return {id, phase, {{"user", question}, {"assistant", "The " + thing + std::string(" is ready.")}}, {}};
}

std::vector<RunRow> rows(const std::string& set, int phase, int count)
{
    std::vector<RunRow> result;
    for (int i = 0; i < count; ++i)
        result.push_back(row(set, phase, i));
    return result;
}

} // namespace

Result<> EngineFixture::makeModel()
{
    return writeTinyModel(modelPath());
}

RunSpec EngineFixture::spec() const
{
    RunSpec spec;
    spec.name = "tiny";
    spec.model.path = modelPath().string();
    spec.maxLength = 120;
    spec.tokensPerStep = 250;
    spec.optimizer.learningRate = 3e-3;
    spec.carryOver = CarryOver::Moderate;
    spec.replayShare = 0.1;
    spec.answers.maxNewTokens = 8;
    spec.gate.resamples = 200;
    spec.phases = {{"Easy", "", 1, {}, {}}, {"Medium", "", 1, {}, {}}, {"Hard", "", 1, {}, {}}};
    spec.heldOutPhases = {"Easy", "Medium", "Hard"};
    spec.execution.saveShare = 1; // as often as possible
    return spec;
}

Result<std::filesystem::path> EngineFixture::freeze(const std::string& name, const RunSpec& spec) const
{
    FrozenInput input;
    input.spec = spec;
    for (int phase = 1; phase <= 3; ++phase) {
        input.phases.push_back(rows("train", phase, 24));
        for (RunRow& held : rows("validation", phase, 9))
            input.validation.push_back(std::move(held));
        for (RunRow& held : rows("test", phase, 9))
            input.test.push_back(std::move(held));
    }
    for (int i = 0; i < 6; ++i)
        input.prompts.push_back({"p" + std::to_string(i), 1, {{"user", "Hello " + std::to_string(i)}}, {}});
    auto tokenizer = Tokenizer::open(modelPath());
    if (!tokenizer)
        return passOn(tokenizer);
    auto chatTemplate = ChatTemplate::open(modelPath());
    if (!chatTemplate)
        return passOn(chatTemplate);
    auto frozen = freezeRun(root() / name, input, *tokenizer, *chatTemplate);
    if (!frozen)
        return passOn(frozen);
    return frozen->folder;
}

Result<ChildProcess> EngineFixture::start(
    const std::string& command, const std::filesystem::path& folder, const std::vector<std::string>& options)
{
    auto program = siblingExecutable("dankai-engine");
    if (!program)
        return passOn(program);
    SpawnParams params;
    params.program = *program;
    params.arguments = {command, folder.string(), "--device", "cpu", "--threads", "1"};
    params.arguments.insert(params.arguments.end(), options.begin(), options.end());
    params.standardErrorFile = folder / "engine.log";
    params.standardOutputFile = folder / "engine.out";
    return ChildProcess::spawn(params);
}

int EngineFixture::run(
    const std::string& command, const std::filesystem::path& folder, const std::vector<std::string>& options)
{
    auto process = start(command, folder, options);
    return process ? process->wait() : -1;
}

std::string EngineFixture::log(const std::filesystem::path& folder)
{
    auto text = readFile(folder / "engine.log");
    return text ? *text : std::string();
}

std::vector<std::string> resultsOf(const std::filesystem::path& folder)
{
    std::vector<std::string> results;
    auto events = readEvents(folder / runfile::events);
    if (!events)
        return {events.error().message};
    for (const Event& event : *events) {
        Event bare = event;
        bare.seq = 0;
        bare.time = 0;
        bare.attempt = 0;
        if (auto* step = std::get_if<event::Step>(&bare.body))
            step->seconds = step->tokensPerSecond = 0;
        else if (auto* finished = std::get_if<event::PhaseFinished>(&bare.body))
            finished->seconds = 0;
        else if (auto* answer = std::get_if<event::Answer>(&bare.body))
            answer->seconds.reset();
        else if (!std::holds_alternative<event::Evaluated>(bare.body)
            && !std::holds_alternative<event::Gate>(bare.body)
            && !std::holds_alternative<event::PhaseStarted>(bare.body)
            && !std::holds_alternative<event::CheckpointSaved>(bare.body))
            continue;
        results.push_back(toJsonLine(bare));
    }
    return results;
}

} // namespace dankai::test
