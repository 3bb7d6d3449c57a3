// SPDX-License-Identifier: Apache-2.0
#include "core/model/modelweights.h"

#include "core/checkpoint/memorymodel.h"
#include "core/kernels/adamw.h"
#include "core/kernels/nf4.h"
#include "core/kernels/splitmaster.h"
#include "core/model/adapterweights.h"
#include "core/model/flattensors.h"
#include "core/model/parameterlayout.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <span>

namespace dankai {

namespace {

// Values read at a time where they cannot be read in place.
constexpr std::int64_t blockValues = std::int64_t{1} << 22;

// Through a block of float32 on the host: to another device, rounded, or split where there are low bits.
Result<> readThroughBlocks(
    const WeightSource& source, const ParameterPlace& place, at::Tensor& flat, const at::Tensor& lowBits)
{
    const std::int64_t rows = place.info.shape.front();
    const std::int64_t columns = place.count / rows;
    const std::int64_t step = std::clamp<std::int64_t>(blockValues / columns, 1, rows);
    at::Tensor block = at::empty({step * columns}, at::kFloat);
    for (std::int64_t row = 0; row < rows; row += step) {
        const std::int64_t count = std::min(step, rows - row) * columns;
        auto read = source.readFloatRows(place.info.name, row,
            std::span(block.mutable_data_ptr<float>(), static_cast<std::size_t>(count)));
        if (!read)
            return read;
        at::Tensor target = flat.narrow(0, place.offset + row * columns, count);
        if (lowBits.defined()) {
            at::Tensor low = lowBits.narrow(0, place.offset + row * columns, count);
            splitMaster(block.narrow(0, 0, count).to(flat.device()), target, low);
        } else {
            target.copy_(block.narrow(0, 0, count));
        }
    }
    return {};
}

// Several tensors at once: dequantising is arithmetic.
Result<> readInPlace(const WeightSource& source, const ParameterLayout& layout, at::Tensor& flat)
{
    float* values = flat.mutable_data_ptr<float>();
    std::mutex mutex;
    std::optional<Error> error;
    at::parallel_for(
        0, static_cast<std::int64_t>(layout.places.size()), 1, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i) {
                const ParameterPlace& place = layout.places[static_cast<std::size_t>(i)];
                auto read = source.readFloat(
                    place.info.name, std::span(values + place.offset, static_cast<std::size_t>(place.count)));
                if (!read) {
                    const std::scoped_lock lock(mutex);
                    error = std::move(read.error());
                    return;
                }
            }
        });
    if (error)
        return tl::unexpected<Error>(std::move(*error));
    return {};
}

void makeRotaryTables(const ModelConfig& config, at::Device device, DecoderWeights& decoder)
{
    const std::vector<float> frequencies
        = rotaryFrequencies(config.ropeTheta, config.headSize, config.ropeScaling);
    const std::int64_t half = config.headSize / 2;
    at::Tensor cosine = at::empty({config.maxPositions, half}, at::kFloat);
    at::Tensor sine = at::empty({config.maxPositions, half}, at::kFloat);
    float* cosines = cosine.mutable_data_ptr<float>();
    float* sines = sine.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < half; ++i) {
        for (std::int64_t position = 0; position < config.maxPositions; ++position) {
            const float angle = static_cast<float>(position) * frequencies[static_cast<std::size_t>(i)];
            cosines[position * half + i] = static_cast<float>(std::cos(static_cast<double>(angle)));
            sines[position * half + i] = static_cast<float>(std::sin(static_cast<double>(angle)));
        }
    }
    decoder.cosine = cosine.to(device);
    decoder.sine = sine.to(device);
}

void round(const at::Tensor& masters, at::Tensor& compute)
{
    if (masters.defined() && compute.data_ptr() != masters.data_ptr())
        roundToCompute(masters, compute);
}

// What a decoder is made of: slices of flat tensors, and matrices in 4 bits by the name of the first
// projection of their product.
struct Stored
{
    std::span<const Parameter> parameters;
    at::Tensor compute, gradients; // undefined where there are none
    std::map<std::string, std::vector<Nf4Matrix>, std::less<>> quantized;
    std::map<std::string, std::vector<BlockMatrix>, std::less<>> blocked; // or as their file has them
};

// Hands them to the pieces of the decoder, by name.
class Linker final
{
public:
    explicit Linker(const Stored& stored)
        : m_stored(stored)
    {
        for (const Parameter& parameter : stored.parameters)
            m_byName.emplace(parameter.name, &parameter);
    }

    const Parameter& parameter(const std::string& name) const { return *m_byName.at(name); }

    NormWeight norm(const std::string& name) const
    {
        const Parameter& p = parameter(name + ".weight");
        return {p.master, p.gradient};
    }

    // Matrices of `out` rows in all, of which `name` is the first: the others lie behind it.
    Linear linear(const std::string& name, std::int64_t out, std::int64_t in) const
    {
        Linear made = matrix(name, out, in);
        const auto bias = m_byName.find(name + ".bias");
        if (bias == m_byName.end())
            return made;
        // The others lie behind it, as the matrices do.
        made.setBias(bias->second->master.as_strided({out}, {1}),
            slice(m_stored.gradients, bias->second->offset, {out}));
        return made;
    }

private:
    Linear matrix(const std::string& name, std::int64_t out, std::int64_t in) const
    {
        if (const auto found = m_stored.quantized.find(name); found != m_stored.quantized.end())
            return Linear(found->second);
        if (const auto found = m_stored.blocked.find(name); found != m_stored.blocked.end())
            return Linear(found->second);
        const std::int64_t first = parameter(name + ".weight").offset;
        return Linear(slice(m_stored.compute, first, {out, in}), slice(m_stored.gradients, first, {out, in}));
    }

    const Stored& m_stored;
    std::map<std::string, const Parameter*, std::less<>> m_byName;
};

DecoderWeights linkDecoder(const ModelConfig& config, const Stored& stored)
{
    const std::int64_t hidden = config.hiddenSize;
    const std::int64_t query = config.headCount * config.headSize;
    const std::int64_t qkv = (config.headCount + 2 * config.keyValueHeadCount) * config.headSize;
    const Linker linker(stored);
    DecoderWeights decoder;
    const Parameter& embedding = linker.parameter("model.embed_tokens.weight");
    decoder.embedding = embedding.compute;
    decoder.embeddingGradient = embedding.gradient;
    for (std::int64_t layer = 0; layer < config.layerCount; ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        decoder.layers.push_back({.attentionNorm = linker.norm(prefix + "input_layernorm"),
            .qkv = linker.linear(prefix + "self_attn.q_proj", qkv, hidden),
            .attentionOut = linker.linear(prefix + "self_attn.o_proj", hidden, query),
            .mlpNorm = linker.norm(prefix + "post_attention_layernorm"),
            .gateUp = linker.linear(prefix + "mlp.gate_proj", 2 * config.intermediateSize, hidden),
            .down = linker.linear(prefix + "mlp.down_proj", hidden, config.intermediateSize)});
    }
    decoder.finalNorm = linker.norm("model.norm");
    decoder.head = linker.linear(
        config.tiesEmbeddings ? "model.embed_tokens" : "lm_head", config.vocabularySize, hidden);
    return decoder;
}

// Every projection of the layers in 4 bits, one at a time in float32 on the host.
Result<> readQuantized(const OpenedModel& opened, at::Device device, Stored& stored)
{
    const std::vector<Product> products = productsOfLayer(opened.config);
    for (std::int64_t layer = 0; layer < opened.config.layerCount; ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        for (const Product& product : products) {
            std::vector<Nf4Matrix>& matrices = stored.quantized[prefix + product.projections.front()];
            for (std::size_t i = 0; i < product.projections.size(); ++i) {
                at::Tensor values = at::empty({product.rows[i], product.columns}, at::kFloat);
                if (auto read = opened.weights->readFloat(prefix + product.projections[i] + ".weight",
                        std::span(
                            values.mutable_data_ptr<float>(), static_cast<std::size_t>(values.numel())));
                    !read)
                    return read;
                auto matrix = quantizeNf4(values, device);
                if (!matrix)
                    return passOn(matrix);
                matrices.push_back(std::move(*matrix));
            }
        }
    }
    return {};
}

// Every projection of the layers as the file has it.
Result<> readBlocked(const OpenedModel& opened, Stored& stored)
{
    const std::vector<Product> products = productsOfLayer(opened.config);
    for (std::int64_t layer = 0; layer < opened.config.layerCount; ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        for (const Product& product : products)
            for (const std::string& projection : product.projections) {
                auto matrix = readBlockMatrix(*opened.weights, prefix + projection + ".weight");
                if (!matrix)
                    return passOn(matrix);
                stored.blocked[prefix + product.projections.front()].push_back(std::move(*matrix));
            }
    }
    return {};
}

// The products that are made dense share one room.
void linkRoom(const ModelConfig& config, ModelWeights& weights)
{
    const std::vector<Product> products = productsOfLayer(config);
    for (DecoderLayer& layer : weights.decoder.layers) {
        Linear* const linears[] = {&layer.qkv, &layer.attentionOut, &layer.gateUp, &layer.down};
        for (std::size_t p = 0; p < products.size(); ++p)
            linears[p]->setRoom(slice(weights.room, 0, {products[p].rowCount(), products[p].columns}));
    }
}

// Into flat tensors of this layout; `masters` and `lowBits` undefined: none.
Result<> readWeights(const WeightSource& source, const ParameterLayout& layout, at::Tensor& masters,
    at::Tensor& compute, const at::Tensor& lowBits)
{
    at::Tensor& target = masters.defined() ? masters : compute;
    if (target.is_cpu() && target.scalar_type() == at::kFloat) {
        if (auto read = readInPlace(source, layout, target); !read)
            return read;
    } else {
        for (const ParameterPlace& place : layout.places)
            if (auto read = readThroughBlocks(source, place, target, lowBits); !read)
                return read;
    }
    round(masters, compute);
    return {};
}

} // namespace

Result<> checkShape(const WeightSource& source, const WeightInfo& info)
{
    const WeightInfo* found = source.find(info.name);
    if (found == nullptr)
        return unusable("The model has no tensor " + info.name + ".");
    if (found->shape != info.shape)
        return unusable("The tensor " + info.name + " is " + toString(found->shape)
            + "; the model's config says " + toString(info.shape) + ".");
    return {};
}

void refreshCompute(ModelWeights& weights)
{
    round(weights.masters, weights.compute);
    round(weights.fixedMasters, weights.fixedCompute);
}

Result<> readWeights(const OpenedModel& opened, ModelWeights& weights)
{
    if (auto read = readWeights(*opened.weights, parameterLayout(opened.config), weights.masters,
            weights.compute, weights.lowBits);
        !read)
        return read;
    if (weights.vectors.defined())
        fillVectors(weights.parameters);
    return {};
}

Result<ModelWeights> loadWeights(const OpenedModel& opened, const LanguageModelParams& params)
{
    const ModelConfig& config = opened.config;
    const bool isFloat = params.precision == ComputePrecision::Float32;
    const bool isTraining = params.purpose == Purpose::Training;
    const ParameterLayout layout = parameterLayout(config);
    for (const ParameterPlace& place : layout.places)
        if (auto checked = checkShape(*opened.weights, place.info); !checked)
            return passOn(checked);

    ModelWeights weights;
    const auto options = at::TensorOptions().device(params.device);
    const auto computeType = isFloat ? at::kFloat : at::kBFloat16;
    if (params.keepsBlocks && !isTraining) {
        at::Tensor none;
        const ParameterLayout kept = layoutWithoutProducts(layout);
        weights.compute = at::zeros({kept.size}, options.dtype(computeType));
        if (isFloat)
            weights.masters = weights.compute;
        else
            weights.vectors = vectorsFor(kept, weights.compute);
        weights.parameters = parametersOf(
            kept, {.masters = weights.masters, .compute = weights.compute, .vectors = weights.vectors});
        if (auto read = readWeights(*opened.weights, kept, weights.masters, weights.compute, none); !read)
            return passOn(read);
        if (weights.vectors.defined())
            fillVectors(weights.parameters);
        Stored stored{weights.parameters, weights.compute, none, {}, {}};
        if (auto read = readBlocked(opened, stored); !read)
            return passOn(read);
        weights.decoder = linkDecoder(config, stored);
        weights.room = at::empty({largestProduct(config)}, weights.compute.options());
        linkRoom(config, weights);
    } else if (!params.adapter) {
        const bool isSplit = isTraining && params.precision == ComputePrecision::BFloat16SplitMaster;
        if (isSplit)
            weights.lowBits = at::zeros({layout.size}, options.dtype(at::kShort));
        else if (isFloat || isTraining)
            weights.masters = at::zeros({layout.size}, options.dtype(at::kFloat));
        weights.compute = isFloat ? weights.masters : at::zeros({layout.size}, options.dtype(at::kBFloat16));
        if (isTraining)
            weights.gradients = at::zeros({layout.size}, options.dtype(at::kFloat));
        if (!weights.masters.defined())
            weights.vectors = vectorsFor(layout, weights.compute);
        weights.parameters = parametersOf(
            layout, {weights.masters, weights.gradients, weights.compute, weights.lowBits, weights.vectors});
        if (auto read = readWeights(opened, weights); !read)
            return passOn(read);
        weights.decoder
            = linkDecoder(config, {weights.parameters, weights.compute, weights.gradients, {}, {}});
    } else {
        at::Tensor none;
        const ParameterLayout kept = params.adapter->isBaseQuantized ? layoutWithoutProducts(layout) : layout;
        weights.frozen = at::zeros({kept.size}, options.dtype(computeType));
        if (auto read = readWeights(*opened.weights, kept, none, weights.frozen, none); !read)
            return passOn(read);
        FlatTensors flat{.compute = weights.frozen};
        if (isFloat)
            flat.masters = weights.frozen;
        else
            flat.vectors = vectorsFor(kept, weights.frozen);
        std::vector<Parameter> parameters = parametersOf(kept, flat);
        if (!isFloat)
            fillVectors(parameters);
        Stored stored{parameters, weights.frozen, none, {}, {}};
        if (params.adapter->isBaseQuantized)
            if (auto read = readQuantized(opened, params.device, stored); !read)
                return passOn(read);
        weights.decoder = linkDecoder(config, stored);

        const ParameterLayout trained = adapterLayout(config, params.adapter->config);
        weights.masters = at::zeros({trained.size}, options.dtype(at::kFloat));
        weights.gradients = at::zeros({trained.size}, options.dtype(at::kFloat));
        weights.compute = isFloat ? weights.masters : at::zeros({trained.size}, options.dtype(at::kBFloat16));
        weights.parameters = parametersOf(trained,
            {.masters = weights.masters, .gradients = weights.gradients, .compute = weights.compute});
        weights.room = at::empty({largestProduct(config)}, weights.frozen.options());
        linkRoom(config, weights);
        linkAdapter(config, params.adapter->config, weights);
        beginAdapter(weights, params.adapterSeed);
    }
    makeRotaryTables(config, params.device, weights.decoder);
    return weights;
}

} // namespace dankai
