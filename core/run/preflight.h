// SPDX-License-Identifier: Apache-2.0
// What is wrong with the rows as the model will see them, found on the frozen tokens before any GPU time.
// Judges rows and disk; whether a step fits into memory is found by the engine's dry run.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

enum class Severity
{
    Note, // worth knowing
    Warning, // worth looking at before starting
    Error, // training would be wrong: freezing refuses
};

std::string_view nameOfSeverity(Severity severity); // note, warning, error

struct Finding
{
    Severity severity = Severity::Note;
    std::string check; // mask, eos, bos, truncation, empty_labels, duplicates, leakage, disk_space, template,
                       // japanese, one_step
    std::string message; // what, where, what to do
    std::uint64_t count = 0; // rows concerned
    std::vector<std::string> rows; // the first few, as file:line
    bool operator==(const Finding&) const = default;
};

// Figures of one file's rows as tokens.
struct RowFigures
{
    std::string file;
    std::uint64_t rows = 0;
    std::uint64_t tokens = 0;
    std::uint64_t trainedTokens = 0;
    std::uint64_t longest = 0;
    std::uint64_t cutInAnswer = 0; // rows whose answer lost its tail at max_length
    std::uint64_t cutInPrompt = 0; // rows whose prompt alone is too long: nothing left to train, dropped
    std::uint64_t dropped = 0; // rows that are not trained on for any reason
    std::uint64_t steps = 0; // optimizer steps of a phase file, all epochs
    std::uint64_t stepTokens = 0; // tokens over all these steps, replay included
    bool operator==(const RowFigures&) const = default;
};

struct Preflight
{
    std::vector<Finding> findings;
    std::vector<RowFigures> figures;
    bool forbidsTraining() const;
};

Json toJson(const Preflight& preflight);
Result<Preflight> preflightFromJson(const Json& json, const std::string& where);

} // namespace dankai
