// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewedit.h"

#include "ui/page/textfield.h"
#include "ui/style/type.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace dankai::ui {

ReviewEdit::ReviewEdit(QWidget* parent)
    : QWidget(parent)
    , m_instruction(new TextField(this))
    , m_input(new TextField(this))
    , m_response(new TextField(this))
    , m_save(new QPushButton(tr("Keep the new text"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    const auto add = [&](const QString& name, QPlainTextEdit* field, int stretch) {
        auto* label = new QLabel(name, this);
        label->setBuddy(field);
        field->setAccessibleName(name);
        field->setFont(typeFont(TypeSize::Reading));
        field->setTabChangesFocus(true);
        layout->addWidget(label);
        layout->addWidget(field, stretch);
    };
    add(tr("Instruction"), m_instruction, 2);
    add(tr("Input"), m_input, 1);
    add(tr("Response"), m_response, 3);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Leave it as it was"), this);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
    auto* keep = new QAction(this);
    keep->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    keep->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(keep);
    m_save->setToolTip(keep->shortcut().toString(QKeySequence::NativeText));
    connect(keep, &QAction::triggered, this, &ReviewEdit::save);
    connect(m_save, &QPushButton::clicked, this, &ReviewEdit::save);
    connect(cancel, &QPushButton::clicked, this, &ReviewEdit::cancelled);
}

void ReviewEdit::open(const Example& example)
{
    m_example = example;
    m_instruction->setPlainText(QString::fromStdString(example.instruction));
    m_input->setPlainText(QString::fromStdString(example.input));
    m_response->setPlainText(QString::fromStdString(example.response));
    m_response->setFocus();
}

void ReviewEdit::save()
{
    Example content = m_example;
    content.instruction = m_instruction->toPlainText().toStdString();
    content.input = m_input->toPlainText().toStdString();
    content.response = m_response->toPlainText().toStdString();
    if (content == m_example)
        emit cancelled();
    else
        emit saved(content);
}

void ReviewEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        emit cancelled();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace dankai::ui
