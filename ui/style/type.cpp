// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/type.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int captionPixels = 11; // at 96 dpi
constexpr int smallestPresented = 20; // pixels, as the caption's
constexpr int projectorHeight = 1080;

// As the system has it; what is larger or smaller is counted from here.
qreal& systemPoints()
{
    static qreal points = QApplication::font().pointSizeF();
    return points;
}

qreal textScale = 1; // of the window's thread, set before widgets are made

} // namespace

void applyFont(QApplication& application)
{
    QFont font = QApplication::font();
    QStringList families = {QFontInfo(font).family()};
    const QStringList installed = QFontDatabase::families();
    for (const auto& japanese :
        {QStringLiteral("Noto Sans CJK JP"), QStringLiteral("Noto Sans JP"), QStringLiteral("IPAexGothic"),
            QStringLiteral("Yu Gothic UI"), QStringLiteral("Hiragino Sans")}) {
        if (installed.contains(japanese)) {
            families.append(japanese);
            break;
        }
    }
    font.setFamilies(families);
    font.setWeight(QFont::Normal);
    systemPoints() = font.pointSizeF();
    application.setFont(font);
}

void applyTextScale(QApplication& application, int percent)
{
    textScale = percent / 100.0;
    QFont font = QApplication::font();
    font.setPointSizeF(systemPoints() * textScale);
    application.setFont(font);
}

int presentationScale(int ownPercent, int screenHeight)
{
    const double pixels
        = smallestPresented * std::max(1.0, static_cast<double>(screenHeight) / projectorHeight);
    return std::max(ownPercent, static_cast<int>(std::ceil(100 * pixels / captionPixels)));
}

int scaledPixels(int pixels)
{
    return static_cast<int>(std::lround(pixels * textScale));
}

QFont typeFont(TypeSize size)
{
    // 72 points are an inch of 96 px.
    const qreal pointsPerPixel = 0.75 * textScale;
    QFont font = QApplication::font();
    switch (size) {
    case TypeSize::Caption:
        font.setPointSizeF(captionPixels * pointsPerPixel);
        break;
    case TypeSize::Body:
        font.setPointSizeF(13 * pointsPerPixel);
        break;
    case TypeSize::Reading:
        font.setPointSizeF(14 * pointsPerPixel);
        break;
    case TypeSize::Heading:
        font.setPointSizeF(16 * pointsPerPixel);
        font.setWeight(QFont::DemiBold);
        break;
    case TypeSize::Title:
        font.setPointSizeF(22 * pointsPerPixel);
        font.setWeight(QFont::DemiBold);
        break;
    }
    return font;
}

} // namespace dankai::ui
