// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/phasecontents.h"

#include "ui/sentence/coresentence.h"

#include <algorithm>
#include <limits>

namespace dankai::ui {

namespace {

// Whether each row of the columns passes; empty: all do.
Result<std::vector<bool>> passing(Project& project, const PlacedPlan& placed, const ContentsFilter& filter)
{
    const std::vector<ExampleId>& ids = placed.materials->columns->ids;
    std::vector<bool> isPassing;
    const auto keep = [&](std::span<const ExampleId> kept) { // ascending, as the ids are
        std::vector<bool> isKept(ids.size(), false);
        auto from = ids.begin();
        for (const ExampleId id : kept) {
            from = std::lower_bound(from, ids.end(), id);
            if (from != ids.end() && *from == id) {
                const auto row = static_cast<std::size_t>(from - ids.begin());
                isKept[row] = isPassing.empty() || isPassing[row];
            }
        }
        isPassing = std::move(isKept);
    };
    if (!filter.text.trimmed().isEmpty()) {
        const auto found = project.search().search(
            filter.text.toStdString(), {.limit = std::numeric_limits<std::uint64_t>::max()});
        if (!found)
            return tl::unexpected(found.error());
        keep(found->ids);
    }
    if (filter.isMovedOnly) {
        std::vector<ExampleId> moved;
        for (const Override& move : placed.plan->overrides)
            moved.push_back(move.example);
        keep(moved);
    }
    return isPassing;
}

Result<PlaceContents> contentsOf(
    Project& project, std::shared_ptr<const PlacedPlan> placed, const ContentsFilter& filter)
{
    const auto isPassing = passing(project, *placed, filter);
    if (!isPassing)
        return tl::unexpected(isPassing.error());
    PlaceContents contents;
    const Placement& placement = placed->placement;
    const std::size_t phases = placement.phases.size();
    contents.rows.resize(phases + 2);
    for (std::size_t k = 0; k < phases && isPassing->empty(); ++k)
        contents.rows[k].reserve(placement.phases[k].examples);
    const auto add = [&](std::uint32_t row) {
        if (!isPassing->empty() && !(*isPassing)[row])
            return;
        const std::int8_t place = placement.places[row];
        const std::size_t column = place >= 0 ? static_cast<std::size_t>(place)
            : place == unscoredPlace          ? phases
                                              : phases + 1;
        contents.rows[column].push_back(row);
        ++contents.found;
    };
    // The scored in their order, then all others in that of their ids.
    const ScoreOrder& order = *placed->materials->order;
    std::vector<bool> isOrdered(placement.places.size(), false);
    for (const std::uint32_t row : order.rows()) {
        isOrdered[row] = true;
        add(row);
    }
    for (std::uint32_t row = 0; row < placement.places.size(); ++row) {
        if (!isOrdered[row])
            add(row);
    }
    contents.placed = std::move(placed);
    return contents;
}

} // namespace

const std::vector<std::uint32_t>& PlaceContents::at(std::int8_t place) const
{
    const std::size_t phases = rows.size() - 2;
    return rows[place >= 0 ? static_cast<std::size_t>(place) : place == unscoredPlace ? phases : phases + 1];
}

PhaseContents::PhaseContents(PlanDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&m_document, &PlanDocument::placementChanged, this, &PhaseContents::ask);
    connect(&m_document, &PlanDocument::planChanged, this, [this] {
        if (!m_document.isOpen())
            m_contents.reset();
    });
    ask();
}

void PhaseContents::setFilter(const ContentsFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    ask();
}

std::vector<ExampleId> PhaseContents::foundExamples() const
{
    std::vector<ExampleId> examples;
    if (m_contents == nullptr)
        return examples;
    examples.reserve(m_contents->found);
    for (const auto& rows : m_contents->rows) {
        for (const std::uint32_t row : rows)
            examples.push_back(m_contents->placed->materials->columns->ids[row]);
    }
    return examples;
}

void PhaseContents::ask()
{
    const auto placed = m_document.placed();
    if (placed == nullptr)
        return;
    const quint64 generation = ++m_generation;
    m_document.session().questions().ask(
        this,
        [placed, filter = m_filter](
            Project& project, const StopFlag&) { return contentsOf(project, placed, filter); },
        [this, generation](Result<PlaceContents> contents) {
            if (generation != m_generation)
                return;
            if (!contents) {
                emit failed(translatedCore(contents.error().message));
                return;
            }
            m_contents = std::make_shared<const PlaceContents>(std::move(*contents));
            emit changed();
        });
}

} // namespace dankai::ui
