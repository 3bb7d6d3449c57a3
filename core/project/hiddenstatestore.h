// SPDX-License-Identifier: Apache-2.0
// The hidden states that jobs have left in a project, found by example and content revision. They stand in
// binary files under states/, one for each job (core/difficulty/hiddenstates.h), and in jobs that go on.
#pragma once

#include "core/base/result.h"
#include "core/difficulty/hiddenstates.h"
#include "core/phase/plan.h"
#include "core/project/othermodel.h"
#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace dankai {

// What states are told apart by, besides their layer.
struct StatesModel
{
    std::string hash;
    std::string chatTemplate; // the choice; empty: the model's own
};

// Of the project's model, or of another one. `chatTemplate`: instead of the project's, of another model
// instead of its own; empty: those.
StatesModel statesModel(
    const Project& project, const std::optional<OtherModel>& other, const std::string& chatTemplate = {});

class HiddenStateStore final
{
public:
    // Of this model and layer. Files that cannot be read are left out and named in problems(): what was in
    // them is computed again.
    static Result<HiddenStateStore> open(
        const Project& project, std::int64_t layer, const StatesModel& model);
    // Of the project's model and template.
    static Result<HiddenStateStore> open(const Project& project, std::int64_t layer);

    // Of one example's means; 0: there are no states.
    std::size_t columns() const { return m_columns; }

    bool has(ExampleId example, int revision) const { return m_rows.contains(keyOf(example, revision)); }

    // [columns()]; false where there are none of it.
    bool read(ExampleId example, int revision, std::span<float> values) const;

    const std::vector<std::string>& problems() const { return m_problems; }

private:
    struct Row
    {
        std::uint32_t file = 0;
        std::uint32_t row = 0;
    };

    static std::string keyOf(ExampleId example, int revision);

    std::vector<HiddenStatesFile> m_files;
    std::unordered_map<std::string, Row> m_rows; // by the row's id
    std::vector<std::string> m_problems;
    std::size_t m_columns = 0;
};

// Moves what a job has left to states/, where it outlives the job. Nothing where it left none.
Result<> keepHiddenStates(const Project& project, const std::string& jobId);

} // namespace dankai
