// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/reviewtab.h"

#include "ui/review/reviewpane.h"

#include <QVBoxLayout>

namespace dankai::ui {

ReviewTab::ReviewTab(ProjectSession& session, QWidget* parent)
    : DifficultyTab(parent)
    , m_pane(new ReviewPane(session, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
    connect(m_pane, &ReviewPane::noticed, this, &DifficultyTab::noticed);
    connect(m_pane, &ReviewPane::decided, &session, &ProjectSession::refresh); // plans and figures
}

std::vector<QAction*> ReviewTab::commands() const
{
    return m_pane->commands();
}

void ReviewTab::setPerson(const QString& name)
{
    m_pane->setPerson(name);
}

} // namespace dankai::ui
