// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/phaseboard.h"

#include "ui/phase/phasecolumn.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace dankai::ui {

PhaseBoard::PhaseBoard(PlanDocument& document, PhaseContents& contents, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_contents(contents)
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    connect(&m_document, &PlanDocument::planChanged, this, &PhaseBoard::showPlan);
    connect(&m_document, &PlanDocument::placementChanged, this, &PhaseBoard::showPlacedFigures);
    connect(&m_document, &PlanDocument::speedChanged, this, &PhaseBoard::showPlacedFigures);
    connect(&m_contents, &PhaseContents::changed, this, &PhaseBoard::showContents);
    showPlan();
}

void PhaseBoard::showPlan()
{
    if (!m_document.isOpen())
        return;
    const Plan& plan = m_document.plan();
    if (m_columns.size() != plan.phases.size() + 2)
        rebuild();
    const Theme& theme = themeOf(this);
    const int count = plan.rule.phaseCount;
    for (int phase = 0; phase < count; ++phase)
        m_columns[static_cast<std::size_t>(phase)]->setPhase(
            phase + 1, shownPhaseName(plan, phase), theme.phase(phase, count));
}

void PhaseBoard::rebuild()
{
    const bool hadFocus = hasFocus() || isAncestorOf(focusWidget());
    m_current = nullptr;
    for (PhaseColumn* column : m_columns)
        column->deleteLater();
    m_columns.clear();
    const int count = m_document.plan().rule.phaseCount;
    for (int index = 0; index < count + 2; ++index) {
        const auto place = index < count ? static_cast<std::int8_t>(index)
            : index == count             ? unscoredPlace
                                         : excludedPlace;
        auto* column = new PhaseColumn(m_document, place, this);
        m_layout->addWidget(column, place >= 0 ? 3 : 2);
        m_columns.push_back(column);
        connect(column, &PhaseColumn::focused, this, [this, column] { takeCurrent(column); });
        connect(
            column->view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this, column] {
                if (column == currentColumn())
                    emit currentExampleChanged();
            });
        connect(column, &PhaseColumn::dragHovers, this,
            [this, place](const std::vector<ExampleId>& examples) { hover(place, examples); });
        connect(column->model()->sourceModel(), SIGNAL(fetchFailed(QString)), this, SIGNAL(noticed(QString)));
        if (place < 0)
            continue;
        connect(column, &PhaseColumn::renameWanted, this,
            [this, index](const QString& name) { m_document.renamePhase(index, name); });
        auto* menu = new QMenu(column);
        connect(menu, &QMenu::aboutToShow, this, [this, menu, index] {
            menu->clear();
            fillMenu(menu, index);
        });
        column->menuButton()->setMenu(menu);
    }
    setFocusProxy(m_columns.front()->view());
    if (hadFocus)
        setFocus();
    showContents();
}

void PhaseBoard::fillMenu(QMenu* menu, int phase)
{
    const auto add = [&](const QString& text, bool isPossible, const std::function<void()>& slot) {
        QAction* action = menu->addAction(text, this, slot);
        action->setEnabled(isPossible);
    };
    const int count = m_document.plan().rule.phaseCount;
    add(tr("Rename"), true, [this, phase] { m_columns[static_cast<std::size_t>(phase)]->beginRenaming(); });
    menu->addSeparator();
    add(tr("Split in two"), count < maximumPhases, [this, phase] { m_document.splitPhase(phase); });
    add(tr("Merge with the next"), count > minimumPhases && phase + 1 < count,
        [this, phase] { m_document.mergePhases(phase); });
    add(tr("Remove"), count > minimumPhases, [this, phase] { m_document.removePhase(phase); });
    menu->addSeparator();
    add(tr("Train earlier"), phase > 0, [this, phase] { m_document.movePhase(phase, phase - 1); });
    add(tr("Train later"), phase + 1 < count, [this, phase] { m_document.movePhase(phase, phase + 1); });
}

void PhaseBoard::showContents()
{
    const auto contents = m_contents.contents();
    if (contents == nullptr || !m_document.isOpen() || contents->rows.size() != m_columns.size())
        return;
    for (PhaseColumn* column : m_columns)
        column->show(contents, !m_contents.filter().isOpen());
    m_columns[m_columns.size() - 2]->setVisible(contents->placed->placement.unscored > 0);
    emit currentExampleChanged();
}

bool PhaseBoard::isPlacementOfColumns() const
{
    const auto placed = m_document.placed();
    return placed != nullptr && m_document.isOpen()
        && placed->placement.phases.size() + 2 == m_columns.size();
}

void PhaseBoard::showPlacedFigures()
{
    if (!isPlacementOfColumns())
        return;
    const Placement& placement = m_document.placed()->placement;
    showFigures(placement.phases);
    PhaseFigures unscored, excluded;
    unscored.examples = placement.unscored;
    excluded.examples = placement.excluded;
    m_columns[m_columns.size() - 2]->setFigures(unscored);
    m_columns.back()->setFigures(excluded);
}

void PhaseBoard::showFigures(const std::vector<PhaseSummary>& phases)
{
    const auto placed = m_document.placed();
    if (!isPlacementOfColumns() || phases.size() + 2 != m_columns.size())
        return;
    const bool hasTokens = !placed->materials->columns->tokens.empty();
    double total = 0;
    bool isAnyMoved = false; // then all say so, and the figures stay side by side
    for (const PhaseSummary& phase : phases) {
        total += static_cast<double>(hasTokens ? phase.tokens : phase.examples);
        isAnyMoved = isAnyMoved || phase.movedIn > 0;
    }
    for (std::size_t k = 0; k < phases.size(); ++k) {
        const PhaseSummary& phase = phases[k];
        PhaseFigures figures;
        figures.examples = phase.examples;
        if (isAnyMoved)
            figures.movedIn = phase.movedIn;
        if (phase.scored > 0)
            figures.meanScore = phase.meanScore;
        if (phase.examples > 0)
            figures.meanResponseLength = phase.meanResponseLength;
        if (hasTokens) {
            figures.tokens = phase.tokens;
            const auto& speed = m_document.speed();
            if (speed && phase.tokens > 0) {
                figures.trainingSeconds
                    = estimatedSeconds(*speed, phase.tokens, m_document.plan().phases[k].epochs);
                figures.memoryBytes = estimatedBytes(*speed, placed->longest[k]);
            }
        }
        if (total > 0)
            figures.share = static_cast<double>(hasTokens ? phase.tokens : phase.examples) / total;
        m_columns[k]->setFigures(figures);
    }
}

void PhaseBoard::takeCurrent(PhaseColumn* column)
{
    m_current = column;
    // One selection, so that nobody moves what a list out of sight still holds.
    for (PhaseColumn* other : m_columns) {
        if (other != column)
            other->view()->clearSelection();
    }
    emit currentExampleChanged();
}

PhaseColumn* PhaseBoard::currentColumn() const
{
    return m_current != nullptr ? m_current : m_columns.empty() ? nullptr : m_columns.front();
}

int PhaseBoard::currentPhase() const
{
    return m_columns.empty() ? -1 : std::max<int>(-1, currentColumn()->place());
}

std::optional<ExampleId> PhaseBoard::currentExample() const
{
    if (m_columns.empty())
        return std::nullopt;
    const QModelIndex current = currentColumn()->view()->currentIndex();
    return current.isValid() ? std::optional(currentColumn()->model()->idAt(current.row())) : std::nullopt;
}

std::vector<ExampleId> PhaseBoard::selectedExamples() const
{
    return m_columns.empty() ? std::vector<ExampleId>() : currentColumn()->view()->selectedExamples();
}

void PhaseBoard::moveSelected(std::optional<int> phase)
{
    m_document.moveExamples(selectedExamples(), phase);
}

void PhaseBoard::moveSelectedToNeighbour(int step)
{
    // From the columns at the side the way back is to the nearest phase.
    if (m_columns.empty())
        return;
    const int count = m_document.plan().rule.phaseCount;
    const int from = currentColumn()->place() >= 0 ? currentColumn()->place() : count;
    const int to = from + step;
    if (to >= 0 && to < count)
        moveSelected(to);
}

void PhaseBoard::hover(std::int8_t place, const std::vector<ExampleId>& examples)
{
    const auto placed = m_document.placed();
    if (!isPlacementOfColumns())
        return;
    if (examples.empty()) {
        showFigures(placed->placement.phases);
        return;
    }
    std::vector<ExampleId> sorted = examples;
    std::sort(sorted.begin(), sorted.end());
    showFigures(summariesAfterMove(*placed->materials->columns, placed->placement, sorted, place));
}

void PhaseBoard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showPlan();
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
