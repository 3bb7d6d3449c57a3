// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of answers: the models' answers to the same prompts beside one another, what differs marked; and
// asking for more. Answers are read and generated elsewhere, and go on without the window.
#pragma once

#include "ui/comparison/comparisontab.h"
#include "ui/page/command.h"
#include "ui/session/projectsession.h"

#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace dankai::ui {

class AnswerDetail;
class AnswerJobsBar;
class AnswerTable;
class AnswerTableModel;
class AnswerWatch;
class AnsweringPanel;
class SpeakerTree;
class StatePanel;

class AnswersPanel final : public ComparisonTab
{
    Q_OBJECT

public:
    AnswersPanel(ProjectSession& session, AnswerWatch& watch, QWidget* parent = nullptr);
    ~AnswersPanel() override;

    std::vector<QAction*> commands() const override { return m_commands; }

    void setPresenting(bool isPresenting) override;
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

    AnswerTableModel* model() const { return m_model; }

    AnsweringPanel* answeringPanel() const { return m_asking; }

    void askPrompts();
    void setReference(const QString& key);
    // An error's sentence; empty where it is done.
    QString saveTable(const QString& path) const;

private:
    QWidget* buildBar();
    void buildCommands();
    void showAnswers();
    void showColumns();
    void showFilter();
    void showCounts();
    void showDetail();
    void chooseColumns();
    void goToDifferent(int direction);
    void copyCell();
    void copyTable();
    std::vector<std::string> usualColumns() const;
    QString projectKey() const;

    ProjectSession& m_session;
    AnswerWatch* m_watch;
    AnswerTableModel* m_model;
    QPushButton* m_choose;
    QComboBox* m_reference;
    QComboBox* m_prompts;
    QCheckBox* m_onlyDifferent;
    QLineEdit* m_search;
    QLabel* m_badge;
    QLabel* m_counts;
    QPushButton* m_ask;
    AnswerJobsBar* m_jobs;
    AnswerTable* m_table;
    AnswerDetail* m_detail;
    QSplitter* m_splitter;
    StatePanel* m_state;
    AnsweringPanel* m_asking;
    QWidget* m_content;
    QStackedWidget* m_stack; // state, content
    QStackedWidget* m_outer; // answers, asking
    QWidget* m_popup;
    SpeakerTree* m_tree;
    std::vector<QAction*> m_commands;
    std::vector<std::string> m_chosen; // by a person, as remembered; empty: the usual ones
    bool m_isChosen = false;
    QString m_problem; // told already
};

} // namespace dankai::ui
