// SPDX-License-Identifier: GPL-3.0-or-later
// A new project in three steps: model, data, plan. Nothing is written before the last button; a cancel leaves
// nothing behind.
#pragma once

#include "core/checkpoint/modelfinder.h"
#include "ui/session/backgroundwork.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace dankai::ui {

class DataStep;
class ModelStep;
class PlanStep;
class StageBar;

class NewProjectPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit NewProjectPanel(QWidget* parent = nullptr);

    // Anew, with the models that are found in `places`.
    void begin(const ModelPlaces& places, const TrainingMemory& memory);

    int step() const; // 0 model, 1 data, 2 plan
    void goTo(int step);
    // From the last step: makes the project.
    void next();

    ModelStep* modelStep() const { return m_model; }

    DataStep* dataStep() const { return m_data; }

    PlanStep* planStep() const { return m_plan; }

signals:
    void created(const QString& folder, const QString& sentence);
    void closed();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void make();
    void showStep();
    void showMissing();

    BackgroundWork* m_work;
    std::vector<QLabel*> m_names;
    QStackedWidget* m_stack;
    ModelStep* m_model;
    DataStep* m_data;
    PlanStep* m_plan;
    StageBar* m_bar;
    QLabel* m_missing;
    QPushButton* m_back;
    QPushButton* m_next;
};

} // namespace dankai::ui
