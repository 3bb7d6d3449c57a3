// SPDX-License-Identifier: GPL-3.0-or-later
// Which plan is shown, by whose scores it is cut and by which rule; new plans, copies, and plans to delete.
#pragma once

#include "ui/phase/plandocument.h"

#include <QWidget>

#include <vector>

class QAction;
class QComboBox;
class QPushButton;

namespace dankai::ui {

class PlanBar final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanBar(PlanDocument& document, QWidget* parent = nullptr);

    // For the palette too.
    const std::vector<QAction*>& planActions() const { return m_planActions; }

private:
    void buildPlanMenu();
    void buildSplitMenu();
    void show();
    void askName(bool isDuplicate);
    void askRemove();

    PlanDocument& m_document;
    QComboBox* m_plan;
    QComboBox* m_scorer;
    QPushButton* m_split;
    std::vector<QAction*> m_planActions;
};

// The rule in words, for the button that changes it.
QString shownRule(const Rule& rule);

} // namespace dankai::ui
