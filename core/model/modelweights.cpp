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
#include <functional>
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

// By the name of the first projection of their product.
using PackedProducts = std::map<std::string, std::vector<PackedMatrix>, std::less<>>;

// What a decoder is made of: slices of flat tensors, and packed matrices.
struct Stored
{
    std::span<const Parameter> parameters;
    at::Tensor compute, gradients; // undefined where there are none
    PackedProducts packed = {};
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
        if (const auto found = m_stored.packed.find(name); found != m_stored.packed.end())
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

// Of a weight [rows, columns].
using MatrixReader
    = std::function<Result<PackedMatrix>(const std::string& weight, std::int64_t rows, std::int64_t columns)>;

// In 4 bits on `device`, by way of float32 on the host.
MatrixReader quantizingReader(const WeightSource& source, at::Device device)
{
    return [&source, device](
               const std::string& weight, std::int64_t rows, std::int64_t columns) -> Result<PackedMatrix> {
        at::Tensor values = at::empty({rows, columns}, at::kFloat);
        if (auto read = source.readFloat(weight,
                std::span(values.mutable_data_ptr<float>(), static_cast<std::size_t>(values.numel())));
            !read)
            return passOn(read);
        auto matrix = quantizeNf4(values, device);
        return matrix ? Result<PackedMatrix>(std::move(*matrix)) : passOn(matrix);
    };
}

// As the file has it.
MatrixReader blockReader(const WeightSource& source)
{
    return [&source](const std::string& weight, std::int64_t, std::int64_t) -> Result<PackedMatrix> {
        auto matrix = readBlockMatrix(source, weight);
        return matrix ? Result<PackedMatrix>(std::move(*matrix)) : passOn(matrix);
    };
}

// Every projection of the layers, one at a time.
Result<PackedProducts> readPacked(const ModelConfig& config, const MatrixReader& readMatrix)
{
    PackedProducts packed;
    const std::vector<Product> products = productsOfLayer(config);
    for (std::int64_t layer = 0; layer < config.layerCount; ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        for (const Product& product : products) {
            std::vector<PackedMatrix>& matrices = packed[prefix + product.projections.front()];
            for (std::size_t i = 0; i < product.projections.size(); ++i) {
                auto matrix = readMatrix(
                    prefix + product.projections[i] + ".weight", product.rows[i], product.columns);
                if (!matrix)
                    return passOn(matrix);
                matrices.push_back(std::move(*matrix));
            }
        }
    }
    return packed;
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

namespace {

// A model of which nothing is trained.
struct StandingModel
{
    at::Tensor compute, vectors; // as ModelWeights has them
    std::vector<Parameter> parameters;
    DecoderWeights decoder; // without its tables of the positions
};

// `type`: of what the products read. `readMatrix`: of the layers' matrices; null where they are dense as
// everything else.
Result<StandingModel> loadStanding(
    const OpenedModel& opened, at::TensorOptions type, const MatrixReader& readMatrix)
{
    const ParameterLayout whole = parameterLayout(opened.config);
    const ParameterLayout kept = readMatrix ? layoutWithoutProducts(whole) : whole;
    StandingModel model;
    at::Tensor none;
    model.compute = at::zeros({kept.size}, type);
    if (auto read = readWeights(*opened.weights, kept, none, model.compute, none); !read)
        return passOn(read);
    const bool isFloat = model.compute.scalar_type() == at::kFloat;
    if (!isFloat)
        model.vectors = vectorsFor(kept, model.compute);
    model.parameters = parametersOf(kept,
        {.masters = isFloat ? model.compute : none, .compute = model.compute, .vectors = model.vectors});
    if (!isFloat)
        fillVectors(model.parameters);
    Stored stored{model.parameters, model.compute, none};
    if (readMatrix) {
        auto packed = readPacked(opened.config, readMatrix);
        if (!packed)
            return passOn(packed);
        stored.packed = std::move(*packed);
    }
    model.decoder = linkDecoder(opened.config, stored);
    return model;
}

void makeRoom(const ModelConfig& config, at::TensorOptions type, ModelWeights& weights)
{
    weights.room = at::empty({largestProduct(config)}, type);
    linkRoom(config, weights);
}

Result<> loadForInference(
    const OpenedModel& opened, at::TensorOptions type, bool keepsBlocks, ModelWeights& weights)
{
    auto model = loadStanding(opened, type, keepsBlocks ? blockReader(*opened.weights) : MatrixReader());
    if (!model)
        return passOn(model);
    weights.compute = model->compute;
    if (type.dtype() == at::kFloat)
        weights.masters = weights.compute;
    weights.vectors = model->vectors;
    weights.parameters = std::move(model->parameters);
    weights.decoder = std::move(model->decoder);
    if (keepsBlocks)
        makeRoom(opened.config, type, weights);
    return {};
}

Result<> loadWhole(const OpenedModel& opened, at::TensorOptions type, bool isSplit, ModelWeights& weights)
{
    const ParameterLayout layout = parameterLayout(opened.config);
    if (isSplit)
        weights.lowBits = at::zeros({layout.size}, type.dtype(at::kShort));
    else
        weights.masters = at::zeros({layout.size}, type.dtype(at::kFloat));
    weights.compute = type.dtype() == at::kFloat ? weights.masters : at::zeros({layout.size}, type);
    weights.gradients = at::zeros({layout.size}, type.dtype(at::kFloat));
    if (isSplit)
        weights.vectors = vectorsFor(layout, weights.compute);
    weights.parameters = parametersOf(
        layout, {weights.masters, weights.gradients, weights.compute, weights.lowBits, weights.vectors});
    if (auto read = readWeights(opened, weights); !read)
        return read;
    weights.decoder = linkDecoder(opened.config, {weights.parameters, weights.compute, weights.gradients});
    return {};
}

Result<> loadBesideAdapter(const OpenedModel& opened, at::TensorOptions type,
    const LanguageModelParams& params, ModelWeights& weights)
{
    const AdapterTraining& adapter = *params.adapter;
    auto model = loadStanding(opened, type,
        adapter.isBaseQuantized ? quantizingReader(*opened.weights, params.device) : MatrixReader());
    if (!model)
        return passOn(model);
    weights.frozen = model->compute;
    weights.decoder = std::move(model->decoder);

    const ParameterLayout trained = adapterLayout(opened.config, adapter.config);
    weights.masters = at::zeros({trained.size}, type.dtype(at::kFloat));
    weights.gradients = at::zeros({trained.size}, type.dtype(at::kFloat));
    weights.compute = type.dtype() == at::kFloat ? weights.masters : at::zeros({trained.size}, type);
    weights.parameters = parametersOf(
        trained, {.masters = weights.masters, .gradients = weights.gradients, .compute = weights.compute});
    makeRoom(opened.config, type, weights);
    linkAdapter(opened.config, adapter.config, weights);
    beginAdapter(weights, params.adapterSeed);
    return {};
}

} // namespace

Result<ModelWeights> loadWeights(const OpenedModel& opened, const LanguageModelParams& params)
{
    for (const WeightInfo& weight : expectedWeights(opened.config))
        if (auto checked = checkShape(*opened.weights, weight); !checked)
            return passOn(checked);
    const auto type = at::TensorOptions()
                          .device(params.device)
                          .dtype(params.precision == ComputePrecision::Float32 ? at::kFloat : at::kBFloat16);
    ModelWeights weights;
    auto loaded = params.adapter ? loadBesideAdapter(opened, type, params, weights)
        : params.purpose == Purpose::Training
        ? loadWhole(opened, type, params.precision == ComputePrecision::BFloat16SplitMaster, weights)
        : loadForInference(opened, type, params.keepsBlocks, weights);
    if (!loaded)
        return passOn(loaded);
    makeRotaryTables(opened.config, params.device, weights.decoder);
    return weights;
}

} // namespace dankai
