// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewcommands.h"

#include "ui/page/command.h"

#include <QKeySequence>
#include <QPushButton>

namespace dankai::ui {

namespace {

// By ReviewKey; the rows of ui/page/commandlist.cpp.
constexpr const char* ids[reviewKeyCount] = {"review.ambiguous", "review.exclude", "review.personal",
    "review.wrong", "review.skip", "review.edit", "review.note", "review.take_back"};

QAction* makeAction(QWidget* owner, const QString& id)
{
    auto* action = new QAction(owner);
    becomeCommand(action, id);
    owner->addAction(action);
    return action;
}

} // namespace

std::vector<QAction*> makeReviewActions(QWidget* owner)
{
    std::vector<QAction*> actions;
    for (int level = 1; level <= mostReviewLevels; ++level)
        actions.push_back(makeAction(owner, QStringLiteral("review.level_%1").arg(level)));
    for (const char* id : ids)
        actions.push_back(makeAction(owner, QString::fromLatin1(id)));
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
