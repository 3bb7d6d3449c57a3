// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/jobtask.h"

#include "core/base/random.h"
#include "core/difficulty/hiddenstates.h"
#include "core/evaluation/losstable.h"
#include "core/pipeline/answering.h"
#include "core/pipeline/chatserver.h"
#include "core/pipeline/enginesetup.h"
#include "core/pipeline/measuring.h"
#include "core/platform/file.h"
#include "core/protocol/log.h"
#include "core/run/runfolder.h"
#include "core/train/evaluator.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

namespace dankai {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::int64_t longestOf(const TokenTable& table)
{
    std::int64_t longest = 1; // room for one there is always
    for (std::size_t row = 0; row < table.rowCount(); ++row)
        longest = std::max(longest, static_cast<std::int64_t>(table.length(row)));
    return longest;
}

Result<> writeResults(const JobContext& context, const std::string& lines)
{
    return writeFileAtomically(context.folder / jobfile::results, lines);
}

void sayAdvance(const JobContext& context, const Progress& progress)
{
    if (auto said = context.recorder->say(event::Advance{"losses", progress.done, progress.total}); !said)
        logWarning(said.error().message);
}

// Of which every row becomes tokens in a table.
class TableTask : public JobTask
{
public:
    using JobTask::JobTask;

    Result<> readRows() override
    {
        auto rows = readRunRows(context().folder / context().spec.rows);
        if (!rows)
            return passOn(rows);
        m_rows = std::move(*rows);
        return {};
    }

    Result<> encode(const ConversationEncoder& encoder, std::int64_t /*maxPositions*/) override
    {
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (auto encoded = append(encoder, m_rows[i], m_table); !encoded)
                return unusable((context().folder / context().spec.rows).string() + ":"
                    + std::to_string(i + 1) + ": " + encoded.error().message);
        return {};
    }

    std::int64_t longestRow() const override { return longestOf(m_table); }

    std::uint64_t total() const override { return m_rows.size(); }

protected:
    const std::vector<RunRow>& rows() const { return m_rows; }

    const TokenTable& table() const { return m_table; }

private:
    virtual Result<> append(
        const ConversationEncoder& encoder, const RunRow& row, TokenTable& table) const = 0;

    std::vector<RunRow> m_rows;
    TokenTable m_table;
};

class LossTask : public TableTask
{
public:
    using TableTask::TableTask;

    std::string stage() const final { return "losses"; }

    Result<> work(LanguageModel& model, const ConversationEncoder& /*encoder*/) override
    {
        auto losses = measure(model);
        return losses ? Result<>() : passOn(losses);
    }

protected:
    // Written to the results.
    Result<std::vector<ExampleLoss>> measure(LanguageModel& model) const;

private:
    Result<> append(const ConversationEncoder& encoder, const RunRow& row, TokenTable& table) const final
    {
        auto encoded = encoder.encode(row.messages, static_cast<std::size_t>(context().spec.maxLength));
        if (!encoded)
            return passOn(encoded);
        table.append(encoded->ids, encoded->isTrained);
        return {};
    }
};

Result<std::vector<ExampleLoss>> LossTask::measure(LanguageModel& model) const
{
    std::vector<std::uint32_t> all(rows().size());
    std::iota(all.begin(), all.end(), 0u);
    EvaluateRowsParams params;
    params.microBatchTokens = context().microBatchTokens;
    params.stop = context().stop;
    params.progress = [this, lastSaid = Clock::now()](const Progress& progress) mutable {
        if (Clock::now() - lastSaid < std::chrono::milliseconds(500) && progress.done < progress.total)
            return;
        lastSaid = Clock::now();
        sayAdvance(context(), progress);
    };
    auto evaluated = evaluateRows(model, table(), all, params);
    if (!evaluated)
        return passOn(evaluated);
    std::vector<ExampleLoss> losses;
    for (std::size_t i = 0; i < rows().size(); ++i) {
        if (!std::isfinite((*evaluated)[i].nll))
            return failed(
                "the loss of row " + rows()[i].id + " is not a number; the model's weights are broken");
        losses.push_back({rows()[i].id, rows()[i].phase, (*evaluated)[i].tokens, (*evaluated)[i].nll});
    }
    if (auto written = writeResults(context(), toJsonLines(losses)); !written)
        return passOn(written);
    return losses;
}

class EvaluateTask final : public LossTask
{
public:
    using LossTask::LossTask;

    Result<> work(LanguageModel& model, const ConversationEncoder& /*encoder*/) override
    {
        const auto losses = measure(model);
        if (!losses)
            return tl::unexpected(losses.error());
        int phases = 0;
        for (const RunRow& row : rows())
            phases = std::max(phases, row.phase);
        for (int phase = 1; phase <= phases; ++phase) {
            const SetLoss sum = sumLoss(*losses, phase);
            if (sum.n == 0)
                continue;
            event::Evaluated said;
            said.checkpoint = context().spec.checkpoint;
            said.set = context().spec.set;
            said.heldOutPhase = phase;
            said.loss = sum.loss();
            said.nll = sum.nll;
            said.tokens = sum.tokens;
            said.n = sum.n;
            if (auto done = context().recorder->say(std::move(said)); !done)
                return done;
        }
        return {};
    }
};

class MeasureTask final : public JobTask
{
public:
    using JobTask::JobTask;

    std::string stage() const override { return "losses"; }

    Result<> readRows() override;
    Result<> encode(const ConversationEncoder& encoder, std::int64_t maxPositions) override;

    std::int64_t longestRow() const override
    {
        return std::max(longestOf(m_measured.whole), longestOf(m_measured.judge));
    }

    // Of all passes, whose rows are not alike.
    std::uint64_t total() const override
    {
        return m_measured.whole.ids.size() + m_measured.direct.ids.size() + m_measured.judge.ids.size();
    }

    Result<> work(LanguageModel& model, const ConversationEncoder& encoder) override;

private:
    std::vector<RunRow> m_rows;
    MeasuredRows m_measured;
};

// Without rows that an earlier attempt has measured, or found to be too long.
Result<> MeasureTask::readRows()
{
    auto rows = readRunRows(context().folder / context().spec.rows);
    if (!rows)
        return passOn(rows);
    m_rows = std::move(*rows);
    const fs::path file = context().folder / jobfile::results;
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

Result<> MeasureTask::encode(const ConversationEncoder& encoder, std::int64_t maxPositions)
{
    const JobSpec& spec = context().spec;
    const auto direct = needsDirectPass(spec.scorers);
    if (!direct)
        return tl::unexpected(direct.error());
    m_measured
        = encodeForMeasuring(encoder, m_rows, spec.maxLength, *direct ? DirectPass::Yes : DirectPass::No);
    if (spec.judgeRows.empty())
        return {};
    const auto questions = readRunRows(context().folder / spec.judgeRows);
    if (!questions)
        return tl::unexpected(questions.error());
    return encodeJudging(encoder, *questions, maxPositions, m_measured);
}

// Lines are kept as they come; those of an earlier attempt stand.
Result<> MeasureTask::work(LanguageModel& model, const ConversationEncoder& /*encoder*/)
{
    const JobSpec& spec = context().spec;
    auto results = LineAppender::open(context().folder / jobfile::results);
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
    params.microBatchTokens = context().microBatchTokens;
    params.stop = context().stop;
    params.onMeasured = keep;
    if (std::ranges::count(spec.scorers, tokenErrorScorer) > 0)
        params.rankedFirst = RankedFirst::Counted;
    std::optional<HiddenStatesWriter> states;
    if (spec.stateLayer > 0) {
        HiddenStatesOf of;
        of.modelHash = spec.model.hash;
        of.chatTemplate = spec.chatTemplate.choice;
        of.layer = spec.stateLayer;
        of.pools.assign(statePools.begin(), statePools.end());
        of.hidden = model.config().hiddenSize;
        auto writer = HiddenStatesWriter::open(context().folder / jobfile::states, of);
        if (!writer)
            return passOn(writer);
        states = std::move(*writer);
        params.stateLayer = spec.stateLayer;
        params.onStates = [&states](std::string_view id, std::span<const float> values) {
            return states->append(id, values);
        };
        params.onMeasured = [&](std::span<const Measurement> measured) -> Result<> {
            if (auto flushed = states->flush(); !flushed)
                return flushed; // a row that is said to be measured has its states
            return keep(measured);
        };
    }
    params.progress = [&](const Progress& progress) { sayAdvance(context(), progress); };
    return measureRows(model, m_measured, params);
}

class AnswerTask : public TableTask
{
public:
    using TableTask::TableTask;

    std::string stage() const final { return "answers"; }

    AnswerCache answers() const override { return cacheFor(table().rowCount()); }

    Result<> work(LanguageModel& model, const ConversationEncoder& encoder) override
    {
        return answer(model, encoder, {});
    }

protected:
    AnswerCache cacheFor(std::size_t atOnce) const
    {
        return answerCache(context().spec.answers, atOnce, longestRow());
    }

    // `params` with what is not the same for all answers.
    Result<> answer(LanguageModel& model, const ConversationEncoder& encoder, AnsweringParams params) const;

private:
    Result<> append(const ConversationEncoder& encoder, const RunRow& row, TokenTable& table) const final
    {
        auto ids = encoder.encodePrompt(row.messages);
        if (!ids)
            return passOn(ids);
        table.append(*ids, std::vector<std::uint8_t>(ids->size(), 0));
        return {};
    }
};

Result<> AnswerTask::answer(
    LanguageModel& model, const ConversationEncoder& encoder, AnsweringParams params) const
{
    std::vector<FrozenPrompt> prompts;
    for (std::size_t i = 0; i < rows().size(); ++i) {
        const auto ids = table().idsOf(i);
        prompts.push_back({rows()[i].id, {ids.begin(), ids.end()}});
    }
    params.answers = context().spec.answers;
    params.seed = seedFor(context().spec.seed, "answers");
    params.endTokens = encoder.endOfTurnIds();
    params.stop = context().stop;
    params.onAnswer = [&](const AnswerText& answer) {
        return context().recorder->say(event::Answer{context().spec.checkpoint, answer.id, answer.text,
            answer.tokens, answer.isEnded, answer.seconds});
    };
    auto answers = answerPrompts(model, encoder.tokenizer(), prompts, params);
    if (!answers)
        return passOn(answers);
    return writeResults(context(), toJsonLines(*answers));
}

class GenerateTask final : public AnswerTask
{
public:
    using AnswerTask::AnswerTask;

    AnswerCache answers() const override { return cacheFor(1); }

    Result<> work(LanguageModel& model, const ConversationEncoder& encoder) override
    {
        AnsweringParams params;
        params.order = AnswerOrder::OneByOne;
        params.onText = [&](const std::string& id, const std::string& piece) {
            if (auto said = context().recorder->say(event::Text{id, piece}); !said)
                logWarning(said.error().message);
        };
        return answer(model, encoder, std::move(params));
    }
};

class ChatTask final : public JobTask
{
public:
    using JobTask::JobTask;

    std::string stage() const override { return "chat"; }

    bool continuesRecord() const override { return true; }

    Result<> readRows() override
    {
        context().control->serveAnswers(); // a question may wait for the model
        return {};
    }

    Result<> encode(const ConversationEncoder& /*encoder*/, std::int64_t /*maxPositions*/) override
    {
        return {};
    }

    std::int64_t longestRow() const override { return context().spec.maxLength; } // with its answer

    AnswerCache answers() const override { return {.sequences = 1, .tokens = context().spec.maxLength}; }

    std::uint64_t total() const override { return 0; }

    Result<> work(LanguageModel& model, const ConversationEncoder& encoder) override
    {
        ChatServerParams params;
        params.maxLength = context().spec.maxLength;
        params.limits = context().spec.chat;
        params.stop = context().stop;
        return serveChat(model, encoder, *context().recorder, *context().control, params);
    }

    std::string reasonOf(const Error& stop) const override { return stop.message; }
};

} // namespace

std::unique_ptr<JobTask> makeJobTask(JobContext& context)
{
    switch (context.spec.kind) {
    case JobKind::Loss:
        return std::make_unique<LossTask>(context);
    case JobKind::Evaluate:
        return std::make_unique<EvaluateTask>(context);
    case JobKind::Measure:
        return std::make_unique<MeasureTask>(context);
    case JobKind::Answer:
        return std::make_unique<AnswerTask>(context);
    case JobKind::Generate:
        return std::make_unique<GenerateTask>(context);
    case JobKind::Chat:
        break;
    }
    return std::make_unique<ChatTask>(context);
}

} // namespace dankai
