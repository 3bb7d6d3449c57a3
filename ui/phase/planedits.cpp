// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to the open plan: each function makes one command, or says why not.
#include "ui/phase/plancommands.h"
#include "ui/phase/plandocument.h"
#include "ui/phase/plansaver.h"
#include "ui/sentence/coresentence.h"

#include <QDateTime>
#include <QUndoStack>

#include <algorithm>

namespace dankai::ui {

void PlanDocument::put(std::shared_ptr<const Plan> plan)
{
    const bool areMovesSame = plan->overrides == m_plan->overrides;
    m_plan = std::move(plan);
    emit planChanged();
    place(); // before the write, which may take longer
    m_saver->save(m_plan, areMovesSame ? PlanSaver::Change::Definition : PlanSaver::Change::Everything);
}

void PlanDocument::putMoves(const std::vector<ExampleId>& examples, const std::vector<Override>& moves)
{
    auto edit = withMovesOf(*m_plan, examples, moves);
    if (!edit) {
        emit noticed(translatedCore(edit.error().message));
        return;
    }
    m_plan = std::make_shared<const Plan>(std::move(edit->plan));
    emit planChanged();
    place();
    m_saver->saveMoves(m_plan, examples);
}

void PlanDocument::change(const QString& command, const Edit& edit)
{
    if (m_plan == nullptr)
        return;
    auto edited = edit(*m_plan);
    if (!edited) {
        emit noticed(translatedCore(edited.error().message));
        return;
    }
    // What the project would refuse to store is refused before anything shows it.
    if (auto known = checkRunSettings(edited->plan.settings, edited->plan.name); !known) {
        emit noticed(translatedCore(known.error().message));
        return;
    }
    if (edited->movesTakenBack > 0)
        emit noticed(tr("%n example(s) that were moved by hand to a phase that is gone are back where the "
                        "rule puts them.",
            nullptr, static_cast<int>(edited->movesTakenBack)));
    const bool isSame
        = toJson(edited->plan) == toJson(*m_plan) && edited->plan.overrides == m_plan->overrides;
    if (!isSame)
        m_undo->push(new ChangePlanCommand(
            *this, command, m_plan, std::make_shared<const Plan>(std::move(edited->plan))));
}

void PlanDocument::setRule(const Rule& rule)
{
    if (rule.kind == RuleKind::EqualTokens && m_placed != nullptr && m_placed->materials->uncounted > 0) {
        m_ruleAfterCounting = rule;
        countTokens();
        return;
    }
    change(tr("Split anew"), [&](const Plan& plan) { return withRule(plan, rule); });
}

void PlanDocument::setScorer(const std::string& scorer)
{
    change(tr("Split by other scores"), [&](const Plan& plan) {
        Plan other = plan;
        other.scorer = scorer;
        // Thresholds are of one scorer's scale.
        Rule rule = plan.rule;
        if (rule.kind == RuleKind::Thresholds)
            rule = {RuleKind::Quantiles, rule.phaseCount, {}, rule.bands};
        return withRule(std::move(other), rule);
    });
}

void PlanDocument::setThresholds(const std::vector<double>& thresholds)
{
    change(tr("Move a threshold"), [&](const Plan& plan) {
        return withRule(plan,
            {RuleKind::Thresholds, static_cast<int>(thresholds.size()) + 1, thresholds, plan.rule.bands});
    });
}

std::optional<Plan> PlanDocument::withOwnThresholds()
{
    if (m_plan == nullptr || m_placed == nullptr)
        return std::nullopt;
    if (m_plan->rule.kind == RuleKind::Thresholds)
        return *m_plan;
    const PlanMaterials& materials = *m_placed->materials;
    const auto placement = placeExamples(*m_plan, *materials.columns, *materials.order, EmptyPhases::Allow);
    Result<std::vector<double>> thresholds
        = placement ? thresholdsOf(placement->cuts, *materials.order) : tl::unexpected(placement.error());
    Result<PlanEdit> edit = thresholds
        ? withRule(*m_plan, {RuleKind::Thresholds, m_plan->rule.phaseCount, *thresholds, m_plan->rule.bands})
        : tl::unexpected(thresholds.error());
    if (!edit) {
        emit noticed(translatedCore(edit.error().message));
        return std::nullopt;
    }
    return std::move(edit->plan);
}

void PlanDocument::splitPhase(int phase)
{
    const auto base = withOwnThresholds();
    if (!base || phase < 0 || phase >= base->rule.phaseCount)
        return;
    const int band = bandsOfPhases(base->rule)[static_cast<std::size_t>(phase)];
    const auto middle = middleOf(base->rule.thresholds, band, *m_placed->materials->order);
    if (!middle) {
        emit noticed(tr("All examples of this phase have the same difficulty, so there is nothing to split "
                        "it at."));
        return;
    }
    change(tr("Split %1 in two").arg(shownPhaseName(*m_plan, phase)),
        [&](const Plan&) { return withPhaseSplit(*base, phase, *middle); });
}

void PlanDocument::mergePhases(int phase)
{
    const auto base = withOwnThresholds();
    if (!base || phase + 1 >= base->rule.phaseCount)
        return;
    change(tr("Merge %1 and %2").arg(shownPhaseName(*m_plan, phase), shownPhaseName(*m_plan, phase + 1)),
        [&](const Plan&) { return withPhasesMerged(*base, phase); });
}

void PlanDocument::removePhase(int phase)
{
    change(tr("Remove %1").arg(shownPhaseName(*m_plan, phase)),
        [&](const Plan& plan) { return withoutPhase(plan, phase); });
}

void PlanDocument::movePhase(int from, int to)
{
    if (from != to)
        change(tr("Put %1 in place %2").arg(shownPhaseName(*m_plan, from)).arg(to + 1),
            [&](const Plan& plan) { return withPhaseAt(plan, from, to); });
}

void PlanDocument::renamePhase(int phase, const QString& name)
{
    const QString shown = shownPhaseName(*m_plan, phase);
    const QString trimmed = name.simplified();
    if (trimmed.isEmpty() || trimmed == shown)
        return;
    PhaseSettings settings = m_plan->phases[static_cast<std::size_t>(phase)];
    settings.name = trimmed.toStdString();
    change(tr("Rename %1 to %2").arg(shown, trimmed),
        [&](const Plan& plan) { return withPhaseSettings(plan, phase, settings); });
}

void PlanDocument::setPhaseSettings(int phase, const PhaseSettings& settings)
{
    change(tr("Change the settings of %1").arg(shownPhaseName(*m_plan, phase)),
        [&](const Plan& plan) { return withPhaseSettings(plan, phase, settings); });
}

void PlanDocument::setSettings(
    const QString& command, const std::map<std::string, std::optional<std::string>>& settings)
{
    change(command, [&](const Plan& plan) { return withSettings(plan, settings); });
}

void PlanDocument::setDefaults(ChainDefaults defaults)
{
    change(
        defaults == ChainDefaults::Paper ? tr("Train as in the paper") : tr("Train as the evidence suggests"),
        [&](const Plan& plan) { return withDefaults(plan, defaults); });
}

void PlanDocument::moveExamples(std::vector<ExampleId> examples, std::optional<int> phase)
{
    if (m_placed == nullptr || m_plan == nullptr || (phase && *phase >= m_plan->rule.phaseCount))
        return;
    std::sort(examples.begin(), examples.end());
    examples.erase(std::unique(examples.begin(), examples.end()), examples.end());
    const ExampleColumns& columns = *m_placed->materials->columns;
    const auto target = phase ? static_cast<std::int8_t>(*phase) : excludedPlace;
    std::vector<Override> after;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    auto from = columns.ids.begin();
    std::erase_if(examples, [&](ExampleId example) {
        from = std::lower_bound(from, columns.ids.end(), example);
        if (from == columns.ids.end() || *from != example)
            return true;
        const auto row = static_cast<std::size_t>(from - columns.ids.begin());
        const bool isExcludedFromProject = !columns.isExcluded.empty() && columns.isExcluded[row] != 0;
        if (isExcludedFromProject || (isPlaced() && m_placed->placement.places[row] == target))
            return true;
        // Back where the rule puts it is no move.
        if (!isPlaced() || m_placed->rulePlaces[row] != target)
            after.push_back({example, phase, m_person, now});
        return false;
    });
    if (examples.empty())
        return;
    const int count = static_cast<int>(examples.size());
    const QString name = phase
        ? tr("Move %n example(s) to %1", nullptr, count).arg(shownPhaseName(*m_plan, *phase))
        : tr("Take %n example(s) out of the plan", nullptr, count);
    auto before = movesOf(examples);
    m_undo->push(
        new MoveExamplesCommand(*this, name, std::move(examples), std::move(before), std::move(after)));
}

void PlanDocument::moveBackToRule(std::vector<ExampleId> examples)
{
    if (m_plan == nullptr)
        return;
    std::sort(examples.begin(), examples.end());
    examples.erase(std::unique(examples.begin(), examples.end()), examples.end());
    auto before = movesOf(examples);
    if (before.empty())
        return;
    examples.clear();
    for (const Override& move : before)
        examples.push_back(move.example);
    const int count = static_cast<int>(examples.size());
    m_undo->push(
        new MoveExamplesCommand(*this, tr("Put %n example(s) back where the rule puts them", nullptr, count),
            std::move(examples), std::move(before), {}));
}

} // namespace dankai::ui
