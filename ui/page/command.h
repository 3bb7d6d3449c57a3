// SPDX-License-Identifier: GPL-3.0-or-later
// A command of a page or of a part of one.
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QString>
#include <QWidget>

#include <utility>

namespace dankai::ui {

// An action that its key calls while the focus is within `owner`. Not added to a widget yet: the page's own
// actions are what the palette and F1 list.
template <class Run>
QAction* makeCommand(QWidget* owner, const QString& text, const QKeySequence& key, Run run)
{
    auto* action = new QAction(text, owner);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(action, &QAction::triggered, owner, std::move(run));
    return action;
}

} // namespace dankai::ui
