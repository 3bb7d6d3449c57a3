// SPDX-License-Identifier: Apache-2.0
// Scorers that need no model: features of the text and columns of the imported file, in one table.
// Scorers by a model or a judge are jobs of their own; their names are in the table, their work is not.
#pragma once

#include "core/base/result.h"
#include "core/dataset/example.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class ScorerReads
{
    Text, // the example's turns
    Column, // one column of what the file had beside the example; the name is "column:<name>"
    Tokens, // the number of tokens, which the caller knows
    Import, // stored by the import; nothing to compute
    Judge, // stored by a job that asks a judge; the name is "judge:<model>"
    // Stored by a job in which the project's model measures examples (measurement.h), another model:
    // "loss:Qwen2.5-0.5B", or a checkpoint of a run: "loss:001/phase_2"; and what follows from several
    // (losschange.h): "loss_drop:001".
    Model,
    Labels, // stored by a calibration, which learns it from labels (calibration.h)
};

struct ScorerInfo
{
    std::string_view name; // as --scorer and plans have it; "column" stands for column:<name>, "judge" for
                           // judge:<model>, "loss_drop" and "forgetting" for those of a run
    ScorerReads reads = ScorerReads::Text;
    int version = 1; // counted up when the same example would score differently
    std::string_view unit; // what a score counts, for people
    std::string_view description; // one line
};

// length, response_length, compressed_size, tokens, column, imported, judge, local_judge, calibrated, ... A
// new scorer is a line here and, where it reads text, a function in textfeatures.h.
std::span<const ScorerInfo> scorers();

struct ScoreOutcome
{
    std::optional<double> value; // nothing: unscored, and raw says what was there
    std::string raw; // the column's text as it stood; empty for computed features
};

class Scorer final
{
public:
    // "length", "column:difficulty", ...; an unknown name is unusable and the known ones are named.
    static Result<Scorer> named(std::string_view name);

    const std::string& name() const { return m_name; }

    const ScorerInfo& info() const { return *m_info; }

    // `tokens` is read by the scorer of that name only; 0: not known, unscored.
    ScoreOutcome score(const Example& example, std::uint32_t tokens = 0) const;

private:
    Scorer() = default;

    const ScorerInfo* m_info = nullptr;
    std::string m_name;
    std::string m_suffix; // the column, or the judge's model
};

} // namespace dankai
