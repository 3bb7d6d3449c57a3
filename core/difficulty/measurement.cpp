// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/measurement.h"

#include "core/base/json.h"
#include "core/platform/file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

double lossOf(const Measurement& measurement)
{
    return measurement.nll / static_cast<double>(measurement.tokens);
}

double directLossOf(const Measurement& measurement)
{
    return *measurement.directNll / static_cast<double>(measurement.tokens);
}

double tokenErrorOf(const Measurement& measurement)
{
    return measurement.firsts ? static_cast<double>(measurement.tokens - *measurement.firsts)
            / static_cast<double>(measurement.tokens)
                              : std::numeric_limits<double>::quiet_NaN();
}

double askAnswerOf(const Measurement& measurement)
{
    return measurement.askedBytes
        ? std::sqrt(std::max(0.0, measurement.nll) * static_cast<double>(*measurement.askedBytes))
        : std::numeric_limits<double>::quiet_NaN();
}

// Below that the model would not have answered with a digit, and no score is made up of the rest.
constexpr double leastJudgedMass = 0.5;

// A new one is a row here, and one in the table of scorers.
constexpr std::array<ModelScorer, 8> table = {{
    {"nll", false, false, [](const Measurement& measured) { return measured.nll; }},
    {lossScorer, false, false, lossOf},
    {tokenErrorScorer, false, false, tokenErrorOf},
    {"perplexity", false, false, [](const Measurement& measured) { return std::exp(lossOf(measured)); }},
    {"ifd", true, false,
        [](const Measurement& measured) { return std::exp(lossOf(measured) - directLossOf(measured)); }},
    {"ifd_loss", true, false,
        [](const Measurement& measured) { return lossOf(measured) / directLossOf(measured); }},
    {askAnswerScorer, false, false, askAnswerOf},
    {localJudgeScorer, false, true, [](const Measurement& measured) { return *measured.judged; }},
}};

} // namespace

std::string toJsonLine(const Measurement& measurement)
{
    if (!measurement.unmeasured.empty())
        return toJsonLine(Json{{"id", measurement.id}, {"unmeasured", measurement.unmeasured}});
    Json json = {{"id", measurement.id}, {"tokens", measurement.tokens}, {"nll", measurement.nll}};
    if (measurement.directNll)
        json["direct_nll"] = *measurement.directNll;
    if (measurement.firsts)
        json["ranked_first"] = *measurement.firsts;
    if (measurement.askedBytes)
        json["asked_bytes"] = *measurement.askedBytes;
    if (measurement.judged) {
        json["judged"] = *measurement.judged;
        json["judged_mass"] = measurement.judgedMass;
    }
    return toJsonLine(json);
}

Result<Measurement> parseMeasurement(std::string_view line, const std::string& where)
{
    const auto json = parseJson(line, where);
    if (!json)
        return tl::unexpected(json.error());
    try {
        Measurement measurement;
        measurement.id = json->at("id").get<std::string>();
        if (const auto reason = json->find("unmeasured"); reason != json->end()) {
            measurement.unmeasured = reason->get<std::string>();
            if (measurement.unmeasured.empty())
                return unusable(where + ": unmeasured gives no reason");
            return measurement;
        }
        measurement.tokens = wholeNumber<std::uint64_t>(json->at("tokens"));
        measurement.nll = json->at("nll").get<double>();
        if (const auto direct = json->find("direct_nll"); direct != json->end())
            measurement.directNll = direct->get<double>();
        if (const auto judged = json->find("judged"); judged != json->end()) {
            measurement.judged = judged->get<double>();
            measurement.judgedMass = json->at("judged_mass").get<double>();
            if (!(*measurement.judged >= 1 && *measurement.judged <= 5)
                || !(measurement.judgedMass >= 0 && measurement.judgedMass <= 1.001))
                return unusable(where + ": a judgement that is not from 1 to 5");
        }
        if (const auto firsts = json->find("ranked_first"); firsts != json->end()) {
            measurement.firsts = wholeNumber<std::uint64_t>(*firsts);
            if (*measurement.firsts > measurement.tokens)
                return unusable(where + ": more tokens are ranked first than there are");
        }
        if (const auto asked = json->find("asked_bytes"); asked != json->end())
            measurement.askedBytes = wholeNumber<std::uint64_t>(*asked);
        if (measurement.tokens == 0 || !std::isfinite(measurement.nll)
            || !std::isfinite(measurement.directNll.value_or(0)))
            return unusable(where + ": a measurement without tokens, or not a number");
        return measurement;
    } catch (const Json::exception& exception) {
        return unusable(where + ": not a measurement of an example: " + exception.what());
    }
}

Result<std::vector<Measurement>> readMeasurements(const std::filesystem::path& file)
{
    auto reader = LineReader::open(file);
    if (!reader)
        return passOn(reader);
    std::vector<Measurement> measurements;
    for (;;) {
        const auto line = reader->next();
        if (!line)
            return tl::unexpected(line.error());
        if (!*line)
            return measurements;
        if (auto measurement = parseMeasurement(**line, file.string()))
            measurements.push_back(std::move(*measurement));
    }
}

std::span<const ModelScorer> modelScorers()
{
    return table;
}

const ModelScorer* modelScorerNamed(std::string_view name)
{
    const auto found = std::ranges::find(table, name, &ModelScorer::name);
    return found == table.end() ? nullptr : &*found;
}

Result<bool> needsDirectPass(std::span<const std::string> scorers)
{
    bool isNeeded = false;
    for (const std::string& name : scorers) {
        const ModelScorer* scorer = modelScorerNamed(name);
        if (scorer == nullptr)
            return unusable("There is no scorer '" + name + "' that reads a model's measurements.");
        isNeeded = isNeeded || scorer->needsDirect;
    }
    return isNeeded;
}

std::optional<double> scoreOf(const ModelScorer& scorer, const Measurement& measurement)
{
    if (!measurement.unmeasured.empty() || (scorer.needsDirect && !measurement.directNll)
        || (scorer.needsJudge && (!measurement.judged || measurement.judgedMass < leastJudgedMass)))
        return std::nullopt;
    const double score = scorer.score(measurement);
    // A response that is certain alone has a loss of 0 to divide by.
    return std::isfinite(score) ? std::optional(score) : std::nullopt;
}

} // namespace dankai
