// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/page/command.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QButtonGroup>
#include <QEvent>
#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int railWidth = 148;
constexpr int widestRail = 200; // whatever size of text somebody has chosen
constexpr int iconSize = 20;

} // namespace

Rail::Rail(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_layout(new QVBoxLayout(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_group->setExclusive(true);
    m_layout->setContentsMargins(8, 12, 8, 12);
    m_layout->setSpacing(2);
    m_layout->addStretch();
    clear();
}

void Rail::clear()
{
    setFixedWidth(std::min(scaledPixels(railWidth), widestRail));
    for (const Entry& entry : m_entries)
        delete entry.button;
    m_entries.clear();
}

void Rail::add(const QString& id, const QString& title, const QString& iconName)
{
    auto* button = new QToolButton(this);
    button->setText(title);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({iconSize, iconSize});
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(title);
    m_group->addButton(button);
    m_layout->insertWidget(static_cast<int>(m_entries.size()), button);
    m_entries.push_back({id, iconName, button});
    connect(button, &QToolButton::clicked, this, [this, id] { emit chosen(id); });
    applyColours();
}

void Rail::tellKeys(const QString& id, QAction* command)
{
    for (const Entry& entry : m_entries)
        if (entry.id == id)
            ui::tellKeys(entry.button, command);
}

void Rail::setCurrent(const QString& id)
{
    for (const Entry& entry : m_entries)
        entry.button->setChecked(entry.id == id);
}

void Rail::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0 || m_entries.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto focused = std::find_if(
        m_entries.begin(), m_entries.end(), [](const Entry& entry) { return entry.button->hasFocus(); });
    const auto at = focused == m_entries.end() ? 0 : focused - m_entries.begin();
    const auto last = static_cast<std::ptrdiff_t>(m_entries.size()) - 1;
    m_entries[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at + step, 0, last))].button->setFocus(
        Qt::TabFocusReason);
}

void Rail::applyColours()
{
    const Theme& theme = themeOf(this);
    const QString sheet
        = QStringLiteral(
            "QToolButton { color: %1; border: 2px solid transparent; border-radius: 4px; "
            "padding: 5px 8px; text-align: left; }"
            "QToolButton:hover { background: %2; }"
            "QToolButton:checked { background: %3; border-left: 3px solid %4; font-weight: 600; }"
            "QToolButton:focus { border: 2px solid %4; }")

              .arg(theme.text.name(), theme.surface.name(), theme.selection.name(), theme.accent.name());
    if (sheet != styleSheet()) // setting it is a change of the palette again
        setStyleSheet(sheet);
    for (const Entry& entry : m_entries)
        entry.button->setIcon(icon(entry.iconName, palette()));
}

void Rail::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyColours();
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
