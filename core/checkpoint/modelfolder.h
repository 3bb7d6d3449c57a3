// SPDX-License-Identifier: Apache-2.0
// Writes a Hugging Face model folder that transformers loads as it is (config.json, generation_config.json,
// model.safetensors or its shards), or an adapter's folder that PEFT loads. Under the target's name stands
// either the old folder or the whole new one, whatever happens in between. Tokenizer files are added by
// core/tokenizer before the commit.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/checkpoint/adapterconfig.h"
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/safetensors.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct ModelFolderOptions
{
    WeightType weightType = WeightType::Float32;
    std::uint64_t maxShardBytes = 5'000'000'000; // as save_pretrained's usual
    Json generationConfig; // generation_config.json to keep keys of; null: only the token ids
};

class ModelFolderWriter final
{
public:
    static Result<ModelFolderWriter> create(const std::filesystem::path& target, const ModelConfig& config,
        const ModelFolderOptions& options = {});
    // adapter_config.json and adapter_model.safetensors, whose tensors are `weights` (PEFT's names).
    static Result<ModelFolderWriter> createAdapter(const std::filesystem::path& target,
        const AdapterFile& adapter, std::span<const WeightInfo> weights, WeightType weightType);
    ModelFolderWriter(ModelFolderWriter&& other) noexcept;
    ModelFolderWriter& operator=(ModelFolderWriter&& other) noexcept;
    ~ModelFolderWriter(); // without commit() nothing is left behind

    // What must be written, in this order: expectedWeights(config), or those of the adapter.
    std::span<const WeightInfo> weights() const { return m_weights; }

    // The next values of the next weight; may come in pieces.
    Result<> writeFloat(std::string_view name, std::span<const float> values);
    // The same, already in options.weightType, little-endian.
    Result<> writeBytes(std::string_view name, std::string_view bytes);

    // Where the folder is being made: further files may be put here before commit().
    const std::filesystem::path& folder() const { return m_folder; }

    Result<> commit();

private:
    ModelFolderWriter() = default;
    static Result<ModelFolderWriter> begin(const std::filesystem::path& target);
    Result<> addJson(const char* name, const Json& json);
    Result<> prepareShard(std::string_view name);
    Result<> finishShard();
    void discard();

    std::string m_weightFile = "model"; // without its ending
    std::filesystem::path m_target;
    std::filesystem::path m_folder;
    std::vector<WeightInfo> m_weights;
    std::vector<std::vector<SafetensorsSpec>> m_shards;
    std::size_t m_shard = 0;
    std::optional<SafetensorsWriter> m_writer; // of m_shards[m_shard]
    bool m_isOpen = false;
};

using AddFiles = std::function<Result<>(const std::filesystem::path& folder)>;

// Copies a whole source, row block by row block, with constant memory. `addFiles` is called with the
// temporary folder before the commit.
Result<> writeModelFolder(const std::filesystem::path& target, const ModelConfig& config,
    const WeightSource& source, const ModelFolderOptions& options = {}, const AddFiles& addFiles = {});
// The same of an adapter, all of whose matrices `source` has.
Result<> writeAdapterFolder(const std::filesystem::path& target, const AdapterFile& adapter,
    const WeightSource& source, WeightType weightType, const AddFiles& addFiles = {});

} // namespace dankai
