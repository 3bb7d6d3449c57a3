// SPDX-License-Identifier: Apache-2.0
// The rolling state that a run goes on from, bit for bit: resume/state.json, which is small and replaced as
// the last act of every save, and the files of weights and moments that it names. Whatever moment a process
// dies at, state.json names files that are whole.
#pragma once

#include "core/base/result.h"
#include "core/run/resumestate.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace dankai {

struct TrainingTensors // contiguous; copied to and from the CPU as needed
{
    std::vector<at::Tensor> weights;
    std::vector<at::Tensor> moments;
};

enum class Moments
{
    Keep,
    Drop, // nobody will read them again: two thirds of the bytes
};

// Called with a name at the moments a crash would hurt most, so that a test can die there.
using FaultPoint = std::function<void(const char*)>;

class ResumeStore final
{
public:
    explicit ResumeStore(std::filesystem::path folder, FaultPoint faultPoint = {});

    bool exists() const;
    Result<ResumeState> load() const;
    // Into tensors of the sizes that were written. Moments that were dropped become zeros.
    Result<> loadTensors(const std::string& file, const TrainingTensors& tensors) const;

    // Writes a new file of tensors and returns its name and size; nothing refers to it yet.
    struct WrittenTensors
    {
        std::string file;
        std::uint64_t bytes = 0;
    };

    Result<WrittenTensors> writeTensors(const TrainingTensors& tensors, Moments moments = Moments::Keep);
    // From now on this is where the run goes on from. Files that it does not name are removed.
    Result<> commit(const ResumeState& state);
    // Removes what a killed process left: files that `state` does not name.
    void tidy(const ResumeState& state) const;

private:
    std::filesystem::path m_folder;
    FaultPoint m_faultPoint;
};

} // namespace dankai
