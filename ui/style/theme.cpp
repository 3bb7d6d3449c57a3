// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

#include <QApplication>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace dankai::ui {

namespace {

// viridis at 0, 0.1, ... 1 (Smith and van der Walt, matplotlib 2.0).
constexpr std::array<QRgb, 11> viridis = {0xff440154, 0xff482475, 0xff414487, 0xff355f8d, 0xff2a788e,
    0xff21918c, 0xff22a884, 0xff44bf70, 0xff7ad151, 0xffbddf26, 0xfffde725};

QColor viridisAt(double position)
{
    const double scaled = std::clamp(position, 0.0, 1.0) * (viridis.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(scaled), viridis.size() - 2);
    const double share = scaled - static_cast<double>(below);
    const QColor low = QColor::fromRgb(viridis[below]);
    const QColor high = QColor::fromRgb(viridis[below + 1]);
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {mix(low.red(), high.red()), mix(low.green(), high.green()), mix(low.blue(), high.blue())};
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

QPalette paletteOf(const Theme& theme)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor& colour) {
        palette.setColor(QPalette::Active, role, colour);
        palette.setColor(QPalette::Inactive, role, colour);
    };
    set(QPalette::Window, theme.ground);
    set(QPalette::WindowText, theme.text);
    set(QPalette::Base, theme.surface);
    set(QPalette::AlternateBase, theme.raised);
    set(QPalette::Text, theme.text);
    set(QPalette::PlaceholderText, theme.quietText);
    set(QPalette::Button, theme.raised);
    set(QPalette::ButtonText, theme.text);
    set(QPalette::BrightText, theme.onAccent);
    set(QPalette::ToolTipBase, theme.raised);
    set(QPalette::ToolTipText, theme.text);
    set(QPalette::Link, theme.accent);
    set(QPalette::LinkVisited, theme.accent);
    set(QPalette::Highlight, theme.selection);
    set(QPalette::HighlightedText, theme.text);
    set(QPalette::Light, theme.surface);
    set(QPalette::Midlight, theme.raised);
    set(QPalette::Mid, theme.border);
    set(QPalette::Dark, theme.border);
    set(QPalette::Shadow, theme.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.quietText);
    palette.setColor(QPalette::Disabled, QPalette::Window, theme.ground);
    palette.setColor(QPalette::Disabled, QPalette::Base, theme.ground);
    palette.setColor(QPalette::Disabled, QPalette::Button, theme.ground);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.border);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, theme.quietText);
    return palette;
}

// The middle one of a splitter's nine pixels. A margin around one pixel would do for upright handles only: Qt
// takes the width of a handle for its height, too.
QString middleLine(QLatin1StringView end, const QColor& colour)
{
    return QStringLiteral("qlineargradient(x1:0, y1:0, %1, stop:0 transparent, stop:0.44 transparent, "
                          "stop:0.45 %2, stop:0.55 %2, stop:0.56 transparent, stop:1 transparent)")
        .arg(end, colour.name());
}

// What a palette cannot say: paddings, corners and the focus ring. Sizes are in the 4 px grid.
QString styleSheetOf(const Theme& theme)
{
    QString sheet = QStringLiteral(R"(
        QToolTip { border: 1px solid @border; padding: 4px 8px; }
        QPushButton { padding: 5px 16px; border: 1px solid @border; border-radius: 4px; background: @surface; min-height: 18px; }
        QPushButton:hover { background: @raised; border-color: @quiet; }
        QPushButton:focus { border: 2px solid @accent; padding: 4px 15px; }
        QPushButton:disabled { color: @quiet; background: @ground; }
        QPushButton[primary="true"] { background: @accent; color: @onaccent; border-color: @accent; font-weight: 600; }
        QPushButton[primary="true"]:focus { border: 2px solid @text; }
        QPushButton[primary="true"]:disabled { background: @border; color: @quiet; border-color: @border; }
        QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextEdit { border: 1px solid @border; border-radius: 4px;
            padding: 4px 8px; background: @surface; selection-background-color: @accent; selection-color: @onaccent; }
        QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent; padding: 3px 7px; }
        QCheckBox::indicator { width: 13px; height: 13px; border: 1px solid @quiet; border-radius: 3px; background: @surface; }
        QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/tick-@appearance.svg); }
        QCheckBox::indicator:disabled { border-color: @border; background: @ground; }
        QCheckBox::indicator:checked:disabled { background: @quiet; }
        QCheckBox:focus { color: @accent; text-decoration: underline; }
        QComboBox { combobox-popup: 0; }
        QComboBox::drop-down { width: 20px; border: none; }
        QComboBox::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QPushButton::menu-indicator
            { image: url(:/icons/chevron-@appearance.svg); width: 10px; height: 10px; }
        QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/icons/chevronup.svg); width: 10px; height: 10px; }
        QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button
            { width: 20px; border: none; background: transparent; }
        QPushButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }
        QTableView, QTreeView, QListView { border: 1px solid @border; background: @surface; gridline-color: @border; outline: none; }
        QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid @accent; }
        QTableView[frameless="true"] { border: none; }
        QHeaderView::section { background: @raised; color: @quiet; border: none; border-right: 1px solid @border;
            border-bottom: 1px solid @border; padding: 4px 8px; }
        QTableView::item { padding-left: 6px; padding-right: 6px; border: none; }
        QTableView::item:selected { background: @selection; color: @text; }
        QHeaderView::up-arrow, QHeaderView::down-arrow { width: 8px; height: 6px; subcontrol-origin: border; subcontrol-position: top center; top: 3px; }
        QPushButton:checked { background: @selection; border-color: @accent; }
        QSplitter::handle { width: 9px; height: 9px; }
        QSplitter::handle:horizontal { background: @uprightline; }
        QSplitter::handle:vertical { background: @levelline; }
        QSplitter::handle:horizontal:hover { background: @uprightaccent; }
        QSplitter::handle:vertical:hover { background: @levelaccent; }
        QProgressBar { border: none; background: @border; border-radius: 2px; max-height: 4px; }
        QProgressBar::chunk { background: @accent; border-radius: 2px; }
        QStatusBar { background: @raised; color: @quiet; }
        QStatusBar::item { border: none; }
        QMenu { background: @surface; border: 1px solid @border; padding: 4px 0; }
        QMenu::item { padding: 5px 24px; }
        QMenu::item:selected { background: @selection; }
        QMenu::separator { height: 1px; background: @border; margin: 4px 0; }
        QScrollBar:vertical { background: @ground; width: 12px; }
        QScrollBar:horizontal { background: @ground; height: 12px; }
        QScrollBar::handle { background: @border; border-radius: 4px; margin: 2px; min-height: 24px; min-width: 24px; }
        QScrollBar::handle:hover { background: @quiet; }
        QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
        QScrollBar::add-page, QScrollBar::sub-page { background: none; }
        QAbstractScrollArea::corner { background: @ground; border: none; }
    )");
    for (const auto& [name, end, colour] :
        {std::tuple(QLatin1StringView("@uprightline"), QLatin1StringView("x2:1, y2:0"), theme.border),
            {QLatin1StringView("@levelline"), QLatin1StringView("x2:0, y2:1"), theme.border},
            {QLatin1StringView("@uprightaccent"), QLatin1StringView("x2:1, y2:0"), theme.accent},
            {QLatin1StringView("@levelaccent"), QLatin1StringView("x2:0, y2:1"), theme.accent}})
        sheet.replace(name, middleLine(end, colour));
    const std::array<std::pair<QLatin1StringView, QColor>, 9> names = {{
        {QLatin1StringView("@border"), theme.border},
        {QLatin1StringView("@surface"), theme.surface},
        {QLatin1StringView("@raised"), theme.raised},
        {QLatin1StringView("@quiet"), theme.quietText},
        {QLatin1StringView("@accent"), theme.accent},
        {QLatin1StringView("@ground"), theme.ground},
        {QLatin1StringView("@onaccent"), theme.onAccent},
        {QLatin1StringView("@text"), theme.text},
        {QLatin1StringView("@selection"), theme.selection},
    }};
    for (const auto& [name, colour] : names)
        sheet.replace(name, colour.name());
    // A sheet's pictures cannot take a colour.
    sheet.replace(QLatin1StringView("@appearance"),
        theme.appearance == Appearance::Light ? QLatin1StringView("light") : QLatin1StringView("dark"));
    return sheet;
}

} // namespace

QColor Theme::phase(int index, int count) const
{
    const double share = count > 1 ? static_cast<double>(index) / (count - 1) : 0.5;
    // The ends are where the contrast on the ground falls below 3:1.
    const bool isLight = appearance == Appearance::Light;
    const double first = isLight ? 0.54 : 0.95;
    const double last = isLight ? 0.05 : 0.45;
    return viridisAt(first + (last - first) * share);
}

const Theme& lightTheme()
{
    static const Theme theme = {
        .appearance = Appearance::Light,
        .ground = QColor(0xf6f7f9),
        .surface = QColor(0xffffff),
        .raised = QColor(0xeceff3),
        .text = QColor(0x1b1f24),
        .quietText = QColor(0x56606b),
        .border = QColor(0xcfd5dc),
        .accent = QColor(0x1d5fbf),
        .onAccent = QColor(0xffffff),
        .selection = QColor(0xcfe0f7),
        .pass = QColor(0x00755e),
        .fail = QColor(0xb93a00),
        .undecided = QColor(0x8a5a00),
        .baseModel = QColor(0x6b7480),
        .oneOff = QColor(0xc25700),
    };
    return theme;
}

const Theme& darkTheme()
{
    static const Theme theme = {
        .appearance = Appearance::Dark,
        .ground = QColor(0x1e2126),
        .surface = QColor(0x24282e),
        .raised = QColor(0x2c3138),
        .text = QColor(0xe4e7eb),
        .quietText = QColor(0xa6aeb8),
        .border = QColor(0x444b55),
        .accent = QColor(0x79b0ff),
        .onAccent = QColor(0x12161b),
        .selection = QColor(0x2f4a70),
        .pass = QColor(0x4cc3a5),
        .fail = QColor(0xff8a5c),
        .undecided = QColor(0xe0b04c),
        .baseModel = QColor(0x98a1ad),
        .oneOff = QColor(0xff9f4a),
    };
    return theme;
}

const Theme& themeOf(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? darkTheme() : lightTheme();
}

const Theme& themeOf(const QWidget* widget)
{
    return themeOf(widget->palette());
}

double contrastRatio(const QColor& first, const QColor& second)
{
    const double one = luminance(first) + 0.05;
    const double two = luminance(second) + 0.05;
    return std::max(one, two) / std::min(one, two);
}

Appearance systemAppearance(const QPalette& platformPalette)
{
    return platformPalette.color(QPalette::Window).lightness() < 128 ? Appearance::Dark : Appearance::Light;
}

void applyTheme(QApplication& application, Appearance appearance)
{
    const Theme& theme = appearance == Appearance::Dark ? darkTheme() : lightTheme();
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(paletteOf(theme));
    application.setStyleSheet(styleSheetOf(theme));
}

} // namespace dankai::ui
