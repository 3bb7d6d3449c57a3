// SPDX-License-Identifier: Apache-2.0
// Trains on given or random token ids and prints one JSON line with the speed: what packaging/bench holds
// against the Python peer. Not a way to train a model: it reads no text, follows no schedule and saves
// nothing.
#include "core/checkpoint/openmodel.h"
#include "core/kernels/adamw.h"
#include "core/kernels/device.h"
#include "core/kernels/memorymeter.h"
#include "core/model/languagemodel.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros_like.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "packaging/bench/benchprogram.h"
#include "packaging/bench/gemmbound.h"

namespace {

using namespace dankai;
using namespace dankai::bench;

struct Arguments
{
    std::string model; // or a config.json: random weights of that shape
    // JSONL, a line per optimizer step: {"sequences": [{"ids": […], "labels": […]}]}; or tokens/length/steps:
    // random ids in sequences of that length, all of them trained
    std::string batches;
    std::string device = "auto";
    ComputePrecision precision = ComputePrecision::Float32;
    int threads = 0;
    int warmupSteps = 1;
    double clip = 1; // 0: none
    int rank = 0; // of an adapter beside all projections; 0: every weight is trained
    bool isBaseQuantized = false;
};

Result<Arguments> parseArguments(std::span<char* const> given)
{
    Arguments arguments;
    const auto adapter = [&](bool isBaseQuantized) {
        return [&arguments, isBaseQuantized](const std::string& value) {
            arguments.rank = std::atoi(value.c_str());
            arguments.isBaseQuantized = isBaseQuantized;
        };
    };
    const Option options[] = {
        {"--device", [&](const std::string& value) { arguments.device = value; }},
        {"--precision", [&](const std::string& value) { arguments.precision = precisionFrom(value); }},
        {"--threads", [&](const std::string& value) { arguments.threads = std::atoi(value.c_str()); }},
        {"--warmup", [&](const std::string& value) { arguments.warmupSteps = std::atoi(value.c_str()); }},
        {"--clip", [&](const std::string& value) { arguments.clip = std::atof(value.c_str()); }},
        {"--lora", adapter(false)},
        {"--qlora", adapter(true)},
    };
    auto taken = takeArguments(given,
        "Usage: trainstep MODEL|CONFIG.json BATCHES.jsonl|TOKENS/LENGTH/STEPS [--device D] "
        "[--precision float32|bf16] [--threads N] [--warmup STEPS] [--clip NORM] [--lora RANK | --qlora "
        "RANK]",
        arguments.model, arguments.batches, options);
    if (!taken)
        return passOn(taken);
    return arguments;
}

Result<std::vector<TokenBatch>> readBatches(const std::string& path)
{
    std::vector<TokenBatch> batches;
    auto read = visitLines(path, [&](const Json& line) {
        TokenBatch& batch = batches.emplace_back();
        for (const Json& sequence : line.at("sequences")) {
            const TokenRow row = tokenRowFrom(sequence);
            batch.append(row.ids, row.isTarget);
        }
    });
    if (!read)
        return passOn(read);
    return batches;
}

// Small normal values: speed depends on the numbers, and on a GPU zeros would flatter it.
class RandomWeights final : public WeightSource
{
public:
    explicit RandomWeights(const ModelConfig& config)
        : m_weights(expectedWeights(config))
    { }

    std::span<const WeightInfo> weights() const override { return m_weights; }

    const WeightInfo* find(std::string_view name) const override
    {
        for (const WeightInfo& weight : m_weights)
            if (weight.name == name)
                return &weight;
        return nullptr;
    }

    Result<> readFloatRows(
        std::string_view name, std::int64_t firstRow, std::span<float> values) const override
    {
        // One table for all: drawing a billion of them would take longer than the measurement.
        static const std::vector<float> table = [] {
            std::vector<float> drawn(1 << 20);
            std::mt19937 random(1);
            std::normal_distribution<float> normal(0, 0.02F);
            for (float& value : drawn)
                value = normal(random);
            return drawn;
        }();
        std::size_t at = std::hash<std::string_view>()(name) + static_cast<std::size_t>(firstRow) * 7919;
        for (float& value : values)
            value = table[at++ % table.size()];
        return {};
    }

private:
    std::vector<WeightInfo> m_weights;
};

Result<OpenedModel> openOrMake(const std::string& path)
{
    if (!path.ends_with(".json"))
        return openModel(path);
    auto text = readFile(path);
    if (!text)
        return passOn(text);
    auto json = parseJson(*text, path);
    if (!json)
        return passOn(json);
    auto config = parseModelConfig(*json, path);
    if (!config)
        return passOn(config);
    OpenedModel opened;
    opened.config = *config;
    opened.weights = std::make_unique<RandomWeights>(*config);
    return opened;
}

// Nothing where `text` is no tokens/length/steps.
std::vector<TokenBatch> randomBatches(const std::string& text, std::int64_t vocabulary)
{
    int tokens = 0;
    int length = 0;
    int steps = 0;
    if (std::sscanf(text.c_str(), "%d/%d/%d", &tokens, &length, &steps) != 3 || length < 1)
        return {};
    std::mt19937 random(2);
    std::uniform_int_distribution<std::int32_t> token(0, static_cast<std::int32_t>(vocabulary) - 1);
    std::vector<TokenBatch> batches(static_cast<std::size_t>(steps));
    for (TokenBatch& batch : batches) {
        for (int done = 0; done + length <= tokens; done += length) {
            std::vector<std::int32_t> ids(static_cast<std::size_t>(length));
            for (std::int32_t& id : ids)
                id = token(random);
            batch.append(ids, std::vector<std::uint8_t>(ids.size(), 1));
        }
    }
    return batches;
}

Result<Json> run(const Arguments& arguments)
{
    const auto seconds = [](Clock::duration d) { return std::chrono::duration<double>(d).count(); };
    auto device = openDevice({.device = arguments.device, .threads = arguments.threads});
    if (!device)
        return passOn(device);
    const MemoryMeter memory(*device);
    auto opened = openOrMake(arguments.model);
    if (!opened)
        return passOn(opened);
    Result<std::vector<TokenBatch>> batches = randomBatches(arguments.batches, opened->config.vocabularySize);
    if (batches->empty())
        batches = readBatches(arguments.batches);
    if (!batches)
        return passOn(batches);
    const auto loadStart = Clock::now();
    LanguageModelParams params;
    params.device = device->device;
    params.precision = arguments.precision;
    if (arguments.rank > 0) {
        params.adapter.emplace();
        params.adapter->isBaseQuantized = arguments.isBaseQuantized;
        AdapterConfig& adapter = params.adapter->config;
        adapter.rank = arguments.rank;
        adapter.alpha = 2 * arguments.rank;
        for (const std::string_view name : adaptableProjections())
            adapter.targets.emplace_back(name);
    }
    auto model = LanguageModel::load(*opened, params);
    if (!model)
        return passOn(model);
    const double loadSeconds = secondsSince(loadStart);
    std::size_t longest = 0;
    std::size_t targets = 0; // after the warm-up
    for (const TokenBatch& batch : *batches)
        longest = std::max(longest, batch.tokenCount());
    if (auto reserved = model->reserve(static_cast<std::int64_t>(longest)); !reserved)
        return passOn(reserved);
    at::Tensor first = at::zeros_like(model->masters());
    at::Tensor second = at::zeros_like(model->masters());
    at::Tensor computed;
    if (arguments.precision != ComputePrecision::Float32)
        computed = model->compute();

    GemmRates rates;
    const bool isFloat32 = arguments.precision == ComputePrecision::Float32;
    if (device->device.is_cpu())
        rates = measureGemm(
            opened->config, static_cast<std::int64_t>(longest), isFloat32 ? at::kFloat : at::kBFloat16);

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
            targets += batch.labelCount();
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
    result["peak_rss_mib"] = memory.peakBytes() >> 20; // of a GPU's memory on a GPU
    result["tensor_mib"] = (model->bytes() + 2 * first.nbytes()) >> 20;
    if (device->device.is_cpu()) {
        constexpr double giga = 1e9;
        result["gemm_gflops"]
            = {rates.forward / giga, rates.inputGradient / giga, rates.weightGradient / giga};
        result["share_of_gemm_bound"]
            = secondsAtBound(opened->config, rates, tokens, targets, arguments.rank == 0) / wall;
    }
    result["device"] = device->description;
    result["threads"] = device->threads;
    result["matmul"] = device->cpuMatmul;
    if (!device->note.empty())
        result["note"] = device->note;
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    const auto arguments = parseArguments({argv, static_cast<std::size_t>(argc)});
    return report(arguments ? run(*arguments) : tl::unexpected(arguments.error()));
}
