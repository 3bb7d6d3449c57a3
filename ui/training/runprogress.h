// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run is, phase by phase: steps, time taken or left, the gate's mark, the key to the curves' lines;
// and figures of the engine.
#pragma once

#include "ui/training/runfacts.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace dankai::ui {

class RunProgress final : public QWidget
{
    Q_OBJECT

public:
    explicit RunProgress(QWidget* parent = nullptr);

    void clear();
    // `facts` must be those of the run whose history is shown, until clear().
    void showRun(const RunHistory& history, const RunFacts& facts, bool isEngineAlive);

private:
    struct PhaseLabels
    {
        QLabel* swatch;
        QLabel* name;
        QLabel* steps;
        QLabel* time;
        QLabel* verdict;
    };

    void makeLabels(const RunSpec& spec);
    QString figures(const RunHistory& history) const;

    QGridLayout* m_grid;
    std::vector<PhaseLabels> m_phases;
    QLabel* m_figures;
};

} // namespace dankai::ui
