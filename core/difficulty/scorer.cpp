// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/scorer.h"

#include "core/difficulty/columnscore.h"
#include "core/difficulty/losschange.h"
#include "core/difficulty/measurement.h"
#include "core/difficulty/textfeatures.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dankai {

namespace {

using TextFeature = double (*)(const Example&);

struct ScorerRow
{
    ScorerInfo info;
    TextFeature feature = nullptr; // of scorers that read text
};

// A new scorer is a row here. Scorers by a model or a judge read through a job and are listed so that plans
// can name them.
const std::array<ScorerRow, 18> table = {{
    {{"length", ScorerReads::Text, 1, "characters", "characters of all turns"},
        [](const Example& example) { return static_cast<double>(textLength(example)); }},
    {{"response_length", ScorerReads::Text, 1, "characters", "characters of the response"},
        [](const Example& example) { return static_cast<double>(responseLength(example)); }},
    {{"compressed_size", ScorerReads::Text, 1, "bytes", "bytes of all turns after compression"},
        [](const Example& example) { return static_cast<double>(compressedSize(example)); }},
    {{"tokens", ScorerReads::Tokens, 1, "tokens", "tokens of the rendered example, by the project's model"},
        nullptr},
    {{"nll", ScorerReads::Model, 1, "nats", "how unlikely the project's model finds the response, in all"},
        nullptr},
    {{"loss", ScorerReads::Model, 1, "nats per token", "the model's loss on the response"}, nullptr},
    {{"token_error", ScorerReads::Model, 1, "",
         "share of the response's tokens that the model would not have put there"},
        nullptr},
    {{"perplexity", ScorerReads::Model, 1, "", "exp(loss)"}, nullptr},
    {{"ifd", ScorerReads::Model, 1, "",
         "instruction-following difficulty: perplexity with the instruction over that without it"},
        nullptr},
    {{"ifd_loss", ScorerReads::Model, 1, "", "the same of losses, as Cherry LLM's code has it"}, nullptr},
    {{"ask_answer", ScorerReads::Model, 1, "",
         "how much is asked and how unlikely the model finds the response, both at once"},
        nullptr},
    {{"local_judge", ScorerReads::Model, 1, "", "1 to 5, what the project's own model says as a judge"},
        nullptr},
    {{"loss_drop", ScorerReads::Model, 1, "nats per token", "how far a run brought the loss down"}, nullptr},
    {{"forgetting", ScorerReads::Model, 1, "nats per token",
         "how far the loss rose again after the checkpoint of a run that knew the example best"},
        nullptr},
    {{"column", ScorerReads::Column, 1, "", "column:NAME, a number that the imported file carries"}, nullptr},
    {{"imported", ScorerReads::Import, 1, "", "the score that the import found by itself or by --map score="},
        nullptr},
    {{"judge", ScorerReads::Judge, 1, "", "judge:MODEL, what a judge on an endpoint answered"}, nullptr},
    {{"calibrated", ScorerReads::Labels, 1, "", "what a calibration learnt from labels; dankai calibrate"},
        nullptr},
}};

// Scorers of which there is one for each column, judge or run: their names go on behind a colon.
bool isNamedFurther(const ScorerInfo& info)
{
    return info.reads == ScorerReads::Column || info.reads == ScorerReads::Judge
        || info.name == lossDropScorer || info.name == forgettingScorer;
}

// Of the project's model, and with a further name of another model or a run's checkpoint.
bool isOfAnyModel(const ScorerInfo& info)
{
    return info.reads == ScorerReads::Model && !isNamedFurther(info);
}

std::string knownNames()
{
    std::string names;
    for (const ScorerRow& row : table)
        names += (names.empty() ? "" : ", ") + std::string(row.info.name)
            + (row.info.reads == ScorerReads::Column       ? ":NAME"
                    : row.info.reads == ScorerReads::Judge ? ":MODEL"
                    : isNamedFurther(row.info)             ? ":RUN"
                                                           : "");
    return names;
}

const ScorerRow& rowOf(const ScorerInfo& info)
{
    return *std::find_if(
        table.begin(), table.end(), [&](const ScorerRow& row) { return row.info.name == info.name; });
}

} // namespace

std::span<const ScorerInfo> scorers()
{
    static const std::vector<ScorerInfo> infos = [] {
        std::vector<ScorerInfo> list;
        list.reserve(std::size(table));
        for (const ScorerRow& row : table)
            list.push_back(row.info);
        return list;
    }();
    return infos;
}

Result<Scorer> Scorer::named(std::string_view name)
{
    Scorer scorer;
    scorer.m_name = name;
    const std::size_t colon = name.find(':');
    const std::string_view wanted = name.substr(0, colon);
    if (colon != name.npos)
        scorer.m_suffix = name.substr(colon + 1);
    for (const ScorerInfo& info : scorers()) {
        if (info.name != wanted || (!isOfAnyModel(info) && isNamedFurther(info) == scorer.m_suffix.empty())
            || (colon != name.npos && scorer.m_suffix.empty())
            // No checkpoint of a run is asked as a judge.
            || (info.name == localJudgeScorer && scorer.m_suffix.find('/') != scorer.m_suffix.npos))
            continue;
        scorer.m_info = &info;
        return scorer;
    }
    return unusable(
        "There is no scorer '" + std::string(name) + "'. The scorers there are: " + knownNames() + ".");
}

ScoreOutcome Scorer::score(const Example& example, std::uint32_t tokens) const
{
    ScoreOutcome outcome;
    switch (m_info->reads) {
    case ScorerReads::Text:
        outcome.value = rowOf(*m_info).feature(example);
        break;
    case ScorerReads::Tokens:
        if (tokens > 0)
            outcome.value = tokens;
        break;
    case ScorerReads::Column:
        if (example.extra.is_object()) {
            if (const auto found = example.extra.find(m_suffix); found != example.extra.end()) {
                outcome.value = parseColumnScore(*found);
                outcome.raw = rawColumnText(*found);
            }
        }
        break;
    case ScorerReads::Import:
    case ScorerReads::Judge:
    case ScorerReads::Model:
    case ScorerReads::Labels:
        break;
    }
    return outcome;
}

} // namespace dankai
