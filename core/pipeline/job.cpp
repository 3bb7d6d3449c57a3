// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/job.h"

#include "core/base/random.h"
#include "core/base/version.h"
#include "core/difficulty/hiddenstates.h"
#include "core/evaluation/losstable.h"
#include "core/kernels/memorymeter.h"
#include "core/pipeline/answering.h"
#include "core/pipeline/chatserver.h"
#include "core/pipeline/controlserver.h"
#include "core/pipeline/measuring.h"
#include "core/platform/file.h"
#include "core/platform/filelock.h"
#include "core/protocol/eventlog.h"
#include "core/protocol/log.h"
#include "core/run/jobspec.h"
#include "core/run/runfolder.h"
#include "core/tokenizer/conversationencoder.h"
#include "core/train/evaluator.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <set>

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
    Result<> leaveOutMeasured();
    Result<> encodeRows(const ConversationEncoder& encoder, std::int64_t maxPositions);
    Result<> measureLosses(LanguageModel& model);
    Result<> measure(LanguageModel& model);
    Result<> answer(LanguageModel& model, const ConversationEncoder& encoder);
    Result<> chat(const LanguageModel& model, const ConversationEncoder& encoder);
    Result<> writeResults(const std::string& lines);

    bool isAnswering() const
    {
        return m_spec.kind == JobKind::Answer || m_spec.kind == JobKind::Generate
            || m_spec.kind == JobKind::Chat;
    }

    const JobParams& m_params;
    JobSpec m_spec;
    std::optional<FileLock> m_lock;
    std::vector<RunRow> m_rows;
    TokenTable m_table;
    MeasuredRows m_measured; // of Measure, instead of a table
    std::int64_t m_microBatchTokens = 0;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<ControlServer> m_control;
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
        last = event::Stopped{
            m_spec.kind == JobKind::Chat ? done.error().message : std::string("stopped on request"), 0,
            false};
    else if (!done)
        last = event::Failed{
            done.error().message, done.error().code == ErrorCode::Unusable ? "unusable" : "failed"};
    auto said = m_recorder->say(std::move(last));
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
    m_spec = std::move(*spec);
    auto lock = FileLock::tryAcquire(m_params.folder / runfile::lock);
    if (!lock)
        return passOn(lock);
    if (!*lock)
        return unusable(
            "another engine is working on " + m_params.folder.string() + "; wait for it, or stop it first");
    m_lock = std::move(*lock);
    event::Hello hello;
    hello.engineVersion = versionText;
    hello.kind = nameOf(m_spec.kind);
    hello.name = m_params.folder.filename().string();
    std::uint64_t resumedAfter = 0;
    if (m_spec.kind == JobKind::Chat) { // what was said stays said
        auto known = readEvents(m_params.folder / runfile::events);
        if (!known)
            return passOn(known);
        if (!known->empty())
            resumedAfter = known->back().seq;
    }
    auto recorder = Recorder::open(m_params.folder, hello, resumedAfter, 0, WithRunLogs::No);
    if (!recorder)
        return passOn(recorder);
    m_recorder = std::move(*recorder);
    return {};
}

Result<> Job::work()
{
    auto control = ControlServer::start(m_params.folder / runfile::socket, *m_params.stop, *m_recorder);
    if (!control)
        return passOn(control);
    m_control = std::move(*control);
    ControlReply status;
    status.stage = nameOf(m_spec.kind);
    m_control->setStatus(status);

    apply(m_params.overrides, m_spec.execution, m_spec.model);
    if (m_spec.kind == JobKind::Chat) {
        m_control->serveAnswers(); // a question may wait for the model
    } else {
        auto rows = readRunRows(m_params.folder / m_spec.rows);
        if (!rows)
            return passOn(rows);
        m_rows = std::move(*rows);
        if (m_spec.kind == JobKind::Measure) {
            if (auto left = leaveOutMeasured(); !left)
                return left;
        }
    }
    auto opened = openExpectedModel(m_spec.model);
    if (!opened)
        return passOn(opened);
    auto tokenizer = Tokenizer::open(m_spec.model.path);
    if (!tokenizer)
        return passOn(tokenizer);
    if (auto fits = tokenizer->checkTokenizerFits(opened->config); !fits)
        return fits;
    std::error_code ignored;
    std::string choice = m_spec.chatTemplate.choice;
    if (!choice.empty() && fs::exists(m_params.folder / choice, ignored))
        choice = (m_params.folder / choice).string();
    auto chatTemplate = ChatTemplate::open(m_spec.model.path, choice);
    if (!chatTemplate)
        return passOn(chatTemplate);
    RenderOptions options;
    options.date = currentTemplateDate();
    if (!m_spec.chatTemplate.date.empty()) {
        auto date = parseTemplateDate(m_spec.chatTemplate.date);
        if (!date)
            return passOn(date);
        options.date = *date;
    }
    auto encoder = ConversationEncoder::create(*tokenizer, *chatTemplate, options);
    if (!encoder)
        return passOn(encoder);
    m_spec.maxLength
        = static_cast<int>(std::min<std::int64_t>(m_spec.maxLength, opened->config.maxPositions));
    if (auto encoded = encodeRows(*encoder, opened->config.maxPositions); !encoded)
        return encoded;

    EngineSetupParams setupParams;
    setupParams.execution = m_spec.execution;
    setupParams.purpose = Purpose::Inference;
    setupParams.blockBytes = blockBytes(*opened);
    if (m_spec.kind == JobKind::Chat) // conversation and answer together
        setupParams.longestRow = m_spec.maxLength;
    for (std::size_t row = 0; row < m_table.rowCount(); ++row)
        setupParams.longestRow
            = std::max(setupParams.longestRow, static_cast<std::int64_t>(m_table.length(row)));
    for (std::size_t row = 0; row < m_measured.whole.rowCount(); ++row)
        setupParams.longestRow = std::max({setupParams.longestRow,
            static_cast<std::int64_t>(m_measured.whole.length(row)),
            m_measured.judge.rowCount() > 0 ? static_cast<std::int64_t>(m_measured.judge.length(row)) : 0});
    if (m_spec.kind == JobKind::Chat)
        setupParams.answers = {.sequences = 1, .tokens = m_spec.maxLength};
    else if (isAnswering())
        setupParams.answers = answerCache(
            m_spec.answers, m_spec.kind == JobKind::Answer ? m_table.rowCount() : 1, setupParams.longestRow);
    auto setup = setUpEngine(opened->config, setupParams);
    if (!setup)
        return passOn(setup);
    m_microBatchTokens = setup->microBatchTokens;
    const std::string stage = m_spec.kind == JobKind::Chat ? "chat" : isAnswering() ? "answers" : "losses";
    for (EventBody said : {EventBody(setup->event), EventBody(event::Memory{stage, setup->estimatedBytes, 0}),
             EventBody(event::Stage{"loading", "", 0})}) {
        if (auto done = m_recorder->say(std::move(said)); !done)
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
    const std::uint64_t total = m_spec.kind == JobKind::Measure ? m_measured.whole.ids.size()
            + m_measured.direct.ids.size() + m_measured.judge.ids.size() // rows are not alike
                                                                : m_rows.size();
    if (auto said = m_recorder->say(event::Stage{stage, m_spec.checkpoint, total}); !said)
        return said;
    auto done = m_spec.kind == JobKind::Chat ? chat(*model, *encoder)
        : m_spec.kind == JobKind::Measure    ? measure(*model)
        : isAnswering()                      ? answer(*model, *encoder)
                                             : measureLosses(*model);
    if (done)
        done = m_recorder->say(event::Memory{stage, setup->estimatedBytes, memory.peakBytes()});
    return done;
}

// Rows that an earlier attempt has measured, or found to be too long.
Result<> Job::leaveOutMeasured()
{
    const fs::path file = m_params.folder / jobfile::results;
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        return {};
    const auto measured = readMeasurements(file);
    if (!measured)
        return tl::unexpected(measured.error());
    std::set<std::string_view> ids;
    for (const Measurement& one : *measured)
        ids.insert(one.id);
    std::erase_if(m_rows, [&](const RunRow& row) { return ids.contains(row.id); });
    return {};
}

Result<> Job::encodeRows(const ConversationEncoder& encoder, std::int64_t maxPositions)
{
    if (m_spec.kind == JobKind::Measure) {
        const auto direct = needsDirectPass(m_spec.scorers);
        if (!direct)
            return tl::unexpected(direct.error());
        m_measured = encodeForMeasuring(
            encoder, m_rows, m_spec.maxLength, *direct ? DirectPass::Yes : DirectPass::No);
        if (m_spec.judgeRows.empty())
            return {};
        const auto questions = readRunRows(m_params.folder / m_spec.judgeRows);
        if (!questions)
            return tl::unexpected(questions.error());
        return encodeJudging(encoder, *questions, maxPositions, m_measured);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::string where
            = (m_params.folder / m_spec.rows).string() + ":" + std::to_string(i + 1) + ": ";
        if (!isAnswering()) {
            auto encoded = encoder.encode(m_rows[i].messages, static_cast<std::size_t>(m_spec.maxLength));
            if (!encoded)
                return unusable(where + encoded.error().message);
            m_table.append(encoded->ids, encoded->isTrained);
        } else {
            auto ids = encoder.encodePrompt(m_rows[i].messages);
            if (!ids)
                return unusable(where + ids.error().message);
            m_table.append(*ids, std::vector<std::uint8_t>(ids->size(), 0));
        }
    }
    return {};
}

Result<> Job::measureLosses(LanguageModel& model)
{
    std::vector<std::uint32_t> all(m_rows.size());
    std::iota(all.begin(), all.end(), 0u);
    EvaluateRowsParams params;
    params.microBatchTokens = m_microBatchTokens;
    params.stop = m_params.stop;
    auto lastSaid = Clock::now();
    params.progress = [&](const Progress& progress) {
        if (Clock::now() - lastSaid < std::chrono::milliseconds(500) && progress.done < progress.total)
            return;
        lastSaid = Clock::now();
        if (auto said = m_recorder->say(event::Advance{"losses", progress.done, progress.total}); !said)
            logWarning(said.error().message);
    };
    auto evaluated = evaluateRows(model, m_table, all, params);
    if (!evaluated)
        return passOn(evaluated);
    std::vector<ExampleLoss> losses;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!std::isfinite((*evaluated)[i].nll))
            return failed(
                "the loss of row " + m_rows[i].id + " is not a number; the model's weights are broken");
        losses.push_back({m_rows[i].id, m_rows[i].phase, (*evaluated)[i].tokens, (*evaluated)[i].nll});
    }
    if (auto written = writeResults(toJsonLines(losses)); !written)
        return written;
    if (m_spec.kind != JobKind::Evaluate)
        return {};
    int phases = 0;
    for (const RunRow& row : m_rows)
        phases = std::max(phases, row.phase);
    for (int phase = 1; phase <= phases; ++phase) {
        const SetLoss sum = sumLoss(losses, phase);
        if (sum.n == 0)
            continue;
        event::Evaluated said;
        said.checkpoint = m_spec.checkpoint;
        said.set = m_spec.set;
        said.heldOutPhase = phase;
        said.loss = sum.loss();
        said.nll = sum.nll;
        said.tokens = sum.tokens;
        said.n = sum.n;
        if (auto done = m_recorder->say(std::move(said)); !done)
            return done;
    }
    return {};
}

// Lines are kept as they come; those of an earlier attempt stand.
Result<> Job::measure(LanguageModel& model)
{
    auto results = LineAppender::open(m_params.folder / jobfile::results);
    if (!results)
        return passOn(results);
    const auto keep = [&](std::span<const Measurement> measured) -> Result<> {
        for (const Measurement& one : measured)
            if (auto kept = results->append(toJsonLine(one)); !kept)
                return kept;
        return {};
    };
    if (auto kept = keep(m_measured.unmeasured); !kept)
        return kept;
    MeasuringParams params;
    params.microBatchTokens = m_microBatchTokens;
    params.stop = m_params.stop;
    params.onMeasured = keep;
    std::optional<HiddenStatesWriter> states;
    if (m_spec.stateLayer > 0) {
        HiddenStatesOf of;
        of.modelHash = m_spec.model.hash;
        of.chatTemplate = m_spec.chatTemplate.choice;
        of.layer = m_spec.stateLayer;
        of.pools.assign(statePools.begin(), statePools.end());
        of.hidden = model.config().hiddenSize;
        auto writer = HiddenStatesWriter::open(m_params.folder / jobfile::states, of);
        if (!writer)
            return passOn(writer);
        states = std::move(*writer);
        params.stateLayer = m_spec.stateLayer;
        params.onStates = [&states](std::string_view id, std::span<const float> values) {
            return states->append(id, values);
        };
        params.onMeasured = [&](std::span<const Measurement> measured) -> Result<> {
            if (auto flushed = states->flush(); !flushed)
                return flushed; // a row that is said to be measured has its states
            return keep(measured);
        };
    }
    params.progress = [&](const Progress& progress) {
        if (auto said = m_recorder->say(event::Advance{"losses", progress.done, progress.total}); !said)
            logWarning(said.error().message);
    };
    return measureRows(model, m_measured, params);
}

Result<> Job::answer(LanguageModel& model, const ConversationEncoder& encoder)
{
    std::vector<FrozenPrompt> prompts;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto ids = m_table.idsOf(i);
        prompts.push_back({m_rows[i].id, {ids.begin(), ids.end()}});
    }
    AnsweringParams params;
    params.answers = m_spec.answers;
    params.seed = seedFor(m_spec.seed, "answers");
    params.endTokens = encoder.endOfTurnIds();
    params.stop = m_params.stop;
    params.onAnswer = [&](const AnswerText& answer) {
        return m_recorder->say(event::Answer{
            m_spec.checkpoint, answer.id, answer.text, answer.tokens, answer.isEnded, answer.seconds});
    };
    if (m_spec.kind == JobKind::Generate) {
        params.order = AnswerOrder::OneByOne;
        params.onText = [&](const std::string& id, const std::string& piece) {
            if (auto said = m_recorder->say(event::Text{id, piece}); !said)
                logWarning(said.error().message);
        };
    }
    auto answers = answerPrompts(model, encoder.tokenizer(), prompts, params);
    if (!answers)
        return passOn(answers);
    return writeResults(toJsonLines(*answers));
}

Result<> Job::chat(const LanguageModel& model, const ConversationEncoder& encoder)
{
    ChatServerParams params;
    params.maxLength = m_spec.maxLength;
    params.limits = m_spec.chat;
    params.stop = m_params.stop;
    return serveChat(model, encoder, *m_recorder, *m_control, params);
}

Result<> Job::writeResults(const std::string& lines)
{
    return writeFileAtomically(m_params.folder / jobfile::results, lines);
}

} // namespace

Result<> runJob(const JobParams& params)
{
    return Job(params).run();
}

} // namespace dankai
