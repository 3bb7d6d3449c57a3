// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do to the range of steps that is shown.
#include "ui/plot/curveplot.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dankai::ui {

namespace {

constexpr double dragPixels = 4; // less is a click
constexpr double zoomFactor = 0.8;
constexpr double fewestSteps = 2; // that can be zoomed to

} // namespace

void CurvePlot::choose(QCPRange range)
{
    const QCPRange all = everything();
    if (range.size() < fewestSteps)
        range = {range.center() - fewestSteps / 2, range.center() + fewestSteps / 2};
    if (range.size() >= all.size()) {
        emit everythingChosen();
        return;
    }
    if (range.lower < all.lower)
        range = {all.lower, all.lower + range.size()};
    if (range.upper > all.upper)
        range = {all.upper - range.size(), all.upper};
    emit rangeChosen(range.lower, range.upper);
}

void CurvePlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_drag = event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::Choose : Drag::Pan;
    m_dragX = event->position().x();
    m_dragRange = xAxis->range();
}

void CurvePlot::mouseMoveEvent(QMouseEvent* event)
{
    const double x = event->position().x();
    if (m_drag == Drag::Pan) {
        if (std::abs(x - m_dragX) >= dragPixels && m_shown) {
            const double moved = (m_dragX - x) * m_dragRange.size() / axisRect()->width();
            choose({m_dragRange.lower + moved, m_dragRange.upper + moved});
        }
        return;
    }
    if (m_drag == Drag::Choose) {
        m_choice->setVisible(true);
        m_choice->topLeft->setCoords(xAxis->pixelToCoord(m_dragX), 0);
        m_choice->bottomRight->setCoords(xAxis->pixelToCoord(x), 1);
        replot(QCustomPlot::rpQueuedReplot);
        return;
    }
    if (axisRect()->rect().contains(event->pos()))
        emit hovered(xAxis->pixelToCoord(x));
    else
        emit left();
}

void CurvePlot::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    m_choice->setVisible(false);
    const double from = xAxis->pixelToCoord(m_dragX);
    const double to = xAxis->pixelToCoord(event->position().x());
    if (drag == Drag::Choose && std::abs(event->position().x() - m_dragX) >= dragPixels)
        choose({std::min(from, to), std::max(from, to)});
    replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent*)
{
    emit everythingChosen();
}

void CurvePlot::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() == 0)
        return;
    const double factor = std::pow(zoomFactor, event->angleDelta().y() / 120.0);
    const double at = xAxis->pixelToCoord(event->position().x());
    const QCPRange range = xAxis->range();
    choose({at - (at - range.lower) * factor, at + (range.upper - at) * factor});
    event->accept();
}

void CurvePlot::leaveEvent(QEvent* event)
{
    emit left();
    Plot::leaveEvent(event);
}

void CurvePlot::keyPressEvent(QKeyEvent* event)
{
    const QCPRange range = xAxis->range();
    const double moved = range.size() / 10;
    switch (event->key()) {
    case Qt::Key_Plus:
        choose(
            {range.center() - range.size() * zoomFactor / 2, range.center() + range.size() * zoomFactor / 2});
        break;
    case Qt::Key_Minus:
        choose(
            {range.center() - range.size() / zoomFactor / 2, range.center() + range.size() / zoomFactor / 2});
        break;
    case Qt::Key_Left:
        choose({range.lower - moved, range.upper - moved});
        break;
    case Qt::Key_Right:
        choose({range.lower + moved, range.upper + moved});
        break;
    case Qt::Key_0:
    case Qt::Key_Home:
        emit everythingChosen();
        break;
    case Qt::Key_Escape:
        if (m_drag == Drag::None) {
            event->ignore();
            return;
        }
        m_drag = Drag::None;
        m_choice->setVisible(false);
        replot(QCustomPlot::rpQueuedReplot);
        break;
    default:
        Plot::keyPressEvent(event);
    }
}

} // namespace dankai::ui
