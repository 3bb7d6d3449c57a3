// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/command.h"

#include <QPushButton>
#include <QUndoStack>

namespace dankai::ui {

namespace {

QString withKeys(const QString& text, const QAction* command)
{
    const QString keys = keyWords(command->shortcuts());
    return keys.isEmpty() ? text : text.isEmpty() ? keys : QStringLiteral("%1 (%2)").arg(text, keys);
}

} // namespace

void becomeCommand(QAction* action, const QString& id)
{
    const CommandInfo* command = commandInfo(id);
    Q_ASSERT_X(command != nullptr, "becomeCommand", qPrintable(id));
    action->setObjectName(id);
    action->setText(commandText(*command));
    action->setShortcuts(command->keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

QAction* commandOf(const QWidget* page, const QString& id)
{
    for (QAction* action : page->actions())
        if (action->objectName() == id)
            return action;
    return nullptr;
}

void addHistoryCommands(QWidget* page, QUndoStack* history, const QString& pageId)
{
    const QString undo = pageId + u".undo", redo = pageId + u".redo";
    const std::pair<QString, QAction*> commands[]
        = {{undo, history->createUndoAction(page, commandText(*commandInfo(undo)))},
            {redo, history->createRedoAction(page, commandText(*commandInfo(redo)))}};
    for (const auto& [id, action] : commands) {
        const QString text = action->text();
        becomeCommand(action, id);
        action->setText(text);
        page->addAction(action);
    }
}

void applyKeys(QObject* root, const OwnKeys& own)
{
    for (QAction* action : root->findChildren<QAction*>())
        if (const CommandInfo* command = commandInfo(action->objectName()))
            action->setShortcuts(keysOf(*command, own));
}

QPushButton* makeCommandButton(QAction* command, QWidget* parent)
{
    auto* button = new QPushButton(parent);
    const auto follow = [command, button] {
        button->setText(command->text());
        button->setToolTip(withKeys(command->toolTip(), command));
        button->setVisible(command->isVisible());
        button->setEnabled(command->isEnabled());
    };
    follow();
    QObject::connect(button, &QPushButton::clicked, command, &QAction::trigger);
    QObject::connect(command, &QAction::changed, button, follow);
    return button;
}

void tellKeys(QWidget* widget, QAction* command)
{
    const auto tell
        = [widget, command, text = widget->toolTip()] { widget->setToolTip(withKeys(text, command)); };
    tell();
    QObject::connect(command, &QAction::changed, widget, tell);
}

} // namespace dankai::ui
