// SPDX-License-Identifier: Apache-2.0
// Scores from the checkpoints of a run: how likely each of them finds an example's response, and what follows
// from several of them (core/difficulty/losschange.h). Losses that the run has recorded on its held-out rows
// are taken over; the rest is measured by a job (modelscoring.h), which this does not start.
#pragma once

#include "core/base/result.h"
#include "core/project/project.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// A model after a phase of a run, as a job measures it.
struct MeasuredCheckpoint
{
    std::string run; // its id
    int phase = 0; // 0: the model that the run began with
    std::filesystem::path model; // empty: its weights are not there any more
    std::filesystem::path chatTemplate; // the file of the run's, so that prompts read as they did in training
    std::string templateDate;

    std::string key() const; // 001/base, 001/phase_2
};

// A scorer of core/difficulty/measurement.h, of this checkpoint: loss:001/phase_2. Names the checkpoint for
// good, since no number of a run is given twice and a checkpoint is never written again.
std::string scorerAt(std::string_view scorer, const MeasuredCheckpoint& checkpoint);

// The base and every phase that the run has finished, in their order. Unusable where it has finished none, or
// is at work: its last one would not be its last.
Result<std::vector<MeasuredCheckpoint>> checkpointsOf(Project& project, const std::string& wanted);

// Takes over the losses that the run recorded of this checkpoint, where an example still reads as its
// held-out row did and was not cut; how many. Looks at test rows are logged.
Result<std::uint64_t> takeRecordedLosses(Project& project, const MeasuredCheckpoint& checkpoint);

// loss_drop:RUN and forgetting:RUN of all examples that all of these checkpoints have a loss of; with `phase`
// loss_drop:RUN/phase_<phase>, between it and the one before. Their version is the number of the last phase.
struct LossChanges
{
    std::string scorer; // under which it stands
    std::uint64_t looked = 0; // examples that had no such score
};

Result<LossChanges> storeLossChanges(Project& project, std::string_view scorer,
    const std::vector<MeasuredCheckpoint>& checkpoints, std::optional<int> phase = {});

} // namespace dankai
