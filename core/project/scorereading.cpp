// SPDX-License-Identifier: Apache-2.0
#include "core/project/scorereading.h"

#include "core/difficulty/columnscore.h"
#include "core/difficulty/measurement.h"
#include "core/project/database.h"
#include "core/project/examplerows.h"
#include "core/project/judgejob.h"
#include "core/project/newproject.h"
#include "core/project/placedplan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>

namespace dankai {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::string_view, textScripts.size()> scriptNames = {"none", "japanese", "chinese",
    "korean", "latin", "cyrillic", "arabic", "devanagari", "thai", "greek", "hebrew", "other"};

std::string listed(const std::set<std::string>& names)
{
    constexpr std::size_t most = 20;
    std::string text;
    std::size_t count = 0;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
        if (++count == most)
            break;
    }
    return text + (names.size() > most ? ", ..." : "");
}

GroupColumn scriptColumn(std::string name, std::span<const TextScript> scripts)
{
    GroupColumn column;
    column.name = std::move(name);
    for (const std::string_view script : scriptNames)
        column.names.emplace_back(script);
    column.groups.reserve(scripts.size());
    for (const TextScript script : scripts)
        column.groups.push_back(static_cast<std::uint32_t>(script));
    return column;
}

double numberIn(const Json& value)
{
    if (value.is_boolean())
        return value.get<bool>() ? 1 : 0;
    return parseColumnScore(value).value_or(none);
}

// The text of each different value gets a number, until there are too many.
class ValueNumbers final
{
public:
    explicit ValueNumbers(KeptColumn& column)
        : m_column(column)
    { }

    std::uint32_t numberOf(const Json& value)
    {
        if (m_column.isTooVaried || value.is_null())
            return noGroup;
        const std::string text = rawColumnText(value);
        const auto [found, isNew]
            = m_numbers.try_emplace(text, static_cast<std::uint32_t>(m_column.texts.names.size()));
        if (!isNew)
            return found->second;
        if (m_column.texts.names.size() == mostColumnValues) {
            m_column.isTooVaried = true;
            return noGroup;
        }
        m_column.texts.names.push_back(text);
        return found->second;
    }

private:
    KeptColumn& m_column;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

// A connection of its own, so that a long reading keeps no statement of the project's connection open.
Database ownConnection(const Project& project)
{
    return Database(project.folder() / "project.db", Database::Access::ReadOnly);
}

} // namespace

std::string_view scriptName(TextScript script)
{
    return scriptNames[static_cast<std::size_t>(script)];
}

Result<ScorerValues> readScorerValues(Project& project, std::span<const std::string> scorers)
{
    const auto figures = project.scores().figures();
    if (!figures)
        return tl::unexpected(figures.error());
    std::set<std::string> known;
    for (const ScorerFigures& scorer : *figures)
        if (scorer.scored > 0)
            known.insert(scorer.scorer);
    ScorerValues result;
    for (const std::string& scorer : scorers) {
        if (known.empty())
            return unusable("No example has a score yet. Score them first: dankai score "
                + project.folder().string() + " --scorer " + scorer);
        if (!known.contains(scorer))
            return unusable("No example has a score of " + scorer
                + " in its current content. There are scores of: " + listed(known) + ".");
        auto columns = project.examples().columns({scorer, {}});
        if (!columns)
            return passOn(columns);
        for (std::size_t i = 0; i < columns->size(); ++i)
            if (columns->isExcluded[i] != 0)
                columns->scores[i] = none;
        result.values.push_back(std::move(columns->scores));
        columns->scores.clear();
        // Examples are only ever added, at the end: an import meanwhile makes later columns longer.
        if (result.scorers.empty())
            result.columns = std::move(*columns);
        result.values.back().resize(result.columns.size(), none);
        result.scorers.push_back(scorer);
    }
    if (result.scorers.empty()) {
        auto columns = project.examples().columns();
        if (!columns)
            return passOn(columns);
        result.columns = std::move(*columns);
    }
    return result;
}

std::vector<double> positionsInFiles(const ExampleColumns& columns)
{
    const auto sourceAt = [&](std::size_t row) -> std::size_t {
        const std::size_t last = columns.sourceNames.size();
        return columns.sources.empty() ? last : std::min<std::size_t>(columns.sources[row], last);
    };
    std::vector<double> counts(columns.sourceNames.size() + 1), seen(counts.size());
    for (std::size_t row = 0; row < columns.size(); ++row)
        ++counts[sourceAt(row)];
    std::vector<double> positions;
    positions.reserve(columns.size());
    for (std::size_t row = 0; row < columns.size(); ++row)
        positions.push_back((seen[sourceAt(row)]++ + 0.5) / counts[sourceAt(row)]);
    return positions;
}

std::vector<GroupColumn> groupColumnsOf(const ExampleColumns& columns)
{
    GroupColumn source;
    source.name = "source";
    source.names = columns.sourceNames;
    source.groups.reserve(columns.size());
    for (const std::uint32_t index : columns.sources)
        source.groups.push_back(index < source.names.size() ? index : noGroup);
    return {scriptColumn("language", columns.instructionScripts),
        scriptColumn("response_language", columns.responseScripts), std::move(source)};
}

Result<std::vector<std::vector<double>>> readRepeatedScores(Project& project, const std::string& scorer)
{
    return guarded([&] {
        Database database = ownConnection(project);
        std::vector<std::vector<double>> repeated;
        Statement rows(database,
            "SELECT s.example, s.value FROM scorers k JOIN scores s ON s.scorer = k.id JOIN examples e ON "
            "e.id = "
            "s.example AND e.revision = s.revision WHERE k.name IN (?1, ?2) AND k.version = (SELECT "
            "max(version) "
            "FROM scorers WHERE name = ?1) AND s.value IS NOT NULL ORDER BY s.example, k.name, s.attempt");
        const std::string again = askedAgainName(scorer); // behind the first in the order of names
        rows.bind(1, std::string_view(scorer)).bind(2, std::string_view(again));
        std::int64_t example = 0;
        std::vector<double> values;
        const auto close = [&] {
            if (values.size() > 1)
                repeated.push_back(values);
            values.clear();
        };
        while (rows.step()) {
            if (rows.integer(0) != example)
                close();
            example = rows.integer(0);
            values.push_back(rows.real(1));
        }
        close();
        return repeated;
    });
}

Result<std::vector<std::string>> keptColumnNames(Project& project)
{
    return guarded([&] {
        Database database = ownConnection(project);
        Statement rows(database,
            "SELECT c.extra FROM examples e JOIN contents c ON c.id = e.id * 65536 + e.revision "
            "WHERE c.extra IS NOT NULL ORDER BY e.id LIMIT 200");
        std::set<std::string> names;
        while (rows.step()) {
            const auto extra = parseJson(rows.text(0), "the columns of an example");
            if (!extra || !extra->is_object())
                continue;
            for (const auto& [name, value] : extra->items())
                names.insert(name);
        }
        return std::vector<std::string>(names.begin(), names.end());
    });
}

Result<KeptColumn> readKeptColumn(Project& project, const std::string& name, std::span<const ExampleId> ids)
{
    auto read = guarded([&]() -> Result<KeptColumn> {
        Database database = ownConnection(project);
        KeptColumn column;
        column.texts.name = name;
        column.texts.groups.assign(ids.size(), noGroup);
        column.numbers.assign(ids.size(), none);
        ValueNumbers numbers(column);
        std::set<std::string> known;
        Statement rows(database,
            "SELECT e.id, c.extra FROM examples e JOIN contents c ON c.id = e.id * 65536 + e.revision "
            "WHERE c.extra IS NOT NULL ORDER BY e.id");
        for (std::size_t at = 0; rows.step();) {
            while (at < ids.size() && numberOf(ids[at]) < rows.integer(0))
                ++at;
            if (at == ids.size())
                break;
            if (numberOf(ids[at]) != rows.integer(0))
                continue;
            const auto extra
                = parseJson(rows.text(1), "the columns of example " + std::to_string(rows.integer(0)));
            if (!extra)
                return tl::unexpected(extra.error());
            if (!extra->is_object())
                continue;
            const auto value = extra->find(name);
            if (value == extra->end() || value->is_null()) {
                if (column.withValue == 0 && known.size() < mostColumnValues)
                    for (const auto& [other, ignored] : extra->items())
                        known.insert(other);
                continue;
            }
            ++column.withValue;
            column.texts.groups[at] = numbers.numberOf(*value);
            column.numbers[at] = numberIn(*value);
        }
        if (column.withValue == 0 && known.empty())
            return unusable("No example has a column \"" + name
                + "\": the imported files had no columns beside the examples.");
        if (column.withValue == 0)
            return unusable(
                "No example has a column \"" + name + "\". The columns there are: " + listed(known) + ".");
        if (column.isTooVaried) {
            column.texts.names.clear();
            std::ranges::fill(column.texts.groups, noGroup);
        }
        return column;
    });
    if (!read)
        return tl::unexpected(read.error());
    return *read;
}

Result<PlanBuckets> readPlanBuckets(Project& project, const std::string& name)
{
    const auto plan = project.plans().load(name);
    if (!plan)
        return tl::unexpected(plan.error());
    const auto columns = columnsFor(project, *plan);
    if (!columns)
        return tl::unexpected(columns.error());
    const auto placement = placeExamples(*plan, *columns, EmptyPhases::Allow);
    if (!placement)
        return tl::unexpected(placement.error());
    PlanBuckets result;
    result.scorer = plan->scorer;
    const std::vector<int> bands = bandsOfPhases(plan->rule);
    for (const int phase : phasesOfBands(plan->rule))
        result.names.push_back(plan->phases[static_cast<std::size_t>(phase)].name);
    for (const Cut& cut : placement->cuts)
        result.cuts.push_back(cut.score);
    result.buckets.reserve(placement->places.size());
    for (const std::int8_t place : placement->places)
        result.buckets.push_back(
            place < 0 ? place : static_cast<std::int8_t>(bands[static_cast<std::size_t>(place)]));
    return result;
}

Result<UntrainedFigures> readUntrainedFigures(Project& project, std::size_t examples)
{
    auto losses = project.examples().columns({std::string(lossScorer), {}});
    if (!losses)
        return passOn(losses);
    auto errors = project.examples().columns({std::string(tokenErrorScorer), {}});
    if (!errors)
        return passOn(errors);
    UntrainedFigures figures{
        std::move(losses->scores), std::move(errors->scores), std::move(losses->responseLengths)};
    figures.losses.resize(examples, none);
    figures.errors.resize(examples, none);
    figures.responseLengths.resize(examples);
    return figures;
}

} // namespace dankai
