// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/modelfinder.h"

#include "core/base/json.h"
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/memorymodel.h"
#include "core/checkpoint/openmodel.h"
#include "core/checkpoint/safetensors.h"
#include "core/platform/environment.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr int deepest = 6; // folders below a place: OWNER/NAME/VARIANT and some more

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

// Sorted, so that what is found does not depend on the file system; empty where it cannot be read.
std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        entries.push_back(entry->path());
    std::sort(entries.begin(), entries.end());
    return entries;
}

bool isRealFolder(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_directory(fs::symlink_status(path, ignored)); // a linked folder may lead in a circle
}

std::uint64_t sizeOf(const fs::path& file)
{
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file, error);
    return error ? 0 : size;
}

Json jsonOf(const fs::path& file)
{
    const auto text = readFile(file);
    if (!text)
        return nullptr;
    auto json = parseJson(*text, file.string());
    return json ? std::move(*json) : Json();
}

// Of a JSON value that may be anything.
std::string textAt(const Json& object, const char* key)
{
    if (!object.is_object())
        return {};
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string nameOfBlocks(BlockType type)
{
    switch (type) {
    case BlockType::Float32:
        return "float32";
    case BlockType::Float16:
        return "float16";
    case BlockType::BFloat16:
        return "bfloat16";
    default:
        return nameOfGgmlType(static_cast<std::uint32_t>(type));
    }
}

// The type that holds the most bytes: norms are always float32 and say nothing.
std::string storageOf(const GgufFile& file)
{
    std::map<BlockType, std::uint64_t> bytes;
    for (const GgufTensor& tensor : file.tensors())
        bytes[tensor.type] += tensor.bytes.size();
    const auto most = std::max_element(
        bytes.begin(), bytes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == bytes.end() ? std::string() : nameOfBlocks(most->first);
}

std::uint64_t valuesOf(const GgufFile& file)
{
    std::uint64_t count = 0;
    for (const GgufTensor& tensor : file.tensors())
        if (const auto product = checkedProduct(tensor.shape))
            count += static_cast<std::uint64_t>(*product);
    return count;
}

void judge(FoundModel& model, const ModelConfig& config, const TrainingMemory& memory)
{
    model.parameters = static_cast<std::uint64_t>(parameterCount(config));
    TrainingMemoryParams params;
    params.isOnGpu = memory.isOfGpu;
    if (memory.isOfGpu)
        params.precision = ComputePrecision::BFloat16WithFloat32Master;
    params.tokensPerMicroBatch = params.maxSequenceLength = std::min(fitTokens, config.maxPositions);
    const MemoryEstimate estimate = estimateTrainingMemory(config, params);
    model.fullBytes = estimate.totalBytes();
    AdapterTraining& adapter = params.adapter.emplace(); // the usual one, beside every projection
    for (const std::string_view name : adaptableProjections())
        adapter.config.targets.emplace_back(name);
    model.loraBytes = estimateTrainingMemory(config, params).totalBytes();
    model.fit = model.fullBytes <= memory.bytes ? ModelFit::Full
        : model.loraBytes <= memory.bytes       ? ModelFit::LoraOnly
                                                : ModelFit::TooLarge;
}

void describeFolder(FoundModel& model, const fs::path& folder)
{
    const Json config = jsonOf(folder / "config.json");
    if (!config.is_object())
        return;
    if (const auto names = config.find("architectures");
        names != config.end() && names->is_array() && !names->empty() && names->front().is_string())
        model.architecture = names->front().get<std::string>();
    else
        model.architecture = textAt(config, "model_type");
    model.storage = textAt(config, "dtype"); // transformers 5
    if (model.storage.empty())
        model.storage = textAt(config, "torch_dtype");
    for (const fs::path& file : entriesOf(folder))
        if (file.extension() == ".safetensors" || file.extension() == ".bin")
            model.bytesOnDisk += sizeOf(file);
}

// The header is read once more by openModel(), which is cheap and keeps the two apart.
void describeGguf(FoundModel& model, const fs::path& path)
{
    model.bytesOnDisk = sizeOf(path);
    const auto file = GgufFile::open(path);
    if (!file)
        return;
    model.architecture = std::string(file->string("general.architecture").value_or(std::string_view()));
    model.storage = storageOf(*file);
    model.parameters = valuesOf(*file);
}

struct Candidate
{
    ModelPlace place;
    std::string name;
    fs::path path;
};

// Of a file of several, only the first stands for the model.
bool isLaterPart(const std::string& stem)
{
    const auto of = stem.rfind("-of-");
    if (of == std::string::npos || of < 6)
        return false;
    const std::string number = stem.substr(of - 5, 5);
    return number.find_first_not_of("0123456789") == std::string::npos && number != "00001";
}

// Folders with a config.json, and GGUF files, below `folder`; named by `named(path)`.
template <class Named>
void collect(const fs::path& folder, ModelPlace place, int depth, const Named& named, const StopFlag* stop,
    std::vector<Candidate>& found)
{
    if (isStopRequested(stop))
        return;
    if (isThere(folder / "config.json"))
        found.push_back({place, named(folder), folder});
    for (const fs::path& entry : entriesOf(folder)) {
        const std::string stem = entry.stem().string();
        // mmproj: the eye of a model that sees, not a model.
        if (entry.extension() == ".gguf" && !isLaterPart(stem) && !stem.starts_with("mmproj"))
            found.push_back({place, named(entry), entry});
        else if (depth > 0 && isRealFolder(entry))
            collect(entry, place, depth - 1, named, stop, found);
    }
}

// models--OWNER--NAME/snapshots/REVISION/...
void collectHuggingFace(const fs::path& hub, const StopFlag* stop, std::vector<Candidate>& found)
{
    constexpr std::string_view prefix = "models--";
    for (const fs::path& repository : entriesOf(hub)) {
        std::string name = repository.filename().string();
        if (!name.starts_with(prefix))
            continue;
        name = name.substr(prefix.size());
        if (const auto between = name.find("--"); between != std::string::npos)
            name.replace(between, 2, "/");
        // Of several revisions the one that a download without a revision would take now.
        std::vector<fs::path> snapshots = entriesOf(repository / "snapshots");
        if (const auto main = readFile(repository / "refs" / "main")) {
            const fs::path current = repository / "snapshots" / main->substr(0, main->find_first_of("\r\n"));
            if (isThere(current))
                snapshots = {current};
        }
        for (const fs::path& snapshot : snapshots) {
            const auto named = [&](const fs::path& path) {
                return path.extension() == ".gguf" ? name + "/" + path.filename().string() : name;
            };
            collect(snapshot, ModelPlace::HuggingFace, 2, named, stop, found);
        }
    }
}

// Named by their place in `models`, as LM Studio does.
void collectBelow(
    const fs::path& models, ModelPlace place, const StopFlag* stop, std::vector<Candidate>& found)
{
    const auto named = [&](const fs::path& path) {
        return path == models ? models.filename().string() : path.lexically_relative(models).generic_string();
    };
    collect(models, place, deepest, named, stop, found);
}

struct OllamaFacts
{
    std::string family, size, storage; // what its own description says
};

// manifests/REGISTRY/NAMESPACE/NAME/TAG names the layers, blobs/sha256-... holds them.
void collectOllama(const fs::path& models, const StopFlag* stop, std::vector<Candidate>& found,
    std::map<fs::path, OllamaFacts>& facts)
{
    std::vector<fs::path> manifests;
    const auto walk = [&](const auto& self, const fs::path& folder, int depth) -> void {
        for (const fs::path& entry : entriesOf(folder)) {
            if (isStopRequested(stop))
                return;
            if (!isRealFolder(entry))
                manifests.push_back(entry);
            else if (depth > 0)
                self(self, entry, depth - 1);
        }
    };
    walk(walk, models / "manifests", deepest);
    const auto blobOf = [&](const Json& layer) {
        std::string digest = textAt(layer, "digest");
        std::replace(digest.begin(), digest.end(), ':', '-');
        // From outside: it must stay a name in that folder.
        return digest.empty() || digest.find('/') != std::string::npos
                || digest.find("..") != std::string::npos
            ? fs::path()
            : models / "blobs" / digest;
    };
    for (const fs::path& manifest : manifests) {
        const Json json = jsonOf(manifest);
        if (!json.is_object() || !json.contains("layers") || !json["layers"].is_array())
            continue;
        for (const Json& layer : json["layers"]) {
            if (textAt(layer, "mediaType") != "application/vnd.ollama.image.model")
                continue;
            const fs::path blob = blobOf(layer);
            if (blob.empty() || !isThere(blob))
                continue;
            // REGISTRY/library/NAME/TAG is called NAME:TAG.
            std::vector<std::string> parts;
            for (const fs::path& part : manifest.lexically_relative(models / "manifests"))
                parts.push_back(part.string());
            std::string name;
            if (parts.size() >= 3 && parts[parts.size() - 3] != "library")
                name.append(parts[parts.size() - 3]).append("/");
            if (parts.size() >= 2)
                name.append(parts[parts.size() - 2]).append(":");
            name += parts.back();
            found.push_back({ModelPlace::Ollama, name, blob});
            if (const fs::path config = blobOf(json.value("config", Json())); !config.empty()) {
                const Json described = jsonOf(config);
                facts[blob] = {textAt(described, "model_family"), textAt(described, "model_type"),
                    textAt(described, "file_type")};
            }
        }
    }
}

// "3.2B", "134.52M"
std::uint64_t countFrom(const std::string& text)
{
    const double number = std::strtod(text.c_str(), nullptr);
    if (!(number > 0 && number < 1e6) || text.empty())
        return 0;
    const double unit = text.back() == 'B' ? 1e9 : text.back() == 'M' ? 1e6 : text.back() == 'K' ? 1e3 : 1;
    return static_cast<std::uint64_t>(number * unit);
}

} // namespace

ModelPlaces usualModelPlaces()
{
    ModelPlaces places;
    if (const auto builtIn = builtInModelFile())
        places.builtIn = *builtIn;
    const fs::path home = environmentValue("HOME");
    const std::string hub = environmentValue("HF_HUB_CACHE");
    const std::string huggingFace = environmentValue("HF_HOME");
    const std::string cache = environmentValue("XDG_CACHE_HOME");
    if (!hub.empty())
        places.huggingFace.emplace_back(hub);
    else if (!huggingFace.empty())
        places.huggingFace.push_back(fs::path(huggingFace) / "hub");
    else if (!cache.empty())
        places.huggingFace.push_back(fs::path(cache) / "huggingface" / "hub");
    if (!home.empty()) {
        places.huggingFace.push_back(home / ".cache" / "huggingface" / "hub");
        places.lmStudio = {home / ".lmstudio" / "models", home / ".cache" / "lm-studio" / "models"};
    }
    const std::string ollama = environmentValue("OLLAMA_MODELS");
    if (!ollama.empty())
        places.ollama.emplace_back(ollama);
    if (!home.empty())
        places.ollama.push_back(home / ".ollama" / "models");
    places.ollama.emplace_back("/usr/share/ollama/.ollama/models"); // of its service
    return places;
}

FoundModel lookAtModel(const fs::path& path, const TrainingMemory& memory)
{
    FoundModel model;
    model.path = path;
    model.name = path.filename().string();
    const auto location = locateModel(path);
    if (!location) {
        model.reason = location.error().message;
        return model;
    }
    if (location->kind == ModelKind::GgufFile)
        describeGguf(model, location->path);
    else
        describeFolder(model, location->path);
    const auto opened = openModel(path);
    if (!opened) {
        model.reason = opened.error().message;
        return model;
    }
    if (location->kind == ModelKind::HuggingFaceFolder)
        model.storage = nameOf(opened->config.storedType);
    judge(model, opened->config, memory);
    return model;
}

std::vector<FoundModel> findModels(const ModelPlaces& places, const TrainingMemory& memory,
    const ProgressCallback& progress, const StopFlag* stop)
{
    std::vector<Candidate> candidates;
    std::map<fs::path, OllamaFacts> facts;
    if (!places.builtIn.empty())
        candidates.push_back({ModelPlace::BuiltIn, places.builtIn.stem().string(), places.builtIn});
    for (const fs::path& hub : places.huggingFace)
        collectHuggingFace(hub, stop, candidates);
    for (const fs::path& models : places.lmStudio)
        collectBelow(models, ModelPlace::LmStudio, stop, candidates);
    for (const fs::path& models : places.own)
        collectBelow(models, ModelPlace::Chosen, stop, candidates);
    for (const fs::path& models : places.ollama)
        collectOllama(models, stop, candidates, facts);
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.place, a.name) < std::tie(b.place, b.name);
    });

    std::vector<FoundModel> models;
    std::set<fs::path> seen;
    Progress state{0, candidates.size()};
    for (const Candidate& candidate : candidates) {
        if (isStopRequested(stop))
            break;
        std::error_code error;
        const fs::path real = fs::weakly_canonical(candidate.path, error);
        if (seen.insert(error ? candidate.path : real).second) {
            FoundModel model = lookAtModel(candidate.path, memory);
            model.place = candidate.place;
            model.name = candidate.name;
            if (const auto said = facts.find(candidate.path); said != facts.end()) {
                if (model.architecture.empty())
                    model.architecture = said->second.family;
                if (model.storage.empty())
                    model.storage = said->second.storage;
                if (model.parameters == 0)
                    model.parameters = countFrom(said->second.size);
            }
            models.push_back(std::move(model));
        }
        ++state.done;
        if (progress)
            progress(state);
    }
    return models;
}

} // namespace dankai
