// SPDX-License-Identifier: GPL-3.0-or-later
// Difficulty that is learnt from labels: which labels there are, whether the model's view of the examples
// counts, the work itself, and what the last calibration says of itself.
#pragma once

#include "core/project/calibrating.h"
#include "ui/difficulty/difficultytab.h"

#include <cstdint>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QScrollArea;
class QStackedWidget;

namespace dankai::ui {

class CalibrationReport;
class MeasuringJob;
class MeasuringModels;
class ModelBox;
class ProjectSession;
class StatePanel;
class WorkBar;

class CalibrationTab final : public DifficultyTab
{
    Q_OBJECT

public:
    CalibrationTab(
        ProjectSession& session, MeasuringJob& measuring, MeasuringModels& models, QWidget* parent = nullptr);
    ~CalibrationTab() override;

    std::vector<QAction*> commands() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Look
    {
        std::vector<LabelSource> sources;
        Result<std::optional<CalibrationOutcome>> last;
    };

    QWidget* buildChoice();
    void look();
    void offer(std::vector<LabelSource> sources);
    void showLast(const Result<std::optional<CalibrationOutcome>>& last);
    void showChosen();
    const LabelSource* chosen() const;
    void calibrate();
    void learn(const CalibrationRequest& request);

    ProjectSession& m_session;
    MeasuringJob& m_measuring;
    MeasuringModels& m_models;
    std::vector<LabelSource> m_sources;
    QComboBox* m_labels;
    QLabel* m_problem;
    QCheckBox* m_usesModel;
    ModelBox* m_model;
    QLabel* m_cost;
    QCheckBox* m_hasCurve;
    QAction* m_calibrate;
    WorkBar* m_work;
    CalibrationReport* m_report;
    QScrollArea* m_reportArea;
    StatePanel* m_state;
    QStackedWidget* m_stack; // what stands in the place of the report, and the report
    std::int64_t m_shownVersion = -1; // of the project's data
    std::uint64_t m_question = 0;
    bool m_isRead = false;
};

} // namespace dankai::ui
