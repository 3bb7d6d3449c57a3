// SPDX-License-Identifier: GPL-3.0-or-later
// Before any training: whether the untrained model finds a plan's phases harder and harder, and test
// questions that people wrote (testpane.h).
#pragma once

#include "ui/difficulty/difficultytab.h"
#include "ui/difficulty/scorerlook.h"

#include <cstdint>
#include <string>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableWidget;

namespace dankai::ui {

class ProjectSession;
class StatePanel;
class TestPane;

class ValidityTab final : public DifficultyTab
{
    Q_OBJECT

public:
    explicit ValidityTab(ProjectSession& session, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void offerPlans();
    void look();
    void show(const ValidityLook& look);

    ProjectSession& m_session;
    QComboBox* m_plan;
    QLabel* m_verdict;
    QLabel* m_findings;
    QTableWidget* m_table;
    QTableWidget* m_accuracies;
    QLabel* m_note;
    TestPane* m_tests;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    QWidget* m_all = nullptr;
    std::string m_shown; // the plan and version of the data that is shown
    std::uint64_t m_question = 0;
};

} // namespace dankai::ui
