// SPDX-License-Identifier: Apache-2.0
// Generates after given token ids, or measures the losses of given rows, and prints one JSON line with the
// speed: what packaging/bench holds against the Python peer and llama.cpp. Not a way to use a model: it reads
// no text and writes none.
#include "core/base/json.h"
#include "core/checkpoint/openmodel.h"
#include "core/inference/generator.h"
#include "core/kernels/device.h"
#include "core/kernels/memorymeter.h"
#include "core/model/languagemodel.h"
#include "core/platform/file.h"
#include "core/train/evaluator.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace dankai;
using Clock = std::chrono::steady_clock;

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

struct Row
{
    std::vector<std::int32_t> ids;
    std::vector<std::uint8_t> isTarget;
};

Result<Arguments> parseArguments(int count, char** values)
{
    if (count < 3)
        return unusable("Usage: inferencestep MODEL ROWS.jsonl [--generate NEW_TOKENS] [--dense 1] "
                        "[--precision float32|bf16] [--threads N] [--repeats N]");
    Arguments arguments{.model = values[1], .rows = values[2]};
    for (int i = 3; i + 1 < count; i += 2) {
        const std::string key = values[i];
        const std::string value = values[i + 1];
        if (key == "--generate")
            arguments.newTokens = std::atoi(value.c_str());
        else if (key == "--dense")
            arguments.isDense = value == "1";
        else if (key == "--precision")
            arguments.precision
                = value == "bf16" ? ComputePrecision::BFloat16WithFloat32Master : ComputePrecision::Float32;
        else if (key == "--threads")
            arguments.threads = std::atoi(value.c_str());
        else if (key == "--repeats")
            arguments.repeats = std::atoi(value.c_str());
        else
            return unusable("Unknown argument " + key + ".");
    }
    return arguments;
}

Result<std::vector<Row>> readRows(const std::string& path)
{
    auto reader = LineReader::open(path);
    if (!reader)
        return passOn(reader);
    std::vector<Row> rows;
    for (;;) {
        auto line = reader->next();
        if (!line)
            return passOn(line);
        if (!*line)
            return rows;
        auto json = parseJson(**line, path + ":" + std::to_string(reader->lineNumber()));
        if (!json)
            return passOn(json);
        Row row;
        row.ids = json->at("ids").get<std::vector<std::int32_t>>();
        row.isTarget.assign(row.ids.size(), 0);
        if (const auto labels = json->find("labels"); labels != json->end())
            for (std::size_t i = 0; i < row.ids.size(); ++i)
                row.isTarget[i] = labels->at(i).get<std::int32_t>() >= 0 ? 1 : 0;
        rows.push_back(std::move(row));
    }
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Tokens that a repetition counts, and what must be equal in all programs that are compared.
struct Done
{
    std::size_t tokens = 0;
    double meanLoss = 0;
    std::vector<std::int32_t> firstAnswer;
};

Result<Done> generateOnce(LanguageModel& model, const std::vector<Row>& rows, int newTokens)
{
    std::vector<std::vector<std::int32_t>> prompts;
    for (const Row& row : rows)
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

Result<Done> measureOnce(LanguageModel& model, const std::vector<Row>& rows)
{
    TokenTable table;
    Done done;
    for (const Row& row : rows) {
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
    const auto rows = readRows(arguments.rows);
    if (!rows)
        return tl::unexpected(rows.error());
    LanguageModelParams params;
    params.precision = arguments.precision;
    params.purpose = Purpose::Inference;
    params.keepsBlocks = arguments.newTokens > 0 && !arguments.isDense && blockBytes(*opened) > 0;
    auto model = LanguageModel::load(*opened, params);
    if (!model)
        return passOn(model);
    const auto once = [&] {
        return arguments.newTokens > 0 ? generateOnce(*model, *rows, arguments.newTokens)
                                       : measureOnce(*model, *rows);
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
    auto arguments = parseArguments(argc, argv);
    auto result = arguments ? run(*arguments) : Result<Json>(passOn(arguments));
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        return static_cast<int>(result.error().code == ErrorCode::Unusable ? 2 : 1);
    }
    std::printf("%s\n", toJsonLine(*result).c_str());
    return 0;
}
