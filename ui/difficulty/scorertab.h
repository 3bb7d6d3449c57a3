// SPDX-License-Identifier: GPL-3.0-or-later
// All scorers of the project in figures, the one that is chosen in full, and scoring on this machine: by
// texts, tokens and columns of the imported files, and by a model: the project's or another one.
#pragma once

#include "ui/difficulty/difficultytab.h"

#include <QStringList>

#include <cstdint>
#include <string>

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace dankai {
struct ScorerFigures;
}

namespace dankai::ui {

class ColumnFill;
class MeasuringJob;
class MeasuringModels;
class ModelBox;
class ProjectSession;
class ScorerDetail;
class ScorerTableModel;
class StatePanel;
class WorkBar;

class ScorerTab final : public DifficultyTab
{
    Q_OBJECT

public:
    ScorerTab(
        ProjectSession& session, MeasuringJob& measuring, MeasuringModels& models, QWidget* parent = nullptr);
    ~ScorerTab() override;

    std::vector<QAction*> commands() const override;
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildLayout();
    void showScorers();
    void showChosen();
    void offerScorers();
    void askColumns();
    void showCost();
    void score();
    void scoreByText(const std::string& scorer);
    void scoreByModel(const std::string& scorer);
    void lookForModels();
    void sayIfUnjudged(const std::string& scorer);
    const ScorerFigures* figuresOf(const std::string& scorer) const; // null: it has looked at nothing
    std::string chosen() const; // empty: none

    ProjectSession& m_session;
    MeasuringJob& m_measuring;
    MeasuringModels& m_models;
    ScorerTableModel* m_model;
    QTableView* m_table;
    ScorerDetail* m_detail;
    QScrollArea* m_detailArea;
    StatePanel* m_detailState;
    QStackedWidget* m_detailStack;
    QSplitter* m_splitter;
    QComboBox* m_by;
    QLabel* m_withLabel;
    ModelBox* m_with;
    QLabel* m_cost;
    WorkBar* m_work;
    StatePanel* m_state;
    QStackedWidget* m_stack; // what stands in the place of everything, and everything
    QWidget* m_all = nullptr;
    QAction* m_score = nullptr;
    std::int64_t m_shownVersion = -1; // of the project's data that the detail is of
    std::string m_shown; // the scorer and column that the detail is of
    std::uint64_t m_question = 0; // the newest; older answers are dropped
    std::uint64_t m_columnsOf = 0; // examples when the columns were asked for
    QStringList m_columns;
};

} // namespace dankai::ui
