// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/oneline.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace dankai::ui {

OneLine::OneLine(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

QSize OneLine::minimumSizeHint() const
{
    return {0, QLabel::minimumSizeHint().height()};
}

void OneLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect room = contentsRect();
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

bool OneLine::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && sizeHint().width() > width()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace dankai::ui
