// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

namespace dankai::ui {

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal devicePixelRatio)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("There is no icon %s.", qPrintable(name)); // our mistake, never a user's
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(svg);
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, size, size));
    return pixmap;
}

QIcon icon(const QString& name, const QPalette& palette)
{
    QIcon icon;
    for (const int size : {16, 20, 24, 32, 48}) {
        const auto add = [&](QPalette::ColorGroup group, QIcon::Mode mode) {
            icon.addPixmap(iconPixmap(name, palette.color(group, QPalette::ButtonText), size, 1.0), mode);
        };
        add(QPalette::Active, QIcon::Normal);
        add(QPalette::Disabled, QIcon::Disabled);
    }
    return icon;
}

} // namespace dankai::ui
