// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/plansaver.h"

#include "ui/sentence/coresentence.h"

#include <algorithm>

namespace dankai::ui {

namespace {

// What of a plan is written.
struct Work
{
    std::shared_ptr<const Plan> plan;
    bool isEverything = false;
    bool isDefinition = false;
    std::vector<ExampleId> moves; // ascending
};

Result<std::int64_t> write(Project& project, const Work& work, std::int64_t revision)
{
    PlanStore plans = project.plans();
    if (work.isEverything || work.isDefinition) {
        Plan plan = *work.plan;
        plan.revision = revision;
        auto saved = work.isEverything ? plans.save(plan) : plans.saveDefinition(plan);
        if (!saved)
            return passOn(saved);
        return saved->revision;
    }
    const std::vector<Override>& overrides = work.plan->overrides;
    std::vector<Override> put;
    std::vector<ExampleId> back;
    for (const ExampleId example : work.moves) {
        const auto found = std::lower_bound(overrides.begin(), overrides.end(), example,
            [](const Override& move, ExampleId id) { return move.example < id; });
        if (found != overrides.end() && found->example == example)
            put.push_back(*found);
        else
            back.push_back(example);
    }
    return plans.changeMoves(work.plan->name, revision, put, back);
}

bool isAtRevision(Project& project, const std::string& name, std::int64_t revision)
{
    const auto plans = project.plans().list();
    // Where even that cannot be read nothing is known to have changed.
    return !plans || std::any_of(plans->begin(), plans->end(), [&](const PlanListing& plan) {
        return plan.name == name && plan.revision == revision;
    });
}

} // namespace

PlanSaver::PlanSaver(ProjectSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{ }

PlanSaver::~PlanSaver()
{
    handOver();
}

void PlanSaver::begin(const Plan& plan)
{
    ++m_generation;
    m_name = plan.name;
    m_stored = std::make_shared<Stored>(Stored{plan.revision});
    m_plan.reset();
    m_hasChange = m_isDefinitionChanged = m_isEverythingChanged = false;
    m_changedMoves.clear();
    m_writing = 0;
}

void PlanSaver::save(std::shared_ptr<const Plan> plan, Change change)
{
    m_plan = std::move(plan);
    m_hasChange = true;
    (change == Change::Everything ? m_isEverythingChanged : m_isDefinitionChanged) = true;
    write();
}

void PlanSaver::saveMoves(std::shared_ptr<const Plan> plan, std::span<const ExampleId> examples)
{
    m_plan = std::move(plan);
    m_hasChange = true;
    if (!m_isEverythingChanged)
        m_changedMoves.insert(examples.begin(), examples.end());
    write();
}

void PlanSaver::write()
{
    if (m_writing == 0 && m_hasChange && m_stored)
        post();
}

void PlanSaver::post()
{
    Work work = {m_plan, m_isEverythingChanged || (m_isDefinitionChanged && !m_changedMoves.empty()),
        m_isDefinitionChanged, {m_changedMoves.begin(), m_changedMoves.end()}};
    m_hasChange = m_isDefinitionChanged = m_isEverythingChanged = false;
    m_changedMoves.clear();
    ++m_writing;
    m_session.questions().change(
        this,
        [work = std::move(work), stored = m_stored](Project& project, const StopFlag&) -> Result<Outcome> {
            auto revision = ui::write(project, work, stored->revision);
            if (revision) {
                stored->revision = *revision;
                return Outcome{};
            }
            return Outcome{!isAtRevision(project, work.plan->name, stored->revision),
                translatedCore(revision.error().message)};
        },
        [this, generation = m_generation](const Result<Outcome>& outcome) {
            if (generation != m_generation)
                return;
            --m_writing;
            take(outcome ? *outcome : Outcome{false, translatedCore(outcome.error().message)});
        });
}

void PlanSaver::look()
{
    if (!m_stored)
        return;
    m_session.questions().ask(
        this,
        [stored = m_stored, name = m_name](Project& project, const StopFlag&) -> Result<bool> {
            return isAtRevision(project, name, stored->revision);
        },
        [this, generation = m_generation](const Result<bool>& isSame) {
            if (generation == m_generation && isSame && !*isSame && m_stored)
                take({true, {}});
        });
}

void PlanSaver::take(const Outcome& outcome)
{
    if (outcome.isConflict) {
        m_stored.reset();
        m_hasChange = false;
        emit conflicted();
        return;
    }
    if (!outcome.sentence.isEmpty()) {
        // Whatever it was, the whole plan is written the next time.
        m_isEverythingChanged = m_hasChange = true;
        emit failed(outcome.sentence);
        return;
    }
    write();
    if (isSaved())
        emit saved();
}

void PlanSaver::handOver()
{
    if (m_stored && m_hasChange)
        post();
}

} // namespace dankai::ui
