// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of a page or of a part of one: actions that have a row in the list of commands, and with it their
// name and their keys.
#pragma once

#include "ui/page/commandlist.h"

#include <QAction>
#include <QWidget>

#include <utility>

class QPushButton;
class QUndoStack;

namespace dankai::ui {

// Gives the action its id, its text and its first keys, which call it while the focus is within its widgets.
void becomeCommand(QAction* action, const QString& id);

// An action that its keys call while the focus is within `owner`. Not added to a widget yet: the page's own
// actions are what the palette and F1 list.
template <class Run>
QAction* makeCommand(QWidget* owner, const QString& id, Run run)
{
    auto* action = new QAction(owner);
    becomeCommand(action, id);
    QObject::connect(action, &QAction::triggered, owner, std::move(run));
    return action;
}

// One of the page itself.
template <class Run>
QAction* addCommand(QWidget* page, const QString& id, Run run)
{
    QAction* action = makeCommand(page, id, std::move(run));
    page->addAction(action);
    return action;
}

// One of the page whose keys work only while `part` itself has the focus: Delete belongs to the text while
// one is typed.
template <class Run>
QAction* addCommandOf(QWidget* part, QWidget* page, const QString& id, Run run)
{
    QAction* action = addCommand(page, id, std::move(run));
    action->setShortcutContext(Qt::WidgetShortcut);
    part->addAction(action);
    return action;
}

// A command of the page, by its id; null where it has none.
QAction* commandOf(const QWidget* page, const QString& id);

// "PAGE.undo" and "PAGE.redo", named after what would be undone.
void addHistoryCommands(QWidget* page, QUndoStack* history, const QString& pageId);

// Gives every command below `root` the keys that a person has chosen, or its first ones.
void applyKeys(QObject* root, const OwnKeys& own);

// A button that gives a command. Its text, its state and the keys in its tooltip follow the command's.
QPushButton* makeCommandButton(QAction* command, QWidget* parent);

// Keeps the keys of `command` in the tooltip of something that does the same.
void tellKeys(QWidget* widget, QAction* command);

} // namespace dankai::ui
