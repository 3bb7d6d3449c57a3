// SPDX-License-Identifier: Apache-2.0
#include "core/project/calibrationrecord.h"

#include <limits>

namespace dankai {

namespace {

Json intervalJson(const Interval& interval)
{
    return {{"estimate", interval.estimate}, {"lower", interval.lower}, {"upper", interval.upper}};
}

// What is not a number is written as null.
double numberOf(const Json& json)
{
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

Interval intervalOf(const Json& json)
{
    return {numberOf(json.at("estimate")), numberOf(json.at("lower")), numberOf(json.at("upper"))};
}

// Throws what Json throws.
CalibrationOutcome outcomeOf(const Json& json)
{
    CalibrationOutcome outcome;
    CalibrationQuality& quality = outcome.quality;
    outcome.learntFrom = json.value("learnt_from", std::string()); // earlier records do not say it
    outcome.model = json.value("model", std::string()); // nor whose view it counts
    outcome.version = wholeNumber<int>(json.at("version"));
    outcome.scored = wholeNumber<std::uint64_t>(json.at("scored"));
    outcome.withModel = wholeNumber<std::uint64_t>(json.at("with_model"));
    outcome.withStates = wholeNumber<std::uint64_t>(json.at("with_states"));
    quality.labels = wholeNumber<std::uint64_t>(json.at("labels"));
    for (const Json& level : json.at("levels")) {
        quality.levels.values.push_back(numberOf(level.at("value")));
        quality.levels.counts.push_back(wholeNumber<std::uint64_t>(level.at("labels")));
    }
    quality.levels.cuts = json.at("cuts").get<std::vector<double>>();
    quality.strength = numberOf(json.at("strength"));
    quality.auc = intervalOf(json.at("auc"));
    for (const Json& auc : json.at("auc_of_cuts"))
        quality.aucOfCuts.push_back(numberOf(auc));
    quality.spearman = intervalOf(json.at("spearman"));
    quality.weightedKappa = intervalOf(json.at("weighted_kappa"));
    quality.calibrationError = intervalOf(json.at("calibration_error"));
    quality.isIsotonic = json.at("isotonic").get<bool>();
    quality.doubts = json.at("doubts").get<std::vector<std::string>>();
    for (const auto& [group, share] : json.at("groups").items())
        outcome.groups.push_back({group, numberOf(share)});
    for (const Json& point : json.at("learning_curve"))
        outcome.curve.push_back({wholeNumber<std::uint64_t>(point.at("labels")),
            wholeNumber<int>(point.at("draws")), numberOf(point.at("auc")), numberOf(point.at("deviation"))});
    return outcome;
}

} // namespace

Json toJson(const CalibrationOutcome& outcome)
{
    const CalibrationQuality& quality = outcome.quality;
    Json levels = Json::array();
    for (int level = 0; level < quality.levels.count(); ++level) {
        const auto at = static_cast<std::size_t>(level);
        levels.push_back({{"value", quality.levels.values[at]}, {"labels", quality.levels.counts[at]}});
    }
    Json groups = Json::object();
    for (const GroupShare& group : outcome.groups)
        groups[group.group] = group.share;
    Json curve = Json::array();
    for (const LearningPoint& point : outcome.curve)
        curve.push_back({{"labels", point.labels}, {"draws", point.draws}, {"auc", point.meanAuc},
            {"deviation", point.deviation}});
    return {{"learnt_from", outcome.learntFrom}, {"model", outcome.model}, {"version", outcome.version},
        {"scored", outcome.scored}, {"with_model", outcome.withModel}, {"with_states", outcome.withStates},
        {"labels", quality.labels}, {"levels", levels}, {"cuts", quality.levels.cuts},
        {"strength", quality.strength}, {"auc", intervalJson(quality.auc)},
        {"auc_of_cuts", quality.aucOfCuts}, {"spearman", intervalJson(quality.spearman)},
        {"weighted_kappa", intervalJson(quality.weightedKappa)},
        {"calibration_error", intervalJson(quality.calibrationError)}, {"isotonic", quality.isIsotonic},
        {"doubts", quality.doubts}, {"groups", groups}, {"learning_curve", curve}};
}

Result<CalibrationOutcome> parseCalibration(std::string_view text, const std::string& where)
{
    const auto json = parseJson(text, where);
    if (!json)
        return tl::unexpected(json.error());
    try {
        return outcomeOf(*json);
    } catch (const Json::exception& exception) {
        return unusable(where + ": this is no record of a calibration (" + exception.what()
            + "). Calibrate again to write it anew.");
    }
}

Result<std::optional<CalibrationOutcome>> lastCalibration(Project& project)
{
    const auto kept = project.scores().newestSettings(calibratedScorer);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return std::nullopt;
    auto outcome = parseCalibration(**kept, (project.folder() / "project.db").string());
    if (!outcome)
        return passOn(outcome);
    return std::optional(std::move(*outcome));
}

} // namespace dankai
