// SPDX-License-Identifier: GPL-3.0-or-later
// The tab in which people say how difficult examples are: the place of the review pane on this page.
#pragma once

#include "ui/difficulty/difficultytab.h"

namespace dankai::ui {

class ProjectSession;
class ReviewPane;

class ReviewTab final : public DifficultyTab
{
    Q_OBJECT

public:
    explicit ReviewTab(ProjectSession& session, QWidget* parent = nullptr);

    std::vector<QAction*> commands() const override;
    void setPerson(const QString& name);

private:
    ReviewPane* m_pane;
};

} // namespace dankai::ui
