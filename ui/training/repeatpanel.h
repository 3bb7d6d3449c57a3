// SPDX-License-Identifier: GPL-3.0-or-later
// What a new run that goes on from a phase of this one is trained with: the phase, its settings in plain
// words, and why. Makes no run itself.
#pragma once

#include "core/protocol/runhistory.h"
#include "core/run/fork.h"

#include <QWidget>

#include <string>
#include <utility>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace dankai::ui {

// The last phase that a run can go on with: the one after the last that its gate has judged. 0: none, since
// not even the model before training has been measured.
int lastRepeatablePhase(const RunHistory& history, const RunSpec& spec);

class RepeatPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit RepeatPanel(QWidget* parent = nullptr);

    // The settings as they were, for phases 1 to `last`, of which `first` is chosen.
    void begin(const RunHistory& history, const RunSpec& spec, int first, int last, const QString& reason);
    // It could not be made: a sentence, and another try.
    void refuse(const QString& sentence);

signals:
    void wanted(const ForkChanges& changes); // fork.run is the receiver's to fill in
    void closed();

private:
    using Settings = std::vector<std::pair<std::string, std::string>>;

    struct PhaseRow
    {
        QLabel* name;
        QDoubleSpinBox* epochs;
        QLineEdit* learningRate;
    };

    void build();
    void makeRows();
    void showFirst();
    void showException();
    int first() const;
    // What the fields say, of phases `from` and later; a sentence where one holds what cannot be.
    Result<Settings> settings(int from) const;
    void accept();

    RunSpec m_spec;
    std::vector<bool> m_isPassed; // gate of phase 1, 2, ...
    std::vector<PhaseRow> m_rows;
    Settings m_before; // what the fields say where nothing is changed

    QComboBox* m_first;
    QComboBox* m_last;
    QGridLayout* m_grid;
    QLineEdit* m_rate;
    QComboBox* m_carryOver;
    QLabel* m_carryOverMeaning;
    QSpinBox* m_replay;
    QSpinBox* m_patience;
    QComboBox* m_gate;
    QLineEdit* m_reason;
    QLabel* m_why;
    QLabel* m_problem;
    QPushButton* m_accept;
};

} // namespace dankai::ui
