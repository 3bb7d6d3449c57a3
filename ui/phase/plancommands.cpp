// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/plancommands.h"

#include "ui/phase/plandocument.h"

namespace dankai::ui {

ChangePlanCommand::ChangePlanCommand(PlanDocument& document, const QString& name,
    std::shared_ptr<const Plan> before, std::shared_ptr<const Plan> after)
    : QUndoCommand(name)
    , m_document(document)
    , m_before(std::move(before))
    , m_after(std::move(after))
{ }

void ChangePlanCommand::redo()
{
    m_document.put(m_after);
}

void ChangePlanCommand::undo()
{
    m_document.put(m_before);
}

MoveExamplesCommand::MoveExamplesCommand(PlanDocument& document, const QString& name,
    std::vector<ExampleId> examples, std::vector<Override> before, std::vector<Override> after)
    : QUndoCommand(name)
    , m_document(document)
    , m_examples(std::move(examples))
    , m_before(std::move(before))
    , m_after(std::move(after))
{ }

void MoveExamplesCommand::redo()
{
    m_document.putMoves(m_examples, m_after);
}

void MoveExamplesCommand::undo()
{
    m_document.putMoves(m_examples, m_before);
}

} // namespace dankai::ui
