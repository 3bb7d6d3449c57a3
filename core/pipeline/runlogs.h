// SPDX-License-Identifier: Apache-2.0
// The record once more in the forms that other tools read: TensorBoard events for each phase,
// trainer_log.jsonl with LLaMA-Factory's field names, trainer_state.json with transformers'. All of it can
// be made from the events again, so a resumed run writes it anew; a failure to write is a warning.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/protocol/event.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>

namespace dankai {

class RunLogs final
{
public:
    // Removes what an earlier attempt wrote and begins with `events`, the ones that count.
    static Result<RunLogs> begin(const std::filesystem::path& folder, std::span<const Event> events);

    Result<> add(const Event& event);
    Json trainerState() const; // for a checkpoint folder

private:
    RunLogs() = default;
    Result<> appendScalars(int phase, const Event& event,
        std::span<const std::pair<std::string, double>> scalars, std::int64_t step);
    Result<> addStep(const Event& event, const event::Step& step);
    Result<> addEvaluated(const Event& event, const event::Evaluated& evaluated);
    Result<> addResources(const Event& event, const event::Resources& resources);

    std::filesystem::path m_folder;
    std::map<int, std::filesystem::path> m_files; // of TensorBoard, by phase
    double m_seconds = 0; // of all steps so far
    Json m_history = Json::array();
    int m_phase = 1; // of the last step
    std::int64_t m_step = 0;
    std::int64_t m_totalSteps = 0;
    double m_epoch = 0;
    std::uint64_t m_tokens = 0;
};

} // namespace dankai
