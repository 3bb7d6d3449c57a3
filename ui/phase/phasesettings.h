// SPDX-License-Identifier: GPL-3.0-or-later
// How the phases of the open plan are trained, in plain words: times through and learning rate of each, what
// one takes over from the one before, review, early end, gate. Every change is a command of the document.
// What cannot be chosen here (batch, optimizer, model) is the project's.
#pragma once

#include "ui/phase/plandocument.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace dankai::ui {

class PhaseSettingsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit PhaseSettingsPane(PlanDocument& document, QWidget* parent = nullptr);

private:
    struct PhaseRow
    {
        QLabel* name;
        QDoubleSpinBox* epochs;
        QLineEdit* learningRate;
    };

    void build();
    void show();
    void showPhases();
    void takePhase(int phase);
    void takeLearningRate();
    // `matched` follows: gates that end a run and early ends make runs that cannot be compared.
    void takeEndings();
    // Of the plan, else of the project, else what runs do by themselves.
    std::string setting(const std::string& path, const std::string& otherwise) const;

    int replayPercent() const;

    PlanDocument& m_document;
    QGridLayout* m_phaseGrid;
    std::vector<PhaseRow> m_phases;
    QLineEdit* m_learningRate;
    QComboBox* m_carryOver;
    QLabel* m_carryOverMeaning;
    QWidget* m_adapterFields; // only where an adapter is trained
    QComboBox* m_adapter;
    QSpinBox* m_replay;
    QSpinBox* m_patience;
    QComboBox* m_gate;
    QLabel* m_unmatched;
};

} // namespace dankai::ui
