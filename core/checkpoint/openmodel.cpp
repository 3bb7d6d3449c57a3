// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/openmodel.h"

#include "core/base/hash.h"
#include "core/checkpoint/ggufweights.h"
#include "core/checkpoint/mergedweights.h"
#include "core/checkpoint/safetensors.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr const char* singleFile = "model.safetensors";
constexpr const char* indexFile = "model.safetensors.index.json";
constexpr const char* adapterConfigFile = "adapter_config.json";
constexpr const char* adapterWeightFile = "adapter_model.safetensors";

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

// The first names, for a sentence that stays readable.
std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t shown = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, names.size()); ++i) {
        text += i > 0 ? ", " : "";
        text += quotedName(names[i]);
    }
    if (names.size() > shown)
        text += " and " + std::to_string(names.size() - shown) + " more";
    return text;
}

// Buffers of the position encoding that old files hold and nobody reads.
bool isIgnored(std::string_view name)
{
    return name.ends_with(".rotary_emb.inv_freq") || name == "rope_freqs.weight";
}

// A model and a config that were mixed up show here, before anything is computed.
Result<> checkWeights(const WeightSource& source, const ModelConfig& config, const std::string& where)
{
    std::vector<std::string> missing, unexpected, misshapen;
    std::set<std::string, std::less<>> expected;
    for (WeightInfo& weight : expectedWeights(config)) {
        const WeightInfo* found = source.find(weight.name);
        if (found == nullptr)
            missing.push_back(weight.name);
        else if (found->shape != weight.shape)
            misshapen.push_back(
                weight.name + " " + toString(found->shape) + " instead of " + toString(weight.shape));
        expected.insert(std::move(weight.name));
    }
    for (const WeightInfo& weight : source.weights())
        if (!expected.contains(weight.name) && !isIgnored(weight.name)
            && !(config.tiesEmbeddings && weight.name == "lm_head.weight"))
            unexpected.push_back(weight.name);
    const auto sentence = [&](const char* what, const std::vector<std::string>& names) {
        return unusable(where + " does not fit its config: " + what + " " + listed(names)
            + ". The files are incomplete or mixed from two models; fetch them again.");
    };
    if (!missing.empty())
        return sentence(missing.size() == 1 ? "there is no weight" : "there are no weights", missing);
    if (!misshapen.empty())
        return sentence("the shape differs of", misshapen);
    if (!unexpected.empty())
        return sentence(
            unexpected.size() == 1 ? "nothing uses the weight" : "nothing uses the weights", unexpected);
    return {};
}

Result<Json> readJsonFile(const fs::path& path)
{
    auto text = readFile(path);
    if (!text)
        return passOn(text);
    return parseJson(*text, path.string());
}

// Null where there is none.
Result<Json> readGenerationConfig(const fs::path& folder)
{
    const fs::path path = folder / "generation_config.json";
    return isThere(path) ? readJsonFile(path) : Result<Json>(Json(nullptr));
}

Result<fs::path> weightFileOf(const fs::path& folder)
{
    for (const char* name : {singleFile, indexFile}) // in transformers' order
        if (isThere(folder / name))
            return folder / name;
    if (isThere(folder / "pytorch_model.bin") || isThere(folder / "pytorch_model.bin.index.json"))
        return unusable(folder.string()
            + " holds its weights as pickle (pytorch_model.bin), which Dankai does not read since it can run "
              "code. Save the model again with transformers, which writes safetensors.");
    return unusable(folder.string() + " holds no weights: neither " + singleFile + " nor " + indexFile
        + " is there. Was the download complete?");
}

Result<ModelConfig> readFolderConfig(const fs::path& folder, Json* generationConfig)
{
    auto config = readJsonFile(folder / "config.json");
    if (!config)
        return passOn(config);
    auto generation = readGenerationConfig(folder);
    if (!generation)
        return passOn(generation);
    auto parsed = parseModelConfig(*config, (folder / "config.json").string(), *generation);
    if (generationConfig != nullptr)
        *generationConfig = std::move(*generation);
    return parsed;
}

// transformers does not tie a projection that stands in the file and differs from the embedding.
bool hasOwnProjection(const SafetensorsReader& reader)
{
    const auto embedding = reader.bytesOf("model.embed_tokens.weight");
    const auto projection = reader.bytesOf("lm_head.weight");
    return embedding && projection && *embedding != *projection;
}

Result<OpenedModel> openFolder(const fs::path& folder)
{
    OpenedModel model{ModelKind::HuggingFaceFolder, folder, {}, nullptr, nullptr};
    auto config = readFolderConfig(folder, &model.generationConfig);
    if (!config)
        return passOn(config);
    model.config = std::move(*config);
    const auto path = weightFileOf(folder);
    if (!path)
        return tl::unexpected(path.error());
    auto reader = SafetensorsReader::open(*path);
    if (!reader)
        return passOn(reader);
    if (model.config.tiesEmbeddings && hasOwnProjection(*reader))
        model.config.tiesEmbeddings = false;
    if (auto checked = checkWeights(*reader, model.config, folder.string()); !checked)
        return passOn(checked);
    model.config.storedType = reader->typeOf("model.embed_tokens.weight").value_or(model.config.storedType);
    model.weights = std::make_unique<SafetensorsReader>(std::move(*reader));
    return model;
}

Result<OpenedModel> openGguf(const fs::path& path)
{
    auto file = GgufFile::open(path);
    if (!file)
        return passOn(file);
    auto config = modelConfigFromGguf(*file);
    if (!config)
        return passOn(config);
    auto weights = GgufWeights::create(std::move(*file), *config);
    if (!weights)
        return passOn(weights);
    if (auto checked = checkWeights(*weights, *config, path.string()); !checked)
        return passOn(checked);
    return OpenedModel{ModelKind::GgufFile, path, std::move(*config), nullptr,
        std::make_unique<GgufWeights>(std::move(*weights))};
}

Result<AdapterFile> readAdapterConfig(const fs::path& folder)
{
    auto config = readJsonFile(folder / adapterConfigFile);
    if (!config)
        return passOn(config);
    return parseAdapterConfig(*config, (folder / adapterConfigFile).string());
}

Result<OpenedModel> openAdapted(const fs::path& folder)
{
    auto adapter = openAdapter(folder);
    if (!adapter)
        return passOn(adapter);
    auto base = baseModelOf(folder);
    if (!base)
        return passOn(base);
    auto model = openModel(*base);
    if (!model)
        return passOn(model);
    auto merged = MergedWeights::create(
        std::move(model->weights), *adapter->weights, adapter->file.config, folder.string());
    if (!merged)
        return passOn(merged);
    model->kind = ModelKind::PeftAdapter;
    model->path = folder;
    model->weights = std::move(*merged);
    model->config.storedType = WeightType::Float32; // the sum is one
    return model;
}

// Config and weights, in a fixed order.
Result<std::vector<fs::path>> hashedFiles(const ModelLocation& location)
{
    if (location.kind == ModelKind::GgufFile)
        return std::vector<fs::path>{location.path};
    if (location.kind == ModelKind::PeftAdapter) {
        auto base = baseModelOf(location.path);
        if (!base)
            return passOn(base);
        auto baseLocation = locateModel(*base);
        if (!baseLocation)
            return passOn(baseLocation);
        auto files = hashedFiles(*baseLocation); // an adapter's base is none: one level deep
        if (files)
            files->insert(files->begin(), location.path / adapterWeightFile);
        return files;
    }
    const auto weights = weightFileOf(location.path);
    if (!weights)
        return tl::unexpected(weights.error());
    auto reader = SafetensorsReader::open(*weights);
    if (!reader)
        return passOn(reader);
    std::vector<fs::path> files = reader->files();
    files.insert(files.begin(), location.path / "config.json");
    return files;
}

// Each file by its size and bytes, so that no two lists of files give the same stream.
Result<std::string> hashOf(const ModelLocation& location, const std::vector<fs::path>& paths,
    const ProgressCallback& progress, const StopFlag* stop)
{
    std::vector<MappedFile> files;
    Progress state;
    for (const fs::path& file : paths) {
        auto mapped = MappedFile::open(file, AccessPattern::Sequential);
        if (!mapped)
            return passOn(mapped);
        state.total += mapped->bytes().size();
        files.push_back(std::move(*mapped));
    }
    constexpr std::size_t pieceBytes = std::size_t(8) << 20;
    Sha256 sum;
    if (location.kind == ModelKind::PeftAdapter) { // the scale counts, where the base stands does not
        auto adapter = readAdapterConfig(location.path);
        if (!adapter)
            return passOn(adapter);
        sum.add(toJsonLine(toAdapterConfigJson(adapter->config, "")));
    }
    for (const MappedFile& file : files) {
        sum.add(std::to_string(file.bytes().size()) + "\n");
        for (std::size_t offset = 0; offset < file.bytes().size(); offset += pieceBytes) {
            if (isStopRequested(stop))
                return stopped("Stopped while the model was being hashed, as asked.");
            const std::string_view piece = file.bytes().substr(offset, pieceBytes);
            sum.add(piece);
            file.forget(offset, piece.size());
            state.done += piece.size();
            if (progress)
                progress(state);
        }
    }
    return toHex(sum.finish());
}

} // namespace

Result<ModelLocation> locateModel(const fs::path& path)
{
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status))
        return tl::unexpected(systemError("open the model", path, error ? error.value() : ENOENT));
    const std::string name = path.string();
    if (!fs::is_directory(status)) {
        if (path.filename() == "config.json" || path.extension() == ".safetensors")
            return unusable(
                name + " is one file of a model. Give its folder, " + path.parent_path().string() + ".");
        return ModelLocation{ModelKind::GgufFile, path}; // whose reader checks the magic
    }
    if (isThere(path / "config.json"))
        return ModelLocation{ModelKind::HuggingFaceFolder, path};
    if (isThere(path / adapterConfigFile))
        return ModelLocation{ModelKind::PeftAdapter, path};
    std::vector<std::string> files;
    for (auto entry = fs::directory_iterator(path, error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        if (entry->path().extension() == ".gguf")
            files.push_back(entry->path().filename().string());
    if (error)
        return tl::unexpected(systemError("read", path, error.value()));
    std::sort(files.begin(), files.end());
    if (files.size() == 1)
        return ModelLocation{ModelKind::GgufFile, path / files.front()};
    if (!files.empty())
        return unusable(name + " holds several GGUF files: " + listed(files) + ". Give one of them.");
    return unusable(name
        + " is no model: it holds neither config.json nor a GGUF file. Give a Hugging Face folder or a GGUF "
          "file.");
}

Result<OpenedModel> openModel(const fs::path& path)
{
    auto location = locateModel(path);
    if (!location)
        return passOn(location);
    switch (location->kind) {
    case ModelKind::GgufFile:
        return openGguf(location->path);
    case ModelKind::PeftAdapter:
        return openAdapted(location->path);
    case ModelKind::HuggingFaceFolder:
        break;
    }
    return openFolder(location->path);
}

Result<OpenedAdapter> openAdapter(const fs::path& folder)
{
    auto file = readAdapterConfig(folder);
    if (!file)
        return passOn(file);
    if (!isThere(folder / adapterWeightFile) && isThere(folder / "adapter_model.bin"))
        return unusable(folder.string()
            + " holds its weights as pickle (adapter_model.bin), which Dankai does not read since it can run "
              "code. Save the adapter again with PEFT, which writes safetensors.");
    auto reader = SafetensorsReader::open(folder / adapterWeightFile);
    if (!reader)
        return passOn(reader);
    return OpenedAdapter{std::move(*file), std::make_unique<SafetensorsReader>(std::move(*reader))};
}

Result<fs::path> baseModelOf(const fs::path& folder)
{
    auto file = readAdapterConfig(folder);
    if (!file)
        return passOn(file);
    const fs::path named = file->baseModel;
    std::error_code ignored;
    const fs::path absolute = fs::absolute(folder, ignored).lexically_normal();
    for (const fs::path& path : {named, absolute / named, absolute.parent_path() / named}) {
        // An adapter on an adapter has no end that can be trusted.
        if (!named.empty() && isThere(path) && !isThere(path / adapterConfigFile))
            return path;
    }
    return unusable((folder / adapterConfigFile).string() + ": base_model_name_or_path is "
        + (named.empty() ? std::string("missing")
                         : quotedName(named.string()) + ", which is not on this machine")
        + ". Set it to the folder or GGUF file of the model that the adapter was made for.");
}

std::uint64_t blockBytes(const OpenedModel& model)
{
    std::uint64_t bytes = 0;
    bool isSmaller = false;
    for (const WeightInfo& weight : expectedWeights(model.config)) {
        if (!isLayerMatrix(weight))
            continue;
        const auto type = model.weights->storedAs(weight.name);
        if (!type)
            return 0;
        const BlockLayout layout = layoutOf(*type);
        bytes += static_cast<std::uint64_t>(weight.valueCount()) / layout.values * layout.bytes;
        isSmaller = isSmaller || layout.values > 1;
    }
    return isSmaller ? bytes : 0;
}

Result<ModelConfig> readModelConfig(const fs::path& path)
{
    auto location = locateModel(path);
    if (!location)
        return passOn(location);
    if (location->kind == ModelKind::HuggingFaceFolder)
        return readFolderConfig(location->path, nullptr);
    if (location->kind == ModelKind::PeftAdapter) {
        auto base = baseModelOf(location->path);
        if (!base)
            return passOn(base);
        return readModelConfig(*base);
    }
    auto file = GgufFile::open(location->path);
    if (!file)
        return passOn(file);
    return modelConfigFromGguf(*file);
}

Result<std::string> modelHash(const fs::path& path, const ProgressCallback& progress, const StopFlag* stop)
{
    auto location = locateModel(path);
    if (!location)
        return passOn(location);
    auto files = hashedFiles(*location);
    if (!files)
        return passOn(files);
    return hashOf(*location, *files, progress, stop);
}

Result<std::string> checkpointHash(const fs::path& folder)
{
    auto location = locateModel(folder);
    if (!location)
        return passOn(location);
    if (location->kind != ModelKind::PeftAdapter)
        return modelHash(folder);
    return hashOf(*location, {folder / adapterWeightFile}, {}, nullptr);
}

} // namespace dankai
