// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/searchkeys.h"

#include <QAction>
#include <QLineEdit>

#include <utility>

namespace dankai::ui {

void leadTo(QLineEdit* search, std::function<void()> goThere)
{
    auto* down = new QAction(search);
    down->setShortcut(Qt::Key_Down);
    down->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(down, &QAction::triggered, search, goThere);
    search->addAction(down);
    QObject::connect(search, &QLineEdit::returnPressed, search, std::move(goThere));
}

} // namespace dankai::ui
