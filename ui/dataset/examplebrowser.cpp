// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/examplebrowser.h"

#include "core/phase/placement.h"
#include "core/project/runlaunch.h"
#include "core/project/tokencounts.h"
#include "ui/sentence/coresentence.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace dankai::ui {

namespace {

struct Found
{
    BrowseAnswer answer;
    std::string tokenizerKey;
    std::shared_ptr<const Places> places;
};

// Of the quantity's own values; a count of no tokens means "not counted".
std::vector<double> countsAsValues(const std::vector<std::uint32_t>& counts)
{
    std::vector<double> values;
    values.reserve(counts.size());
    for (const std::uint32_t count : counts)
        values.push_back(count == 0 ? std::numeric_limits<double>::quiet_NaN() : count);
    return values;
}

std::vector<TextScript> scriptsIn(const std::vector<TextScript>& column)
{
    std::array<std::size_t, textScripts.size()> counts{};
    for (const TextScript script : column)
        ++counts[static_cast<std::size_t>(script)];
    std::vector<TextScript> scripts;
    std::ranges::copy_if(textScripts, std::back_inserter(scripts),
        [&](TextScript script) { return counts[static_cast<std::size_t>(script)] > 0; });
    std::ranges::stable_sort(
        scripts, std::greater(), [&](TextScript script) { return counts[static_cast<std::size_t>(script)]; });
    return scripts;
}

Result<std::shared_ptr<const Plans>> readPlans(Project& project)
{
    auto listed = project.plans().list();
    if (!listed)
        return passOn(listed);
    std::ranges::stable_sort(*listed, std::greater(), &PlanListing::changedMs);
    Plans plans;
    for (const PlanListing& listing : *listed) {
        auto plan = project.plans().load(listing.name);
        if (!plan)
            continue; // said where plans are shown
        PlanPhases& entry = plans.emplace_back(PlanPhases{listing.name, {}});
        for (const PhaseSettings& phase :
            plan->phases.empty() ? defaultPhases(plan->rule.phaseCount) : plan->phases)
            entry.phases.push_back(phase.name);
    }
    return std::make_shared<const Plans>(std::move(plans));
}

Result<std::shared_ptr<const BrowsedData>> readData(
    Project& project, const std::string& scorer, std::string& tokenizerKey)
{
    if (tokenizerKey.empty()) {
        // Without a readable model there are no token counts, and everything else still works.
        if (auto encoder = openEncoder(project))
            tokenizerKey = tokenCacheKey(*encoder);
    }
    auto data = std::make_shared<BrowsedData>();
    auto columns = project.examples().columns({.scorer = scorer, .tokenizerHash = tokenizerKey});
    if (!columns)
        return passOn(columns);
    data->columns = std::move(*columns);
    auto nearDuplicates = project.nearDuplicates().state();
    if (!nearDuplicates)
        return passOn(nearDuplicates);
    data->nearDuplicates = *nearDuplicates;
    data->scripts = scriptsIn(data->columns.instructionScripts);
    data->maxLength = static_cast<std::uint32_t>(nextMaxLength(project).value_or(0));
    return data;
}

Result<std::shared_ptr<const Places>> readPlaces(Project& project, const std::string& name,
    const ExampleColumns& columns, const std::string& columnsScorer, const std::string& tokenizerKey)
{
    auto plan = project.plans().load(name);
    if (!plan)
        return passOn(plan);
    std::optional<ExampleColumns> others;
    if (plan->scorer != columnsScorer) {
        auto read = project.examples().columns({.scorer = plan->scorer, .tokenizerHash = tokenizerKey});
        if (!read)
            return passOn(read);
        others = std::move(*read);
    }
    auto placement = placeExamples(*plan, others ? *others : columns, EmptyPhases::Allow);
    if (!placement)
        return passOn(placement);
    // Somebody may have imported between the two readings; ids only ever come at the end.
    placement->places.resize(columns.size(), unscoredPlace);
    return std::make_shared<const Places>(std::move(placement->places));
}

} // namespace

ExampleBrowser::ExampleBrowser(ProjectSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{ }

void ExampleBrowser::setQuery(const ExampleQuery& query)
{
    if (query == m_query && m_generation != 0)
        return;
    m_query = query;
    ask();
}

void ExampleBrowser::reload()
{
    reload(m_query);
}

void ExampleBrowser::reload(const ExampleQuery& query)
{
    m_query = query;
    m_data.reset();
    m_plans.reset();
    ask();
}

void ExampleBrowser::reloadPlans()
{
    m_plans.reset();
    m_places.reset();
    ask();
}

void ExampleBrowser::ask()
{
    const quint64 generation = ++m_generation;
    if (m_dataScorer != m_query.scorer)
        m_data.reset();
    m_dataScorer = m_query.scorer;
    if (m_data == nullptr || m_placesPlan != m_query.plan)
        m_places.reset();
    m_placesPlan = m_query.plan;
    m_session.questions().ask(
        this,
        [query = m_query, data = m_data, plans = m_plans, places = m_places, tokenizerKey = m_tokenizerKey](
            Project& project, const StopFlag&) mutable -> Result<Found> {
            Found found;
            if (data == nullptr) {
                auto read = readData(project, query.scorer, tokenizerKey);
                if (!read)
                    return passOn(read);
                data = std::move(*read);
            }
            if (plans == nullptr) {
                auto read = readPlans(project);
                if (!read)
                    return passOn(read);
                plans = std::move(*read);
            }
            if (query.filter.place && places == nullptr) {
                auto read = readPlaces(project, query.plan, data->columns, query.scorer, tokenizerKey);
                if (!read)
                    return passOn(read);
                places = std::move(*read);
            }
            found.tokenizerKey = tokenizerKey;
            found.places = places;
            found.answer.data = data;
            found.answer.plans = plans;

            std::optional<SearchResult> matches;
            if (!query.text.empty()) {
                auto searched = project.search().search(
                    query.text, {.limit = std::numeric_limits<std::uint64_t>::max()});
                if (!searched)
                    return passOn(searched);
                matches = std::move(*searched);
                found.answer.searchIndex = matches->state;
            }
            SelectionParams params
                = {.filter = query.filter, .order = query.order, .direction = query.direction};
            if (matches)
                params.matches = matches->ids;
            if (places)
                params.places = *places;
            params.maxLength = data->maxLength;
            found.answer.rows = selectRows(data->columns, params);

            const auto histogramWithout
                = [&](ValueRange ExampleFilter::*range, std::span<const double> values) {
                      if ((query.filter.*range).isOpen())
                          return histogramOf(values, found.answer.rows, histogramBars);
                      SelectionParams open = params;
                      open.order = ExampleOrder::Id;
                      open.filter.*range = {};
                      return histogramOf(values, selectRows(data->columns, open), histogramBars);
                  };
            found.answer.scores = histogramWithout(&ExampleFilter::score, data->columns.scores);
            found.answer.tokens
                = histogramWithout(&ExampleFilter::tokens, countsAsValues(data->columns.tokens));
            found.answer.responseLengths = histogramWithout(&ExampleFilter::responseLength,
                std::vector<double>(
                    data->columns.responseLengths.begin(), data->columns.responseLengths.end()));
            return found;
        },
        [this, generation](Result<Found> found) {
            if (generation != m_generation)
                return;
            if (!found) {
                emit failed(translatedCore(found.error().message));
                return;
            }
            m_data = found->answer.data;
            m_plans = found->answer.plans;
            m_tokenizerKey = found->tokenizerKey;
            m_places = found->places;
            emit answered(found->answer);
            if (m_places)
                emit placed(m_places);
            else
                askPlaces();
        });
}

void ExampleBrowser::askPlaces()
{
    if (m_query.plan.empty()) {
        emit placed(nullptr);
        return;
    }
    m_session.questions().ask(
        this,
        [plan = m_query.plan, data = m_data, scorer = m_dataScorer, tokenizerKey = m_tokenizerKey](
            Project& project, const StopFlag&) {
            return readPlaces(project, plan, data->columns, scorer, tokenizerKey);
        },
        [this, generation = m_generation](Result<std::shared_ptr<const Places>> places) {
            if (generation != m_generation)
                return;
            // Why a plan cannot be placed is said where plans are made.
            m_places = places ? std::move(*places) : nullptr;
            emit placed(m_places);
        });
}

} // namespace dankai::ui
