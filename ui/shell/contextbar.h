// SPDX-License-Identifier: GPL-3.0-or-later
// The line above a page's title: the project, its plan with the version that is saved, and a run. Chooses no
// run.
#pragma once

#include "core/project/planstore.h"

#include <QLabel>

namespace dankai::ui {

class PlanDocument;
class ProjectSession;

class ContextBar final : public QLabel
{
    Q_OBJECT

public:
    explicit ContextBar(QWidget* parent = nullptr);

    // Both outlive the line.
    void follow(ProjectSession& session, PlanDocument& plan);
    // The run that is looked at; empty: the newest there is.
    void showRun(const QString& id);

private:
    void askVersion();
    void write();

    ProjectSession* m_session = nullptr;
    PlanDocument* m_plan = nullptr;
    // The session reads its figures anew for what other programs change; this window's own versions come
    // here.
    PlanListing m_saved;
    QString m_run;
};

} // namespace dankai::ui
