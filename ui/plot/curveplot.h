// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over steps that may grow while they are looked at: wheel zooms, drag pans, Shift and drag chooses a
// range, a double click shows everything, hover reads all curves at one step. Draws at most two points for
// each column of pixels, and never more often than its timer. Knows nothing of runs.
#pragma once

#include "ui/plot/plot.h"

#include <QTimer>

#include <optional>
#include <span>
#include <vector>

namespace dankai::ui {

enum class CurveMarker
{
    None,
    Circle,
    Square,
    Triangle,
    Diamond,
};

struct CurveLook
{
    QString name; // for hover; what is not read there has none
    QColor colour;
    Qt::PenStyle pattern = Qt::SolidLine;
    double width = 2;
    CurveMarker marker = CurveMarker::None;
    bool isLabelled = false; // its name stands at its end
};

struct PlotMark
{
    double x = 0;
    QString label; // at the top
    QColor colour;
    Qt::PenStyle pattern = Qt::DotLine;
};

class CurvePlot final : public Plot
{
    Q_OBJECT

public:
    // `title` says the quantity with its unit.
    explicit CurvePlot(const QString& title, QWidget* parent = nullptr);

    using CurveId = int; // 0, 1, 2 ...

    CurveId addCurve(const CurveLook& look);
    void setLook(CurveId id, const CurveLook& look);
    // x ascends, over all that was appended.
    void append(CurveId id, std::span<const double> x, std::span<const double> y);
    void setMarks(std::vector<PlotMark> marks);
    void clear(); // curves and marks

    // Where the axis ends when everything is shown, at least: a run's whole length.
    void setLongest(double x);
    // Nothing: everything.
    void setShownRange(std::optional<QCPRange> range);

    std::optional<QCPRange> shownRange() const { return m_shown; }

    void setLogarithmic(bool isLogarithmic);
    void setZeroBased(bool isZeroBased);
    void setNamesAtEnds(bool isShown); // of labelled curves, right of the axes
    void setEmptyText(const QString& sentence); // where there is nothing to draw yet
    void setStepLabels(bool isShown); // under the lowest of plots that share their steps

    // Reads the curves at the step nearest to x.
    void showValuesAt(std::optional<double> x);
    QString valuesAt(double x) const;

    // How many points are drawn now, for tests.
    int drawnPoints() const;
    void redrawNow();

    QSize minimumSizeHint() const override;

signals:
    void rangeChosen(double from, double to);
    void everythingChosen();
    void hovered(double x);
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyMargins();
    static int labelSpace(); // right of the axes, for names at the curves' ends
    static int labelHeight();

    struct Curve
    {
        CurveLook look;
        QCPGraph* graph;
        QCPItemText* label;
        std::vector<double> x, y;
    };

    static void markPoints(const Curve& curve);
    QCPRange everything() const;
    void scheduleRedraw();
    void applyColours();
    void placeMarkLabels();
    void placeLabels();
    void showMarks();
    void choose(QCPRange range);

    QString m_titleText;
    std::vector<Curve> m_curves;
    std::vector<PlotMark> m_marks;
    std::vector<QCPAbstractItem*> m_markItems;
    std::vector<QCPItemText*> m_markLabels; // of those
    QCPItemText* m_title;
    QCPItemText* m_reading;
    QCPItemText* m_empty;
    QCPItemStraightLine* m_cursor;
    QCPItemRect* m_choice;
    QTimer m_redraw;
    double m_longest = 1;
    std::optional<QCPRange> m_shown;
    bool m_isLogarithmic = false;
    bool m_isZeroBased = false;
    bool m_hasNames = false;
    enum class Drag
    {
        None,
        Pan,
        Choose,
    } m_drag
        = Drag::None;
    double m_dragX = 0; // pixels
    QCPRange m_dragRange;
};

} // namespace dankai::ui
