// SPDX-License-Identifier: Apache-2.0
// How likely a model finds the response of an example, and the scores that follow from it. The engine
// measures (core/pipeline/measuring.h); here is what it says, as lines of results.jsonl, and the formulas.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct Measurement
{
    std::string id;
    std::uint64_t tokens = 0; // of the response, with its end of turn
    double nll = 0; // summed over them, given all that stands before; natural logarithm
    // The same tokens, given nothing but the token that every sequence begins with; absent where it was not
    // asked for.
    std::optional<double> directNll;
    // Why there is no measurement; empty where there is one.
    std::string unmeasured;
    // What the model, asked as a judge, would answer: the mean of the digits 1 to 5 by their probabilities,
    // and how much of all probability lies on them. Absent where it was not asked.
    std::optional<double> judged = std::nullopt;
    double judgedMass = 0;
    // How many of the tokens the model ranks first, given all that stands before: all of them is a response
    // that it would give word for word, if it always said what it finds likeliest. Absent in older records.
    std::optional<std::uint64_t> firsts = std::nullopt;
    // How much is asked: what the user says, compressed (compressedSize() in textfeatures.h). Absent in older
    // records.
    std::optional<std::uint64_t> askedBytes = std::nullopt;

    bool operator==(const Measurement&) const = default;
};

// Reasons of `unmeasured`.
namespace unmeasured {
inline constexpr std::string_view tooLong = "too_long"; // than max_length: the response would be cut
inline constexpr std::string_view noResponse = "no_response"; // nothing to predict
inline constexpr std::string_view refused = "refused_by_template"; // a role or an order that it does not know
} // namespace unmeasured

std::string toJsonLine(const Measurement& measurement);
// `where` names the line in errors. Not a number and infinity are errors: they come from a broken model.
Result<Measurement> parseMeasurement(std::string_view line, const std::string& where);

// Of a results.jsonl, also one that is still being written. Lines that are no measurement, cut by a kill or a
// full disk, are left out: their rows count as not measured.
Result<std::vector<Measurement>> readMeasurements(const std::filesystem::path& file);

struct ModelScorer
{
    std::string_view name;
    bool needsDirect = false; // a second pass over the response alone
    bool needsJudge = false; // a pass over a judge's question about the example
    double (*score)(const Measurement&) = nullptr; // of one that has what it needs
};

// nll          sum of -log p(token | before) over the response
// loss         the same per token
// perplexity   exp(loss)
// ifd          exp(loss) / exp(loss of the response alone), Superfiltering's form of the difficulty of
//              following the instruction (Li et al., arXiv 2402.00530): above 1 the instruction makes the
//              response less likely
// ifd_loss     loss / loss of the response alone, the form of Cherry LLM's code (Li et al., arXiv
//              2308.12032)
// token_error  share of the response's tokens that the model does not rank first, 0 to 1: one less its
//              accuracy under teacher forcing
// ask_answer   geometric mean of how much is asked (askedBytes) and nll: a long way to the answer of a
//              question that says much. The paper's two dimensions of difficulty, the instruction's own and
//              that of the way from it to the response, without anybody who judges them. Its AUC for the
//              rows of Alpaca that GPT-4 calls hard was 0.753 on the 3,000 on which it was chosen (nll:
//              0.728) and 0.739 on 1,600 others (0.732), where the difference is 0.006 [-0.004, 0.018]
// local_judge  the model's own answer to a judge's question (judgeprompt.h), as the expectation over the
//              digits, where most of the probability lies on them; the trick is that of DEITA's scorers
// In both passes of IFD the same tokens are predicted; the originals leave one out or cut text anew.
std::span<const ModelScorer> modelScorers();
const ModelScorer* modelScorerNamed(std::string_view name); // null: none
// Unusable where one of the names is no scorer of a model.
Result<bool> needsDirectPass(std::span<const std::string> scorers);

inline constexpr std::string_view localJudgeScorer = "local_judge";
inline constexpr std::string_view lossScorer = "loss";
inline constexpr std::string_view tokenErrorScorer = "token_error";
inline constexpr std::string_view askAnswerScorer = "ask_answer";

// Nothing where it was not measured, or not what the scorer needs.
std::optional<double> scoreOf(const ModelScorer& scorer, const Measurement& measurement);

} // namespace dankai
