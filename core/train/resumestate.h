// SPDX-License-Identifier: Apache-2.0
// The rolling state that a run goes on from, bit for bit: resume/state.json, which is small and replaced as
// the last act of every save, and the files of weights and moments that it names. Whatever moment a process
// dies at, state.json names files that are whole.
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace dankai {

// Where the chain stands. Order within a phase is that of the values.
enum class ChainStage
{
    Training,
    Checkpoint,
    Losses,
    Answers,
    Gate,
    Done, // of the whole run
};

// A value: everything but the tensors.
struct ResumeState
{
    static constexpr int version = 1;

    std::string manifestHash; // the run it belongs to
    std::uint64_t eventSeq = 0; // the last event that counts
    int phase = 0; // 0: the base model, which has no training, checkpoint or gate
    ChainStage stage = ChainStage::Losses; // what comes next
    std::int64_t step = 0; // optimizer steps of the run so far
    std::int64_t phaseStep = 0; // of this phase
    std::int64_t optimizerSteps = 0; // since the moments were reset
    std::uint64_t totalTokens = 0; // trained on in the run, replay and prompts included
    std::uint64_t phaseTokens = 0;
    std::uint64_t phaseTrainedTokens = 0;
    std::vector<double> recentLosses;
    std::string weights; // file of masters and moments in the folder; empty: the base model, moments zero

    // What "auto" was resolved to, since another choice would round otherwise. Empty before the first start.
    std::string device;
    std::string precision;
    int threads = 0;
    std::int64_t microBatchTokens = 0;

    // Early stopping
    std::string bestWeights; // file of the best state of this phase; empty: none yet
    double bestLoss = 0;
    std::int64_t bestStep = 0;
    std::int64_t bestOptimizerSteps = 0;
    int evaluationsWithoutBetter = 0;

    // How the training of `phase` ended, once stage is past Training.
    std::int64_t keptStep = 0;
    std::string finishReason;

    bool operator==(const ResumeState&) const = default;
};

struct TrainingTensors // all [n] float32; copied to and from the CPU as needed
{
    at::Tensor& masters;
    at::Tensor& firstMoment;
    at::Tensor& secondMoment;
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
    // Moments that were dropped become zeros.
    Result<> loadTensors(const std::string& file, TrainingTensors tensors) const;

    // Writes a new file of tensors and returns its name and size; nothing refers to it yet.
    struct WrittenTensors
    {
        std::string file;
        std::uint64_t bytes = 0;
    };

    Result<WrittenTensors> writeTensors(const TrainingTensors& tensors, Moments moments = Moments::Keep);
    // From now on this is where the run goes on from. Files that it does not name are removed.
    Result<> commit(const ResumeState& state);

private:
    void removeUnnamed(const ResumeState& state) const;

    std::filesystem::path m_folder;
    FaultPoint m_faultPoint;
};

} // namespace dankai
