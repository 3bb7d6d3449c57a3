// SPDX-License-Identifier: GPL-3.0-or-later
// How often each value occurs, as bars; a drag over them chooses a range, a double click takes it back.
// Does not filter: it says what was chosen.
#pragma once

#include "core/phase/selection.h"
#include "ui/plot/plot.h"

namespace dankai::ui {

class HistogramPlot final : public Plot
{
    Q_OBJECT

public:
    explicit HistogramPlot(QWidget* parent = nullptr);

    void setHistogram(const Histogram& histogram);
    // Only to look at: no range is chosen, and it takes no focus.
    void setChoosable(bool isChoosable);
    // The range that is chosen; bars outside of it are pale.
    void setRange(const ValueRange& range);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void rangeChosen(const dankai::ValueRange& range);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void drawBars();
    void chooseTickCount();
    void applyColours();

    Histogram m_histogram;
    ValueRange m_range;
    QCPBars* m_inside;
    QCPBars* m_outside;
    QCPItemRect* m_dragged;
    bool m_isChoosable = true;
    bool m_isDragging = false;
    double m_dragStart = 0;
};

// The range between two points of a drag, widened to whole bars and kept within the histogram; nothing where
// the drag is shorter than `shortest`.
std::optional<ValueRange> draggedRange(const Histogram& histogram, double from, double to, double shortest);

} // namespace dankai::ui
