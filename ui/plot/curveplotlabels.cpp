// SPDX-License-Identifier: GPL-3.0-or-later
// What is written into the plot: names of marks and of curves, and the values at one step.
#include "ui/plot/curveplot.h"
#include "ui/style/type.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <functional>

namespace dankai::ui {

namespace {

constexpr int markLabelAir = 8; // with that before and behind a mark's label

void setVerticalAt(QCPItemStraightLine* line, double x)
{
    for (QCPItemPosition* position : {line->point1, line->point2}) {
        position->setTypeX(QCPItemPosition::ptPlotCoords);
        position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    line->point1->setCoords(x, 0);
    line->point2->setCoords(x, 1);
}

// Short enough to be read in passing, exact enough to tell two steps apart.
QString shortNumber(double value)
{
    const QLocale locale;
    const double size = std::abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e7))
        return locale.toString(value, 'g', 3);
    return locale.toString(value, 'f', size >= 1000 ? 0 : size >= 10 ? 1 : 3);
}

} // namespace

void CurvePlot::showMarks()
{
    for (QCPAbstractItem* item : m_markItems)
        removeItem(item);
    m_markItems.clear();
    m_markLabels.clear();
    for (const PlotMark& mark : m_marks) {
        auto* line = new QCPItemStraightLine(this);
        line->setPen(QPen(mark.colour, 1, mark.pattern));
        setVerticalAt(line, mark.x);
        m_markItems.push_back(line);
        if (mark.label.isEmpty())
            continue;
        auto* label = new QCPItemText(this);
        label->setText(mark.label);
        label->setFont(typeFont(TypeSize::Caption));
        label->setColor(mark.colour);
        label->setPadding(QMargins(3, 0, 3, 0));
        label->position->setTypeX(QCPItemPosition::ptPlotCoords);
        label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        label->position->setCoords(mark.x, 0);
        m_markItems.push_back(label);
        m_markLabels.push_back(label);
    }
}

// Beside their lines where there is room before the next, otherwise before them.
void CurvePlot::placeMarkLabels()
{
    std::vector<QCPItemText*> labels = m_markLabels;
    std::ranges::stable_sort(
        labels, std::greater(), [](const QCPItemText* label) { return label->position->coords().x(); });
    double free = axisRect()->right();
    for (QCPItemText* label : labels) {
        const double at = xAxis->coordToPixel(label->position->coords().x());
        const double width = QFontMetrics(label->font()).horizontalAdvance(label->text()) + markLabelAir;
        const bool isBehind = at + width <= free;
        label->setPositionAlignment((isBehind ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
        free = isBehind ? at : at - width;
    }
}

// Names at the ends of their curves, moved apart where they would cover one another.
void CurvePlot::placeLabels()
{
    struct Placed
    {
        QCPItemText* label;
        double y;
    };

    std::vector<Placed> placed;
    for (const Curve& curve : m_curves) {
        const auto& drawn = *curve.graph->data();
        curve.label->setVisible(m_hasNames && curve.look.isLabelled && !drawn.isEmpty());
        if (curve.label->visible())
            placed.push_back({curve.label, yAxis->coordToPixel((drawn.constEnd() - 1)->value)});
    }
    std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.y < b.y; });
    const double top = axisRect()->top();
    const double bottom = axisRect()->bottom();
    double previous = top - labelHeight();
    for (Placed& label : placed) {
        label.y = std::max(std::clamp(label.y, top, bottom), previous + labelHeight());
        previous = label.y;
    }
    double next = bottom + labelHeight();
    std::for_each(placed.rbegin(), placed.rend(), [&next](Placed& label) {
        label.y = std::min(label.y, next - labelHeight());
        next = label.y;
    });
    const QFontMetrics metrics(typeFont(TypeSize::Caption));
    for (const Placed& label : placed) {
        label.label->setText(metrics.elidedText(label.label->text(), Qt::ElideRight, labelSpace() - 10));
        label.label->position->setCoords(axisRect()->right() + 6, label.y);
    }
}

QString CurvePlot::valuesAt(double x) const
{
    QStringList values;
    std::optional<double> step;
    for (const Curve& curve : m_curves) {
        if (curve.look.name.isEmpty() || curve.x.empty())
            continue;
        const auto above = std::lower_bound(curve.x.begin(), curve.x.end(), x);
        auto nearest = above == curve.x.end() ? above - 1 : above;
        if (above != curve.x.begin() && above != curve.x.end() && x - *(above - 1) < *above - x)
            nearest = above - 1;
        // A curve that ended before or begins after has no value here.
        if (x < curve.x.front() - 0.5 || x > curve.x.back() + 0.5)
            continue;
        if (curve.look.marker == CurveMarker::None)
            step = *nearest;
        values.append(curve.look.name + u' '
            + shortNumber(curve.y[static_cast<std::size_t>(nearest - curve.x.begin())]));
    }
    if (values.isEmpty())
        return {};
    return tr("step %1").arg(QLocale().toString(step.value_or(std::round(x)), 'f', 0)) + QStringLiteral("   ")
        + values.join(QStringLiteral("   "));
}

void CurvePlot::showValuesAt(std::optional<double> x)
{
    m_cursor->setVisible(x.has_value());
    QString text;
    if (x) {
        setVerticalAt(m_cursor, *x);
        text = valuesAt(*x);
    }
    // The title gives way where both do not fit.
    const QFontMetrics metrics(typeFont(TypeSize::Caption));
    m_title->setVisible(
        metrics.horizontalAdvance(m_titleText) + metrics.horizontalAdvance(text) + 24 < width());
    m_reading->setText(metrics.elidedText(text, Qt::ElideRight, width() - 8));
    replot(QCustomPlot::rpQueuedReplot);
}

} // namespace dankai::ui
