// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/voteplot.h"

#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int usualRowHeight = 32;
constexpr int axisGap = 4; // below the rows
constexpr int gap = 16;
constexpr qreal dotRadius = 5;
constexpr int smallestScale = 240;

int rowHeight()
{
    return scaledPixels(usualRowHeight);
}

int captionHeight()
{
    return QFontMetrics(typeFont(TypeSize::Caption)).height();
}

int percent(double share)
{
    return static_cast<int>(std::lround(share * 100));
}

} // namespace

QString shareWords(const Interval& share)
{
    return QStringLiteral("%1 % [%2, %3]")
        .arg(percent(share.estimate))
        .arg(percent(share.lower))
        .arg(percent(share.upper));
}

VotePlot::VotePlot(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void VotePlot::draw(std::vector<ShareRow> rows, const QString& left, const QString& right)
{
    m_rows = std::move(rows);
    m_left = left;
    m_right = right;
    QString said;
    for (const ShareRow& row : m_rows)
        said += row.label + QStringLiteral(": ") + shareWords(row.share) + QStringLiteral(". ");
    setAccessibleName(tr("Win rates with their intervals"));
    setAccessibleDescription(said.trimmed());
    updateGeometry();
    update();
}

QSize VotePlot::sizeHint() const
{
    return {640, static_cast<int>(m_rows.size()) * rowHeight() + 2 * (captionHeight() + axisGap) + axisGap};
}

QSize VotePlot::minimumSizeHint() const
{
    return {480, sizeHint().height()};
}

void VotePlot::paintEvent(QPaintEvent*)
{
    if (m_rows.empty())
        return;
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont body = typeFont(TypeSize::Body);
    const QFont caption = typeFont(TypeSize::Caption);
    const QFontMetrics metrics(body);
    int labels = 0, values = 0;
    for (const ShareRow& row : m_rows) {
        labels = std::max(labels, metrics.horizontalAdvance(row.label));
        values = std::max(values, metrics.horizontalAdvance(shareWords(row.share)));
    }
    const int from = std::min(labels + gap, std::max(0, width() - smallestScale - values - gap));
    const int to = width() - values - gap;
    const auto at = [&](double share) { return from + share * (to - from); };
    const int height = rowHeight();
    const int bottom = static_cast<int>(m_rows.size()) * height + axisGap;
    const int lineOfScale = captionHeight();
    const int secondLine = bottom + axisGap + lineOfScale;

    painter.setFont(caption);
    for (const int mark : {0, 25, 50, 75, 100}) {
        const qreal x = std::round(at(mark / 100.0)) + 0.5;
        painter.setPen(QPen(mark == 50 ? theme.quietText : theme.border, mark == 50 ? 1.5 : 1));
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
        painter.setPen(theme.quietText);
        const int widest = scaledPixels(60);
        painter.drawText(QRectF(x - widest / 2.0, bottom + 2, widest, lineOfScale),
            Qt::AlignHCenter | Qt::AlignTop, QStringLiteral("%1 %").arg(mark));
    }
    const QFontMetrics small(caption);
    const int half = (to - from) / 2 - 8;
    painter.drawText(QRectF(from, secondLine, half, lineOfScale), Qt::AlignLeft | Qt::AlignVCenter,
        small.elidedText(m_left, Qt::ElideRight, half));
    painter.drawText(QRectF(to - half, secondLine, half, lineOfScale), Qt::AlignRight | Qt::AlignVCenter,
        small.elidedText(m_right, Qt::ElideRight, half));

    painter.setFont(body);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const ShareRow& row = m_rows[i];
        const QRectF line(0, static_cast<qreal>(i) * height, width(), height);
        const qreal y = line.center().y();
        painter.setPen(theme.text);
        painter.drawText(
            QRectF(0, line.top(), from - gap, height), Qt::AlignLeft | Qt::AlignVCenter, row.label);
        painter.drawText(QRectF(to + gap, line.top(), values, height), Qt::AlignRight | Qt::AlignVCenter,
            shareWords(row.share));
        painter.setPen(QPen(theme.accent, 2));
        painter.drawLine(QPointF(at(row.share.lower), y), QPointF(at(row.share.upper), y));
        for (const double end : {row.share.lower, row.share.upper})
            painter.drawLine(QPointF(at(end), y - 4), QPointF(at(end), y + 4));
        painter.setBrush(row.isControlled ? theme.ground : theme.accent);
        painter.drawEllipse(QPointF(at(row.share.estimate), y), dotRadius, dotRadius);
    }
}

} // namespace dankai::ui
