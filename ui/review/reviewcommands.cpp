// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewcommands.h"

#include <QCoreApplication>
#include <QKeySequence>
#include <QPushButton>

namespace dankai::ui {

namespace {

struct KeyRow
{
    const char* id;
    const char* text;
    QList<QKeySequence> keys;
};

const KeyRow& rowOf(int key)
{
    // By ReviewKey. A question mark needs Shift on many keyboards; the slash below it does not.
    static const KeyRow rows[reviewKeyCount] = {
        {"review.ambiguous", QT_TRANSLATE_NOOP("ReviewCommands", "Ambiguous"),
            {QKeySequence(Qt::Key_Question), QKeySequence(Qt::SHIFT | Qt::Key_Question),
                QKeySequence(Qt::Key_Slash)}},
        {"review.exclude", QT_TRANSLATE_NOOP("ReviewCommands", "Exclude"), {QKeySequence(Qt::Key_X)}},
        {"review.personal", QT_TRANSLATE_NOOP("ReviewCommands", "Personal or confidential"),
            {QKeySequence(Qt::Key_P)}},
        {"review.wrong", QT_TRANSLATE_NOOP("ReviewCommands", "Wrong or out of date"),
            {QKeySequence(Qt::Key_W)}},
        {"review.skip", QT_TRANSLATE_NOOP("ReviewCommands", "Skip"), {QKeySequence(Qt::Key_S)}},
        {"review.edit", QT_TRANSLATE_NOOP("ReviewCommands", "Edit"), {QKeySequence(Qt::Key_E)}},
        {"review.note", QT_TRANSLATE_NOOP("ReviewCommands", "Note"), {QKeySequence(Qt::Key_N)}},
        {"review.take_back", QT_TRANSLATE_NOOP("ReviewCommands", "Take back"),
            {QKeySequence(Qt::Key_Z), QKeySequence(QKeySequence::Undo)}},
    };
    return rows[key];
}

QAction* makeAction(QWidget* owner, const QString& id, const QList<QKeySequence>& keys)
{
    auto* action = new QAction(owner);
    action->setObjectName(id);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    owner->addAction(action);
    return action;
}

} // namespace

std::vector<QAction*> makeReviewActions(QWidget* owner)
{
    std::vector<QAction*> actions;
    for (int level = 1; level <= mostReviewLevels; ++level)
        actions.push_back(makeAction(
            owner, QStringLiteral("review.level_%1").arg(level), {QKeySequence(Qt::Key(Qt::Key_0 + level))}));
    for (int key = 0; key < reviewKeyCount; ++key) {
        const KeyRow& row = rowOf(key);
        QAction* action = makeAction(owner, QString::fromLatin1(row.id), row.keys);
        action->setText(QCoreApplication::translate("ReviewCommands", row.text));
        actions.push_back(action);
    }
    return actions;
}

QPushButton* makeReviewButton(QAction* action, QWidget* parent)
{
    auto* button = new QPushButton(parent);
    const auto follow = [button, action] {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        button->setText(key.isEmpty() ? action->text() : key + QStringLiteral("   ") + action->text());
        button->setAccessibleName(action->text());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    button->setAutoDefault(false);
    button->setFocusPolicy(Qt::NoFocus); // the keys stay with the question
    return button;
}

} // namespace dankai::ui
