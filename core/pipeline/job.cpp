// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/job.h"

#include "core/base/version.h"
#include "core/kernels/memorymeter.h"
#include "core/pipeline/jobtask.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

namespace dankai {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

class Job final
{
public:
    explicit Job(const JobParams& params)
        : m_params(params)
    { }

    Result<> run();

private:
    Result<> open();
    Result<> work();

    const JobParams& m_params;
    std::optional<FileLock> m_lock; // let go of last
    JobContext m_context;
    std::unique_ptr<JobTask> m_task;
};

Result<> Job::run()
{
    const auto start = Clock::now();
    if (auto opened = open(); !opened)
        return opened;
    auto done = [&]() -> Result<> {
        try {
            return work();
        } catch (const c10::Error& error) {
            return failed(std::string("the engine failed: ") + error.what_without_backtrace());
        } catch (const std::bad_alloc&) {
            return failed("the memory ran out; use a smaller execution.micro_batch_tokens");
        } catch (const std::exception& exception) {
            return failed(std::string("the engine failed: ") + exception.what());
        }
    }();
    EventBody last = event::Finished{std::chrono::duration<double>(Clock::now() - start).count()};
    if (!done && done.error().code == ErrorCode::Stopped)
        last = event::Stopped{m_task->reasonOf(done.error()), 0, false};
    else if (!done)
        last = event::Failed{
            done.error().message, done.error().code == ErrorCode::Unusable ? "unusable" : "failed"};
    auto said = m_context.recorder->say(std::move(last));
    return done ? said : done;
}

Result<> Job::open()
{
    const fs::path file = m_params.folder / jobfile::spec;
    auto text = readFile(file);
    if (!text)
        return passOn(text);
    auto spec = parseJobSpec(*text, file.string());
    if (!spec)
        return passOn(spec);
    m_context.folder = m_params.folder;
    m_context.spec = std::move(*spec);
    m_context.stop = m_params.stop;
    m_task = makeJobTask(m_context);
    auto lock = FileLock::tryAcquire(m_params.folder / runfile::lock);
    if (!lock)
        return passOn(lock);
    if (!*lock)
        return unusable(
            "another engine is working on " + m_params.folder.string() + "; wait for it, or stop it first");
    m_lock = std::move(*lock);
    event::Hello hello;
    hello.engineVersion = versionText;
    hello.kind = nameOf(m_context.spec.kind);
    hello.name = m_params.folder.filename().string();
    std::uint64_t resumedAfter = 0;
    if (m_task->continuesRecord()) {
        auto known = readEvents(m_params.folder / runfile::events);
        if (!known)
            return passOn(known);
        if (!known->empty())
            resumedAfter = known->back().seq;
    }
    auto recorder = Recorder::open(m_params.folder, hello, resumedAfter, 0, WithRunLogs::No);
    if (!recorder)
        return passOn(recorder);
    m_context.recorder = std::move(*recorder);
    return {};
}

Result<> Job::work()
{
    JobSpec& spec = m_context.spec;
    Recorder& recorder = *m_context.recorder;
    auto control = ControlServer::start(m_params.folder / runfile::socket, *m_params.stop, recorder);
    if (!control)
        return passOn(control);
    m_context.control = std::move(*control);
    ControlReply status;
    status.stage = nameOf(spec.kind);
    m_context.control->setStatus(status);

    apply(m_params.overrides, spec.execution, spec.model);
    if (auto read = m_task->readRows(); !read)
        return read;
    auto opened = openExpectedModel(spec.model);
    if (!opened)
        return passOn(opened);
    auto tokenizer = Tokenizer::open(spec.model.path);
    if (!tokenizer)
        return passOn(tokenizer);
    if (auto fits = tokenizer->checkTokenizerFits(opened->config); !fits)
        return fits;
    std::error_code ignored;
    std::string choice = spec.chatTemplate.choice;
    if (!choice.empty() && fs::exists(m_params.folder / choice, ignored))
        choice = (m_params.folder / choice).string();
    auto chatTemplate = ChatTemplate::open(spec.model.path, choice);
    if (!chatTemplate)
        return passOn(chatTemplate);
    RenderOptions options;
    options.date = currentTemplateDate();
    if (!spec.chatTemplate.date.empty()) {
        auto date = parseTemplateDate(spec.chatTemplate.date);
        if (!date)
            return passOn(date);
        options.date = *date;
    }
    auto encoder = ConversationEncoder::create(*tokenizer, *chatTemplate, options);
    if (!encoder)
        return passOn(encoder);
    spec.maxLength = static_cast<int>(std::min<std::int64_t>(spec.maxLength, opened->config.maxPositions));
    if (auto encoded = m_task->encode(*encoder, opened->config.maxPositions); !encoded)
        return encoded;

    EngineSetupParams setupParams;
    setupParams.execution = spec.execution;
    setupParams.purpose = Purpose::Inference;
    setupParams.blockBytes = blockBytes(*opened);
    setupParams.longestRow = m_task->longestRow();
    setupParams.answers = m_task->answers();
    auto setup = setUpEngine(opened->config, setupParams);
    if (!setup)
        return passOn(setup);
    m_context.microBatchTokens = setup->microBatchTokens;
    const std::string stage = m_task->stage();
    for (EventBody said : {EventBody(setup->event), EventBody(event::Memory{stage, setup->estimatedBytes, 0}),
             EventBody(event::Stage{"loading", "", 0})}) {
        if (auto done = recorder.say(std::move(said)); !done)
            return done;
    }
    const MemoryMeter memory(setup->device);
    LanguageModelParams modelParams;
    modelParams.device = setup->device.device;
    modelParams.precision = setup->precision;
    modelParams.purpose = Purpose::Inference;
    modelParams.keepsBlocks = setup->keepsBlocks;
    auto model = LanguageModel::load(*opened, modelParams);
    if (!model)
        return passOn(model);
    if (auto said = recorder.say(event::Stage{stage, spec.checkpoint, m_task->total()}); !said)
        return said;
    auto done = m_task->work(*model, *encoder);
    if (done)
        done = recorder.say(event::Memory{stage, setup->estimatedBytes, memory.peakBytes()});
    return done;
}

} // namespace

Result<> runJob(const JobParams& params)
{
    return Job(params).run();
}

} // namespace dankai
