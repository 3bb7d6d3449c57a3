// SPDX-License-Identifier: GPL-3.0-or-later
// How often each difficulty occurs, in the colours of the phases that hold it, with the thresholds between
// them as bars to drag, or to move by the arrow keys. Says what a person wants and where it stands meanwhile.
// Splits nothing.
#pragma once

#include "core/phase/scoreorder.h"
#include "core/phase/selection.h"
#include "ui/plot/plot.h"

#include <QTimer>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace dankai::ui {

class ThresholdPlot final : public Plot
{
    Q_OBJECT

public:
    explicit ThresholdPlot(QWidget* parent = nullptr);

    void setHistogram(const Histogram& histogram);
    // What the bars are of: each is then coloured by what it holds, also where a threshold parts it.
    void setScores(std::shared_ptr<const ScoreOrder> scores);
    // Ascending; phaseOfBand has one entry more: whose colour each range between them has. tiesBelow: how
    // many of exactly a threshold's score stand below it; may be empty: none. Ends a drag.
    void setThresholds(std::vector<double> thresholds, std::vector<int> phaseOfBand,
        std::vector<std::size_t> tiesBelow = {});

    // Examples of a phase that its bars show, one entry for each bar.
    std::vector<std::uint64_t> shownCounts(int phase) const;

    // As they are drawn, also during a drag.
    const std::vector<double>& thresholds() const { return m_thresholds; }

    // Which one the arrow keys move, from 0; -1: there is none.
    int current() const { return m_current; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void thresholdsMoving(const QList<double>& thresholds); // for every step of a drag
    void thresholdsMoved(const QList<double>& thresholds);
    void moveCancelled(); // they stand where they stood

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::vector<std::uint64_t> countsOfBand(std::size_t band) const;
    double lowestShown() const;
    double highestShown() const;
    void drawBars();
    void drawThresholds();
    void layOutValues();
    void applyColours();
    void moveCurrent(double value);
    void finishMove();
    void cancelMove();
    void setCurrent(int index);
    int thresholdNear(const QPointF& position) const; // -1: none

    Histogram m_histogram;
    std::vector<double> m_thresholds;
    std::vector<double> m_before; // of a move that is not finished
    std::vector<std::size_t> m_tiesBefore;
    std::vector<std::size_t> m_tiesBelow; // of thresholds that nobody has moved
    std::vector<int> m_phaseOfBand;
    std::shared_ptr<const ScoreOrder> m_scores;
    std::vector<QCPBars*> m_bars; // one for each phase
    std::vector<QCPItemLine*> m_lines;
    std::vector<QCPItemText*> m_values;
    int m_current = -1;
    bool m_isDragging = false;
    bool m_isMoving = false; // by mouse or by keys
    QTimer m_keyPause; // a move by keys is finished when they rest
};

// A step of one, two or five in the last decimal that people read: some 200 to 500 steps over the range.
double niceStep(double lowest, double highest);
// Threshold `index` at `value`, rounded to whole steps and kept a step away from its neighbours and within
// the range; unchanged where there is no room.
std::vector<double> withThresholdAt(
    std::vector<double> thresholds, std::size_t index, double value, double lowest, double highest);

} // namespace dankai::ui
