// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/modelfolder.h"

#include "core/platform/file.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <limits>
#include <system_error>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

std::string shardName(const std::string& start, std::size_t shard, std::size_t count)
{
    if (count == 1)
        return start + ".safetensors";
    char name[64];
    std::snprintf(name, sizeof name, "-%05zu-of-%05zu.safetensors", shard + 1, count);
    return start + name;
}

// Weights in order, a new shard where the next one would not fit; a weight that is too large stands alone.
std::vector<std::vector<SafetensorsSpec>> divide(
    std::span<const WeightInfo> weights, WeightType type, std::uint64_t maxShardBytes)
{
    std::vector<std::vector<SafetensorsSpec>> shards(1);
    std::uint64_t bytes = 0;
    for (const WeightInfo& weight : weights) {
        const std::uint64_t size = static_cast<std::uint64_t>(weight.valueCount()) * bytesPerValue(type);
        if (bytes > 0 && bytes + size > maxShardBytes) {
            shards.emplace_back();
            bytes = 0;
        }
        shards.back().push_back({weight.name, weight.shape, type});
        bytes += size;
    }
    return shards;
}

Json indexOf(const std::vector<std::vector<SafetensorsSpec>>& shards)
{
    std::int64_t values = 0, bytes = 0;
    std::map<std::string, std::string> weightMap; // sorted, as save_pretrained writes it
    for (std::size_t shard = 0; shard < shards.size(); ++shard)
        for (const SafetensorsSpec& tensor : shards[shard]) {
            const std::int64_t count = WeightInfo{tensor.name, tensor.shape}.valueCount();
            values += count;
            bytes += count * static_cast<std::int64_t>(bytesPerValue(tensor.type));
            weightMap[tensor.name] = shardName("model", shard, shards.size());
        }
    return Json{
        {"metadata", {{"total_parameters", values}, {"total_size", bytes}}}, {"weight_map", weightMap}};
}

// A target that holds anything but a checkpoint is somebody's folder, named by mistake.
Result<> checkTarget(const fs::path& target)
{
    static constexpr std::string_view known[]
        = {".json", ".safetensors", ".jinja", ".txt", ".model", ".md", ".yaml"};
    std::error_code error;
    const auto status = fs::symlink_status(target, error);
    if (!fs::exists(status))
        return {};
    if (!fs::is_directory(status))
        return unusable(target.string() + " is there already and is no folder. Choose another name.");
    for (auto entry = fs::directory_iterator(target, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string extension = entry->path().extension().string();
        if (!entry->is_regular_file(error)
            || std::find(std::begin(known), std::end(known), extension) == std::end(known))
            return unusable(target.string() + " is there already and holds "
                + quotedName(entry->path().filename().string())
                + ", which is no part of a checkpoint. Choose another folder or empty it.");
    }
    if (error)
        return tl::unexpected(systemError("read", target, error.value()));
    return {};
}

// `fresh` takes the place of `target` in one step; what stood there is removed afterwards.
Result<> replaceFolder(const fs::path& fresh, const fs::path& target)
{
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(target, ignored)))
        return renamePath(fresh, target);
#ifdef RENAME_EXCHANGE
    if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) {
        if (auto synced = syncFolder(target.parent_path()); !synced)
            return synced;
        return removePath(fresh);
    }
    if (errno != EINVAL && errno != ENOSYS)
        return tl::unexpected(systemError("replace", target, errno));
#endif
    // File systems that cannot exchange: for a moment the old folder stands under another name only.
    fs::path old = target;
    old += ".old";
    if (auto removed = removePath(old); !removed)
        return removed;
    if (auto moved = renamePath(target, old); !moved)
        return moved;
    if (auto moved = renamePath(fresh, target); !moved)
        return moved;
    return removePath(old);
}

} // namespace

Result<ModelFolderWriter> ModelFolderWriter::begin(const fs::path& target)
{
    std::error_code error;
    const fs::path absolute = fs::absolute(target, error).lexically_normal();
    ModelFolderWriter writer;
    writer.m_target = absolute.has_filename() ? absolute : absolute.parent_path(); // "folder/" is "folder"
    writer.m_folder = writer.m_target;
    writer.m_folder += ".partial"; // one name, so that what a killed process left is found and removed
    if (auto checked = checkTarget(writer.m_target); !checked)
        return passOn(checked);
    if (auto removed = removePath(writer.m_folder); !removed)
        return passOn(removed);
    if (auto made = makeFolder(writer.m_folder); !made)
        return passOn(made);
    writer.m_isOpen = true;
    return writer;
}

Result<> ModelFolderWriter::addJson(const char* name, const Json& json)
{
    return writeFileAtomically(m_folder / name, toPrettyJson(json));
}

Result<ModelFolderWriter> ModelFolderWriter::create(
    const fs::path& target, const ModelConfig& config, const ModelFolderOptions& options)
{
    auto writer = begin(target);
    if (!writer)
        return writer;
    writer->m_weights = expectedWeights(config);
    writer->m_shards = divide(writer->m_weights, options.weightType, options.maxShardBytes);
    if (auto added = writer->addJson("config.json", toConfigJson(config, options.weightType)); !added)
        return passOn(added);
    if (auto added
        = writer->addJson("generation_config.json", toGenerationConfigJson(config, options.generationConfig));
        !added)
        return passOn(added);
    if (writer->m_shards.size() > 1)
        if (auto added = writer->addJson("model.safetensors.index.json", indexOf(writer->m_shards)); !added)
            return passOn(added);
    return writer;
}

Result<ModelFolderWriter> ModelFolderWriter::createAdapter(const fs::path& target, const AdapterFile& adapter,
    std::span<const WeightInfo> weights, WeightType weightType)
{
    auto writer = begin(target);
    if (!writer)
        return writer;
    writer->m_weightFile = "adapter_model";
    writer->m_weights.assign(weights.begin(), weights.end());
    writer->m_shards
        = divide(weights, weightType, std::numeric_limits<std::uint64_t>::max()); // PEFT reads one
    if (auto added
        = writer->addJson("adapter_config.json", toAdapterConfigJson(adapter.config, adapter.baseModel));
        !added)
        return passOn(added);
    return writer;
}

ModelFolderWriter::ModelFolderWriter(ModelFolderWriter&& other) noexcept
    : m_weightFile(std::move(other.m_weightFile))
    , m_target(std::move(other.m_target))
    , m_folder(std::move(other.m_folder))
    , m_weights(std::move(other.m_weights))
    , m_shards(std::move(other.m_shards))
    , m_shard(other.m_shard)
    , m_writer(std::move(other.m_writer))
    , m_isOpen(std::exchange(other.m_isOpen, false))
{ }

ModelFolderWriter& ModelFolderWriter::operator=(ModelFolderWriter&& other) noexcept
{
    std::swap(m_weightFile, other.m_weightFile);
    std::swap(m_target, other.m_target);
    std::swap(m_folder, other.m_folder);
    std::swap(m_weights, other.m_weights);
    std::swap(m_shards, other.m_shards);
    std::swap(m_shard, other.m_shard);
    std::swap(m_writer, other.m_writer);
    std::swap(m_isOpen, other.m_isOpen);
    return *this;
}

ModelFolderWriter::~ModelFolderWriter()
{
    discard();
}

void ModelFolderWriter::discard()
{
    if (!std::exchange(m_isOpen, false))
        return;
    m_writer.reset();
    static_cast<void>(removePath(m_folder)); // a destructor has nobody to tell; the next create() tries again
}

Result<> ModelFolderWriter::finishShard()
{
    if (!m_writer)
        return {};
    auto committed = m_writer->commit();
    m_writer.reset();
    ++m_shard;
    return committed;
}

// Opens the shard that `name` stands in when the one before is complete.
Result<> ModelFolderWriter::prepareShard(std::string_view name)
{
    if (m_writer) {
        const auto& current = m_shards[m_shard];
        const bool isHere = std::any_of(current.begin(), current.end(),
            [&](const SafetensorsSpec& tensor) { return tensor.name == name; });
        if (isHere)
            return {};
        if (auto finished = finishShard(); !finished)
            return finished;
    }
    if (!m_isOpen || m_shard == m_shards.size())
        return failed("Could not write " + m_target.string() + ": all of its weights are written.");
    auto writer = SafetensorsWriter::create(
        m_folder / shardName(m_weightFile, m_shard, m_shards.size()), m_shards[m_shard]);
    if (!writer)
        return passOn(writer);
    m_writer.emplace(std::move(*writer));
    return {};
}

Result<> ModelFolderWriter::writeFloat(std::string_view name, std::span<const float> values)
{
    if (auto prepared = prepareShard(name); !prepared)
        return prepared;
    return m_writer->writeFloat(name, values);
}

Result<> ModelFolderWriter::writeBytes(std::string_view name, std::string_view bytes)
{
    if (auto prepared = prepareShard(name); !prepared)
        return prepared;
    return m_writer->writeBytes(name, bytes);
}

Result<> ModelFolderWriter::commit()
{
    if (auto finished = finishShard(); !finished)
        return finished;
    if (!m_isOpen || m_shard != m_shards.size())
        return failed("Could not write " + m_target.string() + ": some of its weights were never given.");
    if (auto synced = syncFolder(m_folder); !synced)
        return synced;
    if (auto replaced = replaceFolder(m_folder, m_target); !replaced)
        return replaced;
    m_isOpen = false;
    return {};
}

namespace {

Result<> copyWeights(ModelFolderWriter& writer, const WeightSource& source, const AddFiles& addFiles)
{
    constexpr std::int64_t pieceValues = std::int64_t(1) << 20;
    std::vector<float> values;
    for (const WeightInfo& weight : writer.weights()) {
        const std::int64_t rows = weight.shape.front();
        const std::int64_t rowValues = weight.valueCount() / rows;
        // A vector is read whole, since its blocks may not end where a piece does.
        const std::int64_t pieceRows
            = weight.shape.size() == 1 ? rows : std::max<std::int64_t>(1, pieceValues / rowValues);
        for (std::int64_t row = 0; row < rows; row += pieceRows) {
            values.resize(static_cast<std::size_t>(std::min(pieceRows, rows - row) * rowValues));
            if (auto read = source.readFloatRows(weight.name, row, values); !read)
                return read;
            if (auto written = writer.writeFloat(weight.name, values); !written)
                return written;
        }
    }
    if (addFiles)
        if (auto added = addFiles(writer.folder()); !added)
            return added;
    return writer.commit();
}

} // namespace

Result<> writeModelFolder(const fs::path& target, const ModelConfig& config, const WeightSource& source,
    const ModelFolderOptions& options, const AddFiles& addFiles)
{
    auto writer = ModelFolderWriter::create(target, config, options);
    if (!writer)
        return passOn(writer);
    return copyWeights(*writer, source, addFiles);
}

Result<> writeAdapterFolder(const fs::path& target, const AdapterFile& adapter, const WeightSource& source,
    WeightType weightType, const AddFiles& addFiles)
{
    auto writer = ModelFolderWriter::createAdapter(target, adapter, source.weights(), weightType);
    if (!writer)
        return passOn(writer);
    return copyWeights(*writer, source, addFiles);
}

} // namespace dankai
