// SPDX-License-Identifier: GPL-3.0-or-later
// What a calibration says of itself: how good it is on labels that it had not seen, what speaks against
// trusting it, what it draws on, and what more labels would bring. Shows what it is given and asks nothing.
#pragma once

#include "core/project/calibrating.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace dankai::ui {

class SpreadPlot;

// Labels in words: a scorer's, or what people said of a plan.
QString labelsWord(const std::string& labels);

class CalibrationReport final : public QWidget
{
    Q_OBJECT

public:
    explicit CalibrationReport(QWidget* parent = nullptr);

    void show(const CalibrationOutcome& outcome);

private:
    void showTrust(const std::vector<std::string>& doubts);
    void showFigures(const CalibrationQuality& quality);
    void showLevels(const LabelLevels& levels);
    void showCurve(const std::vector<LearningPoint>& curve);

    QLabel* m_heading;
    QLabel* m_trust;
    QLabel* m_doubts;
    QLabel* m_figuresHeading;
    QTableWidget* m_figures;
    QLabel* m_sources;
    SpreadPlot* m_curve;
    QLabel* m_curveNote;
    QTableWidget* m_levels;
};

} // namespace dankai::ui
