// SPDX-License-Identifier: GPL-3.0-or-later
// Colours of the workbench, light and dark, and how they are put on the application.
// Holds no state: a widget asks for the theme that its palette belongs to.
#pragma once

#include <QColor>
#include <QPalette>

class QApplication;
class QWidget;

namespace dankai::ui {

enum class ThemeChoice
{
    System,
    Light,
    Dark,
};

enum class Appearance
{
    Light,
    Dark,
};

// Text colours reach a contrast of 4.5:1 on `ground` and `surface`, line colours 3:1; a test measures them.
struct Theme
{
    Appearance appearance = Appearance::Light;
    QColor ground; // of pages and plots
    QColor surface; // of lists, tables and fields
    QColor raised; // of cards, the rail and headers
    QColor text;
    QColor quietText; // captions, units, what is secondary
    QColor border;
    QColor accent; // the primary action, links, the focus ring
    QColor onAccent;
    QColor selection; // behind selected rows; text stays as it is
    QColor pass; // always beside a tick
    QColor fail; // always beside a cross
    QColor undecided; // always beside a half circle
    QColor baseModel; // before training: grey
    QColor oneOff; // always dashed

    // Of phase `index` from 0 of `count`: viridis trimmed at both ends, so that the order survives colour
    // blindness and grey printing. From light to dark on a light ground, the other way round on a dark one.
    QColor phase(int index, int count) const;
};

const Theme& lightTheme();
const Theme& darkTheme();
// The theme that this palette was made from.
const Theme& themeOf(const QPalette& palette);
const Theme& themeOf(const QWidget* widget);

// Relative luminance contrast of WCAG 2.1, 1 to 21.
double contrastRatio(const QColor& first, const QColor& second);

// What System means on this desktop: asked once before the first applyTheme().
Appearance systemAppearance(const QPalette& platformPalette);
void applyTheme(QApplication& application, Appearance appearance);

} // namespace dankai::ui
