// SPDX-License-Identifier: Apache-2.0
// What tests of the engine share: models of the golden set, tensors of a safetensors file, distances.
// Includes torch, so a test that includes this is built with QT_NO_KEYWORDS (both claim the word "slots").
#pragma once

#include "core/base/json.h"
#include "core/checkpoint/memorymodel.h"
#include "core/checkpoint/openmodel.h"
#include "core/kernels/device.h"
#include "core/model/languagemodel.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>

#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace dankai::test {

inline Result<LanguageModel> loadModel(
    const std::filesystem::path& path, LanguageModelParams params = {}, int threads = 0)
{
    if (auto device = openDevice({.device = "cpu", .threads = threads}); !device)
        return passOn(device);
    auto opened = openModel(path);
    if (!opened)
        return passOn(opened);
    return LanguageModel::load(*opened, params);
}

// F32 and I64 tensors (the latter as float32) of one file, whatever else the project's reader wants of it.
inline std::map<std::string, at::Tensor> readTensors(const std::filesystem::path& path)
{
    const std::string bytes = readFile(path).value();
    std::uint64_t headerSize = 0;
    std::memcpy(&headerSize, bytes.data(), sizeof headerSize);
    const Json header = parseJson(std::string_view(bytes).substr(8, headerSize), path.string()).value();
    std::map<std::string, at::Tensor> tensors;
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__")
            continue;
        const auto type = entry.at("dtype") == "I64" ? at::kLong : at::kFloat;
        at::Tensor tensor = at::empty(entry.at("shape").get<std::vector<std::int64_t>>(), type);
        const auto begin = entry.at("data_offsets").at(0).get<std::size_t>();
        std::memcpy(tensor.data_ptr(), bytes.data() + 8 + headerSize + begin, tensor.nbytes());
        tensors[name] = tensor.to(at::kFloat);
    }
    return tensors;
}

// The tiny models of tests/golden/model: every family, and what its members differ in.
inline const std::vector<std::string>& goldenModels()
{
    static const std::vector<std::string> names
        = {"tied", "untied", "llama3", "linear", "mistral", "qwen2", "qwen2-window"};
    return names;
}

inline std::vector<std::int32_t> toIds(const at::Tensor& tensor)
{
    const float* values = tensor.const_data_ptr<float>();
    return {values, values + tensor.numel()};
}

inline double largest(const at::Tensor& tensor)
{
    return tensor.abs().max().item<double>();
}

inline double distance(const at::Tensor& a, const at::Tensor& b)
{
    return largest(a.to(at::kFloat) - b.to(at::kFloat));
}

// Weights begin at whole lines of the cache, which the estimate of memory leaves out.
inline bool isNear(std::uint64_t bytes, std::uint64_t estimated)
{
    const double difference = static_cast<double>(bytes) - static_cast<double>(estimated);
    return std::abs(difference) <= 0.001 * static_cast<double>(estimated) + 16384;
}

// Of what the model itself holds; the optimizer's moments, what operators need and the process come besides.
inline bool takesAsEstimated(const LanguageModel& model, const MemoryEstimate& estimate)
{
    std::uint64_t estimated = 0;
    for (const char* part : {"weights", "gradients", "activations", "scratch", "logits"})
        estimated += estimate.bytesOf(part);
    return isNear(model.bytes(), estimated);
}

// Labels as transformers has them: beside their own token, -100: none.
inline void appendUnshifted(
    TokenBatch& batch, const std::vector<std::int32_t>& ids, const std::vector<std::int32_t>& labels)
{
    std::vector<std::uint8_t> isTarget;
    for (const std::int32_t label : labels)
        isTarget.push_back(label != TokenBatch::noLabel ? 1 : 0);
    batch.append(ids, isTarget);
}

} // namespace dankai::test
