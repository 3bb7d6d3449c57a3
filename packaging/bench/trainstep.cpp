// SPDX-License-Identifier: Apache-2.0
// Trains on given token ids and prints one JSON line with the speed: what packaging/bench holds against the
// Python peer. Not a way to train a model: it reads no text, follows no schedule and saves nothing.
#include "core/base/json.h"
#include "core/checkpoint/openmodel.h"
#include "core/kernels/adamw.h"
#include "core/kernels/device.h"
#include "core/model/languagemodel.h"
#include "core/platform/file.h"
#include "core/platform/process.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros_like.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace dankai;

struct Arguments
{
    std::string model;
    std::string batches; // JSONL, a line per optimizer step: {"sequences": [{"ids": […], "labels": […]}]}
    std::string device = "auto";
    ComputePrecision precision = ComputePrecision::Float32;
    int threads = 0;
    int warmupSteps = 1;
    double clip = 1; // 0: none
};

Result<Arguments> parseArguments(int count, char** values)
{
    if (count < 3)
        return unusable("Usage: trainstep MODEL BATCHES.jsonl [--device D] [--precision float32|bf16] "
                        "[--threads N] [--warmup STEPS] [--clip NORM]");
    Arguments arguments{.model = values[1], .batches = values[2]};
    for (int i = 3; i + 1 < count; i += 2) {
        const std::string key = values[i];
        const std::string value = values[i + 1];
        if (key == "--device")
            arguments.device = value;
        else if (key == "--precision")
            arguments.precision
                = value == "bf16" ? ComputePrecision::BFloat16WithFloat32Master : ComputePrecision::Float32;
        else if (key == "--threads")
            arguments.threads = std::atoi(value.c_str());
        else if (key == "--warmup")
            arguments.warmupSteps = std::atoi(value.c_str());
        else if (key == "--clip")
            arguments.clip = std::atof(value.c_str());
        else
            return unusable("Unknown argument " + key + ".");
    }
    return arguments;
}

Result<std::vector<TokenBatch>> readBatches(const std::string& path)
{
    auto reader = LineReader::open(path);
    if (!reader)
        return passOn(reader);
    std::vector<TokenBatch> batches;
    for (;;) {
        auto line = reader->next();
        if (!line)
            return passOn(line);
        if (!*line)
            return batches;
        auto json = parseJson(**line, path + ":" + std::to_string(reader->lineNumber()));
        if (!json)
            return passOn(json);
        TokenBatch batch;
        for (const Json& sequence : json->at("sequences")) {
            const auto ids = sequence.at("ids").get<std::vector<std::int32_t>>();
            const auto labels = sequence.at("labels").get<std::vector<std::int32_t>>(); // not shifted
            std::vector<std::uint8_t> isTarget;
            for (const std::int32_t label : labels)
                isTarget.push_back(label != TokenBatch::noLabel ? 1 : 0);
            batch.append(ids, isTarget);
        }
        batches.push_back(std::move(batch));
    }
}

Result<Json> run(const Arguments& arguments)
{
    using Clock = std::chrono::steady_clock;
    const auto seconds = [](Clock::duration d) { return std::chrono::duration<double>(d).count(); };
    auto device = openDevice({.device = arguments.device, .threads = arguments.threads});
    if (!device)
        return passOn(device);
    auto batches = readBatches(arguments.batches);
    if (!batches)
        return passOn(batches);
    auto opened = openModel(arguments.model);
    if (!opened)
        return passOn(opened);
    const auto loadStart = Clock::now();
    auto model = LanguageModel::load(*opened, {.device = device->device, .precision = arguments.precision});
    if (!model)
        return passOn(model);
    const double loadSeconds = seconds(Clock::now() - loadStart);
    std::size_t longest = 0;
    for (const TokenBatch& batch : *batches)
        longest = std::max(longest, batch.tokenCount());
    if (auto reserved = model->reserve(static_cast<std::int64_t>(longest)); !reserved)
        return passOn(reserved);
    at::Tensor first = at::zeros_like(model->masters());
    at::Tensor second = at::zeros_like(model->masters());
    at::Tensor computed;
    if (arguments.precision != ComputePrecision::Float32)
        computed = model->compute();

    Json losses = Json::array(), norms = Json::array(), times = Json::array();
    std::size_t tokens = 0;
    auto start = Clock::now();
    auto stepStart = start;
    for (std::size_t i = 0; i < batches->size(); ++i) {
        const TokenBatch& batch = (*batches)[i];
        if (static_cast<int>(i) == arguments.warmupSteps)
            start = stepStart;
        model->zeroGradients();
        const double scale = 1.0 / static_cast<double>(batch.labelCount());
        auto loss = model->forwardBackward(batch, scale);
        if (!loss)
            return passOn(loss);
        const double norm = gradientNorm(model->gradients());
        adamwStep(model->masters(), model->gradients(), first, second, computed,
            {.learningRate = 1e-4,
                .beta1 = 0.9,
                .beta2 = 0.999,
                .step = static_cast<std::int64_t>(i) + 1,
                .gradientScale = arguments.clip > 0 && norm > arguments.clip ? arguments.clip / norm : 1});
        const auto now = Clock::now();
        if (static_cast<int>(i) >= arguments.warmupSteps) {
            losses.push_back(loss->nll * scale);
            norms.push_back(norm);
            times.push_back(seconds(now - stepStart));
            tokens += batch.tokenCount();
        }
        stepStart = now;
    }
    const double wall = seconds(stepStart - start);
    Json result;
    result["tokens_per_s"] = static_cast<double>(tokens) / wall;
    result["wall_s"] = wall;
    result["step_s"] = times;
    result["tokens"] = tokens;
    result["losses"] = losses;
    result["grad_norms"] = norms;
    result["load_s"] = loadSeconds;
    result["peak_rss_mib"] = peakResidentBytes() >> 20;
    result["tensor_mib"] = (model->bytes() + 2 * first.nbytes()) >> 20;
    result["device"] = device->description;
    result["threads"] = device->threads;
    result["matmul"] = device->cpuMatmul;
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
