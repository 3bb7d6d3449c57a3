// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the Phases page: one for each phase, one for what has no score, one for what is out of the
// plan; which of them is current, what is selected there, and the figures below each.
// Has no keys of its own: the page's actions ask it.
#pragma once

#include "ui/phase/phasecontents.h"

#include <QWidget>

#include <optional>
#include <vector>

class QHBoxLayout;
class QMenu;

namespace dankai::ui {

class PhaseColumn;

class PhaseBoard final : public QWidget
{
    Q_OBJECT

public:
    PhaseBoard(PlanDocument& document, PhaseContents& contents, QWidget* parent = nullptr);

    // Phases from left to right, then what has no score, then what is out of the plan; empty without a plan.
    const std::vector<PhaseColumn*>& columns() const { return m_columns; }

    PhaseColumn* currentColumn() const; // null without a plan
    int currentPhase() const; // -1: it is none
    std::optional<ExampleId> currentExample() const;
    std::vector<ExampleId> selectedExamples() const; // of the current column

    // Nothing: out of the plan.
    void moveSelected(std::optional<int> phase);
    void moveSelectedToNeighbour(int step);

    // Of a placement that may never be: while something is dragged.
    void showFigures(const std::vector<PhaseSummary>& phases);
    void showPlacedFigures();

signals:
    void currentExampleChanged();
    void noticed(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showPlan();
    void showContents();
    void rebuild();
    void fillMenu(QMenu* menu, int phase);
    void takeCurrent(PhaseColumn* column);
    void hover(std::int8_t place, const std::vector<ExampleId>& examples);
    bool isPlacementOfColumns() const;

    PlanDocument& m_document;
    PhaseContents& m_contents;
    QHBoxLayout* m_layout;
    std::vector<PhaseColumn*> m_columns;
    PhaseColumn* m_current = nullptr; // null: the first
};

} // namespace dankai::ui
