// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/gate.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace dankai {

namespace {

struct Part
{
    const char* kind = "";
    Verdict verdict = Verdict::Undecided;
    std::string reason{};
    std::string set{}; // of harm: which earlier one
};

std::string number(double value, int digits = 3)
{
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string percent(double value)
{
    return number(100 * value, 1) + " %";
}

std::string signedPercent(double value)
{
    std::string text(value > 0 ? "+" : "");
    return text.append(percent(value));
}

struct Change
{
    Interval perToken; // of (after - before) per token
    double lossBefore = 0;
    double lossAfter = 0;
    std::uint64_t n = 0;
};

// Pairs by id; what only one side has does not count.
Change measure(const LossChange& change, double confidence, const GateParams& params)
{
    std::map<std::string_view, const ExampleLoss*> before;
    for (const ExampleLoss& loss : change.before)
        before[loss.id] = &loss;
    std::vector<double> differences, tokens;
    Change result;
    double nllBefore = 0, nllAfter = 0, tokenSum = 0;
    for (const ExampleLoss& after : change.after) {
        const auto found = before.find(after.id);
        if (found == before.end() || after.tokens == 0 || found->second->tokens != after.tokens)
            continue;
        differences.push_back(after.nll - found->second->nll);
        tokens.push_back(static_cast<double>(after.tokens));
        nllBefore += found->second->nll;
        nllAfter += after.nll;
        tokenSum += static_cast<double>(after.tokens);
    }
    result.n = differences.size();
    if (result.n == 0)
        return result;
    result.lossBefore = nllBefore / tokenSum;
    result.lossAfter = nllAfter / tokenSum;
    BootstrapParams bootstrap;
    bootstrap.resamples = params.resamples;
    bootstrap.confidence = confidence;
    bootstrap.seed = params.seed;
    result.perToken = bootstrapRatio(differences, tokens, bootstrap);
    return result;
}

Json toJson(const Change& change, const std::string& name)
{
    return {{"set", name}, {"n", change.n}, {"loss_before", change.lossBefore},
        {"loss_after", change.lossAfter}, {"change", change.perToken.estimate},
        {"lower", change.perToken.lower}, {"upper", change.perToken.upper},
        {"confidence", change.perToken.confidence}};
}

Part judgeProgress(const GateInput& input, const GateParams& params, Json& evidence)
{
    const Change change = measure(input.progress, params.confidence, params);
    evidence["progress"] = toJson(change, input.progress.name);
    evidence["progress"]["min_gain"] = params.minGain;
    if (change.n < params.minExamples || change.lossBefore <= 0) {
        return {"progress", Verdict::Undecided,
            "Progress is not known: " + input.progress.name + " has " + std::to_string(change.n)
                + " held-out examples, at least " + std::to_string(params.minExamples) + " are needed."};
    }
    const double lower = change.perToken.lower / change.lossBefore;
    const double upper = change.perToken.upper / change.lossBefore;
    const std::string figures = "The loss on " + input.progress.name + " went from "
        + number(change.lossBefore) + " to " + number(change.lossAfter) + ", a change of "
        + signedPercent(change.perToken.estimate / change.lossBefore) + " (" + signedPercent(lower) + " to "
        + signedPercent(upper) + ", n = " + std::to_string(change.n) + "; worth a phase: a fall of "
        + percent(params.minGain) + ")";
    if (upper < -params.minGain)
        return {"progress", Verdict::Pass, figures + ": better."};
    if (lower > 0)
        return {"progress", Verdict::Fail, figures + ": worse."};
    if (lower > -params.minGain)
        return {"progress", Verdict::Fail, figures + ": too little."};
    return {"progress", Verdict::Undecided, figures + ": could be either."};
}

Part judgeHarm(const LossChange& earlier, const GateParams& params, Json& evidence)
{
    // A one-sided bound at c is the end of a two-sided interval at 2c - 1.
    const Change change = measure(earlier, 2 * params.confidence - 1, params);
    Json record = toJson(change, earlier.name);
    record["margin"] = params.harmMargin;
    evidence["harm"].push_back(std::move(record));
    if (change.n < params.minExamples || change.lossBefore <= 0) {
        return {"harm", Verdict::Undecided,
            "Harm to " + earlier.name + " is not known: it has " + std::to_string(change.n)
                + " held-out examples, at least " + std::to_string(params.minExamples) + " are needed."};
    }
    const double lower = change.perToken.lower / change.lossBefore;
    const double upper = change.perToken.upper / change.lossBefore;
    const std::string figures = "The loss on " + earlier.name + " changed by "
        + signedPercent(change.perToken.estimate / change.lossBefore) + " (" + signedPercent(lower) + " to "
        + signedPercent(upper) + ", n = " + std::to_string(change.n) + "; allowed: up to "
        + percent(params.harmMargin) + ")";
    if (upper <= params.harmMargin)
        return {"harm", Verdict::Pass, figures + ": no harm."};
    if (lower > params.harmMargin)
        return {"harm", Verdict::Fail, figures + ": it has forgotten."};
    return {"harm", Verdict::Undecided, figures + ": harm cannot be excluded."};
}

std::vector<Part> judgeHealth(const GateInput& input, const GateParams& params, Json& evidence)
{
    const OutputHealth& now = input.health;
    const OutputHealth& base = input.baseHealth;
    evidence["health"] = toJson(now);
    evidence["base_health"] = toJson(base);
    if (now.answers < params.minAnswers || base.answers < params.minAnswers) {
        return {{"health", Verdict::Undecided,
            "The health of the answers is not known: there are " + std::to_string(now.answers)
                + " frozen prompts, at least " + std::to_string(params.minAnswers) + " are needed."}};
    }
    std::vector<Part> parts;

    const double neededEndRate = std::min(params.minEndRate, base.endRate());
    const Interval ending = wilsonInterval(now.ended, now.answers, params.confidence);
    const std::string ends = std::to_string(now.ended) + " of " + std::to_string(now.answers)
        + " answers end by themselves (base: " + std::to_string(base.ended) + ")";
    parts.push_back(now.endRate() >= neededEndRate ? Part{"end_rate", Verdict::Pass, ends + "."}
            : ending.upper < neededEndRate
            ? Part{"end_rate", Verdict::Fail, ends + ": too few, " + percent(neededEndRate) + " are needed."}
            : Part{"end_rate", Verdict::Undecided,
                ends + ": maybe too few, " + percent(neededEndRate) + " are needed."});

    const double allowedRepeats = std::max(params.maxRepeatRate, base.meanRepeatRate);
    const std::string repeats = percent(now.meanRepeatRate)
        + " of 4-grams are repeats (base: " + percent(base.meanRepeatRate) + ")";
    const double leastRepeats
        = now.meanRepeatRate - normalQuantile(0.5 + params.confidence / 2) * now.repeatRateError;
    parts.push_back(now.meanRepeatRate <= allowedRepeats ? Part{"repeat_rate", Verdict::Pass, repeats + "."}
            : leastRepeats > allowedRepeats
            ? Part{"repeat_rate", Verdict::Fail, repeats + ": the answers loop."}
            : Part{"repeat_rate", Verdict::Undecided, repeats + ": maybe they loop."});

    const Interval copying = wilsonInterval(now.copies, now.answers, params.confidence);
    const std::string copies = std::to_string(now.copies) + " of " + std::to_string(now.answers)
        + " answers recite 20 words or more of a training answer";
    parts.push_back(now.copyRate() <= params.maxCopyRate ? Part{"copies", Verdict::Pass, copies + "."}
            : copying.lower > params.maxCopyRate
            ? Part{"copies", Verdict::Fail, copies + ": the model recites."}
            : Part{"copies", Verdict::Undecided, copies + ": maybe it recites."});

    const double drift = base.meanTokens > 0 ? now.meanTokens / base.meanTokens - 1 : 0;
    evidence["length_drift"] = drift;
    const std::string lengths = "Answers are " + number(now.meanTokens, 1)
        + " tokens long on average (base: " + number(base.meanTokens, 1) + ")";
    parts.push_back(std::abs(drift) <= params.maxLengthDrift
            ? Part{"length", Verdict::Pass, lengths + "."}
            : Part{"length", Verdict::Undecided, lengths + ": a different length; look at them."});
    return parts;
}

int gravity(Verdict verdict)
{
    return verdict == Verdict::Fail ? 0 : verdict == Verdict::Undecided ? 1 : 2;
}

} // namespace

std::string_view nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return "pass";
    case Verdict::Fail:
        return "fail";
    case Verdict::Undecided:
        return "undecided";
    }
    return {};
}

GateResult judgeGate(const GateInput& input, const GateParams& params)
{
    Json evidence = Json::object();
    evidence["harm"] = Json::array();
    evidence["limits"] = {{"confidence", params.confidence}, {"min_gain", params.minGain},
        {"harm_margin", params.harmMargin}, {"min_end_rate", params.minEndRate},
        {"max_length_drift", params.maxLengthDrift}, {"max_repeat_rate", params.maxRepeatRate},
        {"max_copy_rate", params.maxCopyRate}, {"min_examples", params.minExamples},
        {"min_answers", params.minAnswers}};
    std::vector<Part> parts;
    if (input.isDiverged) {
        parts.push_back({"divergence", Verdict::Fail,
            "The training of " + input.phaseName + " diverged and ended with the last good weights."});
    }
    evidence["diverged"] = input.isDiverged;
    parts.push_back(judgeProgress(input, params, evidence));
    for (const LossChange& earlier : input.earlier) {
        parts.push_back(judgeHarm(earlier, params, evidence));
        parts.back().set = earlier.name;
    }
    for (Part& part : judgeHealth(input, params, evidence))
        parts.push_back(std::move(part));

    std::stable_sort(parts.begin(), parts.end(),
        [](const Part& a, const Part& b) { return gravity(a.verdict) < gravity(b.verdict); });
    GateResult result;
    result.verdict = parts.front().verdict;
    evidence["parts"] = Json::array();
    for (const Part& part : parts) {
        result.reasons.push_back(std::string(nameOf(part.verdict)) + ": " + part.reason);
        Json record{{"part", part.kind}, {"verdict", nameOf(part.verdict)}};
        if (!part.set.empty())
            record["set"] = part.set;
        evidence["parts"].push_back(std::move(record));
    }
    result.evidence = std::move(evidence);
    return result;
}

} // namespace dankai
