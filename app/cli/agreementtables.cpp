// SPDX-License-Identifier: Apache-2.0
#include "app/cli/agreementtables.h"

#include "app/cli/intervals.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"
#include "core/difficulty/scorefindings.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

// Of the largest tables of levels that a terminal shows; --json has all.
constexpr std::size_t mostConfusions = 3;

std::string value(double number)
{
    if (std::isfinite(number) && number == std::round(number))
        return withDecimals(number, 0);
    return withDecimals(number, std::abs(number) >= 100 ? 0 : 2);
}

std::string signedFixed(double number, int decimals)
{
    std::string text = withDecimals(number, decimals);
    if (text.starts_with('-'))
        text.replace(0, 1, "−");
    return text;
}

std::string range(const Interval& interval, int decimals)
{
    return std::isnan(interval.estimate)
        ? ""
        : "[" + signedFixed(interval.lower, decimals) + ", " + signedFixed(interval.upper, decimals) + "]";
}

std::string correlation(const Interval& interval)
{
    return std::isnan(interval.estimate) ? "–"
                                         : signedDecimals(interval.estimate, 2) + " " + range(interval, 2);
}

std::string shares(const Interval& interval)
{
    return "[" + percentOf(interval.lower) + ", " + percentOf(interval.upper) + "]";
}

void printFindings(const Console& console, const std::vector<std::string>& findings)
{
    for (const std::string& finding : findings)
        console.print("  " + console.paint(Ink::Accent, "→ ") + finding);
}

void printConfusion(const Console& console, const ScorerPair& pair)
{
    const LevelAgreement& levels = *pair.agreement.levels;
    const auto count = static_cast<std::size_t>(levels.levels());
    console.print();
    console.print(pair.first + " (rows) against " + pair.second + " (columns), examples on each level");
    const bool areValues = levels.kind == LevelKind::Values;
    const auto name = [&](std::size_t level, const std::vector<double>& cuts) {
        if (areValues && level > 0)
            return value(cuts[level - 1]);
        if (level == 0)
            return "below " + value(cuts[0]);
        return (level + 1 == count ? "from " : "") + value(cuts[level - 1])
            + (level + 1 == count ? "" : " to " + value(cuts[level]));
    };
    std::vector<Column> columns{{"", Align::Left}};
    for (std::size_t level = 0; level < count; ++level)
        columns.push_back({name(level, levels.secondCuts)});
    TextTable table(std::move(columns));
    for (std::size_t row = 0; row < count; ++row) {
        std::vector<Cell> cells{name(row, levels.firstCuts)};
        for (std::size_t column = 0; column < count; ++column)
            cells.emplace_back(
                grouped(levels.confusion[row * count + column]), row == column ? Ink::Strong : Ink::Plain);
        table.add(std::move(cells));
    }
    table.print(console);
}

void printThresholds(const Console& console, std::span<const ScorerPair> pairs)
{
    TextTable table({{"scorer", Align::Left, true}, {"thresholds"}, {"cut below them"},
        {"scorer", Align::Left, true}, {"thresholds"}, {"cut below them"}});
    const auto list = [](const std::vector<double>& numbers, auto&& text) {
        std::string joined;
        for (const double number : numbers)
            joined += (joined.empty() ? "" : " · ") + text(number);
        return joined;
    };
    const auto percent = [](double share) { return percentOf(share); };
    for (const ScorerPair& pair : pairs) {
        if (!pair.agreement.levels || pair.agreement.levels->kind == LevelKind::Values)
            continue;
        const LevelAgreement& levels = *pair.agreement.levels;
        table.add({pair.first, list(levels.firstCuts, value), list(levels.firstSharesBelow, percent),
            pair.second, list(levels.secondCuts, value), list(levels.secondSharesBelow, percent)});
    }
    if (table.isEmpty())
        return;
    console.print();
    console.print(
        "Thresholds that cut the same shares, as far as equal values let them; absolute ones do not "
        "carry over from one scorer to another:");
    table.print(console);
}

void addDependence(TextTable& table, const std::string& name, const Dependence& dependence)
{
    table.add({name, grouped(dependence.n), "", signedDecimals(dependence.spearman.estimate, 2),
        range(dependence.spearman, 2),
        std::isnan(dependence.varianceShare) ? "–" : percentOf(dependence.varianceShare, 1)});
}

Json knownOrNull(double number)
{
    return std::isfinite(number) ? Json(number) : Json();
}

Json toJson(const ScoreAgreement& agreement)
{
    Json json{{"n", agreement.n}, {"spearman", toJson(agreement.spearman)},
        {"interval_drawn_from", agreement.drawn}};
    if (!agreement.levels)
        return json;
    const LevelAgreement& levels = *agreement.levels;
    json["levels"]
        = {{"kind", nameOf(levels.kind)}, {"count", levels.levels()}, {"first_thresholds", levels.firstCuts},
            {"second_thresholds", levels.secondCuts}, {"first_shares_below", levels.firstSharesBelow},
            {"second_shares_below", levels.secondSharesBelow}, {"equal", levels.equalShare},
            {"equal_by_chance", levels.equalByChance}, {"kappa", knownOrNull(levels.kappa)},
            {"weighted_kappa", toJson(levels.weightedKappa)}, {"confusion", levels.confusion}};
    return json;
}

} // namespace

void printPairs(const Console& console, std::span<const ScorerPair> pairs)
{
    TextTable table({{"scorer", Align::Left, true}, {"and", Align::Left, true}, {"both"}, {"Spearman (95 %)"},
        {"weighted kappa"}, {"same level"}, {"by chance"}});
    std::uint64_t drawn = 0, n = 0;
    for (const ScorerPair& pair : pairs) {
        const ScoreAgreement& agreement = pair.agreement;
        std::vector<Cell> row{pair.first, pair.second, grouped(agreement.n), correlation(agreement.spearman)};
        if (agreement.levels)
            row.insert(row.end(),
                {correlation(agreement.levels->weightedKappa), percentOf(agreement.levels->equalShare),
                    percentOf(agreement.levels->equalByChance)});
        else
            row.insert(row.end(), {"–", "–", "–"});
        table.add(std::move(row));
        drawn = std::max(drawn, agreement.drawn);
        n = std::max(n, agreement.n);
    }
    table.print(console);
    if (n > drawn)
        console.print(console.paint(Ink::Faint,
            "  Figures are of all examples; the intervals' width is measured on " + grouped(drawn)
                + " drawn from them and brought to their number."));
    printThresholds(console, pairs);
    std::size_t shown = 0;
    for (const ScorerPair& pair : pairs)
        if (pair.agreement.levels && shown++ < mostConfusions)
            printConfusion(console, pair);
    if (shown > mostConfusions)
        console.print(console.paint(Ink::Faint,
            "  ... and " + std::to_string(shown - mostConfusions)
                + " more tables (--json has all; --scorer A --scorer B shows one)."));
}

void printRepeats(const Console& console, std::span<const ScorerRepeats> repeats)
{
    TextTable table(
        {{"scored again", Align::Left, true}, {"examples"}, {"scores"}, {"first = last"}, {"mean difference"},
            {"deviation"}, {"Spearman"}, {"95 %", Align::Left}, {"weighted kappa"}, {"alpha"}});
    for (const ScorerRepeats& one : repeats) {
        const RepeatAgreement& agreement = one.agreement;
        if (agreement.items == 0)
            continue;
        const auto& levels = agreement.firstAndLast.levels;
        table.add({one.scorer, grouped(agreement.items), grouped(agreement.values),
            percentOf(agreement.equalShare), withDecimals(agreement.meanDifference, 2),
            withDecimals(agreement.withinDeviation, 2), correlation(agreement.firstAndLast.spearman),
            levels ? correlation(levels->weightedKappa) : "–", withDecimals(agreement.alpha, 2)});
    }
    console.print();
    if (table.isEmpty()) {
        console.print(console.paint(Ink::Faint,
            "No example has two scores by one of these scorers, so that none can be held against itself."));
        return;
    }
    table.print(console);
}

void printLabels(const Console& console, std::span<const ScorerLabel> labels, const std::string& label)
{
    console.print();
    console.print("Against " + console.paint(Ink::Strong, label)
        + ": in how many of 100 pairs of one labelled 1 and one labelled 0 the first scores higher (50: none "
          "told "
          "apart)");
    TextTable table(
        {{"scorer", Align::Left, true}, {"examples"}, {"labelled 1"}, {"AUC"}, {"95 %", Align::Left}});
    for (const ScorerLabel& one : labels)
        table.add({one.scorer, grouped(one.agreement.n), grouped(one.agreement.positives),
            withDecimals(one.agreement.area.estimate, 3), range(one.agreement.area, 3)});
    table.print(console);
    for (const ScorerLabel& one : labels)
        if (std::isnan(one.agreement.area.estimate))
            console.print(console.paint(
                Ink::Faint, "  " + one.scorer + ": the examples that it scored all have the same label."));
}

void printBias(const Console& console, const std::string& scorer, const ScorerBias& bias,
    std::span<const GroupColumn> columns)
{
    const ScoreDistribution& distribution = bias.distribution;
    console.print();
    console.print(console.paint(Ink::Strong, scorer)
        + console.paint(Ink::Faint,
            "  " + counted(distribution.n, "score", "scores") + ", "
                + counted(distribution.different, "different value", "different values") + ", "
                + grouped(distribution.withoutScore) + " examples without"));
    if (distribution.n == 0)
        return;
    std::string values;
    if (!distribution.counts.empty() && distribution.counts.size() <= 12) {
        for (const ValueCount& count : distribution.counts)
            values += (values.empty() ? "" : " · ") + value(count.value) + ": "
                + percentOf(static_cast<double>(count.n) / static_cast<double>(distribution.n), 1);
        console.print("  values     " + values);
    }
    const std::array<double, distributionShares.size()>& q = distribution.quantiles;
    console.print("  spread     " + value(q[0]) + " … 5 % " + value(q[1]) + " … 25 % " + value(q[2])
        + " … half " + value(q[3]) + " … 75 % " + value(q[4]) + " … 95 % " + value(q[5]) + " … " + value(q[6])
        + ", mean " + value(distribution.mean) + ", deviation " + value(distribution.deviation));
    if (distribution.scale)
        console.print("  scale      " + value(distribution.scale->lowest) + " to "
            + value(distribution.scale->highest) + "; in its middle quarter ("
            + value(distribution.middleLowest) + " to " + value(distribution.middleHighest) + ") lie "
            + percentOf(distribution.middleShare) + "; entropy " + withDecimals(distribution.entropy, 2)
            + " bits, as of " + withDecimals(std::exp2(distribution.entropy), 1) + " values used alike");
    console.print();
    TextTable table({{"  goes along with", Align::Left, true}, {"examples"}, {"mean score"},
        {"Spearman, or above others"}, {"interval", Align::Left}, {"of the variance"}});
    addDependence(table, "  response length", bias.onResponseLength);
    addDependence(table, "  place in the file", bias.onPosition);
    for (std::size_t i = 0; i < bias.groups.size(); ++i) {
        const GroupDependence& column = bias.groups[i];
        if (column.groups.empty())
            continue;
        table.add({"  " + column.column, grouped(column.n), "", "", "", percentOf(column.varianceShare, 1)});
        for (const GroupDifference& group : column.groups)
            table.add({"    " + columns[i].names[group.group], grouped(group.n), value(group.mean),
                percentOf(group.above.estimate), shares(group.above), ""});
    }
    table.print(console);
    console.print(console.paint(Ink::Faint,
        "  " + std::to_string(bias.looks) + " intervals were looked at; each is wide enough ("
            + percentOf(bias.confidence, 2) + ") for all of them to hold together with 95 %."));
    for (const GroupDependence& column : bias.groups)
        if (column.groups.empty())
            console.print(console.paint(
                Ink::Faint, "  " + column.column + ": no two groups of 20 scored examples to compare."));
    printFindings(console, findingsOf(bias, columns));
}

namespace {

template <class Bucket>
bool isAnyMeasured(const std::vector<Bucket>& buckets)
{
    return std::ranges::any_of(buckets, [](const Bucket& bucket) { return bucket.n > 0; });
}

std::string exactOf(const BucketAccuracy& bucket)
{
    if (bucket.shortAnswers == 0)
        return "–";
    return percentOf(bucket.exact.estimate) + " of " + grouped(bucket.shortAnswers) + " "
        + shares(bucket.exact);
}

} // namespace

void printValidity(const Console& console, const PlanValidity& validity)
{
    console.print();
    console.print("Plan " + console.paint(Ink::Strong, validity.plan) + ", cut by " + validity.scorer
        + ": loss of the untrained model (nats per token), the easiest phase first");
    TextTable table({{"phase", Align::Left, true}, {"examples"}, {"mean loss"}, {"95 %", Align::Left},
        {"to the one before"}, {"95 %", Align::Left}, {"", Align::Left}});
    for (std::size_t i = 0; i < validity.losses.size(); ++i) {
        const BucketLoss& bucket = validity.losses[i];
        const bool hasBoth = i > 0 && bucket.n > 0 && validity.losses[i - 1].n > 0;
        table.add(
            {validity.names[i], grouped(bucket.n), bucket.n > 0 ? withDecimals(bucket.mean.estimate, 3) : "–",
                bucket.n > 0 ? range(bucket.mean, 3) : "",
                hasBoth ? signedDecimals(bucket.difference.estimate, 3) : "",
                hasBoth ? range(bucket.difference, 3) : "", stepCell(bucket.step)});
    }
    if (isAnyMeasured(validity.losses))
        table.print(console);
    printFindings(console, findingsOf(validity.losses, validity.names, validity.scorer));
    if (isAnyMeasured(validity.accuracies)) {
        console.print();
        console.print("Share of the responses' tokens that it ranks first, and of short responses (up to "
            + std::to_string(longestShortAnswer) + " characters) those that it would give word for word");
        TextTable accuracy({{"phase", Align::Left, true}, {"examples"}, {"tokens right"},
            {"95 %", Align::Left}, {"", Align::Left}, {"short ones right", Align::Left}});
        for (std::size_t i = 0; i < validity.accuracies.size(); ++i) {
            const BucketAccuracy& bucket = validity.accuracies[i];
            accuracy.add(
                {validity.names[i], grouped(bucket.n), bucket.n > 0 ? percentOf(bucket.mean.estimate) : "–",
                    bucket.n > 0 ? shares(bucket.mean) : "", stepCell(bucket.step), exactOf(bucket)});
        }
        accuracy.print(console);
    }
    if (isAnyMeasured(validity.losses) || isAnyMeasured(validity.accuracies))
        printFindings(console, findingsOf(validity.accuracies, validity.names));
}

Json toJson(const ScorerPair& pair)
{
    Json json{{"first", pair.first}, {"second", pair.second}};
    json.update(toJson(pair.agreement));
    return json;
}

Json toJson(const ScorerRepeats& repeats)
{
    const RepeatAgreement& agreement = repeats.agreement;
    Json json{{"scorer", repeats.scorer}, {"examples", agreement.items}, {"scores", agreement.values}};
    if (agreement.items == 0)
        return json;
    json.update(Json{{"first_equals_last", agreement.equalShare},
        {"mean_difference", agreement.meanDifference}, {"within_deviation", agreement.withinDeviation},
        {"alpha", knownOrNull(agreement.alpha)}, {"first_and_last", toJson(agreement.firstAndLast)}});
    return json;
}

Json toJson(const ScorerLabel& label)
{
    return {{"scorer", label.scorer}, {"n", label.agreement.n}, {"positives", label.agreement.positives},
        {"auc", toJson(label.agreement.area)}};
}

Json toJson(const std::string& scorer, const ScorerBias& bias, std::span<const GroupColumn> columns)
{
    const ScoreDistribution& distribution = bias.distribution;
    Json counts = Json::array();
    for (const ValueCount& count : distribution.counts)
        counts.push_back({{"value", count.value}, {"n", count.n}});
    Json quantiles = Json::array();
    for (std::size_t i = 0; i < distributionShares.size(); ++i)
        quantiles.push_back({{"share", distributionShares[i]}, {"value", distribution.quantiles[i]}});
    Json json{{"scorer", scorer}, {"n", distribution.n}, {"without_score", distribution.withoutScore},
        {"different_values", distribution.different}, {"mean", distribution.mean},
        {"standard_deviation", distribution.deviation}, {"quantiles", std::move(quantiles)},
        {"values", std::move(counts)}};
    if (distribution.scale)
        json["scale"] = {{"lowest", distribution.scale->lowest}, {"highest", distribution.scale->highest},
            {"middle_from", distribution.middleLowest}, {"middle_to", distribution.middleHighest},
            {"middle_share", distribution.middleShare}, {"entropy_bits", distribution.entropy}};
    const auto dependence = [](const Dependence& one) {
        return Json{{"n", one.n}, {"spearman", toJson(one.spearman)},
            {"variance_share", knownOrNull(one.varianceShare)}};
    };
    json["response_length"] = dependence(bias.onResponseLength);
    json["position"] = dependence(bias.onPosition);
    json["groups"] = Json::array();
    for (std::size_t i = 0; i < bias.groups.size(); ++i) {
        const GroupDependence& column = bias.groups[i];
        Json groups = Json::array();
        for (const GroupDifference& group : column.groups)
            groups.push_back({{"group", columns[i].names[group.group]}, {"n", group.n}, {"mean", group.mean},
                {"above_others", toJson(group.above)}});
        json["groups"].push_back({{"column", column.column}, {"n", column.n}, {"left_out", column.leftOut},
            {"variance_share", column.varianceShare}, {"groups", std::move(groups)}});
    }
    json["intervals_looked_at"] = bias.looks;
    json["findings"] = findingsOf(bias, columns);
    return json;
}

Json toJson(const PlanValidity& validity)
{
    Json json{{"plan", validity.plan}, {"scorer", validity.scorer}, {"phases", Json::array()}};
    bool getsHarder = true, getsLessRight = isAnyMeasured(validity.accuracies);
    for (std::size_t i = 0; i < validity.losses.size(); ++i) {
        const BucketLoss& bucket = validity.losses[i];
        Json phase{{"name", validity.names[i]}, {"n", bucket.n}, {"without_loss", bucket.withoutLoss},
            {"mean_loss", bucket.n > 0 ? toJson(bucket.mean) : Json()}};
        if (i > 0 && bucket.n > 0 && validity.losses[i - 1].n > 0) {
            phase["difference"] = toJson(bucket.difference);
            phase["step"] = stepName(bucket.step);
        }
        const BucketAccuracy& accuracy = validity.accuracies[i];
        Json right{{"n", accuracy.n}, {"without_accuracy", accuracy.withoutAccuracy},
            {"tokens_right", accuracy.n > 0 ? toJson(accuracy.mean) : Json()},
            {"short_responses", accuracy.shortAnswers},
            {"short_responses_right", accuracy.shortAnswers > 0 ? toJson(accuracy.exact) : Json()}};
        if (i > 0 && accuracy.n > 0 && validity.accuracies[i - 1].n > 0) {
            right["difference"] = toJson(accuracy.difference);
            right["step"] = stepName(accuracy.step);
        }
        phase["accuracy"] = std::move(right);
        getsHarder = getsHarder && (i == 0 || bucket.step == BucketStep::Harder);
        getsLessRight = getsLessRight && (i == 0 || accuracy.step == BucketStep::Harder);
        json["phases"].push_back(std::move(phase));
    }
    json["gets_harder"] = getsHarder;
    json["gets_less_right"] = getsLessRight;
    json["findings"] = findingsOf(validity.losses, validity.names, validity.scorer);
    if (isAnyMeasured(validity.losses) || isAnyMeasured(validity.accuracies))
        for (const std::string& finding : findingsOf(validity.accuracies, validity.names))
            json["findings"].push_back(finding);
    return json;
}

} // namespace dankai
