// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to the open plan, as commands with a name that can be undone. They hold ids and whole
// earlier plans, never rows of a view.
#pragma once

#include "core/phase/plan.h"

#include <QString>
#include <QUndoCommand>

#include <memory>
#include <optional>
#include <vector>

namespace dankai::ui {

class PlanDocument;

// Anything that changes the plan itself.
class ChangePlanCommand final : public QUndoCommand
{
public:
    ChangePlanCommand(PlanDocument& document, const QString& name, std::shared_ptr<const Plan> before,
        std::shared_ptr<const Plan> after);

    void redo() override;
    void undo() override;

private:
    PlanDocument& m_document;
    std::shared_ptr<const Plan> m_before;
    std::shared_ptr<const Plan> m_after;
};

// Puts examples into a phase, out of the plan, or back to the rule.
class MoveExamplesCommand final : public QUndoCommand
{
public:
    // `examples` ascending; `before` and `after`: their moves, of those that have one.
    MoveExamplesCommand(PlanDocument& document, const QString& name, std::vector<ExampleId> examples,
        std::vector<Override> before, std::vector<Override> after);

    void redo() override;
    void undo() override;

private:
    PlanDocument& m_document;
    std::vector<ExampleId> m_examples;
    std::vector<Override> m_before;
    std::vector<Override> m_after;
};

} // namespace dankai::ui
