// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/contextbar.h"

#include "ui/phase/plandocument.h"
#include "ui/session/projectsession.h"

#include <algorithm>
#include <vector>

namespace dankai::ui {

ContextBar::ContextBar(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    hide();
}

void ContextBar::follow(ProjectSession& session, PlanDocument& plan)
{
    m_session = &session;
    m_plan = &plan;
    connect(&plan, &PlanDocument::saved, this, &ContextBar::askVersion);
    write();
}

void ContextBar::showRun(const QString& id)
{
    m_run = id;
    write();
}

void ContextBar::askVersion()
{
    m_session->questions().ask(
        this, [](Project& project, const StopFlag&) { return project.plans().list(); },
        [this, name = m_plan->plan().name](const Result<std::vector<PlanListing>>& plans) {
            if (!plans)
                return;
            const auto found = std::ranges::find(*plans, name, &PlanListing::name);
            if (found == plans->end())
                return;
            m_saved = *found;
            write();
        });
}

void ContextBar::write()
{
    QString context;
    if (m_session != nullptr && m_session->isOpen()) {
        context = m_session->name();
        const ProjectFigures& figures = m_session->figures();
        const PlanListing listed = figures.plans.empty() ? m_saved : figures.plans.front();
        const bool isOlder = m_saved.name == listed.name && m_saved.revision > listed.revision;
        if (!listed.name.empty())
            context += tr(" › plan %1 v%2")
                           .arg(QString::fromStdString(listed.name))
                           .arg(isOlder ? m_saved.revision : listed.revision);
        const QString newest
            = figures.runs.empty() ? QString() : QString::fromStdString(figures.runs.back().id);
        if (const QString run = m_run.isEmpty() ? newest : m_run; !run.isEmpty())
            context += tr(" › run %1").arg(run);
    }
    setText(context);
    setVisible(!context.isEmpty());
}

} // namespace dankai::ui
