// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsheet.h"

#include "ui/page/commandlist.h"
#include "ui/style/type.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr std::size_t mostRows = 20;

} // namespace

ShortcutSheet::ShortcutSheet(const QString& pageTitle, const std::vector<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* heading = new QLabel(tr("Keyboard shortcuts: %1").arg(pageTitle), this);
    heading->setFont(typeFont(TypeSize::Heading));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    std::vector<const QAction*> shown;
    for (const QAction* action : actions) {
        if (!action->shortcut().isEmpty() && !action->text().isEmpty() && action->isVisible())
            shown.push_back(action);
    }
    // Side by side where there are more than a small screen is high.
    const auto height = static_cast<int>(shown.size() > mostRows ? (shown.size() + 1) / 2 : shown.size());
    grid->setColumnMinimumWidth(2, 24);
    int number = 0;
    for (const QAction* action : shown) {
        const int row = number % height, column = number / height * 3;
        auto* keys = new QLabel(keyWords(action->shortcuts()), this);
        keys->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(new QLabel(action->text(), this), row, column);
        grid->addWidget(keys, row, column + 1);
        ++number;
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_change = buttons->addButton(tr("Change the keys…"), QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Close)->setFocus(); // Enter closes what was only looked at
    connect(m_change, &QPushButton::clicked, this, [this] {
        accept();
        emit changeWanted();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addLayout(grid);
    layout->addWidget(buttons);
}

void ShortcutSheet::hideChange()
{
    m_change->hide();
}

} // namespace dankai::ui
