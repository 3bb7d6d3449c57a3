// SPDX-License-Identifier: Apache-2.0
// Generates after given token ids, or measures the losses of given rows, and prints one JSON line with the
// speed: what packaging/bench holds against the Python peer and llama.cpp. Not a way to use a model: it reads
// no text and writes none.
#include "core/checkpoint/openmodel.h"
#include "core/inference/generator.h"
#include "core/kernels/device.h"
#include "core/kernels/memorymeter.h"
#include "core/model/languagemodel.h"
#include "core/train/evaluator.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "packaging/bench/benchprogram.h"

namespace {

using namespace dankai;
using namespace dankai::bench;

struct Arguments
{
    std::string model;
    std::string rows; // JSONL {"ids": […], "labels": […]}; labels only where losses are measured
    ComputePrecision precision = ComputePrecision::Float32;
    int threads = 0;
    int newTokens = 0; // 0: losses are measured
    bool isDense = false; // matrices of a GGUF file too
    int repeats = 3;
};

Result<Arguments> parseArguments(std::span<char* const> given)
{
    Arguments arguments;
    const Option options[] = {
        {"--generate", [&](const std::string& value) { arguments.newTokens = std::atoi(value.c_str()); }},
        {"--dense", [&](const std::string& value) { arguments.isDense = value == "1"; }},
        {"--precision", [&](const std::string& value) { arguments.precision = precisionFrom(value); }},
        {"--threads", [&](const std::string& value) { arguments.threads = std::atoi(value.c_str()); }},
        {"--repeats", [&](const std::string& value) { arguments.repeats = std::atoi(value.c_str()); }},
    };
    auto taken = takeArguments(given,
        "Usage: inferencestep MODEL ROWS.jsonl [--generate NEW_TOKENS] [--dense 1] [--precision "
        "float32|bf16] "
        "[--threads N] [--repeats N]",
        arguments.model, arguments.rows, options);
    if (!taken)
        return passOn(taken);
    return arguments;
}

// Tokens that a repetition counts, and what must be equal in all programs that are compared.
struct Done
{
    std::size_t tokens = 0;
    double meanLoss = 0;
    std::vector<std::int32_t> firstAnswer;
};

Result<Done> generateOnce(LanguageModel& model, const std::vector<TokenRow>& rows, int newTokens)
{
    std::vector<std::vector<std::int32_t>> prompts;
    for (const TokenRow& row : rows)
        prompts.push_back(row.ids);
    // No end token: every answer has all of its tokens.
    const auto generated = generate(model, prompts, {.maxNewTokens = newTokens});
    if (!generated)
        return tl::unexpected(generated.error());
    Done done;
    for (const Generation& answer : *generated)
        done.tokens += answer.tokens.size();
    done.firstAnswer = generated->front().tokens;
    return done;
}

Result<Done> measureOnce(LanguageModel& model, const std::vector<TokenRow>& rows)
{
    TokenTable table;
    Done done;
    for (const TokenRow& row : rows) {
        table.append(row.ids, row.isTarget);
        done.tokens += row.ids.size();
    }
    std::vector<std::uint32_t> all(rows.size());
    std::iota(all.begin(), all.end(), 0u);
    const auto losses = evaluateRows(model, table, all, {});
    if (!losses)
        return tl::unexpected(losses.error());
    for (const RowLoss& loss : *losses)
        done.meanLoss += loss.nll / static_cast<double>(loss.tokens) / static_cast<double>(rows.size());
    return done;
}

Result<Json> run(const Arguments& arguments)
{
    auto device = openDevice({.device = "cpu", .threads = arguments.threads});
    if (!device)
        return passOn(device);
    const MemoryMeter memory(*device);
    auto opened = openModel(arguments.model);
    if (!opened)
        return passOn(opened);
    std::vector<TokenRow> rows;
    if (auto read = visitLines(arguments.rows, [&](const Json& line) { rows.push_back(tokenRowFrom(line)); });
        !read)
        return passOn(read);
    LanguageModelParams params;
    params.precision = arguments.precision;
    params.purpose = Purpose::Inference;
    params.keepsBlocks = arguments.newTokens > 0 && !arguments.isDense && blockBytes(*opened) > 0;
    auto model = LanguageModel::load(*opened, params);
    if (!model)
        return passOn(model);
    const auto once = [&] {
        return arguments.newTokens > 0 ? generateOnce(*model, rows, arguments.newTokens)
                                       : measureOnce(*model, rows);
    };
    if (auto warm = once(); !warm)
        return passOn(warm);
    std::vector<double> speeds;
    Done last;
    for (int i = 0; i < arguments.repeats; ++i) {
        const auto start = Clock::now();
        auto done = once();
        if (!done)
            return passOn(done);
        speeds.push_back(static_cast<double>(done->tokens) / secondsSince(start));
        last = std::move(*done);
    }
    std::ranges::sort(speeds);
    Json result;
    result["tokens_per_s"] = speeds[speeds.size() / 2];
    result["all"] = speeds;
    result["mean_loss"] = last.meanLoss;
    result["first_answer"] = last.firstAnswer;
    result["keeps_blocks"] = params.keepsBlocks;
    result["peak_rss_mib"] = memory.peakBytes() >> 20;
    result["threads"] = device->threads;
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    const auto arguments = parseArguments({argv, static_cast<std::size_t>(argc)});
    return report(arguments ? run(*arguments) : tl::unexpected(arguments.error()));
}
