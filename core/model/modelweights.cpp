// SPDX-License-Identifier: Apache-2.0
#include "core/model/modelweights.h"

#include "core/checkpoint/adapterstart.h"
#include "core/checkpoint/memorymodel.h"
#include "core/kernels/adamw.h"
#include "core/kernels/nf4.h"
#include "core/kernels/splitmaster.h"
#include "core/model/parameterlayout.h"

#include <ATen/Parallel.h>
#include <ATen/ops/cat.h>
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

ParameterKind kindOf(const WeightInfo& info)
{
    if (info.shape.size() == 1)
        return info.name.ends_with(".bias") ? ParameterKind::Bias : ParameterKind::Norm;
    return info.name == "model.embed_tokens.weight" || info.name == "lm_head.weight"
        ? ParameterKind::Embedding
        : ParameterKind::Matrix;
}

at::Tensor slice(const at::Tensor& flat, std::int64_t offset, const std::vector<std::int64_t>& shape)
{
    if (!flat.defined())
        return {};
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    return flat.narrow(0, offset, count).view(shape);
}

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

// Views into the flat tensors, whichever there are.
struct FlatTensors
{
    at::Tensor masters = {}, gradients = {}, compute = {}, lowBits = {}, vectors = {};
};

std::vector<Parameter> parametersOf(const ParameterLayout& layout, const FlatTensors& flat)
{
    std::vector<Parameter> parameters;
    const ParameterLayout vectors = layoutOfVectors(layout);
    auto vector = vectors.places.begin();
    for (const ParameterPlace& place : layout.places) {
        Parameter parameter{.name = place.info.name,
            .kind = kindOf(place.info),
            .shape = place.info.shape,
            .offset = place.offset,
            .count = place.count,
            .master = slice(flat.masters, place.offset, place.info.shape),
            .gradient = slice(flat.gradients, place.offset, place.info.shape),
            .compute = slice(flat.compute, place.offset, place.info.shape),
            .lowBits = slice(flat.lowBits, place.offset, place.info.shape)};
        // Norms and biases are computed with in float32 always.
        if (parameter.shape.size() == 1) {
            if (!flat.masters.defined())
                parameter.master = slice(flat.vectors, vector->offset, place.info.shape);
            ++vector;
        }
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

// Room for the norms and biases of a model without masters.
at::Tensor vectorsFor(const ParameterLayout& layout, const at::Tensor& compute)
{
    return at::zeros({layoutOfVectors(layout).size}, compute.options().dtype(at::kFloat));
}

// From what the flat tensors have of them.
void fillVectors(std::span<Parameter> parameters)
{
    for (Parameter& parameter : parameters)
        if (parameter.shape.size() == 1)
            parameter.master.copy_(parameter.lowBits.defined()
                    ? joinedMaster(parameter.compute, parameter.lowBits)
                    : parameter.compute);
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

// Takes the matrices of the adapters one after another, as adapterLayout() has them, to the products that
// they belong to.
class UpdateReader final
{
public:
    UpdateReader(std::span<const Parameter> parameters, double scale, const at::Tensor& compute,
        const at::Tensor& gradients)
        : m_parameters(parameters)
        , m_scale(scale)
        , m_compute(compute)
        , m_gradients(gradients)
    { }

    // Without parts where no projection of the product has one.
    LowRankUpdate next(const std::string& prefix, const Product& product)
    {
        LowRankUpdate update;
        update.scale = m_scale;
        const auto firstDown = m_parameters;
        std::int64_t row = 0;
        for (std::size_t i = 0; i < product.projections.size(); row += product.rows[i++]) {
            ++m_projections; // one by one, whichever have an adapter
            if (!m_parameters.empty()
                && m_parameters.front().name
                    == adapterWeightName(prefix + product.projections[i], AdapterMatrix::A)) {
                LowRankUpdate::Part& part = update.parts.emplace_back();
                part.firstRow = row;
                part.dropoutStream = m_projections;
                m_parameters = m_parameters.subspan(1);
            }
        }
        if (update.parts.empty())
            return update;
        const auto parts = static_cast<std::int64_t>(update.parts.size());
        const Parameter& down = firstDown.front();
        const std::vector<std::int64_t> shape = {parts * down.shape[0], product.columns};
        update.down = slice(m_compute, down.offset, shape);
        update.downGradient = slice(m_gradients, down.offset, shape);
        for (LowRankUpdate::Part& part : update.parts) {
            part.up = m_parameters.front().compute;
            part.upGradient = m_parameters.front().gradient;
            m_parameters = m_parameters.subspan(1);
        }
        return update;
    }

private:
    std::span<const Parameter> m_parameters; // those that are left
    double m_scale;
    at::Tensor m_compute, m_gradients;
    std::uint64_t m_projections = 0; // that were asked for so far
};

void linkAdapter(const ModelConfig& config, const AdapterConfig& adapter, ModelWeights& weights)
{
    UpdateReader trained(weights.parameters, adapter.scale(), weights.compute, weights.gradients);
    UpdateReader fixed(weights.fixed, adapter.scale(), weights.fixedCompute, {});
    const std::vector<Product> products = productsOfLayer(config);
    for (std::size_t i = 0; i < weights.decoder.layers.size(); ++i) {
        DecoderLayer& layer = weights.decoder.layers[i];
        const std::string prefix = "model.layers." + std::to_string(i) + ".";
        Linear* const linears[] = {&layer.qkv, &layer.attentionOut, &layer.gateUp, &layer.down};
        for (std::size_t p = 0; p < products.size(); ++p) {
            linears[p]->setRoom(slice(weights.room, 0, {products[p].rowCount(), products[p].columns}));
            std::vector<LowRankUpdate> updates;
            for (UpdateReader* reader : {&fixed, &trained})
                if (LowRankUpdate update = reader->next(prefix, products[p]); !update.parts.empty())
                    updates.push_back(std::move(update));
            linears[p]->setUpdates(std::move(updates));
        }
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

void refreshCompute(ModelWeights& weights)
{
    round(weights.masters, weights.compute);
    round(weights.fixedMasters, weights.fixedCompute);
}

void beginAdapter(ModelWeights& weights, std::uint64_t seed)
{
    weights.masters.zero_();
    for (Parameter& parameter : weights.parameters) {
        at::Tensor values = at::empty(parameter.shape, at::kFloat);
        fillAdapterStart(parameter.name, parameter.shape, seed,
            std::span(values.mutable_data_ptr<float>(), static_cast<std::size_t>(parameter.count)));
        parameter.master.copy_(values);
    }
    refreshCompute(weights);
}

void setFixedRank(
    const ModelConfig& config, const AdapterConfig& adapter, std::int64_t rank, ModelWeights& weights)
{
    weights.fixedRank = rank;
    weights.fixed.clear();
    weights.fixedMasters = at::Tensor();
    weights.fixedCompute = at::Tensor();
    if (rank > 0) {
        const ParameterLayout layout = adapterLayout(config, adapter.withRank(rank));
        weights.fixedMasters = at::zeros({layout.size}, weights.masters.options());
        weights.fixedCompute = weights.compute.data_ptr() == weights.masters.data_ptr()
            ? weights.fixedMasters
            : at::zeros({layout.size}, weights.compute.options());
        weights.fixed
            = parametersOf(layout, {.masters = weights.fixedMasters, .compute = weights.fixedCompute});
    }
    linkAdapter(config, adapter, weights);
}

void fixAdapter(const ModelConfig& config, const AdapterConfig& adapter, ModelWeights& weights)
{
    const std::vector<Parameter> before = std::move(weights.fixed);
    setFixedRank(config, adapter, weights.fixedRank + adapter.rank, weights);
    for (std::size_t i = 0; i < weights.fixed.size(); ++i) {
        const at::Tensor& last = weights.parameters[i].master;
        weights.fixed[i].master.copy_(
            before.empty() ? last : at::cat({before[i].master, last}, rankDimension(weights.fixed[i].name)));
    }
    refreshCompute(weights);
}

Result<> readAdapter(const ModelConfig& config, const AdapterConfig& adapter, const WeightSource& source,
    ModelWeights& weights)
{
    const WeightInfo* first = source.find(weights.parameters.front().name);
    const std::int64_t rank
        = std::max(adapter.rank, first == nullptr || first->shape.empty() ? 0 : first->shape[0]);
    for (const WeightInfo& expected : expectedAdapterWeights(config, adapter.withRank(rank)))
        if (auto checked = checkShape(source, expected); !checked)
            return checked;
    const std::int64_t fixedRank = rank - adapter.rank;
    setFixedRank(config, adapter, fixedRank, weights);
    for (std::size_t i = 0; i < weights.parameters.size(); ++i) {
        Parameter& trained = weights.parameters[i];
        const std::int64_t dimension = rankDimension(trained.name);
        std::vector<std::int64_t> shape = trained.shape;
        shape[static_cast<std::size_t>(dimension)] = rank;
        const at::Tensor values = at::empty(shape, at::kFloat);
        if (auto read = source.readFloat(trained.name,
                std::span(values.mutable_data_ptr<float>(), static_cast<std::size_t>(values.numel())));
            !read)
            return read;
        if (fixedRank > 0)
            weights.fixed[i].master.copy_(values.narrow(dimension, 0, fixedRank));
        trained.master.copy_(values.narrow(dimension, fixedRank, adapter.rank));
    }
    refreshCompute(weights);
    return {};
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
    if (!params.adapter) {
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
        weights.decoder = linkDecoder(config, {weights.parameters, weights.compute, weights.gradients, {}});
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
        Stored stored{parameters, weights.frozen, none, {}};
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
        linkAdapter(config, params.adapter->config, weights);
        beginAdapter(weights, params.adapterSeed);
    }
    makeRotaryTables(config, params.device, weights.decoder);
    return weights;
}

} // namespace dankai
