// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsheet.h"

#include "ui/style/type.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace dankai::ui {

ShortcutSheet::ShortcutSheet(const QString& pageTitle, const std::vector<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* heading = new QLabel(tr("Keyboard shortcuts: %1").arg(pageTitle), this);
    heading->setFont(typeFont(TypeSize::Heading));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    int row = 0;
    for (const QAction* action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        auto* keys = new QLabel(action->shortcut().toString(QKeySequence::NativeText), this);
        keys->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(new QLabel(action->text(), this), row, 0);
        grid->addWidget(keys, row, 1);
        ++row;
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addLayout(grid);
    layout->addWidget(buttons);
}

} // namespace dankai::ui
